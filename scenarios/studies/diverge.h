// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/diverge.h -- the first event at which two replications part.
 *
 * Knows          hashes of blocks of events: the first run keeps one for each block, the second
 *                stops at the first block that differs, and both are run again up to there, with
 *                the events of that block kept. So memory is small however long the runs.
 * Does not know  why they part.
 */
#ifndef SCENARIOS_STUDIES_DIVERGE_H
#define SCENARIOS_STUDIES_DIVERGE_H

#include "models/hub/hub.h"
#include "scenarios/input/scenario.h"

struct diverge_side {
    const struct scenario *scenario;
    uint64_t seed;
    uint32_t replication;
    bool permute_ties;
};

struct diverge_event {
    bool ended; /* there was no such event: the run was over */
    int64_t at_us;
    enum sim_rank rank;
    const char *kind;
    uint64_t number;
};

struct diverge {
    bool parted;
    uint64_t alike; /* so many events are the same */
    struct diverge_event event[2];
};

/* False if the machine refuses memory or `stop` was set. */
bool diverge_find(const struct diverge_side side[2], const volatile int *stop,
                  struct diverge *diverge);

#endif
