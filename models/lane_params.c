// SPDX-License-Identifier: GPL-3.0-or-later
#include <stddef.h>

#include "models/empties.h"
#include "models/lane.h"
#include "sim/date.h"

#define AT(field) offsetof(struct lane_def, field)
#define EVEN_24 "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"

static const char *const businesses[] = {"ecommerce", "express", "general", NULL};

const struct param lane_params[] = {
    {.key = "business", .kind = PARAM_CHOICE, .at = AT(business), .choices = businesses,
     .required = true, .unit = "",
     .meaning = "What the lane carries in: e-commerce parcels, an integrator's express, or general"
                " cargo.", .source = "definition", .confidence = "high"},
    {.key = "china", .kind = PARAM_FLAG, .at = AT(china), .unit = "yes/no",
     .meaning = "Whether the lane flies from and to China or Hong Kong.", .source = "definition",
     .confidence = "high"},
    {.key = "halls", .kind = PARAM_NAMES, .at = AT(halls), .refers = "halls.*", .required = true,
     .unit = "",
     .meaning = "The halls that may handle the lane, best first; the first that is open and has"
                " room takes a flight.", .source = "definition", .confidence = "high"},
    {.key = "aircraft", .kind = PARAM_NAMES, .at = AT(aircraft), .refers = "aircraft.*",
     .required = true, .unit = "", .meaning = "The types that fly the lane.",
     .source = "assumption", .confidence = "medium"},
    {.key = "aircraft_share", .kind = PARAM_REALS, .at = AT(aircraft_share), .n = PARAM_NAMES_MAX,
     .max = 1, .standard_text = "1 0 0 0 0 0 0 0", .unit = "share",
     .meaning = "How the flights are divided over those types, in the same order.",
     .source = "assumption", .confidence = "low"},
    {.key = "flights_per_week", .kind = PARAM_REAL, .at = AT(flights_per_week), .max = 5000,
     .standard = {.a = 0}, .unit = "flights per week",
     .meaning = "Landings a week, averaged over the seasons.", .source = "definition",
     .confidence = "medium"},
    {.key = "growth_share_per_year", .kind = PARAM_REAL, .at = AT(growth_share_per_year),
     .min = -0.5, .max = 1, .standard = {.a = 0}, .unit = "share per year",
     .meaning = "Growth of the frequency from growth_from on.", .source = "assumption",
     .confidence = "low"},
    {.key = "growth_later_share_per_year", .kind = PARAM_REAL,
     .at = AT(growth_later_share_per_year), .min = -0.5, .max = 1, .standard = {.a = 0},
     .unit = "share per year",
     .meaning = "What that growth settles down to, if growth_settles_years is above 0.",
     .source = "assumption", .confidence = "low"},
    {.key = "growth_settles_years", .kind = PARAM_REAL, .at = AT(growth_settles_years), .max = 100,
     .standard = {.a = 0}, .unit = "years",
     .meaning = "Time after which two thirds of the way to the later growth are gone; 0: it does"
                " not settle.",
     .source = "assumption", .confidence = "low"},
    {.key = "growth_from", .kind = PARAM_DATE, .at = AT(growth_from_us), .standard_text = "never",
     .unit = "date", .meaning = "When growth begins: the end of the record.",
     .source = "definition", .confidence = "high"},
    {.key = "month_index", .kind = PARAM_REALS, .at = AT(month_index), .n = 12, .max = 10,
     .standard_text = "0.93 0.88 0.97 0.98 0.98 0.98 0.98 0.96 1.01 1.06 1.16 1.11",
     .unit = "index",
     .meaning = "Season: weight of each month, January first; only the proportions matter.",
     .source = "OPS6", .confidence = "medium"},
    {.key = "same_every_week", .kind = PARAM_FLAG, .at = AT(same_every_week), .unit = "yes/no",
     .meaning = "Whether flights stand at the same hours of every week, spread by weekday_index and"
                " hour_index, types in turn; else each takes its type and hour by luck.",
     .source = "definition", .confidence = "high"},
    {.key = "weekday_index", .kind = PARAM_REALS, .at = AT(weekday_index), .n = 7, .max = 10,
     .standard_text = "0.9 1 1.05 1.05 1 1 1", .unit = "index",
     .meaning = "Weight of each weekday, Monday first.", .source = "assumption",
     .confidence = "low"},
    {.key = "hour_index", .kind = PARAM_REALS, .at = AT(hour_index), .n = 24, .max = 10,
     .standard_text = EVEN_24, .unit = "index",
     .meaning = "Weight of each hour of landing, 00-01 first.", .source = "assumption",
     .confidence = "low"},
    {.key = "density_kg_per_m3", .kind = PARAM_REAL, .at = AT(density_kg_per_m3), .min = 50,
     .max = 1000, .standard = {DIST_TRIANGULAR, .a = 120, .b = 145, .c = 180}, .unit = "kg/m3",
     .meaning = "Density of the cargo as stowed: decides whether weight or volume fills the"
                " aircraft.", .source = "OPS81", .confidence = "medium"},
    {.key = "density_out_kg_per_m3", .kind = PARAM_REAL, .at = AT(density_out_kg_per_m3), .min = 20,
     .max = 2000, .standard = {.a = 185}, .unit = "kg/m3",
     .meaning = "Density of the freight out as stowed; light freight fills the holds before the"
                " payload.", .source = "OPS81", .confidence = "medium"},
    {.key = "load_in_share", .kind = PARAM_REAL, .at = AT(load_in_share), .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.75, .b = 0.92, .c = 1.0}, .unit = "share",
     .meaning = "Mean load of an arriving flight as a share of what fits.", .source = "assumption",
     .confidence = "low"},
    {.key = "load_out_share", .kind = PARAM_REAL, .at = AT(load_out_share), .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.25, .b = 0.55, .c = 0.9}, .unit = "share",
     .meaning = "Freight booked on a departing flight as a share of its payload (the return load"
                " factor offered).", .source = "assumption", .confidence = "low"},
    {.key = "load_cv", .kind = PARAM_REAL, .at = AT(load_cv), .max = 2, .standard = {.a = 0.15},
     .unit = "cv", .meaning = "How much the load differs from flight to flight.",
     .source = "assumption", .confidence = "low"},
    {.key = "parcel_share_in", .kind = PARAM_REAL, .at = AT(parcel_share_in), .max = 1,
     .standard = {.a = 0},
     .unit = "share",
     .meaning = "Share of the tonnes in that are parcels (1 for a pure e-commerce or express"
                " lane).",
     .source = "definition", .confidence = "medium"},
    {.key = "parcel_share_out", .kind = PARAM_REAL, .at = AT(parcel_share_out), .max = 1,
     .standard = {.a = 0},
     .unit = "share", .meaning = "Share of the tonnes out that are e-commerce parcels.",
     .source = "O30", .confidence = "low"},
    {.key = "parcel_kg", .kind = PARAM_REAL, .at = AT(parcel_kg), .min = 0.01, .max = 100,
     .standard = {DIST_TRIANGULAR, .a = 0.22, .b = 0.28, .c = 0.37}, .unit = "kg",
     .meaning = "Mean weight of one parcel (consignment).", .source = "T42", .confidence = "low"},
    {.key = "intact_share", .kind = PARAM_REAL, .at = AT(intact_share), .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.3, .b = 0.5, .c = 0.7}, .unit = "share",
     .meaning = "Share of general-cargo ULDs that go through unopened.", .source = "assumption",
     .confidence = "low"},
    {.key = "may_fly_with", .kind = PARAM_NAMES, .at = AT(may_fly_with), .refers = "lanes.*",
     .standard_text = "", .unit = "",
     .meaning = "Other lanes to the same destinations, whose flights may take this lane's freight"
                " out if they leave earlier; none: it waits for its own.", .source = "definition",
     .confidence = "medium"},
    {.key = "schedule", .kind = PARAM_TEXT, .at = AT(schedule), .standard_text = "", .unit = "file",
     .meaning = "CSV of the lane's flights, beside the scenario file; without one they follow"
                " flights_per_week.", .source = "definition", .confidence = "high"},
};
const size_t lane_params_n = sizeof lane_params / sizeof *lane_params;

