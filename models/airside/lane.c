// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/lane.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>

#include "models/base/draws.h"
#include "sim/date.h"
#include "sim/random/maths.h"
#include "sim/random/stream.h"

struct lane {
    struct sim *sim;
    const struct lane_def *def;
    const struct lane_traffic_def *traffic;
    const struct lane_aircraft_def *fleet;
    struct cargo *cargo;
    struct lane_ports to;
    double load_out_share; /* of the week that is written */
    struct lane_counts year;
    struct stream_key timetable, delays, loads;
    uint16_t number;
    uint16_t weekly, lands;
};

double lane_capacity_kg(const struct lane_aircraft_def *aircraft, double density_kg_per_m3,
                        double stowage_share)
{
    double by_volume_kg = stowage_share * aircraft->volume_m3 * density_kg_per_m3;
    double payload_kg = 1000.0 * aircraft->payload_t;
    return by_volume_kg < payload_kg ? by_volume_kg : payload_kg;
}

double lane_flights_per_week(const struct lane_def *def, int64_t at_us)
{
    double years = (double)(at_us - def->growth_from_us) / (365.25 * (double)DATE_DAY_US);
    if (def->growth_from_us == DATE_NEVER_US || years <= 0) return def->flights_per_week;
    if (!(def->growth_settles_years > 0))
        return def->flights_per_week * maths_pow(1.0 + def->growth_share_per_year, years);
    double first = maths_log(1.0 + def->growth_share_per_year); /* (5) */
    double later = maths_log(1.0 + def->growth_later_share_per_year);
    double settled_years =
        def->growth_settles_years * (1.0 - maths_exp(-years / def->growth_settles_years));
    return def->flights_per_week * maths_exp(later * years + (first - later) * settled_years);
}

/* (1) */
static double flights_wanted(const struct lane *lane, int64_t monday_us)
{
    const struct lane_def *def = lane->def;
    double mean = 0;
    for (int m = 0; m < 12; m++)
        mean += def->month_index[m] / 12.0;
    int64_t thursday_us = monday_us + 3 * DATE_DAY_US;
    int month = date_of(thursday_us).month - 1;
    double wanted = lane_flights_per_week(def, monday_us) * def->month_index[month] / mean;
    if (lane->to.demand.of != NULL)
        wanted *= lane->to.demand.of(lane->to.demand.context, def, thursday_us);
    return wanted;
}

/* The fraction of a flight flies with that chance. */
static uint32_t flights_this_week(const struct lane *lane, int64_t monday_us, struct stream *stream)
{
    double wanted = flights_wanted(lane, monday_us), whole = floor(wanted);
    return (uint32_t)whole + (stream_uniform(stream) < wanted - whole ? 1u : 0u);
}

/* ---- the room out of a week ------------------------------------------------------------------ */

static void add_room(const struct lane *lane, uint32_t aircraft, double flights,
                     struct backhaul_offer *room)
{
    const struct lane_aircraft_def *type = &lane->fleet[aircraft];
    room->payload_t += flights * type->payload_t;
    room->most_share +=
        flights / 1000.0 *
        lane_capacity_kg(type, lane->def->density_out_kg_per_m3, lane->traffic->stowage_share);
}

static void add_rows(const struct lane *lane, int64_t midnight_us, struct backhaul_offer *room)
{
    const struct timetable *timetable = &lane->def->timetable;
    for (size_t i = 0; i < timetable->n; i++) {
        const struct timetable_row *row = &timetable->row[i];
        if (!row->cancelled && timetable_flies_on(row, midnight_us))
            add_room(lane, row->aircraft, 1, room);
    }
}

struct backhaul_offer lane_offer(const struct lane *lane, int64_t monday_us)
{
    const struct lane_def *def = lane->def;
    struct backhaul_offer room = {.pull = def->load_out_share};
    const double flown_share = 1 - lane->traffic->cancelled_share;
    double shares = 0;
    for (uint32_t i = 0; i < def->aircraft.n; i++)
        shares += def->aircraft_share[i];
    if (def->schedule[0] != '\0')
        for (int day = 0; day < 7; day++)
            add_rows(lane, monday_us + day * DATE_DAY_US, &room);
    else
        for (uint32_t i = 0; i < def->aircraft.n; i++)
            add_room(lane, def->aircraft.item[i],
                     flights_wanted(lane, monday_us) * def->aircraft_share[i] / shares, &room);
    room.most_share = room.payload_t > 0 ? room.most_share / room.payload_t : 0;
    room.payload_t *= flown_share;
    return room;
}

