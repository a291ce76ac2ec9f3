// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roster.h"

#include <math.h>
#include <stdio.h>

#include "sim/date.h"
#include "sim/chance/dist.h"
#include "sim/chance/stream.h"

enum { JOIN_WEEKS = 64, COHORTS = 3 };
/* people, while the hall is opening: the building is the limit then */
static const double PLENTY = 100000.0;

struct area_staff {
    double week_h[ROSTER_HOURS], forecast_h[ROSTER_HOURS];
    uint32_t posts[ROSTER_SHIFTS];
    double trend_h; /* rise of the forecast per week */
    double fte_required;
    double permanent_fte, agency_fte;
    double joining_fte[JOIN_WEEKS]; /* by week number modulo JOIN_WEEKS */
    double fresh_fte[COHORTS];      /* hired 0-4, 4-8, 8-12 weeks ago */
    double present;                 /* weighted by experience */
    struct roster_hours hours;
    double quarter_jobs_weeks[HALL_EMPLOYERS], quarter_fte_weeks;
};

struct roster {
    struct sim *sim;
    const struct labour_def *labour;
    const struct hall_def *hall;
    struct port changed;
    struct area_staff area[HALL_AREAS];
    struct cause luck;
    uint64_t week;
    uint32_t weeks_open; /* weeks with work so far */
    double quarter_weeks;
    bool worked_this_week;
    uint16_t weekly, shift;
};

/* ---- work in ---- */

void roster_work(struct roster *roster, enum hall_area area, double worker_h)
{
    roster->area[area].week_h[date_hour_of_week(sim_now_us(roster->sim))] += worker_h;
    roster->worked_this_week = true;
}

bool roster_opening(const struct roster *roster)
{
    return roster->weeks_open < roster->labour->opening_weeks;
}

double roster_present(const struct roster *roster, enum hall_area area)
{
    return roster_opening(roster) ? PLENTY : roster->area[area].present;
}

uint32_t roster_teams(const struct roster *roster, enum hall_area area, uint32_t size)
{
    double present = roster_present(roster, area);
    if (present <= 0) return 0;
    double teams = floor(present / size + 0.5);
    return teams < 1 ? 1 : (uint32_t)teams;
}

/* ---- the week: forecast, posts, contracts ---- */

static void take_week_in(struct area_staff *area, double weight)
{
    double before_h = 0, week_h = 0;
    for (int h = 0; h < ROSTER_HOURS; h++) {
        before_h += area->forecast_h[h];
        week_h += area->week_h[h];
    }
    double rise_h = weight * (week_h - before_h); /* of the forecast, this week */
    area->trend_h += before_h > 0 ? 0.5 * weight * (rise_h - area->trend_h) : 0;
    for (int h = 0; h < ROSTER_HOURS; h++) { /* (1) */
        area->forecast_h[h] += weight * (area->week_h[h] - area->forecast_h[h]);
        area->week_h[h] = 0;
    }
}

/* The shift that covers an hour of the week: 0 is Monday 06-14, 20 is Sunday 22 to Monday 06. */
static uint32_t shift_of_hour(int32_t hour_of_week)
{
    int32_t since_first = (hour_of_week + ROSTER_HOURS - 6) % ROSTER_HOURS;
    return (uint32_t)(since_first / 8);
}

/* Nobody can work one aircraft, ULD or truck with less than a crew. */
static uint32_t crew_size(const struct roster *roster, enum hall_area area)
{
    switch (area) {
    case HALL_RAMP: return roster->hall->ramp_crew;
    case HALL_BREAKDOWN: return roster->hall->team;
    case HALL_DOCKS: return roster->hall->dock_team;
    case HALL_BUILDUP: return roster->hall->buildup_team;
    default: return 1;
    }
}

/* (7): who hires for a rising workload hires for the week in which the newcomers start. */
static double rise_ahead(const struct roster *roster, const struct area_staff *area, double week_h)
{
    if (week_h <= 0 || area->trend_h <= 0) return 1.0;
    double ahead = 1.0 + area->trend_h * (roster->labour->hiring_weeks + 1.0) / week_h;
    return ahead < 2.0 ? ahead : 2.0;
}

