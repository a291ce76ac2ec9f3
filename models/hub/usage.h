// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/usage.h -- where a resource's time goes: busy, starved, blocked, down or off shift.
 *
 * What happens   Every few minutes somebody looks at a resource and shares its units out: those at
 *                work; those free with nothing to do (starved); those that could work but for
 *                something else (blocked); those that are broken (down); those that nobody is there
 *                for (off shift). The looks of a month are added up. The shares of a month add up
 *                to one.
 * Left out       how long each wait was (dwell and waits are among the yearly measures)
 * Equations      a pool with `all` units there could be, `size` of them on shift, `busy` at work:
 *                (1)  busy + idle + off = all,  idle = size - busy,  off = all - size; idle is
 *                     starved if nobody waits, blocked if somebody does. Who stays beyond the shift
 *                     is busy
 *                (2)  a machine that `people` feed at a share p of its own rate: p is busy if there
 *                     is work, starved if not; 1 - p is off shift; all of it is down while it fails
 *                     Blocked are as well: a crew none of whose aircraft's decks is worked at; a
 *                     loader without dollies; a filled dolly that no tug has taken; a tug at a hall
 *                     door that is taken, or whose train finds no place inside; a check-in place
 *                     with such a train; a place of the buffer whose ULD waits for a team; a stand
 *                     whose aircraft waits for any of them; a door team free while freight waits
 *                     for a truck to be full or due, one for each destination.
 *                     Never blocked: breakdown teams and officers, who always have room behind them
 *                (3)  work waits: the share of looks at which somebody waits and no unit is free;
 *                at
 *                     the sorter, at which more than a quarter of an hour's work lies before it
 * Sources        none
 */
#ifndef MODELS_HUB_USAGE_H
#define MODELS_HUB_USAGE_H

#include <stdbool.h>
#include <stdint.h>

enum usage_state { USAGE_BUSY, USAGE_STARVED, USAGE_BLOCKED, USAGE_DOWN, USAGE_OFF, USAGE_STATES };
enum { USAGE_MONTHS = 12 };
extern const char *const usage_state_name[USAGE_STATES];

/* One look. */
struct usage_look {
    double part[USAGE_STATES]; /* units */
    bool waits;                /* (3) */
    bool place_short;          /* and those on shift have no place to work at, or it is a machine */
};

struct usage_month {
    double part[USAGE_STATES]; /* sums over looks */
    uint32_t looks, waits, place_short;
};

struct usage {
    struct usage_month month[USAGE_MONTHS];
};

struct usage_look usage_pool(double all, double size, double busy, double waiting); /* (1) */

/* (2): people_share: what those present can do, over what the machine could; `work`: something is
 * on it; `waits`: (3). */
struct usage_look usage_machine(bool down, bool work, bool waits, double people_share);

/* Moves `units` of those at work to blocked: they are taken, but wait for something else. */
void usage_block(struct usage_look *look, double units);

/* The same of those with nothing to do: there is work, but it lacks something else. */
void usage_hold_up(struct usage_look *look, double units);

void usage_add(struct usage *usage, int32_t month, struct usage_look look); /* month: 1 to 12 */

/* Of one month, or of the whole year (0). Shares: NAN before the first look. */
struct usage_month usage_sum(const struct usage *usage, int32_t month);
double usage_share(const struct usage_month *month, enum usage_state state);
double usage_units(const struct usage_month *month); /* mean of all there could be */
double usage_waits(const struct usage_month *month);

#endif
