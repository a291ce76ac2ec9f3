// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/tell/fits.h"

#include <math.h>
#include <stdlib.h>

#include "scenarios/tell/csv.h"
#include "scenarios/tell/tables.h"

static const double strong = 0.9; /* correlation of errors: only together are the two known */

static bool is_at_end(const struct inputs_one *one, double value)
{
    const double edge = 0.005 * (one->hi - one->lo);
    return value <= one->lo + edge || value >= one->hi - edge;
}

static void print_input(const struct fits *told, size_t i, FILE *to)
{
    const struct inputs_one *one = &told->inputs->one[i];
    char range[48], value[32], error[32] = "";
    snprintf(range, sizeof range, "%.4g..%.4g", one->lo, one->hi);
    snprintf(value, sizeof value, "%.5g", told->fit->value[i]);
    if (isfinite(told->fit->error[i]))
        snprintf(error, sizeof error, "+- %.2g", told->fit->error[i]);
    tables_cell(to, one->path, 44);
    fprintf(to, "%s %16s %12s %12s  %s\n", one->factor ? "*" : " ", range, value, error,
            !isfinite(told->fit->error[i])            ? "unknown error"
            : is_at_end(one, told->fit->value[i])     ? "at an end"
            : told->fit->error[i] > one->hi - one->lo ? "not identified"
                                                      : "");
}

static void print_count(const struct fits *told, size_t r, FILE *to)
{
    const struct responses_one *what = &told->responses->one[r];
    char count[TABLES_NUMBER_BYTES], before[TABLES_NUMBER_BYTES], after[TABLES_NUMBER_BYTES];
    tables_cell(to, what->word, 44);
    fprintf(to, " %14s %14s %14s %7.1f %%\n", tables_figure(count, told->count[r], what->unit),
            tables_figure(before, told->fit->before[r], what->unit),
            tables_figure(after, told->fit->after[r], what->unit),
            100 * (told->fit->after[r] / told->count[r] - 1));
}

static void say_pairs(const struct fits *told, FILE *to)
{
    for (size_t i = 0; i < told->fit->inputs; i++)
        for (size_t j = i + 1; j < told->fit->inputs; j++)
            if (fabs(told->fit->correlation[i][j]) > strong)
                tables_say(
                    to,
                    "%s and %s cannot be told apart by these counts (correlation of their errors "
                    "%.2f): another pair of values would do as well.",
                    told->inputs->one[i].path, told->inputs->one[j].path,
                    told->fit->correlation[i][j]);
}

void fits_print(const struct fits *told, const struct studied *studied, bool quiet, FILE *to)
{
    const struct fit *fit = told->fit;
    if (!quiet) {
        tables_text(to, studied->scenario[0].label);
        fputc('\n', to);
        tables_cell(to, "input (* a factor)", 44);
        fprintf(to, "  %16s %12s %12s\n", "range", "fitted", "");
        for (size_t i = 0; i < fit->inputs; i++)
            print_input(told, i, to);
        fputc('\n', to);
        tables_cell(to, "what was counted", 44);
        fprintf(to, " %14s %14s %14s %9s\n", "counted", "before", "fitted", "off");
        for (size_t r = 0; r < fit->counts; r++)
            print_count(told, r, to);
        fputc('\n', to);
    }
    tables_say(
        to,
        "The misses of the %zu counts (root mean square) went from %.1f %% with the middle of the "
        "ranges to %.1f %%, in %zu tries of %u histories with the same luck.%s",
        fit->counts, 100 * fit->misfit_before, 100 * fit->misfit, fit->tries, studied->asked,
        fit->converged ? "" : " It has not settled: give more --tries.");
    if (fit->counts <= fit->inputs)
        tables_say(to, "No more counts than inputs: how far off the values may be cannot be told.");
    say_pairs(told, to);
    tables_say(
        to, "These counts set inputs now: they must not judge the projection (role calibration).");
    if (quiet) return;
    fputs("\nAs an overlay:\n\n", to);
    fits_overlay(told, to);
}

void fits_overlay(const struct fits *told, FILE *to)
{
    fputs("# Fitted by hubsim calibrate to:", to);
    for (size_t r = 0; r < told->fit->counts; r++)
        fprintf(to, " %s", told->responses->one[r].word);
    fputc('\n', to);
    for (size_t i = 0; i < told->fit->inputs; i++)
        if (!told->inputs->one[i].factor)
            fprintf(to, "%s = %.6g;\n", told->inputs->one[i].path, told->fit->value[i]);
    for (size_t i = 0; i < told->fit->inputs; i++)
        if (told->inputs->one[i].factor)
            fprintf(to, "scale.%s = %.6g;\n", told->inputs->one[i].path, told->fit->value[i]);
}

void fits_json(const struct fits *told, const struct studied *studied, FILE *to)
{
    const struct fit *fit = told->fit;
    struct json json = json_to(to);
    studied_json(studied, studied->asked, &json);
    json_number(&json, "misfit_before", fit->misfit_before);
    json_number(&json, "misfit", fit->misfit);
    json_count(&json, "tries", fit->tries);
    json_array(&json, "inputs");
    for (size_t i = 0; i < fit->inputs; i++) {
        json_object(&json, NULL);
        json_text(&json, "path", told->inputs->one[i].path);
        json_text(&json, "as", told->inputs->one[i].factor ? "factor" : "value");
        json_number(&json, "value", fit->value[i]);
        json_number(&json, "error", fit->error[i]);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_array(&json, "counts");
    for (size_t r = 0; r < fit->counts; r++) {
        json_object(&json, NULL);
        json_text(&json, "measure", told->responses->one[r].word);
        json_number(&json, "counted", told->count[r]);
        json_number(&json, "before", fit->before[r]);
        json_number(&json, "fitted", fit->after[r]);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

void fits_csv(const struct fits *told, FILE *to)
{
    fputs("measure,unit,counted,before,fitted\n", to);
    for (size_t r = 0; r < told->fit->counts; r++) {
        csv_text(to, told->responses->one[r].word, true);
        csv_text(to, told->responses->one[r].unit, false);
        csv_number(to, told->count[r]);
        csv_number(to, told->fit->before[r]);
        csv_number(to, told->fit->after[r]);
        fputc('\n', to);
    }
}

int fits_draw(const struct fits *told, const struct studied *studied,
              const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    struct pictures_row row[FIT_COUNTS];
    char note[FIT_COUNTS][64], footer[200];
    for (size_t r = 0; r < told->fit->counts; r++) {
        snprintf(note[r], sizeof note[r], "%+.1f %%",
                 100 * (told->fit->after[r] / told->count[r] - 1));
        row[r] = (struct pictures_row){.label = told->responses->one[r].word,
                                       .note = note[r],
                                       .at = 100 * told->fit->after[r] / told->count[r],
                                       .lo = NAN,
                                       .hi = NAN};
    }
    studied_footer(studied, studied->asked, footer, sizeof footer);
    const struct pictures_rows rows = {
        .frame = {"calibrate", "How well the inputs fit what was counted",
                  studied->scenario[0].label,
                  "simulated with the fitted inputs, per cent of what was counted", footer},
        .line = 100,
        .row = row,
        .n = told->fit->counts};
    return pictures->rows(&rows, wish, messages);
}
