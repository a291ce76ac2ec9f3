// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims about the buffer between tug and breakdown: when it is full trains stand at the hall with
 * their tug, dollies and check-in place. What is by hand has its arithmetic in the comment. Theory
 * follows the rule of tests/sim/theory.h: 20 replications, fixed seeds, 1 false alarm in 1,000, and
 * the share of the exact value that an error must reach to be caught.
 */
#include "models/hall/breakdown.h"
#include "tests/models/apron.h"
#include "tests/sim/theory.h"
#include "tests/assertions.h"

enum { FLIGHTS = 5, ULDS = 40, PLACES = CARGO_ULDS_MAX };

struct hall { /* an apron, and the floor its ULDs go to */
    struct apron *apron;
    struct breakdown *floor;
    double out_min[FLIGHTS * PLACES]; /* when its contents went on, by flight and place */
    uint64_t out;
};

static void note_out(struct sim *sim, void *station, uint64_t number)
{
    struct hall *hall = station;
    const struct uld *uld = cargo_uld(&hall->apron->cargo, number);
    hall->out_min[(uld->serial * PLACES + uld->place) % (FLIGHTS * PLACES)] = now_min(hall->apron);
    hall->out++;
    take_uld(sim, hall->apron, number);
}

/* Workstations for so many teams; ten minutes a ULD, whatever is in it. */
static struct apron *apron_with_hall(uint32_t replication, uint32_t stations)
{
    struct apron *apron = apron_new(replication);
    struct hall_def *def = &apron->hall;
    def->phase_m2[0] = 100.0 * stations;
    def->phase_opens_us[1] = def->phase_opens_us[2] = DATE_NEVER_US;
    def->m2_per_workstation = 100;
    def->team = 2;
    def->general_t_per_team_h = 1e9;
    def->uld_setup_min = dist_constant(10);
    def->lower_loaders = 0;
    return apron;
}

/* It tells the ramp of every ULD that has no place, and of the place it gets. */
static void connect_floor(struct hall *hall)
{
    struct ramp *ramp = hall->apron->ramp;
    breakdown_connect(hall->floor, (struct breakdown_ports){.out = {note_out, hall},
                                                            .intact = {note_out, hall},
                                                            .full = {ramp_stand, ramp},
                                                            .place = {ramp_go_on, ramp}});
}

static struct hall *open_hall(struct apron *apron)
{
    open_ramp(apron);
    struct hall *hall = sim_alloc(apron->sim, sizeof *hall);
    hall->apron = apron;
    hall->floor = breakdown_new(apron->sim, &apron->hall, &apron->cargo, apron->roster);
    connect_floor(hall);
    ramp_connect(apron->ramp, (struct ramp_ports){.out = {breakdown_accept, hall->floor},
                                                  .done = {count_done, apron},
                                                  .take = {fill_up, apron},
                                                  .weather = apron->weather});
    breakdown_staff(hall->floor);
    return hall;
}

/* One team, one place, two tugs, trains of two, five minutes each way, a minute a ULD. The first
 * train is at the hall at 7: its first ULD goes to the team, its second takes the place, and the
 * tug is back at 12. The second train is there at 9 and finds the place taken: its ULDs get it at
 * 17 and at 27, when the team turns to the next; the tug stands from 9 to 27 and is back at 32.
 * Contents go on after setup, at 17, 27, 37, 47. Waits for the place: 0, 0, 8, 18, so 6.5 in the
 * mean; it is taken from 7 to 37.
 * */
static struct hall *run_two_trains(uint32_t checkin_points)
{
    struct apron *apron = apron_with_hall(0, 1);
    apron->hall.uld_buffer_positions = 1;
    apron->hall.tugs = 2;
    apron->hall.train_ulds = 2;
    apron->hall.main_uld_min = dist_constant(1);
    apron->hall.tug_trip_min = dist_constant(5);
    apron->hall.checkin_points = checkin_points;
    apron->hall.uld_checkin_min = dist_constant(0);
    struct hall *hall = open_hall(apron);
    block(apron, 4, 4, 1e6);
    return hall;
}

