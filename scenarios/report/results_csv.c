// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/results_csv.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scenarios/report/json.h"
#include "scenarios/run/verdict.h"
#include "sim/date.h"
#include "sim/ranks.h"

void results_csv_field(FILE *to, const char *text)
{
    const bool formula = *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
    const bool quoted = strpbrk(text, ",\"\r\n#") != NULL;
    if (quoted) fputc('"', to);
    if (formula) fputc('\'', to);
    for (; *text; text++) {
        if (*text == '"') fputc('"', to);
        fputc(*text, to);
    }
    if (quoted) fputc('"', to);
}

/* Lines of JSON end where its structure does, and begin with blanks; texts within have neither. */
static void write_on_one_line(FILE *to, const char *json)
{
    for (; *json; json++) {
        if (*json == '\n')
            while (json[1] == ' ')
                json++;
        else fputc(*json, to);
    }
}

void results_csv_head(FILE *to, const char *json)
{
    fputs("# Rows begin in line 3 with their names. How they were made, for hubsim reproduce:\n# ",
          to);
    /* mpirun gives its ranks a terminal that is none */
    if (isatty(fileno(to)) && !ranks_launched()) fputs("(left out on a terminal)", to);
    else write_on_one_line(to, json ? json : "{}");
    fputc('\n', to);
}

static void next_text(FILE *to, const char *text)
{
    fputc(',', to);
    results_csv_field(to, text ? text : "");
}

static void next_number(FILE *to, double number)
{
    fputc(',', to);
    json_digits(to, number);
}

void results_csv_text(FILE *to, const char *text, bool first)
{
    if (first) results_csv_field(to, text ? text : "");
    else next_text(to, text);
}

void results_csv_number(FILE *to, double number)
{
    next_number(to, number);
}

static void next_interval(FILE *to, struct interval interval)
{
    next_number(to, interval.lo);
    next_number(to, interval.hi);
}

static void write_year(const struct outcome *outcome, size_t measure, size_t year, double *x,
                       FILE *to)
{
    const struct verdict_year v = verdict_year(outcome, measure, year, x);
    results_csv_field(to, outcome->measure[measure].name);
    next_text(to, outcome->measure[measure].unit);
    fprintf(to, ",%d,%zu", outcome->first_year + (int32_t)year, v.n);
    next_number(to, v.mean);
    next_number(to, v.sd);
    next_interval(to, v.mean_95);
    next_interval(to, v.band_95);
    fputc(',', to);
    if (v.observed) json_digits(to, v.observed->value);
    fputc('\n', to);
}

bool results_csv_measures(const struct outcome *outcome, FILE *to)
{
    double *x = calloc(outcome->replications + 1, sizeof *x);
    if (!x) return false;
    fputs("measure,unit,year,n,mean,sd,lo,hi,band_lo,band_hi,observed\n", to);
    for (size_t measure = 0; measure < outcome->measures; measure++)
        for (size_t year = 0; year < outcome->years; year++)
            write_year(outcome, measure, year, x, to);
    free(x);
    return true;
}

static void write_promise(const struct outcome_promise *promise, FILE *to)
{
    char by[17];
    results_csv_field(to, promise->id);
    next_text(to, promise->measure);
    next_text(to, promise->unit);
    next_text(to, promise->at_most ? "at most" : "at least");
    next_number(to, promise->promised);
    next_text(to, date_write(by, promise->by_us, false));
    next_text(to, promise->reading);
    next_number(to, promise->mean);
    next_interval(to, promise->mean_95);
    next_interval(to, promise->band_95);
    next_number(to, promise->p_kept);
    next_interval(to, promise->p_kept_95);
    next_number(to, promise->observed);
    if (promise->observed_year) fprintf(to, ",%d", promise->observed_year);
    else fputc(',', to);
    next_text(to, outcome_verdict_word(promise->verdict));
    next_text(to, promise->why);
    next_text(to, promise->what);
    next_text(to, promise->who);
    next_text(to, promise->source);
    next_text(to, promise->given_by);
    fputc('\n', to);
}

void results_csv_promises(const struct outcome *outcome, FILE *to)
{
    fputs("id,measure,unit,sense,promised,by,reading,mean,lo,hi,band_lo,band_hi,p_kept,p_lo,p_hi,"
          "observed,observed_year,verdict,why,what,who,source,given_by\n",
          to);
    for (size_t i = 0; i < outcome->promises; i++)
        write_promise(&outcome->promise[i], to);
}

void results_csv_observed(const struct observed *observed, FILE *to)
{
    char known[17];
    fputs("measure,year,value,unit,role,known,source,confidence,note\n", to);
    for (size_t i = 0; i < observed->n; i++) {
        const struct observed_row *row = &observed->row[i];
        results_csv_field(to, row->measure);
        fprintf(to, ",%d", row->year);
        next_number(to, row->value);
        next_text(to, row->unit);
        next_text(to, observed_role_word[row->role]);
        next_text(to, date_write(known, row->known_us, false));
        next_text(to, row->source);
        next_text(to, row->confidence);
        next_text(to, row->note);
        fputc('\n', to);
    }
}
