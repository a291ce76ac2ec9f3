// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/exante_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub_def.h"
#include "scenarios/report/json.h"
#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"
#include "sim/date.h"

static const char *const band_name[FORECAST_SCORE_BANDS] = {"50", "80", "95"};

/* ---- tables ---------------------------------------------------------------------------------- */

static bool has_chance(const struct exante *exante, const struct exante_promise *promise)
{
    for (size_t d = 0; d < exante->days; d++)
        if (!promise->is_due[d] && !isnan(promise->p_kept[d])) return true;
    return false;
}

/* "  34", in brackets before it was said, nothing once it is due. */
static void print_chance(double p, bool said, bool due, FILE *to)
{
    char words[16] = "";
    if (!due && !isnan(p)) snprintf(words, sizeof words, said ? "%.0f" : "(%.0f)", 100 * p);
    fprintf(to, " %6s", words);
}

static void print_promises(const struct exante *exante, FILE *to)
{
    char day[17], counted[RUN_REPORT_NUMBER_BYTES];
    fputs("Chance that each promise is kept, per cent, as it could be known on that day\n"
          "(in brackets: before it was said; nothing: its year was over)\n\n",
          to);
    fprintf(to, "%-24s %4s", "promise", "by");
    for (size_t d = 0; d < exante->days; d++)
        fprintf(to, " %6.4s", date_write(day, exante->day_us[d], false));
    fprintf(to, " %6s %9s\n", "given", "counted");
    for (size_t p = 0; p < exante->promises; p++) {
        const struct exante_promise *promise = &exante->promise[p];
        if (!has_chance(exante, promise)) continue;
        fprintf(to, "%-24.24s %4d", promise->def->name, date_of(promise->def->by_us).year);
        for (size_t d = 0; d < exante->days; d++)
            print_chance(promise->p_kept[d], promise->is_said[d], promise->is_due[d], to);
        print_chance(promise->p_conditional, true, false, to);
        fprintf(to, " %9s\n", run_report_number(counted, promise->counted));
    }
    fputs("given: with all that happened given (the conditional exam).\n\n", to);
}

static void print_skill(double skill, size_t n, FILE *to)
{
    if (n == 0 || isnan(skill)) fprintf(to, " %10s", "n/a");
    else fprintf(to, " %6.2f/%-3zu", skill, n);
}

static void print_score(const char *what, const struct exante_score *score, FILE *to)
{
    fprintf(to, "%-24s %4zu %6.1f", what, score->all.cases, score->series);
    fprintf(to, " %+6.0f %5.0f ", 100 * score->all.bias, 100 * score->all.crps);
    for (int b = 0; b < FORECAST_SCORE_BANDS; b++)
        fprintf(to, " %3zu/%-3zu", score->all.band[b].inside, score->all.band[b].of);
    print_skill(score->skill_last, score->with_last, to);
    print_skill(score->skill_trend, score->with_trend, to);
    print_skill(score->skill_spreadsheet, score->with_spreadsheet, to);
    fputc('\n', to);
}

static void print_scores(const struct exante *exante, FILE *to)
{
    char day[17], what[32];
    fputs(
        "Counts that became known later, in per cent of each count; skill against a rival (1 perfect,\n"
        "below 0 worse than it) / on how many counts\n\n",
        to);
    fprintf(to, "%-24s %4s %6s %6s %5s  %-7s %-7s %-7s %10s %10s %10s\n", "exam", "n", "series",
            "bias", "CRPS", "in 50", "in 80", "in 95", "last", "trend", "sheet");
    for (size_t d = 0; d < exante->days; d++) {
        snprintf(what, sizeof what, "known by %s", date_write(day, exante->day_us[d], false));
        print_score(what, &exante->on_day[d], to);
    }
    print_score("ex ante, all", &exante->all, to);
    print_score("ex ante, judged counts", &exante->judged, to);
    print_score("conditional, judged", &exante->conditional, to);
    fputs("\nseries: as many independent ones as these are worth; neighbouring years of one "
          "replication, and\nforecasts of one count on several days, go together.\n",
          to);
}

