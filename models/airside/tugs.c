// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/tugs.h"

#include <stdio.h>

#include "sim/random/stream.h"
#include "sim/date.h"

struct train {
    uint32_t first; /* number + 1 of its first ULD */
    uint32_t ulds;
    uint32_t stay;    /* of them, those for which the hall has no room yet */
    bool holds_point; /* a place where it is taken in */
};

struct tugs {
    struct sim *sim;
    const struct hall_def *def;
    struct cargo *cargo;
    struct pool *tugs, *dollies, *checkin;
    struct slab trains;
    struct tugs_ports to;
    struct stream_key trips, checks;
    uint64_t trips_made, checks_made;
    struct tugs_counts counts;
    uint32_t handing; /* number + 1 of the train whose ULDs are being handed over */
    uint16_t delivers, checks_in, returns;
};

/* Requests to the tug pool: a train, or a flight that loads. */
#define FOR_LOADING (UINT64_C(1) << 32)

/* What is not counted is always there. */
static uint32_t counted(uint32_t n)
{
    return n > 0 ? n : POOL_PLENTY;
}

static void drive(struct tugs *tugs, uint16_t arrives, uint64_t arg)
{
    struct stream stream = stream_at(tugs->trips, sim_replication(tugs->sim), tugs->trips_made++);
    double min = dist_draw(&tugs->def->tug_trip_min, &stream);
    int64_t at_us = weather_until_us(tugs->to.weather, WEATHER_LIGHTNING, sim_now_us(tugs->sim),
                                     (int64_t)(min * (double)DATE_MINUTE_US));
    sim_at(tugs->sim, at_us, SIM_END, arrives, tugs, arg);
}

/* ---- at the aircraft ------------------------------------------------------------------------- */

uint32_t tugs_train_ulds(const struct tugs *tugs)
{
    uint32_t most = counted(tugs->def->dollies);
    return tugs->def->train_ulds < most ? tugs->def->train_ulds : most;
}

void tugs_want_dollies(struct tugs *tugs, uint64_t who, uint32_t n)
{
    pool_ask(tugs->dollies, who, n, 0);
}

static void dollies_granted(struct sim *sim, void *station, uint64_t who)
{
    struct tugs *tugs = station;
    port_hand(sim, &tugs->to.dollies, who);
}

void tugs_fetch(struct tugs *tugs, uint32_t first, uint32_t n)
{
    uint32_t train = slab_take(&tugs->trains);
    struct train *record = slab_at(&tugs->trains, train);
    *record = (struct train){.first = first + 1, .ulds = n};
    for (uint32_t next = first + 1; next != 0;) {
        const struct uld *uld = cargo_uld(tugs->cargo, next - 1);
        cargo_count(&tugs->counts.in, cargo_g(uld), uld->parcels, 1);
        next = uld->next;
    }
    tugs->counts.dollies_standing += n;
    pool_ask(tugs->tugs, train, 1, 1);
}

void tugs_hold(struct tugs *tugs, uint64_t flight)
{
    pool_ask(tugs->tugs, FOR_LOADING | flight, 1, 0);
}

void tugs_let_go(struct tugs *tugs)
{
    pool_release(tugs->tugs, 1);
}

static void tell(const struct tugs *tugs, enum trace_step step, uint64_t train)
{
    const struct train *record = slab_at(&tugs->trains, (uint32_t)train);
    uint32_t next = tugs->cargo->trace.listener != NULL ? record->first : 0;
    while (next != 0) {
        const struct uld *uld = cargo_uld(tugs->cargo, next - 1);
        cargo_tell_uld(tugs->cargo, sim_now_us(tugs->sim), step, uld);
        next = uld->next;
    }
}

static uint32_t ulds_of(const struct tugs *tugs, uint64_t train)
{
    return ((const struct train *)slab_at(&tugs->trains, (uint32_t)train))->ulds;
}

static void drive_to_hall(struct tugs *tugs, uint64_t train)
{
    tell(tugs, TRACE_TUG, train);
    tugs->counts.dollies_standing -= ulds_of(tugs, train);
    drive(tugs, tugs->delivers, train);
}

static void tug_granted(struct sim *sim, void *station, uint64_t who)
{
    struct tugs *tugs = station;
    if (who & FOR_LOADING) port_hand(sim, &tugs->to.held, who & ~FOR_LOADING);
    else drive_to_hall(tugs, who);
}

/* ---- at the hall ----------------------------------------------------------------------------- */

static void come_to_door(struct tugs *tugs, uint64_t train)
{
    tugs->counts.at_door++;
    tugs->counts.dollies_standing += ulds_of(tugs, train);
}

/* It moves again. */
static void leave_door(struct tugs *tugs, uint64_t train)
{
    tugs->counts.at_door--;
    tugs->counts.dollies_standing -= ulds_of(tugs, train);
}

static void drive_back(struct tugs *tugs, uint32_t train)
{
    const struct train *record = slab_at(&tugs->trains, train);
    uint32_t ulds = record->ulds;
    bool holds_point = record->holds_point;
    slab_give(&tugs->trains, train);
    drive(tugs, tugs->returns, ulds);
    if (holds_point) pool_release(tugs->checkin, 1);
}