#undef AT
#define AT(field) offsetof(struct lane_aircraft_def, field)

const struct param lane_params_aircraft[] = {
    {.key = "payload_t", .kind = PARAM_REAL, .at = AT(payload_t), .min = 0.1, .max = 300,
     .required = true, .unit = "t", .meaning = "Most that the type carries.", .source = "OPS80",
     .confidence = "high"},
    {.key = "volume_m3", .kind = PARAM_REAL, .at = AT(volume_m3), .min = 1, .max = 2000,
     .required = true, .unit = "m3", .meaning = "Hold volume, main and lower deck.",
     .source = "OPS80", .confidence = "high"},
    {.key = "ulds", .kind = PARAM_COUNT, .at = AT(ulds), .min = 1, .max = 100, .required = true,
     .unit = "ULDs", .meaning = "Unit-load positions, main and lower deck.", .source = "OPS80",
     .confidence = "high"},
    {.key = "lower_ulds", .kind = PARAM_COUNT, .at = AT(lower_ulds), .max = 100, .unit = "ULDs",
     .meaning = "Of those, positions on the lower deck, which has a loader of its own.",
     .source = "OPS80", .confidence = "high"},
    {.key = "main_uld", .kind = PARAM_CHOICE, .at = AT(main_uld), .choices = empties_names,
     .standard_text = "pmc", .unit = "", .meaning = "Type of the units on the main deck.",
     .source = "OPS80", .confidence = "medium"},
    {.key = "lower_uld", .kind = PARAM_CHOICE, .at = AT(lower_uld), .choices = empties_names,
     .standard_text = "pmc", .unit = "", .meaning = "Type of the units on the lower deck.",
     .source = "OPS80", .confidence = "medium"},
    {.key = "narrow", .kind = PARAM_FLAG, .at = AT(narrow), .unit = "yes/no",
     .meaning = "Takes a narrow stand.", .source = "definition", .confidence = "high"},
};
const size_t lane_params_aircraft_n = sizeof lane_params_aircraft / sizeof *lane_params_aircraft;

