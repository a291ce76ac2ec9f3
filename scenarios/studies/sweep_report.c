// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/sweep_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"

enum { INPUT_COLUMNS = 14, VALUE_BYTES = FACTORS_WORD_BYTES };

static const struct sweep_value *value_of(const struct sweep_report *sweeps, size_t point,
                                          size_t response)
{
    return &sweeps->sweep->value[point * sweeps->sweep->responses.n + response];
}

/* Input i at a point, as it was written or as a number. */
static const char *write_input(const struct sweep_report *sweeps, size_t point, size_t i,
                               char to[static VALUE_BYTES])
{
    const struct factors_one *one = &sweeps->inputs->one[i];
    const double x = sweeps->sweep->at[point * sweeps->sweep->inputs + i];
    if (design_points_by_number(one)) snprintf(to, VALUE_BYTES, "%s", one->value[(size_t)x]);
    else snprintf(to, VALUE_BYTES, "%.6g", x);
    return to;
}

static void print_inputs(const struct sweep_report *sweeps, size_t point, FILE *to)
{
    char value[VALUE_BYTES];
    for (size_t i = 0; i < sweeps->sweep->inputs; i++) {
        run_report_cell(to, write_input(sweeps, point, i, value), INPUT_COLUMNS);
        fputc(' ', to);
    }
}

static void print_names(const struct sweep_report *sweeps, FILE *to)
{
    for (size_t i = 0; i < sweeps->sweep->inputs; i++) {
        run_report_cell(to, factors_name(sweeps->inputs, i), INPUT_COLUMNS);
        fputc(' ', to);
    }
}

void sweep_report_list(const struct sweep_report *sweeps, FILE *to)
{
    print_names(sweeps, to);
    fputc('\n', to);
    for (size_t p = 0; p < sweeps->sweep->points; p++) {
        print_inputs(sweeps, p, to);
        fputc('\n', to);
    }
}

static void print_response(const struct sweep_report *sweeps, size_t response, FILE *to)
{
    const struct responses_one *one = &sweeps->sweep->responses.one[response];
    fprintf(to, "\n%s: %.70s\n", one->word, one->meaning);
    print_names(sweeps, to);
    fprintf(to, "%10s %22s %4s\n", "mean", "95 % interval", "n");
    for (size_t p = 0; p < sweeps->sweep->points; p++) {
        const struct sweep_value *value = value_of(sweeps, p, response);
        char mean[RUN_REPORT_NUMBER_BYTES], lo[RUN_REPORT_NUMBER_BYTES],
            hi[RUN_REPORT_NUMBER_BYTES];
        char band[2 * RUN_REPORT_NUMBER_BYTES + 4] = "";
        if (isfinite(value->mean_95.lo))
            snprintf(band, sizeof band, "%s..%s",
                     run_report_figure(lo, value->mean_95.lo, one->unit),
                     run_report_figure(hi, value->mean_95.hi, one->unit));
        print_inputs(sweeps, p, to);
        fprintf(to, "%10s %22s %4zu\n", run_report_figure(mean, value->mean, one->unit), band,
                value->n);
    }
}

/* Where the first figure is largest and smallest. */
static void say_ends(const struct sweep_report *sweeps, FILE *to)
{
    const struct responses_one *one = &sweeps->sweep->responses.one[0];
    size_t least = SIZE_MAX, most = SIZE_MAX;
    for (size_t p = 0; p < sweeps->sweep->points; p++) {
        const double mean = value_of(sweeps, p, 0)->mean;
        if (!isfinite(mean)) continue;
        if (least == SIZE_MAX || mean < value_of(sweeps, least, 0)->mean) least = p;
        if (most == SIZE_MAX || mean > value_of(sweeps, most, 0)->mean) most = p;
    }
    if (least == SIZE_MAX) return;
    char lo[RUN_REPORT_NUMBER_BYTES], hi[RUN_REPORT_NUMBER_BYTES], at[2][400] = {"", ""};
    for (size_t i = 0; i < sweeps->sweep->inputs && i < 3; i++) {
        for (int end = 0; end < 2; end++) {
            char value[VALUE_BYTES];
            const size_t used = strlen(at[end]);
            snprintf(at[end] + used, sizeof at[end] - used, "%s%.40s = %.60s", i ? ", " : "",
                     factors_name(sweeps->inputs, i),
                     write_input(sweeps, end ? most : least, i, value));
        }
    }
    run_report_say(
        to,
        "%s goes from %s (%s) to %s (%s) %s over the %zu points. All points use common random numbers.",
        one->word, run_report_figure(lo, value_of(sweeps, least, 0)->mean, one->unit), at[0],
        run_report_figure(hi, value_of(sweeps, most, 0)->mean, one->unit), at[1],
        run_report_unit(one->unit), sweeps->sweep->points);
}

