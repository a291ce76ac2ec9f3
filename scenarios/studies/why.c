// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/why.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/random/stream.h"
#include "sim/analysis/paired.h"

enum { SCREEN_REPLICATIONS = 3, AT_ONCE = 256 };
static const double level = 0.95;
static const double negligible_share = 0.005; /* of the largest effect: goes with the rest */

/* ---- how much work --------------------------------------------------------------------------- */

static uint64_t exact_runs(size_t groups, uint32_t replications)
{
    return ((uint64_t)1 << groups) * replications;
}

static uint32_t screen_replications(const struct why_request *request)
{
    return request->replications < SCREEN_REPLICATIONS ? request->replications
                                                       : SCREEN_REPLICATIONS;
}

static struct why_plan plan_of(const struct why_request *request, size_t groups)
{
    struct why_plan plan = {.groups = groups, .screen_replications = screen_replications(request)};
    const uint64_t most = request->runs;
    if (request->orders > 0) {
        plan.most_runs = (2 + 2 * request->orders * (uint64_t)(groups - 1)) * request->replications;
    } else if (groups <= SHAPLEY_EXACT_PLAYERS &&
               (most == 0 || exact_runs(groups, request->replications) <= most)) {
        plan.most_runs = exact_runs(groups, request->replications);
    } else {
        plan.screened = true;
        plan.most_runs = most ? most : exact_runs(SHAPLEY_EXACT_PLAYERS, request->replications);
    }
    return plan;
}

/* The most players whose coalitions fit into what screening leaves: at least two. */
static size_t most_players(const struct why_request *request, const struct why_plan *plan)
{
    const uint64_t spent = (2 + 2 * (uint64_t)plan->groups) * plan->screen_replications;
    const uint64_t left = plan->most_runs > spent ? plan->most_runs - spent : 0;
    size_t players = 2;
    while (players < SHAPLEY_EXACT_PLAYERS &&
           exact_runs(players + 1, request->replications) <= left)
        players++;
    return players;
}

bool why_plan(const struct why_request *request, struct why_plan *plan,
              char error[static WHY_GROUPS_ERROR_BYTES])
{
    struct why_groups groups;
    if (!why_groups_of(&groups, request->a, request->b, request->wish, request->wishes, error))
        return false;
    *plan = plan_of(request, groups.n);
    why_groups_free(&groups);
    return true;
}

/* ---- coalitions, each simulated once --------------------------------------------------------- */

/* A coalition is a set of the groups at the start, as bits. */
struct coalitions {
    const struct why_request *request;
    const struct why_groups *groups; /* as they were at the start */
    char *error;
    uint64_t *set;  /* [rows] */
    uint32_t *have; /* replications asked of it so far */
    size_t rows, room;
    struct responses_table table;
    struct batch_done done;
};

static size_t row_of(const struct coalitions *coalitions, uint64_t set)
{
    for (size_t i = 0; i < coalitions->rows; i++)
        if (coalitions->set[i] == set) return i;
    return SIZE_MAX;
}

static bool open_coalitions(struct coalitions *coalitions, size_t room)
{
    coalitions->room = room;
    coalitions->set = calloc(room, sizeof *coalitions->set);
    coalitions->have = calloc(room, sizeof *coalitions->have);
    return coalitions->set && coalitions->have &&
           responses_table_new(&coalitions->table, room, coalitions->request->replications, 1);
}

static void close_coalitions(struct coalitions *coalitions)
{
    responses_table_free(&coalitions->table);
    free(coalitions->set);
    free(coalitions->have);
}

static void add_done(struct batch_done *sum, const struct batch_done *done)
{
    sum->done += done->done;
    sum->asked += done->asked;
    sum->remembered += done->remembered;
    sum->out_of_memory |= done->out_of_memory;
    sum->kept_all &= done->kept_all;
}

