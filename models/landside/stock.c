// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/landside/stock.h"

#include "sim/date.h"

struct contents { /* of one ULD, divided over the destinations */
    int64_t since_us;
    int32_t kg[HALL_DESTINATIONS], parcels[HALL_DESTINATIONS];
    uint32_t serial; /* of its flight, for the log book, as what follows */
    uint16_t lane, place;
    uint8_t hall, part;
    bool intact;
};

/* ---- in -------------------------------------------------------------------------------------- */

/* (1); one step a loop, so that the compiler can take several destinations at a time. */
void stock_divide(struct stock *stock, const struct uld *uld)
{
    struct contents *contents = ring_push(&stock->contents);
    const double kg = uld->kg, parcels = uld->parcels;
    int32_t kg_to[1 + HALL_DESTINATIONS] = {0}, parcels_to[1 + HALL_DESTINATIONS] = {0};
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        kg_to[1 + d] = (int32_t)(kg * stock->up_to[d]);
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        parcels_to[1 + d] = (int32_t)(parcels * stock->up_to[d]);
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        contents->kg[d] = kg_to[1 + d] - kg_to[d];
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        contents->parcels[d] = parcels_to[1 + d] - parcels_to[d];
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        stock->g[d] += INT64_C(1000) * contents->kg[d];
    for (int d = 0; d < HALL_DESTINATIONS && uld->intact; d++)
        stock->unopened_g[d] += INT64_C(1000) * contents->kg[d];
    contents->since_us = uld->since_us;
    contents->serial = uld->serial;
    contents->place = uld->place;
    contents->lane = uld->lane;
    contents->hall = uld->hall;
    contents->part = uld->channel;
    contents->intact = uld->intact;
}

void stock_add(struct stock *stock, const struct piece *piece)
{
    *(struct piece *)ring_push(&stock->line[piece->destination].pieces) = *piece;
    stock->g[piece->destination] += piece->g;
}

/* ---- out ------------------------------------------------------------------------------------- */

/* Freight of one flight, in one go. */
static void count_dwell(struct stock *stock, int64_t since_us, int64_t leaves_us, int64_t g)
{
    if (g > 0) stay_end(&stock->stay, since_us, leaves_us, g);
}

/* What of the line's first contents fits; true: all of it. */
static bool take(const struct contents *first, struct stock_line *line, uint32_t destination,
                 int64_t room_kg, int32_t *kg, int32_t *parcels)
{
    *kg = first->kg[destination] - line->kg_taken;
    *parcels = first->parcels[destination] - line->parcels_taken;
    if (*kg > room_kg) {
        *parcels = (int32_t)(*parcels * room_kg / *kg);
        *kg = (int32_t)room_kg;
        line->kg_taken += *kg;
        line->parcels_taken += *parcels;
        return false;
    }
    line->kg_taken = line->parcels_taken = 0;
    line->next++;
    return true;
}

static void tell(const struct stock *stock, const struct contents *contents, uint32_t destination,
                 int64_t leaves_us, int32_t kg, int32_t parcels)
{
    if (stock->trace == NULL || stock->trace->listener == NULL || kg + parcels == 0) return;
    const struct trace_note note = {.at_us = sim_now_us(stock->sim),
                                    .other_us = leaves_us,
                                    .called_us = stock->called_us,
                                    .step = TRACE_TRUCK,
                                    .flight = contents->serial,
                                    .uld = contents->place,
                                    .parcel = -1,
                                    .detail = (int32_t)destination,
                                    .lane = contents->lane,
                                    .hall = contents->hall,
                                    .part = contents->part,
                                    .g = INT64_C(1000) * kg,
                                    .parcels = parcels};
    stock->trace->listener(stock->trace->context, &note);
}

/* Freight of that weight, for a truck that leaves then. */
static void count_promise(const struct stock_line *line, int64_t since_us, int64_t leaves_us,
                          int64_t g, struct stock_truck *truck)
{
    if (line->haul == NULL || !linehaul_promises(line->haul)) return;
    if (linehaul_is_on_time(line->haul, since_us, leaves_us)) truck->on_time_g += g;
}

