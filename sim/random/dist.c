// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/random/dist.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "sim/random/maths.h"
#include "sim/random/quantile.h"
#include "sim/base/require.h"

/* ---- making ---------------------------------------------------------------------------------- */

/* E = exp(m + s^2 / 2), CV^2 = exp(s^2) - 1, solved for m and s. */
static void prepare_lognormal(struct dist *dist)
{
    const double variance = maths_log(1 + dist->b * dist->b);
    dist->ready.first = maths_log(dist->a) - 0.5 * variance;
    dist->ready.second = sqrt(variance);
}

/* The curve hangs on the shape alone, and stays while only the mean changes. */
static void prepare_gamma(struct dist *dist, bool same_shape)
{
    dist->ready.first = 1 / (dist->b * dist->b);
    dist->ready.second = dist->a * (dist->b * dist->b);
    if (!same_shape && dist->b > 0) quantile_gamma_fit(dist->ready.first, dist->ready.curve);
}

/* Cells of equal chance, each shared by two values at most: who has less than a cell is filled up
 * by who has more [Vose1991]. */
static void prepare_discrete(struct dist *dist)
{
    uint8_t few[DIST_POINTS], many[DIST_POINTS], fews = 0, manys = 0;
    double *own = dist->ready.curve, total = 0;
    const uint32_t n = dist->points < DIST_POINTS ? dist->points : DIST_POINTS;
    for (uint32_t i = 0; i < n; i++)
        total += dist->weight[i];
    for (uint8_t i = 0; i < n; i++) {
        own[i] = dist->weight[i] * n / total;
        dist->ready.alias[i] = i;
        if (own[i] < 1) few[fews++] = i;
        else many[manys++] = i;
    }
    while (fews > 0 && manys > 0) {
        const uint8_t poor = few[--fews], rich = many[manys - 1];
        dist->ready.alias[poor] = rich;
        own[rich] -= 1 - own[poor];
        if (own[rich] < 1) few[fews++] = many[--manys];
    }
}

void dist_prepare(struct dist *dist)
{
    const bool same_shape = dist->ready.kind == dist->kind && dist->ready.b == dist->b;
    dist->ready.kind = dist->kind;
    dist->ready.a = dist->a;
    dist->ready.b = dist->b;
    if (dist->kind == DIST_LOGNORMAL) prepare_lognormal(dist);
    if (dist->kind == DIST_GAMMA) prepare_gamma(dist, same_shape);
    if (dist->kind == DIST_WEIBULL) dist->ready.first = 1 / dist->b;
    if (dist->kind == DIST_DISCRETE) prepare_discrete(dist);
}

static bool is_ready(const struct dist *dist)
{
    return dist->ready.kind == dist->kind && dist->ready.a == dist->a && dist->ready.b == dist->b;
}

static struct dist make(enum dist_kind kind, double a, double b, double c)
{
    struct dist dist = {.kind = kind, .a = a, .b = b, .c = c};
    dist_prepare(&dist);
    return dist;
}

struct dist dist_constant(double value)
{
    return make(DIST_CONSTANT, value, 0, 0);
}

struct dist dist_uniform(double min, double max)
{
    return make(DIST_UNIFORM, min, max, 0);
}

struct dist dist_triangular(double min, double mode, double max)
{
    return make(DIST_TRIANGULAR, min, mode, max);
}

struct dist dist_exponential(double mean)
{
    return make(DIST_EXPONENTIAL, mean, 0, 0);
}

struct dist dist_lognormal(double mean, double cv)
{
    return make(DIST_LOGNORMAL, mean, cv, 0);
}

struct dist dist_gamma(double mean, double cv)
{
    return make(DIST_GAMMA, mean, cv, 0);
}

/* ---- names and errors ------------------------------------------------------------------------ */

static const char *const NAME[DIST_KINDS] = {"constant",  "uniform",   "triangular", "exponential",
                                             "normal",    "lognormal", "gamma",      "weibull",
                                             "empirical", "discrete"};

const char *dist_kind_name(enum dist_kind kind)
{
    REQUIRE(NULL, (unsigned)kind < DIST_KINDS, "no kind %d of distribution", (int)kind);
    return NAME[kind];
}

enum dist_kind dist_kind_named(const char *name)
{
    int kind = 0;
    while (kind < DIST_KINDS && strcmp(name, NAME[kind]) != 0)
        kind++;
    return (enum dist_kind)kind;
}

/* How many of a, b, c the kind uses. */
static const int NUMBERS[DIST_KINDS] = {1, 2, 3, 1, 2, 2, 2, 2, 0, 0};

static bool has_numbers(const struct dist *dist)
{
    const double number[3] = {dist->a, dist->b, dist->c};
    for (int i = 0; i < NUMBERS[dist->kind]; i++) {
        if (!isfinite(number[i])) return false;
    }
    return true;
}

static const char *points_wrong(const struct dist *dist)
{
    if (dist->points < 1) return "no values are given";
    if (dist->points > DIST_POINTS) return "more than 16 values are given";
    for (uint32_t i = 0; i < dist->points; i++) {
        if (!isfinite(dist->value[i])) return "a value is missing or not a finite number";
    }
    return NULL;
}

