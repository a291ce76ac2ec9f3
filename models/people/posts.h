// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/posts.h -- from the work of a week to crews needed by the hour, to shifts, and to
 * people.
 *
 * What happens   The forecast work of an area, hour by hour, becomes a load; the load becomes crews
 *                with a margin for chance and for those at their break; the crews become shifts in
 *                one of two ways. "relay": shifts relieve one another around the clock, each as
 *                strong as the mean load until the next asks. "cover": every hour gets its crews,
 *                by the cheapest long and short shifts (shift_cover.h). A shift's roster is longer
 *                than its posts, since some do not come. If days off follow one another, more come
 *                on some days than there are posts.
 * Left out       who works when; skills shared between areas; which of a day's shifts somebody
 *                works: days off are counted for all of an area together
 * Equations      work(h) = worker-hours that arrive in hour h, S = crew size, L = hours of a shift:
 *                (0)  what machines cannot take waits: done(h) = min(most_h, work(h) + left(h -
 *                1)),
 *                     left(h) = work(h) + left(h - 1) - done(h), around the week
 *                (1)  load(h) = (done(h) + .. + done(h - spread_h + 1)) / spread_h / S: the offered
 *                     load, which lags the arrivals by (spread_h - 1) / 2 hours [Jennings1996]
 *                (2)  crews at work = load / target + beta sqrt(load); crews on duty = that over
 *                     worked / L (labour.h (2)), rounded up, at least 1
 *                (3)  FTE = sum over shifts of posts x over(day) x paid x labour_fte_per_weekly_h
 *                (4)  rostered for n posts = n / (1 - q), so that n come on average; or, with
 *                     standby, the least m with P(binomial(m, 1 - q) >= n) >= standby_confidence
 *                (5)  heads that fill n(d) shifts on day d, k days each, one shift a day: the
 *                     larger of max n(d) and ceil(sum n(d) / k) [BurnsCarter1985]
 *                (6)  the same if those k days follow one another: least sum of x(j), who begin on
 *                     day j, with x(d - k + 1) + .. + x(d) >= n(d) around the week
 *                     [BartholdiOrlinRatliff1980]. For a given sum it asks differences of partial
 *                     sums of x to be large enough, which longest paths settle in whole numbers
 *                (7)  over(day) = those that come by (6) over n(day); 1 if days off may fall
 *                     anywhere
 * Sources        (2) OPS78: the square-root rule; labour_params
 */
#ifndef MODELS_PEOPLE_POSTS_H
#define MODELS_PEOPLE_POSTS_H

#include <stdbool.h>
#include <stdint.h>

#include "models/people/labour.h"
#include "models/people/shift_cover.h"

enum { POSTS_HOURS = 168, POSTS_DAYS = 7 };

/* People, by the hour of the roster week: hour 0 is Monday 06-07 h. */
struct posts {
    bool standing;                             /* manned in the break too, which is always paid */
    uint32_t needed[POSTS_HOURS];              /* by the hour's own load, however shifts are laid */
    uint32_t starts[SHIFT_SORTS][POSTS_HOURS]; /* posts of the shift that begins there */
    double over[POSTS_DAYS];                   /* (7), by roster day: from 6 to 6 h */
};

/* Calendar hour of the week (0: Monday 00-01 h) to hour of the roster week. */
uint32_t posts_roster_hour(int32_t hour_of_week);

/* (1), in worker-hours an hour: `work_h` by calendar hour of the week. */
double posts_load(const double work_h[POSTS_HOURS], int32_t hour_of_week, uint32_t spread_h);

uint32_t posts_crews(const struct labour_def *labour, double load); /* (2), without the 1 */

/* What is done of work that arrives, hour by hour, if at most `most_h` worker-hours an hour can be
 * put in; more than a week's work of that is too much, and the rest is left. (0) */
void posts_defer(const double work_h[POSTS_HOURS], double most_h, double done_h[POSTS_HOURS]);

/* (0), (1), (2) and shifts; a relay goes by the work as it comes. `ahead` multiplies the
 * forecast; most_h: INFINITY if no machine sets the pace. An area without work has no posts. */
void posts_for_work(struct posts *posts, const struct labour_def *labour,
                    const double work_h[POSTS_HOURS], uint32_t crew, double ahead, double most_h);

/* So many people day and night. */
void posts_standing(struct posts *posts, const struct labour_def *labour, uint32_t people);

double posts_fte(const struct posts *posts, const struct labour_def *labour); /* (3), (4) */

/* Of posts_fte, what stays if hardly any work comes: one crew around the clock. All of standing
 * posts. */
double posts_least_fte(const struct posts *posts, const struct labour_def *labour, uint32_t crew);

/* (4), (7) of the shift that begins at a roster hour, of which a share `filled` has people (1:
 * all). */
double posts_rostered(const struct posts *posts, const struct labour_def *labour,
                      enum shift_sort sort, uint32_t roster_hour, double filled);

uint32_t posts_shift_length_h(const struct labour_def *labour, enum shift_sort sort);
double posts_paid_h(const struct posts *posts, const struct labour_def *labour,
                    enum shift_sort sort); /* of one shift */

uint32_t posts_least_heads(const uint32_t shifts[POSTS_DAYS], uint32_t days_each); /* (5) */

/* (6): `come` is how many come on each day. 1 to 7 days each. */
uint32_t posts_least_heads_in_a_row(const uint32_t shifts[POSTS_DAYS], uint32_t days_each,
                                    uint32_t come[POSTS_DAYS]);

/* (5) or (6), with the days off and the whole shifts a week of the rules of work. */
uint32_t posts_heads_by_rule(const struct labour_def *labour, const uint32_t shifts[POSTS_DAYS]);

#endif
