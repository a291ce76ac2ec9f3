// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hall/xray.h -- X-ray lines for imports, between breakdown and customs.
 *
 * What happens   The contents of a ULD wait, first come first served, for one of `xray_lines` equal
 *                lines, which takes images of all of it, piece after piece. Each parcel raises an
 *                alarm with `xray_alarm_share`, a ULD of general cargo as a whole; customs examines
 *                what did. Half-way through, the contents are handed on by `out`: a batch stands
 *                for its parcels at their mean time. Whoever wants the pieces one by one is asked
 *                when a line starts. What comes when there are no lines, or was opened before it
 *                came, passes at once; so the station may open or close at a date.
 * Left out       the people who look at the images; lines that fail; a second image of the same
 *                piece; a parcel that customs selected and that raises an alarm as well is two
 * Equations      (1) parcels and express: time = pieces / xray_pieces_per_h
 *                (2) general cargo:       time = t / xray_general_t_per_h
 *                (3) Poisson arrivals at rate l of ULDs with the same time s, one line, r = l s:
 *                    mean wait = s r / (2 (1 - r))    [Erlang1909]
 * Sources        hall_params
 */
#ifndef MODELS_HALL_XRAY_H
#define MODELS_HALL_XRAY_H

#include "models/base/cargo.h"
#include "models/base/hall.h"
#include "models/base/port.h"
#include "sim/pool.h"

struct xray_counts {
    struct cargo_amount in, out, inside; /* since the start, and now; ULDs are counted before */
    uint64_t imaged;                     /* ULDs */
    uint64_t alarms;                     /* parcels, and ULDs of general cargo */
};

struct xray;

struct xray *xray_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo);

struct xray_ports {
    struct port out; /* a ULD's contents */
    struct port_opener opener;
};
void xray_connect(struct xray *xray, struct xray_ports ports);
void xray_accept(struct sim *sim, void *xray, uint64_t uld); /* a port_accept */
void xray_staff(struct xray *xray);                          /* the setting may have changed */

const struct port *xray_out(const struct xray *xray);
const struct pool *xray_lines(const struct xray *xray);
struct xray_counts xray_counts(const struct xray *xray);
void xray_new_year(struct xray *xray);

/* (1) or (2), in hours. */
double xray_work_h(const struct hall_def *def, const struct uld *uld);

#endif
