// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/events_internal.h"

#include <string.h>

enum { SLAB_RECORDS = 256, SLAB_CHUNKS = 64, FIRST_RING = 256, SWEEP_FROM = 4096 };

/* ---- slabs ----------------------------------------------------------------------------------- */

void events_add_records(struct events *events)
{
    struct events_record *slab = arena_alloc(events->arena, SLAB_RECORDS * sizeof *slab);
    for (size_t i = SLAB_RECORDS; i-- > 0;) {
        slab[i].station = events->free_record;
        events->free_record = &slab[i];
    }
}

static void add_chunks(struct events *events)
{
    struct events_chunk *slab = arena_alloc(events->arena, SLAB_CHUNKS * sizeof *slab);
    for (size_t i = SLAB_CHUNKS; i-- > 0;) {
        slab[i].next = events->free_chunk;
        events->free_chunk = &slab[i];
    }
}

static void free_chunk(struct events *events, struct events_chunk *chunk)
{
    chunk->next = events->free_chunk;
    events->free_chunk = chunk;
}

/* ---- rings: the current instant -------------------------------------------------------------- */

static void grow_ring(struct events *events, struct events_ring *ring)
{
    uint64_t capacity = ring->capacity ? 2 * ring->capacity : FIRST_RING;
    struct events_record **record = arena_alloc(events->arena, capacity * sizeof(*record));
    for (uint64_t i = ring->head; i != ring->tail; i++)
        record[i & (capacity - 1)] = ring->record[i & (ring->capacity - 1)];
    ring->record = record;
    ring->capacity = capacity;
}

void events_put_in_ring(struct events *events, struct events_record *record)
{
    struct events_ring *ring = &events->ring[record->rank];
    if (ring->tail - ring->head == ring->capacity) grow_ring(events, ring);
    ring->record[ring->tail++ & (ring->capacity - 1)] = record;
    events_mark(events, 1u << record->rank);
    record->state = EVENTS_NEAR;
}

/* splitmix64 [Steele2014]: any generator will do to shuffle ties, as long as it is the run's
 * own. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static void permute_head(struct events *events, struct events_ring *ring)
{
    uint64_t waiting = ring->tail - ring->head;
    uint64_t other = ring->head + next_random(&events->permuting) % waiting;
    struct events_record **a = &ring->record[ring->head & (ring->capacity - 1)];
    struct events_record **b = &ring->record[other & (ring->capacity - 1)];
    struct events_record *record = *a;
    *a = *b;
    *b = record;
}

static struct events_record *take_from_ring(struct events *events)
{
    uint32_t rank = (uint32_t)__builtin_ctz(events->marks);
    struct events_ring *ring = &events->ring[rank];
    if (events->permuting) permute_head(events, ring);
    uint64_t place = ring->head++;
    struct events_record *record = ring->record[place & (ring->capacity - 1)];
    if (ring->head == ring->tail) events->marks &= ~(1u << rank);
    if (record->state == EVENTS_DEAD) return record;
    if (place < ring->tied_to) events->ties++;
    ring->tied_to = ring->tail;
    return record;
}

/* ---- buckets: the future --------------------------------------------------------------------- */

/* The highest bit in six: 43 / 256 is as good as 1 / 6 up to 63. */
static inline size_t level_of(uint64_t difference)
{
    return (63u - (uint32_t)__builtin_clzll(difference)) * 43 >> 8;
}

static inline size_t digit_of(int64_t at_us, size_t level)
{
    return (size_t)((uint64_t)at_us >> (level * EVENTS_DIGIT_BITS)) & (EVENTS_DIGITS - 1);
}

static struct events_chunk *take_chunk(struct events *events)
{
    if (!events->free_chunk) add_chunks(events);
    struct events_chunk *chunk = events->free_chunk;
    events->free_chunk = chunk->next;
    chunk->next = NULL;
    chunk->keys = 0;
    return chunk;
}

