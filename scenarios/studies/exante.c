// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/exante.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub_def.h"
#include "scenarios/studies/spreadsheet.h"
#include "sim/date.h"

static const double level[FORECAST_SCORE_BANDS] = {0.50, 0.80, 0.95};

/* ---- rivals ---------------------------------------------------------------------------------- */

double exante_last_count(const struct observed *record, const char *measure, int64_t by_us,
                         int32_t before, int32_t *year)
{
    const struct observed_row *last = NULL;
    for (size_t i = 0; i < record->n; i++) {
        const struct observed_row *row = &record->row[i];
        if (strcmp(row->measure, measure) != 0 || row->known_us > by_us || row->year >= before)
            continue;
        const bool firmer =
            last && row->year == last->year && last->role == OBSERVED_CONTEXT; /* a rival count */
        if (!last || row->year > last->year || firmer) last = row;
    }
    *year = last ? last->year : 0;
    return last ? last->value : NAN;
}

double exante_trend(const struct observed *record, const char *measure, int64_t by_us, int32_t year)
{
    int32_t last_year, before_year;
    const double last = exante_last_count(record, measure, by_us, INT32_MAX, &last_year);
    const double before = exante_last_count(record, measure, by_us, last_year, &before_year);
    if (!(last > 0) || !(before > 0)) return NAN;
    return last * pow(last / before, (double)(year - last_year) / (last_year - before_year));
}

/* ---- one forecast of one count --------------------------------------------------------------- */

struct scoring {
    const struct exante_request *request;
    struct exante *exante;
    double *x;       /* [lines][replications], as shares of the count */
    double *at_hand; /* [replications] */
    size_t replications;
};

/* The measure to be held against that count; -1: none, or it was no forecast. */
static int measure_of(const struct outcome *outcome, const struct observed_row *row, int64_t by_us)
{
    const int64_t year = (int64_t)row->year - outcome->first_year;
    const bool simulated = year >= 0 && (uint64_t)year < outcome->years;
    const bool foretold = row->known_us > by_us && row->year >= date_of(by_us).year;
    if (row->role == OBSERVED_CONTEXT || row->value == 0 || !simulated || !foretold) return -1;
    return outcome_measure(outcome, row->measure);
}

static void score_line(const struct scoring *scoring, struct exante_line *line, double *shares)
{
    const double count = fabs(line->row->value), truth = line->row->value / count;
    for (size_t r = 0; r < scoring->replications; r++)
        shares[r] /= count;
    line->mean = interval_average(shares, scoring->replications) * count;
    line->crps = forecast_score_crps(shares, scoring->replications, truth);
    for (int b = 0; b < FORECAST_SCORE_BANDS; b++) {
        line->band[b] = forecast_score_band(shares, scoring->replications, level[b]);
        line->inside[b] = truth >= line->band[b].lo && truth <= line->band[b].hi;
        line->band[b].lo *= count;
        line->band[b].hi *= count;
    }
}

static void add_line(struct scoring *scoring, const struct outcome *outcome,
                     const struct experiment *experiment, const struct observed_row *row,
                     size_t day, int64_t by_us)
{
    const int measure = measure_of(outcome, row, by_us);
    struct exante *exante = scoring->exante;
    if (measure < 0) return;
    double *shares = scoring->x + exante->lines * scoring->replications;
    outcome_values(outcome, (size_t)measure, (size_t)(row->year - outcome->first_year), shares);
    outcome_judged(outcome, (size_t)measure, shares);
    for (size_t r = 0; r < scoring->replications; r++)
        if (!isfinite(shares[r])) return;
    int32_t last_year;
    const struct observed *record = &experiment->record;
    const bool tonnes = strcmp(row->measure, "airport.tonnes") == 0;
    struct exante_line *line = &exante->line[exante->lines++];
    *line = (struct exante_line){
        .row = row,
        .day = day,
        .last = exante_last_count(record, row->measure, by_us, INT32_MAX, &last_year),
        .trend = exante_trend(record, row->measure, by_us, row->year),
        .spreadsheet = tonnes ? spreadsheet_tonnes(experiment->scenario, row->year) : NAN};
    score_line(scoring, line, shares);
}

/* ---- scores of many -------------------------------------------------------------------------- */

struct chosen {
    size_t first, last; /* lines first .. last - 1 */
    bool judged_only;
};

static bool is_chosen(const struct exante *exante, const struct chosen *chosen, size_t i)
{
    return !chosen->judged_only || exante->line[i].row->role == OBSERVED_JUDGED;
}

