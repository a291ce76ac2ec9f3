// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/roster.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/people/contracts.h"
#include "models/people/workload.h"
#include "sim/random/dist.h"
#include "sim/random/stream.h"
#include "sim/date.h"

enum { DUTIES = LABOUR_LONGEST_H }; /* no shift is longer */
/* people, while the hall is opening: the building is the limit then */
static const double OPENING_PRESENT = 100000.0;

/* A shift at work: until it ends, its people are there. */
struct on_duty {
    uint64_t until_h; /* hours since 1970 */
    double rostered, present;
};

struct area_staff {
    struct workload workload;
    struct posts posts;
    struct contracts contracts;
    struct on_duty duty[SHIFT_SORTS][DUTIES]; /* by hour of their start modulo DUTIES */
    double present;                           /* weighted by experience */
    struct roster_hours hours;
    double mean_week[ROSTER_SERIES][ROSTER_HOURS]; /* sums */
    double standing_share; /* of the people required: those that hardly any work would keep */
    double quarter_jobs_weeks[HALL_EMPLOYERS], quarter_fte_weeks, quarter_standing_weeks;
};

struct roster {
    struct sim *sim;
    const struct labour_def *labour;
    const struct hall_def *hall;
    struct roster_ports to;
    struct area_staff area[HALL_AREAS];
    struct stream_key stream;
    uint64_t week;
    uint32_t weeks_open; /* weeks with work so far */
    double quarter_weeks;
    double days_h; /* worked by those who stand on no roster, since the new year */
    uint32_t hour_seen[ROSTER_HOURS]; /* how often since the new year */
    bool worked_this_week;
    uint16_t weekly, shift;
};

/* ---- work in --------------------------------------------------------------------------------- */

void roster_work(struct roster *roster, enum hall_area area, double worker_h)
{
    int32_t hour = date_hour_of_week(sim_now_us(roster->sim));
    workload_offer(&roster->area[area].workload, hour, worker_h);
    if (!roster_opening(roster)) roster->area[area].mean_week[ROSTER_WORK][hour] += worker_h;
    roster->worked_this_week = true;
}

bool roster_opening(const struct roster *roster)
{
    return roster->weeks_open < roster->labour->opening_weeks;
}

double roster_present(const struct roster *roster, enum hall_area area)
{
    return roster_opening(roster) ? OPENING_PRESENT : roster->area[area].present;
}

uint32_t roster_teams(const struct roster *roster, enum hall_area area, uint32_t size)
{
    double present = roster_present(roster, area);
    if (present <= 0) return 0;
    double teams = floor(present / size + 0.5);
    return teams < 1 ? 1 : (uint32_t)teams;
}

/* ---- the week: forecast, posts, contracts ---------------------------------------------------- */

/* More people than feed the machines do not sort faster. */
static double most_work_h(const struct roster *roster, enum hall_area area)
{
    double pieces_per_h = hall_sorter_pieces_per_h(roster->hall);
    if (area != HALL_SORT || pieces_per_h <= 0) return INFINITY;
    return pieces_per_h / hall_sorted_per_worker_h(roster->hall);
}

static void require(struct area_staff *area, double fte, double standing_fte)
{
    area->contracts.required_fte = fte;
    if (fte > 0) area->standing_share = standing_fte / fte;
}

static void set_working_posts(struct roster *roster, enum hall_area number)
{
    struct area_staff *area = &roster->area[number];
    /* (3): who hires for a rising workload hires for the week in which the newcomers start */
    double ahead = workload_ahead(&area->workload, roster->labour->hiring_weeks + 1.0);
    posts_for_work(&area->posts, roster->labour, area->workload.forecast_h,
                   hall_crew(roster->hall, number), ahead, most_work_h(roster, number)); /* (2) */
    require(area, posts_fte(&area->posts, roster->labour),
            posts_least_fte(&area->posts, roster->labour, hall_crew(roster->hall, number)));
}

static void set_standing_posts(struct roster *roster, enum hall_area number, double people)
{
    struct area_staff *area = &roster->area[number];
    posts_standing(&area->posts, roster->labour, (uint32_t)ceil(people));
    double fte = posts_fte(&area->posts, roster->labour);
    require(area, fte, fte);
}

/* Supervision and office work follow the heads they lead and serve; they work days, without
 * posts. */
