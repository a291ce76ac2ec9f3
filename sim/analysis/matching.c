// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/matching.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multifit.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/analysis/design.h"
#include "sim/random/maths.h"
#include "sim/random/stream.h"

enum { TRIES = 20000, DISCREPANCY_DRAWS = 2000 };

struct work {
    const struct matching_rule *rule;
    const struct matching_target *target;
    struct matching *matching;
    size_t actives;             /* inputs in each emulator */
    size_t *active;             /* [target * actives + k]: which */
    double *slope;              /* [target * (1 + 2 actives) + term] */
    double *left_over;          /* [target]: variance about the emulator */
    double v[MATCHING_TARGETS]; /* v_count + v_chance + v_discrepancy */
};

/* ---- (1) implausibility ---------------------------------------------------------------------- */

static void set_variances(struct work *work)
{
    for (size_t j = 0; j < work->matching->targets; j++) {
        const struct matching_target *target = &work->target[j];
        const double miss = work->matching->discrepancy[target->kind].mean * target->count;
        work->v[j] = target->count_sd * target->count_sd + target->chance_sd * target->chance_sd +
                     miss * miss;
    }
}

static double implausibility(double y, double count, double variance)
{
    const double miss = fabs(y - count);
    if (!isfinite(y)) return INFINITY; /* no answer explains nothing */
    return miss == 0 ? 0 : miss / sqrt(variance);
}

double matching_implausibility(const struct matching *matching,
                               const struct matching_target *target, size_t point, size_t j)
{
    const double miss = matching->discrepancy[target[j].kind].mean * target[j].count;
    return implausibility(matching->y[point * matching->targets + j], target[j].count,
                          target[j].count_sd * target[j].count_sd +
                              target[j].chance_sd * target[j].chance_sd + miss * miss);
}

/* The largest but may_miss. */
static double decide(double *implausible, size_t n, size_t may_miss)
{
    if (may_miss >= n) return 0;
    for (size_t k = 0; k <= may_miss; k++)
        for (size_t j = k + 1; j < n; j++)
            if (implausible[j] > implausible[k]) {
                const double smaller = implausible[k];
                implausible[k] = implausible[j];
                implausible[j] = smaller;
            }
    return implausible[may_miss];
}

static double of_point(const struct work *work, size_t point)
{
    const struct matching *matching = work->matching;
    double each[MATCHING_TARGETS];
    for (size_t j = 0; j < matching->targets; j++)
        each[j] = implausibility(matching->y[point * matching->targets + j], work->target[j].count,
                                 work->v[j]);
    return decide(each, matching->targets, work->rule->may_miss);
}

/* ---- emulators: a constant, and slope and curvature of the active inputs --------------------- */

static size_t actives_for(size_t inputs, size_t points)
{
    const size_t most = points / 8 > 1 ? points / 8 : 1;
    return inputs < most ? inputs : most;
}

static void fill_terms(const double *unit, const size_t *active, size_t actives, double *x)
{
    x[0] = 1;
    for (size_t a = 0; a < actives; a++) {
        const double at = unit[active[a]] - 0.5;
        x[1 + 2 * a] = at;
        x[2 + 2 * a] = at * at;
    }
}

/* How much target j goes with input i over all points: the square of their covariance. */
static double goes_with(const struct matching *matching, size_t i, size_t j)
{
    double mean_x = 0, mean_y = 0, both = 0, square = 0;
    const size_t n = matching->n;
    for (size_t p = 0; p < n; p++) {
        mean_x += matching->unit[p * matching->inputs + i] / (double)n;
        mean_y += matching->y[p * matching->targets + j] / (double)n;
    }
    for (size_t p = 0; p < n; p++) {
        const double x = matching->unit[p * matching->inputs + i] - mean_x;
        both += x * (matching->y[p * matching->targets + j] - mean_y);
        square += x * x;
    }
    return square > 0 ? both * both / square : 0;
}

/* The inputs that a target goes with most; the first ones, where they are alike. */
static void choose_actives(const struct work *work, size_t j, size_t *active)
{
    const struct matching *matching = work->matching;
    double strength[MATCHING_INPUTS];
    for (size_t i = 0; i < matching->inputs; i++)
        strength[i] = goes_with(matching, i, j);
    for (size_t a = 0; a < work->actives; a++) {
        size_t best = 0;
        for (size_t i = 1; i < matching->inputs; i++)
            if (strength[i] > strength[best]) best = i;
        active[a] = best;
        strength[best] = -1;
    }
}

struct fitting {
    gsl_matrix *x, *covariance;
    gsl_vector *y, *slope;
    gsl_multifit_linear_workspace *room;
};

