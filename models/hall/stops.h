// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hall/stops.h -- when a sorter stands: failures, jams, a stop that was planned.
 *
 * What happens   The sorter fails and is repaired: its time between failures passes by the
 *                calendar, or only while it has something to sort, and never while it stands. Jams
 *                are short and come only while it runs; they clear by themselves. Where the lines
 *                of induction are counted, a jam closes one of them and the others go on; only with
 *                all of them jammed does the sorter stand. A planned stop begins at its date and
 *                lasts its minutes, whatever else happens. Several at once: it stands until the
 *                last is over.
 * Left out       stops of one sorter of several; repairs that wait for a technician
 * Equations      never idle, up U between failures in the mean, repairs R, jams at rate j of length
 *                J: (1) it runs the share 1 / (1 + R / U + j J) of its time, whatever the shapes:
 *                    in U hours of running one failure and U j jams; without jams U / (U + R)
 *                (2) a line of induction that always has work is open the share 1 / (1 + j J)
 * Sources        hall_params; (1) and (2) hold in tests
 */
#ifndef MODELS_HALL_STOPS_H
#define MODELS_HALL_STOPS_H

#include "models/base/hall.h"
#include "models/base/port.h"

struct stops_counts { /* of the year so far */
    uint64_t failures, jams;
    double failed_h, planned_h;
    double jammed_h; /* of the sorter; of lines, added up, where they are counted */
};

struct stops;

struct stops *stops_new(struct sim *sim, const struct hall_def *def);

struct stops_ports {
    struct port changed; /* it began to stand or to run, or a line closed or opened */
    struct port before;  /* just before that, while the old state still holds */
};
void stops_connect(struct stops *stops, struct stops_ports ports);

/* The sorter has something to sort, over so many open lines (0: they are not counted), or not. */
void stops_mind(struct stops *stops, bool works, uint32_t lines);
void stops_look_again(struct stops *stops); /* the definition may have changed */

bool stops_stand(const struct stops *stops);
uint32_t stops_lines_jammed(const struct stops *stops);
const struct stops_counts *stops_year(struct stops *stops);
void stops_new_year(struct stops *stops);

#endif