/* Replications first .. n - 1 of at most AT_ONCE rows. */
static bool run_rows(struct coalitions *coalitions, const size_t *row, size_t rows, uint32_t first,
                     uint32_t n)
{
    const struct why_request *request = coalitions->request;
    struct scenario *scenario[AT_ONCE] = {NULL};
    bool fine = true;
    for (size_t i = 0; i < rows && fine; i++) {
        scenario[i] = why_groups_mix(coalitions->groups, coalitions->set[row[i]], request->a,
                                     request->b, coalitions->error);
        fine = scenario[i] != NULL;
    }
    if (fine) {
        const struct batch_done done =
            responses_run(request->response, (const struct scenario *const *)scenario, row, rows,
                          request->seed, first, n - first, request->batch, &coalitions->table);
        add_done(&coalitions->done, &done);
    }
    for (size_t i = 0; i < rows; i++)
        scenario_free(scenario[i]);
    return fine;
}

/* Makes sure that all the sets have n replications. False: they cannot be mixed. */
static bool ask(struct coalitions *coalitions, const uint64_t *set, size_t sets, uint32_t n)
{
    for (size_t i = 0; i < sets; i++) {
        if (row_of(coalitions, set[i]) != SIZE_MAX) continue;
        coalitions->set[coalitions->rows] = set[i];
        coalitions->have[coalitions->rows++] = 0;
    }
    for (;;) { /* those that have equally many, together */
        size_t row[AT_ONCE], rows = 0;
        uint32_t first = n;
        for (size_t i = 0; i < sets && rows < AT_ONCE; i++) {
            const size_t r = row_of(coalitions, set[i]);
            if (coalitions->have[r] >= n || (rows > 0 && coalitions->have[r] != first)) continue;
            first = coalitions->have[r];
            row[rows++] = r;
        }
        if (rows == 0) return true;
        if (!run_rows(coalitions, row, rows, first, n)) return false;
        for (size_t i = 0; i < rows; i++)
            coalitions->have[row[i]] = n;
    }
}

/* Replications, from 0 on, that all the sets have finished. */
static size_t count_whole(const struct coalitions *coalitions, const uint64_t *set, size_t sets,
                          size_t n)
{
    const struct responses_table *table = &coalitions->table;
    for (size_t r = 0; r < n; r++)
        for (size_t i = 0; i < sets; i++)
            if (!table->finished[row_of(coalitions, set[i]) * table->replications + r]) return r;
    return n;
}

static void worths(const struct coalitions *coalitions, const uint64_t *set, size_t sets, size_t n,
                   double *worth)
{
    for (size_t i = 0; i < sets; i++)
        responses_take(&coalitions->table, row_of(coalitions, set[i]), 0, n, worth + i * n);
}

/* ---- the two ends ---------------------------------------------------------------------------- */

static void note_ends(struct why *why, const struct coalitions *coalitions, uint64_t all)
{
    const size_t n = why->replications;
    double *x = calloc(2 * n + 2, sizeof *x);
    if (!x) return;
    worths(coalitions, (const uint64_t[]){0, all}, 2, n, x);
    const struct paired paired = paired_difference(x, x + n, n, level);
    why->mean_a = interval_average(x, n);
    why->mean_b = interval_average(x + n, n);
    why->a_95 = interval_mean(x, n, level);
    why->b_95 = interval_mean(x + n, n, level);
    why->gap_95 = paired.interval;
    free(x);
}

/* ---- exactly --------------------------------------------------------------------------------- */

/* The coalition of the final groups as one of those at the start. */
static uint64_t spell_out(const struct why *why, const uint64_t *member, uint64_t set)
{
    uint64_t out = 0;
    for (size_t i = 0; i < why->groups.n; i++)
        if (set >> i & 1) out |= member[i];
    return out;
}