static void fit_one(struct work *work, size_t j, struct fitting *fitting)
{
    const struct matching *matching = work->matching;
    const size_t n = matching->n, terms = 1 + 2 * work->actives;
    size_t *active = work->active + j * work->actives;
    double squares;
    choose_actives(work, j, active);
    for (size_t p = 0; p < n; p++) {
        fill_terms(matching->unit + p * matching->inputs, active, work->actives,
                   gsl_matrix_ptr(fitting->x, p, 0));
        gsl_vector_set(fitting->y, p, matching->y[p * matching->targets + j]);
    }
    gsl_multifit_linear(fitting->x, fitting->y, fitting->slope, fitting->covariance, &squares,
                        fitting->room);
    for (size_t t = 0; t < terms; t++)
        work->slope[j * terms + t] = gsl_vector_get(fitting->slope, t);
    work->left_over[j] = squares / (double)(n - terms);
}

static bool fit_emulators(struct work *work)
{
    const struct matching *matching = work->matching;
    work->actives = actives_for(matching->inputs, matching->n);
    const size_t n = matching->n, terms = 1 + 2 * work->actives;
    struct fitting fitting = {gsl_matrix_alloc(n, terms), gsl_matrix_alloc(terms, terms),
                              gsl_vector_alloc(n), gsl_vector_alloc(terms),
                              gsl_multifit_linear_alloc(n, terms)};
    const bool fine = fitting.x && fitting.covariance && fitting.y && fitting.slope && fitting.room;
    for (size_t j = 0; fine && j < matching->targets; j++)
        fit_one(work, j, &fitting);
    if (fitting.room) gsl_multifit_linear_free(fitting.room);
    gsl_vector_free(fitting.slope);
    gsl_vector_free(fitting.y);
    gsl_matrix_free(fitting.covariance);
    gsl_matrix_free(fitting.x);
    return fine;
}

static double emulated(const struct work *work, const double *unit)
{
    const struct matching *matching = work->matching;
    const size_t terms = 1 + 2 * work->actives;
    double x[1 + 2 * MATCHING_INPUTS], each[MATCHING_TARGETS];
    for (size_t j = 0; j < matching->targets; j++) {
        double y = 0;
        fill_terms(unit, work->active + j * work->actives, work->actives, x);
        for (size_t t = 0; t < terms; t++)
            y += work->slope[j * terms + t] * x[t];
        each[j] = implausibility(y, work->target[j].count, work->v[j] + work->left_over[j]);
    }
    return decide(each, matching->targets, work->rule->may_miss);
}

/* ---- (3) discrepancy ------------------------------------------------------------------------- */

/* log of (3) without its constant, in shares of the counts; -INFINITY: no such matrix. */
static double log_likelihood(const gsl_matrix *without, const double *residual, const double *d2,
                             gsl_matrix *scrap, gsl_vector *solved)
{
    const size_t n = without->size1;
    double log_det = 0, square = 0;
    gsl_matrix_memcpy(scrap, without);
    for (size_t j = 0; j < n; j++) {
        gsl_matrix_set(scrap, j, j, gsl_matrix_get(scrap, j, j) + d2[j]);
        gsl_vector_set(solved, j, residual[j]);
    }
    if (gsl_linalg_cholesky_decomp1(scrap) != 0) return -INFINITY;
    for (size_t j = 0; j < n; j++)
        log_det += maths_log(gsl_matrix_get(scrap, j, j));
    gsl_linalg_cholesky_svx(scrap, solved);
    for (size_t j = 0; j < n; j++)
        square += residual[j] * gsl_vector_get(solved, j);
    return -log_det - square / 2;
}

/* Prior predictive covariance and residual of the first wave, as shares of the counts. */
static void predict(const struct work *work, gsl_matrix *covariance, double *residual)
{
    const struct matching *matching = work->matching;
    const size_t m = matching->targets, n = matching->n;
    double mean[MATCHING_TARGETS] = {0};
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            mean[j] += matching->y[i * m + j] / work->target[j].count / (double)n;
    for (size_t a = 0; a < m; a++) {
        for (size_t b = 0; b < m; b++) {
            double sum = 0;
            for (size_t i = 0; i < n; i++)
                sum += (matching->y[i * m + a] / work->target[a].count - mean[a]) *
                       (matching->y[i * m + b] / work->target[b].count - mean[b]);
            gsl_matrix_set(covariance, a, b, sum / (double)(n - 1));
        }
        const struct matching_target *target = &work->target[a];
        const double own =
            (target->count_sd * target->count_sd + target->chance_sd * target->chance_sd) /
            (target->count * target->count);
        /* a ten-thousandth more: counts known for certain leave no matrix to solve */
        gsl_matrix_set(covariance, a, a, gsl_matrix_get(covariance, a, a) + own + 1e-8);
        residual[a] = 1 - mean[a];
    }
}

