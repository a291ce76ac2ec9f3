// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/score_command.h"

#include <math.h>
#include <stdlib.h>

#include "scenarios/commands/studying.h"
#include "scenarios/study/run.h"
#include "scenarios/tell/scored.h"

static const char score_help[] =
    "Examples\n"
    "  hubsim score scenarios/liege/actual.cfg\n"
    "  hubsim score scenarios/liege/actual.cfg --class scenarios/liege/comparable.csv --out out\n"
    "\n"
    "hubsim score SCENARIO: holds what is simulated against what was counted afterwards (the "
    "scenario's\n"
    "record): bias, how often the bands of 50, 80 and 95 % hold the count, CRPS (how far the whole\n"
    "projection lies from the count, in its unit), and the error of whoever had said \"as last "
    "counted\".\n"
    "Lines that inputs were set with are never scored.\n"
    "\n"
    "  --class FILE         other hubs: what was promised, what came (CSV, scenarios/README.md)\n"
    "  --replications N     histories (else 40: a band of 95 % needs 39)\n"
    "  --with, --set, --until, --seed, --threads   as in hubsim run\n"
    "  --out DIR            writes score.json, lines.csv and pictures there\n"
    "  --db, --resume, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "Ends with 0 fine, 1 failed, 2 wrong command line, 3 wrong scenario or file, 7 no picture, 130 "
    "interrupted.\n";

enum { CLASS, OPTIONS };
static const struct args_option options[OPTIONS] = {[CLASS] = {"--class", "a CSV file"}};

enum { HISTORIES = HINDCAST_REPLICATIONS + 1 };

struct scoring {
    struct studying studying;
    const char *class_file; /* NULL: none */
    struct keep *keep;      /* what it says */
    struct comparable comparable;
};

static bool take_option(void *context, int option, const char *value)
{
    struct scoring *scoring = context;
    if (option == CLASS) scoring->class_file = value;
    return true;
}

/* ---- the answer ---- */

static void print(const void *answer, const struct studied *studied, bool quiet, FILE *to)
{
    (void)studied;
    (void)quiet;
    scored_table(answer, to);
}

static void write_json(const void *answer, const struct studied *studied, FILE *to)
{
    scored_json(answer, studied, to);
}

static void write_csv(const void *answer, const struct studied *studied, FILE *to)
{
    (void)studied;
    scored_csv(((const struct scored *)answer)->hindcast, to);
}

static int draw(const void *answer, const struct studied *studied, const struct pictures *pictures,
                const struct pictures_wish *wish, FILE *messages)
{
    return scored_draw(answer, studied, pictures, wish, messages);
}

static enum ending tell(const struct scoring *scoring, const struct run *run)
{
    static const struct studying_teller teller = {"lines.csv", print, write_json, write_csv, draw};
    const struct studying *studying = &scoring->studying;
    struct hindcast hindcast;
    if (!hindcast_make(&run->outcome, &hindcast)) {
        fputs("hubsim: out of memory\n", stderr);
        return ENDING_FAILED;
    }
    const struct scored scored = {.hindcast = &hindcast,
                                  .comparable = scoring->class_file ? &scoring->comparable : NULL,
                                  .replications = run->done};
    const enum ending ending = studying_present(studying, &teller, &scored);
    hindcast_free(&hindcast);
    return ending;
}

/* ---- the question ---- */

static enum ending run_and_tell(const struct scoring *scoring)
{
    const struct studying *studying = &scoring->studying;
    const struct run_request request = {.scenario = studying->question[0].scenario,
                                        .observed = &studying->question[0].observed,
                                        .seed = studying->seed,
                                        .replications = studying->replications,
                                        .batch = studying_batch(studying)};
    struct run *run = run_replications(&request);
    if (!run) {
        fputs("hubsim: out of memory\n", stderr);
        return ENDING_FAILED;
    }
    enum ending ending = studying_unfinished(studying, &run->batch);
    if (run->done > 0) {
        const enum ending told = tell(scoring, run);
        if (ending == ENDING_FINE) ending = told;
    }
    run_free(run);
    return ending;
}

static enum ending read_class(struct scoring *scoring)
{
    struct mistakes *mistakes = mistakes_new();
    if (scoring->class_file)
        scoring->comparable = comparable_read(scoring->class_file, scoring->keep, mistakes);
    const bool fine = mistakes_count(mistakes) == 0;
    if (!fine) mistakes_print(mistakes, stderr);
    mistakes_free(mistakes);
    return fine ? ENDING_FINE : ENDING_BAD_SCENARIO;
}

static bool has_record(const struct studying *studying)
{
    if (studying->question[0].observed.n > 0) return true;
    fputs("hubsim score: this scenario names no record (observed = \"FILE.csv\"): nothing was "
          "counted\n",
          stderr);
    return false;
}

static enum ending score(const struct command_call *call)
{
    struct scoring *scoring = calloc(1, sizeof *scoring);
    if (!scoring) return ENDING_FAILED;
    struct studying *studying = &scoring->studying;
    const struct ask_more more = {options, OPTIONS, take_option, scoring};
    enum ending ending = ENDING_USAGE;
    scoring->keep = keep_new();
    if (studying_read(studying, call, "score", ASK_ALL | ASK_KEPT, &more, score_help)) {
        if (studying->ask.help)
            ending = ENDING_FINE;
        else if (studying->ask.words != 1)
            studying_refuse(studying, "give one scenario");
        else if (studying_is_sensible(studying))
            ending = read_class(scoring);
        if (ending == ENDING_FINE && !studying->ask.help)
            ending = studying_open_one(studying, HISTORIES);
        if (studying->n > 0 && ending == ENDING_FINE)
            ending = has_record(studying) ? run_and_tell(scoring) : ENDING_BAD_SCENARIO;
        ending = studying_close(studying, ending);
    }
    keep_free(scoring->keep);
    free(scoring);
    return ending;
}

const struct command score_command = {"score", "holds a projection against what was counted", score};
