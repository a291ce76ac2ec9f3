// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/score_report.h"

#include <math.h>
#include <stdlib.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/json.h"
#include "scenarios/report/run_report.h"

static const char *const band_name[FORECAST_SCORE_BANDS] = {"50", "80", "95"};

/* "in", "out", "n/a" */
static const char *inside_word(const struct score_line *line, int band)
{
    if (isnan(line->band[band].lo)) return "n/a";
    return line->inside[band] ? "in" : "out";
}

static void print_line(const struct score_line *line, FILE *to)
{
    char count[RUN_REPORT_NUMBER_BYTES], mean[RUN_REPORT_NUMBER_BYTES], lo[RUN_REPORT_NUMBER_BYTES],
        hi[RUN_REPORT_NUMBER_BYTES], crps[RUN_REPORT_NUMBER_BYTES], naive[RUN_REPORT_NUMBER_BYTES];
    const struct interval *wide = &line->band[FORECAST_SCORE_BANDS - 1];
    const double off = fabs(line->naive - line->row->value);
    fprintf(to, "%-24.24s %4d %9s %9s %9s..%-9s %-3s %-3s %-3s %8s %8s\n", line->measure->name,
            line->row->year, run_report_number(count, line->row->value),
            run_report_number(mean, line->mean), run_report_number(lo, wide->lo),
            run_report_number(hi, wide->hi), inside_word(line, 0), inside_word(line, 1),
            inside_word(line, 2), run_report_number(crps, line->crps),
            run_report_number(naive, off));
}

static void print_bias(const struct forecast_score *all, FILE *to)
{
    fprintf(
        to,
        "On average the projection lies %.0f %% %s what was counted, and %.0f %% away from it.\n",
        100 * fabs(all->bias), all->bias < 0 ? "below" : "above", 100 * all->crps);
}

static void print_bands(const struct forecast_score *all, FILE *to)
{
    fputs("Inside the bands:", to);
    for (int b = 0; b < FORECAST_SCORE_BANDS; b++) {
        fprintf(to, "%s %zu of %zu in that of %s %%", b ? "," : "", all->band[b].inside,
                all->band[b].of, band_name[b]);
        if (all->band[b].of > 0)
            fprintf(to, " (%.1f expected)", all->band[b].level * (double)all->band[b].of);
    }
    fputs(".\n", to);
}

static void print_skill(const struct forecast_score *all, FILE *to)
{
    if (all->naive_cases == 0) {
        fputs("No line has a naive forecast beside it: nothing was counted before.\n", to);
        return;
    }
    fprintf(to,
            "Against \"as last counted\" (%zu lines): skill %.2f; 1 would be perfect, below 0 "
            "the model did worse than no model.\n",
            all->naive_cases, all->skill);
}

static void print_all(const struct score *score, size_t replications, FILE *to)
{
    const struct forecast_score *all = &score->all;
    fprintf(to, "%-24s %4s %9s %9s %20s %-3s %-3s %-3s %8s %8s\n", "measure", "year", "counted",
            "mean", "95 % band       ", "50", "80", "95", "CRPS", "naive");
    for (size_t i = 0; i < score->n; i++)
        print_line(&score->line[i], to);
    fprintf(to,
            "\nNot scored: %zu lines used to set inputs, %zu for context, %zu of years not "
            "simulated, %zu not measured.\n",
            score->calibration, score->context, score->other_years, score->not_measured);
    if (all->cases == 0) {
        fputs("Nothing to score: the record has no judged line of these years.\n", to);
        return;
    }
    print_bias(all, to);
    print_bands(all, to);
    print_skill(all, to);
    if (replications < SCORE_REPLICATIONS)
        fprintf(to, "A band of 95 %% needs %d replications; these are %zu.\n", SCORE_REPLICATIONS,
                replications);
    if (all->cases < 30)
        fprintf(to,
                "%zu lines of neighbouring years and one airport are few and not independent:\n"
                "they can show that a projection is wrong, not that it is right.\n",
                all->cases);
}

