// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hall/breakdown.h -- the breakdown floor: a ULD waits for a team at a workstation, and
 * comes apart.
 *
 * What happens   A ULD from the ramp that goes through intact is handed on by `intact`. Any other
 *                takes a place of the buffer and waits there, first come first served, for a team
 *                (people present over team size, never more than workstations), which opens and
 *                empties it elsewhere. Where no place is free the ULD stays on its train, and
 *                whoever brought it is notified, by `full` and later by `place`. Half-way through
 *                the emptying its contents are handed on by `out`: a batch stands for its parcels
 *                at their mean time. Whoever wants the pieces as they come off, one by one, is
 *                notified when the team starts.
 * Left out       which place; places for ULDs built up (export.h); priorities between flights;
 *                empty-ULD storage
 * Equations      (1) parcels and express: time = setup + pieces / (team x pieces_per_worker_h)
 *                (2) general cargo:       time = setup + t / general_t_per_team_h
 *                (3) a check-in place and a team, both exponential with rates m1 and m2, that never
 *                    lacks work before the first, and K places between them: r = m1 / m2; ULDs
 *                    behind the first are M/M/1/K+2, and their rate is m1 (1 - p(K+2)) with
 *                    p(n) = r^n (1 - r) / (1 - r^(K+3))    [Hunt1956]
 * Sources        hall_params
 */
#ifndef MODELS_HALL_BREAKDOWN_H
#define MODELS_HALL_BREAKDOWN_H

#include "models/base/cargo.h"
#include "models/base/hall.h"
#include "models/base/port.h"
#include "models/people/roster.h"
#include "sim/pool.h"

struct breakdown_counts {
    struct cargo_amount in, out; /* since the start; a ULD is out when its team is done with it */
    struct cargo_amount inside;
    struct cargo_amount unopened; /* went through as they came, since the start */
    double full_share;            /* of the time since the new year: no place was free */
    double busy_worker_h;         /* since the new year */
};

struct breakdown;

struct breakdown *breakdown_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo,
                                struct roster *roster);

struct breakdown_ports { /* all of a ULD; the last three may be zero: nobody wants to know */
    struct port out, intact;
    struct port full;  /* there is no place for it: it stays where it is */
    struct port place; /* now it has one, or had one at once */
    struct port_opener opener;
};
void breakdown_connect(struct breakdown *breakdown, struct breakdown_ports ports);
const struct port *breakdown_out(const struct breakdown *breakdown);
void breakdown_accept(struct sim *sim, void *breakdown, uint64_t uld); /* a port_accept */
void breakdown_staff(struct breakdown *breakdown);

/* Teams for which there are workstations. */
uint32_t breakdown_team_places(const struct hall_def *def, int64_t at_us);
const struct pool *breakdown_teams(const struct breakdown *breakdown);
const struct pool *breakdown_places(const struct breakdown *breakdown); /* of the buffer */
struct breakdown_counts breakdown_counts(const struct breakdown *breakdown);
void breakdown_new_year(struct breakdown *breakdown);

/* (1) or (2) without the setup, in hours. */
double breakdown_work_h(const struct hall_def *def, const struct uld *uld);

#endif
