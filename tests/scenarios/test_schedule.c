// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about timetables in CSV: what a row may say is read to the minute, what it may not is
 * reported with its line, and what is written is read again the same. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scenarios/input/flight_schedule.h"
#include "tests/scenarios/messages.h"
#include "tests/assertions.h"

#define HEAD "days,from,until,lands,leaves,aircraft,in_t,out_t,cancelled\n"

static const struct lane_aircraft_def fleet[] = {
    {.name = "b777f", .payload_t = 102},
    {.name = "b747_400f", .payload_t = 112},
};
static const struct schedule_rows_origin origin = {"night.cfg", 3, "lanes.x.schedule", NULL};

static struct timetable read_well(struct text_arena *arena, const char *text)
{
    struct diagnostics *diagnostics = diagnostics_new();
    write_file("t.csv", text);
    struct timetable timetable =
        flight_schedule_read("t.csv", &origin, fleet, 2, arena, diagnostics);
    diagnostics_print(diagnostics, stderr);
    assert_int_equal(diagnostics_count(diagnostics), 0);
    diagnostics_free(diagnostics);
    return timetable;
}

static void assert_reported(const char *text, const char *expected)
{
    struct text_arena *arena = text_arena_new();
    struct diagnostics *diagnostics = diagnostics_new();
    if (text) write_file("t.csv", text);
    struct timetable timetable =
        flight_schedule_read(text ? "t.csv" : "none.csv", &origin, fleet, 2, arena, diagnostics);
    char *what = messages_of(diagnostics);
    assert_string_equal(what, expected);
    assert_int_equal(timetable.n, 0);
    free(what);
    diagnostics_free(diagnostics);
    text_arena_free(arena);
}

static void rows_are_read(void **state)
{
    (void)state;
    struct text_arena *arena = text_arena_new();
    struct timetable t =
        read_well(arena, HEAD "135,2025-03-30,2025-10-25,23:40,02:10,b747_400f,82.5,,\r\n"
                              "\n"
                              "2025-11-11,,,00:05,,b777f,0,102,yes\n"
                              "daily,,,12:00,12:00,b777f,,10,no");
    assert_int_equal(t.n, 3);
    assert_equal(t.row[0].from_us, date_us(2025, 3, 30));
    assert_equal(t.row[0].until_us, date_us(2025, 10, 26));
    assert_equal(t.row[0].weekdays, (1 | 4 | 16));
    assert_equal(t.row[0].aircraft, 1);
    assert_equal(t.row[0].lands_us, (23 * 60 + 40) * DATE_MINUTE_US);
    assert_equal(t.row[0].ground_us, 150 * DATE_MINUTE_US); /* over midnight */
    assert_equal(t.row[0].in_t, 82.5);
    assert_unknown(t.row[0].out_t);
    assert_false(t.row[0].cancelled);
    assert_equal(t.row[1].until_us - t.row[1].from_us, DATE_DAY_US);
    assert_equal(t.row[1].weekdays, 127);
    assert_equal(t.row[1].in_t, 0);
    assert_equal(t.row[1].out_t, 102);
    assert_true(t.row[1].cancelled);
    assert_less(t.row[1].ground_us, 0);
    assert_equal(t.row[2].ground_us, DATE_DAY_US);
    assert_equal(t.row[2].weekdays, 127);
    assert_equal(t.row[2].from_us, INT64_MIN);
    assert_equal(t.row[2].until_us, INT64_MAX);
    text_arena_free(arena);
}

/* 12 November 2025 is a Wednesday. */
static void a_row_flies_on_its_days_only(void **state)
{
    (void)state;
    struct text_arena *arena = text_arena_new();
    struct timetable t = read_well(arena, HEAD "37,2025-11-12,2025-11-16,01:00,,b777f,,,\n"
                                               "2025-11-13,,,01:00,,b777f,,,\n");
    for (int day = 10; day < 24; day++) {
        int64_t at_us = date_us(2025, 11, day);
        assert_int_equal(timetable_flies_on(&t.row[0], at_us), day == 12 || day == 16);
        assert_int_equal(timetable_flies_on(&t.row[1], at_us), day == 13);
    }
    text_arena_free(arena);
}

static void assert_equal_or_unknown(double a, double b)
{
    if (isnan(b)) assert_unknown(a);
    else assert_equal(a, b);
}

