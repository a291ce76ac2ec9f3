// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hall/booking.h"

#include "sim/date.h"

enum { REMEMBERED = 4 * LANE_WEEK_MAX };

struct departure {
    uint32_t next, before; /* number + 1 of its neighbours in its lane */
    uint32_t flight;
    int64_t kg_left, dm3_left;
};

struct booking {
    struct sim *sim;
    const struct lane_def *lanes;
    struct cargo *cargo;
    struct slab departures;
    uint32_t *first;                   /* of each lane, number + 1 */
    uint64_t (*open)[REMEMBERED / 64]; /* of each lane */
};

/* Whether a flight is open, one bit each; four weeks of flights have different places. */
static uint64_t *word_of(struct booking *booking, uint32_t lane, uint32_t serial, uint64_t *bit)
{
    *bit = UINT64_C(1) << serial % 64;
    return &booking->open[lane][serial % REMEMBERED / 64];
}

bool booking_is_open(struct booking *booking, uint32_t lane, uint32_t serial)
{
    uint64_t bit, *word = word_of(booking, lane, serial, &bit);
    return (*word & bit) != 0;
}

static struct departure *departure_at(const struct booking *booking, uint32_t place)
{
    return slab_at(&booking->departures, place - 1);
}

void booking_open(struct booking *booking, uint64_t number)
{
    struct flight *flight = cargo_flight(booking->cargo, number);
    uint32_t *first = &booking->first[flight->lane];
    flight->departure = slab_take(&booking->departures) + 1;
    *departure_at(booking, flight->departure) = (struct departure){.next = *first,
                                                                   .flight = (uint32_t)number,
                                                                   .kg_left = flight->kg_out_max,
                                                                   .dm3_left = flight->dm3_out_max};
    if (*first != 0) departure_at(booking, *first)->before = flight->departure;
    *first = flight->departure;
    uint64_t bit, *word = word_of(booking, flight->lane, flight->serial, &bit);
    *word |= bit;
}

void booking_close(struct booking *booking, uint64_t number)
{
    struct flight *flight = cargo_flight(booking->cargo, number);
    if (flight->departure == 0) return;
    uint64_t bit, *word = word_of(booking, flight->lane, flight->serial, &bit);
    *word &= ~bit;
    const struct departure *departure = departure_at(booking, flight->departure);
    if (departure->next != 0) departure_at(booking, departure->next)->before = departure->before;
    if (departure->before != 0) departure_at(booking, departure->before)->next = departure->next;
    else booking->first[flight->lane] = departure->next;
    slab_give(&booking->departures, flight->departure - 1);
    flight->departure = 0;
}

static bool is_before(const struct flight *a, const struct flight *b)
{
    if (a->leaves_us != b->leaves_us) return a->leaves_us < b->leaves_us;
    if (a->serial != b->serial) return a->serial < b->serial;
    return a->lane < b->lane;
}

/* The best of a lane, if it is better than `best`. */
static struct departure *look_at_lane(const struct booking *booking, uint32_t lane,
                                      const struct uld *freight, int64_t not_before_us,
                                      struct departure *best)
{
    for (uint32_t next = booking->first[lane]; next != 0;) {
        struct departure *departure = departure_at(booking, next);
        const struct flight *flight = cargo_flight(booking->cargo, departure->flight);
        next = departure->next;
        if (flight->hall != freight->hall || flight->leaves_us < not_before_us) continue;
        if (departure->kg_left < freight->kg || departure->dm3_left < freight->dm3) continue;
        if (best == NULL || is_before(flight, cargo_flight(booking->cargo, best->flight)))
            best = departure;
    }
    return best;
}

bool booking_choose(struct booking *booking, uint64_t number, double cutoff_h)
{
    struct uld *freight = cargo_uld(booking->cargo, number);
    const struct param_names *others = &booking->lanes[freight->lane].may_fly_with;
    int64_t at_us = sim_now_us(booking->sim) + (int64_t)(cutoff_h * (double)DATE_HOUR_US);
    struct departure *best = look_at_lane(booking, freight->lane, freight, at_us, NULL);
    for (uint32_t i = 0; i < others->n; i++)
        if (others->item[i] != freight->lane)
            best = look_at_lane(booking, others->item[i], freight, at_us, best);
    if (best == NULL) return false;
    const struct flight *flight = cargo_flight(booking->cargo, best->flight);
    best->kg_left -= freight->kg;
    best->dm3_left -= freight->dm3;
    freight->lane = flight->lane;
    freight->serial = flight->serial;
    freight->due_us = flight->leaves_us;
    return true;
}

struct booking *booking_new(struct sim *sim, const struct lane_def *lanes, uint32_t lanes_n,
                            struct cargo *cargo)
{
    struct booking *booking = sim_alloc(sim, sizeof *booking);
    booking->sim = sim;
    booking->lanes = lanes;
    booking->first = sim_alloc(sim, lanes_n * sizeof *booking->first);
    booking->open = sim_alloc(sim, lanes_n * sizeof *booking->open);
    booking->cargo = cargo;
    slab_start(&booking->departures, sim, sizeof(struct departure));
    return booking;
}
