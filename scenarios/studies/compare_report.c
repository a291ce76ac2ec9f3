// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/compare_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"

enum { NAME_COLUMNS = 33, FIGURE_COLUMNS = 10, INTERVAL_COLUMNS = 20, SIGNED_BYTES = 40 };

static const struct responses_one *one_of(const struct compare *comparison, size_t response)
{
    return &comparison->responses.one[response];
}

/* "+45", "-3 %", "0" */
static const char *write_signed(char to[static SIGNED_BYTES], double value, const char *unit)
{
    char figure[RUN_REPORT_NUMBER_BYTES];
    const bool share = strcmp(unit, "share") == 0;
    if (share && isfinite(value) && fabs(value) < 0.0995 && value != 0)
        snprintf(to, SIGNED_BYTES, "%+.1f %%", 100 * value);
    else
        snprintf(to, SIGNED_BYTES, "%s%s", value > 0 ? "+" : "",
                 run_report_figure(figure, value, unit));
    return to;
}

static double relative(const struct compare_row *row, double value)
{
    return value / fabs(row->mean_a);
}

/* Not one replication differs. */
static bool is_same(const struct compare_row *row)
{
    return row->paired.difference == 0 && row->paired.variance == 0;
}

/* ---- the page -------------------------------------------------------------------------------- */

static void print_wrapped(const char *mark, const char *text, FILE *to)
{
    enum { INDENT = 8, WIDE = RUN_REPORT_COLUMNS - INDENT };
    fprintf(to, "    %-4s", mark);
    for (size_t left = strlen(text); left > 0;) {
        size_t bytes = left > WIDE ? WIDE : left;
        while (bytes < left && bytes > 1 && text[bytes] != ' ')
            bytes--;
        if (bytes < left && bytes <= 1) bytes = WIDE;
        fprintf(to, "%.*s\n", (int)bytes, text);
        text += bytes;
        left -= bytes;
        while (*text == ' ')
            text++, left--;
        if (left > 0) fprintf(to, "%*s", INDENT, "");
    }
}

static void print_change(const struct compare_change *change, FILE *to)
{
    const char *a = change->a ? change->a : "not there", *b = change->b ? change->b : "not there";
    if (strlen(change->path) + strlen(a) + strlen(b) + 9 <= RUN_REPORT_COLUMNS) {
        fprintf(to, "  %s  %s -> %s\n", change->path, a, b);
        return;
    }
    fprintf(to, "  %s\n", change->path);
    print_wrapped("A", a, to);
    print_wrapped("B", b, to);
}

static void print_row(const struct responses_one *one, const struct compare_row *row, FILE *to)
{
    char a[RUN_REPORT_NUMBER_BYTES], b[RUN_REPORT_NUMBER_BYTES], d[SIGNED_BYTES], lo[SIGNED_BYTES],
        hi[SIGNED_BYTES], interval[2 * SIGNED_BYTES + 4] = "", share[SIGNED_BYTES] = "";
    const struct paired *paired = &row->paired;
    if (isfinite(paired->interval.lo))
        snprintf(interval, sizeof interval, "%s..%s",
                 write_signed(lo, paired->interval.lo, one->unit),
                 write_signed(hi, paired->interval.hi, one->unit));
    if (!one->promise && strcmp(one->unit, "share") != 0 && isfinite(relative(row, 1)))
        snprintf(share, sizeof share, "%+.1f", 100 * relative(row, paired->difference));
    run_report_cell(to, one->word, NAME_COLUMNS);
    fprintf(to, " %*s %*s %*s %*s %7s  %s\n", FIGURE_COLUMNS,
            run_report_figure(a, row->mean_a, one->unit), FIGURE_COLUMNS,
            run_report_figure(b, row->mean_b, one->unit), FIGURE_COLUMNS,
            write_signed(d, paired->difference, one->unit), INTERVAL_COLUMNS, interval, share,
            row->moved ? "*" : "");
}

static void print_other(const struct compare *comparison, const struct study_header *header,
                        size_t i, FILE *to)
{
    const struct compare_other *other = &comparison->other[i];
    fprintf(to, "\nA  %.90s\nB  %.90s\n\nchanged inputs, A -> B\n", header->scenario[0].label,
            header->scenario[i + 1].label);
    for (size_t j = 0; j < other->changes; j++)
        print_change(&other->change[j], to);
    if (other->changes == 0) fputs("  none: the same hub\n", to);
    fputc('\n', to);
    run_report_cell(to, "what comes out, mean", NAME_COLUMNS);
    fprintf(to, " %*s %*s %*s %*s %7s\n", FIGURE_COLUMNS, "A", FIGURE_COLUMNS, "B", FIGURE_COLUMNS,
            "B - A", INTERVAL_COLUMNS, "95 % interval", "%");
    for (size_t j = 0; j < comparison->responses.n; j++)
        print_row(one_of(comparison, j), &other->row[j], to);
}

