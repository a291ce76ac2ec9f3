// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole scenario as one file. */
#include "scenarios/input/nested.h"
#include "scenarios/input/scenario.h"
#include "scenarios/input/scenario_parts.h"
#include "scenarios/input/value_format.h"

struct writing {
    struct text_arena *scrap;
    FILE *to;
    struct nested nested;
    size_t shown;
};

static void write_value(void *context, const char *path, const char *value,
                        const struct param *param, const char *file, int line)
{
    struct writing *writing = context;
    const char *comment = file;
    if (file && line) comment = text_arena_printf(writing->scrap, "%s:%d", file, line);
    if (!file)
        comment =
            text_arena_printf(writing->scrap, "default, %s", param->source ? param->source : "");
    nested_write(&writing->nested, path, value, comment);
}

static void write_scale(void *context, const struct resolved *resolved,
                        const struct resolved_slot *slot)
{
    struct writing *writing = context;
    struct text_arena *arena = writing->scrap;
    for (size_t i = 0; i < slot->dated_n; i++) {
        const struct resolved_entry *entry = &slot->dated[i];
        if (entry->change.at_us != PLAN_START_US) continue;
        nested_write(&writing->nested, text_arena_printf(arena, "scale.%s", slot->path),
                     scenario_change_text(arena, resolved, slot, &entry->change),
                     text_arena_printf(arena, "%s:%d", entry->file, entry->line));
    }
}

static void write_group(struct writing *writing, const char *group, const char *path,
                        const char *value)
{
    struct text_arena *arena = writing->scrap;
    fputs(nested_text(arena, text_arena_printf(arena, "%s.%s", group, path), value), writing->to);
}

static void write_change(struct writing *writing, const struct resolved *resolved,
                         const struct resolved_slot *slot, const struct plan_change *change)
{
    struct text_arena *arena = writing->scrap;
    const bool towards = change->operation == PLAN_TOWARDS;
    if (towards || change->operation == PLAN_DELAY) {
        write_group(writing, "set", slot->path,
                    towards ? value_format_number(arena, change->target)
                            : value_format_date(arena, change->date_us));
        fputc(' ', writing->to);
        write_group(writing, towards ? "share" : "late_y", slot->path,
                    value_format_dist(arena, &change->number));
        return;
    }
    write_group(writing, change->operation == PLAN_SCALE ? "scale" : "set", slot->path,
                scenario_change_text(arena, resolved, slot, change));
}

static void write_entry(struct writing *writing, const struct resolved *resolved,
                        const struct resolved_slot *slot, const struct resolved_entry *entry)
{
    struct text_arena *arena = writing->scrap;
    const struct plan_change *change = &entry->change;
    fprintf(writing->to, "%s\n  { at = %s; ", writing->shown++ ? "," : "timeline = (",
            value_format_date(arena, change->at_us));
    if (change->until_us > change->at_us)
        fprintf(writing->to, "until = %s; ", value_format_date(arena, change->until_us));
    if (entry->known_us != change->at_us)
        fprintf(writing->to, "known = %s; ", value_format_date(arena, entry->known_us));
    write_change(writing, resolved, slot, change);
    if (change->draw) fprintf(writing->to, " draw = %s;", value_format_text(arena, change->draw));
    if (entry->source)
        fprintf(writing->to, " source = %s;", value_format_text(arena, entry->source));
    if (entry->note) fprintf(writing->to, " note = %s;", value_format_text(arena, entry->note));
    fprintf(writing->to, " }  /* %s:%d */", entry->file, entry->line);
}

static void write_dated(void *context, const struct resolved *resolved,
                        const struct resolved_slot *slot)
{
    for (size_t i = 0; i < slot->dated_n; i++) {
        if (slot->dated[i].change.at_us != PLAN_START_US)
            write_entry(context, resolved, slot, &slot->dated[i]);
    }
}

void scenario_write(const struct scenario *scenario, FILE *to)
{
    struct writing writing = {.scrap = text_arena_new(), .to = to, .nested = {.to = to}};
    scenario_each(scenario, write_value, &writing);
    scenario_each_slot(scenario, write_scale, &writing);
    nested_close(&writing.nested);
    scenario_each_slot(scenario, write_dated, &writing);
    if (writing.shown) fprintf(to, "\n);\n");
    text_arena_free(writing.scrap);
}
