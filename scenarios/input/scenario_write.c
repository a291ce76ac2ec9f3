// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole scenario as one file. */
#include "scenarios/input/scenario.h"
#include "scenarios/input/scenario_parts.h"
#include "scenarios/input/value_format.h"

static void write_value(void *context, const char *path, const char *value,
                        const struct param *param, const char *file, int line)
{
    FILE *to = context;
    if (file && line) fprintf(to, "%s = %s;  # %s:%d\n", path, value, file, line);
    else if (file) fprintf(to, "%s = %s;  # %s\n", path, value, file);
    else fprintf(to, "%s = %s;  # default, %s\n", path, value, param->source ? param->source : "");
}

struct writing {
    const struct scenario *scenario;
    struct text_arena *scrap;
    FILE *to;
    size_t shown;
};

static void write_scale(void *context, const struct resolved *resolved,
                        const struct resolved_slot *slot)
{
    struct writing *writing = context;
    for (size_t i = 0; i < slot->dated_n; i++) {
        const struct resolved_entry *entry = &slot->dated[i];
        if (entry->change.at_us != PLAN_START_US) continue;
        fprintf(writing->to, "scale.%s = %s;  # %s:%d\n", slot->path,
                scenario_change_text(writing->scrap, resolved, slot, &entry->change), entry->file,
                entry->line);
    }
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
    fprintf(writing->to, "%s = { %s = %s; };", change->operation == PLAN_SCALE ? "scale" : "set",
            slot->path, scenario_change_text(arena, resolved, slot, change));
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
    struct writing writing = {.scenario = scenario, .scrap = text_arena_new(), .to = to};
    scenario_each(scenario, write_value, to);
    scenario_each_slot(scenario, write_scale, &writing);
    scenario_each_slot(scenario, write_dated, &writing);
    if (writing.shown) fprintf(to, "\n);\n");
    text_arena_free(writing.scrap);
}
