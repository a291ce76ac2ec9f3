// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/why_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"

enum { NAME_COLUMNS = 34, SIGNED_BYTES = RUN_REPORT_NUMBER_BYTES + 2 };

/* The groups, those with the largest parts first. */
static void sort_groups(const struct why *why, size_t *order)
{
    for (size_t i = 0; i < why->groups.n; i++) {
        size_t at = i;
        for (; at > 0; at--) {
            const double before = fabs(why->part[order[at - 1]].mean);
            if (!(fabs(why->part[i].mean) > before)) break;
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
}

static const char *write_signed(char to[static SIGNED_BYTES], double value, const char *unit)
{
    char figure[RUN_REPORT_NUMBER_BYTES];
    snprintf(to, SIGNED_BYTES, "%s%.30s", value > 0 ? "+" : "",
             run_report_figure(figure, value, unit));
    return to;
}

static const char *write_band(char *to, size_t room, struct interval band, const char *unit)
{
    char lo[SIGNED_BYTES], hi[SIGNED_BYTES];
    to[0] = '\0';
    if (isfinite(band.lo) && isfinite(band.hi))
        snprintf(to, room, "%s..%s", write_signed(lo, band.lo, unit),
                 write_signed(hi, band.hi, unit));
    return to;
}

/* An interval that holds 0: the direction is not known. */
static bool has_direction(const struct shapley_part *part)
{
    return part->interval.lo > 0 || part->interval.hi < 0;
}

/* ---- the table ------------------------------------------------------------------------------- */

static void print_total(const char *what, double value, struct interval band, const char *unit,
                        FILE *to)
{
    char figure[RUN_REPORT_NUMBER_BYTES], lo[RUN_REPORT_NUMBER_BYTES], hi[RUN_REPORT_NUMBER_BYTES];
    run_report_cell(to, what, NAME_COLUMNS);
    fprintf(to, " %10s", run_report_figure(figure, value, unit));
    if (isfinite(band.lo))
        fprintf(to, "  (mean within %s..%s)", run_report_figure(lo, band.lo, unit),
                run_report_figure(hi, band.hi, unit));
    fputc('\n', to);
}

static void print_paths(const struct why_groups_one *one, FILE *to)
{
    size_t column = 4;
    fputs("    ", to);
    for (size_t i = 0; i < one->n; i++) {
        /* what the name says already is left out */
        const size_t same = strlen(one->name);
        const bool below = strncmp(one->path[i], one->name, same) == 0 && one->path[i][same] == '.';
        const char *path = below ? one->path[i] + same + 1 : one->path[i];
        if (column > 4 && column + strlen(path) + 2 > RUN_REPORT_COLUMNS) {
            fputs("\n    ", to);
            column = 4;
        }
        fprintf(to, "%s%s", path, i + 1 < one->n ? ", " : "");
        column += strlen(path) + 2;
    }
    fputc('\n', to);
}

static void print_part(const struct why_report *report, size_t i, FILE *to)
{
    const struct why *why = report->why;
    const struct shapley_part *part = &why->part[i];
    const struct why_groups_one *one = &why->groups.one[i];
    const char *unit = report->what->unit;
    char mean[SIGNED_BYTES], band[2 * SIGNED_BYTES + 4], range[2 * SIGNED_BYTES + 4];
    const struct interval orders = {part->least, part->most};
    run_report_cell(to, one->name, NAME_COLUMNS);
    fprintf(to, " %10s %22s %22s %s\n", write_signed(mean, part->mean, unit),
            write_band(band, sizeof band, part->interval, unit),
            write_band(range, sizeof range, orders, unit), has_direction(part) ? "*" : "");
    if (one->n > 1 || strcmp(one->path[0], one->name) != 0) print_paths(one, to);
}

static void print_table(const struct why_report *report, const struct study_header *header,
                        FILE *to)
{
    const struct why *why = report->why;
    const struct interval none = {NAN, NAN};
    const char *unit = report->what->unit;
    size_t order[WHY_GROUPS_MAX];
    char mean[SIGNED_BYTES];
    fprintf(to, "%.80s, %d (%s)\n\n", report->what->meaning, report->what->year,
            report->what->word);
    if (isfinite(report->promised)) {
        print_total("promised", report->promised, none, unit, to);
        run_report_cell(to, "  more or less in A", NAME_COLUMNS);
        fprintf(to, " %10s\n", write_signed(mean, why->mean_a - report->promised, unit));
    }
    print_total("A", why->mean_a, why->a_95, unit, to);
    fprintf(to, "    %.90s\n\n", header->scenario[0].label);
    run_report_cell(to, "from A to B", NAME_COLUMNS);
    fprintf(to, " %10s %22s %22s\n", "part", "95 % interval", "range over orders");
    sort_groups(why, order);
    for (size_t i = 0; i < why->groups.n; i++)
        print_part(report, order[i], to);
    fputc('\n', to);
    print_total("B", why->mean_b, why->b_95, unit, to);
    fprintf(to, "    %.90s\n", header->scenario[header->n - 1].label);
    if (isfinite(report->counted)) {
        run_report_cell(to, "  not explained by the model", NAME_COLUMNS);
        fprintf(to, " %10s\n", write_signed(mean, report->counted - why->mean_b, unit));
        char what[40];
        snprintf(what, sizeof what, "counted, %d", report->counted_year);
        print_total(what, report->counted, none, unit, to);
    }
}

/* ---- the sentences --------------------------------------------------------------------------- */

static const char *quantity(char *to, size_t room, double value, const char *unit)
{
    char figure[RUN_REPORT_NUMBER_BYTES];
    const char *word = run_report_unit(unit);
    snprintf(to, room, "%s%s%s", run_report_figure(figure, value, unit), *word ? " " : "", word);
    return to;
}

static void say_gap(const struct why_report *report, const struct study_header *header, FILE *to)
{
    const struct why *why = report->why;
    char gap[64], a[64], b[64], lo[SIGNED_BYTES], hi[SIGNED_BYTES];
    const char *unit = report->what->unit;
    if (why->gap == 0) {
        run_report_say(to, "\"%s\" and \"%s\" do not differ in this figure.",
                       header->scenario[0].label, header->scenario[header->n - 1].label);
        return;
    }
    run_report_say(
        to,
        "With \"%s\" it is %s %s than with \"%s\": %s instead of %s (the difference is %s to"
        " %s, 95 %% sure).",
        header->scenario[header->n - 1].label, quantity(gap, sizeof gap, fabs(why->gap), unit),
        why->gap < 0 ? "less" : "more", header->scenario[0].label,
        quantity(b, sizeof b, why->mean_b, unit), quantity(a, sizeof a, why->mean_a, unit),
        write_signed(lo, why->gap_95.lo, unit), write_signed(hi, why->gap_95.hi, unit));
}

static void say_first(const struct why_report *report, FILE *to)
{
    const struct why *why = report->why;
    size_t order[WHY_GROUPS_MAX];
    char mean[SIGNED_BYTES], lo[SIGNED_BYTES], hi[SIGNED_BYTES];
    const char *unit = report->what->unit;
    sort_groups(why, order);
    const struct shapley_part *part = &why->part[order[0]];
    if (why->gap == 0) return;
    if (!has_direction(part)) {
        run_report_say(
            to, "No cause can be distinguished from chance with %zu replications of each mixture.",
            why->replications);
        return;
    }
    run_report_say(to, "The largest part, %s %s (%s to %s), %.0f %% of the gap, is due to %s.",
                   write_signed(mean, part->mean, unit), run_report_unit(unit),
                   write_signed(lo, part->interval.lo, unit),
                   write_signed(hi, part->interval.hi, unit), 100 * part->mean / why->gap,
                   why->groups.one[order[0]].name);
}

static void say_distinguished(const struct why_report *report, FILE *to)
{
    const struct why *why = report->why;
    size_t distinguished = 0;
    for (size_t i = 0; i < why->groups.n; i++)
        distinguished += has_direction(&why->part[i]);
    run_report_say(
        to,
        "* %zu of %zu causes can be distinguished from chance. A part is what the change adds in the mean "
        "over %s; the parts add up to the gap exactly. The last column shows what it adds in "
        "the order that makes least and most of it.",
        distinguished, why->groups.n,
        why->orders ? "the orders drawn" : "all orders in which the changes could come");
    run_report_say(to,
                   "%zu mixtures of A and B, %zu replications of each with common random numbers.",
                   why->coalitions, why->replications);
}

static void print(const void *answer, const struct study_header *header, bool quiet, FILE *to)
{
    const struct why_report *report = answer;
    if (!isfinite(report->why->gap)) {
        run_report_say(to,
                       "%s has no answer in some replications, so its gap cannot be shared out.",
                       report->what->word);
        return;
    }
    if (!quiet) print_table(report, header, to);
    fputc('\n', to);
    say_gap(report, header, to);
    say_first(report, to);
    if (quiet) return;
    fputc('\n', to);
    if (report->why->replications < 2)
        run_report_say(to,
                       "One replication of each has no interval: give --replications 2 or more.");
    say_distinguished(report, to);
}

/* ---- for programs ---------------------------------------------------------------------------- */

static void json_part(const struct why *why, size_t i, struct json *json)
{
    const struct shapley_part *part = &why->part[i];
    json_object(json, NULL);
    json_text(json, "name", why->groups.one[i].name);
    json_number(json, "part", part->mean);
    json_number(json, "lo", part->interval.lo);
    json_number(json, "hi", part->interval.hi);
    json_number(json, "alone", part->alone);
    json_number(json, "last", part->last);
    json_number(json, "least", part->least);
    json_number(json, "most", part->most);
    json_array(json, "settings");
    for (size_t k = 0; k < why->groups.one[i].n; k++)
        json_text(json, NULL, why->groups.one[i].path[k]);
    json_array_end(json);
    json_object_end(json);
}

static void write_json(const void *answer, const struct study_header *header, FILE *to)
{
    const struct why_report *report = answer;
    const struct why *why = report->why;
    struct json json = json_to(to);
    study_header_json(header, why->replications, &json);
    json_text(&json, "measure", report->what->word);
    json_text(&json, "unit", report->what->unit);
    json_number(&json, "promised", report->promised);
    json_number(&json, "a", why->mean_a);
    json_number(&json, "b", why->mean_b);
    json_number(&json, "gap", why->gap);
    json_number(&json, "gap_lo", why->gap_95.lo);
    json_number(&json, "gap_hi", why->gap_95.hi);
    json_number(&json, "counted", report->counted);
    json_count(&json, "mixtures", why->coalitions);
    json_count(&json, "orders", why->orders);
    json_array(&json, "parts");
    for (size_t i = 0; i < why->groups.n; i++)
        json_part(why, i, &json);
    json_array_end(&json);
    json_object_end(&json);
}

static void write_csv(const void *answer, const struct study_header *header, FILE *to)
{
    (void)header;
    const struct why_report *report = answer;
    const struct why *why = report->why;
    fputs("cause,measure,unit,replications,part,lo,hi,alone,last,least,most\n", to);
    for (size_t i = 0; i < why->groups.n; i++) {
        const struct shapley_part *part = &why->part[i];
        const double number[] = {part->mean, part->interval.lo, part->interval.hi, part->alone,
                                 part->last, part->least,       part->most};
        results_csv_text(to, why->groups.one[i].name, true);
        results_csv_text(to, report->what->word, false);
        results_csv_text(to, report->what->unit, false);
        fprintf(to, ",%zu", why->replications);
        for (size_t k = 0; k < sizeof number / sizeof *number; k++)
            results_csv_number(to, number[k]);
        fputc('\n', to);
    }
}

/* ---- the waterfall --------------------------------------------------------------------------- */

enum { STEPS = WHY_GROUPS_MAX + 6 };

struct drawn {
    struct pictures_step step[STEPS];
    char note[STEPS][64];
    size_t n;
};

static void add_step(struct drawn *drawn, const char *label, double value, struct interval band,
                     const char *unit, bool total)
{
    char figure[SIGNED_BYTES];
    char *note = drawn->note[drawn->n];
    if (total) run_report_figure(figure, value, unit);
    else write_signed(figure, value, unit);
    snprintf(note, sizeof drawn->note[0], "%s %s", figure, run_report_unit(unit));
    drawn->step[drawn->n++] = (struct pictures_step){label, note, value, band.lo, band.hi, total};
}

static void fill_steps(const struct why_report *report, const struct study_header *header,
                       struct drawn *drawn)
{
    const struct why *why = report->why;
    const struct interval none = {NAN, NAN};
    const char *unit = report->what->unit;
    size_t order[WHY_GROUPS_MAX];
    if (isfinite(report->promised)) {
        add_step(drawn, "promised", report->promised, none, unit, true);
        add_step(drawn, "the promise's own arithmetic", why->mean_a - report->promised, none, unit,
                 false);
    }
    add_step(drawn, header->scenario[0].label, why->mean_a, none, unit, true);
    sort_groups(why, order);
    for (size_t i = 0; i < why->groups.n; i++)
        add_step(drawn, why->groups.one[order[i]].name, why->part[order[i]].mean,
                 why->part[order[i]].interval, unit, false);
    add_step(drawn, header->scenario[header->n - 1].label, why->mean_b, none, unit, true);
    if (!isfinite(report->counted)) return;
    add_step(drawn, "not explained by the model", report->counted - why->mean_b, none, unit, false);
    add_step(drawn, "counted", report->counted, none, unit, true);
}

static int draw(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    const struct why_report *report = answer;
    struct drawn *drawn = calloc(1, sizeof *drawn);
    char footer[300], title[400], axis[200], run[160];
    int failed = 1;
    if (!drawn) return failed;
    fill_steps(report, header, drawn);
    study_header_footer(header, report->why->replications, run, sizeof run);
    snprintf(footer, sizeof footer, "%s, %zu mixtures; Shapley values, whiskers: 95 %% intervals",
             run, report->why->coalitions);
    snprintf(title, sizeof title, "%s, %d", report->what->meaning, report->what->year);
    snprintf(axis, sizeof axis, "%s",
             *run_report_unit(report->what->unit) ? run_report_unit(report->what->unit) : "share");
    const struct pictures_steps steps = {.frame = {.name = "why",
                                                   .title = "Why it is not what it was to be",
                                                   .subtitle = title,
                                                   .axis = axis,
                                                   .footer = footer},
                                         .step = drawn->step,
                                         .n = drawn->n};
    if (isfinite(report->why->gap)) failed = pictures->steps(&steps, wish, messages);
    free(drawn);
    return failed;
}

const struct study_session_writers why_report_writers = {"parts.csv", print, write_json, write_csv,
                                                         draw};