static void set_working_posts(struct roster *roster, enum hall_area number)
{
    struct area_staff *area = &roster->area[number];
    double load[ROSTER_SHIFTS] = {0};
    double week_h = 0;
    for (int h = 0; h < ROSTER_HOURS; h++) {
        load[shift_of_hour(h)] += area->forecast_h[h] / 8.0;
        week_h += area->forecast_h[h];
    }
    double ahead = rise_ahead(roster, area, week_h);
    double crew = crew_size(roster, number);
    area->fte_required = 0;
    for (int s = 0; s < ROSTER_SHIFTS; s++) { /* (2): the servers are crews, not people */
        double crews_busy = load[s] * ahead / crew;
        double crews = ceil(crews_busy / roster->labour->utilisation_target +
                            roster->labour->square_root_beta * sqrt(crews_busy));
        if (crews < 1 && week_h > 0) crews = 1;
        area->posts[s] = (uint32_t)(crews * crew);
        /* (3) */
        area->fte_required += area->posts[s] * labour_fte_per_weekly_shift(roster->labour);
    }
}

static void set_standing_posts(struct roster *roster, enum hall_area number, double posts)
{
    struct area_staff *area = &roster->area[number];
    double whole = ceil(posts);
    for (int s = 0; s < ROSTER_SHIFTS; s++)
        area->posts[s] = (uint32_t)whole;
    area->fte_required = whole * ROSTER_SHIFTS * labour_fte_per_weekly_shift(roster->labour);
}

/* Supervision and office work follow the heads they lead and serve; they work days, without
 * posts. */
static void set_posts(struct roster *roster)
{
    double workers_fte = 0;
    for (int a = 0; a < HALL_WORKING_AREAS; a++) {
        set_working_posts(roster, (enum hall_area)a);
        workers_fte += roster->area[a].fte_required;
    }
    const struct hall_def *hall = roster->hall;
    bool open = workers_fte > 0;
    double area_m2 = hall_area_m2(hall, sim_now_us(roster->sim));
    double guards = open ? hall->security_posts_per_10000m2 * area_m2 / 10000.0 : 0;
    set_standing_posts(roster, HALL_SECURITY, guards);
    double technicians = open ? hall->maintenance_posts_per_sorter * hall->sorters : 0;
    set_standing_posts(roster, HALL_MAINTENANCE, technicians);
    roster->area[HALL_SUPERVISION].fte_required = workers_fte / hall->workers_per_supervisor;
    roster->area[HALL_OFFICE].fte_required = workers_fte * hall->office_share;
}

static void hire(struct roster *roster, struct area_staff *area, double fte, bool at_once)
{
    if (at_once) {
        area->permanent_fte += fte;
        return;
    }
    uint64_t joins = roster->week + roster->labour->hiring_weeks;
    area->joining_fte[joins % JOIN_WEEKS] += fte;
}

static void review_contracts(struct roster *roster, struct area_staff *area, bool at_once)
{
    double wanted = area->fte_required * (1.0 - roster->labour->agency_base_share);
    double coming = 0;
    for (int w = 0; w < JOIN_WEEKS; w++)
        coming += area->joining_fte[w];
    double gap = wanted - area->permanent_fte - coming;
    if (gap > 0) {
        hire(roster, area, gap, at_once);
    } else {
        double most = area->permanent_fte * roster->labour->layoff_share_per_review;
        area->permanent_fte -= -gap < most ? -gap : most;
    }
}

static void turn_over(struct roster *roster, struct area_staff *area)
{
    double joins = area->joining_fte[roster->week % JOIN_WEEKS];
    area->joining_fte[roster->week % JOIN_WEEKS] = 0;
    double leavers = area->permanent_fte * roster->labour->attrition_share_per_year / 52.0;
    area->permanent_fte += joins - leavers;
    for (int c = COHORTS - 1; c > 0; c--) {
        double older = area->fresh_fte[c - 1] / 4.0; /* a cohort is four weeks wide */
        area->fresh_fte[c] += older - area->fresh_fte[c] / 4.0;
    }
    area->fresh_fte[0] += joins - area->fresh_fte[0] / 4.0;
    double gap = area->fte_required - area->permanent_fte;
    double most = area->fte_required * roster->labour->agency_max_share;
    area->agency_fte = gap < 0 ? 0 : gap < most ? gap : most;
}

