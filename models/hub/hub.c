// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub.h"

#include <math.h>
#include <string.h>

#include "models/hub/hub_flows.h"
#include "models/hub/hub_params.h"
#include "models/hub/hub_timeline.h"
#include "models/hub/hub_world.h"
#include "sim/date.h"

/* ---- years, and the day drawn ---------------------------------------------------------------- */

static void forget_year(struct hub_world *world)
{
    airport_new_year(world->airport);
    weather_new_year(world->weather);
    empties_new_year(&world->empties);
    customs_new_year(world->customs);
    world->trade = (struct hub_trade_counts){0};
    export_new_year(world->export);
    hub_hours_new_year(world);
    for (uint32_t l = 0; l < world->def->lanes_n; l++)
        lane_new_year(world->lane[l]);
    for (uint32_t h = 0; h < world->def->halls_n; h++) {
        struct hub_hall *hall = &world->hall[h];
        roster_new_year(hall->roster);
        ramp_new_year(hall->ramp);
        breakdown_new_year(hall->breakdown);
        xray_new_year(hall->xray);
        sorter_new_year(hall->sorter);
        dock_new_year(hall->dock);
        hall->kg_in = hall->kg_out = hall->parcels_in = 0;
        hall->opening = hub_doors(world, h);
        hall_choice_forget(world->choice, h, date_of(sim_now_us(world->sim)).year - 1);
    }
}

static void close_year(struct hub_world *world)
{
    hub_hours_look(world);
    if (world->counting && world->year < hub_years(world->def)) {
        double *value = world->value + world->year * world->measures;
        int32_t year = hub_first_year(world->def) + (int32_t)world->year;
        hub_measures_fill(world, year, value, world->value);
        if (world->look && world->look->year == year) hub_detail_take(world->look, world);
        world->year++;
    }
    world->counting = sim_now_us(world->sim) >= date_us(hub_first_year(world->def), 1, 1);
    forget_year(world);
}

static void new_year(struct sim *sim, void *station, uint64_t year)
{
    struct hub_world *world = station;
    close_year(world);
    sim_at(sim, date_us((int32_t)year + 1, 1, 1), SIM_END, world->new_year, world, year + 1);
}

static void take_sample(struct sim *sim, void *station, uint64_t number)
{
    struct hub_world *world = station;
    uint64_t hour = (number - 1) / 6;
    if (number > 0) hub_day_sample(world, world->day + hour * MEASURE_DAY_SERIES, number % 6 == 0);
    else world->sample = hub_day_counters(world);
    if (number < 144)
        sim_in(sim, 10 * DATE_MINUTE_US, SIM_COUNT, world->samples, world, number + 1);
}

static void look_closer(struct sim *sim, void *station, uint64_t number)
{
    struct hub_world *world = station;
    hub_detail_resources(world->look, world);
    int64_t next_us = sim_now_us(sim) + HUB_DETAIL_EVERY_S * DATE_SECOND_US;
    if (next_us < date_us(world->look->year + 1, 1, 1))
        sim_at(sim, next_us, SIM_COUNT, world->looks, world, number + 1);
}

static void start_looking(struct hub_world *world)
{
    int64_t from_us = date_us(world->look->year, 1, 1), now_us = sim_now_us(world->sim);
    world->looks = sim_kind(world->sim, "hub.look", look_closer);
    sim_at(world->sim, from_us > now_us ? from_us : now_us, SIM_COUNT, world->looks, world, 0);
}

/* False: the day is "never", or lies outside the run, so nobody knows anything about it. */
static bool draws_day(const struct hub_run_def *run)
{
    const int64_t start_us = run->from_us - (int64_t)run->warm_up_weeks * DATE_WEEK_US;
    return run->day_us != DATE_NEVER_US && run->day_us >= start_us && run->day_us < run->to_us;
}

static void start_calendar(struct hub_world *world)
{
    struct sim *sim = world->sim;
    int64_t now_us = sim_now_us(sim);
    int32_t year = date_of(now_us).year + 1;
    /* SIM_END: the old year is read before anything changes at midnight. */
    sim_at(sim, date_us(year, 1, 1), SIM_END, world->new_year, world, (uint64_t)year);
    if (draws_day(&world->def->run))
        sim_at(sim, world->def->run.day_us, SIM_COUNT, world->samples, world, 0);
}

/* ---- one replication ------------------------------------------------------------------------- */

int32_t hub_first_year(const struct hub_def *def)
{
    struct date from = date_of(def->run.from_us);
    bool whole = from.month == 1 && from.day == 1;
    return whole ? from.year : from.year + 1;
}

size_t hub_years(const struct hub_def *def)
{
    int32_t years = date_of(def->run.to_us).year - hub_first_year(def);
    return years > 0 ? (size_t)years : 0;
}

static struct hub_def *copy_def(struct sim *sim, const struct hub_def *def)
{
    struct hub_def *copy = sim_alloc(sim, hub_params_bytes(def));
    hub_params_copy(copy, def);
    return copy;
}

