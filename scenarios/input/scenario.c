// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/layers.h"
#include "scenarios/input/resolve.h"
#include "scenarios/input/scenario_parts.h"
#include "scenarios/input/value_format.h"
#include "sim/date.h"
#include "sim/random/dist.h"

/* ---- from slots to the plan ------------------------------------------------------------------ */

static struct plan_change change_of(const struct resolved_slot *slot,
                                    const struct resolved_entry *entry, size_t at, uint32_t number)
{
    struct plan_change change = entry->change;
    change.path = slot->path;
    change.at = at;
    change.min = slot->param->min;
    change.max = slot->param->max;
    change.entry = number;
    return change;
}

static bool is_drawn(const struct resolved_slot *slot)
{
    return slot->param->kind == PARAM_REAL && slot->start.change.number.kind != DIST_CONSTANT;
}

/* Into the base goes what is certain; of what is drawn later, the mean. */
static void write_base(struct scenario *scenario, const struct resolved_slot *slot, size_t at)
{
    struct plan_change change = change_of(slot, &slot->start, at, 0);
    change.operation = PLAN_SET;
    change.at_us = change.until_us = PLAN_START_US;
    if (is_drawn(slot)) change.number = dist_constant(dist_mean(&change.number));
    const struct plan base = {.base = NULL, .changes = &change, .n = 1};
    plan_apply(&base, 0, scenario->def, 1, NAN, 0, 0);
}

static void add_change(struct scenario *scenario, struct plan_change change)
{
    scenario->change = text_arena_more(scenario->arena, scenario->change, scenario->changes,
                                       &scenario->room, sizeof *scenario->change);
    scenario->change[scenario->changes++] = change;
}

static void plan_slot(struct scenario *scenario, const struct resolved_slot *slot, size_t at)
{
    write_base(scenario, slot, at);
    if (is_drawn(slot)) {
        struct plan_change change = change_of(slot, &slot->start, at, 0);
        change.at_us = change.until_us = PLAN_START_US;
        add_change(scenario, change);
    }
    for (size_t i = 0; i < slot->dated_n; i++)
        add_change(scenario, change_of(slot, &slot->dated[i], at, (uint32_t)i + 1));
}

static void plan_table(struct scenario *scenario, const struct resolved_table *table)
{
    const struct param_group *group = table->group;
    unsigned char *def = (unsigned char *)scenario->def;
    for (size_t i = 0; i < table->n; i++) {
        const size_t at = param_offset(group, def, i);
        if (group->stride) strcpy((char *)def + at + group->name_at, table->item[i].name);
        for (size_t j = 0; j < *group->count; j++)
            plan_slot(scenario, &table->item[i].slot[j], at + group->params[j].at);
    }
}

/* With room for the items that were found. */
static void make_def(struct scenario *scenario)
{
    const struct resolved *resolved = &scenario->resolved;
    const struct catalogue *catalogue = &resolved->catalogue;
    unsigned char *counts = text_arena_bytes(scenario->arena, scenario->def_bytes);
    for (size_t i = 0; i < catalogue->n; i++) {
        const uint32_t items = (uint32_t)resolved->table[i].n;
        if (catalogue->group[i].stride)
            memcpy(counts + catalogue->group[i].items_at, &items, sizeof items);
    }
    scenario->def = text_arena_bytes(
        scenario->arena, param_bytes(catalogue->group, catalogue->n, scenario->def_bytes, counts));
    memcpy(scenario->def, counts, scenario->def_bytes);
    param_place(catalogue->group, catalogue->n, scenario->def_bytes, scenario->def);
}

/* Changes of one day in the order the layers gave them: entries of one path ascend already, and a
 * stable order of paths does not depend on the sort of the C library. */
struct numbered {
    struct plan_change change;
    size_t number;
};

static int by_date(const void *a, const void *b)
{
    const struct numbered *one = a, *two = b;
    if (one->change.at_us != two->change.at_us)
        return one->change.at_us < two->change.at_us ? -1 : 1;
    return one->number < two->number ? -1 : one->number > two->number;
}

static void sort_changes(struct scenario *scenario)
{
    if (scenario->changes == 0) return;
    struct numbered *sorted = text_arena_bytes(scenario->arena, scenario->changes * sizeof *sorted);
    for (size_t i = 0; i < scenario->changes; i++)
        sorted[i] = (struct numbered){scenario->change[i], i};
    qsort(sorted, scenario->changes, sizeof *sorted, by_date);
    for (size_t i = 0; i < scenario->changes; i++)
        scenario->change[i] = sorted[i].change;
}

