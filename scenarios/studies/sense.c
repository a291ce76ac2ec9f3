// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/sense.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/analysis/design.h"

enum { LEVELS = 4, RESAMPLES = 1000 };
static const double level = 0.95;

struct sense_study {
    const struct sense_request *request;
    struct sense *to;
    struct diagnostics *diagnostics;
};

static size_t kept_of(const struct sense_request *request)
{
    size_t kept = request->keep < request->inputs->n ? request->keep : request->inputs->n;
    if (kept > SENSE_KEPT) kept = SENSE_KEPT;
    return kept == 1 ? 0 : kept; /* one alone owns all of it */
}

uint64_t sense_replications(const struct sense_request *request)
{
    const size_t kept = kept_of(request);
    const uint64_t screening = request->walks * (uint64_t)(request->inputs->n + 1);
    if (kept == 0) return screening;
    return screening + request->rows * (uint64_t)sobol_runs(kept, true) * request->replications;
}

static void add_done(struct batch_done *sum, const struct batch_done *done)
{
    sum->done += done->done;
    sum->asked += done->asked;
    sum->remembered += done->remembered;
    sum->out_of_memory |= done->out_of_memory;
    sum->kept_all &= done->kept_all;
}

/* A progress line over everything. */
struct counting {
    const struct batch *batch;
    const struct sense *so_far;
    uint64_t all;
};

static void count_on(void *context, uint64_t done, uint64_t n)
{
    (void)n;
    const struct counting *counting = context;
    counting->batch->progress(counting->batch->progress_context,
                              counting->so_far->batch.done + done, counting->all);
}

/* ---- screening ------------------------------------------------------------------------------- */

/* Walk number `walk` into rows 0 .. inputs, with the random streams of that replication. */
static bool walk(struct sense_study *it, const struct batch *batch, const double *unit,
                 size_t number, struct responses_table *table)
{
    const struct sense_request *request = it->request;
    const size_t inputs = request->inputs->n, steps = inputs + 1;
    double *at = calloc(steps * inputs + 1, sizeof *at);
    struct batch_done done;
    if (!at) return false;
    for (size_t i = 0; i < steps * inputs; i++)
        at[i] = factors_at(&request->inputs->one[i % inputs], unit[number * steps * inputs + i]);
    const struct design_points points = {request->scenario, request->inputs, steps, at};
    const bool fine = design_points_run(&points, NULL, request->responses, request->seed,
                                        (uint32_t)number, 1, batch, table, it->diagnostics, &done);
    add_done(&it->to->batch, &done);
    free(at);
    return fine && done.done == done.asked;
}

static bool rate(struct sense_study *it, const double *unit, const struct responses_table *table)
{
    struct sense *to = it->to;
    const size_t steps = to->inputs + 1;
    double *y = calloc(to->walks * steps + 1, sizeof *y);
    for (size_t r = 0; y && r < to->responses; r++) {
        for (size_t w = 0; w < to->walks; w++)
            for (size_t s = 0; s < steps; s++)
                y[w * steps + s] =
                    table->value[(s * table->replications + w) * table->responses + r];
        morris_effects(unit, y, to->walks, to->inputs, level, &to->effect[r * to->inputs]);
    }
    free(y);
    return y != NULL;
}

static bool screen(struct sense_study *it, const struct batch *batch)
{
    const struct sense_request *request = it->request;
    struct sense *to = it->to;
    const size_t steps = to->inputs + 1;
    struct responses_table table;
    double *unit = calloc(request->walks * steps * to->inputs + 1, sizeof *unit);
    to->effect = calloc(to->responses * to->inputs + 1, sizeof *to->effect);
    bool fine =
        unit && to->effect && responses_table_new(&table, steps, request->walks, to->responses);
    if (!fine) {
        free(unit);
        return false;
    }
    struct stream stream = stream_named(request->seed, "study.walks", 0, 0);
    morris_points(&stream, request->walks, to->inputs, LEVELS, unit);
    while (to->walks < request->walks && walk(it, batch, unit, to->walks, &table))
        to->walks++;
    if (to->walks > 0) fine = rate(it, unit, &table);
    responses_table_free(&table);
    free(unit);
    return fine;
}

/* ---- which are kept -------------------------------------------------------------------------- */