static void a_full_buffer_keeps_the_train_with_tug_and_dollies(void **state)
{
    (void)state;
    struct hall *hall = run_two_trains(0);
    struct apron *apron = hall->apron;
    const struct tugs *tugs = ramp_tugs(apron->ramp);
    run_to_min(apron, 13);
    assert_equal(tugs_counts(tugs).at_door, 1);
    assert_equal(tugs_counts(tugs).dollies_standing, 2);
    assert_equal(pool_busy(tugs_pool(tugs)), 1);
    assert_equal(pool_waiting(breakdown_places(hall->floor)), 2);
    run_to_min(apron, 26.999);
    assert_equal(tugs_counts(tugs).at_door, 1);
    assert_equal(pool_waiting(breakdown_places(hall->floor)), 1);
    run_to_min(apron, 27.001);
    assert_equal(tugs_counts(tugs).at_door, 0);
    assert_equal(tugs_counts(tugs).dollies_standing, 0);
    run_to_min(apron, 31.999);
    assert_int_equal(pool_busy(tugs_pool(tugs)), 1);
    run_to_min(apron, 60);
    assert_equal(pool_busy(tugs_pool(tugs)), 0);
    assert_equal(pool_busy(tugs_dollies(tugs)), 0);
    const double out_min[] = {17, 27, 37, 47};
    for (int i = 0; i < 4; i++)
        assert_near(hall->out_min[i], out_min[i], 1e-6);
    assert_near(tally_mean(pool_wait_s(breakdown_places(hall->floor))) / 60, 6.5, 1e-6);
    assert_near(breakdown_counts(hall->floor).full_share, 0.5, 1e-9); /* 30 of 60 minutes */
    sim_free(apron->sim);
}

/* The same with one place where trains are taken in, at no cost of time: the second train keeps
 * it. */
static void a_train_that_stands_keeps_its_check_in_place(void **state)
{
    (void)state;
    struct hall *hall = run_two_trains(1);
    const struct tugs *tugs = ramp_tugs(hall->apron->ramp);
    run_to_min(hall->apron, 8);
    assert_equal(tugs_counts(tugs).points_standing, 0);
    assert_equal(pool_busy(tugs_checkin(tugs)), 0);
    run_to_min(hall->apron, 26.999);
    assert_equal(tugs_counts(tugs).points_standing, 1);
    assert_equal(pool_busy(tugs_checkin(tugs)), 1);
    assert_int_equal(tugs_counts(tugs).at_door, 1);
    run_to_min(hall->apron, 27.001);
    assert_equal(tugs_counts(tugs).points_standing, 0);
    assert_equal(pool_busy(tugs_checkin(tugs)), 0);
    run_to_min(hall->apron, 60);
    assert_equal(hall->out, 4);
    assert_near(hall->out_min[3], 47, 1e-6);
    sim_free(hall->apron->sim);
}

/* What goes through intact needs no place: with all of them taken it is out as soon as it is
 * there. */
static void an_intact_uld_passes_a_full_buffer(void **state)
{
    (void)state;
    struct apron *apron = apron_with_hall(0, 1);
    apron->hall.uld_buffer_positions = 1;
    apron->lane.intact_share = 1;
    struct hall *hall = open_hall(apron);
    breakdown_connect(
        hall->floor, (struct breakdown_ports){.out = {note_out, hall}, .intact = {note_out, hall}});
    for (int i = 0; i < 3; i++) { /* one with the team, one in the place, one without */
        uint32_t number = slab_take(&apron->cargo.ulds);
        *cargo_uld(&apron->cargo, number) =
            (struct uld){.kind = CARGO_GENERAL, .serial = 1, .place = (uint16_t)i};
        breakdown_accept(apron->sim, hall->floor, number);
    }
    assert_int_equal(pool_waiting(breakdown_places(hall->floor)), 1);
    connect_floor(hall);
    block(apron, 2, 2, 1e6);
    run_to_min(apron, 6.001);
    assert_near(hall->out_min[0], 3, 1e-6);
    assert_near(hall->out_min[1], 6, 1e-6);
    assert_int_equal(breakdown_counts(hall->floor).unopened.ulds, 2);
    run_to_min(apron, 100);
    assert_equal(hall->out, 5);
    assert_equal(breakdown_counts(hall->floor).inside.ulds, 0);
    sim_free(apron->sim);
}

/* A place less at a date: nobody is turned out; the next gets in when few enough are left. */
static void places_may_change_at_a_date(void **state)
{
    (void)state;
    struct hall *hall = run_two_trains(0);
    hall->apron->hall.uld_buffer_positions = 0;
    breakdown_staff(hall->floor);
    run_to_min(hall->apron, 10);
    assert_int_equal(pool_busy(breakdown_places(hall->floor)), 3);
    hall->apron->hall.uld_buffer_positions = 1;
    breakdown_staff(hall->floor);
    assert_int_equal(tugs_counts(ramp_tugs(hall->apron->ramp)).at_door, 0);
    run_to_min(hall->apron, 100);
    assert_equal(hall->out, 4);
    assert_equal(pool_busy(breakdown_places(hall->floor)), 0);
    sim_free(hall->apron->sim);
}

