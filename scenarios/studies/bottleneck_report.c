// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/bottleneck_report.h"

#include <math.h>
#include <string.h>

#include "scenarios/report/json.h"
#include "scenarios/report/run_report.h"

static const char *const month_name[USAGE_MONTHS] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

static const char *hall_of(const struct bottleneck *bottleneck, const struct bottleneck_row *row)
{
    return row->hall < 0 ? "airport" : bottleneck->detail->def->halls[row->hall].name;
}

static void print_place(const struct bottleneck *bottleneck, size_t i, FILE *to)
{
    const struct bottleneck_row *row = &bottleneck->row[i];
    if (i == 0 || row->hall != bottleneck->row[i - 1].hall)
        fprintf(to, "%s\n", hall_of(bottleneck, row));
    fprintf(to, "  %-18s", row->name);
}

static void print_year(const struct bottleneck *bottleneck, FILE *to)
{
    char number[RUN_REPORT_NUMBER_BYTES];
    fprintf(to, "\n%-20s %8s", "per cent of the time", "units");
    for (int s = 0; s < USAGE_STATES; s++)
        fprintf(to, " %9s", usage_state_name[s]);
    fprintf(to, " %12s\n", "work waits");
    for (size_t i = 0; i < bottleneck->rows; i++) {
        const struct usage_month year = usage_sum(&bottleneck->row[i].usage, 0);
        print_place(bottleneck, i, to);
        fprintf(to, " %8s", run_report_number(number, round(10 * usage_units(&year)) / 10));
        for (int s = 0; s < USAGE_STATES; s++) {
            const double share = usage_share(&year, (enum usage_state)s);
            if (isnan(share)) fprintf(to, " %9s", "n/a"); /* no unit at all */
            else fprintf(to, " %9.1f", 100 * share);
        }
        fprintf(to, " %12.1f\n", 100 * usage_waits(&year));
    }
    run_report_text(
        to,
        "units: as many as people and places allow at most. starved: free, and nothing to do. blocked: "
        "free or held, but something else is missing. down: failed or jammed. off shift: nobody is there "
        "for it. The five add up to 100. work waits: somebody waits for it, and none is free.");
}

static void print_months(const struct bottleneck *bottleneck, FILE *to)
{
    fprintf(to, "\n%-20s", "work waits, per cent");
    for (int m = 0; m < USAGE_MONTHS; m++)
        fprintf(to, " %5.3s", month_name[m]);
    fputc('\n', to);
    for (size_t i = 0; i < bottleneck->rows; i++) {
        print_place(bottleneck, i, to);
        for (int m = 1; m <= USAGE_MONTHS; m++) {
            const struct usage_month month = usage_sum(&bottleneck->row[i].usage, m);
            if (month.looks == 0) fprintf(to, " %5s", "n/a");
            else fprintf(to, " %5.0f", 100 * usage_waits(&month));
        }
        fputc('\n', to);
    }
}

/* What people need there to work at. */
static const char *places_of(const char *resource)
{
    static const char *const place[][2] = {{"breakdown teams", "workstations"},
                                           {"build-up teams", "workstations"},
                                           {"door teams", "dock doors"},
                                           {"sorter", "machine"}};
    for (size_t i = 0; i < sizeof place / sizeof *place; i++)
        if (strcmp(resource, place[i][0]) == 0) return place[i][1];
    return "equipment";
}

/* Of the looks at which work waits: are the people there and the places taken, or the reverse? */
static void write_remedy(const char *resource, const struct usage_month *year, char text[],
                         size_t bytes)
{
    const char *place = places_of(resource);
    double places = year->waits > 0 ? (double)year->place_short / year->waits : 0;
    if (places > 0.9) snprintf(text, bytes, "more %s would help; more people would not", place);
    else if (places < 0.1)
        snprintf(text, bytes, "more people on shift would help; more %s would not", place);
    else
        snprintf(text, bytes, "people are short in %.0f %% of that, %s in the rest",
                 100 * (1 - places), place);
}

