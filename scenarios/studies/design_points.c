// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/design_points.h"

#include <stdlib.h>
#include <string.h>

#include "scenarios/run/experiment.h"

enum { AT_ONCE = 48 };

bool design_points_by_number(const struct factors_one *one)
{
    return one->values > 0;
}

/* ---- one progress over all parts ------------------------------------------------------------- */

struct counting {
    const struct batch *batch;
    uint64_t before, all;
};

static void count_on(void *context, uint64_t done, uint64_t n)
{
    (void)n;
    const struct counting *counting = context;
    counting->batch->progress(counting->batch->progress_context, counting->before + done,
                              counting->all);
}

/* ---- scenarios ------------------------------------------------------------------------------- */

static bool open_point(const struct design_points *points, size_t point,
                       struct experiment *experiment, struct diagnostics *diagnostics)
{
    enum { SET_BYTES = 2 * FACTORS_WORD_BYTES + 8 };
    const size_t inputs = points->inputs->n, before = points->request->set_n;
    const char **set = calloc(before + inputs + 1, sizeof *set);
    char(*own)[SET_BYTES] = calloc(inputs + 1, sizeof *own);
    bool fine = set && own;
    for (size_t i = 0; i < before && fine; i++)
        set[i] = points->request->set[i];
    for (size_t i = 0; i < inputs && fine; i++) {
        const struct factors_one *one = &points->inputs->one[i];
        const double x = points->at[point * inputs + i];
        if (design_points_by_number(one)) factors_set_listed(one, (size_t)x, own[i], SET_BYTES);
        else factors_set(one, x, own[i], SET_BYTES);
        set[before + i] = own[i];
    }
    if (fine) {
        struct scenario_request request = *points->request;
        request.set = set;
        request.set_n = before + inputs;
        fine = experiment_open(experiment, &request, diagnostics);
    }
    free(set);
    free(own);
    return fine;
}

struct part {
    struct experiment experiment[AT_ONCE];
    const struct scenario *scenario[AT_ONCE];
    size_t row[AT_ONCE];
    size_t n;
};

static bool open_part(const struct design_points *points, const size_t *row, size_t from,
                      struct part *part, const struct responses *responses,
                      struct diagnostics *diagnostics)
{
    char error[RESPONSES_ERROR_BYTES];
    for (part->n = 0; part->n < AT_ONCE && from + part->n < points->n; part->n++) {
        const size_t point = from + part->n;
        if (!open_point(points, point, &part->experiment[part->n], diagnostics)) return false;
        part->scenario[part->n] = part->experiment[part->n].scenario;
        part->row[part->n] = row ? row[point] : point;
        if (responses_fit(responses, part->scenario[part->n], error)) continue;
        diagnostics_add(diagnostics, points->request->file, 0, NULL, NULL, "%s", error);
        part->n++;
        return false;
    }
    return true;
}

static void close_part(struct part *part)
{
    for (size_t i = 0; i < part->n; i++)
        experiment_close(&part->experiment[i]);
}

static void add_done(struct batch_done *sum, const struct batch_done *done)
{
    sum->done += done->done;
    sum->remembered += done->remembered;
    sum->out_of_memory |= done->out_of_memory;
    sum->kept_all &= done->kept_all;
}

bool design_points_run(const struct design_points *points, const size_t *row,
                       const struct responses *responses, uint64_t seed, uint32_t first, uint32_t n,
                       const struct batch *batch, struct responses_table *table,
                       struct diagnostics *diagnostics, struct batch_done *done)
{
    struct counting counting = {batch, 0, (uint64_t)points->n * n};
    struct batch counted = *batch;
    struct part *part = calloc(1, sizeof *part);
    bool fine = true;
    counted.progress = batch->progress ? count_on : NULL;
    counted.progress_context = &counting;
    *done =
        (struct batch_done){.asked = counting.all, .kept_all = true, .out_of_memory = part == NULL};
    for (size_t from = 0; part && fine && from < points->n; from += AT_ONCE) {
        if (batch->stop && *batch->stop) break;
        fine = open_part(points, row, from, part, responses, diagnostics);
        if (fine) {
            const struct batch_done more = responses_run(responses, part->scenario, part->row,
                                                         part->n, seed, first, n, &counted, table);
            add_done(done, &more);
            counting.before += more.done;
        }
        close_part(part);
    }
    free(part);
    return fine;
}
