// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/hub/hub.h"
#include "models/hub/hub_world.h"
#include "sim/date.h"

/* The order below is the order of the catalogue and of every year's values: both walk the same
 * lists. */
// clang-format off
enum airport_measure {
    TONNES, TONNES_IN, TONNES_OUT, MOVEMENTS, CARGO_MOVEMENTS, PARCELS_IN, PARCELS_OUT,
    DECLARATIONS_IN, ITEMS_DECLARED_IN, TRUCKS_PER_DAY, JOBS_DIRECT, JOBS_INDIRECT, JOBS_INDUCED,
    JOBS_TOTAL, FTE_DIRECT, FTE_WORKED, JOBS_WITHOUT_AGENCY, FTE_WITHOUT_AGENCY, JOBS_TYPED_IN,
    JOBS_STANDING, JOBS_FLOW, NIGHT_SHARE, NIGHT_ALL_SHARE, REFUSED, DIVERTED, CANCELLED,
    STANDS_BUSY, NARROW_ON_WIDE, STAND_WAIT, RUNWAY_WAIT, NIGHT_MOVEMENTS, NIGHT_REFUSED,
    NIGHT_HELD, DEICED, DEICING_WAIT, SNOW_WAIT, RAMP_STOPPED, EMPTY_OUT, EMPTIES_STOCK,
    EMPTIES_FLOWN, EMPTIES_SHORT, JOBS_OPERATOR, JOBS_HANDLER, JOBS_AGENCY, JOBS_SECURITY,
    JOBS_CLERKS, JOBS_OTHER, FTE_AGENCY, JOBS_CUSTOMS_AGENTS, JOBS_CUSTOMS_OFFICERS,
    OFFICERS_MANNED, OFFICERS_BUSY_HOUR, AIRPORT_MEASURES
};
// clang-format on

static const struct measure airport_measure[AIRPORT_MEASURES] = {
    {"airport.tonnes", "t", "Cargo handled at the airport, in and out"},
    {"airport.tonnes_in", "t", "Cargo that landed"},
    {"airport.tonnes_out", "t", "Cargo that left by air"},
    {"airport.movements", "1 per year", "Landings and departures of all traffic"},
    {"airport.cargo_movements", "1 per year", "Landings and departures of freighters"},
    {"airport.parcels_in", "parcels", "E-commerce parcels that landed"},
    {"airport.parcels_out", "parcels", "E-commerce parcels that left by air"},
    {"airport.declarations_in", "declarations",
     "Notices or declarations made here for e-commerce parcels that landed, in the unit of the day"},
    {"airport.items_declared_in", "items", "Tariff lines in those declarations"},
    {"airport.trucks_per_day", "1 per day", "Trucks that left any hall or brought freight to it"},
    {"airport.jobs_direct", "jobs",
     "Direct jobs at the airport, agency workers among them, last quarter"},
    {"airport.jobs_indirect", "jobs",
     "Jobs at suppliers, by the measured ratio to jobs_without_agency"},
    {"airport.jobs_induced", "jobs", "Jobs from the spending of those, by such a ratio"},
    {"airport.jobs_total", "jobs",
     "Direct, indirect and induced jobs, agency left out as in the counts"},
    {"airport.fte_direct", "FTE",
     "Direct full-time equivalents, agency workers among them, last quarter"},
    {"airport.fte_worked", "FTE",
     "Hours worked in all halls, absence and breaks left out, over those of a full-time year"},
    {"airport.jobs_without_agency", "jobs",
     "Direct jobs as they have been counted: agency workers left out"},
    {"airport.fte_without_agency", "FTE",
     "Direct full-time equivalents as they have been counted: agency workers left out"},
    {"airport.jobs_typed_in", "jobs", "Of the direct jobs, those that follow from jobs.other_base"},
    {"airport.jobs_standing", "jobs",
     "Of the direct jobs, those of the halls that stay when hardly any freight comes"},
    {"airport.jobs_flow", "jobs", "Of the direct jobs, those that the freight makes: the others"},
    {"airport.night_share", "share", "Share of freighter landings between 23 and 7 h"},
    {"airport.night_all_share", "share",
     "Share of the landings and departures of all traffic between 23 and 7 h"},
    {"airport.refused", "1 per year", "Flights refused because of the movement cap"},
    {"airport.diverted", "1 per year", "Flights diverted for want of a stand"},
    {"airport.cancelled", "1 per year", "Flights of the timetable that were cancelled"},
    {"airport.stands_wide_busy_share", "share", "Wide stands in use, of those there are"},
    {"airport.narrow_on_wide", "1 per year", "Narrow aircraft that stood on a wide stand"},
    {"airport.wait_stand_h", "h", "Mean wait of a freighter for a stand"},
    {"airport.wait_runway_min", "min", "Mean wait of a landing for the runway"},
    {"airport.night_movements", "1 per year", "Landings and departures of freighters at night"},
    {"airport.night_refused", "1 per year", "Landings refused because of the night quota"},
    {"airport.night_held", "1 per year", "Departures held until morning by the night quota"},
    {"airport.deiced", "1 per year", "Departures that were de-iced"},
    {"airport.wait_deicing_min", "min", "Mean wait of a departure for a de-icing rig"},
    {"airport.snow_wait_h", "h", "Hours for which landings were put off by snow, all together"},
    {"airport.ramp_stopped_h", "h", "Hours of work on the ramp put off by lightning"},
    {"airport.empty_out_t", "t", "Payload of departing freighters that stayed empty"},
    {"airport.empty_ulds", "ULDs", "Empty units at the airport at the end of the year"},
    {"airport.empty_ulds_flown", "1 per year", "Empty units that flew home"},
    {"airport.empty_ulds_short", "1 per year",
     "Units for freight out that came by road, those that had left unopened among them"},
    {"jobs.operator", "jobs", "Jobs with the operators of halls, last quarter"},
    {"jobs.handler", "jobs", "Jobs with handlers"},
    {"jobs.agency", "jobs", "Agency workers in the halls"},
    {"jobs.security", "jobs", "Guards of the halls"},
    {"jobs.clerks", "jobs", "Clerks of the halls who mend customs lines, whoever employs them"},
    {"jobs.other", "jobs", "Direct jobs elsewhere on the airport"},
    {"jobs.agency_fte", "FTE", "Agency workers in the halls, clerks among them"},
    {"jobs.customs_agents", "jobs",
     "Jobs at customs agents, clerks of the halls among them, by their share when counted"},
    {"jobs.customs_officers", "people",
     "Officers of the state whom customs.officers on duty take; in no sum of jobs"},
    {"airport.officers_manned", "share", "Customs officers who examine over those on duty"},
    {"airport.officers_busy_hour", "share",
     "Customs officers who examine over those on duty: 95 % of the hours with any have less"},
};

