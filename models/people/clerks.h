// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/clerks.h -- the clerks of a hall: declarations of what a flight brings.
 *
 * What happens   When a flight is on block its papers are work for the hall's clerks, in that hour.
 * Left out       papers that are written before it lands, and those of freight out
 * Equations      (1) lines = parcels x clerk_line_share, and one for each ULD of general cargo
 *                (2) hours = lines / declarations_per_clerk_h
 * Sources        hall_params
 */
#ifndef MODELS_PEOPLE_CLERKS_H
#define MODELS_PEOPLE_CLERKS_H

#include "models/base/cargo.h"
#include "models/people/roster.h"

/* general: the flight is one of general cargo. */
void clerks_declare(struct roster *roster, const struct hall_def *hall, const struct flight *flight,
                    bool general);

#endif