/* before: who is held up, in the words before the resource. */
static void print_sentence(const struct bottleneck_row *row, const char *before, FILE *to)
{
    char text[400], remedy[120];
    const struct usage_month year = usage_sum(&row->usage, 0);
    const int worst = bottleneck_worst_month(row);
    const struct usage_month month = usage_sum(&row->usage, worst);
    write_remedy(row->name, &year, remedy, sizeof remedy);
    snprintf(text, sizeof text,
             "%s %s. Work waits there %.0f %% of the time (%s %.0f %%); "
             "%s.",
             before, row->name, 100 * usage_waits(&year), month_name[worst - 1],
             100 * usage_waits(&month), remedy);
    run_report_text(to, text);
}

/* What all halls share holds them all up: it comes first where work waits for it the longest. */
static void print_constraints(const struct bottleneck *bottleneck, FILE *to)
{
    const struct bottleneck_row *worst = bottleneck_constraint(bottleneck, -1);
    if (worst == NULL) fputs("Work waits for nothing.\n", to);
    const bool shared = worst != NULL && worst->hall < 0;
    if (shared) print_sentence(worst, "The hub: the constraint is its", to);
    for (int h = 0; h < (int)bottleneck->detail->def->halls_n; h++) {
        const struct bottleneck_row *row = bottleneck_constraint(bottleneck, h);
        char before[PARAM_NAME_BYTES + 60];
        snprintf(before, sizeof before, "Hall %s: the constraint %s its",
                 bottleneck->detail->def->halls[h].name, shared ? "within it is" : "is");
        if (row != NULL) print_sentence(row, before, to);
    }
}

void bottleneck_report_print(const struct bottleneck *bottleneck, FILE *to)
{
    const struct year_detail *detail = bottleneck->detail;
    run_report_text(to, detail->def->title);
    fprintf(to, "%d: %u replication%s, seed %llu\n", detail->year, detail->done,
            detail->done == 1 ? "" : "s", (unsigned long long)detail->seed);
    print_year(bottleneck, to);
    print_months(bottleneck, to);
    fputc('\n', to);
    print_constraints(bottleneck, to);
}

/* ---- for programs ---------------------------------------------------------------------------- */

void bottleneck_report_csv(const struct bottleneck *bottleneck, const struct study_header *header,
                           FILE *to)
{
    study_header_csv(header, to);
    fputs("hall,resource,month,units,busy,starved,blocked,down,off shift,waits\n", to);
    for (size_t i = 0; i < bottleneck->rows; i++)
        for (int m = 0; m <= USAGE_MONTHS; m++) {
            const struct usage_month month = usage_sum(&bottleneck->row[i].usage, m);
            fprintf(to, "%s,%s,%d,", hall_of(bottleneck, &bottleneck->row[i]),
                    bottleneck->row[i].name, m);
            json_digits(to, usage_units(&month));
            for (int s = 0; s < USAGE_STATES; s++) {
                fputc(',', to);
                json_digits(to, usage_share(&month, (enum usage_state)s));
            }
            fputc(',', to);
            json_digits(to, usage_waits(&month));
            fputc('\n', to);
        }
}

static void write_month(struct json *json, const struct bottleneck_row *row, int m)
{
    const struct usage_month month = usage_sum(&row->usage, m);
    json_object(json, NULL);
    json_whole(json, "month", m);
    json_number(json, "units", usage_units(&month));
    for (int s = 0; s < USAGE_STATES; s++)
        json_number(json, usage_state_name[s], usage_share(&month, (enum usage_state)s));
    json_number(json, "waits", usage_waits(&month));
    json_object_end(json);
}

void bottleneck_report_json(const struct bottleneck *bottleneck, const struct study_header *header,
                            FILE *to)
{
    const struct year_detail *detail = bottleneck->detail;
    struct json json = json_to(to);
    study_header_json(header, detail->done, &json);
    json_text(&json, "title", detail->def->title);
    json_whole(&json, "year", detail->year);
    json_array(&json, "resources");
    for (size_t i = 0; i < bottleneck->rows; i++) {
        json_object(&json, NULL);
        json_text(&json, "hall", hall_of(bottleneck, &bottleneck->row[i]));
        json_text(&json, "resource", bottleneck->row[i].name);
        json_array(&json, "months");
        for (int m = 0; m <= USAGE_MONTHS; m++)
            write_month(&json, &bottleneck->row[i], m);
        json_array_end(&json);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    fputc('\n', to);
}
