// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about timetables of trucks in CSV: what a row may say is read, what it may not is reported
 * with its line, and what is written is read again the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scenarios/input/truck_schedule.h"
#include "tests/scenarios/messages.h"
#include "tests/assertions.h"

#define HEAD "days,from,until,at,way,lane,destination,freight,tonnes\n"

static const struct schedule_rows_origin origin = {"night.cfg", 3, "halls.one.trucks", NULL};

/* Two lanes; hall 0 has numbered destinations, hall 1 the named ones paris and lyon. */
static const struct hub_def *hub(void)
{
    static struct hub_def def;
    static struct lane_def lanes[2];
    static struct hall_def halls[2];
    static struct linehaul_def hauls[2];
    def = (struct hub_def){.lanes = lanes, .halls = halls, .hauls = hauls};
    def.lanes_n = def.halls_n = def.hauls_n = 2;
    strcpy(def.lanes[0].name, "east");
    strcpy(def.lanes[1].name, "west");
    strcpy(def.hauls[0].name, "paris");
    strcpy(def.hauls[1].name, "lyon");
    def.hauls[0].hall = def.hauls[1].hall = 1;
    return &def;
}

static struct timetable_trucks read_well(struct text_arena *arena, const char *file, uint32_t hall)
{
    struct diagnostics *diagnostics = diagnostics_new();
    struct timetable_trucks trucks =
        truck_schedule_read(file, &origin, hub(), hall, arena, diagnostics);
    diagnostics_print(diagnostics, stderr);
    assert_int_equal(diagnostics_count(diagnostics), 0);
    diagnostics_free(diagnostics);
    return trucks;
}

static void assert_reported(uint32_t hall, const char *text, const char *expected)
{
    struct text_arena *arena = text_arena_new();
    struct diagnostics *diagnostics = diagnostics_new();
    if (text) write_file("t.csv", text);
    struct timetable_trucks trucks =
        truck_schedule_read(text ? "t.csv" : "none.csv", &origin, hub(), hall, arena, diagnostics);
    char *what = messages_of(diagnostics);
    assert_string_equal(what, expected);
    assert_int_equal(trucks.n, 0);
    free(what);
    diagnostics_free(diagnostics);
    text_arena_free(arena);
}

static void rows_are_read(void **state)
{
    (void)state;
    struct text_arena *arena = text_arena_new();
    write_file("t.csv", HEAD "135,2025-03-30,2025-10-25,23:40,in,west,,,7.5\n"
                             "2025-11-11,,,04:00,out,,lyon,parcels,\n"
                             "daily,,,14:05,out,,paris,general,12\n");
    struct timetable_trucks t = read_well(arena, "t.csv", 1);
    assert_int_equal(t.n, 3);
    assert_equal(t.row[0].way, TIMETABLE_IN);
    assert_equal(t.row[0].lane, 1);
    assert_equal(t.row[0].kg, 7500);
    assert_equal(t.row[0].weekdays, (1 | 4 | 16));
    assert_equal(t.row[0].until_us, date_us(2025, 10, 26));
    assert_equal(t.row[0].at_us, (23 * 60 + 40) * DATE_MINUTE_US);
    assert_equal(t.row[1].way, TIMETABLE_OUT_PARCELS);
    assert_equal(t.row[1].destination, 1);
    assert_equal(t.row[1].kg, 0);
    assert_equal(t.row[1].from_us, date_us(2025, 11, 11));
    assert_equal(t.row[1].until_us, date_us(2025, 11, 12));
    assert_equal(t.row[2].way, TIMETABLE_OUT_GENERAL);
    assert_equal(t.row[2].destination, 0);
    assert_equal(t.row[2].kg, 12000);
    assert_equal(t.row[2].weekdays, 127);
    write_file("n.csv", HEAD "daily,,,14:05,out,,8,parcels,\n");
    t = read_well(arena, "n.csv", 0);
    assert_equal(t.n, 1);
    assert_equal(t.row[0].destination, 7);
    text_arena_free(arena);
}

