// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hall/booking.h -- which flight a truckload of freight out is booked on.
 *
 * What happens   A flight that is in the timetable is open for booking until it loads or is lost.
 *                Freight at the gate is booked on the flight that leaves first of those that may
 *                take it: of its own lane or of a lane in `may_fly_with`, from its own hall, whose
 *                cut-off it can still make, and with room left. If there is none it stands by for
 *                its own lane.
 * Left out       prices; freight that is moved between halls; bookings that are given back; what is
 *                on its way but not at the gate yet
 * Equations      (1) open to freight at time t: leaves - export_cutoff_h >= t, kg and dm3 left >=
 *                the
 *                    freight's; of these the one with the least `leaves`, of equals the least
 *                    serial
 * Sources        hall_params, lane_params
 */
#ifndef MODELS_HALL_BOOKING_H
#define MODELS_HALL_BOOKING_H

#include "models/base/cargo.h"
#include "models/airside/lane.h"

struct booking;

/* lanes: borrowed. */
struct booking *booking_new(struct sim *sim, const struct lane_def *lanes, uint32_t lanes_n,
                            struct cargo *cargo);

void booking_open(struct booking *booking, uint64_t flight);

/* No more freight for this flight; nothing happens if it was not open. */
void booking_close(struct booking *booking, uint64_t flight);

/* Whether the flight of that serial is still to come. */
bool booking_is_open(struct booking *booking, uint32_t lane, uint32_t serial);

/* (1): books the freight, sets its lane and serial to the flight's. False if no flight is open to
 * it. */
bool booking_choose(struct booking *booking, uint64_t freight, double cutoff_h);

#endif