/* ---- the sentences --------------------------------------------------------------------------- */

static const char *quantity(char *to, size_t room, double value, const char *unit)
{
    char figure[RUN_REPORT_NUMBER_BYTES];
    const char *word = run_report_unit(unit);
    snprintf(to, room, "%s%s%s", run_report_figure(figure, value, unit), *word ? " " : "", word);
    return to;
}

static void say_promise(const struct compare *comparison, const struct study_header *header,
                        size_t i, const struct responses_one *one, FILE *to)
{
    const struct compare_row *row =
        &comparison->other[i].row[0] + (one - comparison->responses.one);
    run_report_say(
        to,
        "With \"%s\" the promise \"%s\" comes true in %.0f %% of replications, with \"%s\" in "
        "%.0f %%: %s.",
        header->scenario[i + 1].label, one->meaning, 100 * row->mean_b, header->scenario[0].label,
        100 * row->mean_a, row->moved ? "a difference beyond chance" : "that may be chance");
}

/* The figure of the headline was chosen beforehand, so its own interval counts, not Holm's. */
static void say_moved(const struct compare *comparison, const struct study_header *header, size_t i,
                      const struct responses_one *one, const struct compare_row *row, FILE *to)
{
    char a[64], b[64], d[64], lo[64], hi[64], share[64] = "";
    const double sign = row->paired.difference < 0 ? -1 : 1;
    const char *way = sign < 0 ? "less" : "more";
    const double low = sign < 0 ? -row->paired.interval.hi : row->paired.interval.lo;
    const double high = sign < 0 ? -row->paired.interval.lo : row->paired.interval.hi;
    if (strcmp(one->unit, "share") != 0 && isfinite(relative(row, 1)))
        snprintf(share, sizeof share, " (%.1f %%)",
                 100 * fabs(relative(row, row->paired.difference)));
    run_report_say(
        to,
        "%s, %d: with \"%s\" it is %s%s %s than with \"%s\" (%s instead of %s). We are 95 %% "
        "sure that it is between %s and %s %s, from %zu pairs of replications with common random "
        "numbers.",
        one->meaning, one->year, header->scenario[i + 1].label,
        quantity(d, sizeof d, fabs(row->paired.difference), one->unit), share, way,
        header->scenario[0].label, quantity(b, sizeof b, row->mean_b, one->unit),
        quantity(a, sizeof a, row->mean_a, one->unit), quantity(lo, sizeof lo, low, one->unit),
        quantity(hi, sizeof hi, high, one->unit), way, comparison->replications);
    if (!row->moved)
        run_report_say(
            to, "That holds for this figure asked for alone; among all that are shown here, so "
                "few replications could have brought it about by chance.");
}

static void say_unmoved(const struct compare *comparison, const struct study_header *header,
                        size_t i, const struct responses_one *one, const struct compare_row *row,
                        FILE *to)
{
    char lo[SIGNED_BYTES], hi[SIGNED_BYTES];
    const double needed = compare_pairs_needed(row);
    if (is_same(row)) {
        run_report_say(to, "%s, %d: \"%s\" changes nothing, in any of %zu replications.",
                       one->meaning, one->year, header->scenario[i + 1].label,
                       comparison->replications);
        return;
    }
    run_report_say(to,
                   "%s, %d: whether \"%s\" makes it more or less cannot be said from %zu pairs of "
                   "replications: the difference lies between %s and %s %s, 95 %% sure.%s",
                   one->meaning, one->year, header->scenario[i + 1].label, comparison->replications,
                   write_signed(lo, row->paired.interval.lo, one->unit),
                   write_signed(hi, row->paired.interval.hi, one->unit), run_report_unit(one->unit),
                   isfinite(needed) && needed < 1e6 && needed > (double)comparison->replications
                       ? " If it is as small as it looks, it takes more replications to see it."
                       : "");
}

