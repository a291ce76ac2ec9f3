// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/studies/study_session.h"
#include "scenarios/input/flight_schedule.h"
#include "scenarios/input/posterior.h"
#include "scenarios/input/truck_schedule.h"
#include "scenarios/studies/why_report.h"
#include "sim/date.h"

static const char why_help[] =
    "Examples\n"
    "  hubsim why scenarios/liege/plan2018.cfg scenarios/liege/actual.cfg\n"
    "  hubsim why scenarios/liege/plan2018.cfg scenarios/liege/actual.cfg --measure airport.tonnes@2024\n"
    "  hubsim why scenarios/liege/actual.cfg --promise jobs_direct\n"
    "  hubsim why plan.cfg actual.cfg --group 'flights=lanes.cainiao.flights_per_week,lanes.express' --out out\n"
    "\n"
    "hubsim why A B: shares the gap between A and B out over the groups of settings in which\n"
    "they differ, by Shapley's values: what each change adds, in the mean over all orders in\n"
    "which the changes could come. The parts add up to the gap exactly. hubsim why SCENARIO\n"
    "--promise ID compares the scenario with the world of its start, in which no dated entry\n"
    "ever happens, and puts the promise before it.\n"
    "\n"
    "  --measure NAME@YEAR  the figure (else that of --promise, else of A's first promise)\n"
    "  --promise ID         begins with what was promised; the figure is the promise's\n"
    "  --group NAME=PATH,PATH   settings that begin so are one cause; may be given again\n"
    "                       (else: by hall, lane, trade...)\n"
    "  --runs N             at most about so many replications (else 400): where all mixtures\n"
    "                       of all groups would be more, each group is tried alone and last,\n"
    "                       and those that move little go together\n"
    "  --exact              all mixtures of all groups, whatever it takes\n"
    "  --orders N           N pairs of random orders instead of all: for very many groups\n"
    "  --with, --set, --until   on both scenarios, as in hubsim run\n"
    "  --replications N     replications of each mixture (else 8)\n"
    "  --seed S, --threads N   as in hubsim run\n"
    "  --dry-run            says what would be run and how long it takes\n"
    "  --out DIR            writes why.json, parts.csv and a waterfall there\n"
    "  --db, --resume, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "The run ends with the year of the figure: what comes later does not matter for it. Ends\n"
    "with 0 fine, 1 failed, 2 wrong command line, 3 wrong scenario, 7 no picture, 130\n"
    "interrupted: the replications that all mixtures have finished are used.\n";

enum { MEASURE, PROMISE, GROUP, RUNS, EXACT, ORDERS, DRY_RUN, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [MEASURE] = {"--measure", "a measure and a year, such as airport.tonnes@2025"},
    [PROMISE] = {"--promise", "the name of a promise"},
    [GROUP] = {"--group", "name=path,path"},
    [RUNS] = {"--runs", "a whole number, 1 to 1000000"},
    [EXACT] = {"--exact", NULL},
    [ORDERS] = {"--orders", "a whole number, 1 to 10000"},
    [DRY_RUN] = {"--dry-run", NULL}};

struct explaining {
    struct study_session session;
    const char *measure, *promise, *group[WHY_GROUPS_MAX];
    size_t groups;
    uint64_t runs, orders;
    bool exact;
    struct responses response;
    struct scenario *still; /* with one scenario: A, made of it */
};

static bool take_option(void *context, int option, const char *value)
{
    struct explaining *explaining = context;
    switch (option) {
    case MEASURE:
        explaining->measure = value;
        return true;
    case PROMISE:
        explaining->promise = value;
        return true;
    case GROUP:
        if (explaining->groups < WHY_GROUPS_MAX) explaining->group[explaining->groups++] = value;
        return true;
    case RUNS:
        return common_options_whole(&options[RUNS], value, 1, 1000000, &explaining->runs);
    case EXACT:
        return explaining->exact = true;
    case ORDERS:
        return common_options_whole(&options[ORDERS], value, 1, 10000, &explaining->orders);
    default:
        return explaining->session.dry_run = true;
    }
}

/* ---- which figure ---------------------------------------------------------------------------- */

static bool choose_figure(void *context, const struct scenario *a, int32_t *year,
                          char error[static RESPONSES_ERROR_BYTES])
{
    struct explaining *explaining = context;
    struct responses *response = &explaining->response;
    const struct promise_def *first = responses_first_promise(a);
    const char *promise = explaining->promise ? explaining->promise : first ? first->name : NULL;
    const bool fine = explaining->measure ? responses_add(response, a, explaining->measure, error)
                      : promise           ? responses_add_of_promise(response, a, promise, error)
                                : responses_add(response, a, "airport.jobs_direct", error);
    if (fine) *year = response->one[0].year;
    return fine;
}

/* ---- the two scenarios ----------------------------------------------------------------------- */

