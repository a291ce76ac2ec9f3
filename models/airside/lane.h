// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/airside/lane.h -- a lane: one stream of flights for one business, its timetable, its
 * loads.
 *
 * What happens   Every Monday at midnight each lane writes the flights of the week after: how many
 *                (frequency times season, the fraction at random), which aircraft, weekday and hour
 *                of landing, load in, freight booked out; so freight for a Monday's flight is
 *                ordered before that Monday. Flights take type and hour at random, or stand in the
 *                same places of every week (`same_every_week`). A lane with a timetable of its own
 *                (`schedule`) writes the flights that stand there instead, with their types, times
 *                and loads. Some are cancelled; each has a delay, or comes early. At its actual
 *                time the flight is handed on by `out`. The hall is chosen when the week is
 *                written: the first of the lane's halls that is open then and still has room in
 *                that week.
 * Left out       the network before the hub; aircraft rotations; demand, growth and season of a
 *                lane that has a timetable
 * Equations      (1) flights of a week = flights_per_week x growth x demand x month_index /
 *                mean(month_index); demand: lane_ports.demand, else 1
 *                (2) capacity of an aircraft = min(payload, 0.85 x volume x density)
 *                (3) load in = capacity x load_in_share x spread, spread lognormal with mean 1
 *                    and cv load_cv, at most capacity
 *                (4) freight booked out = payload x load_out_share (or lane_ports.backhaul) x
 *                    spread, at most (2) at density_out_kg_per_m3
 *                (5) growth after t years = (1 + g) ^ t; if it settles at g' with time constant s
 *                    years: exp(r' t + (r - r') s (1 - exp(-t / s))), r = log(1 + g), r' likewise
 *                (6) in the same places: flight i of n, from 0, stands where the share (i + 1/2) /
 *                n of the
 *                    week's weights has passed; each is of the type furthest behind its share, so
 *                    that each type flies its share of n, rounded up or down
 * Sources        see lane_params
 */
#ifndef MODELS_AIRSIDE_LANE_H
#define MODELS_AIRSIDE_LANE_H

#include "models/economy/backhaul.h"
#include "models/base/cargo.h"
#include "models/airside/empties.h"
#include "models/base/param.h"
#include "models/base/port.h"
#include "models/base/timetable.h"
#include "sim/sim.h"

/* Most there can be: bounds of small arrays, not memory that a scenario without them pays for. */
enum { LANE_MAX = 256, LANE_AIRCRAFT_MAX = 64, LANE_WEEK_MAX = 4096 };

/* How long before a week begins its flights are known. */
#define LANE_AHEAD_US DATE_WEEK_US

enum lane_business { LANE_ECOMMERCE, LANE_EXPRESS, LANE_GENERAL };

struct lane_aircraft_def {
    char name[PARAM_NAME_BYTES];
    double payload_t;
    double volume_m3;
    uint32_t ulds;                /* positions, main and lower deck together */
    uint32_t lower_ulds;          /* of those, the lower deck's */
    uint32_t main_uld, lower_uld; /* enum empties_types */
    bool narrow;
};

struct lane_traffic_def { /* common to all lanes */
    double stowage_share; /* how much of the volume can be filled */
    double cancelled_share;
    double early_share, early_max_min;
    double late_share;
    struct dist delay_min;      /* of the ordinary flights */
    struct dist delay_late_min; /* of the late ones */
    struct dist ground_time_h;  /* scheduled landing to scheduled departure */
    double parked_share;        /* of the flights, those that stay longer */
    struct dist parked_h;       /* by so much */
    struct empties_rule empties;
};

struct lane_def {
    char name[PARAM_NAME_BYTES];
    uint32_t business; /* enum lane_business */
    bool china;        /* origin and destination China, Hong Kong included */
    struct param_names halls;
    struct param_names aircraft;
    double aircraft_share[PARAM_NAMES_MAX];
    double flights_per_week;
    double growth_share_per_year, growth_later_share_per_year, growth_settles_years;
    int64_t growth_from_us;
    bool same_every_week; /* flights keep their places in the week */
    double month_index[12], weekday_index[7], hour_index[24];
    double density_kg_per_m3, density_out_kg_per_m3;
    double load_in_share, load_out_share, load_cv;
    double parcel_share_in;  /* share of the tonnes in that are parcels of the lane's business */
    double parcel_share_out; /* share of the tonnes out that are e-commerce parcels */
    double parcel_kg;
    double intact_share;             /* of general-cargo ULDs in */
    double parcel_intact_share;      /* of ULDs in with parcels */
    double built_up_share;           /* of trucks with freight out */
    struct param_names may_fly_with; /* other lanes that may take the freight out */
    char schedule[PARAM_TEXT_BYTES]; /* name of a file; "": flights by flights_per_week */
    struct timetable timetable;      /* what stands there */
};

/* The tables stand in lane_params.c. */
extern const struct param lane_params[], lane_params_aircraft[], lane_params_traffic[];
extern const size_t lane_params_n, lane_params_aircraft_n, lane_params_traffic_n;

struct lane_counts { /* of the year so far */
    uint64_t planned, cancelled, arrived, lost;
    int64_t kg_in, kg_out, kg_out_max; /* carried; the capacity of the flights that left */
    int64_t kg_rolled;                 /* of kg_out, later than booked */
    int64_t parcels_in, parcels_out;
};

struct lane;

struct lane *lane_new(struct sim *sim, const struct lane_def *def, uint16_t number,
                      const struct lane_traffic_def *traffic, const struct lane_aircraft_def *fleet,
                      struct cargo *cargo);

/* Chooses a hall for a flight of `kg` both ways that lands then; gives the number of the hall. */
typedef uint16_t lane_choose_hall(void *context, const struct lane_def *def, int64_t kg,
                                  int64_t at_us);

/* How many times its flights the lane flies in the week around that moment. */
typedef double lane_demand(void *context, const struct lane_def *def, int64_t at_us);

/* Which share of its payload a flight of that week is booked to carry out. */
typedef double lane_backhaul(void *context, uint16_t lane, int64_t monday_us);

struct lane_ports {
    struct port booked; /* a flight is in the timetable: freight for it may be ordered */
    struct port out;    /* a flight is here */
    struct {
        lane_choose_hall *choose;
        void *context;
    } hall;
    struct {
        lane_demand *of; /* NULL: always 1 */
        void *context;
    } demand;
    struct {
        lane_backhaul *share; /* NULL: load_out_share */
        void *context;
    } backhaul;
};
void lane_connect(struct lane *lane, struct lane_ports ports);

/* What the lane's flights of the week that begins then offer to freight out: backhaul.h (1). */
struct backhaul_offer lane_offer(const struct lane *lane, int64_t monday_us);

/* Writes the rest of the week `now` lies in, and starts writing the weeks after. The definition is
 * to hold what will be true LANE_AHEAD_US later. */
void lane_start(struct lane *lane);

struct lane_counts *lane_year(struct lane *lane);
void lane_new_year(struct lane *lane);

/* (2), in kg */
double lane_capacity_kg(const struct lane_aircraft_def *aircraft, double density_kg_per_m3,
                        double stowage_share);

/* (1), (5) at a moment, before season and demand: flights per week with growth. */
double lane_flights_per_week(const struct lane_def *def, int64_t at_us);

#endif
