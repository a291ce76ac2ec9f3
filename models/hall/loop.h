// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hall/loop.h -- a closed-loop sorter, piece by piece: infeed, induction, carriers, chutes.
 *
 * What happens   Pieces come off the ULDs at known times and wait in one line. Each takes the next
 *                free carrier, if there are hands for it, rides once round the loop and goes down
 *                the chute of its destination. A piece that no scanner could read, or whose chute
 *                is full, keeps its carrier and goes round again, so it takes a place from those
 *                that wait. A loop that fails stands, with all that ride on it.
 *                A piece that people have to code has its picture taken when it is put on; it rides
 *                until a coder has looked at it. If the picture does not tell, the piece is taken
 *                off at its chute, coded by hand, and put on once more, before others. If lines of
 *                induction are counted, a piece takes the next free one of those that are open. If
 *                there is no room behind the chutes of a destination, they take nothing.
 * Left out       which line a ULD stands at; carriers out of order; missorts
 * Equations      (1) induction of a piece = max(ready, next carrier, next hands)
 *                (2) a carrier comes by every 1 / carriers_per_h; hands are free again after
 *                    1 / hands_per_h; a piece comes round one circuit after its induction
 *                    With n open lines, each free again after 1 / line_pieces_per_h, also max(..,
 *                    the line free first)
 *                (3) a chute with n places is full for a piece while the n-th before it is inside;
 *                    it is emptied at chute_pieces_per_h, first in first out
 *                (4) the k-th picture at n desks is known at max(taken, known(k - n)) + video_us;
 *                the piece
 *                    makes the laps that take longer than that. By hand likewise
 * No events      None of its own: the times follow from (1) to (3), and whoever owns the loop lets
 *                it catch up with the clock, at the least before rates change. What comes off is
 *                exact whatever the hours of catching up.
 * Sources        [BEUMER] machine, system and operational capacity; hall_params
 */
#ifndef MODELS_HALL_LOOP_H
#define MODELS_HALL_LOOP_H

#include "models/base/parcels.h"
#include "sim/sim.h"
#include "sim/stats/histogram.h"

struct loop_rates {
    double carriers_per_h; /* all sorters together */
    double hands_per_h;    /* pieces that people can feed */
    int64_t circuit_us;
    uint32_t chute_places; /* 0: any number */
    double chute_pieces_per_h;
    bool by_lines;
    uint32_t lines; /* open; counted only if by_lines */
    double line_pieces_per_h;
    uint32_t video_desks, hand_desks; /* 0: as many as are needed */
    int64_t video_us, hand_us;
};

struct loop_counts { /* since loop_forget */
    uint64_t lifted_pieces, lifted_parcels, lifted_g;
    uint64_t sorted_pieces, sorted_parcels, sorted_g;
    uint64_t laps, full; /* pieces that went round again: in all, and because of a full chute */
    uint64_t pictures,
        by_hand; /* pieces coded by people: from the picture, or in the end by hand */
};

struct loop;

struct loop *loop_new(struct sim *sim, const struct parcels *parcels,
                      const struct parcels_rule *rule);

struct loop_ports {
    struct parcels_port out; /* what came off, whenever the loop catches up */
};
void loop_connect(struct loop *loop, struct loop_ports ports);

/* A row of pieces that comes off a ULD evenly between two times, none before hold_us. The rows are
 * kept by value. */
void loop_feed(struct loop *loop, const struct parcels_row *row, int64_t from_us, int64_t to_us,
               int64_t hold_us);

/* One piece that is ready now; the loop must have caught up. */
void loop_add(struct loop *loop, const struct piece *piece);

/* Everything that happens up to and at now. */
void loop_catch_up(struct loop *loop);

/* These hold from now on, until the next call; the loop must have caught up. */
void loop_set(struct loop *loop, const struct loop_rates *rates);
void loop_stop(struct loop *loop); /* nothing moves until loop_start */
void loop_start(struct loop *loop);
void loop_close(struct loop *loop, bool closed);         /* induction only */
void loop_bar(struct loop *loop, uint32_t destinations); /* bits: those without room take nothing */

bool loop_busy(const struct loop *loop);        /* something to come, waiting, or riding */
uint64_t loop_waiting(const struct loop *loop); /* pieces ready and not yet on a carrier */

/* Since the last reading: for the owner's books. */
struct loop_counts loop_forget(struct loop *loop);

/* Off the ULD to the chute, in seconds, by pieces; since the last new year. */
const struct histogram *loop_time_s(const struct loop *loop);
void loop_new_year(struct loop *loop);

#endif
