// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub_params.h"

#include <stddef.h>

#include "models/base/param_table.h"

#define AT(field) offsetof(struct hub_def, field)

// clang-format off
static const struct param about_params[] = {
    {KEY(title), TEXT("text"), WORD(""), "definition", "high",
     "A short name for the scenario.", .apart = true},
    {KEY(question), TEXT("text"), WORD(""), "definition", "high",
     "The question in words.", .apart = true},
    {KEY(observed), TEXT("file"), WORD(""), "definition", "high",
     "CSV of what was counted, beside the scenario file.", .apart = true},
    {KEY(posterior), TEXT("file"), WORD(""), "definition", "high",
     "CSV of values that go together, one row for each replication, beside the"
     " file that names it.", .apart = true},
};
// clang-format on

static const char *const grains[] = {"batch", "parcel", NULL};

#undef AT
#define AT(field) offsetof(struct hub_run_def, field)

// clang-format off
static const struct param run_params[] = {
    {"from", AT(from_us), DATE, WORD("2018-01-01"), "definition", "high",
     "First day counted."},
    {"to", AT(to_us), DATE, WORD("2026-01-01"), "definition", "high",
     "Day after the last day counted."},
    {KEY(warm_up_weeks), COUNT("weeks", 1, 104), VALUE(8), "assumption", "medium",
     "Weeks simulated before the first day counted, so that the hub does not start empty."},
    {KEY(replications), COUNT("replications", 1, 1e6), VALUE(20), "definition", "high",
     "Independent replications simulated.", .apart = true},
    {KEY(seed), COUNT("", 0, 4294967295.0), VALUE(1), "definition", "high",
     "Where the random streams start.", .apart = true},
    {KEY(grain), CHOICE(grains), WORD("batch"), "definition", "high",
     "How e-commerce and express move through the halls: together as a ULD brought them (batch),"
     " or one by one (parcel)."},
    {"day", AT(day_us), DATE, WORD("never"), "definition", "high",
     "The day drawn hour by hour."},
};
// clang-format on

static const size_t about_params_n = sizeof about_params / sizeof *about_params;
static const size_t run_params_n = sizeof run_params / sizeof *run_params;

/* Where in a hub's definition the settings of a group stand: in one struct of their own, or in an
 * array with the number of items beside it. */
#define TABLE(rows) rows, &rows##_n
#define ONE(field) .at = offsetof(struct hub_def, field)
#define ITEMS(field, type, most)                                                                   \
    ONE(field), .stride = sizeof(struct type), .max_items = most,                                  \
                .items_at = offsetof(struct hub_def, field##_n),                                   \
                .name_at = offsetof(struct type, name)

// clang-format off
static const struct param_group groups[] = {
    {"", "The scenario itself.", TABLE(about_params), .at = 0},
    {"run", "What is simulated, how often, with which seed.", TABLE(run_params), ONE(run)},
    {"airport", "Runway, permit, stands.", TABLE(airport_params), ONE(airport)},
    {"weather", "Lightning, snow, frost.", TABLE(weather_params), ONE(weather)},
    {"aircraft.*", "A type of freighter.",
     TABLE(lane_params_aircraft), ITEMS(aircraft, lane_aircraft_def, LANE_AIRCRAFT_MAX)},
    {"traffic", "Delays and loads, common to all lanes.", TABLE(lane_params_traffic), ONE(traffic)},
    {"halls.*", "A hall: building, machines, crews, trucks.",
     TABLE(hall_params), ITEMS(halls, hall_def, HALL_MAX)},
    {"lanes.*", "A lane: one stream of flights for one business.",
     TABLE(lane_params), ITEMS(lanes, lane_def, LANE_MAX)},
    {"linehaul.*", "A destination of a hall's trucks.",
     TABLE(linehaul_params), ITEMS(hauls, linehaul_def, LINEHAUL_MAX)},
    {"customs", "The customs office.", TABLE(customs_params), ONE(customs)},
    {"labour", "Hours, absence, hiring, learning.", TABLE(labour_params), ONE(labour)},
    {"jobs", "Jobs beyond the halls.", TABLE(jobs_params), ONE(jobs)},
    {"trade", "What the flows are worth.", TABLE(trade_params), ONE(trade)},
    {"visibility", "Who sees what of the parcels.", TABLE(visibility_params), ONE(visibility)},
    {"policy", "Duties and fees on parcels.", TABLE(policy_params), ONE(policy)},
    {"demand", "How buyers and sellers answer to prices.", TABLE(demand_params), ONE(demand)},
    {"route", "How flights choose among hubs.", TABLE(route_params), ONE(route)},
    {"rivals.*", "Another hub that the same flights could use.",
     TABLE(route_rival_params), ITEMS(rivals, route_rival_def, ROUTE_RIVALS_MAX)},
    {"backhaul", "What there is to fly home.", TABLE(backhaul_params), ONE(backhaul)},
    {"discrepancy", "How far the hub may lie from the model if every input is right.",
     TABLE(discrepancy_params), ONE(discrepancy), .apart = true},
    {"promises.*", "What was promised, by whom, by when.",
     TABLE(promise_params), ITEMS(promises, promise_def, PROMISE_MAX), .apart = true},
    {"forecast", "How the years after --known-by are drawn.",
     TABLE(forecast_params), ONE(forecast), .apart = true},
    {"announcements.*", "What was announced, for when, and when it was said.",
     TABLE(forecast_params_announcement),
     ITEMS(announcements, forecast_announcement, FORECAST_ANNOUNCEMENTS_MAX), .apart = true},
    {"markets.*", "Lanes that grow and shrink together after --known-by.",
     TABLE(forecast_params_market),
     ITEMS(markets, forecast_market, FORECAST_MARKETS_MAX), .apart = true},
};
// clang-format on

enum { GROUPS = sizeof groups / sizeof *groups };

const struct param_group *hub_params_groups(size_t *n)
{
    *n = GROUPS;
    return groups;
}

size_t hub_params_bytes(const struct hub_def *def)
{
    return param_bytes(groups, GROUPS, sizeof *def, def);
}

void hub_params_copy(struct hub_def *to, const struct hub_def *from)
{
    param_copy(groups, GROUPS, sizeof *from, to, from);
}
