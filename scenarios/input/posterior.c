// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/posterior.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub_def.h"
#include "scenarios/input/csv_reader.h"
#include "scenarios/input/number.h"
#include "scenarios/input/scenario_parts.h"
#include "scenarios/input/uncertain.h"
#include "scenarios/input/value_format.h"
#include "sim/date.h"

static const char WEIGHT[] = "weight";

/* ---- which setting a column means ------------------------------------------------------------ */

struct looking {
    const char *path;
    const struct resolved_slot *slot;
};

static void look_at(void *context, const struct resolved *resolved,
                    const struct resolved_slot *slot)
{
    (void)resolved;
    struct looking *looking = context;
    if (!looking->slot && strcmp(slot->path, looking->path) == 0) looking->slot = slot;
}

static const struct resolved_slot *find_slot(const struct scenario *scenario, const char *path)
{
    struct looking looking = {path, NULL};
    scenario_each_slot(scenario, look_at, &looking);
    return looking.slot;
}

static size_t offset_of(const struct scenario *scenario, const struct resolved_slot *slot)
{
    for (size_t g = 0; g < scenario->resolved.catalogue.n; g++) {
        const struct resolved_table *table = &scenario->resolved.table[g];
        for (size_t i = 0; i < table->n; i++)
            if (slot >= table->item[i].slot && slot < table->item[i].slot + *table->group->count)
                return param_offset(table->group, scenario->def, i) + slot->param->at;
    }
    return 0;
}

static bool may_be_a_factor(enum param_kind kind)
{
    return kind == PARAM_REAL || kind == PARAM_REALS || kind == PARAM_DIST;
}

/* The draw that the timeline has at that date: entries count from 1 (scenario.c). */
static const char *find_dated(struct text_arena *arena, const struct resolved_slot *slot,
                              const char *date, struct plan_column *to)
{
    const size_t n = strlen(date);
    for (size_t i = 0; i < slot->dated_n; i++) {
        const struct plan_change *change = &slot->dated[i].change;
        const char *at = value_format_date(arena, change->at_us); /* in quotes */
        if (change->at_us == PLAN_START_US || change->operation != PLAN_SET) continue;
        if (strncmp(at + 1, date, n) != 0 || at[n + 1] != '"') continue;
        if (change->number.kind == DIST_CONSTANT) return "at that date nothing is drawn for it";
        to->entry = (uint32_t)i + 1;
        return NULL;
    }
    return "the timeline sets nothing at that date";
}

static const char *complete(const struct scenario *scenario, const struct resolved_slot *slot,
                            const char *date, struct text_arena *arena, struct plan_column *to)
{
    const struct param *param = slot->param;
    to->path = text_arena_text(arena, slot->path, strlen(slot->path));
    to->kind = param->kind;
    to->at = offset_of(scenario, slot);
    to->n = param->n;
    to->min = param->min;
    to->max = param->max;
    if (param->apart) return "nothing that is simulated depends on it";
    if (to->factor) return may_be_a_factor(param->kind) ? NULL : "it cannot be multiplied";
    if (date)
        return param->kind == PARAM_REAL ? find_dated(arena, slot, date, to)
                                         : "only what is drawn once can stand here";
    if (param->kind != PARAM_REAL && param->kind != PARAM_COUNT)
        return "only a number that is drawn once, or a count, can stand here";
    for (size_t i = 0; i < slot->dated_n; i++)
        if (slot->dated[i].change.at_us == PLAN_START_US)
            return "a factor is drawn for it too: give that one as a plain number";
    return NULL;
}

const char *posterior_column(const struct scenario *scenario, const char *word,
                             struct text_arena *arena, struct plan_column *to)
{
    const size_t n = strlen(word);
    *to = (struct plan_column){.factor = n > 0 && word[n - 1] == '*'};
    const char *sign = strchr(word, '@');
    const size_t bytes = sign ? (size_t)(sign - word) : n - to->factor;
    const char *path = text_arena_text(arena, word, bytes);
    const struct resolved_slot *slot = find_slot(scenario, path);
    if (slot) return complete(scenario, slot, sign ? sign + 1 : NULL, arena, to);
    const char *nearest = catalogue_nearest(arena, &scenario->resolved.catalogue, path);
    return nearest ? text_arena_printf(arena, "no such setting; did you mean %s?", nearest)
                   : "no such setting in this scenario";
}

