// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/calibrate_report.h"

#include <math.h>
#include <stdlib.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"

static const double strong = 0.9; /* correlation of errors: only together are the two known */

static bool is_at_end(const struct factors_one *one, double value)
{
    const double edge = 0.005 * (one->hi - one->lo);
    return value <= one->lo + edge || value >= one->hi - edge;
}

static void print_input(const struct calibrate_report *report, size_t i, FILE *to)
{
    const struct factors_one *one = &report->inputs->one[i];
    char range[48], value[32], error[32] = "";
    snprintf(range, sizeof range, "%.4g..%.4g", one->lo, one->hi);
    snprintf(value, sizeof value, "%.5g", report->fit->value[i]);
    if (isfinite(report->fit->error[i]))
        snprintf(error, sizeof error, "+- %.2g", report->fit->error[i]);
    run_report_cell(to, one->path, 44);
    fprintf(to, "%s %16s %12s %12s  %s\n", one->factor ? "*" : " ", range, value, error,
            !isfinite(report->fit->error[i])            ? "unknown error"
            : is_at_end(one, report->fit->value[i])     ? "at an end"
            : report->fit->error[i] > one->hi - one->lo ? "not identified"
                                                        : "");
}

static void print_count(const struct calibrate_report *report, size_t r, FILE *to)
{
    const struct responses_one *what = &report->responses->one[r];
    char count[RUN_REPORT_NUMBER_BYTES], before[RUN_REPORT_NUMBER_BYTES],
        after[RUN_REPORT_NUMBER_BYTES];
    run_report_cell(to, what->word, 44);
    fprintf(to, " %14s %14s %14s %7.1f %%\n",
            run_report_figure(count, report->count[r], what->unit),
            run_report_figure(before, report->fit->before[r], what->unit),
            run_report_figure(after, report->fit->after[r], what->unit),
            100 * (report->fit->after[r] / report->count[r] - 1));
}

static void say_pairs(const struct calibrate_report *report, FILE *to)
{
    for (size_t i = 0; i < report->fit->inputs; i++)
        for (size_t j = i + 1; j < report->fit->inputs; j++)
            if (fabs(report->fit->correlation[i][j]) > strong)
                run_report_say(
                    to,
                    "%s and %s cannot be distinguished by these counts (correlation of their errors "
                    "%.2f): another pair of values would do as well.",
                    report->inputs->one[i].path, report->inputs->one[j].path,
                    report->fit->correlation[i][j]);
}

void calibrate_report_print(const struct calibrate_report *report,
                            const struct study_header *header, bool quiet, FILE *to)
{
    const struct calibrate *fit = report->fit;
    if (!quiet) {
        run_report_text(to, header->scenario[0].label);
        fputc('\n', to);
        run_report_cell(to, "input (* a factor)", 44);
        fprintf(to, "  %16s %12s %12s\n", "range", "fitted", "");
        for (size_t i = 0; i < fit->inputs; i++)
            print_input(report, i, to);
        fputc('\n', to);
        run_report_cell(to, "what was counted", 44);
        fprintf(to, " %14s %14s %14s %9s\n", "counted", "before", "fitted", "off");
        for (size_t r = 0; r < fit->counts; r++)
            print_count(report, r, to);
        fputc('\n', to);
    }
    run_report_say(
        to,
        "The misses of the %zu counts (root mean square) went from %.1f %% with the middle of the "
        "ranges to %.1f %%, in %zu tries of %u replications with common random numbers.%s",
        fit->counts, 100 * fit->misfit_before, 100 * fit->misfit, fit->tries, header->asked,
        fit->converged ? "" : " It has not settled: give more --tries.");
    if (fit->counts <= fit->inputs)
        run_report_say(to,
                       "No more counts than inputs: how far off the values may be cannot be said.");
    say_pairs(report, to);
    run_report_say(
        to, "These counts set inputs now: they must not judge the projection (role calibration).");
    if (quiet) return;
    fputs("\nAs an overlay:\n\n", to);
    calibrate_report_overlay(report, to);
}

void calibrate_report_overlay(const struct calibrate_report *report, FILE *to)
{
    fputs("# Fitted by hubsim calibrate to:", to);
    for (size_t r = 0; r < report->fit->counts; r++)
        fprintf(to, " %s", report->responses->one[r].word);
    fputc('\n', to);
    for (size_t i = 0; i < report->fit->inputs; i++)
        if (!report->inputs->one[i].factor)
            fprintf(to, "%s = %.6g;\n", report->inputs->one[i].path, report->fit->value[i]);
    for (size_t i = 0; i < report->fit->inputs; i++)
        if (report->inputs->one[i].factor)
            fprintf(to, "scale.%s = %.6g;\n", report->inputs->one[i].path, report->fit->value[i]);
}

void calibrate_report_json(const struct calibrate_report *report, const struct study_header *header,
                           FILE *to)
{
    const struct calibrate *fit = report->fit;
    struct json json = json_to(to);
    study_header_json(header, header->asked, &json);
    json_number(&json, "misfit_before", fit->misfit_before);
    json_number(&json, "misfit", fit->misfit);
    json_count(&json, "tries", fit->tries);
    json_array(&json, "inputs");
    for (size_t i = 0; i < fit->inputs; i++) {
        json_object(&json, NULL);
        json_text(&json, "path", report->inputs->one[i].path);
        json_text(&json, "as", report->inputs->one[i].factor ? "factor" : "value");
        json_number(&json, "value", fit->value[i]);
        json_number(&json, "error", fit->error[i]);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_array(&json, "counts");
    for (size_t r = 0; r < fit->counts; r++) {
        json_object(&json, NULL);
        json_text(&json, "measure", report->responses->one[r].word);
        json_number(&json, "counted", report->count[r]);
        json_number(&json, "before", fit->before[r]);
        json_number(&json, "fitted", fit->after[r]);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

void calibrate_report_csv(const struct calibrate_report *report, FILE *to)
{
    fputs("measure,unit,counted,before,fitted\n", to);
    for (size_t r = 0; r < report->fit->counts; r++) {
        results_csv_text(to, report->responses->one[r].word, true);
        results_csv_text(to, report->responses->one[r].unit, false);
        results_csv_number(to, report->count[r]);
        results_csv_number(to, report->fit->before[r]);
        results_csv_number(to, report->fit->after[r]);
        fputc('\n', to);
    }
}

int calibrate_report_draw(const struct calibrate_report *report, const struct study_header *header,
                          const struct pictures *pictures, const struct pictures_wish *wish,
                          FILE *messages)
{
    struct pictures_row row[CALIBRATE_COUNTS];
    char note[CALIBRATE_COUNTS][64], footer[200];
    for (size_t r = 0; r < report->fit->counts; r++) {
        snprintf(note[r], sizeof note[r], "%+.1f %%",
                 100 * (report->fit->after[r] / report->count[r] - 1));
        row[r] = (struct pictures_row){.label = report->responses->one[r].word,
                                       .note = note[r],
                                       .at = 100 * report->fit->after[r] / report->count[r],
                                       .lo = NAN,
                                       .hi = NAN};
    }
    study_header_footer(header, header->asked, footer, sizeof footer);
    const struct pictures_rows rows = {
        .frame = {"calibrate", "How well the inputs fit what was counted",
                  header->scenario[0].label,
                  "simulated with the fitted inputs, per cent of what was counted", footer},
        .line = 100,
        .row = row,
        .n = report->fit->counts};
    return pictures->rows(&rows, wish, messages);
}
