// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/sobol.h"

#include <math.h>
#include <string.h>

#include "sim/base/require.h"
#include "sim/stats/bootstrap.h"
#include "sim/stats/tally.h"

enum { A, B, FIRST_MIXED };

size_t sobol_runs(size_t inputs, bool walk)
{
    return FIRST_MIXED + inputs + (walk && inputs > 2 ? inputs - 2 : 0);
}

/* ---- points ---------------------------------------------------------------------------------- */

static void shuffle(struct stream *stream, uint32_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const size_t j = (size_t)stream_below(stream, i + 1);
        order[i] = order[j];
        order[j] = (uint32_t)i;
    }
}

/* From A to B; the first point after A is A with one input of B, which is there already. */
static void walk(const double *a, const double *b, size_t inputs, const uint32_t *order, double *to)
{
    for (size_t step = 2; step < inputs; step++, to += inputs) {
        memcpy(to, a, inputs * sizeof *to);
        for (size_t i = 0; i < step; i++)
            to[order[i]] = b[order[i]];
    }
}

void sobol_points(const double *unit, size_t rows, size_t inputs, struct stream *stream,
                  uint32_t *order, double *point)
{
    REQUIRE(NULL, (stream == NULL) == (order == NULL), "a walk needs both a stream and an order");
    const size_t runs = sobol_runs(inputs, order != NULL);
    for (size_t row = 0; row < rows; row++) {
        const double *a = unit + row * 2 * inputs, *b = a + inputs;
        double *to = point + row * runs * inputs;
        memcpy(to, a, 2 * inputs * sizeof *to);
        to += FIRST_MIXED * inputs;
        for (size_t i = 0; i < inputs; i++, to += inputs) {
            memcpy(to, a, inputs * sizeof *to);
            to[i] = b[i];
        }
        if (order == NULL) continue;
        shuffle(stream, order + row * inputs, inputs);
        walk(a, b, inputs, order + row * inputs, to);
    }
}

/* ---- indices --------------------------------------------------------------------------------- */

struct view {
    const struct sobol_answers *of;
    size_t runs, input;
    double middle; /* taken off every answer: it changes nothing but the noise */
};

/* Without a choice of rows (NULL): all of them, as they lie. */
static size_t choose(const size_t *row, size_t i)
{
    return row != NULL ? row[i] : i;
}

static const double *answers_of(const struct view *view, size_t row)
{
    return view->of->y + row * view->runs;
}

/* Variance of the answers at A and B together. */
static double find_variance(const struct view *view, const size_t *row, size_t n)
{
    struct tally tally;
    tally_clear(&tally);
    for (size_t i = 0; i < n; i++) {
        tally_add(&tally, answers_of(view, choose(row, i))[A] - view->middle);
        tally_add(&tally, answers_of(view, choose(row, i))[B] - view->middle);
    }
    return tally_variance(&tally);
}

static double share(double part, const struct view *view, const size_t *row, size_t n)
{
    const double variance = find_variance(view, row, n);
    return variance > 0 ? part / (double)n / variance : NAN;
}

/* V_i = mean of f(B) (f(A with i of B) - f(A))    [Saltelli2010], table 2 (b) */
static double estimate_first(const void *data, const size_t *row, size_t n)
{
    const struct view *view = data;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const double *y = answers_of(view, choose(row, i));
        sum += (y[B] - view->middle) * (y[FIRST_MIXED + view->input] - y[A]);
    }
    return share(sum, view, row, n);
}

/* VT_i = mean of (f(A) - f(A with i of B))^2 / 2    [Jansen1999] */
static double estimate_total(const void *data, const size_t *row, size_t n)
{
    const struct view *view = data;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const double *y = answers_of(view, choose(row, i));
        const double step = y[A] - y[FIRST_MIXED + view->input];
        sum += step * step / 2;
    }
    return share(sum, view, row, n);
}

/* The answer after `step` steps of the walk. */
static double answer_at(const struct sobol_answers *of, const double *y, const uint32_t *order,
                        size_t step)
{
    if (step == 0) return y[A];
    if (step == of->inputs) return y[B];
    return step == 1 ? y[FIRST_MIXED + order[0]] : y[FIRST_MIXED + of->inputs + step - 2];
}

