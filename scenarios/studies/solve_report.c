// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/solve_report.h"

#include <math.h>
#include <string.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"

static const struct responses_one *what_of(const struct solve_report *report)
{
    return &report->target->response.one[0];
}

/* "at least 900 jobs in hall.cainiao.jobs, 2025" */
static const char *write_target(const struct solve_report *report, char *to, size_t room)
{
    char value[RUN_REPORT_NUMBER_BYTES];
    const struct responses_one *what = what_of(report);
    const char *unit = run_report_unit(what->unit);
    snprintf(to, room, "%s at %s %s%s%s in %d", what->measure,
             report->target->at_most ? "most" : "least",
             run_report_figure(value, report->target->value, what->unit), *unit ? " " : "", unit,
             what->year);
    return to;
}

static const char *write_value(const struct solve_report *report, double x, char *to, size_t room)
{
    const char *unit = run_report_unit(report->input->unit);
    snprintf(to, room, "%.5g%s%.24s", x, *unit ? " " : "", unit);
    return to;
}

static void print_points(const struct solve_report *report, size_t n, FILE *to)
{
    const struct solve *solve = report->solve;
    fprintf(to, "%-14s %10s %10s %16s %14s\n", "value", "reached", "chance", "95 % interval",
            "mean");
    for (size_t i = 0; i < solve->points; i++) {
        const struct solve_point *point = &solve->point[i];
        char value[40], kept[40], band[40], mean[RUN_REPORT_NUMBER_BYTES];
        snprintf(value, sizeof value, "%.6g", point->x);
        snprintf(kept, sizeof kept, "%zu of %zu", point->kept, n);
        snprintf(band, sizeof band, "%.0f..%.0f %%", 100 * point->chance_95.lo,
                 100 * point->chance_95.hi);
        fprintf(to, "%-14s %10s %8.0f %% %16s %14s\n", value, kept, 100 * point->chance, band,
                run_report_figure(mean, point->mean, what_of(report)->unit));
    }
}

/* ---- the sentence ---------------------------------------------------------------------------- */

static const char *write_end(const struct solve_report *report, double end, const char *beyond,
                             char *to, size_t room)
{
    return isfinite(end) ? write_value(report, end, to, room) : beyond;
}

static void say_again(const struct solve_report *report, size_t n, FILE *to)
{
    const struct solve_point *again = &report->solve->again;
    if (!report->solve->has_again) return;
    const bool holds = again->chance_95.hi >= report->chance;
    run_report_say(
        to,
        "Run once more there with another seed, %zu of %zu reach it (a chance of %.0f to %.0f %%)%s.",
        again->kept, n, 100 * again->chance_95.lo, 100 * again->chance_95.hi,
        holds
            ? ""
            : ": it does not hold, so believe the interval and not the value, or give more --replications");
}

static void say_found(const struct solve_report *report, size_t n, FILE *to)
{
    const struct root_answer *answer = &report->solve->answer;
    char target[200], x[64], lo[64], hi[64];
    run_report_say(to,
                   "For %s with a chance of %.0f %% it takes %s of %s or %s; 95 %% sure that it "
                   "takes between %s and %s.",
                   write_target(report, target, sizeof target), 100 * report->chance,
                   report->input->path, write_value(report, answer->x, x, sizeof x),
                   answer->rising ? "more" : "less",
                   write_end(report, answer->interval.lo, "less than the range", lo, sizeof lo),
                   write_end(report, answer->interval.hi, "more than the range", hi, sizeof hi));
    say_again(report, n, to);
}

static void say_too_few(const struct solve_report *report, size_t n, FILE *to)
{
    run_report_say(
        to,
        "Cannot tell: %zu replications give no interval for a chance of %.0f %%, so there is "
        "no value to name; give --replications %zu or more.",
        n, 100 * report->chance, root_replications_needed(report->chance, 0.95));
}

static void say_none(const struct solve_report *report, size_t n, FILE *to)
{
    const struct solve *solve = report->solve;
    const struct solve_point *best = &solve->point[0];
    char target[200], lo[64], hi[64], at[64], mean[RUN_REPORT_NUMBER_BYTES];
    for (size_t i = 1; i < solve->points; i++)
        if (solve->point[i].kept > best->kept ||
            (solve->point[i].kept == best->kept &&
             (report->target->at_most ? solve->point[i].mean < best->mean
                                      : solve->point[i].mean > best->mean)))
            best = &solve->point[i];
    run_report_say(
        to,
        "No value of %s from %s to %s gives %s with a chance of %.0f %%: at the best, %s, %zu of "
        "%zu replications reach it (a chance of %.0f to %.0f %%), and the mean is %s%s.",
        report->input->path, write_value(report, report->input->lo, lo, sizeof lo),
        write_value(report, report->input->hi, hi, sizeof hi),
        write_target(report, target, sizeof target), 100 * report->chance,
        write_value(report, best->x, at, sizeof at), best->kept, n, 100 * best->chance_95.lo,
        100 * best->chance_95.hi, run_report_figure(mean, best->mean, what_of(report)->unit),
        solve->answer.sure ? "" : "; that it cannot be done is not sure, though");
}

