// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about a hall's people, by hand: equations (1) to (7) of models/people/roster.h and (1),
 * (2) of models/people/labour.h (posts and contracts alone: test_posts.c, test_contracts.c). One
 * area with an even workload, so that every shift of the week is the same and the arithmetic fits
 * into a comment. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "models/people/roster.h"
#include "sim/date.h"
#include "tests/assertions.h"

/* 8 h paid of the 38 x 0.8821 x 0.88 that a full-timer is there for keep one post filled in one
 * shift of every week; 21 of them keep it filled always. */
static const double FTE_PER_POST = 21 * 8 / (38 * 0.8821 * 0.88);

struct office { /* a hall in which only one area works, so many worker-hours in every hour */
    struct sim *sim;
    struct labour_def labour;
    struct hall_def hall;
    struct roster *roster;
    int64_t start_us;
    double work_per_hour;
    uint16_t hourly;
    uint32_t messages_of;
};

static void offer_work(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct office *office = station;
    if (office->work_per_hour > 0) roster_work(office->roster, HALL_SORT, office->work_per_hour);
    sim_in(sim, DATE_HOUR_US, SIM_START, office->hourly, office, 0);
}

static void hear_of_change(struct sim *sim, void *station, uint64_t unused)
{
    (void)sim;
    (void)unused;
    struct office *office = station;
    office->messages_of++;
}

/* Reviews and forecasts every week, nobody leaves, no agency in ordinary times: each test turns
 * on what it is about. */
static struct office *office_new(void)
{
    struct sim_def def = sim_def_default();
    def.seed = 11;
    def.start_us = date_us(2024, 1, 1); /* a Monday */
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    struct office *office = sim_alloc(sim, sizeof *office);
    office->sim = sim;
    office->start_us = def.start_us;
    office->labour = (struct labour_def){.hours_per_week = 38,
                                         .fte_week_h = 38,
                                         .shift_h = 8,
                                         .break_h = 0.5,
                                         .break_paid = true,
                                         .absence_share = 0.1179,
                                         .leave_share = 0.12,
                                         .utilisation_target = 0.75,
                                         .square_root_beta = 0.5,
                                         .forecast_weight = 1,
                                         .review_weeks = 1,
                                         .hiring_weeks = 5,
                                         .opening_weeks = 1,
                                         .agency_max_share = 0.35,
                                         .layoff_share_per_review = 0.08,
                                         .learning_p = 6,
                                         .learning_k = 4,
                                         .fte_per_job = 0.84,
                                         .spread_h = 4};
    strcpy(office->hall.name, "office");
    office->hall.ramp_crew = office->hall.team = office->hall.dock_team =
        office->hall.buildup_team = 1;
    office->hall.workers_per_supervisor = 15;
    office->hall.phase_opens_us[1] = office->hall.phase_opens_us[2] = DATE_NEVER_US;
    return office;
}

static void open_office(struct office *office, double work_per_hour)
{
    office->roster = roster_new(office->sim, &office->labour, &office->hall);
    roster_connect(office->roster, (struct roster_ports){.changed = {hear_of_change, office}});
    office->work_per_hour = work_per_hour;
    office->hourly = sim_kind(office->sim, "test.work", offer_work);
    sim_in(office->sim, DATE_HOUR_US / 2, SIM_START, office->hourly, office, 0);
    roster_start(office->roster);
}

static void run_weeks(struct office *office, double weeks)
{
    sim_run_until(office->sim, office->start_us + (int64_t)(weeks * (double)DATE_WEEK_US));
}

enum { SHIFTS = 21 };

static uint32_t posts_of(const struct office *office, enum hall_area area, uint32_t shift)
{
    return roster_shift_posts(office->roster, area, SHIFT_LONG, 8 * shift);
}

static double agency_fte(const struct office *office)
{
    return roster_jobs(office->roster, HALL_SORT, HALL_AGENCY) * office->labour.fte_per_job;
}

static double permanent_fte(const struct office *office)
{
    return roster_fte(office->roster, HALL_SORT) - agency_fte(office);
}

