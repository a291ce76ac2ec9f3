// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/selection.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdint.h>

#include "sim/random/maths.h"
#include "sim/base/require.h"
#include "sim/stats/interval.h"
#include "sim/stats/tally.h"

static const double *values_of(const struct selection_data *data, size_t option)
{
    return data->x + option * data->stride;
}

static double mean_of(const struct selection_data *data, size_t option, size_t n)
{
    return interval_average(values_of(data, option), n);
}

/* Variance of the difference of one replication of i and one of j, from the first n. */
static double variance_apart(const struct selection_data *data, size_t i, size_t j, size_t n)
{
    const double *x = values_of(data, i), *y = values_of(data, j);
    if (!data->common_random_numbers) {
        const double sx = interval_sd(x, n), sy = interval_sd(y, n);
        return sx * sx + sy * sy;
    }
    struct tally apart;
    tally_clear(&apart);
    for (size_t k = 0; k < n; k++)
        tally_add(&apart, x[k] - y[k]);
    return tally_variance(&apart);
}

/* The chance of error that one comparison may have. */
static double error_each(double level, size_t options, bool common_random_numbers)
{
    const double others = (double)(options - 1);
    return common_random_numbers ? (1 - level) / others : 1 - maths_pow(level, 1 / others);
}

static size_t count_kept(const bool *kept, size_t options)
{
    size_t n = 0;
    for (size_t i = 0; i < options; i++)
        if (kept[i]) n++;
    return n;
}

/* Everybody is judged by those kept before: whoever falls may still bring others down. */
enum { MOST_OPTIONS = 4096 };

typedef double margin_of(const void *how, const struct selection_data *data, size_t i, size_t j,
                         size_t n);

static size_t screen(const struct selection_data *data, size_t n, margin_of *margin,
                     const void *how, bool *kept)
{
    REQUIRE(NULL, data->options <= MOST_OPTIONS, "%zu options to choose from", data->options);
    double mean[MOST_OPTIONS];
    bool before[MOST_OPTIONS];
    for (size_t i = 0; i < data->options; i++) {
        before[i] = kept[i];
        mean[i] = kept[i] ? mean_of(data, i, n) : NAN;
    }
    for (size_t i = 0; i < data->options; i++)
        for (size_t j = 0; j < data->options && kept[i]; j++)
            if (before[i] && before[j] && mean[i] < mean[j] &&
                mean[i] < mean[j] - margin(how, data, i, j, n))
                kept[i] = false;
    return count_kept(kept, data->options);
}

/* ---- subset ---------------------------------------------------------------------------------- */

/* With independent random numbers each mean is compared by Student's t with n - 1 degrees of
 * freedom, too [Nelson2001]. */
static double subset_margin(const void *how, const struct selection_data *data, size_t i, size_t j,
                            size_t n)
{
    const double t = *(const double *)how;
    return t * sqrt(variance_apart(data, i, j, n) / (double)n);
}

size_t selection_subset(const struct selection_data *data, size_t n, double level, bool *kept)
{
    REQUIRE(NULL, n >= 2 && level > 0 && level < 1, "a choice from %zu replications", n);
    if (data->options < 2) return count_kept(kept, data->options);
    const double error = error_each(level, data->options, data->common_random_numbers);
    const double t = gsl_cdf_tdist_Qinv(error, (double)(n - 1));
    return screen(data, n, subset_margin, &t, kept);
}

/* ---- KN -------------------------------------------------------------------------------------- */

double selection_kn_eta(const struct selection_kn *kn, size_t options, bool common_random_numbers)
{
    const double error = error_each(kn->level, options, common_random_numbers);
    return 0.5 * (maths_pow(2 * error, -2 / (double)(kn->first - 1)) - 1);
}

double selection_kn_h2(const struct selection_kn *kn, size_t options, bool common_random_numbers)
{
    return 2 * selection_kn_eta(kn, options, common_random_numbers) * (double)(kn->first - 1);
}

