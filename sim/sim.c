// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/sim.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sim/arena_internal.h"

static const size_t default_arena_bytes = (size_t)8 << 30;
/* so that a record's place fits 32 bits */
static const size_t largest_arena_bytes = (size_t)32 << 30;

struct sim_snapshot {
    const struct sim *of;
    size_t used;
    unsigned char bytes[];
};

/* ---- life and memory ------------------------------------------------------------------------- */

struct sim_def sim_def_default(void)
{
    return (struct sim_def){.arena_bytes = default_arena_bytes};
}

static uint64_t permuting_state(const struct sim_def *def)
{
    if (!def->permute_ties) return 0;
    uint64_t state = def->seed * UINT64_C(0x9e3779b97f4a7c15) + def->replication;
    return state ? state : 1;
}

static void refuse(struct sim *sim, void *station, uint64_t arg)
{
    (void)station;
    REQUIRE(sim, false, "an event (%llu) of a kind that was never registered",
            (unsigned long long)arg);
}

struct sim *sim_new(const struct sim_def *def)
{
    REQUIRE(NULL, def->start_us >= 0, "the hub's clock begins in 1970, not at %lld",
            (long long)def->start_us);
    size_t bytes = def->arena_bytes ? def->arena_bytes : default_arena_bytes;
    struct arena *arena = arena_new(bytes < largest_arena_bytes ? bytes : largest_arena_bytes);
    if (!arena) return NULL;
    struct sim *sim = (struct sim *)arena;
    arena_alloc(arena, sizeof *sim - sizeof *arena);
    sim->def = *def;
    for (size_t kind = 0; kind < SIM_KINDS; kind++)
        sim->does[kind].handler = refuse;
    events_start(&sim->events, arena, def->start_us, permuting_state(def));
    return sim;
}

void sim_free(struct sim *sim)
{
    if (sim) arena_free(&sim->arena);
}

void *sim_alloc(struct sim *sim, size_t bytes)
{
    return arena_alloc(&sim->arena, bytes);
}

void sim_set_root(struct sim *sim, void *root)
{
    sim->root = root;
}

/* ---- what there is to know ------------------------------------------------------------------- */

void *sim_root(const struct sim *sim)
{
    return sim->root;
}

uint64_t sim_seed(const struct sim *sim)
{
    return sim->def.seed;
}

uint32_t sim_replication(const struct sim *sim)
{
    return sim->def.replication;
}

uint64_t sim_events(const struct sim *sim)
{
    return sim->events.taken;
}

uint64_t sim_pending(const struct sim *sim)
{
    return events_pending(&sim->events);
}

size_t sim_bytes(const struct sim *sim)
{
    return sim->arena.used;
}

uint64_t sim_digest(const struct sim *sim)
{
    return sim->digest;
}

uint64_t sim_ties(const struct sim *sim)
{
    return sim->events.ties;
}

bool sim_profile(const struct sim *sim, uint16_t kind, struct sim_profile_row *row)
{
    if (kind >= sim->kinds) return false;
    const struct sim_kind_row *of = &sim->kind[kind];
    *row = (struct sim_profile_row){of->name, of->count, of->ns};
    return true;
}

/* Has every event come by the slow way, where is seen who stops or looks. */
static void attend(struct sim *sim)
{
    sim->looks = sim->watcher || sim->def.profile;
    sim->events.marks &= ~(uint32_t)EVENTS_HALT;
    events_mark(&sim->events, sim->looks || sim->stopped ? EVENTS_HALT : 0);
}

uint64_t sim_most_pending(const struct sim *sim)
{
    return sim->most_pending;
}

void sim_watch(struct sim *sim, sim_watcher *watcher, void *context)
{
    sim->watcher = watcher;
    sim->watcher_context = context;
    attend(sim);
}

/* ---- kinds ----------------------------------------------------------------------------------- */

/* FNV-1a, finished so that kinds with similar names differ in all bits. */
static uint64_t hash_name(const char *name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
    hash = (hash ^ (hash >> 32)) * UINT64_C(0xd6e8feb86659fd93);
    return hash ^ (hash >> 32);
}

uint16_t sim_kind(struct sim *sim, const char *name, sim_handler *handler)
{
    for (uint16_t kind = 0; kind < sim->kinds; kind++)
        if (sim->does[kind].handler == handler && !strcmp(sim->kind[kind].name, name)) return kind;
    REQUIRE(sim, sim->kinds < SIM_KINDS - 1, "no room for a kind named %s", name);
    sim->does[sim->kinds] = (struct sim_kind_does){handler, hash_name(name)};
    sim->kind[sim->kinds] = (struct sim_kind_row){.name = name};
    return (uint16_t)sim->kinds++;
}

/* ---- scheduling and cancelling --------------------------------------------------------------- */

uint64_t sim_at_slowly(struct sim *sim, int64_t at_us, enum sim_rank rank, uint16_t kind,
                       void *station, uint64_t arg)
{
    REQUIRE(sim, at_us >= sim_now_us(sim), "event scheduled %lld us in the past",
            (long long)(sim_now_us(sim) - at_us));
    REQUIRE(sim, kind < sim->kinds && (unsigned)rank < SIM_RANKS, "kind %u, rank %u", kind,
            (unsigned)rank);
    struct events_record *record = events_record(&sim->events);
    record->station = station;
    record->arg = arg;
    record->kind = (uint8_t)kind;
    record->rank = (uint8_t)rank;
    events_put(&sim->events, at_us, record);
    return sim_handle(sim, record);
}