/* ---- labour.h -------------------------------------------------------------------------------- */

/* (n + 6) / (n + 10): 0.6 on the first day, 16 / 20 = 0.8 after ten shifts, which are 80 hours
 * paid of 38 a week, and always rising. */
static void a_newcomer_does_three_fifths_and_four_fifths_after_ten_shifts(void **state)
{
    (void)state;
    struct office *office = office_new();
    assert_close(labour_learning(&office->labour, 0, 0), 0.6);
    assert_close(labour_learning(&office->labour, 80 / 38.0, 80 / 38.0), 0.8);
    double early = labour_learning(&office->labour, 0, 4),
           late = labour_learning(&office->labour, 4, 8);
    assert_greater(early, 0.6);
    assert_less(early, late);
    assert_less(late, 1);
    sim_free(office->sim);
}

/* 38 x 0.8821 x 0.88 = 29.49742 hours a week from one full-timer: 0.2712101 of them for each
 * weekly shift of 8 hours paid. */
static void one_weekly_shift_takes_a_quarter_of_a_person(void **state)
{
    (void)state;
    struct office *office = office_new();
    assert_near(8 * labour_fte_per_weekly_h(&office->labour), 0.2712101, 1e-7);
    sim_free(office->sim);
}

/* ---- posts and forecast ---------------------------------------------------------------------- */

/* 8 worker-hours an hour: load 8 in every shift, 8 / 0.75 + 0.5 sqrt(8) = 10.67 + 1.41 = 12.08
 * at work, half an hour of eight at their break: 12.89, 13 posts. FTE: 13 x 5.6954 = 74.04; jobs /
 * 0.84 = 88.1. The other areas have no work and no
 * posts; one supervisor for 15. */
static void posts_follow_the_load_and_its_square_root(void **state)
{
    (void)state;
    struct office *office = office_new();
    open_office(office, 8);
    run_weeks(office, 1.5);
    for (uint32_t s = 0; s < SHIFTS; s++)
        assert_int_equal(posts_of(office, HALL_SORT, s), 13);
    assert_int_equal(posts_of(office, HALL_RAMP, 0), 0);
    assert_close(roster_fte(office->roster, HALL_SORT), 13 * FTE_PER_POST);
    assert_close(roster_jobs(office->roster, HALL_SORT, HALL_OPERATOR), 13 * FTE_PER_POST / 0.84);
    assert_close(roster_fte(office->roster, HALL_SUPERVISION), 13 * FTE_PER_POST / 15);
    sim_free(office->sim);
}

/* All the week's work in the shift from Monday 06 to 14 h: only shift 0 has more than the one
 * post that is least. 80 worker-hours in 8 hours: load 10, (13.33 + 1.58) 8 / 7.5 = 15.9: 16
 * posts. */
static void work_in_one_shift_gives_posts_in_that_shift(void **state)
{
    (void)state;
    struct office *office = office_new();
    open_office(office, 0);
    sim_run_until(office->sim, office->start_us + 10 * DATE_HOUR_US);
    roster_work(office->roster, HALL_SORT, 80);
    run_weeks(office, 1.5);
    assert_int_equal(posts_of(office, HALL_SORT, 0), 16);
    for (uint32_t s = 1; s < SHIFTS; s++)
        assert_int_equal(posts_of(office, HALL_SORT, s), 1);
    sim_free(office->sim);
}

/* Guards: 1.5 a hectare x 3 ha = 4.5: 5 posts day and night; technicians: 2 sorters. Office:
 * 0.12 of the workers. */
static void standing_posts_follow_floor_and_machines(void **state)
{
    (void)state;
    struct office *office = office_new();
    office->hall.phase_m2[0] = 30000;
    office->hall.security_posts_per_10000m2 = 1.5;
    office->hall.maintenance_posts_per_sorter = 1;
    office->hall.sorters = 2;
    office->hall.office_share = 0.12;
    open_office(office, 8);
    run_weeks(office, 1.5);
    assert_int_equal(posts_of(office, HALL_SECURITY, 20), 5);
    assert_close(roster_jobs(office->roster, HALL_SECURITY, HALL_GUARDS), 5 * FTE_PER_POST / 0.84);
    assert_close(roster_fte(office->roster, HALL_MAINTENANCE), 2 * FTE_PER_POST);
    assert_close(roster_fte(office->roster, HALL_OFFICE), 0.12 * 13 * FTE_PER_POST);
    sim_free(office->sim);
}