static const char *empirical_wrong(const struct dist *dist)
{
    for (uint32_t i = 1; i < dist->points; i++) {
        if (dist->value[i] < dist->value[i - 1]) return "the values do not ascend";
    }
    return points_wrong(dist);
}

static const char *discrete_wrong(const struct dist *dist)
{
    double total = 0;
    for (uint32_t i = 0; i < dist->points; i++) {
        if (!isfinite(dist->weight[i])) return "a weight is missing or not a finite number";
        if (dist->weight[i] < 0) return "a weight is below 0";
        total += dist->weight[i];
    }
    if (!(total > 0)) return "all weights are 0";
    return isfinite(total) ? NULL : "the weights are too large to add";
}

static const char *pair_wrong(double mean, double cv)
{
    if (mean <= 0) return "mean is not above 0";
    if (cv < 0) return "cv is below 0";
    if (cv > 100) return "cv is above 100";
    return cv > 0 && cv < 1e-6 ? "cv is below 0.000001 but not 0" : NULL;
}

const char *dist_wrong(const struct dist *dist)
{
    if ((unsigned)dist->kind >= DIST_KINDS) return "there is no such distribution";
    if (!has_numbers(dist)) return "a number is missing or not finite";
    const double a = dist->a, b = dist->b, c = dist->c;
    switch (dist->kind) {
    case DIST_UNIFORM:
        return b < a ? "max is below min" : NULL;
    case DIST_TRIANGULAR:
        if (c < a) return "max is below min";
        if (b < a) return "mode is below min";
        return c < b ? "max is below mode" : NULL;
    case DIST_EXPONENTIAL:
        return a < 0 ? "mean is below 0" : NULL;
    case DIST_NORMAL:
        return b < 0 ? "sd is below 0" : NULL;
    case DIST_LOGNORMAL:
    case DIST_GAMMA:
        return pair_wrong(a, b);
    case DIST_WEIBULL:
        if (a <= 0) return "scale is not above 0";
        if (b < 0.05) return "shape is below 0.05";
        return b > 1000 ? "shape is above 1000" : NULL;
    case DIST_EMPIRICAL:
    case DIST_DISCRETE: {
        const char *wrong = points_wrong(dist);
        if (wrong != NULL) return wrong;
        return dist->kind == DIST_EMPIRICAL ? empirical_wrong(dist) : discrete_wrong(dist);
    }
    default:
        return NULL;
    }
}

/* ---- quantiles ------------------------------------------------------------------------------- */

/* One square root whichever side: the branch would be a coin toss. */
static double triangular_quantile(const struct dist *dist, double p)
{
    const double width = dist->c - dist->a, rise = dist->b - dist->a, fall = dist->c - dist->b;
    const bool low = p * width < rise;
    const double root = sqrt(width * (low ? p * rise : (1 - p) * fall));
    return low ? dist->a + root : dist->c - root;
}

static double empirical_quantile(const struct dist *dist, double p)
{
    const uint32_t last = dist->points - 1;
    const double at = p * last;
    const uint32_t below = (uint32_t)at;
    if (below >= last) return dist->value[last];
    return dist->value[below] + (at - below) * (dist->value[below + 1] - dist->value[below]);
}

/* The weight of all values up to this one. */
static double weight_up_to(const struct dist *dist, double value)
{
    double sum = 0;
    for (uint32_t i = 0; i < dist->points; i++) {
        if (dist->value[i] <= value) sum += dist->weight[i];
    }
    return sum;
}

/* The least value with enough weight up to it, in whatever order the values were given. */
static double search_values(const struct dist *dist, double wanted)
{
    double found = INFINITY, largest = -INFINITY;
    for (uint32_t i = 0; i < dist->points; i++) {
        const double value = dist->value[i];
        if (dist->weight[i] > 0 && value > largest) largest = value;
        if (value < found && dist->weight[i] > 0 && weight_up_to(dist, value) > wanted)
            found = value;
    }
    return found < INFINITY ? found : largest;
}

/* Of 16 points at most. Alias cells (below) are quicker, but no inversion: with common random
 * numbers a heavier weight of one value would send draws to any other. */
static double discrete_quantile(const struct dist *dist, double p)
{
    double total = 0;
    bool ascending = true;
    for (uint32_t i = 0; i < dist->points; i++) {
        total += dist->weight[i];
        ascending = ascending && (i == 0 || dist->value[i] >= dist->value[i - 1]);
    }
    if (!ascending) return search_values(dist, p * total);
    uint32_t i = 0, last = 0;
    for (double sum = 0; i < dist->points; i++) {
        sum += dist->weight[i];
        if (dist->weight[i] > 0) last = i;
        if (sum > p * total) break;
    }
    return dist->value[last];
}

static double prepared_quantile(const struct dist *dist, double p)
{
    const double first = dist->ready.first, second = dist->ready.second;
    if (dist->kind == DIST_WEIBULL) return dist->a * maths_pow(-maths_log(1 - p), first);
    if (dist->b == 0) return dist->a; /* no variation: the mean */
    if (dist->kind == DIST_GAMMA)
        return second * quantile_gamma_fitted(p, first, dist->ready.curve);
    return maths_exp(first + second * maths_normal_quantile(p));
}

