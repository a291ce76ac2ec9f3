// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/studies/study_session.h"
#include "scenarios/input/number.h"
#include "scenarios/studies/solve_report.h"

static const char solve_help[] =
    "Examples\n"
    "  hubsim solve scenarios/liege/actual.cfg --target promise.jobs_direct --vary 'lanes.cainiao.load_out_share=0:1'\n"
    "  hubsim solve scenarios/liege/actual.cfg --target 'hall.cainiao.jobs>=400@2025' --chance 0.9 --vary 'lanes.cainiao.flights_per_week*=0.5:4' --out out\n"
    "\n"
    "hubsim solve SCENARIO: the value of one input from which the target is reached with the\n"
    "chance asked for, with an interval; or that no value of the range suffices.\n"
    "\n"
    "  --target MEASURE>=VALUE@YEAR   (or <=), or promise.ID\n"
    "  --chance P           0 to 1 (else 0.8)\n"
    "  --vary PATH=LO:HI    the input; PATH*=LO:HI multiplies what the scenario says\n"
    "  --steps N            the answer is one of N steps of the range (else 100, or whole\n"
    "                       numbers)\n"
    "  --dry-run            says how long it takes\n"
    "  --with, --set, --until, --replications, --seed, --threads   as in hubsim run\n"
    "  --out DIR            writes solve.json, tried.csv and a picture there\n"
    "  --db, --resume, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "All values are tried with common random numbers. The run ends with the year of the target.\n"
    "Ends with 0 fine (also if nothing suffices: that is an answer), 1 failed, 2 wrong command\n"
    "line, 3 wrong scenario, 7 no picture, 130 interrupted: the values tried are shown.\n";

enum { TARGET, CHANCE, VARY, STEPS, DRY_RUN, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [TARGET] = {"--target", "measure>=value@year or promise.ID"},
    [CHANCE] = {"--chance", "a number between 0 and 1"},
    [VARY] = {"--vary", "path=lo:hi"},
    [STEPS] = {"--steps", "a whole number, 2 to 100000"},
    [DRY_RUN] = {"--dry-run", NULL}};

struct solving {
    struct study_session session;
    const char *target_word, *vary;
    struct solve_target target;
    double chance;
    uint64_t steps;
    struct factors inputs;
};

static bool take_option(void *context, int option, const char *value)
{
    struct solving *solving = context;
    switch (option) {
    case TARGET:
        solving->target_word = value;
        return true;
    case CHANCE:
        if (!number_read(value, &solving->chance) && solving->chance > 0 && solving->chance < 1)
            return true;
        fprintf(stderr, "hubsim: --chance: give %s\n", options[CHANCE].value);
        return false;
    case VARY:
        if (!solving->vary) return (solving->vary = value) != NULL;
        fprintf(stderr, "hubsim solve: vary one input; hubsim sweep varies several\n");
        return false;
    case STEPS:
        return common_options_whole(&options[STEPS], value, 2, 100000, &solving->steps);
    default:
        return solving->session.dry_run = true;
    }
}

static bool choose_target(void *context, const struct scenario *scenario, int32_t *year,
                          char error[static RESPONSES_ERROR_BYTES])
{
    struct solving *solving = context;
    if (!solve_read_target(&solving->target, scenario, solving->target_word, error)) return false;
    *year = solving->target.response.one[0].year;
    return true;
}

static bool choose_input(struct solving *solving)
{
    char error[FACTORS_ERROR_BYTES];
    const struct scenario *scenario = solving->session.scenario[0].scenario;
    bool fine = factors_add(&solving->inputs, scenario, solving->vary, error);
    if (fine && design_points_by_number(&solving->inputs.one[0])) {
        snprintf(error, sizeof error, "%.90s: give a range, path=lo:hi", solving->vary);
        fine = false;
    }
    if (!fine) fprintf(stderr, "hubsim solve: %s\n", error);
    return fine;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static enum ending find(struct solving *solving, struct solve *solve)
{
    const struct study_session *session = &solving->session;
    const struct scenario_request scenario =
        common_options_request(&session->common, session->common.word[0]);
    const struct solve_request request = {.scenario = &scenario,
                                          .inputs = &solving->inputs,
                                          .target = &solving->target,
                                          .chance = solving->chance,
                                          .steps = solving->steps,
                                          .seed = session->seed,
                                          .replications = session->replications,
                                          .batch = study_session_batch(session)};
    if (!solve_find(&request, solve, session->diagnostics)) {
        diagnostics_print(session->diagnostics, stderr);
        return ENDING_BAD_SCENARIO;
    }
    const struct solve_report report = {solve, &solving->target, &solving->inputs.one[0],
                                        solving->chance};
    enum ending ending = study_session_unfinished(session, &solve->batch);
    if (solve->points > 0) {
        const enum ending presented =
            study_session_present(session, &solve_report_writers, &report);
        if (ending == ENDING_FINE) ending = presented;
    }
    return ending;
}

static enum ending solve_ready(struct solving *solving)
{
    const struct study_session *session = &solving->session;
    if (!choose_input(solving)) return ENDING_USAGE;
    if (session->dry_run) {
        printf("About fifteen values of %s, %u replications each. ", solving->inputs.one[0].path,
               session->replications);
        study_session_estimate(session, 15 * (uint64_t)session->replications, stdout);
        return ENDING_FINE;
    }
    struct solve *solve = calloc(1, sizeof *solve);
    const enum ending ending = solve ? find(solving, solve) : ENDING_FAILED;
    free(solve);
    return ending;
}

static enum ending solve(const struct command_call *call)
{
    struct solving *solving = calloc(1, sizeof *solving);
    if (!solving) return command_out_of_memory();
    struct study_session *session = &solving->session;
    const struct common_options_more more = {options, OPTIONS, take_option, solving};
    enum ending ending = ENDING_USAGE;
    solving->chance = 0.8;
    if (study_session_read(session, call, "solve", COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT, &more,
                           solve_help)) {
        if (session->common.help) ending = ENDING_FINE;
        else if (session->common.words != 1) study_session_refuse(session, "give one scenario");
        else if (!solving->target_word || !solving->vary)
            study_session_refuse(session, "give --target and --vary");
        else if (study_session_is_sensible(session))
            ending = study_session_look_ahead(session, choose_target, solving);
        if (ending == ENDING_FINE && !session->common.help)
            ending = study_session_open_one(session, 0);
        if (session->n > 0 && ending == ENDING_FINE) ending = solve_ready(solving);
        factors_free(&solving->inputs);
        ending = study_session_close(session, ending);
    }
    free(solving);
    return ending;
}

const struct command solve_command = {"solve", "says what it would take to reach a target", solve};
