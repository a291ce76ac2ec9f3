// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hall.h"

const char *const hall_area_name[HALL_AREAS] = {
    "ramp",   "breakdown", "sort",        "docks",       "buildup",
    "clerks", "security",  "maintenance", "supervision", "office",
};

const char *const hall_employer_name[HALL_EMPLOYERS] = {"operator", "handler", "agency",
                                                        "security"};

double hall_area_m2(const struct hall_def *def, int64_t at_us)
{
    double area_m2 = 0;
    for (int i = 0; i < HALL_PHASES; i++)
        if (def->phase_opens_us[i] <= at_us) area_m2 += def->phase_m2[i];
    return area_m2;
}

double hall_room_kg_per_week(const struct hall_def *def, int64_t at_us)
{
    return 1000.0 * hall_area_m2(def, at_us) * def->flow_t_per_m2_year / 52.0 * def->surge_share;
}

double hall_pieces(const struct hall_def *def, enum cargo_kind kind, double parcels)
{
    if (kind != CARGO_PARCELS) return parcels;
    return parcels * (1.0 - def->bagged_share + def->bagged_share / def->bag_parcels);
}

double hall_sorter_pieces_per_h(const struct hall_def *def)
{
    return def->sorters * def->sorter_pieces_per_h * def->operational_share /
           (1.0 + def->recirculation_share);
}

static uint32_t per_area(const struct hall_def *def, int64_t at_us, double m2_each)
{
    return (uint32_t)(hall_area_m2(def, at_us) / m2_each + 0.5);
}

uint32_t hall_workstations(const struct hall_def *def, int64_t at_us)
{
    return per_area(def, at_us, def->m2_per_workstation);
}

uint32_t hall_doors(const struct hall_def *def, int64_t at_us)
{
    return per_area(def, at_us, def->m2_per_door);
}

/* Nobody can work one aircraft, ULD or truck with less than a crew. */
uint32_t hall_crew(const struct hall_def *def, enum hall_area area)
{
    switch (area) {
    case HALL_RAMP: return def->ramp_crew;
    case HALL_BREAKDOWN: return def->team;
    case HALL_DOCKS: return def->dock_team;
    case HALL_BUILDUP: return def->buildup_team;
    default: return 1;
    }
}

enum hall_employer hall_employer_of(const struct hall_def *def, enum hall_area area)
{
    if (area == HALL_SECURITY) return HALL_GUARDS;
    if (area == HALL_RAMP) return HALL_HANDLER;
    if (area == HALL_OFFICE || area == HALL_MAINTENANCE || area == HALL_SUPERVISION ||
        area == HALL_CLERKS)
        return HALL_OPERATOR;
    return (enum hall_employer)def->staff_of;
}
