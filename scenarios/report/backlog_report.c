// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/backlog_report.h"

#include <math.h>

#include "scenarios/report/run_report.h"
#include "scenarios/run/backlog.h"

static const char *const waits[] = {
    [BACKLOG_BREAKDOWN] = "freight in waits for breakdown",
    [BACKLOG_CUSTOMS] = "freight in waits for customs (or X-ray lines)",
    [BACKLOG_SORTER] = "freight in waits for the sorter",
    [BACKLOG_DOCK] = "freight in waits at the dock",
    [BACKLOG_OUT] = "freight out waits",
};

static void print_one(const struct backlog *backlog, FILE *to)
{
    char inside[RUN_REPORT_NUMBER_BYTES], days[RUN_REPORT_NUMBER_BYTES];
    char week[RUN_REPORT_NUMBER_BYTES], since[40] = "", stock[80] = "";
    if (backlog->first_year < backlog->year)
        snprintf(since, sizeof since, ", as first in %d", backlog->first_year);
    if (isfinite(backlog->days))
        snprintf(stock, sizeof stock, " (%s days of what comes in)",
                 run_report_number(days, round(backlog->days)));
    run_report_say(to, "Hall %s: %s%s. %s t inside%s at the end of %d, %s t a week more%s.",
                   backlog->hall, waits[backlog->stage],
                   backlog->none_left ? ", and none leaves" : "",
                   run_report_number(inside, round(backlog->inside_t)), stock, backlog->year,
                   run_report_number(week, backlog->week_t), since);
}

static void print_floor(const struct backlog_floor *floor, FILE *to)
{
    char beyond[RUN_REPORT_NUMBER_BYTES], passed[RUN_REPORT_NUMBER_BYTES];
    char room[RUN_REPORT_NUMBER_BYTES], since[40] = "", per_m2[80] = "";
    if (floor->first_year < floor->year)
        snprintf(since, sizeof since, ", first in %d", floor->first_year);
    if (floor->area_m2 > 0)
        snprintf(per_m2, sizeof per_m2, " (%.1f t/m2 for %.1f)", floor->tonnes / floor->area_m2,
                 floor->floor_t / floor->area_m2);
    run_report_say(to,
                   "Hall %s: %s t came in weeks without room for it, as no other hall of its lanes "
                   "had any; in all %s t in %d for the %s t that its floor passes%s%s.",
                   floor->hall, run_report_number(beyond, round(floor->beyond_t)),
                   run_report_number(passed, round(floor->tonnes)), floor->year,
                   run_report_number(room, round(floor->floor_t)), per_m2, since);
}

void backlog_report_print(const struct outcome *outcome, FILE *to)
{
    struct backlogs backlogs;
    backlog_find(outcome, &backlogs);
    if (backlogs.n > 0) fputs("\nCannot keep up:\n", to);
    for (size_t i = 0; i < backlogs.n; i++)
        print_one(&backlogs.each[i], to);
    if (backlogs.floors > 0) fputs("\nBeyond its floor:\n", to);
    for (size_t i = 0; i < backlogs.floors; i++)
        print_floor(&backlogs.floor[i], to);
}

void backlog_report_json(const struct outcome *outcome, struct json *json)
{
    struct backlogs backlogs;
    backlog_find(outcome, &backlogs);
    json_array(json, "backlogs");
    for (size_t i = 0; i < backlogs.n; i++) {
        const struct backlog *backlog = &backlogs.each[i];
        json_object(json, NULL);
        json_text(json, "hall", backlog->hall);
        json_text(json, "stage", backlog_stage_word(backlog->stage));
        json_whole(json, "year", backlog->year);
        json_whole(json, "first_year", backlog->first_year);
        json_number(json, "came_t", backlog->came_t);
        json_number(json, "inside_t", backlog->inside_t);
        json_number(json, "days", backlog->days);
        json_number(json, "growth_t_per_week", backlog->week_t);
        json_text(json, "leaves", backlog->none_left ? "nothing" : "some");
        json_object_end(json);
    }
    json_array_end(json);
    json_array(json, "beyond_floor");
    for (size_t i = 0; i < backlogs.floors; i++) {
        const struct backlog_floor *floor = &backlogs.floor[i];
        json_object(json, NULL);
        json_text(json, "hall", floor->hall);
        json_whole(json, "year", floor->year);
        json_whole(json, "first_year", floor->first_year);
        json_number(json, "beyond_t", floor->beyond_t);
        json_number(json, "came_t", floor->tonnes);
        json_number(json, "floor_t", floor->floor_t);
        json_object_end(json);
    }
    json_array_end(json);
}
