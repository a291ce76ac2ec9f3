// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/manifest.h -- the whole result as JSON: what was run (enough to run it again), every
 * promise, every measure.
 *
 * Knows          which settings were used and where each stood; versions of what took part; that
 *                time, machine and threads belong in one place, manifest.run, so that the rest is
 *                the same bytes on any number of threads.
 * Does not know  files.
 * May include    scenarios/study/run.h, scenarios/read/scenario.h, scenarios/tell/json.h
 */
#ifndef SCENARIOS_MANIFEST_H
#define SCENARIOS_MANIFEST_H

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

#include "scenarios/study/run.h"
#include "scenarios/read/scenario.h"

struct manifest {
    const char *version;
    const struct scenario_request *request;
    const struct scenario *scenario;
    const struct run *run;
    uint32_t asked; /* replications asked for */
    /* What may differ from run to run: */
    time_t started;
    uint32_t threads;
    double wall_s;
};

/* {"manifest": ..., "promises": [...], "measures": [...]} and a line end. False if the machine
 * refuses memory. */
bool manifest_write(const struct manifest *manifest, FILE *to);

#endif