/* ---- one flight ------------------------------------------------------------------------------ */

/* (2), (3), and what of it are parcels. */
static void load_in(const struct lane *lane, struct flight *flight, double given_t,
                    struct stream *stream)
{
    const struct lane_def *def = lane->def;
    const struct lane_aircraft_def *aircraft = &lane->fleet[flight->aircraft];
    double most_kg =
        lane_capacity_kg(aircraft, def->density_kg_per_m3, lane->traffic->stowage_share);
    double kg = most_kg * def->load_in_share * draws_spread(def->load_cv, stream);
    if (kg > most_kg) kg = most_kg;
    if (!isnan(given_t)) kg = 1000.0 * given_t;
    flight->kg_in = (int64_t)kg;
    double filled = aircraft->ulds * kg / most_kg; /* a given load may be denser */
    flight->ulds_in = filled < aircraft->ulds ? (uint32_t)ceil(filled) : aircraft->ulds;
    double parcels = kg * def->parcel_share_in / def->parcel_kg;
    flight->parcels_in = flight->ulds_in == 0 ? 0 : (int64_t)parcels;
}

static void book_out(const struct lane *lane, struct flight *flight, double given_t,
                     struct stream *stream)
{
    const struct lane_def *def = lane->def;
    const struct lane_aircraft_def *aircraft = &lane->fleet[flight->aircraft];
    double payload_kg = 1000.0 * aircraft->payload_t;
    double kg = payload_kg * lane->load_out_share * draws_spread(def->load_cv, stream); /* (4) */
    double most_kg =
        lane_capacity_kg(aircraft, def->density_out_kg_per_m3, lane->traffic->stowage_share);
    if (!isnan(given_t)) kg = 1000.0 * given_t;
    flight->kg_out_max = (int64_t)payload_kg;
    flight->dm3_out_max = (int64_t)(1000.0 * lane->traffic->stowage_share * aircraft->volume_m3);
    flight->kg_out = (int64_t)(kg < most_kg ? kg : most_kg);
    flight->dm3_out = (int64_t)(1000.0 * (double)flight->kg_out / def->density_out_kg_per_m3);
}

/* Scheduled landing to actual, in ticks; may be negative. */
static int64_t delay_us(const struct lane *lane, struct stream *stream)
{
    const struct lane_traffic_def *traffic = lane->traffic;
    double kind = stream_uniform(stream);
    double delay_min;
    if (kind < traffic->early_share) delay_min = -traffic->early_max_min * stream_uniform(stream);
    else if (kind < traffic->early_share + traffic->late_share)
        delay_min = dist_draw(&traffic->delay_late_min, stream);
    else delay_min = dist_draw(&traffic->delay_min, stream);
    return (int64_t)(delay_min * (double)DATE_MINUTE_US);
}

/* On the ground as planned, where no timetable says it. */
static int64_t usual_ground_us(const struct lane *lane, struct stream *stream)
{
    const struct lane_traffic_def *traffic = lane->traffic;
    double h = dist_draw(&traffic->ground_time_h, stream);
    if (stream_uniform(stream) < traffic->parked_share) h += dist_draw(&traffic->parked_h, stream);
    return (int64_t)(h * (double)DATE_HOUR_US);
}

/* Into the timetable; ground_us below 0: as usual. It is booked, and on its way, unless it is
 * cancelled. */
static void schedule(struct lane *lane, uint64_t number, struct flight *flight, int64_t ground_us,
                     bool cancelled)
{
    uint32_t replication = sim_replication(lane->sim);
    struct stream stream = stream_at(lane->delays, replication, flight->serial);
    cancelled |= stream_uniform(&stream) < lane->traffic->cancelled_share;
    int64_t lands_us = flight->scheduled_us + delay_us(lane, &stream);
    if (ground_us < 0) ground_us = usual_ground_us(lane, &stream);
    flight->leaves_us = flight->scheduled_us + ground_us;
    lane->year.planned++;
    if (cancelled) {
        lane->year.cancelled++;
        flight->hall = (uint16_t)lane->def->halls.item[0]; /* nobody has chosen another */
        cargo_tell_flight(lane->cargo, sim_now_us(lane->sim), TRACE_CANCELLED, flight,
                          flight->scheduled_us, flight->ulds_in);
        slab_give(&lane->cargo->flights, (uint32_t)number);
        return;
    }
    int64_t kg = flight->kg_in + flight->kg_out;
    flight->hall = lane->to.hall.choose(lane->to.hall.context, lane->def, kg, flight->scheduled_us);
    port_hand(lane->sim, &lane->to.booked, number);
    if (lands_us < sim_now_us(lane->sim)) lands_us = sim_now_us(lane->sim);
    sim_at(lane->sim, lands_us, SIM_START, lane->lands, lane, number);
}