static void say_headline(const struct compare *comparison, const struct study_header *header,
                         size_t i, size_t headline, FILE *to)
{
    const struct responses_one *one = one_of(comparison, headline);
    const struct compare_row *row = &comparison->other[i].row[headline];
    if (!isfinite(row->mean_a) || !isfinite(row->mean_b))
        run_report_say(to, "%s: no answer in some replications, so nothing can be said.",
                       one->word);
    else if (comparison->replications < 2)
        run_report_say(
            to, "%s: one replication says nothing about chance; give --replications 2 or more.",
            one->word);
    else if (one->promise) say_promise(comparison, header, i, one, to);
    else if (row->paired.interval.lo > 0 || row->paired.interval.hi < 0)
        say_moved(comparison, header, i, one, row, to);
    else say_unmoved(comparison, header, i, one, row, to);
}

/* What common random numbers were worth for the figure of the headline. */
static void say_chance(const struct compare *comparison, size_t i, size_t headline, FILE *to)
{
    const struct compare_row *row = &comparison->other[i].row[headline];
    const double won = paired_won_share(&row->paired);
    if (!isfinite(won) || is_same(row)) return;
    if (won >= 0.999)
        run_report_say(to, "Common random numbers took nearly all chance out of this difference.");
    else if (fabs(won) < 0.05)
        run_report_say(to, "Common random numbers neither helped nor harmed here.");
    else if (won >= 0)
        run_report_say(to,
                       "Common random numbers took %.0f %% of the variance out of this difference: "
                       "without them, %.0f replications of each would be needed instead of %zu.",
                       100 * won, ceil((double)comparison->replications / (1 - won)),
                       comparison->replications);
    else
        run_report_say(to, "Common random numbers did harm here: they added %.0f %% of variance.",
                       -100 * won);
}

static void say_count(const struct compare *comparison, FILE *to)
{
    size_t moved = 0, all = 0;
    for (size_t i = 0; i + 1 < comparison->n; i++)
        for (size_t j = 0; j < comparison->responses.n; j++, all++)
            moved += comparison->other[i].row[j].moved;
    run_report_say(
        to,
        "* %zu of %zu figures moved beyond chance (paired t, corrected by Holm for looking at "
        "all %zu; 95 %%).",
        moved, all, all);
    if (comparison->replications < paired_least_pairs(0.05, all))
        run_report_say(
            to,
            "%zu pairs are too few to mark any of %zu figures: that all differences have "
            "one sign would be chance too often. Give --replications %zu or more.",
            comparison->replications, all, paired_least_pairs(0.05, all));
}

static void print(const void *answer, const struct study_header *header, bool quiet, FILE *to)
{
    const struct compare_report *report = answer;
    const struct compare *comparison = report->comparison;
    const size_t headline = report->headline;
    for (size_t i = 0; i + 1 < comparison->n && !quiet; i++)
        print_other(comparison, header, i, to);
    fputc('\n', to);
    if (comparison->replications >= 2 && !quiet) say_count(comparison, to);
    for (size_t i = 0; i + 1 < comparison->n; i++) {
        if (!quiet) fputc('\n', to);
        say_headline(comparison, header, i, headline, to);
        if (comparison->replications >= 2 && !quiet) say_chance(comparison, i, headline, to);
    }
}

/* ---- for programs ---------------------------------------------------------------------------- */

static void json_row(const struct responses_one *one, const struct compare_row *row,
                     struct json *json)
{
    json_object(json, NULL);
    json_text(json, "measure", one->word);
    json_text(json, "unit", one->unit);
    json_number(json, "mean_a", row->mean_a);
    json_number(json, "mean_b", row->mean_b);
    json_number(json, "difference", row->paired.difference);
    json_number(json, "lo", row->paired.interval.lo);
    json_number(json, "hi", row->paired.interval.hi);
    json_number(json, "p", row->paired.p);
    json_number(json, "p_holm", row->p_holm);
    json_number(json, "variance_won_share", paired_won_share(&row->paired));
    json_text(json, "verdict",
              !isfinite(row->p_holm)       ? "cannot tell"
              : !row->moved                ? "cannot tell"
              : row->paired.difference > 0 ? "more"
                                           : "less");
    json_object_end(json);
}