/* (1) with w = 0.25: 8, then a week of 4 (falling work has no trend): 0.75 x 8 + 0.25 x 4 = 7,
 * then 6.25. */
static void the_forecast_takes_a_quarter_of_the_newest_week(void **state)
{
    (void)state;
    struct office *office = office_new();
    office->labour.forecast_weight = 0.25;
    open_office(office, 8);
    run_weeks(office, 1.001);
    assert_close(roster_forecast_h(office->roster, HALL_SORT, 100), 8);
    office->work_per_hour = 4;
    run_weeks(office, 2.001);
    assert_close(roster_forecast_h(office->roster, HALL_SORT, 100), 7);
    run_weeks(office, 3.001);
    assert_close(roster_forecast_h(office->roster, HALL_SORT, 100), 6.25);
    sim_free(office->sim);
}

/* (3) Work of 8, then 10 an hour, weight 1: the forecast rises by 2 x 168 hours, the trend
 * takes half of it, 168; hiring takes 1 week: 1 + 168 x 2 / 1680 = 1.2, so load 12: 16 + 0.5 x
 * 3.46 = 17.7, 8 / 7.5 of that 18.9: 19 posts. Without the trend, load 10 gives 16. */
static void rising_work_is_hired_ahead_for(void **state)
{
    (void)state;
    struct office *office = office_new();
    office->labour.hiring_weeks = 1;
    open_office(office, 8);
    run_weeks(office, 1.001);
    office->work_per_hour = 10;
    run_weeks(office, 2.001);
    assert_int_equal(posts_of(office, HALL_SORT, 5), 19);
    sim_free(office->sim);
}

/* ---- contracts ------------------------------------------------------------------------------- */

/* Work doubles at the start of week 1, from 8 to 16 an hour. Read on Monday of week 2: trend
 * 0.5 x 8 x 168, ahead 1 + 672 x 6 / 2688 = 2.5, held at 2: load 32, (42.67 + 2.83) 8 / 7.5 =
 * 48.5: 49 posts, 279.1 FTE. The newcomers start five weeks later; till then the agency gives at
 * most 0.35 of what is needed. In week 3 the trend is half as strong: 1.75, load 28, (37.33 + 2.65)
 * 8 / 7.5 = 42.6: 43 posts; fewer every week after. */
static void newcomers_start_after_the_hiring_time_and_the_agency_fills_up_to_its_limit(void **state)
{
    (void)state;
    struct office *office = office_new();
    open_office(office, 8);
    run_weeks(office, 1.001);
    assert_close(permanent_fte(office), 13 * FTE_PER_POST);
    assert_equal(agency_fte(office), 0);
    office->work_per_hour = 16;
    run_weeks(office, 2.001);
    assert_int_equal(posts_of(office, HALL_SORT, 3), 49);
    assert_close(permanent_fte(office), 13 * FTE_PER_POST);
    assert_close(agency_fte(office), 0.35 * 49 * FTE_PER_POST);
    run_weeks(office, 3.001);
    assert_int_equal(posts_of(office, HALL_SORT, 3), 43);
    run_weeks(office, 6.999);
    /* too many are coming by now: some are let go */
    assert_at_most(permanent_fte(office), 13 * FTE_PER_POST);
    run_weeks(office, 7.001);
    assert_greater(permanent_fte(office), 36 * FTE_PER_POST * 0.9);
    assert_equal(agency_fte(office), 0);
    sim_free(office->sim);
}

/* In ordinary times 0.068 of the people come from the agency. A post that is needed is filled:
 * together they are all. */
