// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/airside/airport.h -- the airport's side: runway, movement cap, stands, and the turn of an
 * aircraft.
 *
 * What happens   A flight asks to land. If the calendar year's movements have reached the permit
 *                cap, or those at night the night quota, it is refused. Else it waits for a stand
 *                (stands.h); if none comes free in time it is diverted. With a stand it lands, as
 *                soon after the movement before it as the runway allows and not while snow is
 *                cleared, and taxies in. On block it is handed to the ramp by `on_block`; when the
 *                ramp gives it back loaded and its time has come, it is de-iced if it must be, and
 *                leaves by `left`; at night only below the quota, else it stays until morning. The
 *                stand is held for the whole turn, both directions.
 * Left out       passengers' aircraft as single flights (they count as movements by
 *                `other_movements_per_year`); noise classes of aircraft; runway directions; towing
 *                to another stand
 * Equations      (1) movement = max(now, the one before + separation), later by a snow closure;
 *                    separation = runway_separation_s, and wake_extra_s more for a narrow
 *                    aircraft behind a wide one. Poisson landings with rate l, one separation s:
 *                    M/D/1, mean wait l s^2 / (2 (1 - l s))  [Pollaczek-Khinchine]
 *                (2) movements of the year so far = landings + departures + integral of
 *                    other_movements_per_year over the year so far. A landing or departure, and
 *                    whether it is one at night, is of the moment at which it uses the runway
 *                (2b) night movements of the year so far <= quota, or, spread by month, <= floor of
 *                    quota x days of the year until the end of this month / days of the year
 *                (3) flights that do not wait for one of c stands, a = l x turn: lost share B(c),
 *                    B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1)), whatever the turn's shape
 *                    [Erlang1917]
 * Sources        see airport_params
 */
#ifndef MODELS_AIRSIDE_AIRPORT_H
#define MODELS_AIRSIDE_AIRPORT_H

#include "models/base/cargo.h"
#include "models/base/param.h"
#include "models/base/port.h"
#include "models/airside/weather.h"
#include "sim/pool.h"
#include "sim/sim.h"

/* When the night quota may be used up: as it comes, or so much until the end of each month. */
enum airport_spread { AIRPORT_YEAR, AIRPORT_MONTH };

struct airport_def {
    double runway_separation_s, wake_extra_s;
    bool departures_share_runway;   /* departures keep the separation as well */
    uint32_t movement_cap_per_year; /* 0: none */
    double other_movements_per_year, other_night_share;
    uint32_t night_quota_per_year; /* cargo movements at night; 0: none */
    uint32_t night_quota_spread;   /* enum airport_spread */
    double night_from_h, night_to_h;
    uint32_t stands_wide, stands_narrow;
    bool narrow_on_wide;
    uint32_t wide_stands_kept; /* free, where narrow aircraft may use wide stands */
    double divert_after_h;
    double taxi_min;
    double turn_min_h; /* least time on block */
};

extern const struct param airport_params[];
extern const size_t airport_params_n;

struct airport_counts {
    struct cargo_amount in, out; /* landed, on block, since the start */
    struct cargo_amount inside;
    /* of the year so far */
    uint64_t landed, left, refused, diverted;
    uint64_t night;                                 /* landings at night */
    uint64_t night_left, night_refused, night_held; /* held: left in the morning instead */
    uint64_t deiced;
    uint64_t narrow_on_wide; /* narrow aircraft that landed for a wide stand */
    uint64_t ulds_in, ulds_out;
    /* what could not land because of the movement cap, the night quota, for want of a stand */
    struct cargo_amount lost_to_cap, lost_to_night, lost_for_stands;
    double others;                                      /* of (2), those without cargo */
    double wait_stand_h, wait_runway_s, wait_deicing_s; /* means; of landings, of departures */
};

struct airport;

/* def is borrowed and may change under it at dates (call airport_changed then). */
struct airport *airport_new(struct sim *sim, const struct airport_def *def, struct cargo *cargo);

struct airport_ports {
    struct port on_block;    /* a flight */
    struct port lost;        /* a flight that will not come: refused or diverted */
    struct port left;        /* a flight */
    struct weather *weather; /* NULL: always fair */
};
void airport_connect(struct airport *airport, struct airport_ports ports);

/* A flight (its number) over the threshold, wanting to land: a port_accept. */
void airport_accept(struct sim *sim, void *airport, uint64_t flight);

/* The ramp is done with this flight: it leaves now, or when its schedule allows: a port_accept. */
void airport_release(struct sim *sim, void *airport, uint64_t flight);

void airport_changed(struct airport *airport);
struct airport_counts airport_counts(const struct airport *airport);
void airport_new_year(struct airport *airport);
const struct pool *airport_stands(const struct airport *airport, bool narrow);

#endif
