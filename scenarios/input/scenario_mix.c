// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/scenario_mix.h"

#include <string.h>

#include "scenarios/input/scenario_parts.h"
#include "scenarios/input/value_format.h"

/* ---- differences ----------------------------------------------------------------------------- */

/* Title and texts, what is run, and the promises are about the question, not about the hub. */
static bool is_of_the_hub(const char *path)
{
    return strchr(path, '.') != NULL && strncmp(path, "run.", 4) != 0 &&
           strncmp(path, "promises.", 9) != 0;
}

/* "2, from 2020-07-01 to 2021-07-01: 18, times 0.5" */
static const char *describe(struct text_arena *arena, const struct resolved *resolved,
                            const struct resolved_slot *slot)
{
    const char *text = value_format_value(arena, resolved, slot->param, &slot->start.change);
    for (size_t i = 0; i < slot->dated_n; i++) {
        const struct plan_change *change = &slot->dated[i].change;
        const char *value = scenario_change_text(arena, resolved, slot, change);
        const char *times = change->operation == PLAN_SCALE ? "times " : "";
        if (change->at_us == PLAN_START_US)
            text = text_arena_printf(arena, "%s, %s%s", text, times, value);
        else if (change->until_us > change->at_us)
            text = text_arena_printf(arena, "%s, from %.10s to %.10s: %s%s", text,
                                     value_format_date(arena, change->at_us) + 1,
                                     value_format_date(arena, change->until_us) + 1, times, value);
        else
            text = text_arena_printf(arena, "%s, from %.10s: %s%s", text,
                                     value_format_date(arena, change->at_us) + 1, times, value);
    }
    return text;
}

static const struct resolved_slot *find_slot(const struct scenario *scenario, size_t table,
                                             const char *item, size_t slot)
{
    const struct resolved_table *t = &scenario->resolved.table[table];
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->item[i].name, item) == 0) return &t->item[i].slot[slot];
    return NULL;
}

struct comparing {
    const struct scenario *a, *b;
    struct text_arena *scrap;
    scenario_differs *differs;
    void *context;
};

static void compare_slots(const struct comparing *comparing, const struct resolved_slot *a,
                          const struct resolved_slot *b)
{
    struct text_arena *scrap = comparing->scrap;
    const char *of_a = a ? describe(scrap, &comparing->a->resolved, a) : NULL;
    const char *of_b = b ? describe(scrap, &comparing->b->resolved, b) : NULL;
    const struct resolved_slot *any = a ? a : b;
    if (of_a && of_b && strcmp(of_a, of_b) == 0) return;
    if (!is_of_the_hub(any->path)) return;
    const struct scenario_difference difference = {any->path, of_a, of_b, any->param};
    comparing->differs(comparing->context, &difference);
}

static void compare_tables(const struct comparing *comparing, size_t table)
{
    const struct resolved_table *a = &comparing->a->resolved.table[table];
    const struct resolved_table *b = &comparing->b->resolved.table[table];
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < *a->group->count; j++)
            compare_slots(comparing, &a->item[i].slot[j],
                          find_slot(comparing->b, table, a->item[i].name, j));
    for (size_t i = 0; i < b->n; i++)
        for (size_t j = 0; j < *b->group->count; j++)
            if (!find_slot(comparing->a, table, b->item[i].name, j))
                compare_slots(comparing, NULL, &b->item[i].slot[j]);
}

void scenario_differences(const struct scenario *a, const struct scenario *b,
                          scenario_differs *differs, void *context)
{
    const struct comparing comparing = {a, b, text_arena_new(), differs, context};
    for (size_t i = 0; i < a->resolved.catalogue.n; i++)
        compare_tables(&comparing, i);
    text_arena_free(comparing.scrap);
}

/* ---- mixing ---------------------------------------------------------------------------------- */

/* b's numbers of halls, lanes and aircraft into a's. False: a has no item of that name. */
static bool translate(struct plan_change *change, const struct param *param,
                      const struct resolved *from, const struct resolved *to)
{
    if (param->kind != PARAM_NAME && param->kind != PARAM_NAMES) return true;
    const struct resolved_table *table = resolved_table(from, param->refers);
    const uint32_t n = param->kind == PARAM_NAME ? 1 : change->names.n;
    for (uint32_t i = 0; i < n; i++) {
        if (change->names.item[i] >= table->n) return false;
        const char *name = table->item[change->names.item[i]].name;
        const int64_t item = resolved_item(to, param->refers, name);
        if (item < 0) return false;
        change->names.item[i] = (uint32_t)item;
    }
    return true;
}

