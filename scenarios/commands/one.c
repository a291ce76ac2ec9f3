// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/one.h"

#include <stdio.h>

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
