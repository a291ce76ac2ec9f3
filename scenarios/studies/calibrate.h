// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/calibrate.h -- inputs set by rule: which values of them could have given what
 * was counted, as a joint sample with weights.
 *
 * Knows          the rule (sim/analysis/matching.h): history matching in waves, then a kernel.
 *                The prior of an input is its own distribution in the scenario, or even over a
 *                range. All points have the same random numbers, so points differ by their inputs
 *                alone; what inputs that are not varied, and chance, make of a count is measured at
 *                the middle of the priors and counts as its chance. A point is the scenario with a
 *                sample of one row (scenarios/input/posterior.h): exactly what a replication is
 *                that takes that row later.
 * Does not know  which counts may be used (calibrate_command.c); printing.
 */
#ifndef SCENARIOS_STUDIES_CALIBRATE_H
#define SCENARIOS_STUDIES_CALIBRATE_H

#include "models/base/discrepancy.h"
#include "scenarios/input/observed.h"
#include "scenarios/input/posterior.h"
#include "scenarios/run/responses.h"
#include "sim/analysis/matching.h"

enum {
    CALIBRATE_COUNTS = RESPONSES_MAX,
    CALIBRATE_INPUTS = POSTERIOR_COLUMNS - 1, /* beside the weight */
    CALIBRATE_WORD_BYTES = 128,
    CALIBRATE_ERROR_BYTES = 400,
    CALIBRATE_ENOUGH_COUNTS = 3 /* fewer say nothing of a discrepancy */
};

struct calibrate_input {
    char word[CALIBRATE_WORD_BYTES]; /* as a column of the sample */
    char unit[24];
    struct plan_column column;
    struct dist prior;
};

struct calibrate_inputs {
    struct calibrate_input one[CALIBRATE_INPUTS];
    size_t n;
};

/* Adds "path=lo:hi", "path*=lo:hi" or "path" (its own distribution; "path@date": that of the
 * timeline). False: `error` says what to give. */
bool calibrate_add(struct calibrate_inputs *inputs, const struct scenario *scenario,
                   struct text_arena *arena, const char *word,
                   char error[static CALIBRATE_ERROR_BYTES]);

/* Adds every number that the scenario draws once for each replication before `until_us`; file: only
 * those whose value at the start stands in the file of that name, NULL: all. Those that are there
 * already stay as they are. Returns how many do not fit in. */
size_t calibrate_add_uncertain(struct calibrate_inputs *inputs, const struct scenario *scenario,
                               struct text_arena *arena, const char *file, int64_t until_us);

/* How sure a count is, as a share of it, by the confidence that the record gives it: 2, 5 or 15 %,
 * an assumption. */
double calibrate_count_sd(const char *confidence);

struct calibrate_request {
    const struct scenario *scenario; /* has no sample yet */
    const struct calibrate_inputs *inputs;
    const struct responses *responses; /* one for each count */
    struct matching_target *target;    /* [responses]; chance_sd is filled in */
    struct matching_rule rule;
    uint32_t replications; /* at each point */
    uint32_t chance_n;     /* replications that show chance, 2 or more */
    const struct batch *batch;
};

struct calibrate {
    struct matching matching;
    struct batch_done batch;
    bool no_answer; /* a count has none in some replication */
};

/* False: stopped, no memory or no answer, and there is nothing to free. */
bool calibrate_run(const struct calibrate_request *request, struct calibrate *fit);
void calibrate_free(struct calibrate *fit);

/* The value of input i at that place of its prior, 0 to 1. */
double calibrate_value(const struct calibrate_input *input, double unit);

#endif
