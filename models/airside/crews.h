// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/airside/crews.h -- crews of a ramp, and the licensed people in them.
 *
 * What happens   An aircraft asks for a crew, for the offload and again to be loaded (loading goes
 *                first). If skills are distinguished, it first takes the people it needs who may
 *                drive loaders, then those who may drive tugs, then the rest of the crew; it keeps
 *                all of them until that work is over, and they change places as licences ask for.
 *                So the scarcest skill limits. All take in that order, so nobody waits in a circle.
 * Left out       licences by type of loader; people on their way between aircraft; a crew that
 *                starts short of a driver; posts by licence (roster.h knows heads)
 * Equations      Of N people present l N may drive loaders, tugs, and handle; t N more may drive
 *                tugs and handle; the rest handle. Aircraft at work that need a, b and c such
 *                people in all can be served by them if and only if (Hall's condition for nested
 *                skills)
 *                  (1)  a <= l N,   a + b <= (l + t) N,   a + b + c <= N
 *                A deck at work needs ramp_loader_drivers, an aircraft ramp_tug_drivers
 *                (2)  shares of people are rounded, and at least what one aircraft needs
 * Sources        (1) [Hall1935]. Settings: hall_params
 */
#ifndef MODELS_AIRSIDE_CREWS_H
#define MODELS_AIRSIDE_CREWS_H

#include "models/base/cargo.h"
#include "models/base/hall.h"
#include "models/people/roster.h"
#include "sim/pool.h"

struct crews;

/* granted gets `number * 2 + loading` of a flight that has all its people. */
struct crews *crews_new(struct sim *sim, const struct hall_def *def, const struct cargo *cargo,
                        const struct roster *roster, pool_granted *granted, void *station);
void crews_staff(struct crews *crews); /* people present, or the definition, have changed */

/* For the flight, with so many decks to work at (0 to 2). */
void crews_ask(struct crews *crews, uint64_t flight, bool loading, uint32_t decks);

/* Lets go of the people of such a flight (a copy will do). */
void crews_release(struct crews *crews, const struct flight *flight);

const struct pool *crews_pool(const struct crews *crews); /* in crews, not people */
const struct pool *crews_licensed(const struct crews *crews, enum cargo_licence licence);

/* Mean wait of an aircraft since the last new year: for all its people (NAN if none came); of
 * that, for the licensed. */
double crews_wait_s(const struct crews *crews);
double crews_wait_licensed_s(const struct crews *crews);
void crews_new_year(struct crews *crews);

#endif
