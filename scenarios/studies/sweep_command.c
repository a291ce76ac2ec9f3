// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <stdlib.h>
#include <string.h>

#include "scenarios/studies/study_session.h"
#include "scenarios/studies/sweep_report.h"

static const char sweep_help[] =
    "Examples\n"
    "  hubsim sweep scenarios/liege/actual.cfg --vary 'lanes.cainiao.load_out_share=0.2:0.8:0.2'\n"
    "  hubsim sweep scenarios/liege/actual.cfg --vary 'airport.stands_wide=20:40:10' --vary 'labour.absence_share={0.05,0.1}' --out out\n"
    "  hubsim sweep scenarios/liege/actual.cfg --vary 'lanes.cainiao.flights_per_week*=0.5:3' --vary 'halls.cainiao.tugs=5:40' --design sobol --points 64 --where 'tugs > 10'\n"
    "\n"
    "hubsim sweep SCENARIO: runs it at many values of its inputs, all with common random\n"
    "numbers.\n"
    "\n"
    "  --vary PATH=A:B:STEP   from A to B in steps; PATH={X,Y} these values; PATH=A:B a range,\n"
    "                         for\n"
    "                       --design lhs or sobol; PATH*=... multiplies what the scenario says; may be\n"
    "                       given again\n"
    "  --design D           grid (all combinations), lhs (Latin hypercube), sobol\n"
    "  --points N           of lhs and sobol (else 32)\n"
    "  --where EXPRESSION   leaves out points where it does not hold: numbers, inputs by the\n"
    "                       last word of their path, + - * /, < <= > >= == !=, and, or, not,\n"
    "                       brackets\n"
    "  --measure NAME@YEAR  looks at this figure (promise.ID: whether it is kept); may be given\n"
    "                       again\n"
    "  --dry-run            lists the points and says how long they take\n"
    "  --with, --set, --until, --replications, --seed, --threads   as in hubsim run\n"
    "  --out DIR            writes sweep.json, points.csv and pictures there\n"
    "  --db, --resume, --shard, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "Ends with 0 fine, 1 failed, 2 wrong command line, 3 wrong scenario, 7 no picture, 130\n"
    "interrupted: the points that were finished are shown.\n";

enum { VARY, DESIGN, POINTS, WHERE, MEASURE, DRY_RUN, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [VARY] = {"--vary", "path=from:to:step or path={a,b}"},
    [DESIGN] = {"--design", "grid, lhs or sobol"},
    [POINTS] = {"--points", "a whole number, 1 to 100000"},
    [WHERE] = {"--where", "a condition, such as 'tugs > 10'"},
    [MEASURE] = {"--measure", "a measure and a year, such as airport.tonnes@2025"},
    [DRY_RUN] = {"--dry-run", NULL}};

struct sweeping {
    struct study_session session;
    const char *vary[FACTORS_MAX], *measure[RESPONSES_MAX], *where;
    size_t varies, measures;
    uint64_t points;
    enum sweep_design design;
    struct factors inputs;
    struct responses responses;
};

static bool take_design(struct sweeping *sweeping, const char *value)
{
    static const char *const name[] = {"grid", "lhs", "sobol"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        if (strcmp(value, name[i]) != 0) continue;
        sweeping->design = (enum sweep_design)i;
        return true;
    }
    fprintf(stderr, "hubsim: --design: give %s\n", options[DESIGN].value);
    return false;
}

static bool take_option(void *context, int option, const char *value)
{
    struct sweeping *sweeping = context;
    switch (option) {
    case VARY:
        return study_session_add(&sweeping->session, sweeping->vary, &sweeping->varies, FACTORS_MAX,
                                 value);
    case DESIGN:
        return take_design(sweeping, value);
    case POINTS:
        return common_options_whole(&options[POINTS], value, 1, SWEEP_POINTS_MAX,
                                    &sweeping->points);
    case WHERE:
        sweeping->where = value;
        return true;
    case MEASURE:
        return study_session_add(&sweeping->session, sweeping->measure, &sweeping->measures,
                                 RESPONSES_MAX, value);
    default:
        return sweeping->session.dry_run = true;
    }
}

