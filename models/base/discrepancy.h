// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/discrepancy.h -- how far the hub itself would lie from the model if every input were
 * right: the model's discrepancy.
 *
 * What happens   Nothing that is simulated. Where a figure is judged (its 95 % band, the chance
 *                that a promise is kept, scores) each replication's figure is multiplied by an
 *                error of its own, drawn from a stream named by the kind of the figure; so all
 *                figures of one kind, in all years, are wrong in the same direction, as a model is.
 * Left out       figures near zero, and those of other kinds (shares, waits, areas): they have no
 *                error of this sort; errors that grow with the distance from the years counted;
 *                errors of two kinds that go together
 * Equations      (1)  y = x e,   e lognormal, mean 1, coefficient of variation d of its kind
 * Sources        a model's discrepancy as a part of every prediction [KennedyOHagan2001]
 */
#ifndef MODELS_BASE_DISCREPANCY_H
#define MODELS_BASE_DISCREPANCY_H

#include <stddef.h>
#include <stdint.h>

#include "models/base/measure.h"
#include "models/base/param.h"

enum discrepancy_kind {
    DISCREPANCY_JOBS,
    DISCREPANCY_TONNES,
    DISCREPANCY_MOVEMENTS,
    DISCREPANCY_PARCELS,
    DISCREPANCY_TRADE,
    DISCREPANCY_KINDS, /* none of these */
};

/* Coefficients of variation; 0: the model is taken to be right. */
struct discrepancy_def {
    double jobs, tonnes, movements, parcels, trade;
};

extern const struct param discrepancy_params[];
extern const size_t discrepancy_params_n;

/* By unit, and flights by name. */
enum discrepancy_kind discrepancy_kind_of(const struct measure *measure);

/* "jobs": the word of a setting; "none" of DISCREPANCY_KINDS. */
const char *discrepancy_word(enum discrepancy_kind kind);

double discrepancy_of(const struct discrepancy_def *def, enum discrepancy_kind kind);

/* (1) e of that kind in that replication; exactly 1 where d is 0. */
double discrepancy_error(const struct discrepancy_def *def, enum discrepancy_kind kind,
                         uint64_t seed, uint32_t replication);

#endif
