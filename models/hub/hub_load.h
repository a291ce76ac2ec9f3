// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_load.h -- what the lanes offer in a mean week, against what places and machines
 * can do: arithmetic, before anything is simulated.
 *
 * What happens   At every date at which the scenario changes anything, and at every New Year, the
 *                settings are taken at their means. Each lane's week goes to its first hall as far
 *                as that has room, what is left to the next, the rest to the last. Each hall's work
 *                follows from it. What is above the capacity must pile up, whatever chance brings;
 *                what is below may still wait at its peaks.
 * Left out       people, who are hired to fit; seasons, demand that follows prices, flights refused
 *                or diverted; parcels that are examined and sorted once more. Doors of a hall with
 *                a timetable of trucks; freight out that such trucks bring
 * Equations      of a lane with f flights a week, c cancelled, type i at its share:
 *                (1) t in = f (1 - c) x mean over types of capacity x E min(1, load x spread), the
 *                    same for t out, and ULDs in by positions x that mean; spread lognormal of mean
 *                    1 and cv v, s^2 = log(1 + v^2):  E min(1, m X) = m N(-a - s / 2) +
 *                    N(a - s / 2),  a = log(m) / s, N the normal distribution
 *                (2) of the ULDs of either kind those that pass unopened are taken off
 *                (3) breakdown: team-hours = ULDs x mean set-up + pieces / (team x
 *                    pieces_per_worker_h) + t / general_t_per_team_h, against its places x 168 h
 *                (4) X-ray: line-hours = pieces / xray_pieces_per_h + t / xray_general_t_per_h,
 *                    against lines x 168 h; screening: t out x screened_share / screening_t_per_h
 *                    against 168 h; build-up: t out / buildup_t_per_team_h against places x 168 h
 *                (5) sorter: pieces, against its rate (hall.h (4)) x hours it takes on x the share
 *                    it is not under repair, E up / (E up + E repair)
 *                (6) doors: door-hours by dock.h (2), all trucks full, against doors x 168 h
 *                (7) officers: (parcels x examined_share + ULDs x general_examined_share, and
 *                    alarms) / files_per_officer_h, against officers on shift x 8 h, unless they
 *                    follow the files
 *                (8) floor: kg of flights both ways, against hall.h (2)
 * Sources        none
 */
#ifndef MODELS_HUB_HUB_LOAD_H
#define MODELS_HUB_HUB_LOAD_H

#include "models/hub/hub_def.h"
#include "models/base/plan.h"

enum hub_load_of {
    HUB_LOAD_FLOOR,     /* t */
    HUB_LOAD_BREAKDOWN, /* team-hours */
    HUB_LOAD_XRAY,      /* line-hours */
    HUB_LOAD_SORTER,    /* pieces */
    HUB_LOAD_SCREENING, /* machine-hours */
    HUB_LOAD_BUILDUP,   /* team-hours */
    HUB_LOAD_DOCKS,     /* door-hours */
    HUB_LOADS
};

struct hub_load { /* a week */
    double offered, capacity;
};

struct hub_loads {
    struct hub_load hall[HALL_MAX][HUB_LOADS];
    struct hub_load officers;    /* hours */
    double lane_t[LANE_MAX];     /* both ways */
    bool lane_is_shut[LANE_MAX]; /* it brings freight, and none of its halls is open */
};

/* Of the settings as they stand, in the week around that moment. */
void hub_load_week(const struct hub_def *def, int64_t at_us, struct hub_loads *to);

/* Calls back for every date from run.from to run.to at which anything changes, in order, with the
 * settings of that date at their means. False if the machine refuses memory. */
typedef void hub_load_seen(void *context, int64_t at_us, const struct hub_def *def,
                           const struct hub_loads *loads);
bool hub_load_each(const struct plan *plan, hub_load_seen *seen, void *context);

#endif