static void print(const void *answer, const struct study_header *header, bool quiet, FILE *to)
{
    const struct sweep_report *sweeps = answer;
    if (!quiet) run_report_text(to, header->scenario[0].label);
    for (size_t r = 0; r < sweeps->sweep->responses.n && !quiet; r++)
        print_response(sweeps, r, to);
    fputc('\n', to);
    say_ends(sweeps, to);
}

/* ---- for programs ---------------------------------------------------------------------------- */

static void write_json(const void *answer, const struct study_header *header, FILE *to)
{
    const struct sweep_report *sweeps = answer;
    const struct sweep *sweep = sweeps->sweep;
    struct json json = json_to(to);
    study_header_json(header, header->asked, &json);
    json_array(&json, "points");
    for (size_t p = 0; p < sweep->points; p++) {
        char value[VALUE_BYTES];
        json_object(&json, NULL);
        json_object(&json, "inputs");
        for (size_t i = 0; i < sweep->inputs; i++) {
            const struct factors_one *one = &sweeps->inputs->one[i];
            const double at = sweep->at[p * sweep->inputs + i];
            const double x = design_points_by_number(one) ? factors_listed(one, (size_t)at) : at;
            if (isfinite(x)) json_number(&json, one->path, x);
            else json_text(&json, one->path, write_input(sweeps, p, i, value));
        }
        json_object_end(&json);
        json_array(&json, "measures");
        for (size_t r = 0; r < sweep->responses.n; r++) {
            const struct sweep_value *of = value_of(sweeps, p, r);
            json_object(&json, NULL);
            json_text(&json, "measure", sweep->responses.one[r].word);
            json_text(&json, "unit", sweep->responses.one[r].unit);
            json_count(&json, "n", of->n);
            json_number(&json, "mean", of->mean);
            json_number(&json, "sd", of->sd);
            json_number(&json, "lo", of->mean_95.lo);
            json_number(&json, "hi", of->mean_95.hi);
            json_object_end(&json);
        }
        json_array_end(&json);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

static void write_csv(const void *answer, const struct study_header *header, FILE *to)
{
    (void)header;
    const struct sweep_report *sweeps = answer;
    const struct sweep *sweep = sweeps->sweep;
    fputs("point", to);
    for (size_t i = 0; i < sweep->inputs; i++)
        results_csv_text(to, sweeps->inputs->one[i].path, false);
    fputs(",measure,unit,n,mean,sd,lo,hi,band_lo,band_hi\n", to);
    for (size_t p = 0; p < sweep->points; p++) {
        for (size_t r = 0; r < sweep->responses.n; r++) {
            const struct sweep_value *of = value_of(sweeps, p, r);
            const double number[] = {of->mean,       of->sd,         of->mean_95.lo,
                                     of->mean_95.hi, of->band_95.lo, of->band_95.hi};
            char value[VALUE_BYTES];
            fprintf(to, "%zu", p + 1);
            for (size_t i = 0; i < sweep->inputs; i++)
                results_csv_text(to, write_input(sweeps, p, i, value), false);
            results_csv_text(to, sweep->responses.one[r].word, false);
            results_csv_text(to, sweep->responses.one[r].unit, false);
            fprintf(to, ",%zu", of->n);
            for (size_t k = 0; k < sizeof number / sizeof *number; k++)
                results_csv_number(to, number[k]);
            fputc('\n', to);
        }
    }
}

/* ---- curves ---------------------------------------------------------------------------------- */

enum { CURVES = 6, PICTURES = 4 };

struct drawn {
    struct pictures_curve curve[CURVES];
    char label[CURVES][200];
    double *x, *y, *lo, *hi; /* [CURVES * points] */
    size_t n, left_out;
};

/* What is not on the axis: "tugs = 20, cap = 55000". */
static void label_curve(const struct sweep_report *sweeps, size_t point, char *to, size_t room)
{
    to[0] = '\0';
    for (size_t i = 1; i < sweeps->sweep->inputs; i++) {
        char value[VALUE_BYTES];
        const size_t used = strlen(to);
        snprintf(to + used, room - used, "%s%.40s = %.40s", i > 1 ? ", " : "",
                 factors_name(sweeps->inputs, i), write_input(sweeps, point, i, value));
    }
}

/* The curve of that label; NULL: there are too many. */
static struct pictures_curve *find_curve(struct drawn *drawn, const struct sweep_report *sweeps,
                                         const char *label)
{
    const size_t points = sweeps->sweep->points;
    for (size_t c = 0; c < drawn->n; c++)
        if (strcmp(drawn->label[c], label) == 0) return &drawn->curve[c];
    if (drawn->n == CURVES) return NULL;
    const size_t c = drawn->n++;
    snprintf(drawn->label[c], sizeof drawn->label[c], "%s", label);
    drawn->curve[c] = (struct pictures_curve){.label = drawn->label[c],
                                              .x = drawn->x + c * points,
                                              .y = drawn->y + c * points,
                                              .lo = drawn->lo + c * points,
                                              .hi = drawn->hi + c * points,
                                              .points = !sweeps->grid};
    return &drawn->curve[c];
}

static void add_point(struct drawn *drawn, const struct sweep_report *sweeps, size_t point,
                      size_t response)
{
    const struct factors_one *one = &sweeps->inputs->one[0];
    const double at = sweeps->sweep->at[point * sweeps->sweep->inputs];
    const struct sweep_value *value = value_of(sweeps, point, response);
    double x = design_points_by_number(one) ? factors_listed(one, (size_t)at) : at;
    char label[200] = "";
    if (!isfinite(x)) x = at + 1; /* words: by their number */
    if (sweeps->grid) label_curve(sweeps, point, label, sizeof label);
    struct pictures_curve *curve = find_curve(drawn, sweeps, label);
    drawn->left_out += curve == NULL;
    if (!curve) return;
    const size_t i = (size_t)(curve->x - drawn->x) + curve->n++;
    drawn->x[i] = x;
    drawn->y[i] = value->mean;
    drawn->lo[i] = value->mean_95.lo;
    drawn->hi[i] = value->mean_95.hi;
}

static int draw_response(const struct sweep_report *sweeps, const struct study_header *header,
                         size_t response, struct drawn *drawn, const struct pictures *pictures,
                         const struct pictures_wish *wish, FILE *messages)
{
    static const char *const name[PICTURES] = {"sweep", "sweep_2", "sweep_3", "sweep_4"};
    const struct responses_one *one = &sweeps->sweep->responses.one[response];
    const struct factors_one *input = &sweeps->inputs->one[0];
    char footer[240], run[160], title[400], axis[300];
    drawn->n = drawn->left_out = 0;
    for (size_t p = 0; p < sweeps->sweep->points; p++)
        add_point(drawn, sweeps, p, response);
    study_header_footer(header, header->asked, run, sizeof run);
    snprintf(footer, sizeof footer, "%s; bands: 95 %% intervals of the mean%s", run,
             drawn->left_out ? "; more curves are in the CSV" : "");
    snprintf(title, sizeof title, "%.150s, %d", one->meaning, one->year);
    snprintf(axis, sizeof axis, "%s%s%s", input->path, *input->unit ? ", " : "", input->unit);
    const struct pictures_curves curves = {
        .frame = {name[response], title, header->scenario[0].label, axis, footer},
        .y_axis = *run_report_unit(one->unit) ? run_report_unit(one->unit) : one->unit,
        .line = NAN,
        .from = NAN,
        .to = NAN,
        .curve = drawn->curve,
        .n = drawn->n};
    return pictures->curves(&curves, wish, messages);
}

static int draw(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    const struct sweep_report *sweeps = answer;
    const size_t points = sweeps->sweep->points;
    struct drawn *drawn = calloc(1, sizeof *drawn);
    double *room = calloc(4 * CURVES * points + 1, sizeof *room);
    int failed = drawn && room ? 0 : 1;
    if (!failed) {
        drawn->x = room;
        drawn->y = room + CURVES * points;
        drawn->lo = room + 2 * CURVES * points;
        drawn->hi = room + 3 * CURVES * points;
        for (size_t r = 0; r < sweeps->sweep->responses.n && r < PICTURES; r++)
            failed += draw_response(sweeps, header, r, drawn, pictures, wish, messages);
    }
    free(drawn);
    free(room);
    return failed;
}

const struct study_session_writers sweep_report_writers = {"points.csv", print, write_json,
                                                           write_csv, draw};