/* ---- reading --------------------------------------------------------------------------------- */

struct table {
    struct csv_reader records;
    const struct scenario *scenario;
    struct plan_column column[POSTERIOR_COLUMNS];
    double factor[POSTERIOR_COLUMNS]; /* of layers above */
    bool taken[POSTERIOR_COLUMNS]; /* false: a layer above says it plainly, or it is the weight */
    size_t weight_at;              /* columns: there is none */
    double *value, *weight;
    size_t n, room, weights_room, values;
};

/* What layers above the one that names the file make of the column. */
static void look_above(struct table *table, size_t c, const struct resolved_slot *asking)
{
    const struct resolved_slot *slot = find_slot(table->scenario, table->column[c].path);
    const size_t layer = asking->start.layer;
    table->factor[c] = 1;
    table->taken[c] = !(slot->given && slot->start.layer > layer);
    for (size_t i = 0; i < slot->scaled_n; i++)
        if (slot->scaled[i].layer > layer && !table->column[c].factor)
            table->factor[c] *= slot->scaled[i].factor;
}

static bool read_columns(struct table *table)
{
    struct csv_reader *records = &table->records;
    const struct resolved_slot *asking = find_slot(table->scenario, "posterior");
    bool right = true;
    table->weight_at = records->columns;
    for (size_t c = 0; c < records->columns; c++) {
        const char *word = records->column[c], *wrong = NULL;
        table->taken[c] = false;
        if (strcmp(word, WEIGHT) == 0) {
            table->weight_at = c;
            continue;
        }
        wrong = posterior_column(table->scenario, word, records->arena, &table->column[c]);
        for (size_t other = 0; other < c && !wrong; other++)
            if (strcmp(records->column[other], word) == 0) wrong = "given twice";
        if (wrong) right = csv_reader_report(records, records->line - 1, word, NULL, wrong);
        else look_above(table, c, asking);
    }
    return right;
}

static bool read_number(struct table *table, const struct record *record, size_t c, double *to)
{
    const char *text = record->field[c];
    const char *name = table->records.column[c];
    if (*text && number_read(text, to) == NULL && isfinite(*to)) return true;
    return csv_reader_report(&table->records, record->line, name, text, "give a number");
}

static bool suits(struct table *table, const struct record *record, size_t c, double x)
{
    const struct plan_column *column = &table->column[c];
    const struct param param = {.min = column->min, .max = column->max};
    const struct param any_factor = {.min = 0, .max = INFINITY};
    const struct dist number = dist_constant(x);
    const char *wrong =
        uncertain_range_wrong(table->records.arena, column->factor ? &any_factor : &param, &number);
    if (!wrong && !column->factor && column->kind == PARAM_COUNT && x != rint(x))
        wrong = "give a whole number";
    return !wrong || csv_reader_report(&table->records, record->line, table->records.column[c],
                                       record->field[c], wrong);
}

static bool add_row(struct table *table, const struct record *record)
{
    struct text_arena *arena = table->records.arena;
    bool right = true;
    double x;
    if (table->n == POSTERIOR_ROWS)
        return csv_reader_report(&table->records, record->line, NULL, NULL,
                                 "too long: a sample has at most 100000 rows");
    for (size_t c = 0; c < table->records.columns; c++) {
        const bool number = read_number(table, record, c, &x);
        right &= number;
        if (c == table->weight_at) {
            if (number && x < 0)
                right = csv_reader_report(&table->records, record->line, WEIGHT, record->field[c],
                                          "give a weight, 0 or more");
            table->weight = text_arena_more(arena, table->weight, table->n, &table->weights_room,
                                            sizeof *table->weight);
            table->weight[table->n] = number ? x : 0;
        } else if (number && suits(table, record, c, x)) {
            if (!table->taken[c]) continue;
            table->value = text_arena_more(arena, table->value, table->values, &table->room,
                                           sizeof *table->value);
            table->value[table->values++] = x * table->factor[c];
        } else {
            right = false;
        }
    }
    table->n++;
    return right;
}

