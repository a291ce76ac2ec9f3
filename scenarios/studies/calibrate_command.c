// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub.h"
#include "scenarios/cli/one_scenario.h"
#include "scenarios/report/whole_file.h"
#include "scenarios/studies/calibrate_report.h"
#include "scenarios/studies/study_session.h"
#include "sim/date.h"

static const char calibrate_help[] =
    "Examples\n"
    "  hubsim calibrate scenarios/liege/actual.cfg --vary scenarios/liege/priors.cfg --out calibrated\n"
    "  hubsim calibrate scenarios/liege/actual.cfg --vary jobs.other_base=1000:3000 --measure "
    "airport.jobs_without_agency\n"
    "                   --until 2022-01-01\n"
    "\n"
    "hubsim calibrate SCENARIO: sets inputs by rule. Draws points from the priors, simulates them "
    "with common\n"
    "random numbers, rules out those that lie too far from what was counted (history matching, in "
    "waves), and\n"
    "keeps the rest as a weighted joint sample that a scenario can carry: each replication takes "
    "one row. Says\n"
    "what the tuning brought: each count by the priors, and calibrated. Only counts with the role "
    "calibration are\n"
    "used, and only of years before the first that judges.\n"
    "\n"
    "  --vary PATH          an input; its prior is its own distribution (PATH@DATE: that of the "
    "timeline)\n"
    "  --vary PATH=LO:HI    an input and its range, PATH*=LO:HI a factor; may be given again, up "
    "to 99\n"
    "  --vary FILE.cfg      all inputs whose distribution stands in that file\n"
    "                       (none: all numbers that the scenario draws once for a replication)\n"
    "  --measure NAME       only counts of this measure; may be given again\n"
    "  --points N           points of a wave (else 160)\n"
    "  --waves N            waves (else 3)\n"
    "  --cut-off X          standard deviations beyond which a point is ruled out (else 3)\n"
    "  --may-miss N         so many counts may lie beyond it (else 0)\n"
    "  --discrepancy KIND=X the model's, as a share: jobs, tonnes, movements, parcels or trade "
    "(else estimated)\n"
    "  --with, --set, --until, --seed, --threads   as in hubsim run\n"
    "  --replications N     replications at each point (else 1)\n"
    "  --dry-run            lists the counts and says how long it takes\n"
    "  --out DIR            writes calibrated.cfg (an overlay), calibrated.csv (its sample), "
    "calibrate.json,\n"
    "                       counts.csv and a picture there\n"
    "  --db, --resume, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "Ends with 0 fine, 1 failed or nothing plausible, 2 wrong command line, 3 wrong scenario, 7 no "
    "picture,\n"
    "130 interrupted.\n";

enum { VARY, MEASURE, POINTS, WAVES, CUT_OFF, MAY_MISS, DISCREPANCY, DRY_RUN, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [VARY] = {"--vary", "path, path=lo:hi or a .cfg file"},
    [MEASURE] = {"--measure", "a measure of the record"},
    [POINTS] = {"--points", "a whole number, 10 to 100000"},
    [WAVES] = {"--waves", "a whole number, 1 to 8"},
    [CUT_OFF] = {"--cut-off", "a number above 0"},
    [MAY_MISS] = {"--may-miss", "a whole number, 0 to 63"},
    [DISCREPANCY] = {"--discrepancy", "kind=share, such as jobs=0.05"},
    [DRY_RUN] = {"--dry-run", NULL}};

enum { CHANCE_REPLICATIONS = 16 };

/* Before anything was counted: models of this kind are off by about a tenth. An assumption. */
static const double discrepancy_scale = 0.1;

struct calibrating {
    struct study_session session;
    const char *vary[CALIBRATE_INPUTS], *measure[CALIBRATE_COUNTS];
    size_t varies, measures;
    uint64_t points, waves, may_miss;
    double cut_off, discrepancy[MATCHING_KINDS];
    int32_t judged_from; /* first year that judges; 0: none */
    char until[40];
    struct calibrate_inputs inputs;
    struct responses responses;
    struct matching_target target[CALIBRATE_COUNTS];
    struct text_arena *arena;
};

