// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/economy/route.h -- through which hub the e-commerce flights go: a choice by cost among
 * rivals.
 *
 * What happens   The scenario may name rival hubs and the share of the same market that each has
 *                today. When a parcel becomes dearer at one hub (a national fee there or here, or
 *                any other change of cost), flights move towards the others within days. The result
 *                is a factor on the flights of the e-commerce lanes, 1 as long as no cost changes,
 *                and always 1 without rivals. Trucks carry the parcels on wherever they land. Some
 *                flights are bound to their hub by a hall or a contract and stay.
 * Left out       room at the rivals; slots; a hub's own congestion; parcels that a fee
 *                drives away from the market altogether (demand.h)
 * Equations      rival r has share P(r), this hub P(0) = 1 - sum P(r); d cost change per parcel:
 *                (1) d(t) = fee in force x (1 - 2^(-days since it began / half_life_days)), and
 *                after
 *                    it ended the rest of it likewise
 *                (2) P'(0) = P(0) exp(-s d(0)) / sum over all hubs P exp(-s d)      incremental
 *                logit (3) factor = 1 + (1 - bound_share) (P'(0) / P(0) - 1): part of the flights
 *                cannot move
 * Sources        logit [McFadden1974]; how fast and how far OPS62; defaults: see route_params
 */
#ifndef MODELS_ECONOMY_ROUTE_H
#define MODELS_ECONOMY_ROUTE_H

#include "models/base/param.h"
#include "models/economy/policy.h"

enum { ROUTE_RIVALS_MAX = 8 };

struct route_def {
    double scale_per_eur, half_life_days, bound_share;
};

struct route_rival_def {
    char name[PARAM_NAME_BYTES];
    double share;
    double fee_eur; /* change of the cost of a parcel there; below 0: cheaper */
    int64_t from_us, until_us;
};

extern const struct param route_params[], route_rival_params[];
extern const size_t route_params_n, route_rival_params_n;

/* (1) */
double route_cost_eur(const struct route_def *def, double fee_eur, int64_t from_us,
                      int64_t until_us, int64_t at_us);

/* (3) */
double route_factor(const struct route_def *def, const struct policy_def *policy,
                    const struct route_rival_def *rivals, uint32_t n, int64_t at_us);

#endif
