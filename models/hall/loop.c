// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hall/loop.h"

#include <string.h>

#include "sim/date.h"
#include "sim/ring.h"

enum { LOOP_LINES = 64 };

struct feed { /* a ULD being emptied */
    struct parcels_row row;
    int64_t from_us, hold_us;
    uint64_t step; /* ticks between pieces, times 2^16 */
    uint64_t lifted, pieces;
};

struct rider {
    int64_t at_us; /* waiting: ready; on the loop: at its chute */
    int64_t ready_us;
    struct piece piece;
};

struct chute {
    int64_t empty_us;  /* when the last one in it is out */
    int64_t *leave_us; /* [places]: of the last pieces, in a circle */
    uint64_t taken;
};

/* Equal desks, first come, first served, the same time for each piece. */
struct desks {
    uint32_t n;       /* 0: as many as are needed */
    int64_t *done_us; /* [n]: of the last pieces, in a circle */
    uint64_t taken;
    int64_t item_us, last_us;
};

struct loop {
    struct sim *sim;
    const struct parcels *parcels;
    const struct parcels_rule *rule;
    struct loop_ports to;
    struct ring feeds;   /* struct feed, in any order */
    struct ring lifted;  /* struct rider: since the last look, not yet in order */
    struct ring waiting; /* struct rider */
    struct ring riding;  /* struct rider */
    struct ring again;   /* struct rider: coded by hand, to be put on once more */
    struct ring off;     /* struct piece: to be handed on */
    struct desks video, hand;
    struct chute chute[HALL_DESTINATIONS];
    struct loop_rates rates;
    int64_t carrier_us, hand_us, line_us;  /* between two */
    int64_t next_carrier_us, next_hand_us; /* (2) */
    int64_t line_free_us[LOOP_LINES];
    uint32_t first_line; /* free first, of those open */
    uint32_t barred;     /* destinations, bits */
    int64_t chute_us;
    int64_t seen_us, stopped_us;
    bool stopped, closed, reported;
    struct loop_counts counts;
    struct histogram time_s;
};

static struct rider *rider_at(const struct ring *ring, uint64_t i)
{
    return (struct rider *)(void *)ring->record + ((ring->head + i) & (ring->capacity - 1));
}

static void tell(const struct loop *loop, const struct piece *piece, enum trace_step step,
                 int64_t at_us, int64_t other_us)
{
    if (loop->reported) parcels_tell(loop->parcels, piece, step, at_us, other_us, 0);
}

/* ---- off the ULDs, in order of time ---------------------------------------------------------- */

enum { BUCKETS = 256 };

static int64_t off_us(const struct feed *feed, uint64_t place)
{
    return feed->from_us + (int64_t)(feed->step * place >> 16);
}

static int64_t lift_us(const struct feed *feed, uint64_t place)
{
    int64_t at_us = off_us(feed, place);
    return at_us > feed->hold_us ? at_us : feed->hold_us;
}

/* False once the ULD is empty. */
static bool lift_from(struct loop *loop, struct feed *feed, int64_t now_us)
{
    while (feed->lifted < feed->pieces) {
        int64_t at_us = lift_us(feed, feed->lifted + 1);
        if (at_us > now_us) return true;
        feed->lifted++;
        struct piece piece;
        if (!parcels_next(loop->parcels, loop->rule, &feed->row, &piece)) continue;
        if (at_us < loop->seen_us) at_us = loop->seen_us;
        tell(loop, &piece, TRACE_LIFTED, at_us, off_us(feed, feed->lifted));
        *(struct rider *)ring_push(&loop->lifted) = (struct rider){at_us, at_us, piece};
        loop->counts.lifted_pieces++;
        loop->counts.lifted_parcels += piece.parcels;
        loop->counts.lifted_g += piece.g;
    }
    return false;
}

static void count_places(const struct ring *lifted, int64_t from_us, int shift,
                         uint32_t place[BUCKETS])
{
    uint32_t n[BUCKETS] = {0};
    for (uint64_t i = 0; i < ring_n(lifted); i++)
        n[(rider_at(lifted, i)->at_us - from_us) >> shift]++;
    uint32_t sum = 0;
    for (int b = 0; b < BUCKETS; b++) {
        place[b] = sum;
        sum += n[b];
    }
}

/* Within a bucket few are out of order; equal times keep the order of the ULDs. */
static void put_in_order(struct ring *waiting, uint64_t from)
{
    for (uint64_t i = from + 1; i < ring_n(waiting); i++) {
        struct rider rider = *rider_at(waiting, i);
        uint64_t hole = i;
        for (; hole > from; hole--) {
            const struct rider *before = rider_at(waiting, hole - 1);
            if (before->at_us <= rider.at_us) break;
            *rider_at(waiting, hole) = *before;
        }
        *rider_at(waiting, hole) = rider;
    }
}

