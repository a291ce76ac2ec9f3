// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/random/dist.h -- distributions as data: what a scenario can say about a number it does not
 * know exactly.
 *
 * Knows          constant, uniform, triangular, exponential, normal, lognormal, gamma, weibull,
 *                empirical quantiles, discrete. One uniform per variate, by inversion, so that
 *                common random numbers stay in step; or as many as the cheapest way takes. log and
 *                exp are our own (sim/random/maths.h), so that bits do not depend on the processor.
 * Does not know  units; what is drawn.
 */
#ifndef SIM_RANDOM_DIST_H
#define SIM_RANDOM_DIST_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/random/quantile.h"
#include "sim/random/stream.h"
#include "sim/random/ziggurat.h"

enum dist_kind {
    DIST_CONSTANT,    /* a = value */
    DIST_UNIFORM,     /* a = min, b = max */
    DIST_TRIANGULAR,  /* a = min, b = mode, c = max */
    DIST_EXPONENTIAL, /* a = mean */
    DIST_NORMAL,      /* a = mean, b = sd */
    DIST_LOGNORMAL,   /* a = mean, b = cv (of the variable itself, not of its log) */
    DIST_GAMMA,       /* a = mean, b = cv */
    DIST_WEIBULL,     /* a = scale, b = shape */
    DIST_EMPIRICAL,   /* value[0..n-1] ascending: equally likely quantile points, linear between */
    /* value[i] with chance weight[i] (weights need not add to 1, nor values ascend) */
    DIST_DISCRETE,
    DIST_KINDS
};

enum { DIST_POINTS = 16 };

struct dist {
    enum dist_kind kind;
    double a, b, c;
    uint32_t points;
    double value[DIST_POINTS];
    double weight[DIST_POINTS];
    struct {
        enum dist_kind kind;
        double a, b;          /* what it was worked out for: a changed a or b is noticed */
        double first, second; /* of the kind: log mean and log sd; shape and scale; 1 / shape */
        /* of a gamma law; of a discrete law how much of each of `points` equal cells is its own
         * value's, and whose the rest is [Walker1977] */
        double curve[QUANTILE_CURVE];
        uint8_t alias[DIST_POINTS];
    } ready; /* see dist_prepare; leave it zero */
};

/* Works out what a draw needs besides its uniform, once: a logarithm or two of a lognormal, the
 * curve of a gamma law (10 us), the cells of a discrete one (again after its weights changed).
 * Draws from a distribution that was not prepared give the same numbers, but work all that out each
 * time. The functions below that make a distribution prepare it. */
void dist_prepare(struct dist *dist);

struct dist dist_constant(double value);
struct dist dist_uniform(double min, double max);
struct dist dist_triangular(double min, double mode, double max);
struct dist dist_exponential(double mean);
struct dist dist_lognormal(double mean, double cv);
struct dist dist_gamma(double mean, double cv);

/* NULL if the distribution can be drawn from; else the reason in words ("max is below mode").
 * Drawing from a wrong one is our mistake, and may give anything. */
const char *dist_wrong(const struct dist *dist);

double dist_draw_fast_rest(const struct dist *dist, struct stream *stream);

/* One uniform per variate, by inversion: what comparisons with common random numbers want. */
double dist_draw(const struct dist *dist, struct stream *stream);

/* The same law from as many uniforms as it takes, by the cheapest exact method: ziggurat for
 * exponential and normal and what is made of them, alias cells for a discrete one that is prepared,
 * else inversion. For streams of which nobody else
 * draws, and models in which no two scenarios are compared number by number. */
static inline double dist_draw_fast(const struct dist *dist, struct stream *stream)
{
    if (dist->kind == DIST_EXPONENTIAL) return dist->a * ziggurat_exponential(stream);
    return dist_draw_fast_rest(dist, stream);
}

/* The value below which a draw falls with chance p, 0 < p < 1. dist_draw is dist_quantile of one
 * uniform. */
double dist_quantile(const struct dist *dist, double p);
double dist_mean(const struct dist *dist);

/* The same of a lognormal factor with mean 1 and that coefficient of variation. */
double dist_spread_quantile(double cv, double p);

/* The name a scenario file uses for a kind ("triangular"), and back (DIST_KINDS if there is
 * none). */
const char *dist_kind_name(enum dist_kind kind);
enum dist_kind dist_kind_named(const char *name);

/* Counts, by inversion of one uniform (sim/random/quantile.h): exact as far as doubles can tell. */
uint64_t dist_poisson(double mean, struct stream *stream);
uint64_t dist_binomial(uint64_t n, double p, struct stream *stream);

#endif
