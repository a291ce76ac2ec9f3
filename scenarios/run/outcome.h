// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/outcome.h -- what N replications of a scenario say: every measure by year, every
 * promise with its verdict.
 *
 * Knows          intervals over replications, taken in replication order; which years are whole.
 * Does not know  threads, files, pictures.
 */
#ifndef SCENARIOS_RUN_OUTCOME_H
#define SCENARIOS_RUN_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/discrepancy.h"
#include "models/base/measure.h"
#include "scenarios/input/observed.h"
#include "sim/stats/interval.h"

/* What the interval of the chance allows to say, in words that always mean the same share. */
enum outcome_verdict {
    OUTCOME_VERY_UNLIKELY, /* the whole interval lies below 10 % */
    OUTCOME_UNLIKELY,      /* below 33 % */
    OUTCOME_EVEN,          /* between 33 and 66 % */
    OUTCOME_LIKELY,        /* above 66 % */
    OUTCOME_VERY_LIKELY,   /* above 90 % */
    OUTCOME_CANNOT_TELL /* it reaches over one of those lines, or there are too few replications */
};

struct outcome_promise {
    const char *id; /* "direct_jobs" */
    const char *measure, *unit;
    const char *what;     /* the promise in words */
    const char *who;      /* who promised */
    const char *given_by; /* settings that say the measure; "": it comes out of the simulation */
    const char *source;   /* key of models/SOURCES.md */
    /* "as said", "strict", "generous": the last two are our reading of a promise without a
     * number */
    const char *reading;
    bool at_most; /* else at least */
    double promised;
    int64_t by_us;
    double mean;               /* of the measure in the year of `by` */
    struct interval mean_95;   /* t interval of the mean */
    struct interval band_95;   /* where one replication would fall */
    double p_kept;             /* share of replications that keep it */
    struct interval p_kept_95; /* Clopper and Pearson: never narrower than it says */
    /* So much more of the measure than simulated would make it an even bet (negative: less); NAN:
     * no answer. How wrong the model would have to be. */
    double shift_for_even;
    double observed;       /* NAN: nobody has counted */
    int32_t observed_year; /* the latest counted year not after `by` (0: none) */
    enum outcome_verdict verdict;
    char why[160]; /* "cannot tell: the run ends before 2040" */
};

struct outcome {
    const char *title, *question;
    uint64_t seed;
    size_t replications;
    int32_t first_year;
    size_t years; /* whole calendar years simulated */
    size_t measures;
    const struct measure *measure; /* [measures] */
    /* [(replication * years + year) * measures + measure]; NAN: no answer */
    double *value;
    double *day;                     /* [(replication * 24 + hour) * MEASURE_DAY_SERIES + series] */
    int64_t day_us;                  /* the day drawn */
    struct outcome_promise *promise; /* [promises] */
    size_t promises;
    const struct observed *observed;
    struct discrepancy_def discrepancy; /* of the model, for what is judged */
};

/* The number of a measure by name, or -1. */
int outcome_measure(const struct outcome *outcome, const char *name);

/* The values of one measure in one year over replications, in order, into x[replications]. */
void outcome_values(const struct outcome *outcome, size_t measure, size_t year, double *x);

/* What was simulated becomes what is judged: each replication's value times the model's error of
 * that kind. Nothing changes where the discrepancy is 0. */
void outcome_judged(const struct outcome *outcome, size_t measure, double *x);

/* "very unlikely", "unlikely", "about even", "likely", "very likely", "cannot tell" */
const char *outcome_verdict_word(enum outcome_verdict verdict);
bool outcome_is_unlikely(enum outcome_verdict verdict); /* or very unlikely */
bool outcome_is_likely(enum outcome_verdict verdict);   /* or very likely */

#endif
