// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/shift_cover.h -- the cheapest whole shifts that put enough people into every hour
 * of a week.
 *
 * What happens   So many crews are needed in each of the 168 hours of a roster week. There are two
 *                sorts of shift, long and short, each with a length, the hours at which it may
 *                start, and a price. The answer is how many of each start at each hour: of all that
 *                cover every hour, one of the cheapest. It is exact, in whole numbers, and the same
 *                on every machine.
 * Left out       a shift across the end of the roster week: on Monday at 06 h everybody changes.
 *                Breaks (all at the same pace: labour.h); who works which shift
 * Equations      x = shifts by start and sort, c their price, r = needed:
 *                (1)  minimise sum c x   with   sum of the x that cover hour h >= r(h),  x whole
 *                (2)  row h less row h - 1 leaves one +1 and one -1 in each column: a flow. A
 *                     shift carries people from the hour it starts to the hour it ends; who is too
 *                     many at an hour flows back over it. Supply of hour h: r(h) - r(h - 1)
 *                (3)  proof: prices y >= 0 of the hours, of which no shift covers more than it
 *                     costs, with sum y r = sum c x. No cover can cost less than sum y r
 * Sources        (2) [VeinottWagner1962]; a flow's cheapest corner is whole, and successive
 *                shortest paths find it [Ahuja1993]
 */
#ifndef MODELS_PEOPLE_SHIFT_COVER_H
#define MODELS_PEOPLE_SHIFT_COVER_H

#include <stdint.h>

enum shift_sort { SHIFT_LONG, SHIFT_SHORT, SHIFT_SORTS };
enum { SHIFT_COVER_HOURS = 168 };

struct shift_cover_def {
    uint32_t length_h[SHIFT_SORTS];      /* 0: there is no such shift */
    uint32_t start_every_h[SHIFT_SORTS]; /* starts at hours 0, n, 2 n .. of the roster week */
    uint32_t price[SHIFT_SORTS];         /* of one shift, at least 1: say minutes paid */
};

struct shift_cover {
    uint32_t starts[SHIFT_SORTS][SHIFT_COVER_HOURS];
    uint32_t hour_price[SHIFT_COVER_HOURS]; /* y of (3): what one more person would cost there */
    uint64_t price;                         /* of all */
};

/* Hour 0 is the first of the roster week. Every hour must lie in some shift that ends within the
 * week: with long shifts of 8 hours, start every 1, 2, 4 or 8 (REQUIRE). */
void shift_cover_find(const struct shift_cover_def *def, const uint32_t needed[SHIFT_COVER_HOURS],
                      struct shift_cover *cover);

#endif
