// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/events.h"

enum { SLAB_RECORDS = 256, SLAB_CHUNKS = 64, FIRST_RING = 256, SWEEP_FROM = 4096 };

/* ---- slabs ---- */

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

/* ---- rings: the current instant ---- */

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
    events->marks |= 1u << (EVENTS_FIRST_RING + record->rank);
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
    uint32_t rank = (uint32_t)__builtin_ctz(events->marks >> EVENTS_FIRST_RING);
    struct events_ring *ring = &events->ring[rank];
    if (events->permuting) permute_head(events, ring);
    uint64_t place = ring->head++;
    struct events_record *record = ring->record[place & (ring->capacity - 1)];
    if (ring->head == ring->tail) events->marks &= ~(1u << (EVENTS_FIRST_RING + rank));
    if (record->state == EVENTS_DEAD) return record;
    if (place < ring->tied_to) events->ties++;
    ring->tied_to = ring->tail;
    return record;
}

/* ---- buckets: the future ---- */

static struct events_chunk *add_chunk(struct events *events, struct events_bucket *bucket)
{
    if (!events->free_chunk) add_chunks(events);
    struct events_chunk *chunk = events->free_chunk;
    events->free_chunk = chunk->next;
    chunk->next = NULL;
    chunk->keys = 0;
    if (bucket->last)
        bucket->last->next = chunk;
    else
        bucket->first = chunk;
    bucket->last = chunk;
    return chunk;
}

void events_put_behind(struct events *events, struct events_bucket *bucket, struct events_key key)
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
    if (!chunk || chunk->keys == EVENTS_CHUNK_KEYS) chunk = add_chunk(events, bucket);
    chunk->key[chunk->keys++] = key;
}

/* Moves the keys in the bucket one place on; what falls out of it goes ahead of the chunks. */
void events_put_before(struct events *events, struct events_bucket *bucket, struct events_key key)
{
    for (size_t i = 0; i < EVENTS_BUCKET_KEYS; i++) {
        struct events_key pushed = bucket->key[i];
        bucket->key[i] = key;
        key = pushed;
        if (!key.record) return;
    }
    struct events_chunk *first = bucket->first, *last = bucket->last;
    bucket->first = bucket->last = NULL;
    struct events_chunk *chunk = add_chunk(events, bucket);
    chunk->key[chunk->keys++] = key;
    chunk->next = first;
    if (last) bucket->last = last;
}

static void mark_empty(struct events *events, size_t level, size_t digit)
{
    events->bucket[level][digit] = (struct events_bucket){.first = NULL};
    events->digit_mask[level] &= ~(UINT64_C(1) << digit);
    if (!events->digit_mask[level]) events->marks &= ~(1u << level);
}

static void bury(struct events *events, struct events_record *record)
{
    events->dead--;
    events_recycle(events, record);
}

static inline void place_now(struct events *events, struct events_record *record)
{
    if (record->state == EVENTS_DEAD)
        bury(events, record);
    else
        events_put_in_ring(events, record);
}

/* Gives one key of an emptied bucket its new place, as seen from last_us. */
static inline void place_anew(struct events *events, struct events_key key)
{
    __builtin_prefetch(key.record); /* its turn is near: from 95 to 47 ns at a million pending */
    if (key.at_us != events->last_us)
        events_put_in_bucket(events, key, false);
    else
        place_now(events, key.record);
}

/* Empties one bucket, in order, into those below it as seen from the new last_us: keys of that
 * very time go to the rings. */
