// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/economy/trade.h -- what the flows are worth, and what they do to the balance with China,
 * counted in four ways.
 *
 * What happens   The kilograms of the lanes from and to China, by kind, are valued: imports CIF (at
 *                this border, freight included), exports FOB. The same flows are then counted four
 *                times: *Community* takes all that is released or declared here; *national* drops
 *                what foreign owners send on (quasi-transit); *economic* keeps what stays in the
 *                country or was made in it; *as published* is Community without the declarations
 *                too small to be registered. Goods under a transit document enter none.
 * Left out       prices that change over the years; undervaluation (T37); returned goods; trade by
 *                sea, rail and road
 * Equations      V(k) = kg(k) x eur_per_kg(k) for each kind k; r released, d declared here, s
 *                stays, h home-made, q of the rest owned abroad, a above the threshold, e
 *                estimated: (1) Community  imports = sum V r;                      exports = V d
 *                (2) national   imports = sum V r (s + (1 - s) (1 - q)); exports = V d (h + (1 - h)
 *                    (1 - q))
 *                (3) economic   imports = sum V r s;                    exports = V d h
 *                (4) published  imports = sum V r (a + (1 - a) e);      exports = V d (a + (1 - a)
 *                e) (5) balance = exports - imports, in each
 *                (6) imports FOB, as the other side counts them = sum V r / cif_over_fob
 *                (7) declarations lognormal with mean m and cv c; S2 = log(1 + c2), z = (log(T / m)
 *                    + S2 / 2) / S: above threshold T lie 1 - F(z) of them and F(S - z) of their
 *                    value, F the standard normal law
 *                (8) services sold abroad = parcels x (1 - r s) x handling_eur_per_parcel
 * Sources        concepts OPS57, threshold OPS58, CIF over FOB OPS53; (7) by integration; defaults:
 *                trade_params
 */
#ifndef MODELS_ECONOMY_TRADE_H
#define MODELS_ECONOMY_TRADE_H

#include "models/base/param.h"

enum trade_concept {
    TRADE_COMMUNITY,
    TRADE_NATIONAL,
    TRADE_ECONOMIC,
    TRADE_PUBLISHED,
    TRADE_CONCEPTS
};

struct trade_def {
    double parcel_eur_per_kg; /* declared, CIF */
    double general_in_eur_per_kg, general_out_eur_per_kg;
    double parcel_released_share, general_released_share; /* of what lands, released here */
    /* of what is released, stays in the country */
    double parcel_stays_share, general_stays_share;
    /* of what leaves, declared for export here */
    double export_declared_share;
    /* of what is declared, made in the country */
    double export_home_share;
    /* of what goes on, owned abroad */
    double parcel_owned_abroad_share, general_owned_abroad_share;
    double parcel_cif_over_fob, general_cif_over_fob;
    double threshold_eur, estimated_share;
    double parcel_declared_eur, parcel_declared_cv; /* of one declaration */
    double general_declared_eur, general_declared_cv;
    double handling_eur_per_parcel;
    double belgian_balance_eur_m, eu_balance_eur_m; /* of the country, of the Union; 0: unknown */
    double belgian_exports_eur_m; /* of the country, by all means of transport; 0: unknown */
};

extern const struct param trade_params[];
extern const size_t trade_params_n;

struct trade_flows { /* of a month or a year, lanes with China */
    double parcels_in_kg, general_in_kg, out_kg;
    double parcels; /* consignments in */
};

struct trade_side { /* EUR million */
    double imports, exports, balance;
};

struct trade_balance {
    struct trade_side of[TRADE_CONCEPTS];
    double imports_fob, services; /* EUR million */
};

/* (1) to (6), (8) */
struct trade_balance trade_value(const struct trade_def *def, const struct trade_flows *flows);

/* (7): of declarations with that mean and cv, the share at or above the threshold; of their value.
 * */
double trade_count_above(double mean_eur, double cv, double threshold_eur);
double trade_value_above(double mean_eur, double cv, double threshold_eur);

/* part / whole, NAN where the whole is not known (0). */
double trade_share(double part_eur_m, double whole_eur_m);

#endif
