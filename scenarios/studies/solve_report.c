// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/solve_report.h"

#include <math.h>
#include <string.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"

static const struct responses_one *what_of(const struct solve_report *solutions)
{
    return &solutions->target->response.one[0];
}

/* "at least 900 jobs in hall.cainiao.jobs, 2025" */
static const char *write_target(const struct solve_report *solutions, char *to, size_t room)
{
    char value[RUN_REPORT_NUMBER_BYTES];
    const struct responses_one *what = what_of(solutions);
    const char *unit = run_report_unit(what->unit);
    snprintf(to, room, "%s at %s %s%s%s in %d", what->measure,
             solutions->target->at_most ? "most" : "least",
             run_report_figure(value, solutions->target->value, what->unit), *unit ? " " : "", unit,
             what->year);
    return to;
}

static const char *write_value(const struct solve_report *solutions, double x, char *to,
                               size_t room)
{
    const char *unit = run_report_unit(solutions->input->unit);
    snprintf(to, room, "%.5g%s%.24s", x, *unit ? " " : "", unit);
    return to;
}

static void print_points(const struct solve_report *solutions, size_t n, FILE *to)
{
    const struct solve *solution = solutions->solution;
    fprintf(to, "%-14s %10s %10s %16s %14s\n", "value", "reached", "chance", "95 % interval",
            "mean");
    for (size_t i = 0; i < solution->points; i++) {
        const struct solve_point *point = &solution->point[i];
        char value[40], kept[40], band[40], mean[RUN_REPORT_NUMBER_BYTES];
        snprintf(value, sizeof value, "%.6g", point->x);
        snprintf(kept, sizeof kept, "%zu of %zu", point->kept, n);
        snprintf(band, sizeof band, "%.0f..%.0f %%", 100 * point->chance_95.lo,
                 100 * point->chance_95.hi);
        fprintf(to, "%-14s %10s %8.0f %% %16s %14s\n", value, kept, 100 * point->chance, band,
                run_report_figure(mean, point->mean, what_of(solutions)->unit));
    }
}

/* ---- the sentence ---------------------------------------------------------------------------- */

static const char *write_end(const struct solve_report *solutions, double end, const char *beyond,
                             char *to, size_t room)
{
    return isfinite(end) ? write_value(solutions, end, to, room) : beyond;
}

static void say_again(const struct solve_report *solutions, size_t n, FILE *to)
{
    const struct solve_point *again = &solutions->solution->again;
    if (!solutions->solution->has_again) return;
    const bool holds = again->chance_95.hi >= solutions->chance;
    run_report_say(
        to,
        "Run once more there with another seed, %zu of %zu reach it (a chance of %.0f to %.0f %%)%s.",
        again->kept, n, 100 * again->chance_95.lo, 100 * again->chance_95.hi,
        holds
            ? ""
            : ": it does not hold, so believe the interval and not the value, or give more --replications");
}

static void say_found(const struct solve_report *solutions, size_t n, FILE *to)
{
    const struct root_answer *answer = &solutions->solution->answer;
    char target[200], x[64], lo[64], hi[64];
    run_report_say(to,
                   "For %s with a chance of %.0f %% it takes %s of %s or %s; 95 %% sure that it "
                   "takes between %s and %s.",
                   write_target(solutions, target, sizeof target), 100 * solutions->chance,
                   solutions->input->path, write_value(solutions, answer->x, x, sizeof x),
                   answer->rising ? "more" : "less",
                   write_end(solutions, answer->interval.lo, "less than the range", lo, sizeof lo),
                   write_end(solutions, answer->interval.hi, "more than the range", hi, sizeof hi));
    say_again(solutions, n, to);
}

static void say_too_few(const struct solve_report *solutions, size_t n, FILE *to)
{
    run_report_say(
        to,
        "Cannot tell: %zu replications give no interval for a chance of %.0f %%, so there is "
        "no value to name; give --replications %zu or more.",
        n, 100 * solutions->chance, root_replications_needed(solutions->chance, 0.95));
}

