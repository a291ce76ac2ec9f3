// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/hall.h"

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

/* ---- the sorter ------------------------------------------------------------------------------ */

double hall_hand_coded_share(const struct hall_def *def)
{
    return def->video_desks > 0 ? def->no_read_share * (1.0 - def->video_known_share) : 0;
}

double hall_passes(const struct hall_def *def) /* (5) */
{
    double others = 1.0 + def->recirculation_share;
    if (def->video_desks == 0) return others / (1.0 - def->no_read_share);
    return others + hall_hand_coded_share(def);
}

double hall_carriers_per_h(const struct hall_def *def)
{
    return def->sorters * def->sorter_pieces_per_h * def->operational_share;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

/* Pieces of which a share stops `s` seconds at one of the desks. */
static double past_desks_per_h(double per_h, double share, uint32_t desks, double s)
{
    if (desks == 0 || share * s <= 0) return per_h;
    return least(per_h, desks * 3600.0 / (share * s));
}

double hall_sorter_pieces_per_h(const struct hall_def *def) /* (4) */
{
    double per_h = hall_carriers_per_h(def) / hall_passes(def);
    if (def->induction_lines > 0)
        per_h = least(per_h, def->induction_lines * def->line_pieces_per_h);
    per_h = past_desks_per_h(per_h, def->no_read_share, def->video_desks, def->video_item_s);
    return past_desks_per_h(per_h, hall_hand_coded_share(def), def->hand_desks, def->hand_item_s);
}

double hall_sorted_per_worker_h(const struct hall_def *def) /* (6) */
{
    if (def->video_desks == 0 || def->no_read_share <= 0) return def->sort_pieces_per_worker_h;
    double coding_s =
        def->no_read_share * def->video_item_s + hall_hand_coded_share(def) * def->hand_item_s;
    return 1.0 / (1.0 / def->sort_pieces_per_worker_h + coding_s / 3600.0);
}

/* A line without its hands is closed. */
uint32_t hall_lines_open(const struct hall_def *def, double people, uint32_t jammed)
{
    uint32_t free = def->induction_lines > jammed ? def->induction_lines - jammed : 0;
    double staffed = people / (def->line_hands > 0 ? def->line_hands : 1);
    return staffed < free ? (uint32_t)staffed : free;
}

/* ---- places ---------------------------------------------------------------------------------- */

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
    case HALL_RAMP:
        return def->ramp_crew;
    case HALL_BREAKDOWN:
        return def->team;
    case HALL_DOCKS:
        return def->dock_team;
    case HALL_BUILDUP:
        return def->buildup_team;
    default:
        return 1;
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
