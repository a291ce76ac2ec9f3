// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "models/hub/hub_world.h"

/* Of each hall, and of all of them together. In a year and in each unit (t, parcels, ULDs)
 *   (1)  opening + landed = broken_down + unopened + in_building        for ULDs
 *   (2)  opening + landed = trucked_out + in_building                   for tonnes and parcels
 *   (3)  out_opening + gate = flown + out_in_building                   for freight out
 * and the opening stock is what was in the building at the end of the year before. */
// clang-format off
enum door_measure {
    OPENING_T, OPENING_PARCELS, OPENING_ULDS, LANDED_T, LANDED_PARCELS, LANDED_ULDS, BROKEN_DOWN_T,
    BROKEN_DOWN_PARCELS, BROKEN_DOWN_ULDS, UNOPENED_T, UNOPENED_PARCELS, UNOPENED_ULDS, RELEASED_T,
    RELEASED_PARCELS, SORTED_T, SORTED_PARCELS, TRUCKED_OUT_T, TRUCKED_OUT_PARCELS, IN_BUILDING_T,
    IN_BUILDING_PARCELS, IN_BUILDING_ULDS, OUT_OPENING_T, OUT_OPENING_ULDS, GATE_T, BUILT_UP_ULDS,
    FLOWN_T, FLOWN_ULDS, OUT_IN_BUILDING_T, OUT_IN_BUILDING_ULDS, DOOR_MEASURES
};
// clang-format on

static const struct measure door_measure[DOOR_MEASURES] = {
    {"opening_t", "t", "Freight in that was in the building at the start of the year"},
    {"opening_parcels", "parcels", "The same in parcels"},
    {"opening_ulds", "ULDs", "The same in ULDs that nobody has opened"},
    {"landed_t", "t", "Freight in on block"},
    {"landed_parcels", "parcels", "The same in parcels, express included"},
    {"landed_ulds", "ULDs", "The same in ULDs"},
    {"broken_down_t", "t", "Freight in that breakdown handed on"},
    {"broken_down_parcels", "parcels", "The same in parcels"},
    {"broken_down_ulds", "ULDs", "ULDs that breakdown emptied"},
    {"unopened_t", "t", "Freight in that went to the dock in its ULD"},
    {"unopened_parcels", "parcels", "The same in parcels"},
    {"unopened_ulds", "ULDs", "The same in ULDs"},
    {"released_t", "t", "Freight in that customs released; none in unopened ULDs"},
    {"released_parcels", "parcels", "The same in parcels"},
    {"sorted_t", "t", "Freight in that the sorter handed on"},
    {"sorted_parcels", "parcels", "The same in parcels"},
    {"trucked_out_t", "t", "Freight in that left by truck"},
    {"trucked_out_parcels", "parcels", "The same in parcels"},
    {"in_building_t", "t", "Freight in that had landed and not left when the year ended"},
    {"in_building_parcels", "parcels", "The same in parcels"},
    {"in_building_ulds", "ULDs", "The same in ULDs: not emptied, nor at the dock unopened"},
    {"out_opening_t", "t", "Freight out that was there at the start of the year"},
    {"out_opening_ulds", "ULDs", "The same in ULDs built up"},
    {"gate_t", "t", "Freight out that came to the gate by truck"},
    {"built_up_ulds", "ULDs", "ULDs built up"},
    {"flown_t", "t", "Freight out that was loaded on flights"},
    {"flown_ulds", "ULDs", "The same in ULDs"},
    {"out_in_building_t", "t", "Freight out that had come and not flown when the year ended"},
    {"out_in_building_ulds", "ULDs", "The same in ULDs built up"},
};

/* What came and could not land, by reason: it is in none of the above. */
// clang-format off
enum lost_measure {
    LOST_CAP_T, LOST_CAP_PARCELS, LOST_CAP_ULDS, LOST_NIGHT_T, LOST_NIGHT_PARCELS, LOST_NIGHT_ULDS,
    LOST_STAND_T, LOST_STAND_PARCELS, LOST_STAND_ULDS, LOST_MEASURES
};
// clang-format on

