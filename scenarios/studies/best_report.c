// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/best_report.h"

#include <math.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"

static const char *status_of(const struct best *best, size_t i)
{
    if (best->unknown) return "no answer";
    if (best->option[i].kept)
        return best->left == 1 ? "the best" : best->tied ? "tied" : "may be the best";
    return best->option[i].subset ? "out later" : "out at once";
}

static void print_option(const struct best_report *report, const struct study_header *header,
                         size_t i, FILE *to)
{
    const struct best *best = report->best;
    char mean[RUN_REPORT_NUMBER_BYTES], lo[RUN_REPORT_NUMBER_BYTES], hi[RUN_REPORT_NUMBER_BYTES];
    char band[2 * RUN_REPORT_NUMBER_BYTES + 4] = "";
    const struct interval *interval = &best->option[i].mean_95;
    if (isfinite(interval->lo))
        snprintf(band, sizeof band, "%s..%s",
                 run_report_figure(lo, interval->lo, report->what->unit),
                 run_report_figure(hi, interval->hi, report->what->unit));
    run_report_cell(to, header->scenario[i].label, 40);
    fprintf(to, " %10s %22s %5zu  %s\n",
            run_report_figure(mean, best->option[i].mean, report->what->unit), band,
            best->option[i].n, status_of(best, i));
}

static const char *write_delta(const struct best_report *report, char *to, size_t room)
{
    char delta[RUN_REPORT_NUMBER_BYTES];
    const char *unit = run_report_unit(report->what->unit);
    snprintf(to, room, "%s%s%s", run_report_figure(delta, report->best->delta, report->what->unit),
             *unit ? " " : "", unit);
    return to;
}

static void say_it(const struct best_report *report, const struct study_header *header, FILE *to)
{
    const struct best *best = report->best;
    char delta[64];
    if (best->unknown) {
        run_report_say(to, "%s has no answer in some replications: nothing can be said.",
                       report->what->word);
        return;
    }
    if (best->tied)
        run_report_say(to,
                       "%zu of %zu options give the %s of %s and were exactly equal in all %zu "
                       "replications, \"%s\" among them: there is nothing to choose between them.",
                       best->left, best->options, report->least ? "least" : "most",
                       report->what->word, best->option[best->best].n,
                       header->scenario[best->best].label);
    else if (best->left == 1)
        run_report_say(
            to,
            "\"%s\" gives the %s of %s. With a chance of at least %.0f %% it is the best of the "
            "%zu, or within %s of the best.",
            header->scenario[best->best].label, report->least ? "least" : "most",
            report->what->word, 100 * report->level, best->options,
            write_delta(report, delta, sizeof delta));
    else
        run_report_say(
            to,
            "It cannot be said yet: %zu of %zu may give the %s of %s, \"%s\" among them with the "
            "best mean. To tell a difference of %s may take %zu replications of each; --most allows "
            "more, and a larger --delta asks for less.",
            best->left, best->options, report->least ? "least" : "most", report->what->word,
            header->scenario[best->best].label, write_delta(report, delta, sizeof delta),
            best->needed);
}

static void print(const void *answer, const struct study_header *header, bool quiet, FILE *to)
{
    const struct best_report *report = answer;
    if (!quiet) {
        fprintf(to, "%s: %.80s\n\n", report->what->word, report->what->meaning);
        run_report_cell(to, "option", 40);
        fprintf(to, " %10s %22s %5s\n", "mean", "95 % interval", "n");
        for (size_t i = 0; i < report->best->options; i++)
            print_option(report, header, i, to);
        fputc('\n', to);
    }
    say_it(report, header, to);
    if (!quiet && !report->best->unknown)
        run_report_say(
            to,
            "All options use common random numbers. n: replications; an option that is surely not the "
            "best (subset selection, then Kim and Nelson) gets no more.");
}

static void write_json(const void *answer, const struct study_header *header, FILE *to)
{
    const struct best_report *report = answer;
    const struct best *best = report->best;
    struct json json = json_to(to);
    study_header_json(header, best->option[best->best].n, &json);
    json_text(&json, "measure", report->what->word);
    json_text(&json, "best", best->left == 1 ? header->scenario[best->best].label : NULL);
    json_count(&json, "left", best->left);
    json_number(&json, "delta", best->delta);
    json_number(&json, "level", report->level);
    json_array(&json, "options");
    for (size_t i = 0; i < best->options; i++) {
        json_object(&json, NULL);
        json_text(&json, "title", header->scenario[i].label);
        json_number(&json, "mean", best->option[i].mean);
        json_number(&json, "lo", best->option[i].mean_95.lo);
        json_number(&json, "hi", best->option[i].mean_95.hi);
        json_count(&json, "n", best->option[i].n);
        json_text(&json, "status", status_of(best, i));
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

static void write_csv(const void *answer, const struct study_header *header, FILE *to)
{
    const struct best_report *report = answer;
    fputs("option,measure,unit,n,mean,lo,hi,status\n", to);
    for (size_t i = 0; i < report->best->options; i++) {
        results_csv_text(to, header->scenario[i].label, true);
        results_csv_text(to, report->what->word, false);
        results_csv_text(to, report->what->unit, false);
        fprintf(to, ",%zu", report->best->option[i].n);
        results_csv_number(to, report->best->option[i].mean);
        results_csv_number(to, report->best->option[i].mean_95.lo);
        results_csv_number(to, report->best->option[i].mean_95.hi);
        results_csv_text(to, status_of(report->best, i), false);
        fputc('\n', to);
    }
}

static int draw(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    const struct best_report *report = answer;
    const struct best *best = report->best;
    struct pictures_row row[BEST_MAX];
    char note[BEST_MAX][RUN_REPORT_NUMBER_BYTES + 24], footer[200], title[400];
    for (size_t i = 0; i < best->options; i++) {
        char mean[RUN_REPORT_NUMBER_BYTES];
        snprintf(note[i], sizeof note[i], "%s, %s",
                 run_report_figure(mean, best->option[i].mean, report->what->unit),
                 status_of(best, i));
        row[i] = (struct pictures_row){.label = header->scenario[i].label,
                                       .note = note[i],
                                       .at = best->option[i].mean,
                                       .lo = best->option[i].mean_95.lo,
                                       .hi = best->option[i].mean_95.hi,
                                       .faint = !best->option[i].kept};
    }
    study_header_footer(header, best->option[best->best].n, footer, sizeof footer);
    snprintf(title, sizeof title, "%.250s, %d (%.95s)", report->what->meaning, report->what->year,
             report->what->word);
    const struct pictures_rows rows = {.frame = {"best", "Which is best", title,
                                                 *run_report_unit(report->what->unit)
                                                     ? run_report_unit(report->what->unit)
                                                     : "mean",
                                                 footer},
                                       .line = NAN,
                                       .row = row,
                                       .n = best->options};
    return pictures->rows(&rows, wish, messages);
}

const struct study_session_writers best_report_writers = {"options.csv", print, write_json,
                                                          write_csv, draw};
