// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/enough.h -- replications until a figure is known well enough: "2%@airport.tonnes@2025".
 *
 * Knows          how a precision and a budget of time are written; when the one is reached and the
 *                other spent.
 * Does not know  the clock: whoever asks gives the time; the arithmetic (sim/stats/precision.h).
 * May include    scenarios/study/responses.h, scenarios/study/run.h, sim/stats/precision.h
 */
#ifndef SCENARIOS_ENOUGH_H
#define SCENARIOS_ENOUGH_H

#include "scenarios/study/responses.h"
#include "scenarios/study/run.h"
#include "sim/stats/precision.h"

struct enough {
    struct precision_goal goal;
    struct responses what;  /* one */
    struct precision found; /* at the last look */
    size_t replications;    /* then */
};

/* "2%@measure@year" of its mean, or "5@measure@year" in its unit; the year may be missing. */
bool enough_read(struct enough *enough, const struct scenario *scenario, const char *word,
                 char why[static RESPONSES_WHY_BYTES]);

/* "10min", "90s", "2h". False: it is none. */
bool enough_read_time(const char *text, double *seconds);

/* Looks at a run so far. True: reached. */
bool enough_look(struct enough *enough, const struct run *run);

/* "airport.tonnes@2025 is known to within 1.8 %, as asked for (2 %), after 24 replications." */
void enough_say(const struct enough *enough, char *to, size_t room);

#endif
