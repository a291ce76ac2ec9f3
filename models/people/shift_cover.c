// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/shift_cover.h"

#include <stdbool.h>
#include <string.h>

#include "sim/base/require.h"

/* Node h is the start of hour h; the last node is the end of the week. */
enum { NODES = SHIFT_COVER_HOURS + 1, NOWHERE = INT32_MAX };

struct flow {
    const struct shift_cover_def *def;
    struct shift_cover *cover;        /* the flow on the shifts */
    uint32_t back[SHIFT_COVER_HOURS]; /* the flow back over hour h: people too many there */
    int64_t left[NODES];              /* supply not yet sent (above 0), demand not yet met */
    int32_t potential[NODES];
    int32_t distance[NODES];
    int32_t from[NODES]; /* node before, on the shortest path; -1 at its start */
    bool settled[NODES];
};

static bool may_start(const struct shift_cover_def *def, enum shift_sort sort, int32_t hour)
{
    uint32_t length = def->length_h[sort];
    return length > 0 && hour >= 0 && (uint32_t)hour % def->start_every_h[sort] == 0 &&
           (uint32_t)hour + length <= SHIFT_COVER_HOURS;
}

/* ---- one shortest path ----------------------------------------------------------------------- */

static void reach(struct flow *flow, int32_t from, int32_t to, int32_t price)
{
    if (flow->settled[to]) return;
    int32_t distance = flow->distance[from] + price + flow->potential[from] - flow->potential[to];
    if (distance >= flow->distance[to]) return;
    flow->distance[to] = distance;
    flow->from[to] = from;
}

/* Four ways on: start a shift, end one that was planned, let somebody idle over the hour before,
 * or take back that somebody idles over the hour ahead. */
static void reach_neighbours(struct flow *flow, int32_t node)
{
    for (enum shift_sort sort = 0; sort < SHIFT_SORTS; sort++) {
        int32_t length = (int32_t)flow->def->length_h[sort];
        int32_t price = (int32_t)flow->def->price[sort];
        if (may_start(flow->def, sort, node)) reach(flow, node, node + length, price);
        int32_t start = node - length;
        if (may_start(flow->def, sort, start) && flow->cover->starts[sort][start] > 0)
            reach(flow, node, start, -price);
    }
    if (node > 0) reach(flow, node, node - 1, 0);
    if (node < SHIFT_COVER_HOURS && flow->back[node] > 0) reach(flow, node, node + 1, 0);
}

static int32_t nearest_open(const struct flow *flow)
{
    int32_t nearest = -1, best = NOWHERE;
    for (int32_t n = 0; n < NODES; n++) {
        if (flow->settled[n] || flow->distance[n] >= best) continue;
        best = flow->distance[n];
        nearest = n;
    }
    return nearest;
}

/* Dijkstra from one supply to the nearest demand, on prices made positive by the potentials. */
static int32_t find_demand(struct flow *flow, int32_t source)
{
    for (int32_t n = 0; n < NODES; n++) {
        flow->distance[n] = NOWHERE;
        flow->settled[n] = false;
        flow->from[n] = -1;
    }
    flow->distance[source] = 0;
    for (;;) {
        int32_t node = nearest_open(flow);
        REQUIRE(NULL, node >= 0, "an hour that no shift can cover");
        flow->settled[node] = true;
        if (flow->left[node] < 0) return node;
        reach_neighbours(flow, node);
    }
}

static void raise_potentials(struct flow *flow, int32_t demand)
{
    int32_t reached = flow->distance[demand];
    for (int32_t n = 0; n < NODES; n++)
        if (flow->settled[n]) flow->potential[n] += flow->distance[n] - reached;
}

/* ---- send people along it -------------------------------------------------------------------- */

/* The flow of the arc between two nodes, and whether the step runs against it. One hour back is
 * idling, one hour ahead takes idling back; the rest are shifts, which last longer than an hour. */
static uint32_t *step_flow(struct flow *flow, int32_t from, int32_t to, bool *against)
{
    *against = to < from;
    int32_t start = *against ? to : from;
    uint32_t length = (uint32_t)(*against ? from - to : to - from);
    if (length == 1) {
        *against = to > from;
        return &flow->back[start];
    }
    enum shift_sort sort = length == flow->def->length_h[SHIFT_LONG] ? SHIFT_LONG : SHIFT_SHORT;
    return &flow->cover->starts[sort][start];
}

static void send(struct flow *flow, int32_t source, int32_t demand)
{
    bool against;
    int64_t n = flow->left[source] < -flow->left[demand] ? flow->left[source] : -flow->left[demand];
    for (int32_t to = demand; flow->from[to] >= 0; to = flow->from[to]) {
        const uint32_t *along = step_flow(flow, flow->from[to], to, &against);
        if (against && *along < n) n = *along;
    }
    for (int32_t to = demand; flow->from[to] >= 0; to = flow->from[to]) {
        uint32_t *along = step_flow(flow, flow->from[to], to, &against);
        if (against) *along -= (uint32_t)n;
        else *along += (uint32_t)n;
    }
    flow->left[source] -= n;
    flow->left[demand] += n;
}

void shift_cover_find(const struct shift_cover_def *def, const uint32_t needed[SHIFT_COVER_HOURS],
                      struct shift_cover *cover)
{
    struct flow flow = {.def = def, .cover = cover};
    REQUIRE(NULL, def->length_h[SHIFT_LONG] != def->length_h[SHIFT_SHORT],
            "two sorts of shift of one length");
    REQUIRE(NULL, def->length_h[SHIFT_LONG] != 1 && def->length_h[SHIFT_SHORT] != 1,
            "a shift of one hour");
    memset(cover, 0, sizeof *cover);
    for (int32_t h = 0; h < NODES; h++) { /* (2) */
        int64_t here = h < SHIFT_COVER_HOURS ? needed[h] : 0;
        flow.left[h] = here - (h > 0 ? needed[h - 1] : 0);
    }
    for (int32_t source = 0; source < NODES; source++)
        while (flow.left[source] > 0) {
            int32_t demand = find_demand(&flow, source);
            raise_potentials(&flow, demand);
            send(&flow, source, demand);
        }
    for (int32_t h = 0; h < SHIFT_COVER_HOURS; h++) {
        for (enum shift_sort sort = 0; sort < SHIFT_SORTS; sort++)
            cover->price += (uint64_t)cover->starts[sort][h] * def->price[sort];
        cover->hour_price[h] = (uint32_t)(flow.potential[h + 1] - flow.potential[h]); /* (3) */
    }
}