static bool take_slot(struct scenario *mix, struct resolved_slot *to,
                      const struct resolved_slot *from, const struct resolved *theirs)
{
    const char *path = to->path;
    struct resolved_entry *dated =
        text_arena_bytes(mix->arena, (from->dated_n + 1) * sizeof *dated);
    for (size_t i = 0; i < from->dated_n; i++)
        dated[i] = from->dated[i];
    *to = *from;
    to->path = path;
    to->dated = dated;
    bool fine = translate(&to->start.change, to->param, theirs, &mix->resolved);
    for (size_t i = 0; i < to->dated_n; i++)
        fine &= translate(&dated[i].change, to->param, theirs, &mix->resolved);
    return fine;
}

/* The same settings in memory of their own; what they point to is borrowed. */
static struct scenario *copy_shell(const struct scenario *scenario)
{
    struct text_arena *arena = text_arena_new();
    struct scenario *copy = text_arena_bytes(arena, sizeof *copy);
    copy->arena = arena;
    copy->def_bytes = scenario->def_bytes;
    copy->resolved = scenario->resolved;
    copy->resolved.arena = arena;
    copy->resolved.diagnostics = NULL;
    const size_t tables = scenario->resolved.catalogue.n;
    copy->resolved.table = text_arena_bytes(arena, (tables + 1) * sizeof *copy->resolved.table);
    for (size_t i = 0; i < tables; i++) {
        struct resolved_table *table = &copy->resolved.table[i];
        *table = scenario->resolved.table[i];
        const struct resolved_item *theirs = table->item;
        const size_t slots = *table->group->count;
        table->item = text_arena_bytes(arena, (table->n + 1) * sizeof *table->item);
        for (size_t j = 0; j < table->n; j++) {
            table->item[j] = theirs[j];
            table->item[j].slot =
                text_arena_bytes(arena, (slots + 1) * sizeof(struct resolved_slot));
            memcpy(table->item[j].slot, theirs[j].slot, slots * sizeof(struct resolved_slot));
        }
    }
    return copy;
}

struct scenario *scenario_mix(const struct scenario *a, const struct scenario *b,
                              scenario_choose *from_b, void *context)
{
    struct scenario *mix = copy_shell(a);
    bool fine = true;
    for (size_t i = 0; i < mix->resolved.catalogue.n; i++) {
        struct resolved_table *table = &mix->resolved.table[i];
        for (size_t j = 0; j < table->n; j++) {
            for (size_t k = 0; k < *table->group->count; k++) {
                struct resolved_slot *slot = &table->item[j].slot[k];
                const struct resolved_slot *other = find_slot(b, i, table->item[j].name, k);
                if (other && is_of_the_hub(slot->path) && from_b(context, slot->path))
                    fine &= take_slot(mix, slot, other, &b->resolved);
            }
        }
    }
    if (fine) {
        scenario_make_plan(mix);
        return mix;
    }
    text_arena_free(mix->arena);
    return NULL;
}

static void still_slot(struct scenario *still, struct resolved_slot *slot)
{
    struct resolved_entry *dated =
        text_arena_bytes(still->arena, (slot->dated_n + 1) * sizeof *dated);
    size_t n = 0;
    for (size_t i = 0; i < slot->dated_n; i++)
        if (slot->dated[i].change.at_us == PLAN_START_US) dated[n++] = slot->dated[i];
    slot->dated = dated;
    slot->dated_n = n;
}

struct scenario *scenario_still(const struct scenario *scenario)
{
    struct scenario *still = copy_shell(scenario);
    for (size_t i = 0; i < still->resolved.catalogue.n; i++) {
        struct resolved_table *table = &still->resolved.table[i];
        for (size_t j = 0; j < table->n; j++)
            for (size_t k = 0; k < *table->group->count; k++)
                still_slot(still, &table->item[j].slot[k]);
    }
    scenario_make_plan(still);
    return still;
}
