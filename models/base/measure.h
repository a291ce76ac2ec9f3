// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/measure.h -- what a replication reports: the names, units and meanings of its yearly
 * figures.
 *
 * What happens   The catalogue is made from the definition (so many halls, so many lanes); a
 *                replication fills one number for each measure and year. Promises and the observed
 *                record speak of measures by name.
 * Left out       intervals and verdicts: scenarios/
 * Equations      none
 * Sources        none
 */
#ifndef MODELS_BASE_MEASURE_H
#define MODELS_BASE_MEASURE_H

#include <stddef.h>
#include <stdint.h>

enum { MEASURE_NAME_BYTES = 64 };

struct measure {
    char name[MEASURE_NAME_BYTES]; /* "airport.tonnes", "hall.cainiao.jobs" */
    char unit[24];                 /* "t", "jobs", "parcels", "EUR m", "h", "share", "1 per year" */
    char meaning[160];             /* one sentence a planner understands */
};

/* The series of one day by hour, for the picture of a day in the hub. */
enum measure_day {
    MEASURE_DAY_LANDED_ULDS,  /* ULDs landed per hour */
    MEASURE_DAY_BROKEN_DOWN,  /* ULDs broken down per hour */
    MEASURE_DAY_SORTED,       /* parcels sorted per hour */
    MEASURE_DAY_TRUCKS,       /* trucks that left per hour */
    MEASURE_DAY_STANDS,       /* mean stands in use */
    MEASURE_DAY_WAITING_ULDS, /* mean ULDs waiting for breakdown */
    MEASURE_DAY_WAITING_SORT, /* mean parcels waiting for the sorters */
    MEASURE_DAY_PRESENT,      /* mean people present in the halls */
    MEASURE_DAY_SERIES
};

extern const struct measure measure_day[MEASURE_DAY_SERIES];

#endif
