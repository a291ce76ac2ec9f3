// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trade.h"

#include <stddef.h>

#define AT(field) offsetof(struct trade_def, field)

const struct param trade_params[] = {
    {.key = "parcel_eur_per_kg", .kind = PARAM_REAL, .at = AT(parcel_eur_per_kg), .max = 1e5,
     .standard = {DIST_TRIANGULAR, .a = 20, .b = 25, .c = 35}, .unit = "EUR/kg",
     .meaning = "Declared value of e-commerce parcels, freight included.", .source = "T43",
     .confidence = "low"},
    {.key = "general_in_eur_per_kg", .kind = PARAM_REAL, .at = AT(general_in_eur_per_kg),
     .max = 1e5, .standard = {DIST_TRIANGULAR, .a = 40, .b = 90, .c = 150}, .unit = "EUR/kg",
     .meaning = "Value of other goods arriving by air from China.", .source = "OPS54",
     .confidence = "low"},
    {.key = "general_out_eur_per_kg", .kind = PARAM_REAL, .at = AT(general_out_eur_per_kg),
     .max = 1e5, .standard = {DIST_TRIANGULAR, .a = 40, .b = 90, .c = 150}, .unit = "EUR/kg",
     .meaning = "Value of goods leaving by air for China.", .source = "OPS54", .confidence = "low"},
    {.key = "parcel_released_share", .kind = PARAM_REAL, .at = AT(parcel_released_share), .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.8, .b = 0.95, .c = 1}, .unit = "share",
     .meaning = "Parcels released for free circulation here (the rest goes on in transit).",
     .source = "assumption", .confidence = "low"},
    {.key = "general_released_share", .kind = PARAM_REAL, .at = AT(general_released_share),
     .max = 1, .standard = {DIST_TRIANGULAR, .a = 0.1, .b = 0.25, .c = 0.5}, .unit = "share",
     .meaning = "Other goods released here.", .source = "assumption", .confidence = "low"},
    {.key = "parcel_stays_share", .kind = PARAM_REAL, .at = AT(parcel_stays_share), .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.04, .b = 0.05, .c = 0.06}, .unit = "share",
     .meaning = "Released parcels that stay in Belgium.", .source = "assumption",
     .confidence = "low"},
    {.key = "general_stays_share", .kind = PARAM_REAL, .at = AT(general_stays_share), .max = 1,
     .standard = {.a = 0.33}, .unit = "share",
     .meaning = "Other released goods that stay in Belgium.", .source = "T12",
     .confidence = "high"},
    {.key = "export_declared_share", .kind = PARAM_REAL, .at = AT(export_declared_share), .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.1, .b = 0.25, .c = 0.5}, .unit = "share",
     .meaning = "Goods leaving for China that are declared for export here.",
     .source = "assumption", .confidence = "low"},
    {.key = "export_home_share", .kind = PARAM_REAL, .at = AT(export_home_share), .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.2, .b = 0.4, .c = 0.7}, .unit = "share",
     .meaning = "Of those, made in Belgium.", .source = "assumption", .confidence = "low"},
};
const size_t trade_params_n = sizeof trade_params / sizeof *trade_params;

struct trade_balance trade_value(const struct trade_def *def, const struct trade_flows *flows)
{
    double parcels = flows->parcels_in_kg * def->parcel_eur_per_kg * def->parcel_released_share * 1e-6;
    double general = flows->general_in_kg * def->general_in_eur_per_kg * def->general_released_share * 1e-6;
    double out = flows->out_kg * def->general_out_eur_per_kg * def->export_declared_share * 1e-6;
    struct trade_balance value = {.imports = parcels + general, .exports = out}; /* (1), (2) */
    value.balance = value.exports - value.imports;                               /* (3) */
    value.economic_imports = parcels * def->parcel_stays_share + general * def->general_stays_share;
    value.economic_exports = out * def->export_home_share;
    value.economic_balance = value.economic_exports - value.economic_imports;
    return value;
}
