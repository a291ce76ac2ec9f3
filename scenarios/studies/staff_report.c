// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/staff_report.h"

#include <math.h>
#include <string.h>

#include "scenarios/report/json.h"
#include "scenarios/report/run_report.h"

static const char *const weekday[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const series_name[ROSTER_SERIES] = {"work", "required", "rostered", "present"};

static double mean_of_week(const double *x)
{
    double sum = 0;
    int known = 0;
    for (int h = 0; h < ROSTER_HOURS; h++) {
        if (isnan(x[h])) continue;
        sum += x[h];
        known++;
    }
    return known > 0 ? sum / known : NAN;
}

static const char *whole(char to[static RUN_REPORT_NUMBER_BYTES], double value)
{
    return run_report_number(to, round(value));
}

/* ---- areas ----------------------------------------------------------------------------------- */

static void print_row(const char *name, const struct staff_sum *sum, FILE *to)
{
    char number[9][RUN_REPORT_NUMBER_BYTES], band[2 * RUN_REPORT_NUMBER_BYTES + 4] = "";
    bool shifts = mean_of_week(sum->week[ROSTER_ROSTERED]) > 0;
    fprintf(to, "%-13s", name);
    for (int s = 0; s < ROSTER_SERIES; s++)
        fprintf(to, " %9s",
                shifts ? run_report_number(number[s], round(10 * mean_of_week(sum->week[s])) / 10)
                       : "-");
    if (!isnan(sum->heads_95.lo))
        snprintf(band, sizeof band, "(%s-%s)", whole(number[4], fmax(0, sum->heads_95.lo)),
                 whole(number[5], sum->heads_95.hi));
    fprintf(to, " %7s %-13s %7s", whole(number[6], sum->heads), band, whole(number[7], sum->fte));
    if (shifts) fprintf(to, " %10u", sum->least_heads);
    else fprintf(to, " %10s", "-");
    fputc('\n', to);
}

static bool print_areas(const struct staff *staffing, struct staff_sum *sum, FILE *to)
{
    fprintf(to, "\n%-13s %9s %9s %9s %9s %7s %-13s %7s %10s\n", "people", "work/h", "required",
            "rostered", "present", "jobs", "95 % band", "FTE", "least heads");
    for (int a = 0; a < HALL_AREAS; a++) {
        if (!staff_has(staffing, STAFF_ALL, a)) continue;
        if (!staff_sum(staffing, STAFF_ALL, a, sum)) return false;
        print_row(hall_area_name[a], sum, to);
    }
    if (!staff_sum(staffing, STAFF_ALL, STAFF_ALL, sum)) return false;
    print_row("all", sum, to);
    run_report_text(
        to,
        "work/h: worker-hours of work that come in an hour. required: people whom it asks for, chance and "
        "whole crews included; rostered, present: people in the mean hour. least heads: whom the roster "
        "would take if nobody were ever away. Supervision and office have no roster, and are not in the "
        "hours paid.");
    return true;
}

/* As hubsim run counts them: customs clerks, whoever employs them, are distinguished. */
static bool print_employers(const struct staff *staffing, const struct staff_sum *sum, FILE *to)
{
    char number[RUN_REPORT_NUMBER_BYTES];
    struct staff_sum clerks;
    if (!staff_sum(staffing, STAFF_ALL, HALL_CLERKS, &clerks)) return false;
    fputs("\njobs by employer:", to);
    for (int e = 0; e < HALL_EMPLOYERS; e++)
        fprintf(to, "%s %s %s", e > 0 ? "," : "", hall_employer_name[e],
                whole(number, sum->jobs[e] - clerks.jobs[e]));
    fprintf(to, "; customs clerks of all of them %s\n", whole(number, clerks.heads));
    return true;
}

static void print_hours(const struct staff_sum *sum, FILE *to)
{
    char number[RUN_REPORT_NUMBER_BYTES], text[400];
    int n = snprintf(text, sizeof text, "hours paid: %s =", whole(number, sum->paid_h));
    const char *plus = "";
    for (int i = 0; i < AREA_STAFF_HOURS; i++) {
        if (sum->hours[i] == 0) continue;
        n += snprintf(text + n, sizeof text - (size_t)n, "%s %s %.1f %%", plus,
                      area_staff_hours_name[i], 100 * sum->hours[i] / sum->paid_h);
        plus = " +";
    }
    if (sum->overtime_h > 0)
        snprintf(text + n, sizeof text - (size_t)n, "; overtime %.1f %%",
                 100 * sum->overtime_h / sum->paid_h);
    run_report_text(to, text);
}

/* ---- the week -------------------------------------------------------------------------------- */

static void print_week(const struct staff_sum *sum, FILE *to)
{
    fputs("\nrequired/rostered/present\n     ", to);
    for (int d = 0; d < 7; d++)
        fprintf(to, " %12s", weekday[d]);
    for (int hour = 0; hour < 24; hour++) {
        fprintf(to, "\n%02d h ", hour);
        for (int d = 0; d < 7; d++) {
            char cell[64];
            int h = 24 * d + hour;
            snprintf(cell, sizeof cell, "%.0f/%.0f/%.0f", sum->week[ROSTER_REQUIRED][h],
                     sum->week[ROSTER_ROSTERED][h], sum->week[ROSTER_PRESENT][h]);
            fprintf(to, " %12s", isnan(sum->week[ROSTER_PRESENT][h]) ? "n/a" : cell);
        }
    }
    fputs("\n\n", to);
}

static int shortest_hour(const struct staff_sum *sum)
{
    int worst = -1;
    double most = 0.5; /* half a person is nobody */
    for (int h = 0; h < ROSTER_HOURS; h++) {
        double missing = sum->week[ROSTER_REQUIRED][h] - sum->week[ROSTER_PRESENT][h];
        if (!(missing > most)) continue;
        most = missing;
        worst = h;
    }
    return worst;
}

static void print_sentence(const struct staff_sum *sum, FILE *to)
{
    char text[300], number[2][RUN_REPORT_NUMBER_BYTES];
    int h = shortest_hour(sum);
    double required = mean_of_week(sum->week[ROSTER_REQUIRED]);
    double present = mean_of_week(sum->week[ROSTER_PRESENT]);
    if (h < 0)
        snprintf(text, sizeof text,
                 "On average there are %.0f %% of the people required, and at no "
                 "hour of the mean week fewer than required.",
                 100 * present / required);
    else
        snprintf(
            text, sizeof text,
            "On average there are %.0f %% of the people required; the mean week is shortest of "
            "people on %s from %02d h, when %s of %s are there.",
            100 * present / required, weekday[h / 24], h % 24,
            run_report_number(number[0], round(10 * sum->week[ROSTER_PRESENT][h]) / 10),
            run_report_number(number[1], round(10 * sum->week[ROSTER_REQUIRED][h]) / 10));
    run_report_text(to, text);
}

bool staff_report_print(const struct staff *staffing, FILE *to)
{
    const struct year_detail *detail = staffing->detail;
    struct staff_sum sum;
    run_report_text(to, detail->def->title);
    fprintf(to, "%s, %s, %d: %u replication%s, seed %llu\n",
            staffing->hall < 0 ? "all halls" : detail->def->halls[staffing->hall].name,
            staffing->area < 0 ? "all areas" : hall_area_name[staffing->area], detail->year,
            detail->done, detail->done == 1 ? "" : "s", (unsigned long long)detail->seed);
    if (!staff_has(staffing, STAFF_ALL, STAFF_ALL)) {
        fputs("Nobody works there in that year.\n", to);
        return true;
    }
    if (!print_areas(staffing, &sum, to)) return false;
    if (!print_employers(staffing, &sum, to)) return false;
    if (sum.paid_h <= 0) return true;
    print_hours(&sum, to);
    print_week(&sum, to);
    print_sentence(&sum, to);
    return true;
}

/* ---- for programs ---------------------------------------------------------------------------- */

bool staff_report_csv(const struct staff *staffing, const struct study_header *header, FILE *to)
{
    struct staff_sum sum;
    study_header_csv(header, to);
    fputs("hall,area,hour_of_week,weekday,hour,work,required,rostered,present\n", to);
    for (int hall = 0; hall < (int)staffing->detail->def->halls_n; hall++)
        for (int area = 0; area <= HALL_MAINTENANCE; area++) {
            if (!staff_has(staffing, hall, area)) continue;
            if (!staff_sum(staffing, hall, area, &sum)) return false;
            for (int h = 0; h < ROSTER_HOURS; h++) {
                fprintf(to, "%s,%s,%d,%s,%d", staffing->detail->def->halls[hall].name,
                        hall_area_name[area], h, weekday[h / 24], h % 24);
                for (int s = 0; s < ROSTER_SERIES; s++) {
                    fputc(',', to);
                    json_digits(to, sum.week[s][h]);
                }
                fputc('\n', to);
            }
        }
    return true;
}

static void write_sum(struct json *json, const struct staff_sum *sum)
{
    json_number(json, "jobs", sum->heads);
    json_number(json, "jobs_lo", sum->heads_95.lo);
    json_number(json, "jobs_hi", sum->heads_95.hi);
    json_number(json, "fte", sum->fte);
    json_count(json, "least_heads", sum->least_heads);
    json_object(json, "employers");
    for (int e = 0; e < HALL_EMPLOYERS; e++)
        json_number(json, hall_employer_name[e], sum->jobs[e]);
    json_object_end(json);
    json_object(json, "hours");
    json_number(json, "paid", sum->paid_h);
    for (int i = 0; i < AREA_STAFF_HOURS; i++)
        json_number(json, area_staff_hours_name[i], sum->hours[i]);
    json_number(json, "of paid overtime", sum->overtime_h);
    json_object_end(json);
    for (int s = 0; s < ROSTER_SERIES; s++) {
        json_array(json, series_name[s]);
        for (int h = 0; h < ROSTER_HOURS; h++)
            json_number(json, NULL, sum->week[s][h]);
        json_array_end(json);
    }
}

bool staff_report_json(const struct staff *staffing, const struct study_header *header, FILE *to)
{
    const struct year_detail *detail = staffing->detail;
    struct staff_sum sum;
    struct json json = json_to(to);
    study_header_json(header, detail->done, &json);
    json_text(&json, "title", detail->def->title);
    json_whole(&json, "year", detail->year);
    json_array(&json, "parts");
    for (int hall = 0; hall < (int)detail->def->halls_n; hall++)
        for (int area = 0; area < HALL_AREAS; area++) {
            if (!staff_has(staffing, hall, area)) continue;
            if (!staff_sum(staffing, hall, area, &sum)) return false;
            json_object(&json, NULL);
            json_text(&json, "hall", detail->def->halls[hall].name);
            json_text(&json, "area", hall_area_name[area]);
            write_sum(&json, &sum);
            json_object_end(&json);
        }
    json_array_end(&json);
    json_object_end(&json);
    fputc('\n', to);
    return true;
}