static void spread(struct events *events, size_t level, size_t digit, int64_t last_us)
{
    struct events_bucket bucket = events->bucket[level][digit];
    mark_empty(events, level, digit);
    events->last_us = last_us;
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
static int64_t start_of(const struct events *events, size_t level, size_t digit)
{
    size_t shift = level * EVENTS_DIGIT_BITS;
    uint64_t above = (uint64_t)events->last_us >> shift >> EVENTS_DIGIT_BITS << EVENTS_DIGIT_BITS;
    return (int64_t)((above | digit) << shift);
}

/* Of a bucket with at most one chunk. */
static int64_t least_of(const struct events_bucket *bucket)
{
    int64_t least_us = bucket->key[0].at_us;
    for (size_t i = 1; i < EVENTS_BUCKET_KEYS && bucket->key[i].record; i++)
        if (bucket->key[i].at_us < least_us) least_us = bucket->key[i].at_us;
    for (uint64_t i = 0; bucket->first && i < bucket->first->keys; i++)
        if (bucket->first->key[i].at_us < least_us) least_us = bucket->first->key[i].at_us;
    return least_us;
}

/* ---- the next one ---- */

static void forget_next(struct events *events)
{
    events->next = (struct events_key){events->marks & EVENTS_IN_LEVELS ? INT64_MIN : INT64_MAX, NULL};
    events->marks |= EVENTS_NO_NEXT;
}

/* Moves last_us to `to_us`, which is before all in buckets, and makes the first scheduled of the
 * earliest in the lowest bucket the next one, if that bucket has no chunks. False, and nothing moves,
 * if it has some, or if its first has that very time: then the order is a matter for the rings. */
static inline bool step(struct events *events, int64_t to_us, size_t level)
{
    struct events_bucket *bucket = &events->bucket[level][events_lowest_digit(events, level)];
    struct events_key *key = bucket->key;
    size_t first = key[1].record && key[1].at_us < key[0].at_us;
    if (key[2].record && key[2].at_us < key[first].at_us) first = 2;
    const struct events_key next = key[first];
    if (bucket->first || next.at_us == to_us) return false;
    if (first == 0) key[0] = key[1];
    if (first <= 1) key[1] = key[2];
    key[2].record = NULL;
    const struct events_key rest[2] = {key[0], key[1]};
    const bool same_bucket = ((uint64_t)next.at_us ^ (uint64_t)to_us) >> (level * EVENTS_DIGIT_BITS) == 0;
    events->next = next;
    events->last_us = to_us;
    if (rest[0].record && !same_bucket) return true;
    events_clear_lowest(events, level);
    if (!rest[0].record) return true;
    key[0].record = key[1].record = NULL; /* seen from to_us, they lie lower */
    events_put_in_bucket(events, rest[0], false);
    if (rest[1].record) events_put_in_bucket(events, rest[1], false);
    return true;
}

/* Moves last_us to the next one's time and gives it out, or, if others of its bucket are in the way,
 * moves them all to where they belong from there: NULL then. */
static struct events_record *take_next(struct events *events)
{
    const struct events_key key = events->next;
    if ((events->marks & EVENTS_IN_LEVELS) && step(events, key.at_us, events_lowest_level(events)))
        return key.record;
    size_t level = events_level((uint64_t)key.at_us ^ (uint64_t)events->last_us);
    size_t digit = events_digit(key.at_us, level);
    forget_next(events);
    if (events->bucket[level][digit].key[0].record) {
        place_now(events, key.record);
        spread(events, level, digit, key.at_us);
        return NULL;
    }
    events->last_us = key.at_us;
    return key.record;
}

/* Moves last_us towards the next instant, and its events into the rings if it gets there.
 * False, and nothing moves, if nothing is pending before until_us. */
static bool approach(struct events *events, int64_t until_us)
{
    if (!(events->marks & EVENTS_IN_LEVELS)) return false;
    size_t level = events_lowest_level(events), digit = events_lowest_digit(events, level);
    const struct events_bucket *bucket = &events->bucket[level][digit];
    /* From a small bucket its least key comes out at once; a large one is not worth a second
     * walk. */
    bool small = bucket->first == bucket->last;
    int64_t to_us = small ? least_of(bucket) : start_of(events, level, digit);
    if (to_us >= until_us) return false;
    spread(events, level, digit, to_us);
    return true;
}

/* With empty rings: takes the first event before until_us, or brings it nearer to its ring (*record
 * is NULL then). False, and nothing moves, if there is none. */
static bool take_far(struct events *events, int64_t until_us, struct events_record **record)
{
    *record = NULL;
    if ((events->marks & EVENTS_NO_NEXT) && (events->marks & EVENTS_IN_LEVELS) &&
        step(events, events->last_us, events_lowest_level(events)))
        events->marks &= ~(uint32_t)EVENTS_NO_NEXT;
    if (events->marks & EVENTS_NO_NEXT) return approach(events, until_us);
    if (events->next.at_us >= until_us) return false;
    *record = take_next(events);
    return true;
}

/* The next one is to be given out, and there are others in the lowest bucket. */
struct events_record *events_take_beside(struct events *events, int64_t until_us, size_t level)
{
    struct events_record *record = events->next.record;
    if (!step(events, events->next.at_us, level)) return events_take_slowly(events, until_us);
    events->taken++;
    return record;
}

/* Nothing is pending but the next one. */
static struct events_record *take_only(struct events *events)
{
    struct events_record *record = events->next.record;
    events->last_us = events->next.at_us;
    events->next = (struct events_key){INT64_MAX, NULL};
    events->marks = EVENTS_NO_NEXT;
    events->taken++;
    return record;
}

struct events_record *events_take_slowly(struct events *events, int64_t until_us)
{
    if (events->marks == 0 && events->next.at_us < until_us &&
        events->next.record->state != EVENTS_DEAD)
        return take_only(events);
    for (;;) {
        struct events_record *record;
        bool near = events->marks & EVENTS_IN_RINGS;
        if (near && events->last_us >= until_us) return NULL;
        if (near)
            record = take_from_ring(events);
        else if (!take_far(events, until_us, &record))
            return NULL;
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
    if (to_us == events->last_us) return;
    const struct events_key next = events->next;
    size_t level = events_level((uint64_t)to_us ^ (uint64_t)events->last_us);
    size_t digit = events_digit(to_us, level);
    if (next.record && next.at_us == to_us) { /* its turn has come, ahead of others of its time */
        forget_next(events);
        place_now(events, next.record);
    }
    if (events->bucket[level][digit].key[0].record)
        spread(events, level, digit, to_us);
    else
        events->last_us = to_us;
}

/* ---- cancelling ---- */

static void keep_if_alive(struct events *events, struct events_key key)
{
    if (key.record->state == EVENTS_DEAD)
        bury(events, key.record);
    else
        events_put_in_bucket(events, key, false);
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

static void sweep(struct events *events)
{
    if (!(events->marks & EVENTS_NO_NEXT) && events->next.record->state == EVENTS_DEAD) {
        bury(events, events->next.record);
        forget_next(events);
    }
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
    events->last_us = now_us;
    events->permuting = permuting;
    forget_next(events);
    events_add_records(events);
    add_chunks(events);
    for (size_t rank = 0; rank < EVENTS_RANKS; rank++)
        grow_ring(events, &events->ring[rank]);
}