/* ---- the answer ------------------------------------------------------------------------------ */

static enum ending run_points(struct sweeping *sweeping, const struct sweep_request *request,
                              struct sweep *sweep)
{
    const struct study_session *session = &sweeping->session;
    if (!sweep_run(sweep, request, session->diagnostics)) {
        diagnostics_print(session->diagnostics, stderr);
        return ENDING_BAD_SCENARIO;
    }
    const struct sweep_report sweeps = {sweep, &sweeping->inputs, sweeping->design == SWEEP_GRID};
    enum ending ending = study_session_unfinished(session, &sweep->batch);
    if (sweep->done > 0 && !job_is_part(&session->job)) {
        const enum ending presented =
            study_session_present(session, &sweep_report_writers, &sweeps);
        if (ending == ENDING_FINE) ending = presented;
    }
    return ending;
}

static bool choose(struct sweeping *sweeping)
{
    const struct study_session *session = &sweeping->session;
    char error[FACTORS_ERROR_BYTES];
    for (size_t i = 0; i < sweeping->varies; i++) {
        if (factors_add(&sweeping->inputs, session->scenario[0].scenario, sweeping->vary[i], error))
            continue;
        fprintf(stderr, "hubsim sweep: %s\n", error);
        return false;
    }
    return study_session_measures(session, &sweeping->responses, sweeping->measure,
                                  sweeping->measures);
}

static enum ending sweep_ready(struct sweeping *sweeping)
{
    const struct study_session *session = &sweeping->session;
    if (!choose(sweeping)) return ENDING_USAGE;
    const struct scenario_request scenario =
        common_options_request(&session->common, session->common.word[0]);
    const struct sweep_request request = {.scenario = &scenario,
                                          .inputs = &sweeping->inputs,
                                          .design = sweeping->design,
                                          .points = sweeping->points ? sweeping->points : 32,
                                          .where = sweeping->where,
                                          .responses = &sweeping->responses,
                                          .seed = session->seed,
                                          .replications = session->replications,
                                          .batch = study_session_batch(session)};
    char error[FACTORS_ERROR_BYTES];
    struct sweep *sweep = sweep_plan(&request, error);
    if (!sweep) {
        fprintf(stderr, "hubsim sweep: %s\n", error);
        return ENDING_USAGE;
    }
    enum ending ending = ENDING_FINE;
    if (session->dry_run) {
        sweep_report_list(&(struct sweep_report){sweep, &sweeping->inputs, false}, stdout);
        printf("%zu points, %u replications each. ", sweep->points, session->replications);
        study_session_estimate(session, sweep->points * (uint64_t)session->replications, stdout);
    } else {
        ending = run_points(sweeping, &request, sweep);
    }
    sweep_free(sweep);
    return ending;
}

static enum ending sweep(const struct command_call *call)
{
    struct sweeping *sweeping = calloc(1, sizeof *sweeping);
    if (!sweeping) return command_out_of_memory();
    struct study_session *session = &sweeping->session;
    const struct common_options_more more = {options, OPTIONS, take_option, sweeping};
    enum ending ending = ENDING_USAGE;
    if (study_session_read(session, call, "sweep",
                           COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT | COMMON_OPTIONS_PARTS, &more,
                           sweep_help)) {
        if (session->common.help) ending = ENDING_FINE;
        else if (session->common.words != 1) study_session_refuse(session, "give one scenario");
        else if (sweeping->varies == 0)
            study_session_refuse(session, "say what to vary, with --vary");
        else if (study_session_is_sensible(session)) ending = study_session_open_one(session, 0);
        if (session->n > 0 && ending == ENDING_FINE) ending = sweep_ready(sweeping);
        factors_free(&sweeping->inputs);
        ending = study_session_close(session, ending);
    }
    free(sweeping);
    return ending;
}

const struct command sweep_command = {"sweep", "runs a scenario at many values of its inputs",
                                      sweep};