static double correlation(const double *x, const double *y, size_t n)
{
    const double mx = interval_average(x, n), my = interval_average(y, n);
    double xy = 0, xx = 0, yy = 0;
    for (size_t i = 0; i < n; i++) {
        xy += (x[i] - mx) * (y[i] - my);
        xx += (x[i] - mx) * (x[i] - mx);
        yy += (y[i] - my) * (y[i] - my);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : 1;
}

static double count_series(const struct scoring *scoring, const struct chosen *chosen)
{
    const size_t n = scoring->replications;
    double sum = 0, lines = 0;
    for (size_t i = chosen->first; i < chosen->last; i++) {
        if (!is_chosen(scoring->exante, chosen, i)) continue;
        lines += 1;
        for (size_t j = chosen->first; j < chosen->last; j++)
            if (is_chosen(scoring->exante, chosen, j))
                sum += i == j ? 1 : correlation(scoring->x + i * n, scoring->x + j * n, n);
    }
    return sum > 0 ? fmin(lines, lines * lines / sum) : NAN; /* (1) */
}

enum rival { LAST, TREND, SPREADSHEET };

static double said_by(const struct exante_line *line, enum rival rival)
{
    const double said[] = {line->last, line->trend, line->spreadsheet};
    return said[rival] / fabs(line->row->value);
}

static struct forecast_score score_against(const struct scoring *scoring,
                                           const struct chosen *chosen, enum rival rival,
                                           struct forecast_score_case *cases)
{
    size_t n = 0;
    for (size_t i = chosen->first; i < chosen->last; i++) {
        const struct exante_line *line = &scoring->exante->line[i];
        if (!is_chosen(scoring->exante, chosen, i)) continue;
        cases[n++] =
            (struct forecast_score_case){.ensemble = scoring->x + i * scoring->replications,
                                         .n = scoring->replications,
                                         .observed = line->row->value / fabs(line->row->value),
                                         .naive = said_by(line, rival)};
    }
    return forecast_score_all(cases, n);
}

static struct exante_score score_chosen(const struct scoring *scoring, struct chosen chosen,
                                        struct forecast_score_case *cases)
{
    const struct forecast_score last = score_against(scoring, &chosen, LAST, cases);
    const struct forecast_score trend = score_against(scoring, &chosen, TREND, cases);
    const struct forecast_score sheet = score_against(scoring, &chosen, SPREADSHEET, cases);
    return (struct exante_score){.all = last,
                                 .skill_last = last.skill,
                                 .with_last = last.naive_cases,
                                 .skill_trend = trend.skill,
                                 .with_trend = trend.naive_cases,
                                 .skill_spreadsheet = sheet.skill,
                                 .with_spreadsheet = sheet.naive_cases,
                                 .series = count_series(scoring, &chosen)};
}

/* ---- counts ---------------------------------------------------------------------------------- */

static void add_lines(struct scoring *scoring, const struct run *run,
                      const struct experiment *experiment, size_t day, int64_t by_us)
{
    for (size_t i = 0; i < experiment->record.n; i++)
        add_line(scoring, &run->outcome, experiment, &experiment->record.row[i], day, by_us);
}

/* The conditional exam knows everything but the judged counts: its rivals knew the same. */
static void add_conditional(struct scoring *scoring)
{
    const struct exante_request *request = scoring->request;
    const struct experiment *experiment = request->conditional;
    for (size_t i = 0; i < experiment->record.n; i++) {
        const struct observed_row *row = &experiment->record.row[i];
        if (row->role == OBSERVED_JUDGED)
            add_line(scoring, &request->conditional_run->outcome, experiment, row, request->days,
                     date_us(row->year, 1, 1));
    }
}

static void score_counts(struct scoring *scoring, struct forecast_score_case *cases)
{
    const struct exante_request *request = scoring->request;
    struct exante *exante = scoring->exante;
    for (size_t d = 0; d < request->days; d++) {
        const size_t first = exante->lines;
        add_lines(scoring, request->day_run[d], &request->day[d], d, request->day_us[d]);
        exante->on_day[d] =
            score_chosen(scoring, (struct chosen){first, exante->lines, false}, cases);
    }
    const size_t foretold = exante->lines;
    add_conditional(scoring);
    exante->all = score_chosen(scoring, (struct chosen){0, foretold, false}, cases);
    exante->judged = score_chosen(scoring, (struct chosen){0, foretold, true}, cases);
    exante->conditional =
        score_chosen(scoring, (struct chosen){foretold, exante->lines, true}, cases);
}

/* ---- promises -------------------------------------------------------------------------------- */

static void look_at_day(const struct scoring *scoring, struct exante_promise *promise, size_t p,
                        size_t d)
{
    static const double at[3] = {0.05, 0.50, 0.95};
    const struct outcome *outcome = &scoring->request->day_run[d]->outcome;
    const struct outcome_promise *judged = &outcome->promise[p];
    const int32_t by = date_of(promise->def->by_us).year;
    const int measure = outcome_measure(outcome, promise->def->measure);
    promise->is_said[d] = promise->def->known_us <= scoring->request->day_us[d];
    promise->is_due[d] = date_of(scoring->request->day_us[d]).year > by;
    promise->p_kept[d] = judged->p_kept;
    promise->p_kept_95[d] = judged->p_kept_95;
    for (int q = 0; q < 3; q++)
        promise->quantile[d][q] = NAN;
    if (isnan(judged->p_kept) || measure < 0) return;
    outcome_values(outcome, (size_t)measure, (size_t)(by - outcome->first_year), scoring->at_hand);
    outcome_judged(outcome, (size_t)measure, scoring->at_hand);
    for (int q = 0; q < 3; q++)
        promise->quantile[d][q] = interval_quantile(scoring->at_hand, scoring->replications, at[q]);
}

static bool keeps(const struct promise_def *def, double value)
{
    return isnan(def->at_most) ? value >= def->at_least : value <= def->at_most;
}

static void add_chance(struct exante *exante, const struct exante_promise *promise, size_t d,
                       const struct observed *record)
{
    int32_t year;
    struct exante_chance *chance = &exante->chance;
    const double last =
        exante_last_count(record, promise->def->measure, exante->day_us[d], INT32_MAX, &year);
    const bool open = promise->is_said[d] && !promise->is_due[d];
    if (!open || isnan(promise->p_kept[d]) || isnan(promise->counted)) return;
    const bool kept = keeps(promise->def, promise->counted);
    chance->n++;
    chance->brier += forecast_score_brier(promise->p_kept[d], kept);
    chance->itself += forecast_score_brier(1, kept);
    chance->last += forecast_score_brier(isnan(last) ? 0.5 : keeps(promise->def, last), kept);
    chance->even += forecast_score_brier(0.5, kept);
}

static void look_at_promises(const struct scoring *scoring)
{
    const struct exante_request *request = scoring->request;
    const struct hub_def *def = scenario_plan(request->conditional->scenario)->base;
    struct exante *exante = scoring->exante;
    const struct observed *record = &request->conditional->record;
    for (size_t p = 0; p < def->promises_n; p++) {
        struct exante_promise *promise = &exante->promise[exante->promises++];
        promise->def = &def->promises[p];
        const struct observed_row *row =
            observed_find(record, promise->def->measure, date_of(promise->def->by_us).year);
        promise->counted = row ? row->value : NAN;
        promise->p_conditional = request->conditional_run->outcome.promise[p].p_kept;
        for (size_t d = 0; d < request->days; d++) {
            look_at_day(scoring, promise, p, d);
            add_chance(exante, promise, d, record);
        }
    }
    const double n = (double)exante->chance.n;
    exante->chance.brier /= n;
    exante->chance.itself /= n;
    exante->chance.last /= n;
    exante->chance.even /= n;
}

bool exante_make(const struct exante_request *request, struct exante *exante)
{
    const struct hub_def *def = scenario_plan(request->conditional->scenario)->base;
    const size_t replications = request->conditional_run->outcome.replications;
    const size_t lines = (request->days + 1) * request->conditional->record.n + 1;
    *exante = (struct exante){.days = request->days,
                              .promise = calloc(def->promises_n + 1, sizeof *exante->promise),
                              .line = calloc(lines, sizeof *exante->line)};
    struct scoring scoring = {request, exante, calloc(lines, (replications + 1) * sizeof(double)),
                              calloc(replications + 1, sizeof(double)), replications};
    struct forecast_score_case *cases = calloc(lines, sizeof *cases);
    const bool fine = exante->promise && exante->line && scoring.x && scoring.at_hand && cases;
    for (size_t d = 0; d < request->days; d++)
        exante->day_us[d] = request->day_us[d];
    if (fine) {
        score_counts(&scoring, cases);
        look_at_promises(&scoring);
    }
    free(scoring.x);
    free(scoring.at_hand);
    free(cases);
    if (!fine) exante_free(exante);
    return fine;
}

void exante_free(struct exante *exante)
{
    free(exante->promise);
    free(exante->line);
    exante->promise = NULL;
    exante->line = NULL;
}