/* One step of the walk, from f(before) to f(after), adds
 *     (f(A) - f(after))^2 / 2 - (f(A) - f(before))^2 / 2
 * to the variance that the inputs moved so far explain    [Goda2021]. Seen from B the same walk
 * goes through the reverse order. The mean of both views is
 *     (f(B) - f(A)) (f(after) - f(before)) / 2
 * and over a walk these add up to (f(A) - f(B))^2 / 2, whose mean is the variance. */
static double estimate_shapley(const void *data, const size_t *row, size_t n)
{
    const struct view *view = data;
    const struct sobol_answers *of = view->of;
    double sum = 0, all = 0;
    for (size_t i = 0; i < n; i++) {
        const double *y = answers_of(view, choose(row, i));
        const uint32_t *order = of->order + choose(row, i) * of->inputs;
        size_t step = 0;
        while (step + 1 < of->inputs && order[step] != view->input)
            step++;
        const double before = answer_at(of, y, order, step),
                     after = answer_at(of, y, order, step + 1);
        sum += (y[B] - y[A]) * (after - before);
        all += (y[B] - y[A]) * (y[B] - y[A]);
    }
    return all > 0 ? sum / all : NAN;
}

/* Mean of the answers at A and B. */
static double find_middle(const struct view *view)
{
    struct tally tally;
    tally_clear(&tally);
    for (size_t i = 0; i < view->of->rows; i++) {
        tally_add(&tally, answers_of(view, i)[A]);
        tally_add(&tally, answers_of(view, i)[B]);
    }
    return tally_mean(&tally);
}

static void find_index(const struct view *view, size_t resamples, double level,
                       struct stream stream, struct sobol_index *index)
{
    const struct sobol_answers *of = view->of;
    const struct interval none = {NAN, NAN};
    const bool walked = of->order != NULL;
    index->first = estimate_first(view, NULL, of->rows);
    index->total = estimate_total(view, NULL, of->rows);
    index->shapley = walked ? estimate_shapley(view, NULL, of->rows) : NAN;
    index->first_interval =
        bootstrap_interval(estimate_first, view, of->rows, resamples, level, stream);
    index->total_interval =
        bootstrap_interval(estimate_total, view, of->rows, resamples, level, stream);
    index->shapley_interval =
        walked ? bootstrap_interval(estimate_shapley, view, of->rows, resamples, level, stream)
               : none;
}

double sobol_indices(const struct sobol_answers *answers, size_t resamples, double level,
                     struct stream stream, struct sobol_index *index)
{
    struct view view = {answers, sobol_runs(answers->inputs, answers->order != NULL), 0, 0};
    view.middle = find_middle(&view);
    for (view.input = 0; view.input < answers->inputs; view.input++)
        find_index(&view, resamples, level, stream, &index[view.input]);
    return find_variance(&view, NULL, answers->rows);
}

/* 1 - sum over i of V_i / V */
static double estimate_together(const void *data, const size_t *row, size_t n)
{
    const struct view *view = data;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const double *y = answers_of(view, choose(row, i));
        double steps = 0;
        for (size_t input = 0; input < view->of->inputs; input++)
            steps += y[FIRST_MIXED + input] - y[A];
        sum += (y[B] - view->middle) * steps;
    }
    return 1 - share(sum, view, row, n);
}

struct sobol_together sobol_together(const struct sobol_answers *answers, size_t resamples,
                                     double level, struct stream stream)
{
    struct view view = {answers, sobol_runs(answers->inputs, answers->order != NULL), 0, 0};
    view.middle = find_middle(&view);
    return (struct sobol_together){
        estimate_together(&view, NULL, answers->rows),
        bootstrap_interval(estimate_together, &view, answers->rows, resamples, level, stream)};
}

/* One replication's variance is that of its point's mean plus the noise at the point. The variance
 * of the averages holds an n-th of the noise. */
double sobol_noise_share(const double *y, size_t points, size_t n)
{
    struct tally averages;
    double within = 0;
    tally_clear(&averages);
    for (size_t i = 0; i < points; i++) {
        const double sd = interval_sd(y + i * n, n);
        tally_add(&averages, interval_average(y + i * n, n));
        within += sd * sd / (double)points;
    }
    const double all = fmax(tally_variance(&averages) - within / (double)n, 0) + within;
    return all > 0 ? within / all : NAN;
}