/* Those lifted since the last look join the line: into buckets by time, then in order. */
static void join_line(struct loop *loop, int64_t now_us)
{
    struct ring *lifted = &loop->lifted, *waiting = &loop->waiting;
    uint64_t n = ring_n(lifted), from = ring_n(waiting);
    int shift = 0;
    while ((now_us - loop->seen_us) >> shift >= BUCKETS)
        shift++;
    uint32_t place[BUCKETS];
    count_places(lifted, loop->seen_us, shift, place);
    for (uint64_t i = 0; i < n; i++)
        ring_push(waiting);
    for (uint64_t i = 0; i < n; i++) {
        const struct rider *rider = rider_at(lifted, i);
        uint32_t bucket = (uint32_t)((rider->at_us - loop->seen_us) >> shift);
        *rider_at(waiting, from + place[bucket]++) = *rider;
    }
    put_in_order(waiting, from);
    ring_drop(lifted, n);
}

static void lift(struct loop *loop, int64_t now_us)
{
    for (uint64_t i = 0; i < ring_n(&loop->feeds);) {
        struct feed *feed = ring_at(&loop->feeds, i);
        if (lift_from(loop, feed, now_us)) {
            i++;
            continue;
        }
        *feed =
            *(struct feed *)ring_at(&loop->feeds, 0); /* the first takes the place of the empty */
        ring_drop(&loop->feeds, 1);
    }
    if (ring_n(&loop->lifted) > 0) join_line(loop, now_us);
    loop->seen_us = now_us;
}

/* ---- round the loop -------------------------------------------------------------------------- */

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Who is put on next: what was coded by hand goes before what has not been round yet. NULL:
 * nobody. */
static struct ring *next_line(struct loop *loop)
{
    struct ring *again = &loop->again, *waiting = &loop->waiting;
    if (ring_n(again) == 0) return ring_n(waiting) > 0 ? waiting : NULL;
    if (ring_n(waiting) == 0) return again;
    int64_t free_us = later(loop->next_carrier_us, loop->next_hand_us);
    int64_t waiting_us = later(rider_at(waiting, 0)->at_us, free_us);
    return rider_at(again, 0)->at_us <= waiting_us ? again : waiting;
}

static int64_t next_induction_us(struct loop *loop) /* (1) */
{
    const struct ring *line = next_line(loop);
    if (loop->closed || loop->hand_us == 0 || line == NULL) return INT64_MAX;
    const struct rider *first = rider_at(line, 0);
    int64_t at_us = later(first->at_us, later(loop->next_carrier_us, loop->next_hand_us));
    if (!loop->rates.by_lines) return at_us;
    if (loop->rates.lines == 0) return INT64_MAX;
    return later(at_us, loop->line_free_us[loop->first_line]);
}

static void find_first_line(struct loop *loop)
{
    uint32_t first = 0;
    for (uint32_t i = 1; i < loop->rates.lines; i++)
        if (loop->line_free_us[i] < loop->line_free_us[first]) first = i;
    loop->first_line = first;
}

static int64_t code(struct desks *desks, int64_t at_us) /* (4) */
{
    int64_t from_us = at_us;
    if (desks->n > 0) from_us = later(at_us, desks->done_us[desks->taken % desks->n]);
    desks->last_us = later(desks->last_us, from_us + desks->item_us);
    if (desks->n > 0) desks->done_us[desks->taken++ % desks->n] = desks->last_us;
    return desks->last_us;
}

/* It must not come to its chute before a coder has looked at its picture. */
static void take_picture(struct loop *loop, struct piece *piece, int64_t at_us)
{
    int64_t circuit_us = loop->rates.circuit_us;
    int64_t late_us = code(&loop->video, at_us) - (at_us + circuit_us);
    if (late_us <= 0) return;
    int64_t laps = (late_us + circuit_us - 1) / circuit_us;
    if (laps > PARCELS_LAPS_MAX) laps = PARCELS_LAPS_MAX;
    if (laps > piece->laps) piece->laps = (unsigned)laps & PARCELS_LAPS_MAX;
}

static void ride(struct loop *loop, const struct rider *rider, int64_t from_us)
{
    struct rider *last = ring_push(&loop->riding);
    *last = *rider;
    last->at_us = from_us + loop->rates.circuit_us;
    uint64_t n = ring_n(&loop->riding);
    if (n > 1) /* a circuit that was shortened overtakes nobody */
        last->at_us = later(last->at_us, rider_at(&loop->riding, n - 2)->at_us);
}

