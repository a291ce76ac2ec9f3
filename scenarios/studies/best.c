// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/best.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/analysis/selection.h"

enum { BLOCK = 4 }; /* replications between two looks; what is decided does not depend on it */

struct choosing {
    const struct best_request *request;
    struct best *best;
    struct responses_table table;
    double *x; /* the same with the sign that makes the most best */
    bool kept[BEST_MAX];
    size_t done; /* replications that all kept options have */
};

/* Replications up to n of the options that are kept. False: stopped. */
static bool go_on(struct choosing *choosing, uint32_t n)
{
    const struct best_request *request = choosing->request;
    const struct scenario *scenario[BEST_MAX];
    size_t row[BEST_MAX], rows = 0;
    for (size_t i = 0; i < request->options; i++) {
        if (!choosing->kept[i]) continue;
        scenario[rows] = request->scenario[i];
        row[rows++] = i;
    }
    const struct batch_done done = responses_run(
        request->response, scenario, row, rows, request->seed, (uint32_t)choosing->done,
        n - (uint32_t)choosing->done, request->batch, &choosing->table);
    struct batch_done *sum = &choosing->best->batch;
    sum->done += done.done;
    sum->asked += done.asked;
    sum->out_of_memory |= done.out_of_memory;
    if (done.done < done.asked) return false;
    const size_t all = request->options * choosing->table.replications;
    for (size_t i = 0; i < all; i++)
        choosing->x[i] = request->least ? -choosing->table.value[i] : choosing->table.value[i];
    choosing->done = n;
    return true;
}

static void note_options(struct choosing *choosing)
{
    struct best *best = choosing->best;
    const size_t stride = choosing->table.replications;
    for (size_t i = 0; i < best->options; i++) {
        const double *x = choosing->table.value + i * stride;
        size_t n = 0;
        while (n < stride && choosing->table.finished[i * stride + n])
            n++;
        best->option[i].n = n;
        best->option[i].mean = n ? interval_average(x, n) : NAN;
        best->option[i].mean_95 = interval_mean(x, n, 0.95);
        best->option[i].kept = choosing->kept[i];
        best->unknown |= !isfinite(best->option[i].mean);
    }
}

static double sign_of(const struct best_request *request)
{
    return request->least ? -1 : 1;
}

static void find_best(struct choosing *choosing)
{
    struct best *best = choosing->best;
    const double sign = sign_of(choosing->request);
    bool any = false;
    for (size_t i = 0; i < best->options; i++) {
        if (!best->option[i].kept) continue;
        best->left++;
        if (!any || sign * best->option[i].mean > sign * best->option[best->best].mean)
            best->best = i;
        any = true;
    }
}

static void choose_delta(struct choosing *choosing)
{
    struct best *best = choosing->best;
    double most = 0;
    for (size_t i = 0; i < best->options; i++)
        most = fmax(most, fabs(best->option[i].mean));
    best->delta = choosing->request->delta > 0 ? choosing->request->delta : most / 100;
}

static void note_subset(struct choosing *choosing, const struct selection_data *data, size_t first)
{
    bool subset[BEST_MAX];
    for (size_t i = 0; i < data->options; i++)
        subset[i] = true;
    selection_subset(data, first, choosing->request->level, subset);
    for (size_t i = 0; i < data->options; i++)
        choosing->best->option[i].subset = subset[i];
}

/* All that are left had the same value in each of the first n replications. */
static bool are_equal(const struct choosing *choosing, const struct selection_data *data, size_t n)
{
    const double *first = NULL;
    for (size_t i = 0; i < data->options; i++) {
        const double *x = data->x + i * data->stride;
        if (!choosing->kept[i]) continue;
        if (first && memcmp(first, x, n * sizeof *x) != 0) return false;
        first = first ? first : x;
    }
    return true;
}

/* Looks after every replication, runs a few at a time. */
static void narrow_down(struct choosing *choosing, const struct selection_data *data)
{
    const struct best_request *request = choosing->request;
    struct best *best = choosing->best;
    const struct selection_kn kn = {best->delta, request->level, request->first};
    size_t left = data->options;
    for (size_t n = request->first; n <= request->most && left > 1; n++) {
        if (n > choosing->done) {
            const size_t next = n + BLOCK - 1 < request->most ? n + BLOCK - 1 : request->most;
            if (!go_on(choosing, (uint32_t)next)) return;
        }
        left = selection_kn_screen(&kn, data, n, choosing->kept);
        best->tied = left > 1 && are_equal(choosing, data, n);
        if (best->tied) return; /* more of them would cost and tell nothing */
    }
    if (left > 1) best->needed = selection_kn_most(&kn, data, choosing->kept);
}

static void choose(struct choosing *choosing)
{
    const struct best_request *request = choosing->request;
    const struct selection_data data = {choosing->x, request->options, choosing->table.replications,
                                        true};
    for (size_t i = 0; i < request->options; i++)
        choosing->kept[i] = true;
    const bool begun = go_on(choosing, request->first);
    note_options(choosing);
    if (begun && !choosing->best->unknown) {
        choose_delta(choosing);
        note_subset(choosing, &data, request->first);
        if (choosing->best->delta > 0) narrow_down(choosing, &data);
    }
    note_options(choosing);
    find_best(choosing);
}

bool best_make(const struct best_request *request, struct best *best)
{
    struct choosing choosing = {.request = request, .best = best};
    *best = (struct best){.options = request->options, .batch = {.kept_all = true}};
    choosing.x = calloc((size_t)request->options * request->most + 1, sizeof *choosing.x);
    const bool fine =
        choosing.x && responses_table_new(&choosing.table, request->options, request->most, 1);
    if (fine) choose(&choosing);
    responses_table_free(&choosing.table);
    free(choosing.x);
    return fine;
}
