// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/breakdown.h"

#include <stdio.h>

#include "sim/date.h"

struct breakdown {
    struct sim *sim;
    const struct hall_def *def;
    struct cargo *cargo;
    struct roster *roster;
    struct pool *teams;
    struct port out, intact;
    struct cause setup;
    uint64_t done, intact_through;
    uint64_t ulds_inside;
    int64_t parcels_inside, g_inside;
    breakdown_opened *opened;
    void *context;
    uint16_t hands_on, ends;
};

double breakdown_work_h(const struct hall_def *def, const struct uld *uld)
{
    if (uld->kind == CARGO_GENERAL) return uld->kg / 1000.0 / def->general_t_per_team_h; /* (2) */
    return uld->pieces / (def->team * def->pieces_per_worker_h);                         /* (1) */
}

void breakdown_accept(struct sim *sim, void *station, uint64_t number)
{
    struct breakdown *floor = station;
    const struct uld *uld = cargo_uld(floor->cargo, number);
    cargo_tell_uld(floor->cargo, sim_now_us(sim), uld->intact ? TRACE_INTACT : TRACE_IN_HALL, uld);
    if (uld->intact) {
        floor->intact_through++;
        port_hand(sim, &floor->intact, number);
        return;
    }
    floor->ulds_inside++;
    floor->parcels_inside += uld->parcels;
    floor->g_inside += cargo_g(uld);
    double team_h =
        breakdown_work_h(floor->def, uld) + dist_mean(&floor->def->uld_setup_min) / 60.0;
    roster_work(floor->roster, HALL_BREAKDOWN, floor->def->team * team_h);
    pool_ask(floor->teams, number, 1, 0);
}

/* What is taken one by one is no longer in these books. */
static void open_up(struct breakdown *floor, uint64_t number, int64_t from_us, int64_t to_us)
{
    const struct uld *uld = cargo_uld(floor->cargo, number);
    int64_t parcels = uld->parcels, g = cargo_g(uld);
    if (floor->opened == NULL || !floor->opened(floor->context, number, from_us, to_us)) return;
    floor->parcels_inside -= parcels - uld->parcels;
    floor->g_inside -= g - cargo_g(uld);
}

static void team_granted(struct sim *sim, void *station, uint64_t number)
{
    struct breakdown *floor = station;
    const struct uld *uld = cargo_uld(floor->cargo, number);
    cargo_tell_uld(floor->cargo, sim_now_us(sim), TRACE_TEAM, uld);
    struct stream luck =
        stream_at(floor->setup, sim_replication(sim), ((uint64_t)uld->lane << 40) + uld->serial);
    double setup_h = dist_draw(&floor->def->uld_setup_min, &luck) / 60.0;
    double h = setup_h + breakdown_work_h(floor->def, uld);
    int64_t from_us = sim_now_us(sim) + (int64_t)(setup_h * (double)DATE_HOUR_US);
    int64_t end_us = sim_now_us(sim) + (int64_t)(h * (double)DATE_HOUR_US);
    sim_at(sim, from_us + (end_us - from_us) / 2, SIM_END, floor->hands_on, floor, number);
    sim_at(sim, end_us, SIM_END, floor->ends, floor, number);
    open_up(floor, number, from_us, end_us);
}

static void hand_on(struct sim *sim, void *station, uint64_t number)
{
    struct breakdown *floor = station;
    const struct uld *uld = cargo_uld(floor->cargo, number);
    floor->parcels_inside -= uld->parcels;
    floor->g_inside -= cargo_g(uld);
    cargo_tell_uld(floor->cargo, sim_now_us(sim), TRACE_HANDED_ON, uld);
    port_hand(sim, &floor->out, number);
}

static void end(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    (void)number;
    struct breakdown *floor = station;
    floor->done++;
    floor->ulds_inside--;
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
    floor->setup = cause_of(sim_seed(sim), name);
    const struct pool_def teams = {"breakdown.teams", 0};
    floor->teams = pool_new(sim, &teams, team_granted, floor);
    floor->hands_on = sim_kind(sim, "breakdown.half_done", hand_on);
    floor->ends = sim_kind(sim, "breakdown.ends", end);
    return floor;
}

void breakdown_connect(struct breakdown *floor, struct port out, struct port intact)
{
    floor->out = out;
    floor->intact = intact;
}

void breakdown_tell(struct breakdown *floor, breakdown_opened *opened, void *context)
{
    floor->opened = opened;
    floor->context = context;
}

/* Build-up uses workstations as well: breakdown gets at most three quarters of them, build-up
 * half. */
void breakdown_staff(struct breakdown *floor)
{
    uint32_t teams = roster_teams(floor->roster, HALL_BREAKDOWN, floor->def->team);
    uint32_t places = (3 * hall_workstations(floor->def, sim_now_us(floor->sim)) + 3) / 4;
    pool_resize(floor->teams, teams < places ? teams : places);
}

const struct pool *breakdown_teams(const struct breakdown *floor)
{
    return floor->teams;
}

uint64_t breakdown_done(const struct breakdown *floor)
{
    return floor->done;
}

uint64_t breakdown_intact(const struct breakdown *floor)
{
    return floor->intact_through;
}

double breakdown_busy_worker_h(const struct breakdown *floor)
{
    const struct level *busy = pool_busy_level(floor->teams);
    return floor->def->team * level_area_s(busy, sim_now_us(floor->sim)) / 3600.0;
}

void breakdown_new_year(struct breakdown *floor)
{
    pool_reset_measures(floor->teams);
}

uint64_t breakdown_ulds_inside(const struct breakdown *floor)
{
    return floor->ulds_inside;
}

int64_t breakdown_parcels_inside(const struct breakdown *floor)
{
    return floor->parcels_inside;
}

int64_t breakdown_g_inside(const struct breakdown *floor)
{
    return floor->g_inside;
}