static void say_none(const struct solve_report *solutions, size_t n, FILE *to)
{
    const struct solve *solution = solutions->solution;
    const struct solve_point *best = &solution->point[0];
    char target[200], lo[64], hi[64], at[64], mean[RUN_REPORT_NUMBER_BYTES];
    for (size_t i = 1; i < solution->points; i++)
        if (solution->point[i].kept > best->kept ||
            (solution->point[i].kept == best->kept &&
             (solutions->target->at_most ? solution->point[i].mean < best->mean
                                         : solution->point[i].mean > best->mean)))
            best = &solution->point[i];
    run_report_say(
        to,
        "No value of %s from %s to %s gives %s with a chance of %.0f %%: at the best, %s, %zu of "
        "%zu replications reach it (a chance of %.0f to %.0f %%), and the mean is %s%s.",
        solutions->input->path, write_value(solutions, solutions->input->lo, lo, sizeof lo),
        write_value(solutions, solutions->input->hi, hi, sizeof hi),
        write_target(solutions, target, sizeof target), 100 * solutions->chance,
        write_value(solutions, best->x, at, sizeof at), best->kept, n, 100 * best->chance_95.lo,
        100 * best->chance_95.hi, run_report_figure(mean, best->mean, what_of(solutions)->unit),
        solution->answer.sure ? "" : "; that it cannot be done is not sure, though");
}

static void say_any(const struct solve_report *solutions, FILE *to)
{
    char target[200], lo[64], hi[64];
    run_report_say(to, "Any value of %s from %s to %s gives %s with a chance of %.0f %% or more%s.",
                   solutions->input->path,
                   write_value(solutions, solutions->input->lo, lo, sizeof lo),
                   write_value(solutions, solutions->input->hi, hi, sizeof hi),
                   write_target(solutions, target, sizeof target), 100 * solutions->chance,
                   solutions->solution->answer.sure ? "" : "; that is not sure, though");
}

void solve_report_print(const struct solve_report *solutions, const struct study_header *header,
                        bool quiet, FILE *to)
{
    const struct solve *solution = solutions->solution;
    if (!quiet) {
        run_report_text(to, header->scenario[0].label);
        fprintf(to, "\n%s, from %g to %g\n", solutions->input->path, solutions->input->lo,
                solutions->input->hi);
        print_points(solutions, header->asked, to);
    }
    fputc('\n', to);
    if (solution->answer.verdict == ROOT_FOUND) say_found(solutions, header->asked, to);
    if (solution->answer.verdict == ROOT_TOO_FEW) say_too_few(solutions, header->asked, to);
    if (solution->answer.verdict == ROOT_NONE) say_none(solutions, header->asked, to);
    if (solution->answer.verdict == ROOT_ANY) say_any(solutions, to);
    if (solution->answer.verdict == ROOT_UNFINISHED)
        run_report_say(to, "The search was not finished: no answer.");
    if (solution->answer.uneven)
        run_report_say(
            to, "Careful: somewhere more of it did the opposite, so there may be several answers;"
                " hubsim sweep shows the whole range.");
    if (solution->unknown > 0)
        run_report_say(to, "%zu replications had no answer and count as not reached.",
                       solution->unknown);
}

/* ---- for programs ---------------------------------------------------------------------------- */

static const char *verdict_word(enum root_verdict verdict)
{
    switch (verdict) {
    case ROOT_FOUND:
        return "found";
    case ROOT_ANY:
        return "any value suffices";
    case ROOT_NONE:
        return "no value suffices";
    case ROOT_TOO_FEW:
    case ROOT_UNFINISHED:
        break;
    }
    return "cannot tell";
}

