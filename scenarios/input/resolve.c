// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/resolve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/declarations.h"
#include "scenarios/input/suggest.h"
#include "scenarios/input/timeline.h"
#include "scenarios/input/uncertain.h"
#include "scenarios/input/value.h"
#include "scenarios/input/value_format.h"

static void report(const struct resolved *resolved, const struct setting *row, const char *advice)
{
    const char *value = row->type == SETTING_EMPTY ? NULL : settings_value(resolved->arena, row);
    diagnostics_add(resolved->diagnostics, row->file, row->line, row->path, value, "%s", advice);
}

/* ---- statements: what the rows of one group of settings say, setting by setting -------------- */

struct statement {
    struct resolved_slot *slot;
    const struct setting *row; /* the first, if it takes several (a distribution) */
    struct plan_change value;
    bool right;
};

struct statements {
    struct statement *at;
    size_t n;
};

/* What a group of settings says of each: its value, a factor, how far an announced value gets, by
 * how many years an announced date slips. */
enum saying { SAYS_VALUE, SAYS_FACTOR, SAYS_SHARE, SAYS_DELAY };

struct located {
    struct resolved_slot *slot;
    const char *rest;
};

static struct located *locate_all(struct resolved *resolved, const struct settings *settings)
{
    struct located *located =
        text_arena_bytes(resolved->arena, (settings->n + 1) * sizeof *located);
    for (size_t i = 0; i < settings->n; i++) {
        struct catalogue_place place;
        if (!declarations_locate(resolved, &settings->row[i], &place) || place.is_item) continue;
        struct resolved_table *table = &resolved->table[place.group];
        struct resolved_item *item = declarations_find(table, place.item ? place.item : "");
        if (item) located[i] = (struct located){&item->slot[place.param], place.rest};
    }
    return located;
}

/* All rows that say the distribution which begins in row `first`. */
static struct uncertain_parts gather_parts(struct resolved *resolved,
                                           const struct settings *settings,
                                           const struct located *located, size_t first)
{
    struct uncertain_parts parts = {.path = located[first].slot->path};
    parts.row = text_arena_bytes(resolved->arena, settings->n * sizeof *parts.row);
    parts.key = text_arena_bytes(resolved->arena, settings->n * sizeof *parts.key);
    for (size_t i = first; i < settings->n; i++) {
        if (located[i].slot != located[first].slot || !located[i].rest) continue;
        parts.row[parts.n] = &settings->row[i];
        parts.key[parts.n++] = located[i].rest;
    }
    return parts;
}

static bool may_be_uncertain(const struct param *param)
{
    return param->kind == PARAM_REAL || param->kind == PARAM_DIST;
}

static bool suits(enum saying saying, const struct param *param)
{
    if (saying == SAYS_SHARE) return param->kind == PARAM_REAL;
    if (saying == SAYS_DELAY) return param->kind == PARAM_DATE;
    return saying == SAYS_VALUE || may_be_uncertain(param) || param->kind == PARAM_REALS;
}

static const char *unsuited(enum saying saying)
{
    if (saying == SAYS_SHARE) return "only plain numbers go part of the way: leave out share";
    if (saying == SAYS_DELAY) return "only dates come late: leave out late_y";
    return "this cannot be multiplied: set it to a value";
}

static bool read_uncertain(struct resolved *resolved, struct statement *statement,
                           const struct uncertain_parts *parts, enum saying saying)
{
    const bool factor = saying != SAYS_VALUE;
    const struct param *param = statement->slot->param;
    const struct setting *row = statement->row;
    statement->value.kind = param->kind;
    if (!factor && !may_be_uncertain(param)) {
        diagnostics_add(resolved->diagnostics, row->file, row->line, parts->path, NULL,
                        "a distribution cannot stand here: give a plain value");
        return false;
    }
    if (!suits(saying, param)) {
        diagnostics_add(resolved->diagnostics, row->file, row->line, parts->path, NULL, "%s",
                        unsuited(saying));
        return false;
    }
    if (!uncertain_read(resolved, parts, &statement->value.number)) return false;
    const struct param any_factor = {.min = 0, .max = INFINITY};
    const char *wrong = uncertain_range_wrong(resolved->arena, factor ? &any_factor : param,
                                              &statement->value.number);
    if (wrong)
        diagnostics_add(resolved->diagnostics, row->file, row->line, parts->path,
                        value_format_dist(resolved->arena, &statement->value.number), "%s", wrong);
    return !wrong;
}

