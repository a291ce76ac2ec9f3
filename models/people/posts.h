// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/posts.h -- from the work of a week to crews needed by the hour, and to shifts.
 *
 * What happens   The forecast work of an area, hour by hour, becomes a load; the load becomes crews
 *                with a margin for chance; the crews become shifts in one of two ways. "three":
 *                shifts of 8 hours at 06, 14 and 22, each as strong as its mean load asks.
 *                "cover": every hour gets its crews, by the cheapest long and short shifts
 *                (shift_cover.h). A shift's roster is longer than its posts, since some do not
 *                come.
 * Left out       who works when; skills shared between areas
 * Equations      work(h) = worker-hours that arrive in hour h, S = crew size:
 *                (0)  what machines cannot take waits: done(h) = min(most_h, work(h) + left(h -
 *                1)),
 *                     left(h) = work(h) + left(h - 1) - done(h), around the week
 *                (1)  load(h) = (done(h) + .. + done(h - spread_h + 1)) / spread_h / S: the offered
 *                     load, which lags the arrivals by (spread_h - 1) / 2 hours [Jennings1996]
 *                (2)  crews = ceil(load / target + beta sqrt(load)), at least 1
 *                (3)  FTE = sum over shifts of posts x length / 8 x labour_fte_per_weekly_shift
 *                (4)  rostered for n posts = n / (1 - q), so that n come on average; or, with
 *                     standby, the least m with P(binomial(m, 1 - q) >= n) >= standby_confidence
 *                (5)  heads that fill n(d) shifts on day d, five days each, one shift a day: the
 *                     larger of max n(d) and ceil(sum n(d) / 5) [BurnsCarter1985]
 * Sources        (2) OPS78: the square-root rule; labour_params
 */
#ifndef MODELS_PEOPLE_POSTS_H
#define MODELS_PEOPLE_POSTS_H

#include <stdint.h>

#include "models/people/labour.h"
#include "models/people/shift_cover.h"

enum { POSTS_HOURS = 168, POSTS_DAYS = 7 };

/* People, by the hour of the roster week: hour 0 is Monday 06-07 h. */
struct posts {
    uint32_t needed[POSTS_HOURS];              /* by the hour's own load, however shifts are laid */
    uint32_t starts[SHIFT_SORTS][POSTS_HOURS]; /* posts of the shift that begins there */
};

/* Calendar hour of the week (0: Monday 00-01 h) to hour of the roster week. */
uint32_t posts_roster_hour(int32_t hour_of_week);

/* (1), in worker-hours an hour: `work_h` by calendar hour of the week. */
double posts_load(const double work_h[POSTS_HOURS], int32_t hour_of_week, uint32_t spread_h);

uint32_t posts_crews(const struct labour_def *labour, double crews_busy); /* (2), without the 1 */

/* What is done of work that arrives, hour by hour, if at most `most_h` worker-hours an hour can be
 * put in; more than a week's work of that is too much, and the rest is left. (0) */
void posts_defer(const double work_h[POSTS_HOURS], double most_h, double done_h[POSTS_HOURS]);

/* (0), (1), (2) and shifts; three shifts go by the work as it comes. `ahead` multiplies the
 * forecast; most_h: INFINITY if no machine sets the pace. An area without work has no posts. */
void posts_for_work(struct posts *posts, const struct labour_def *labour,
                    const double work_h[POSTS_HOURS], uint32_t crew, double ahead, double most_h);

/* So many people day and night. */
void posts_standing(struct posts *posts, uint32_t people);

double posts_fte(const struct posts *posts, const struct labour_def *labour); /* (3), (4) */

/* (4), of which a share `filled` has people (1: all). */
double posts_rostered(const struct labour_def *labour, uint32_t posts, double filled);
double posts_shift_length_h(const struct labour_def *labour, enum shift_sort sort);
uint32_t posts_least_heads(const uint32_t shifts[POSTS_DAYS], uint32_t days_each); /* (5) */

#endif
