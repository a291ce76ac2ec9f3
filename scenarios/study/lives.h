// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/lives.h -- the contents of one flight, from on block to off the dock: how long each
 * of them waited for what, and was worked on.
 *
 * Knows          what lies between two moments of the log book; that freight which lived the same is
 *                one life: what a truck takes of a ULD, or a piece that moves by itself; that the
 *                spans of a life add up to it, to the microsecond.
 * Does not know  which flight is meant (scenarios/study/follow.h); how it is told.
 * May include    models/trace.h
 */
#ifndef SCENARIOS_STUDY_LIVES_H
#define SCENARIOS_STUDY_LIVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/trace.h"

enum lives_span { /* in the order they are lived */
    LIVES_CREW,
    LIVES_DOORS,
    LIVES_LOADER,
    LIVES_DOLLIES,
    LIVES_BEHIND,   /* while others before it come off */
    LIVES_OFFLOAD,
    LIVES_TUG,
    LIVES_RIDE,
    LIVES_HALL_DOOR,
    LIVES_CHECKIN,
    LIVES_BUFFER,   /* on its train, for a place in the hall */
    LIVES_TEAM,
    LIVES_OPENING,
    LIVES_HOLD,     /* customs holds the whole flight */
    LIVES_PAPER,
    LIVES_OFFICER,
    LIVES_EXAMINED,
    LIVES_INDUCTION, /* for its turn on the sorter */
    LIVES_SORTING,
    LIVES_UNREAD,   /* round again */
    LIVES_CHUTE,    /* round again: the chute was full */
    LIVES_TRUCK,    /* for a truck to be called: full, or its hour */
    LIVES_DOCK,     /* for a door and a team */
    LIVES_LOADING,
    LIVES_SPANS
};

enum { LIVES_ULDS = 64, LIVES_PARTS = 3, LIVES_DECKS = 2 };

struct lives_span_words {
    const char *key;   /* "hall_door" */
    const char *words; /* "waiting at the hall's door" */
    bool wait;         /* else it is worked on or moved */
};
extern const struct lives_span_words lives_span_words[LIVES_SPANS];

struct life { /* of a part of a ULD's contents that stays together */
    int64_t spent_us[LIVES_SPANS];
    int64_t last_us; /* so far; off the dock when it is over */
    enum trace_step step;
    uint8_t uld, part;
    int8_t destination;
    bool over;
    int32_t parcel; /* place of its first parcel in the ULD, if it moved as a piece; else -1 */
    int64_t g, parcels;
};

struct lives_uld {
    bool seen, intact, alone; /* alone: its parcels went one by one */
    int64_t g, parcels, papers, examined;
    struct life opened;            /* as it was when a team began */
    struct life part[LIVES_PARTS]; /* what is left of it; what customs set apart */
    uint32_t *piece;               /* [parcels]: number + 1 of a piece's life; NULL: none is known */
};

struct lives {
    int64_t on_block_us, crew_us, doors_us; /* 0: not yet */
    struct {
        int64_t loader_us, dollies_us, off_us; /* the moment; the last time; the last train */
        int64_t waited_us, behind_us;          /* for dollies; for trains before, in all */
    } deck[LIVES_DECKS];
    struct lives_uld uld[LIVES_ULDS];
    struct life *life; /* those that are over, and pieces on their way */
    size_t n, room;
    bool out_of_memory;
};

/* All zero to begin with. Hears the moments of one flight, in the order they are announced. */
void lives_hear(struct lives *lives, const struct trace_note *note);
void lives_free(struct lives *lives);

/* The mean life of a ULD's contents that are over, weighed by parcels, or by grams where there are
 * none; false if none is. */
struct lives_mean {
    double spent_us[LIVES_SPANS], all_us;
    int64_t parcels, g;
    int64_t off_us; /* when the last of them left */
};
bool lives_mean(const struct lives *lives, int uld, struct lives_mean *mean);

/* The life of parcel number `parcel` of a ULD; NULL: not over, or there is none. In batches they are
 * numbered as they go on: first those customs let pass, by destination, then those for a paper, then
 * those for an officer. */
const struct life *lives_of_parcel(const struct lives *lives, int uld, int64_t parcel);

/* From on block until it was off the dock. */
int64_t lives_all_us(const struct life *life);

#endif
