// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/verdict.h -- a promise held against what N replications say, and a measure's year
 * in eight numbers.
 *
 * Knows          which year a promise is judged by (the calendar year of its date); the words for
 *                chance [Mastrandrea2010]: a word is used only if the whole 95 % interval of the
 *                chance (Clopper and Pearson's) allows it, and VERDICT_REPLICATIONS_MIN
 *                replications stand behind it; else nobody can tell.
 * Does not know  how a measure is made; printing.
 */
#ifndef SCENARIOS_RUN_VERDICT_H
#define SCENARIOS_RUN_VERDICT_H

#include "models/hub/hub_def.h"
#include "scenarios/run/outcome.h"

enum { VERDICT_REPLICATIONS_MIN = 20 };

/* The word for a chance that is only known to lie in that interval. */
enum outcome_verdict verdict_of_chance(struct interval chance_95);

/* One measure in one year over the replications. */
struct verdict_year {
    size_t n; /* replications that have an answer */
    double mean, sd;
    struct interval mean_95, band_95;    /* all NAN if any replication has no answer */
    const struct observed_row *observed; /* of that year; NULL: nobody has counted */
};

/* x: room for outcome->replications numbers; afterwards what is judged, with the model's error in
 * it (models/base/discrepancy.h), as the band has it. The mean is of what was simulated. */
struct verdict_year verdict_year(const struct outcome *outcome, size_t measure, size_t year,
                                 double *x);

/* Only judged observations are scored: outside the band, on either side. False where there is
 * nothing to compare. */
bool verdict_is_miss(const struct verdict_year *year);

/* Judges all promises of the definition; outcome->promise must have room for def->promises_n of
 * them. The texts are borrowed from `def`. False if the machine refuses memory. */
bool verdict_judge(const struct hub_def *def, struct outcome *outcome);

/* Calls back for each promise about a measure that this definition does not have. nearest: NULL
 * if none is like it. */
typedef void verdict_unknown(void *context, const char *promise, const char *measure,
                             const char *nearest);
void verdict_check(const struct hub_def *def, const struct measure *measure, size_t measures,
                   verdict_unknown *unknown, void *context);

#endif