#undef AT
#define AT(field) offsetof(struct lane_traffic_def, field)

const struct param lane_params_traffic[] = {
    {.key = "stowage_share", .kind = PARAM_REAL, .at = AT(stowage_share), .min = 0.1, .max = 1,
     .standard = {.a = 0.85}, .unit = "share",
     .meaning = "Share of the hold volume that can be filled.", .source = "OPS80",
     .confidence = "medium"},
    {.key = "cancelled_share", .kind = PARAM_REAL, .at = AT(cancelled_share), .max = 1,
     .standard = {.a = 0.01},
     .unit = "share", .meaning = "Flights in the timetable that do not come.",
     .source = "assumption", .confidence = "low"},
    {.key = "early_share", .kind = PARAM_REAL, .at = AT(early_share), .max = 1,
     .standard = {.a = 0.25},
     .unit = "share",
     .meaning = "Flights that come before their time.",
     .source = "assumption", .confidence = "low"},
    {.key = "early_max_min", .kind = PARAM_REAL, .at = AT(early_max_min), .max = 600,
     .standard = {.a = 60},
     .unit = "min", .meaning = "At most this much before, any amount equally likely.",
     .source = "assumption", .confidence = "low"},
    {.key = "late_share", .kind = PARAM_REAL, .at = AT(late_share), .max = 1,
     .standard = {.a = 0.15},
     .unit = "share",
     .meaning = "Flights that come very late.", .source = "assumption", .confidence = "low"},
    {.key = "delay_min", .kind = PARAM_DIST, .at = AT(delay_min), .max = 10000,
     .standard = {DIST_LOGNORMAL, .a = 30, .b = 1.12}, .unit = "min",
     .meaning = "Delay of an ordinary flight.", .source = "assumption", .confidence = "low"},
    {.key = "delay_late_min", .kind = PARAM_DIST, .at = AT(delay_late_min), .max = 10000,
     .standard = {DIST_GAMMA, .a = 180, .b = 1.0}, .unit = "min",
     .meaning = "Delay of a very late flight.", .source = "assumption", .confidence = "low"},
    {.key = "ground_time_h", .kind = PARAM_REAL, .at = AT(ground_time_h), .min = 0.5, .max = 48,
     .standard = {.a = 3}, .unit = "h", .meaning = "Scheduled landing to scheduled departure.",
     .source = "L73", .confidence = "medium"},
    {.key = "empty_pallets_per_position", .kind = PARAM_COUNT, .at = AT(empties.pallets_per_position),
     .min = 1, .max = 40, .standard = {.a = 12}, .unit = "pallets",
     .meaning = "Empty pallets that fly home stacked on one position; containers do not stack.",
     .source = "assumption", .confidence = "low"},
    {.key = "empties_kept", .kind = PARAM_COUNT, .at = AT(empties.kept), .max = 1e6,
     .standard = {.a = 1000}, .unit = "ULDs",
     .meaning = "Empty units of each type that the airport keeps for freight out; only what is above"
                " flies home.", .source = "assumption", .confidence = "low"},
};
const size_t lane_params_traffic_n = sizeof lane_params_traffic / sizeof *lane_params_traffic;
