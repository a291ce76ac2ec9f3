// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/trace_run.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

struct flight_log {
    uint32_t flight;
    uint16_t lane, hall;
    bool left, lost;
    int64_t g_in, g_gone, parcels_in, parcels_gone;
    struct dwell dwell;
    struct departure departure;
};

struct watching {
    const struct trace_run_request *request;
    struct trace_run *follow;
    struct flight_log one; /* the flight that is followed */
    void *flights;         /* the latest are asked for: of struct flight_log, those not done */
    struct freight_book book;
    uint64_t arrived;
    int enough; /* what the hub stops at */
};

/* Room for one more; the new array, or NULL. */
static void *grow(void *array, size_t n, size_t *room, size_t bytes)
{
    if (n < *room) return array;
    size_t more = *room > 0 ? 2 * *room : 64;
    void *bigger = realloc(array, more * bytes);
    if (bigger != NULL) *room = more;
    return bigger;
}

/* ---- one flight ------------------------------------------------------------------------------ */

static void keep_note(struct trace_run *follow, const struct trace_note *note)
{
    struct trace_note *more = grow(follow->note, follow->n, &follow->room, sizeof *more);
    follow->out_of_memory |= more == NULL;
    if (more == NULL) return;
    follow->note = more;
    follow->note[follow->n++] = *note;
}

static void keep_freight(struct trace_run *follow, const struct freight *freight)
{
    struct freight *more = grow(follow->out, follow->out_n, &follow->out_room, sizeof *more);
    follow->out_of_memory |= more == NULL;
    if (more == NULL) return;
    follow->out = more;
    follow->out[follow->out_n++] = *freight;
}

static bool is_wanted(struct watching *watching, const struct trace_note *note)
{
    const struct trace_run_request *request = watching->request;
    if (note->step > TRACE_ARRIVES || note->at_us < request->from_us) return false;
    if (request->lane >= 0 && note->lane != request->lane) return false;
    if (request->serial >= 0) return note->flight == request->serial;
    if (note->step == TRACE_CANCELLED) return false; /* reported if asked for by name */
    return ++watching->arrived == request->nth;
}

/* True once it is gone altogether. */
static bool log_note(struct flight_log *log, const struct trace_note *note)
{
    if (note->step == TRACE_ARRIVES) {
        log->g_in = note->g;
        log->parcels_in = note->parcels;
    }
    if (note->step == TRACE_TRUCK) {
        log->g_gone += note->g;
        log->parcels_gone += note->parcels;
    }
    log->left |= note->step == TRACE_LEFT;
    log->lost |= note->step == TRACE_REFUSED || note->step == TRACE_DIVERTED ||
                 note->step == TRACE_CANCELLED;
    dwell_hear(&log->dwell, note);
    departure_hear(&log->departure, note);
    bool gone = log->g_gone == log->g_in && log->parcels_gone == log->parcels_in;
    return log->lost || (log->left && gone);
}

static void hear_freight(struct watching *watching, const struct trace_note *note)
{
    struct trace_run *follow = watching->follow;
    const struct freight *aboard = freight_hear(&watching->book, note);
    if (aboard == NULL || !follow->found) return;
    if (note->other_lane == follow->lane && (uint32_t)note->detail == follow->flight)
        keep_freight(follow, aboard);
}

static void hear_one(struct watching *watching, const struct trace_note *note)
{
    struct trace_run *follow = watching->follow;
    if (note->step >= TRACE_GATE) {
        hear_freight(watching, note);
        return;
    }
    if (!follow->found && is_wanted(watching, note)) {
        follow->found = true;
        follow->flight = note->flight;
        follow->lane = note->lane;
    }
    if (!follow->found || note->flight != follow->flight || note->lane != follow->lane) return;
    keep_note(follow, note);
    follow->complete |= log_note(&watching->one, note);
}

/* ---- the latest of all ----------------------------------------------------------------------- */

static int by_flight(const void *a, const void *b)
{
    const struct flight_log *x = a, *y = b;
    if (x->lane != y->lane) return x->lane < y->lane ? -1 : 1;
    return (x->flight > y->flight) - (x->flight < y->flight);
}

static struct flight_log *log_of(struct watching *watching, const struct trace_note *note)
{
    const struct flight_log name = {.flight = note->flight, .lane = note->lane};
    struct flight_log *const *found = tfind(&name, &watching->flights, by_flight);
    if (found != NULL) return *found;
    const struct trace_run_request *request = watching->request;
    if (note->step != TRACE_ARRIVES || note->at_us < request->from_us) return NULL;
    if (request->lane >= 0 && note->lane != request->lane) return NULL;
    struct flight_log *log = calloc(1, sizeof *log);
    if (log != NULL) {
        *log = name;
        log->hall = note->hall;
        if (tsearch(log, &watching->flights, by_flight) != NULL) return log;
    }
    free(log);
    watching->follow->out_of_memory = true;
    return NULL;
}

/* Into its place among the latest, which are kept in order; the last falls off. */
static void rank(struct watching *watching, const struct trace_run_uld *uld)
{
    struct trace_run *follow = watching->follow;
    const size_t most = watching->request->late;
    size_t at = follow->late_n;
    while (at > 0 && follow->late[at - 1].mean.all_us < uld->mean.all_us)
        at--;
    if (at == most) return;
    size_t last = follow->late_n < most ? follow->late_n++ : most - 1;
    memmove(&follow->late[at + 1], &follow->late[at], (last - at) * sizeof *uld);
    follow->late[at] = *uld;
}