static double half_normal(const struct matching_rule *rule, double u)
{
    return rule->discrepancy_scale * gsl_cdf_ugaussian_Pinv(0.5 + u / 2);
}

struct draws {
    double d[DISCREPANCY_DRAWS][MATCHING_KINDS], weight[DISCREPANCY_DRAWS];
};

/* Draws of d from its prior, weighted by how well they explain the counts. */
static bool weigh_draws(const struct work *work, struct draws *draws)
{
    const size_t m = work->matching->targets;
    gsl_matrix *covariance = gsl_matrix_alloc(m, m), *scrap = gsl_matrix_alloc(m, m);
    gsl_vector *solved = gsl_vector_alloc(m);
    const bool fine = covariance && scrap && solved;
    double residual[MATCHING_TARGETS], d2[MATCHING_TARGETS], most = -INFINITY;
    struct stream stream = stream_named(work->rule->seed, "study.discrepancy", 0, 0);
    if (fine) predict(work, covariance, residual);
    for (size_t i = 0; fine && i < DISCREPANCY_DRAWS; i++) {
        for (size_t k = 0; k < MATCHING_KINDS; k++) {
            const struct matching_discrepancy *known = &work->matching->discrepancy[k];
            const double u = stream_uniform(&stream);
            const bool estimated = isnan(work->rule->discrepancy[k]) && !known->assumed;
            draws->d[i][k] = estimated ? half_normal(work->rule, u) : known->mean;
        }
        for (size_t j = 0; j < m; j++)
            d2[j] = draws->d[i][work->target[j].kind] * draws->d[i][work->target[j].kind];
        draws->weight[i] = log_likelihood(covariance, residual, d2, scrap, solved);
        most = fmax(most, draws->weight[i]);
    }
    for (size_t i = 0; fine && i < DISCREPANCY_DRAWS; i++)
        draws->weight[i] = isfinite(most) ? maths_exp(draws->weight[i] - most) : 1;
    gsl_vector_free(solved);
    gsl_matrix_free(scrap);
    gsl_matrix_free(covariance);
    return fine;
}

/* What is given or assumed. */
static void begin_discrepancy(struct work *work)
{
    struct matching_discrepancy *kinds = work->matching->discrepancy;
    for (size_t j = 0; j < work->matching->targets; j++)
        kinds[work->target[j].kind].counts++;
    for (size_t k = 0; k < MATCHING_KINDS; k++) {
        const double given = work->rule->discrepancy[k];
        kinds[k].mean = given;
        kinds[k].lo = kinds[k].hi = NAN;
        kinds[k].assumed = isnan(given) && kinds[k].counts < work->rule->enough_counts;
        if (!kinds[k].assumed) continue;
        kinds[k].mean = work->rule->discrepancy_scale * sqrt(M_2_PI); /* of a half-normal */
        kinds[k].lo = half_normal(work->rule, 0.05);
        kinds[k].hi = half_normal(work->rule, 0.95);
    }
}

static bool estimate_discrepancy(struct work *work)
{
    struct draws *draws = malloc(sizeof *draws);
    begin_discrepancy(work);
    const bool fine = draws && weigh_draws(work, draws);
    for (size_t k = 0; fine && k < MATCHING_KINDS; k++) {
        struct matching_discrepancy *found = &work->matching->discrepancy[k];
        double sum = 0, weights = 0;
        if (found->assumed || !isnan(work->rule->discrepancy[k])) continue;
        for (size_t i = 0; i < DISCREPANCY_DRAWS; i++) {
            sum += draws->weight[i] * draws->d[i][k];
            weights += draws->weight[i];
        }
        found->mean = sum / weights;
        found->lo = matching_quantile(&draws->d[0][k], MATCHING_KINDS, draws->weight,
                                      DISCREPANCY_DRAWS, 0.05);
        found->hi = matching_quantile(&draws->d[0][k], MATCHING_KINDS, draws->weight,
                                      DISCREPANCY_DRAWS, 0.95);
    }
    free(draws);
    return fine;
}

/* ---- waves ----------------------------------------------------------------------------------- */

/* Draws from the prior that the emulators do not rule out, at most `points` of them behind the n
 * points there are; the share that passed. */
static size_t draw_wave(struct work *work, size_t wave)
{
    struct matching *matching = work->matching;
    struct stream stream = stream_named(work->rule->seed, "study.waves", (uint32_t)wave, 0);
    size_t found = 0, tried = 0;
    while (found < work->rule->points && tried < TRIES) {
        double *unit = matching->unit + (matching->n + found) * matching->inputs;
        for (size_t i = 0; i < matching->inputs; i++)
            unit[i] = stream_uniform(&stream);
        tried++;
        if (emulated(work, unit) <= work->rule->cut_off) found++;
    }
    matching->space[wave] = (double)found / (double)tried;
    return found;
}