struct kn_now {
    const struct selection_kn *kn;
    double h2;
};

/* Of means, hence divided by n. */
static double kn_margin(const void *how, const struct selection_data *data, size_t i, size_t j,
                        size_t n)
{
    const struct kn_now *now = how;
    const double delta = now->kn->delta, variance = variance_apart(data, i, j, now->kn->first);
    const double margin = delta / 2 * (now->h2 * variance / (delta * delta) - (double)n);
    return fmax(margin, 0) / (double)n;
}

static void require_kn(const struct selection_kn *kn, size_t n)
{
    REQUIRE(NULL,
            kn->delta > 0 && kn->first >= 2 && n >= kn->first && kn->level > 0 && kn->level < 1,
            "KN with delta %g, %zu of %zu replications", kn->delta, n, kn->first);
}

size_t selection_kn_screen(const struct selection_kn *kn, const struct selection_data *data,
                           size_t n, bool *kept)
{
    require_kn(kn, n);
    if (data->options < 2) return count_kept(kept, data->options);
    const struct kn_now now = {kn, selection_kn_h2(kn, data->options, data->common_random_numbers)};
    return screen(data, n, kn_margin, &now, kept);
}

size_t selection_kn_most(const struct selection_kn *kn, const struct selection_data *data,
                         const bool *kept)
{
    require_kn(kn, kn->first);
    if (data->options < 2) return kn->first;
    const double h2 = selection_kn_h2(kn, data->options, data->common_random_numbers);
    double most = (double)kn->first;
    for (size_t i = 0; i < data->options; i++)
        for (size_t j = 0; j < i; j++) {
            if (!kept[i] || !kept[j]) continue;
            const double variance = variance_apart(data, i, j, kn->first);
            most = fmax(most, floor(h2 * variance / (kn->delta * kn->delta)) + 1);
        }
    return most < 1e15 ? (size_t)most : SIZE_MAX;
}

/* ---- OCBA ------------------------------------------------------------------------------------ */

static size_t find_most(const double *x, size_t n)
{
    size_t most = 0;
    for (size_t i = 1; i < n; i++)
        if (x[i] > x[most]) most = i;
    return most;
}

static double find_widest(const double *mean, size_t options, size_t best)
{
    double widest = 0;
    for (size_t i = 0; i < options; i++)
        widest = fmax(widest, mean[best] - mean[i]);
    return widest > 0 ? widest : 1;
}

/* N_i ~ (s_i / gap_i)^2 for all but the best, N_b = s_b sqrt(sum of N_i^2 / s_i^2)  [Chen2000] */
void selection_ocba(const double *mean, const double *sd, size_t options, double total,
                    double *number)
{
    const size_t best = find_most(mean, options);
    const double least_gap = 1e-6 * find_widest(mean, options, best);
    double squares = 0, sum = 0;
    for (size_t i = 0; i < options; i++) {
        if (i == best) continue;
        const double noise = sd[i] / fmax(mean[best] - mean[i], least_gap);
        number[i] = noise * noise;
        squares += number[i] * number[i] / (sd[i] * sd[i]);
        sum += number[i];
    }
    number[best] = options > 1 ? sd[best] * sqrt(squares) : 1;
    sum += number[best];
    for (size_t i = 0; i < options; i++)
        number[i] *= total / sum;
}

double selection_correct(const double *mean, const double *error, size_t options)
{
    const size_t best = find_most(mean, options);
    double wrong = 0;
    for (size_t i = 0; i < options; i++) {
        if (i == best) continue;
        const double both = sqrt(error[i] * error[i] + error[best] * error[best]);
        wrong += both > 0               ? gsl_cdf_ugaussian_Q((mean[best] - mean[i]) / both)
                 : mean[i] < mean[best] ? 0
                                        : 0.5;
    }
    return fmax(1 - wrong, 0);
}
