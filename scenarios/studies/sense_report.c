// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/sense_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"

enum { NAME_COLUMNS = 38, FIGURE_BYTES = RUN_REPORT_NUMBER_BYTES + 2 };

static const struct morris_effect *effect_of(const struct sense_report *report, size_t response,
                                             size_t input)
{
    return &report->sense->effect[response * report->sense->inputs + input];
}

/* Where it stands among the kept, or SIZE_MAX. */
static size_t place_of(const struct sense *sense, size_t input)
{
    for (size_t i = 0; i < sense->kept && sense->rows > 1; i++)
        if (sense->input[i] == input) return i;
    return SIZE_MAX;
}

static const char *write_signed(char to[static FIGURE_BYTES], double value, const char *unit)
{
    char figure[RUN_REPORT_NUMBER_BYTES];
    snprintf(to, FIGURE_BYTES, "%s%.30s", value > 0 ? "+" : "",
             run_report_figure(figure, value, unit));
    return to;
}

static bool moves_nothing(const struct morris_effect *effect)
{
    return effect->mu_star == 0;
}

static double per_cent(double share)
{
    return rint(100 * share) + 0.0; /* no -0 */
}

/* "45 (31..58)"; an interval that holds 0 says so. */
static const char *write_share(char *to, size_t room, double share, struct interval interval)
{
    if (!isfinite(share)) snprintf(to, room, "n/a");
    else if (!isfinite(interval.lo)) snprintf(to, room, "%.0f %%", 100 * share);
    else
        snprintf(to, room, "%.0f (%.0f..%.0f)%s", per_cent(share), per_cent(interval.lo),
                 per_cent(interval.hi), interval.lo <= 0 && interval.hi >= 0 ? " ~0" : "");
    return to;
}

/* ---- the tables ------------------------------------------------------------------------------ */

static void print_row(const struct sense_report *report, size_t response, size_t input, FILE *to)
{
    const struct morris_effect *effect = effect_of(report, response, input);
    const struct factors_one *one = &report->inputs->one[input];
    const char *unit = report->responses->one[response].unit;
    const size_t place = place_of(report->sense, input);
    char name[FACTORS_WORD_BYTES + 4], mu[FIGURE_BYTES], star[RUN_REPORT_NUMBER_BYTES], range[48];
    char sigma[RUN_REPORT_NUMBER_BYTES], share[48] = "";
    snprintf(name, sizeof name, "%s%s", one->path, one->factor ? " *" : "");
    snprintf(range, sizeof range, "%.3g..%.3g", one->lo, one->hi);
    if (place != SIZE_MAX) {
        const struct sobol_index *index = &report->sense->index[response][place];
        write_share(share, sizeof share, index->shapley, index->shapley_interval);
    }
    run_report_cell(to, name, NAME_COLUMNS);
    fprintf(to, " %13s %10s %10s %8s  %s\n", range, run_report_figure(star, effect->mu_star, unit),
            write_signed(mu, effect->mu, unit), run_report_figure(sigma, effect->sigma, unit),
            share);
}

/* Interaction is said only where its interval leaves no room for none. */
static void say_together(const struct sobol_together *together, FILE *to)
{
    const struct interval *range = &together->interval;
    if (!isfinite(together->share) || !isfinite(range->lo))
        run_report_say(to, "What they do only together cannot be said from so few rows.");
    else if (range->lo > 0)
        run_report_say(
            to, "%.0f %% of the variance (%.0f to %.0f) is what the inputs do only together.",
            per_cent(together->share), per_cent(range->lo), per_cent(range->hi));
    else
        run_report_say(
            to,
            "What the inputs do only together cannot be distinguished from zero: it is at most "
            "%.0f %% of the variance.",
            per_cent(fmax(range->hi, 0)));
}

