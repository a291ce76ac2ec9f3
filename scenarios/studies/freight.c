// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/freight.h"

#include <search.h>
#include <stdlib.h>

const struct freight_span_words freight_span_words[FREIGHT_SPANS] = {
    [FREIGHT_DOOR] = {"door", "waiting for a dock door and its team", true},
    [FREIGHT_UNLOADING] = {"unloading", "being unloaded", false},
    [FREIGHT_SCREEN_LINE] = {"screening_line", "waiting to be screened", true},
    [FREIGHT_SCREENING] = {"screening", "being screened", false},
    [FREIGHT_TEAM] = {"team", "waiting for a build-up team", true},
    [FREIGHT_BUILDUP] = {"build_up", "being built up", false},
    [FREIGHT_FLIGHT] = {"flight", "ready, waiting for a flight", true},
};

static int by_name(const void *a, const void *b)
{
    const struct freight *x = a, *y = b;
    if (x->lane != y->lane) return x->lane < y->lane ? -1 : 1;
    if (x->flight != y->flight) return x->flight < y->flight ? -1 : 1;
    if (x->load != y->load) return x->load < y->load ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static struct freight name_of(const struct trace_note *note, uint8_t unit)
{
    return (struct freight){
        .flight = note->flight, .load = note->uld, .lane = note->lane, .unit = unit};
}

static struct freight *find(const struct freight_book *book, const struct trace_note *note,
                            uint8_t unit)
{
    const struct freight name = name_of(note, unit);
    struct freight *const *found = tfind(&name, &book->tree, by_name);
    return found != NULL ? *found : NULL;
}

static struct freight *add(struct freight_book *book, const struct freight *freight)
{
    struct freight *copy = malloc(sizeof *copy);
    if (copy != NULL) {
        *copy = *freight;
        struct freight *const *at = tsearch(copy, &book->tree, by_name);
        if (at != NULL && *at == copy) return copy;
        free(copy);
        if (at != NULL) return NULL; /* two of one name: the first stays */
    }
    book->out_of_memory = true;
    return NULL;
}

static void forget(struct freight_book *book, struct freight *freight)
{
    tdelete(freight, &book->tree, by_name);
    free(freight);
}

static void spend(struct freight *freight, enum freight_span span, int64_t at_us)
{
    freight->spent_us[span] += at_us - freight->last_us;
    freight->last_us = at_us;
}

/* A team begins with a part of the truckload; the last part uses it up. */
static void build_up(struct freight_book *book, const struct trace_note *note)
{
    struct freight *load = find(book, note, 0);
    if (load == NULL) return;
    struct freight unit = *load;
    unit.unit = note->part;
    unit.g = note->g;
    spend(&unit, FREIGHT_TEAM, note->at_us);
    load->left_g -= note->g;
    if (load->left_g <= 0) forget(book, load);
    add(book, &unit);
}

static void hear_load(struct freight *freight, const struct trace_note *note)
{
    switch (note->step) {
    case TRACE_ROLLED:
        freight->rolled = true;
        break;
    case TRACE_DOCKED:
        spend(freight, FREIGHT_DOOR, note->at_us);
        break;
    case TRACE_UNLOADED:
        spend(freight, FREIGHT_UNLOADING, note->at_us);
        freight->screening_us = note->other_us;
        break;
    case TRACE_SCREENED:
        spend(freight, FREIGHT_SCREEN_LINE, freight->screening_us);
        spend(freight, FREIGHT_SCREENING, note->at_us);
        break;
    case TRACE_READY:
        spend(freight, FREIGHT_BUILDUP, note->at_us);
        break;
    case TRACE_ABOARD:
        spend(freight, FREIGHT_FLIGHT, note->at_us);
        break;
    default:
        break;
    }
}

const struct freight *freight_hear(struct freight_book *book, const struct trace_note *note)
{
    if (note->step < TRACE_GATE) return NULL;
    if (note->step == TRACE_GATE) {
        struct freight load = name_of(note, 0);
        load.gate_us = load.last_us = note->at_us;
        load.g = load.left_g = note->g;
        add(book, &load);
        return NULL;
    }
    if (note->step == TRACE_BUILDUP) {
        build_up(book, note);
        return NULL;
    }
    struct freight *freight = find(book, note, note->part);
    if (freight == NULL) return NULL;
    hear_load(freight, note);
    if (note->step != TRACE_ABOARD) return NULL;
    book->aboard = *freight;
    forget(book, freight);
    return &book->aboard;
}

void freight_free(struct freight_book *book)
{
    tdestroy(book->tree, free);
    book->tree = NULL;
}