static void say_any(const struct solve_report *report, FILE *to)
{
    char target[200], lo[64], hi[64];
    run_report_say(to, "Any value of %s from %s to %s gives %s with a chance of %.0f %% or more%s.",
                   report->input->path, write_value(report, report->input->lo, lo, sizeof lo),
                   write_value(report, report->input->hi, hi, sizeof hi),
                   write_target(report, target, sizeof target), 100 * report->chance,
                   report->solve->answer.sure ? "" : "; that is not sure, though");
}

static void print(const void *answer, const struct study_header *header, bool quiet, FILE *to)
{
    const struct solve_report *report = answer;
    const struct solve *solve = report->solve;
    if (!quiet) {
        run_report_text(to, header->scenario[0].label);
        fprintf(to, "\n%s, from %g to %g\n", report->input->path, report->input->lo,
                report->input->hi);
        print_points(report, header->asked, to);
    }
    fputc('\n', to);
    if (solve->answer.verdict == ROOT_FOUND) say_found(report, header->asked, to);
    if (solve->answer.verdict == ROOT_TOO_FEW) say_too_few(report, header->asked, to);
    if (solve->answer.verdict == ROOT_NONE) say_none(report, header->asked, to);
    if (solve->answer.verdict == ROOT_ANY) say_any(report, to);
    if (solve->answer.verdict == ROOT_UNFINISHED)
        run_report_say(to, "The search was not finished: no answer.");
    if (solve->answer.uneven)
        run_report_say(
            to, "Careful: somewhere more of it did the opposite, so there may be several answers;"
                " hubsim sweep shows the whole range.");
    if (solve->unknown > 0)
        run_report_say(to, "%zu replications had no answer and count as not reached.",
                       solve->unknown);
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

static void write_json(const void *answer, const struct study_header *header, FILE *to)
{
    const struct solve_report *report = answer;
    const struct solve *solve = report->solve;
    struct json json = json_to(to);
    study_header_json(header, header->asked, &json);
    json_text(&json, "measure", what_of(report)->word);
    json_number(&json, report->target->at_most ? "at_most" : "at_least", report->target->value);
    json_number(&json, "chance", report->chance);
    json_text(&json, "input", report->input->path);
    json_text(&json, "verdict", verdict_word(solve->answer.verdict));
    json_number(&json, "answer", solve->answer.x);
    json_number(&json, "lo", solve->answer.interval.lo);
    json_number(&json, "hi", solve->answer.interval.hi);
    if (solve->has_again) {
        json_object(&json, "with_another_seed");
        json_count(&json, "reached", solve->again.kept);
        json_number(&json, "chance", solve->again.chance);
        json_number(&json, "lo", solve->again.chance_95.lo);
        json_number(&json, "hi", solve->again.chance_95.hi);
        json_number(&json, "mean", solve->again.mean);
        json_object_end(&json);
    }
    json_array(&json, "tried");
    for (size_t i = 0; i < solve->points; i++) {
        json_object(&json, NULL);
        json_number(&json, "value", solve->point[i].x);
        json_count(&json, "reached", solve->point[i].kept);
        json_number(&json, "mean", solve->point[i].mean);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

static void write_csv(const void *answer, const struct study_header *header, FILE *to)
{
    const struct solve_report *report = answer;
    const struct solve *solve = report->solve;
    fputs("value,reached,replications,chance,lo,hi,mean\n", to);
    for (size_t i = 0; i < solve->points; i++) {
        const struct solve_point *point = &solve->point[i];
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

static int draw(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    const struct solve_report *report = answer;
    const struct solve *solve = report->solve;
    double x[ROOT_POINTS], y[ROOT_POINTS], lo[ROOT_POINTS], hi[ROOT_POINTS];
    char target[200], title[260], axis[300], footer[260], run[160];
    for (size_t i = 0; i < solve->points; i++) {
        x[i] = solve->point[i].x;
        y[i] = 100 * solve->point[i].chance;
        lo[i] = 100 * solve->point[i].chance_95.lo;
        hi[i] = 100 * solve->point[i].chance_95.hi;
    }
    study_header_footer(header, header->asked, run, sizeof run);
    snprintf(footer, sizeof footer,
             "%s; band: 95 %% interval of the chance; dashes: what was asked for", run);
    snprintf(title, sizeof title, "Chance of %s", write_target(report, target, sizeof target));
    snprintf(axis, sizeof axis, "%s%s%s", report->input->path, *report->input->unit ? ", " : "",
             report->input->unit);
    const struct pictures_curve curve = {
        .label = "", .x = x, .y = y, .lo = lo, .hi = hi, .n = solve->points};
    const struct interval *range = &solve->answer.interval;
    const bool found =
        solve->answer.verdict == ROOT_FOUND && !isnan(range->lo) && !isnan(range->hi);
    const struct pictures_curves curves = {
        .frame = {"solve", title, header->scenario[0].label, axis, footer},
        .y_axis = "%",
        .line = 100 * report->chance,
        .from = found ? fmax(range->lo, report->input->lo) : NAN,
        .to = found ? fmin(range->hi, report->input->hi) : NAN,
        .curve = &curve,
        .n = 1};
    return pictures->curves(&curves, wish, messages);
}

const struct study_session_writers solve_report_writers = {"tried.csv", print, write_json,
                                                           write_csv, draw};