static void set_posts(struct roster *roster)
{
    double workers_fte = 0, standing_fte = 0;
    for (int a = 0; a < HALL_WORKING_AREAS; a++) {
        struct area_staff *area = &roster->area[a];
        set_working_posts(roster, (enum hall_area)a);
        workers_fte += area->contracts.required_fte;
        standing_fte += area->contracts.required_fte * area->standing_share;
    }
    const struct hall_def *hall = roster->hall;
    bool open = workers_fte > 0;
    double area_m2 = hall_area_m2(hall, sim_now_us(roster->sim));
    double guards = open ? hall->security_posts_per_10000m2 * area_m2 / 10000.0 : 0;
    set_standing_posts(roster, HALL_SECURITY, guards);
    double technicians = open ? hall->maintenance_posts_per_sorter * hall->sorters : 0;
    set_standing_posts(roster, HALL_MAINTENANCE, technicians);
    const double led = 1.0 / hall->workers_per_supervisor, served = hall->office_share;
    require(&roster->area[HALL_SUPERVISION], workers_fte * led, standing_fte * led);
    require(&roster->area[HALL_OFFICE], workers_fte * served, standing_fte * served);
}

static double standing_jobs(const struct roster *roster, enum hall_area number)
{
    const struct area_staff *area = &roster->area[number];
    return labour_heads(roster->labour, contracts_fte(&area->contracts)) * area->standing_share;
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
        area->quarter_standing_weeks += standing_jobs(roster, (enum hall_area)a);
    }
}

/* Work in an area where nobody is employed yet: it is staffed at once, as an opening is. */
static bool has_new_activity(const struct roster *roster)
{
    for (int a = 0; a < HALL_WORKING_AREAS; a++) {
        const struct area_staff *area = &roster->area[a];
        if (area->contracts.required_fte > 0) continue;
        if (workload_expected(&area->workload)) return true;
    }
    return false;
}

/* Those who are paid this week and stand on no roster: in training, or too many and not yet let
 * go. */
static void count_unrostered(struct roster *roster, enum hall_area number)
{
    struct area_staff *area = &roster->area[number];
    const struct contracts *contracts = &area->contracts;
    if (roster_opening(roster) || number > HALL_MAINTENANCE) return;
    double training_h = contracts->trainee_fte * roster->labour->fte_week_h;
    double too_many = contracts->permanent_fte + contracts->agency_fte - contracts->required_fte;
    double spare_h = too_many > 0 ? too_many * roster->labour->fte_week_h : 0;
    area->hours.training_h += training_h;
    area->hours.spare_h += spare_h;
    area->hours.paid_h += training_h + spare_h;
}

/* (11) */
static void count_days(struct roster *roster)
{
    const struct labour_def *labour = roster->labour;
    const double worked_share = (1.0 - labour->absence_share) * (1.0 - labour->leave_share);
    if (roster_opening(roster)) return;
    for (int a = HALL_SUPERVISION; a < HALL_AREAS; a++)
        roster->days_h += roster_fte(roster, (enum hall_area)a) * labour->fte_week_h * worked_share;
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
        workload_new_week(&roster->area[a].workload, weight); /* (1) */
    bool fresh = has_new_activity(roster);
    bool review = opening || fresh || week % roster->labour->review_weeks == 0;
    if (review) set_posts(roster);
    for (int a = 0; a < HALL_AREAS; a++) {
        struct contracts *contracts = &roster->area[a].contracts;
        bool at_once = opening || contracts->permanent_fte <= 0;
        if (review) contracts_review(contracts, roster->labour, week, at_once);
        contracts_week(contracts, roster->labour, week);
        count_unrostered(roster, (enum hall_area)a);
    }
    count_heads(roster);
    count_days(roster);
    sim_in(sim, DATE_WEEK_US, SIM_CHANGE, roster->weekly, roster, week + 1);
}

/* ---- the shift: who is there ----------------------------------------------------------------- */

static int32_t hour_of_week(uint64_t hour)
{
    return (int32_t)((hour + 3 * 24) % ROSTER_HOURS); /* 1970 began on a Thursday */
}

/* (7) of one shift. */
static void count_hours(struct roster *roster, struct area_staff *area, enum shift_sort sort,
                        double rostered, double present, double overtime)
{
    const struct labour_def *labour = roster->labour;
    struct roster_hours *hours = &area->hours;
    double length_h = posts_shift_length_h(labour, sort);
    double paid_h = posts_paid_h(&area->posts, labour, sort);
    double worked_h = area->posts.standing ? length_h : labour_worked_h(labour, length_h);
    double come = rostered * (1.0 - labour->short_notice_share);
    double contracted =
        come / ((1.0 - labour->absence_share) * (1.0 - labour->leave_share)); /* (8) */
    hours->paid_h += (contracted + overtime) * paid_h;
    hours->leave_h += contracted * labour->leave_share * paid_h;
    hours->absent_h += (contracted * (1.0 - labour->leave_share) - present) * paid_h;
    hours->present_h += (present + overtime) * worked_h;
    hours->rest_h += (present + overtime) * (paid_h - worked_h);
    hours->overtime_h += overtime * paid_h;
}