static bool read_factor(struct resolved *resolved, struct statement *statement)
{
    const struct setting *row = statement->row;
    if (row->type != SETTING_NUMBER || row->number < 0) {
        report(resolved, row, "give a factor, 0 or more");
        return false;
    }
    statement->value.number = dist_constant(row->number);
    return true;
}

static bool read_value(struct resolved *resolved, struct statement *statement, enum saying saying)
{
    const struct param *param = statement->slot->param;
    if (!suits(saying, param)) {
        report(resolved, statement->row, unsuited(saying));
        return false;
    }
    if (saying != SAYS_VALUE) return read_factor(resolved, statement);
    return value_read(resolved, param, statement->row, &statement->value);
}

/* A later part of a distribution: its first one gathered them all. */
static bool is_gathered(const struct located *located, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (located[j].slot == located[i].slot) return true;
    return false;
}

static struct statements read_statements(struct resolved *resolved, const struct settings *settings,
                                         enum saying saying)
{
    struct statements statements = {NULL, 0};
    size_t room = 0;
    const struct located *located = locate_all(resolved, settings);
    for (size_t i = 0; i < settings->n; i++) {
        if (!located[i].slot || is_gathered(located, i)) continue;
        statements.at = text_arena_more(resolved->arena, statements.at, statements.n, &room,
                                        sizeof *statements.at);
        struct statement *statement = &statements.at[statements.n++];
        *statement = (struct statement){.slot = located[i].slot, .row = &settings->row[i]};
        if (located[i].rest) {
            const struct uncertain_parts parts = gather_parts(resolved, settings, located, i);
            statement->right = read_uncertain(resolved, statement, &parts, saying);
        } else {
            statement->right = read_value(resolved, statement, saying);
        }
    }
    return statements;
}

/* ---- plain values ---------------------------------------------------------------------------- */

/* Whether a list of texts names that path. */
static bool names_path(const struct setting *of, const char *path)
{
    for (size_t i = 0; i < of->n; i++)
        if (of->value[i].type == SETTING_TEXT && strcmp(of->value[i].text, path) == 0) return true;
    return false;
}

static bool is_later(struct resolved *resolved, const struct settings_known *known)
{
    int64_t on_us;
    return timeline_read_day(resolved, known->on, &on_us) && on_us > resolved->known_by_us;
}

/* Whether nobody could have known yet what layer number `layer` says of that setting: the layer as
 * a whole came later, or any layer names the setting. */
static bool is_unknown(struct resolved *resolved, const struct layers *layers, size_t layer,
                       const char *path)
{
    for (size_t i = 0; i < layers->n; i++) {
        for (size_t j = 0; j < layers->layer[i]->knowns; j++) {
            const struct settings_known *known = &layers->layer[i]->known[j];
            const bool about = known->of ? names_path(known->of, path) : i == layer;
            if (about && is_later(resolved, known)) return true;
        }
    }
    return false;
}

static void lay_values(struct resolved *resolved, const struct layers *layers, size_t layer)
{
    const struct settings *settings = &layers->layer[layer]->set;
    const struct statements statements = read_statements(resolved, settings, SAYS_VALUE);
    for (size_t i = 0; i < statements.n; i++) {
        const struct statement *statement = &statements.at[i];
        struct resolved_slot *slot = statement->slot;
        if (is_unknown(resolved, layers, layer, slot->path)) continue;
        slot->given = true; /* a wrong value too: it is not missing */
        slot->wrong = !statement->right;
        slot->dated_n = 0;
        slot->start = (struct resolved_entry){.change = statement->value,
                                              .file = statement->row->file,
                                              .line = statement->row->line,
                                              .layer = layer};
    }
}

