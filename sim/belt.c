// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/belt.h"

enum { FIRST_RING = 64 };

struct belt {
    struct sim *sim;
    struct belt_def def;
    belt_out *out;
    void *station;
    struct belt_item *item; /* ring; capacity is a power of two */
    uint64_t capacity;
    uint64_t head, tail;   /* counted from the start of the run */
    uint64_t carried;      /* tail - head, less those just being handed on */
    int64_t entrance_us;   /* the next one enters no earlier */
    int64_t stopped_us;    /* valid while not running */
    uint64_t next_handing; /* handle; 0: none */
    bool running;
    bool handing; /* inside hand_on */
    uint16_t kind;
    struct level level;
};

static struct belt_item *item_at(const struct belt *belt, uint64_t place)
{
    return &belt->item[place & (belt->capacity - 1)];
}

static void grow(struct belt *belt)
{
    uint64_t capacity = belt->capacity ? 2 * belt->capacity : FIRST_RING;
    struct belt_item *item = sim_alloc(belt->sim, capacity * sizeof *item);
    for (uint64_t place = belt->head; place != belt->tail; place++)
        item[place & (capacity - 1)] = *item_at(belt, place);
    belt->item = item;
    belt->capacity = capacity;
}

/* ---- coming off ------------------------------------------------------------------------------ */

static int64_t next_look_us(const struct belt *belt, int64_t off_us)
{
    int64_t look_us = belt->def.look_us;
    return look_us ? (off_us + look_us - 1) / look_us * look_us : off_us;
}

static void schedule_next(struct belt *belt)
{
    if (belt->next_handing || belt->handing || !belt->running || belt->head == belt->tail) return;
    int64_t at_us = next_look_us(belt, item_at(belt, belt->head)->off_us);
    belt->next_handing = sim_at(belt->sim, at_us, SIM_END, belt->kind, belt, 0);
}

/* How many, from the head on and without a break in memory, have come off. */
static uint32_t count_off(const struct belt *belt, int64_t now_us)
{
    uint64_t n = belt->tail - belt->head;
    uint64_t to_wrap = belt->capacity - (belt->head & (belt->capacity - 1));
    if (n > to_wrap) n = to_wrap;
    if (n > UINT32_MAX) n = UINT32_MAX;
    const struct belt_item *first = item_at(belt, belt->head);
    if (n && first[n - 1].off_us <= now_us) return (uint32_t)n;
    uint64_t low = 0; /* the first `low` have come off, the one at n - 1 has not */
    while (low < n) {
        uint64_t middle = (low + n) / 2;
        if (first[middle].off_us <= now_us) low = middle + 1;
        else n = middle;
    }
    return (uint32_t)low;
}

/* The ring's room is given back after the call: the items stay valid even if the receiver puts
 * them on again. */
static void hand_on(struct belt *belt)
{
    if (belt->handing) return;
    belt->handing = true;
    int64_t now_us = sim_now_us(belt->sim);
    for (uint32_t n = count_off(belt, now_us); n && belt->running; n = count_off(belt, now_us)) {
        belt->carried -= n;
        level_add(&belt->level, now_us, -(int64_t)n);
        belt->out(belt->sim, belt->station, item_at(belt, belt->head), n);
        belt->head += n;
    }
    belt->handing = false;
}

static void reach_end(struct sim *sim, void *station, uint64_t arg)
{
    struct belt *belt = station;
    (void)sim;
    (void)arg;
    belt->next_handing = 0;
    hand_on(belt);
    schedule_next(belt);
}

/* ---- going on -------------------------------------------------------------------------------- */

/* While the belt stands its clock stands too; a start moves all times on. */
static int64_t enter(struct belt *belt, uint64_t what)
{
    int64_t clock_us = belt->running ? sim_now_us(belt->sim) : belt->stopped_us;
    if (belt->entrance_us < clock_us) belt->entrance_us = clock_us;
    int64_t off_us = belt->entrance_us + belt->def.transit_us;
    belt->entrance_us += belt->def.gap_us;
    *item_at(belt, belt->tail++) = (struct belt_item){off_us, what};
    return off_us;
}

static void count_on(struct belt *belt, uint32_t n)
{
    belt->carried += n;
    level_add(&belt->level, sim_now_us(belt->sim), n);
    schedule_next(belt);
}

int64_t belt_put(struct belt *belt, uint64_t what)
{
    if (belt->tail - belt->head == belt->capacity) grow(belt);
    int64_t off_us = enter(belt, what);
    count_on(belt, 1);
    return off_us;
}

void belt_put_many(struct belt *belt, const uint64_t *what, uint32_t n)
{
    while (belt->capacity - (belt->tail - belt->head) < n)
        grow(belt);
    for (uint32_t i = 0; i < n; i++)
        enter(belt, what[i]);
    count_on(belt, n);
}

/* ---- stops ----------------------------------------------------------------------------------- */

void belt_stop(struct belt *belt)
{
    if (!belt->running) return;
    hand_on(belt); /* what came off since the last look */
    sim_cancel(belt->sim, belt->next_handing);
    belt->next_handing = 0;
    belt->stopped_us = sim_now_us(belt->sim);
    belt->running = false;
}

void belt_start(struct belt *belt)
{
    if (belt->running) return;
    int64_t stood_us = sim_now_us(belt->sim) - belt->stopped_us;
    for (uint64_t place = belt->head; place != belt->tail; place++)
        item_at(belt, place)->off_us += stood_us;
    belt->entrance_us += stood_us;
    belt->running = true;
    schedule_next(belt);
}

/* ---- life and measures ----------------------------------------------------------------------- */

struct belt *belt_new(struct sim *sim, const struct belt_def *def, belt_out *out, void *station)
{
    REQUIRE(sim, def->transit_us >= 0 && def->gap_us >= 0 && def->look_us >= 0,
            "belt %s with a negative time", def->name);
    struct belt *belt = sim_alloc(sim, sizeof *belt);
    belt->sim = sim;
    belt->def = *def;
    belt->out = out;
    belt->station = station;
    belt->entrance_us = sim_now_us(sim);
    belt->running = true;
    belt->kind = sim_kind(sim, def->name, reach_end);
    level_start(&belt->level, sim_now_us(sim), 0);
    grow(belt);
    return belt;
}

bool belt_running(const struct belt *belt)
{
    return belt->running;
}

uint64_t belt_carried(const struct belt *belt)
{
    return belt->carried;
}

const struct level *belt_level(const struct belt *belt)
{
    return &belt->level;
}

void belt_reset_measures(struct belt *belt)
{
    level_reset(&belt->level, sim_now_us(belt->sim));
}