static enum ending open_both(struct explaining *explaining)
{
    struct study_session *session = &explaining->session;
    const struct common_options *common = &session->common;
    for (size_t i = 0; i < common->words; i++) {
        const struct scenario_request request = common_options_request(common, common->word[i]);
        study_session_open(session, &request, NULL);
    }
    const enum ending ending = study_session_ready(session, 8);
    if (ending != ENDING_FINE || session->n == 2) return ending;
    explaining->still = scenario_still(session->scenario[0].scenario);
    flight_schedule_carry(explaining->still, session->scenario[0].scenario);
    truck_schedule_carry(explaining->still, session->scenario[0].scenario);
    posterior_carry(explaining->still, session->scenario[0].scenario);
    session->scenario[1] = session->scenario[0];
    session->scenario[0].scenario = explaining->still;
    snprintf(session->scenario[0].label, sizeof session->scenario[0].label,
             "as things stood at the start");
    return ENDING_FINE;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static struct why_report report_of(const struct explaining *explaining, const struct why *why)
{
    const struct study_session *session = &explaining->session;
    const struct responses_one *what = &explaining->response.one[0];
    struct why_report report = {.why = why, .what = what, .promised = NAN, .counted = NAN};
    const struct hub_def *def = scenario_plan(session->experiment[0].scenario)->base;
    const struct observed *observed = &session->experiment[session->n - 1].observed;
    const struct observed_row *row = observed_find(observed, what->measure, what->year);
    for (uint32_t i = 0; i < def->promises_n; i++) {
        const struct promise_def *promise = &def->promises[i];
        const bool named = explaining->promise && strcmp(promise->name, explaining->promise) == 0;
        const bool same = !explaining->promise && !isfinite(report.promised) &&
                          strcmp(promise->measure, what->measure) == 0 &&
                          promise->by_us != DATE_NEVER_US &&
                          date_of(promise->by_us).year == what->year;
        if (!named && !same) continue;
        report.promised = isfinite(promise->at_most) ? promise->at_most : promise->at_least;
        report.promise = promise->what;
    }
    if (row) {
        report.counted = row->value;
        report.counted_year = row->year;
    }
    return report;
}

static struct why_request request_of(const struct explaining *explaining)
{
    const struct study_session *session = &explaining->session;
    const bool one = explaining->still != NULL;
    return (struct why_request){.a = one ? explaining->still : session->scenario[0].scenario,
                                .b = session->scenario[1].scenario,
                                .response = &explaining->response,
                                .wish = explaining->group,
                                .wishes = explaining->groups,
                                .seed = session->seed,
                                .replications = session->replications,
                                .runs = explaining->exact  ? 0
                                        : explaining->runs ? explaining->runs
                                                           : 400,
                                .orders = explaining->orders,
                                .batch = study_session_batch(session)};
}

static enum ending show_plan(const struct explaining *explaining, const struct why_request *request)
{
    struct why_plan plan;
    char error[WHY_GROUPS_ERROR_BYTES];
    if (!why_plan(request, &plan, error)) {
        fprintf(stderr, "hubsim why: %s\n", error);
        return ENDING_BAD_SCENARIO;
    }
    printf("%zu groups of settings differ: %s\n", plan.groups,
           request->orders ? "orders of changing them are drawn"
           : plan.screened ? "each is tried alone and last, then the largest in all mixtures"
                           : "all mixtures of them are simulated");
    fputs("At most ", stdout);
    study_session_estimate(&explaining->session, plan.most_runs, stdout);
    return ENDING_FINE;
}

static enum ending share_out(const struct explaining *explaining)
{
    /* with one scenario the second label and scenario were filled in beside it */
    struct study_session session = explaining->session;
    const struct why_request request = request_of(explaining);
    char error[WHY_GROUPS_ERROR_BYTES];
    if (session.dry_run) return show_plan(explaining, &request);
    struct why *why = why_find(&request, error);
    if (!why) {
        fprintf(stderr, "hubsim why: %s\n", error);
        return ENDING_BAD_SCENARIO;
    }
    const struct why_report report = report_of(explaining, why);
    enum ending ending = study_session_unfinished(&session, &why->batch);
    session.n = 2;
    if (why->replications > 0) {
        const enum ending presented = study_session_present(&session, &why_report_writers, &report);
        if (ending == ENDING_FINE) ending = presented;
    }
    why_free(why);
    return ending;
}

static enum ending open_and_share(struct explaining *explaining)
{
    enum ending ending = study_session_look_ahead(&explaining->session, choose_figure, explaining);
    if (ending == ENDING_FINE) ending = open_both(explaining);
    return ending == ENDING_FINE ? share_out(explaining) : ending;
}

static enum ending why(const struct command_call *call)
{
    struct explaining *explaining = calloc(1, sizeof *explaining);
    if (!explaining) return command_out_of_memory();
    struct study_session *session = &explaining->session;
    const struct common_options_more more = {options, OPTIONS, take_option, explaining};
    enum ending ending = ENDING_USAGE;
    if (study_session_read(session, call, "why", COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT, &more,
                           why_help)) {
        const size_t words = session->common.words;
        if (session->common.help) ending = ENDING_FINE;
        else if (words == 0 || words > 2 || (words == 1 && !explaining->promise))
            study_session_refuse(session, "give two scenarios, or one with --promise");
        else if (study_session_is_sensible(session)) ending = open_and_share(explaining);
        scenario_free(explaining->still);
        ending = study_session_close(session, ending);
    }
    free(explaining);
    return ending;
}

const struct command why_command = {"why", "shares a gap between two scenarios out over its causes",
                                    why};