// clang-format off
enum lane_measure {
    LANE_TONNES, LANE_TONNES_IN, LANE_TONNES_OUT, LANE_FLIGHTS_PER_DAY, LANE_CANCELLED, LANE_LOST,
    LANE_RETURN_LOAD, LANE_PARCELS_IN, LANE_EMPTY_OUT, LANE_ROLLED, LANE_MEASURES
};
// clang-format on

static const struct measure lane_measure[LANE_MEASURES] = {
    {"tonnes", "t", "Cargo of the lane, in and out"},
    {"tonnes_in", "t", "Cargo of the lane that landed"},
    {"tonnes_out", "t", "Cargo of the lane that left"},
    {"flights_per_day", "1 per day", "Flights of the lane that came, per day"},
    {"cancelled", "1 per year", "Flights of the lane that were cancelled"},
    {"refused_or_diverted", "1 per year", "Flights of the lane that came and could not land"},
    {"return_load_share", "share", "Cargo out over what the aircraft could have carried"},
    {"parcels_in", "parcels", "Parcels the lane brought"},
    {"empty_out_t", "t", "Payload of the lane's departures that stayed empty"},
    {"rolled_over_share", "share",
     "Of the cargo out, what the flight it was booked on had left without"},
};

enum haul_measure { HAUL_TONNES, HAUL_TRUCKS, HAUL_FILL, HAUL_ON_TIME, HAUL_MEASURES };

static const struct measure haul_measure[HAUL_MEASURES] = {
    {"tonnes", "t", "Freight that left for it by truck"},
    {"trucks_per_day", "1 per day", "Trucks that left for it, per day"},
    {"fill_share", "share", "Freight over what those trucks could carry"},
    {"on_time_share", "share", "Of the freight, what is there by the hour promised"},
};

static void name_it(struct measure *to, const struct measure *from, const char *group,
                    const char *item)
{
    *to = *from;
    snprintf(to->name, sizeof to->name, "%s.%.31s.%.22s", group, item, from->name);
    const char *what = *group == 'h' ? "Hall" : strcmp(group, "lane") == 0 ? "Lane" : "Trucks to";
    snprintf(to->meaning, sizeof to->meaning, "%s %.31s: %.110s", what, item, from->meaning);
}

