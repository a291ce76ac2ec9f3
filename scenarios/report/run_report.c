// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/run_report.h"
#include "scenarios/run/doubt.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/param.h"
#include "scenarios/run/verdict.h"
#include "sim/date.h"

enum {
    LABEL_COLUMNS = 28,
    YEAR_COLUMNS = 9,
    YEARS_ACROSS = (RUN_REPORT_COLUMNS - LABEL_COLUMNS) / YEAR_COLUMNS
};

/* ---- numbers and words ----------------------------------------------------------------------- */

/* 12345 as 12,345 */
static void write_thousands(char to[static RUN_REPORT_NUMBER_BYTES], double value)
{
    char digits[RUN_REPORT_NUMBER_BYTES];
    const int n = snprintf(digits, sizeof digits, "%.0f", fabs(value));
    char *out = to;
    if (value <= -0.5) *out++ = '-';
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0) *out++ = ',';
        *out++ = digits[i];
    }
    *out = '\0';
}

const char *run_report_number(char to[static RUN_REPORT_NUMBER_BYTES], double value)
{
    const double size = fabs(value);
    if (!isfinite(value)) snprintf(to, RUN_REPORT_NUMBER_BYTES, "n/a");
    else if (size >= 1e15) snprintf(to, RUN_REPORT_NUMBER_BYTES, "%.3g", value);
    else if (size >= 999.5e6) snprintf(to, RUN_REPORT_NUMBER_BYTES, "%.2f bn", value / 1e9);
    else if (size >= 99.95e6) snprintf(to, RUN_REPORT_NUMBER_BYTES, "%.0f M", value / 1e6);
    else if (size >= 999500)
        snprintf(to, RUN_REPORT_NUMBER_BYTES, "%.*f M", size >= 9.995e6 ? 1 : 2, value / 1e6);
    else if (size >= 99.95 || value == rint(value)) write_thousands(to, value);
    else snprintf(to, RUN_REPORT_NUMBER_BYTES, "%.*f", size >= 9.995 ? 1 : 2, value);
    return to;
}

