// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/scenario_parts.h -- what a scenario is made of: for the files called scenario_*.
 *
 * Knows          the settings with all that was said of each, and the plan made from them.
 * Does not know  reading.
 */
#ifndef SCENARIOS_INPUT_SCENARIO_PARTS_H
#define SCENARIOS_INPUT_SCENARIO_PARTS_H

#include "scenarios/input/resolved.h"

struct posterior;

struct scenario {
    struct text_arena *arena;
    struct resolved resolved;
    struct hub_def *def; /* one block, laid out as the tables say: param.h */
    size_t def_bytes;
    struct plan_change *change;
    size_t changes, room;
    struct plan plan;
    const struct posterior *posterior; /* NULL: there is none */
    uint64_t files_hash;               /* of what other files say; 0: there are none */
};

/* Fills def, change and plan from `resolved`. */
void scenario_make_plan(struct scenario *scenario);

/* Calls back for every slot, in the order of the tables. */
typedef void scenario_visit_slot(void *context, const struct resolved *resolved,
                                 const struct resolved_slot *slot);
void scenario_each_slot(const struct scenario *scenario, scenario_visit_slot *visit, void *context);

/* One dated entry, or a factor, as a scenario file writes its value. */
const char *scenario_change_text(struct text_arena *arena, const struct resolved *resolved,
                                 const struct resolved_slot *slot,
                                 const struct plan_change *change);

#endif