size_t hub_measures(const struct hub_def *def, struct measure *to)
{
    const struct measure *hall_measure;
    const size_t hall_n = hub_hall_measures(&hall_measure);
    size_t n = AIRPORT_MEASURES + hub_trade_measures(NULL) + def->halls_n * hall_n +
               def->lanes_n * (size_t)LANE_MEASURES + def->hauls_n * (size_t)HAUL_MEASURES +
               hub_doors_measures(def, NULL);
    if (to == NULL) return n;
    memcpy(to, airport_measure, sizeof airport_measure);
    to += AIRPORT_MEASURES;
    to += hub_trade_measures(to);
    for (uint32_t h = 0; h < def->halls_n; h++)
        for (size_t m = 0; m < hall_n; m++)
            name_it(to++, &hall_measure[m], "hall", def->halls[h].name);
    for (uint32_t l = 0; l < def->lanes_n; l++)
        for (int m = 0; m < LANE_MEASURES; m++)
            name_it(to++, &lane_measure[m], "lane", def->lanes[l].name);
    for (uint32_t i = 0; i < def->hauls_n; i++)
        for (int m = 0; m < HAUL_MEASURES; m++)
            name_it(to++, &haul_measure[m], "linehaul", def->hauls[i].name);
    hub_doors_measures(def, to);
    return n;
}

/* ---- a year's values ------------------------------------------------------------------------- */

static double days_in(int32_t year)
{
    return date_days_in_year(year);
}

/* Each truck once, out or in: whether counts at gates see a truck on both ways is not said. */
static double trucks_per_day(const struct hub_world *world, int32_t year)
{
    uint64_t trucks = 0;
    for (uint32_t h = 0; h < world->def->halls_n; h++) {
        const struct dock_counts dock = dock_counts(world->hall[h].dock);
        trucks += dock.trucks_out + dock.trucks_in;
    }
    return (double)trucks / days_in(year);
}

static void fill_lane(struct hub_world *world, uint32_t l, int32_t year, double *value)
{
    const struct lane_counts *lane = lane_year(world->lane[l]);
    value[LANE_TONNES] = (double)(lane->kg_in + lane->kg_out) / 1000.0;
    value[LANE_TONNES_IN] = (double)lane->kg_in / 1000.0;
    value[LANE_TONNES_OUT] = (double)lane->kg_out / 1000.0;
    value[LANE_FLIGHTS_PER_DAY] = (double)(lane->arrived - lane->lost) / days_in(year);
    value[LANE_CANCELLED] = (double)lane->cancelled;
    value[LANE_LOST] = (double)lane->lost;
    value[LANE_RETURN_LOAD] =
        lane->kg_out_max > 0 ? (double)lane->kg_out / (double)lane->kg_out_max : NAN;
    value[LANE_PARCELS_IN] = (double)lane->parcels_in;
    value[LANE_EMPTY_OUT] = (double)(lane->kg_out_max - lane->kg_out) / 1000.0;
    value[LANE_ROLLED] = lane->kg_out > 0 ? (double)lane->kg_rolled / (double)lane->kg_out : NAN;
}

static void fill_haul(struct hub_world *world, uint32_t i, int32_t year, double *value)
{
    const struct linehaul_def *def = &world->def->hauls[i];
    uint32_t destination = 0;
    for (uint32_t j = 0; j < i; j++)
        destination += world->def->hauls[j].hall == def->hall;
    const struct dock_haul *haul = dock_haul_year(world->hall[def->hall].dock, destination);
    value[HAUL_TONNES] = (double)haul->g * 1e-6;
    value[HAUL_TRUCKS] = (double)haul->trucks / days_in(year);
    value[HAUL_FILL] = haul->room_g > 0 ? (double)haul->g / (double)haul->room_g : NAN;
    bool promised = linehaul_promises(def) && haul->g > 0;
    value[HAUL_ON_TIME] = promised ? (double)haul->on_time_g / (double)haul->g : NAN;
}

