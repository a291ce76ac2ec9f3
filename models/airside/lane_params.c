// SPDX-License-Identifier: GPL-3.0-or-later
#include <stddef.h>

#include "models/airside/empties.h"
#include "models/airside/lane.h"
#include "models/base/param_table.h"
#include "sim/date.h"

#define AT(field) offsetof(struct lane_def, field)
#define EVEN_24 "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"

static const char *const businesses[] = {"ecommerce", "express", "general", NULL};

// clang-format off
const struct param lane_params[] = {
    {KEY(business), CHOICE(businesses), REQUIRED, "definition", "high",
     "What the lane carries in: e-commerce parcels, an integrator's express, or general cargo."},
    {KEY(china), FLAG, VALUE(0), "definition", "high",
     "Whether the lane flies from and to China or Hong Kong."},
    {KEY(halls), NAMES("halls.*", ""), REQUIRED, "definition", "high",
     "The halls that may handle the lane, best first; the first that is open and has room takes a"
     " flight."},
    {KEY(aircraft), NAMES("aircraft.*", ""), REQUIRED, "assumption", "medium",
     "The types that fly the lane."},
    {KEY(aircraft_share), REALS(PARAM_NAMES_MAX, "share", 0, 1),
     WORD("1 0 0 0 0 0 0 0"), "assumption", "low",
     "How the flights are divided over those types, in the same order."},
    {KEY(flights_per_week), REAL("flights per week", 0, 5000), VALUE(0), "definition", "medium",
     "Landings a week, averaged over the seasons."},
    {KEY(growth_share_per_year), REAL("share per year", -0.5, 1), VALUE(0), "assumption", "low",
     "Growth of the frequency from growth_from on."},
    {KEY(growth_later_share_per_year), REAL("share per year", -0.5, 1),
     VALUE(0), "assumption", "low",
     "What that growth settles down to, if growth_settles_years is above 0."},
    {KEY(growth_settles_years), REAL("years", 0, 100), VALUE(0), "assumption", "low",
     "Time after which two thirds of the way to the later growth are gone; 0: it does not settle."},
    {"growth_from", AT(growth_from_us), DATE, WORD("never"), "definition", "high",
     "When growth begins: the end of the record."},
    {KEY(month_index), REALS(12, "index", 0, 10),
     WORD("0.93 0.88 0.97 0.98 0.98 0.98 0.98 0.96 1.01 1.06 1.16 1.11"), "OPS6", "medium",
     "Season: weight of each month, January first; only the proportions matter."},
    {KEY(same_every_week), FLAG, VALUE(0), "definition", "high",
     "Whether flights stand at the same hours of every week, spread by weekday_index and"
     " hour_index, types in turn; else each takes its type and hour at random."},
    {KEY(weekday_index), REALS(7, "index", 0, 10),
     WORD("0.9 1 1.05 1.05 1 1 1"), "assumption", "low",
     "Weight of each weekday, Monday first."},
    {KEY(hour_index), REALS(24, "index", 0, 10), WORD(EVEN_24), "assumption", "low",
     "Weight of each hour of landing, 00-01 first."},
    {KEY(density_kg_per_m3), REAL("kg/m3", 50, 1000), TRIANGULAR(120, 145, 180), "OPS81", "medium",
     "Density of the cargo as stowed: decides whether weight or volume fills the aircraft."},
    {KEY(density_out_kg_per_m3), REAL("kg/m3", 20, 2000), VALUE(185), "OPS81", "medium",
     "Density of the freight out as stowed; light freight fills the holds before the payload."},
    {KEY(load_in_share), REAL("share", 0, 1), TRIANGULAR(0.75, 0.92, 1.0), "assumption", "low",
     "Mean load of an arriving flight as a share of what fits."},
    {KEY(load_out_share), REAL("share", 0, 1), TRIANGULAR(0.25, 0.55, 0.9), "assumption", "low",
     "Freight booked on a departing flight as a share of its payload (the return load factor"
     " offered)."},
    {KEY(load_cv), REAL("cv", 0, 2), VALUE(0.15), "assumption", "low",
     "How much the load differs from flight to flight."},
    {KEY(parcel_share_in), REAL("share", 0, 1), VALUE(0), "definition", "medium",
     "Share of the tonnes in that are parcels (1 for a pure e-commerce or express lane)."},
    {KEY(parcel_share_out), REAL("share", 0, 1), VALUE(0), "O30", "low",
     "Share of the tonnes out that are e-commerce parcels."},
    {KEY(parcel_kg), REAL("kg", 0.01, 100), TRIANGULAR(0.22, 0.28, 0.37), "T42", "low",
     "Mean weight of one parcel (consignment)."},
    {KEY(intact_share), REAL("share", 0, 1), TRIANGULAR(0.3, 0.5, 0.7), "assumption", "low",
     "Share of general-cargo ULDs that go through unopened."},
    {KEY(parcel_intact_share), REAL("share", 0, 1), VALUE(0), "assumption", "low",
     "Share of ULDs with parcels that go through unopened, since all in them is for one place."},
    {KEY(built_up_share), REAL("share", 0, 1), VALUE(0), "assumption", "low",
     "Share of the trucks with freight out that bring ULDs which a forwarder has built up and"
     " screened."},
    {KEY(may_fly_with), NAMES("lanes.*", ""), WORD(""), "definition", "medium",
     "Other lanes to the same destinations, whose flights may take this lane's freight out if"
     " they leave earlier; none: it waits for its own."},
    {KEY(schedule), TEXT("file"), WORD(""), "definition", "high",
     "CSV of the lane's flights, beside the scenario file; without one they follow"
     " flights_per_week."},
};
// clang-format on
const size_t lane_params_n = sizeof lane_params / sizeof *lane_params;

