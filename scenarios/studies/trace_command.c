// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <stdlib.h>
#include <string.h>

#include "scenarios/cli/one_scenario.h"
#include "scenarios/studies/trace_run.h"
#include "scenarios/studies/event_text.h"
#include "scenarios/studies/trace_report.h"
#include "sim/date.h"

static const char trace_help[] =
    "Examples\n"
    "  hubsim trace scenarios/lessons/01_one_flight.cfg\n"
    "  hubsim trace scenarios/liege/actual.cfg --from 2025-11-11 --lane cainiao\n"
    "  hubsim trace scenarios/liege/actual.cfg --from 2025-11-11 --lane cainiao --flight 2 --uld 7\n"
    "  hubsim trace scenarios/liege/actual.cfg --from 2025-11-11 --grain parcel --parcel 4021\n"
    "  hubsim trace scenarios/liege/actual.cfg --from 2025-11-11 --until 2025-11-18 --late 20\n"
    "  hubsim trace scenarios/liege/actual.cfg --from 2025-11-11 --until 2025-11-12 --csv > day.csv\n"
    "\n"
    "hubsim trace SCENARIO: follows one flight of one replication, from overhead to the last\n"
    "truck, and says what each of its ULDs, one parcel and the freight it takes out waited for.\n"
    "The waits and works of a parcel add up to its time from on block until its truck leaves.\n"
    "\n"
    "  --from DATE          look from then on (\"2025-11-11\", \"2025-11-11 18:30\"; else\n"
    "                       run.from)\n"
    "  --lane NAME          flights of this lane only\n"
    "  --flight N           the Nth that arrives (else the first); or LANE/NUMBER as printed\n"
    "  --uld N              tell this one in full (else the slowest); or LANE/NUMBER/N\n"
    "  --parcel N           tell this parcel of the ULD, from 0; or LANE/NUMBER/ULD/N\n"
    "  --late N             instead: the N latest ULDs and departures of all flights from\n"
    "                       --from to --until\n"
    "  --replication N      which replication (else 0, the first that hubsim run simulates)\n"
    "  --seed S             where the random streams start (else run.seed)\n"
    "  --with FILE          lays this overlay on top; may be given again\n"
    "  --set PATH=VALUE     one more setting, last\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --year Y, --grain G  as for hubsim run; with --grain parcel each piece is followed by\n"
    "                       itself\n"
    "  --csv                prints every moment of all flights, ULDs, pieces and freight out\n"
    "                       instead; with --late its table\n"
    "\n"
    "The replication is the one that hubsim run simulates, event by event. Ends with 0 fine, 1\n"
    "no such flight, ULD or parcel, 2 wrong command line, 3 wrong scenario, 130 interrupted.\n";

enum { FROM, LANE, FLIGHT, ULD, PARCEL, LATE, REPLICATION, SEED, CSV, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [FROM] = {"--from", "a date such as 2025-11-11"},
    [LANE] = {"--lane", "a lane of the scenario"},
    [FLIGHT] = {"--flight", "a whole number from 1, or LANE/NUMBER"},
    [ULD] = {"--uld", "a whole number, 0 to 63, or LANE/NUMBER/ULD"},
    [PARCEL] = {"--parcel", "a whole number, or LANE/NUMBER/ULD/PARCEL"},
    [LATE] = {"--late", "a whole number, 1 to 10000"},
    [REPLICATION] = {"--replication", "a whole number, 0 to 999999"},
    [SEED] = {"--seed", "a whole number, 0 to 18446744073709551615"},
    [CSV] = {"--csv", NULL},
};

struct arguments {
    struct common_options common;
    const struct command_call *call;
    const char *lane;
    char name[64];           /* of a lane, in LANE/NUMBER */
    int64_t from_us, serial; /* serial -1: not given */
    bool has_from, has_seed, csv;
    uint64_t nth, late, replication, seed;
    struct trace_report_wish wish;
};

/* "LANE/12/3" or "3": as many numbers as there are parts, the last ones first given; false: a line
 * on stderr. */
static bool read_name(struct arguments *args, const struct args_option *option, const char *value,
                      uint64_t number[], size_t n, uint64_t most)
{
    const char *slash = strchr(value, '/');
    if (slash == NULL)
        return common_options_whole(option, value, option == &options[FLIGHT], most,
                                    &number[n - 1]);
    size_t lane_n = (size_t)(slash - value), at = 0;
    char text[24];
    while (slash != NULL && at < n && lane_n < sizeof args->name) {
        const char *from = slash + 1;
        slash = strchr(from, '/');
        size_t bytes = slash != NULL ? (size_t)(slash - from) : strlen(from);
        if (bytes == 0 || bytes >= sizeof text) break;
        snprintf(text, sizeof text, "%.*s", (int)bytes, from);
        if (!common_options_whole(option, text, 0, UINT32_MAX, &number[at++])) return false;
    }
    if (at != n || slash != NULL || number[n - 1] > most) {
        fprintf(stderr, "hubsim: %s: give %s\n", option->name, option->value);
        return false;
    }
    snprintf(args->name, sizeof args->name, "%.*s", (int)lane_n, value);
    args->lane = args->name;
    args->serial = (int64_t)number[0];
    return true;
}

