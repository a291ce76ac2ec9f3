// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub_detail.h"

#include <math.h>
#include <stdlib.h>

#include "models/hub/hub_world.h"
#include "sim/date.h"

const char *const hub_detail_airport_name[HUB_DETAIL_AIRPORT] = {"wide stands", "narrow stands",
                                                                 "customs officers"};
const char *const hub_detail_hall_name[HUB_DETAIL_HALL] = {
    "ramp crews",  "loader drivers", "drivers",    "main loaders",  "lower loaders",
    "tugs",        "dollies",        "check-in",   "ULD buffer",    "breakdown teams",
    "X-ray lines", "sorter",         "door teams", "build-up teams"};

struct hub_detail *hub_detail_new(size_t n, uint32_t halls_n)
{
    struct hub_detail *look;
    const size_t each = halls_n * (sizeof *look->staff + sizeof *look->hall + sizeof *look->most);
    look = calloc(n, sizeof *look + each);
    char *free = look ? (char *)(look + n) : NULL;
    for (size_t i = 0; look && i < n; i++) {
        look[i].staff = (void *)free;
        look[i].hall = (void *)(free += halls_n * sizeof *look->staff);
        look[i].most = (void *)(free += halls_n * sizeof *look->hall);
        free += halls_n * sizeof *look->most;
    }
    return look;
}

/* ---- resources ------------------------------------------------------------------------------- */

static struct usage_look look_at_pool(const struct pool *pool)
{
    return usage_pool(pool_size(pool), pool_size(pool), pool_busy(pool), pool_waiting(pool));
}

/* Teams: there could be as many as ever were. Short of places if more people are there than the
 * pool can use. */
static struct usage_look look_at_teams(const struct pool *pool, double *most, uint32_t teams_there)
{
    double size = pool_size(pool), busy = pool_busy(pool);
    *most = fmax(*most, fmax(size, busy));
    struct usage_look look = usage_pool(*most, size, busy, pool_waiting(pool));
    look.place_short = teams_there > pool_size(pool);
    return look;
}

static struct usage_look look_at_sorter(const struct hub_hall *hall, const struct hall_def *def)
{
    double machine = hall_sorter_pieces_per_h(def);
    double people = roster_present(hall->roster, HALL_SORT) * hall_sorted_per_worker_h(def);
    double share = machine > 0 ? people / machine : 0;
    double inside =
        hall_pieces(def, CARGO_PARCELS, (double)sorter_counts(hall->sorter).waiting_parcels);
    const bool shut = sorter_is_shut(hall->sorter);
    struct usage_look look = usage_machine(sorter_is_down(hall->sorter), inside > 0 && !shut,
                                           inside > 0.25 * machine, share);
    if (shut && inside > 0) usage_hold_up(&look, 1);
    look.place_short = share >= 1;
    return look;
}

/* What is not counted there is plenty, and no resource. More people do not help where it is short.
 * */
static void look_at_ramp(struct usage *to, const struct ramp *ramp, const struct hall_def *def,
                         int32_t month)
{
    const struct tugs *tugs = ramp_tugs(ramp);
    const struct ramp_counts counts = ramp_counts(ramp);
    const struct tugs_counts tug = tugs_counts(tugs);
    const struct {
        enum hub_detail_hall which;
        uint32_t counted, blocked;
        const struct pool *pool;
    } machine[] = {
        {HUB_DETAIL_MAIN_LOADERS, def->main_loaders, counts.loaders_blocked[CARGO_MAIN_DECK],
         ramp_loaders(ramp, CARGO_MAIN_DECK)},
        {HUB_DETAIL_LOWER_LOADERS, def->lower_loaders, counts.loaders_blocked[CARGO_LOWER_DECK],
         ramp_loaders(ramp, CARGO_LOWER_DECK)},
        {HUB_DETAIL_TUGS, def->tugs, tug.at_door, tugs_pool(tugs)},
        {HUB_DETAIL_DOLLIES, def->dollies, tug.dollies_standing, tugs_dollies(tugs)},
        {HUB_DETAIL_CHECKIN, def->checkin_points, tug.points_standing, tugs_checkin(tugs)},
    };
    for (size_t i = 0; i < sizeof machine / sizeof *machine; i++) {
        if (machine[i].counted == 0) continue;
        struct usage_look look = look_at_pool(machine[i].pool);
        usage_block(&look, machine[i].blocked);
        look.place_short = true;
        usage_add(&to[machine[i].which], month, look);
    }
}

/* A crew whose aircraft is not worked at waits with it. */
static struct usage_look look_at_crews(const struct ramp *ramp, double *most)
{
    const struct pool *crews = crews_pool(ramp_crews(ramp));
    struct usage_look look = look_at_teams(crews, most, 0);
    double works = ramp_aircraft(ramp, false, RAMP_WORKS) + ramp_aircraft(ramp, true, RAMP_WORKS);
    usage_block(&look, pool_busy(crews) - works);
    return look;
}

/* They have nothing to do apart from their crew. */
static void look_at_drivers(struct usage *to, const struct ramp *ramp, const struct hall_def *def,
                            double *most, int32_t month)
{
    const struct crews *crews = ramp_crews(ramp);
    if (def->ramp_loader_drivers > 0)
        usage_add(&to[HUB_DETAIL_LOADER_DRIVERS], month,
                  look_at_teams(crews_licensed(crews, CARGO_MAY_LOAD),
                                &most[HUB_DETAIL_LOADER_DRIVERS], 0));
    if (def->ramp_loader_drivers > 0 || def->ramp_tug_drivers > 0)
        usage_add(
            &to[HUB_DETAIL_DRIVERS], month,
            look_at_teams(crews_licensed(crews, CARGO_MAY_DRIVE), &most[HUB_DETAIL_DRIVERS], 0));
}