void scenario_make_plan(struct scenario *scenario)
{
    make_def(scenario);
    for (size_t i = 0; i < scenario->resolved.catalogue.n; i++)
        plan_table(scenario, &scenario->resolved.table[i]);
    sort_changes(scenario);
    scenario->plan =
        (struct plan){.base = scenario->def, .changes = scenario->change, .n = scenario->changes};
}

/* ---- reading --------------------------------------------------------------------------------- */

struct scenario *scenario_read(const struct scenario_request *request,
                               const struct param_group *groups, size_t groups_n, size_t def_bytes,
                               struct diagnostics *diagnostics)
{
    const size_t before = diagnostics_count(diagnostics);
    struct text_arena *arena = text_arena_new();
    struct scenario *scenario = text_arena_bytes(arena, sizeof *scenario);
    scenario->arena = arena;
    scenario->resolved = (struct resolved){
        .arena = arena,
        .diagnostics = diagnostics,
        .catalogue = {groups, groups_n},
        .named_file = text_arena_text(arena, request->file, strlen(request->file)),
        .known_by_us = request->known_by_us ? request->known_by_us : DATE_NEVER_US,
        .is_kept = request->text != NULL};
    struct layers layers;
    const bool whole = layers_read(arena, request, diagnostics, &layers);
    resolve_layers(&scenario->resolved, &layers, whole);
    if (diagnostics_count(diagnostics) > before) {
        text_arena_free(arena);
        return NULL;
    }
    scenario->def_bytes = def_bytes;
    scenario_make_plan(scenario);
    return scenario;
}

struct scenario *scenario_alike(const struct scenario *scenario)
{
    struct text_arena *arena = text_arena_new();
    struct scenario *alike = text_arena_bytes(arena, sizeof *alike);
    *alike = *scenario;
    alike->arena = arena;
    const struct catalogue *catalogue = &scenario->resolved.catalogue;
    alike->def = text_arena_bytes(
        arena, param_bytes(catalogue->group, catalogue->n, scenario->def_bytes, scenario->def));
    param_copy(catalogue->group, catalogue->n, scenario->def_bytes, alike->def, scenario->def);
    alike->plan.base = alike->def;
    return alike;
}

void scenario_free(struct scenario *scenario)
{
    if (scenario) text_arena_free(scenario->arena);
}

const struct plan *scenario_plan(const struct scenario *scenario)
{
    return &scenario->plan;
}

struct hub_def *scenario_def(struct scenario *scenario)
{
    return scenario->def;
}

/* ---- telling --------------------------------------------------------------------------------- */

void scenario_each_slot(const struct scenario *scenario, scenario_visit_slot *visit, void *context)
{
    const struct resolved *resolved = &scenario->resolved;
    for (size_t i = 0; i < resolved->catalogue.n; i++) {
        const struct resolved_table *table = &resolved->table[i];
        for (size_t j = 0; j < table->n; j++) {
            for (size_t k = 0; k < *table->group->count; k++)
                visit(context, resolved, &table->item[j].slot[k]);
        }
    }
}

struct search {
    const char *path;
    const struct resolved_slot *found;
};

static void look_at(void *context, const struct resolved *resolved,
                    const struct resolved_slot *slot)
{
    (void)resolved;
    struct search *search = context;
    if (!search->found && strcmp(slot->path, search->path) == 0) search->found = slot;
}

/* "lanes.cainiao": the line in which the item is first named. */
static bool find_item(const struct scenario *scenario, const char *path, const char **file,
                      int *line)
{
    const struct resolved *resolved = &scenario->resolved;
    struct text_arena *scrap = text_arena_new();
    struct catalogue_place place;
    const bool found = catalogue_find(scrap, &resolved->catalogue, path, &place) && place.is_item;
    const struct resolved_table *table = found ? &resolved->table[place.group] : NULL;
    const int64_t item = table ? resolved_item(resolved, table->group->path, place.item) : -1;
    text_arena_free(scrap);
    if (item < 0 || !table->item[item].file) return false;
    *file = table->item[item].file;
    *line = table->item[item].line;
    return true;
}