static bool simulate_wave(struct work *work, size_t wave, size_t n, matching_simulate *simulate,
                          void *context)
{
    struct matching *matching = work->matching;
    matching->wave_begins[wave] = matching->n;
    matching->waves = wave + 1;
    matching->wave_begins[wave + 1] = matching->n + n;
    if (!simulate(context, matching->unit + matching->n * matching->inputs, n,
                  matching->y + matching->n * matching->targets))
        return false;
    matching->n += n;
    return true;
}

/* (2) */
static void weigh_points(struct work *work)
{
    struct matching *matching = work->matching;
    for (size_t i = 0; i < matching->n; i++) {
        const double worst = of_point(work, i), share = worst / work->rule->cut_off;
        matching->implausibility[i] = worst;
        matching->weight[i] = share < 1 ? 1 - share * share : 0;
        matching->remain += matching->weight[i] > 0;
        if (worst < matching->implausibility[matching->best]) matching->best = i;
    }
}

static bool run_waves(struct work *work, matching_simulate *simulate, void *context)
{
    struct matching *matching = work->matching;
    struct stream stream = stream_named(work->rule->seed, "study.design", 0, 0);
    design_latin(&stream, work->rule->points, matching->inputs, matching->unit);
    matching->space[0] = 1;
    if (!simulate_wave(work, 0, work->rule->points, simulate, context)) return false;
    if (!estimate_discrepancy(work)) return false;
    set_variances(work);
    for (size_t wave = 1; wave < work->rule->waves; wave++) {
        if (!fit_emulators(work)) return false;
        const size_t n = draw_wave(work, wave);
        if (n == 0) break; /* nothing is left to try */
        if (!simulate_wave(work, wave, n, simulate, context)) return false;
    }
    weigh_points(work);
    return true;
}

bool matching_run(const struct matching_rule *rule, size_t inputs,
                  const struct matching_target *target, size_t targets, matching_simulate *simulate,
                  void *context, struct matching *matching)
{
    const size_t most = rule->points * rule->waves;
    struct work work = {.rule = rule, .target = target, .matching = matching};
    *matching = (struct matching){.inputs = inputs,
                                  .targets = targets,
                                  .unit = calloc(most * inputs + 1, sizeof(double)),
                                  .y = calloc(most * targets + 1, sizeof(double)),
                                  .implausibility = calloc(most + 1, sizeof(double)),
                                  .weight = calloc(most + 1, sizeof(double))};
    work.slope = calloc(targets * (1 + 2 * inputs) + 1, sizeof(double));
    work.left_over = calloc(targets + 1, sizeof(double));
    work.active = calloc(targets * inputs + 1, sizeof *work.active);
    const bool fine = matching->unit && matching->y && matching->implausibility &&
                      matching->weight && work.slope && work.left_over && work.active &&
                      run_waves(&work, simulate, context);
    free(work.slope);
    free(work.left_over);
    free(work.active);
    if (!fine) matching_free(matching);
    return fine;
}

void matching_free(struct matching *matching)
{
    free(matching->unit);
    free(matching->y);
    free(matching->implausibility);
    free(matching->weight);
    *matching = (struct matching){.unit = NULL};
}

/* ---- what is said of a weighted sample ------------------------------------------------------- */

struct weighted {
    double x, weight;
};

static int by_value(const void *a, const void *b)
{
    const struct weighted *one = a, *two = b;
    return one->x < two->x ? -1 : one->x > two->x;
}

double matching_quantile(const double *x, size_t stride, const double *weight, size_t n, double p)
{
    struct weighted *sorted = calloc(n + 1, sizeof *sorted);
    double sum = 0, below = 0, found = NAN;
    for (size_t i = 0; sorted && i < n; i++) {
        sorted[i] = (struct weighted){x[i * stride], weight ? weight[i] : 1};
        sum += sorted[i].weight;
    }
    if (sorted) qsort(sorted, n, sizeof *sorted, by_value);
    for (size_t i = 0; sorted && sum > 0 && i < n && isnan(found); i++) {
        below += sorted[i].weight;
        if (sorted[i].weight > 0 && below >= p * sum) found = sorted[i].x;
    }
    free(sorted);
    return found;
}

double matching_effective(const struct matching *matching)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < matching->n; i++) {
        sum += matching->weight[i];
        squares += matching->weight[i] * matching->weight[i];
    }
    return squares > 0 ? sum * sum / squares : 0;
}
