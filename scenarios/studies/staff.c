// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/staff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_shown(const struct staff *staffing, int hall, int area, int h, int a)
{
    return (staffing->hall == STAFF_ALL || staffing->hall == h) &&
           (staffing->area == STAFF_ALL || staffing->area == a) &&
           (hall == STAFF_ALL || hall == h) && (area == STAFF_ALL || area == a);
}

/* Adds what is known; NAN stays only if nothing is. */
static void add_known(double *sum, double more)
{
    if (isnan(more)) return;
    *sum = isnan(*sum) ? more : *sum + more;
}

static void add_area(struct staff_sum *sum, const struct area_staff_area *area)
{
    for (int s = 0; s < ROSTER_SERIES; s++)
        for (int h = 0; h < ROSTER_HOURS; h++)
            add_known(&sum->week[s][h], area->week[s][h]);
    for (int e = 0; e < HALL_EMPLOYERS; e++) {
        sum->jobs[e] += area->jobs[e];
        sum->heads += area->jobs[e];
    }
    sum->fte += area->fte;
    for (int i = 0; i < AREA_STAFF_HOURS; i++)
        sum->hours[i] += area->hours[i];
    sum->paid_h += area->paid_h;
    sum->overtime_h += area->overtime_h;
}

static void forget(struct staff_sum *sum)
{
    memset(sum, 0, sizeof *sum);
    for (int s = 0; s < ROSTER_SERIES; s++)
        for (int h = 0; h < ROSTER_HOURS; h++)
            sum->week[s][h] = NAN;
}

static void sum_one(const struct staff *staffing, int hall, int area, uint32_t replication,
                    struct staff_sum *sum)
{
    const struct year_detail *detail = staffing->detail;
    forget(sum);
    for (int h = 0; h < (int)detail->def->halls_n; h++)
        for (int a = 0; a < HALL_AREAS; a++)
            if (is_shown(staffing, hall, area, h, a))
                add_area(sum, &detail->each[replication].staff[h][a]);
}

/* Replications without an answer for an hour are left out of its mean. */
static double mean_known(const double *x, uint32_t n)
{
    double sum = 0;
    uint32_t known = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (isnan(x[i])) continue;
        sum += x[i];
        known++;
    }
    return known > 0 ? sum / known : NAN;
}

static void average(struct staff_sum *sum, const struct staff_sum *one, uint32_t n)
{
    forget(sum);
    for (uint32_t i = 0; i < n; i++) {
        for (int e = 0; e < HALL_EMPLOYERS; e++)
            sum->jobs[e] += one[i].jobs[e] / n;
        for (int k = 0; k < AREA_STAFF_HOURS; k++)
            sum->hours[k] += one[i].hours[k] / n;
        sum->fte += one[i].fte / n;
        sum->heads += one[i].heads / n;
        sum->paid_h += one[i].paid_h / n;
        sum->overtime_h += one[i].overtime_h / n;
    }
}

static void average_week(struct staff_sum *sum, const struct staff_sum *one, uint32_t n, double *x)
{
    for (int h = 0; h < ROSTER_HOURS; h++) {
        for (int s = 0; s < ROSTER_SERIES; s++) {
            for (uint32_t i = 0; i < n; i++)
                x[i] = one[i].week[s][h];
            sum->week[s][h] = mean_known(x, n);
        }
        for (uint32_t i = 0; i < n; i++)
            x[i] = one[i].week[ROSTER_PRESENT][h];
        sum->present[h] = n > 1 ? (struct interval){interval_quantile(x, n, 0.025),
                                                    interval_quantile(x, n, 0.975)}
                                : (struct interval){NAN, NAN};
    }
}

/* The shifts of a day are its people's hours over those of a shift. */
static uint32_t least_heads(const struct staff *staffing, const struct staff_sum *sum)
{
    const struct labour_def *labour = &staffing->detail->def->labour;
    uint32_t shifts[POSTS_DAYS];
    for (int d = 0; d < POSTS_DAYS; d++) {
        double people_h = 0;
        for (int h = 24 * d; h < 24 * (d + 1); h++)
            add_known(&people_h, sum->week[ROSTER_ROSTERED][h]);
        shifts[d] = (uint32_t)ceil(people_h / labour->shift_h - 1e-9);
    }
    return posts_heads_by_rule(labour, shifts);
}

bool staff_sum(const struct staff *staffing, int hall, int area, struct staff_sum *sum)
{
    uint32_t n = staffing->detail->done;
    struct staff_sum *one = calloc(n + 1, sizeof *one);
    double *x = calloc(n + 1, sizeof *x);
    bool fine = one && x;
    for (uint32_t i = 0; i < n && fine; i++)
        sum_one(staffing, hall, area, i, &one[i]);
    if (fine) {
        average(sum, one, n);
        average_week(sum, one, n, x);
        for (uint32_t i = 0; i < n; i++)
            x[i] = one[i].heads;
        sum->heads_95 = interval_prediction(x, n, 0.95);
        sum->least_heads = least_heads(staffing, sum);
    }
    free(one);
    free(x);
    return fine;
}

bool staff_has(const struct staff *staffing, int hall, int area)
{
    const struct year_detail *detail = staffing->detail;
    for (uint32_t i = 0; i < detail->done; i++)
        for (int h = 0; h < (int)detail->def->halls_n; h++)
            for (int a = 0; a < HALL_AREAS; a++)
                if (is_shown(staffing, hall, area, h, a) && detail->each[i].staff[h][a].fte > 0)
                    return true;
    return false;
}
