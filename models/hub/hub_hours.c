// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub_hours.h"

#include <math.h>

#include "models/hub/hub_world.h"
#include "sim/date.h"

static const double NEXT_HUNDREDTH = 1 - 1e-9;

/* ---- one resource ---------------------------------------------------------------------------- */

/* `done`: since its measures started. An hour begun is none yet. */
static void look(struct hub_hours *of, double done, double hours)
{
    const double did = done - of->last, could = of->could_per_h * hours;
    of->last = done;
    if (!(hours > 0)) return;
    if (of->manned_per_h > 0) {
        of->manned += of->manned_per_h * hours;
        of->done_manned += did;
    }
    of->done += did;
    of->could += could;
    if (!(could > 0)) return;
    const double share = did < could ? did / could : 1;
    of->seen[(int)(100 * share + NEXT_HUNDREDTH)]++;
    of->hours++;
}

static void look_at_pool(struct hub_hours *of, const struct pool *pool, int64_t now_us,
                         double hours)
{
    look(of, level_area_s(pool_busy_level(pool), now_us) / 3600.0, hours);
}

static void look_at_hall(struct hub_world *world, uint32_t h, double hours)
{
    struct hub_hall *hall = &world->hall[h];
    struct hub_hours *of = hall->hours;
    const int64_t now_us = sim_now_us(world->sim);
    look_at_pool(&of[HUB_HOURS_BREAKDOWN], breakdown_teams(hall->breakdown), now_us, hours);
    look_at_pool(&of[HUB_HOURS_BUILDUP], export_teams(world->export, h), now_us, hours);
    look_at_pool(&of[HUB_HOURS_DOORS], dock_doors(hall->dock), now_us, hours);
    look(&of[HUB_HOURS_SORTER], sorter_done_pieces(hall->sorter), hours);
}

/* ---- what an hour could ---------------------------------------------------------------------- */

static void set_pool(struct hub_hours *of, const struct pool *pool, double places, bool manned)
{
    of->could_per_h = places;
    of->manned_per_h = manned ? pool_size(pool) : 0;
}

static void set_hall(struct hub_world *world, uint32_t h)
{
    struct hub_hall *hall = &world->hall[h];
    const struct hall_def *def = &world->def->halls[h];
    struct hub_hours *of = hall->hours, *sorter = &of[HUB_HOURS_SORTER];
    const int64_t now_us = sim_now_us(world->sim);
    const bool open = hall_area_m2(def, now_us) > 0, manned = !roster_opening(hall->roster);
    const double machine = hall_sorter_pieces_per_h(def);
    const double people = roster_present(hall->roster, HALL_SORT) * hall_sorted_per_worker_h(def);
    set_pool(&of[HUB_HOURS_BREAKDOWN], breakdown_teams(hall->breakdown),
             breakdown_team_places(def, now_us), manned);
    set_pool(&of[HUB_HOURS_BUILDUP], export_teams(world->export, h),
             export_team_places(def, now_us), manned);
    set_pool(&of[HUB_HOURS_DOORS], dock_doors(hall->dock), hall_doors(def, now_us), manned);
    sorter->could_per_h = open ? machine : 0;
    sorter->manned_per_h =
        open && manned && !sorter_is_shut(hall->sorter) ? fmin(machine, people) : 0;
}

/* ---- all of them ----------------------------------------------------------------------------- */

void hub_hours_look(struct hub_world *world)
{
    const int64_t now_us = sim_now_us(world->sim);
    const double hours = (double)(now_us - world->hours_us) / (double)DATE_HOUR_US;
    const struct pool *officers = customs_officers(world->customs);
    world->hours_us = now_us;
    for (uint32_t h = 0; h < world->def->halls_n; h++)
        look_at_hall(world, h, hours);
    look_at_pool(&world->officers, officers, now_us, hours);
}

/* Places and people change by shifts, dates and the sorter's own hours. */
static void set_all(struct hub_world *world)
{
    const struct pool *officers = customs_officers(world->customs);
    const bool midnight = world->hours_us % DATE_DAY_US == 0;
    for (uint32_t h = 0; h < world->def->halls_n; h++) {
        const struct hall_def *def = &world->def->halls[h];
        const bool own_hours = def->sort_from_hour != def->sort_until_hour;
        if (world->staffed || midnight || own_hours) set_hall(world, h);
    }
    set_pool(&world->officers, officers, pool_size(officers), true);
    world->staffed = false;
}

static void strike_hour(struct sim *sim, void *station, uint64_t unused)
{
    struct hub_world *world = station;
    hub_hours_look(world);
    set_all(world);
    sim_in(sim, DATE_HOUR_US, SIM_COUNT, world->hourly, world, unused);
}

void hub_hours_start(struct hub_world *world)
{
    const int64_t now_us = sim_now_us(world->sim);
    world->hours_us = now_us;
    world->hourly = sim_kind(world->sim, "hub.hour", strike_hour);
    sim_at(world->sim, (now_us / DATE_HOUR_US + 1) * DATE_HOUR_US, SIM_COUNT, world->hourly, world,
           0);
}

/* The stations' own measures start anew at the same moment, and with them `last`. */
static void forget(struct hub_hours *of)
{
    *of = (struct hub_hours){.could_per_h = of->could_per_h, .manned_per_h = of->manned_per_h};
}

void hub_hours_new_year(struct hub_world *world)
{
    for (uint32_t h = 0; h < world->def->halls_n; h++)
        for (int r = 0; r < HUB_HOURS_RESOURCES; r++)
            forget(&world->hall[h].hours[r]);
    forget(&world->officers);
}

/* ---- what comes out -------------------------------------------------------------------------- */

double hub_hours_utilisation(const struct hub_hours *hours)
{
    return hours->could > 0 ? hours->done / hours->could : NAN;
}

double hub_hours_manned(const struct hub_hours *hours)
{
    return hours->manned > 0 ? hours->done_manned / hours->manned : NAN;
}

double hub_hours_busy_hour(const struct hub_hours *hours)
{
    uint32_t below = 0;
    if (hours->hours == 0) return NAN;
    for (int x = 0; x < HUB_HOURS_HUNDREDTHS; x++) {
        below += hours->seen[x];
        if (20 * (uint64_t)below >= 19 * (uint64_t)hours->hours) return x / 100.0;
    }
    return 1;
}
