// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/story.h -- a flight's moments in plain words: what happened, what it waited for,
 * what of that weighed most.
 *
 * Knows          which two moments make a wait, and what one waits for between them.
 * Does not know  where the moments come from (scenarios/study/follow.h).
 * May include    models/hub_def.h, models/trace.h
 */
#ifndef SCENARIOS_TELL_STORY_H
#define SCENARIOS_TELL_STORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "models/hub_def.h"
#include "models/trace.h"

/* What a ULD, or its contents, spent its time on. */
enum story_wait {
    STORY_CREW,     /* aircraft on block: for a crew */
    STORY_ABOARD,   /* doors, and the ULDs before it */
    STORY_TUG,      /* beside the aircraft: for a tug */
    STORY_RIDE,
    STORY_TEAM,     /* in the hall: for a breakdown team */
    STORY_OPENING,  /* being taken apart */
    STORY_CUSTOMS,  /* the whole flight held */
    STORY_SORTER,   /* for its turn on the sorter */
    STORY_SORTING,
    STORY_TRUCK,    /* for a truck to be full or due, and for a door and a team */
    STORY_LOADING,  /* being loaded */
    STORY_WAITS
};

struct story_uld { /* the larger part of a ULD's contents, where it was divided */
    bool seen;
    bool intact;
    bool alone; /* parcel grain: its parcels go on one by one and are not followed */
    int64_t kg, parcels;
    int64_t spent_us[STORY_WAITS];
    int64_t on_truck_us; /* its last truck leaves; 0: none has */
    int64_t papers, examined; /* parcels that customs set apart */
};

enum { STORY_ULDS_MAX = 64 };

struct story {
    const struct trace_note *note;
    size_t n;
    int64_t arrives_us, scheduled_us, landed_us, on_block_us, due_out_us, left_us; /* 0: did not */
    struct story_uld uld[STORY_ULDS_MAX];
};

/* Reads the moments of one flight. Borrows them. */
void story_read(struct story *story, const struct trace_note *note, size_t n);

/* The flight, then a line for each ULD, then the ULD `uld` in full (-1: the one that left last).
 * False: there is no such ULD (said in words). */
bool story_tell(const struct story *story, const struct hub_def *def, int32_t uld, FILE *to);

/* Moments as CSV. */
void story_csv_head(FILE *to);
void story_csv_line(const struct hub_def *def, const struct trace_note *note, FILE *to);

#endif