static uint64_t new_flight(struct lane *lane, uint32_t serial, uint32_t aircraft, int64_t at_us)
{
    uint32_t number = slab_take(&lane->cargo->flights);
    struct flight *flight = cargo_flight(lane->cargo, number);
    flight->serial = serial;
    flight->lane = lane->number;
    flight->aircraft = (uint16_t)aircraft;
    flight->narrow = lane->fleet[aircraft].narrow;
    flight->uld_type[CARGO_MAIN_DECK] = (uint8_t)lane->fleet[aircraft].main_uld;
    flight->uld_type[CARGO_LOWER_DECK] = (uint8_t)lane->fleet[aircraft].lower_uld;
    flight->positions = lane->fleet[aircraft].ulds;
    flight->main_ulds = lane->fleet[aircraft].ulds - lane->fleet[aircraft].lower_ulds;
    flight->scheduled_us = at_us;
    return number;
}

/* ---- the week, by frequency or by timetable -------------------------------------------------- */

struct slot { /* in a week */
    uint32_t type, day, hour;
    int64_t minute;
};

static struct slot slot_at_random(const struct lane_def *def, struct stream *stream)
{
    struct slot slot;
    slot.type = draws_pick(def->aircraft_share, def->aircraft.n, stream_uniform(stream));
    slot.day = draws_pick(def->weekday_index, 7, stream_uniform(stream));
    slot.hour = draws_pick(def->hour_index, 24, stream_uniform(stream));
    slot.minute = (int64_t)(60.0 * stream_uniform(stream));
    return slot;
}

/* The type that is furthest behind its share; `flown`: of each, so far this week. */
static uint32_t type_in_turn(const struct lane_def *def, uint32_t i,
                             uint32_t flown[PARAM_NAMES_MAX])
{
    double sum = 0, most = -1.0;
    uint32_t type = 0;
    for (uint32_t t = 0; t < def->aircraft.n; t++)
        sum += def->aircraft_share[t];
    for (uint32_t t = 0; t < def->aircraft.n; t++) {
        double behind = def->aircraft_share[t] / sum * (i + 1) - flown[t];
        if (behind <= most) continue;
        most = behind;
        type = t;
    }
    flown[type]++;
    return type;
}

/* (6): one after the other through the week, at equal parts of its weights. */
static struct slot slot_in_turn(const struct lane_def *def, uint32_t i, uint32_t n,
                                uint32_t flown[PARAM_NAMES_MAX])
{
    double through = (i + 0.5) / n;
    struct slot slot = {.type = type_in_turn(def, i, flown)};
    slot.day = draws_pick_and_rest(def->weekday_index, 7, &through);
    slot.hour = draws_pick_and_rest(def->hour_index, 24, &through);
    slot.minute = (int64_t)(60.0 * through);
    return slot;
}

static void plan_flight(struct lane *lane, int64_t monday_us, uint32_t serial, struct slot slot)
{
    const struct lane_def *def = lane->def;
    int64_t at_us = monday_us + slot.day * DATE_DAY_US + slot.hour * DATE_HOUR_US +
                    slot.minute * DATE_MINUTE_US;
    if (at_us < sim_now_us(lane->sim)) return; /* a run that starts in the middle of a week */

    uint32_t replication = sim_replication(lane->sim);
    uint64_t number = new_flight(lane, serial, def->aircraft.item[slot.type], at_us);
    struct flight *flight = cargo_flight(lane->cargo, number);
    struct stream load = stream_at(lane->loads, replication, serial);
    load_in(lane, flight, NAN, &load);
    book_out(lane, flight, NAN, &load);
    schedule(lane, number, flight, -1, false);
}

static void follow_row(struct lane *lane, const struct timetable_row *row, int64_t midnight_us,
                       uint32_t serial)
{
    int64_t at_us = midnight_us + row->lands_us;
    if (at_us < sim_now_us(lane->sim)) return;
    uint64_t number = new_flight(lane, serial, row->aircraft, at_us);
    struct flight *flight = cargo_flight(lane->cargo, number);
    struct stream load = stream_at(lane->loads, sim_replication(lane->sim), serial);
    load_in(lane, flight, row->in_t, &load);
    book_out(lane, flight, row->out_t, &load);
    schedule(lane, number, flight, row->ground_us, row->cancelled);
}

