// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/landside/linehaul.h"

#include <stddef.h>

#define AT(field) offsetof(struct linehaul_def, field)

const struct param linehaul_params[] = {
    {.key = "hall",
     .kind = PARAM_NAME,
     .at = AT(hall),
     .refers = "halls.*",
     .required = true,
     .unit = "",
     .meaning = "The hall whose trucks go there; its numbered destinations are then not used.",
     .source = "definition",
     .confidence = "high"},
    {.key = "share",
     .kind = PARAM_REAL,
     .at = AT(share),
     .max = 1e6,
     .standard = {.a = 1},
     .unit = "share",
     .meaning = "Its part of the hall's freight; only the proportions matter.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "drive_h",
     .kind = PARAM_REAL,
     .at = AT(drive_h),
     .max = 120,
     .standard = {.a = 6},
     .unit = "h",
     .meaning = "Time on the road to its door.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "wave_hour",
     .kind = PARAM_REALS,
     .at = AT(wave_hour),
     .n = LINEHAUL_WAVES,
     .max = 48,
     .standard_text = "24 24 24 24 24 24",
     .unit = "h",
     .meaning =
         "Hours of day at which its trucks leave; 24 or more is not used, and if none is, the"
         " hall's waves hold.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "wave_days",
     .kind = PARAM_REALS,
     .at = AT(wave_days),
     .n = 7,
     .max = 1,
     .standard_text = "1 1 1 1 1 1 1",
     .unit = "0 or 1",
     .meaning = "Days on which they do, Monday first.",
     .source = "definition",
     .confidence = "medium"},
    {.key = "parcel_truck_kg",
     .kind = PARAM_REAL,
     .at = AT(parcel_truck_kg),
     .max = 50000,
     .standard = {.a = 0},
     .unit = "kg",
     .meaning = "Parcels that fill one of its trucks; 0: as in the hall.",
     .source = "definition",
     .confidence = "medium"},
    {.key = "general_truck_kg",
     .kind = PARAM_REAL,
     .at = AT(general_truck_kg),
     .max = 50000,
     .standard = {.a = 0},
     .unit = "kg",
     .meaning = "General cargo on one of its trucks; 0: as in the hall.",
     .source = "definition",
     .confidence = "medium"},
    {.key = "min_fill_share",
     .kind = PARAM_REAL,
     .at = AT(min_fill_share),
     .max = 1,
     .standard = {.a = 0},
     .unit = "share",
     .meaning = "A truck leaves at a wave only if so much of it is filled; 0: always.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "hold_at_most_h",
     .kind = PARAM_REAL,
     .at = AT(hold_at_most_h),
     .min = 0.5,
     .max = 168,
     .standard = {.a = 24},
     .unit = "h",
     .meaning = "Freight that a wave left behind leaves at the latest so much later, whatever fills"
                " the truck.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "due_hour",
     .kind = PARAM_REAL,
     .at = AT(due_hour),
     .max = 48,
     .standard = {.a = 24},
     .unit = "h",
     .meaning = "Hour of day by which freight is promised there; 24 or more: nothing is"
                " promised.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "due_days",
     .kind = PARAM_COUNT,
     .at = AT(due_days),
     .max = 30,
     .standard = {.a = 1},
     .unit = "days",
     .meaning = "Days after the day its aircraft came on block.",
     .source = "assumption",
     .confidence = "low"},
};
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
