// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/tell/choices.h"

#include <math.h>

#include "scenarios/tell/csv.h"
#include "scenarios/tell/tables.h"

static const char *status_of(const struct choice *choice, size_t i)
{
    if (choice->unknown) return "no answer";
    if (choice->option[i].kept) return choice->left == 1 ? "the best" : "may be the best";
    return choice->option[i].subset ? "out later" : "out at once";
}

static void print_option(const struct choices *told, const struct studied *studied, size_t i,
                         FILE *to)
{
    const struct choice *choice = told->choice;
    char mean[TABLES_NUMBER_BYTES], lo[TABLES_NUMBER_BYTES], hi[TABLES_NUMBER_BYTES];
    char band[2 * TABLES_NUMBER_BYTES + 4] = "";
    const struct interval *interval = &choice->option[i].mean_95;
    if (isfinite(interval->lo))
        snprintf(band, sizeof band, "%s..%s", tables_figure(lo, interval->lo, told->what->unit),
                 tables_figure(hi, interval->hi, told->what->unit));
    tables_cell(to, studied->scenario[i].label, 40);
    fprintf(to, " %10s %22s %5zu  %s\n",
            tables_figure(mean, choice->option[i].mean, told->what->unit), band,
            choice->option[i].n, status_of(choice, i));
}

static const char *write_delta(const struct choices *told, char *to, size_t room)
{
    char delta[TABLES_NUMBER_BYTES];
    const char *unit = tables_unit(told->what->unit);
    snprintf(to, room, "%s%s%s", tables_figure(delta, told->choice->delta, told->what->unit),
             *unit ? " " : "", unit);
    return to;
}

static void say_it(const struct choices *told, const struct studied *studied, FILE *to)
{
    const struct choice *choice = told->choice;
    char delta[64];
    if (choice->unknown) {
        tables_say(to, "%s has no answer in some histories: nothing can be said.",
                   told->what->word);
        return;
    }
    if (choice->left == 1)
        tables_say(
            to,
            "\"%s\" gives the %s of %s. With a chance of at least %.0f %% it is the best of the "
            "%zu, or within %s of the best.",
            studied->scenario[choice->best].label, told->least ? "least" : "most", told->what->word,
            100 * told->level, choice->options, write_delta(told, delta, sizeof delta));
    else
        tables_say(
            to,
            "It cannot be told yet: %zu of %zu may give the %s of %s, \"%s\" among them with the "
            "best mean. To tell a difference of %s may take %zu histories of each; --most allows "
            "more, and a larger --delta asks for less.",
            choice->left, choice->options, told->least ? "least" : "most", told->what->word,
            studied->scenario[choice->best].label, write_delta(told, delta, sizeof delta),
            choice->needed);
}

void choices_print(const struct choices *told, const struct studied *studied, bool quiet, FILE *to)
{
    if (!quiet) {
        fprintf(to, "%s: %.80s\n\n", told->what->word, told->what->meaning);
        tables_cell(to, "option", 40);
        fprintf(to, " %10s %22s %5s\n", "mean", "95 % interval", "n");
        for (size_t i = 0; i < told->choice->options; i++)
            print_option(told, studied, i, to);
        fputc('\n', to);
    }
    say_it(told, studied, to);
    if (!quiet && !told->choice->unknown)
        tables_say(to,
                   "All options have the same luck. n: histories; an option that is surely not the "
                   "best (subset selection, then Kim and Nelson) gets no more.");
}

void choices_json(const struct choices *told, const struct studied *studied, FILE *to)
{
    const struct choice *choice = told->choice;
    struct json json = json_to(to);
    studied_json(studied, choice->option[choice->best].n, &json);
    json_text(&json, "measure", told->what->word);
    json_text(&json, "best", choice->left == 1 ? studied->scenario[choice->best].label : NULL);
    json_count(&json, "left", choice->left);
    json_number(&json, "delta", choice->delta);
    json_number(&json, "level", told->level);
    json_array(&json, "options");
    for (size_t i = 0; i < choice->options; i++) {
        json_object(&json, NULL);
        json_text(&json, "title", studied->scenario[i].label);
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

void choices_csv(const struct choices *told, const struct studied *studied, FILE *to)
{
    fputs("option,measure,unit,n,mean,lo,hi,status\n", to);
    for (size_t i = 0; i < told->choice->options; i++) {
        csv_text(to, studied->scenario[i].label, true);
        csv_text(to, told->what->word, false);
        csv_text(to, told->what->unit, false);
        fprintf(to, ",%zu", told->choice->option[i].n);
        csv_number(to, told->choice->option[i].mean);
        csv_number(to, told->choice->option[i].mean_95.lo);
        csv_number(to, told->choice->option[i].mean_95.hi);
        csv_text(to, status_of(told->choice, i), false);
        fputc('\n', to);
    }
}

int choices_draw(const struct choices *told, const struct studied *studied,
                 const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    const struct choice *choice = told->choice;
    struct pictures_row row[CHOICE_MAX];
    char note[CHOICE_MAX][TABLES_NUMBER_BYTES + 24], footer[200], title[400];
    for (size_t i = 0; i < choice->options; i++) {
        char mean[TABLES_NUMBER_BYTES];
        snprintf(note[i], sizeof note[i], "%s, %s",
                 tables_figure(mean, choice->option[i].mean, told->what->unit),
                 status_of(choice, i));
        row[i] = (struct pictures_row){.label = studied->scenario[i].label,
                                       .note = note[i],
                                       .at = choice->option[i].mean,
                                       .lo = choice->option[i].mean_95.lo,
                                       .hi = choice->option[i].mean_95.hi,
                                       .faint = !choice->option[i].kept};
    }
    studied_footer(studied, choice->option[choice->best].n, footer, sizeof footer);
    snprintf(title, sizeof title, "%.250s, %d (%.95s)", told->what->meaning, told->what->year,
             told->what->word);
    const struct pictures_rows rows = {
        .frame = {"best", "Which is best", title,
                  *tables_unit(told->what->unit) ? tables_unit(told->what->unit) : "mean", footer},
        .line = NAN,
        .row = row,
        .n = choice->options};
    return pictures->rows(&rows, wish, messages);
}