/* Equation (3) of breakdown.h: r = 2 / 1.5 = 4/3.
 *   K = 1   p(3) = r^3 (1 - r) / (1 - r^4) = 64 / 175     rate (2/3) (111 / 175) = 0.4228571 a
 *   minute K = 2   p(4) = 256 / 781                               rate (2/3) (525 / 781) =
 *   0.4481434 K = 5   p(7) = 16384 / 58975                           rate (2/3) (42591 / 58975) =
 *   0.4814582
 * A place too many, or one that the ULD with the team keeps, moves the first by 6 or 12 %. */
static void the_door_and_a_team_agree_with_the_tandem_queue(void **state)
{
    (void)state;
    enum { ALL = 40000, START = 1000 };
    const uint32_t places[] = {1, 2, 5};
    const double rate[] = {2.0 / 3 * 111 / 175, 2.0 / 3 * 525 / 781, 2.0 / 3 * 42591 / 58975};
    for (int k = 0; k < 3; k++) {
        double min[REPLICATIONS];
        for (uint32_t r = 0; r < REPLICATIONS; r++) {
            struct apron *apron = apron_with_hall(r, 1);
            apron->hall.uld_buffer_positions = places[k];
            apron->hall.main_uld_min = dist_constant(0);
            apron->hall.checkin_points = 1;
            apron->hall.uld_checkin_min = dist_exponential(1.5);
            apron->hall.uld_setup_min = dist_exponential(2);
            apron->mark = START;
            open_hall(apron);
            block(apron, ALL, ALL, 1e9);
            while (apron->out_n < ALL)
                run_to_min(apron, now_min(apron) + 10000);
            min[r] = (apron->last_min - apron->mark_min) / (ALL - START);
            sim_free(apron->sim);
        }
        assert_theory("minutes a ULD", min, 1 / rate[k], 0.012);
    }
}

/* Five aircraft at once, three teams, four tugs, ten dollies, all of it random but the way. */
static struct hall *run_rush(uint32_t replication, uint32_t places)
{
    struct apron *apron = apron_with_hall(replication, 4);
    apron->hall.uld_buffer_positions = places;
    apron->hall.tugs = 4;
    apron->hall.train_ulds = 2;
    apron->hall.dollies = 10;
    apron->hall.main_uld_min = dist_gamma(2, 0.5);
    apron->hall.tug_trip_min = dist_constant(3);
    apron->hall.uld_setup_min = dist_gamma(6, 1.5);
    struct hall *hall = open_hall(apron);
    for (uint32_t f = 0; f < FLIGHTS; f++) {
        uint32_t number = block(apron, ULDS, ULDS, 1e6);
        cargo_flight(&apron->cargo, number)->serial = f;
    }
    run_to_min(apron, 1e5);
    assert_equal(hall->out, FLIGHTS * ULDS);
    assert_equal(breakdown_counts(hall->floor).inside.ulds, 0);
    assert_equal(ramp_counts(apron->ramp).inside.ulds, 0);
    assert_equal(pool_busy(tugs_pool(ramp_tugs(apron->ramp))), 0);
    assert_equal(tugs_counts(ramp_tugs(apron->ramp)).at_door, 0);
    assert_equal(pool_busy(breakdown_places(hall->floor)), 0);
    return hall;
}

/* All of them come through, however few places there are, and a place more makes no ULD later. */
static void one_more_place_makes_no_uld_later(void **state)
{
    (void)state;
    const uint32_t places[] = {1, 2, 3, 5, 8, 13, 50, 0};
    for (uint32_t r = 0; r < 5; r++) {
        double before_min[FLIGHTS * PLACES], sooner_min = 0;
        for (int i = 0; i < FLIGHTS * PLACES; i++)
            before_min[i] = INFINITY;
        for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
            struct hall *hall = run_rush(r, places[k]);
            for (int i = 0; i < FLIGHTS * PLACES; i++) {
                if (hall->out_min[i] > before_min[i] + 1e-6)
                    fail_msg("%u places, ULD %d: %g, not %g", places[k], i, hall->out_min[i],
                             before_min[i]);
                if (k > 0) sooner_min += before_min[i] - hall->out_min[i];
                before_min[i] = hall->out_min[i];
            }
            sim_free(hall->apron->sim);
        }
        assert_greater(sooner_min, 100); /* it does matter */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_buffer_keeps_the_train_with_tug_and_dollies),
        cmocka_unit_test(a_train_that_stands_keeps_its_check_in_place),
        cmocka_unit_test(an_intact_uld_passes_a_full_buffer),
        cmocka_unit_test(places_may_change_at_a_date),
        cmocka_unit_test(the_door_and_a_team_agree_with_the_tandem_queue),
        cmocka_unit_test(one_more_place_makes_no_uld_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
