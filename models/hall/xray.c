// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hall/xray.h"

#include <stdio.h>

#include "sim/date.h"
#include "sim/random/dist.h"

struct xray {
    struct sim *sim;
    const struct hall_def *def;
    struct cargo *cargo;
    struct pool *lines;
    struct xray_ports to;
    struct stream_key alarms;
    struct xray_counts counts;
    uint16_t half_done, ends;
};

double xray_work_h(const struct hall_def *def, const struct uld *uld)
{
    if (uld->kind == CARGO_GENERAL) return uld->kg / 1000.0 / def->xray_general_t_per_h; /* (2) */
    return uld->pieces / def->xray_pieces_per_h;                                         /* (1) */
}

/* ---- past the lines -------------------------------------------------------------------------- */

static void hand_on(struct sim *sim, void *station, uint64_t number)
{
    struct xray *xray = station;
    const struct uld *uld = cargo_uld(xray->cargo, number);
    cargo_count(&xray->counts.out, cargo_g(uld), uld->parcels, 0);
    port_hand(sim, &xray->to.out, number);
}

void xray_accept(struct sim *sim, void *station, uint64_t number)
{
    struct xray *xray = station;
    const struct uld *uld = cargo_uld(xray->cargo, number);
    cargo_count(&xray->counts.in, cargo_g(uld), uld->parcels, 0);
    if (xray->def->xray_lines == 0 || uld->load > 0) hand_on(sim, xray, number);
    else pool_ask(xray->lines, number, 1, 0);
}

/* ---- at a line ------------------------------------------------------------------------------- */

/* The same in both grains: the numbers stand at the ULD's address. */
static void raise_alarms(struct xray *xray, struct uld *uld)
{
    struct stream stream =
        stream_at(xray->alarms, sim_replication(xray->sim), cargo_uld_address(uld));
    uint64_t items = uld->kind == CARGO_GENERAL ? 1 : (uint64_t)uld->parcels;
    uld->alarms = (int32_t)dist_binomial(items, xray->def->xray_alarm_share, &stream);
    xray->counts.alarms += (uint64_t)uld->alarms;
}

/* What is taken one by one is no longer in these books. */
static void open_up(struct xray *xray, uint64_t number, int64_t from_us, int64_t to_us)
{
    const struct uld *uld = cargo_uld(xray->cargo, number);
    int64_t parcels = uld->parcels, g = cargo_g(uld);
    if (!port_open(&xray->to.opener, number, from_us, to_us)) return;
    cargo_count(&xray->counts.out, g - cargo_g(uld), parcels - uld->parcels, 0);
}

static void line_granted(struct sim *sim, void *station, uint64_t number)
{
    struct xray *xray = station;
    struct uld *uld = cargo_uld(xray->cargo, number);
    int64_t from_us = sim_now_us(sim);
    int64_t end_us = from_us + (int64_t)(xray_work_h(xray->def, uld) * (double)DATE_HOUR_US);
    cargo_tell_uld(xray->cargo, from_us, TRACE_XRAY, uld);
    xray->counts.imaged++;
    raise_alarms(xray, uld);
    sim_at(sim, from_us + (end_us - from_us) / 2, SIM_END, xray->half_done, xray, number);
    sim_at(sim, end_us, SIM_END, xray->ends, xray, number);
    open_up(xray, number, from_us, end_us);
}

static void finish_half(struct sim *sim, void *station, uint64_t number)
{
    struct xray *xray = station;
    cargo_tell_uld(xray->cargo, sim_now_us(sim), TRACE_XRAYED, cargo_uld(xray->cargo, number));
    hand_on(sim, xray, number);
}

static void end(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    (void)number;
    struct xray *xray = station;
    pool_release(xray->lines, 1);
}

/* ---- the station ----------------------------------------------------------------------------- */

struct xray *xray_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo)
{
    struct xray *xray = sim_alloc(sim, sizeof *xray);
    xray->sim = sim;
    xray->def = def;
    xray->cargo = cargo;
    char name[2 * PARAM_NAME_BYTES];
    snprintf(name, sizeof name, "xray.%s", def->name);
    xray->alarms = stream_key_of(sim_seed(sim), name);
    const struct pool_def lines = {"xray.lines", def->xray_lines};
    xray->lines = pool_new(sim, &lines, line_granted, xray);
    xray->half_done = sim_kind(sim, "xray.half_done", finish_half);
    xray->ends = sim_kind(sim, "xray.ends", end);
    return xray;
}

void xray_connect(struct xray *xray, struct xray_ports ports)
{
    xray->to = ports;
}

/* When the lines are closed, what waits for one goes on without. */
void xray_staff(struct xray *xray)
{
    uint64_t number;
    if (pool_size(xray->lines) != xray->def->xray_lines)
        pool_resize(xray->lines, xray->def->xray_lines);
    while (xray->def->xray_lines == 0 && pool_first(xray->lines, &number)) {
        pool_renege(xray->lines, number);
        hand_on(xray->sim, xray, number);
    }
}

const struct port *xray_out(const struct xray *xray)
{
    return &xray->to.out;
}

const struct pool *xray_lines(const struct xray *xray)
{
    return xray->lines;
}

struct xray_counts xray_counts(const struct xray *xray)
{
    struct xray_counts counts = xray->counts;
    counts.inside = cargo_less(counts.in, counts.out);
    return counts;
}

void xray_new_year(struct xray *xray)
{
    pool_reset_measures(xray->lines);
}