#undef AT
#define AT(field) offsetof(struct lane_aircraft_def, field)

// clang-format off
const struct param lane_params_aircraft[] = {
    {KEY(payload_t), REAL("t", 0.1, 300), REQUIRED, "OPS80", "high",
     "Most that the type carries."},
    {KEY(volume_m3), REAL("m3", 1, 2000), REQUIRED, "OPS80", "high",
     "Hold volume, main and lower deck."},
    {KEY(ulds), COUNT("ULDs", 1, CARGO_ULDS_MAX), REQUIRED, "OPS80", "high",
     "Unit-load positions, main and lower deck."},
    {KEY(lower_ulds), COUNT("ULDs", 0, CARGO_ULDS_MAX), VALUE(0), "OPS80", "high",
     "Of those, positions on the lower deck, which has a loader of its own."},
    {KEY(main_uld), CHOICE(empties_names), WORD("pmc"), "OPS80", "medium",
     "Type of the units on the main deck."},
    {KEY(lower_uld), CHOICE(empties_names), WORD("pmc"), "OPS80", "medium",
     "Type of the units on the lower deck."},
    {KEY(narrow), FLAG, VALUE(0), "definition", "high",
     "Takes a narrow stand."},
};
// clang-format on
const size_t lane_params_aircraft_n = sizeof lane_params_aircraft / sizeof *lane_params_aircraft;

#undef AT
#define AT(field) offsetof(struct lane_traffic_def, field)

// clang-format off
const struct param lane_params_traffic[] = {
    {KEY(stowage_share), REAL("share", 0.1, 1), VALUE(0.85), "OPS80", "medium",
     "Share of the hold volume that can be filled."},
    {KEY(cancelled_share), REAL("share", 0, 1), VALUE(0.01), "assumption", "low",
     "Flights in the timetable that do not come."},
    {KEY(early_share), REAL("share", 0, 1), VALUE(0.25), "assumption", "low",
     "Flights that come before their time."},
    {KEY(early_max_min), REAL("min", 0, 600), VALUE(60), "assumption", "low",
     "At most this much before, any amount equally likely."},
    {KEY(late_share), REAL("share", 0, 1), VALUE(0.15), "assumption", "low",
     "Flights that come very late."},
    {KEY(delay_min), DIST("min", 0, 10000), LOGNORMAL(30, 1.12), "assumption", "low",
     "Delay of an ordinary flight."},
    {KEY(delay_late_min), DIST("min", 0, 10000), GAMMA(180, 1.0), "assumption", "low",
     "Delay of a very late flight."},
    {KEY(ground_time_h), DIST("h", 0.5, 48), TRIANGULAR(2, 2.8333, 5), "L73", "low",
     "Scheduled landing to scheduled departure; 2.5 h is called ideal here."},
    {KEY(parked_share), REAL("share", 0, 1), VALUE(0), "assumption", "low",
     "Flights whose aircraft stays parked beyond that, such as those of an airline based here."},
    {KEY(parked_h), DIST("h", 0, 1000), TRIANGULAR(4, 10, 24), "assumption", "low",
     "How much longer such an aircraft stays."},
    {"empty_pallets_per_position", AT(empties.pallets_per_position), COUNT("pallets", 1, 40),
     VALUE(12), "assumption", "low",
     "Empty pallets that fly home stacked on one position; containers do not stack."},
    {"empties_kept", AT(empties.kept), COUNT("ULDs", 0, 1e6), VALUE(1000), "assumption", "low",
     "Empty units of each type that the airport keeps for freight out; only what is above flies"
     " home."},
};
// clang-format on
const size_t lane_params_traffic_n = sizeof lane_params_traffic / sizeof *lane_params_traffic;
