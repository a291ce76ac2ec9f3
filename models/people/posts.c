// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/posts.h"

#include <math.h>
#include <string.h>

#include "sim/random/quantile.h"

enum { LONG_H = 8, MORNING_H = 6 };

uint32_t posts_roster_hour(int32_t hour_of_week)
{
    return (uint32_t)((hour_of_week + POSTS_HOURS - MORNING_H) % POSTS_HOURS);
}

static int32_t calendar_hour(uint32_t roster_hour)
{
    return (int32_t)((roster_hour + MORNING_H) % POSTS_HOURS);
}

double posts_load(const double work_h[POSTS_HOURS], int32_t hour_of_week, uint32_t spread_h)
{
    double sum_h = 0;
    for (int32_t i = 0; i < (int32_t)spread_h; i++)
        sum_h += work_h[(hour_of_week + POSTS_HOURS - i) % POSTS_HOURS];
    return sum_h / spread_h;
}

/* Twice around: what is left on Sunday night is there on Monday. */
void posts_defer(const double work_h[POSTS_HOURS], double most_h, double done_h[POSTS_HOURS])
{
    double left_h = 0;
    for (int i = 0; i < 2 * POSTS_HOURS; i++) {
        int h = i % POSTS_HOURS;
        double there_h = work_h[h] + left_h;
        done_h[h] = there_h < most_h ? there_h : most_h;
        left_h = there_h - done_h[h];
    }
}

uint32_t posts_crews(const struct labour_def *labour, double crews_busy)
{
    return (uint32_t)ceil(crews_busy / labour->utilisation_target +
                          labour->square_root_beta * sqrt(crews_busy));
}

/* ---- two ways to shifts ---------------------------------------------------------------------- */

/* Each of the 21 shifts by its own mean load. */
static void fill_three_shifts(struct posts *posts, const struct labour_def *labour,
                              const double work_h[POSTS_HOURS], uint32_t crew, double ahead)
{
    double load[POSTS_HOURS / LONG_H] = {0};
    for (int h = 0; h < POSTS_HOURS; h++) /* in the order of the calendar */
        load[posts_roster_hour(h) / LONG_H] += work_h[h] / 8.0;
    for (int s = 0; s < POSTS_HOURS / LONG_H; s++) { /* (2): the servers are crews, not people */
        uint32_t crews = posts_crews(labour, load[s] * ahead / crew);
        posts->starts[SHIFT_LONG][LONG_H * s] = (crews > 0 ? crews : 1) * crew;
    }
}

/* In minutes paid. hub_check has looked at the start; what a date of the timeline sets later is
 * taken for the next best that fits the week. */
static struct shift_cover_def shifts_allowed(const struct labour_def *labour)
{
    uint32_t every = LONG_H, length_h = labour->short_shift_h;
    while (every > labour->long_start_every_h)
        every /= 2;
    double price = length_h * 60.0 * labour->short_shift_price;
    return (struct shift_cover_def){.length_h = {LONG_H, length_h > 1 ? length_h : 0},
                                    .start_every_h = {every, labour->short_start_every_h},
                                    .price = {LONG_H * 60, (uint32_t)(price + 0.5)}};
}

static void fill_cover(struct posts *posts, const struct labour_def *labour, uint32_t crew)
{
    uint32_t crews[POSTS_HOURS];
    for (uint32_t h = 0; h < POSTS_HOURS; h++)
        crews[h] = posts->needed[h] / crew;
    struct shift_cover_def def = shifts_allowed(labour);
    struct shift_cover cover;
    shift_cover_find(&def, crews, &cover);
    for (enum shift_sort sort = 0; sort < SHIFT_SORTS; sort++)
        for (uint32_t h = 0; h < POSTS_HOURS; h++)
            posts->starts[sort][h] = cover.starts[sort][h] * crew;
}

void posts_for_work(struct posts *posts, const struct labour_def *labour,
                    const double work_h[POSTS_HOURS], uint32_t crew, double ahead, double most_h)
{
    double week_h = 0, done_h[POSTS_HOURS];
    for (int h = 0; h < POSTS_HOURS; h++)
        week_h += work_h[h];
    memset(posts, 0, sizeof *posts);
    if (week_h <= 0) return;
    posts_defer(work_h, most_h / ahead, done_h); /* (0) */
    for (uint32_t h = 0; h < POSTS_HOURS; h++) { /* (1), (2) */
        double busy = posts_load(done_h, calendar_hour(h), labour->spread_h) * ahead / crew;
        uint32_t crews = posts_crews(labour, busy);
        posts->needed[h] = (crews > 0 ? crews : 1) * crew;
    }
    if (labour->shift_plan == LABOUR_COVER) fill_cover(posts, labour, crew);
    else fill_three_shifts(posts, labour, work_h, crew, ahead);
}

void posts_standing(struct posts *posts, uint32_t people)
{
    memset(posts, 0, sizeof *posts);
    for (int h = 0; h < POSTS_HOURS; h++) {
        posts->needed[h] = people;
        if (h % LONG_H == 0) posts->starts[SHIFT_LONG][h] = people;
    }
}

/* ---- people ---------------------------------------------------------------------------------- */

double posts_shift_length_h(const struct labour_def *labour, enum shift_sort sort)
{
    return sort == SHIFT_LONG ? LONG_H : labour->short_shift_h;
}

double posts_rostered(const struct labour_def *labour, uint32_t posts, double filled)
{
    double absent = labour->short_notice_share;
    if (labour->standby_confidence <= 0 || absent <= 0) return posts * filled / (1.0 - absent);
    uint64_t rostered = posts;
    while (posts > 0 &&
           quantile_binomial(labour->standby_confidence, rostered, absent) > rostered - posts)
        rostered++;
    return (double)rostered * filled;
}

/* What a post takes out of the contracts: those of its roster who come. */
static double people_behind(const struct labour_def *labour, uint32_t posts)
{
    if (labour->standby_confidence <= 0) return posts;
    return posts_rostered(labour, posts, 1.0) * (1.0 - labour->short_notice_share);
}

double posts_fte(const struct posts *posts, const struct labour_def *labour)
{
    double each = labour_fte_per_weekly_shift(labour), fte = 0;
    for (enum shift_sort sort = 0; sort < SHIFT_SORTS; sort++) {
        double length = posts_shift_length_h(labour, sort) / LONG_H;
        for (int h = 0; h < POSTS_HOURS; h++)
            if (posts->starts[sort][h] > 0)
                fte += people_behind(labour, posts->starts[sort][h]) * length * each;
    }
    return fte;
}

uint32_t posts_least_heads(const uint32_t shifts[POSTS_DAYS], uint32_t days_each)
{
    uint32_t most = 0, all = 0;
    for (int d = 0; d < POSTS_DAYS; d++) {
        if (shifts[d] > most) most = shifts[d];
        all += shifts[d];
    }
    uint32_t enough = (all + days_each - 1) / days_each;
    return enough > most ? enough : most;
}