uint64_t sim_in_slowly(struct sim *sim, int64_t delay_us, enum sim_rank rank, uint16_t kind,
                       void *station, uint64_t arg)
{
    REQUIRE(sim, delay_us >= 0, "a delay of %lld us", (long long)delay_us);
    int64_t left_us = INT64_MAX - sim_now_us(sim);
    int64_t at_us = delay_us < left_us ? sim_now_us(sim) + delay_us : INT64_MAX;
    return sim_at_slowly(sim, at_us, rank, kind, station, arg);
}

bool sim_cancel(struct sim *sim, uint64_t handle)
{
    if (handle == 0) return false;
    size_t place = (size_t)(uint32_t)handle * SIM_HANDLE_UNIT;
    REQUIRE(sim, place + sizeof(struct events_record) <= sim->arena.used,
            "cancelled something that was never scheduled");
    struct events_record *record = (struct events_record *)((char *)sim + place);
    if (record->generation != handle >> 32) return false;
    if (record->state != EVENTS_FAR && record->state != EVENTS_NEAR) return false;
    events_kill(&sim->events, record);
    return true;
}

/* ---- running --------------------------------------------------------------------------------- */

/* Each field goes in by a step that can be undone, so an event that differs in one field differs
 * here; times are spread first, or a tick more would pass for a number less. */
static inline uint64_t digest_with(uint64_t digest, int64_t at_us, uint64_t kind_hash,
                                   uint64_t rank, uint64_t arg)
{
    digest = (digest << 23 | digest >> 41) ^ (uint64_t)at_us * UINT64_C(0x9e3779b97f4a7c15);
    return (digest + (kind_hash + rank + arg)) * UINT64_C(0xd6e8feb86659fd93);
}

static uint64_t clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}

/* What is needed of a record that was given back. */
struct event {
    void *station;
    uint64_t arg, kind, rank;
};

/* The slow way, for runs that are profiled or watched. */
static void look_at(struct sim *sim, struct event event)
{
    struct sim_kind_row *kind = &sim->kind[event.kind];
    if (sim->watcher)
        sim->watcher(sim->watcher_context, sim_now_us(sim), (enum sim_rank)event.rank, kind->name,
                     event.arg);
    sim->does[event.kind].handler(sim, event.station, event.arg);
    if (!sim->def.profile) return;
    uint64_t now_ns = clock_ns();
    if (sim_pending(sim) > sim->most_pending) sim->most_pending = sim_pending(sim);
    kind->count++;
    kind->ns += now_ns - sim->profiled_ns;
    sim->profiled_ns = now_ns;
}

static inline struct event begin(struct sim *sim, struct events_record *record)
{
    const struct event event = {record->station, record->arg, record->kind, record->rank};
    events_recycle(&sim->events, record);
    sim->digest = digest_with(sim->digest, sim_now_us(sim), sim->does[event.kind].hash, event.rank,
                              event.arg);
    return event;
}

static inline void happen(struct sim *sim, struct events_record *record)
{
    const struct event event = begin(sim, record);
    sim->does[event.kind].handler(sim, event.station, event.arg);
}

/* False if there is nothing left to do before until_us, or somebody wants to stop. */
static bool run_one_slowly(struct sim *sim, int64_t until_us)
{
    if (sim->stopped) return false;
    struct events_record *record = events_take_slowly(&sim->events, until_us);
    if (!record) return false;
    if (sim->looks) look_at(sim, begin(sim, record));
    else happen(sim, record);
    return true;
}

bool sim_run_until(struct sim *sim, int64_t until_us)
{
    REQUIRE(sim, until_us >= sim_now_us(sim), "asked to run %lld us back in time",
            (long long)(sim_now_us(sim) - until_us));
    sim->stopped = false;
    attend(sim);
    if (sim->def.profile) sim->profiled_ns = clock_ns();
    struct events_record *record;
    do {
        events_aim(&sim->events, until_us);
        while ((record = events_take_usual(&sim->events)))
            happen(sim, record);
    } while (run_one_slowly(sim, until_us));
    if (!sim->stopped) events_advance(&sim->events, until_us);
    return !sim->stopped;
}

void sim_stop(struct sim *sim)
{
    sim->stopped = true;
    attend(sim);
}

/* ---- branching ------------------------------------------------------------------------------- */

struct sim_snapshot *sim_save(const struct sim *sim)
{
    struct sim_snapshot *snapshot = malloc(sizeof *snapshot + sim->arena.used);
    if (!snapshot) return NULL;
    snapshot->of = sim;
    snapshot->used = sim->arena.used;
    memcpy(snapshot->bytes, sim, sim->arena.used);
    return snapshot;
}

void sim_restore(struct sim *sim, const struct sim_snapshot *snapshot)
{
    REQUIRE(sim, snapshot->of == sim, "restored a snapshot of another simulation");
    sim_watcher *watcher = sim->watcher;
    void *context = sim->watcher_context;
    arena_restore(&sim->arena, snapshot->bytes, snapshot->used);
    sim_watch(sim, watcher, context);
}

void sim_snapshot_free(struct sim_snapshot *snapshot)
{
    free(snapshot);
}
