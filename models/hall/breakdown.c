// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hall/breakdown.h"

#include <stdio.h>

#include "sim/date.h"

struct breakdown {
    struct sim *sim;
    const struct hall_def *def;
    struct cargo *cargo;
    struct roster *roster;
    struct pool *teams, *places;
    struct level full; /* 1 while no place is free */
    struct breakdown_ports to;
    struct stream_key setup;
    struct breakdown_counts counts;
    uint16_t hands_on, ends;
};

double breakdown_work_h(const struct hall_def *def, const struct uld *uld)
{
    if (uld->kind == CARGO_GENERAL) return uld->kg / 1000.0 / def->general_t_per_team_h; /* (2) */
    return uld->pieces / (def->team * def->pieces_per_worker_h);                         /* (1) */
}

/* ---- the buffer ------------------------------------------------------------------------------ */

/* 0: places are not counted. */
static uint32_t positions(const struct hall_def *def)
{
    return def->uld_buffer_positions > 0 ? def->uld_buffer_positions : POOL_PLENTY;
}

static bool is_full(const struct breakdown *floor)
{
    return pool_busy(floor->places) >= pool_size(floor->places);
}

static void look_at_places(struct breakdown *floor)
{
    if (floor->full.value != is_full(floor))
        level_set(&floor->full, sim_now_us(floor->sim), is_full(floor));
}

static void place_granted(struct sim *sim, void *station, uint64_t number)
{
    struct breakdown *floor = station;
    cargo_tell_uld(floor->cargo, sim_now_us(sim), TRACE_IN_HALL, cargo_uld(floor->cargo, number));
    if (floor->to.place.accept != NULL) port_hand(sim, &floor->to.place, number);
    pool_ask(floor->teams, number, 1, 0);
}

static void ask_for_place(struct breakdown *floor, uint64_t number)
{
    if (is_full(floor)) {
        cargo_tell_uld(floor->cargo, sim_now_us(floor->sim), TRACE_NO_PLACE,
                       cargo_uld(floor->cargo, number));
        if (floor->to.full.accept != NULL) port_hand(floor->sim, &floor->to.full, number);
    }
    pool_ask(floor->places, number, 1, 0);
    look_at_places(floor);
}

/* ---- teams ----------------------------------------------------------------------------------- */

/* The work is known when the ULD is at the door, and planned for, whether there is a place or not.
 * */
void breakdown_accept(struct sim *sim, void *station, uint64_t number)
{
    struct breakdown *floor = station;
    const struct uld *uld = cargo_uld(floor->cargo, number);
    if (uld->intact) {
        cargo_tell_uld(floor->cargo, sim_now_us(sim), TRACE_INTACT, uld);
        cargo_count(&floor->counts.unopened, cargo_g(uld), uld->parcels, 1);
        port_hand(sim, &floor->to.intact, number);
        return;
    }
    cargo_count(&floor->counts.in, cargo_g(uld), uld->parcels, 1);
    double team_h =
        breakdown_work_h(floor->def, uld) + dist_mean(&floor->def->uld_setup_min) / 60.0;
    roster_work(floor->roster, HALL_BREAKDOWN, floor->def->team * team_h);
    ask_for_place(floor, number);
}

/* What is taken one by one is no longer in these books. */
static void open_up(struct breakdown *floor, uint64_t number, int64_t from_us, int64_t to_us)
{
    const struct uld *uld = cargo_uld(floor->cargo, number);
    int64_t parcels = uld->parcels, g = cargo_g(uld);
    if (!port_open(&floor->to.opener, number, from_us, to_us)) return;
    cargo_count(&floor->counts.out, g - cargo_g(uld), parcels - uld->parcels, 0);
}