struct hub_world *hub_world_new(struct sim *sim, const struct hub_request *request,
                                const struct hub_futures *futures, struct hub_result *result)
{
    struct hub_world *world = sim_alloc(sim, sizeof *world);
    sim_set_root(sim, world);
    world->sim = sim;
    world->plan = request->plan;
    world->def = copy_def(sim, request->plan->base);
    plan_draw(world->plan, world->def, request->seed, request->replication);
    world->next = copy_def(sim, world->def);
    world->lane = sim_alloc(sim, world->def->lanes_n * sizeof(*world->lane));
    world->hall = sim_alloc(sim, world->def->halls_n * sizeof(*world->hall));
    world->cargo.trace = request->trace;
    world->value = result->value;
    world->day = result->day;
    world->look = request->look;
    world->measures = hub_measures(world->def, NULL);
    world->new_year = sim_kind(sim, "hub.new_year", new_year);
    world->samples = sim_kind(sim, "hub.sample", take_sample);
    hub_flows_build(world);
    hub_timeline_start(world, futures);
    start_calendar(world);
    hub_hours_start(world);
    if (world->look) start_looking(world);
    for (uint32_t h = 0; h < world->def->halls_n; h++)
        roster_start(world->hall[h].roster);
    hub_flows_staffed(sim, world, 0);
    for (uint32_t l = 0; l < world->def->lanes_n; l++)
        lane_start(world->lane[l]);
    return world;
}

static void count_hours(const struct roster *roster, struct hub_result *result)
{
    for (int a = 0; a <= HALL_MAINTENANCE; a++) {
        const struct roster_hours *hours = roster_hours(roster, (enum hall_area)a);
        result->paid_h += hours->paid_h;
        result->accounted_h += hours->present_h + hours->rest_h + hours->absent_h + hours->leave_h +
                               hours->training_h + hours->spare_h;
    }
}

static void count_inside(const struct hub_world *world, struct hub_result *result)
{
    for (uint32_t h = 0; h < world->def->halls_n; h++) {
        const struct hub_doors doors = hub_doors(world, h);
        result->g_inside += doors.inside.g;
        result->parcels_inside += doors.inside.parcels;
        result->ulds_inside += (uint64_t)doors.inside.ulds;
        result->g_out_by_truck += doors.trucked_out.g;
        result->parcels_out_by_truck += doors.trucked_out.parcels;
        result->ulds_emptied += (uint64_t)(doors.broken_down.ulds + doors.unopened.ulds);
        result->export_kg_in += doors.out_gate_kg;
        result->export_kg_flown += doors.flown_kg;
        result->export_kg_inside += doors.out_inside_kg;
        count_hours(world->hall[h].roster, result);
    }
}

static void report(const struct hub_world *world, struct hub_result *result)
{
    result->events = sim_events(world->sim);
    result->digest = sim_digest(world->sim);
    result->ties = sim_ties(world->sim);
    result->g_in = 1000 * world->kg_in;
    result->parcels_in = world->parcels_in;
    result->ulds_in = world->ulds_in;
    result->parcels_moved = parcels_moved(world->cargo.parcels);
    result->bytes = sim_bytes(world->sim);
    count_inside(world, result);
}

/* Month by month, so that a wish to stop is heard. */
bool hub_world_run(struct hub_world *world, int64_t to_us, const volatile int *stop)
{
    while (sim_now_us(world->sim) < to_us) {
        if (stop != NULL && *stop != 0) return false;
        int64_t next_us = sim_now_us(world->sim) + 28 * DATE_DAY_US;
        if (!sim_run_until(world->sim, next_us < to_us ? next_us : to_us)) return false;
    }
    return true;
}

bool hub_world_end(struct hub_world *world, struct hub_result *result, const volatile int *stop)
{
    if (!hub_world_run(world, world->def->run.to_us, stop)) return false;
    struct date end = date_of(sim_now_us(world->sim));
    report(world, result);
    if (end.month == 1 && end.day == 1) close_year(world);
    return true;
}

struct sim_def hub_world_def(const struct hub_request *request)
{
    const struct hub_run_def *run = &request->plan->base->run;
    struct sim_def def = sim_def_default();
    def.seed = request->seed;
    def.replication = request->replication;
    def.permute_ties = request->permute_ties;
    def.profile = request->profile;
    def.start_us = run->from_us - (int64_t)run->warm_up_weeks * DATE_WEEK_US;
    return def;
}

void hub_world_clear(const struct hub_def *base, struct hub_result *result)
{
    size_t cells = hub_years(base) * hub_measures(base, NULL);
    for (size_t i = 0; i < cells; i++)
        result->value[i] = NAN;
    for (size_t i = 0; i < 24 * MEASURE_DAY_SERIES; i++)
        result->day[i] = draws_day(&base->run) ? 0 : NAN;
}

bool hub_run(const struct hub_request *request, struct hub_result *result)
{
    const struct sim_def def = hub_world_def(request);
    struct sim *sim = sim_new(&def);
    if (sim == NULL) return false;
    if (request->watcher != NULL) sim_watch(sim, request->watcher, request->watcher_context);
    hub_world_clear(request->plan->base, result);
    struct hub_world *world = hub_world_new(sim, request, NULL, result);
    bool ended = hub_world_end(world, result, request->stop);
    if (ended && request->ended != NULL) request->ended(request->ended_context, sim);
    sim_free(sim);
    return ended;
}
