// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/best_report.h"

#include <math.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"

static const char *status_of(const struct best *choice, size_t i)
{
    if (choice->unknown) return "no answer";
    if (choice->option[i].kept)
        return choice->left == 1 ? "the best" : choice->tied ? "tied" : "may be the best";
    return choice->option[i].subset ? "out later" : "out at once";
}

static void print_option(const struct best_report *report, const struct study_header *header,
                         size_t i, FILE *to)
{
    const struct best *choice = report->choice;
    char mean[RUN_REPORT_NUMBER_BYTES], lo[RUN_REPORT_NUMBER_BYTES], hi[RUN_REPORT_NUMBER_BYTES];
    char band[2 * RUN_REPORT_NUMBER_BYTES + 4] = "";
    const struct interval *interval = &choice->option[i].mean_95;
    if (isfinite(interval->lo))
        snprintf(band, sizeof band, "%s..%s",
                 run_report_figure(lo, interval->lo, report->what->unit),
                 run_report_figure(hi, interval->hi, report->what->unit));
    run_report_cell(to, header->scenario[i].label, 40);
    fprintf(to, " %10s %22s %5zu  %s\n",
            run_report_figure(mean, choice->option[i].mean, report->what->unit), band,
            choice->option[i].n, status_of(choice, i));
}

static const char *write_delta(const struct best_report *report, char *to, size_t room)
{
    char delta[RUN_REPORT_NUMBER_BYTES];
    const char *unit = run_report_unit(report->what->unit);
    snprintf(to, room, "%s%s%s",
             run_report_figure(delta, report->choice->delta, report->what->unit), *unit ? " " : "",
             unit);
    return to;
}

static void say_it(const struct best_report *report, const struct study_header *header, FILE *to)
{
    const struct best *choice = report->choice;
    char delta[64];
    if (choice->unknown) {
        run_report_say(to, "%s has no answer in some replications: nothing can be said.",
                       report->what->word);
        return;
    }
    if (choice->tied)
        run_report_say(to,
                       "%zu of %zu options give the %s of %s and were exactly equal in all %zu "
                       "replications, \"%s\" among them: there is nothing to choose between them.",
                       choice->left, choice->options, report->least ? "least" : "most",
                       report->what->word, choice->option[choice->best].n,
                       header->scenario[choice->best].label);
    else if (choice->left == 1)
        run_report_say(
            to,
            "\"%s\" gives the %s of %s. With a chance of at least %.0f %% it is the best of the "
            "%zu, or within %s of the best.",
            header->scenario[choice->best].label, report->least ? "least" : "most",
            report->what->word, 100 * report->level, choice->options,
            write_delta(report, delta, sizeof delta));
    else
        run_report_say(
            to,
            "It cannot be said yet: %zu of %zu may give the %s of %s, \"%s\" among them with the "
            "best mean. To tell a difference of %s may take %zu replications of each; --most allows "
            "more, and a larger --delta asks for less.",
            choice->left, choice->options, report->least ? "least" : "most", report->what->word,
            header->scenario[choice->best].label, write_delta(report, delta, sizeof delta),
            choice->needed);
}

void best_report_print(const struct best_report *report, const struct study_header *header,
                       bool quiet, FILE *to)
{
    if (!quiet) {
        fprintf(to, "%s: %.80s\n\n", report->what->word, report->what->meaning);
        run_report_cell(to, "option", 40);
        fprintf(to, " %10s %22s %5s\n", "mean", "95 % interval", "n");
        for (size_t i = 0; i < report->choice->options; i++)
            print_option(report, header, i, to);
        fputc('\n', to);
    }
    say_it(report, header, to);
    if (!quiet && !report->choice->unknown)
        run_report_say(
            to,
            "All options use common random numbers. n: replications; an option that is surely not the "
            "best (subset selection, then Kim and Nelson) gets no more.");
}

void best_report_json(const struct best_report *report, const struct study_header *header, FILE *to)
{
    const struct best *choice = report->choice;
    struct json json = json_to(to);
    study_header_json(header, choice->option[choice->best].n, &json);
    json_text(&json, "measure", report->what->word);
    json_text(&json, "best", choice->left == 1 ? header->scenario[choice->best].label : NULL);
    json_count(&json, "left", choice->left);
    json_number(&json, "delta", choice->delta);
    json_number(&json, "level", report->level);
    json_array(&json, "options");
    for (size_t i = 0; i < choice->options; i++) {
        json_object(&json, NULL);
        json_text(&json, "title", header->scenario[i].label);
        json_number(&json, "mean", choice->option[i].mean);
        json_number(&json, "lo", choice->option[i].mean_95.lo);
        json_number(&json, "hi", choice->option[i].mean_95.hi);
        json_count(&json, "n", choice->option[i].n);
        json_text(&json, "status", status_of(choice, i));
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

void best_report_csv(const struct best_report *report, const struct study_header *header, FILE *to)
{
    fputs("option,measure,unit,n,mean,lo,hi,status\n", to);
    for (size_t i = 0; i < report->choice->options; i++) {
        results_csv_text(to, header->scenario[i].label, true);
        results_csv_text(to, report->what->word, false);
        results_csv_text(to, report->what->unit, false);
        fprintf(to, ",%zu", report->choice->option[i].n);
        results_csv_number(to, report->choice->option[i].mean);
        results_csv_number(to, report->choice->option[i].mean_95.lo);
        results_csv_number(to, report->choice->option[i].mean_95.hi);
        results_csv_text(to, status_of(report->choice, i), false);
        fputc('\n', to);
    }
}

int best_report_draw(const struct best_report *report, const struct study_header *header,
                     const struct pictures *pictures, const struct pictures_wish *wish,
                     FILE *messages)
{
    const struct best *choice = report->choice;
    struct pictures_row row[BEST_MAX];
    char note[BEST_MAX][RUN_REPORT_NUMBER_BYTES + 24], footer[200], title[400];
    for (size_t i = 0; i < choice->options; i++) {
        char mean[RUN_REPORT_NUMBER_BYTES];
        snprintf(note[i], sizeof note[i], "%s, %s",
                 run_report_figure(mean, choice->option[i].mean, report->what->unit),
                 status_of(choice, i));
        row[i] = (struct pictures_row){.label = header->scenario[i].label,
                                       .note = note[i],
                                       .at = choice->option[i].mean,
                                       .lo = choice->option[i].mean_95.lo,
                                       .hi = choice->option[i].mean_95.hi,
                                       .faint = !choice->option[i].kept};
    }
    study_header_footer(header, choice->option[choice->best].n, footer, sizeof footer);
    snprintf(title, sizeof title, "%.250s, %d (%.95s)", report->what->meaning, report->what->year,
             report->what->word);
    const struct pictures_rows rows = {.frame = {"best", "Which is best", title,
                                                 *run_report_unit(report->what->unit)
                                                     ? run_report_unit(report->what->unit)
                                                     : "mean",
                                                 footer},
                                       .line = NAN,
                                       .row = row,
                                       .n = choice->options};
    return pictures->rows(&rows, wish, messages);
}
