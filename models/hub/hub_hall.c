// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>

#include "models/hub/hub_world.h"
#include "sim/date.h"

/* The order below is the order of the catalogue and of every year's values. */
// clang-format off
enum hall_measure {
    HALL_JOBS, HALL_FTE, HALL_FTE_WORKED, HALL_JOBS_INDIRECT, HALL_JOBS_STANDING, HALL_JOBS_FLOW,
    HALL_AREA_M2, HALL_MONTHS_OPEN, HALL_FLOOR, HALL_BEYOND_FLOOR, HALL_TRUCKS, HALL_TRUCKS_IN,
    HALL_TONNES, HALL_PARCELS_IN, HALL_DWELL_MEAN, HALL_DWELL_P50, HALL_DWELL_P95,
    HALL_DWELL_PARCELS_P50, HALL_DWELL_PARCELS_P95, HALL_DWELL_GENERAL_P50, HALL_DWELL_GENERAL_P95,
    HALL_READY, HALL_READY_PARCELS, HALL_READY_GENERAL, HALL_SORT_H, HALL_SORTER_UTILISATION,
    HALL_SORTER_MANNED, HALL_SORTER_BUSY_HOUR, HALL_BREAKDOWN_UTILISATION, HALL_BREAKDOWN_MANNED,
    HALL_BREAKDOWN_BUSY_HOUR, HALL_DOORS_UTILISATION, HALL_DOORS_MANNED, HALL_DOORS_BUSY_HOUR,
    HALL_BUILDUP_UTILISATION, HALL_BUILDUP_MANNED, HALL_BUILDUP_BUSY_HOUR, HALL_LOOP_P50,
    HALL_LOOP_P95, HALL_ROUNDS, HALL_CHUTE_FULL, HALL_VIDEO_CODED, HALL_HAND_CODED, HALL_FAILED,
    HALL_JAMMED, HALL_STOPPED, HALL_WORKED_SHARE, HALL_WAIT_RAMP, HALL_WAIT_DRIVERS,
    HALL_BUFFER_FULL, HALL_WAIT_BUFFER, HALL_WAIT_BREAKDOWN, HALL_WAIT_DOCK, HALL_WAIT_BUILDUP,
    HALL_WAIT_TUG, HALL_WAIT_GATE, HALL_WAIT_GATE_P95, HALL_MEASURES
};
// clang-format on

