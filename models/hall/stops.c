// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hall/stops.h"

#include <stdio.h>

#include "sim/random/stream.h"
#include "sim/date.h"
#include "sim/stats/level.h"

enum reason { FAILED = 1, JAMMED = 2, PLANNED = 4 };

struct stops {
    struct sim *sim;
    const struct hall_def *def;
    struct stops_ports to;
    struct stream_key failures, jams;
    uint32_t reasons; /* enum reason, together */
    uint32_t lines_jammed, lines;
    uint64_t failures_made, jams_made;
    uint64_t failure; /* handle of the next, while its time passes; 0 */
    uint64_t plan;    /* handle of the planned stop that is to come */
    int64_t uptime_left_us, aging_from_us;
    int64_t planned_us; /* when it begins; 0: none has been looked at */
    bool works, jams_come;
    struct stops_counts year;
    struct level failed, jammed, planned; /* 0 or 1; lines jammed */
    uint16_t fails, repaired, jams_up, clears, plan_begins, plan_ends;
};

bool stops_stand(const struct stops *stops)
{
    return stops->reasons != 0;
}

uint32_t stops_lines_jammed(const struct stops *stops)
{
    return stops->lines_jammed;
}

/* ---- the clock of failures ------------------------------------------------------------------- */

/* Before its hall is open there is no sorter. */
static bool stands_in_hall(const struct stops *stops)
{
    return hall_area_m2(stops->def, sim_now_us(stops->sim)) > 0;
}

static bool ages(const struct stops *stops)
{
    if (stops->def->sorters == 0 || stops->reasons != 0 || !stands_in_hall(stops)) return false;
    return stops->def->sorter_ages == HALL_AGES_ALWAYS || stops->works;
}

/* The time to the next failure passes only while the sorter ages. */
static void mind_clock(struct stops *stops)
{
    int64_t now_us = sim_now_us(stops->sim);
    bool passes = ages(stops);
    if (passes == (stops->failure != 0)) return;
    if (passes) {
        stops->failure =
            sim_in(stops->sim, stops->uptime_left_us, SIM_CHANGE, stops->fails, stops, 0);
        stops->aging_from_us = now_us;
    } else {
        sim_cancel(stops->sim, stops->failure);
        stops->uptime_left_us -= now_us - stops->aging_from_us;
        stops->failure = 0;
    }
}

void stops_mind(struct stops *stops, bool works, uint32_t lines)
{
    stops->works = works;
    stops->lines = lines;
    mind_clock(stops);
}

/* ---- to stand and to run --------------------------------------------------------------------- */

static void set_reasons(struct stops *stops, uint32_t reasons, uint32_t lines_jammed)
{
    port_hand(stops->sim, &stops->to.before, 0);
    stops->reasons = reasons;
    stops->lines_jammed = lines_jammed;
    port_hand(stops->sim, &stops->to.changed, 0);
    mind_clock(stops); /* whoever was notified need not have called stops_mind */
}

static void stand(struct stops *stops, enum reason reason)
{
    set_reasons(stops, stops->reasons | reason, stops->lines_jammed);
}

static void go(struct stops *stops, enum reason reason)
{
    set_reasons(stops, stops->reasons & ~(uint32_t)reason, stops->lines_jammed);
}

/* ---- failures -------------------------------------------------------------------------------- */

static void draw_uptime(struct stops *stops)
{
    struct stream stream =
        stream_at(stops->failures, sim_replication(stops->sim), 2 * stops->failures_made);
    double h = dist_draw(&stops->def->sorter_uptime_h, &stream);
    if (!(h > 0)) h = 1e-3;
    stops->uptime_left_us = (int64_t)(h * (double)DATE_HOUR_US);
}

static void fail(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct stops *stops = station;
    stops->failure = 0;
    stops->year.failures++;
    level_set(&stops->failed, sim_now_us(sim), 1);
    struct stream stream =
        stream_at(stops->failures, sim_replication(sim), 2 * stops->failures_made + 1);
    double minutes = dist_draw(&stops->def->sorter_repair_min, &stream);
    sim_in(sim, (int64_t)(minutes * (double)DATE_MINUTE_US), SIM_END, stops->repaired, stops, 0);
    stand(stops, FAILED);
}

static void repair(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct stops *stops = station;
    level_set(&stops->failed, sim_now_us(sim), 0);
    stops->failures_made++;
    draw_uptime(stops);
    go(stops, FAILED);
}

/* ---- jams ------------------------------------------------------------------------------------ */

/* A Poisson process for all lines together, or for the sorter: what comes while nothing runs is
 * none. */
static void await_jam(struct stops *stops)
{
    double per_h = stops->def->sorter_jams_per_h;
    if (stops->def->induction_lines > 0) per_h *= stops->def->induction_lines;
    stops->jams_come = per_h > 0 && stops->def->sorters > 0;
    if (!stops->jams_come) return;
    struct stream stream =
        stream_at(stops->jams, sim_replication(stops->sim), 2 * stops->jams_made);
    const struct dist gap_h = dist_exponential(1 / per_h);
    sim_in(stops->sim, (int64_t)(dist_draw(&gap_h, &stream) * (double)DATE_HOUR_US), SIM_CHANGE,
           stops->jams_up, stops, 0);
}

