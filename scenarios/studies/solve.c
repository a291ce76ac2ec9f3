// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/solve.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/number.h"
#include "sim/date.h"

enum { USUAL_STEPS = 100 };

/* ---- the target ------------------------------------------------------------------------------ */

static bool take_promise(struct solve_target *target, const struct scenario *scenario,
                         const char *id, char error[static RESPONSES_ERROR_BYTES])
{
    const struct hub_def *def = scenario_plan(scenario)->base;
    if (!responses_add_of_promise(&target->response, scenario, id, error)) return false;
    for (uint32_t i = 0; i < def->promises_n; i++) {
        const struct promise_def *promise = &def->promises[i];
        if (strcmp(promise->name, id) != 0) continue;
        target->at_most = isfinite(promise->at_most);
        target->value = target->at_most ? promise->at_most : promise->at_least;
    }
    return true;
}

bool solve_read_target(struct solve_target *target, const struct scenario *scenario,
                       const char *word, char error[static RESPONSES_ERROR_BYTES])
{
    char measure[96], value[64];
    *target = (struct solve_target){.value = NAN};
    if (strncmp(word, "promise.", 8) == 0) return take_promise(target, scenario, word + 8, error);
    const char *sign = strpbrk(word, "<>");
    const char *year = sign ? strchr(sign, '@') : NULL;
    const size_t bytes = sign ? (size_t)(sign - word) : 0;
    snprintf(error, RESPONSES_ERROR_BYTES,
             "--target %.80s: give measure>=value@year, measure<=value@year or promise.ID", word);
    if (bytes == 0 || sign[1] != '=') return false;
    target->at_most = *sign == '<';
    snprintf(value, sizeof value, "%.*s", year ? (int)(year - sign - 2) : 60, sign + 2);
    if (number_read(value, &target->value) != NULL || !isfinite(target->value)) return false;
    snprintf(measure, sizeof measure, "%.*s%.10s", (int)bytes, word, year ? year : "");
    return responses_add(&target->response, scenario, measure, error);
}

/* ---- the search ------------------------------------------------------------------------------ */

struct searching {
    const struct solve_request *request;
    struct solve *solve;
    struct responses_table table; /* one row */
    double *x;
};

static bool is_kept(const struct solve_target *target, double value)
{
    return target->at_most ? value <= target->value : value >= target->value; /* NAN: no */
}

static struct solve_point point_of(const struct searching *searching, double at, size_t n)
{
    struct solve_point point = {.x = at, .mean = interval_average(searching->x, n)};
    for (size_t i = 0; i < n; i++) {
        point.kept += is_kept(searching->request->target, searching->x[i]);
        searching->solve->unknown += isfinite(searching->x[i]) ? 0 : 1;
    }
    point.chance = (double)point.kept / (double)n;
    point.chance_95 = interval_proportion_safe(point.kept, n, 0.95);
    return point;
}

static void clear_row(struct responses_table *table)
{
    memset(table->finished, 0, table->replications * sizeof *table->finished);
}

static void add_done(struct batch_done *sum, const struct batch_done *done)
{
    sum->done += done->done;
    sum->asked += done->asked;
    sum->remembered += done->remembered;
    sum->out_of_memory |= done->out_of_memory;
    sum->kept_all &= done->kept_all;
}

/* One value of the input. False: wrong, or stopped before it was whole. */
static bool try_value(struct searching *searching, double at, uint64_t seed,
                      struct diagnostics *diagnostics, struct solve_point *point)
{
    const struct solve_request *request = searching->request;
    const struct design_points points = {request->scenario, request->inputs, 1, &at};
    struct batch_done done;
    clear_row(&searching->table);
    const bool fine =
        design_points_run(&points, NULL, &request->target->response, seed, 0, request->replications,
                          request->batch, &searching->table, diagnostics, &done);
    add_done(&searching->solve->batch, &done);
    const size_t n = responses_whole(&searching->table, 1);
    if (!fine || n < request->replications) return false;
    responses_take(&searching->table, 0, 0, n, searching->x);
    *point = point_of(searching, at, n);
    return true;
}

/* The points lie by x. */
static void insert(struct solve *solve, const struct solve_point *point)
{
    size_t at = solve->points++;
    for (; at > 0 && solve->point[at - 1].x > point->x; at--)
        solve->point[at] = solve->point[at - 1];
    solve->point[at] = *point;
}

static size_t count_steps(const struct solve_request *request)
{
    const struct factors_one *one = &request->inputs->one[0];
    if (one->whole && (request->steps == 0 || one->hi - one->lo < (double)request->steps))
        return (size_t)(one->hi - one->lo);
    return request->steps ? request->steps : USUAL_STEPS;
}

static void search(struct searching *searching, struct diagnostics *diagnostics)
{
    const struct solve_request *request = searching->request;
    const struct factors_one *one = &request->inputs->one[0];
    const struct root_def def = {.lo = one->lo,
                                 .hi = one->hi,
                                 .steps = count_steps(request),
                                 .chance = request->chance,
                                 .level = 0.95,
                                 .n = request->replications};
    struct root root = root_start(&def);
    double at;
    while (root_next(&root, &at)) {
        struct solve_point point;
        if (!try_value(searching, at, request->seed, diagnostics, &point)) break;
        root_tell(&root, at, point.kept);
        insert(searching->solve, &point);
    }
    searching->solve->answer = root_answer(&root);
}

/* The value was chosen because of what these replications did there. Whether it holds is for others
 * to say: the same number of them from another seed. */
static void try_again(struct searching *searching, struct diagnostics *diagnostics)
{
    struct solve *solve = searching->solve;
    if (solve->answer.verdict != ROOT_FOUND) return;
    solve->has_again = try_value(searching, solve->answer.x, ~searching->request->seed, diagnostics,
                                 &solve->again);
}

bool solve_find(const struct solve_request *request, struct solve *solve,
                struct diagnostics *diagnostics)
{
    struct searching searching = {.request = request, .solve = solve};
    *solve = (struct solve){.batch = {.kept_all = true}};
    searching.x = calloc(request->replications + 1, sizeof *searching.x);
    const bool fine =
        searching.x && responses_table_new(&searching.table, 1, request->replications, 1);
    if (fine) {
        search(&searching, diagnostics);
        try_again(&searching, diagnostics);
    }
    responses_table_free(&searching.table);
    free(searching.x);
    if (!fine)
        diagnostics_add(diagnostics, request->scenario->file, 0, NULL, NULL, "out of memory");
    return diagnostics_count(diagnostics) == 0;
}
