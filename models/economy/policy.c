// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/economy/policy.h"

#include <stddef.h>

#include "models/base/param_table.h"

#define AT(field) offsetof(struct policy_def, field)

// clang-format off
const struct param policy_params[] = {
    {KEY(duty_eur_per_line), REAL("EUR", 0, 1000), VALUE(0), "S18", "high",
     "Flat duty on each tariff line of a parcel up to EUR 150, in the whole Union (3 from July"
     " 2026)."},
    {"duty_from", AT(from_us[POLICY_DUTY]), DATE, WORD("2026-07-01"), "S18", "high",
     "First day of the duty."},
    {"duty_until", AT(until_us[POLICY_DUTY]), DATE, WORD("never"), "S15 S18", "low",
     "Day after the last of the duty; normal tariffs that follow in 2028 are taken to weigh the"
     " same."},
    {KEY(items_per_parcel), REAL("items", 1, 1000), VALUE(1.8), "assumption", "low",
     "Goods in one parcel: counted in policy.items; the duty is on tariff lines."},
    {KEY(lines_per_parcel), REAL("lines", 1, 100), TRIANGULAR(1, 1.4, 1.8), "assumption", "low",
     "Tariff lines in one parcel."},
    {KEY(declarations_per_parcel), REAL("declarations", 0, 100), VALUE(1), "assumption", "low",
     "Notices or declarations that customs counts for one parcel declared here."},
    {KEY(bulk_share), REAL("share", 0, 1), VALUE(0), "assumption", "low",
     "Parcels that arrive in bulk for a warehouse, on one ordinary declaration."},
    {KEY(handling_fee_eur), REAL("EUR", 0, 1000), VALUE(0), "S19", "medium",
     "Customs handling fee on each parcel, in the whole Union (about 2 proposed)."},
    {"handling_fee_from", AT(from_us[POLICY_HANDLING]), DATE, WORD("2026-11-01"), "S19", "medium",
     "First day of the handling fee."},
    {"handling_fee_until", AT(until_us[POLICY_HANDLING]), DATE, WORD("never"), "definition", "high",
     "Day after the last of the handling fee."},
    {KEY(national_fee_eur), REAL("EUR", 0, 1000), VALUE(0), "S17", "high",
     "Fee on each parcel that this country alone takes (2 planned in Belgium, dropped)."},
    {"national_fee_from", AT(from_us[POLICY_NATIONAL]), DATE, WORD("2026-01-01"), "S17", "medium",
     "First day of the national fee."},
    {"national_fee_until", AT(until_us[POLICY_NATIONAL]), DATE, WORD("never"), "definition", "high",
     "Day after the last of the national fee."},
};
// clang-format on
const size_t policy_params_n = sizeof policy_params / sizeof *policy_params;

double policy_declared(const struct policy_def *def, double released)
{
    return released * (1.0 - def->bulk_share);
}

double policy_eur(const struct policy_def *def, enum policy_kind kind)
{
    switch (kind) {
    case POLICY_DUTY:
        return def->duty_eur_per_line * def->lines_per_parcel;
    case POLICY_HANDLING:
        return def->handling_fee_eur;
    case POLICY_NATIONAL:
        return def->national_fee_eur;
    default:
        return 0;
    }
}

double policy_due_eur(const struct policy_def *def, enum policy_kind kind, int64_t at_us)
{
    bool in_force = def->from_us[kind] <= at_us && at_us < def->until_us[kind];
    return in_force ? policy_eur(def, kind) : 0;
}
