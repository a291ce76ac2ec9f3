// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/terminal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "plots/panels.h"
#include "plots/scale.h"
#include "sim/date.h"

enum { NARROWEST = 60, WIDEST = 200, LOWEST = 12, HIGHEST = 60 };

static int between(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

struct terminal terminal_open(FILE *to, const struct gnuplot *gnuplot, int columns, int lines)
{
    struct winsize size = {0};
    const bool asked = isatty(fileno(to)) && ioctl(fileno(to), TIOCGWINSZ, &size) == 0;
    if (columns <= 0) columns = asked && size.ws_col > 0 ? size.ws_col : 80;
    if (lines <= 0) lines = asked && size.ws_row > 0 ? size.ws_row : 24;
    return (struct terminal){.to = to,
                             .gnuplot = gnuplot,
                             .columns = between(columns, NARROWEST, WIDEST),
                             .lines = between(lines, LOWEST, HIGHEST)};
}

/* ---- promises: one line of intervals each ---------------------------------------------------- */

/* The column of a position on the axis, or -1 where there is nothing; beyond the ends, the end. */
static int column_of(double at, double most, int width)
{
    if (!isfinite(at)) return -1;
    const double share = (at - SCALE_LEAST) / (most - SCALE_LEAST);
    return between((int)lround((share < 0   ? 0
                                : share > 1 ? 1
                                            : share) *
                               (width - 1)),
                   0, width - 1);
}

static void fill(char *line, int from, int to, char with)
{
    for (int i = from; from >= 0 && to >= 0 && i <= to; i++)
        line[i] = with;
}

static void draw_intervals(char *line, int width, const struct scale *scale, double most)
{
    memset(line, ' ', (size_t)width);
    line[width] = '\0';
    line[column_of(SCALE_PROMISED, most, width)] = '|';
    fill(line, column_of(scale->band.lo, most, width), column_of(scale->band.hi, most, width), '-');
    fill(line, column_of(scale->mean_95.lo, most, width), column_of(scale->mean_95.hi, most, width),
         '=');
    const int promised = column_of(SCALE_PROMISED, most, width);
    if (line[promised] != '|') line[promised] = '+';
    const int mean = column_of(scale->mean, most, width);
    if (mean >= 0) line[mean] = scale->mean > most ? '>' : scale->mean < SCALE_LEAST ? '<' : 'O';
    const int observed = column_of(scale->observed, most, width);
    if (observed >= 0) line[observed] = line[observed] == 'O' ? '@' : 'X';
}

/* "at least 900 jobs: simulated 305 (235 to 375), observed 276 in 2025": the unit once. */
static void print_numbers(const struct terminal *terminal, const struct outcome_promise *promise)
{
    const bool share = promise->unit != NULL && strcmp(promise->unit, "share") == 0;
    const double times = share ? 100 : 1;
    char limit[TEXT_BYTES], mean[TEXT_NUMBER_BYTES], lo[TEXT_NUMBER_BYTES], hi[TEXT_NUMBER_BYTES];
    fprintf(terminal->to, "  at %s %s: simulated %s", promise->at_most ? "most" : "least",
            text_quantity(limit, promise->promised, promise->unit),
            text_number(mean, times * promise->mean));
    if (isfinite(promise->band_95.lo) && isfinite(promise->band_95.hi))
        fprintf(terminal->to, " (%s to %s)", text_number(lo, times * promise->band_95.lo),
                text_number(hi, times * promise->band_95.hi));
    fprintf(terminal->to, ", observed %s", text_number(mean, times * promise->observed));
    if (isfinite(promise->observed)) fprintf(terminal->to, " in %d", (int)promise->observed_year);
    fputc('\n', terminal->to);
}

static void print_promise(const struct terminal *terminal, const struct outcome_promise *promise,
                          double most)
{
    const char *verdict = outcome_verdict_word(promise->verdict);
    const int width = terminal->columns - 2 - 14;
    const struct scale scale = scale_of(promise);
    char what[TEXT_BYTES], chart[WIDEST + 1], when[32] = "";
    text_clean(what, promise->what, (size_t)terminal->columns - 10);
    if (promise->by_us != DATE_NEVER_US)
        snprintf(when, sizeof when, "by %d: ", (int)date_of(promise->by_us).year);
    fprintf(terminal->to, "%s%s\n", when, what);
    draw_intervals(chart, width, &scale, most);
    fprintf(terminal->to, "  [%s] %s\n", chart, verdict);
    print_numbers(terminal, promise);
}

void terminal_promises(const struct terminal *terminal, const struct outcome *outcome)
{
    if (outcome->promises == 0) return;
    const double most = scale_most(outcome->promise, outcome->promises);
    fprintf(terminal->to,
            "What was promised, and what comes of it (0 to %g %% of the promise)\n"
            "| promised   O mean   = its 95 %% interval   - 95 %% of replications   X observed\n\n",
            most);
    for (size_t i = 0; i < outcome->promises; i++)
        print_promise(terminal, &outcome->promise[i], most);
    fputc('\n', terminal->to);
}

/* ---- fans: gnuplot's letters, or numbers ----------------------------------------------------- */

static void write_block(FILE *script, const char *name, const struct fan *fan, double unit)
{
    fprintf(script, "$%s << HUBSIM_END\n", name);
    for (size_t i = 0; i < fan->points; i++) {
        const struct fan_point *point = &fan->point[i];
        const double centre =
            isfinite(point->quantile[FAN_50]) ? point->quantile[FAN_50] : point->mean;
        const double value[] = {point->quantile[FAN_025], centre, point->quantile[FAN_975],
                                point->judged,
                                isfinite(point->calibration) ? point->calibration : point->context};
        fprintf(script, "%.17g", point->x);
        for (size_t v = 0; v < sizeof value / sizeof *value; v++) {
            if (isfinite(value[v])) fprintf(script, " %.17g", value[v] / unit);
            else fputs(" NaN", script);
        }
        fputc('\n', script);
    }
    for (size_t i = 0; i < fan->marks; i++)
        fprintf(script, "%.17g NaN NaN NaN NaN NaN %.17g\n", fan->mark[i].x,
                fan->mark[i].value / unit);
    fputs("HUBSIM_END\n", script);
}

static void write_script(FILE *script, const struct terminal *terminal, const struct fan *fan,
                         bool hours, const struct panels_axis *axis)
{
    const double first = fan->point[0].x, last = fan->point[fan->points - 1].x;
    const int height = between(terminal->lines - 4, 10, 18);
    write_block(script, "d", fan, axis->unit);
    fprintf(script,
            "set terminal dumb noenhanced size %d,%d\nset key noautotitle\n"
            "set border 3; set tics nomirror\nset xrange [%g:%g]; set xtics %g,%g\n"
            "set yrange [%.17g:%.17g]; set ytics %.17g,%.17g\n"
            "plot $d using 1:2:4 with filledcurves lc 1, $d using 1:3 with lines lt 2, \\\n"
            "    $d using 1:7 with points pt 16, $d using 1:6 with points pt 3, "
            "$d using 1:5 with points pt 15%s\n",
            terminal->columns, height, hours ? 0 : first - 0.6, hours ? 24 : last + 0.6,
            hours ? 0 : first,
            hours               ? 6
            : last - first < 12 ? 1
                                : look_step(last - first, 8),
            axis->lo, axis->hi, axis->lo, axis->step,
            fan->simulated == 1 && !hours ? ", $d using 1:3 with points pt 13" : "");
}

/* gnuplot fills bands with X, which says more than a band should: a colon is paler. Control bytes
 * go. */
static void print_chart(FILE *to, const char *chart, size_t bytes)
{
    size_t from = 0;
    while (from < bytes) {
        const char *end = memchr(chart + from, '\n', bytes - from);
        size_t to_end = end != NULL ? (size_t)(end - chart) : bytes, last = to_end;
        while (last > from && chart[last - 1] == ' ')
            last--;
        for (size_t i = from; i < last; i++)
            if (chart[i] >= ' ' && chart[i] <= '~') fputc(chart[i] == 'X' ? ':' : chart[i], to);
        if (last > from) fputc('\n', to);
        from = to_end + 1;
    }
}

static void print_table(const struct terminal *terminal, const struct fan *fan, bool hours)
{
    char mid[TEXT_NUMBER_BYTES], lo[TEXT_NUMBER_BYTES], hi[TEXT_NUMBER_BYTES],
        seen[TEXT_NUMBER_BYTES];
    fprintf(terminal->to, "  %-6s %16s %16s %16s %16s\n", hours ? "hour" : "year",
            hours ? "mean" : "median", "95 % from", "to", "observed");
    for (size_t i = 0; i < fan->points; i++) {
        const struct fan_point *p = &fan->point[i];
        const double observed = isfinite(p->judged)        ? p->judged
                                : isfinite(p->calibration) ? p->calibration
                                                           : p->context;
        fprintf(terminal->to, "  %-6.0f %16s %16s %16s %16s\n", hours ? p->x - 0.5 : p->x,
                text_number(mid, hours ? p->mean : p->quantile[FAN_50]),
                text_number(lo, p->quantile[FAN_025]), text_number(hi, p->quantile[FAN_975]),
                text_number(seen, observed));
    }
}

static bool draw_fan(const struct terminal *terminal, const struct fan *fan, bool hours,
                     const struct panels_axis *axis, char error[static GNUPLOT_ERROR_BYTES])
{
    char *script = NULL, *chart = NULL;
    size_t script_bytes = 0, chart_bytes = 0;
    FILE *in = open_memstream(&script, &script_bytes), *out = open_memstream(&chart, &chart_bytes);
    bool fine = in != NULL && out != NULL;
    if (fine) write_script(in, terminal, fan, hours, axis);
    if (in != NULL) fine = fclose(in) == 0 && fine;
    fine = fine && gnuplot_run(terminal->gnuplot, "/", script, script_bytes, out, error);
    if (out != NULL) fine = fclose(out) == 0 && fine;
    if (fine) print_chart(terminal->to, chart, chart_bytes);
    free(script);
    free(chart);
    return fine;
}

static bool show_fan(const struct terminal *terminal, const struct fan *fan, bool hours,
                     char error[static GNUPLOT_ERROR_BYTES])
{
    char meaning[TEXT_BYTES], unit[TEXT_BYTES];
    double lo, hi;
    fan_range(fan, &lo, &hi);
    const struct panels_axis axis = panels_axis(lo, hi, 4);
    const bool draws = terminal->gnuplot->path[0] != '\0';
    text_clean(meaning, *fan->measure.meaning != '\0' ? fan->measure.meaning : fan->measure.name,
               (size_t)terminal->columns - 26);
    text_clean(unit, fan->measure.unit, 24);
    fprintf(terminal->to, "%s (%s%s)\n", meaning, draws ? axis.word : "", text_unit(unit));
    const bool fine = !draws || draw_fan(terminal, fan, hours, &axis, error);
    if (!draws || !fine) print_table(terminal, fan, hours);
    fputc('\n', terminal->to);
    return fine;
}

static void print_key(const struct terminal *terminal, bool hours)
{
    if (terminal->gnuplot->path[0] == '\0')
        fprintf(terminal->to, "(numbers, because %s)\n", terminal->gnuplot->error);
    else if (hours) fputs("# mean over replications   : 95 % of replications\n", terminal->to);
    else
        fputs("# median  : 95 % of replications  O observed  C the same, no judge  P promised\n",
              terminal->to);
}

bool terminal_projections(const struct terminal *terminal, const struct outcome *outcome,
                          const char *const *measures, size_t n,
                          char error[static GNUPLOT_ERROR_BYTES])
{
    bool fine = true;
    size_t shown = 0;
    for (size_t i = 0; i < n && outcome->years > 0; i++) {
        struct fan fan;
        const int measure = outcome_measure(outcome, measures[i]);
        if (measure < 0) continue;
        if (shown++ == 0) print_key(terminal, false);
        fine = fan_of_measure(&fan, outcome, (size_t)measure) &&
               show_fan(terminal, &fan, false, error) && fine;
        fan_free(&fan);
    }
    return fine;
}

bool terminal_day(const struct terminal *terminal, const struct outcome *outcome,
                  char error[static GNUPLOT_ERROR_BYTES])
{
    bool fine = true;
    char day[17];
    if (outcome->day == NULL) return true;
    fprintf(terminal->to, "One day in the hub: %s\n", date_write(day, outcome->day_us, false));
    print_key(terminal, true);
    for (int series = 0; series < MEASURE_DAY_SERIES; series++) {
        struct fan fan;
        fine = fan_of_day(&fan, outcome, (enum measure_day)series) &&
               show_fan(terminal, &fan, true, error) && fine;
        fan_free(&fan);
    }
    return fine;
}

bool terminal_jobs(const struct terminal *terminal, const struct outcome *outcome,
                   char error[static GNUPLOT_ERROR_BYTES])
{
    static const char *const employers[] = {"jobs.operator", "jobs.handler", "jobs.agency",
                                            "jobs.security", "jobs.clerks"};
    return terminal_projections(terminal, outcome, employers, sizeof employers / sizeof *employers,
                                error);
}
