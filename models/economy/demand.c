// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/economy/demand.h"

#include <stddef.h>

#include "models/base/param_table.h"
#include "sim/random/maths.h"
#include "sim/date.h"

#define AT(field) offsetof(struct demand_def, field)

// clang-format off
const struct param demand_params[] = {
    {KEY(parcel_eur), REAL("EUR", 0.01, 1e6), VALUE(8.82), "OPS56", "medium",
     "What a parcel costs its buyer before any charge."},
    {KEY(elasticity), REAL("", -10, 0), TRIANGULAR(-2, -1.2, -0.5), "OPS60 OPS61", "low",
     "By how many per cent parcels fall when their price rises by one."},
    {KEY(pass_through_share), REAL("share", 0, 1), VALUE(0.7), "assumption", "low",
     "Share of a charge that ends up in the price."},
    {KEY(half_life_weeks), REAL("weeks", 0, 520), VALUE(4), "assumption", "low",
     "Time after which half of the answer to a new price is there."},
    {KEY(ahead_share), REAL("share", 0, 10), VALUE(0.1), "assumption", "low",
     "How much more is flown in the weeks before a charge begins."},
    {KEY(ahead_weeks), REAL("weeks", 0, 104), VALUE(3), "assumption", "low",
     "For how many weeks before it."},
    {KEY(payback_weeks), REAL("weeks", 0.1, 104), VALUE(6), "assumption", "low",
     "For how many weeks after it what came ahead is missing."},
};
// clang-format on
const size_t demand_params_n = sizeof demand_params / sizeof *demand_params;

static double weeks_since(int64_t at_us, int64_t date_us)
{
    return date_us == DATE_NEVER_US ? -1 : (double)(at_us - date_us) / (double)DATE_WEEK_US;
}

double demand_noticed_share(double weeks, double half_life_weeks)
{
    if (weeks <= 0) return 0;
    return half_life_weeks > 0 ? 1 - maths_pow(2, -weeks / half_life_weeks) : 1;
}

double demand_charge_eur(const struct demand_def *def, const struct policy_def *policy,
                         int64_t at_us)
{
    double eur = 0;
    for (int k = POLICY_DUTY; k <= POLICY_HANDLING; k++) {
        double begun = weeks_since(at_us, policy->from_us[k]);
        double ended = weeks_since(at_us, policy->until_us[k]);
        eur += policy_eur(policy, (enum policy_kind)k) *
               (demand_noticed_share(begun, def->half_life_weeks) -
                demand_noticed_share(ended, def->half_life_weeks));
    }
    return eur * def->pass_through_share;
}

double demand_price_factor(const struct demand_def *def, double charge_eur)
{
    return charge_eur > 0 ? maths_pow(1 + charge_eur / def->parcel_eur, def->elasticity) : 1;
}

double demand_stock_factor(const struct demand_def *def, const struct policy_def *policy,
                           int64_t at_us)
{
    double factor = 1;
    for (int k = POLICY_DUTY; k <= POLICY_HANDLING; k++) {
        if (!(policy_eur(policy, (enum policy_kind)k) > 0)) continue;
        if (policy->from_us[k] == DATE_NEVER_US) continue;
        double weeks = (double)(at_us - policy->from_us[k]) / (double)DATE_WEEK_US;
        double missing = def->ahead_share * def->ahead_weeks / def->payback_weeks;
        if (weeks >= -def->ahead_weeks && weeks < 0) factor *= 1 + def->ahead_share;
        if (weeks >= 0 && weeks < def->payback_weeks) factor *= missing < 1 ? 1 - missing : 0;
    }
    return factor;
}

double demand_factor(const struct demand_def *def, const struct policy_def *policy, int64_t at_us)
{
    return demand_price_factor(def, demand_charge_eur(def, policy, at_us)) *
           demand_stock_factor(def, policy, at_us);
}
