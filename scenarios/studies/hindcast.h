// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/hindcast.h -- what was projected held against what was counted: every judged
 * line of the record, and all of them together.
 *
 * Knows          that only judged lines are scored, never those that inputs were set with; that the
 *                naive forecast says "as last counted while inputs were set"; that measures have
 *                different units, so what is said of all together is in shares of the counts.
 * Does not know  the arithmetic of scores (sim/analysis/score.h); printing.
 */
#ifndef SCENARIOS_STUDIES_HINDCAST_H
#define SCENARIOS_STUDIES_HINDCAST_H

#include "scenarios/run/outcome.h"
#include "sim/analysis/score.h"

/* The widest band wants so many replications. */
enum { HINDCAST_REPLICATIONS = 39 };

struct hindcast_line {
    const struct observed_row *row;
    const struct measure *measure;
    double mean;
    struct interval band[SCORE_BANDS]; /* 50, 80, 95 %; NAN: too few replications */
    bool inside[SCORE_BANDS];
    double crps;  /* in the measure's unit */
    double naive; /* NAN: nothing was counted before */
    int32_t naive_year;
    double pit;
};

struct hindcast {
    struct hindcast_line *line;
    size_t n;
    /* Lines of the record that were not scored, and why. */
    size_t calibration, context, other_years, not_measured;
    struct score all; /* of shares of the counts: bias 0.05 is 5 % too high */
};

/* Scores an outcome with its record. False if the machine refuses memory. */
bool hindcast_make(const struct outcome *outcome, struct hindcast *hindcast);
void hindcast_free(struct hindcast *hindcast);

#endif