static const struct measure hall_measure[HALL_MEASURES] = {
    {"jobs", "jobs", "jobs of all employers"},
    {"fte", "FTE", "Full-time equivalents in the hall, last quarter"},
    {"fte_worked", "FTE",
     "Hours worked in the year, absence and breaks left out, over those of a full-time year"},
    {"jobs_indirect", "jobs", "Indirect jobs of the hall by the measured ratio, agency left out"},
    {"jobs_standing", "jobs",
     "Of the jobs, those that stay when hardly any freight comes: one crew of each area around"
     " the clock, guards, technicians, and who leads and serves them"},
    {"jobs_flow", "jobs", "Of the jobs, those that the freight makes: the others"},
    {"area_m2", "m2", "Floor in use at the end of the year"},
    {"months_open", "months", "Months of the year the hall was open"},
    {"floor_t", "t", "What its floor passes in the year, by flow_t_per_m2_year and surge_share"},
    {"beyond_floor_t", "t",
     "Cargo of flights beyond what its floor passes in their week, taken for want of another"},
    {"trucks_per_day", "1 per day", "Trucks that left, per day open"},
    {"trucks_in_per_day", "1 per day", "Trucks that brought freight to be flown, per day open"},
    {"tonnes", "t", "Cargo of the flights handled in the hall, in and out"},
    {"parcels_in", "parcels", "E-commerce parcels landed for the hall"},
    {"dwell_mean_h", "h", "On block to truck, mean by weight; what is still inside, up to now"},
    {"dwell_p50_h", "h", "On block to truck: half the weight is faster; none if half never left"},
    {"dwell_p95_h", "h",
     "On block to truck: 95 % of the weight is faster; none if more never left"},
    {"dwell_parcels_p50_h", "h", "The same for parcels, half"},
    {"dwell_parcels_p95_h", "h", "The same for parcels, 95 %"},
    {"dwell_general_p50_h", "h", "The same for general cargo, half"},
    {"dwell_general_p95_h", "h", "The same for general cargo, 95 %"},
    {"ready_6h_share", "share",
     "Of the freight that came on block, by weight, what was at the dock 6 h later"},
    {"ready_6h_parcels", "share", "The same for parcels"},
    {"ready_6h_general", "share", "The same for general cargo"},
    {"sort_h", "h", "Mean time of a parcel in line for the sorter and on it"},
    {"sorter_utilisation", "share", "Pieces sorted over what the machines could in the hours open"},
    {"sorter_manned", "share", "Pieces sorted over what the machines could with the people there"},
    {"sorter_busy_hour", "share",
     "Pieces sorted in an hour over what the machines could: 95 % of the hours open have less"},
    {"breakdown_utilisation", "share",
     "Teams at work in breakdown over the places for them, in the hours open"},
    {"breakdown_manned", "share", "Teams at work in breakdown over those that were there"},
    {"breakdown_busy_hour", "share",
     "Teams at work in breakdown over their places: 95 % of the hours open have less"},
    {"doors_utilisation", "share", "Truck doors in use over those there are, in the hours open"},
    {"doors_manned", "share", "Truck doors in use over those with a team that was there"},
    {"doors_busy_hour", "share",
     "Truck doors in use over those there are: 95 % of the hours open have less"},
    {"buildup_utilisation", "share",
     "Teams at work in build-up over the places for them, in the hours open"},
    {"buildup_manned", "share", "Teams at work in build-up over those that were there"},
    {"buildup_busy_hour", "share",
     "Teams at work in build-up over their places: 95 % of the hours open have less"},
    {"loop_p50_min", "min",
     "Half the pieces that move one by one are at their chute so soon after they came off"},
    {"loop_p95_min", "min", "95 % of the pieces that move one by one are at their chute so soon"},
    {"rounds_share", "share", "Rounds of the loop beyond the first, per piece sorted"},
    {"chute_full_share", "share",
     "Of those rounds, the ones because of a full chute, per piece sorted"},
    {"video_coded", "1 per year", "Pieces that no scanner read, known by their picture"},
    {"hand_coded", "1 per year", "Pieces that no scanner read, coded by hand"},
    {"sorter_failed_h", "h", "Hours under repair of the sorter"},
    {"sorter_jammed_h", "h", "Hours jammed of the sorter, or of its lines of induction"},
    {"sorter_stopped_h", "h", "Hours of planned stops of the sorter"},
    {"worked_share", "share",
     "Hours worked over hours present, where a workload sets them; above 1: who began stayed on"},
    {"wait_ramp_h", "h", "Mean wait of an aircraft for a crew"},
    {"wait_drivers_h", "h", "Of that, for people licensed to drive loaders or tugs"},
    {"buffer_full_share", "share",
     "Share of the time in which no place of the ULD buffer was free"},
    {"wait_buffer_min", "min",
     "Mean wait of a ULD on its train, at the hall, for a place in the buffer"},
    {"wait_breakdown_h", "h", "Mean wait of a ULD for a breakdown team"},
    {"wait_dock_h", "h", "Mean wait of a truckload for a door and a team"},
    {"wait_buildup_h", "h", "Mean wait of freight out for a build-up team"},
    {"wait_tug_min", "min", "Mean wait of a train, or of a flight that loads, for a tug"},
    {"wait_gate_min", "min", "Mean wait of a truck with freight out from the gate to a door"},
    {"wait_gate_p95_min", "min", "The same: 95 % of the trucks wait less"},
};

size_t hub_hall_measures(const struct measure **list)
{
    *list = hall_measure;
    return HALL_MEASURES;
}

/* ---- people ---------------------------------------------------------------------------------- */

double hub_hall_jobs(const struct hub_world *world, uint32_t h, enum hall_employer employer,
                     bool clerks)
{
    double jobs = 0;
    for (int a = 0; a < HALL_AREAS; a++)
        if ((a == HALL_CLERKS) == clerks)
            jobs += roster_jobs_last_quarter(world->hall[h].roster, (enum hall_area)a, employer);
    return jobs;
}

double hub_hall_all_jobs(const struct hub_world *world, uint32_t h)
{
    double jobs = 0;
    for (int e = 0; e < HALL_EMPLOYERS; e++)
        jobs += hub_hall_jobs(world, h, (enum hall_employer)e, true) +
                hub_hall_jobs(world, h, (enum hall_employer)e, false);
    return jobs;
}

double hub_hall_agency_jobs(const struct hub_world *world, uint32_t h)
{
    return hub_hall_jobs(world, h, HALL_AGENCY, true) + hub_hall_jobs(world, h, HALL_AGENCY, false);
}

double hub_hall_standing_jobs(const struct hub_world *world, uint32_t h)
{
    double jobs = 0;
    for (int a = 0; a < HALL_AREAS; a++)
        jobs += roster_standing_last_quarter(world->hall[h].roster, (enum hall_area)a);
    return jobs;
}

