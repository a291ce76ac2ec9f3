// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/landside/trucks.h"

#include <stdio.h>

#include "sim/random/stream.h"
#include "sim/date.h"

struct trucks {
    struct sim *sim;
    const struct hall_def *def;
    const struct lane_def *lanes;
    struct cargo *cargo;
    struct trucks_ports to;
    struct stream_key stream;
    uint16_t days, comes, goes;
    uint8_t hall;
};

static const struct timetable_truck *row_of(const struct trucks *trucks, uint64_t row)
{
    return &trucks->def->truck_timetable.row[row];
}

static void come(struct sim *sim, void *station, uint64_t number)
{
    struct trucks *trucks = station;
    const struct timetable_truck *row = row_of(trucks, number);
    const struct lane_def *lane = &trucks->lanes[row->lane];
    uint32_t load = slab_take(&trucks->cargo->ulds);
    struct uld *freight = cargo_uld(trucks->cargo, load);
    freight->kg = row->kg > 0 ? row->kg : (int32_t)trucks->def->general_truck_kg;
    freight->dm3 = (int32_t)(1000.0 * freight->kg / lane->density_out_kg_per_m3); /* (2) */
    freight->lane = freight->ordered_by = row->lane;
    freight->hall = trucks->hall;
    freight->kind = CARGO_GENERAL;
    port_hand(sim, &trucks->to.gate, load);
}

static void go(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct trucks *trucks = station;
    const struct timetable_truck *row = row_of(trucks, number);
    trucks->to.door.leave(trucks->to.door.station, row->way == TIMETABLE_OUT_PARCELS,
                          row->destination, row->kg);
}

/* (1) */
static void call_up(struct trucks *trucks, size_t number, int64_t midnight_us)
{
    const struct timetable_truck *row = row_of(trucks, number);
    const int64_t now_us = sim_now_us(trucks->sim);
    int64_t at_us = midnight_us + row->at_us;
    if (at_us < now_us) return; /* a run that starts in the middle of a day */
    if (row->way != TIMETABLE_IN) {
        sim_at(trucks->sim, at_us, SIM_COUNT, trucks->goes, trucks, number);
        return;
    }
    uint64_t place = (uint64_t)(midnight_us / DATE_DAY_US) << 20 | number;
    struct stream stream = stream_at(trucks->stream, sim_replication(trucks->sim), place);
    if (stream_uniform(&stream) < trucks->def->truck_missing_share) return;
    at_us += (int64_t)(dist_draw(&trucks->def->truck_late_min, &stream) * (double)DATE_MINUTE_US);
    sim_at(trucks->sim, at_us > now_us ? at_us : now_us, SIM_START, trucks->comes, trucks, number);
}

static void begin_day(struct sim *sim, void *station, uint64_t day)
{
    struct trucks *trucks = station;
    const struct timetable_trucks *timetable = &trucks->def->truck_timetable;
    const int64_t midnight_us = (int64_t)day * DATE_DAY_US;
    for (size_t i = 0; i < timetable->n; i++) {
        const struct timetable_truck *row = &timetable->row[i];
        if (timetable_holds(row->from_us, row->until_us, row->weekdays, midnight_us))
            call_up(trucks, i, midnight_us);
    }
    sim_at(sim, midnight_us + DATE_DAY_US, SIM_START, trucks->days, trucks, day + 1);
}

/* ---- the station ----------------------------------------------------------------------------- */

struct trucks *trucks_new(struct sim *sim, const struct hall_def *def, uint8_t hall,
                          const struct lane_def *lanes, struct cargo *cargo)
{
    struct trucks *trucks = sim_alloc(sim, sizeof *trucks);
    char name[2 * PARAM_NAME_BYTES];
    trucks->sim = sim;
    trucks->def = def;
    trucks->hall = hall;
    trucks->lanes = lanes;
    trucks->cargo = cargo;
    snprintf(name, sizeof name, "trucks.%s", def->name);
    trucks->stream = stream_key_of(sim_seed(sim), name);
    trucks->days = sim_kind(sim, "trucks.day", begin_day);
    trucks->comes = sim_kind(sim, "trucks.comes", come);
    trucks->goes = sim_kind(sim, "trucks.goes", go);
    return trucks;
}

void trucks_connect(struct trucks *trucks, struct trucks_ports ports)
{
    trucks->to = ports;
}

void trucks_start(struct trucks *trucks)
{
    if (trucks->def->truck_timetable.n == 0) return;
    const int64_t now_us = sim_now_us(trucks->sim);
    sim_at(trucks->sim, now_us, SIM_START, trucks->days, trucks, (uint64_t)(now_us / DATE_DAY_US));
}
