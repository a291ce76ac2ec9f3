// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_fork.h -- several futures of one past: plans that are the same up to a date are
 * simulated
 *                      together up to there, then one by one.
 *
 * What happens   The past runs once, with the changes of all futures in the calendar. LANE_AHEAD_US
 *                before the first date at which the plans differ, when lanes begin to look at it,
 *                the replication is saved; for each future it is put back, the changes of the
 *                others are cancelled, and it goes on. What comes out is
 *                what hub_run gives for each plan from the start, to the last bit and event.
 * Left out       plans that differ in their base or in what is drawn at the start: they have no
 *                common past. Ties in permuted order: the futures would not shuffle alike.
 * Equations      none
 * Sources        none
 */
#ifndef MODELS_HUB_HUB_FORK_H
#define MODELS_HUB_HUB_FORK_H

#include "models/hub/hub.h"
#include "models/base/plan.h"

/* LANE_AHEAD_US before the first date at which the plans differ. INT64_MAX: they do not. INT64_MIN:
 * that is before the clock starts, so hub_fork has nothing to save; run each by hub_run. Titles,
 * questions, and what may be observed or was promised do not count. */
int64_t hub_fork_us(const struct plan *const *plan, size_t n);

/* Runs all n plans, result[i] as hub_run would fill it but for `bytes`. request->plan is not looked
 * at; no watcher, no look, no permuted ties (REQUIRE). False as for hub_run, or if hub_fork_us is
 * INT64_MIN. */
bool hub_fork(const struct hub_request *request, const struct plan *const *plan, size_t n,
              struct hub_result *result);

#endif
