// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/departure.h"

/* What the time between the moment before and this one was lost to; DEPARTURE_CAUSES: it was work.
 * */
static enum departure_cause lost_to(const struct departure *departure,
                                    const struct trace_note *note)
{
    if (departure->before == TRACE_DEICING) return DEPARTURE_DEICING;
    if (departure->before == TRACE_NIGHT) return DEPARTURE_NIGHT;
    switch (note->step) {
    case TRACE_STAND:
        return DEPARTURE_STAND;
    case TRACE_CREW:
        return DEPARTURE_CREW;
    case TRACE_LOAD_CREW:
        return DEPARTURE_LOAD_CREW;
    case TRACE_LOADING:
        return DEPARTURE_TUG;
    default:
        return DEPARTURE_CAUSES;
    }
}

void departure_hear(struct departure *departure, const struct trace_note *note)
{
    if (note->uld >= 0) return;
    if (note->step == TRACE_ARRIVES) {
        const int64_t late_us = note->at_us - note->other_us;
        departure->lost_us[DEPARTURE_CAME_LATE] = late_us > 0 ? late_us : 0;
    } else {
        const enum departure_cause cause = lost_to(departure, note);
        if (cause != DEPARTURE_CAUSES)
            departure->lost_us[cause] += note->at_us - departure->before_us;
    }
    if (note->step == TRACE_ON_BLOCK) departure->due_us = note->other_us;
    departure->before = note->step;
    departure->before_us = note->at_us;
    if (note->step != TRACE_LEFT) return;
    departure->left_us = note->at_us;
    int64_t rest_us = departure_late_us(departure);
    for (int c = 0; c < DEPARTURE_WORK; c++)
        rest_us -= departure->lost_us[c];
    departure->lost_us[DEPARTURE_WORK] = rest_us;
}

int64_t departure_late_us(const struct departure *departure)
{
    return departure->left_us - departure->due_us;
}

enum departure_cause departure_weighs_most(const struct departure *departure)
{
    enum departure_cause most = DEPARTURE_CAME_LATE;
    for (enum departure_cause c = most; c < DEPARTURE_CAUSES; c++)
        if (departure->lost_us[c] > departure->lost_us[most]) most = c;
    return most;
}