static bool share_exactly(struct why *why, struct coalitions *coalitions, const uint64_t *member)
{
    const size_t players = why->groups.n, sets = (size_t)1 << players;
    const uint32_t asked = coalitions->request->replications;
    uint64_t *set = calloc(sets, sizeof *set);
    double *worth = calloc(sets * asked + 1, sizeof *worth);
    bool fine = set && worth;
    if (!fine) snprintf(coalitions->error, WHY_GROUPS_ERROR_BYTES, "out of memory");
    for (size_t i = 0; i < sets && fine; i++)
        set[i] = spell_out(why, member, i);
    fine = fine && ask(coalitions, set, sets, asked);
    if (fine) {
        why->replications = count_whole(coalitions, set, sets, asked);
        if (why->replications > 0) {
            worths(coalitions, set, sets, why->replications, worth);
            why->gap = shapley_exact(worth, players, why->replications, level, why->part);
            note_ends(why, coalitions, set[sets - 1]);
        }
    }
    free(set);
    free(worth);
    return fine;
}

/* ---- by sampled orders ----------------------------------------------------------------------- */

static bool share_sampled(struct why *why, struct coalitions *coalitions)
{
    const struct why_request *request = coalitions->request;
    const size_t players = why->groups.n, orders = 2 * request->orders;
    const size_t sets = orders * (players + 1);
    uint32_t *order = calloc(orders * players, sizeof *order);
    uint64_t *set = calloc(sets, sizeof *set);
    double *worth = calloc(sets * request->replications + 1, sizeof *worth);
    bool fine = order && set && worth;
    if (!fine) snprintf(coalitions->error, WHY_GROUPS_ERROR_BYTES, "out of memory");
    if (fine) {
        struct stream stream = stream_named(request->seed, "study.orders", 0, 0);
        shapley_orders(&stream, players, request->orders, order);
        for (size_t i = 0; i < orders; i++)
            for (size_t k = 0; k <= players; k++)
                set[i * (players + 1) + k] = shapley_coalition(order + i * players, k);
        fine = ask(coalitions, set, sets, request->replications);
    }
    if (fine) {
        why->orders = orders;
        why->replications = count_whole(coalitions, set, sets, request->replications);
        if (why->replications > 0) {
            worths(coalitions, set, sets, why->replications, worth);
            why->gap = shapley_sampled(worth, order, players, request->orders, why->replications,
                                       level, why->part);
            note_ends(why, coalitions, ((uint64_t)1 << players) - 1);
        }
    }
    free(order);
    free(set);
    free(worth);
    return fine;
}

/* ---- screening ------------------------------------------------------------------------------- */

static double mean_of(const struct coalitions *coalitions, uint64_t set, size_t n)
{
    double sum = 0;
    const size_t row = row_of(coalitions, set);
    for (size_t r = 0; r < n; r++)
        sum += coalitions->table.value[row * coalitions->table.replications + r];
    return sum / (double)n;
}

/* What a group moves, alone or as the last: the larger. */
static void measure_effects(const struct coalitions *coalitions, size_t groups, size_t n,
                            double *effect)
{
    const uint64_t all = ((uint64_t)1 << groups) - 1;
    const double none = mean_of(coalitions, 0, n), whole = mean_of(coalitions, all, n);
    for (size_t i = 0; i < groups; i++) {
        const uint64_t bit = (uint64_t)1 << i;
        effect[i] = fmax(fabs(mean_of(coalitions, bit, n) - none),
                         fabs(whole - mean_of(coalitions, all & ~bit, n)));
    }
}

/* The bits of the groups that go together as the rest: all but the `most` largest, and those that
 * move next to nothing. */
static uint64_t choose_rest(const double *effect, size_t groups, size_t most)
{
    double largest = 0;
    uint64_t rest = 0;
    for (size_t i = 0; i < groups; i++)
        largest = fmax(largest, effect[i]);
    for (size_t i = 0; i < groups; i++) {
        size_t before = 0;
        for (size_t j = 0; j < groups; j++)
            before += effect[j] > effect[i] || (effect[j] == effect[i] && j < i);
        if (before >= most || effect[i] <= negligible_share * largest) rest |= (uint64_t)1 << i;
    }
    return rest;
}