/* A shift comes in: who is on its roster, who of them comes, who stays longer for the rest. */
static void start_shift(struct roster *roster, struct area_staff *area, enum shift_sort sort,
                        uint64_t hour, struct stream *stream)
{
    const struct labour_def *labour = roster->labour;
    uint32_t at = posts_roster_hour(hour_of_week(hour));
    uint32_t posts = area->posts.starts[sort][at];
    double filled = contracts_filled(&area->contracts);
    double rostered = floor(posts_rostered(&area->posts, labour, sort, at, filled) +
                            stream_uniform(stream)); /* (4) */
    double comes = 1.0 - labour->short_notice_share;
    double present = (double)dist_binomial((uint64_t)rostered, comes, stream); /* (5) */
    double most = labour->overtime_max_share * present;                        /* (6) */
    double overtime = posts > present ? posts - present : 0;
    if (overtime > most) overtime = most;
    area->duty[sort][hour % DUTIES] =
        (struct on_duty){hour + posts_shift_length_h(labour, sort), rostered, present + overtime};
    if (!roster_opening(roster)) count_hours(roster, area, sort, rostered, present, overtime);
}

static double on_duty(const struct area_staff *area, uint64_t hour, bool present)
{
    double people = 0;
    for (enum shift_sort sort = 0; sort < SHIFT_SORTS; sort++)
        for (int d = 0; d < DUTIES; d++) {
            const struct on_duty *duty = &area->duty[sort][d];
            if (duty->until_h > hour) people += present ? duty->present : duty->rostered;
        }
    return people;
}

/* What holds from this hour until the next look, for the mean week. */
static void count_mean_week(const struct roster *roster, struct area_staff *area, uint64_t hour,
                            uint64_t hours)
{
    double rostered = on_duty(area, hour, false), present = on_duty(area, hour, true);
    if (roster_opening(roster)) return;
    for (uint64_t h = hour; h < hour + hours; h++) {
        int32_t at = hour_of_week(h);
        area->mean_week[ROSTER_REQUIRED][at] += area->posts.needed[posts_roster_hour(at)];
        area->mean_week[ROSTER_ROSTERED][at] += rostered;
        area->mean_week[ROSTER_PRESENT][at] += present;
    }
}

/* The stream of a shift is named by the hour it starts in, its area, and its sort. */
static struct stream shift_noise(const struct roster *roster, uint64_t hour, enum hall_area area,
                                 enum shift_sort sort)
{
    uint64_t address = (hour * SHIFT_SORTS + sort) * HALL_AREAS + (uint64_t)area;
    return stream_at(roster->stream, sim_replication(roster->sim), address);
}

/* Those at their break are not at work; a standing post has no break. */
static double at_work(const struct roster *roster, const struct area_staff *area, uint64_t hour)
{
    const struct labour_def *labour = roster->labour;
    double worked_share =
        area->posts.standing ? 1.0 : labour_worked_h(labour, labour->shift_h) / labour->shift_h;
    return on_duty(area, hour, true) * worked_share * contracts_rate(&area->contracts, labour);
}

/* Whether somebody comes or goes at this hour. */
static bool people_change(const struct roster *roster, uint64_t hour)
{
    const struct labour_def *labour = roster->labour;
    if (labour->shift_plan == LABOUR_COVER) return true;
    if (labour_relief_at(labour, (uint32_t)(hour % 24))) return true;
    uint32_t at = posts_roster_hour(hour_of_week(hour));
    for (int a = 0; a <= HALL_MAINTENANCE; a++)
        for (enum shift_sort sort = 0; sort < SHIFT_SORTS; sort++) {
            const struct area_staff *area = &roster->area[a];
            if (area->posts.starts[sort][at] > 0) return true;
            for (int d = 0; d < DUTIES; d++)
                if (area->duty[sort][d].until_h == hour) return true;
        }
    return false;
}

static void new_shift(struct sim *sim, void *station, uint64_t hour)
{
    struct roster *roster = station;
    for (int a = 0; a <= HALL_MAINTENANCE; a++) {
        struct area_staff *area = &roster->area[a];
        for (enum shift_sort sort = 0; sort < SHIFT_SORTS; sort++) {
            if (area->posts.starts[sort][posts_roster_hour(hour_of_week(hour))] == 0) continue;
            struct stream stream = shift_noise(roster, hour, (enum hall_area)a, sort);
            start_shift(roster, area, sort, hour, &stream);
        }
        area->present = at_work(roster, area, hour);
    }
    uint64_t next = 1; /* a relay comes within a shift's length */
    while (!people_change(roster, hour + next))
        next++;
    for (int a = 0; a <= HALL_MAINTENANCE; a++)
        count_mean_week(roster, &roster->area[a], hour, next);
    for (uint64_t h = hour; h < hour + next && !roster_opening(roster); h++)
        roster->hour_seen[hour_of_week(h)]++;
    port_hand(sim, &roster->to.changed, 0);
    sim_in(sim, (int64_t)next * DATE_HOUR_US, SIM_CHANGE, roster->shift, roster, hour + next);
}

