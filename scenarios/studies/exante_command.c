// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <stdlib.h>

#include "models/hub/hub_def.h"
#include "scenarios/studies/exante_report.h"
#include "scenarios/studies/study_session.h"
#include "sim/date.h"

static const char exante_help[] =
    "Examples\n"
    "  hubsim exante scenarios/liege/forecast.cfg --out out\n"
    "  hubsim exante scenarios/liege/forecast.cfg --from 2021-01-01 --to 2022-01-01 --replications 20\n"
    "\n"
    "hubsim exante SCENARIO: when could one have known? For each New Year from one day to another it "
    "runs the\n"
    "scenario as it was known then (hubsim run can do so for any day), says what the chance of each promise was, and "
    "scores\n"
    "what was foretold of counts that became known later: bias, CRPS, bands of 50, 80 and 95 %, Brier "
    "score\n"
    "of the promises; against the last count, its trend, the promise itself, and a spreadsheet of "
    "flights,\n"
    "capacity and load. Beside it stands the conditional exam, in which all that happened is given\n"
    "(hubsim score).\n"
    "\n"
    "  --from DATE          the first day (else 2019-01-01)\n"
    "  --to DATE            the last (else 2025-01-01)\n"
    "  --replications N     of each day (else 40: a band of 95 % needs 39)\n"
    "  --with, --set, --until, --seed, --threads   as in hubsim run\n"
    "  --out DIR            writes exante.json, chances.csv and a picture there\n"
    "  --db, --resume, --no-plots, --terminal, --json, --csv, --quiet   as in hubsim run\n"
    "\n"
    "Ends with 0 fine, 1 failed, 2 wrong command line, 3 wrong scenario or file, 7 no picture, 130 "
    "interrupted.\n";

enum { FROM, TO, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [FROM] = {"--from", "a date such as 2019-01-01"}, [TO] = {"--to", "a date such as 2025-01-01"}};

enum { REPLICATIONS_WORD = 40 };

struct examining {
    struct study_session session;
    int64_t from_us, to_us;
    int64_t day_us[EXANTE_DAYS_MAX];
    size_t days;
    struct run *run[EXANTE_DAYS_MAX + 1]; /* the last is that of the conditional exam */
};

static bool take_option(void *context, int option, const char *value)
{
    struct examining *examining = context;
    int64_t *to_us = option == FROM ? &examining->from_us : &examining->to_us;
    if (date_read(value, to_us) && *to_us != DATE_NEVER_US) return true;
    fprintf(stderr, "hubsim: %s: give %s\n", options[option].name, options[option].value);
    return false;
}

/* ---- the answer ------------------------------------------------------------------------------ */

static enum ending present(const struct examining *examining)
{
    const struct study_session *session = &examining->session;
    const struct exante_request request = {.conditional = &session->experiment[0],
                                           .day = &session->experiment[1],
                                           .day_us = examining->day_us,
                                           .days = examining->days,
                                           .conditional_run = examining->run[examining->days],
                                           .day_run = examining->run};
    struct exante exante;
    if (!exante_make(&request, &exante)) return command_out_of_memory();
    const struct exante_report report = {
        &exante, scenario_plan(session->experiment[0].scenario)->base, session->replications};
    const enum ending ending = study_session_present(session, &exante_report_writers, &report);
    exante_free(&exante);
    return ending;
}

/* ---- the runs -------------------------------------------------------------------------------- */

/* experiment: 0 is the conditional exam, whose run stands last. */
static enum ending run_one(struct examining *examining, size_t experiment)
{
    const struct study_session *session = &examining->session;
    const size_t place = experiment == 0 ? examining->days : experiment - 1;
    const struct run_request request = {.scenario = session->experiment[experiment].scenario,
                                        .observed = &session->experiment[experiment].record,
                                        .seed = session->seed,
                                        .replications = session->replications,
                                        .batch = study_session_batch(session)};
    examining->run[place] = run_replications(&request);
    if (!examining->run[place]) return command_out_of_memory();
    return study_session_unfinished(session, &examining->run[place]->batch);
}

static enum ending run_and_report(struct examining *examining)
{
    enum ending ending = ENDING_FINE;
    for (size_t i = 0; i <= examining->days && ending == ENDING_FINE; i++)
        ending = run_one(examining, i);
    if (ending == ENDING_FINE) ending = present(examining);
    for (size_t i = 0; i <= examining->days; i++)
        run_free(examining->run[i]);
    return ending;
}

/* ---- the question ---------------------------------------------------------------------------- */

static bool choose_days(struct examining *examining)
{
    const struct study_session *session = &examining->session;
    for (int32_t year = date_of(examining->from_us - 1).year + 1;
         date_us(year, 1, 1) <= examining->to_us; year++) {
        if (examining->days == EXANTE_DAYS_MAX) {
            study_session_refuse(session, "more than 24 New Years are too many");
            return false;
        }
        examining->day_us[examining->days++] = date_us(year, 1, 1);
    }
    if (examining->days > 0) return true;
    study_session_refuse(session, "there is no New Year from --from to --to");
    return false;
}

static enum ending open_days(struct examining *examining)
{
    struct study_session *session = &examining->session;
    struct scenario_request request =
        common_options_request(&session->common, session->common.word[0]);
    char day[17];
    bool fine = study_session_open(session, &request, NULL);
    for (size_t d = 0; fine && d < examining->days; d++) {
        request.known_by_us = examining->day_us[d];
        fine = study_session_open(session, &request, date_write(day, examining->day_us[d], false));
    }
    const enum ending ending = study_session_ready(session, REPLICATIONS_WORD);
    if (ending != ENDING_FINE || session->experiment[0].record.n > 0) return ending;
    fputs("hubsim exante: this scenario names no record (observed = \"FILE.csv\"): nothing was "
          "counted\n",
          stderr);
    return ENDING_BAD_SCENARIO;
}

static enum ending exante(const struct command_call *call)
{
    struct examining *examining = calloc(1, sizeof *examining);
    if (!examining) return command_out_of_memory();
    struct study_session *session = &examining->session;
    const struct common_options_more more = {options, OPTIONS, take_option, examining};
    enum ending ending = ENDING_USAGE;
    examining->from_us = date_us(2019, 1, 1);
    examining->to_us = date_us(2025, 1, 1);
    if (study_session_read(session, call, "exante", COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT, &more,
                           exante_help)) {
        if (session->common.help) ending = ENDING_FINE;
        else if (session->common.words != 1) study_session_refuse(session, "give one scenario");
        else if (study_session_is_sensible(session) && choose_days(examining)) {
            ending = open_days(examining);
            if (ending == ENDING_FINE) ending = run_and_report(examining);
        }
        ending = study_session_close(session, ending);
    }
    free(examining);
    return ending;
}

const struct command exante_command = {
    "exante", "says what could have been known, New Year by New Year", exante};