/* Only what no layer above takes away; chances add up to 1. */
static const struct posterior *hand_over(struct table *table)
{
    struct text_arena *arena = table->records.arena;
    struct posterior *posterior = text_arena_bytes(arena, sizeof *posterior);
    struct plan_column *column =
        text_arena_bytes(arena, (table->records.columns + 1) * sizeof *column);
    const char **word = text_arena_bytes(arena, (table->records.columns + 1) * sizeof *word);
    size_t columns = 0;
    for (size_t c = 0; c < table->records.columns; c++) {
        if (!table->taken[c]) continue;
        word[columns] = table->records.column[c];
        column[columns++] = table->column[c];
    }
    double *chance = NULL, sum = 0;
    if (table->weight) {
        chance = text_arena_bytes(arena, table->n * sizeof *chance);
        for (size_t i = 0; i < table->n; i++)
            chance[i] = sum += table->weight[i];
        for (size_t i = 0; i < table->n; i++)
            chance[i] /= sum;
    }
    *posterior =
        (struct posterior){{column, columns, table->n, table->value, chance}, word, table->weight};
    return posterior;
}

static bool has_weight(const struct table *table)
{
    double sum = table->weight ? 0 : 1;
    for (size_t i = 0; table->weight && i < table->n; i++)
        sum += table->weight[i];
    return sum > 0;
}

const struct posterior *posterior_read(const char *file, const struct schedule_rows_origin *origin,
                                       const struct scenario *scenario, struct text_arena *arena,
                                       struct diagnostics *diagnostics)
{
    struct table *table = text_arena_bytes(arena, sizeof *table);
    struct record record;
    table->scenario = scenario;
    bool right = origin->text
                     ? csv_reader_open_text(&table->records, arena, file, origin->text, NULL,
                                            POSTERIOR_COLUMNS, diagnostics)
                     : csv_reader_open(&table->records, arena, file, origin->file, origin->line,
                                       origin->key, NULL, POSTERIOR_COLUMNS, diagnostics);
    if (!right || !read_columns(table)) return NULL;
    const size_t before = diagnostics_count(diagnostics);
    while (csv_reader_next(&table->records, &record))
        right &= add_row(table, &record);
    if (!right || diagnostics_count(diagnostics) > before) return NULL;
    if (table->n > 0 && has_weight(table)) return hand_over(table);
    csv_reader_report(&table->records, 0, NULL, NULL,
                      table->n ? "no row has a weight above 0" : "give at least one row of values");
    return NULL;
}

/* ---- part of a scenario ---------------------------------------------------------------------- */

static double mean_of(const struct posterior *posterior, size_t c)
{
    const struct plan_sample *sample = &posterior->sample;
    double sum = 0, weights = 0;
    for (size_t r = 0; r < sample->rows; r++) {
        const double weight = posterior->weight ? posterior->weight[r] : 1;
        sum += weight * sample->value[r * sample->columns + c];
        weights += weight;
    }
    return sum / weights;
}

/* What is shown and checked before anybody draws. */
static void write_base(struct scenario *scenario, const struct posterior *posterior)
{
    for (size_t c = 0; c < posterior->sample.columns; c++) {
        const struct plan_column *column = &posterior->sample.column[c];
        void *place = (unsigned char *)scenario->def + column->at;
        if (column->factor || column->entry > 0) continue;
        if (column->kind == PARAM_COUNT)
            *(uint32_t *)place = (uint32_t)lround(mean_of(posterior, c));
        else *(double *)place = mean_of(posterior, c);
    }
}

void posterior_attach(struct scenario *scenario, const struct posterior *posterior)
{
    char *text = NULL;
    size_t bytes = 0;
    scenario->posterior = posterior;
    scenario->plan.sample = posterior ? &posterior->sample : NULL;
    if (!posterior) return;
    write_base(scenario, posterior);
    FILE *to = open_memstream(&text, &bytes);
    if (!to) return;
    posterior_write(posterior, to);
    if (fclose(to) == 0) scenario_hash_file(scenario, text);
    free(text);
}

static bool fits(const struct scenario *scenario, const struct posterior *posterior)
{
    struct text_arena *scrap = text_arena_new();
    struct plan_column column;
    bool fine = true;
    for (size_t c = 0; c < posterior->sample.columns && fine; c++)
        fine = !posterior_column(scenario, posterior->word[c], scrap, &column) &&
               column.at == posterior->sample.column[c].at &&
               column.entry == posterior->sample.column[c].entry;
    text_arena_free(scrap);
    return fine;
}

