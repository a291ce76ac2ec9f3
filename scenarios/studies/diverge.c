// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/diverge.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 4096, NO_BLOCK = -1 };

/* One side on its way through a run. */
struct walk {
    uint64_t events, hash; /* hash: of the block so far */
    uint64_t *block; /* hashes of whole blocks: filled by the first side, compared by the second */
    size_t blocks, room;
    bool compares, failed, parted;
    struct diverge_event *kept; /* BLOCK of them, of block number `keeps` */
    size_t keeps;
    int stop; /* what hub_run looks at */
};

static uint64_t add(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

static uint64_t add_event(uint64_t hash, int64_t at_us, enum sim_rank rank, const char *kind,
                          uint64_t number)
{
    hash = add(add(add(hash, (uint64_t)at_us), (uint64_t)rank), number);
    for (; *kind; kind++)
        hash = add(hash, (unsigned char)*kind);
    return hash;
}

/* A block is whole, or the run is over. */
static void end_block(struct walk *walk)
{
    const size_t number = walk->blocks++;
    if (walk->compares) {
        walk->parted = number >= walk->room || walk->block[number] != walk->hash;
        walk->stop = walk->parted;
    } else {
        if (number == walk->room) {
            walk->room = 2 * walk->room + 1024;
            uint64_t *larger = realloc(walk->block, walk->room * sizeof *larger);
            if (!larger) {
                walk->failed = true;
                walk->stop = 1;
                return;
            }
            walk->block = larger;
        }
        walk->block[number] = walk->hash;
    }
    walk->hash = 0;
}

static void hash_one(void *context, int64_t at_us, enum sim_rank rank, const char *kind,
                     uint64_t number)
{
    struct walk *walk = context;
    if (walk->stop) return;
    walk->hash = add_event(walk->hash, at_us, rank, kind, number);
    if (++walk->events % BLOCK == 0) end_block(walk);
}

static void keep_one(void *context, int64_t at_us, enum sim_rank rank, const char *kind,
                     uint64_t number)
{
    struct walk *walk = context;
    if (walk->events / BLOCK == walk->keeps)
        walk->kept[walk->events % BLOCK] = (struct diverge_event){false, at_us, rank, kind, number};
    walk->events++;
    walk->stop = walk->events / BLOCK > walk->keeps;
}

/* True also if the walk had seen enough before the end. */
static bool run(const struct diverge_side *side, sim_watcher *watcher, struct walk *walk,
                const volatile int *stop)
{
    const struct plan *plan = scenario_plan(side->scenario);
    const size_t values = hub_years(plan->base) * hub_measures(plan->base, NULL);
    struct hub_result result = {.value = calloc(values + 1, sizeof(double)),
                                .day = calloc(24 * MEASURE_DAY_SERIES, sizeof(double))};
    const struct hub_request request = {.plan = plan,
                                        .seed = side->seed,
                                        .replication = side->replication,
                                        .permute_ties = side->permute_ties,
                                        .watcher = watcher,
                                        .watcher_context = walk,
                                        .stop = &walk->stop};
    const bool room = result.value && result.day;
    const bool ended = room && hub_run(&request, &result);
    free(result.value);
    free(result.day);
    if (ended && watcher == hash_one) end_block(walk);
    return room && !walk->failed && (ended || walk->stop) && !(stop && *stop);
}

/* Both once more up to that block, and through it side by side. */
static bool look_closely(const struct diverge_side side[2], const volatile int *stop, size_t number,
                         struct diverge *diverge)
{
    struct diverge_event *kept = calloc(2 * (size_t)BLOCK, sizeof *kept);
    bool fine = kept != NULL;
    for (int s = 0; fine && s < 2; s++) {
        struct walk walk = {.kept = kept + s * BLOCK, .keeps = number};
        for (size_t i = 0; i < BLOCK; i++)
            walk.kept[i].ended = true;
        fine = run(&side[s], keep_one, &walk, stop);
    }
    for (size_t i = 0; fine && !diverge->parted && i < BLOCK; i++) {
        const struct diverge_event *a = &kept[i], *b = &kept[BLOCK + i];
        const bool same = a->ended == b->ended &&
                          (a->ended || (a->at_us == b->at_us && a->rank == b->rank &&
                                        a->number == b->number && !strcmp(a->kind, b->kind)));
        if (same) continue;
        *diverge = (struct diverge){true, number * BLOCK + i, {*a, *b}};
    }
    free(kept);
    return fine;
}

bool diverge_find(const struct diverge_side side[2], const volatile int *stop,
                  struct diverge *diverge)
{
    struct walk first = {.stop = 0};
    *diverge = (struct diverge){.parted = false};
    bool fine = run(&side[0], hash_one, &first, stop);
    struct walk second = {.block = first.block, .room = first.blocks, .compares = true};
    fine = fine && run(&side[1], hash_one, &second, stop);
    diverge->alike = second.events;
    /* the second may also have ended before the first, whole blocks alike */
    const bool shorter = fine && !second.parted && second.blocks < first.blocks;
    if (fine && (second.parted || shorter))
        fine = look_closely(side, stop, shorter ? second.blocks : second.blocks - 1, diverge);
    free(first.block);
    return fine;
}
