// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub_load.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/hall/breakdown.h"
#include "models/hall/export.h"
#include "models/hub/hub_params.h"
#include "sim/date.h"
#include "sim/random/maths.h"

enum { WEEK_H = 168 };

struct lane_week {
    double in_t, out_t, ulds;
};

/* What of a hall's freight the work follows from. */
struct hall_week {
    double in_t, out_t;
    double parcel_t, general_t;           /* in */
    double parcel_ulds, general_ulds;     /* opened */
    double parcels, pieces, opened_t;     /* opened; opened_t: general */
    double unopened_parcel_t, unopened_t; /* unopened_t: general */
    double built_up_t;                    /* of the freight out, ULDs that come built up */
};

/* ---- a lane's week --------------------------------------------------------------------------- */

/* (1) */
static double capped_mean(double mean, double cv)
{
    if (!(mean > 0)) return 0;
    if (!(cv > 0)) return mean < 1 ? mean : 1;
    const double s = sqrt(maths_log(1 + cv * cv)), a = maths_log(mean) / s;
    const double below = gsl_cdf_ugaussian_Q(a + s / 2); /* N(-a - s/2) */
    const double above = gsl_cdf_ugaussian_Q(s / 2 - a); /* N(a - s/2) */
    return mean * below + above;
}

struct flying {
    const struct hub_def *def;
    const struct lane_def *lane;
    double load_out_share;
};

/* `n` flights of a type; in_t, out_t: what a timetable gives, or NAN. */
static void add_flights(const struct flying *flying, uint32_t type, double n, double in_t,
                        double out_t, struct lane_week *to)
{
    const struct lane_def *lane = flying->lane;
    const struct lane_aircraft_def *aircraft = &flying->def->aircraft[type];
    const double stowage_share = flying->def->traffic.stowage_share;
    const double most_t =
        lane_capacity_kg(aircraft, lane->density_kg_per_m3, stowage_share) / 1000.0;
    const double most_out_t =
        lane_capacity_kg(aircraft, lane->density_out_kg_per_m3, stowage_share) / 1000.0;
    const double offered = flying->load_out_share * aircraft->payload_t / most_out_t;
    if (isnan(in_t)) in_t = most_t * capped_mean(lane->load_in_share, lane->load_cv);
    if (isnan(out_t)) out_t = most_out_t * capped_mean(offered, lane->load_cv);
    to->in_t += n * in_t;
    to->out_t += n * (out_t < most_out_t ? out_t : most_out_t);
    to->ulds += n * aircraft->ulds * (in_t < most_t ? in_t / most_t : 1);
}

