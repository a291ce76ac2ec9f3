// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/parcels.h -- what a ULD holds, parcel by parcel: the store behind the parcel grain.
 *
 * What happens   When a ULD is opened, each of its parcels gets a record: its own weight, and
 *                whether customs picked it out. Parcels come off in pieces: a loose parcel, or a
 *                bag of many that stays together up to the truck, less those customs took out of
 *                it. Each piece has a destination and, if the scanner cannot read it, laps to go. A
 *                record stays until its parcel is on a truck; then the room is used again.
 * Left out       bags of different sizes within a ULD; sizes and shapes
 * Equations      (1) weights: lognormal, cv parcel_cv, by 1024 equally likely points; all of a ULD
 *                    are scaled so that together they weigh what the ULD weighs, to the gram
 *                (2) pieces of n parcels: bags = n bagged_share / bag_parcels, the rest of the
 *                    ULD's pieces loose; any order on the ULD is equally likely
 *                (3) P(laps >= k) = q^k, 1 / (1 - q) = (1 + recirculation_share) / (1 - p), p =
 *                    no_read_share: so often a piece passes in the mean. Where people code what was
 *                    not read, p is no part of q: a piece has a picture with chance p, and that
 *                    tells nothing with chance p (1 - video_known_share)
 * Sources        [OPS35] for (3); see hall_params
 * Cost           4 bytes a parcel, rounded up to a power of two a ULD, and 80 a ULD; about 20
 *                instructions a parcel and 400 a piece, from the ULD to the truck
 */
#ifndef MODELS_BASE_PARCELS_H
#define MODELS_BASE_PARCELS_H

#include "models/base/cargo.h"
#include "models/base/hall.h"
#include "sim/random/stream.h"
#include "sim/sim.h"

enum parcels_channel { PARCELS_GREEN, PARCELS_DOCUMENT, PARCELS_PHYSICAL, PARCELS_CHANNELS };
enum { PARCELS_LAPS = 8, PARCELS_LAPS_MAX = 511, PARCELS_POINTS = 1024 };

/* What becomes of it at the scanner: read in the end, or by people, from its picture or by hand. */
enum parcels_scan { PARCELS_READ, PARCELS_PICTURE, PARCELS_BY_HAND };

/* What hands and sorters touch. Copied from line to line; its parcels stay where they are. */
struct piece {
    uint32_t load;            /* of the store */
    uint32_t first;           /* its first parcel's place in the load */
    uint32_t g;               /* what it weighs, in grams */
    uint16_t parcels;         /* how many */
    uint16_t laps : 9;        /* to go before it is known where to */
    uint16_t destination : 5; /* 0 .. HALL_DESTINATIONS - 1 */
    uint16_t scan : 2;        /* enum parcels_scan */
};

/* Takes pieces, in the order they came. Borrowed until it returns. */
typedef void parcels_accept(struct sim *sim, void *station, const struct piece *pieces, uint32_t n);

struct parcels_port {
    parcels_accept *accept;
    void *station;
};

/* What pieces are drawn from: a hall's shares, ready for whole-number comparison. */
struct parcels_rule {
    double bagged_share, bag_parcels, cv;
    uint32_t destination_up_to[HALL_DESTINATIONS]; /* cumulated, of 2^32 */
    uint32_t lap_below[PARCELS_LAPS];              /* q, q^2, .. of 2^32: (3) */
    uint32_t picture_below, by_hand_below;         /* of 2^32; 0: nothing is coded */
    uint32_t weight[PARCELS_POINTS];               /* (1), mean 2^16 */
};
void parcels_rule_set(struct parcels_rule *rule, const struct hall_def *def);

/* A ULD's pieces, one after the other: the order is drawn from the stream of the ULD. */
struct parcels_row {
    struct stream stream;
    uint32_t load, place;         /* the next parcel */
    uint32_t pieces, loose, bags; /* still to come */
    uint32_t bagged;              /* parcels still to come in bags */
};

struct parcels;

struct parcels *parcels_new(struct sim *sim);

/* Opens a ULD: `picked[channel]` of its parcels, anywhere in it, are picked out. It draws
 * from `stream`; the row of its pieces is what is left to take off. Returns the number of the load.
 * */
uint32_t parcels_open(struct parcels *parcels, const struct parcels_rule *rule,
                      const struct uld *uld, const uint32_t picked[PARCELS_CHANNELS],
                      struct stream *stream, struct parcels_row *row);

/* The next piece of the row; false if all of it went to customs. There must be one. */
bool parcels_next(const struct parcels *parcels, const struct parcels_rule *rule,
                  struct parcels_row *row, struct piece *piece);

/* What was picked out for a channel, and its weight; and those parcels as loose pieces, from *next
 * (at first 0) on: false when there are no more. */
uint32_t parcels_picked(const struct parcels *parcels, uint32_t load, enum parcels_channel channel);
int64_t parcels_picked_g(const struct parcels *parcels, uint32_t load,
                         enum parcels_channel channel);
bool parcels_next_picked(const struct parcels *parcels, const struct parcels_rule *rule,
                         uint32_t load, enum parcels_channel channel, struct stream *stream,
                         uint32_t *next, struct piece *piece);

int64_t parcels_since_us(const struct parcels *parcels, uint32_t load);
uint32_t parcels_of(const struct parcels *parcels, uint32_t load); /* all it held */
int64_t parcels_g(const struct parcels *parcels, uint32_t load);   /* and what that weighed */

/* Announces a moment of a piece, if its ULD is followed (trace.h). called_us: of a truck, else 0.
 * */
void parcels_set_trace(struct parcels *parcels, const struct trace *trace); /* borrowed */
bool parcels_told(const struct parcels *parcels);                           /* is any followed? */
void parcels_tell(const struct parcels *parcels, const struct piece *piece, enum trace_step step,
                  int64_t at_us, int64_t other_us, int64_t called_us);

/* A piece is on a truck: every parcel of it is weighed and leaves. Returns the grams. */
uint32_t parcels_leave(struct parcels *parcels, const struct piece *piece);

uint64_t parcels_alive(const struct parcels *parcels); /* in the building now */
uint64_t parcels_moved(const struct parcels *parcels); /* gone by truck, since the start */

#endif
