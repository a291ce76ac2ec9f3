// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/airside/stands.h -- the airport's stands by size, and who waits for one.
 *
 * What happens   An aircraft that wants to land asks for a stand of its size, first come first
 *                served. If narrow aircraft may use wide stands, one that finds none of its own
 *                free takes a wide one, as long as no wide aircraft waits and more wide stands are
 *                free than are kept for those; if not, it waits, and takes what comes free first.
 *                Who has waited too long goes elsewhere.
 * Left out       towing from one stand to another; stands that take two narrow aircraft at once
 * Equations      Flights that do not wait, exponential turns of mean 1/m, narrow aircraft at rate n
 *                without stands of their own, wide ones at rate w, c wide stands, k of them kept:
 *                  (1)  p(i) = p(i-1) r(i-1) / (i m),   r(i) = n + w below c - k, w from there on
 *                narrow lost: p(c-k) + .. + p(c), wide lost: p(c). With v narrow stands, wide ones
 *                in plenty and a = n/m: a narrow aircraft stands on a wide one with chance
 *                  (2)  B(v, a)                                            [Erlang1917]
 * Sources        airport_params
 */
#ifndef MODELS_AIRSIDE_STANDS_H
#define MODELS_AIRSIDE_STANDS_H

#include "models/base/cargo.h"
#include "models/base/port.h"
#include "sim/pool.h"

struct airport_def;
struct stands;

/* granted: a flight has its stand; gone: it has waited too long. */
struct stands *stands_new(struct sim *sim, const struct airport_def *def, const struct cargo *cargo,
                          struct port granted, struct port gone);
void stands_ask(struct stands *stands, uint64_t flight);
bool stands_is_wide(const struct flight *flight); /* the one it has */
void stands_release(struct stands *stands, bool wide);
void stands_changed(struct stands *stands); /* the definition has */
const struct pool *stands_pool(const struct stands *stands, bool narrow);
double stands_wait_h(const struct stands *stands); /* mean, since the last new year */
void stands_new_year(struct stands *stands);

#endif
