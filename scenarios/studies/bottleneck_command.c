// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <stdlib.h>

#include "scenarios/studies/detail_options.h"
#include "scenarios/studies/bottleneck_report.h"

static const char bottleneck_help[] =
    "Examples\n"
    "  hubsim bottleneck scenarios/liege/actual.cfg\n"
    "  hubsim bottleneck scenarios/liege/actual.cfg --hall cainiao --year 2022 --replications 4\n"
    "\n"
    "hubsim bottleneck SCENARIO: splits the time of stands, customs officers, crews, tugs,\n"
    "teams, sorters and doors into busy, starved, blocked, down and off shift, by year and\n"
    "month, and names what holds up the rest.\n"
    "\n"
    "  --year Y             a whole year of the run (else its last)\n"
    "  --hall H             one hall and the airport (else all)\n"
    "  --with FILE          lays this overlay on top; may be given again\n"
    "  --set PATH=VALUE     one more setting, last; may be given again\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --replications N     independent replications (else run.replications)\n"
    "  --seed S             where the random streams start (else run.seed)\n"
    "  --threads N          the results do not depend on it (else all processors)\n"
    "  --json, --csv        prints that instead of tables\n"
    "\n"
    "Ends as hubsim run does.\n";

enum { YEAR, HALL, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [YEAR] = {"--year", "a year such as 2025"}, [HALL] = {"--hall", "the name of a hall"}};

static bool take_option(void *context, int option, const char *value)
{
    struct detail_options *detail = context;
    if (option == HALL) detail->hall = value;
    if (option == YEAR) return common_options_whole(&options[YEAR], value, 1, 9999, &detail->year);
    return true;
}

static enum ending show(void *context, const struct year_detail *detail, int hall,
                        const struct study_header *header)
{
    const struct common_options *common = context;
    struct bottleneck *bottleneck = malloc(sizeof *bottleneck);
    if (bottleneck == NULL) return command_out_of_memory();
    bottleneck_find(bottleneck, detail, hall);
    if (common->json) bottleneck_report_json(bottleneck, header, stdout);
    else if (common->csv) bottleneck_report_csv(bottleneck, header, stdout);
    else bottleneck_report_print(bottleneck, stdout);
    free(bottleneck);
    return ENDING_FINE;
}

static enum ending find_bottleneck(const struct command_call *call)
{
    struct common_options common;
    struct detail_options detail = {.command = "bottleneck", .call = call, .common = &common};
    const struct common_options_more more = {options, OPTIONS, take_option, &detail};
    const unsigned sets = COMMON_OPTIONS_LAYERS | COMMON_OPTIONS_RUNS | COMMON_OPTIONS_FORMATS;
    if (!common_options_read(&common, call, sets, &more, bottleneck_help)) return ENDING_USAGE;
    if (common.help) return ENDING_FINE;
    return detail_options_run(&detail, show, &common);
}

const struct command bottleneck_command = {
    "bottleneck", "splits the time of each resource and names what holds up the rest",
    find_bottleneck};