static void hand_over(struct tugs *tugs, uint32_t train)
{
    struct train *record = slab_at(&tugs->trains, train);
    uint32_t next = record->first;
    tugs->handing = train + 1;
    while (next != 0) {
        uint32_t number = next - 1;
        struct uld *uld = cargo_uld(tugs->cargo, number);
        next = uld->next;
        uld->next = 0;
        cargo_count(&tugs->counts.out, cargo_g(uld), uld->parcels, 1);
        port_hand(tugs->sim, &tugs->to.out, number);
    }
    tugs->handing = 0;
    if (record->stay == 0) {
        drive_back(tugs, train);
        return;
    }
    come_to_door(tugs, train);
    tugs->counts.points_standing += record->holds_point;
}

/* While it stays, a ULD knows its train. */
void tugs_stand(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct tugs *tugs = station;
    cargo_uld(tugs->cargo, number)->next = tugs->handing;
    ((struct train *)slab_at(&tugs->trains, tugs->handing - 1))->stay++;
}

void tugs_go_on(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct tugs *tugs = station;
    struct uld *uld = cargo_uld(tugs->cargo, number);
    if (uld->next == 0) return;
    uint32_t train = uld->next - 1;
    uld->next = 0;
    struct train *record = slab_at(&tugs->trains, train);
    if (--record->stay > 0 || tugs->handing == train + 1) return;
    leave_door(tugs, train);
    tugs->counts.points_standing -= record->holds_point;
    drive_back(tugs, train);
}

static void deliver(struct sim *sim, void *station, uint64_t train)
{
    (void)sim;
    struct tugs *tugs = station;
    tell(tugs, TRACE_AT_DOOR, train);
    if (tugs->def->checkin_points > 0) {
        come_to_door(tugs, train);
        pool_ask(tugs->checkin, train, 1, 0);
    } else {
        hand_over(tugs, (uint32_t)train);
    }
}

static void checkin_granted(struct sim *sim, void *station, uint64_t train)
{
    struct tugs *tugs = station;
    struct train *record = slab_at(&tugs->trains, (uint32_t)train);
    tell(tugs, TRACE_CHECKIN, train);
    leave_door(tugs, train);
    record->holds_point = true;
    struct stream stream = stream_at(tugs->checks, sim_replication(sim), tugs->checks_made++);
    double min = 0;
    for (uint32_t i = 0; i < record->ulds; i++)
        min += dist_draw(&tugs->def->uld_checkin_min, &stream);
    sim_in(sim, (int64_t)(min * (double)DATE_MINUTE_US), SIM_END, tugs->checks_in, tugs, train);
}

static void check_in(struct sim *sim, void *station, uint64_t train)
{
    (void)sim;
    struct tugs *tugs = station;
    hand_over(tugs, (uint32_t)train);
}

static void bring_back(struct sim *sim, void *station, uint64_t dollies)
{
    (void)sim;
    struct tugs *tugs = station;
    pool_release(tugs->tugs, 1);
    pool_release(tugs->dollies, (uint32_t)dollies);
}

/* ---- the station ----------------------------------------------------------------------------- */

struct tugs *tugs_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo)
{
    struct tugs *tugs = sim_alloc(sim, sizeof *tugs);
    tugs->sim = sim;
    tugs->def = def;
    tugs->cargo = cargo;
    char name[2 * PARAM_NAME_BYTES];
    snprintf(name, sizeof name, "ramp.%s.trips", def->name);
    tugs->trips = stream_key_of(sim_seed(sim), name);
    snprintf(name, sizeof name, "ramp.%s.checkin", def->name);
    tugs->checks = stream_key_of(sim_seed(sim), name);
    slab_start(&tugs->trains, sim, sizeof(struct train));
    const struct pool_def some = {"tugs.tugs", def->tugs};
    const struct pool_def dollies = {"tugs.dollies", counted(def->dollies)};
    const struct pool_def checkin = {"tugs.checkin", counted(def->checkin_points)};
    tugs->tugs = pool_new(sim, &some, tug_granted, tugs);
    tugs->dollies = pool_new(sim, &dollies, dollies_granted, tugs);
    tugs->checkin = pool_new(sim, &checkin, checkin_granted, tugs);
    tugs->delivers = sim_kind(sim, "ramp.train_delivered", deliver);
    tugs->checks_in = sim_kind(sim, "ramp.train_checked_in", check_in);
    tugs->returns = sim_kind(sim, "ramp.tug_returned", bring_back);
    return tugs;
}

void tugs_connect(struct tugs *tugs, struct tugs_ports ports)
{
    tugs->to = ports;
}

void tugs_changed(struct tugs *tugs)
{
    pool_resize(tugs->tugs, tugs->def->tugs);
    pool_resize(tugs->dollies, counted(tugs->def->dollies));
    pool_resize(tugs->checkin, counted(tugs->def->checkin_points));
}

const struct pool *tugs_pool(const struct tugs *tugs)
{
    return tugs->tugs;
}

const struct pool *tugs_dollies(const struct tugs *tugs)
{
    return tugs->dollies;
}

const struct pool *tugs_checkin(const struct tugs *tugs)
{
    return tugs->checkin;
}

struct tugs_counts tugs_counts(const struct tugs *tugs)
{
    struct tugs_counts counts = tugs->counts;
    counts.inside = cargo_less(counts.in, counts.out);
    return counts;
}

void tugs_new_year(struct tugs *tugs)
{
    pool_reset_measures(tugs->tugs);
    pool_reset_measures(tugs->dollies);
    pool_reset_measures(tugs->checkin);
}