/* Lines that are closed for want of people, or jammed, do not jam. */
static bool hits(const struct stops *stops, struct stream *stream)
{
    if (!stops->works || stops->reasons != 0) return false;
    uint32_t lines = stops->def->induction_lines;
    return lines == 0 || stream_below(stream, lines) < stops->lines;
}

static void jam(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct stops *stops = station;
    struct stream stream = stream_at(stops->jams, sim_replication(sim), 2 * stops->jams_made++ + 1);
    if (hits(stops, &stream)) {
        double s = dist_draw(&stops->def->sorter_jam_s, &stream);
        bool by_line = stops->def->induction_lines > 0;
        stops->year.jams++;
        level_add(&stops->jammed, sim_now_us(sim), 1);
        sim_in(sim, (int64_t)(s * (double)DATE_SECOND_US), SIM_END, stops->clears, stops, by_line);
        uint32_t jammed = stops->lines_jammed + by_line;
        bool all = !by_line || jammed >= stops->def->induction_lines;
        set_reasons(stops, stops->reasons | (all ? JAMMED : 0), jammed);
    }
    await_jam(stops);
}

static void clear(struct sim *sim, void *station, uint64_t by_line)
{
    struct stops *stops = station;
    level_add(&stops->jammed, sim_now_us(sim), -1);
    set_reasons(stops, stops->reasons & ~(uint32_t)JAMMED, stops->lines_jammed - (uint32_t)by_line);
}

/* ---- the planned stop ------------------------------------------------------------------------ */

static void look_at_plan(struct stops *stops)
{
    int64_t at_us = stops->def->sorter_stop_at_us, now_us = sim_now_us(stops->sim);
    if (stops->reasons & PLANNED || at_us == stops->planned_us) return;
    sim_cancel(stops->sim, stops->plan);
    stops->planned_us = at_us;
    int64_t length_us = (int64_t)(stops->def->sorter_stop_min * (double)DATE_MINUTE_US);
    if (at_us == DATE_NEVER_US || at_us + length_us <= now_us) return;
    stops->plan = sim_at(stops->sim, at_us > now_us ? at_us : now_us, SIM_CHANGE,
                         stops->plan_begins, stops, 0);
}

static void begin_plan(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct stops *stops = station;
    int64_t length_us = (int64_t)(stops->def->sorter_stop_min * (double)DATE_MINUTE_US);
    int64_t until_us = stops->planned_us + length_us, now_us = sim_now_us(sim);
    stops->plan = 0;
    level_set(&stops->planned, now_us, 1);
    sim_at(sim, until_us > now_us ? until_us : now_us, SIM_END, stops->plan_ends, stops, 0);
    stand(stops, PLANNED);
}

static void end_plan(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct stops *stops = station;
    level_set(&stops->planned, sim_now_us(sim), 0);
    go(stops, PLANNED);
    look_at_plan(stops);
}

void stops_look_again(struct stops *stops)
{
    look_at_plan(stops);
    if (!stops->jams_come) await_jam(stops);
}

/* ---- the station ----------------------------------------------------------------------------- */

struct stops *stops_new(struct sim *sim, const struct hall_def *def)
{
    struct stops *stops = sim_alloc(sim, sizeof *stops);
    stops->sim = sim;
    stops->def = def;
    char name[2 * PARAM_NAME_BYTES];
    snprintf(name, sizeof name, "sorter.%s", def->name);
    stops->failures = stream_key_of(sim_seed(sim), name);
    snprintf(name, sizeof name, "jams.%s", def->name);
    stops->jams = stream_key_of(sim_seed(sim), name);
    stops->fails = sim_kind(sim, "sorter.fails", fail);
    stops->repaired = sim_kind(sim, "sorter.repaired", repair);
    stops->jams_up = sim_kind(sim, "sorter.jams", jam);
    stops->clears = sim_kind(sim, "sorter.jam_cleared", clear);
    stops->plan_begins = sim_kind(sim, "sorter.stop_begins", begin_plan);
    stops->plan_ends = sim_kind(sim, "sorter.stop_ends", end_plan);
    int64_t now_us = sim_now_us(sim);
    level_start(&stops->failed, now_us, 0);
    level_start(&stops->jammed, now_us, 0);
    level_start(&stops->planned, now_us, 0);
    draw_uptime(stops);
    mind_clock(stops);
    stops_look_again(stops);
    return stops;
}

void stops_connect(struct stops *stops, struct stops_ports ports)
{
    stops->to = ports;
}

const struct stops_counts *stops_year(struct stops *stops)
{
    int64_t now_us = sim_now_us(stops->sim);
    stops->year.failed_h = level_area_s(&stops->failed, now_us) / 3600.0;
    stops->year.jammed_h = level_area_s(&stops->jammed, now_us) / 3600.0;
    stops->year.planned_h = level_area_s(&stops->planned, now_us) / 3600.0;
    return &stops->year;
}

void stops_new_year(struct stops *stops)
{
    int64_t now_us = sim_now_us(stops->sim);
    stops->year = (struct stops_counts){0};
    level_reset(&stops->failed, now_us);
    level_reset(&stops->jammed, now_us);
    level_reset(&stops->planned, now_us);
}