static void write_json(const void *answer, const struct study_header *header, FILE *to)
{
    const struct compare *comparison = ((const struct compare_report *)answer)->comparison;
    struct json json = json_to(to);
    study_header_json(header, comparison->replications, &json);
    json_array(&json, "comparisons");
    for (size_t i = 0; i + 1 < comparison->n; i++) {
        const struct compare_other *other = &comparison->other[i];
        json_object(&json, NULL);
        json_text(&json, "a", header->scenario[0].label);
        json_text(&json, "b", header->scenario[i + 1].label);
        json_array(&json, "changes");
        for (size_t j = 0; j < other->changes; j++) {
            json_object(&json, NULL);
            json_text(&json, "path", other->change[j].path);
            json_text(&json, "a", other->change[j].a);
            json_text(&json, "b", other->change[j].b);
            json_object_end(&json);
        }
        json_array_end(&json);
        json_array(&json, "measures");
        for (size_t j = 0; j < comparison->responses.n; j++)
            json_row(one_of(comparison, j), &other->row[j], &json);
        json_array_end(&json);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

static void write_csv(const void *answer, const struct study_header *header, FILE *to)
{
    const struct compare *comparison = ((const struct compare_report *)answer)->comparison;
    fputs("a,b,measure,unit,replications,mean_a,mean_b,difference,lo,hi,p,p_holm,"
          "variance_won_share\n",
          to);
    for (size_t i = 0; i + 1 < comparison->n; i++) {
        for (size_t j = 0; j < comparison->responses.n; j++) {
            const struct compare_row *row = &comparison->other[i].row[j];
            const double number[] = {row->mean_a,
                                     row->mean_b,
                                     row->paired.difference,
                                     row->paired.interval.lo,
                                     row->paired.interval.hi,
                                     row->paired.p,
                                     row->p_holm,
                                     paired_won_share(&row->paired)};
            results_csv_text(to, header->scenario[0].label, true);
            results_csv_text(to, header->scenario[i + 1].label, false);
            results_csv_text(to, one_of(comparison, j)->word, false);
            results_csv_text(to, one_of(comparison, j)->unit, false);
            fprintf(to, ",%zu", comparison->replications);
            for (size_t k = 0; k < sizeof number / sizeof *number; k++)
                results_csv_number(to, number[k]);
            fputc('\n', to);
        }
    }
}

/* ---- the picture ----------------------------------------------------------------------------- */

struct drawn {
    char label[128], note[128];
};

static void draw_row(const struct responses_one *one, const struct compare_row *row,
                     struct pictures_row *to, struct drawn *text)
{
    char d[SIGNED_BYTES];
    const struct paired *paired = &row->paired;
    const char *unit = run_report_unit(one->unit);
    snprintf(text->label, sizeof text->label, "%s", one->word);
    if (is_same(row)) snprintf(text->note, sizeof text->note, "no change");
    else
        snprintf(text->note, sizeof text->note, "%s %s%s",
                 write_signed(d, paired->difference, one->unit), unit,
                 row->moved ? "" : " (cannot tell)");
    *to = (struct pictures_row){.label = text->label,
                                .note = text->note,
                                .at = 100 * relative(row, paired->difference),
                                .lo = 100 * relative(row, paired->interval.lo),
                                .hi = 100 * relative(row, paired->interval.hi),
                                .faint = !row->moved};
}

static size_t fill_rows(const struct compare *comparison, const struct study_header *header,
                        struct pictures_row *row, struct drawn *text)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < comparison->n; i++) {
        if (comparison->n > 2)
            row[n++] = (struct pictures_row){.label = header->scenario[i + 1].label,
                                             .at = NAN,
                                             .lo = NAN,
                                             .hi = NAN,
                                             .heading = true};
        for (size_t j = 0; j < comparison->responses.n; j++) {
            const struct compare_row *from = &comparison->other[i].row[j];
            if (one_of(comparison, j)->promise || !isfinite(relative(from, 1))) continue;
            draw_row(one_of(comparison, j), from, &row[n], &text[n]);
            n++;
        }
    }
    return n;
}

static int draw(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    const struct compare *comparison = ((const struct compare_report *)answer)->comparison;
    const size_t most = comparison->n * (comparison->responses.n + 1);
    struct pictures_row *row = calloc(most, sizeof *row);
    struct drawn *text = calloc(most, sizeof *text);
    char footer[160], title[300];
    int failed = 1;
    study_header_footer(header, comparison->replications, footer, sizeof footer);
    snprintf(title, sizeof title, "%s instead of %s",
             comparison->n == 2 ? header->scenario[1].label : "The options",
             header->scenario[0].label);
    if (row && text) {
        const struct pictures_rows rows = {
            .frame =
                {.name = "compare",
                 .title = "What moves, and how sure that is",
                 .subtitle = title,
                 .axis =
                     "change, per cent of the base; bars: 95 % interval of the paired difference",
                 .footer = footer},
            .line = 0,
            .row = row,
            .n = fill_rows(comparison, header, row, text)};
        failed = pictures->rows(&rows, wish, messages);
    }
    free(row);
    free(text);
    return failed;
}

const struct study_session_writers compare_report_writers = {"differences.csv", print, write_json,
                                                             write_csv, draw};
