// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/promise.h -- a promise as data: which figure, at least or at most, by when, said by
 * whom.
 *
 * What happens   Nothing in the simulated world: a promise is held against a measure after the run.
 * Left out       promises without any figure; a figure that the simulation does not make (an
 *                investment, a train) is only held against what was counted
 * Equations      none
 * Sources        promise_params; each promise names its own
 */
#ifndef MODELS_BASE_PROMISE_H
#define MODELS_BASE_PROMISE_H

#include "models/base/measure.h"
#include "models/base/param.h"

enum { PROMISE_MAX = 64 };
enum promise_reading { PROMISE_AS_SAID, PROMISE_STRICT, PROMISE_GENEROUS };

struct promise_def {
    char name[PARAM_NAME_BYTES];
    char what[PARAM_TEXT_BYTES], measure[PARAM_TEXT_BYTES], unit[PARAM_TEXT_BYTES];
    char definition[PARAM_TEXT_BYTES], who[PARAM_TEXT_BYTES], said[PARAM_TEXT_BYTES];
    char given_by[PARAM_TEXT_BYTES]; /* paths of settings, blanks between them */
    char source[PARAM_TEXT_BYTES], confidence[PARAM_TEXT_BYTES], note[PARAM_TEXT_BYTES];
    double at_least, at_most; /* NAN: not given; exactly one is */
    int64_t by_us;
    int64_t known_us; /* from when anybody could have known of it */
    uint32_t reading;
    bool counted_only; /* the measure is the record's, none of the simulation */
};

extern const struct param promise_params[];
extern const size_t promise_params_n;
extern const char *const promise_reading_word[]; /* by enum promise_reading */

#endif