/* All ULDs in it wait for a team. */
static void look_at_buffer(struct usage *to, const struct breakdown *floor,
                           const struct hall_def *def, int32_t month)
{
    if (def->uld_buffer_positions == 0) return;
    struct usage_look look = look_at_pool(breakdown_places(floor));
    usage_block(&look, pool_busy(breakdown_places(floor)));
    look.place_short = true;
    usage_add(&to[HUB_DETAIL_BUFFER], month, look);
}

static void look_at_hall(struct hub_detail *look, const struct hub_world *world, uint32_t h,
                         int32_t month)
{
    const struct hub_hall *hall = &world->hall[h];
    const struct hall_def *def = &world->def->halls[h];
    const struct roster *roster = hall->roster;
    struct usage *to = look->hall[h];
    double *most = look->most[h];
    usage_add(&to[HUB_DETAIL_CREWS], month, look_at_crews(hall->ramp, &most[HUB_DETAIL_CREWS]));
    look_at_drivers(to, hall->ramp, def, most, month);
    look_at_ramp(to, hall->ramp, def, month);
    look_at_buffer(to, hall->breakdown, def, month);
    usage_add(&to[HUB_DETAIL_BREAKDOWN], month,
              look_at_teams(breakdown_teams(hall->breakdown), &most[HUB_DETAIL_BREAKDOWN],
                            roster_teams(roster, HALL_BREAKDOWN, def->team)));
    if (def->xray_lines > 0) {
        struct usage_look lines = look_at_pool(xray_lines(hall->xray));
        lines.place_short = true;
        usage_add(&to[HUB_DETAIL_XRAY], month, lines);
    }
    if (def->sorters > 0) usage_add(&to[HUB_DETAIL_SORTER], month, look_at_sorter(hall, def));
    struct usage_look doors = look_at_teams(dock_doors(hall->dock), &most[HUB_DETAIL_DOORS],
                                            roster_teams(roster, HALL_DOCKS, def->dock_team));
    usage_hold_up(&doors, dock_counts(hall->dock).not_called);
    usage_add(&to[HUB_DETAIL_DOORS], month, doors);
    usage_add(&to[HUB_DETAIL_BUILDUP], month,
              look_at_teams(export_teams(world->export, h), &most[HUB_DETAIL_BUILDUP],
                            roster_teams(roster, HALL_BUILDUP, def->buildup_team)));
}

/* A stand is blocked while its aircraft waits for a crew, a loader, dollies or a tug. Officers are
 * looked at when none is on shift too: files may wait for them. */
static void look_at_airport(struct hub_detail *look, const struct hub_world *world, int32_t month)
{
    const struct pool *wide = airport_stands(world->airport, false);
    const struct pool *narrow = airport_stands(world->airport, true);
    const struct pool *officers = customs_officers(world->customs);
    double waiting[HUB_DETAIL_NARROW + 1] = {0};
    for (uint32_t h = 0; h < world->def->halls_n; h++)
        for (int kind = HUB_DETAIL_WIDE; kind <= HUB_DETAIL_NARROW; kind++)
            waiting[kind] +=
                ramp_aircraft(world->hall[h].ramp, kind == HUB_DETAIL_NARROW, RAMP_WAITS);
    const struct pool *const pool[] = {[HUB_DETAIL_WIDE] = wide, [HUB_DETAIL_NARROW] = narrow};
    for (int r = HUB_DETAIL_WIDE; r <= HUB_DETAIL_NARROW; r++) {
        if (pool_size(pool[r]) == 0) continue;
        struct usage_look seen = look_at_pool(pool[r]);
        usage_block(&seen, waiting[r]);
        seen.place_short = true;
        usage_add(&look->airport[r], month, seen);
    }
    struct usage_look seen = look_at_teams(officers, &look->most_officers, 0);
    seen.place_short = false;
    usage_add(&look->airport[HUB_DETAIL_OFFICERS], month, seen);
}

void hub_detail_resources(struct hub_detail *look, const struct hub_world *world)
{
    int32_t month = date_of(sim_now_us(world->sim)).month;
    look_at_airport(look, world, month);
    for (uint32_t h = 0; h < world->def->halls_n; h++)
        if (!roster_opening(world->hall[h].roster)) look_at_hall(look, world, h, month);
}

/* ---- people ---------------------------------------------------------------------------------- */

static double worked_h(const struct hub_world *world, uint32_t h, enum hall_area area)
{
    const struct hub_hall *hall = &world->hall[h];
    switch (area) {
    case HALL_RAMP:
        return ramp_counts(hall->ramp).busy_worker_h;
    case HALL_BREAKDOWN:
        return breakdown_counts(hall->breakdown).busy_worker_h;
    case HALL_SORT:
        return sorter_counts(hall->sorter).busy_worker_h;
    case HALL_DOCKS:
        return dock_counts(hall->dock).busy_worker_h;
    case HALL_BUILDUP:
        return export_counts(world->export, h).busy_worker_h;
    default:
        return NAN; /* clerks and guards: nobody counts what they do */
    }
}

void hub_detail_take(struct hub_detail *look, const struct hub_world *world)
{
    for (uint32_t h = 0; h < world->def->halls_n; h++)
        for (int a = 0; a < HALL_AREAS; a++)
            area_staff_read(&look->staff[h][a], world->hall[h].roster, (enum hall_area)a,
                            worked_h(world, h, (enum hall_area)a));
    look->taken = true;
}
