// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/theory/theory.h -- small models whose answers are known exactly, and how the simulated
 * answer is held against the formula.
 *
 * What happens   A case is one small system, run on the engine with the stations and distributions
 *                that the hub is built of. Each of its measures has an exact value, computed here
 *                by its formula, and one simulated value per replication.
 * Left out       the hub; what has no closed form.
 * Equations      (1)  t = (mean - exact) / (sd / sqrt(n)), Student's with n - 1 degrees of freedom
 *                (2)  z = the standard normal value that is as rare as t
 *                With m measures at once |z| stays within theory_limit(m) with chance 0.999 if all
 *                is right [Bonferroni]. A measure whose `caught` is 2 % would show an error of that
 *                size in 97 of 100 studies: its (3.883 + 2) standard errors are within it.
 * Sources        with each case.
 */
#ifndef MODELS_THEORY_THEORY_H
#define MODELS_THEORY_THEORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/stats/interval.h"

enum { THEORY_MEASURES = 8, THEORY_REPLICATIONS = 20 };

struct theory_measure {
    const char *name;    /* "Wq" */
    const char *formula; /* in the words of the textbook */
    int code;            /* which one it is to the case's functions */
    double times_caught; /* this measure catches so many times the case's `caught`; 0: once */
};

struct theory_case;

/* Cases of one kind differ in their numbers only. */
struct theory_kind {
    const char *source; /* a key of SOURCES.md */
    const struct theory_measure *measure;
    size_t measures;
    double (*exact)(const struct theory_case *of, int code);
    /* value[measure] of one replication; false: the machine refuses memory */
    bool (*run)(const struct theory_case *of, uint64_t seed, uint32_t replication, double *value);
};

struct theory_case {
    const char *name; /* "mm1": what a user types */
    const char *what; /* the system in words */
    const struct theory_kind *kind;
    const void *with; /* the case's numbers, as its kind reads them */
    double caught;    /* share of the exact value; without chance: the largest difference */
    bool certain;     /* no chance in it: one replication says all */
};

/* Case number i of all, in the order of the lists below; NULL past the last. */
const struct theory_case *theory_at(size_t i);

/* One list per file. */
extern const struct theory_case theory_queues[], theory_losses[], theory_flows[], theory_trucks[],
    theory_loops[], theory_failures[];
extern const size_t theory_queues_n, theory_losses_n, theory_flows_n, theory_trucks_n,
    theory_loops_n, theory_failures_n;

/* Runs replications 0 .. n-1 over threads (0: all processors), the same bytes for any number of
 * them: value[measure * n + replication]. The streams hang on the seed and the case's name. False:
 * the machine refuses memory, or `stop` (may be NULL) became non-zero. */
bool theory_simulate(const struct theory_case *of, uint64_t seed, uint32_t n, uint32_t threads,
                     const volatile int *stop, double *value);

struct theory_verdict {
    double mean;
    struct interval interval; /* 95 % */
    double z;                 /* NAN for a case without chance, or one replication */
    double seen; /* share of the exact value that would be seen: what `caught` promises */
    bool agrees; /* |z| <= limit; without chance: the difference is at most `caught` */
};

/* x[n]: one measure of the case, by replication. */
struct theory_verdict theory_judge(const struct theory_case *of, double exact, const double *x,
                                   size_t n, double limit);

/* So large may |z| be when `measures` are looked at together. */
double theory_limit(size_t measures);

#endif
