// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/departure.h -- how late a flight left against its timetable, and what it lost
 * its time to.
 *
 * Knows          which moments of a flight end a wait; that what it lost, with the work beyond its
 *                time on the ground and less what was made up for there, is how late it left.
 * Does not know  how that is reported.
 */
#ifndef SCENARIOS_STUDIES_DEPARTURE_H
#define SCENARIOS_STUDIES_DEPARTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/trace.h"

enum departure_cause {
    DEPARTURE_CAME_LATE,
    DEPARTURE_STAND,
    DEPARTURE_CREW,
    DEPARTURE_LOAD_CREW,
    DEPARTURE_TUG,
    DEPARTURE_DEICING,
    DEPARTURE_NIGHT,
    DEPARTURE_WORK, /* beyond its time on the ground; below 0: made up for there */
    DEPARTURE_CAUSES
};

struct departure {
    int64_t due_us, left_us; /* left_us 0: it has not left */
    int64_t lost_us[DEPARTURE_CAUSES];
    int64_t before_us; /* the moment before */
    enum trace_step before;
};

/* A moment of the flight, in order; moments of its ULDs are passed over. */
void departure_hear(struct departure *departure, const struct trace_note *note);

int64_t departure_late_us(const struct departure *departure); /* below 0: early */
enum departure_cause departure_weighs_most(const struct departure *departure);

#endif