static void team_granted(struct sim *sim, void *station, uint64_t number)
{
    struct breakdown *floor = station;
    const struct uld *uld = cargo_uld(floor->cargo, number);
    cargo_tell_uld(floor->cargo, sim_now_us(sim), TRACE_TEAM, uld);
    struct stream stream = stream_at(floor->setup, sim_replication(sim), cargo_uld_address(uld));
    double setup_h = dist_draw(&floor->def->uld_setup_min, &stream) / 60.0;
    double h = setup_h + breakdown_work_h(floor->def, uld);
    int64_t from_us = sim_now_us(sim) + (int64_t)(setup_h * (double)DATE_HOUR_US);
    int64_t end_us = sim_now_us(sim) + (int64_t)(h * (double)DATE_HOUR_US);
    sim_at(sim, from_us + (end_us - from_us) / 2, SIM_END, floor->hands_on, floor, number);
    sim_at(sim, end_us, SIM_END, floor->ends, floor, number);
    open_up(floor, number, from_us, end_us);
    pool_release(floor->places, 1);
    look_at_places(floor);
}

static void hand_on(struct sim *sim, void *station, uint64_t number)
{
    struct breakdown *floor = station;
    const struct uld *uld = cargo_uld(floor->cargo, number);
    cargo_count(&floor->counts.out, cargo_g(uld), uld->parcels, 0);
    cargo_tell_uld(floor->cargo, sim_now_us(sim), TRACE_HANDED_ON, uld);
    port_hand(sim, &floor->to.out, number);
}

static void end(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    (void)number;
    struct breakdown *floor = station;
    floor->counts.out.ulds++;
    pool_release(floor->teams, 1);
}

struct breakdown *breakdown_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo,
                                struct roster *roster)
{
    struct breakdown *floor = sim_alloc(sim, sizeof *floor);
    floor->sim = sim;
    floor->def = def;
    floor->cargo = cargo;
    floor->roster = roster;
    char name[2 * PARAM_NAME_BYTES];
    snprintf(name, sizeof name, "breakdown.%s", def->name);
    floor->setup = stream_key_of(sim_seed(sim), name);
    const struct pool_def teams = {"breakdown.teams", 0};
    const struct pool_def places = {"breakdown.buffer", positions(def)};
    floor->teams = pool_new(sim, &teams, team_granted, floor);
    floor->places = pool_new(sim, &places, place_granted, floor);
    level_start(&floor->full, sim_now_us(sim), 0);
    floor->hands_on = sim_kind(sim, "breakdown.half_done", hand_on);
    floor->ends = sim_kind(sim, "breakdown.ends", end);
    return floor;
}

void breakdown_connect(struct breakdown *floor, struct breakdown_ports ports)
{
    floor->to = ports;
}

const struct port *breakdown_out(const struct breakdown *floor)
{
    return &floor->to.out;
}

/* Build-up uses workstations as well: breakdown gets at most three quarters of them, build-up
 * half. */
uint32_t breakdown_team_places(const struct hall_def *def, int64_t at_us)
{
    return (3 * hall_workstations(def, at_us) + 3) / 4;
}

void breakdown_staff(struct breakdown *floor)
{
    uint32_t teams = roster_teams(floor->roster, HALL_BREAKDOWN, floor->def->team);
    uint32_t places = breakdown_team_places(floor->def, sim_now_us(floor->sim));
    pool_resize(floor->places, positions(floor->def));
    pool_resize(floor->teams, teams < places ? teams : places);
    look_at_places(floor);
}

const struct pool *breakdown_teams(const struct breakdown *floor)
{
    return floor->teams;
}

const struct pool *breakdown_places(const struct breakdown *floor)
{
    return floor->places;
}

struct breakdown_counts breakdown_counts(const struct breakdown *floor)
{
    const int64_t now_us = sim_now_us(floor->sim);
    struct breakdown_counts counts = floor->counts;
    counts.inside = cargo_less(counts.in, counts.out);
    counts.full_share = level_mean(&floor->full, now_us);
    counts.busy_worker_h =
        floor->def->team * level_area_s(pool_busy_level(floor->teams), now_us) / 3600.0;
    return counts;
}

void breakdown_new_year(struct breakdown *floor)
{
    pool_reset_measures(floor->teams);
    pool_reset_measures(floor->places);
    level_reset(&floor->full, sim_now_us(floor->sim));
}