/* ---- scale ----------------------------------------------------------------------------------- */

/* NULL if the scaled value suits the setting. */
static const char *scale_dist(struct resolved *resolved, const struct param *param,
                              struct dist *number, double factor)
{
    if (isnan(number->a)) return "the value is unknown: set it first";
    plan_scale(number, factor);
    const char *wrong = dist_wrong(number); /* the product of two large numbers */
    return wrong ? wrong : uncertain_range_wrong(resolved->arena, param, number);
}

static const char *scale_change(struct resolved *resolved, const struct param *param,
                                struct plan_change *change, double factor)
{
    if (param->kind != PARAM_REALS) return scale_dist(resolved, param, &change->number, factor);
    const char *wrong = NULL;
    for (uint32_t i = 0; i < change->n; i++) {
        struct dist number = dist_constant(change->reals[i]);
        const char *wrong_here = scale_dist(resolved, param, &number, factor);
        change->reals[i] = number.a;
        if (!wrong) wrong = wrong_here;
    }
    return wrong;
}

static void report_scaled(struct resolved *resolved, const struct statement *statement,
                          const struct plan_change *scaled, const char *wrong)
{
    const char *value =
        value_format_value(resolved->arena, resolved, statement->slot->param, scaled);
    report(resolved, statement->row,
           text_arena_printf(resolved->arena, "it becomes %s; %s", value, wrong));
}

static void scale_by_number(struct resolved *resolved, const struct statement *statement,
                            size_t layer)
{
    struct resolved_slot *slot = statement->slot;
    const double factor = statement->value.number.a;
    slot->scaled = text_arena_more(resolved->arena, slot->scaled, slot->scaled_n,
                                   &slot->scaled_room, sizeof *slot->scaled);
    slot->scaled[slot->scaled_n++] = (struct resolved_scale){factor, layer};
    const char *wrong = scale_change(resolved, slot->param, &slot->start.change, factor);
    if (wrong) report_scaled(resolved, statement, &slot->start.change, wrong);
    for (size_t i = 0; i < slot->dated_n; i++) {
        struct plan_change *change = &slot->dated[i].change;
        if (change->operation == PLAN_SCALE) continue; /* multiplies what is scaled already */
        wrong = scale_change(resolved, slot->param, change, factor);
        if (wrong) report_scaled(resolved, statement, change, wrong);
    }
}

/* Drawn once for the start; dated values would need the same draw, which a plan cannot say. */
static void scale_by_chance(struct resolved *resolved, const struct statement *statement,
                            size_t layer)
{
    struct resolved_slot *slot = statement->slot;
    for (size_t i = 0; i < slot->dated_n; i++) {
        if (slot->dated[i].change.operation != PLAN_SET) continue;
        diagnostics_add(resolved->diagnostics, statement->row->file, statement->row->line,
                        slot->path, NULL,
                        "this has dated values (%s:%d): give a plain number as the factor",
                        slot->dated[i].file, slot->dated[i].line);
        return;
    }
    struct resolved_entry entry = {.change = statement->value,
                                   .file = statement->row->file,
                                   .line = statement->row->line,
                                   .layer = layer};
    entry.change.kind = slot->param->kind;
    entry.change.n = slot->param->n;
    entry.change.operation = PLAN_SCALE;
    entry.change.at_us = entry.change.until_us = PLAN_START_US;
    timeline_add(resolved, slot, entry);
}

static void give_default(struct resolved *resolved, struct resolved_slot *slot)
{
    if (slot->given || slot->standard || slot->param->required) return;
    struct resolved_item nobody = {.name = ""};
    slot->standard = true;
    slot->wrong = !value_standard(resolved, slot, &nobody, &slot->start.change);
}

