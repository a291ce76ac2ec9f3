// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/calibrate.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIMPLEX_TURNS = 1000 };
static const double step = 0.2;    /* of the ranges, the first simplex */
static const double narrow = 0.01; /* of the ranges: near enough */
static const double nudge = 0.1;   /* of the ranges, for the slopes */
static const double outside = 10;  /* misfit per range beyond the ends */

struct fitting {
    const struct calibrate_request *request;
    struct calibrate *fit;
    struct diagnostics *diagnostics;
    struct responses_table table;
    double mean[CALIBRATE_COUNTS]; /* of the last try */
    bool failed;                   /* stopped, or wrong */
};

static void add_done(struct batch_done *sum, const struct batch_done *done)
{
    sum->done += done->done;
    sum->asked += done->asked;
    sum->out_of_memory |= done->out_of_memory;
}

/* unit: each input as a share of its range, held within. */
static bool try_point(struct fitting *fitting, const double *unit)
{
    const struct calibrate_request *request = fitting->request;
    double at[CALIBRATE_INPUTS];
    struct batch_done done;
    for (size_t i = 0; i < request->inputs->n; i++)
        at[i] = factors_at(&request->inputs->one[i], fmin(1, fmax(0, unit[i])));
    const struct design_points points = {request->scenario, request->inputs, 1, at};
    memset(fitting->table.finished, 0, request->replications * sizeof *fitting->table.finished);
    const bool fine = design_points_run(&points, NULL, request->responses, request->seed, 0,
                                        request->replications, request->batch, &fitting->table,
                                        fitting->diagnostics, &done);
    add_done(&fitting->fit->batch, &done);
    fitting->fit->tries++;
    if (!fine || responses_whole(&fitting->table, 1) < request->replications) return false;
    for (size_t r = 0; r < request->responses->n; r++) {
        double sum = 0;
        for (size_t k = 0; k < request->replications; k++)
            sum += fitting->table.value[k * request->responses->n + r];
        fitting->mean[r] = sum / request->replications;
    }
    return true;
}

static double misfit_of(const struct fitting *fitting)
{
    const struct calibrate_request *request = fitting->request;
    double sum = 0;
    for (size_t r = 0; r < request->responses->n; r++) {
        const double miss = fitting->mean[r] / request->count[r] - 1;
        sum += miss * miss;
    }
    return sqrt(sum / (double)request->responses->n);
}

/* GSL asks; beyond the ranges it gets worse. */
static double ask(const gsl_vector *x, void *context)
{
    struct fitting *fitting = context;
    double unit[CALIBRATE_INPUTS], beyond = 0;
    for (size_t i = 0; i < x->size; i++) {
        unit[i] = gsl_vector_get(x, i);
        beyond += fmax(0, -unit[i]) + fmax(0, unit[i] - 1);
    }
    if (fitting->failed || !try_point(fitting, unit)) {
        fitting->failed = true;
        return outside;
    }
    const double misfit = misfit_of(fitting);
    return isfinite(misfit) ? misfit + outside * beyond : outside;
}

/* Nelder and Mead's simplex [NelderMead1965]: no slopes are needed, and steps are forgiven. */
static bool minimise(struct fitting *fitting, double *unit)
{
    const size_t n = fitting->request->inputs->n;
    gsl_multimin_fminimizer *simplex =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
    gsl_vector *x = gsl_vector_alloc(n), *size = gsl_vector_alloc(n);
    gsl_multimin_function function = {ask, n, fitting};
    const bool fine = simplex && x && size;
    if (fine) {
        gsl_vector_set_all(x, 0.5);
        gsl_vector_set_all(size, step);
        gsl_multimin_fminimizer_set(simplex, &function, x, size);
        for (int turn = 0; turn < SIMPLEX_TURNS && !fitting->failed; turn++) {
            if (fitting->fit->tries >= fitting->request->tries) break;
            if (gsl_multimin_fminimizer_iterate(simplex) != 0) break;
            fitting->fit->converged = gsl_multimin_fminimizer_size(simplex) < narrow;
            if (fitting->fit->converged) break;
        }
        for (size_t i = 0; i < n; i++)
            unit[i] = fmin(1, fmax(0, gsl_vector_get(simplex->x, i)));
    }
    gsl_vector_free(x);
    gsl_vector_free(size);
    gsl_multimin_fminimizer_free(simplex);
    return fine;
}