double hub_hall_fte(const struct hub_world *world, uint32_t h)
{
    double fte = 0;
    for (int a = 0; a < HALL_AREAS; a++)
        fte += roster_fte_last_quarter(world->hall[h].roster, (enum hall_area)a);
    return fte;
}

double hub_hall_fte_worked(const struct hub_world *world, uint32_t h, int32_t year)
{
    const double weeks = date_days_in_year(year) / 7.0;
    return roster_worked_h(world->hall[h].roster) / (world->def->labour.fte_week_h * weeks);
}

/* ---- a year's values ------------------------------------------------------------------------- */

static double days_open(const struct hall_def *def, int32_t year)
{
    int64_t opens_us = DATE_NEVER_US;
    for (int p = 0; p < HALL_PHASES; p++)
        if (def->phase_m2[p] > 0 && def->phase_opens_us[p] < opens_us)
            opens_us = def->phase_opens_us[p];
    int64_t start_us = date_us(year, 1, 1), end_us = date_us(year + 1, 1, 1);
    if (opens_us > start_us) start_us = opens_us;
    return start_us < end_us ? (double)(end_us - start_us) / (double)DATE_DAY_US : 0;
}

/* Phase by phase, from the day it opens. */
static double floor_t(const struct hall_def *def, int32_t year)
{
    double kg = 0;
    for (int64_t day_us = date_us(year, 1, 1); day_us < date_us(year + 1, 1, 1);
         day_us += DATE_DAY_US)
        kg += hall_room_kg_per_week(def, day_us) / 7.0;
    return kg / 1000.0;
}

static double worked_share(const struct hub_world *world, uint32_t h)
{
    const struct hub_hall *hall = &world->hall[h];
    double worked_h =
        ramp_counts(hall->ramp).busy_worker_h + breakdown_counts(hall->breakdown).busy_worker_h +
        sorter_counts(hall->sorter).busy_worker_h + dock_counts(hall->dock).busy_worker_h +
        export_counts(world->export, h).busy_worker_h;
    double present_h = 0;
    for (int a = 0; a <= HALL_BUILDUP; a++)
        present_h += roster_hours(hall->roster, (enum hall_area)a)->present_h;
    return present_h > 0 ? worked_h / present_h : NAN;
}

static double ready_share(const struct dock_counts *dock, int first, int last)
{
    double ready_g = 0, landed_g = 0;
    for (int s = first; s <= last; s++) {
        ready_g += (double)dock->ready_g[s];
        landed_g += (double)dock->landed_g[s];
    }
    return landed_g > 0 ? ready_g / landed_g : NAN;
}

/* By weight; a quantile among what never left has no value. */
static void fill_dwell(const struct dock *dock, double *value)
{
    const struct dock_counts counts = dock_counts(dock);
    value[HALL_DWELL_MEAN] = dock_dwell_mean_h(dock, DOCK_ALL);
    value[HALL_DWELL_P50] = dock_dwell_quantile_h(dock, DOCK_ALL, 0.50);
    value[HALL_DWELL_P95] = dock_dwell_quantile_h(dock, DOCK_ALL, 0.95);
    value[HALL_DWELL_PARCELS_P50] = dock_dwell_quantile_h(dock, DOCK_PARCELS, 0.50);
    value[HALL_DWELL_PARCELS_P95] = dock_dwell_quantile_h(dock, DOCK_PARCELS, 0.95);
    value[HALL_DWELL_GENERAL_P50] = dock_dwell_quantile_h(dock, DOCK_GENERAL, 0.50);
    value[HALL_DWELL_GENERAL_P95] = dock_dwell_quantile_h(dock, DOCK_GENERAL, 0.95);
    value[HALL_READY] = ready_share(&counts, DOCK_PARCELS, DOCK_GENERAL);
    value[HALL_READY_PARCELS] = ready_share(&counts, DOCK_PARCELS, DOCK_PARCELS);
    value[HALL_READY_GENERAL] = ready_share(&counts, DOCK_GENERAL, DOCK_GENERAL);
}

