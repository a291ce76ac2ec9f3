// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <stdlib.h>
#include <string.h>

#include "scenarios/studies/study_session.h"
#include "scenarios/studies/compare.h"
#include "scenarios/studies/compare_report.h"

static const char compare_help[] =
    "Examples\n"
    "  hubsim compare scenarios/liege/plan2018.cfg scenarios/liege/actual.cfg\n"
    "  hubsim compare scenarios/liege/actual.cfg --with scenarios/whatif/phase2_built.cfg\n"
    "  hubsim compare scenarios/liege/actual.cfg --with scenarios/whatif/return_load_60.cfg --with scenarios/whatif/cap_38000.cfg\n"
    "  hubsim compare scenarios/liege/actual.cfg --but labour.absence_share=0.2 --measure airport.jobs_direct@2024\n"
    "\n"
    "hubsim compare A [B...]: simulates all with common random numbers and says what was\n"
    "changed, what moves, and how sure that is. The first scenario is what the others are\n"
    "compared with.\n"
    "\n"
    "  --with FILE          one more scenario: A with this overlay on top; may be given again\n"
    "  --but PATH=VALUE     one more scenario: A with this setting; may be given again\n"
    "  --all-with FILE      lays this overlay on all of them; may be given again\n"
    "  --set PATH=VALUE     one more setting for all of them, last\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --measure NAME@YEAR  looks at this figure (promise.ID: whether it is kept); may be given\n"
    "                       again; the first is the one of the sentence\n"
    "  --replications N     pairs of replications (else run.replications of A)\n"
    "  --seed S, --threads N   as in hubsim run\n"
    "  --dry-run            says what would be run and how long it takes\n"
    "  --out DIR            writes compare.json, differences.csv and a picture there\n"
    "  --db, --resume, --shard, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "A * marks what moved beyond chance: paired t, corrected by Holm for looking at many\n"
    "figures. Ends with 0 fine, 1 failed, 2 wrong command line, 3 wrong scenario, 7 no picture,\n"
    "130 interrupted: the pairs that were finished are compared.\n";

enum { ALL_WITH, BUT, MEASURE, DRY_RUN, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [ALL_WITH] = {"--all-with", "an overlay file"},
    [BUT] = {"--but", "path=value"},
    [MEASURE] = {"--measure", "a measure and a year, such as airport.tonnes@2025"},
    [DRY_RUN] = {"--dry-run", NULL}};

struct comparing {
    struct study_session session;
    struct study_session_options options;
    const char *measure[RESPONSES_MAX];
    size_t measures;
    struct responses responses;
    size_t headline;
};

static bool take_option(void *context, int option, const char *value)
{
    struct comparing *comparing = context;
    switch (option) {
    case ALL_WITH:
        return study_session_add(&comparing->session, comparing->options.all_with,
                                 &comparing->options.all_with_n, STUDY_SESSION_MAX, value);
    case BUT:
        return study_session_add(&comparing->session, comparing->options.but,
                                 &comparing->options.but_n, STUDY_SESSION_MAX, value);
    case MEASURE:
        return study_session_add(&comparing->session, comparing->measure, &comparing->measures,
                                 RESPONSES_MAX, value);
    default:
        comparing->session.dry_run = true;
        return true;
    }
}

/* ---- which figures --------------------------------------------------------------------------- */

/* Those that fit all scenarios; of the usual ones, what does not is left out. */
static bool add_if_common(struct comparing *comparing, const char *word)
{
    char error[RESPONSES_ERROR_BYTES];
    struct responses one = {.n = 0};
    for (size_t i = 0; i < comparing->session.n; i++) {
        const struct scenario *scenario = comparing->session.scenario[i].scenario;
        if (i == 0 ? !responses_add(&one, scenario, word, error)
                   : !responses_fit(&one, scenario, error))
            return false;
    }
    return responses_add(&comparing->responses, comparing->session.scenario[0].scenario, word,
                         error);
}