static void count_heads(struct roster *roster)
{
    if (date_of(sim_now_us(roster->sim)).month < 10) return;
    double all = 0;
    for (int a = 0; a < HALL_AREAS; a++)
        all += roster_fte(roster, (enum hall_area)a);
    if (all <= 0) return; /* not open yet: the mean is over the weeks with anybody on contract */
    roster->quarter_weeks += 1;
    for (int a = 0; a < HALL_AREAS; a++) {
        struct area_staff *area = &roster->area[a];
        for (int e = 0; e < HALL_EMPLOYERS; e++)
            area->quarter_jobs_weeks[e] +=
                roster_jobs(roster, (enum hall_area)a, (enum hall_employer)e);
        area->quarter_fte_weeks += roster_fte(roster, (enum hall_area)a);
    }
}

/* Work in an area where nobody is employed yet: it is staffed at once, as an opening is. */
static bool has_new_activity(const struct roster *roster)
{
    for (int a = 0; a < HALL_WORKING_AREAS; a++) {
        const struct area_staff *area = &roster->area[a];
        if (area->fte_required > 0) continue;
        for (int h = 0; h < ROSTER_HOURS; h++)
            if (area->forecast_h[h] > 0) return true;
    }
    return false;
}

static void new_week(struct sim *sim, void *station, uint64_t week)
{
    struct roster *roster = station;
    roster->week = week;
    bool opening = roster_opening(roster);
    if (roster->worked_this_week) roster->weeks_open++;
    roster->worked_this_week = false;
    double weight = opening ? 1.0 / (roster->weeks_open + 1.0) : roster->labour->forecast_weight;
    if (roster->weeks_open == 1) weight = 1.0;
    for (int a = 0; a < HALL_WORKING_AREAS; a++)
        take_week_in(&roster->area[a], weight);
    bool fresh = has_new_activity(roster);
    bool review = opening || fresh || week % roster->labour->review_weeks == 0;
    if (review) set_posts(roster);
    for (int a = 0; a < HALL_AREAS; a++) {
        bool at_once = opening || roster->area[a].permanent_fte <= 0;
        if (review) review_contracts(roster, &roster->area[a], at_once);
        turn_over(roster, &roster->area[a]);
    }
    count_heads(roster);
    sim_in(sim, DATE_WEEK_US, SIM_CHANGE, roster->weekly, roster, week + 1);
}

/* ---- the shift: who is there ---- */

static double experience(const struct roster *roster, const struct area_staff *area)
{
    double all = area->permanent_fte + area->agency_fte;
    if (all <= 0) return 1.0;
    double lost = 0;
    for (int c = 0; c < COHORTS; c++)
        lost +=
            area->fresh_fte[c] * (1.0 - labour_learning(roster->labour, 4.0 * c, 4.0 * c + 4.0));
    /* agency people come and go */
    double agency_lost = 1.0 - labour_learning(roster->labour, 0, 12);
    lost += area->agency_fte * agency_lost;
    return lost < all ? 1.0 - lost / all : 0.0;
}

static void count_hours(struct roster *roster, struct area_staff *area, double rostered,
                        double present)
{
    const struct labour_def *labour = roster->labour;
    /* planned absence and leave are paid on top of the roster */
    double away = 1.0 - labour->absence_share;
    double contracted = rostered / (away * (1.0 - labour->leave_share));
    area->hours.paid_h += contracted * labour->shift_h;
    area->hours.leave_h += contracted * labour->leave_share * labour->shift_h;
    area->hours.present_h += present * (labour->shift_h - labour->break_h);
    area->hours.rest_h += present * labour->break_h;
    area->hours.absent_h += (contracted * (1.0 - labour->leave_share) - present) * labour->shift_h;
}

static void staff_area(struct roster *roster, enum hall_area number, uint32_t shift,
                       uint64_t serial)
{
    struct area_staff *area = &roster->area[number];
    const struct labour_def *labour = roster->labour;
    struct stream luck =
        stream_at(roster->luck, sim_replication(roster->sim), serial * HALL_AREAS + number);
    double all = area->permanent_fte + area->agency_fte;
    double filled = area->fte_required > 0 ? all / area->fte_required : 0;
    if (filled > 1) filled = 1;
    double wanted = area->posts[shift] * filled / (1.0 - labour->short_notice_share); /* (4) */
    double rostered = floor(wanted + stream_uniform(&luck));
    double comes = 1.0 - labour->short_notice_share;
    double present = (double)dist_binomial((uint64_t)rostered, comes, &luck); /* (5) */
    area->present = present * experience(roster, area);
    if (!roster_opening(roster)) count_hours(roster, area, rostered, present);
}

