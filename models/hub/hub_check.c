// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub.h"
#include "sim/date.h"

struct complaint {
    hub_complain *complain;
    void *context;
};

static void tell(const struct complaint *complaint, const char *group, const char *item,
                 const char *key, const char *what_to_give)
{
    char path[3 * PARAM_NAME_BYTES];
    snprintf(path, sizeof path, "%s.%s.%s", group, item, key);
    complaint->complain(complaint->context, path, what_to_give);
}

static double sum_of(const double *x, uint32_t n)
{
    double sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

static void check_lane(const struct lane_def *lane, const struct complaint *complaint)
{
    if (lane->halls.n == 0) tell(complaint, "lanes", lane->name, "halls", "give at least one hall");
    if (lane->aircraft.n == 0)
        tell(complaint, "lanes", lane->name, "aircraft", "give at least one type");
    if (sum_of(lane->aircraft_share, lane->aircraft.n) <= 0)
        tell(complaint, "lanes", lane->name, "aircraft_share",
             "give at least one of the types a share above 0");
    const struct {
        const char *key;
        const double *x;
        uint32_t n;
    } index[] = {
        {"month_index", lane->month_index, 12},
        {"weekday_index", lane->weekday_index, 7},
        {"hour_index", lane->hour_index, 24},
    };
    for (size_t i = 0; i < sizeof index / sizeof *index; i++)
        if (sum_of(index[i].x, index[i].n) <= 0)
            tell(complaint, "lanes", lane->name, index[i].key, "give at least one number above 0");
}

static void check_hall(const struct hall_def *hall, const struct complaint *complaint)
{
    if (sum_of(hall->destination_share, HALL_DESTINATIONS) <= 0)
        tell(complaint, "halls", hall->name, "destination_share",
             "give at least one destination a share above 0");
}

/* Who asks for licences, trains somebody, and sends no more drivers than people. */
static void check_crew(const struct hall_def *hall, const struct complaint *complaint)
{
    double may_load = hall->ramp_loader_licence_share;
    double may_drive = may_load + hall->ramp_tug_licence_share;
    if (2 * hall->ramp_loader_drivers + hall->ramp_tug_drivers > hall->ramp_crew)
        tell(complaint, "halls", hall->name, "ramp_crew",
             "give at least ramp_loader_drivers for two decks and ramp_tug_drivers");
    if (hall->ramp_loader_drivers > 0 && may_load <= 0)
        tell(complaint, "halls", hall->name, "ramp_loader_licence_share",
             "give more than 0 if loaders need drivers");
    if (hall->ramp_tug_drivers > 0 && may_drive <= 0)
        tell(complaint, "halls", hall->name, "ramp_tug_licence_share",
             "give more than 0 if tugs need drivers");
    if (may_drive > 1)
        tell(complaint, "halls", hall->name, "ramp_tug_licence_share",
             "give at most 1 less ramp_loader_licence_share");
}

static void check_hauls(const struct hub_def *def, const struct complaint *complaint)
{
    for (uint32_t h = 0; h < def->halls_n; h++) {
        const struct linehaul_def *last = NULL;
        uint32_t n = 0;
        double sum = 0;
        for (uint32_t i = 0; i < def->hauls_n; i++) {
            if (def->hauls[i].hall != h) continue;
            last = &def->hauls[i];
            sum += last->share;
            if (++n == HALL_DESTINATIONS + 1)
                tell(complaint, "linehaul", last->name, "hall",
                     "a hall has at most 8 destinations");
        }
        if (n > 0 && sum <= 0)
            tell(complaint, "linehaul", last->name, "share",
                 "give at least one destination of the hall a share above 0");
    }
}

/* Shifts must be able to end with the week, and those of one hour are not worth the way. */
static void check_shifts(const struct labour_def *labour, hub_complain *complain, void *context)
{
    char starts[80] = "give 1", lengths[32];
    uint32_t every = labour->long_start_every_h, rest_h = 168 - labour->shift_h;
    for (uint32_t n = 2; n <= labour->shift_h; n++)
        if (rest_h % n == 0)
            snprintf(starts + strlen(starts), sizeof starts - strlen(starts), ", %u", n);
    const bool fits = every <= labour->shift_h && rest_h % every == 0;
    if (labour->shift_plan == LABOUR_COVER && !fits)
        complain(context, "labour.long_start_every_h", starts);
    snprintf(lengths, sizeof lengths, "give 0, or 2 to %u", labour->shift_h - 1);
    if (labour->short_shift_h == 1 ||
        (labour->shift_plan == LABOUR_COVER && labour->short_shift_h >= labour->shift_h))
        complain(context, "labour.short_shift_h", lengths);
}

static void check_hours(const struct labour_def *labour, hub_complain *complain, void *context)
{
    if (labour->short_notice_share > labour->absence_share)
        complain(context, "labour.short_notice_share",
                 "give at most absence_share, of which it is a part");
}

static void check_aircraft(const struct lane_aircraft_def *aircraft,
                           const struct complaint *complaint)
{
    if (aircraft->lower_ulds >= aircraft->ulds)
        tell(complaint, "aircraft", aircraft->name, "lower_ulds", "give less than ulds");
}

static bool measure_exists(const struct hub_def *def, const char *name)
{
    size_t n = hub_measures(def, NULL);
    struct measure *list = calloc(n, sizeof *list);
    bool found = list == NULL; /* no memory: not the user's mistake */
    if (list != NULL) hub_measures(def, list);
    for (size_t i = 0; i < n && !found; i++)
        found = strcmp(list[i].name, name) == 0;
    free(list);
    return found;
}

static void check_promise(const struct hub_def *def, const struct promise_def *promise,
                          const struct complaint *complaint)
{
    if (!promise->counted_only && !measure_exists(def, promise->measure))
        tell(complaint, "promises", promise->name, "measure",
             "no such measure in this scenario; run it once and take a name from measures.csv");
    if (promise->counted_only && measure_exists(def, promise->measure))
        tell(complaint, "promises", promise->name, "counted_only",
             "the simulation makes this measure; leave counted_only out");
    if (isnan(promise->at_least) == isnan(promise->at_most))
        tell(complaint, "promises", promise->name, "at_least", "give either at_least or at_most");
    if (promise->by_us == DATE_NEVER_US)
        tell(complaint, "promises", promise->name, "by", "give a date");
}

static void check_rivals(const struct hub_def *def, const struct complaint *complaint)
{
    double sum = 0;
    for (uint32_t r = 0; r < def->rivals_n; r++) {
        sum += def->rivals[r].share;
        if (sum < 1) continue;
        tell(complaint, "rivals", def->rivals[r].name, "share",
             "all rivals together must leave this hub a share of the market");
        return;
    }
}

void hub_check(const struct hub_def *def, hub_complain *complain, void *context)
{
    const struct complaint complaint = {complain, context};
    if (def->run.from_us == DATE_NEVER_US) complain(context, "run.from", "give a date");
    else if (def->run.to_us == DATE_NEVER_US) complain(context, "run.to", "give a date");
    else if (def->run.from_us < (int64_t)def->run.warm_up_weeks * DATE_WEEK_US)
        complain(context, "run.from", "give a date whose warm-up begins in 1970 or later");
    else if (def->run.to_us <= def->run.from_us)
        complain(context, "run.to", "give a date after run.from");
    else if (def->run.to_us - def->run.from_us > 200 * 366 * DATE_DAY_US)
        complain(context, "run.to", "give a date at most 200 years after run.from");
    check_shifts(&def->labour, complain, context);
    check_hours(&def->labour, complain, context);
    if (def->airport.narrow_on_wide && def->airport.wide_stands_kept >= def->airport.stands_wide)
        complain(context, "airport.wide_stands_kept", "give less than airport.stands_wide");
    if (def->lanes_n == 0) complain(context, "lanes", "give at least one lane");
    for (uint32_t l = 0; l < def->lanes_n; l++)
        check_lane(&def->lanes[l], &complaint);
    for (uint32_t a = 0; a < def->aircraft_n; a++)
        check_aircraft(&def->aircraft[a], &complaint);
    for (uint32_t h = 0; h < def->halls_n; h++) {
        check_hall(&def->halls[h], &complaint);
        check_crew(&def->halls[h], &complaint);
    }
    check_hauls(def, &complaint);
    for (uint32_t p = 0; p < def->promises_n; p++)
        check_promise(def, &def->promises[p], &complaint);
    check_rivals(def, &complaint);
    if (def->traffic.early_share + def->traffic.late_share > 1)
        complain(context, "traffic.late_share",
                 "early_share and late_share together must not exceed 1");
}