static void the_agency_keeps_its_share_in_ordinary_times(void **state)
{
    (void)state;
    struct office *office = office_new();
    office->labour.agency_base_share = 0.068;
    open_office(office, 8);
    run_weeks(office, 5);
    assert_close(agency_fte(office), 0.068 * 13 * FTE_PER_POST);
    assert_close(roster_fte(office->roster, HALL_SORT), 13 * FTE_PER_POST);
    sim_free(office->sim);
}

/* Work stops being needed by half: at most 0.08 of the staff go at a review, 0.92 and 0.92 x
 * 0.92 are left. */
static void too_many_people_are_let_go_slowly(void **state)
{
    (void)state;
    struct office *office = office_new();
    open_office(office, 8);
    run_weeks(office, 1.001);
    office->work_per_hour = 1;
    run_weeks(office, 2.001);
    assert_close(permanent_fte(office), 0.92 * 13 * FTE_PER_POST);
    run_weeks(office, 3.001);
    assert_close(permanent_fte(office), 0.92 * 0.92 * 13 * FTE_PER_POST);
    sim_free(office->sim);
}

/* 0.29 of the staff leave in a year, 1 / 52 of it each week: after the first Monday 1 - 0.29 /
 * 52 = 0.994423 are left, and the agency stands in. */
static void people_leave_and_the_agency_stands_in(void **state)
{
    (void)state;
    struct office *office = office_new();
    office->labour.attrition_share_per_year = 0.29;
    open_office(office, 8);
    run_weeks(office, 1.001);
    assert_close(permanent_fte(office), (1 - 0.29 / 52) * 13 * FTE_PER_POST);
    assert_close(agency_fte(office) / (13 * FTE_PER_POST), 0.29 / 52);
    sim_free(office->sim);
}

/* ---- who is there ---------------------------------------------------------------------------- */

/* Nobody is short-notice ill: 13 posts, 13 people, at full rate, 7.5 hours of eight: 12.1875
 * at work at any time. A shift's rate with newcomers is less: the agency's 0.068 at the mean of the
 * learning curve over twelve weeks. A hall that is opening has all the people it wants. */
static void the_shift_is_there_at_the_rate_of_its_experience(void **state)
{
    (void)state;
    struct office *office = office_new();
    open_office(office, 8);
    run_weeks(office, 0.5);
    assert_true(roster_opening(office->roster));
    assert_greater(roster_present(office->roster, HALL_SORT), 1000);
    run_weeks(office, 2);
    assert_false(roster_opening(office->roster));
    assert_close(roster_present(office->roster, HALL_SORT), 12.1875);
    assert_int_equal(roster_teams(office->roster, HALL_SORT, 3), 4);  /* 12.19 / 3 = 4.06 */
    assert_int_equal(roster_teams(office->roster, HALL_SORT, 40), 1); /* somebody is there */
    assert_int_equal(roster_teams(office->roster, HALL_RAMP, 8), 0);
    assert_int_equal(office->messages_of, 2 * 21); /* every shift is reported */
    sim_free(office->sim);

    office = office_new();
    office->labour.agency_base_share = 0.068;
    open_office(office, 8);
    run_weeks(office, 2);
    double rate = 1 - 0.068 * (1 - labour_learning(&office->labour, 0, 12));
    assert_close(roster_present(office->roster, HALL_SORT), 12.1875 * rate);
    sim_free(office->sim);
}

/* (4), (5): 13 / 0.955 = 13.61 on the roster, of whom 0.045 do not come: 13 on average. Over 50
 * weeks of 21 shifts, a shift's sd sqrt(13.6 x 0.045 x 0.955 + 0.24) = 0.91 makes 0.028 of the
 * mean; 0.12 is four of those and catches illness that is not rostered for (0.6 of a person).
 * (7), (8) and the ledger: paid = rostered x 0.955 x 8 / (0.8821 x 0.88), so that of the hours
 * paid and not on leave 11.79 % are absent, short notice and all (0.008 is four of its sd; absence
 * on top of short notice would be 15.8 %); and of 13 posts' FTE each is paid 38 hours in each of
 * the 50 weeks. */
