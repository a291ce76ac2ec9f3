// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/trade.h -- what the flows are worth, and what they do to the balance with China.
 *
 * What happens   At the end of a year the tonnes of the lanes from and to China, by kind, are
 *                valued: imports CIF, exports FOB. The Community concept counts all that is
 *                released here for free circulation, wherever it goes next; the economic concept
 *                counts what stays in the country. Goods in transit enter neither.
 * Left out       services; prices over the years; the published threshold (issue of its own)
 * Equations      (1) imports = sum over kinds of kg in x eur_per_kg(kind) x released_share(kind)
 *                (2) exports = sum over kinds of kg out x eur_per_kg_out(kind) x origin share
 *                (3) balance = exports - imports; economic concept: released_share x
 *                    stays_share for imports, home share for exports
 * Sources        trade_params
 * May include    models/param.h
 */
#ifndef MODELS_TRADE_H
#define MODELS_TRADE_H

#include "models/param.h"

struct trade_def {
    double parcel_eur_per_kg;    /* declared, CIF */
    double general_in_eur_per_kg, general_out_eur_per_kg;
    double parcel_released_share, general_released_share; /* of what lands, released here */
    /* of what is released, stays in the country */
    double parcel_stays_share, general_stays_share;
    /* of what leaves, declared for export here */
    double export_declared_share;
    /* of what is declared, made in the country */
    double export_home_share;
};

extern const struct param trade_params[];
extern const size_t trade_params_n;

struct trade_flows { /* one year, lanes with China */
    double parcels_in_kg, general_in_kg, out_kg;
};

struct trade_balance { /* EUR million */
    double imports, exports, balance; /* Community concept */
    double economic_imports, economic_exports, economic_balance;
};

struct trade_balance trade_value(const struct trade_def *def, const struct trade_flows *flows);

#endif
