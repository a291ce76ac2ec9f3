// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/score.h -- what was projected held against what was counted: every judged
 * line of the record, and all of them together.
 *
 * Knows          that only judged lines are scored, never those that inputs were set with; that the
 *                naive forecast says "as last counted while inputs were set"; that measures have
 *                different units, so what is said of all together is in shares of the counts.
 * Does not know  the arithmetic of scores (sim/analysis/forecast_score.h); printing.
 */
#ifndef SCENARIOS_STUDIES_SCORE_H
#define SCENARIOS_STUDIES_SCORE_H

#include "scenarios/run/outcome.h"
#include "sim/analysis/forecast_score.h"

/* The widest band wants so many replications. */
enum { SCORE_REPLICATIONS = 39 };

struct score_line {
    const struct observed_row *row;
    const struct measure *measure;
    double mean;
    struct interval band[FORECAST_SCORE_BANDS]; /* 50, 80, 95 %; NAN: too few replications */
    bool inside[FORECAST_SCORE_BANDS];
    double crps;  /* in the measure's unit */
    double naive; /* NAN: nothing was counted before */
    int32_t naive_year;
    double pit;
};

struct score {
    struct score_line *line;
    size_t n;
    /* Lines of the record that were not scored, and why. */
    size_t calibration, context, other_years, not_measured;
    struct forecast_score all; /* of shares of the counts: bias 0.05 is 5 % too high */
};

/* Scores an outcome with its record. False if the machine refuses memory. */
bool score_make(const struct outcome *outcome, struct score *score);
void score_free(struct score *score);

#endif
