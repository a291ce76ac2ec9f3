// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/suggest.h"
#include "scenarios/input/uncertain.h"
#include "sim/date.h"
#include "sim/base/require.h"

struct reading {
    const struct resolved *resolved;
    const struct param *param;
    const struct setting *setting;
};

static bool refuse(const struct reading *reading, const char *advice)
{
    struct text_arena *arena = reading->resolved->arena;
    diagnostics_add(reading->resolved->diagnostics, reading->setting->file, reading->setting->line,
                    reading->setting->path, settings_value(arena, reading->setting), "%s", advice);
    return false;
}

/* A range without end holds infinity too; numbers that were read are finite all the same
 * (scanner.h). */
static bool is_within(const struct param *param, double value)
{
    return !uncertain_has_range(param) || (value >= param->min && value <= param->max);
}

/* ---- one value ------------------------------------------------------------------------------- */

static const char *advise_on_number(struct text_arena *arena, const struct param *param,
                                    const struct setting *setting)
{
    const bool quoted = setting->type == SETTING_TEXT && !setting->typed;
    const char *quotes = quoted ? ", without quotes" : "";
    const bool limited = uncertain_has_range(param) && !(isinf(param->min) && isinf(param->max));
    if (setting->type == SETTING_NUMBER)
        return text_arena_printf(arena, "give %s", uncertain_range_words(arena, param));
    if (!limited) return text_arena_printf(arena, "give a number%s", quotes);
    return text_arena_printf(arena, "give a number, %s%s", uncertain_range_words(arena, param),
                             quotes);
}

static bool read_number(const struct reading *reading, struct plan_change *out)
{
    const struct setting *setting = reading->setting;
    const struct param *param = reading->param;
    const char *text = settings_text(setting);
    if (text && isnan(param->standard.a) && strcmp(text, "unknown") == 0) {
        out->number = dist_constant(NAN);
        return true;
    }
    out->number = dist_constant(setting->number);
    if (setting->type == SETTING_NUMBER && is_within(param, setting->number)) return true;
    return refuse(reading, advise_on_number(reading->resolved->arena, param, setting));
}

static bool read_count(const struct reading *reading, struct plan_change *out)
{
    struct text_arena *arena = reading->resolved->arena;
    const double number = reading->setting->number;
    if (reading->setting->type != SETTING_NUMBER || floor(number) != number)
        return refuse(reading, "give a whole number");
    out->number = dist_constant(number);
    if (number >= 0 && number <= UINT32_MAX && is_within(reading->param, number)) return true;
    if (!uncertain_has_range(reading->param) || reading->param->max > UINT32_MAX)
        return refuse(reading, "give a whole number, 0 to 4294967295");
    return refuse(reading, text_arena_printf(arena, "give a whole number, %s",
                                             uncertain_range_words(arena, reading->param)));
}

static bool read_flag(const struct reading *reading, struct plan_change *out)
{
    if (reading->setting->type != SETTING_FLAG) return refuse(reading, "give true or false");
    out->number = dist_constant(reading->setting->flag ? 1 : 0);
    return true;
}

static bool read_date(const struct reading *reading, struct plan_change *out)
{
    const char *text = settings_text(reading->setting);
    if (text && date_read(text, &out->date_us)) return true;
    return refuse(reading, "give a day that exists, such as \"2021-11-08\", or \"never\"");
}

static bool read_text(const struct reading *reading, struct plan_change *out)
{
    const char *text = settings_text(reading->setting);
    if (!text) return refuse(reading, "give a text in quotes");
    if (strlen(text) >= PARAM_TEXT_BYTES)
        return refuse(reading,
                      text_arena_printf(reading->resolved->arena, "give at most %d bytes of text",
                                        PARAM_TEXT_BYTES - 1));
    strcpy(out->text, text);
    return true;
}

static const char *list_words(struct text_arena *arena, const char *const *words, size_t n)
{
    const char *list = "";
    for (size_t i = 0; i < n && i < 12; i++)
        list = text_arena_printf(arena, "%s%s\"%s\"", list, i ? ", " : "", words[i]);
    return n > 12 ? text_arena_printf(arena, "%s, ...", list) : list;
}

