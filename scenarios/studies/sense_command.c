// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <stdlib.h>
#include <string.h>

#include "scenarios/studies/study_session.h"
#include "scenarios/studies/sense_report.h"

static const char sense_help[] =
    "Examples\n"
    "  hubsim sense scenarios/liege/actual.cfg --dry-run\n"
    "  hubsim sense scenarios/liege/actual.cfg --measure hall.cainiao.jobs@2025 --measure airport.tonnes@2025 --out out\n"
    "  hubsim sense scenarios/liege/actual.cfg --vary 'labour.absence_share=0.05:0.15' --vary 'lanes.cainiao.flights_per_week*=0.8:1.2' --walks 10 --keep 0\n"
    "\n"
    "hubsim sense SCENARIO: first walks over all inputs, changing one at a time (Morris), to\n"
    "see which matter at all; then the shares that the largest have in the variance of the\n"
    "figure (Sobol, Shapley).\n"
    "\n"
    "  --vary PATH=LO:HI    an input and its range; PATH*=LO:HI a factor; may be given again\n"
    "                       (else: all numbers that the scenario gives as a distribution, over the middle 95 %\n"
    "                       of it)\n"
    "  --measure NAME@YEAR  the figures, up to 8 (else that of the first promise, tonnes, and\n"
    "                       the balance)\n"
    "  --walks N            of the screening (else 4)\n"
    "  --keep K             inputs in the second part, up to 16 (else 6); 0: screening only\n"
    "  --rows N             of the second part (else 16; a power of two is best)\n"
    "  --shown N            inputs in each table (else 10)\n"
    "  --dry-run            lists the inputs and says how long it takes\n"
    "  --replications N     replications at each point of the second part (else 1); all points\n"
    "                       use common random numbers\n"
    "  --with, --set, --until, --seed, --threads   as in hubsim run\n"
    "  --out DIR            writes sense.json, inputs.csv and tornados there\n"
    "  --db, --resume, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "The run ends with the last year of the figures. Inputs are taken to be independent. Ends\n"
    "with 0 fine, 1 failed, 2 wrong command line, 3 wrong scenario, 7 no picture, 130\n"
    "interrupted: the walks and rows that were finished are used.\n";

enum { VARY, MEASURE, WALKS, KEEP, ROWS, SHOWN, DRY_RUN, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [VARY] = {"--vary", "path=lo:hi"},
    [MEASURE] = {"--measure", "a measure and a year, such as airport.tonnes@2025"},
    [WALKS] = {"--walks", "a whole number, 2 to 1000"},
    [KEEP] = {"--keep", "a whole number, 0 to 16"},
    [ROWS] = {"--rows", "a whole number, 2 to 100000"},
    [SHOWN] = {"--shown", "a whole number, 1 to 1000"},
    [DRY_RUN] = {"--dry-run", NULL}};

struct sensing {
    struct study_session session;
    const char *vary[FACTORS_MAX], *measure[SENSE_RESPONSES];
    size_t varies, measures;
    uint64_t walks, keep, rows, shown;
    struct factors inputs;
    struct responses responses;
};

static bool take_option(void *context, int option, const char *value)
{
    struct sensing *sensing = context;
    const struct args_option *given = &options[option];
    switch (option) {
    case VARY:
        return study_session_add(&sensing->session, sensing->vary, &sensing->varies, FACTORS_MAX,
                                 value);
    case MEASURE:
        return study_session_add(&sensing->session, sensing->measure, &sensing->measures,
                                 SENSE_RESPONSES, value);
    case WALKS:
        return common_options_whole(given, value, 2, 1000, &sensing->walks);
    case KEEP:
        return common_options_whole(given, value, 0, SENSE_KEPT, &sensing->keep);
    case ROWS:
        return common_options_whole(given, value, 2, 100000, &sensing->rows);
    case SHOWN:
        return common_options_whole(given, value, 1, 1000, &sensing->shown);
    default:
        return sensing->session.dry_run = true;
    }
}

/* ---- figures and inputs ---------------------------------------------------------------------- */

static bool choose_figures(void *context, const struct scenario *scenario, int32_t *year,
                           char error[static RESPONSES_ERROR_BYTES])
{
    static const char *const usual[] = {"airport.tonnes", "trade.china_balance_economic_eur_m"};
    struct sensing *sensing = context;
    struct responses *responses = &sensing->responses;
    const struct promise_def *promise = responses_first_promise(scenario);
    bool fine = true;
    for (size_t i = 0; i < sensing->measures && fine; i++)
        fine = responses_add(responses, scenario, sensing->measure[i], error);
    if (sensing->measures == 0) {
        if (promise) responses_add_of_promise(responses, scenario, promise->name, error);
        for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
            responses_add(responses, scenario, usual[i], error);
        fine = responses->n > 0;
    }
    for (size_t i = 0; i < responses->n && fine; i++)
        if (responses->one[i].year > *year) *year = responses->one[i].year;
    return fine;
}