static void print_bands(const struct exante *exante, FILE *to)
{
    const struct forecast_score *all = &exante->all.all;
    const size_t of = all->band[FORECAST_SCORE_BANDS - 1].of,
                 inside = all->band[FORECAST_SCORE_BANDS - 1].inside;
    if (of == 0) {
        fputs("Bands of 95 % need 39 replications: give --replications 39 or more.\n", to);
        return;
    }
    const double share = (double)inside / (double)of;
    fprintf(to, "The bands of 95 %% hold %zu of %zu counts (%.0f %%): ", inside, of, 100 * share);
    if (of < 25) fputs("fewer than 25 counts say little of that.\n", to);
    else if (share < 0.85)
        fputs("too few. The forecasts were surer than they had reason to be.\n", to);
    else if (share > 0.99)
        fputs("nearly all. The forecasts were less sure than they could be.\n", to);
    else fputs("as they should, by that measure.\n", to);
}

static void print_brier(const struct exante *exante, FILE *to)
{
    const struct exante_chance *chance = &exante->chance;
    if (chance->n == 0) return;
    fprintf(
        to,
        "Brier score of %zu chances (0 perfect): %.3f; whoever believed the promise %.3f, the last "
        "count\n%.3f, a coin %.3f.\n",
        chance->n, chance->brier, chance->itself, chance->last, chance->even);
}

static void print(const void *answer, const struct study_header *header, bool quiet, FILE *to)
{
    (void)header, (void)quiet;
    const struct exante_report *report = answer;
    print_promises(report->exante, to);
    print_scores(report->exante, to);
    print_bands(report->exante, to);
    print_brier(report->exante, to);
}

/* ---- CSV: one row for each promise and day, and for each count and day ----------------------- */

static const char *day_of(const struct exante *exante, size_t d, char day[static 17])
{
    return d < exante->days ? date_write(day, exante->day_us[d], false) : "conditional";
}

