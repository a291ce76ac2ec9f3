// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub_look.h"

#include <math.h>

#include "models/hub_world.h"

static double worked_h(const struct hub_world *world, uint32_t h, enum hall_area area)
{
    const struct hub_hall *hall = &world->hall[h];
    switch (area) {
    case HALL_RAMP: return ramp_busy_worker_h(hall->ramp);
    case HALL_BREAKDOWN: return breakdown_busy_worker_h(hall->breakdown);
    case HALL_SORT: return sorter_year(hall->sorter)->busy_worker_h;
    case HALL_DOCKS: return dock_busy_worker_h(hall->dock);
    case HALL_BUILDUP: return export_busy_worker_h(world->export, h);
    default: return NAN; /* clerks and guards: nobody counts what they do */
    }
}

void hub_look_take(struct hub_look *look, const struct hub_world *world)
{
    for (uint32_t h = 0; h < world->def.halls_n; h++)
        for (int a = 0; a < HALL_AREAS; a++)
            staff_read(&look->staff[h][a], world->hall[h].roster, (enum hall_area)a,
                       worked_h(world, h, (enum hall_area)a));
    look->taken = true;
}