static bool read_discrepancy(struct calibrating *calibrating, const char *value)
{
    const char *equals = strchr(value, '=');
    char *end = NULL;
    const double share = equals ? strtod(equals + 1, &end) : NAN;
    for (size_t k = 0; k < DISCREPANCY_KINDS && equals && end > equals + 1 && *end == '\0'; k++) {
        const char *word = discrepancy_word((enum discrepancy_kind)k);
        if (strlen(word) != (size_t)(equals - value) || strncmp(word, value, strlen(word)) != 0)
            continue;
        calibrating->discrepancy[k] = share;
        if (share >= 0 && share <= 1) return true;
    }
    fprintf(stderr, "hubsim: --discrepancy: give %s\n", options[DISCREPANCY].value);
    return false;
}

static bool read_cut_off(struct calibrating *calibrating, const char *value)
{
    char *end;
    calibrating->cut_off = strtod(value, &end);
    if (end > value && *end == '\0' && calibrating->cut_off > 0 && isfinite(calibrating->cut_off))
        return true;
    fprintf(stderr, "hubsim: --cut-off: give %s\n", options[CUT_OFF].value);
    return false;
}

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
    case POINTS:
        return common_options_whole(&options[POINTS], value, 10, 100000, &calibrating->points);
    case WAVES:
        return common_options_whole(&options[WAVES], value, 1, MATCHING_WAVES, &calibrating->waves);
    case CUT_OFF:
        return read_cut_off(calibrating, value);
    case MAY_MISS:
        return common_options_whole(&options[MAY_MISS], value, 0, CALIBRATE_COUNTS - 1,
                                    &calibrating->may_miss);
    case DISCREPANCY:
        return read_discrepancy(calibrating, value);
    default:
        return session->dry_run = true;
    }
}

/* ---- which counts ---------------------------------------------------------------------------- */

static int32_t first_judged(const struct observed *observed)
{
    int32_t first = 0;
    for (size_t i = 0; i < observed->n; i++)
        if (observed->row[i].role == OBSERVED_JUDGED && (!first || observed->row[i].year < first))
            first = observed->row[i].year;
    return first;
}

/* Nothing later than the years that set inputs need be simulated. */
static enum ending look_ahead(void *context, const struct scenario_request *request,
                              const struct experiment *experiment)
{
    (void)request;
    struct calibrating *calibrating = context;
    struct common_options *common = &calibrating->session.common;
    const struct hub_def *def = scenario_plan(experiment->scenario)->base;
    const int32_t judged = calibrating->judged_from = first_judged(&experiment->observed);
    if (!judged || def->run.to_us <= date_us(judged, 1, 1)) return ENDING_FINE;
    if (common->set_n == COMMON_OPTIONS_WORDS_MAX) return ENDING_FINE;
    snprintf(calibrating->until, sizeof calibrating->until, "run.to=%d-01-01", judged);
    common->set[common->set_n++] = calibrating->until;
    return ENDING_FINE;
}

static bool is_wanted(const struct calibrating *calibrating, const char *measure)
{
    for (size_t i = 0; i < calibrating->measures; i++)
        if (strcmp(calibrating->measure[i], measure) == 0) return true;
    return calibrating->measures == 0;
}

static bool is_too_late(const struct calibrating *calibrating, const struct observed_row *row)
{
    return calibrating->judged_from && row->year >= calibrating->judged_from;
}

/* Counts of zero have no relative misses; what is not simulated is passed over. */
static void choose_count(struct calibrating *calibrating, const struct observed_row *row)
{
    char word[96], error[RESPONSES_ERROR_BYTES];
    const size_t at = calibrating->responses.n;
    snprintf(word, sizeof word, "%.63s@%d", row->measure, row->year);
    responses_add(&calibrating->responses, calibrating->session.scenario[0].scenario, word, error);
    if (calibrating->responses.n == at) return;
    const struct responses_one *one = &calibrating->responses.one[at];
    struct measure measure = {"", "", ""};
    snprintf(measure.name, sizeof measure.name, "%s", one->measure);
    snprintf(measure.unit, sizeof measure.unit, "%s", one->unit);
    calibrating->target[at] =
        (struct matching_target){.count = row->value,
                                 .count_sd = calibrate_count_sd(row->confidence) * fabs(row->value),
                                 .kind = discrepancy_kind_of(&measure)};
}