static void new_shift(struct sim *sim, void *station, uint64_t serial)
{
    struct roster *roster = station;
    uint32_t shift = shift_of_hour(date_hour_of_week(sim_now_us(sim)));
    for (int a = 0; a <= HALL_MAINTENANCE; a++)
        staff_area(roster, (enum hall_area)a, shift, serial);
    port_hand(sim, &roster->changed, 0);
    sim_in(sim, 8 * DATE_HOUR_US, SIM_CHANGE, roster->shift, roster, serial + 1);
}

/* ---- what comes out ---- */

double roster_jobs(const struct roster *roster, enum hall_area number, enum hall_employer employer)
{
    const struct area_staff *area = &roster->area[number];
    double fte = 0;
    if (employer == HALL_AGENCY) fte += area->agency_fte;
    if (employer == hall_employer_of(roster->hall, number)) fte += area->permanent_fte;
    return fte / roster->labour->fte_per_job;
}

double roster_fte(const struct roster *roster, enum hall_area number)
{
    return roster->area[number].permanent_fte + roster->area[number].agency_fte;
}

double roster_jobs_last_quarter(const struct roster *roster, enum hall_area number,
                                enum hall_employer employer)
{
    if (roster->quarter_weeks <= 0) return roster_jobs(roster, number, employer);
    return roster->area[number].quarter_jobs_weeks[employer] / roster->quarter_weeks;
}

double roster_fte_last_quarter(const struct roster *roster, enum hall_area number)
{
    if (roster->quarter_weeks <= 0) return roster_fte(roster, number);
    return roster->area[number].quarter_fte_weeks / roster->quarter_weeks;
}

const struct roster_hours *roster_hours(const struct roster *roster, enum hall_area area)
{
    return &roster->area[area].hours;
}

uint32_t roster_posts(const struct roster *roster, enum hall_area area, uint32_t shift)
{
    return roster->area[area].posts[shift];
}

double roster_forecast_h(const struct roster *roster, enum hall_area area, uint32_t hour_of_week)
{
    return roster->area[area].forecast_h[hour_of_week];
}

void roster_new_year(struct roster *roster)
{
    roster->quarter_weeks = 0;
    for (int a = 0; a < HALL_AREAS; a++) {
        struct area_staff *area = &roster->area[a];
        area->hours = (struct roster_hours){0};
        area->quarter_fte_weeks = 0;
        for (int e = 0; e < HALL_EMPLOYERS; e++)
            area->quarter_jobs_weeks[e] = 0;
    }
}

/* ---- the station ---- */

struct roster *roster_new(struct sim *sim, const struct labour_def *labour,
                          const struct hall_def *hall)
{
    struct roster *roster = sim_alloc(sim, sizeof *roster);
    roster->sim = sim;
    roster->labour = labour;
    roster->hall = hall;
    char name[2 * PARAM_NAME_BYTES];
    snprintf(name, sizeof name, "roster.%s", hall->name);
    roster->luck = cause_of(sim_seed(sim), name);
    roster->weekly = sim_kind(sim, "roster.week", new_week);
    roster->shift = sim_kind(sim, "roster.shift", new_shift);
    return roster;
}

void roster_connect(struct roster *roster, struct port changed)
{
    roster->changed = changed;
}

void roster_start(struct roster *roster)
{
    int64_t now_us = sim_now_us(roster->sim);
    int64_t days = (now_us + 3 * DATE_DAY_US) / DATE_DAY_US;
    int64_t monday_us = ((days + 6) / 7 * 7 - 3) * DATE_DAY_US;
    sim_at(roster->sim, monday_us, SIM_CHANGE, roster->weekly, roster, (uint64_t)(days / 7));
    int64_t first_us = now_us - (now_us + 2 * DATE_HOUR_US) % (8 * DATE_HOUR_US) + 8 * DATE_HOUR_US;
    sim_at(roster->sim, first_us, SIM_CHANGE, roster->shift, roster,
           (uint64_t)(first_us / (8 * DATE_HOUR_US)));
}
