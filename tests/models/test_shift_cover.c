// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the cheapest whole shifts: by hand, against a search of everything on small weeks,
 * and by the proof of models/people/shift_cover.h (3) on large ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "models/people/shift_cover.h"
#include "sim/random/stream.h"
#include "tests/assertions.h"

/* Long shifts of 8 hours at 06, 14, 22; short ones of 4 every two hours; prices in minutes paid,
 * the short one 15 % dearer by the hour. */
static const struct shift_cover_def week_of_shifts = {
    .length_h = {8, 4}, .start_every_h = {8, 2}, .price = {480, 276}};

static uint32_t covered(const struct shift_cover_def *def, const struct shift_cover *cover,
                        uint32_t hour)
{
    uint32_t there = 0;
    for (int sort = 0; sort < SHIFT_SORTS; sort++)
        for (uint32_t back = 0; back < def->length_h[sort] && back <= hour; back++)
            there += cover->starts[sort][hour - back];
    return there;
}

static uint64_t price_of(const struct shift_cover_def *def, const struct shift_cover *cover)
{
    uint64_t price = 0;
    for (int sort = 0; sort < SHIFT_SORTS; sort++)
        for (int h = 0; h < SHIFT_COVER_HOURS; h++)
            price += (uint64_t)def->price[sort] * cover->starts[sort][h];
    return price;
}

static void assert_covers(const struct shift_cover_def *def, const uint32_t *needed,
                          const struct shift_cover *cover)
{
    for (uint32_t h = 0; h < SHIFT_COVER_HOURS; h++) {
        assert_at_least(covered(def, cover, h), needed[h]);
        for (int sort = 0; sort < SHIFT_SORTS; sort++)
            if (cover->starts[sort][h] > 0) {
                assert_equal(h % def->start_every_h[sort], 0);
                assert_at_most(h + def->length_h[sort], SHIFT_COVER_HOURS);
            }
    }
    assert_int_equal(price_of(def, cover), cover->price);
}

/* (3): the hours' prices are a proof that nothing cheaper exists. */
static void assert_cheapest(const struct shift_cover_def *def, const uint32_t *needed,
                            const struct shift_cover *cover)
{
    uint64_t worth = 0;
    for (uint32_t h = 0; h < SHIFT_COVER_HOURS; h++) {
        worth += (uint64_t)needed[h] * cover->hour_price[h];
        for (int sort = 0; sort < SHIFT_SORTS; sort++) {
            if (def->length_h[sort] == 0 || h % def->start_every_h[sort] != 0) continue;
            if (h + def->length_h[sort] > SHIFT_COVER_HOURS) continue;
            uint64_t hours = 0;
            for (uint32_t i = h; i < h + def->length_h[sort]; i++)
                hours += cover->hour_price[i];
            assert_at_most(hours, def->price[sort]);
        }
    }
    assert_int_equal(worth, cover->price);
}

/* One person day and night: 21 long shifts, 21 x 480 minutes. Nobody: nothing. */
static void one_person_day_and_night_is_21_shifts(void **state)
{
    (void)state;
    uint32_t needed[SHIFT_COVER_HOURS] = {0};
    struct shift_cover cover;
    shift_cover_find(&week_of_shifts, needed, &cover);
    assert_int_equal(cover.price, 0);
    for (int h = 0; h < SHIFT_COVER_HOURS; h++)
        needed[h] = 1;
    shift_cover_find(&week_of_shifts, needed, &cover);
    assert_int_equal(cover.price, 21 * 480);
    for (int s = 0; s < 21; s++)
        assert_int_equal(cover.starts[SHIFT_LONG][8 * s], 1);
}

/* The night bank of an express hub: nobody but 100 people from hour 17 to 21 (23 to 03 h). A
 * short shift starts at even hours only: two of them, at 16 and 20, 100 each, are 200 x 276 =
 * 55,200; the night shift from 16 to 24 alone is 100 x 480 = 48,000. From 16 to 20: 100 short
 * ones, 27,600. */
static void a_peak_takes_short_shifts_only_where_they_are_cheaper(void **state)
{
    (void)state;
    uint32_t needed[SHIFT_COVER_HOURS] = {0};
    struct shift_cover cover;
    for (int h = 17; h < 21; h++)
        needed[h] = 100;
    shift_cover_find(&week_of_shifts, needed, &cover);
    assert_int_equal(cover.price, 48000);
    assert_int_equal(cover.starts[SHIFT_LONG][16], 100);
    needed[20] = 0;
    shift_cover_find(&week_of_shifts, needed, &cover);
    assert_int_equal(cover.price, 27600);
    assert_int_equal(cover.starts[SHIFT_SHORT][16], 100);
}

/* 10 people through the day shift and 4 more from 10 to 14 h (hours 4 to 7 of the roster week):
 * 10 long and 4 short shifts, 4,800 + 1,104. */