static void hours_paid_are_all_accounted_for(void **state)
{
    (void)state;
    struct office *office = office_new();
    office->labour.short_notice_share = 0.045;
    open_office(office, 8);
    run_weeks(office, 1.25); /* Tuesday 18 h */
    roster_new_year(office->roster);
    run_weeks(office, 51.25);
    const struct roster_hours *hours = roster_hours(office->roster, HALL_SORT);
    double shifts = 50 * 21;
    assert_near(hours->present_h / (8 - 0.5) / shifts, 13, 0.12);
    assert_close(hours->rest_h / hours->present_h, 0.5 / 7.5);
    assert_close(hours->leave_h, 0.12 * hours->paid_h);
    assert_close(hours->present_h + hours->rest_h + hours->absent_h + hours->leave_h,
                 hours->paid_h);
    double rostered = hours->paid_h / 8 * 0.8821 * 0.88 / 0.955 / shifts;
    assert_near(rostered, 13 / 0.955, 0.07); /* 13 or 14: sd 0.49 / sqrt(1050) = 0.015 */
    assert_near(hours->absent_h / (hours->paid_h - hours->leave_h), 0.1179, 0.008);
    double contracts_h = roster_fte(office->roster, HALL_SORT) * 38 * 50;
    assert_near(hours->paid_h / contracts_h, 1, 0.006);
    sim_free(office->sim);
}

/* (7), (11): who comes is 13 in each of the 210 shifts of ten weeks, 7.5 h of work each: 20,475 h.
 * A supervisor for 15 works 1 / 15 of the 13 x 168 h they are paid in a week: 1,456 h. Twice the
 * absence takes 0.8821 / 0.7642 times the people, and nobody works an hour more. */
static void more_absence_takes_more_people_for_the_same_hours_worked(void **state)
{
    (void)state;
    double fte[2];
    for (int twice = 0; twice < 2; twice++) {
        struct office *office = office_new();
        office->labour.absence_share *= 1 + twice;
        open_office(office, 8);
        run_weeks(office, 1.25);
        roster_new_year(office->roster);
        run_weeks(office, 11.25);
        assert_close(roster_worked_h(office->roster), 20475 + 1456);
        fte[twice] = roster_fte(office->roster, HALL_SORT);
        sim_free(office->sim);
    }
    assert_close(fte[1] / fte[0], 0.8821 / 0.7642);
}

/* From 13 posts' work to 4: four hours an hour are (5.33 + 1.0) 8 / 7.5, 7 posts. Nobody leaves by
 * himself, a twelfth and a half is let go each week: the week after, 0.92 x 13 posts' FTE are paid,
 * of whom 7 have a roster and the rest of it are spare. */
static void those_too_many_are_paid_without_a_roster(void **state)
{
    (void)state;
    struct office *office = office_new();
    open_office(office, 8);
    run_weeks(office, 10.001);
    office->work_per_hour = 4;
    run_weeks(office, 10.999);
    roster_new_year(office->roster); /* just before the Monday on which it is noticed */
    run_weeks(office, 11.001);
    const struct roster_hours *hours = roster_hours(office->roster, HALL_SORT);
    assert_close(hours->spare_h, (0.92 * 13 - 7) * FTE_PER_POST * 38);
    run_weeks(office, 11.9999);
    double contracts_h = roster_fte(office->roster, HALL_SORT) * 38;
    assert_near(hours->paid_h / contracts_h, 1, 0.03); /* of its 21 shifts the first began before */
    sim_free(office->sim);
}

/* (6) Nobody hires and half of the posts have nobody: of 12 posts 6 are filled (4), and those
 * there work a fifth longer: 7.2 people's worth. Overtime is 1/6 of the hours worked. */
