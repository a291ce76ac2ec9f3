// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/posts.h"

#include <math.h>
#include <string.h>

#include "sim/random/quantile.h"

enum { MORNING_H = 6, DAY_H = 24 };

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

uint32_t posts_crews(const struct labour_def *labour, double load)
{
    double at_work = load / labour->utilisation_target + labour->square_root_beta * sqrt(load);
    double worked_share = labour_worked_h(labour, labour->shift_h) / labour->shift_h;
    return (uint32_t)ceil(at_work / worked_share);
}

static uint32_t least_one(uint32_t crews)
{
    return crews > 0 ? crews : 1;
}

/* ---- two ways to shifts ---------------------------------------------------------------------- */

static bool relief_at(const struct labour_def *labour, uint32_t roster_hour)
{
    return labour_relief_at(labour, (roster_hour + MORNING_H) % DAY_H);
}

/* Each shift by the mean load until the next begins. */
static void fill_relay(struct posts *posts, const struct labour_def *labour,
                       const double work_h[POSTS_HOURS], uint32_t crew, double ahead)
{
    for (uint32_t start = 0, end; start < POSTS_HOURS; start = end) {
        double sum_h = 0;
        for (end = start; end == start || (end < POSTS_HOURS && !relief_at(labour, end)); end++)
            sum_h += work_h[calendar_hour(end)];
        uint32_t crews = posts_crews(labour, sum_h / (end - start) * ahead / crew); /* (2) */
        posts->starts[SHIFT_LONG][start] = least_one(crews) * crew;
    }
}

/* In minutes paid. hub_check has looked at the starts and lengths; what a date of the timeline sets
 * later is taken for the next best that fits the week. */
static struct shift_cover_def shifts_allowed(const struct labour_def *labour)
{
    uint32_t long_h = labour->shift_h, short_h = labour->short_shift_h;
    if (short_h < 2 || short_h >= long_h) short_h = 0;
    uint32_t every = labour->long_start_every_h < long_h ? labour->long_start_every_h : long_h;
    while ((POSTS_HOURS - long_h) % every > 0)
        every--;
    double short_min = labour_paid_h(labour, short_h) * 60.0 * labour->short_shift_price;
    return (struct shift_cover_def){
        .length_h = {long_h, short_h},
        .start_every_h = {every, labour->short_start_every_h},
        .price = {(uint32_t)(labour_paid_h(labour, long_h) * 60.0 + 0.5),
                  (uint32_t)(short_min + 0.5)},
    };
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

/* ---- days off -------------------------------------------------------------------------------- */

/* (7) */
static void call_people(struct posts *posts, const struct labour_def *labour)
{
    uint32_t shifts[POSTS_DAYS] = {0}, come[POSTS_DAYS];
    for (int d = 0; d < POSTS_DAYS; d++)
        posts->over[d] = 1.0;
    if (labour->days_off != LABOUR_DAYS_OFF_CONSECUTIVE) return;
    for (enum shift_sort sort = 0; sort < SHIFT_SORTS; sort++)
        for (int h = 0; h < POSTS_HOURS; h++)
            shifts[h / DAY_H] += posts->starts[sort][h];
    posts_least_heads_in_a_row(shifts, labour_whole_shifts_per_week(labour), come);
    for (int d = 0; d < POSTS_DAYS; d++)
        if (shifts[d] > 0) posts->over[d] = (double)come[d] / shifts[d];
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

static bool raise(int64_t *to, int64_t least)
{
    if (*to >= least) return false;
    *to = least;
    return true;
}

/* begun[j]: of `heads`, who have begun before day j. Longest paths over the differences that (6)
 * asks for; false if they go round in a circle and grow. */
static bool runs_fit(const uint32_t shifts[POSTS_DAYS], uint32_t days_each, int64_t heads,
                     int64_t begun[POSTS_DAYS + 1])
{
    const int days = (int)days_each;
    memset(begun, 0, (POSTS_DAYS + 1) * sizeof *begun);
    bool moved = true;
    for (int round = 0; moved && round <= POSTS_DAYS + 1; round++) {
        moved = raise(&begun[POSTS_DAYS], begun[0] + heads);
        moved = raise(&begun[0], begun[POSTS_DAYS] - heads) || moved;
        for (int d = 0; d < POSTS_DAYS; d++) {
            int first = d - days + 1; /* day on which the longest at work today began */
            int64_t before = first >= 0 ? begun[first] : begun[first + POSTS_DAYS] - heads;
            moved = raise(&begun[d + 1], before + shifts[d]) || moved;
            moved = raise(&begun[d + 1], begun[d]) || moved;
        }
    }
    return !moved;
}

uint32_t posts_least_heads_in_a_row(const uint32_t shifts[POSTS_DAYS], uint32_t days_each,
                                    uint32_t come[POSTS_DAYS])
{
    int64_t begun[POSTS_DAYS + 1];
    uint32_t heads = posts_least_heads(shifts, days_each);
    while (!runs_fit(shifts, days_each, heads, begun))
        heads++;
    for (int d = 0; d < POSTS_DAYS; d++) {
        come[d] = 0;
        for (int back = 0; back < (int)days_each; back++) {
            int day = (d + POSTS_DAYS - back) % POSTS_DAYS;
            come[d] += (uint32_t)(begun[day + 1] - begun[day]);
        }
    }
    return heads;
}

uint32_t posts_heads_by_rule(const struct labour_def *labour, const uint32_t shifts[POSTS_DAYS])
{
    uint32_t come[POSTS_DAYS], days_each = labour_whole_shifts_per_week(labour);
    if (labour->days_off == LABOUR_DAYS_OFF_CONSECUTIVE)
        return posts_least_heads_in_a_row(shifts, days_each, come);
    return posts_least_heads(shifts, days_each);
}

/* ---- posts ----------------------------------------------------------------------------------- */

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
        double load = posts_load(done_h, calendar_hour(h), labour->spread_h) * ahead / crew;
        posts->needed[h] = least_one(posts_crews(labour, load)) * crew;
    }
    if (labour->shift_plan == LABOUR_COVER) fill_cover(posts, labour, crew);
    else fill_relay(posts, labour, work_h, crew, ahead);
    call_people(posts, labour);
}