static void fill_airside(struct hub_world *world, double *value)
{
    const struct airport_counts counts = airport_counts(world->airport), *airport = &counts;
    const struct pool *stands = airport_stands(world->airport, false);
    value[NIGHT_SHARE] =
        airport->landed > 0 ? (double)airport->night / (double)airport->landed : NAN;
    const double freighters = (double)(airport->landed + airport->left);
    const double at_night = (double)(airport->night + airport->night_left);
    value[MOVEMENTS] = freighters + airport->others;
    value[CARGO_MOVEMENTS] = freighters;
    value[NIGHT_ALL_SHARE] =
        (at_night + airport->others * world->def->airport.other_night_share) / value[MOVEMENTS];
    value[REFUSED] = (double)airport->refused;
    value[DIVERTED] = (double)airport->diverted;
    value[CANCELLED] = 0;
    for (uint32_t l = 0; l < world->def->lanes_n; l++)
        value[CANCELLED] += (double)lane_year(world->lane[l])->cancelled;
    value[STANDS_BUSY] =
        level_mean(pool_busy_level(stands), sim_now_us(world->sim)) / pool_size(stands);
    value[NARROW_ON_WIDE] = (double)airport->narrow_on_wide;
    value[STAND_WAIT] = airport->wait_stand_h;
    value[RUNWAY_WAIT] = airport->wait_runway_s / 60.0;
    value[NIGHT_MOVEMENTS] = at_night;
    value[NIGHT_REFUSED] = (double)airport->night_refused;
    value[NIGHT_HELD] = (double)airport->night_held;
    value[DEICED] = (double)airport->deiced;
    value[DEICING_WAIT] = airport->wait_deicing_s / 60.0;
    value[SNOW_WAIT] = weather_lost_h(world->weather, WEATHER_SNOW);
    const struct empties_count empties = empties_all(&world->empties);
    value[EMPTIES_STOCK] = (double)empties.stock;
    value[EMPTIES_FLOWN] = (double)empties.flown;
    value[EMPTIES_SHORT] = (double)empties.short_of;
    value[RAMP_STOPPED] = weather_lost_h(world->weather, WEATHER_LIGHTNING);
}

static void fill_traffic(struct hub_world *world, double *value)
{
    double kg_in = 0, kg_out = 0, kg_out_max = 0, parcels_in = 0, parcels_out = 0;
    for (uint32_t l = 0; l < world->def->lanes_n; l++) {
        const struct lane_counts *lane = lane_year(world->lane[l]);
        kg_in += (double)lane->kg_in;
        kg_out += (double)lane->kg_out;
        kg_out_max += (double)lane->kg_out_max;
        parcels_out += (double)lane->parcels_out;
        if (world->def->lanes[l].business != LANE_EXPRESS) parcels_in += (double)lane->parcels_in;
    }
    value[TONNES] = (kg_in + kg_out) / 1000.0;
    value[TONNES_IN] = kg_in / 1000.0;
    value[TONNES_OUT] = kg_out / 1000.0;
    value[EMPTY_OUT] = (kg_out_max - kg_out) / 1000.0;
    value[PARCELS_IN] = parcels_in;
    value[PARCELS_OUT] = parcels_out;
    value[DECLARATIONS_IN] = world->trade.declarations;
    value[ITEMS_DECLARED_IN] = world->trade.items_declared;
}

static void fill_jobs(struct hub_world *world, int32_t year, double *value)
{
    const enum airport_measure of[HALL_EMPLOYERS] = {JOBS_OPERATOR, JOBS_HANDLER, JOBS_AGENCY,
                                                     JOBS_SECURITY};
    double fte = 0, halls = 0, agency = 0, standing = 0;
    for (int e = 0; e < HALL_EMPLOYERS; e++)
        value[of[e]] = 0;
    value[JOBS_CLERKS] = value[FTE_WORKED] = 0;
    for (uint32_t h = 0; h < world->def->halls_n; h++) {
        for (int e = 0; e < HALL_EMPLOYERS; e++) {
            value[of[e]] += hub_hall_jobs(world, h, (enum hall_employer)e, false);
            value[JOBS_CLERKS] += hub_hall_jobs(world, h, (enum hall_employer)e, true);
        }
        halls += hub_hall_all_jobs(world, h);
        fte += hub_hall_fte(world, h);
        value[FTE_WORKED] += hub_hall_fte_worked(world, h, year);
        agency += hub_hall_agency_jobs(world, h);
        standing += hub_hall_standing_jobs(world, h);
    }
    const struct jobs_def *jobs = &world->def->jobs;
    value[JOBS_OTHER] = value[JOBS_TYPED_IN] = jobs_other(jobs, value[TONNES]);
    value[JOBS_STANDING] = standing;
    value[JOBS_FLOW] = halls - standing;
    value[JOBS_DIRECT] = halls + value[JOBS_OTHER];
    value[FTE_DIRECT] = fte + value[JOBS_OTHER] * world->def->labour.fte_per_job;
    value[FTE_AGENCY] = labour_fte(&world->def->labour, agency);
    value[JOBS_WITHOUT_AGENCY] = value[JOBS_DIRECT] - agency;
    value[FTE_WITHOUT_AGENCY] = value[FTE_DIRECT] - value[FTE_AGENCY];
    value[JOBS_INDIRECT] = jobs_indirect(jobs, value[JOBS_WITHOUT_AGENCY]);
    value[JOBS_INDUCED] = jobs_induced(jobs, value[JOBS_WITHOUT_AGENCY]);
    value[JOBS_TOTAL] = value[JOBS_WITHOUT_AGENCY] + value[JOBS_INDIRECT] + value[JOBS_INDUCED];
    value[JOBS_CUSTOMS_AGENTS] = jobs_customs_agents(jobs, value[JOBS_WITHOUT_AGENCY]);
    value[OFFICERS_MANNED] = hub_hours_manned(&world->officers);
    value[OFFICERS_BUSY_HOUR] = hub_hours_busy_hour(&world->officers);
    value[JOBS_CUSTOMS_OFFICERS] = customs_officers_employed(world->customs, &world->def->labour);
}

