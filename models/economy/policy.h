// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/economy/policy.h -- what the law puts on a parcel, and from when: a duty, a handling fee,
 * a national fee.
 *
 * What happens   Three charges, each nil unless the scenario gives it, each in force between two
 *                dates. The duty and the handling fee hold in the whole Union: they raise the price
 *                everywhere (demand.h). The national fee holds at this hub only: it sends flights
 *                to other hubs (route.h). Everything released here while a charge is in force pays
 *                it.
 * Left out       refusals at the door; VAT; duty by kind of goods; who bears the charge beyond
 *                demand.pass_through_share; fraud
 * Equations      (1) charge per parcel: duty = duty_eur_per_line x lines_per_parcel, fees as given
 *                    a parcel is one consignment; its items are counted, and nothing depends on
 *                    them
 *                (2) declared = parcels released x (1 - bulk_share); declarations =
 *                    declared x declarations_per_parcel: what customs counts, in the unit of the
 *                    day (until June 2021 notices of arrival, one a parcel or one an item; since
 *                    then one declaration a consignment)
 *                (3) revenue = sum over parcels declared of the charges in force at landing
 * Sources        duty S18, handling fee S19, national fee S17; see policy_params
 */
#ifndef MODELS_ECONOMY_POLICY_H
#define MODELS_ECONOMY_POLICY_H

#include "models/base/param.h"

enum policy_kind { POLICY_DUTY, POLICY_HANDLING, POLICY_NATIONAL, POLICY_KINDS };

struct policy_def {
    double duty_eur_per_line, lines_per_parcel, items_per_parcel;
    double declarations_per_parcel, bulk_share;
    double handling_fee_eur, national_fee_eur;
    int64_t from_us[POLICY_KINDS], until_us[POLICY_KINDS];
};

extern const struct param policy_params[];
extern const size_t policy_params_n;

double policy_eur(const struct policy_def *def, enum policy_kind kind); /* (1), in force or not */

/* (2): of parcels released here, those with a declaration of their own. */
double policy_declared(const struct policy_def *def, double released);

/* What a parcel that lands at that moment pays under this head, EUR. */
double policy_due_eur(const struct policy_def *def, enum policy_kind kind, int64_t at_us);

#endif