static size_t count_choices(const struct param *param)
{
    size_t n = 0;
    while (param->choices[n])
        n++;
    return n;
}

static bool read_choice(const struct reading *reading, struct plan_change *out)
{
    struct text_arena *arena = reading->resolved->arena;
    const char *text = settings_text(reading->setting);
    const char *const *choices = reading->param->choices;
    const size_t n = count_choices(reading->param);
    for (size_t i = 0; text && i < n; i++) {
        if (strcmp(text, choices[i]) != 0) continue;
        out->names = (struct param_names){.n = 1, .item = {(uint32_t)i}};
        return true;
    }
    const char *nearest = text ? suggest_nearest(text, choices, n) : NULL;
    const char *meant = nearest ? text_arena_printf(arena, "; did you mean \"%s\"?", nearest) : "";
    return refuse(reading, text_arena_printf(arena, "give one of %s%s",
                                             list_words(arena, choices, n), meant));
}

/* ---- names of items -------------------------------------------------------------------------- */

static const char *advise_on_name(const struct resolved *resolved, const struct param *param,
                                  const char *name)
{
    struct text_arena *arena = resolved->arena;
    const char *word = catalogue_item_word(arena, param->refers);
    const struct resolved_table *table = resolved_table(resolved, param->refers);
    const char **names = text_arena_bytes(arena, (table->n + 1) * sizeof *names);
    for (size_t i = 0; i < table->n; i++)
        names[i] = table->item[i].name;
    const char *nearest = name ? suggest_nearest(name, names, table->n) : NULL;
    if (!name && table->n)
        return text_arena_printf(arena, "give one of %s", list_words(arena, names, table->n));
    if (nearest) return text_arena_printf(arena, "no such %s; did you mean \"%s\"?", word, nearest);
    if (table->n)
        return text_arena_printf(arena, "no such %s; there are %s", word,
                                 list_words(arena, names, table->n));
    return text_arena_printf(arena, "no such %s: the scenario has none", word);
}

static bool add_name(const struct reading *reading, const char *text, struct param_names *names)
{
    const int64_t item = text ? resolved_item(reading->resolved, reading->param->refers, text) : -1;
    if (item < 0) return refuse(reading, advise_on_name(reading->resolved, reading->param, text));
    names->item[names->n++] = (uint32_t)item;
    return true;
}

/* "" where the default is nobody: nobody again. */
static bool is_nobody(const struct param *param, const char *text)
{
    return text && !*text && !param->required && (!param->standard_text || !*param->standard_text);
}

static bool read_name(const struct reading *reading, struct plan_change *out)
{
    const char *text = settings_text(reading->setting);
    out->names = (struct param_names){.n = 0, .item = {UINT32_MAX}};
    return is_nobody(reading->param, text) || add_name(reading, text, &out->names);
}

static bool read_names(const struct reading *reading, struct plan_change *out)
{
    struct text_arena *arena = reading->resolved->arena;
    const struct setting *setting = reading->setting;
    size_t n;
    const struct setting *list = settings_list(setting, &n);
    out->names = (struct param_names){.n = 0};
    if (!list) return refuse(reading, advise_on_name(reading->resolved, reading->param, NULL));
    if (n > PARAM_NAMES_MAX)
        return refuse(reading, text_arena_printf(arena, "give at most %d names", PARAM_NAMES_MAX));
    if (n == 0 && reading->param->required) return refuse(reading, "give at least one name");
    bool right = true;
    for (size_t i = 0; i < n; i++)
        right &= add_name(reading, settings_text(&list[i]), &out->names);
    return right;
}

static bool read_reals(const struct reading *reading, struct plan_change *out)
{
    struct text_arena *arena = reading->resolved->arena;
    const struct setting *setting = reading->setting;
    const struct param *param = reading->param;
    out->n = param->n;
    size_t n;
    const struct setting *list = settings_list(setting, &n);
    if (!list || n != param->n)
        return refuse(reading,
                      text_arena_printf(arena, "give a list of %u numbers in [ ] (here are %zu)",
                                        param->n, list ? n : 0));
    for (size_t i = 0; i < n; i++) {
        const double number = list[i].number;
        const char *range =
            uncertain_has_range(param)
                ? text_arena_printf(arena, ", each %s", uncertain_range_words(arena, param))
                : "";
        if (list[i].type != SETTING_NUMBER || !is_within(param, number))
            return refuse(reading,
                          text_arena_printf(arena, "give %u numbers%s; number %zu is %s", param->n,
                                            range, i + 1, settings_value(arena, &list[i])));
        out->reals[i] = number;
    }
    return true;
}

