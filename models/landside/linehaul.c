// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/landside/linehaul.h"

#include <stddef.h>

#include "models/base/param_table.h"

#define AT(field) offsetof(struct linehaul_def, field)

// clang-format off
const struct param linehaul_params[] = {
    {KEY(hall), NAME("halls.*", ""), REQUIRED, "definition", "high",
     "The hall whose trucks go there; its numbered destinations are then not used."},
    {KEY(share), REAL("share", 0, 1e6), VALUE(1), "assumption", "low",
     "Its part of the hall's freight; only the proportions matter."},
    {KEY(drive_h), REAL("h", 0, 120), VALUE(6), "assumption", "low",
     "Time on the road to its door."},
    {KEY(wave_hour), REALS(LINEHAUL_WAVES, "h", 0, 48),
     WORD("24 24 24 24 24 24"), "assumption", "low",
     "Hours of day at which its trucks leave; 24 or more is not used, and if none is, the hall's"
     " waves hold."},
    {KEY(wave_days), REALS(7, "0 or 1", 0, 1), WORD("1 1 1 1 1 1 1"), "definition", "medium",
     "Days on which they do, Monday first."},
    {KEY(parcel_truck_kg), REAL("kg", 0, 50000), VALUE(0), "definition", "medium",
     "Parcels that fill one of its trucks; 0: as in the hall."},
    {KEY(general_truck_kg), REAL("kg", 0, 50000), VALUE(0), "definition", "medium",
     "General cargo on one of its trucks; 0: as in the hall."},
    {KEY(min_fill_share), REAL("share", 0, 1), VALUE(0), "assumption", "low",
     "A truck leaves at a wave only if so much of it is filled; 0: always."},
    {KEY(hold_at_most_h), REAL("h", 0.5, 168), VALUE(24), "assumption", "low",
     "Freight that a wave left behind leaves at the latest so much later, whatever fills the"
     " truck."},
    {KEY(due_hour), REAL("h", 0, 48), VALUE(24), "assumption", "low",
     "Hour of day by which freight is promised there; 24 or more: nothing is promised."},
    {KEY(due_days), COUNT("days", 0, 30), VALUE(1), "assumption", "low",
     "Days after the day its aircraft came on block."},
};
// clang-format on
const size_t linehaul_params_n = sizeof linehaul_params / sizeof *linehaul_params;

uint32_t linehaul_of(const struct linehaul_def *hauls, uint32_t n, uint32_t hall,
                     const struct linehaul_def *to[HALL_DESTINATIONS])
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < n && found < HALL_DESTINATIONS; i++)
        if (hauls[i].hall == hall) to[found++] = &hauls[i];
    return found;
}

void linehaul_settle(const struct linehaul_def *hauls, uint32_t n, struct hall_def *halls,
                     uint32_t halls_n)
{
    const struct linehaul_def *of[HALL_DESTINATIONS];
    for (uint32_t h = 0; h < halls_n; h++) {
        uint32_t found = linehaul_of(hauls, n, h, of);
        for (uint32_t d = 0; found > 0 && d < HALL_DESTINATIONS; d++)
            halls[h].destination_share[d] = d < found ? of[d]->share : 0;
    }
}

bool linehaul_has_waves(const struct linehaul_def *haul)
{
    for (int w = 0; w < LINEHAUL_WAVES; w++)
        if (haul->wave_hour[w] < 24) return true;
    return false;
}

bool linehaul_promises(const struct linehaul_def *haul)
{
    return haul->due_hour < 24;
}

bool linehaul_is_on_time(const struct linehaul_def *haul, int64_t on_block_us, int64_t leaves_us)
{
    int64_t due_us = on_block_us - on_block_us % DATE_DAY_US + haul->due_days * DATE_DAY_US +
                     (int64_t)(haul->due_hour * (double)DATE_HOUR_US);            /* (2) */
    return leaves_us + (int64_t)(haul->drive_h * (double)DATE_HOUR_US) <= due_us; /* (3) */
}
