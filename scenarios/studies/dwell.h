// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/dwell.h -- the contents of one flight, from on block to off the dock: how long
 * each of them waited for what, and was worked on.
 *
 * Knows          what lies between two moments of the log book; that freight which lived the same
 *                is one life: what a truck takes of a ULD, or a piece that moves by itself; that
 *                the spans of a life add up to it, to the microsecond.
 * Does not know  which flight is meant (scenarios/studies/trace_run.h); how it is reported.
 */
#ifndef SCENARIOS_STUDIES_DWELL_H
#define SCENARIOS_STUDIES_DWELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/trace.h"

enum dwell_span { /* in the order they are lived */
                  DWELL_CREW,
                  DWELL_DOORS,
                  DWELL_LOADER,
                  DWELL_DOLLIES,
                  DWELL_BEHIND, /* while others before it come off */
                  DWELL_OFFLOAD,
                  DWELL_TUG,
                  DWELL_RIDE,
                  DWELL_HALL_DOOR,
                  DWELL_CHECKIN,
                  DWELL_BUFFER, /* on its train, for a place in the hall */
                  DWELL_TEAM,
                  DWELL_OPENING,
                  DWELL_XRAY_LINE,
                  DWELL_XRAY,
                  DWELL_HOLD, /* customs holds the whole flight */
                  DWELL_PAPER,
                  DWELL_OFFICER,
                  DWELL_EXAMINED,
                  DWELL_INDUCTION, /* for its turn on the sorter */
                  DWELL_SORTING,
                  DWELL_UNREAD, /* round again */
                  DWELL_CHUTE,  /* round again: the chute was full */
                  DWELL_TRUCK,  /* for a truck to be called: full, or its hour */
                  DWELL_DOCK,   /* for a door and a team */
                  DWELL_LOADING,
                  DWELL_SPANS
};

enum { DWELL_ULDS = 64, DWELL_PARTS = 3, DWELL_DECKS = 2 };

struct dwell_span_words {
    const char *key;   /* "hall_door" */
    const char *words; /* "waiting at the hall's door" */
    bool wait;         /* else it is worked on or moved */
};
extern const struct dwell_span_words dwell_span_words[DWELL_SPANS];

struct life { /* of a part of a ULD's contents that stays together */
    int64_t spent_us[DWELL_SPANS];
    int64_t last_us; /* so far; off the dock when it is over */
    enum trace_step step;
    uint8_t uld, part;
    int8_t destination;
    bool over;
    int32_t parcel; /* place of its first parcel in the ULD, if it moved as a piece; else -1 */
    int64_t g, parcels;
};

struct dwell_uld {
    bool seen, intact, alone; /* alone: its parcels went one by one */
    int64_t g, parcels, papers, examined;
    struct life opened;            /* as it was when it was opened */
    struct life part[DWELL_PARTS]; /* what is left of it; what customs set apart */
    uint32_t *piece; /* [parcels]: number + 1 of a piece's life; NULL: none is known */
};

struct dwell {
    int64_t on_block_us, crew_us, doors_us; /* 0: not yet */
    struct {
        int64_t loader_us, dollies_us, off_us; /* the moment; the last time; the last train */
        int64_t waited_us, behind_us;          /* for dollies; for trains before, in all */
    } deck[DWELL_DECKS];
    struct dwell_uld uld[DWELL_ULDS];
    struct life *life; /* those that are over, and pieces on their way */
    size_t n, room;
    bool out_of_memory;
};

/* All zero to begin with. Hears the moments of one flight, in the order they are announced. */
void dwell_hear(struct dwell *dwell, const struct trace_note *note);
void dwell_free(struct dwell *dwell);

/* The mean life of a ULD's contents that are over, weighed by parcels, or by grams where there are
 * none; false if none is. */
struct dwell_mean {
    double spent_us[DWELL_SPANS], all_us;
    int64_t parcels, g;
    int64_t off_us; /* when the last of them left */
};
bool dwell_mean(const struct dwell *dwell, int uld, struct dwell_mean *mean);

/* The life of parcel number `parcel` of a ULD; NULL: not over, or there is none. In batches they
 * are numbered as they go on: first those customs let pass, by destination, then those for a paper,
 * then those for an officer. */
const struct life *dwell_of_parcel(const struct dwell *dwell, int uld, int64_t parcel);

/* From on block until it was off the dock. */
int64_t dwell_all_us(const struct life *life);

#endif