static double prepare_and_quantile(const struct dist *dist, double p)
{
    struct dist prepared = {.kind = dist->kind, .a = dist->a, .b = dist->b};
    dist_prepare(&prepared);
    return prepared_quantile(&prepared, p);
}

double dist_quantile(const struct dist *dist, double p)
{
    switch (dist->kind) {
    case DIST_CONSTANT:
        return dist->a;
    case DIST_UNIFORM:
        return dist->a + p * (dist->b - dist->a);
    case DIST_TRIANGULAR:
        return triangular_quantile(dist, p);
    case DIST_EXPONENTIAL:
        return -dist->a * maths_log(1 - p);
    case DIST_NORMAL:
        return dist->a + dist->b * maths_normal_quantile(p);
    case DIST_EMPIRICAL:
        return empirical_quantile(dist, p);
    case DIST_DISCRETE:
        return discrete_quantile(dist, p);
    default:
        return is_ready(dist) ? prepared_quantile(dist, p) : prepare_and_quantile(dist, p);
    }
}

double dist_spread_quantile(double cv, double p)
{
    const double variance = maths_log(1 + cv * cv);
    return maths_exp(sqrt(variance) * maths_normal_quantile(p) - 0.5 * variance);
}

double dist_draw(const struct dist *dist, struct stream *stream)
{
    return dist_quantile(dist, stream_uniform(stream));
}

/* ---- the cheapest way ------------------------------------------------------------------------ */

/* Of shape 1 and more and scale 1 [MarsagliaTsang2000]. */
static double draw_gamma(double shape, struct stream *stream)
{
    const double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        const double z = ziggurat_normal(stream), root = 1 + c * z, v = root * root * root;
        if (root <= 0) continue;
        const double u = stream_uniform(stream);
        if (u < 1 - 0.0331 * (z * z) * (z * z)) return d * v; /* nearly always; spares two logs */
        if (maths_log(u) < 0.5 * z * z + d * (1 - v + maths_log(v))) return d * v;
    }
}

/* A smaller shape is a part of the next larger one: their equation at the end of section 6. */
static double draw_any_gamma(double shape, struct stream *stream)
{
    if (shape == 1) return ziggurat_exponential(stream);
    if (shape > 1) return draw_gamma(shape, stream);
    return draw_gamma(shape + 1, stream) * maths_exp(-ziggurat_exponential(stream) / shape);
}

/* A cell, and how far into it: of one uniform. A value whose weight is 0 has nothing of its cell.
 * */
static double draw_alias(const struct dist *dist, struct stream *stream)
{
    const double at = stream_uniform(stream) * dist->points;
    const uint32_t cell = (uint32_t)at;
    return dist->value[at - cell < dist->ready.curve[cell] ? cell : dist->ready.alias[cell]];
}

double dist_draw_fast_rest(const struct dist *dist, struct stream *stream)
{
    if (dist->kind == DIST_DISCRETE && is_ready(dist)) return draw_alias(dist, stream);
    if (dist->kind == DIST_EXPONENTIAL) return dist->a * ziggurat_exponential(stream);
    if (dist->kind == DIST_NORMAL) return dist->a + dist->b * ziggurat_normal(stream);
    if (!is_ready(dist) || dist->b == 0) return dist_draw(dist, stream);
    const double first = dist->ready.first, second = dist->ready.second;
    switch (dist->kind) {
    case DIST_LOGNORMAL:
        return maths_exp(first + second * ziggurat_normal(stream));
    case DIST_GAMMA:
        return second * draw_any_gamma(first, stream);
    case DIST_WEIBULL:
        return dist->a * maths_pow(ziggurat_exponential(stream), first);
    default:
        return dist_draw(dist, stream);
    }
}

/* ---- what is left ---------------------------------------------------------------------------- */

static double points_mean(const struct dist *dist)
{
    double sum = 0, total = 0;
    for (uint32_t i = 0; i < dist->points; i++) {
        const bool end = i == 0 || i == dist->points - 1;
        const double weight = dist->kind == DIST_DISCRETE ? dist->weight[i] : end ? 0.5 : 1.0;
        sum += weight * dist->value[i];
        total += weight;
    }
    return sum / total;
}

double dist_mean(const struct dist *dist)
{
    switch (dist->kind) {
    case DIST_UNIFORM:
        return dist->a + 0.5 * (dist->b - dist->a);
    case DIST_TRIANGULAR:
        return (dist->a + dist->b + dist->c) / 3;
    case DIST_WEIBULL:
        return dist->a * maths_exp(quantile_log_factorial(1 / dist->b));
    case DIST_EMPIRICAL:
    case DIST_DISCRETE:
        return points_mean(dist);
    default:
        return dist->a;
    }
}

uint64_t dist_poisson(double mean, struct stream *stream)
{
    return quantile_poisson(stream_uniform(stream), mean);
}

uint64_t dist_binomial(uint64_t n, double p, struct stream *stream)
{
    return quantile_binomial(stream_uniform(stream), n, p);
}