static void induct(struct loop *loop, int64_t at_us)
{
    struct ring *line = next_line(loop);
    struct rider rider = *rider_at(line, 0);
    ring_drop(line, 1);
    loop->next_carrier_us = at_us + loop->carrier_us; /* (2) */
    loop->next_hand_us = at_us + loop->hand_us;
    if (loop->rates.by_lines) {
        loop->line_free_us[loop->first_line] = at_us + loop->line_us;
        find_first_line(loop);
    }
    if (rider.piece.scan != PARCELS_READ) take_picture(loop, &rider.piece, at_us);
    tell(loop, &rider.piece, TRACE_ON_LOOP, at_us, 0);
    ride(loop, &rider, at_us);
}

static bool chute_takes(struct loop *loop, uint32_t destination, int64_t at_us) /* (3) */
{
    if (loop->barred >> destination & 1) return false;
    if (loop->rates.chute_places == 0) return true;
    struct chute *chute = &loop->chute[destination];
    int64_t *leave_us = &chute->leave_us[chute->taken % loop->rates.chute_places];
    if (*leave_us > at_us) return false;
    chute->empty_us = later(chute->empty_us, at_us) + loop->chute_us;
    *leave_us = chute->empty_us;
    chute->taken++;
    return true;
}

/* Its picture showed no code. */
static void code_by_hand(struct loop *loop, struct rider *rider)
{
    tell(loop, &rider->piece, TRACE_UNREAD, rider->at_us, 0);
    rider->piece.scan = PARCELS_READ;
    rider->at_us = code(&loop->hand, rider->at_us);
    *(struct rider *)ring_push(&loop->again) = *rider;
    loop->counts.by_hand++;
}

static void come_off(struct loop *loop, const struct rider *rider)
{
    tell(loop, &rider->piece, TRACE_SORTED, rider->at_us, 0);
    *(struct piece *)ring_push(&loop->off) = rider->piece;
    loop->counts.pictures += rider->piece.scan == PARCELS_PICTURE;
    loop->counts.sorted_pieces++;
    loop->counts.sorted_parcels += rider->piece.parcels;
    loop->counts.sorted_g += rider->piece.g;
    histogram_add(&loop->time_s, (double)(rider->at_us - rider->ready_us) * 1e-6, 1);
}

static void come_round(struct loop *loop)
{
    struct rider rider = *rider_at(&loop->riding, 0);
    ring_drop(&loop->riding, 1);
    bool unread = rider.piece.laps > 0;
    if (!unread && rider.piece.scan == PARCELS_BY_HAND) {
        code_by_hand(loop, &rider);
        return;
    }
    if (unread || !chute_takes(loop, rider.piece.destination, rider.at_us)) {
        if (unread) rider.piece.laps--;
        loop->counts.laps++;
        loop->counts.full += !unread;
        tell(loop, &rider.piece, unread ? TRACE_UNREAD : TRACE_CHUTE_FULL, rider.at_us, 0);
        loop->next_carrier_us = later(loop->next_carrier_us, rider.at_us) + loop->carrier_us;
        ride(loop, &rider, rider.at_us);
        return;
    }
    come_off(loop, &rider);
}

static void turn(struct loop *loop, int64_t now_us)
{
    for (;;) {
        int64_t in_us = next_induction_us(loop), round_us = INT64_MAX;
        if (ring_n(&loop->riding) > 0) round_us = rider_at(&loop->riding, 0)->at_us;
        if (round_us <= in_us) {
            if (round_us > now_us) return;
            come_round(loop);
        } else {
            if (in_us > now_us) return;
            induct(loop, in_us);
        }
    }
}

/* Handed on in one piece, or two where the ring wraps. */
static void hand_on(struct loop *loop)
{
    struct ring *off = &loop->off;
    while (ring_n(off) > 0) {
        uint64_t n = ring_n(off), to_wrap = off->capacity - (off->head & (off->capacity - 1));
        if (n > to_wrap) n = to_wrap;
        loop->to.out.accept(loop->sim, loop->to.out.station, ring_at(off, 0), (uint32_t)n);
        ring_drop(off, n);
    }
}

void loop_catch_up(struct loop *loop)
{
    int64_t now_us = sim_now_us(loop->sim);
    lift(loop, now_us);
    if (loop->stopped) return;
    turn(loop, now_us);
    hand_on(loop);
}

/* ---- what comes to it ------------------------------------------------------------------------ */

void loop_feed(struct loop *loop, const struct parcels_row *row, int64_t from_us, int64_t to_us,
               int64_t hold_us)
{
    struct feed *feed = ring_push(&loop->feeds);
    *feed =
        (struct feed){.row = *row, .from_us = from_us, .hold_us = hold_us, .pieces = row->pieces};
    feed->step = ((uint64_t)(to_us - from_us) << 16) / feed->pieces;
}

