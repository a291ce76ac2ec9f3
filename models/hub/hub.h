// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub.h -- one replication of the whole hub: its stations, its dated changes, its years.
 *
 * What happens   The stations are built and connected (hub_flows.h). The timeline is applied at its
 *                dates and the stations are notified that something changed; on New Year's Eve the
 *                year's figures are read into the measures.
 * Left out       files, threads, intervals: scenarios/
 * Equations      none of its own
 * Sources        none
 */
#ifndef MODELS_HUB_HUB_H
#define MODELS_HUB_HUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/hub/hub_def.h"
#include "models/hub/hub_detail.h"
#include "models/base/measure.h"
#include "models/base/plan.h"
#include "sim/sim.h"

/* The catalogue of yearly measures of this definition, in the order they are reported. `to` may
 * be NULL: returns how many. */
size_t hub_measures(const struct hub_def *def, struct measure *to);

/* Whole calendar years between run.from and run.to. */
int32_t hub_first_year(const struct hub_def *def);
size_t hub_years(const struct hub_def *def);

/* What is wrong between settings (a hall that no phase ever opens is fine; a lane whose shares
 * are all zero is not). Calls back with the path of the setting and what to give. */
typedef void hub_complain(void *context, const char *path, const char *what_to_give);
void hub_check(const struct hub_def *def, hub_complain *complain, void *context);

struct hub_request {
    const struct plan *plan;
    uint64_t seed;
    uint32_t replication;
    bool permute_ties, profile; /* as in sim/sim.h */
    sim_watcher *watcher;       /* may be NULL */
    void *watcher_context;
    struct hub_detail *look; /* may be NULL: nobody looks closer */
    struct trace trace;      /* who listens to what happens to flights and ULDs; all zero: nobody */
    const volatile int *stop; /* may be NULL: non-zero ends the replication early */
    /* may be NULL: called with the simulation at its end, before it is gone */
    void (*ended)(void *context, const struct sim *sim);
    void *ended_context;
};

struct hub_result {
    double *value; /* [years * measures], filled */
    double *day;   /* [24 * MEASURE_DAY_SERIES], filled */
    uint64_t events, digest, ties;
    /* What came in and where it is now: the two sides must be equal to the last one. */
    int64_t g_in, g_out_by_truck, g_inside; /* grams */
    int64_t parcels_in, parcels_out_by_truck, parcels_inside;
    uint64_t ulds_in, ulds_emptied, ulds_inside;
    int64_t export_kg_in, export_kg_flown, export_kg_inside;
    uint64_t parcels_moved; /* one by one, up to their trucks */
    uint64_t bytes;         /* memory of the replication at its end, which is its most */
    /* hours of the halls: paid; worked + idle + break + absent + leave + training + spare */
    double paid_h, accounted_h;
};

/* Runs one replication from start to end. False if the machine refuses memory or `stop` was set. */
bool hub_run(const struct hub_request *request, struct hub_result *result);

#endif
