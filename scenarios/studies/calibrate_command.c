// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/calibrate_command.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/studies/study_session.h"
#include "scenarios/studies/calibrate_report.h"
#include "scenarios/report/whole_file.h"

static const char calibrate_help[] =
    "Examples\n"
    "  hubsim calibrate scenarios/liege/actual.cfg --vary jobs.other_base=1000:3000 --vary jobs.other_elasticity=0.05:0.5\n"
    "                   --measure airport.jobs_without_agency --until 2022-01-01 --out fitted\n"
    "\n"
    "hubsim calibrate SCENARIO: sets inputs so that what comes out is what was counted, as near\n"
    "as can be (Nelder and Mead's simplex, all tries with common random numbers), and says how\n"
    "far off they may be and which of them the counts say nothing about. Only lines of the\n"
    "record with the role calibration are used: what judges a projection must not set it.\n"
    "\n"
    "  --vary PATH=LO:HI    an input and its range, PATH*=LO:HI a factor; may be given again,\n"
    "                       up to 12\n"
    "  --measure NAME       only counts of this measure; may be given again\n"
    "  --tries N            at most about so many points (else 60)\n"
    "  --with, --set, --until, --seed, --threads   as in hubsim run\n"
    "  --replications N     replications at each point (else 4)\n"
    "  --dry-run            lists the counts and says how long it takes\n"
    "  --out DIR            writes fitted.cfg (an overlay), calibrate.json, counts.csv and a\n"
    "                       picture there\n"
    "  --db, --resume, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "Ends with 0 fine, 1 failed, 2 wrong command line, 3 wrong scenario, 7 no picture, 130\n"
    "interrupted.\n";

enum { VARY, MEASURE, TRIES, DRY_RUN, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [VARY] = {"--vary", "path=lo:hi"},
    [MEASURE] = {"--measure", "a measure of the record"},
    [TRIES] = {"--tries", "a whole number, 5 to 100000"},
    [DRY_RUN] = {"--dry-run", NULL}};

struct calibrating {
    struct study_session session;
    const char *vary[CALIBRATE_INPUTS], *measure[CALIBRATE_COUNTS];
    size_t varies, measures;
    uint64_t tries;
    struct factors inputs;
    struct responses responses;
    double count[CALIBRATE_COUNTS];
};

static bool take_option(void *context, int option, const char *value)
{
    struct calibrating *calibrating = context;
    struct study_session *session = &calibrating->session;
    switch (option) {
    case VARY:
        return study_session_add(session, calibrating->vary, &calibrating->varies, CALIBRATE_INPUTS,
                                 value);
    case MEASURE:
        return study_session_add(session, calibrating->measure, &calibrating->measures,
                                 CALIBRATE_COUNTS, value);
    case TRIES:
        return common_options_whole(&options[TRIES], value, 5, 100000, &calibrating->tries);
    default:
        return session->dry_run = true;
    }
}

/* ---- inputs and counts ----------------------------------------------------------------------- */

static bool is_wanted(const struct calibrating *calibrating, const char *measure)
{
    for (size_t i = 0; i < calibrating->measures; i++)
        if (strcmp(calibrating->measure[i], measure) == 0) return true;
    return calibrating->measures == 0;
}

/* Counts of zero have no relative misses; what is not simulated is passed over. */
static void choose_counts(struct calibrating *calibrating)
{
    const struct study_session *session = &calibrating->session;
    const struct observed *observed = &session->experiment[0].observed;
    for (size_t i = 0; i < observed->n; i++) {
        const struct observed_row *row = &observed->row[i];
        char word[96], why[RESPONSES_WHY_BYTES];
        const size_t before = calibrating->responses.n;
        if (row->role != OBSERVED_CALIBRATION || row->value == 0 ||
            !is_wanted(calibrating, row->measure))
            continue;
        snprintf(word, sizeof word, "%.63s@%d", row->measure, row->year);
        responses_add(&calibrating->responses, session->scenario[0].scenario, word, why);
        if (calibrating->responses.n > before) calibrating->count[before] = row->value;
    }
}