static void print_totals(const struct sense_report *report, size_t response, FILE *to)
{
    const struct sense *all = report->sense;
    double largest = 0;
    size_t top = 0;
    for (size_t i = 0; i < all->kept; i++) {
        if (all->index[response][i].shapley > largest) {
            largest = all->index[response][i].shapley;
            top = i;
        }
    }
    const struct sobol_index *index = &all->index[response][top];
    char one[48], whole[48], name[FACTORS_WORD_BYTES];
    snprintf(name, sizeof name, "%s", report->inputs->one[all->input[top]].path);
    run_report_say(to,
                   "%s alone (Sobol, first order, %%): %s; with all that it does together with "
                   "others (total): %s.",
                   name, write_share(one, sizeof one, index->first, index->first_interval),
                   write_share(whole, sizeof whole, index->total, index->total_interval));
    say_together(&all->together[response], to);
    const struct sobol_index *half = &all->half[response][top];
    if (isfinite(half->shapley))
        run_report_say(
            to,
            "Has it settled? Share of %s from half of the %zu rows: %.0f %%, from all: %.0f %%.",
            name, all->rows, 100 * half->shapley, 100 * index->shapley);
    if (isfinite(all->noise_share[response]))
        run_report_say(to, "Chance is %.0f %% of the variance of one replication.",
                       100 * all->noise_share[response]);
}

static void print_response(const struct sense_report *report, size_t response, FILE *to)
{
    const struct responses_one *what = &report->responses->one[response];
    const struct sense *all = report->sense;
    size_t *order = calloc(all->inputs + 1, sizeof *order), still = 0;
    if (!order) return;
    fprintf(to, "\n%s, %s: %.60s\n", what->word, what->unit, what->meaning);
    run_report_cell(to, "input (* a factor)", NAME_COLUMNS);
    fprintf(to, " %13s %10s %10s %8s  %s\n", "range", "moves by", "mean", "spread",
            all->rows > 1 ? "share %, 95 %" : "");
    sense_order(all, response, order);
    for (size_t i = 0; i < all->inputs; i++) {
        const struct morris_effect *effect = effect_of(report, response, order[i]);
        still += moves_nothing(effect);
        if (i < report->shown && !moves_nothing(effect)) print_row(report, response, order[i], to);
    }
    if (still > 0) fprintf(to, "%zu inputs move nothing at all\n", still);
    if (all->rows > 1 && all->variance[response] > 0) print_totals(report, response, to);
    free(order);
}

/* ---- the sentence ---------------------------------------------------------------------------- */

/* Those whose interval reaches that of the largest: nobody can say which of them is the first. */
static size_t count_level(const struct sense_report *report, size_t response, const size_t *order)
{
    const double least = effect_of(report, response, order[0])->mu_star_interval.lo;
    size_t n = 1;
    while (n < report->sense->inputs &&
           !(effect_of(report, response, order[n])->mu_star_interval.hi < least))
        n++;
    return n;
}

static bool has_no_value(const struct sense_report *report, size_t response)
{
    for (size_t i = 0; i < report->sense->inputs; i++)
        if (!isfinite(effect_of(report, response, i)->mu_star)) return true;
    return false;
}

static void say_level(const struct sense_report *report, size_t response, const size_t *order,
                      size_t level, FILE *to)
{
    enum { NAMED = 3 };
    char names[NAMED * (FACTORS_WORD_BYTES + 2) + 40] = "";
    size_t used = 0;
    for (size_t i = 0; i < level && i < NAMED; i++)
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "",
                                 report->inputs->one[order[i]].path);
    if (level > NAMED) snprintf(names + used, sizeof names - used, " and %zu more", level - NAMED);
    run_report_say(to, "%s: which input it hangs on most cannot be said among %s.",
                   report->responses->one[response].word, names);
}

static void say_first(const struct sense_report *report, size_t response, FILE *to)
{
    const struct responses_one *what = &report->responses->one[response];
    const struct sense *all = report->sense;
    size_t *order = calloc(all->inputs + 1, sizeof *order), apart = 0;
    if (!order) return;
    sense_order(all, response, order);
    for (size_t i = 0; i < all->inputs; i++)
        apart += effect_of(report, response, order[i])->mu_star_interval.lo > 0;
    const struct morris_effect *first = effect_of(report, response, order[0]);
    const size_t level = count_level(report, response, order);
    char star[RUN_REPORT_NUMBER_BYTES];
    if (has_no_value(report, response))
        run_report_say(to, "%s has no value at some of the points, so nothing can be ranked.",
                       what->word);
    else if (moves_nothing(first)) run_report_say(to, "%s: no input moves it.", what->word);
    else if (level > 1) say_level(report, response, order, level, to);
    else
        run_report_say(
            to,
            "%s hangs most on %s, which moves it by %s %s over its range%s; %zu of %zu inputs can "
            "be distinguished from zero.",
            what->word, report->inputs->one[order[0]].path,
            run_report_figure(star, first->mu_star, what->unit), run_report_unit(what->unit),
            first->mu_interval.lo > 0   ? " (more of it, more)"
            : first->mu_interval.hi < 0 ? " (more of it, less)"
                                        : "",
            apart, all->inputs);
    free(order);
}