static double sum_of(const double *x, uint32_t n)
{
    double sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

static void add_timetable(const struct flying *flying, int64_t at_us, double flown_share,
                          struct lane_week *to)
{
    const struct timetable *timetable = &flying->lane->timetable;
    const int64_t midnight_us = at_us - at_us % DATE_DAY_US;
    for (size_t i = 0; i < timetable->n; i++) {
        const struct timetable_row *row = &timetable->row[i];
        double days = 0;
        for (int day = 0; day < 7; day++)
            days += timetable_flies_on(row, midnight_us + day * DATE_DAY_US);
        if (!row->cancelled && days > 0)
            add_flights(flying, row->aircraft, days * flown_share, row->in_t, row->out_t, to);
    }
}

static struct lane_week week_of(const struct hub_def *def, const struct lane_def *lane,
                                double load_out_share, int64_t at_us)
{
    const struct flying flying = {def, lane, load_out_share};
    const double flown_share = 1 - def->traffic.cancelled_share;
    struct lane_week week = {0};
    if (lane->schedule[0] != '\0') {
        add_timetable(&flying, at_us, flown_share, &week);
        return week;
    }
    const double flights = flown_share * lane_flights_per_week(lane, at_us);
    const double shares = sum_of(lane->aircraft_share, lane->aircraft.n);
    for (uint32_t i = 0; i < lane->aircraft.n && shares > 0; i++)
        add_flights(&flying, lane->aircraft.item[i], flights * lane->aircraft_share[i] / shares,
                    NAN, NAN, &week);
    return week;
}

/* Lanes with China that share what there is to fly home (economy/backhaul.h). */
static void share_backhaul(const struct hub_def *def, int64_t at_us, double share[LANE_MAX])
{
    struct backhaul_offer offers[LANE_MAX];
    uint32_t lane_of[LANE_MAX];
    size_t n = 0;
    for (uint32_t l = 0; l < def->lanes_n; l++) {
        const struct lane_def *lane = &def->lanes[l];
        share[l] = lane->load_out_share;
        if (!lane->china || !(def->backhaul.china_t_per_week > 0)) continue;
        struct lane_def full = *lane; /* (1) with a load that fills what can be filled */
        full.load_cv = 0;
        const double most_t = week_of(def, &full, 1e9, at_us).out_t;
        full.density_out_kg_per_m3 = 1e9;
        const double payload_t = week_of(def, &full, 1e9, at_us).out_t;
        offers[n] = (struct backhaul_offer){payload_t, payload_t > 0 ? most_t / payload_t : 0,
                                            lane->load_out_share};
        lane_of[n++] = l;
    }
    for (size_t i = 0; i < n; i++)
        share[lane_of[i]] = backhaul_share(def->backhaul.china_t_per_week, offers, n, i);
}

/* ---- which hall gets it ---------------------------------------------------------------------- */

struct sharing {
    const struct hub_def *def;
    int64_t at_us;
    double room_t[HALL_MAX];
    double left_t[LANE_MAX];                 /* of a lane, not in any hall yet */
    double share[LANE_MAX][PARAM_NAMES_MAX]; /* of a lane's freight, by rank of its halls */
};

/* Lanes whose hall of that rank has not room for all of them get equal shares of what they want;
 * the last hall of a lane takes what is left. */
static void fill_rank(struct sharing *sharing, const struct lane_week *week, uint32_t rank)
{
    const struct hub_def *def = sharing->def;
    double wanted_t[HALL_MAX] = {0};
    for (uint32_t l = 0; l < def->lanes_n; l++)
        if (rank < def->lanes[l].halls.n)
            wanted_t[def->lanes[l].halls.item[rank]] += sharing->left_t[l];
    for (uint32_t l = 0; l < def->lanes_n; l++) {
        const struct param_names *halls = &def->lanes[l].halls;
        const double all_t = week[l].in_t + week[l].out_t;
        if (rank >= halls->n || !(all_t > 0)) continue;
        const uint32_t h = halls->item[rank];
        const bool last = rank + 1 == halls->n;
        double part = wanted_t[h] > sharing->room_t[h] ? sharing->room_t[h] / wanted_t[h] : 1;
        if (last) part = 1;
        sharing->share[l][rank] = part * sharing->left_t[l] / all_t;
        sharing->left_t[l] *= 1 - part;
    }
    for (uint32_t h = 0; h < def->halls_n; h++)
        sharing->room_t[h] -= fmin(wanted_t[h], sharing->room_t[h]);
}

static void share_out(struct sharing *sharing, const struct lane_week *week)
{
    const struct hub_def *def = sharing->def;
    for (uint32_t h = 0; h < def->halls_n; h++)
        sharing->room_t[h] = hall_room_kg_per_week(&def->halls[h], sharing->at_us) / 1000.0;
    for (uint32_t l = 0; l < def->lanes_n; l++)
        sharing->left_t[l] = week[l].in_t + week[l].out_t;
    for (uint32_t rank = 0; rank < PARAM_NAMES_MAX; rank++)
        fill_rank(sharing, week, rank);
}

/* ---- a hall's week --------------------------------------------------------------------------- */

static bool comes_by_timetable(const struct hall_def *hall, uint32_t lane)
{
    for (size_t i = 0; i < hall->truck_timetable.n; i++)
        if (hall->truck_timetable.row[i].way == TIMETABLE_IN &&
            hall->truck_timetable.row[i].lane == lane)
            return true;
    return false;
}

/* (2), of a share of the lane's week. */
static void add_lane(const struct hall_def *hall, const struct lane_def *lane, uint32_t number,
                     const struct lane_week *week, double share, struct hall_week *to)
{
    const double in_t = share * week->in_t, out_t = share * week->out_t;
    const double parcel_t = in_t * lane->parcel_share_in, general_t = in_t - parcel_t;
    const double ulds = share * week->ulds;
    const double opened = 1 - lane->parcel_intact_share, general_opened = 1 - lane->intact_share;
    const double parcels = opened * 1000.0 * parcel_t / lane->parcel_kg;
    const bool express = lane->business == LANE_EXPRESS;
    to->in_t += in_t;
    to->out_t += out_t;
    to->parcel_t += parcel_t;
    to->general_t += general_t;
    to->parcel_ulds += opened * ulds * lane->parcel_share_in;
    to->general_ulds += general_opened * ulds * (1 - lane->parcel_share_in);
    to->parcels += parcels;
    to->pieces += hall_pieces(hall, express ? CARGO_EXPRESS : CARGO_PARCELS, parcels);
    to->opened_t += general_opened * general_t;
    to->unopened_parcel_t += lane->parcel_intact_share * parcel_t;
    to->unopened_t += lane->intact_share * general_t;
    if (!comes_by_timetable(hall, number)) to->built_up_t += lane->built_up_share * out_t;
}

static double share_in(const struct sharing *sharing, uint32_t l, uint32_t h)
{
    const struct param_names *halls = &sharing->def->lanes[l].halls;
    double share = 0;
    for (uint32_t rank = 0; rank < halls->n; rank++)
        if (halls->item[rank] == h) share += sharing->share[l][rank];
    return share;
}

static struct hall_week hall_week(const struct sharing *sharing, const struct lane_week *week,
                                  uint32_t h, double *planned_out_t)
{
    struct hall_week to = {0};
    *planned_out_t = 0;
    for (uint32_t l = 0; l < sharing->def->lanes_n; l++) {
        const double share = share_in(sharing, l, h);
        if (!(share > 0)) continue;
        add_lane(&sharing->def->halls[h], &sharing->def->lanes[l], l, &week[l], share, &to);
        if (comes_by_timetable(&sharing->def->halls[h], l)) *planned_out_t += share * week[l].out_t;
    }
    return to;
}

/* ---- work against capacity ------------------------------------------------------------------- */

/* Trucks for a tonne, all of them full: by the destinations' own trucks where they have any. */
static double trucks_per_t(const struct hub_def *def, uint32_t h, bool parcels)
{
    const struct hall_def *hall = &def->halls[h];
    const struct linehaul_def *to[HALL_DESTINATIONS];
    const uint32_t named = linehaul_of(def->hauls, def->hauls_n, h, to);
    double trucks = 0, shares = 0;
    for (uint32_t d = 0; d < HALL_DESTINATIONS; d++) {
        const double share = named == 0 ? hall->destination_share[d] : d < named ? to[d]->share : 0;
        double kg = parcels ? hall->parcel_truck_kg : hall->general_truck_kg;
        const double own_kg = d >= named ? 0
                              : parcels  ? to[d]->parcel_truck_kg
                                         : to[d]->general_truck_kg;
        if (own_kg > 0) kg = own_kg;
        trucks += share * 1000.0 / kg;
        shares += share;
    }
    return shares > 0 ? trucks / shares : 0;
}

/* (6): door-hours of `trucks` full trucks, of which a share brings or takes ULDs as they are. */
static double door_h(const struct hall_def *hall, double trucks, double as_they_are)
{
    const double share = 0.25 + 0.75 * (1 - as_they_are * (1 - hall->uld_load_share));
    return trucks * share * dist_mean(&hall->truck_load_min) / 60.0;
}

static double share_of(double part, double all)
{
    return all > 0 ? part / all : 0;
}

static double docks_h(const struct hub_def *def, uint32_t h, const struct hall_week *week,
                      double out_t)
{
    const struct hall_def *hall = &def->halls[h];
    const double parcels = week->parcel_t * trucks_per_t(def, h, true);
    const double general = week->general_t * trucks_per_t(def, h, false);
    return door_h(hall, parcels, share_of(week->unopened_parcel_t, week->parcel_t)) +
           door_h(hall, general, share_of(week->unopened_t, week->general_t)) +
           door_h(hall, out_t * 1000.0 / hall->general_truck_kg, share_of(week->built_up_t, out_t));
}

/* (5) */
static double sorter_h(const struct hall_def *hall)
{
    const double up_h = dist_mean(&hall->sorter_uptime_h);
    const double repair_h = dist_mean(&hall->sorter_repair_min) / 60.0;
    const double from = fmod(hall->sort_from_hour, 24), until = fmod(hall->sort_until_hour, 24);
    double hours = until - from;
    if (hours <= 0) hours += 24;
    const bool fails = hall->sorter_ages == HALL_AGES_ALWAYS && up_h > 0;
    return WEEK_H * hours / 24 * (fails ? up_h / (up_h + repair_h) : 1);
}

static void weigh(const struct hub_def *def, uint32_t h, int64_t at_us,
                  const struct hall_week *week, double planned_out_t, struct hub_load *to)
{
    const struct hall_def *hall = &def->halls[h];
    const double out_t = week->out_t - planned_out_t, loose_t = out_t - week->built_up_t;
    const bool by_timetable = hall->truck_timetable.n > 0;
    to[HUB_LOAD_FLOOR] =
        (struct hub_load){week->in_t + week->out_t, hall_room_kg_per_week(hall, at_us) / 1000.0};
    to[HUB_LOAD_BREAKDOWN] = (struct hub_load){
        (week->parcel_ulds + week->general_ulds) * dist_mean(&hall->uld_setup_min) / 60.0 +
            week->pieces / (hall->team * hall->pieces_per_worker_h) +
            week->opened_t / hall->general_t_per_team_h,
        (double)WEEK_H * breakdown_team_places(hall, at_us)}; /* (3) */
    to[HUB_LOAD_XRAY] = (struct hub_load){
        week->pieces / hall->xray_pieces_per_h + week->opened_t / hall->xray_general_t_per_h,
        hall->xray_lines > 0 ? (double)WEEK_H * hall->xray_lines : INFINITY}; /* (4) */
    to[HUB_LOAD_SORTER] =
        (struct hub_load){week->pieces, hall_sorter_pieces_per_h(hall) * sorter_h(hall)};
    to[HUB_LOAD_SCREENING] =
        (struct hub_load){loose_t * hall->screened_share / hall->screening_t_per_h, WEEK_H};
    to[HUB_LOAD_BUILDUP] = (struct hub_load){loose_t / hall->buildup_t_per_team_h,
                                             (double)WEEK_H * export_team_places(hall, at_us)};
    to[HUB_LOAD_DOCKS] =
        (struct hub_load){docks_h(def, h, week, out_t),
                          by_timetable ? INFINITY : (double)WEEK_H * hall_doors(hall, at_us)};
}

static double files(const struct hub_def *def, uint32_t h, const struct hall_week *week)
{
    const struct hall_def *hall = &def->halls[h];
    const double alarms = hall->xray_lines > 0 ? hall->xray_alarm_share : 0;
    const double general = def->customs.general_examined_share;
    return week->parcels * (def->customs.examined_share + alarms) +
           week->general_ulds * (general + alarms - general * alarms);
}

/* (7) */
static double officers_h(const struct customs_def *customs)
{
    double hours = 0;
    if (customs->officers_follow) return INFINITY;
    for (int shift = 0; shift < CUSTOMS_SHIFTS; shift++)
        hours += 7 * 24.0 / CUSTOMS_SHIFTS *
                 (uint32_t)(customs->officers * customs->shift_share[shift] + 0.5);
    return hours;
}

static bool is_shut(const struct hub_def *def, const struct lane_def *lane, int64_t at_us)
{
    for (uint32_t i = 0; i < lane->halls.n; i++)
        if (hall_area_m2(&def->halls[lane->halls.item[i]], at_us) > 0) return false;
    return true;
}

void hub_load_week(const struct hub_def *def, int64_t at_us, struct hub_loads *to)
{
    struct lane_week week[LANE_MAX];
    double load_out_share[LANE_MAX];
    struct sharing sharing = {.def = def, .at_us = at_us};
    memset(to, 0, sizeof *to);
    share_backhaul(def, at_us, load_out_share);
    for (uint32_t l = 0; l < def->lanes_n; l++) {
        week[l] = week_of(def, &def->lanes[l], load_out_share[l], at_us);
        to->lane_t[l] = week[l].in_t + week[l].out_t;
        to->lane_is_shut[l] = to->lane_t[l] > 0 && is_shut(def, &def->lanes[l], at_us);
    }
    share_out(&sharing, week);
    for (uint32_t h = 0; h < def->halls_n; h++) {
        double planned_out_t;
        const struct hall_week of = hall_week(&sharing, week, h, &planned_out_t);
        weigh(def, h, at_us, &of, planned_out_t, to->hall[h]);
        to->officers.offered += files(def, h, &of) / def->customs.files_per_officer_h;
    }
    to->officers.capacity = officers_h(&def->customs);
}

/* ---- all dates ------------------------------------------------------------------------------- */

/* The same plan, every draw at its mean. */
static struct plan_change *means_of(const struct plan *plan)
{
    struct plan_change *change = calloc(plan->n + 1, sizeof *change);
    for (size_t i = 0; change != NULL && i < plan->n; i++) {
        change[i] = plan->changes[i];
        const bool drawn = change[i].kind != PARAM_DIST || change[i].operation == PLAN_SCALE;
        if (drawn) change[i].number = dist_constant(dist_mean(&plan->changes[i].number));
    }
    return change;
}

/* The settings of a date: what has come true by then, ramps as far as they have gone. */
static void settings_of(const struct plan *plan, int64_t at_us, struct hub_def *def)
{
    hub_params_copy(def, plan->base);
    for (size_t i = 0; i < plan->n; i++) {
        const struct plan_change *change = &plan->changes[i];
        if (change->at_us > at_us) continue;
        const bool ramp = change->at_us != PLAN_START_US && change->until_us > at_us;
        const double share =
            ramp ? (double)(at_us - change->at_us) / (double)(change->until_us - change->at_us) : 1;
        plan_apply(plan, i, def, share, plan_value(plan, i, def), 0, 0);
    }
}

static int by_date(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* dates: room for all of them; how many. */
static size_t dates_of(const struct plan *plan, const struct hub_def *def, int64_t *dates)
{
    const struct hub_run_def *run = &plan->base->run;
    size_t n = 0;
    dates[n++] = run->from_us;
    for (int32_t year = date_of(run->from_us).year + 1; date_us(year, 1, 1) < run->to_us; year++)
        dates[n++] = date_us(year, 1, 1);
    for (size_t i = 0; i < plan->n; i++) {
        dates[n++] = plan->changes[i].at_us;
        dates[n++] = plan->changes[i].until_us;
    }
    for (uint32_t h = 0; h < def->halls_n; h++)
        for (int p = 0; p < HALL_PHASES; p++)
            dates[n++] = def->halls[h].phase_opens_us[p];
    qsort(dates, n, sizeof *dates, by_date);
    return n;
}

bool hub_load_each(const struct plan *plan, hub_load_seen *seen, void *context)
{
    enum { YEARS = 202 };
    struct plan_change *change = means_of(plan);
    const struct plan mean = {.base = plan->base, .changes = change, .n = plan->n};
    struct hub_def *def = malloc(hub_params_bytes(plan->base));
    int64_t *dates =
        calloc(YEARS + 2 * plan->n + plan->base->halls_n * (size_t)HALL_PHASES, sizeof *dates);
    struct hub_loads *loads = malloc(sizeof *loads);
    const bool fine = change != NULL && def != NULL && dates != NULL && loads != NULL;
    size_t n = 0;
    if (fine) {
        settings_of(&mean, plan->base->run.to_us, def); /* halls open when they open in the end */
        n = dates_of(plan, def, dates);
    }
    for (size_t i = 0; i < n; i++) {
        const int64_t at_us = dates[i];
        const bool inside = at_us >= plan->base->run.from_us && at_us < plan->base->run.to_us;
        if (!inside || (i > 0 && dates[i - 1] == at_us)) continue;
        settings_of(&mean, at_us, def);
        hub_load_week(def, at_us, loads);
        seen(context, at_us, def, loads);
    }
    free(loads);
    free(dates);
    free(def);
    free(change);
    return fine;
}