/* What judges a projection must not set it: such a count is refused, not passed over. */
static bool choose_counts(struct calibrating *calibrating)
{
    const struct observed *observed = &calibrating->session.experiment[0].observed;
    bool fine = true;
    for (size_t i = 0; i < observed->n; i++) {
        const struct observed_row *row = &observed->row[i];
        if (row->role != OBSERVED_CALIBRATION || row->value == 0 ||
            !is_wanted(calibrating, row->measure))
            continue;
        if (is_too_late(calibrating, row)) {
            fprintf(stderr,
                    "hubsim calibrate: line %d of the record: %s of %d has the role calibration, "
                    "and the record judges from %d on: give it another role\n",
                    row->line, row->measure, row->year, calibrating->judged_from);
            fine = false;
        } else {
            choose_count(calibrating, row);
        }
    }
    if (!fine || calibrating->responses.n > 0) return fine;
    fprintf(stderr,
            "hubsim calibrate: the record has no line with the role calibration for what is "
            "simulated\n");
    return false;
}

/* ---- which inputs ---------------------------------------------------------------------------- */

/* False: there is none. */
static bool take_uncertain(struct calibrating *calibrating, const char *file)
{
    const struct scenario *scenario = calibrating->session.scenario[0].scenario;
    const size_t left_out =
        calibrate_add_uncertain(&calibrating->inputs, scenario, calibrating->arena, file,
                                scenario_plan(scenario)->base->run.to_us);
    if (left_out > 0)
        fprintf(stderr,
                "hubsim calibrate: %zu uncertain inputs are left out and count as chance: name "
                "inputs with --vary\n",
                left_out);
    return calibrating->inputs.n > 0;
}

static bool take_input(struct calibrating *calibrating, const char *word,
                       char error[static CALIBRATE_ERROR_BYTES])
{
    const size_t n = strlen(word);
    if (n < 5 || strcmp(word + n - 4, ".cfg") != 0)
        return calibrate_add(&calibrating->inputs, calibrating->session.scenario[0].scenario,
                             calibrating->arena, word, error);
    snprintf(error, CALIBRATE_ERROR_BYTES, "%.200s: no distribution of the scenario stands there",
             word);
    return take_uncertain(calibrating, word);
}