/* member[i]: the groups at the start that make up group i now. */
static bool merge_rest(struct why *why, uint64_t rest, uint64_t *member)
{
    char name[WHY_GROUPS_NAME_BYTES];
    size_t kept = 0;
    for (size_t i = 0; i < why->groups.n; i++) {
        if (rest >> i & 1) why->merged++;
        else member[kept++] = (uint64_t)1 << i;
    }
    if (why->merged < 2) { /* one alone keeps its name and goes last */
        why->merged = 0;
        for (size_t i = 0; i < why->groups.n; i++)
            member[i] = (uint64_t)1 << i;
        return true;
    }
    member[kept] = rest;
    snprintf(name, sizeof name, "everything else (%zu groups)", why->merged);
    return why_groups_merge(&why->groups, rest, name);
}

static bool screen(struct why *why, struct coalitions *coalitions, const struct why_plan *plan,
                   uint64_t *member)
{
    const size_t groups = plan->groups, sets = 2 * groups + 2;
    const uint64_t all = ((uint64_t)1 << groups) - 1;
    uint64_t set[2 * WHY_GROUPS_MAX + 2];
    double effect[WHY_GROUPS_MAX];
    set[0] = 0;
    set[1] = all;
    for (size_t i = 0; i < groups; i++) {
        set[2 + 2 * i] = (uint64_t)1 << i;
        set[3 + 2 * i] = all & ~((uint64_t)1 << i);
    }
    if (!ask(coalitions, set, sets, plan->screen_replications)) return false;
    const size_t n = count_whole(coalitions, set, sets, plan->screen_replications);
    if (n == 0) return true; /* stopped: nothing to go by */
    measure_effects(coalitions, groups, n, effect);
    const size_t players = most_players(coalitions->request, plan);
    return merge_rest(why, choose_rest(effect, groups, players - 1), member);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static size_t most_rows(const struct why_request *request, const struct why_plan *plan)
{
    if (request->orders > 0) return 2 * request->orders * (plan->groups + 1);
    const size_t players = plan->screened ? most_players(request, plan) : plan->groups;
    return ((size_t)1 << players) + 2 * plan->groups + 2;
}

static bool find(struct why *why, struct coalitions *coalitions, const struct why_plan *plan)
{
    uint64_t member[WHY_GROUPS_MAX];
    for (size_t i = 0; i < why->groups.n; i++)
        member[i] = (uint64_t)1 << i;
    if (coalitions->request->orders > 0) return share_sampled(why, coalitions);
    if (plan->screened && !screen(why, coalitions, plan, member)) return false;
    const bool stopped = coalitions->request->batch->stop && *coalitions->request->batch->stop;
    if (stopped && why->groups.n > SHAPLEY_EXACT_PLAYERS) return true;
    return share_exactly(why, coalitions, member);
}

struct why *why_find(const struct why_request *request, char error[static WHY_GROUPS_ERROR_BYTES])
{
    struct why *why = calloc(1, sizeof *why);
    struct why_groups start; /* the groups of the coalitions' bits */
    snprintf(error, WHY_GROUPS_ERROR_BYTES, "out of memory");
    if (!why ||
        !why_groups_of(&start, request->a, request->b, request->wish, request->wishes, error)) {
        free(why);
        return NULL;
    }
    struct coalitions coalitions = {
        .request = request, .groups = &start, .error = error, .done = {.kept_all = true}};
    const struct why_plan plan = plan_of(request, start.n);
    bool fine = start.n > 0;
    if (!fine)
        snprintf(error, WHY_GROUPS_ERROR_BYTES, "the two scenarios do not differ in any setting");
    fine = fine && why_groups_of(&why->groups, request->a, request->b, request->wish,
                                 request->wishes, error);
    if (fine && !open_coalitions(&coalitions, most_rows(request, &plan))) {
        snprintf(error, WHY_GROUPS_ERROR_BYTES, "out of memory");
        fine = false;
    }
    fine = fine && find(why, &coalitions, &plan);
    why->batch = coalitions.done;
    why->simulated = coalitions.done.done;
    why->coalitions = coalitions.rows;
    close_coalitions(&coalitions);
    why_groups_free(&start);
    if (fine) return why;
    why_free(why);
    return NULL;
}

void why_free(struct why *why)
{
    if (!why) return;
    why_groups_free(&why->groups);
    free(why);
}
