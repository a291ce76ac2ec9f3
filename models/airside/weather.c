// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/weather.h"

#include <stddef.h>

#include "models/base/param_table.h"
#include "sim/random/dist.h"
#include "sim/random/stream.h"
#include "sim/date.h"

#define AT(field) offsetof(struct weather_def, field)

// clang-format off
const struct param weather_params[] = {
    {"lightning_stops_per_year", AT(stops_per_year[0]), REAL("stops per year", 0, 1000),
     VALUE(0), "assumption", "medium",
     "Thunderstorms that stop all work on the ramp; 0 means none."},
    {"lightning_stop_min", AT(stop_min[0]), DIST("min", 0, 1440),
     UNIFORM(30, 60), "assumption", "medium",
     "How long a thunderstorm stops the ramp."},
    {"lightning_month_index", AT(month_index[0]), REALS(12, "index", 0, 100),
     WORD("0 0 0.2 0.6 2 2.5 3 2.6 0.8 0.2 0.1 0"), "assumption", "low",
     "Weight of each month for thunderstorms, January first."},
    {"snow_closures_per_year", AT(stops_per_year[1]), REAL("closures per year", 0, 1000),
     VALUE(0), "assumption", "low",
     "Times a year the runway is closed to be cleared of snow; 0 means none."},
    {"snow_closure_min", AT(stop_min[1]), DIST("min", 0, 1440),
     TRIANGULAR(20, 40, 120), "assumption", "low",
     "How long clearing the runway takes."},
    {"snow_month_index", AT(month_index[1]), REALS(12, "index", 0, 100),
     WORD("3.5 3.5 1.5 0.5 0 0 0 0 0 0 0.8 2.2"), "assumption", "low",
     "Weight of each month for snow, January first."},
    {KEY(deicing_share), REALS(12, "share", 0, 1),
     WORD("0 0 0 0 0 0 0 0 0 0 0 0"), "assumption", "medium",
     "Share of each month's departures that are de-iced, on their stand, January first."},
    {KEY(deicing_min), DIST("min", 0, 1440), GAMMA(20, 0.4), "assumption", "low",
     "De-icing of one aircraft by one rig."},
    {KEY(deicing_rigs), COUNT("rigs", 1, 100), VALUE(4), "assumption", "low",
     "Aircraft that can be de-iced at a time."},
};
// clang-format on
const size_t weather_params_n = sizeof weather_params / sizeof *weather_params;

/* A day is forgotten when another of the same place is asked for, and drawn again the same. */
enum { STOPS_A_DAY = 24, DAYS_KEPT = 4 };

struct stop {
    int64_t begin_us, end_us;
};

struct day {
    int64_t number; /* since 1970, plus one: 0 is no day */
    uint32_t n;
    struct stop stop[STOPS_A_DAY]; /* by their begin */
};

struct weather {
    struct sim *sim;
    const struct weather_def *def;
    struct stream_key stops[WEATHER_STOPS], deicing;
    struct day day[WEATHER_STOPS][DAYS_KEPT];
    double lost_h[WEATHER_STOPS];
};

static double stops_of_day(const struct weather_def *def, enum weather_stop kind, int64_t day_us)
{
    double mean = 0;
    for (int m = 0; m < 12; m++)
        mean += def->month_index[kind][m] / 12.0;
    if (mean <= 0) return 0;
    double index = def->month_index[kind][date_of(day_us).month - 1];
    return def->stops_per_year[kind] / 365.25 * index / mean; /* (1) */
}

static void draw_day(const struct weather *weather, enum weather_stop kind, int64_t number,
                     struct day *day)
{
    int64_t day_us = number * DATE_DAY_US;
    struct stream stream =
        stream_at(weather->stops[kind], sim_replication(weather->sim), (uint64_t)number);
    uint64_t n = dist_poisson(stops_of_day(weather->def, kind, day_us), &stream);
    day->number = number + 1;
    day->n = n < STOPS_A_DAY ? (uint32_t)n : STOPS_A_DAY;
    for (uint32_t i = 0; i < day->n; i++) {
        int64_t begin_us = day_us + (int64_t)(stream_uniform(&stream) * (double)DATE_DAY_US);
        double min = dist_draw(&weather->def->stop_min[kind], &stream);
        int64_t end_us = begin_us + (int64_t)(min * (double)DATE_MINUTE_US);
        uint32_t at = i; /* into its place by begin */
        for (; at > 0 && day->stop[at - 1].begin_us > begin_us; at--)
            day->stop[at] = day->stop[at - 1];
        day->stop[at] = (struct stop){begin_us, end_us};
    }
}

static const struct day *day_of(struct weather *weather, enum weather_stop kind, int64_t number)
{
    struct day *day = &weather->day[kind][(number + DAYS_KEPT) % DAYS_KEPT];
    if (day->number != number + 1) draw_day(weather, kind, number, day);
    return day;
}

int64_t weather_until_us(struct weather *weather, enum weather_stop kind, int64_t start_us,
                         int64_t work_us)
{
    if (weather == NULL || weather->def->stops_per_year[kind] <= 0) return start_us + work_us;
    int64_t at_us = start_us, left_us = work_us;
    /* yesterday's last stop may reach into today */
    for (int64_t d = start_us / DATE_DAY_US - 1; d * DATE_DAY_US <= at_us + left_us; d++) {
        const struct day *day = day_of(weather, kind, d);
        for (uint32_t i = 0; i < day->n; i++) {
            const struct stop *stop = &day->stop[i];
            if (stop->end_us <= at_us || stop->begin_us >= at_us + (left_us > 0 ? left_us : 1))
                continue;
            if (stop->begin_us > at_us) left_us -= stop->begin_us - at_us;
            at_us = stop->end_us;
        }
    }
    int64_t end_us = at_us + left_us; /* (2) */
    weather->lost_h[kind] += (double)(end_us - start_us - work_us) / (double)DATE_HOUR_US;
    return end_us;
}

double weather_deicing_min(const struct weather *weather, uint64_t index)
{
    if (weather == NULL) return 0;
    double share = weather->def->deicing_share[date_of(sim_now_us(weather->sim)).month - 1];
    if (share <= 0) return 0;
    struct stream stream = stream_at(weather->deicing, sim_replication(weather->sim), index);
    bool iced = stream_uniform(&stream) < share;
    return iced ? dist_draw(&weather->def->deicing_min, &stream) : 0;
}

uint32_t weather_rigs(const struct weather *weather)
{
    return weather->def->deicing_rigs;
}

double weather_lost_h(const struct weather *weather, enum weather_stop kind)
{
    return weather->lost_h[kind];
}

void weather_new_year(struct weather *weather)
{
    for (int k = 0; k < WEATHER_STOPS; k++)
        weather->lost_h[k] = 0;
}

struct weather *weather_new(struct sim *sim, const struct weather_def *def)
{
    struct weather *weather = sim_alloc(sim, sizeof *weather);
    weather->sim = sim;
    weather->def = def;
    weather->stops[WEATHER_LIGHTNING] = stream_key_of(sim_seed(sim), "weather.lightning");
    weather->stops[WEATHER_SNOW] = stream_key_of(sim_seed(sim), "weather.snow");
    weather->deicing = stream_key_of(sim_seed(sim), "weather.deicing");
    return weather;
}