static const struct measure lost_measure[LOST_MEASURES] = {
    {"airport.lost_cap_t", "t", "Freight in that could not land: movement cap"},
    {"airport.lost_cap_parcels", "parcels", "The same in parcels"},
    {"airport.lost_cap_ulds", "ULDs", "The same in ULDs"},
    {"airport.lost_night_t", "t", "Freight in that could not land: night quota"},
    {"airport.lost_night_parcels", "parcels", "The same in parcels"},
    {"airport.lost_night_ulds", "ULDs", "The same in ULDs"},
    {"airport.lost_stand_t", "t", "Freight in that could not land: no stand in time"},
    {"airport.lost_stand_parcels", "parcels", "The same in parcels"},
    {"airport.lost_stand_ulds", "ULDs", "The same in ULDs"},
};

static void name_doors(struct measure *to, const char *hall)
{
    for (int m = 0; m < DOOR_MEASURES; m++, to++) {
        const struct measure *from = &door_measure[m];
        *to = *from;
        if (hall == NULL) {
            snprintf(to->name, sizeof to->name, "airport.%.31s", from->name);
            snprintf(to->meaning, sizeof to->meaning, "All halls: %.110s", from->meaning);
        } else {
            snprintf(to->name, sizeof to->name, "hall.%.31s.%.20s", hall, from->name);
            snprintf(to->meaning, sizeof to->meaning, "Hall %.31s: %.110s", hall, from->meaning);
        }
    }
}

size_t hub_doors_measures(const struct hub_def *def, struct measure *to)
{
    if (to == NULL) return LOST_MEASURES + (1 + def->halls_n) * (size_t)DOOR_MEASURES;
    memcpy(to, lost_measure, sizeof lost_measure);
    to += LOST_MEASURES;
    name_doors(to, NULL);
    for (uint32_t h = 0; h < def->halls_n; h++)
        name_doors(to += DOOR_MEASURES, def->halls[h].name);
    return hub_doors_measures(def, NULL);
}

/* ---- doors ----------------------------------------------------------------------------------- */

struct hub_doors hub_doors(const struct hub_world *world, uint32_t h)
{
    const struct hub_hall *hall = &world->hall[h];
    const struct ramp_counts ramp = ramp_counts(hall->ramp);
    const struct breakdown_counts breakdown = breakdown_counts(hall->breakdown);
    const struct customs_doors customs = customs_doors(world->customs, h);
    const struct sorter_counts sorter = sorter_counts(hall->sorter);
    const struct dock_counts dock = dock_counts(hall->dock);
    const struct export_counts export = export_counts(world->export, h);
    struct hub_doors doors = {.landed = hall->landed,
                              .broken_down = breakdown.out,
                              .unopened = breakdown.unopened,
                              .released = customs.out,
                              .sorted = sorter.out,
                              .trucked_out = dock.out,
                              .out_gate_kg = export.kg_ordered,
                              .flown_kg = export.kg_flown,
                              .out_inside_kg =
                                  export.kg_shut_out + dock.export_kg_inside + export.kg_inside,
                              .built_ulds = (int64_t) export.ulds_built,
                              .flown_ulds = (int64_t) export.ulds_flown};
    doors.inside = cargo_plus(cargo_plus(ramp.inside, breakdown.inside),
                              cargo_plus(customs.inside, sorter.inside));
    doors.inside = cargo_plus(doors.inside, xray_counts(hall->xray).inside);
    doors.inside.g += dock.inside.g;
    doors.inside.parcels += dock.inside.parcels;
    doors.out_inside_ulds = doors.built_ulds - doors.flown_ulds;
    return doors;
}

static void add_amount(struct cargo_amount *to, struct cargo_amount amount)
{
    *to = cargo_plus(*to, amount);
}