/* Hubs of which both figures are known, and the share of the promise that came. */
static void print_comparable(const struct comparable *comparable, FILE *to)
{
    char promised[RUN_REPORT_NUMBER_BYTES], counted[RUN_REPORT_NUMBER_BYTES];
    double share[64];
    size_t known = 0;
    fputs("\nOther hubs that were promised jobs         promised   counted    share\n", to);
    for (size_t i = 0; i < comparable->n; i++) {
        const struct comparable_hub *hub = &comparable->hub[i];
        const double came = hub->counted_jobs / hub->promised_jobs;
        fprintf(to, "  %-40.40s %9s %9s", hub->name,
                run_report_number(promised, hub->promised_jobs),
                run_report_number(counted, hub->counted_jobs));
        fprintf(to, isfinite(came) ? "   %4.1f %%\n" : "     n/a\n", 100 * came);
        if (isfinite(came) && known < sizeof share / sizeof *share) share[known++] = came;
    }
    if (known < 5)
        fprintf(to,
                "Both figures are known of %zu: too few to say what usually comes of such a "
                "promise.\n",
                known);
    else
        fprintf(to, "Of %zu with both figures, half got less than %.0f %% of what was promised.\n",
                known, 100 * interval_quantile(share, known, 0.5));
}

static void print(const void *answer, const struct study_header *header, bool quiet, FILE *to)
{
    (void)header, (void)quiet;
    const struct score_report *scored = answer;
    print_all(scored->score, scored->replications, to);
    if (scored->comparable) print_comparable(scored->comparable, to);
}

static void write_csv(const void *answer, const struct study_header *header, FILE *to)
{
    (void)header;
    const struct score *score = ((const struct score_report *)answer)->score;
    fputs(
        "measure,year,unit,counted,mean,lo_50,hi_50,lo_80,hi_80,lo_95,hi_95,crps,naive,naive_year,"
        "pit,source\n",
        to);
    for (size_t i = 0; i < score->n; i++) {
        const struct score_line *line = &score->line[i];
        const double number[] = {line->row->value,
                                 line->mean,
                                 line->band[0].lo,
                                 line->band[0].hi,
                                 line->band[1].lo,
                                 line->band[1].hi,
                                 line->band[2].lo,
                                 line->band[2].hi,
                                 line->crps,
                                 line->naive,
                                 line->naive_year ? (double)line->naive_year : (double)NAN,
                                 line->pit};
        results_csv_text(to, line->measure->name, true);
        fprintf(to, ",%d", line->row->year);
        results_csv_text(to, line->measure->unit, false);
        for (size_t n = 0; n < sizeof number / sizeof *number; n++)
            results_csv_number(to, number[n]);
        results_csv_text(to, line->row->source, false);
        fputc('\n', to);
    }
}

static void json_band(const struct score_line *line, int band, struct json *json)
{
    json_object(json, NULL);
    json_text(json, "level_pct", band_name[band]);
    json_number(json, "lo", line->band[band].lo);
    json_number(json, "hi", line->band[band].hi);
    json_text(json, "count_is", inside_word(line, band));
    json_object_end(json);
}

static void json_line(const struct score_line *line, struct json *json)
{
    json_object(json, NULL);
    json_text(json, "measure", line->measure->name);
    json_whole(json, "year", line->row->year);
    json_text(json, "unit", line->measure->unit);
    json_number(json, "counted", line->row->value);
    json_text(json, "source", line->row->source);
    json_number(json, "mean", line->mean);
    json_array(json, "bands");
    for (int b = 0; b < FORECAST_SCORE_BANDS; b++)
        json_band(line, b, json);
    json_array_end(json);
    json_number(json, "crps", line->crps);
    json_number(json, "pit", line->pit);
    json_number(json, "naive", line->naive);
    json_number(json, "naive_year", line->naive_year ? (double)line->naive_year : (double)NAN);
    json_object_end(json);
}