static void put_last(struct events *events, struct events_bucket *bucket, struct events_key key)
{
    if (!bucket->key[1].record) {
        bucket->key[1] = key;
        return;
    }
    if (!bucket->key[2].record) {
        bucket->key[2] = key;
        return;
    }
    struct events_chunk *chunk = bucket->last;
    if (!chunk || chunk->keys == EVENTS_CHUNK_KEYS) {
        struct events_chunk *fresh = take_chunk(events);
        if (chunk) chunk->next = fresh;
        else bucket->first = fresh;
        bucket->last = chunk = fresh;
    }
    chunk->key[chunk->keys++] = key;
}

/* Moves the keys in the bucket one place on; what falls out of it goes ahead of those in chunks. */
static void put_first(struct events *events, struct events_bucket *bucket, struct events_key key)
{
    for (size_t i = 0; i < EVENTS_BUCKET_KEYS; i++) {
        struct events_key pushed = bucket->key[i];
        bucket->key[i] = key;
        key = pushed;
        if (!key.record) return;
    }
    struct events_chunk *chunk = bucket->first;
    if (!chunk || chunk->keys == EVENTS_CHUNK_KEYS) {
        chunk = take_chunk(events);
        chunk->next = bucket->first;
        bucket->first = chunk;
        if (!bucket->last) bucket->last = chunk;
    }
    memmove(&chunk->key[1], &chunk->key[0], chunk->keys++ * sizeof key);
    chunk->key[0] = key;
}

/* `before`: ahead of those of its time that lie there already. Not at base_us itself. */
static inline void put_in_bucket(struct events *events, struct events_key key, bool before)
{
    size_t level = level_of((uint64_t)key.at_us ^ (uint64_t)events->base_us);
    size_t digit = digit_of(key.at_us, level);
    struct events_bucket *bucket = &events->bucket[level][digit];
    if (bucket->key[0].record) {
        if (before) put_first(events, bucket, key);
        else put_last(events, bucket, key);
        return;
    }
    bucket->key[0] = key;
    events->levels |= 1u << level;
    events->digit_mask[level] |= UINT64_C(1) << digit;
}

static void mark_empty(struct events *events, size_t level, size_t digit)
{
    events->bucket[level][digit] = (struct events_bucket){.first = NULL};
    events->digit_mask[level] &= ~(UINT64_C(1) << digit);
    if (!events->digit_mask[level]) events->levels &= ~(1u << level);
}

static void bury(struct events *events, struct events_record *record)
{
    events->dead--;
    events_recycle(events, record);
}

static inline void place_now(struct events *events, struct events_record *record)
{
    if (record->state == EVENTS_DEAD) bury(events, record);
    else events_put_in_ring(events, record);
}

/* Gives one key of an emptied bucket its new place, as seen from base_us. */
static inline void place_anew(struct events *events, struct events_key key)
{
    __builtin_prefetch(key.record); /* its turn is near: from 95 to 47 ns at a million pending */
    if (key.at_us != events->base_us) put_in_bucket(events, key, false);
    else place_now(events, key.record);
}

/* Empties one bucket, in order, into those below it as seen from the new base_us: keys of that
 * very time, which is the current instant, go to the rings. */
static void spread(struct events *events, size_t level, size_t digit, int64_t base_us)
{
    struct events_bucket bucket = events->bucket[level][digit];
    mark_empty(events, level, digit);
    events->base_us = base_us;
    for (size_t i = 0; i < EVENTS_BUCKET_KEYS && bucket.key[i].record; i++)
        place_anew(events, bucket.key[i]);
    for (struct events_chunk *chunk = bucket.first, *next; chunk; chunk = next) {
        next = chunk->next;
        __builtin_prefetch(next);
        for (uint64_t i = 0; i < chunk->keys; i++)
            place_anew(events, chunk->key[i]);
        free_chunk(events, chunk);
    }
}

/* The first instant that a bucket can hold. */
static uint64_t start_of(const struct events *events, size_t level, size_t digit)
{
    size_t shift = level * EVENTS_DIGIT_BITS;
    uint64_t above = (uint64_t)events->base_us >> shift >> EVENTS_DIGIT_BITS << EVENTS_DIGIT_BITS;
    return (above | digit) << shift;
}

