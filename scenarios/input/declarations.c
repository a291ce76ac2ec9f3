// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/declarations.h"

#include <string.h>

static void report(const struct resolved *resolved, const struct setting *row, const char *advice)
{
    const char *value = row->type == SETTING_EMPTY ? NULL : settings_value(resolved->arena, row);
    diagnostics_add(resolved->diagnostics, row->file, row->line, row->path, value, "%s", advice);
}

/* ---- items and unknown settings -------------------------------------------------------------- */

static bool is_part(const char *key)
{
    static const char *const parts[] = {"dist", "min",   "mode",  "max",   "mean",  "sd",
                                        "cv",   "scale", "shape", "value", "weight"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(key, parts[i]) == 0) return true;
    }
    return false;
}

bool declarations_locate(const struct resolved *resolved, const struct setting *row,
                         struct catalogue_place *place)
{
    if (!catalogue_find(resolved->arena, &resolved->catalogue, row->path, place)) return false;
    return !place->rest || is_part(place->rest);
}

static void report_unknown(const struct resolved *resolved, const struct setting *row)
{
    if (catalogue_is_group(&resolved->catalogue, row->path)) {
        if (row->type != SETTING_EMPTY)
            report(resolved, row, "this is a group of settings: give { ... }");
        return;
    }
    /* Looking for what was meant takes long, and nobody reads that far. */
    const bool few = diagnostics_count(resolved->diagnostics) < DIAGNOSTICS_KEPT;
    const char *nearest =
        few ? catalogue_nearest(resolved->arena, &resolved->catalogue, row->path) : NULL;
    if (nearest)
        diagnostics_add(resolved->diagnostics, row->file, row->line, row->path, NULL,
                        "no such setting; did you mean %s?", nearest);
    else
        diagnostics_add(resolved->diagnostics, row->file, row->line, row->path, NULL,
                        "no such setting (hubsim params lists all of them)");
}

struct resolved_item *declarations_find(struct resolved_table *table, const char *name)
{
    for (size_t i = 0; i < table->n; i++) {
        if (strcmp(table->item[i].name, name) == 0) return &table->item[i];
    }
    return NULL;
}

static void add_item(struct resolved *resolved, struct resolved_table *table, const char *name,
                     const struct setting *row)
{
    struct text_arena *arena = resolved->arena;
    table->item = text_arena_more(arena, table->item, table->n, &table->room, sizeof *table->item);
    struct resolved_item *item = &table->item[table->n++];
    *item = (struct resolved_item){.name = name};
    if (row) item->file = row->file, item->line = row->line;
    const struct param_group *group = table->group;
    item->slot = text_arena_bytes(arena, (*group->count + 1) * sizeof *item->slot);
    for (size_t i = 0; i < *group->count; i++) {
        item->slot[i].param = &group->params[i];
        item->slot[i].path =
            catalogue_path(arena, group, group->stride ? name : NULL, group->params[i].key);
    }
}

static void declare(struct resolved *resolved, const struct setting *row,
                    const struct catalogue_place *place)
{
    struct resolved_table *table = &resolved->table[place->group];
    const char *word = catalogue_item_word(resolved->arena, table->group->path);
    if (place->is_item && row->type != SETTING_EMPTY) {
        report(
            resolved, row,
            text_arena_printf(resolved->arena, "a %s is a group of settings: give { ... }", word));
        return;
    }
    if (!place->item || declarations_find(table, place->item)) return;
    if (strlen(place->item) >= PARAM_NAME_BYTES)
        report(resolved, row,
               text_arena_printf(resolved->arena, "the name of a %s has at most %d letters", word,
                                 PARAM_NAME_BYTES - 1));
    else if (table->n == table->group->max_items)
        report(resolved, row,
               text_arena_printf(resolved->arena, "no room for another %s: there are at most %u",
                                 word, table->group->max_items));
    else add_item(resolved, table, place->item, row);
}

static void declare_all(struct resolved *resolved, const struct settings *settings)
{
    for (size_t i = 0; i < settings->n; i++) {
        struct catalogue_place place;
        if (declarations_locate(resolved, &settings->row[i], &place))
            declare(resolved, &settings->row[i], &place);
        else report_unknown(resolved, &settings->row[i]);
    }
}

void declarations_layers(struct resolved *resolved, const struct layers *layers)
{
    const struct catalogue *catalogue = &resolved->catalogue;
    resolved->table =
        text_arena_bytes(resolved->arena, (catalogue->n + 1) * sizeof *resolved->table);
    for (size_t i = 0; i < catalogue->n; i++) {
        resolved->table[i].group = &catalogue->group[i];
        if (!catalogue->group[i].stride) add_item(resolved, &resolved->table[i], "", NULL);
    }
    for (size_t i = 0; i < layers->n; i++) {
        const struct settings_layer *layer = layers->layer[i];
        declare_all(resolved, &layer->set);
        declare_all(resolved, &layer->scale);
        for (size_t j = 0; j < layer->entries; j++) {
            declare_all(resolved, &layer->entry[j].set);
            declare_all(resolved, &layer->entry[j].scale);
            declare_all(resolved, &layer->entry[j].share);
            declare_all(resolved, &layer->entry[j].late_y);
        }
    }
}
