// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/choice.h -- the best of several scenarios, with a guarantee.
 *
 * Knows          that all options have the same luck; that after the first histories what is surely not
 *                the best is dropped (subset selection), and that the rest go on side by side until one
 *                is left (KN), or no more histories may be spent.
 * Does not know  the arithmetic (sim/stats/pick.h); printing.
 * May include    scenarios/study/responses.h, sim/stats/pick.h
 */
#ifndef SCENARIOS_CHOICE_H
#define SCENARIOS_CHOICE_H

#include "scenarios/study/responses.h"
#include "sim/stats/interval.h"

enum { CHOICE_MAX = 32 };

struct choice_request {
    const struct scenario *const *scenario;
    size_t options;
    const struct responses *response; /* one */
    bool least;                       /* the least is best */
    double delta; /* a difference worth finding; 0: a hundredth of the largest mean of the first */
    double level;
    uint32_t first, most; /* histories of each: before the first decision, and at most */
    uint64_t seed;
    const struct batch *batch;
};

struct choice {
    size_t options;
    struct {
        size_t n; /* histories */
        double mean;
        struct interval mean_95;
        bool subset, kept; /* after the first histories; at the end */
    } option[CHOICE_MAX];
    size_t best, left; /* the best mean of those kept; how many are */
    double delta;
    size_t needed; /* histories of each that may be needed, if several are left */
    bool unknown;  /* an option has no answer: nothing can be said */
    struct batch_done batch;
};

/* False: no memory. */
bool choice_make(const struct choice_request *request, struct choice *choice);

#endif