static void lay_scales(struct resolved *resolved, const struct settings *settings, size_t layer)
{
    const struct statements statements = read_statements(resolved, settings, SAYS_FACTOR);
    for (size_t i = 0; i < statements.n; i++) {
        const struct statement *statement = &statements.at[i];
        struct resolved_slot *slot = statement->slot;
        give_default(resolved, slot); /* numbers only: no name can be wrong in it */
        if (!statement->right || slot->wrong || !(slot->given || slot->standard)) continue;
        if (statement->value.number.kind == DIST_CONSTANT)
            scale_by_number(resolved, statement, layer);
        else scale_by_chance(resolved, statement, layer);
        if (slot->standard && !slot->given) {
            slot->start.file = statement->row->file;
            slot->start.line = statement->row->line;
        }
    }
}

/* ---- timeline -------------------------------------------------------------------------------- */

static void lay_dated(struct resolved *resolved, const struct settings_entry *entry,
                      const struct timeline_when *when, const struct settings *settings,
                      enum plan_operation operation, size_t layer)
{
    const struct statements statements =
        read_statements(resolved, settings, operation == PLAN_SCALE ? SAYS_FACTOR : SAYS_VALUE);
    for (size_t i = 0; i < statements.n; i++) {
        const struct statement *statement = &statements.at[i];
        if (!statement->right || !when->right) continue;
        struct resolved_entry dated = {.change = statement->value,
                                       .file = statement->row->file,
                                       .line = statement->row->line,
                                       .layer = layer,
                                       .source = timeline_text(entry->source),
                                       .note = timeline_text(entry->note),
                                       .known_us = when->known_us};
        dated.change.kind = statement->slot->param->kind;
        dated.change.n = statement->slot->param->n;
        dated.change.operation = operation;
        dated.change.at_us = when->at_us;
        dated.change.until_us = when->until_us;
        dated.change.draw = timeline_text(entry->draw);
        timeline_add(resolved, statement->slot, dated);
    }
}

/* What `set` of this entry, laid last, said of the setting; NULL: nothing. */
static struct plan_change *find_announced(struct resolved_slot *slot, int64_t at_us, size_t layer)
{
    if (slot->dated_n == 0) return NULL;
    struct resolved_entry *last = &slot->dated[slot->dated_n - 1];
    const bool same = last->layer == layer && last->change.at_us == at_us;
    return same && last->change.operation == PLAN_SET ? &last->change : NULL;
}

/* An announcement: the value or date of `set` becomes what it gets to, or when it comes. */
static void lay_chances(struct resolved *resolved, const struct settings *settings,
                        enum saying saying, int64_t at_us, size_t layer)
{
    const struct statements statements = read_statements(resolved, settings, saying);
    for (size_t i = 0; i < statements.n; i++) {
        const struct statement *statement = &statements.at[i];
        struct plan_change *change = find_announced(statement->slot, at_us, layer);
        if (!statement->right) continue;
        if (!change || (saying == SAYS_SHARE && change->number.kind != DIST_CONSTANT)) {
            report(resolved, statement->row, "set of this entry gives no plain value for it");
            continue;
        }
        if (saying == SAYS_SHARE) change->target = change->number.a;
        change->operation = saying == SAYS_SHARE ? PLAN_TOWARDS : PLAN_DELAY;
        change->number = statement->value.number;
    }
}

static void lay_entry(struct resolved *resolved, const struct settings_entry *entry, size_t layer)
{
    const struct timeline_when when = timeline_read_when(resolved, entry);
    if (when.right && when.known_us > resolved->known_by_us) return;
    lay_dated(resolved, entry, &when, &entry->set, PLAN_SET, layer);
    lay_dated(resolved, entry, &when, &entry->scale, PLAN_SCALE, layer);
    lay_chances(resolved, &entry->share, SAYS_SHARE, when.at_us, layer);
    lay_chances(resolved, &entry->late_y, SAYS_DELAY, when.at_us, layer);
}