static void count_unopened(struct stock *stock, uint32_t lane, uint32_t destination, int32_t kg,
                           int32_t parcels)
{
    const int64_t g = INT64_C(1000) * kg;
    stock->unopened_g[destination] -= g;
    if (stock->unopened != NULL) stock->unopened(stock->unopened_context, lane, g, parcels);
}

/* The last of them are cut if they must be. */
static void load_contents(struct stock *stock, uint32_t destination, struct stock_truck *truck,
                          int64_t leaves_us)
{
    struct stock_line *line = &stock->line[destination];
    const uint64_t end = stock->dropped + ring_n(&stock->contents);
    int64_t room_kg = truck->room_g / 1000, since_us = 0, weight = 0;
    for (bool whole = true; whole && line->next < end && room_kg > 0;) {
        const struct contents *first = ring_at(&stock->contents, line->next - stock->dropped);
        int32_t kg, parcels;
        whole = take(first, line, destination, room_kg, &kg, &parcels);
        tell(stock, first, destination, leaves_us, kg, parcels);
        if (first->since_us != since_us) {
            count_dwell(stock, since_us, leaves_us, weight);
            since_us = first->since_us;
            weight = 0;
        }
        weight += INT64_C(1000) * kg;
        if (first->intact) count_unopened(stock, first->lane, destination, kg, parcels);
        count_promise(line, first->since_us, leaves_us, INT64_C(1000) * kg, truck);
        room_kg -= kg;
        truck->g += INT64_C(1000) * kg;
        truck->parcels += parcels;
    }
    count_dwell(stock, since_us, leaves_us, weight);
}

/* Until the next does not fit; an empty truck takes any. */
static void load_pieces(struct stock *stock, uint32_t destination, struct stock_truck *truck,
                        int64_t leaves_us)
{
    struct stock_line *line = &stock->line[destination];
    struct ring *pieces = &line->pieces;
    for (; ring_n(pieces) > 0; ring_drop(pieces, 1)) {
        const struct piece *piece = ring_at(pieces, 0);
        if (truck->g > 0 && truck->g + piece->g > truck->room_g) break;
        const int64_t since_us = parcels_since_us(stock->store, piece->load);
        count_dwell(stock, since_us, leaves_us, piece->g);
        count_promise(line, since_us, leaves_us, piece->g, truck);
        parcels_tell(stock->store, piece, TRACE_TRUCK, sim_now_us(stock->sim), leaves_us,
                     stock->called_us);
        truck->g += parcels_leave(stock->store, piece);
        truck->parcels += piece->parcels;
    }
}

/* Contents that no line needs any more make room. */
static void forget(struct stock *stock)
{
    uint64_t next = stock->line[0].next;
    for (int d = 1; d < HALL_DESTINATIONS; d++)
        if (stock->line[d].next < next) next = stock->line[d].next;
    ring_drop(&stock->contents, next - stock->dropped);
    stock->dropped = next;
}

void stock_load(struct stock *stock, uint32_t destination, struct stock_truck *truck,
                int64_t leaves_us)
{
    load_contents(stock, destination, truck, leaves_us);
    load_pieces(stock, destination, truck, leaves_us);
    forget(stock);
    stock->g[destination] -= truck->g;
}

/* ---- the stock ------------------------------------------------------------------------------- */

void stock_start(struct stock *stock, struct sim *sim, struct parcels *store)
{
    *stock = (struct stock){.sim = sim, .store = store};
    stay_start(&stock->stay, sim);
    ring_start(&stock->contents, sim, sizeof(struct contents));
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        ring_start(&stock->line[d].pieces, sim, sizeof(struct piece));
}

void stock_settle(struct stock *stock, const double share[HALL_DESTINATIONS],
                  const double truck_kg[HALL_DESTINATIONS])
{
    double sum = 0, all = 0;
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        all += share[d];
    for (int d = 0; d < HALL_DESTINATIONS; d++) {
        sum += share[d] / all;
        stock->up_to[d] = sum;
    }
    stock->up_to[HALL_DESTINATIONS - 1] = 1;
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        stock->line[d].truck_g = 1000 * (int64_t)truck_kg[d];
}
