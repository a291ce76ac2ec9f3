// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <inttypes.h>

#include "scenarios/cli/common_options.h"
#include "scenarios/run/experiment.h"
#include "scenarios/studies/diverge.h"
#include "sim/date.h"

static const char diverge_help[] =
    "Examples\n"
    "  hubsim diverge scenarios/liege/actual.cfg --with scenarios/whatif/fedex_stays.cfg\n"
    "  hubsim diverge scenarios/liege/actual.cfg scenarios/liege/plan2018.cfg\n"
    "  hubsim diverge scenarios/liege/actual.cfg --permute-ties\n"
    "\n"
    "hubsim diverge SCENARIO [OTHER]: names the first event at which two replications part: its\n"
    "time, rank, kind and number on either side. The second replication is OTHER, or SCENARIO\n"
    "again, with the overlays, settings and other wishes that are given.\n"
    "\n"
    "  --with FILE          lays this overlay on the second; may be given again\n"
    "  --set PATH=VALUE     one more setting of the second; may be given again\n"
    "  --other-seed S       the second has this seed\n"
    "  --permute-ties       the second has ties in random order\n"
    "  --replication N      which replication of both (else 0)\n"
    "  --seed S             where the random streams of both start (else run.seed of each)\n"
    "  --until DATE         both end there; --year and --grain hold for both, too\n"
    "\n"
    "Ends with 0 whether they part or not.\n";

enum { PERMUTE, REPLICATION, SEED, OTHER_SEED, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [PERMUTE] = {"--permute-ties", NULL},
    [REPLICATION] = {"--replication", "a whole number"},
    [SEED] = {"--seed", "a whole number"},
    [OTHER_SEED] = {"--other-seed", "a whole number"}};

struct arguments {
    struct common_options common;
    bool permute, has_seed[2];
    uint64_t replication, seed[2];
};

static bool take_option(void *context, int option, const char *value)
{
    struct arguments *args = context;
    if (option == PERMUTE) args->permute = true;
    if (option == REPLICATION)
        return common_options_whole(&options[option], value, 0, UINT32_MAX, &args->replication);
    if (option == SEED || option == OTHER_SEED) {
        const int side = option == OTHER_SEED;
        args->has_seed[side] = true;
        return common_options_whole(&options[option], value, 0, UINT64_MAX, &args->seed[side]);
    }
    return true;
}

static void print_event(const char *side, const struct diverge_event *event)
{
    static const char *const rank[SIM_RANKS] = {"end", "change", "start", "count"};
    char text[17];
    if (event->ended) {
        printf("  %-7s the run is over\n", side);
        return;
    }
    printf("  %-7s %s:%09.6f  %-6s  %s  number %" PRIu64 "\n", side,
           date_write(text, event->at_us, true), (double)(event->at_us % DATE_MINUTE_US) * 1e-6,
           rank[event->rank], event->kind, event->number);
}

static void print(const struct diverge *diverge)
{
    if (!diverge->parted) {
        printf("the same: all %" PRIu64 " events, in the same order\n", diverge->alike);
        return;
    }
    printf("the same for %" PRIu64 " events; then\n", diverge->alike);
    print_event("first:", &diverge->event[0]);
    print_event("second:", &diverge->event[1]);
}

static enum ending compare(const struct arguments *args, const struct experiment experiment[2],
                           const volatile int *stop)
{
    struct diverge_side side[2];
    for (int s = 0; s < 2; s++) {
        const struct hub_def *def = scenario_plan(experiment[s].scenario)->base;
        const int from = s == 1 && args->has_seed[1];
        side[s] =
            (struct diverge_side){.scenario = experiment[s].scenario,
                                  .seed = args->has_seed[from] ? args->seed[from] : def->run.seed,
                                  .replication = (uint32_t)args->replication,
                                  .permute_ties = s == 1 && args->permute};
    }
    struct diverge diverge;
    if (diverge_find(side, stop, &diverge)) {
        print(&diverge);
        return ENDING_FINE;
    }
    fprintf(stderr, "hubsim: %s\n", *stop ? "interrupted" : "out of memory");
    return *stop ? ENDING_INTERRUPTED : ENDING_FAILED;
}

/* What --until, --year and --grain stand for holds for both. */
static void span_of(const struct common_options *common, struct common_options *span)
{
    for (size_t i = 0; i < common->set_n; i++)
        for (size_t k = 0; k < common->stands_n; k++)
            if (common->set[i] == common->stands[k]) span->set[span->set_n++] = common->set[i];
}

static enum ending diverge(const struct command_call *call)
{
    struct arguments args = {.permute = false};
    const struct common_options_more more = {options, OPTIONS, take_option, &args};
    if (!common_options_read(&args.common, call, COMMON_OPTIONS_LAYERS | COMMON_OPTIONS_SPAN, &more,
                             diverge_help))
        return ENDING_USAGE;
    if (args.common.help) return ENDING_FINE;
    const size_t words = args.common.words;
    if (words < 1 || words > 2) {
        fprintf(stderr,
                "hubsim diverge: give one or two scenarios; hubsim diverge --help shows how\n");
        return ENDING_USAGE;
    }
    struct common_options plain = {.words = 0};
    span_of(&args.common, &plain);
    const struct scenario_request request[2] = {
        common_options_request(&plain, args.common.word[0]),
        common_options_request(&args.common, args.common.word[words - 1])};
    struct diagnostics *diagnostics = diagnostics_new();
    struct experiment experiment[2];
    enum ending ending = ENDING_BAD_SCENARIO;
    if (!experiment_open(&experiment[0], &request[0], diagnostics)) {
        diagnostics_print(diagnostics, stderr);
    } else if (!experiment_open(&experiment[1], &request[1], diagnostics)) {
        diagnostics_print(diagnostics, stderr);
        experiment_close(&experiment[0]);
    } else {
        ending = compare(&args, experiment, call->stop);
        experiment_close(&experiment[0]);
        experiment_close(&experiment[1]);
    }
    diagnostics_free(diagnostics);
    return ending;
}

const struct command diverge_command = {"diverge", "names the first event at which two runs part",
                                        diverge};
