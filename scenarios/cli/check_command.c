// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/commands.h"

#include "scenarios/cli/common_options.h"
#include "scenarios/run/experiment.h"
#include "scenarios/run/cautions.h"

static const char check_help[] =
    "Examples\n"
    "  hubsim check scenarios/liege/actual.cfg scenarios/liege/plan2018.cfg\n"
    "  hubsim check scenarios/liege/actual.cfg --with scenarios/whatif/fedex_stays.cfg\n"
    "\n"
    "hubsim check SCENARIO...: reads each and tells all that is wrong in it, with file and\n"
    "line. Ends with 3 if anything is.\n"
    "A warning is what can be run and cannot keep up, by arithmetic: more work in a mean week\n"
    "than a hall's floor, places or machines or the officers can do, and on which date first;\n"
    "lanes whose halls are shut; e-commerce without parcels. People are hired to fit.\n"
    "\n"
    "  --with FILE          lays this overlay on each; may be given again\n"
    "  --set PATH=VALUE     one more setting, last\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --year YEAR          the same as --set run.from=YEAR-01-01, run.to the year after\n"
    "  --grain parcel       the same as --set run.grain=parcel: every parcel by itself\n"
    "  --known-by DATE      as it was known then, and what is drawn instead of the rest\n";

static bool check_one(const struct common_options *common, const char *file)
{
    const struct scenario_request request = common_options_request(common, file);
    struct diagnostics *diagnostics = diagnostics_new();
    struct experiment experiment;
    const bool fine = experiment_open(&experiment, &request, diagnostics);
    if (fine) {
        cautions_print(&experiment, file, stderr);
        printf("%s: ok\n", file);
        experiment_close(&experiment);
    } else {
        diagnostics_print(diagnostics, stdout);
    }
    diagnostics_free(diagnostics);
    return fine;
}

static enum ending check(const struct command_call *call)
{
    struct common_options common;
    enum ending ending = ENDING_FINE;
    if (!common_options_read(&common, call,
                             COMMON_OPTIONS_LAYERS | COMMON_OPTIONS_SPAN | COMMON_OPTIONS_KNOWN,
                             NULL, check_help))
        return ENDING_USAGE;
    if (common.help) return ENDING_FINE;
    if (common.words == 0) {
        fprintf(stderr, "hubsim check: give a scenario; hubsim check --help shows how\n");
        return ENDING_USAGE;
    }
    for (size_t i = 0; i < common.words; i++)
        if (!check_one(&common, common.word[i])) ending = ENDING_BAD_SCENARIO;
    return ending;
}

const struct command check_command = {"check", "tells what is wrong in a scenario", check};
