// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double level[FORECAST_SCORE_BANDS] = {0.50, 0.80, 0.95};

static bool covers_year(const struct outcome *outcome, int32_t year)
{
    return year >= outcome->first_year && year < outcome->first_year + (int32_t)outcome->years;
}

/* The latest count that inputs were set with; what anybody could have said. */
static const struct observed_row *find_naive(const struct observed *observed,
                                             const struct observed_row *row)
{
    const struct observed_row *latest = NULL;
    for (size_t i = 0; i < observed->n; i++) {
        const struct observed_row *other = &observed->row[i];
        if (other->role != OBSERVED_CALIBRATION || other->year >= row->year) continue;
        if (strcmp(other->measure, row->measure) != 0) continue;
        if (!latest || other->year > latest->year) latest = other;
    }
    return latest;
}

/* x: the replications; they are kept by the caller, as shares of the count. */
static void score_line(struct score_line *line, const struct observed *observed, const double *x,
                       size_t n)
{
    const double count = line->row->value;
    const struct observed_row *naive = find_naive(observed, line->row);
    line->mean = interval_average(x, n);
    line->crps = forecast_score_crps(x, n, count);
    line->pit = forecast_score_pit(x, n, count);
    line->naive = naive ? naive->value : NAN;
    line->naive_year = naive ? naive->year : 0;
    for (int b = 0; b < FORECAST_SCORE_BANDS; b++) {
        line->band[b] = forecast_score_band(x, n, level[b]);
        line->inside[b] = count >= line->band[b].lo && count <= line->band[b].hi;
    }
}

/* The measure of a line that is to be scored; -1: it is counted as not scored. */
static int choose_measure(const struct outcome *outcome, const struct observed_row *row,
                          struct score *score)
{
    const int measure = outcome_measure(outcome, row->measure);
    size_t *error = NULL;
    if (row->role == OBSERVED_CALIBRATION) error = &score->calibration;
    if (row->role == OBSERVED_CONTEXT || row->role == OBSERVED_GIVEN) error = &score->context;
    if (!error && measure < 0) error = &score->not_measured;
    if (!error && !covers_year(outcome, row->year)) error = &score->other_years;
    if (!error) return measure;
    (*error)++;
    return -1;
}

static void score_lines(const struct outcome *outcome, struct score *score,
                        struct forecast_score_case *cases, double *x)
{
    const struct observed *observed = outcome->observed;
    const size_t replications = outcome->replications;
    for (size_t i = 0; i < observed->n; i++) {
        const struct observed_row *row = &observed->row[i];
        const int measure = choose_measure(outcome, row, score);
        if (measure < 0) continue;
        double *mine = x + score->n * replications;
        struct score_line *line = &score->line[score->n];
        *line = (struct score_line){.row = row, .measure = &outcome->measure[measure]};
        outcome_values(outcome, (size_t)measure, (size_t)(row->year - outcome->first_year), mine);
        outcome_judged(outcome, (size_t)measure, mine);
        score_line(line, observed, mine, replications);
        const double unit = row->value != 0 ? fabs(row->value) : 1;
        for (size_t r = 0; r < replications; r++)
            mine[r] /= unit;
        cases[score->n++] = (struct forecast_score_case){.ensemble = mine,
                                                         .n = replications,
                                                         .observed = row->value / unit,
                                                         .naive = line->naive / unit};
    }
    score->all = forecast_score_all(cases, score->n);
}

bool score_make(const struct outcome *outcome, struct score *score)
{
    const size_t rows = outcome->observed ? outcome->observed->n : 0;
    *score = (struct score){.line = calloc(rows + 1, sizeof *score->line)};
    struct forecast_score_case *cases = calloc(rows + 1, sizeof *cases);
    double *x = calloc((rows + 1) * (outcome->replications + 1), sizeof *x);
    const bool fine = score->line && cases && x;
    if (fine && rows > 0) score_lines(outcome, score, cases, x);
    free(cases);
    free(x);
    if (!fine) score_free(score);
    return fine;
}

void score_free(struct score *score)
{
    free(score->line);
    score->line = NULL;
    score->n = 0;
}
