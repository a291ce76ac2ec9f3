// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tests/plots/sample.h -- an outcome made by hand for the tests of the pictures: eight years of an
 * airport that does not exist, with noise from a small fixed recurrence. Every number can be worked
 * out from make_value.
 */
#ifndef TESTS_PLOTS_SAMPLE_H
#define TESTS_PLOTS_SAMPLE_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/run/outcome.h"
#include "sim/date.h"

enum { SAMPLE_MEASURES = 9, SAMPLE_YEARS = 8, SAMPLE_FIRST_YEAR = 2018, SAMPLE_REPLICATIONS = 40 };
enum { SAMPLE_PROMISES = 12, SAMPLE_OBSERVED = 9 };

struct sample {
    struct outcome outcome;
    struct measure measure[SAMPLE_MEASURES];
    struct outcome_promise promise[SAMPLE_PROMISES];
    struct observed observed;
    struct observed_row row[SAMPLE_OBSERVED];
};

/* Even noise in (-1, 1) for a replication: a permutation of equal steps (17 and 40 have no common
 * factor). */
static inline double sample_noise(size_t replication, size_t salt)
{
    return 2 * ((double)((replication * 17 + salt * 11) % 40) + 0.5) / 40 - 1;
}

static inline double sample_value(size_t measure, size_t year, size_t replication)
{
    static const double at_start[SAMPLE_MEASURES] = {870000, 120, 60e6, -40, 60, 70, 20, 12, 8};
    static const double growth[SAMPLE_MEASURES] = {35000, 26, 90e6, -150, 9, 20, 8, 1.5, 1};
    static const double spread[SAMPLE_MEASURES] = {30000, 12, 12e6, 35, 3, 4, 2, 1, 1};
    const double y = (double)year, stream = sample_noise(replication, measure);
    return at_start[measure] + growth[measure] * y +
           spread[measure] * stream * (0.5 + y / 3) * (stream > 0 ? 1.3 : 1);
}

static inline void sample_measures(struct sample *s)
{
    static const struct measure measure[SAMPLE_MEASURES] = {
        {"airport.tonnes", "t", "Cargo handled at the airport, in and out, per year"},
        {"hall.cainiao.jobs", "jobs", "People at work in the Cainiao hub, whoever employs them"},
        {"airport.parcels_in", "parcels", "Parcels that come in through the airport per year"},
        {"trade.china_balance_economic_eur_m", "EUR m",
         "Exports minus imports of the hub with China, economic concept"},
        {"jobs.operator", "jobs", "Jobs at the operator"},
        {"jobs.handler", "jobs", "Jobs at the handler"},
        {"jobs.agency", "jobs", "Jobs through temporary agencies"},
        {"jobs.security", "jobs", "Jobs at security firms"},
        {"jobs.clerks", "jobs", "Customs clerks"}};
    memcpy(s->measure, measure, sizeof measure);
}

