// SPDX-License-Identifier: GPL-3.0-or-later
/* A hub with one setting of each kind: tables small enough to know by heart. */
#ifndef TESTS_SCENARIOS_SMALL_HUB_H
#define TESTS_SCENARIOS_SMALL_HUB_H

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "models/base/param.h"
#include "scenarios/input/scenario.h"

struct small_airport {
    uint32_t stands;
    double transit_share;
    struct dist dwell_min;
    bool night;
    int64_t opens;
    char note[PARAM_TEXT_BYTES];
    double hours[4];
    double noise;
};

struct small_hall {
    char name[PARAM_NAME_BYTES];
    double floor_m2;
};

struct small_lane {
    char name[PARAM_NAME_BYTES];
    uint32_t hall;
    double flights_per_week;
    struct param_names others;
    uint32_t mode;
};

struct hub_def {
    char title[PARAM_TEXT_BYTES];
    struct small_airport airport;
    struct small_hall *hall;
    uint32_t halls;
    struct small_lane *lane;
    uint32_t lanes;
};

static const char *const small_modes[] = {"import", "export", NULL};

static const struct param small_top[] = {
    {.key = "title",
     .kind = PARAM_TEXT,
     .at = 0,
     .meaning = "What it is called.",
     .source = "definition"},
};

#define AIRPORT(field) offsetof(struct small_airport, field)
static const struct param small_airport[] = {
    {.key = "stands",
     .kind = PARAM_COUNT,
     .at = AIRPORT(stands),
     .min = 1,
     .max = 100,
     .standard = {.a = 20},
     .unit = "stands",
     .source = "S1"},
    {.key = "transit_share",
     .kind = PARAM_REAL,
     .at = AIRPORT(transit_share),
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.1, .b = 0.2, .c = 0.3},
     .unit = "share",
     .source = "assumption"},
    {.key = "dwell_min",
     .kind = PARAM_DIST,
     .at = AIRPORT(dwell_min),
     .max = 500,
     .standard = {DIST_GAMMA, .a = 10, .b = 0.5},
     .unit = "min",
     .source = "assumption"},
    {.key = "night",
     .kind = PARAM_FLAG,
     .at = AIRPORT(night),
     .standard = {.a = 1},
     .source = "S1"},
    {.key = "opens",
     .kind = PARAM_DATE,
     .at = AIRPORT(opens),
     .standard_text = "2018-01-01",
     .source = "S1"},
    {.key = "note", .kind = PARAM_TEXT, .at = AIRPORT(note), .source = "S1"},
    {.key = "hours",
     .kind = PARAM_REALS,
     .n = 4,
     .max = 10,
     .at = AIRPORT(hours),
     .standard_text = "1 1 1 1",
     .source = "S1"},
    {.key = "noise",
     .kind = PARAM_REAL,
     .at = AIRPORT(noise),
     .min = -INFINITY,
     .max = INFINITY,
     .standard = {.a = NAN},
     .unit = "dB",
     .source = "S1"},
};

static const struct param small_hall[] = {
    {.key = "floor_m2",
     .kind = PARAM_REAL,
     .at = offsetof(struct small_hall, floor_m2),
     .max = 1e6,
     .standard = {.a = 100},
     .unit = "m2",
     .source = "S1"},
};

#define LANE(field) offsetof(struct small_lane, field)
static const struct param small_lane[] = {
    {.key = "hall",
     .kind = PARAM_NAME,
     .at = LANE(hall),
     .refers = "halls.*",
     .required = true,
     .meaning = "The hall that handles it.",
     .source = "S1"},
    {.key = "flights_per_week",
     .kind = PARAM_REAL,
     .at = LANE(flights_per_week),
     .max = 500,
     .standard = {.a = 2},
     .unit = "flights per week",
     .source = "S1"},
    {.key = "others", .kind = PARAM_NAMES, .at = LANE(others), .refers = "halls.*", .source = "S1"},
    {.key = "mode",
     .kind = PARAM_CHOICE,
     .at = LANE(mode),
     .choices = small_modes,
     .standard_text = "import",
     .source = "S1"},
};

static const struct param_group small_groups[] = {
    {.path = "",
     .params = small_top,
     .count = &(const size_t){1},
     .at = offsetof(struct hub_def, title)},
    {.path = "airport",
     .params = small_airport,
     .count = &(const size_t){8},
     .at = offsetof(struct hub_def, airport)},
    {.path = "halls.*",
     .params = small_hall,
     .count = &(const size_t){1},
     .at = offsetof(struct hub_def, hall),
     .stride = sizeof(struct small_hall),
     .max_items = 4,
     .items_at = offsetof(struct hub_def, halls)},
    {.path = "lanes.*",
     .params = small_lane,
     .count = &(const size_t){4},
     .at = offsetof(struct hub_def, lane),
     .stride = sizeof(struct small_lane),
     .max_items = 4,
     .items_at = offsetof(struct hub_def, lanes)},
};

static inline struct scenario *read_small(const struct scenario_request *request,
                                          struct diagnostics *diagnostics)
{
    return scenario_read(request, small_groups, sizeof small_groups / sizeof *small_groups,
                         sizeof(struct hub_def), diagnostics);
}

/* To be freed. */
static inline struct hub_def *copy_small(const struct hub_def *def)
{
    const size_t n = sizeof small_groups / sizeof *small_groups;
    struct hub_def *copy = malloc(param_bytes(small_groups, n, sizeof *def, def));
    if (copy) param_copy(small_groups, n, sizeof *def, copy, def);
    return copy;
}

#endif