static void fill_around_the_clock(struct posts *posts, const struct labour_def *labour,
                                  uint32_t people)
{
    for (uint32_t h = 0; h < POSTS_HOURS; h++) {
        posts->needed[h] = people;
        if (relief_at(labour, h)) posts->starts[SHIFT_LONG][h] = people;
    }
    call_people(posts, labour);
}

void posts_standing(struct posts *posts, const struct labour_def *labour, uint32_t people)
{
    memset(posts, 0, sizeof *posts);
    posts->standing = true;
    fill_around_the_clock(posts, labour, people);
}

/* ---- people ---------------------------------------------------------------------------------- */

uint32_t posts_shift_length_h(const struct labour_def *labour, enum shift_sort sort)
{
    return sort == SHIFT_LONG ? labour->shift_h : labour->short_shift_h;
}

double posts_paid_h(const struct posts *posts, const struct labour_def *labour,
                    enum shift_sort sort)
{
    double length_h = posts_shift_length_h(labour, sort);
    return posts->standing ? length_h : labour_paid_h(labour, length_h);
}

static double rostered_for(const struct labour_def *labour, uint32_t posts)
{
    double absent = labour->short_notice_share;
    if (labour->standby_confidence <= 0 || absent <= 0) return posts / (1.0 - absent);
    uint64_t rostered = posts;
    while (posts > 0 &&
           quantile_binomial(labour->standby_confidence, rostered, absent) > rostered - posts)
        rostered++;
    return (double)rostered;
}

double posts_rostered(const struct posts *posts, const struct labour_def *labour,
                      enum shift_sort sort, uint32_t roster_hour, double filled)
{
    return rostered_for(labour, posts->starts[sort][roster_hour]) *
           posts->over[roster_hour / DAY_H] * filled;
}

/* What a post takes out of the contracts: those of its roster who come. */
static double people_behind(const struct labour_def *labour, uint32_t posts)
{
    if (labour->standby_confidence <= 0) return posts;
    return rostered_for(labour, posts) * (1.0 - labour->short_notice_share);
}

double posts_fte(const struct posts *posts, const struct labour_def *labour)
{
    double fte = 0;
    for (enum shift_sort sort = 0; sort < SHIFT_SORTS; sort++) {
        double each = posts_paid_h(posts, labour, sort) * labour_fte_per_weekly_h(labour);
        for (int h = 0; h < POSTS_HOURS; h++)
            if (posts->starts[sort][h] > 0)
                fte +=
                    people_behind(labour, posts->starts[sort][h]) * posts->over[h / DAY_H] * each;
    }
    return fte;
}

double posts_least_fte(const struct posts *posts, const struct labour_def *labour, uint32_t crew)
{
    double all = posts_fte(posts, labour);
    if (posts->standing || all <= 0) return all;
    struct posts least = {0};
    fill_around_the_clock(&least, labour, crew);
    double fte = posts_fte(&least, labour);
    return fte < all ? fte : all;
}