/* `of` names settings, so a slip in it would leave one known that is not. */
static void check_known(struct resolved *resolved, const struct settings_layer *layer)
{
    for (size_t i = 0; i < layer->knowns; i++) {
        const struct setting *of = layer->known[i].of;
        int64_t on_us;
        timeline_read_day(resolved, layer->known[i].on, &on_us);
        for (size_t j = 0; of && j < of->n; j++) {
            struct catalogue_place place;
            const bool is_setting =
                of->value[j].type == SETTING_TEXT &&
                catalogue_find(resolved->arena, &resolved->catalogue, of->value[j].text, &place) &&
                !place.is_item;
            if (is_setting) continue;
            diagnostics_add(resolved->diagnostics, of->file, of->line, "known.of",
                            of->value[j].text, "name settings, such as \"halls.one.team\"");
        }
    }
}

/* ---- what is missing ------------------------------------------------------------------------- */

/* "lanes.caniao" beside "lanes.cainiao" is more likely a slip than a new lane. */
static const char *resembling(const struct resolved *resolved, const struct resolved_table *table,
                              const struct resolved_item *item)
{
    const char **names = text_arena_bytes(resolved->arena, table->n * sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < table->n; i++) {
        if (&table->item[i] == item) break;
        names[n++] = table->item[i].name;
    }
    return suggest_nearest(item->name, names, n);
}

/* One sentence for an item that is probably a slip of the pen, one for each setting of one that is
 * not. */
static void report_missing(struct resolved *resolved, const struct resolved_table *table,
                           const struct resolved_item *item)
{
    struct text_arena *arena = resolved->arena;
    const struct param_group *group = table->group;
    const char *nearest = *item->name ? resembling(resolved, table, item) : NULL;
    const char *file = item->file ? item->file : resolved->named_file;
    const char *needs = "";
    for (size_t i = 0; i < *group->count; i++) {
        const struct resolved_slot *slot = &item->slot[i];
        if (slot->given || !slot->param->required) continue;
        needs = text_arena_printf(arena, "%s%s%s", needs, *needs ? ", " : "", slot->param->key);
        if (!nearest)
            diagnostics_add(resolved->diagnostics, file, item->line, slot->path, NULL,
                            "missing: %s", slot->param->meaning);
    }
    if (!nearest || !*needs) return;
    const char *word = catalogue_item_word(arena, group->path);
    diagnostics_add(resolved->diagnostics, file, item->line,
                    catalogue_path(arena, group, item->name, NULL), NULL,
                    "no such %s; did you mean %s? A new %s needs %s", word,
                    catalogue_path(arena, group, nearest, NULL), word, needs);
}

static void finish_slot(struct resolved *resolved, const struct resolved_item *item,
                        struct resolved_slot *slot)
{
    if (!slot->given && slot->param->required) {
        slot->wrong = true;
    } else if (!slot->given && !slot->standard) {
        slot->standard = true;
        slot->wrong = !value_standard(resolved, slot, item, &slot->start.change);
    }
    timeline_finish(resolved, slot);
}

static void finish_table(struct resolved *resolved, struct resolved_table *table, bool whole)
{
    for (size_t i = 0; i < table->n; i++) {
        if (whole) report_missing(resolved, table, &table->item[i]);
        for (size_t j = 0; j < *table->group->count; j++)
            finish_slot(resolved, &table->item[i], &table->item[i].slot[j]);
    }
}

void resolve_layers(struct resolved *out, const struct layers *layers, bool whole)
{
    declarations_layers(out, layers);
    for (size_t i = 0; i < layers->n; i++) {
        const struct settings_layer *layer = layers->layer[i];
        check_known(out, layer);
        lay_values(out, layers, i);
        lay_scales(out, &layer->scale, i);
        for (size_t j = 0; j < layer->entries; j++)
            lay_entry(out, &layer->entry[j], i);
    }
    for (size_t i = 0; i < out->catalogue.n; i++)
        finish_table(out, &out->table[i], whole);
}
