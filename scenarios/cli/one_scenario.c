// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/one_scenario.h"

#include <stdio.h>

#include "models/hub/hub_def.h"

const char *one_scenario_wrong(const struct common_options *common)
{
    if (common->words == 1) return NULL;
    return common->words ? "give one scenario" : "give a scenario";
}

enum ending one_scenario_refuse(const char *command, const char *wrong)
{
    fprintf(stderr, "hubsim %s: %s; hubsim %s --help shows how\n", command, wrong, command);
    return ENDING_USAGE;
}

struct study_header one_scenario_studied(const struct command_call *call,
                                         const struct common_options *common,
                                         const struct scenario *scenario,
                                         struct study_header_scenario *named)
{
    const struct hub_def *def = scenario_plan(scenario)->base;
    *named = (struct study_header_scenario){.file = common->word[0], .scenario = scenario};
    snprintf(named->label, sizeof named->label, "%.120s", def->title);
    return (struct study_header){.study = call->name,
                                 .build = call->build,
                                 .word = common->said,
                                 .words = common->said_n,
                                 .scenario = named,
                                 .n = 1,
                                 .seed = common->has_seed ? common->seed : def->run.seed,
                                 .asked = common->replications ? (uint32_t)common->replications
                                                               : def->run.replications};
}

enum ending one_scenario_open(const struct common_options *common, one_scenario_then *then,
                              void *context)
{
    const struct scenario_request request = common_options_request(common, common->word[0]);
    struct diagnostics *diagnostics = diagnostics_new();
    struct experiment experiment;
    enum ending ending = ENDING_BAD_SCENARIO;
    if (experiment_open(&experiment, &request, diagnostics)) {
        ending = then(context, &request, &experiment);
        experiment_close(&experiment);
    } else {
        diagnostics_print(diagnostics, stderr);
    }
    diagnostics_free(diagnostics);
    return ending;
}