void posterior_carry(struct scenario *to, const struct scenario *from)
{
    const char *ours = to->def->posterior;
    if (!to->posterior && from->posterior && *ours && strcmp(ours, from->def->posterior) == 0 &&
        fits(to, from->posterior))
        posterior_attach(to, from->posterior);
}

bool posterior_is_whole(const struct scenario *scenario)
{
    return !*scenario->def->posterior || scenario->posterior;
}

const struct posterior *posterior_of(const struct scenario *scenario)
{
    return scenario->posterior;
}

/* ---- all that is uncertain, held still ------------------------------------------------------- */

struct middle {
    const struct scenario *scenario;
    struct text_arena *arena;
    struct plan_column column[POSTERIOR_HELD];
    const char *word[POSTERIOR_HELD];
    double value[POSTERIOR_HELD];
    size_t n;
};

static bool holds(const struct middle *middle, const struct plan_change *change)
{
    for (size_t c = 0; c < middle->n; c++)
        if (!middle->column[c].factor && middle->column[c].at == change->at &&
            middle->column[c].entry == change->entry)
            return true;
    return false;
}

static void hold_draw(struct middle *middle, const struct plan_change *change)
{
    const bool drawn = change->operation == PLAN_SET && change->kind == PARAM_REAL &&
                       change->number.kind != DIST_CONSTANT;
    if (!drawn || middle->n == POSTERIOR_HELD || holds(middle, change)) return;
    char day[17];
    const char *word = change->at_us == PLAN_START_US
                           ? text_arena_printf(middle->arena, "%s", change->path)
                           : text_arena_printf(middle->arena, "%s@%s", change->path,
                                               date_write(day, change->at_us, false));
    struct plan_column *column = &middle->column[middle->n];
    if (posterior_column(middle->scenario, word, middle->arena, column)) return;
    const double mean = dist_mean(&change->number);
    middle->word[middle->n] = word;
    middle->value[middle->n++] =
        column->max > column->min ? fmin(column->max, fmax(column->min, mean)) : mean;
}

const struct posterior *posterior_middle(const struct scenario *scenario, struct text_arena *arena)
{
    struct middle *middle = text_arena_bytes(arena, sizeof *middle);
    struct posterior *posterior = text_arena_bytes(arena, sizeof *posterior);
    const struct posterior *given = scenario->posterior;
    middle->scenario = scenario;
    middle->arena = arena;
    for (size_t c = 0; given && c < given->sample.columns; c++) {
        const bool whole =
            given->sample.column[c].kind == PARAM_COUNT && !given->sample.column[c].factor;
        middle->column[middle->n] = given->sample.column[c];
        middle->word[middle->n] = given->word[c];
        middle->value[middle->n++] = whole ? rint(mean_of(given, c)) : mean_of(given, c);
    }
    for (size_t i = 0; i < scenario->plan.n; i++)
        hold_draw(middle, &scenario->plan.changes[i]);
    *posterior =
        (struct posterior){{middle->column, middle->n, 1, middle->value, NULL}, middle->word, NULL};
    return middle->n > 0 ? posterior : NULL;
}

/* ---- and back -------------------------------------------------------------------------------- */

void posterior_write(const struct posterior *posterior, FILE *to)
{
    const struct plan_sample *sample = &posterior->sample;
    struct text_arena *arena = text_arena_new();
    for (size_t c = 0; c < sample->columns; c++)
        fprintf(to, "%s%s", c ? "," : "", posterior->word[c]);
    if (posterior->weight) fprintf(to, "%s%s", sample->columns ? "," : "", WEIGHT);
    fputc('\n', to);
    for (size_t r = 0; r < sample->rows; r++) {
        for (size_t c = 0; c < sample->columns; c++)
            fprintf(to, "%s%s", c ? "," : "",
                    value_format_number(arena, sample->value[r * sample->columns + c]));
        if (posterior->weight)
            fprintf(to, "%s%s", sample->columns ? "," : "",
                    value_format_number(arena, posterior->weight[r]));
        fputc('\n', to);
    }
    text_arena_free(arena);
}