static void print(const void *answer, const struct study_header *header, bool quiet, FILE *to)
{
    const struct sense_report *report = answer;
    const struct sense *all = report->sense;
    if (!quiet) run_report_text(to, header->scenario[0].label);
    for (size_t r = 0; r < all->responses && !quiet; r++)
        print_response(report, r, to);
    fputc('\n', to);
    for (size_t r = 0; r < all->responses; r++)
        say_first(report, r, to);
    if (quiet) return;
    fputc('\n', to);
    run_report_say(
        to,
        "Moves by: mean size of the change over the input's whole range, in %zu walks (Morris); "
        "mean: with its direction; spread: much of it says curved, or entangled with others.",
        all->walks);
    if (all->rows > 1)
        run_report_say(
            to,
            "Share: of the variance that the %zu largest make together (Shapley, %zu rows); ~0: "
            "not distinguishable from zero.",
            all->kept, all->rows);
}

/* ---- for programs ---------------------------------------------------------------------------- */

static void json_input(const struct sense_report *report, size_t response, size_t input,
                       struct json *json)
{
    const struct morris_effect *effect = effect_of(report, response, input);
    const size_t place = place_of(report->sense, input);
    json_object(json, NULL);
    json_text(json, "path", report->inputs->one[input].path);
    json_number(json, "lo", report->inputs->one[input].lo);
    json_number(json, "hi", report->inputs->one[input].hi);
    json_number(json, "mu_star", effect->mu_star);
    json_number(json, "mu", effect->mu);
    json_number(json, "sigma", effect->sigma);
    if (place != SIZE_MAX) {
        const struct sobol_index *index = &report->sense->index[response][place];
        json_number(json, "first", index->first);
        json_number(json, "first_lo", index->first_interval.lo);
        json_number(json, "first_hi", index->first_interval.hi);
        json_number(json, "total", index->total);
        json_number(json, "total_lo", index->total_interval.lo);
        json_number(json, "total_hi", index->total_interval.hi);
        json_number(json, "shapley", index->shapley);
        json_number(json, "shapley_lo", index->shapley_interval.lo);
        json_number(json, "shapley_hi", index->shapley_interval.hi);
    }
    json_object_end(json);
}