static void colleagues_work_longer_for_empty_posts(void **state)
{
    (void)state;
    struct office *office = office_new();
    office->labour.square_root_beta = 0; /* 8.4375 / 0.75 x 8 / 7.5 = 12 posts */
    office->labour.overtime_max_share = 0.2;
    office->labour.agency_max_share = 0;
    office->labour.attrition_share_per_year = 26; /* half of them leave on Monday */
    open_office(office, 8.4375);
    run_weeks(office, 1.001);
    assert_close(permanent_fte(office), 6 * FTE_PER_POST);
    run_weeks(office, 1.5);
    assert_close(roster_present(office->roster, HALL_SORT), 6 * 1.2 * 7.5 / 8);
    const struct roster_hours *hours = roster_hours(office->roster, HALL_SORT);
    assert_close(hours->overtime_h * (1 - 0.5 / 8), hours->present_h / 6);
    sim_free(office->sim);
}

/* Work of 12 hours arrives daily at 9 h; spread over four hours it is 3 an hour from 9 to 13 h:
 * (4 + 0.87) 8 / 7.5 = 5.2, 6 people, else one. The five more come by a short shift from 8 to 12
 * and by another from 12 to 16, or by a long one from 6 to 14 (dearer than one short, cheaper than
 * two: 480 against 552). So 6 from 6 to 14 h and 1 else, 7.5 hours of eight at work, and the mean
 * week says the same. */
static void a_cover_is_there_by_the_hour(void **state)
{
    (void)state;
    struct office *office = office_new();
    office->labour.shift_plan = LABOUR_COVER;
    office->labour.spread_h = 4;
    office->labour.long_start_every_h = 8;
    office->labour.short_shift_h = 4;
    office->labour.short_start_every_h = 2;
    office->labour.short_shift_price = 1.15;
    open_office(office, 0);
    for (int day = 0; day < 21; day++) {
        sim_run_until(office->sim, office->start_us + (24 * day + 9) * DATE_HOUR_US + 1);
        roster_work(office->roster, HALL_SORT, 12);
        if (day < 14) continue;
        for (int h = 9; h < 24; h++) {
            sim_run_until(office->sim, office->start_us + (24 * day + h) * DATE_HOUR_US + 2);
            assert_close(roster_present(office->roster, HALL_SORT), (h < 14 ? 6 : 1) * 7.5 / 8);
        }
    }
    assert_int_equal(roster_shift_posts(office->roster, HALL_SORT, SHIFT_SHORT, 2), 0);
    assert_int_equal(roster_shift_posts(office->roster, HALL_SORT, SHIFT_LONG, 0), 6);
    assert_close(roster_mean_week(office->roster, HALL_SORT, ROSTER_REQUIRED, 9), 6);
    assert_close(roster_mean_week(office->roster, HALL_SORT, ROSTER_REQUIRED, 13), 1);
    assert_close(roster_mean_week(office->roster, HALL_SORT, ROSTER_PRESENT, 13), 6);
    assert_close(roster_mean_week(office->roster, HALL_SORT, ROSTER_ROSTERED, 15), 1);
    sim_free(office->sim);
}

/* Everything on at once, work that changes every week: (7) still adds up to the last hour, and
 * each part of it is there. */
static void hours_add_up_with_everything_on(void **state)
{
    (void)state;
    struct office *office = office_new();
    struct labour_def *labour = &office->labour;
    labour->shift_plan = LABOUR_COVER;
    labour->spread_h = 4;
    labour->long_start_every_h = 4;
    labour->short_shift_h = 5;
    labour->short_start_every_h = 1;
    labour->short_shift_price = 1.1;
    labour->short_notice_share = 0.045;
    labour->standby_confidence = 0.6;
    labour->overtime_max_share = 0.1;
    labour->training_weeks = 2;
    labour->no_show_share = 0.1;
    labour->early_leave_share = 0.3;
    labour->attrition_share_per_year = 0.29;
    open_office(office, 8);
    for (int week = 1; week < 60; week++) {
        run_weeks(office, week);
        office->work_per_hour = 8 + 7 * (week % 5);
    }
    const struct roster_hours *hours = roster_hours(office->roster, HALL_SORT);
    double accounted_h = hours->present_h + hours->rest_h + hours->absent_h + hours->leave_h +
                         hours->training_h + hours->spare_h;
    assert_close(accounted_h, hours->paid_h);
    assert_greater(hours->overtime_h, 0);
    assert_greater(hours->training_h, 0);
    assert_greater(hours->absent_h, 0);
    assert_greater(hours->spare_h, 0);
    sim_free(office->sim);
}