static void what_is_written_is_read_again_the_same(void **state)
{
    (void)state;
    struct text_arena *arena = text_arena_new();
    struct timetable t = read_well(arena, HEAD "246,,2025-10-25,23:40,02:10,b747_400f,82.1,,\n"
                                               "2,2025-11-11,2025-11-11,23:40,,b777f,,,\n"
                                               "2025-11-11,,,00:05,,b777f,0.1,33.3,yes\n"
                                               "daily,2024-01-01,,12:00,11:59,b777f,,,\n");
    FILE *to = fopen("again.csv", "wb");
    flight_schedule_write(&t, fleet, to);
    fclose(to);
    struct diagnostics *diagnostics = diagnostics_new();
    struct timetable again =
        flight_schedule_read("again.csv", &origin, fleet, 2, arena, diagnostics);
    assert_int_equal(diagnostics_count(diagnostics), 0);
    assert_int_equal(again.n, t.n);
    for (size_t i = 0; i < t.n; i++) {
        const struct timetable_row *a = &t.row[i], *b = &again.row[i];
        assert_equal(a->from_us, b->from_us);
        assert_equal(a->until_us, b->until_us);
        assert_equal(a->weekdays, b->weekdays);
        assert_equal(a->lands_us, b->lands_us);
        assert_equal(a->ground_us, b->ground_us);
        assert_equal(a->aircraft, b->aircraft);
        assert_equal(a->cancelled, b->cancelled);
        assert_equal_or_unknown(a->in_t, b->in_t);
        assert_equal_or_unknown(a->out_t, b->out_t);
    }
    diagnostics_free(diagnostics);
    text_arena_free(arena);
}

static void every_mistake_is_reported_with_its_line(void **state)
{
    (void)state;
    assert_reported(
        HEAD "531,,,00:45,,b777f,,,\n"
             "2025-02-30,,,00:45,,b777f,,,\n"
             "2025-02-28,2025-01-01,,00:45,,b777f,,,\n"
             "daily,2025-01-32,,00:45,,b777f,,,\n"
             "daily,2025-02-01,2025-01-31,00:45,,b777f,,,\n",
        "t.csv:2: days = 531: give a date such as 2025-11-11, weekdays such as 135 (Monday is 1), or daily\n"
        "t.csv:3: days = 2025-02-30: give a date such as 2025-11-11, weekdays such as 135 (Monday is 1), or "
        "daily\n"
        "t.csv:4: from = 2025-01-01: leave it empty: days is a date\n"
        "t.csv:5: from = 2025-01-32: give the first day, such as 2025-03-30, or nothing\n"
        "t.csv:6: until = 2025-01-31: give a day that is not before from\n");
    assert_reported(
        HEAD "daily,,,24:00,,b777f,,,\n"
             "daily,,,0:45,,b777f,,,\n"
             "daily,,,00:45,6,b777f,,,\n"
             "daily,,,00:45,,b777,,,\n"
             "daily,,,00:45,,Antonov,,,maybe\n",
        "t.csv:2: lands = 24:00: give a time of day such as 23:40\n"
        "t.csv:3: lands = 0:45: give a time of day such as 23:40\n"
        "t.csv:4: leaves = 6: give a time of day such as 02:30, or nothing\n"
        "t.csv:5: aircraft = b777: no such type; did you mean b777f?\n"
        "t.csv:6: aircraft = Antonov: name a type that stands in aircraft of the scenario\n"
        "t.csv:6: cancelled = maybe: give yes, no or nothing\n");
    assert_reported(
        HEAD "daily,,,00:45,,b777f,102.5,-1,\n"
             "daily,,,00:45,,b777f,1e2,82 t,\n"
             "daily,,,00:45,,b777f\n",
        "t.csv:2: in_t = 102.5: the type carries at most 102 t\n"
        "t.csv:2: out_t = -1: give tonnes as a plain number, such as 82.5, or nothing\n"
        "t.csv:3: in_t = 1e2: give tonnes as a plain number, such as 82.5, or nothing\n"
        "t.csv:3: out_t = 82 t: give tonnes as a plain number, such as 82.5, or nothing\n"
        "t.csv:4: daily: give 9 fields (here are 6)\n");
}

static void the_header_and_the_file_must_be_there(void **state)
{
    (void)state;
    assert_reported(
        "days,lands\n",
        "t.csv:1: begin with the line days,from,until,lands,leaves,aircraft,in_t,out_t,cancelled\n");
    assert_reported(NULL,
                    "night.cfg:3: lanes.x.schedule = \"none.csv\": No such file or directory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read),
        cmocka_unit_test(a_row_flies_on_its_days_only),
        cmocka_unit_test(what_is_written_is_read_again_the_same),
        cmocka_unit_test(every_mistake_is_reported_with_its_line),
        cmocka_unit_test(the_header_and_the_file_must_be_there),
    };
    return cmocka_run_group_tests(tests, enter_new_folder, leave_folder);
}
