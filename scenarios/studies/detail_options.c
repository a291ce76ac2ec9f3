// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/detail_options.h"

#include <stdio.h>
#include <string.h>

#include "models/hub/hub.h"
#include "scenarios/cli/one_scenario.h"
#include "scenarios/run/experiment.h"

int detail_options_number(const char *kind, const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0) return (int)i;
    args_unknown(kind, name, names, n, stderr);
    return -1;
}

static bool choose_hall(const struct detail_options *options, const struct hub_def *def, int *hall)
{
    const char *name[HALL_MAX];
    *hall = -1;
    if (options->hall == NULL) return true;
    for (uint32_t h = 0; h < def->halls_n; h++)
        name[h] = def->halls[h].name;
    *hall = detail_options_number("hall", options->hall, name, def->halls_n);
    return *hall >= 0;
}

static bool choose_year(const struct detail_options *options, const struct hub_def *def,
                        int32_t *year)
{
    const int32_t first = hub_first_year(def), last = first + (int32_t)hub_years(def) - 1;
    *year = options->year ? (int32_t)options->year : last;
    if (last >= first && *year >= first && *year <= last) return true;
    fprintf(stderr, "hubsim %s: ", options->command);
    if (last < first) fputs("the run holds no whole calendar year\n", stderr);
    else fprintf(stderr, "--year %d: give %d to %d\n", *year, first, last);
    return false;
}

struct looking {
    const struct detail_options *options;
    detail_options_show *show;
    void *context;
};

static enum ending look_at(void *context, const struct scenario_request *layers,
                           const struct experiment *experiment)
{
    (void)layers;
    const struct looking *looking = context;
    const struct detail_options *options = looking->options;
    const struct scenario *scenario = experiment->scenario;
    const struct common_options *common = options->common;
    const struct hub_def *def = scenario_plan(scenario)->base;
    int hall;
    struct common_options_progress progress = common_options_progress_start("replications");
    struct year_detail_request request = {.scenario = scenario,
                                          .seed = common->has_seed ? common->seed : def->run.seed,
                                          .replications = common->replications
                                                              ? (uint32_t)common->replications
                                                              : def->run.replications,
                                          .threads = (uint32_t)common->threads,
                                          .stop = options->call->stop,
                                          .progress = common_options_progress_show,
                                          .context = &progress};
    if (!choose_hall(options, def, &hall) || !choose_year(options, def, &request.year))
        return ENDING_USAGE;
    struct year_detail *detail = year_detail_run(&request);
    enum ending ending = ENDING_FINE;
    if (!detail || detail->done < request.replications) {
        const bool stopped = detail && *options->call->stop;
        fprintf(stderr, "hubsim: %s\n", stopped ? "interrupted" : "out of memory");
        ending = stopped ? ENDING_INTERRUPTED : ENDING_FAILED;
    }
    if (detail && detail->done > 0) {
        struct study_header_scenario named;
        const struct study_header header =
            one_scenario_studied(options->call, common, scenario, &named);
        const enum ending shown = looking->show(looking->context, detail, hall, &header);
        if (ending == ENDING_FINE) ending = shown;
    }
    year_detail_free(detail);
    return ending;
}

static const char *find_wrong(const struct common_options *common)
{
    if (one_scenario_wrong(common)) return one_scenario_wrong(common);
    if (common->json && common->csv) return "give --json or --csv, not both";
    if (common->terminal || common->quiet) return "the table is all there is for a terminal";
    return NULL;
}

enum ending detail_options_run(const struct detail_options *options, detail_options_show *show,
                               void *context)
{
    const char *wrong = find_wrong(options->common);
    if (wrong) return one_scenario_refuse(options->command, wrong);
    struct looking looking = {options, show, context};
    return one_scenario_open(options->common, look_at, &looking);
}
