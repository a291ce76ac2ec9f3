// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/economy/demand.h"

#include <stddef.h>

#include "sim/random/maths.h"
#include "sim/date.h"

#define AT(field) offsetof(struct demand_def, field)

const struct param demand_params[] = {
    {.key = "parcel_eur",
     .kind = PARAM_REAL,
     .at = AT(parcel_eur),
     .min = 0.01,
     .max = 1e6,
     .standard = {.a = 8.82},
     .unit = "EUR",
     .meaning = "What a parcel costs its buyer before any charge.",
     .source = "OPS56",
     .confidence = "medium"},
    {.key = "elasticity",
     .kind = PARAM_REAL,
     .at = AT(elasticity),
     .min = -10,
     .max = 0,
     .standard = {DIST_TRIANGULAR, .a = -2, .b = -1.2, .c = -0.5},
     .unit = "",
     .meaning = "By how many per cent parcels fall when their price rises by one.",
     .source = "OPS60 OPS61",
     .confidence = "low"},
    {.key = "pass_through_share",
     .kind = PARAM_REAL,
     .at = AT(pass_through_share),
     .max = 1,
     .standard = {.a = 0.7},
     .unit = "share",
     .meaning = "Share of a charge that ends up in the price.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "half_life_weeks",
     .kind = PARAM_REAL,
     .at = AT(half_life_weeks),
     .max = 520,
     .standard = {.a = 4},
     .unit = "weeks",
     .meaning = "Time after which half of the answer to a new price is there.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "ahead_share",
     .kind = PARAM_REAL,
     .at = AT(ahead_share),
     .max = 10,
     .standard = {.a = 0.1},
     .unit = "share",
     .meaning = "How much more is flown in the weeks before a charge begins.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "ahead_weeks",
     .kind = PARAM_REAL,
     .at = AT(ahead_weeks),
     .max = 104,
     .standard = {.a = 3},
     .unit = "weeks",
     .meaning = "For how many weeks before it.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "payback_weeks",
     .kind = PARAM_REAL,
     .at = AT(payback_weeks),
     .min = 0.1,
     .max = 104,
     .standard = {.a = 6},
     .unit = "weeks",
     .meaning = "For how many weeks after it what came ahead is missing.",
     .source = "assumption",
     .confidence = "low"},
};
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
