// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/economy/route.h"

#include <stddef.h>

#include "models/base/param_table.h"
#include "sim/random/maths.h"
#include "sim/date.h"

#define AT(field) offsetof(struct route_def, field)

// clang-format off
const struct param route_params[] = {
    {KEY(scale_per_eur), REAL("per EUR", 0, 100), TRIANGULAR(3, 4, 6), "OPS62", "low",
     "How strongly a difference of one euro a parcel moves flights to another hub."},
    {KEY(half_life_days), REAL("days", 0, 3650), VALUE(5), "OPS62a", "low",
     "Time after which half of them have moved."},
    {KEY(bound_share), REAL("share", 0, 1), TRIANGULAR(0.2, 0.4, 0.64), "S16", "low",
     "Flights that a hall, a contract or a market binds to their hub (Italy lost 36 % of its"
     " own)."},
};
// clang-format on
const size_t route_params_n = sizeof route_params / sizeof *route_params;

#undef AT
#define AT(field) offsetof(struct route_rival_def, field)

// clang-format off
const struct param route_rival_params[] = {
    {KEY(share), REAL("share", 0, 1), VALUE(0), "assumption", "low",
     "The rival's share of the parcels that could also come here."},
    {KEY(fee_eur), REAL("EUR", -1000, 1000), VALUE(0), "S16", "high",
     "By how much a parcel becomes dearer there, say by a national fee."},
    {"fee_from", AT(from_us), DATE, WORD("2026-01-01"), "S16", "high",
     "First day of that."},
    {"fee_until", AT(until_us), DATE, WORD("never"), "definition", "high",
     "Day after the last of that."},
};
// clang-format on
const size_t route_rival_params_n = sizeof route_rival_params / sizeof *route_rival_params;

static double moved_share(const struct route_def *def, int64_t date_us, int64_t at_us)
{
    if (at_us <= date_us) return 0;
    double days = (double)(at_us - date_us) / (double)DATE_DAY_US;
    return def->half_life_days > 0 ? 1 - maths_pow(2, -days / def->half_life_days) : 1;
}

double route_cost_eur(const struct route_def *def, double fee_eur, int64_t from_us,
                      int64_t until_us, int64_t at_us)
{
    if (fee_eur == 0) return 0;
    return fee_eur * (moved_share(def, from_us, at_us) - moved_share(def, until_us, at_us));
}

double route_factor(const struct route_def *def, const struct policy_def *policy,
                    const struct route_rival_def *rivals, uint32_t n, int64_t at_us)
{
    double own_eur =
        route_cost_eur(def, policy_eur(policy, POLICY_NATIONAL), policy->from_us[POLICY_NATIONAL],
                       policy->until_us[POLICY_NATIONAL], at_us);
    double own = 1, others = 0;
    bool changed = own_eur != 0;
    for (uint32_t r = 0; r < n; r++) {
        double eur =
            route_cost_eur(def, rivals[r].fee_eur, rivals[r].from_us, rivals[r].until_us, at_us);
        own -= rivals[r].share;
        others += rivals[r].share * maths_exp(-def->scale_per_eur * (eur - own_eur));
        changed |= eur != 0;
    }
    if (!changed || n == 0) return 1;
    double gain = 1 / (own + others) - 1; /* (2), divided by P(0) exp(-s d(0)) */
    return 1 + (1 - def->bound_share) * gain;
}