/* ---- the head: the next few, in order -------------------------------------------------------- */

/* The head is full: its later half goes to the buckets, ahead of what lies there. */
static void shorten(struct events *events)
{
    enum { GO = EVENTS_HEAD_KEYS / 2 };
    struct events_key *head = events->head;
    for (size_t i = 1; i <= GO; i++)
        put_in_bucket(events, head[i], true);
    head[0].at_us = head[GO].at_us;
    memmove(&head[1], &head[1 + GO], (EVENTS_HEAD_KEYS - GO) * sizeof *head);
    events->first -= GO;
}

void events_put_far(struct events *events, int64_t at_us, struct events_record *record)
{
    const struct events_key key = {at_us, record};
    if (at_us < events->head[0].at_us) shorten(events);
    if (at_us < events->head[0].at_us) events_put_in_head(events, key);
    else put_in_bucket(events, key, false);
}

/* Puts a key in its place among the n before it, latest last. */
static inline void sort_in(struct events_key *sorted, size_t n, struct events_key key)
{
    __builtin_prefetch(key.record);
    for (; n > 0 && sorted[n - 1].at_us > key.at_us; n--)
        sorted[n] = sorted[n - 1];
    sorted[n] = key;
}

/* Empties a bucket of at most one chunk into a list sorted so far, all of whose keys are earlier.
 * */
static size_t drain(struct events *events, size_t level, size_t digit, struct events_key *sorted)
{
    struct events_bucket *bucket = &events->bucket[level][digit];
    size_t n = 0;
    for (; n < EVENTS_BUCKET_KEYS && bucket->key[n].record; n++)
        sort_in(sorted, n, bucket->key[n]);
    struct events_chunk *chunk = bucket->first;
    for (uint64_t i = 0; chunk && i < chunk->keys; i++)
        sort_in(sorted, n++, chunk->key[i]);
    if (chunk) free_chunk(events, chunk);
    mark_empty(events, level, digit);
    return n;
}

static size_t keys_in(const struct events_bucket *bucket)
{
    if (bucket->first != bucket->last) return SIZE_MAX;
    return EVENTS_BUCKET_KEYS + (bucket->first ? bucket->first->keys : 0); /* or less */
}

/* Nothing is in the head or in rings: fills the head from the lowest buckets, as far as they are
 * small; a large one is spread first. False if nothing is pending before until_us. */
static bool refill(struct events *events, int64_t until_us)
{
    struct events_key sorted[EVENTS_HEAD_KEYS];
    size_t n = 0;
    uint64_t end_us = INT64_MAX;
    while (events->levels) {
        size_t level = (size_t)(uint32_t)__builtin_ctz(events->levels);
        size_t digit = (size_t)(uint32_t)__builtin_ctzll(events->digit_mask[level]);
        uint64_t start_us = start_of(events, level, digit);
        if (keys_in(&events->bucket[level][digit]) <= EVENTS_HEAD_KEYS - n) {
            n += drain(events, level, digit, sorted + n);
            end_us = start_us + (UINT64_C(1) << (level * EVENTS_DIGIT_BITS));
            continue;
        }
        if (n > 0) break;
        if (start_us < (uint64_t)events->last_us) start_us = (uint64_t)events->last_us;
        if (start_us >= (uint64_t)until_us) return false;
        events->last_us = (int64_t)start_us;
        spread(events, level, digit, events->last_us);
        if (events->marks & EVENTS_IN_RINGS) return true;
    }
    if (!events->levels || end_us > INT64_MAX) end_us = INT64_MAX;
    events->base_us = events->last_us; /* what lay between them is in the head now */
    events->head[0].at_us = (int64_t)end_us;
    events->first = events->head + n;
    for (size_t i = 0; i < n; i++)
        events->head[n - i] = sorted[i];
    return n > 0;
}