void sense_order(const struct sense *sense, size_t response, size_t *order)
{
    const struct morris_effect *effect = &sense->effect[response * sense->inputs];
    for (size_t i = 0; i < sense->inputs; i++) {
        size_t at = i;
        for (; at > 0 && effect[order[at - 1]].mu_star < effect[i].mu_star; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

/* The largest part of the largest effect, over the responses. */
static double weight_of(const struct sense *to, size_t input)
{
    double weight = 0;
    for (size_t r = 0; r < to->responses; r++) {
        double most = 0;
        for (size_t i = 0; i < to->inputs; i++)
            most = fmax(most, to->effect[r * to->inputs + i].mu_star);
        if (most > 0) weight = fmax(weight, to->effect[r * to->inputs + input].mu_star / most);
    }
    return weight;
}

static void keep_largest(struct sense *to, size_t kept)
{
    for (size_t i = 0; i < to->inputs; i++) {
        const double weight = weight_of(to, i);
        size_t at = to->kept < kept ? to->kept++ : kept;
        for (; at > 0 && weight_of(to, to->input[at - 1]) < weight; at--)
            if (at < kept) to->input[at] = to->input[at - 1];
        if (at < kept) to->input[at] = i;
    }
}

/* ---- shares of the variance ------------------------------------------------------------------ */

struct shares {
    size_t runs;
    double *unit, *point, *y;
    uint32_t *order;
    struct responses_table table;
};

static bool open_shares(struct shares *shares, const struct sense_study *it)
{
    const struct sense_request *request = it->request;
    const size_t kept = it->to->kept, rows = request->rows;
    shares->runs = sobol_runs(kept, true);
    shares->unit = calloc(rows * 2 * kept + 1, sizeof *shares->unit);
    shares->point = calloc(rows * shares->runs * kept + 1, sizeof *shares->point);
    shares->order = calloc(rows * kept + 1, sizeof *shares->order);
    shares->y = calloc(rows * shares->runs * request->replications + 1, sizeof *shares->y);
    return shares->unit && shares->point && shares->order && shares->y &&
           responses_table_new(&shares->table, rows * shares->runs, request->replications,
                               it->to->responses);
}

static void close_shares(struct shares *shares)
{
    free(shares->unit);
    free(shares->point);
    free(shares->order);
    free(shares->y);
    responses_table_free(&shares->table);
}

static bool design(struct shares *shares, const struct sense_study *it)
{
    const struct sense_request *request = it->request;
    const size_t kept = it->to->kept, rows = request->rows;
    struct stream stream = stream_named(request->seed, "study.shares", 0, 0);
    if (2 * kept > DESIGN_SOBOL_INPUTS || !design_sobol(&stream, rows, 2 * kept, shares->unit))
        design_latin(&stream, rows, 2 * kept, shares->unit);
    sobol_points(shares->unit, rows, kept, &stream, shares->order, shares->point);
    for (size_t i = 0; i < rows * shares->runs * kept; i++)
        shares->point[i] =
            factors_at(&request->inputs->one[it->to->input[i % kept]], shares->point[i]);
    return true;
}

/* The kept inputs alone; what is borrowed stays where it is. */
static void choose_inputs(const struct sense_study *it, struct factors *chosen)
{
    chosen->n = it->to->kept;
    for (size_t i = 0; i < chosen->n; i++)
        chosen->one[i] = it->request->inputs->one[it->to->input[i]];
}

static double mean_at(const struct responses_table *table, size_t row, size_t response)
{
    double sum = 0;
    for (size_t i = 0; i < table->replications; i++)
        sum += table->value[(row * table->replications + i) * table->responses + response];
    return sum / (double)table->replications;
}

static void share_out(struct sense_study *it, struct shares *shares, size_t response)
{
    const struct sense_request *request = it->request;
    struct sense *to = it->to;
    const struct stream stream = stream_named(request->seed, "study.resamples", 0, 0);
    const size_t points = to->rows * shares->runs;
    for (size_t i = 0; i < points; i++)
        shares->y[i] = mean_at(&shares->table, i, response);
    struct sobol_answers answers = {shares->y, shares->order, to->rows, to->kept};
    to->variance[response] = sobol_indices(&answers, RESAMPLES, level, stream, to->index[response]);
    to->together[response] = sobol_together(&answers, RESAMPLES, level, stream);
    answers.rows = to->rows / 2;
    if (answers.rows > 1) sobol_indices(&answers, RESAMPLES, level, stream, to->half[response]);
    for (size_t i = 0; i < points; i++)
        for (size_t k = 0; k < request->replications; k++)
            shares->y[i * request->replications + k] =
                shares->table.value[(i * shares->table.replications + k) * shares->table.responses +
                                    response];
    to->noise_share[response] = sobol_noise_share(shares->y, points, request->replications);
}

/* Rows of which every run is finished, from the first on. */
static size_t count_rows(const struct shares *shares, size_t rows)
{
    const size_t each = shares->runs * shares->table.replications;
    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i < each; i++)
            if (!shares->table.finished[row * each + i]) return row;
    return rows;
}

static bool run_shares(struct sense_study *it, const struct batch *batch, struct shares *shares)
{
    const struct sense_request *request = it->request;
    struct factors *chosen = calloc(1, sizeof *chosen);
    struct batch_done done = {.kept_all = true};
    if (!chosen || !design(shares, it)) {
        free(chosen);
        return false;
    }
    choose_inputs(it, chosen);
    const struct design_points points = {request->scenario, chosen, request->rows * shares->runs,
                                         shares->point};
    const bool fine =
        design_points_run(&points, NULL, request->responses, request->seed, 0,
                          request->replications, batch, &shares->table, it->diagnostics, &done);
    add_done(&it->to->batch, &done);
    free(chosen);
    it->to->rows = count_rows(shares, request->rows);
    for (size_t r = 0; r < it->to->responses && it->to->rows > 1; r++)
        share_out(it, shares, r);
    return fine;
}

bool sense_run(const struct sense_request *request, struct sense *to,
               struct diagnostics *diagnostics)
{
    struct sense_study it = {request, to, diagnostics};
    *to = (struct sense){.inputs = request->inputs->n,
                         .responses = request->responses->n,
                         .batch = {.kept_all = true}};
    struct counting counting = {request->batch, to, sense_replications(request)};
    struct batch batch = *request->batch;
    batch.progress = request->batch->progress ? count_on : NULL;
    batch.progress_context = &counting;
    bool fine = screen(&it, &batch);
    const bool stopped = to->walks < request->walks;
    if (fine && !stopped && diagnostics_count(diagnostics) == 0 && kept_of(request) > 0) {
        struct shares shares = {0};
        keep_largest(to, kept_of(request));
        fine = open_shares(&shares, &it) && run_shares(&it, &batch, &shares);
        close_shares(&shares);
    }
    to->batch.asked = counting.all;
    if (!fine && diagnostics_count(diagnostics) == 0)
        diagnostics_add(diagnostics, request->scenario->file, 0, NULL, NULL, "out of memory");
    return fine && diagnostics_count(diagnostics) == 0;
}

void sense_free(struct sense *sense)
{
    free(sense->effect);
    sense->effect = NULL;
}
