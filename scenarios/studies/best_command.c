// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <math.h>
#include <stdlib.h>

#include "scenarios/studies/study_session.h"
#include "scenarios/input/number.h"
#include "scenarios/studies/best_report.h"

static const char best_help[] =
    "Examples\n"
    "  hubsim best scenarios/liege/actual.cfg --with scenarios/whatif/phase2_built.cfg --with scenarios/whatif/return_load_60.cfg --measure hall.cainiao.jobs@2025 --delta 10\n"
    "  hubsim best a.cfg b.cfg c.cfg --measure hall.cainiao.dwell_p95_h@2025 --least --delta 0.5\n"
    "\n"
    "hubsim best A B...: which of them has the most (or the least) of a figure, with a\n"
    "guarantee. All use common random numbers; options that are surely not the best get no more\n"
    "replications (subset selection, then Kim and Nelson's procedure).\n"
    "\n"
    "  --measure NAME@YEAR  the figure (promise.ID: whether it is kept)\n"
    "  --delta D            a difference worth finding, in the figure's unit (else 1 % of it)\n"
    "  --least              the least is best\n"
    "  --level P            of the guarantee (else 0.95)\n"
    "  --first N            replications of each before the first decision (else 10)\n"
    "  --most N             replications of each at most (else 100)\n"
    "  --with FILE, --but PATH=VALUE   one more option: A with that on top; --all-with FILE lies on all\n"
    "  --dry-run            says how long it takes at most\n"
    "  --set, --until, --seed, --threads   as in hubsim run\n"
    "  --out DIR            writes best.json, options.csv and a picture there\n"
    "  --db, --resume, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "Ends with 0 fine, 1 failed, 2 wrong command line, 3 wrong scenario, 6 several are left, 7\n"
    "no picture, 130 interrupted.\n";

enum { MEASURE, DELTA, LEAST, LEVEL, FIRST, MOST, ALL_WITH, BUT, DRY_RUN, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [MEASURE] = {"--measure", "a measure and a year, such as airport.tonnes@2025"},
    [DELTA] = {"--delta", "a number above 0"},
    [LEAST] = {"--least", NULL},
    [LEVEL] = {"--level", "a number between 0.5 and 1"},
    [FIRST] = {"--first", "a whole number, 2 to 10000"},
    [MOST] = {"--most", "a whole number, 2 to 100000"},
    [ALL_WITH] = {"--all-with", "an overlay file"},
    [BUT] = {"--but", "path=value"},
    [DRY_RUN] = {"--dry-run", NULL}};

struct choosing {
    struct study_session session;
    struct study_session_options options;
    const char *measure;
    double delta, level;
    uint64_t first, most;
    bool least;
    struct responses response;
};

static bool take_number(int option, const char *value, double above, double below, double *to)
{
    if (!number_read(value, to) && *to > above && *to < below) return true;
    fprintf(stderr, "hubsim: %s: give %s\n", options[option].name, options[option].value);
    return false;
}

static bool take_option(void *context, int option, const char *value)
{
    struct choosing *choosing = context;
    struct study_session_options *more = &choosing->options;
    switch (option) {
    case MEASURE:
        return (choosing->measure = value) != NULL;
    case DELTA:
        return take_number(option, value, 0, INFINITY, &choosing->delta);
    case LEVEL:
        return take_number(option, value, 0.5, 1, &choosing->level);
    case LEAST:
        return choosing->least = true;
    case FIRST:
        return common_options_whole(&options[option], value, 2, 10000, &choosing->first);
    case MOST:
        return common_options_whole(&options[option], value, 2, 100000, &choosing->most);
    case ALL_WITH:
        return study_session_add(&choosing->session, more->all_with, &more->all_with_n,
                                 STUDY_SESSION_MAX, value);
    case BUT:
        return study_session_add(&choosing->session, more->but, &more->but_n, STUDY_SESSION_MAX,
                                 value);
    default:
        return choosing->session.dry_run = true;
    }
}

/* ---- the answer ------------------------------------------------------------------------------ */

static enum ending choose(const struct choosing *choosing)
{
    const struct study_session *session = &choosing->session;
    const struct scenario *scenario[STUDY_SESSION_MAX];
    for (size_t i = 0; i < session->n; i++)
        scenario[i] = session->scenario[i].scenario;
    const struct best_request request = {
        .scenario = scenario,
        .options = session->n,
        .response = &choosing->response,
        .least = choosing->least,
        .delta = choosing->delta,
        .level = choosing->level,
        .first = (uint32_t)choosing->first,
        .most = (uint32_t)(choosing->most > choosing->first ? choosing->most : choosing->first),
        .seed = session->seed,
        .batch = study_session_batch(session)};
    struct best best;
    if (!best_make(&request, &best)) return command_out_of_memory();
    const struct best_report report = {&best, &choosing->response.one[0], choosing->level,
                                       choosing->least};
    enum ending ending = study_session_unfinished(session, &best.batch);
    const enum ending presented = study_session_present(session, &best_report_writers, &report);
    if (ending == ENDING_FINE) ending = presented;
    return ending == ENDING_FINE && best.left != 1 ? ENDING_NOT_PRECISE : ending;
}

static enum ending best_ready(struct choosing *choosing)
{
    const struct study_session *session = &choosing->session;
    char error[RESPONSES_ERROR_BYTES] = "";
    bool fine =
        responses_add(&choosing->response, session->scenario[0].scenario, choosing->measure, error);
    for (size_t i = 0; i < session->n && fine; i++)
        fine = responses_fit(&choosing->response, session->scenario[i].scenario, error);
    if (!fine) {
        fprintf(stderr, "hubsim best: %s\n", error);
        return ENDING_USAGE;
    }
    if (!session->dry_run) return choose(choosing);
    printf("At most ");
    study_session_estimate(session, session->n * choosing->most, stdout);
    return ENDING_FINE;
}

static enum ending best(const struct command_call *call)
{
    struct choosing *choosing = calloc(1, sizeof *choosing);
    if (!choosing) return command_out_of_memory();
    struct study_session *session = &choosing->session;
    const struct common_options_more more = {options, OPTIONS, take_option, choosing};
    enum ending ending = ENDING_USAGE;
    choosing->level = 0.95;
    choosing->first = 10;
    choosing->most = 100;
    if (study_session_read(session, call, "best", COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT, &more,
                           best_help)) {
        const struct common_options *common = &session->common;
        if (common->help) ending = ENDING_FINE;
        else if (common->words == 0 || common->words + common->with_n + choosing->options.but_n < 2)
            study_session_refuse(session,
                                 "give two scenarios or more, or one with --with or --but");
        else if (common->replications > 0)
            study_session_refuse(session, "say how many replications with --first and --most");
        else if (!choosing->measure)
            study_session_refuse(session, "say by which figure, with --measure");
        else if (study_session_is_sensible(session))
            ending = study_session_open_options(session, &choosing->options, 0);
        if (session->n > 0 && ending == ENDING_FINE) ending = best_ready(choosing);
        ending = study_session_close(session, ending);
    }
    free(choosing);
    return ending;
}

const struct command best_command = {"best", "says which of several is best, with a guarantee",
                                     best};
