// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/farm.h -- replications done by other ranks: who is idle, what was given to whom,
 * how a question and its result travel as bytes.
 *
 * Knows          one job at a time for each rank, given when it is idle, so a slow rank slows
 *                nobody; that a scenario travels once to each rank, as the text it was resolved to
 *                and its timetables, just as results keep it (scenarios/input/snapshot.h).
 * Does not know  which jobs there are and what becomes of results (scenarios/run/batch.h).
 */
#ifndef SCENARIOS_RUN_FARM_H
#define SCENARIOS_RUN_FARM_H

#include "scenarios/run/batch.h"

struct farm;

/* NULL if we are alone or the machine refuses memory. The points are borrowed. */
struct farm *farm_open(const struct batch_point *point);
void farm_close(struct farm *farm); /* nothing may be under way */

bool farm_idle(const struct farm *farm); /* somebody has nothing to do */
bool farm_busy(const struct farm *farm); /* somebody has something to do */
void farm_give(struct farm *farm, uint32_t point, uint32_t replication);

/* What came back: fine is false if that rank could not do it. */
struct farm_result {
    uint32_t point, replication;
    bool fine;
    struct hub_result result; /* value and day lie in `bytes` */
    void *bytes;
};

/* True: one result was there; the caller frees result->bytes. */
bool farm_take(struct farm *farm, struct farm_result *result);

/* The life of a rank above 0: does jobs until it is reported to go. Returns an exit code. */
int farm_serve(const volatile int *stop);

/* Tells all ranks to go. Nothing if we are alone. */
void farm_dismiss(void);

#endif