void loop_add(struct loop *loop, const struct piece *piece)
{
    int64_t now_us = sim_now_us(loop->sim);
    tell(loop, piece, TRACE_LIFTED, now_us, now_us);
    *(struct rider *)ring_push(&loop->waiting) = (struct rider){now_us, now_us, *piece};
    loop->counts.lifted_pieces++;
    loop->counts.lifted_parcels += piece->parcels;
    loop->counts.lifted_g += piece->g;
}

/* ---- rates, stops ---------------------------------------------------------------------------- */

static int64_t between_us(double per_h)
{
    double us = per_h > 0 ? (double)DATE_HOUR_US / per_h : 0;
    return us > 0 && us < 1 ? 1 : (int64_t)us;
}

static void place_chutes(struct loop *loop, uint32_t places)
{
    for (int d = 0; d < HALL_DESTINATIONS; d++) {
        loop->chute[d] = (struct chute){0};
        if (places > 0) loop->chute[d].leave_us = sim_alloc(loop->sim, places * sizeof(int64_t));
    }
}

static void place_desks(struct loop *loop, struct desks *desks, uint32_t n, int64_t item_us)
{
    desks->item_us = item_us;
    if (n == desks->n) return;
    desks->n = n;
    desks->taken = 0;
    if (n > 0) desks->done_us = sim_alloc(loop->sim, n * sizeof(int64_t));
}

void loop_set(struct loop *loop, const struct loop_rates *rates)
{
    REQUIRE(loop->sim, rates->lines <= LOOP_LINES, "%u lines of induction", rates->lines);
    if (rates->chute_places != loop->rates.chute_places) place_chutes(loop, rates->chute_places);
    place_desks(loop, &loop->video, rates->video_desks, rates->video_us);
    place_desks(loop, &loop->hand, rates->hand_desks, rates->hand_us);
    loop->rates = *rates;
    loop->line_us = between_us(rates->line_pieces_per_h);
    find_first_line(loop);
    loop->carrier_us = between_us(rates->carriers_per_h);
    loop->hand_us = rates->carriers_per_h > 0 ? between_us(rates->hands_per_h) : 0;
    loop->chute_us = between_us(rates->chute_pieces_per_h);
}

static void not_before_now(struct loop *loop)
{
    loop->next_carrier_us = later(loop->next_carrier_us, sim_now_us(loop->sim));
}

void loop_stop(struct loop *loop)
{
    loop->stopped = true;
    loop->stopped_us = sim_now_us(loop->sim);
}

void loop_start(struct loop *loop)
{
    int64_t stood_us = sim_now_us(loop->sim) - loop->stopped_us;
    for (uint64_t i = 0; i < ring_n(&loop->riding); i++)
        rider_at(&loop->riding, i)->at_us += stood_us;
    loop->next_carrier_us += stood_us;
    loop->stopped = false;
    not_before_now(loop);
}

void loop_bar(struct loop *loop, uint32_t destinations)
{
    loop->barred = destinations;
}

void loop_close(struct loop *loop, bool closed)
{
    if (loop->closed && !closed) not_before_now(loop);
    loop->closed = closed;
}

/* ---- the loop -------------------------------------------------------------------------------- */

struct loop *loop_new(struct sim *sim, const struct parcels *parcels,
                      const struct parcels_rule *rule)
{
    struct loop *loop = sim_alloc(sim, sizeof *loop);
    loop->sim = sim;
    loop->parcels = parcels;
    loop->reported = parcels_told(parcels);
    loop->rule = rule;
    loop->seen_us = sim_now_us(sim);
    ring_start(&loop->feeds, sim, sizeof(struct feed));
    ring_start(&loop->lifted, sim, sizeof(struct rider));
    ring_start(&loop->waiting, sim, sizeof(struct rider));
    ring_start(&loop->riding, sim, sizeof(struct rider));
    ring_start(&loop->again, sim, sizeof(struct rider));
    ring_start(&loop->off, sim, sizeof(struct piece));
    return loop;
}

void loop_connect(struct loop *loop, struct loop_ports ports)
{
    loop->to = ports;
}

bool loop_busy(const struct loop *loop)
{
    return ring_n(&loop->feeds) + ring_n(&loop->waiting) + ring_n(&loop->riding) +
               ring_n(&loop->again) >
           0;
}

uint64_t loop_waiting(const struct loop *loop)
{
    return ring_n(&loop->waiting);
}

struct loop_counts loop_forget(struct loop *loop)
{
    struct loop_counts counts = loop->counts;
    loop->counts = (struct loop_counts){0};
    return counts;
}

const struct histogram *loop_time_s(const struct loop *loop)
{
    return &loop->time_s;
}

void loop_new_year(struct loop *loop)
{
    histogram_clear(&loop->time_s);
}
