// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/diverge_command.h"

#include <inttypes.h>

#include "scenarios/commands/ask.h"
#include "scenarios/read/question.h"
#include "scenarios/study/diverge.h"
#include "sim/date.h"

static const char diverge_help[] =
    "Examples\n"
    "  hubsim diverge scenarios/liege/actual.cfg --with scenarios/whatif/fedex_stays.cfg\n"
    "  hubsim diverge scenarios/liege/actual.cfg scenarios/liege/plan2018.cfg\n"
    "  hubsim diverge scenarios/liege/actual.cfg --permute-ties\n"
    "\n"
    "hubsim diverge SCENARIO [OTHER]: names the first event at which two histories part: its time, "
    "rank,\n"
    "kind and number on either side. The second history is OTHER, or SCENARIO again, with the "
    "overlays,\n"
    "settings and other wishes that are given.\n"
    "\n"
    "  --with FILE          lays this overlay on the second; may be given again\n"
    "  --set PATH=VALUE     one more setting of the second; may be given again\n"
    "  --other-seed S       the second has this seed\n"
    "  --permute-ties       the second has ties in random order\n"
    "  --replication N      which history of both (else 0)\n"
    "  --seed S             where the luck of both starts (else run.seed of each)\n"
    "  --until DATE         both end there; --year and --grain hold for both, too\n"
    "\n"
    "Ends with 0 whether they part or not.\n";

enum { PERMUTE, REPLICATION, SEED, OTHER_SEED, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [PERMUTE] = {"--permute-ties", NULL},
    [REPLICATION] = {"--replication", "a whole number"},
    [SEED] = {"--seed", "a whole number"},
    [OTHER_SEED] = {"--other-seed", "a whole number"}};

struct asked {
    struct ask common;
    bool permute, has_seed[2];
    uint64_t replication, seed[2];
};

static bool take_option(void *context, int option, const char *value)
{
    struct asked *asked = context;
    if (option == PERMUTE) asked->permute = true;
    if (option == REPLICATION)
        return ask_whole(&options[option], value, 0, UINT32_MAX, &asked->replication);
    if (option == SEED || option == OTHER_SEED) {
        const int side = option == OTHER_SEED;
        asked->has_seed[side] = true;
        return ask_whole(&options[option], value, 0, UINT64_MAX, &asked->seed[side]);
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

static enum ending compare(const struct asked *asked, const struct question question[2],
                           const volatile int *stop)
{
    struct diverge_side side[2];
    for (int s = 0; s < 2; s++) {
        const struct hub_def *def = scenario_plan(question[s].scenario)->base;
        const int from = s == 1 && asked->has_seed[1];
        side[s] = (struct diverge_side){
            .scenario = question[s].scenario,
            .seed = asked->has_seed[from] ? asked->seed[from] : def->run.seed,
            .replication = (uint32_t)asked->replication,
            .permute_ties = s == 1 && asked->permute};
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
static void span_of(const struct ask *ask, struct ask *span)
{
    for (size_t i = 0; i < ask->set_n; i++)
        for (size_t k = 0; k < ask->stands_n; k++)
            if (ask->set[i] == ask->stands[k]) span->set[span->set_n++] = ask->set[i];
}

static enum ending diverge(const struct command_call *call)
{
    struct asked asked = {.permute = false};
    const struct ask_more more = {options, OPTIONS, take_option, &asked};
    if (!ask_read(&asked.common, call, ASK_LAYERS | ASK_SPAN, &more, diverge_help)) return ENDING_USAGE;
    if (asked.common.help) return ENDING_FINE;
    const size_t words = asked.common.words;
    if (words < 1 || words > 2) {
        fprintf(stderr, "hubsim diverge: give one or two scenarios; hubsim diverge --help shows how\n");
        return ENDING_USAGE;
    }
    struct ask plain = {.words = 0};
    span_of(&asked.common, &plain);
    const struct scenario_request request[2] = {
        ask_request(&plain, asked.common.word[0]),
        ask_request(&asked.common, asked.common.word[words - 1])};
    struct mistakes *mistakes = mistakes_new();
    struct question question[2];
    enum ending ending = ENDING_BAD_SCENARIO;
    if (!question_open(&question[0], &request[0], mistakes)) {
        mistakes_print(mistakes, stderr);
    } else if (!question_open(&question[1], &request[1], mistakes)) {
        mistakes_print(mistakes, stderr);
        question_close(&question[0]);
    } else {
        ending = compare(&asked, question, call->stop);
        question_close(&question[0]);
        question_close(&question[1]);
    }
    mistakes_free(mistakes);
    return ending;
}

const struct command diverge_command = {"diverge", "names the first event at which two runs part",
                                        diverge};
