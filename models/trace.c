// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trace.h"

const char *trace_step_word(enum trace_step step)
{
    static const char *const word[TRACE_STEPS] = {
        [TRACE_ARRIVES] = "arrives",
        [TRACE_REFUSED] = "refused",
        [TRACE_DIVERTED] = "diverted",
        [TRACE_STAND] = "stand",
        [TRACE_ON_BLOCK] = "on_block",
        [TRACE_CREW] = "crew",
        [TRACE_DOORS_OPEN] = "doors_open",
        [TRACE_OFFLOADED] = "offloaded",
        [TRACE_LOAD_DUE] = "load_due",
        [TRACE_LOAD_CREW] = "load_crew",
        [TRACE_LOADING] = "loading",
        [TRACE_LOADED] = "loaded",
        [TRACE_DEICING] = "deicing",
        [TRACE_NIGHT] = "held_for_night",
        [TRACE_LEFT] = "left",
        [TRACE_OFF] = "off_aircraft",
        [TRACE_TUG] = "tug",
        [TRACE_IN_HALL] = "in_hall",
        [TRACE_INTACT] = "intact",
        [TRACE_TEAM] = "team",
        [TRACE_HANDED_ON] = "handed_on",
        [TRACE_HELD] = "customs_hold",
        [TRACE_HOLD_ENDS] = "hold_ends",
        [TRACE_PAPER] = "paper_missing",
        [TRACE_SELECTED] = "selected",
        [TRACE_OFFICER] = "officer",
        [TRACE_RELEASED] = "released",
        [TRACE_AT_SORTER] = "at_sorter",
        [TRACE_ON_LOOP] = "on_loop",
        [TRACE_SORTED] = "sorted",
        [TRACE_AT_DOCK] = "at_dock",
        [TRACE_TRUCK] = "truck",
    };
    return word[step];
}
