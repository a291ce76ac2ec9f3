// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/check_command.h"

#include "scenarios/commands/ask.h"
#include "scenarios/read/question.h"

static const char check_help[] =
    "Examples\n"
    "  hubsim check scenarios/liege/actual.cfg scenarios/liege/plan2018.cfg\n"
    "  hubsim check scenarios/liege/actual.cfg --with scenarios/whatif/fedex_stays.cfg\n"
    "\n"
    "hubsim check SCENARIO...: reads each and tells all that is wrong in it, with file and line. "
    "Ends with 3\n"
    "if anything is.\n"
    "\n"
    "  --with FILE          lays this overlay on each; may be given again\n"
    "  --set PATH=VALUE     one more setting, last\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --year YEAR          the same as --set run.from=YEAR-01-01, run.to the year after\n"
    "  --grain parcel       the same as --set run.grain=parcel: every parcel by itself\n";

static bool check_one(const struct ask *ask, const char *file)
{
    const struct scenario_request request = ask_request(ask, file);
    struct mistakes *mistakes = mistakes_new();
    struct question question;
    const bool fine = question_open(&question, &request, mistakes);
    if (fine) {
        printf("%s: ok\n", file);
        question_close(&question);
    } else {
        mistakes_print(mistakes, stdout);
    }
    mistakes_free(mistakes);
    return fine;
}

static enum ending check(const struct command_call *call)
{
    struct ask ask;
    enum ending ending = ENDING_FINE;
    if (!ask_read(&ask, call, ASK_LAYERS | ASK_SPAN, NULL, check_help)) return ENDING_USAGE;
    if (ask.help) return ENDING_FINE;
    if (ask.words == 0) {
        fprintf(stderr, "hubsim check: give a scenario; hubsim check --help shows how\n");
        return ENDING_USAGE;
    }
    for (size_t i = 0; i < ask.words; i++)
        if (!check_one(&ask, ask.word[i])) ending = ENDING_BAD_SCENARIO;
    return ending;
}

const struct command check_command = {"check", "tells what is wrong in a scenario", check};
