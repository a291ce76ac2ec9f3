// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/scale.h"

#include <math.h>
#include <string.h>

#include "plots/look.h"
#include "plots/text.h"
#include "sim/date.h"

enum { SHORTEST = 120, LONGEST = 200 };

static double farthest(const struct outcome_promise *promise)
{
    const double value[] = {promise->mean, promise->band_95.lo, promise->band_95.hi,
                            promise->observed};
    double most = 0;
    for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
        const double away = fabs(value[i] - promise->promised);
        if (isfinite(away) && away > most) most = away;
    }
    return most;
}

static double span_of(const struct outcome_promise *promise)
{
    if (promise->promised != 0) return fabs(promise->promised);
    const double most = farthest(promise);
    return most > 0 ? look_step(most * 1.1, 1) : 1;
}

struct scale scale_of(const struct outcome_promise *promise)
{
    const double p = promise->promised, span = span_of(promise);
    const struct outcome_promise *o = promise;
    return (struct scale){
        .own = !(p > 0),
        .span = span,
        .mean = 100 + 100 * (o->mean - p) / span,
        .observed = 100 + 100 * (o->observed - p) / span,
        .mean_95 = {100 + 100 * (o->mean_95.lo - p) / span, 100 + 100 * (o->mean_95.hi - p) / span},
        .band = {100 + 100 * (o->band_95.lo - p) / span, 100 + 100 * (o->band_95.hi - p) / span}};
}

double scale_most(const struct outcome_promise *promise, size_t n)
{
    double most = SHORTEST;
    for (size_t i = 0; i < n; i++) {
        const struct scale scale = scale_of(&promise[i]);
        const double value[] = {scale.mean, scale.observed, scale.band.hi,
                                scale.own ? LONGEST : NAN};
        for (size_t v = 0; v < sizeof value / sizeof *value; v++)
            if (value[v] > most) most = value[v];
    }
    return most > LONGEST ? LONGEST : 10 * ceil(most / 10);
}

bool scale_is_input(const struct observed *observed, const struct outcome_promise *promise)
{
    for (size_t i = 0; observed != NULL && i < observed->n; i++) {
        const struct observed_row *row = &observed->row[i];
        if (row->year == promise->observed_year && row->value == promise->observed &&
            strcmp(row->measure, promise->measure) == 0)
            return row->role != OBSERVED_JUDGED;
    }
    return false;
}

void scale_head(FILE *csv)
{
    fputs("row,at_mean,at_mean_lo,at_mean_hi,at_band_lo,at_band_hi,at_observed_judged,"
          "at_observed_other,promised,mean,mean_lo,mean_hi,band_lo,band_hi,p_kept,p_kept_lo,p_kept_"
          "hi,"
          "observed,observed_year,limit,by,verdict,unit,id,measure,reading,source,who,what,why\n",
          csv);
}

static void write_values(FILE *csv, const double *value, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        fputc(',', csv);
        text_value(csv, value[i]);
    }
}

void scale_row(FILE *csv, const struct outcome_promise *promise, const struct scale *scale,
               bool input, size_t row)
{
    const struct outcome_promise *o = promise;
    const double value[] = {scale->mean,
                            scale->mean_95.lo,
                            scale->mean_95.hi,
                            scale->band.lo,
                            scale->band.hi,
                            input ? NAN : scale->observed,
                            input ? scale->observed : NAN,
                            o->promised,
                            o->mean,
                            o->mean_95.lo,
                            o->mean_95.hi,
                            o->band_95.lo,
                            o->band_95.hi,
                            o->p_kept,
                            o->p_kept_95.lo,
                            o->p_kept_95.hi,
                            o->observed};
    const char *words[] = {outcome_verdict_word(o->verdict),
                           o->unit,
                           o->id,
                           o->measure,
                           o->reading,
                           o->source,
                           o->who,
                           o->what,
                           o->why};
    char by[17];
    fprintf(csv, "%zu", row);
    write_values(csv, value, sizeof value / sizeof *value);
    fputc(',', csv);
    if (isfinite(o->observed)) fprintf(csv, "%d", (int)o->observed_year);
    fprintf(csv, ",%s,%s", o->at_most ? "at most" : "at least", date_write(by, o->by_us, false));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        fputc(',', csv);
        text_csv(csv, words[i]);
    }
    fputc('\n', csv);
}
