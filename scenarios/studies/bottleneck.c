// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/bottleneck.h"

#include <string.h>

static void add_usage(struct usage *sum, const struct usage *more)
{
    for (int m = 0; m < USAGE_MONTHS; m++) {
        for (int s = 0; s < USAGE_STATES; s++)
            sum->month[m].part[s] += more->month[m].part[s];
        sum->month[m].looks += more->month[m].looks;
        sum->month[m].waits += more->month[m].waits;
        sum->month[m].place_short += more->month[m].place_short;
    }
}

/* A resource with no unit all year (a hall not built, a store without a sorter) is none, unless
 * work waits for it. */
static void keep_row(struct bottleneck *bottleneck, int hall, const char *name)
{
    struct bottleneck_row *row = &bottleneck->row[bottleneck->rows];
    const struct usage_month year = usage_sum(&row->usage, 0);
    row->hall = hall;
    row->name = name;
    if (usage_units(&year) > 0 || year.waits > 0) bottleneck->rows++;
    else memset(row, 0, sizeof *row);
}

void bottleneck_find(struct bottleneck *bottleneck, const struct year_detail *detail, int hall)
{
    memset(bottleneck, 0, sizeof *bottleneck);
    bottleneck->detail = detail;
    for (int r = 0; r < HUB_DETAIL_AIRPORT; r++) {
        for (uint32_t i = 0; i < detail->done; i++)
            add_usage(&bottleneck->row[bottleneck->rows].usage, &detail->each[i].airport[r]);
        keep_row(bottleneck, -1, hub_detail_airport_name[r]);
    }
    for (int h = 0; h < (int)detail->def->halls_n; h++)
        for (int r = 0; r < HUB_DETAIL_HALL && (hall < 0 || hall == h); r++) {
            for (uint32_t i = 0; i < detail->done; i++)
                add_usage(&bottleneck->row[bottleneck->rows].usage, &detail->each[i].hall[h][r]);
            keep_row(bottleneck, h, hub_detail_hall_name[r]);
        }
}

const struct bottleneck_row *bottleneck_constraint(const struct bottleneck *bottleneck, int hall)
{
    const struct bottleneck_row *worst = NULL;
    double most = 0;
    for (size_t i = 0; i < bottleneck->rows; i++) {
        const struct bottleneck_row *row = &bottleneck->row[i];
        const struct usage_month year = usage_sum(&row->usage, 0);
        if ((hall >= 0 && row->hall != hall) || !(usage_waits(&year) > most)) continue;
        most = usage_waits(&year);
        worst = row;
    }
    return worst;
}

int bottleneck_worst_month(const struct bottleneck_row *row)
{
    int worst = 1;
    double most = -1;
    for (int m = 1; m <= USAGE_MONTHS; m++) {
        const struct usage_month month = usage_sum(&row->usage, m);
        if (!(usage_waits(&month) > most)) continue;
        most = usage_waits(&month);
        worst = m;
    }
    return worst;
}
