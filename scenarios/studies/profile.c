// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/profile.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool make_room(const struct hub_def *def, struct hub_result *result)
{
    const size_t values = hub_years(def) * hub_measures(def, NULL);
    result->value = calloc(values + 1, sizeof *result->value);
    result->day = calloc(24 * MEASURE_DAY_SERIES, sizeof *result->day);
    return result->value && result->day;
}

static double cpu_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int by_time(const void *a, const void *b)
{
    const struct sim_profile_row *x = a, *y = b;
    return (x->ns < y->ns) - (x->ns > y->ns);
}

/* Those where nobody ever waited have a place of their own at the end. */
static int by_mean(const void *a, const void *b)
{
    const struct profile_line *x = a, *y = b;
    return (x->line.mean < y->line.mean) - (x->line.mean > y->line.mean);
}

static void count_namesakes(struct profile_line *line, size_t lines)
{
    for (size_t i = 0; i < lines; i++)
        for (size_t j = 0; j < lines; j++)
            if (!strcmp(line[i].pool, line[j].pool)) {
                line[i].namesakes++;
                line[i].number += j < i;
            }
}

static void read_lines(struct profile *profile, const struct sim *sim)
{
    const struct pool *pool = pool_after(sim, NULL);
    for (; pool && profile->lines < PROFILE_LINES; pool = pool_after(sim, pool))
        profile->line[profile->lines++] =
            (struct profile_line){.pool = pool_name(pool), .line = pool_line(pool)};
    count_namesakes(profile->line, profile->lines);
    qsort(profile->line, profile->lines, sizeof *profile->line, by_mean);
}

static void read_off(void *context, const struct sim *sim)
{
    struct profile *profile = context;
    profile->most_pending = sim_most_pending(sim);
    while (profile->rows < PROFILE_KINDS &&
           sim_profile(sim, (uint16_t)profile->rows, &profile->row[profile->rows]))
        profile->rows++;
    qsort(profile->row, profile->rows, sizeof *profile->row, by_time);
    read_lines(profile, sim);
}

/* Three runs: one for the time, one with the profile, which costs as much again, one with permuted
 * ties. */
static bool run_all(struct profile *profile, const struct profile_request *request)
{
    struct hub_request run = {.plan = scenario_plan(request->scenario),
                              .seed = request->seed,
                              .replication = request->replication,
                              .stop = request->stop};
    const double began_s = cpu_s();
    if (!hub_run(&run, &profile->result)) return false;
    profile->seconds = cpu_s() - began_s;
    run.profile = true;
    run.ended = read_off;
    run.ended_context = profile;
    if (!hub_run(&run, &profile->result)) return false;
    run.profile = false;
    run.ended = NULL;
    run.permute_ties = true;
    return !request->permute || hub_run(&run, &profile->permuted);
}

struct profile *profile_run(const struct profile_request *request)
{
    struct profile *profile = calloc(1, sizeof *profile);
    if (!profile) return NULL;
    const struct hub_def *def = scenario_plan(request->scenario)->base;
    profile->def = def;
    profile->years = hub_years(def);
    profile->measures = hub_measures(def, NULL);
    profile->measure = calloc(profile->measures + 1, sizeof *profile->measure);
    if (profile->measure && make_room(def, &profile->result) &&
        make_room(def, &profile->permuted)) {
        hub_measures(def, profile->measure);
        if (run_all(profile, request)) return profile;
    }
    profile_free(profile);
    return NULL;
}

void profile_free(struct profile *profile)
{
    if (!profile) return;
    free(profile->result.value);
    free(profile->result.day);
    free(profile->permuted.value);
    free(profile->permuted.day);
    free(profile->measure);
    free(profile);
}
