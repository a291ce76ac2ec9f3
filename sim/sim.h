// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/sim.h -- one simulation: a clock, an event list, an arena. Everything a replication is stands
 * behind this handle.
 *
 * Knows          time in ticks, kinds of events, ties, its own seed and replication number, the
 *                digest of what happened. All its state lies in one arena, so it can be saved at a
 *                date, restored and forked.
 * Does not know  parcels, files, threads. Two simulations may stand side by side in one thread.
 * Tie rule       time, then rank (ends before changes before starts before counts), then the order
 *                scheduled.
 */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/base/require.h"

struct sim;

/* What goes first among events of one instant. */
enum sim_rank {
    SIM_END,    /* something ends and frees what it held */
    SIM_CHANGE, /* the world changes: shifts, dates of the timeline */
    SIM_START,  /* something arrives or starts */
    SIM_COUNT,  /* somebody looks and counts */
    SIM_RANKS
};

/* What an event does. `station` is what was given to sim_at (an arena object), `arg` likewise. */
typedef void sim_handler(struct sim *sim, void *station, uint64_t arg);

struct sim_def {
    uint64_t seed;
    uint32_t replication;
    int64_t start_us;
    size_t arena_bytes; /* address space reserved, not memory used; 0: a default of 8 GiB */
    /* order events of equal time and rank at random, to see whether it matters */
    bool permute_ties;
    bool profile; /* count events and time by kind (costs a few ns per event) */
};

struct sim_def sim_def_default(void);

/* Returns NULL only if the machine refuses memory. The caller owns it; sim_free gives all back
 * at once. */
NODISCARD struct sim *sim_new(const struct sim_def *def);
void sim_free(struct sim *sim);

static inline int64_t sim_now_us(const struct sim *sim);
uint64_t sim_seed(const struct sim *sim);
uint32_t sim_replication(const struct sim *sim);
uint64_t sim_events(const struct sim *sim);  /* events done so far */
uint64_t sim_pending(const struct sim *sim); /* events still to come */
size_t sim_bytes(const struct sim *sim);     /* memory in use: what a snapshot copies */

/* Zeroed memory, aligned to 64 bytes, that lasts as long as the simulation. For set-up and for
 * slabs that double; never freed one by one. */
void *sim_alloc(struct sim *sim, size_t bytes);

/* The one object a program hangs its world on; it lies in the arena like the rest. */
void sim_set_root(struct sim *sim, void *root);
void *sim_root(const struct sim *sim);

/* Registers a kind of event. The name (a string literal, say "apron.offloaded") is what traces,
 * profile and digest know it by. At most 255 kinds; the same name and handler give the same
 * kind. */
uint16_t sim_kind(struct sim *sim, const char *name, sim_handler *handler);

/* Schedules. `arg` goes into the digest: a number, never an address. at_us must not lie in the
 * past (REQUIRE). Returns a handle for sim_cancel, never 0. */
static inline uint64_t sim_at(struct sim *sim, int64_t at_us, enum sim_rank rank, uint16_t kind,
                              void *station, uint64_t arg);
static inline uint64_t sim_in(struct sim *sim, int64_t delay_us, enum sim_rank rank, uint16_t kind,
                              void *station, uint64_t arg);

/* True if the event was still to come and now will not; false for a stale or zero handle. O(1). */
bool sim_cancel(struct sim *sim, uint64_t handle);

/* Does every event before until_us (exclusive), then sets the clock to until_us. Returns false
 * if sim_stop was called. */
bool sim_run_until(struct sim *sim, int64_t until_us);
void sim_stop(struct sim *sim);

/* A hash over (time, rank, kind, arg) of every event done, in order. Equal on every thread,
 * build and machine. */
uint64_t sim_digest(const struct sim *sim);

/* How many events had a predecessor of equal time and rank, so that only the order scheduled
 * decided. */
uint64_t sim_ties(const struct sim *sim);

/* What the profile says of a kind. */
struct sim_profile_row {
    const char *name;
    uint64_t count;
    /* from the end of the event before to the end of this one, the list's work included */
    uint64_t ns;
};

/* Row `kind` of the profile, for kind = 0, 1, ..; false past the last. Zeros unless
 * sim_def.profile. */
bool sim_profile(const struct sim *sim, uint16_t kind, struct sim_profile_row *row);

/* The most events that were pending at once. Zero unless sim_def.profile. */
uint64_t sim_most_pending(const struct sim *sim);

/* Branching. A snapshot is a copy of all state; restoring it into the simulation it came from
 * puts everything back, but for the watcher, who belongs to the outside. */
struct sim_snapshot;
NODISCARD struct sim_snapshot *sim_save(const struct sim *sim);
void sim_restore(struct sim *sim, const struct sim_snapshot *snapshot);
void sim_snapshot_free(struct sim_snapshot *snapshot);

/* Watches every event done: for traces and for naming the first event at which two runs part.
 * NULL: nobody watches. */
typedef void sim_watcher(void *context, int64_t at_us, enum sim_rank rank, const char *kind,
                         uint64_t arg);
void sim_watch(struct sim *sim, sim_watcher *watcher, void *context);

#include "sim/sim_internal.h"

#endif