/* ---- what comes out -------------------------------------------------------------------------- */

double roster_jobs(const struct roster *roster, enum hall_area number, enum hall_employer employer)
{
    const struct contracts *contracts = &roster->area[number].contracts;
    double fte = 0;
    if (employer == HALL_AGENCY) fte += contracts->agency_fte;
    if (employer == hall_employer_of(roster->hall, number))
        fte += contracts->permanent_fte + contracts->trainee_fte;
    return labour_heads(roster->labour, fte);
}

double roster_fte(const struct roster *roster, enum hall_area number)
{
    return contracts_fte(&roster->area[number].contracts);
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

double roster_standing_last_quarter(const struct roster *roster, enum hall_area number)
{
    if (roster->quarter_weeks <= 0) return standing_jobs(roster, number);
    return roster->area[number].quarter_standing_weeks / roster->quarter_weeks;
}

double roster_worked_h(const struct roster *roster)
{
    double worked_h = roster->days_h;
    for (int a = 0; a <= HALL_MAINTENANCE; a++)
        worked_h += roster->area[a].hours.present_h;
    return worked_h;
}

const struct roster_hours *roster_hours(const struct roster *roster, enum hall_area area)
{
    return &roster->area[area].hours;
}

uint32_t roster_shift_posts(const struct roster *roster, enum hall_area area, enum shift_sort sort,
                            uint32_t roster_hour)
{
    return roster->area[area].posts.starts[sort][roster_hour];
}

double roster_mean_week(const struct roster *roster, enum hall_area area, enum roster_series series,
                        uint32_t hour)
{
    uint32_t seen = roster->hour_seen[hour];
    return seen > 0 ? roster->area[area].mean_week[series][hour] / seen : NAN;
}

double roster_forecast_h(const struct roster *roster, enum hall_area area, uint32_t hour_of_week)
{
    return roster->area[area].workload.forecast_h[hour_of_week];
}

void roster_new_year(struct roster *roster)
{
    roster->quarter_weeks = roster->days_h = 0;
    memset(roster->hour_seen, 0, sizeof roster->hour_seen);
    for (int a = 0; a < HALL_AREAS; a++) {
        struct area_staff *area = &roster->area[a];
        area->hours = (struct roster_hours){0};
        memset(area->mean_week, 0, sizeof area->mean_week);
        area->quarter_fte_weeks = area->quarter_standing_weeks = 0;
        for (int e = 0; e < HALL_EMPLOYERS; e++)
            area->quarter_jobs_weeks[e] = 0;
    }
}

/* ---- the station ----------------------------------------------------------------------------- */

struct roster *roster_new(struct sim *sim, const struct labour_def *labour,
                          const struct hall_def *hall)
{
    struct roster *roster = sim_alloc(sim, sizeof *roster);
    roster->sim = sim;
    roster->labour = labour;
    roster->hall = hall;
    char name[2 * PARAM_NAME_BYTES];
    snprintf(name, sizeof name, "roster.%s", hall->name);
    roster->stream = stream_key_of(sim_seed(sim), name);
    roster->weekly = sim_kind(sim, "roster.week", new_week);
    roster->shift = sim_kind(sim, "roster.shift", new_shift);
    return roster;
}

void roster_connect(struct roster *roster, struct roster_ports ports)
{
    roster->to = ports;
}

void roster_start(struct roster *roster)
{
    int64_t now_us = sim_now_us(roster->sim);
    int64_t days = (now_us + 3 * DATE_DAY_US) / DATE_DAY_US;
    int64_t monday_us = ((days + 6) / 7 * 7 - 3) * DATE_DAY_US;
    sim_at(roster->sim, monday_us, SIM_CHANGE, roster->weekly, roster, (uint64_t)(days / 7));
    uint64_t hour = (uint64_t)(now_us / DATE_HOUR_US) + 1;
    while (!labour_relief_at(roster->labour, (uint32_t)(hour % 24)))
        hour++;
    sim_at(roster->sim, (int64_t)hour * DATE_HOUR_US, SIM_CHANGE, roster->shift, roster, hour);
}