static void add_usual(struct comparing *comparing)
{
    static const char *const usual[] = {
        "airport.tonnes",      "airport.movements",   "airport.parcels_in",
        "airport.parcels_out", "airport.jobs_direct", "trade.china_balance_economic_eur_m"};
    const struct scenario *a = comparing->session.scenario[0].scenario;
    const struct hub_def *def = scenario_plan(a)->base;
    const struct promise_def *promise = responses_first_promise(a);
    char error[RESPONSES_ERROR_BYTES], word[96];
    comparing->headline = SIZE_MAX;
    if (promise && responses_add_of_promise(&comparing->responses, a, promise->name, error)) {
        comparing->headline = 0;
        snprintf(word, sizeof word, "promise.%s", promise->name);
        add_if_common(comparing, word);
    }
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        const bool added = add_if_common(comparing, usual[i]);
        if (added && comparing->headline == SIZE_MAX && strstr(usual[i], "jobs_direct"))
            comparing->headline = comparing->responses.n - 1;
    }
    for (uint32_t h = 0; h < def->halls_n; h++) {
        static const char *const of_hall[] = {"jobs", "dwell_p95_h"};
        for (size_t i = 0; i < sizeof of_hall / sizeof *of_hall; i++) {
            snprintf(word, sizeof word, "hall.%s.%s", def->halls[h].name, of_hall[i]);
            add_if_common(comparing, word);
        }
    }
    if (comparing->headline == SIZE_MAX) comparing->headline = 0;
}

static bool choose_measures(struct comparing *comparing)
{
    const struct study_session *session = &comparing->session;
    char error[RESPONSES_ERROR_BYTES] = "";
    bool fine = true;
    for (size_t i = 0; i < comparing->measures && fine; i++)
        fine = responses_add(&comparing->responses, session->scenario[0].scenario,
                             comparing->measure[i], error);
    if (comparing->measures == 0) add_usual(comparing);
    for (size_t i = 0; i < session->n && fine; i++)
        fine = responses_fit(&comparing->responses, session->scenario[i].scenario, error);
    if (fine && comparing->responses.n == 0) {
        snprintf(error, sizeof error, "no whole calendar year is simulated");
        fine = false;
    }
    if (!fine) fprintf(stderr, "hubsim compare: %s\n", error);
    return fine;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static enum ending compare_all(struct comparing *comparing)
{
    struct study_session *session = &comparing->session;
    const struct scenario *scenario[STUDY_SESSION_MAX];
    for (size_t i = 0; i < session->n; i++)
        scenario[i] = session->scenario[i].scenario;
    const struct compare_request request = {.scenario = scenario,
                                            .n = session->n,
                                            .responses = &comparing->responses,
                                            .seed = session->seed,
                                            .replications = session->replications,
                                            .batch = study_session_batch(session)};
    struct compare *comparison = compare_run(&request);
    if (!comparison) return command_out_of_memory();
    const struct compare_report report = {comparison, comparing->headline};
    enum ending ending = study_session_unfinished(session, &comparison->batch);
    if (comparison->replications > 0 && !job_is_part(&session->job)) {
        const enum ending presented =
            study_session_present(session, &compare_report_writers, &report);
        if (ending == ENDING_FINE) ending = presented;
    }
    compare_free(comparison);
    return ending;
}

static enum ending compare_ready(struct comparing *comparing)
{
    struct study_session *session = &comparing->session;
    if (!choose_measures(comparing)) return ENDING_USAGE;
    if (!session->dry_run) return compare_all(comparing);
    for (size_t i = 0; i < session->n; i++)
        printf("%u replications of %s\n", session->replications, session->scenario[i].label);
    study_session_estimate(session, session->n * (uint64_t)session->replications, stdout);
    return ENDING_FINE;
}

static enum ending compare(const struct command_call *call)
{
    struct comparing *comparing = calloc(1, sizeof *comparing);
    if (!comparing) return command_out_of_memory();
    struct study_session *session = &comparing->session;
    const struct common_options_more more = {options, OPTIONS, take_option, comparing};
    enum ending ending = ENDING_USAGE;
    if (study_session_read(session, call, "compare",
                           COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT | COMMON_OPTIONS_PARTS, &more,
                           compare_help)) {
        const struct common_options *common = &session->common;
        if (common->help) ending = ENDING_FINE;
        else if (common->words == 0) study_session_refuse(session, "give a scenario");
        else if (common->words + common->with_n + comparing->options.but_n < 2)
            study_session_refuse(session, "give a second scenario, --with or --but");
        else if (study_session_is_sensible(session))
            ending = study_session_open_options(session, &comparing->options, 0);
        if (session->n > 0 && ending == ENDING_FINE) ending = compare_ready(comparing);
        ending = study_session_close(session, ending);
    }
    free(comparing);
    return ending;
}

const struct command compare_command = {"compare", "says what moves if something is changed",
                                        compare};
