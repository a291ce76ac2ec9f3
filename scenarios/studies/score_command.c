// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <math.h>
#include <stdlib.h>

#include "scenarios/studies/study_session.h"
#include "scenarios/run/run.h"
#include "scenarios/studies/score_report.h"

static const char score_help[] =
    "Examples\n"
    "  hubsim score scenarios/liege/actual.cfg\n"
    "  hubsim score scenarios/liege/actual.cfg --class scenarios/liege/comparable.csv --out out\n"
    "\n"
    "hubsim score SCENARIO: the conditional exam. Given all that happened (flights, openings,\n"
    "exits), it holds what is simulated against what was counted afterwards (the scenario's\n"
    "record); hubsim exante is the other exam, given only what was known before. It says bias,\n"
    "how often the bands of 50, 80 and 95 % hold the count, CRPS (how far the whole projection\n"
    "lies from the count, in its unit), and the error of whoever had said \"as last counted\".\n"
    "Lines that inputs were set with are never scored.\n"
    "\n"
    "  --class FILE         other hubs: what was promised, what came (CSV, scenarios/README.md)\n"
    "  --replications N     replications (else 40: a band of 95 % needs 39)\n"
    "  --known-by DATE      as it was known then: what became known later is drawn\n"
    "  --with, --set, --until, --seed, --threads   as in hubsim run\n"
    "  --out DIR            writes score.json, lines.csv and pictures there\n"
    "  --db, --resume, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "Ends with 0 fine, 1 failed, 2 wrong command line, 3 wrong scenario or file, 7 no picture,\n"
    "130 interrupted.\n";

enum { CLASS, OPTIONS };
static const struct args_option options[OPTIONS] = {[CLASS] = {"--class", "a CSV file"}};

enum { REPLICATIONS_WORD = SCORE_REPLICATIONS + 1 };

struct scoring {
    struct study_session session;
    const char *class_file;   /* NULL: none */
    struct text_arena *arena; /* what it says */
    struct comparable comparable;
};

static bool take_option(void *context, int option, const char *value)
{
    struct scoring *scoring = context;
    if (option == CLASS) scoring->class_file = value;
    return true;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static enum ending present(const struct scoring *scoring, const struct run *run)
{
    const struct study_session *session = &scoring->session;
    struct score score;
    if (!score_make(&run->outcome, &score)) return command_out_of_memory();
    const struct score_report scored = {.score = &score,
                                        .comparable =
                                            scoring->class_file ? &scoring->comparable : NULL,
                                        .replications = run->done};
    const enum ending ending = study_session_present(session, &score_report_writers, &scored);
    score_free(&score);
    return ending;
}

/* ---- the question ---------------------------------------------------------------------------- */

static enum ending run_and_report(const struct scoring *scoring)
{
    const struct study_session *session = &scoring->session;
    const struct run_request request = {.scenario = session->experiment[0].scenario,
                                        .observed = &session->experiment[0].observed,
                                        .seed = session->seed,
                                        .replications = session->replications,
                                        .batch = study_session_batch(session)};
    struct run *run = run_replications(&request);
    if (!run) return command_out_of_memory();
    enum ending ending = study_session_unfinished(session, &run->batch);
    if (run->done > 0) {
        const enum ending report = present(scoring, run);
        if (ending == ENDING_FINE) ending = report;
    }
    run_free(run);
    return ending;
}

static enum ending read_class(struct scoring *scoring)
{
    struct diagnostics *diagnostics = diagnostics_new();
    if (scoring->class_file)
        scoring->comparable = comparable_read(scoring->class_file, scoring->arena, diagnostics);
    const bool fine = diagnostics_count(diagnostics) == 0;
    if (!fine) diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    return fine ? ENDING_FINE : ENDING_BAD_SCENARIO;
}

static bool has_record(const struct study_session *session)
{
    if (session->experiment[0].observed.n > 0) return true;
    fputs("hubsim score: this scenario names no record (observed = \"FILE.csv\"): nothing was "
          "counted\n",
          stderr);
    return false;
}

static enum ending score(const struct command_call *call)
{
    struct scoring *scoring = calloc(1, sizeof *scoring);
    if (!scoring) return command_out_of_memory();
    struct study_session *session = &scoring->session;
    const struct common_options_more more = {options, OPTIONS, take_option, scoring};
    enum ending ending = ENDING_USAGE;
    scoring->arena = text_arena_new();
    if (study_session_read(session, call, "score",
                           COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT | COMMON_OPTIONS_KNOWN, &more,
                           score_help)) {
        if (session->common.help) ending = ENDING_FINE;
        else if (session->common.words != 1) study_session_refuse(session, "give one scenario");
        else if (study_session_is_sensible(session)) ending = read_class(scoring);
        if (ending == ENDING_FINE && !session->common.help)
            ending = study_session_open_one(session, REPLICATIONS_WORD);
        if (session->n > 0 && ending == ENDING_FINE)
            ending = has_record(session) ? run_and_report(scoring) : ENDING_BAD_SCENARIO;
        ending = study_session_close(session, ending);
    }
    text_arena_free(scoring->arena);
    free(scoring);
    return ending;
}

const struct command score_command = {"score", "holds a projection against what was counted",
                                      score};