static inline void sample_promises(struct sample *s)
{
    static const struct {
        const char *id, *measure, *unit, *what, *who, *reading;
        int at_most, year;
        double promised, mean, half_mean, half_band, p_kept, observed;
        int observed_year;
        enum outcome_verdict verdict;
        const char *why;
    } p[SAMPLE_PROMISES] = {
        {"jobs", "hall.cainiao.jobs", "jobs",
         "900 people work at the Cainiao hub once it is complete.",
         "Cainiao (Derek Sun), repeated by Alibaba's press service", "as said", 0, 2025, 900, 305,
         6, 70, 0, 276, 2025, OUTCOME_VERY_UNLIKELY, ""},
        {"jobs_phase1", "hall.cainiao.jobs", "jobs",
         "The first hall alone gives 250 to 300 direct jobs.",
         "the plan, as a member of the Walloon parliament quotes it", "as said", 0, 2022, 250, 262,
         5, 40, 0.71, 250, 2022, OUTCOME_VERY_LIKELY, ""},
        {"indirect", "hall.cainiao.jobs_indirect", "jobs", "About 3,000 indirect jobs.",
         "the press after meeting Cainiao, which gave no estimate itself", "as said", 0, 2025, 3000,
         196, 6, 60, 0, NAN, 0, OUTCOME_VERY_UNLIKELY, ""},
        {"months", "hall.cainiao.months_open", "months", "The hub opens by the end of June 2021.",
         "Cainiao", "as said", 0, 2021, 6, 1.8, 0, 0, 0, 1.8, 2021, OUTCOME_VERY_UNLIKELY, ""},
        {"area", "hall.cainiao.area_m2", "m2", "120,000 square metres of halls by 2026.",
         "Cainiao at the opening, in Le Soir", "as said", 0, 2026, 120000, NAN, NAN, NAN, NAN,
         30000, 2025, OUTCOME_CANNOT_TELL, "cannot tell: the run ends before 2026"},
        {"tonnes", "lane.cainiao.tonnes", "t",
         "Alibaba brings the airport 500,000 tonnes a year more within five years.",
         "Liège Airport's plans, in L'Echo", "as said", 0, 2024, 500000, 148000, 2500, 31000, 0,
         NAN, 0, OUTCOME_VERY_UNLIKELY, ""},
        {"return", "lane.cainiao.return_load_share", "share",
         "The planes do not fly back empty: read as at least half full.",
         "the Walloon government, in Le Soir", "generous", 0, 2023, 0.6, 0.31, 0.01, 0.12, 0.02,
         0.29, 2023, OUTCOME_VERY_UNLIKELY, ""},
        {"deficit", "trade.china_balance_change_economic_eur_m", "EUR m",
         "The trade deficit with China shrinks: read as what Belgium itself buys and sells.",
         "politicians of 2018, in De Morgen", "strict", 0, 2023, 0, -30, 2, 14, 0.01, -24, 2023,
         OUTCOME_VERY_UNLIKELY, ""},
        {"movements", "airport.movements", "1 per year", "No more than 55,000 movements a year.",
         "the Walloon government, in the permit", "as said", 1, 2025, 55000, 31200, 250, 2900, 1,
         33012, 2025, OUTCOME_VERY_LIKELY, ""},
        {"deficit_cap", "trade.china_balance_economic_eur_m", "EUR m",
         "The hub's deficit stays under 100 million.", "nobody", "strict", 0, 2023, -100, -60, 9,
         70, 0.8, NAN, 0, OUTCOME_VERY_LIKELY, ""},
        {"parcels", "airport.parcels_in", "parcels", "A hundred million parcels a year.",
         "a folder", "as said", 0, 2025, 1e8, 1.36e9, 9e6, 1.6e8, 1, 1.31e9, 2025,
         OUTCOME_VERY_LIKELY, ""},
        {"flights", "lane.cainiao.flights_per_day", "1 per day",
         "With the extension, 10 to 12 flights a day.", "Cainiao, to the neighbours", "as said", 0,
         2025, 10, 9.6, 0.2, 2.1, 0.42, NAN, 0, OUTCOME_CANNOT_TELL,
         "cannot tell: the interval of the chance spans 50 %"}};
    for (size_t i = 0; i < SAMPLE_PROMISES; i++) {
        s->promise[i] = (struct outcome_promise){
            .id = p[i].id,
            .measure = p[i].measure,
            .unit = p[i].unit,
            .what = p[i].what,
            .who = p[i].who,
            .given_by = strcmp(p[i].id, "flights") == 0 ? "lanes.cainiao.flights_per_week" : "",
            .source = "P1",
            .reading = p[i].reading,
            .at_most = p[i].at_most != 0,
            .promised = p[i].promised,
            .mean = p[i].mean,
            .mean_95 = {p[i].mean - p[i].half_mean, p[i].mean + p[i].half_mean},
            .band_95 = {p[i].mean - p[i].half_band, p[i].mean + p[i].half_band},
            .p_kept = p[i].p_kept,
            .p_kept_95 = {p[i].p_kept * 0.9, p[i].p_kept * 0.9 + 0.1},
            .observed = p[i].observed,
            .observed_year = p[i].observed_year,
            .verdict = p[i].verdict};
        s->promise[i].by_us = date_us(p[i].year, 12, 31);
        snprintf(s->promise[i].why, sizeof s->promise[i].why, "%s", p[i].why);
    }
}

