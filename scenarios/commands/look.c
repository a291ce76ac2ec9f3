// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/look.h"

#include <stdio.h>
#include <string.h>

#include "models/hub.h"
#include "scenarios/commands/one.h"
#include "scenarios/read/question.h"

int look_number(const char *kind, const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0) return (int)i;
    args_unknown(kind, name, names, n, stderr);
    return -1;
}

static bool choose_hall(const struct look_asked *asked, const struct hub_def *def, int *hall)
{
    const char *name[HALL_MAX];
    *hall = -1;
    if (asked->hall == NULL) return true;
    for (uint32_t h = 0; h < def->halls_n; h++)
        name[h] = def->halls[h].name;
    *hall = look_number("hall", asked->hall, name, def->halls_n);
    return *hall >= 0;
}

static bool choose_year(const struct look_asked *asked, const struct hub_def *def, int32_t *year)
{
    const int32_t first = hub_first_year(def), last = first + (int32_t)hub_years(def) - 1;
    *year = asked->year ? (int32_t)asked->year : last;
    if (last >= first && *year >= first && *year <= last) return true;
    fprintf(stderr, "hubsim %s: ", asked->command);
    if (last < first) fputs("the run holds no whole calendar year\n", stderr);
    else fprintf(stderr, "--year %d: give %d to %d\n", *year, first, last);
    return false;
}

struct looking {
    const struct look_asked *asked;
    look_show *show;
    void *context;
};

static enum ending look_at(void *context, const struct scenario_request *layers,
                           const struct question *question)
{
    (void)layers;
    const struct looking *looking = context;
    const struct look_asked *asked = looking->asked;
    const struct scenario *scenario = question->scenario;
    const struct ask *ask = asked->ask;
    const struct hub_def *def = scenario_plan(scenario)->base;
    int hall;
    struct ask_progress progress = ask_progress_start("replications");
    struct looks_request request = {
        .scenario = scenario,
        .seed = ask->has_seed ? ask->seed : def->run.seed,
        .replications = ask->replications ? (uint32_t)ask->replications : def->run.replications,
        .threads = (uint32_t)ask->threads,
        .stop = asked->call->stop,
        .progress = ask_progress_show,
        .context = &progress};
    if (!choose_hall(asked, def, &hall) || !choose_year(asked, def, &request.year))
        return ENDING_USAGE;
    struct looks *looks = looks_run(&request);
    enum ending ending = ENDING_FINE;
    if (!looks || looks->done < request.replications) {
        const bool stopped = looks && *asked->call->stop;
        fprintf(stderr, "hubsim: %s\n", stopped ? "interrupted" : "out of memory");
        ending = stopped ? ENDING_INTERRUPTED : ENDING_FAILED;
    }
    if (looks && looks->done > 0) {
        struct studied_scenario named;
        const struct studied studied = one_studied(asked->call, ask, scenario, &named);
        const enum ending shown = looking->show(looking->context, looks, hall, &studied);
        if (ending == ENDING_FINE) ending = shown;
    }
    looks_free(looks);
    return ending;
}

static const char *find_wrong(const struct ask *ask)
{
    if (one_wrong(ask)) return one_wrong(ask);
    if (ask->json && ask->csv) return "give --json or --csv, not both";
    if (ask->terminal || ask->quiet) return "the table is all there is for a terminal";
    return NULL;
}

enum ending look_run(const struct look_asked *asked, look_show *show, void *context)
{
    const char *wrong = find_wrong(asked->ask);
    if (wrong) return one_refuse(asked->command, wrong);
    struct looking looking = {asked, show, context};
    return one_open(asked->ask, look_at, &looking);
}