bool value_read(const struct resolved *resolved, const struct param *param,
                const struct setting *setting, struct plan_change *out)
{
    const struct reading reading = {resolved, param, setting};
    out->kind = param->kind;
    switch (param->kind) {
    case PARAM_REAL:
    case PARAM_DIST:
        return read_number(&reading, out);
    case PARAM_COUNT:
        return read_count(&reading, out);
    case PARAM_FLAG:
        return read_flag(&reading, out);
    case PARAM_DATE:
        return read_date(&reading, out);
    case PARAM_TEXT:
        return read_text(&reading, out);
    case PARAM_CHOICE:
        return read_choice(&reading, out);
    case PARAM_NAME:
        return read_name(&reading, out);
    case PARAM_NAMES:
        return read_names(&reading, out);
    case PARAM_REALS:
        return read_reals(&reading, out);
    }
    return false;
}

/* ---- defaults -------------------------------------------------------------------------------- */

static void standard_reals(const struct param *param, const char *text, struct plan_change *out)
{
    char *end = NULL;
    REQUIRE(NULL, param->n <= PARAM_REALS_MAX, "%s: %u numbers are too many", param->key, param->n);
    for (uint32_t i = 0; i < param->n; i++, text = end) {
        out->reals[i] = strtod(text, &end);
        REQUIRE(NULL, end != text, "the default of %s has fewer than %u numbers", param->key,
                param->n);
    }
    out->n = param->n;
}

static bool standard_names(const struct resolved *resolved, const struct resolved_slot *slot,
                           const struct resolved_item *item, const char *text,
                           struct plan_change *out)
{
    const struct param *param = slot->param;
    out->names = (struct param_names){.n = 0, .item = {UINT32_MAX}};
    while (*(text += strspn(text, " "))) {
        const char *name = text_arena_text(resolved->arena, text, strcspn(text, " "));
        const int64_t found = resolved_item(resolved, param->refers, name);
        text += strlen(name);
        if (found >= 0) {
            out->names.item[out->names.n++] = (uint32_t)found;
            continue;
        }
        diagnostics_add(resolved->diagnostics, item->file, item->line, slot->path, NULL,
                        "give it here: its default is \"%s\", and there is %s", name,
                        advise_on_name(resolved, param, name));
        return false;
    }
    return true;
}

static void standard_choice(const struct param *param, const char *text, struct plan_change *out)
{
    uint32_t choice = 0;
    while (param->choices[choice] && strcmp(param->choices[choice], text) != 0)
        choice++;
    REQUIRE(NULL, param->choices[choice], "the default of %s is none of its choices", param->key);
    out->names = (struct param_names){.n = 1, .item = {choice}};
}

bool value_standard(const struct resolved *resolved, const struct resolved_slot *slot,
                    const struct resolved_item *item, struct plan_change *out)
{
    const struct param *param = slot->param;
    const char *text = param->standard_text ? param->standard_text : "";
    out->kind = param->kind;
    switch (param->kind) {
    case PARAM_REAL:
    case PARAM_DIST:
    case PARAM_COUNT:
    case PARAM_FLAG:
        out->number = param->standard;
        dist_prepare(&out->number);
        return true;
    case PARAM_DATE:
        REQUIRE(NULL, !*text || date_read(text, &out->date_us), "the default of %s is no date",
                param->key);
        if (!*text) out->date_us = DATE_NEVER_US;
        return true;
    case PARAM_TEXT:
        REQUIRE(NULL, strlen(text) < PARAM_TEXT_BYTES, "the default of %s is too long", param->key);
        strcpy(out->text, text);
        return true;
    case PARAM_CHOICE:
        standard_choice(param, text, out);
        return true;
    case PARAM_NAME:
    case PARAM_NAMES:
        return standard_names(resolved, slot, item, text, out);
    case PARAM_REALS:
        standard_reals(param, text, out);
        return true;
    }
    return false;
}