static void follow_timetable(struct lane *lane, uint64_t week, int64_t monday_us)
{
    const struct timetable *timetable = &lane->def->timetable;
    uint32_t serial = (uint32_t)(week << 12), end = serial + LANE_WEEK_MAX;
    for (int day = 0; day < 7; day++)
        for (size_t i = 0; i < timetable->n && serial < end; i++) {
            int64_t midnight_us = monday_us + day * DATE_DAY_US;
            if (!timetable_flies_on(&timetable->row[i], midnight_us)) continue;
            follow_row(lane, &timetable->row[i], midnight_us, serial++);
        }
}

static void plan_week(struct lane *lane, uint64_t week, int64_t monday_us)
{
    const uint32_t replication = sim_replication(lane->sim);
    const struct lane_def *def = lane->def;
    struct stream stream = stream_at(lane->timetable, replication, week << 32);
    uint32_t n = flights_this_week(lane, monday_us, &stream), flown[PARAM_NAMES_MAX] = {0};
    for (uint32_t i = 0; i < n && i < LANE_WEEK_MAX; i++) {
        uint32_t serial = (uint32_t)(week << 12) + i;
        struct stream own = stream_at(lane->timetable, replication, serial);
        struct slot slot =
            def->same_every_week ? slot_in_turn(def, i, n, flown) : slot_at_random(def, &own);
        plan_flight(lane, monday_us, serial, slot);
    }
}

static void write_week(struct sim *sim, void *station, uint64_t week)
{
    struct lane *lane = station;
    /* 1970-01-01 was a Thursday */
    int64_t monday_us = (int64_t)week * DATE_WEEK_US - 3 * DATE_DAY_US;
    lane->load_out_share =
        lane->to.backhaul.share == NULL
            ? lane->def->load_out_share
            : lane->to.backhaul.share(lane->to.backhaul.context, lane->number, monday_us);
    if (lane->def->schedule[0] != '\0') follow_timetable(lane, week, monday_us);
    else plan_week(lane, week, monday_us);
    int64_t next_us = monday_us + DATE_WEEK_US - LANE_AHEAD_US, now_us = sim_now_us(sim);
    sim_at(sim, next_us > now_us ? next_us : now_us, SIM_START, lane->weekly, lane, week + 1);
}

static void arrive(struct sim *sim, void *station, uint64_t number)
{
    struct lane *lane = station;
    lane->year.arrived++;
    port_hand(sim, &lane->to.out, number);
}

/* ---- the station ----------------------------------------------------------------------------- */

struct lane *lane_new(struct sim *sim, const struct lane_def *def, uint16_t number,
                      const struct lane_traffic_def *traffic, const struct lane_aircraft_def *fleet,
                      struct cargo *cargo)
{
    struct lane *lane = sim_alloc(sim, sizeof *lane);
    lane->sim = sim;
    lane->def = def;
    lane->number = number;
    lane->traffic = traffic;
    lane->fleet = fleet;
    lane->cargo = cargo;
    char name[2 * PARAM_NAME_BYTES];
    snprintf(name, sizeof name, "lane.%s.timetable", def->name);
    lane->timetable = stream_key_of(sim_seed(sim), name);
    snprintf(name, sizeof name, "lane.%s.delay", def->name);
    lane->delays = stream_key_of(sim_seed(sim), name);
    snprintf(name, sizeof name, "lane.%s.load", def->name);
    lane->loads = stream_key_of(sim_seed(sim), name);
    lane->weekly = sim_kind(sim, "lane.week", write_week);
    lane->lands = sim_kind(sim, "lane.arrives", arrive);
    return lane;
}

void lane_connect(struct lane *lane, struct lane_ports ports)
{
    lane->to = ports;
}

void lane_start(struct lane *lane)
{
    int64_t week = (sim_now_us(lane->sim) + 3 * DATE_DAY_US) / DATE_WEEK_US;
    write_week(lane->sim, lane, (uint64_t)week);
}

struct lane_counts *lane_year(struct lane *lane)
{
    return &lane->year;
}

void lane_new_year(struct lane *lane)
{
    lane->year = (struct lane_counts){0};
}