static bool choose(struct calibrating *calibrating)
{
    char why[FACTORS_WHY_BYTES] = "";
    const struct scenario *scenario = calibrating->session.scenario[0].scenario;
    bool fine = true;
    for (size_t i = 0; i < calibrating->varies && fine; i++) {
        fine = factors_add(&calibrating->inputs, scenario, calibrating->vary[i], why);
        if (fine && design_points_by_number(&calibrating->inputs.one[i])) {
            snprintf(why, sizeof why, "%.90s: give a range, path=lo:hi", calibrating->vary[i]);
            fine = false;
        }
    }
    choose_counts(calibrating);
    if (fine && calibrating->responses.n == 0) {
        snprintf(why, sizeof why,
                 "the record has no line with the role calibration for what is simulated");
        fine = false;
    }
    if (!fine) fprintf(stderr, "hubsim calibrate: %s\n", why);
    return fine;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static void print(const void *answer, const struct study_header *header, bool quiet, FILE *to)
{
    calibrate_report_print(answer, header, quiet, to);
}

static void write_json(const void *answer, const struct study_header *header, FILE *to)
{
    calibrate_report_json(answer, header, to);
}

static void write_csv(const void *answer, const struct study_header *header, FILE *to)
{
    (void)header;
    calibrate_report_csv(answer, to);
}

static int draw(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    return calibrate_report_draw(answer, header, pictures, wish, messages);
}

static enum ending write_overlay(const struct study_session *session,
                                 const struct calibrate_report *report)
{
    struct whole_file file;
    if (!session->common.out) return ENDING_FINE;
    bool fine = whole_file_open(&file, session->common.out, "fitted.cfg");
    if (fine) {
        calibrate_report_overlay(report, file.to);
        fine = whole_file_close(&file);
    }
    if (!fine) fprintf(stderr, "hubsim: %s/fitted.cfg: %s\n", session->common.out, strerror(errno));
    return fine ? ENDING_FINE : ENDING_FAILED;
}

static enum ending fit_them(const struct calibrating *calibrating,
                            const struct calibrate_request *request)
{
    static const struct study_session_teller teller = {"counts.csv", print, write_json, write_csv,
                                                       draw};
    const struct study_session *session = &calibrating->session;
    struct calibrate fit;
    if (!calibrate_run(request, &fit, session->diagnostics)) {
        diagnostics_print(session->diagnostics, stderr);
        return ENDING_BAD_SCENARIO;
    }
    const struct calibrate_report report = {&fit, &calibrating->inputs, &calibrating->responses,
                                            calibrating->count};
    enum ending ending = study_session_unfinished(session, &fit.batch);
    if (isfinite(fit.misfit)) {
        enum ending next = study_session_present(session, &teller, &report);
        if (ending == ENDING_FINE) ending = next;
        next = write_overlay(session, &report);
        if (ending == ENDING_FINE) ending = next;
    } else if (ending == ENDING_FINE) {
        fprintf(stderr, "hubsim calibrate: a count has no answer in some replications\n");
        ending = ENDING_FAILED;
    }
    return ending;
}

static enum ending calibrate_ready(struct calibrating *calibrating)
{
    const struct study_session *session = &calibrating->session;
    if (!choose(calibrating)) return ENDING_USAGE;
    const struct scenario_request scenario =
        common_options_request(&session->common, session->common.word[0]);
    const struct calibrate_request request = {.scenario = &scenario,
                                              .inputs = &calibrating->inputs,
                                              .responses = &calibrating->responses,
                                              .count = calibrating->count,
                                              .tries = calibrating->tries ? calibrating->tries : 60,
                                              .seed = session->seed,
                                              .replications = session->replications,
                                              .batch = study_session_batch(session)};
    if (!session->dry_run) return fit_them(calibrating, &request);
    for (size_t i = 0; i < calibrating->responses.n; i++)
        printf("%s = %g\n", calibrating->responses.one[i].word, calibrating->count[i]);
    printf("At most about ");
    study_session_estimate(session, (request.tries + calibrating->inputs.n) * session->replications,
                           stdout);
    return ENDING_FINE;
}

static enum ending calibrate(const struct command_call *call)
{
    struct calibrating *calibrating = calloc(1, sizeof *calibrating);
    if (!calibrating) return ENDING_FAILED;
    struct study_session *session = &calibrating->session;
    const struct common_options_more more = {options, OPTIONS, take_option, calibrating};
    enum ending ending = ENDING_USAGE;
    if (study_session_read(session, call, "calibrate", COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT,
                           &more, calibrate_help)) {
        if (session->common.help) ending = ENDING_FINE;
        else if (session->common.words != 1) study_session_refuse(session, "give one scenario");
        else if (calibrating->varies == 0)
            study_session_refuse(session, "say which inputs to fit, with --vary");
        else if (study_session_is_sensible(session)) ending = study_session_open_one(session, 4);
        if (session->n > 0 && ending == ENDING_FINE) ending = calibrate_ready(calibrating);
        factors_free(&calibrating->inputs);
        ending = study_session_close(session, ending);
    }
    free(calibrating);
    return ending;
}

const struct command calibrate_command = {"calibrate", "sets inputs to what was counted",
                                          calibrate};