static void write_json(const void *answer, const struct study_header *header, FILE *to)
{
    const struct sense_report *report = answer;
    const struct sense *all = report->sense;
    struct json json = json_to(to);
    study_header_json(header, header->asked, &json);
    json_count(&json, "walks", all->walks);
    json_count(&json, "rows", all->rows);
    json_array(&json, "measures");
    for (size_t r = 0; r < all->responses; r++) {
        json_object(&json, NULL);
        json_text(&json, "measure", report->responses->one[r].word);
        json_text(&json, "unit", report->responses->one[r].unit);
        json_number(&json, "variance", all->rows > 1 ? all->variance[r] : NAN);
        json_number(&json, "chance_share", all->rows > 1 ? all->noise_share[r] : NAN);
        json_number(&json, "together", all->rows > 1 ? all->together[r].share : NAN);
        json_number(&json, "together_lo", all->rows > 1 ? all->together[r].interval.lo : NAN);
        json_number(&json, "together_hi", all->rows > 1 ? all->together[r].interval.hi : NAN);
        json_array(&json, "inputs");
        for (size_t i = 0; i < all->inputs; i++)
            json_input(report, r, i, &json);
        json_array_end(&json);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

static void write_csv(const void *answer, const struct study_header *header, FILE *to)
{
    (void)header;
    const struct sense_report *report = answer;
    const struct sense *all = report->sense;
    fputs(
        "measure,input,lo,hi,mu_star,mu_star_lo,mu_star_hi,mu,sigma,first,first_lo,first_hi,total,"
        "total_lo,total_hi,shapley,shapley_lo,shapley_hi\n",
        to);
    for (size_t r = 0; r < all->responses; r++) {
        for (size_t i = 0; i < all->inputs; i++) {
            const struct morris_effect *effect = effect_of(report, r, i);
            const size_t place = place_of(all, i);
            const struct sobol_index none = {NAN, NAN, NAN, {NAN, NAN}, {NAN, NAN}, {NAN, NAN}};
            const struct sobol_index *index = place == SIZE_MAX ? &none : &all->index[r][place];
            const double number[] = {report->inputs->one[i].lo,
                                     report->inputs->one[i].hi,
                                     effect->mu_star,
                                     effect->mu_star_interval.lo,
                                     effect->mu_star_interval.hi,
                                     effect->mu,
                                     effect->sigma,
                                     index->first,
                                     index->first_interval.lo,
                                     index->first_interval.hi,
                                     index->total,
                                     index->total_interval.lo,
                                     index->total_interval.hi,
                                     index->shapley,
                                     index->shapley_interval.lo,
                                     index->shapley_interval.hi};
            results_csv_text(to, report->responses->one[r].word, true);
            results_csv_text(to, report->inputs->one[i].path, false);
            for (size_t k = 0; k < sizeof number / sizeof *number; k++)
                results_csv_number(to, number[k]);
            fputc('\n', to);
        }
    }
}

/* ---- tornados -------------------------------------------------------------------------------- */

enum { PICTURES = 4, BARS = 15 };

static int draw_response(const struct sense_report *report, const struct study_header *header,
                         size_t response, const struct pictures *pictures,
                         const struct pictures_wish *wish, FILE *messages)
{
    static const char *const name[PICTURES] = {"sense", "sense_2", "sense_3", "sense_4"};
    const struct responses_one *what = &report->responses->one[response];
    const struct sense *all = report->sense;
    struct pictures_row row[BARS];
    char note[BARS][64], title[400], axis[160], footer[240];
    size_t *order = calloc(all->inputs + 1, sizeof *order), n = 0;
    if (!order) return 1;
    sense_order(all, response, order);
    for (size_t i = 0; i < all->inputs && n < BARS && n < report->shown; i++) {
        const struct morris_effect *effect = effect_of(report, response, order[i]);
        char mu[FIGURE_BYTES];
        if (moves_nothing(effect)) break;
        snprintf(note[n], sizeof note[n], "%s %s", write_signed(mu, effect->mu, what->unit),
                 run_report_unit(what->unit));
        row[n] = (struct pictures_row){
            .label = report->inputs->one[order[i]].path,
            .note = note[n],
            .at = effect->mu,
            .lo = effect->mu_interval.lo,
            .hi = effect->mu_interval.hi,
            .faint = !(effect->mu_interval.lo > 0 || effect->mu_interval.hi < 0)};
        n++;
    }
    snprintf(title, sizeof title, "%s, %d (%s)", what->meaning, what->year, what->word);
    snprintf(axis, sizeof axis, "change over the whole range of the input%s%s",
             *run_report_unit(what->unit) ? ", " : "", run_report_unit(what->unit));
    snprintf(footer, sizeof footer,
             "%zu walks of %zu steps (Morris), seed %llu; lines: 95 %% intervals;"
             " pale: cannot be distinguished from zero",
             all->walks, all->inputs, (unsigned long long)header->seed);
    const struct pictures_rows rows = {
        .frame = {name[response], "What it hangs on", title, axis, footer},
        .line = 0,
        .bars = true,
        .row = row,
        .n = n};
    free(order);
    return pictures->rows(&rows, wish, messages);
}

static int draw(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    const struct sense_report *report = answer;
    int failed = 0;
    for (size_t r = 0; r < report->sense->responses && r < PICTURES; r++)
        failed += draw_response(report, header, r, pictures, wish, messages);
    return failed;
}

const struct study_session_writers sense_report_writers = {"inputs.csv", print, write_json,
                                                           write_csv, draw};