static void fill_sorter(const struct sorter *sorter, double *value)
{
    const struct sorter_counts counts = sorter_counts(sorter), *year = &counts;
    const struct stops_counts *stops = sorter_stops(sorter);
    double pieces = year->pieces > 0 ? (double)year->pieces : NAN;
    value[HALL_LOOP_P50] = sorter_quantile_s(sorter, 0.50) / 60.0;
    value[HALL_LOOP_P95] = sorter_quantile_s(sorter, 0.95) / 60.0;
    value[HALL_ROUNDS] = year->laps / pieces;
    value[HALL_CHUTE_FULL] = year->full / pieces;
    value[HALL_VIDEO_CODED] = year->pictures;
    value[HALL_HAND_CODED] = year->by_hand;
    value[HALL_FAILED] = stops->failed_h;
    value[HALL_JAMMED] = stops->jammed_h;
    value[HALL_STOPPED] = stops->planned_h;
}

/* (1), (2), (3) of hub_hours.h, one after the other. */
static void fill_hours(const struct hub_hours *hours, double *value)
{
    value[0] = hub_hours_utilisation(hours);
    value[1] = hub_hours_manned(hours);
    value[2] = hub_hours_busy_hour(hours);
}

void hub_hall_fill(struct hub_world *world, uint32_t h, int32_t year, double *value)
{
    const struct hub_hall *hall = &world->hall[h];
    const struct hall_def *def = &world->def->halls[h];
    const struct dock_counts dock = dock_counts(hall->dock);
    const struct sorter_counts sorter = sorter_counts(hall->sorter);
    double days = days_open(def, year);
    value[HALL_JOBS] = hub_hall_all_jobs(world, h);
    value[HALL_FTE] = hub_hall_fte(world, h);
    value[HALL_FTE_WORKED] = hub_hall_fte_worked(world, h, year);
    value[HALL_JOBS_INDIRECT] =
        jobs_indirect(&world->def->jobs, value[HALL_JOBS] - hub_hall_agency_jobs(world, h));
    value[HALL_JOBS_STANDING] = hub_hall_standing_jobs(world, h);
    value[HALL_JOBS_FLOW] = value[HALL_JOBS] - value[HALL_JOBS_STANDING];
    value[HALL_AREA_M2] = hall_area_m2(def, sim_now_us(world->sim) - 1);
    value[HALL_MONTHS_OPEN] = days * 12.0 / date_days_in_year(year);
    value[HALL_FLOOR] = floor_t(def, year);
    value[HALL_BEYOND_FLOOR] = hall_choice_beyond_kg(world->choice, h, year) / 1000.0;
    value[HALL_TRUCKS] = days > 0 ? (double)dock.trucks_out / days : NAN;
    value[HALL_TRUCKS_IN] = days > 0 ? (double)dock.trucks_in / days : NAN;
    value[HALL_TONNES] = (double)(hall->kg_in + hall->kg_out) / 1000.0;
    value[HALL_PARCELS_IN] = (double)hall->parcels_in;
    fill_dwell(hall->dock, value);
    value[HALL_SORT_H] = sorter.mean_h;
    fill_hours(&hall->hours[HUB_HOURS_SORTER], &value[HALL_SORTER_UTILISATION]);
    fill_hours(&hall->hours[HUB_HOURS_BREAKDOWN], &value[HALL_BREAKDOWN_UTILISATION]);
    fill_hours(&hall->hours[HUB_HOURS_DOORS], &value[HALL_DOORS_UTILISATION]);
    fill_hours(&hall->hours[HUB_HOURS_BUILDUP], &value[HALL_BUILDUP_UTILISATION]);
    fill_sorter(hall->sorter, value);
    value[HALL_WORKED_SHARE] = worked_share(world, h);
    value[HALL_WAIT_RAMP] = crews_wait_s(ramp_crews(hall->ramp)) / 3600.0;
    value[HALL_WAIT_DRIVERS] = crews_wait_licensed_s(ramp_crews(hall->ramp)) / 3600.0;
    value[HALL_BUFFER_FULL] = breakdown_counts(hall->breakdown).full_share;
    value[HALL_WAIT_BUFFER] = pool_mean_wait_s(breakdown_places(hall->breakdown)) / 60.0;
    value[HALL_WAIT_BREAKDOWN] = pool_mean_wait_s(breakdown_teams(hall->breakdown)) / 3600.0;
    value[HALL_WAIT_DOCK] = pool_mean_wait_s(dock_doors(hall->dock)) / 3600.0;
    value[HALL_WAIT_BUILDUP] = pool_mean_wait_s(export_teams(world->export, h)) / 3600.0;
    value[HALL_WAIT_TUG] = pool_mean_wait_s(tugs_pool(ramp_tugs(hall->ramp))) / 60.0;
    value[HALL_WAIT_GATE] = dock.gate_wait_mean_min;
    value[HALL_WAIT_GATE_P95] = dock.gate_wait_p95_min;
}