static bool take_name(struct arguments *args, int option, const char *value)
{
    uint64_t number[3] = {0, UINT64_MAX, 0};
    const bool named = strchr(value, '/') != NULL;
    if (option == FLIGHT) {
        if (!read_name(args, &options[option], value, number, 1, named ? UINT32_MAX : 1000000))
            return false;
        if (!named) args->nth = number[0];
        return true;
    }
    const size_t n = option == ULD ? 2 : 3;
    const uint64_t most = option == ULD ? DWELL_ULDS - 1 : INT32_MAX;
    if (!read_name(args, &options[option], value, number, n, most)) return false;
    if (option == PARCEL) args->wish.parcel = (int64_t)number[2];
    if (option == ULD || named) args->wish.uld = (int32_t)number[1];
    return true;
}

static bool take_option(void *context, int option, const char *value)
{
    struct arguments *args = context;
    const struct args_option *given = &options[option];
    switch (option) {
    case FROM:
        args->has_from = true;
        if (date_read(value, &args->from_us) && args->from_us != DATE_NEVER_US) return true;
        fprintf(stderr, "hubsim: --from: give %s\n", given->value);
        return false;
    case LANE:
        args->lane = value;
        return true;
    case FLIGHT:
    case ULD:
    case PARCEL:
        return take_name(args, option, value);
    case LATE:
        return common_options_whole(given, value, 1, 10000, &args->late);
    case REPLICATION:
        return common_options_whole(given, value, 0, 999999, &args->replication);
    case SEED:
        args->has_seed = true;
        return common_options_whole(given, value, 0, UINT64_MAX, &args->seed);
    default:
        args->csv = true;
        return true;
    }
}

/* -1: any lane; -2: there is none of that name, and this was said. */
static int32_t find_lane(const struct hub_def *def, const char *name)
{
    const char *names[LANE_MAX];
    if (name == NULL) return -1;
    for (uint32_t l = 0; l < def->lanes_n; l++) {
        if (strcmp(def->lanes[l].name, name) == 0) return (int32_t)l;
        names[l] = def->lanes[l].name;
    }
    args_unknown("lane", name, names, def->lanes_n, stderr);
    return -2;
}

static void write_line(void *context, const struct trace_note *note)
{
    const struct hub_def *const *def = context;
    event_text_csv_line(*def, note, stdout);
}

static enum ending print_flight(const struct arguments *args, const struct hub_def *def,
                                const struct trace_run *follow)
{
    const char *wrong = "no such flight before the run ends";
    if (follow->found) {
        switch (trace_report_print(follow, def, &args->wish, stdout)) {
        case TRACE_REPORT_SHOWN:
            return ENDING_FINE;
        case TRACE_REPORT_NO_ULD:
            fprintf(stderr, "hubsim trace: the flight has no ULD %d\n", args->wish.uld);
            return ENDING_FAILED;
        case TRACE_REPORT_NO_PARCEL:
            wrong = "no such parcel of that ULD has left before the run ends";
            break;
        }
    }
    fprintf(stderr, "hubsim trace: %s\n", wrong);
    return ENDING_FAILED;
}

static enum ending tell(const struct arguments *args, const struct hub_def *def,
                        const struct trace_run *follow)
{
    if (follow->out_of_memory) return command_out_of_memory();
    if (follow->stopped) return ENDING_INTERRUPTED;
    if (args->late == 0) return args->csv ? ENDING_FINE : print_flight(args, def, follow);
    if (args->csv) trace_report_late_csv(follow, def, stdout);
    else trace_report_late(follow, def, stdout);
    return ENDING_FINE;
}

static enum ending follow_one(void *context, const struct scenario_request *layers,
                              const struct experiment *experiment)
{
    (void)layers;
    const struct arguments *args = context;
    const struct plan *plan = scenario_plan(experiment->scenario);
    const struct hub_def *def = plan->base;
    struct trace_run_request request = {.plan = plan,
                                        .seed = args->has_seed ? args->seed : def->run.seed,
                                        .replication = (uint32_t)args->replication,
                                        .from_us =
                                            args->has_from ? args->from_us : def->run.from_us,
                                        .lane = find_lane(def, args->lane),
                                        .nth = args->nth,
                                        .serial = args->serial,
                                        .late = (uint32_t)args->late,
                                        .stop = args->call->stop};
    if (request.lane < -1) return ENDING_USAGE;
    if (args->csv) {
        struct study_header_scenario named;
        struct study_header header =
            one_scenario_studied(args->call, &args->common, experiment->scenario, &named);
        header.seed = request.seed;
        header.asked = 1;
        study_header_csv(&header, stdout);
    }
    if (args->csv && args->late == 0) {
        request.hears_all = write_line;
        request.context = &def;
        event_text_csv_head(stdout);
    }
    struct trace_run follow = trace_run_flight(&request);
    enum ending ending = tell(args, def, &follow);
    trace_run_free(&follow);
    return ending;
}

static enum ending trace(const struct command_call *call)
{
    struct arguments args = {.call = call, .nth = 1, .serial = -1, .wish = {-1, -1}};
    const struct common_options_more more = {options, OPTIONS, take_option, &args};
    if (!common_options_read(&args.common, call, COMMON_OPTIONS_LAYERS | COMMON_OPTIONS_SPAN, &more,
                             trace_help))
        return ENDING_USAGE;
    if (args.common.help) return ENDING_FINE;
    const char *wrong = one_scenario_wrong(&args.common);
    if (wrong) return one_scenario_refuse("trace", wrong);
    return one_scenario_open(&args.common, follow_one, &args);
}

const struct command trace_command = {"trace", "tells what happened to one flight", trace};