static void write_csv(const void *answer, const struct study_header *header, FILE *to)
{
    (void)header;
    const struct exante_report *report = answer;
    const struct exante *exante = report->exante;
    char day[17];
    fputs(
        "what,known_by,name,year,said,p_kept,p_lo_95,p_hi_95,q05,q50,q95,mean,lo_95,hi_95,crps_share,"
        "last,trend,spreadsheet,counted\n",
        to);
    for (size_t p = 0; p < exante->promises; p++) {
        const struct exante_promise *promise = &exante->promise[p];
        for (size_t d = 0; d < exante->days; d++) {
            const double number[] = {promise->p_kept[d],       promise->p_kept_95[d].lo,
                                     promise->p_kept_95[d].hi, promise->quantile[d][0],
                                     promise->quantile[d][1],  promise->quantile[d][2]};
            fprintf(to, "promise,%s,%s,%d,%s", day_of(exante, d, day), promise->def->name,
                    date_of(promise->def->by_us).year, promise->is_said[d] ? "yes" : "no");
            for (size_t i = 0; i < sizeof number / sizeof *number; i++)
                results_csv_number(to, number[i]);
            fputs(",,,,,,,", to);
            results_csv_number(to, promise->counted);
            fputc('\n', to);
        }
    }
    for (size_t i = 0; i < exante->lines; i++) {
        const struct exante_line *line = &exante->line[i];
        const struct interval *wide = &line->band[FORECAST_SCORE_BANDS - 1];
        const double number[] = {line->mean, wide->lo,    wide->hi,          line->crps,
                                 line->last, line->trend, line->spreadsheet, line->row->value};
        fprintf(to, "count,%s,%s,%d,,,,,,,", day_of(exante, line->day, day), line->row->measure,
                line->row->year);
        for (size_t n = 0; n < sizeof number / sizeof *number; n++)
            results_csv_number(to, number[n]);
        fputc('\n', to);
    }
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void json_promise(const struct exante *exante, const struct exante_promise *promise,
                         struct json *json)
{
    char day[17];
    json_object(json, NULL);
    json_text(json, "id", promise->def->name);
    json_text(json, "measure", promise->def->measure);
    json_whole(json, "by", date_of(promise->def->by_us).year);
    json_number(json, "counted", promise->counted);
    json_number(json, "p_kept_conditional", promise->p_conditional);
    json_array(json, "days");
    for (size_t d = 0; d < exante->days; d++) {
        json_object(json, NULL);
        json_text(json, "known_by", day_of(exante, d, day));
        json_text(json, "said", promise->is_said[d] ? "yes" : "no");
        json_text(json, "due", promise->is_due[d] ? "yes" : "no");
        json_number(json, "p_kept", promise->p_kept[d]);
        json_number(json, "p_lo_95", promise->p_kept_95[d].lo);
        json_number(json, "p_hi_95", promise->p_kept_95[d].hi);
        json_number(json, "q05", promise->quantile[d][0]);
        json_number(json, "q50", promise->quantile[d][1]);
        json_number(json, "q95", promise->quantile[d][2]);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

static void json_score(const char *key, const char *what, const struct exante_score *score,
                       struct json *json)
{
    json_object(json, key);
    if (what) json_text(json, "known_by", what);
    json_count(json, "counts", score->all.cases);
    json_number(json, "series", score->series);
    json_number(json, "bias_share", score->all.bias);
    json_number(json, "crps_share", score->all.crps);
    json_array(json, "bands");
    for (int b = 0; b < FORECAST_SCORE_BANDS; b++) {
        json_object(json, NULL);
        json_text(json, "level_pct", band_name[b]);
        json_count(json, "inside", score->all.band[b].inside);
        json_count(json, "of", score->all.band[b].of);
        json_object_end(json);
    }
    json_array_end(json);
    json_number(json, "skill_last", score->skill_last);
    json_number(json, "skill_trend", score->skill_trend);
    json_number(json, "skill_spreadsheet", score->skill_spreadsheet);
    json_object_end(json);
}

static void json_lines(const struct exante *exante, struct json *json)
{
    char day[17];
    json_array(json, "counts");
    for (size_t i = 0; i < exante->lines; i++) {
        const struct exante_line *line = &exante->line[i];
        json_object(json, NULL);
        json_text(json, "known_by", day_of(exante, line->day, day));
        json_text(json, "measure", line->row->measure);
        json_whole(json, "year", line->row->year);
        json_number(json, "counted", line->row->value);
        json_number(json, "mean", line->mean);
        json_number(json, "lo_95", line->band[FORECAST_SCORE_BANDS - 1].lo);
        json_number(json, "hi_95", line->band[FORECAST_SCORE_BANDS - 1].hi);
        json_number(json, "crps_share", line->crps);
        json_number(json, "last", line->last);
        json_number(json, "trend", line->trend);
        json_number(json, "spreadsheet", line->spreadsheet);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_json(const void *answer, const struct study_header *header, FILE *to)
{
    const struct exante_report *report = answer;
    const struct exante *exante = report->exante;
    struct json json = json_to(to);
    char day[17];
    study_header_json(header, report->replications, &json);
    json_array(&json, "promises");
    for (size_t p = 0; p < exante->promises; p++)
        json_promise(exante, &exante->promise[p], &json);
    json_array_end(&json);
    json_lines(exante, &json);
    json_array(&json, "days");
    for (size_t d = 0; d < exante->days; d++)
        json_score(NULL, day_of(exante, d, day), &exante->on_day[d], &json);
    json_array_end(&json);
    json_score("ex_ante", NULL, &exante->all, &json);
    json_score("ex_ante_judged", NULL, &exante->judged, &json);
    json_score("conditional", NULL, &exante->conditional, &json);
    json_object(&json, "brier");
    json_count(&json, "chances", exante->chance.n);
    json_number(&json, "ex_ante", exante->chance.brier);
    json_number(&json, "promise_itself", exante->chance.itself);
    json_number(&json, "last_count", exante->chance.last);
    json_number(&json, "coin", exante->chance.even);
    json_object_end(&json);
    json_object_end(&json);
    fputc('\n', to);
}

/* ---- the picture ----------------------------------------------------------------------------- */

enum { CURVES = 12, NOTE_BYTES = 96 };

struct drawn {
    double x[EXANTE_DAYS_MAX], y[EXANTE_DAYS_MAX], lo[EXANTE_DAYS_MAX], hi[EXANTE_DAYS_MAX];
    size_t n;
};

static void take_curve(const struct exante *exante, const struct exante_promise *promise,
                       struct drawn *drawn)
{
    drawn->n = 0;
    for (size_t d = 0; d < exante->days; d++) {
        if (promise->is_due[d] || isnan(promise->p_kept[d])) continue;
        drawn->x[drawn->n] = date_of(exante->day_us[d]).year;
        drawn->y[drawn->n] = 100 * promise->p_kept[d];
        drawn->lo[drawn->n] = 100 * promise->p_kept_95[d].lo;
        drawn->hi[drawn->n++] = 100 * promise->p_kept_95[d].hi;
    }
}

/* In the order of the file, one a measure: the first, which asks for most. */
static bool is_drawn(const struct exante *exante, const int *chosen, size_t n, size_t p)
{
    struct drawn drawn;
    for (size_t i = 0; i < n; i++)
        if (strcmp(exante->promise[chosen[i]].def->measure, exante->promise[p].def->measure) == 0)
            return false;
    take_curve(exante, &exante->promise[p], &drawn);
    return drawn.n > 1;
}

/* "% chance by 2025; counted 276: not kept" */
static void write_note(const struct exante_promise *promise, char *to, size_t room)
{
    const struct promise_def *def = promise->def;
    const int year = date_of(def->by_us).year;
    char counted[RUN_REPORT_NUMBER_BYTES];
    if (isnan(promise->counted)) {
        snprintf(to, room, "%% chance by %d; not counted", year);
        return;
    }
    const bool kept =
        isnan(def->at_most) ? promise->counted >= def->at_least : promise->counted <= def->at_most;
    snprintf(to, room, "%% chance by %d; counted %s: %s", year,
             run_report_number(counted, promise->counted), kept ? "kept" : "not kept");
}

static int draw(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    const struct exante_report *report = answer;
    const struct exante *exante = report->exante;
    struct drawn drawn[CURVES];
    struct pictures_curve curve[CURVES];
    int chosen[CURVES];
    char note[CURVES][NOTE_BYTES];
    size_t n = 0;
    char footer[128];
    study_header_footer(header, report->replications, footer, sizeof footer);
    for (size_t p = 0; p < exante->promises && n < CURVES; p++) {
        if (!is_drawn(exante, chosen, n, p)) continue;
        chosen[n] = (int)p;
        take_curve(exante, &exante->promise[p], &drawn[n]);
        write_note(&exante->promise[p], note[n], sizeof note[n]);
        curve[n] = (struct pictures_curve){.label = exante->promise[p].def->what,
                                           .note = note[n],
                                           .x = drawn[n].x,
                                           .y = drawn[n].y,
                                           .lo = drawn[n].lo,
                                           .hi = drawn[n].hi,
                                           .n = drawn[n].n};
        n++;
    }
    const struct pictures_curves curves = {
        .frame = {.name = "exante",
                  .title = "When could one have known?",
                  .subtitle = header->scenario[0].label,
                  .axis = "New Year on which it is said; bands: 95 % intervals of the chance",
                  .footer = footer},
        .y_axis = "%",
        .line = NAN,
        .from = NAN,
        .to = NAN,
        .apart = true,
        .curve = curve,
        .n = n};
    return n > 0 ? pictures->curves(&curves, wish, messages) : 0;
}

const struct study_session_writers exante_report_writers = {"chances.csv", print, write_json,
                                                            write_csv, draw};