static void a_peak_on_a_base_gets_short_shifts_on_long_ones(void **state)
{
    (void)state;
    uint32_t needed[SHIFT_COVER_HOURS] = {0};
    struct shift_cover cover;
    for (int h = 0; h < 8; h++)
        needed[h] = h < 4 ? 10 : 14;
    shift_cover_find(&week_of_shifts, needed, &cover);
    assert_int_equal(cover.starts[SHIFT_LONG][0], 10);
    assert_int_equal(cover.starts[SHIFT_SHORT][4], 4);
    assert_int_equal(cover.price, 5904);
}

/* ---- a search of everything ------------------------------------------------------------------ */

enum { SMALL_HOURS = 6, SMALL_MOST = 3 };

struct search {
    const struct shift_cover_def *def;
    const uint32_t *needed;
    struct shift_cover tried;
    uint64_t best;
};

/* Every number of starts from 0 to SMALL_MOST (the most needed at any hour: more of one shift is
 * never needed), hour by hour; a start that leaves its own hour uncovered is given up. */
static void search_from(struct search *search, uint32_t hour, uint64_t price)
{
    if (price >= search->best) return;
    if (hour == SMALL_HOURS) {
        search->best = price;
        return;
    }
    for (uint32_t l = 0; l <= SMALL_MOST; l++)
        for (uint32_t s = 0; s <= SMALL_MOST; s++) {
            if (l > 0 && hour % search->def->start_every_h[SHIFT_LONG] != 0) continue;
            if (s > 0 && hour % search->def->start_every_h[SHIFT_SHORT] != 0) continue;
            search->tried.starts[SHIFT_LONG][hour] = l;
            search->tried.starts[SHIFT_SHORT][hour] = s;
            if (covered(search->def, &search->tried, hour) >= search->needed[hour])
                search_from(search, hour + 1,
                            price + l * (uint64_t)search->def->price[SHIFT_LONG] +
                                s * (uint64_t)search->def->price[SHIFT_SHORT]);
            search->tried.starts[SHIFT_LONG][hour] = search->tried.starts[SHIFT_SHORT][hour] = 0;
        }
}

/* 300 weeks with work in their first six hours, 0 to 3 people each, long shifts of 3 or 4 hours,
 * short ones of 2, prices drawn: the cheapest of all combinations costs the same. */
static void no_combination_of_shifts_is_cheaper(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 300; i++) {
        struct stream stream = stream_at(stream_key_of(7, "test.small"), 0, i);
        struct shift_cover_def def = {.length_h = {3 + i % 2, 2},
                                      .start_every_h = {1 + i / 2 % 2, 1},
                                      .price = {20 + (uint32_t)(20 * stream_uniform(&stream)),
                                                10 + (uint32_t)(15 * stream_uniform(&stream))}};
        uint32_t needed[SHIFT_COVER_HOURS] = {0};
        for (int h = 0; h < SMALL_HOURS; h++)
            needed[h] = (uint32_t)((SMALL_MOST + 1) * stream_uniform(&stream));
        struct shift_cover cover;
        shift_cover_find(&def, needed, &cover);
        assert_covers(&def, needed, &cover);
        struct search search = {.def = &def, .needed = needed, .best = UINT64_MAX};
        search_from(&search, 0, 0);
        assert_int_equal(cover.price, search.best);
        assert_cheapest(&def, needed, &cover);
    }
}

/* Weeks as large as a hub's: up to 400 people, any allowed start. The proof holds for each. */
static void whole_weeks_come_with_a_proof(void **state)
{
    (void)state;
    const uint32_t every[] = {1, 2, 4, 8};
    for (uint32_t i = 0; i < 60; i++) {
        struct stream stream = stream_at(stream_key_of(7, "test.week"), 0, i);
        struct shift_cover_def def = {.length_h = {8, i % 5 == 0 ? 0 : 3 + i % 3},
                                      .start_every_h = {every[i % 4], every[i / 4 % 2]},
                                      .price = {480, 200 + i}};
        uint32_t needed[SHIFT_COVER_HOURS];
        for (int h = 0; h < SHIFT_COVER_HOURS; h++)
            needed[h] = (uint32_t)(400 * stream_uniform(&stream) * stream_uniform(&stream));
        struct shift_cover cover;
        shift_cover_find(&def, needed, &cover);
        assert_covers(&def, needed, &cover);
        assert_cheapest(&def, needed, &cover);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_person_day_and_night_is_21_shifts),
        cmocka_unit_test(a_peak_takes_short_shifts_only_where_they_are_cheaper),
        cmocka_unit_test(a_peak_on_a_base_gets_short_shifts_on_long_ones),
        cmocka_unit_test(no_combination_of_shifts_is_cheaper),
        cmocka_unit_test(whole_weeks_come_with_a_proof),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