static void rank_flight(struct watching *watching, const struct flight_log *log)
{
    for (int u = 0; u < DWELL_ULDS; u++) {
        struct trace_run_uld uld = {.flight = log->flight,
                                    .lane = log->lane,
                                    .hall = log->hall,
                                    .uld = (uint8_t)u,
                                    .on_block_us = log->dwell.on_block_us};
        if (!log->dwell.uld[u].seen || !dwell_mean(&log->dwell, u, &uld.mean)) continue;
        watching->follow->ulds++;
        rank(watching, &uld);
    }
}

/* The same for those that left late. */
static void rank_departure(struct watching *watching, const struct flight_log *log)
{
    struct trace_run *follow = watching->follow;
    const struct trace_run_departure left = {log->flight, log->lane, log->departure};
    const size_t most = watching->request->late;
    const int64_t late_us = departure_late_us(&left.departure);
    size_t at = follow->late_flights_n;
    follow->departures++;
    if (late_us <= 0) return;
    while (at > 0 && departure_late_us(&follow->late_flight[at - 1].departure) < late_us)
        at--;
    if (at == most) return;
    size_t last = follow->late_flights_n < most ? follow->late_flights_n++ : most - 1;
    memmove(&follow->late_flight[at + 1], &follow->late_flight[at], (last - at) * sizeof left);
    follow->late_flight[at] = left;
}

static void free_log(void *log)
{
    dwell_free(&((struct flight_log *)log)->dwell);
    free(log);
}

static void hear_flights(struct watching *watching, const struct trace_note *note)
{
    if (note->step >= TRACE_GATE) return;
    struct flight_log *log = log_of(watching, note);
    if (log == NULL) return;
    watching->follow->unfinished += note->step == TRACE_ARRIVES;
    const bool done = log_note(log, note);
    if (note->step == TRACE_LEFT) rank_departure(watching, log);
    if (!done) return;
    watching->follow->unfinished--;
    rank_flight(watching, log);
    watching->follow->out_of_memory |= log->dwell.out_of_memory;
    tdelete(log, &watching->flights, by_flight);
    free_log(log);
}

/* ---- listening ------------------------------------------------------------------------------- */

static bool is_enough(const struct watching *watching)
{
    const struct trace_run_request *request = watching->request;
    if (watching->follow->out_of_memory) return true;
    return request->hears_all == NULL && request->late == 0 && watching->follow->complete;
}

static void hear(void *context, const struct trace_note *note)
{
    struct watching *watching = context;
    const struct trace_run_request *request = watching->request;
    if (request->stop != NULL && *request->stop != 0) {
        watching->follow->stopped = true;
        watching->enough = 1;
    }
    if (watching->enough) return;
    if (request->hears_all != NULL) {
        if (note->at_us >= request->from_us) request->hears_all(request->context, note);
    } else if (request->late > 0) {
        hear_flights(watching, note);
    } else {
        hear_one(watching, note);
    }
    if (is_enough(watching)) watching->enough = 1;
}

static bool follows(void *context, uint32_t lane, uint32_t flight, uint32_t uld)
{
    (void)uld;
    struct watching *watching = context;
    const struct trace_run *follow = watching->follow;
    if (watching->request->hears_all != NULL) return true;
    if (watching->request->late == 0)
        return follow->found && follow->lane == lane && follow->flight == flight;
    const struct flight_log name = {.flight = flight, .lane = (uint16_t)lane};
    return tfind(&name, &watching->flights, by_flight) != NULL;
}

static void listen(struct watching *watching)
{
    const struct trace_run_request *request = watching->request;
    struct trace_run *follow = watching->follow;
    const struct hub_def *base = request->plan->base;
    size_t cells = hub_years(base) * hub_measures(base, NULL);
    struct hub_result result = {.value = calloc(cells + 1, sizeof(double)),
                                .day = calloc(24 * MEASURE_DAY_SERIES, sizeof(double))};
    const struct hub_request hub = {.plan = request->plan,
                                    .seed = request->seed,
                                    .replication = request->replication,
                                    .trace = {hear, follows, watching},
                                    .stop = &watching->enough};
    if (result.value == NULL || result.day == NULL) follow->out_of_memory = true;
    else if (!hub_run(&hub, &result) && !watching->enough) follow->out_of_memory = true;
    free(result.value);
    free(result.day);
}

struct trace_run trace_run_flight(const struct trace_run_request *request)
{
    struct trace_run follow = {0};
    struct watching watching = {.request = request, .follow = &follow};
    if (request->late > 0) {
        follow.late = calloc(request->late + 1, sizeof *follow.late);
        follow.late_flight = calloc(request->late + 1, sizeof *follow.late_flight);
    }
    if (request->late > 0 && (follow.late == NULL || follow.late_flight == NULL))
        follow.out_of_memory = true;
    else listen(&watching);
    follow.out_of_memory |= watching.book.out_of_memory || watching.one.dwell.out_of_memory;
    follow.dwell = watching.one.dwell;
    freight_free(&watching.book);
    tdestroy(watching.flights, free_log);
    return follow;
}

void trace_run_free(struct trace_run *follow)
{
    free(follow->note);
    free(follow->out);
    free(follow->late);
    free(follow->late_flight);
    dwell_free(&follow->dwell);
    *follow = (struct trace_run){0};
}
