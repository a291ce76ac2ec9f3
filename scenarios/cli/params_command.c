// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/commands.h"

#include "models/hub/hub_params.h"
#include "scenarios/cli/common_options.h"
#include "scenarios/report/params_report.h"

static const char params_help[] =
    "Examples\n"
    "  hubsim params\n"
    "  hubsim params customs\n"
    "  hubsim params 'halls.*.sorter'\n"
    "\n"
    "hubsim params [PREFIX]: every setting a scenario may give: its default, what it means, its\n"
    "unit and range, its source and how sure that is. A * stands for the name of a hall, lane,\n"
    "aircraft or promise.\n";

static enum ending params(const struct command_call *call)
{
    struct common_options common;
    if (!common_options_read(&common, call, COMMON_OPTIONS_NOTHING, NULL, params_help))
        return ENDING_USAGE;
    if (common.help) return ENDING_FINE;
    if (common.words > 1) {
        fprintf(stderr, "hubsim params: give one prefix, such as halls.*.sorter\n");
        return ENDING_USAGE;
    }
    size_t n;
    const struct param_group *groups = hub_params_groups(&n);
    const char *prefix = common.words ? common.word[0] : "";
    if (params_report_write(groups, n, prefix, stdout) > 0) return ENDING_FINE;
    const char *nearest = params_report_nearest(groups, n, prefix);
    fprintf(stderr, "hubsim params: no setting begins with that%s%s%s\n",
            nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
    return ENDING_USAGE;
}

const struct command params_command = {"params", "lists every setting", params};