/* Slopes of the relative misses at the fitted point, per range: slope[count][input]. */
static bool find_slopes(struct fitting *fitting, const double *unit,
                        double slope[CALIBRATE_COUNTS][CALIBRATE_INPUTS])
{
    const struct calibrate_request *request = fitting->request;
    for (size_t i = 0; i < request->inputs->n; i++) {
        double there[CALIBRATE_INPUTS];
        memcpy(there, unit, request->inputs->n * sizeof *there);
        there[i] += unit[i] + nudge <= 1 ? nudge : -nudge;
        if (!try_point(fitting, there)) return false;
        for (size_t r = 0; r < request->responses->n; r++)
            slope[r][i] = (fitting->mean[r] - fitting->fit->after[r]) / request->count[r] /
                          (there[i] - unit[i]);
    }
    return true;
}

/* (J'J)^-1 s^2 by eigenvalues: a direction that moves nothing has no answer. */
static void find_errors(struct fitting *fitting, double slope[CALIBRATE_COUNTS][CALIBRATE_INPUTS])
{
    const struct calibrate_request *request = fitting->request;
    struct calibrate *fit = fitting->fit;
    const size_t n = request->inputs->n, m = request->responses->n;
    const double s2 = m > n ? fit->misfit * fit->misfit * (double)m / (double)(m - n) : NAN;
    gsl_matrix *square = gsl_matrix_calloc(n, n);
    if (!square) return;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t r = 0; r < m; r++)
                sum += slope[r][i] * slope[r][j];
            gsl_matrix_set(square, i, j, sum);
        }
    if (gsl_linalg_cholesky_decomp1(square) == 0 && gsl_linalg_cholesky_invert(square) == 0) {
        for (size_t i = 0; i < n; i++) {
            const struct factors_one *one = &request->inputs->one[i];
            fit->error[i] = sqrt(s2 * gsl_matrix_get(square, i, i)) * (one->hi - one->lo);
            for (size_t j = 0; j < n; j++)
                fit->correlation[i][j] =
                    gsl_matrix_get(square, i, j) /
                    sqrt(gsl_matrix_get(square, i, i) * gsl_matrix_get(square, j, j));
        }
    }
    gsl_matrix_free(square);
}

static bool fit_inputs(struct fitting *fitting)
{
    const struct calibrate_request *request = fitting->request;
    struct calibrate *fit = fitting->fit;
    double unit[CALIBRATE_INPUTS];
    double slope[CALIBRATE_COUNTS][CALIBRATE_INPUTS] = {{0}};
    for (size_t i = 0; i < CALIBRATE_INPUTS; i++)
        unit[i] = 0.5;
    if (!try_point(fitting, unit)) return false;
    memcpy(fit->before, fitting->mean, sizeof fit->before);
    fit->misfit_before = misfit_of(fitting);
    if (!minimise(fitting, unit) || fitting->failed || !try_point(fitting, unit)) return false;
    memcpy(fit->after, fitting->mean, sizeof fit->after);
    fit->misfit = misfit_of(fitting);
    for (size_t i = 0; i < request->inputs->n; i++)
        fit->value[i] = factors_at(&request->inputs->one[i], unit[i]);
    if (!find_slopes(fitting, unit, slope)) return false;
    find_errors(fitting, slope);
    return true;
}

bool calibrate_run(const struct calibrate_request *request, struct calibrate *fit,
                   struct diagnostics *diagnostics)
{
    struct fitting fitting = {.request = request, .fit = fit, .diagnostics = diagnostics};
    *fit = (struct calibrate){.inputs = request->inputs->n,
                              .counts = request->responses->n,
                              .misfit = NAN,
                              .misfit_before = NAN,
                              .batch = {.kept_all = true}};
    for (size_t i = 0; i < CALIBRATE_INPUTS; i++) {
        fit->value[i] = fit->error[i] = NAN;
        for (size_t j = 0; j < CALIBRATE_INPUTS; j++)
            fit->correlation[i][j] = NAN;
    }
    if (!responses_table_new(&fitting.table, 1, request->replications, request->responses->n)) {
        diagnostics_add(diagnostics, request->scenario->file, 0, NULL, NULL, "out of memory");
        return false;
    }
    fit_inputs(&fitting);
    responses_table_free(&fitting.table);
    return diagnostics_count(diagnostics) == 0;
}