/* Shifts of 10 hours at 6, 14 and 22 h: 8 / 0.75 + 1.414 = 12.08 at work, of 10 hours 9.5: 12.7, 13
 * posts. From 6 to 8 h, 14 to 16 and 22 to 24 two shifts are there: 26 people, else 13; 0.95 of
 * them at work. A week pays 21 x 13 shifts of 10 hours less the break, which is not paid: 9.5. */
static void shifts_that_overlap_are_there_together(void **state)
{
    (void)state;
    struct office *office = office_new();
    office->labour.shift_h = 10;
    office->labour.break_paid = false;
    open_office(office, 8);
    run_weeks(office, 2 + 1e-6);
    roster_new_year(office->roster);
    for (int h = 0; h < 168; h++) {
        sim_run_until(office->sim,
                      office->start_us + 2 * DATE_WEEK_US + h * DATE_HOUR_US + DATE_HOUR_US / 4);
        bool both = h % 24 == 6 || h % 24 == 7 || h % 24 == 14 || h % 24 == 15 || h % 24 >= 22;
        assert_close(roster_present(office->roster, HALL_SORT), (both ? 26 : 13) * 0.95);
    }
    run_weeks(office, 3 - 1e-6);
    const struct roster_hours *hours = roster_hours(office->roster, HALL_SORT);
    assert_close(hours->paid_h * 0.8821 * 0.88, 21 * 13 * 9.5);
    assert_equal(hours->rest_h, 0);
    assert_close(hours->present_h + hours->rest_h + hours->absent_h + hours->leave_h,
                 hours->paid_h);
    assert_close(roster_fte(office->roster, HALL_SORT) * 38, hours->paid_h);
    sim_free(office->sim);
}

/* The last quarter's mean: 13 posts all the while, from October on. */
static void the_last_quarter_is_a_mean_over_its_weeks(void **state)
{
    (void)state;
    struct office *office = office_new();
    open_office(office, 8);
    run_weeks(office, 45);
    assert_close(roster_fte_last_quarter(office->roster, HALL_SORT), 13 * FTE_PER_POST);
    double jobs = roster_jobs_last_quarter(office->roster, HALL_SORT, HALL_OPERATOR);
    assert_close(jobs, 13 * FTE_PER_POST / 0.84);
    sim_free(office->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_newcomer_does_three_fifths_and_four_fifths_after_ten_shifts),
        cmocka_unit_test(one_weekly_shift_takes_a_quarter_of_a_person),
        cmocka_unit_test(posts_follow_the_load_and_its_square_root),
        cmocka_unit_test(work_in_one_shift_gives_posts_in_that_shift),
        cmocka_unit_test(standing_posts_follow_floor_and_machines),
        cmocka_unit_test(the_forecast_takes_a_quarter_of_the_newest_week),
        cmocka_unit_test(rising_work_is_hired_ahead_for),
        cmocka_unit_test(
            newcomers_start_after_the_hiring_time_and_the_agency_fills_up_to_its_limit),
        cmocka_unit_test(the_agency_keeps_its_share_in_ordinary_times),
        cmocka_unit_test(too_many_people_are_let_go_slowly),
        cmocka_unit_test(people_leave_and_the_agency_stands_in),
        cmocka_unit_test(the_shift_is_there_at_the_rate_of_its_experience),
        cmocka_unit_test(hours_paid_are_all_accounted_for),
        cmocka_unit_test(more_absence_takes_more_people_for_the_same_hours_worked),
        cmocka_unit_test(those_too_many_are_paid_without_a_roster),
        cmocka_unit_test(colleagues_work_longer_for_empty_posts),
        cmocka_unit_test(a_cover_is_there_by_the_hour),
        cmocka_unit_test(hours_add_up_with_everything_on),
        cmocka_unit_test(shifts_that_overlap_are_there_together),
        cmocka_unit_test(the_last_quarter_is_a_mean_over_its_weeks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
