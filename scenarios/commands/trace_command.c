// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/trace_command.h"

#include <string.h>

#include "scenarios/commands/ask.h"
#include "scenarios/read/question.h"
#include "scenarios/study/follow.h"
#include "scenarios/tell/story.h"
#include "sim/date.h"

static const char trace_help[] =
    "Examples\n"
    "  hubsim trace scenarios/lessons/01_one_flight.cfg\n"
    "  hubsim trace scenarios/liege/actual.cfg --from 2025-11-11 --lane cainiao\n"
    "  hubsim trace scenarios/liege/actual.cfg --from 2025-11-11 --lane cainiao --flight 2 --uld 7\n"
    "  hubsim trace scenarios/liege/actual.cfg --from 2025-11-11 --until 2025-11-12 --csv > day.csv\n"
    "\n"
    "hubsim trace SCENARIO: follows one flight of one history, from overhead to the last truck, and "
    "says what\n"
    "each of its ULDs waited for.\n"
    "\n"
    "  --from DATE          look from then on (\"2025-11-11\", \"2025-11-11 18:30\"; else run.from)\n"
    "  --lane NAME          flights of this lane only\n"
    "  --flight N           the Nth that arrives (else the first)\n"
    "  --uld N              tell this one in full (else the slowest)\n"
    "  --replication N      which history (else 0, the first that hubsim run simulates)\n"
    "  --seed S             where the luck starts (else run.seed)\n"
    "  --with FILE          lays this overlay on top; may be given again\n"
    "  --set PATH=VALUE     one more setting, last\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --year Y, --grain G  as for hubsim run; where parcels move one by one they are not followed\n"
    "  --csv                prints every moment of every flight from --from to --until instead\n"
    "\n"
    "The history is the one that hubsim run simulates, event by event. Ends with 0 fine, 1 no such "
    "flight or ULD,\n"
    "2 wrong command line, 3 wrong scenario, 130 interrupted.\n";

enum { FROM, LANE, FLIGHT, ULD, REPLICATION, SEED, CSV, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [FROM] = {"--from", "a date such as 2025-11-11"},
    [LANE] = {"--lane", "a lane of the scenario"},
    [FLIGHT] = {"--flight", "a whole number, 1 to 1000000"},
    [ULD] = {"--uld", "a whole number, 0 to 63"},
    [REPLICATION] = {"--replication", "a whole number, 0 to 999999"},
    [SEED] = {"--seed", "a whole number, 0 to 18446744073709551615"},
    [CSV] = {"--csv", NULL},
};

struct asked {
    struct ask common;
    const struct command_call *call;
    const char *lane;
    int64_t from_us;
    bool has_from, has_uld, has_seed, csv;
    uint64_t flight, uld, replication, seed;
};

static bool take_option(void *context, int option, const char *value)
{
    struct asked *asked = context;
    const struct args_option *given = &options[option];
    switch (option) {
    case FROM:
        asked->has_from = true;
        if (date_read(value, &asked->from_us) && asked->from_us != DATE_NEVER_US) return true;
        fprintf(stderr, "hubsim: --from: give %s\n", given->value);
        return false;
    case LANE:
        asked->lane = value;
        return true;
    case FLIGHT:
        return ask_whole(given, value, 1, 1000000, &asked->flight);
    case ULD:
        asked->has_uld = true;
        return ask_whole(given, value, 0, 63, &asked->uld);
    case REPLICATION:
        return ask_whole(given, value, 0, 999999, &asked->replication);
    case SEED:
        asked->has_seed = true;
        return ask_whole(given, value, 0, UINT64_MAX, &asked->seed);
    default:
        asked->csv = true;
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
    story_csv_line(*def, note, stdout);
}

static enum ending tell(const struct asked *asked, const struct hub_def *def,
                        const struct follow *follow)
{
    struct story story;
    if (follow->out_of_memory) {
        fprintf(stderr, "hubsim: out of memory\n");
        return ENDING_FAILED;
    }
    if (follow->stopped) return ENDING_INTERRUPTED;
    if (asked->csv) return ENDING_FINE;
    if (!follow->found) {
        fprintf(stderr, "hubsim trace: no such flight before the run ends\n");
        return ENDING_FAILED;
    }
    story_read(&story, follow->note, follow->n);
    if (story_tell(&story, def, asked->has_uld ? (int32_t)asked->uld : -1, stdout))
        return ENDING_FINE;
    fprintf(stderr, "hubsim trace: the flight has no ULD %llu\n", (unsigned long long)asked->uld);
    return ENDING_FAILED;
}

static enum ending follow_one(const struct asked *asked, const struct question *question)
{
    const struct plan *plan = scenario_plan(question->scenario);
    const struct hub_def *def = plan->base;
    struct follow_request request = {.plan = plan,
                                     .seed = asked->has_seed ? asked->seed : def->run.seed,
                                     .replication = (uint32_t)asked->replication,
                                     .from_us = asked->has_from ? asked->from_us : def->run.from_us,
                                     .lane = find_lane(def, asked->lane),
                                     .flight = asked->flight,
                                     .stop = asked->call->stop,
                                     .until_us = def->run.to_us};
    if (request.lane < -1) return ENDING_USAGE;
    if (asked->csv) {
        request.hears_all = write_line;
        request.context = &def;
        story_csv_head(stdout);
    }
    struct follow follow = follow_flight(&request);
    enum ending ending = tell(asked, def, &follow);
    follow_free(&follow);
    return ending;
}

static enum ending trace(const struct command_call *call)
{
    struct asked asked = {.call = call, .flight = 1};
    const struct ask_more more = {options, OPTIONS, take_option, &asked};
    if (!ask_read(&asked.common, call, ASK_LAYERS | ASK_SPAN, &more, trace_help))
        return ENDING_USAGE;
    if (asked.common.help) return ENDING_FINE;
    if (asked.common.words != 1) {
        fprintf(stderr, "hubsim trace: give %s; hubsim trace --help shows how\n",
                asked.common.words ? "one scenario" : "a scenario");
        return ENDING_USAGE;
    }
    const struct scenario_request request = ask_request(&asked.common, asked.common.word[0]);
    struct mistakes *mistakes = mistakes_new();
    struct question question;
    enum ending ending = ENDING_BAD_SCENARIO;
    if (question_open(&question, &request, mistakes)) {
        ending = follow_one(&asked, &question);
        question_close(&question);
    } else {
        mistakes_print(mistakes, stderr);
    }
    mistakes_free(mistakes);
    return ending;
}

const struct command trace_command = {"trace", "tells what happened to one flight", trace};