void solve_report_json(const struct solve_report *solutions, const struct study_header *header,
                       FILE *to)
{
    const struct solve *solution = solutions->solution;
    struct json json = json_to(to);
    study_header_json(header, header->asked, &json);
    json_text(&json, "measure", what_of(solutions)->word);
    json_number(&json, solutions->target->at_most ? "at_most" : "at_least",
                solutions->target->value);
    json_number(&json, "chance", solutions->chance);
    json_text(&json, "input", solutions->input->path);
    json_text(&json, "verdict", verdict_word(solution->answer.verdict));
    json_number(&json, "answer", solution->answer.x);
    json_number(&json, "lo", solution->answer.interval.lo);
    json_number(&json, "hi", solution->answer.interval.hi);
    if (solution->has_again) {
        json_object(&json, "with_another_seed");
        json_count(&json, "reached", solution->again.kept);
        json_number(&json, "chance", solution->again.chance);
        json_number(&json, "lo", solution->again.chance_95.lo);
        json_number(&json, "hi", solution->again.chance_95.hi);
        json_number(&json, "mean", solution->again.mean);
        json_object_end(&json);
    }
    json_array(&json, "tried");
    for (size_t i = 0; i < solution->points; i++) {
        json_object(&json, NULL);
        json_number(&json, "value", solution->point[i].x);
        json_count(&json, "reached", solution->point[i].kept);
        json_number(&json, "mean", solution->point[i].mean);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

void solve_report_csv(const struct solve_report *solutions, const struct study_header *header,
                      FILE *to)
{
    const struct solve *solution = solutions->solution;
    fputs("value,reached,replications,chance,lo,hi,mean\n", to);
    for (size_t i = 0; i < solution->points; i++) {
        const struct solve_point *point = &solution->point[i];
        json_digits(to, point->x);
        fprintf(to, ",%zu,%u", point->kept, header->asked);
        results_csv_number(to, point->chance);
        results_csv_number(to, point->chance_95.lo);
        results_csv_number(to, point->chance_95.hi);
        results_csv_number(to, point->mean);
        fputc('\n', to);
    }
}

/* ---- the picture ----------------------------------------------------------------------------- */

int solve_report_draw(const struct solve_report *solutions, const struct study_header *header,
                      const struct pictures *pictures, const struct pictures_wish *wish,
                      FILE *messages)
{
    const struct solve *solution = solutions->solution;
    double x[ROOT_POINTS], y[ROOT_POINTS], lo[ROOT_POINTS], hi[ROOT_POINTS];
    char target[200], title[260], axis[300], footer[260], run[160];
    for (size_t i = 0; i < solution->points; i++) {
        x[i] = solution->point[i].x;
        y[i] = 100 * solution->point[i].chance;
        lo[i] = 100 * solution->point[i].chance_95.lo;
        hi[i] = 100 * solution->point[i].chance_95.hi;
    }
    study_header_footer(header, header->asked, run, sizeof run);
    snprintf(footer, sizeof footer,
             "%s; band: 95 %% interval of the chance; dashes: what was asked for", run);
    snprintf(title, sizeof title, "Chance of %s", write_target(solutions, target, sizeof target));
    snprintf(axis, sizeof axis, "%s%s%s", solutions->input->path,
             *solutions->input->unit ? ", " : "", solutions->input->unit);
    const struct pictures_curve curve = {"", x, y, lo, hi, solution->points, false};
    const struct interval *range = &solution->answer.interval;
    const bool found =
        solution->answer.verdict == ROOT_FOUND && !isnan(range->lo) && !isnan(range->hi);
    const struct pictures_curves curves = {
        .frame = {"solve", title, header->scenario[0].label, axis, footer},
        .y_axis = "%",
        .line = 100 * solutions->chance,
        .from = found ? fmax(range->lo, solutions->input->lo) : NAN,
        .to = found ? fmin(range->hi, solutions->input->hi) : NAN,
        .curve = &curve,
        .n = 1};
    return pictures->curves(&curves, wish, messages);
}