void hub_measures_fill(struct hub_world *world, int32_t year, double *value,
                       const double *first_year_value)
{
    fill_traffic(world, value);
    value[TRUCKS_PER_DAY] = trucks_per_day(world, year);
    fill_airside(world, value);
    fill_jobs(world, year, value);
    value += AIRPORT_MEASURES;
    hub_trade_fill(world, value, first_year_value + AIRPORT_MEASURES);
    value += hub_trade_measures(NULL);
    const struct measure *list;
    const size_t hall_n = hub_hall_measures(&list);
    for (uint32_t h = 0; h < world->def->halls_n; h++, value += hall_n)
        hub_hall_fill(world, h, year, value);
    for (uint32_t l = 0; l < world->def->lanes_n; l++, value += LANE_MEASURES)
        fill_lane(world, l, year, value);
    for (uint32_t i = 0; i < world->def->hauls_n; i++, value += HAUL_MEASURES)
        fill_haul(world, i, year, value);
    hub_doors_fill(world, value);
}

/* ---- the day drawn --------------------------------------------------------------------------- */

struct hub_sample hub_day_counters(const struct hub_world *world)
{
    struct hub_sample now = {.landed_ulds = world->ulds_in};
    for (uint32_t h = 0; h < world->def->halls_n; h++) {
        now.broken_down += (uint64_t)breakdown_counts(world->hall[h].breakdown).out.ulds;
        now.sorted += (uint64_t)sorter_counts(world->hall[h].sorter).out.parcels;
        now.trucks += dock_counts(world->hall[h].dock).trucks;
    }
    return now;
}

void hub_day_sample(struct hub_world *world, double *hour, bool hour_ends)
{
    hour[MEASURE_DAY_STANDS] += (pool_busy(airport_stands(world->airport, false)) +
                                 pool_busy(airport_stands(world->airport, true))) /
                                6.0;
    for (uint32_t h = 0; h < world->def->halls_n; h++) {
        const struct hub_hall *hall = &world->hall[h];
        hour[MEASURE_DAY_WAITING_ULDS] += (pool_waiting(breakdown_teams(hall->breakdown)) +
                                           pool_waiting(breakdown_places(hall->breakdown))) /
                                          6.0;
        hour[MEASURE_DAY_WAITING_SORT] += (double)sorter_counts(hall->sorter).waiting_parcels / 6.0;
        if (roster_opening(hall->roster)) continue;
        for (int a = 0; a <= HALL_MAINTENANCE; a++)
            hour[MEASURE_DAY_PRESENT] += roster_present(hall->roster, (enum hall_area)a) / 6.0;
    }
    if (!hour_ends) return;
    struct hub_sample now = hub_day_counters(world);
    hour[MEASURE_DAY_LANDED_ULDS] = (double)(now.landed_ulds - world->sample.landed_ulds);
    hour[MEASURE_DAY_BROKEN_DOWN] = (double)(now.broken_down - world->sample.broken_down);
    hour[MEASURE_DAY_SORTED] = (double)(now.sorted - world->sample.sorted);
    hour[MEASURE_DAY_TRUCKS] = (double)(now.trucks - world->sample.trucks);
    world->sample = now;
}