/* Moves last_us on to the time of the earliest, and all of that time to the rings. */
static void gather(struct events *events, int64_t at_us)
{
    events->last_us = at_us;
    for (; events->first > events->head && events->first->at_us == at_us; events->first--)
        place_now(events, events->first->record);
    if (events->head[0].at_us > at_us || at_us == events->base_us) return;
    size_t level = level_of((uint64_t)at_us ^ (uint64_t)events->base_us);
    size_t digit = digit_of(at_us, level);
    if (events->bucket[level][digit].key[0].record) spread(events, level, digit, at_us);
    else events->base_us = at_us;
}

/* With empty rings: takes the first event before until_us, or moves it and others to where it can
 * be taken (*record is NULL then). False, and nothing moves, if there is none. */
static bool take_far(struct events *events, int64_t until_us, struct events_record **record)
{
    *record = NULL;
    const struct events_key *first = events->first;
    if (first == events->head) return refill(events, until_us);
    if (first->at_us >= until_us) return false;
    if (first[-1].at_us == first->at_us) {
        gather(events, first->at_us);
        return true;
    }
    *record = first->record;
    if (first->record->state != EVENTS_DEAD) events->last_us = first->at_us;
    events->first--;
    return true;
}

struct events_record *events_take_slowly(struct events *events, int64_t until_us)
{
    for (;;) {
        struct events_record *record;
        bool near = events->marks & EVENTS_IN_RINGS;
        if (near && events->last_us >= until_us) return NULL;
        if (near) record = take_from_ring(events);
        else if (!take_far(events, until_us, &record)) return NULL;
        if (record && record->state != EVENTS_DEAD) {
            events->taken++;
            return record;
        }
        if (record && near) events_recycle(events, record);
        if (record && !near) bury(events, record);
    }
}

void events_advance(struct events *events, int64_t to_us)
{
    events->last_us = to_us;
    if (events->first->at_us <= to_us) gather(events, to_us);
}

/* ---- cancelling ------------------------------------------------------------------------------ */

static void keep_if_alive(struct events *events, struct events_key key)
{
    if (key.record->state == EVENTS_DEAD) bury(events, key.record);
    else put_in_bucket(events, key, false);
}

/* Takes the dead keys out of one bucket, keeping the order of the others. */
static void sweep_bucket(struct events *events, size_t level, size_t digit)
{
    struct events_bucket bucket = events->bucket[level][digit];
    mark_empty(events, level, digit);
    for (size_t i = 0; i < EVENTS_BUCKET_KEYS && bucket.key[i].record; i++)
        keep_if_alive(events, bucket.key[i]);
    for (struct events_chunk *chunk = bucket.first, *next; chunk; chunk = next) {
        next = chunk->next;
        for (uint64_t i = 0; i < chunk->keys; i++)
            keep_if_alive(events, chunk->key[i]);
        free_chunk(events, chunk);
    }
}

static void sweep_head(struct events *events)
{
    struct events_key *kept = events->head;
    for (struct events_key *key = events->head + 1; key <= events->first; key++)
        if (key->record->state == EVENTS_DEAD) bury(events, key->record);
        else *++kept = *key;
    events->first = kept;
}

static void sweep(struct events *events)
{
    sweep_head(events);
    for (size_t level = 0; level < EVENTS_LEVELS; level++)
        for (size_t digit = 0; digit < EVENTS_DIGITS; digit++)
            if (events->bucket[level][digit].key[0].record) sweep_bucket(events, level, digit);
}

void events_kill(struct events *events, struct events_record *record)
{
    if (record->state == EVENTS_FAR) events->dead++;
    record->state = EVENTS_DEAD;
    events->killed++;
    if (events->dead > events_pending(events) + SWEEP_FROM) sweep(events);
}

void events_start(struct events *events, struct arena *arena, int64_t now_us, uint64_t permuting)
{
    events->arena = arena;
    events->last_us = events->base_us = now_us;
    events->permuting = permuting;
    events->nobody.state = EVENTS_DEAD;
    events->head[0] = (struct events_key){INT64_MAX, &events->nobody};
    events->first = events->head;
    events_add_records(events);
    add_chunks(events);
    for (size_t rank = 0; rank < EVENTS_RANKS; rank++)
        grow_ring(events, &events->ring[rank]);
}
