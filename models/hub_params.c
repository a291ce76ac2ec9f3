// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub_params.h"

#include <stddef.h>

#define AT(field) offsetof(struct hub_def, field)
#define IN(field) offsetof(struct hub_run_def, field)

static const struct param about_params[] = {
    {.key = "title", .kind = PARAM_TEXT, .apart = true, .at = AT(title), .standard_text = "", .unit = "text",
     .meaning = "A short name for the scenario.", .source = "definition", .confidence = "high"},
    {.key = "question", .kind = PARAM_TEXT, .apart = true, .at = AT(question), .standard_text = "", .unit = "text",
     .meaning = "The question in words.", .source = "definition", .confidence = "high"},
    {.key = "observed", .kind = PARAM_TEXT, .apart = true, .at = AT(observed), .standard_text = "", .unit = "file",
     .meaning = "CSV of what was counted, beside the scenario file.", .source = "definition",
     .confidence = "high"},
};

static const char *const grains[] = {"batch", "parcel", NULL};

static const struct param run_params[] = {
    {.key = "from", .kind = PARAM_DATE, .at = IN(from_us), .standard_text = "2018-01-01",
     .unit = "date", .meaning = "First day counted.", .source = "definition", .confidence = "high"},
    {.key = "to", .kind = PARAM_DATE, .at = IN(to_us), .standard_text = "2026-01-01",
     .unit = "date", .meaning = "Day after the last day counted.", .source = "definition",
     .confidence = "high"},
    {.key = "warm_up_weeks", .kind = PARAM_COUNT, .at = IN(warm_up_weeks), .min = 1, .max = 104,
     .standard = {.a = 8}, .unit = "weeks",
     .meaning = "Weeks simulated before the first day counted, so that the hub does not start"
                " empty.", .source = "assumption", .confidence = "medium"},
    {.key = "replications", .kind = PARAM_COUNT, .apart = true, .at = IN(replications), .min = 1, .max = 1e6,
     .standard = {.a = 20},
     .unit = "replications",
     .meaning = "Independent histories simulated.", .source = "definition", .confidence = "high"},
    {.key = "seed", .kind = PARAM_COUNT, .apart = true, .at = IN(seed), .max = 4294967295.0, .standard = {.a = 1},
     .unit = "", .meaning = "Where the luck starts.", .source = "definition", .confidence = "high"},
    {.key = "grain", .kind = PARAM_CHOICE, .at = IN(grain), .choices = grains,
     .standard_text = "batch", .unit = "",
     .meaning = "How e-commerce and express move through the halls: together as a ULD brought them"
                " (batch), or one by one (parcel).",
     .source = "definition", .confidence = "high"},
    {.key = "day", .kind = PARAM_DATE, .at = IN(day_us), .standard_text = "never", .unit = "date",
     .meaning = "The day drawn hour by hour.", .source = "definition", .confidence = "high"},
};

static const size_t about_params_n = sizeof about_params / sizeof *about_params;
static const size_t run_params_n = sizeof run_params / sizeof *run_params;

static const struct param_group groups[] = {
    {.path = "", .meaning = "The scenario itself.", .params = about_params,
     .count = &about_params_n},
    {.path = "run", .meaning = "What is simulated, how often, with which luck.",
     .params = run_params, .count = &run_params_n, .at = AT(run)},
    {.path = "airport", .meaning = "Runway, permit, stands.", .params = airport_params,
     .count = &airport_params_n, .at = AT(airport)},
    {.path = "weather", .meaning = "Lightning, snow, frost.", .params = weather_params,
     .count = &weather_params_n, .at = AT(weather)},
    {.path = "aircraft.*", .meaning = "A type of freighter.", .params = lane_params_aircraft,
     .count = &lane_params_aircraft_n, .at = AT(aircraft),
     .stride = sizeof(struct lane_aircraft_def), .max_items = LANE_AIRCRAFT_MAX,
     .items_at = AT(aircraft_n), .name_at = offsetof(struct lane_aircraft_def, name)},
    {.path = "traffic", .meaning = "Delays and loads, common to all lanes.",
     .params = lane_params_traffic, .count = &lane_params_traffic_n, .at = AT(traffic)},
    {.path = "halls.*", .meaning = "A hall: building, machines, crews, trucks.",
     .params = hall_params, .count = &hall_params_n, .at = AT(halls),
     .stride = sizeof(struct hall_def), .max_items = HALL_MAX, .items_at = AT(halls_n),
     .name_at = offsetof(struct hall_def, name)},
    {.path = "lanes.*", .meaning = "A lane: one stream of flights for one business.",
     .params = lane_params, .count = &lane_params_n, .at = AT(lanes),
     .stride = sizeof(struct lane_def), .max_items = LANE_MAX, .items_at = AT(lanes_n),
     .name_at = offsetof(struct lane_def, name)},
    {.path = "linehaul.*", .meaning = "A destination of a hall's trucks.",
     .params = linehaul_params, .count = &linehaul_params_n, .at = AT(hauls),
     .stride = sizeof(struct linehaul_def), .max_items = LINEHAUL_MAX, .items_at = AT(hauls_n),
     .name_at = offsetof(struct linehaul_def, name)},
    {.path = "customs", .meaning = "The customs office.", .params = customs_params,
     .count = &customs_params_n, .at = AT(customs)},
    {.path = "labour", .meaning = "Hours, absence, hiring, learning.", .params = labour_params,
     .count = &labour_params_n, .at = AT(labour)},
    {.path = "jobs", .meaning = "Jobs beyond the halls.", .params = jobs_params,
     .count = &jobs_params_n, .at = AT(jobs)},
    {.path = "trade", .meaning = "What the flows are worth.", .params = trade_params,
     .count = &trade_params_n, .at = AT(trade)},
    {.path = "visibility", .meaning = "Who sees what of the parcels.",
     .params = visibility_params, .count = &visibility_params_n, .at = AT(visibility)},
    {.path = "policy", .meaning = "Duties and fees on parcels.", .params = policy_params,
     .count = &policy_params_n, .at = AT(policy)},
    {.path = "demand", .meaning = "How buyers and sellers answer to prices.",
     .params = demand_params, .count = &demand_params_n, .at = AT(demand)},
    {.path = "route", .meaning = "How flights choose among hubs.", .params = route_params,
     .count = &route_params_n, .at = AT(route)},
    {.path = "rivals.*", .meaning = "Another hub that the same flights could use.",
     .params = route_rival_params, .count = &route_rival_params_n, .at = AT(rivals),
     .stride = sizeof(struct route_rival_def), .max_items = ROUTE_RIVALS_MAX,
     .items_at = AT(rivals_n), .name_at = offsetof(struct route_rival_def, name)},
    {.path = "backhaul", .meaning = "What there is to fly home.", .params = backhaul_params,
     .count = &backhaul_params_n, .at = AT(backhaul)},
    {.path = "promises.*", .meaning = "What was promised, by whom, by when.",
     .params = promise_params, .count = &promise_params_n, .at = AT(promises),
     .stride = sizeof(struct promise_def), .max_items = PROMISE_MAX, .items_at = AT(promises_n),
     .name_at = offsetof(struct promise_def, name), .apart = true},
};

const struct param_group *hub_params_groups(size_t *n)
{
    *n = sizeof groups / sizeof *groups;
    return groups;
}
