// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/theory/theory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "sim/random/stream.h"
#include "sim/replicate.h"

static const double FALSE_ALARM = 0.001; /* of all measures together */
static const double SEEN_T =
    3.883 + 2; /* Student's 0.1 % with 19 degrees of freedom, and two more */

const struct theory_case *theory_at(size_t i)
{
    const struct theory_case *const list[] = {theory_queues, theory_losses, theory_flows,
                                              theory_trucks, theory_loops,  theory_failures};
    const size_t n[] = {theory_queues_n, theory_losses_n, theory_flows_n,
                        theory_trucks_n, theory_loops_n,  theory_failures_n};
    for (size_t k = 0; k < sizeof n / sizeof *n; k++) {
        if (i < n[k]) return &list[k][i];
        i -= n[k];
    }
    return NULL;
}

struct study {
    const struct theory_case *of;
    uint64_t seed;
    uint32_t n;
    double *value;
};

static bool run_one(void *context, uint32_t replication)
{
    const struct study *study = context;
    double value[THEORY_MEASURES];
    if (!study->of->kind->run(study->of, study->seed, replication, value)) return false;
    for (size_t i = 0; i < study->of->kind->measures; i++)
        study->value[i * study->n + replication] = value[i];
    return true;
}

bool theory_simulate(const struct theory_case *of, uint64_t seed, uint32_t n, uint32_t threads,
                     const volatile int *stop, double *value)
{
    struct study study = {of, stream_key_of(seed, of->name).key, n, value};
    return replicate(&(struct replicate_def){
               .n = n, .threads = threads, .one = run_one, .context = &study, .stop = stop}) == n;
}

double theory_limit(size_t measures)
{
    return gsl_cdf_ugaussian_Qinv(FALSE_ALARM / 2 / (double)(measures > 0 ? measures : 1));
}

/* (1), (2) */
static double find_z(double t, size_t n)
{
    if (!isfinite(t)) return t;
    const double z = gsl_cdf_ugaussian_Qinv(gsl_cdf_tdist_Q(fabs(t), (double)(n - 1)));
    return t < 0 ? -z : z;
}

struct theory_verdict theory_judge(const struct theory_case *of, double exact, const double *x,
                                   size_t n, double limit)
{
    struct theory_verdict verdict = {.mean = interval_average(x, n),
                                     .interval = interval_mean(x, n, 0.95),
                                     .z = NAN,
                                     .seen = of->caught};
    const double apart = verdict.mean - exact;
    if (of->certain) {
        verdict.agrees = fabs(apart) <= of->caught * fabs(exact);
        return verdict;
    }
    const double error = interval_sd(x, n) / sqrt((double)n);
    verdict.z = find_z(apart / error, n);
    verdict.seen = SEEN_T * error / fabs(exact);
    verdict.agrees = fabs(verdict.z) <= limit;
    return verdict;
}