static bool choose_inputs(struct sensing *sensing)
{
    const struct scenario *scenario = sensing->session.scenario[0].scenario;
    char error[FACTORS_ERROR_BYTES] = "";
    bool fine = true;
    for (size_t i = 0; i < sensing->varies && fine; i++)
        fine = factors_add(&sensing->inputs, scenario, sensing->vary[i], error);
    if (sensing->varies == 0) {
        const size_t left_out = factors_add_uncertain(&sensing->inputs, scenario);
        if (left_out > 0)
            fprintf(stderr,
                    "hubsim sense: %zu uncertain inputs are left out: name inputs with --vary\n",
                    left_out);
        fine = sensing->inputs.n > 0;
        snprintf(error, sizeof error,
                 "the scenario is certain of everything: say with --vary what to change");
    }
    for (size_t i = 0; i < sensing->inputs.n && fine; i++) {
        if (!design_points_by_number(&sensing->inputs.one[i])) continue;
        snprintf(error, sizeof error, "%.90s: give a range, path=lo:hi",
                 sensing->inputs.one[i].path);
        fine = false;
    }
    if (!fine) fprintf(stderr, "hubsim sense: %s\n", error);
    return fine;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static enum ending find_out(struct sensing *sensing, const struct sense_request *request,
                            struct sense *sense)
{
    const struct study_session *session = &sensing->session;
    if (!sense_run(request, sense, session->diagnostics)) {
        diagnostics_print(session->diagnostics, stderr);
        return ENDING_BAD_SCENARIO;
    }
    const struct sense_report report = {sense, &sensing->inputs, &sensing->responses,
                                        sensing->shown ? sensing->shown : 10};
    enum ending ending = study_session_unfinished(session, &sense->batch);
    if (sense->walks > 0) {
        const enum ending presented =
            study_session_present(session, &sense_report_writers, &report);
        if (ending == ENDING_FINE) ending = presented;
    }
    return ending;
}

static enum ending show_plan(const struct sensing *sensing, const struct sense_request *request)
{
    for (size_t i = 0; i < sensing->inputs.n; i++) {
        const struct factors_one *one = &sensing->inputs.one[i];
        printf("%s%s=%.4g:%.4g\n", one->path, one->factor ? "*" : "", one->lo, one->hi);
    }
    printf("%zu inputs. ", sensing->inputs.n);
    study_session_estimate(&sensing->session, sense_replications(request), stdout);
    return ENDING_FINE;
}

static enum ending sense_ready(struct sensing *sensing)
{
    const struct study_session *session = &sensing->session;
    if (!choose_inputs(sensing)) return ENDING_USAGE;
    const struct scenario_request scenario =
        common_options_request(&session->common, session->common.word[0]);
    const struct sense_request request = {.scenario = &scenario,
                                          .inputs = &sensing->inputs,
                                          .responses = &sensing->responses,
                                          .walks = sensing->walks ? sensing->walks : 4,
                                          .keep = sensing->keep,
                                          .rows = sensing->rows ? sensing->rows : 16,
                                          .seed = session->seed,
                                          .replications = session->replications,
                                          .batch = study_session_batch(session)};
    if (session->dry_run) return show_plan(sensing, &request);
    struct sense *sense = calloc(1, sizeof *sense);
    enum ending ending = ENDING_FAILED;
    if (sense) {
        ending = find_out(sensing, &request, sense);
        sense_free(sense);
    }
    free(sense);
    return ending;
}

static enum ending sense(const struct command_call *call)
{
    struct sensing *sensing = calloc(1, sizeof *sensing);
    if (!sensing) return command_out_of_memory();
    struct study_session *session = &sensing->session;
    const struct common_options_more more = {options, OPTIONS, take_option, sensing};
    enum ending ending = ENDING_USAGE;
    sensing->keep = 6;
    if (study_session_read(session, call, "sense", COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT, &more,
                           sense_help)) {
        if (session->common.help) ending = ENDING_FINE;
        else if (session->common.words != 1) study_session_refuse(session, "give one scenario");
        else if (study_session_is_sensible(session))
            ending = study_session_look_ahead(session, choose_figures, sensing);
        if (ending == ENDING_FINE && !session->common.help)
            ending = study_session_open_one(session, 1);
        if (session->n > 0 && ending == ENDING_FINE) ending = sense_ready(sensing);
        factors_free(&sensing->inputs);
        ending = study_session_close(session, ending);
    }
    free(sensing);
    return ending;
}

const struct command sense_command = {"sense", "says which inputs matter, and how much", sense};
