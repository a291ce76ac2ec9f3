// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/backlog.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double GROWTH_SHARE = 0.01, WEEKS = 365.25 / 7;

struct looking {
    const struct outcome *outcome;
    const char *hall;
    size_t year;
};

struct flow { /* of a year, one way */
    double opening, came, left, inside;
};

static double door(const struct looking *at, const char *name)
{
    const struct outcome *outcome = at->outcome;
    char whole[2 * PARAM_NAME_BYTES + 16];
    snprintf(whole, sizeof whole, "hall.%s.%s", at->hall, name);
    const int measure = outcome_measure(outcome, whole);
    double sum = 0;
    for (size_t r = 0; measure >= 0 && r < outcome->replications; r++)
        sum +=
            outcome->value[(r * outcome->years + at->year) * outcome->measures + (size_t)measure];
    return measure >= 0 ? sum / (double)outcome->replications : NAN;
}

static struct flow flow_of(const struct looking *at, bool out)
{
    if (out)
        return (struct flow){door(at, "out_opening_t"), door(at, "gate_t"), door(at, "flown_t"),
                             door(at, "out_in_building_t")};
    return (struct flow){door(at, "opening_t"), door(at, "landed_t"), door(at, "trucked_out_t"),
                         door(at, "in_building_t")};
}

static bool falls_behind(const struct flow *flow)
{
    const bool none_left = !(flow->left > 0) && flow->inside > 0;
    return none_left || (flow->inside - flow->opening > GROWTH_SHARE * flow->came &&
                         flow->inside > flow->came / WEEKS);
}

static enum backlog_stage stage_of(const struct looking *at)
{
    const double unopened = door(at, "unopened_t"), broken_down = door(at, "broken_down_t");
    const double released = door(at, "released_t"), sorted = door(at, "sorted_parcels");
    const double parcels = door(at, "released_parcels");
    double growth[BACKLOG_OUT];
    growth[BACKLOG_BREAKDOWN] = door(at, "landed_t") - broken_down - unopened;
    growth[BACKLOG_CUSTOMS] = broken_down - released;
    const double behind = released + unopened - door(at, "trucked_out_t");
    if (sorted > 0) growth[BACKLOG_SORTER] = (parcels - sorted) * door(at, "sorted_t") / sorted;
    else growth[BACKLOG_SORTER] = parcels > 0 ? behind : 0;
    growth[BACKLOG_DOCK] = behind - growth[BACKLOG_SORTER];
    enum backlog_stage worst = BACKLOG_BREAKDOWN;
    for (enum backlog_stage s = BACKLOG_CUSTOMS; s < BACKLOG_OUT; s++)
        if (growth[s] > growth[worst]) worst = s;
    return worst;
}

static void look_at_hall(struct looking *at, bool out, struct backlogs *to)
{
    const struct outcome *outcome = at->outcome;
    at->year = outcome->years - 1;
    const struct flow last = flow_of(at, out);
    if (!falls_behind(&last)) return;
    struct backlog *backlog = &to->each[to->n++];
    *backlog = (struct backlog){.stage = out ? BACKLOG_OUT : stage_of(at),
                                .year = outcome->first_year + (int32_t)at->year,
                                .came_t = last.came,
                                .inside_t = last.inside,
                                .days = last.came > 0 ? last.inside / last.came * 7 * WEEKS : NAN,
                                .week_t = (last.inside - last.opening) / WEEKS,
                                .none_left = !(last.left > 0)};
    snprintf(backlog->hall, sizeof backlog->hall, "%s", at->hall);
    struct flow flow;
    at->year = 0;
    while (flow = flow_of(at, out), !falls_behind(&flow))
        at->year++;
    backlog->first_year = outcome->first_year + (int32_t)at->year;
}

static struct backlog_floor floor_of(const struct looking *at)
{
    struct backlog_floor floor = {.year = at->outcome->first_year + (int32_t)at->year,
                                  .first_year = at->outcome->first_year + (int32_t)at->year,
                                  .beyond_t = door(at, "beyond_floor_t"),
                                  .tonnes = door(at, "tonnes"),
                                  .floor_t = door(at, "floor_t"),
                                  .area_m2 = door(at, "area_m2")};
    snprintf(floor.hall, sizeof floor.hall, "%s", at->hall);
    return floor;
}

static void look_at_floor(struct looking *at, struct backlogs *to)
{
    struct backlog_floor worst = {.hall = ""};
    for (at->year = 0; at->year < at->outcome->years; at->year++) {
        struct backlog_floor floor = floor_of(at);
        if (!(floor.beyond_t > GROWTH_SHARE * floor.tonnes)) continue;
        const bool first = worst.hall[0] == '\0';
        if (!first) floor.first_year = worst.first_year;
        if (first || floor.beyond_t * worst.tonnes > worst.beyond_t * floor.tonnes) worst = floor;
    }
    if (worst.hall[0] != '\0') to->floor[to->floors++] = worst;
}

void backlog_find(const struct outcome *outcome, struct backlogs *to)
{
    static const char tail[] = ".in_building_t";
    to->n = to->floors = 0;
    for (size_t m = 0; outcome->years > 0 && m < outcome->measures; m++) {
        const char *name = outcome->measure[m].name;
        const size_t bytes = strlen(name), ends = sizeof tail - 1;
        char hall[PARAM_NAME_BYTES];
        if (strncmp(name, "hall.", 5) != 0 || bytes < 5 + ends) continue;
        if (strcmp(name + bytes - ends, tail) != 0) continue;
        snprintf(hall, sizeof hall, "%.*s", (int)(bytes - ends - 5), name + 5);
        struct looking at = {.outcome = outcome, .hall = hall};
        look_at_hall(&at, false, to);
        look_at_hall(&at, true, to);
        look_at_floor(&at, to);
    }
}

const char *backlog_stage_word(enum backlog_stage stage)
{
    static const char *const word[] = {"breakdown", "customs", "sorter", "dock", "out"};
    return word[stage];
}
