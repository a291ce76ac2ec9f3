// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/freight.h -- freight on its way out, from the gate to the flight that takes it:
 * how long it waited for what.
 *
 * Knows          what lies between two moments of the log book; that a truckload becomes several
 *                ULDs; who is still in the building.
 * Does not know  which flight is meant (scenarios/studies/trace_run.h); how it is reported.
 */
#ifndef SCENARIOS_STUDIES_FREIGHT_H
#define SCENARIOS_STUDIES_FREIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/trace.h"

enum freight_span { /* in the order they are lived */
                    FREIGHT_DOOR,
                    FREIGHT_UNLOADING,
                    FREIGHT_SCREEN_LINE,
                    FREIGHT_SCREENING,
                    FREIGHT_TEAM,
                    FREIGHT_BUILDUP,
                    FREIGHT_FLIGHT, /* ready, and no flight takes it */
                    FREIGHT_SPANS
};

struct freight_span_words {
    const char *key, *words;
    bool wait;
};
extern const struct freight_span_words freight_span_words[FREIGHT_SPANS];

struct freight {              /* one ULD, or a truckload before it is built up */
    uint32_t flight;          /* serial of the flight that ordered it */
    int32_t load;             /* which of its truckloads */
    uint16_t lane;            /* of that flight */
    uint8_t unit;             /* which ULD of the truckload, from 1 */
    int64_t gate_us, last_us; /* so far; aboard when it is over */
    bool rolled;              /* the flight it was booked on went without it */
    int64_t spent_us[FREIGHT_SPANS];
    int64_t screening_us; /* when it begins */
    int64_t g, left_g;    /* left_g: of a truckload, not yet built up */
};

/* Those in the building. */
struct freight_book {
    void *tree;            /* of struct freight, by flight, load and unit (search.h) */
    struct freight aboard; /* the last that went */
    bool out_of_memory;
};

/* Hears every moment of freight out. A ULD that goes aboard is handed back, until the next call;
 * else NULL. */
const struct freight *freight_hear(struct freight_book *book, const struct trace_note *note);
void freight_free(struct freight_book *book);

#endif
