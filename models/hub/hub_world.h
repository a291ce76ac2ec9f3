// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_world.h -- the stations of one replication, side by side: what hub_flows.c wires
 * and hub_measures.c reads.
 *
 * What happens   Nothing here: the struct that hangs at the root of the simulation.
 * Left out       nothing
 * Equations      none
 * Sources        none
 */
#ifndef MODELS_HUB_HUB_WORLD_H
#define MODELS_HUB_HUB_WORLD_H

#include "models/hall/breakdown.h"
#include "models/landside/dock.h"
#include "models/airside/empties.h"
#include "models/hall/export.h"
#include "models/airside/hall_choice.h"
#include "models/hub/hub.h"
#include "models/hub/hub_hours.h"
#include "models/hub/hub_way.h"
#include "models/airside/ramp.h"
#include "models/people/roster.h"
#include "models/hall/sorter.h"
#include "models/landside/trucks.h"
#include "models/hall/xray.h"

/* What went through a hall's doors since the start, and what is between them now. */
struct hub_doors {
    struct cargo_amount landed;      /* on block */
    struct cargo_amount broken_down; /* a ULD: when its team was done with it */
    struct cargo_amount unopened;    /* to the dock as it came */
    struct cargo_amount released;    /* by customs */
    struct cargo_amount sorted, trucked_out;
    struct cargo_amount inside; /* between on block and truck; a ULD: until it is opened or at the
                                   dock */
    int64_t out_gate_kg, flown_kg; /* freight out: at the gate, and aboard */
    int64_t out_inside_kg;
    int64_t built_ulds, flown_ulds, out_inside_ulds; /* inside: built up and not aboard */
};

struct hub_hall {
    struct roster *roster;
    struct ramp *ramp;
    struct breakdown *breakdown;
    struct xray *xray;
    struct hub_opener opener[HUB_STAGES]; /* of each stage of the way in */
    struct sorter *sorter;
    struct dock *dock;
    struct trucks *trucks; /* of its timetable */
    struct hub_hours hours[HUB_HOURS_RESOURCES];
    struct cargo_amount landed;        /* on block, since the start */
    struct hub_doors opening;          /* at the last new year */
    int64_t kg_in, kg_out, parcels_in; /* of the year so far, flights handled here */
};

enum hub_view { HUB_NOW, HUB_NEXT, HUB_VIEWS }; /* which of the settings: def or next */

struct hub_sample { /* counters at the last full hour of the day drawn */
    uint64_t landed_ulds, broken_down, sorted, trucks;
};

struct hub_trade_counts {
    struct trade_flows month[12];        /* lanes with China */
    double due_eur[POLICY_KINDS];        /* charges on what was released here */
    double items, lines;                 /* in e-commerce parcels; a consignment is one parcel */
    double declarations, items_declared; /* made here for such parcels */
};

struct hub_world {
    struct sim *sim;
    const struct plan *plan;
    struct hub_def *def;  /* this replication's own: the timeline changes it */
    struct hub_def *next; /* the same LANE_AHEAD_US later: lanes write their flights by it */
    struct cargo cargo;
    struct airport *airport;
    struct weather *weather;
    struct empties empties;
    struct customs *customs;
    struct export *export;
    struct lane **lane;    /* [lanes_n] */
    struct hub_hall *hall; /* [halls_n] */
    struct hall_choice *choice;
    struct hub_hours officers;
    int64_t hours_us;  /* the last look at them */
    bool staffed;      /* since then somebody came or went */
    double *ramp_from; /* [changes][HUB_VIEWS]: where a ramp of the timeline started */
    double *value, *day;
    struct hub_detail *look; /* may be NULL */
    size_t measures, year;
    bool counting; /* the warm-up is over */
    int64_t kg_in, parcels_in;
    uint64_t ulds_in;
    struct hub_sample sample;
    struct hub_trade_counts trade; /* of the year so far */
    uint16_t changes, steps, new_year, samples, looks, hourly;
};

/* Several plans with one past: their changes from number `common` on are scheduled side by side,
 * and all but those of one future are cancelled at the fork (hub_fork.c). */
struct hub_futures {
    const struct plan *const *plan;
    size_t n, common;
    uint64_t **handle; /* [n][changes after the common ones][HUB_VIEWS] */
};

/* The steps of hub_run, in hub.c. futures: NULL if there is but one. */
struct sim_def hub_world_def(const struct hub_request *request);
void hub_world_clear(const struct hub_def *base, struct hub_result *result);
struct hub_world *hub_world_new(struct sim *sim, const struct hub_request *request,
                                const struct hub_futures *futures, struct hub_result *result);
bool hub_world_run(struct hub_world *world, int64_t to_us, const volatile int *stop);
bool hub_world_end(struct hub_world *world, struct hub_result *result, const volatile int *stop);

/* Fills the measures of the year that ends now. hub_measures.c */
void hub_measures_fill(struct hub_world *world, int32_t year, double *value,
                       const double *first_year_value);

/* Of one hall: its measures without its name, a year's values, the people at the end of it.
 * hub_hall.c */
size_t hub_hall_measures(const struct measure **list);
void hub_hall_fill(struct hub_world *world, uint32_t hall, int32_t year, double *value);
double hub_hall_jobs(const struct hub_world *world, uint32_t hall, enum hall_employer employer,
                     bool clerks);
double hub_hall_all_jobs(const struct hub_world *world, uint32_t hall);
double hub_hall_agency_jobs(const struct hub_world *world, uint32_t hall);
double hub_hall_standing_jobs(const struct hub_world *world, uint32_t hall);
double hub_hall_fte(const struct hub_world *world, uint32_t hall);
double hub_hall_fte_worked(const struct hub_world *world, uint32_t hall, int32_t year);

/* The doors of a hall, and of all halls together: their measures stand in hub_doors.c; those of the
 * halls follow those of the airport and of trade. */
size_t hub_doors_measures(const struct hub_def *def, struct measure *to); /* NULL: how many */
struct hub_doors hub_doors(const struct hub_world *world, uint32_t hall);
void hub_doors_fill(const struct hub_world *world, double *value);

/* Trade, visibility and policy: their measures stand in hub_trade.c and follow those of the
 * airport. */
size_t hub_trade_measures(struct measure *to); /* `to` may be NULL: how many */
void hub_trade_fill(struct hub_world *world, double *value, const double *first_year_value);
void hub_trade_landed(struct hub_world *world, const struct flight *flight);
/* By customs, or on a truck in a ULD that nobody opened. */
void hub_trade_released(void *world, uint32_t lane, int64_t g, int64_t parcels);
void hub_trade_left(struct hub_world *world, const struct flight *flight);

/* How many times their flights the e-commerce lanes fly: a lane_demand. */
double hub_trade_demand(void *world, const struct lane_def *lane, int64_t at_us);

/* How full the flights of that lane are booked to fly home: a lane_backhaul. */
double hub_trade_backhaul(void *world, uint16_t lane, int64_t monday_us);

/* Adds one ten-minute look at the levels to the hour's means; `hour_ends`: takes the hour's
 * counts as well. */
void hub_day_sample(struct hub_world *world, double *hour_value, bool hour_ends);
struct hub_sample hub_day_counters(const struct hub_world *world);

#endif
