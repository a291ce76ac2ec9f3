// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/economy/demand.h -- how many e-commerce flights people's orders fill when the price of a
 * parcel changes.
 *
 * What happens   A charge of the Union (policy.h) is passed on in part to the buyer, who notices it
 *                by and by and buys less. Sellers who know the date bring goods in before it and
 *                fewer just after it. The result is a factor on the flights of the e-commerce
 *                lanes, 1 as long as there is no charge. Growth and season belong to the lanes
 *                (lane.h).
 * Left out       several things in one parcel to save lines; freight by sea to warehouses, but for
 *                what the elasticity holds of it; income; answers of the sellers' prices; express
 * Equations      t the moment, p = pass_through_share, e(k) charge k per parcel, from t(k) to u(k),
 *                h half-life in weeks, f ahead_share, w ahead_weeks, v payback_weeks:
 *                (1) A(x) = 0 for x <= 0, else 1 - 2^(-x / h)      (h = 0: 1)
 *                (2) c(t) = p sum over k of e(k) (A(t - t(k)) - A(t - u(k)))
 *                (3) price factor = (1 + c / parcel_eur) ^ elasticity
 *                (4) stock factor = 1 + f in the w weeks before t(k); 1 - f w / v in the v weeks
 *                from
 *                    t(k) on; else 1: what came early is missing later, to the last parcel
 *                (5) factor = price factor x product of the stock factors
 * Sources        elasticity OPS60, OPS61; price of a parcel OPS56; the rest assumption: see
 *                demand_params
 */
#ifndef MODELS_ECONOMY_DEMAND_H
#define MODELS_ECONOMY_DEMAND_H

#include "models/base/param.h"
#include "models/economy/policy.h"

struct demand_def {
    double parcel_eur; /* what a parcel costs its buyer before any charge */
    double elasticity; /* below 0 */
    double pass_through_share, half_life_weeks;
    double ahead_share, ahead_weeks, payback_weeks;
};

extern const struct param demand_params[];
extern const size_t demand_params_n;

double demand_noticed_share(double weeks, double half_life_weeks); /* (1) */
double demand_charge_eur(const struct demand_def *def, const struct policy_def *policy,
                         int64_t at_us);                                     /* (2) */
double demand_price_factor(const struct demand_def *def, double charge_eur); /* (3) */
double demand_stock_factor(const struct demand_def *def, const struct policy_def *policy,
                           int64_t at_us); /* (4) */
double demand_factor(const struct demand_def *def, const struct policy_def *policy,
                     int64_t at_us); /* (5) */

#endif