static bool choose_inputs(struct calibrating *calibrating)
{
    const struct scenario *scenario = calibrating->session.scenario[0].scenario;
    char error[CALIBRATE_ERROR_BYTES] = "the scenario draws no number: name inputs with --vary";
    bool fine = !posterior_of(scenario);
    if (!fine)
        snprintf(error, sizeof error, "the scenario has a sample already: leave its posterior out");
    for (size_t i = 0; i < calibrating->varies && fine; i++)
        fine = take_input(calibrating, calibrating->vary[i], error);
    if (fine && calibrating->varies == 0) fine = take_uncertain(calibrating, NULL);
    if (!fine) fprintf(stderr, "hubsim calibrate: %s\n", error);
    return fine;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static bool write_one(const struct study_session *session, const struct calibrate_report *report,
                      const char *name, bool sample)
{
    const struct study_header header = study_session_studied(session);
    struct whole_file file;
    bool fine = whole_file_open(&file, session->common.out, name);
    if (fine) {
        if (sample) calibrate_report_sample(report, file.to);
        else calibrate_report_overlay(report, &header, file.to);
        fine = whole_file_close(&file);
    }
    if (!fine) fprintf(stderr, "hubsim: %s/%s: %s\n", session->common.out, name, strerror(errno));
    return fine;
}

static enum ending write_overlay(const struct study_session *session,
                                 const struct calibrate_report *report)
{
    if (!session->common.out) return ENDING_FINE;
    const bool fine = write_one(session, report, "calibrated.csv", true) &&
                      write_one(session, report, "calibrated.cfg", false);
    return fine ? ENDING_FINE : ENDING_FAILED;
}

static enum ending calibrate_them(const struct calibrating *calibrating,
                                  const struct calibrate_request *request)
{
    const struct study_session *session = &calibrating->session;
    struct calibrate fit;
    if (!calibrate_run(request, &fit)) {
        const enum ending ending = study_session_unfinished(session, &fit.batch);
        if (ending != ENDING_FINE) return ending;
        fprintf(stderr, fit.no_answer
                            ? "hubsim calibrate: a count has no answer in some replications\n"
                            : "hubsim calibrate: the machine ran out of memory\n");
        return ENDING_FAILED;
    }
    const struct calibrate_report report = {&fit, request, calibrating->judged_from};
    enum ending ending = study_session_present(session, &calibrate_report_writers, &report);
    const enum ending next =
        fit.matching.remain > 0 ? write_overlay(session, &report) : ENDING_FAILED;
    if (next == ENDING_FAILED || ending == ENDING_FINE) ending = next;
    calibrate_free(&fit);
    return ending;
}

static enum ending calibrate_ready(struct calibrating *calibrating)
{
    const struct study_session *session = &calibrating->session;
    if (!choose_counts(calibrating) || !choose_inputs(calibrating)) return ENDING_USAGE;
    struct calibrate_request request = {.scenario = session->scenario[0].scenario,
                                        .inputs = &calibrating->inputs,
                                        .responses = &calibrating->responses,
                                        .target = calibrating->target,
                                        .rule = {.points = calibrating->points,
                                                 .waves = calibrating->waves,
                                                 .cut_off = calibrating->cut_off,
                                                 .may_miss = calibrating->may_miss,
                                                 .discrepancy_scale = discrepancy_scale,
                                                 .enough_counts = CALIBRATE_ENOUGH_COUNTS,
                                                 .seed = session->seed},
                                        .replications = session->replications,
                                        .chance_n = CHANCE_REPLICATIONS,
                                        .batch = study_session_batch(session)};
    memcpy(request.rule.discrepancy, calibrating->discrepancy, sizeof request.rule.discrepancy);
    if (!session->dry_run) return calibrate_them(calibrating, &request);
    for (size_t i = 0; i < calibrating->responses.n; i++)
        printf("%s = %g\n", calibrating->responses.one[i].word, calibrating->target[i].count);
    for (size_t i = 0; i < calibrating->inputs.n; i++)
        printf("%s\n", calibrating->inputs.one[i].word);
    printf("At most about ");
    study_session_estimate(
        session, request.rule.points * request.rule.waves * request.replications + request.chance_n,
        stdout);
    return ENDING_FINE;
}

static enum ending open_and_calibrate(struct calibrating *calibrating)
{
    struct study_session *session = &calibrating->session;
    enum ending ending = one_scenario_open(&session->common, look_ahead, calibrating);
    if (ending == ENDING_FINE) ending = study_session_open_one(session, 1);
    return session->n > 0 && ending == ENDING_FINE ? calibrate_ready(calibrating) : ending;
}

static enum ending calibrate(const struct command_call *call)
{
    struct calibrating *calibrating = calloc(1, sizeof *calibrating);
    if (!calibrating) return command_out_of_memory();
    struct study_session *session = &calibrating->session;
    const struct common_options_more more = {options, OPTIONS, take_option, calibrating};
    enum ending ending = ENDING_USAGE;
    calibrating->points = 160;
    calibrating->waves = 3;
    calibrating->cut_off = 3;
    calibrating->arena = text_arena_new();
    for (size_t k = 0; k < MATCHING_KINDS; k++) /* figures of no kind have one too, here */
        calibrating->discrepancy[k] = NAN;
    if (study_session_read(session, call, "calibrate", COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT,
                           &more, calibrate_help)) {
        if (session->common.help) ending = ENDING_FINE;
        else if (session->common.words != 1) study_session_refuse(session, "give one scenario");
        else if (study_session_is_sensible(session)) ending = open_and_calibrate(calibrating);
        ending = study_session_close(session, ending);
    }
    text_arena_free(calibrating->arena);
    free(calibrating);
    return ending;
}

const struct command calibrate_command = {"calibrate", "sets inputs by rule to what was counted",
                                          calibrate};
