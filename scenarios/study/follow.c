// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/study/follow.h"

#include <stdlib.h>

#include "sim/date.h"

struct watching {
    const struct follow_request *request;
    struct follow *follow;
    uint64_t arrived;
    volatile int enough;
};

static void keep(struct follow *follow, const struct trace_note *note)
{
    if (follow->n == follow->room) {
        size_t room = follow->room == 0 ? 1024 : 2 * follow->room;
        struct trace_note *more = realloc(follow->note, room * sizeof *more);
        if (more == NULL) {
            follow->out_of_memory = true;
            return;
        }
        follow->note = more;
        follow->room = room;
    }
    follow->note[follow->n++] = *note;
}

static bool is_the_one(struct watching *watching, const struct trace_note *note)
{
    struct follow *follow = watching->follow;
    const struct follow_request *request = watching->request;
    if (follow->found) return note->flight == follow->flight && note->lane == follow->lane;
    if (note->step != TRACE_ARRIVES || note->at_us < request->from_us) return false;
    if (request->lane >= 0 && note->lane != request->lane) return false;
    if (++watching->arrived < request->flight) return false;
    follow->found = true;
    follow->flight = note->flight;
    follow->lane = note->lane;
    follow->kg_in = note->kg;
    return true;
}

/* Contents that weigh less when they are handed on than the ULD did go on one by one. */
static void count_alone(struct follow *follow, const struct trace_note *note)
{
    int64_t *off_kg = &follow->off_kg[note->uld];
    if (note->step == TRACE_OFF) *off_kg = note->kg;
    if (note->step == TRACE_HANDED_ON && note->kg < *off_kg) follow->kg_gone += *off_kg;
}

static void take_in(struct follow *follow, const struct trace_note *note)
{
    keep(follow, note);
    if (note->step == TRACE_TRUCK) follow->kg_gone += note->kg;
    if (note->uld >= 0 && note->uld < 64) count_alone(follow, note);
    if (note->step == TRACE_LEFT) follow->left = true;
    if (note->step == TRACE_REFUSED || note->step == TRACE_DIVERTED) follow->complete = true;
    if (follow->left && follow->kg_gone == follow->kg_in) follow->complete = true;
}

static bool is_enough(const struct watching *watching, int64_t now_us)
{
    const struct follow_request *request = watching->request;
    if (watching->follow->out_of_memory) return true;
    if (request->hears_all != NULL) return now_us >= request->until_us;
    return watching->follow->complete;
}

static void hear(void *context, const struct trace_note *note)
{
    struct watching *watching = context;
    const struct follow_request *request = watching->request;
    if (request->stop != NULL && *request->stop != 0) {
        watching->follow->stopped = true;
        watching->enough = 1;
    }
    if (watching->enough) return;
    bool in_window = note->at_us >= request->from_us && note->at_us < request->until_us;
    if (request->hears_all != NULL && in_window) request->hears_all(request->context, note);
    if (is_the_one(watching, note)) take_in(watching->follow, note);
    if (is_enough(watching, note->at_us)) watching->enough = 1;
}

struct follow follow_flight(const struct follow_request *request)
{
    struct follow follow = {0};
    struct watching watching = {.request = request, .follow = &follow};
    const struct hub_def *base = request->plan->base;
    size_t cells = hub_years(base) * hub_measures(base, NULL);
    struct hub_result result = {.value = calloc(cells + 1, sizeof(double)),
                                .day = calloc(24 * MEASURE_DAY_SERIES, sizeof(double))};
    const struct hub_request hub = {.plan = request->plan,
                                    .seed = request->seed,
                                    .replication = request->replication,
                                    .trace = {hear, &watching},
                                    .stop = &watching.enough};
    if (result.value == NULL || result.day == NULL)
        follow.out_of_memory = true;
    else if (!hub_run(&hub, &result) && !watching.enough)
        follow.out_of_memory = true;
    free(result.value);
    free(result.day);
    return follow;
}

void follow_free(struct follow *follow)
{
    free(follow->note);
    *follow = (struct follow){0};
}
