// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/one.h"

#include <stdio.h>

#include "models/hub_def.h"

const char *one_wrong(const struct ask *ask)
{
    if (ask->words == 1) return NULL;
    return ask->words ? "give one scenario" : "give a scenario";
}

enum ending one_refuse(const char *command, const char *wrong)
{
    fprintf(stderr, "hubsim %s: %s; hubsim %s --help shows how\n", command, wrong, command);
    return ENDING_USAGE;
}

struct studied one_studied(const struct command_call *call, const struct ask *ask,
                           const struct scenario *scenario, struct studied_scenario *named)
{
    const struct hub_def *def = scenario_plan(scenario)->base;
    *named = (struct studied_scenario){.file = ask->word[0], .scenario = scenario};
    snprintf(named->label, sizeof named->label, "%.120s", def->title);
    return (struct studied){
        .study = call->name,
        .build = call->build,
        .word = ask->said,
        .words = ask->said_n,
        .scenario = named,
        .n = 1,
        .seed = ask->has_seed ? ask->seed : def->run.seed,
        .asked = ask->replications ? (uint32_t)ask->replications : def->run.replications};
}

enum ending one_open(const struct ask *ask, one_then *then, void *context)
{
    const struct scenario_request request = ask_request(ask, ask->word[0]);
    struct mistakes *mistakes = mistakes_new();
    struct question question;
    enum ending ending = ENDING_BAD_SCENARIO;
    if (question_open(&question, &request, mistakes)) {
        ending = then(context, &request, &question);
        question_close(&question);
    } else {
        mistakes_print(mistakes, stderr);
    }
    mistakes_free(mistakes);
    return ending;
}
