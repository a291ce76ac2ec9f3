// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/economy/policy.h"

#include <stddef.h>

#define AT(field) offsetof(struct policy_def, field)

const struct param policy_params[] = {
    {.key = "duty_eur_per_line",
     .kind = PARAM_REAL,
     .at = AT(duty_eur_per_line),
     .max = 1000,
     .standard = {.a = 0},
     .unit = "EUR",
     .meaning =
         "Flat duty on each tariff line of a parcel up to EUR 150, in the whole Union (3 from"
         " July 2026).",
     .source = "S18",
     .confidence = "high"},
    {.key = "duty_from",
     .kind = PARAM_DATE,
     .at = AT(from_us[POLICY_DUTY]),
     .standard_text = "2026-07-01",
     .unit = "date",
     .meaning = "First day of the duty.",
     .source = "S18",
     .confidence = "high"},
    {.key = "duty_until",
     .kind = PARAM_DATE,
     .at = AT(until_us[POLICY_DUTY]),
     .standard_text = "never",
     .unit = "date",
     .meaning = "Day after the last of the duty; normal tariffs that follow in 2028 are taken to"
                " weigh the same.",
     .source = "S15 S18",
     .confidence = "low"},
    {.key = "items_per_parcel",
     .kind = PARAM_REAL,
     .at = AT(items_per_parcel),
     .min = 1,
     .max = 1000,
     .standard = {.a = 1.8},
     .unit = "items",
     .meaning = "Goods in one parcel: counted in policy.items; the duty is on tariff lines.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "lines_per_parcel",
     .kind = PARAM_REAL,
     .at = AT(lines_per_parcel),
     .min = 1,
     .max = 100,
     .standard = {DIST_TRIANGULAR, .a = 1, .b = 1.4, .c = 1.8},
     .unit = "lines",
     .meaning = "Tariff lines in one parcel.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "declarations_per_parcel",
     .kind = PARAM_REAL,
     .at = AT(declarations_per_parcel),
     .max = 100,
     .standard = {.a = 1},
     .unit = "declarations",
     .meaning = "Notices or declarations that customs counts for one parcel declared here.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "bulk_share",
     .kind = PARAM_REAL,
     .at = AT(bulk_share),
     .max = 1,
     .standard = {.a = 0},
     .unit = "share",
     .meaning = "Parcels that arrive in bulk for a warehouse, on one ordinary declaration.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "handling_fee_eur",
     .kind = PARAM_REAL,
     .at = AT(handling_fee_eur),
     .max = 1000,
     .standard = {.a = 0},
     .unit = "EUR",
     .meaning = "Customs handling fee on each parcel, in the whole Union (about 2 proposed).",
     .source = "S19",
     .confidence = "medium"},
    {.key = "handling_fee_from",
     .kind = PARAM_DATE,
     .at = AT(from_us[POLICY_HANDLING]),
     .standard_text = "2026-11-01",
     .unit = "date",
     .meaning = "First day of the handling fee.",
     .source = "S19",
     .confidence = "medium"},
    {.key = "handling_fee_until",
     .kind = PARAM_DATE,
     .at = AT(until_us[POLICY_HANDLING]),
     .standard_text = "never",
     .unit = "date",
     .meaning = "Day after the last of the handling fee.",
     .source = "definition",
     .confidence = "high"},
    {.key = "national_fee_eur",
     .kind = PARAM_REAL,
     .at = AT(national_fee_eur),
     .max = 1000,
     .standard = {.a = 0},
     .unit = "EUR",
     .meaning = "Fee on each parcel that this country alone takes (2 planned in Belgium, dropped).",
     .source = "S17",
     .confidence = "high"},
    {.key = "national_fee_from",
     .kind = PARAM_DATE,
     .at = AT(from_us[POLICY_NATIONAL]),
     .standard_text = "2026-01-01",
     .unit = "date",
     .meaning = "First day of the national fee.",
     .source = "S17",
     .confidence = "medium"},
    {.key = "national_fee_until",
     .kind = PARAM_DATE,
     .at = AT(until_us[POLICY_NATIONAL]),
     .standard_text = "never",
     .unit = "date",
     .meaning = "Day after the last of the national fee.",
     .source = "definition",
     .confidence = "high"},
};
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