bool scenario_origin(const struct scenario *scenario, const char *path, const char **file,
                     int *line)
{
    struct search search = {path, NULL};
    scenario_each_slot(scenario, look_at, &search);
    if (!search.found) return find_item(scenario, path, file, line);
    if (!search.found->start.file) return false;
    *file = search.found->start.file;
    *line = search.found->start.line;
    return true;
}

struct visiting {
    struct text_arena *scrap;
    scenario_visit *visit;
    void *context;
};

static void show_slot(void *context, const struct resolved *resolved,
                      const struct resolved_slot *slot)
{
    const struct visiting *visiting = context;
    const char *value =
        value_format_value(visiting->scrap, resolved, slot->param, &slot->start.change);
    visiting->visit(visiting->context, slot->path, value, slot->param, slot->start.file,
                    slot->start.line);
}

void scenario_each(const struct scenario *scenario, scenario_visit *visit, void *context)
{
    struct visiting visiting = {text_arena_new(), visit, context};
    scenario_each_slot(scenario, show_slot, &visiting);
    text_arena_free(visiting.scrap);
}

/* ---- the hash -------------------------------------------------------------------------------- */

/* FNV-1a: h = (h xor byte) * 1099511628211 mod 2^64, from 14695981039346656037 [Fowler1991]. */
static void hash_text(uint64_t *hash, const char *text)
{
    for (; *text; text++)
        *hash = (*hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    *hash = (*hash ^ '\n') * UINT64_C(1099511628211); /* "ab","c" is not "a","bc" */
}

struct hashing {
    struct text_arena *scrap;
    uint64_t hash;
};

const char *scenario_change_text(struct text_arena *arena, const struct resolved *resolved,
                                 const struct resolved_slot *slot, const struct plan_change *change)
{
    if (change->operation == PLAN_SCALE) return value_format_dist(arena, &change->number);
    if (change->operation == PLAN_TOWARDS)
        return text_arena_printf(arena, "%s, of which %s",
                                 value_format_number(arena, change->target),
                                 value_format_dist(arena, &change->number));
    if (change->operation == PLAN_DELAY)
        return text_arena_printf(arena, "%s, late by %s years",
                                 value_format_date(arena, change->date_us),
                                 value_format_dist(arena, &change->number));
    return value_format_value(arena, resolved, slot->param, change);
}

static void hash_slot(void *context, const struct resolved *resolved,
                      const struct resolved_slot *slot)
{
    struct hashing *hashing = context;
    struct text_arena *arena = hashing->scrap;
    hash_text(&hashing->hash, slot->path);
    hash_text(&hashing->hash,
              value_format_value(arena, resolved, slot->param, &slot->start.change));
    for (size_t i = 0; i < slot->dated_n; i++) {
        const struct plan_change *change = &slot->dated[i].change;
        hash_text(&hashing->hash,
                  text_arena_printf(arena, "%lld %lld %d%s%s", (long long)change->at_us,
                                    (long long)change->until_us, (int)change->operation,
                                    change->draw ? " " : "", change->draw ? change->draw : ""));
        hash_text(&hashing->hash, scenario_change_text(arena, resolved, slot, change));
    }
}

void scenario_hash_file(struct scenario *scenario, const char *text)
{
    hash_text(&scenario->files_hash, text);
}

uint64_t scenario_hash(const struct scenario *scenario)
{
    struct hashing hashing = {text_arena_new(),
                              UINT64_C(14695981039346656037) ^ scenario->files_hash};
    scenario_each_slot(scenario, hash_slot, &hashing);
    text_arena_free(hashing.scrap);
    return hashing.hash;
}

uint64_t scenario_address(const struct scenario *scenario)
{
    const struct resolved *resolved = &scenario->resolved;
    struct hashing hashing = {text_arena_new(),
                              UINT64_C(14695981039346656037) ^ scenario->files_hash};
    for (size_t i = 0; i < resolved->catalogue.n; i++) {
        const struct resolved_table *table = &resolved->table[i];
        for (size_t j = 0; j < table->n && !table->group->apart; j++)
            for (size_t k = 0; k < *table->group->count; k++)
                if (!table->item[j].slot[k].param->apart)
                    hash_slot(&hashing, resolved, &table->item[j].slot[k]);
    }
    text_arena_free(hashing.scrap);
    return hashing.hash;
}