static inline void sample_observed(struct sample *s)
{
    static const struct observed_row row[SAMPLE_OBSERVED] = {
        {"airport.tonnes", 2018, 870644, "t", OBSERVED_CALIBRATION, "L4", "high", "", 0, 0},
        {"airport.tonnes", 2019, 902480, "t", OBSERVED_CALIBRATION, "L5", "high", "", 0, 0},
        {"airport.tonnes", 2021, 1412498, "t", OBSERVED_JUDGED, "L7", "high", "", 0, 0},
        {"airport.tonnes", 2023, 1005676, "t", OBSERVED_JUDGED, "L9", "high", "", 0, 0},
        {"hall.cainiao.jobs", 2021, 220, "jobs", OBSERVED_CALIBRATION, "O1", "high", "", 0, 0},
        {"hall.cainiao.jobs", 2022, 250, "jobs", OBSERVED_CONTEXT, "O2", "medium", "", 0, 0},
        {"hall.cainiao.jobs", 2025, 276, "jobs", OBSERVED_JUDGED, "O7", "high", "", 0, 0},
        {"hall.cainiao.months_open", 2021, 1.8, "months", OBSERVED_CALIBRATION, "O1", "high", "", 0,
         0},
        {"airport.movements", 2025, 33012, "1 per year", OBSERVED_JUDGED, "L11", "high", "", 0, 0}};
    memcpy(s->row, row, sizeof row);
    s->observed = (struct observed){s->row, SAMPLE_OBSERVED};
    s->outcome.observed = &s->observed;
}

/* A double hump over the day, shifted and scaled by series. */
static inline double sample_day(size_t series, size_t hour, size_t replication)
{
    static const double size[MEASURE_DAY_SERIES] = {14, 12, 42000, 16, 6, 38, 26000, 140};
    const double h = (double)hour - (double)(series % 4);
    const double shape = exp(-(h - 3) * (h - 3) / 9) + 0.6 * exp(-(h - 19) * (h - 19) / 8) + 0.06;
    return size[series] * shape * (1 + 0.25 * sample_noise(replication, hour + series));
}

static inline struct sample *sample_new(size_t replications)
{
    struct sample *s = calloc(1, sizeof *s);
    sample_measures(s);
    sample_promises(s);
    struct outcome *o = &s->outcome;
    *o = (struct outcome){.title = "Liège as it happened, 2018 to 2025",
                          .question = "What came of it?",
                          .seed = 20181205,
                          .replications = replications,
                          .first_year = SAMPLE_FIRST_YEAR,
                          .years = SAMPLE_YEARS,
                          .measures = SAMPLE_MEASURES,
                          .measure = s->measure,
                          .promise = s->promise,
                          .promises = SAMPLE_PROMISES};
    o->day_us = date_us(2025, 11, 11);
    o->value = calloc(replications * SAMPLE_YEARS * SAMPLE_MEASURES + 1, sizeof *o->value);
    o->day = calloc(replications * 24 * MEASURE_DAY_SERIES + 1, sizeof *o->day);
    for (size_t r = 0; r < replications; r++) {
        for (size_t y = 0; y < SAMPLE_YEARS; y++)
            for (size_t m = 0; m < SAMPLE_MEASURES; m++)
                o->value[(r * SAMPLE_YEARS + y) * SAMPLE_MEASURES + m] = sample_value(m, y, r);
        for (size_t h = 0; h < 24; h++)
            for (size_t d = 0; d < MEASURE_DAY_SERIES; d++)
                o->day[(r * 24 + h) * MEASURE_DAY_SERIES + d] = sample_day(d, h, r);
    }
    sample_observed(s);
    return s;
}

static inline void sample_free(struct sample *s)
{
    free(s->outcome.value);
    free(s->outcome.day);
    free(s);
}

#endif