/* Bytes that begin a character: what a terminal counts. */
static size_t columns_of(const char *text, size_t bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

static void write_visible(FILE *to, const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if ((unsigned char)text[i] >= 0x20 && text[i] != 0x7f) fputc(text[i], to);
}

void run_report_text(FILE *to, const char *text)
{
    size_t column = 0;
    for (;;) {
        text += strspn(text, " \t\r\n");
        if (!*text) break;
        const size_t bytes = strcspn(text, " \t\r\n"), wide = columns_of(text, bytes);
        if (column > 0 && column + 1 + wide > RUN_REPORT_COLUMNS) {
            fputc('\n', to);
            column = 0;
        }
        if (column > 0) fputc(' ', to);
        write_visible(to, text, bytes);
        column += wide + (column > 0);
        text += bytes;
    }
    if (column > 0) fputc('\n', to);
}

/* Left-aligned in `wide` columns, cut if need be. */
void run_report_cell(FILE *to, const char *text, size_t wide)
{
    size_t bytes = 0, columns = 0;
    while (text[bytes] && (columns < wide || ((unsigned char)text[bytes] & 0xc0) == 0x80))
        columns += ((unsigned char)text[bytes++] & 0xc0) != 0x80;
    write_visible(to, text, bytes);
    fprintf(to, "%*s", (int)(wide - columns), "");
}

void run_report_title(const struct outcome *outcome, FILE *to)
{
    run_report_text(to, outcome->title);
    run_report_text(to, outcome->question);
    if (outcome->promises > 0) fputc('\n', to);
}

/* ---- promises -------------------------------------------------------------------------------- */

/* Shares are read as per cent. */
const char *run_report_figure(char to[static RUN_REPORT_NUMBER_BYTES], double value,
                              const char *unit)
{
    if (strcmp(unit, "share") != 0) return run_report_number(to, value);
    if (isfinite(value)) snprintf(to, RUN_REPORT_NUMBER_BYTES, "%.0f %%", 100 * value);
    else snprintf(to, RUN_REPORT_NUMBER_BYTES, "n/a");
    return to;
}

const char *run_report_unit(const char *unit)
{
    if (strcmp(unit, "share") == 0) return "";
    return strncmp(unit, "1 per ", 6) == 0 ? unit + 2 : unit; /* "1 per day": "per day" */
}

static void write_band(char *to, size_t room, struct interval band, const char *unit)
{
    char lo[RUN_REPORT_NUMBER_BYTES], hi[RUN_REPORT_NUMBER_BYTES];
    to[0] = '\0';
    if (isfinite(band.lo) && isfinite(band.hi))
        snprintf(to, room, "%s..%s", run_report_figure(lo, band.lo, unit),
                 run_report_figure(hi, band.hi, unit));
}

static void write_chance(char *to, size_t room, const struct outcome_promise *promise)
{
    to[0] = '\0';
    if (isfinite(promise->p_kept_95.lo))
        snprintf(to, room, "%.0f (%.0f-%.0f)", 100 * promise->p_kept, 100 * promise->p_kept_95.lo,
                 100 * promise->p_kept_95.hi);
}

/* "≥900 jobs", "≤55,000/year" */
static void write_promised(char *to, size_t room, const struct outcome_promise *promise)
{
    char number[RUN_REPORT_NUMBER_BYTES];
    const char *unit = promise->unit, *per = strncmp(unit, "1 per ", 6) == 0 ? unit + 6 : NULL;
    snprintf(to, room, "%s%s%s%s", promise->at_most ? "\u2264" : "\u2265",
             run_report_figure(number, promise->promised, unit), per ? "/" : " ",
             per ? per : run_report_unit(unit));
}

static void write_promise(const struct outcome_promise *promise, FILE *to)
{
    char number[RUN_REPORT_NUMBER_BYTES], cell[PARAM_TEXT_BYTES + 80], by[16] = "n/a";
    run_report_cell(to, promise->id, 20);
    fputc(' ', to);
    write_promised(cell, sizeof cell, promise);
    run_report_cell(to, cell, 13);
    if (promise->by_us != DATE_NEVER_US)
        snprintf(by, sizeof by, "%d", date_of(promise->by_us).year);
    fprintf(to, "%4s %7s ", by, run_report_figure(number, promise->mean, promise->unit));
    write_band(cell, sizeof cell, promise->band_95, promise->unit);
    run_report_cell(to, cell, 17);
    write_chance(cell, sizeof cell, promise);
    run_report_cell(to, cell, 13);
    cell[0] = '\0';
    if (promise->observed_year)
        snprintf(cell, sizeof cell, "%s '%02d",
                 run_report_figure(number, promise->observed, promise->unit),
                 promise->observed_year % 100);
    run_report_cell(to, cell, 11);
    fprintf(to, "%s\n", *promise->given_by ? "(given)" : outcome_verdict_word(promise->verdict));
}

static size_t count_given(const struct outcome *outcome)
{
    size_t n = 0;
    for (size_t i = 0; i < outcome->promises; i++)
        n += *outcome->promise[i].given_by != '\0';
    return n;
}

void run_report_promises(const struct outcome *outcome, FILE *to)
{
    if (outcome->promises == 0) return;
    fprintf(to, "%-20s %-12s %-4s %7s %-16s %-12s %-10s %s\n", "promise", "promised", "by", "mean",
            "95 % band", "chance %", "counted", "verdict");
    for (size_t i = 0; i < outcome->promises; i++)
        write_promise(&outcome->promise[i], to);
    fputs(
        "\nBand: where 95 % of single replications fall. Chance: of 100 replications, how many keep "
        "it.\n"
        "Verdict: very unlikely below 10 %, unlikely below 33, about even 33 to 66, likely above 66, "
        "very\nlikely above 90, each only if the whole interval of the chance lies there.\n",
        to);
    if (count_given(outcome) > 0)
        fputs("(given): the scenario itself says this figure: no projection, so no verdict.\n", to);
}

/* ---- whose doubt ----------------------------------------------------------------------------- */

static bool is_printed_already(const struct outcome *outcome, size_t p, int32_t year)
{
    for (size_t i = 0; i < p; i++)
        if (strcmp(outcome->promise[i].measure, outcome->promise[p].measure) == 0 &&
            date_of(outcome->promise[i].by_us).year == year)
            return true;
    return false;
}

static void write_doubt(const struct outcome *outcome, size_t p, const double *variance, FILE *to)
{
    const struct outcome_promise *promise = &outcome->promise[p];
    const int measure = outcome_measure(outcome, promise->measure);
    if (promise->by_us == DATE_NEVER_US || measure < 0) return;
    const int32_t year = date_of(promise->by_us).year;
    if (year < outcome->first_year || (size_t)(year - outcome->first_year) >= outcome->years ||
        is_printed_already(outcome, p, year))
        return;
    const struct doubt_shares shares =
        doubt_of(outcome, (size_t)measure, (size_t)(year - outcome->first_year), variance);
    char word[MEASURE_NAME_BYTES + 8];
    snprintf(word, sizeof word, "%s@%d", promise->measure, year);
    run_report_cell(to, word, 56);
    if (isnan(shares.model)) fprintf(to, " %10s %10s %10s\n", "n/a", "n/a", "n/a");
    else
        fprintf(to, " %8.0f %% %8.0f %% %8.0f %%\n", 100 * shares.inputs, 100 * shares.chance,
                100 * shares.model);
}

void run_report_doubt(const struct outcome *outcome, const double *variance, FILE *to)
{
    fputc('\n', to);
    run_report_cell(to, "share of the variance of what is judged", 56);
    fprintf(to, " %10s %10s %10s\n", "inputs", "chance", "model");
    for (size_t p = 0; p < outcome->promises; p++)
        write_doubt(outcome, p, variance, to);
}

/* ---- years ----------------------------------------------------------------------------------- */

/* "hall.cainiao.jobs" is shown below "hall.cainiao" as "jobs". The order here is the order on
 * the page. */
static bool is_shown(const char *name)
{
    static const char *const whole[] = {"airport.tonnes",
                                        "airport.movements",
                                        "airport.parcels_in",
                                        "airport.parcels_out",
                                        "airport.jobs_direct",
                                        "airport.jobs_without_agency",
                                        "trade.china_balance_economic_eur_m"};
    static const char *const of_hall[] = {".jobs", ".dwell_p50_h", ".dwell_p95_h",
                                          ".sorter_utilisation"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strcmp(name, whole[i]) == 0) return true;
    if (strncmp(name, "jobs.", 5) == 0) return true;
    if (strncmp(name, "hall.", 5) != 0) return false;
    const char *last = strrchr(name, '.');
    for (size_t i = 0; i < sizeof of_hall / sizeof *of_hall; i++)
        if (strcmp(last, of_hall[i]) == 0) return true;
    return false;
}

/* Bad news, shown in a year's table once there is any. */
static bool is_bad_news(const char *name)
{
    static const char *const bad[] = {"airport.refused", "airport.diverted",
                                      "airport.night_refused", "airport.night_held"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (strcmp(name, bad[i]) == 0) return true;
    return false;
}

struct years {
    const struct outcome *outcome;
    FILE *to;
    double *x;           /* [replications] */
    size_t from, n;      /* the years across the page */
    const char *heading; /* the group shown last */
    size_t heading_bytes;
    bool used, missed; /* a calibration year, a miss was shown */
};

static struct verdict_year year_of(const struct years *years, size_t measure, size_t i)
{
    return verdict_year(years->outcome, measure, years->from + i, years->x);
}

static void write_heading(struct years *years, const char *name)
{
    const char *dot = strrchr(name, '.');
    const size_t bytes = dot ? (size_t)(dot - name) : 0;
    if (years->heading && bytes == years->heading_bytes &&
        strncmp(years->heading, name, bytes) == 0)
        return;
    write_visible(years->to, name, bytes);
    fputc('\n', years->to);
    years->heading = name;
    years->heading_bytes = bytes;
}

static void write_label(const struct years *years, const struct measure *measure)
{
    const char *dot = strrchr(measure->name, '.'), *last = dot ? dot + 1 : measure->name;
    char label[sizeof measure->name + sizeof measure->unit + 8];
    const char *unit = run_report_unit(measure->unit);
    const bool says_more = *unit && strcmp(unit, last) != 0 && strcmp(measure->unit, "jobs") != 0;
    if (says_more && strlen(last) + strlen(unit) + 4 <= LABEL_COLUMNS)
        snprintf(label, sizeof label, "  %s, %s", last, unit);
    else snprintf(label, sizeof label, "  %s", last);
    run_report_cell(years->to, label, LABEL_COLUMNS);
}

static void write_means(const struct years *years, size_t measure)
{
    char number[RUN_REPORT_NUMBER_BYTES];
    const char *unit = years->outcome->measure[measure].unit;
    for (size_t i = 0; i < years->n; i++)
        fprintf(years->to, "%*s ", YEAR_COLUMNS - 1,
                run_report_figure(number, year_of(years, measure, i).mean, unit));
    fputc('\n', years->to);
}

static void write_counted(struct years *years, size_t measure)
{
    const char *unit = years->outcome->measure[measure].unit;
    bool any = false;
    for (size_t i = 0; i < years->n; i++)
        any |= year_of(years, measure, i).observed != NULL;
    if (!any) return;
    run_report_cell(years->to, "    counted", LABEL_COLUMNS);
    for (size_t i = 0; i < years->n; i++) {
        const struct verdict_year v = year_of(years, measure, i);
        const bool calibration = v.observed && v.observed->role == OBSERVED_CALIBRATION;
        const bool miss = verdict_is_miss(&v);
        char number[RUN_REPORT_NUMBER_BYTES] = "";
        if (v.observed) run_report_figure(number, v.observed->value, unit);
        fprintf(years->to, "%*s%c", YEAR_COLUMNS - 1, number, calibration ? '*' : miss ? '!' : ' ');
        years->used |= calibration;
        years->missed |= miss;
    }
    fputc('\n', years->to);
}

static bool happens(const struct years *years, size_t measure)
{
    for (size_t i = 0; i < years->n; i++)
        if (year_of(years, measure, i).mean > 0) return true;
    return false;
}

static void write_block(struct years *years)
{
    const struct outcome *outcome = years->outcome;
    years->heading = NULL;
    fprintf(years->to, "\n%-*s", LABEL_COLUMNS, "mean by year");
    for (size_t i = 0; i < years->n; i++)
        fprintf(years->to, "%*d ", YEAR_COLUMNS - 1,
                outcome->first_year + (int32_t)(years->from + i));
    fputc('\n', years->to);
    for (size_t measure = 0; measure < outcome->measures; measure++) {
        const char *name = outcome->measure[measure].name;
        if (!is_shown(name) && !(is_bad_news(name) && happens(years, measure))) continue;
        write_heading(years, name);
        write_label(years, &outcome->measure[measure]);
        write_means(years, measure);
        write_counted(years, measure);
    }
}

static double mean_in(struct years *years, const char *name, size_t year)
{
    const int measure = outcome_measure(years->outcome, name);
    if (measure < 0) return NAN;
    return verdict_year(years->outcome, (size_t)measure, year, years->x).mean;
}

/* What of the last year's jobs the model makes, and what it was reported. */
static void say_what_makes_jobs(struct years *years)
{
    char number[4][RUN_REPORT_NUMBER_BYTES];
    const size_t last = years->outcome->years - 1;
    const double jobs = mean_in(years, "airport.jobs_direct", last);
    if (!(jobs > 0)) return;
    fputc('\n', years->to);
    run_report_say(
        years->to,
        "Of the %s direct jobs of %d, %s are typed in (jobs.other_base), %s are standing posts, "
        "there when hardly any freight comes, and %s are made by the flow.",
        run_report_figure(number[0], jobs, "jobs"), years->outcome->first_year + (int32_t)last,
        run_report_figure(number[1], mean_in(years, "airport.jobs_typed_in", last), "jobs"),
        run_report_figure(number[2], mean_in(years, "airport.jobs_standing", last), "jobs"),
        run_report_figure(number[3], mean_in(years, "airport.jobs_flow", last), "jobs"));
}

bool run_report_years(const struct outcome *outcome, FILE *to)
{
    struct years years = {
        .outcome = outcome, .to = to, .x = calloc(outcome->replications + 1, sizeof(double))};
    if (!years.x) return false;
    for (; years.from < outcome->years; years.from += YEARS_ACROSS) {
        const size_t left = outcome->years - years.from;
        years.n = left < YEARS_ACROSS ? left : YEARS_ACROSS;
        write_block(&years);
    }
    if (years.used || years.missed) fputc('\n', to);
    if (years.used) fputs("*  used to set the inputs, never scored\n", to);
    if (years.missed) fputs("!  counted outside the 95 % band of the projection\n", to);
    if (outcome->years > 0) say_what_makes_jobs(&years);
    free(years.x);
    return true;
}

/* ---- three sentences ------------------------------------------------------------------------- */

void run_report_say(FILE *to, const char *format, ...)
{
    char text[1200];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    run_report_text(to, text);
}

static void say_headline(const struct outcome *outcome, FILE *to)
{
    const struct outcome_promise *promise = &outcome->promise[0];
    char promised[RUN_REPORT_NUMBER_BYTES], mean[RUN_REPORT_NUMBER_BYTES];
    const char *what = *promise->what ? promise->what : promise->id;
    if (!isfinite(promise->p_kept)) {
        run_report_say(to, "\"%s\" -- %s.", what, promise->why);
        return;
    }
    const double n = (double)outcome->replications;
    char shift[RUN_REPORT_NUMBER_BYTES], far[120] = "";
    if (promise->shift_for_even != 0 && isfinite(promise->shift_for_even))
        snprintf(far, sizeof far, " The model would have to be %s %s too %s for an even bet.",
                 run_report_figure(shift, fabs(promise->shift_for_even), promise->unit),
                 run_report_unit(promise->unit), promise->shift_for_even > 0 ? "low" : "high");
    run_report_say(
        to,
        "\"%s\" (%s %s %s, %d) comes true in %.0f of %.0f simulated replications, a chance of %.0f to "
        "%.0f %%: %s%s. The projection is %s %s.%s",
        what, promise->at_most ? "at most" : "at least",
        run_report_figure(promised, promise->promised, promise->unit),
        run_report_unit(promise->unit), date_of(promise->by_us).year, promise->p_kept * n, n,
        100 * promise->p_kept_95.lo, 100 * promise->p_kept_95.hi,
        *promise->given_by ? "given by the scenario, no verdict"
                           : outcome_verdict_word(promise->verdict),
        promise->verdict == OUTCOME_CANNOT_TELL && outcome->replications < VERDICT_REPLICATIONS_MIN
            ? " from so few"
            : "",
        run_report_figure(mean, promise->mean, promise->unit), run_report_unit(promise->unit), far);
}

struct score {
    size_t judged, inside, worst_measure;
    double worst; /* distance from the mean in half bands; the largest */
    struct verdict_year worst_year;
    int32_t year;
};

static void add_score(struct score *score, const struct verdict_year *v, size_t measure,
                      int32_t year)
{
    if (!v->observed || v->observed->role != OBSERVED_JUDGED || !isfinite(v->band_95.hi)) return;
    const double half = (v->band_95.hi - v->band_95.lo) / 2;
    const double off = fabs(v->observed->value - v->mean) / (half > 0 ? half : 1e-9);
    score->judged++;
    score->inside += !verdict_is_miss(v);
    if (off <= score->worst) return;
    score->worst = off;
    score->worst_measure = measure;
    score->worst_year = *v;
    score->year = year;
}

static bool keep_score(const struct outcome *outcome, struct score *score)
{
    double *x = calloc(outcome->replications + 1, sizeof *x);
    for (size_t measure = 0; x && measure < outcome->measures; measure++) {
        for (size_t year = 0; year < outcome->years; year++) {
            const struct verdict_year v = verdict_year(outcome, measure, year, x);
            add_score(score, &v, measure, outcome->first_year + (int32_t)year);
        }
    }
    free(x);
    return x != NULL;
}

static void say_score(const struct outcome *outcome, const struct score *score, FILE *to)
{
    char mean[RUN_REPORT_NUMBER_BYTES], counted[RUN_REPORT_NUMBER_BYTES];
    const struct measure *measure = &outcome->measure[score->worst_measure];
    if (score->judged == 0) {
        run_report_say(to, "Nothing that was counted can be held against these years%s.",
                       outcome->replications == 1 ? ": one replication has no band" : "");
        return;
    }
    run_report_say(
        to,
        "Of %zu counts by which the projection is judged, %zu lie within its 95 %% band; farthest "
        "off is %s in %d: "
        "projected %s, counted %s.",
        score->judged, score->inside, measure->name, score->year,
        run_report_figure(mean, score->worst_year.mean, measure->unit),
        run_report_figure(counted, score->worst_year.observed->value, measure->unit));
}

static void say_verdicts(const struct outcome *outcome, FILE *to)
{
    const size_t given = count_given(outcome), judged = outcome->promises - given;
    size_t likely = 0, unlikely = 0, even = 0;
    for (size_t i = 0; i < outcome->promises; i++) {
        if (*outcome->promise[i].given_by) continue;
        likely += outcome_is_likely(outcome->promise[i].verdict);
        unlikely += outcome_is_unlikely(outcome->promise[i].verdict);
        even += outcome->promise[i].verdict == OUTCOME_EVEN;
    }
    run_report_say(
        to,
        "Of %zu promises %zu %s likely or very likely to be kept, %zu %s unlikely or very "
        "unlikely, %zu %s about even, and of %zu this run cannot tell.",
        judged, likely, likely == 1 ? "is" : "are", unlikely, unlikely == 1 ? "is" : "are", even,
        even == 1 ? "is" : "are", judged - likely - unlikely - even);
    if (given > 0)
        run_report_say(to, "%zu more %s about what the scenario itself gives: no projection.",
                       given, given == 1 ? "is" : "are");
}

bool run_report_sentences(const struct outcome *outcome, FILE *to)
{
    struct score score = {.worst = -1};
    fputc('\n', to);
    if (!keep_score(outcome, &score)) return false;
    if (outcome->promises > 0) say_headline(outcome, to);
    say_score(outcome, &score, to);
    if (outcome->promises > 0) say_verdicts(outcome, to);
    return true;
}
