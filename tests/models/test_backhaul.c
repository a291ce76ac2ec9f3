// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the freight that there is to fly home: by hand, and laws over offers drawn with a
 * fixed seed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/economy/backhaul.h"
#include "sim/random/stream.h"
#include "tests/assertions.h"

static double carried_t(double t, const struct backhaul_offer *offers, size_t n)
{
    double sum_t = 0;
    for (size_t i = 0; i < n; i++)
        sum_t += offers[i].payload_t * backhaul_share(t, offers, n, i);
    return sum_t;
}

/* Room 100 and 200 t, pulls 0.5 and 0.25: both pull 50 t. Of 60 t each gets 30: 0.30 and 0.15
 * full. */
static void freight_is_shared_by_room_and_pull(void **state)
{
    (void)state;
    const struct backhaul_offer offers[] = {{100, 1, 0.5}, {200, 1, 0.25}};
    assert_near(backhaul_share(60, offers, 2, 0), 0.30, 1e-12);
    assert_near(backhaul_share(60, offers, 2, 1), 0.15, 1e-12);
}

/* Room 100 t each, pulls 0.9 and 0.1, 150 t: 135 would be the first's, of which 100 fit; the other
 * 50 go to the second. If only 0.8 of the first can be filled, 70 do. */
static void what_one_lane_cannot_take_goes_to_the_others(void **state)
{
    (void)state;
    struct backhaul_offer offers[] = {{100, 1, 0.9}, {100, 1, 0.1}};
    assert_near(backhaul_share(150, offers, 2, 0), 1, 1e-12);
    assert_near(backhaul_share(150, offers, 2, 1), 0.5, 1e-12);
    offers[0].most_share = 0.8;
    assert_near(backhaul_share(150, offers, 2, 0), 0.8, 1e-12);
    assert_near(backhaul_share(150, offers, 2, 1), 0.7, 1e-12);
}

/* More freight than room fills all who pull; nobody flies what nobody wants to sell. */
static void there_is_an_end_to_room_and_to_pull(void **state)
{
    (void)state;
    const struct backhaul_offer offers[] = {{100, 0.9, 0.5}, {0, 0, 0.5}, {50, 1, 0}};
    assert_near(carried_t(1000, offers, 3), 90, 1e-12);
    assert_equal(backhaul_share(1000, offers, 3, 2), 0);
    const struct backhaul_offer nobody = {100, 1, 0};
    assert_equal(backhaul_share(60, &nobody, 1, 0), 0);
}

/* Over 2,000 sets of offers: all freight flies if there is room for it, no share is above what
 * fits, and another flight of the first lane makes all others emptier, or leaves them full. */
static void all_freight_flies_and_more_flights_fly_emptier(void **state)
{
    (void)state;
    struct stream stream = stream_at(stream_key_of(11, "test.backhaul"), 0, 0);
    for (int round = 0; round < 2000; round++) {
        struct backhaul_offer offers[5];
        double room_t = 0, before[5];
        for (int i = 0; i < 5; i++) {
            offers[i] = (struct backhaul_offer){.payload_t = 1000 * stream_uniform(&stream),
                                                .most_share = 0.5 + 0.5 * stream_uniform(&stream),
                                                .pull = 0.01 + stream_uniform(&stream)};
            room_t += offers[i].payload_t * offers[i].most_share;
        }
        const double t = 1.2 * room_t * stream_uniform(&stream), flies_t = t < room_t ? t : room_t;
        assert_near(carried_t(t, offers, 5), flies_t, 1e-9 * room_t);
        for (size_t i = 0; i < 5; i++) {
            before[i] = backhaul_share(t, offers, 5, i);
            assert_at_most(before[i], offers[i].most_share);
        }
        offers[0].payload_t += 100;
        for (size_t i = 0; i < 5; i++)
            assert_at_most(backhaul_share(t, offers, 5, i), before[i] + 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(freight_is_shared_by_room_and_pull),
        cmocka_unit_test(what_one_lane_cannot_take_goes_to_the_others),
        cmocka_unit_test(there_is_an_end_to_room_and_to_pull),
        cmocka_unit_test(all_freight_flies_and_more_flights_fly_emptier),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
