// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/economy/route.h"

#include <stddef.h>

#include "sim/random/maths.h"
#include "sim/date.h"

#define AT(field) offsetof(struct route_def, field)

const struct param route_params[] = {
    {.key = "scale_per_eur",
     .kind = PARAM_REAL,
     .at = AT(scale_per_eur),
     .max = 100,
     .standard = {DIST_TRIANGULAR, .a = 3, .b = 4, .c = 6},
     .unit = "per EUR",
     .meaning = "How strongly a difference of one euro a parcel moves flights to another hub.",
     .source = "OPS62",
     .confidence = "low"},
    {.key = "half_life_days",
     .kind = PARAM_REAL,
     .at = AT(half_life_days),
     .max = 3650,
     .standard = {.a = 5},
     .unit = "days",
     .meaning = "Time after which half of them have moved.",
     .source = "OPS62a",
     .confidence = "low"},
    {.key = "bound_share",
     .kind = PARAM_REAL,
     .at = AT(bound_share),
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.2, .b = 0.4, .c = 0.64},
     .unit = "share",
     .meaning = "Flights that a hall, a contract or a market binds to their hub (Italy lost 36 % of"
                " its own).",
     .source = "S16",
     .confidence = "low"},
};
const size_t route_params_n = sizeof route_params / sizeof *route_params;

#undef AT
#define AT(field) offsetof(struct route_rival_def, field)

const struct param route_rival_params[] = {
    {.key = "share",
     .kind = PARAM_REAL,
     .at = AT(share),
     .max = 1,
     .standard = {.a = 0},
     .unit = "share",
     .meaning = "The rival's share of the parcels that could also come here.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "fee_eur",
     .kind = PARAM_REAL,
     .at = AT(fee_eur),
     .min = -1000,
     .max = 1000,
     .standard = {.a = 0},
     .unit = "EUR",
     .meaning = "By how much a parcel becomes dearer there, say by a national fee.",
     .source = "S16",
     .confidence = "high"},
    {.key = "fee_from",
     .kind = PARAM_DATE,
     .at = AT(from_us),
     .standard_text = "2026-01-01",
     .unit = "date",
     .meaning = "First day of that.",
     .source = "S16",
     .confidence = "high"},
    {.key = "fee_until",
     .kind = PARAM_DATE,
     .at = AT(until_us),
     .standard_text = "never",
     .unit = "date",
     .meaning = "Day after the last of that.",
     .source = "definition",
     .confidence = "high"},
};
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