static void what_is_written_is_read_again_the_same(void **state)
{
    (void)state;
    struct text_arena *arena = text_arena_new();
    write_file("t.csv", HEAD "246,,2025-10-25,23:40,in,east,,,7.125\n"
                             "2025-11-11,,,00:05,out,,lyon,parcels,\n"
                             "daily,2024-01-01,,12:00,out,,paris,general,0.5\n");
    struct timetable_trucks t = read_well(arena, "t.csv", 1);
    struct hub_def *def = malloc(sizeof *def);
    assert_non_null(def);
    *def = *hub();
    def->halls[1].truck_timetable = t;
    FILE *to = fopen("again.csv", "wb");
    truck_schedule_write(def, 1, to);
    fclose(to);
    struct timetable_trucks again = read_well(arena, "again.csv", 1);
    assert_int_equal(again.n, t.n);
    for (size_t i = 0; i < t.n; i++) {
        const struct timetable_truck *a = &t.row[i], *b = &again.row[i];
        assert_equal(a->from_us, b->from_us);
        assert_equal(a->until_us, b->until_us);
        assert_equal(a->weekdays, b->weekdays);
        assert_equal(a->at_us, b->at_us);
        assert_equal(a->kg, b->kg);
        assert_equal(a->way, b->way);
        assert_equal(a->lane, b->lane);
        assert_equal(a->destination, b->destination);
    }
    free(def);
    text_arena_free(arena);
}

static void every_mistake_is_reported_with_its_line(void **state)
{
    (void)state;
    assert_reported(
        1,
        HEAD "531,,,00:45,in,east,,,\n"
             "daily,,,7:00,in,eest,,,\n"
             "daily,,,07:00,in,east,paris,parcels,\n"
             "daily,,,07:00,both,east,,,\n",
        "t.csv:2: days = 531: give a date such as 2025-11-11, weekdays such as 135 (Monday is 1), or daily\n"
        "t.csv:3: at = 7:00: give a time of day such as 23:40\n"
        "t.csv:3: lane = eest: did you mean east?\n"
        "t.csv:4: destination = paris: leave it empty: the truck comes in\n"
        "t.csv:4: freight = parcels: leave it empty: the truck comes in\n"
        "t.csv:5: way = both: give in (brings freight) or out (takes it away)\n");
    assert_reported(
        1,
        HEAD "daily,,,07:00,out,east,pariss,parcels,51\n"
             "daily,,,07:00,out,,lyon,letters,7 t\n"
             "daily,,,07:00,out,,7,general,0\n",
        "t.csv:2: destination = pariss: did you mean paris?\n"
        "t.csv:2: lane = east: leave it empty: the truck leaves\n"
        "t.csv:2: tonnes = 51: give tonnes as a plain number up to 50, such as 7.5, or nothing\n"
        "t.csv:3: freight = letters: give parcels or general\n"
        "t.csv:3: tonnes = 7 t: give tonnes as a plain number up to 50, such as 7.5, or nothing\n"
        "t.csv:4: destination = 7: name a destination of this hall that stands in linehaul of the"
        " scenario\n"
        "t.csv:4: tonnes = 0: give tonnes as a plain number up to 50, such as 7.5, or nothing\n");
    assert_reported(0, HEAD "daily,,,07:00,out,,paris,parcels,\n",
                    "t.csv:2: destination = paris: give the number of a destination, 1 to 8\n");
}

static void the_header_and_the_file_must_be_there(void **state)
{
    (void)state;
    assert_reported(
        0, "days,at\n",
        "t.csv:1: begin with the line days,from,until,at,way,lane,destination,freight,tonnes\n");
    assert_reported(0, NULL,
                    "night.cfg:3: halls.one.trucks = \"none.csv\": No such file or directory\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read),
        cmocka_unit_test(what_is_written_is_read_again_the_same),
        cmocka_unit_test(every_mistake_is_reported_with_its_line),
        cmocka_unit_test(the_header_and_the_file_must_be_there),
    };
    return cmocka_run_group_tests(tests, enter_new_folder, leave_folder);
}
