// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/story.h -- a flight in plain words: what happened to it, to its ULDs, to one parcel,
 * to the freight it took out; what they waited for, and what of that weighed most.
 *
 * Knows          how the spans of a life are told and put together into columns.
 * Does not know  where they come from (scenarios/study/follow.h, scenarios/study/lives.h).
 * May include    models/hub_def.h, scenarios/study/follow.h
 */
#ifndef SCENARIOS_TELL_STORY_H
#define SCENARIOS_TELL_STORY_H

#include <stdbool.h>
#include <stdio.h>

#include "models/hub_def.h"
#include "scenarios/study/follow.h"

struct story_wish {
    int32_t uld;    /* told in full; -1: the one whose contents took longest */
    int64_t parcel; /* of that ULD, told instead; -1: none */
};

enum story_end { STORY_TOLD, STORY_NO_ULD, STORY_NO_PARCEL };

/* The flight, a line for each ULD, one ULD or parcel in full, the freight out. */
enum story_end story_tell(const struct follow *follow, const struct hub_def *def,
                          const struct story_wish *wish, FILE *to);

/* The latest ULDs: a line each, with what weighed most. */
void story_late(const struct follow *follow, const struct hub_def *def, FILE *to);
void story_late_csv(const struct follow *follow, const struct hub_def *def, FILE *to);

#endif