static void json_all(const struct score *score, struct json *json)
{
    const struct forecast_score *all = &score->all;
    json_array(json, "lines");
    for (size_t i = 0; i < score->n; i++)
        json_line(&score->line[i], json);
    json_array_end(json);
    json_object(json, "all");
    json_count(json, "lines", all->cases);
    json_number(json, "bias_share", all->bias);
    json_number(json, "crps_share", all->crps);
    json_count(json, "naive_lines", all->naive_cases);
    json_number(json, "naive_crps_share", all->naive_crps);
    json_number(json, "skill", all->skill);
    json_array(json, "bands");
    for (int b = 0; b < FORECAST_SCORE_BANDS; b++) {
        json_object(json, NULL);
        json_text(json, "level_pct", band_name[b]);
        json_count(json, "inside", all->band[b].inside);
        json_count(json, "of", all->band[b].of);
        json_object_end(json);
    }
    json_array_end(json);
    json_count(json, "not_scored_calibration", score->calibration);
    json_count(json, "not_scored_context", score->context);
    json_count(json, "not_scored_other_years", score->other_years);
    json_count(json, "not_scored_not_measured", score->not_measured);
    json_object_end(json);
}

static void json_comparable(const struct comparable *comparable, struct json *json)
{
    json_array(json, "comparable");
    for (size_t i = 0; i < comparable->n; i++) {
        const struct comparable_hub *hub = &comparable->hub[i];
        json_object(json, NULL);
        json_text(json, "hub", hub->name);
        json_number(json, "announced", hub->announced);
        json_number(json, "promised_jobs", hub->promised_jobs);
        json_number(json, "counted", hub->counted);
        json_number(json, "counted_jobs", hub->counted_jobs);
        json_text(json, "source", hub->source);
        json_text(json, "note", hub->note);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_json(const void *answer, const struct study_header *header, FILE *to)
{
    const struct score_report *scored = answer;
    struct json json = json_to(to);
    study_header_json(header, scored->replications, &json);
    json_all(scored->score, &json);
    if (scored->comparable) json_comparable(scored->comparable, &json);
    json_object_end(&json);
    fputc('\n', to);
}

/* ---- the picture ----------------------------------------------------------------------------- */

struct words {
    char label[80], note[48];
};

static struct pictures_row make_row(const struct score_line *line, struct words *words)
{
    const struct interval *band = &line->band[FORECAST_SCORE_BANDS - 1];
    char count[RUN_REPORT_NUMBER_BYTES];
    const double unit = 0.01 * line->row->value;
    snprintf(words->label, sizeof words->label, "%s %d", line->measure->name, line->row->year);
    snprintf(words->note, sizeof words->note, "counted %s",
             run_report_number(count, line->row->value));
    return (struct pictures_row){.label = words->label,
                                 .note = words->note,
                                 .at = line->mean / unit,
                                 .lo = band->lo / unit,
                                 .hi = band->hi / unit,
                                 .faint = line->inside[FORECAST_SCORE_BANDS - 1]};
}

static int draw(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    const struct score_report *scored = answer;
    const struct score *score = scored->score;
    struct pictures_row *row = calloc(score->n + 1, sizeof *row);
    struct words *words = calloc(score->n + 1, sizeof *words);
    char footer[128];
    int failed = score->n > 0;
    study_header_footer(header, scored->replications, footer, sizeof footer);
    for (size_t i = 0; row && words && i < score->n; i++)
        row[i] = make_row(&score->line[i], &words[i]);
    const struct pictures_rows rows = {
        .frame = {.name = "score",
                  .title = "What was projected against what was counted",
                  .subtitle = header->scenario[0].label,
                  .axis =
                      "projection, per cent of the count; bars: where 95 % of replications fall",
                  .footer = footer},
        .line = 100,
        .row = row,
        .n = score->n};
    if (row && words && score->n > 0) failed = pictures->rows(&rows, wish, messages);
    free(row);
    free(words);
    return failed;
}

const struct study_session_writers score_report_writers = {"lines.csv", print, write_json,
                                                           write_csv, draw};