static void add_doors(struct hub_doors *to, const struct hub_doors *doors)
{
    add_amount(&to->landed, doors->landed);
    add_amount(&to->broken_down, doors->broken_down);
    add_amount(&to->unopened, doors->unopened);
    add_amount(&to->released, doors->released);
    add_amount(&to->sorted, doors->sorted);
    add_amount(&to->trucked_out, doors->trucked_out);
    add_amount(&to->inside, doors->inside);
    to->out_gate_kg += doors->out_gate_kg;
    to->flown_kg += doors->flown_kg;
    to->out_inside_kg += doors->out_inside_kg;
    to->built_ulds += doors->built_ulds;
    to->flown_ulds += doors->flown_ulds;
    to->out_inside_ulds += doors->out_inside_ulds;
}

/* ---- a year's values ------------------------------------------------------------------------- */

static void put(double *value, int t, int parcels, int ulds, struct cargo_amount amount)
{
    value[t] = (double)amount.g * 1e-6;
    if (parcels >= 0) value[parcels] = (double)amount.parcels;
    if (ulds >= 0) value[ulds] = (double)amount.ulds;
}

static void fill_doors(double *value, const struct hub_doors *was, const struct hub_doors *now)
{
    put(value, OPENING_T, OPENING_PARCELS, OPENING_ULDS, was->inside);
    put(value, LANDED_T, LANDED_PARCELS, LANDED_ULDS, cargo_less(now->landed, was->landed));
    put(value, BROKEN_DOWN_T, BROKEN_DOWN_PARCELS, BROKEN_DOWN_ULDS,
        cargo_less(now->broken_down, was->broken_down));
    put(value, UNOPENED_T, UNOPENED_PARCELS, UNOPENED_ULDS,
        cargo_less(now->unopened, was->unopened));
    put(value, RELEASED_T, RELEASED_PARCELS, -1, cargo_less(now->released, was->released));
    put(value, SORTED_T, SORTED_PARCELS, -1, cargo_less(now->sorted, was->sorted));
    put(value, TRUCKED_OUT_T, TRUCKED_OUT_PARCELS, -1,
        cargo_less(now->trucked_out, was->trucked_out));
    put(value, IN_BUILDING_T, IN_BUILDING_PARCELS, IN_BUILDING_ULDS, now->inside);
    value[OUT_OPENING_T] = (double)was->out_inside_kg / 1000.0;
    value[OUT_OPENING_ULDS] = (double)was->out_inside_ulds;
    value[GATE_T] = (double)(now->out_gate_kg - was->out_gate_kg) / 1000.0;
    value[BUILT_UP_ULDS] = (double)(now->built_ulds - was->built_ulds);
    value[FLOWN_T] = (double)(now->flown_kg - was->flown_kg) / 1000.0;
    value[FLOWN_ULDS] = (double)(now->flown_ulds - was->flown_ulds);
    value[OUT_IN_BUILDING_T] = (double)now->out_inside_kg / 1000.0;
    value[OUT_IN_BUILDING_ULDS] = (double)now->out_inside_ulds;
}

void hub_doors_fill(const struct hub_world *world, double *value)
{
    const struct airport_counts airport = airport_counts(world->airport);
    put(value, LOST_CAP_T, LOST_CAP_PARCELS, LOST_CAP_ULDS, airport.lost_to_cap);
    put(value, LOST_NIGHT_T, LOST_NIGHT_PARCELS, LOST_NIGHT_ULDS, airport.lost_to_night);
    put(value, LOST_STAND_T, LOST_STAND_PARCELS, LOST_STAND_ULDS, airport.lost_for_stands);
    double *all = value + LOST_MEASURES;
    struct hub_doors was_all = {0}, now_all = {0};
    for (uint32_t h = 0; h < world->def->halls_n; h++) {
        const struct hub_doors now = hub_doors(world, h), *was = &world->hall[h].opening;
        fill_doors(all + (1 + h) * (size_t)DOOR_MEASURES, was, &now);
        add_doors(&was_all, was);
        add_doors(&now_all, &now);
    }
    fill_doors(all, &was_all, &now_all);
}
