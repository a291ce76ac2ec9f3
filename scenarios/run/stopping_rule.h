// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/stopping_rule.h -- replications until a figure is known well enough:
 * "2%@airport.tonnes@2025".
 *
 * Knows          how a precision and a budget of time are written; when the one is reached and the
 *                other spent.
 * Does not know  the clock: whoever asks gives the time; the arithmetic (sim/analysis/precision.h).
 */
#ifndef SCENARIOS_RUN_STOPPING_RULE_H
#define SCENARIOS_RUN_STOPPING_RULE_H

#include "scenarios/run/responses.h"
#include "scenarios/run/run.h"
#include "sim/analysis/precision.h"

struct stopping_rule {
    struct precision_goal goal;
    struct responses what;  /* one */
    struct precision found; /* at the last look */
    size_t replications;    /* then */
};

/* "2%@measure@year" of its mean, or "5@measure@year" in its unit; the year may be missing. */
bool stopping_rule_read(struct stopping_rule *rule, const struct scenario *scenario,
                        const char *word, char error[static RESPONSES_ERROR_BYTES]);

/* "10min", "90s", "2h". False: it is none. */
bool stopping_rule_read_time(const char *text, double *seconds);

/* Looks at a run so far. True: reached. */
bool stopping_rule_look(struct stopping_rule *rule, const struct run *run);

/* "airport.tonnes@2025 is known to within 1.8 %, as asked for (2 %), after 24 replications." */
void stopping_rule_say(const struct stopping_rule *rule, char *to, size_t room);

#endif
