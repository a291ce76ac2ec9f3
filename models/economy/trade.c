// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/economy/trade.h"

#include <math.h>
#include <stddef.h>

#include "sim/random/maths.h"

#define AT(field) offsetof(struct trade_def, field)

const struct param trade_params[] = {
    {.key = "parcel_eur_per_kg",
     .kind = PARAM_REAL,
     .at = AT(parcel_eur_per_kg),
     .max = 1e5,
     .standard = {DIST_TRIANGULAR, .a = 20, .b = 25, .c = 35},
     .unit = "EUR/kg",
     .meaning = "Declared value of e-commerce parcels, freight included.",
     .source = "T43",
     .confidence = "low"},
    {.key = "general_in_eur_per_kg",
     .kind = PARAM_REAL,
     .at = AT(general_in_eur_per_kg),
     .max = 1e5,
     .standard = {DIST_TRIANGULAR, .a = 40, .b = 90, .c = 150},
     .unit = "EUR/kg",
     .meaning = "Value of other goods arriving by air from China.",
     .source = "OPS54",
     .confidence = "low"},
    {.key = "general_out_eur_per_kg",
     .kind = PARAM_REAL,
     .at = AT(general_out_eur_per_kg),
     .max = 1e5,
     .standard = {DIST_TRIANGULAR, .a = 40, .b = 90, .c = 150},
     .unit = "EUR/kg",
     .meaning = "Value of goods leaving by air for China: from what the Union's statistics print"
                " to what leaves Germany by air.",
     .source = "OPS54 T47",
     .confidence = "low"},
    {.key = "parcel_released_share",
     .kind = PARAM_REAL,
     .at = AT(parcel_released_share),
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.8, .b = 0.95, .c = 1},
     .unit = "share",
     .meaning = "Parcels released for free circulation here (the rest goes on in transit).",
     .source = "assumption",
     .confidence = "low"},
    {.key = "general_released_share",
     .kind = PARAM_REAL,
     .at = AT(general_released_share),
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.1, .b = 0.25, .c = 0.5},
     .unit = "share",
     .meaning = "Other goods released here.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "parcel_stays_share",
     .kind = PARAM_REAL,
     .at = AT(parcel_stays_share),
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.04, .b = 0.05, .c = 0.06},
     .unit = "share",
     .meaning = "Released parcels that stay in Belgium.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "general_stays_share",
     .kind = PARAM_REAL,
     .at = AT(general_stays_share),
     .max = 1,
     .standard = {.a = 0.33},
     .unit = "share",
     .meaning = "Other released goods that stay in Belgium: as of all its imports from China, by"
                " all means of transport.",
     .source = "T12",
     .confidence = "medium"},
    {.key = "export_declared_share",
     .kind = PARAM_REAL,
     .at = AT(export_declared_share),
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.02, .b = 0.04, .c = 0.15},
     .unit = "share",
     .meaning = "Goods leaving for China that are declared for export in the country: those of its"
                " own exporters. The others' come by truck, declared where they were loaded.",
     .source = "T48 T49",
     .confidence = "low"},
    {.key = "export_home_share",
     .kind = PARAM_REAL,
     .at = AT(export_home_share),
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.2, .b = 0.4, .c = 0.7},
     .unit = "share",
     .meaning = "Of those, made in Belgium.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "parcel_owned_abroad_share",
     .kind = PARAM_REAL,
     .at = AT(parcel_owned_abroad_share),
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.9, .b = 0.97, .c = 1},
     .unit = "share",
     .meaning = "Of the released parcels that go on to other member states, those that belong to"
                " sellers abroad: the national concept drops them.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "general_owned_abroad_share",
     .kind = PARAM_REAL,
     .at = AT(general_owned_abroad_share),
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.2, .b = 0.5, .c = 0.8},
     .unit = "share",
     .meaning = "The same for other goods, in both directions.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "parcel_cif_over_fob",
     .kind = PARAM_REAL,
     .at = AT(parcel_cif_over_fob),
     .min = 1,
     .max = 3,
     .standard = {.a = 1.17},
     .unit = "ratio",
     .meaning = "Value of parcels at this border over their value at the Chinese one: freight is a"
                " sixth of so little.",
     .source = "OPS53",
     .confidence = "low"},
    {.key = "general_cif_over_fob",
     .kind = PARAM_REAL,
     .at = AT(general_cif_over_fob),
     .min = 1,
     .max = 3,
     .standard = {.a = 1.09},
     .unit = "ratio",
     .meaning = "The same for other goods: 6 % worldwide, 2 to 4 points more between continents.",
     .source = "OPS53",
     .confidence = "medium"},
    {.key = "threshold_eur",
     .kind = PARAM_REAL,
     .at = AT(threshold_eur),
     .max = 1e6,
     .standard = {.a = 800},
     .unit = "EUR",
     .meaning = "Declarations below this value do not enter the published statistics. That this"
                " holds of reduced declarations for parcels (H7) as well is an assumption.",
     .source = "OPS58",
     .confidence = "medium"},
    {.key = "estimated_share",
     .kind = PARAM_REAL,
     .at = AT(estimated_share),
     .max = 1,
     .standard = {.a = 0},
     .unit = "share",
     .meaning = "Of the value below the threshold, what the statistical office adds by estimate.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "parcel_declared_eur",
     .kind = PARAM_REAL,
     .at = AT(parcel_declared_eur),
     .min = 0.01,
     .max = 1e6,
     .standard = {.a = 8.82},
     .unit = "EUR",
     .meaning = "Mean value of one parcel's declaration.",
     .source = "OPS56",
     .confidence = "medium"},
    {.key = "parcel_declared_cv",
     .kind = PARAM_REAL,
     .at = AT(parcel_declared_cv),
     .min = 0.01,
     .max = 20,
     .standard = {.a = 1.2},
     .unit = "cv",
     .meaning = "How much that value differs.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "general_declared_eur",
     .kind = PARAM_REAL,
     .at = AT(general_declared_eur),
     .min = 0.01,
     .max = 1e9,
     .standard = {DIST_TRIANGULAR, .a = 5000, .b = 20000, .c = 60000},
     .unit = "EUR",
     .meaning = "Mean value of one declaration of other goods.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "general_declared_cv",
     .kind = PARAM_REAL,
     .at = AT(general_declared_cv),
     .min = 0.01,
     .max = 20,
     .standard = {.a = 3},
     .unit = "cv",
     .meaning = "How much that value differs.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "handling_eur_per_parcel",
     .kind = PARAM_REAL,
     .at = AT(handling_eur_per_parcel),
     .max = 100,
     .standard = {DIST_TRIANGULAR, .a = 0.1, .b = 0.25, .c = 0.5},
     .unit = "EUR",
     .meaning = "What the hub earns on a parcel for a buyer abroad: a service sold abroad.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "belgian_balance_eur_m",
     .kind = PARAM_REAL,
     .at = AT(belgian_balance_eur_m),
     .min = -1e7,
     .max = 1e7,
     .standard = {.a = 0},
     .unit = "EUR m",
     .meaning = "Published balance of the whole country with China this year; 0 means not known.",
     .source = "definition",
     .confidence = "high"},
    {.key = "belgian_exports_eur_m",
     .kind = PARAM_REAL,
     .at = AT(belgian_exports_eur_m),
     .max = 1e7,
     .standard = {.a = 0},
     .unit = "EUR m",
     .meaning = "Published exports of the whole country to China this year, by air, sea and land;"
                " 0 means not known.",
     .source = "definition",
     .confidence = "high"},
    {.key = "eu_balance_eur_m",
     .kind = PARAM_REAL,
     .at = AT(eu_balance_eur_m),
     .min = -1e8,
     .max = 1e8,
     .standard = {.a = 0},
     .unit = "EUR m",
     .meaning = "Published balance of the whole Union with China this year; 0 means not known.",
     .source = "definition",
     .confidence = "high"},
};
const size_t trade_params_n = sizeof trade_params / sizeof *trade_params;

/* ---- what is too small to be registered ------------------------------------------------------ */

/* F(z) of the standard normal law: the quantile's inverse, by halving. */
static double normal_share(double z)
{
    double lo = 1e-300, hi = 1 - 0x1p-53;
    for (int i = 0; i < 80; i++) {
        double mid = 0.5 * (lo + hi);
        if (maths_normal_quantile(mid) < z) lo = mid;
        else hi = mid;
    }
    return 0.5 * (lo + hi);
}

static double spread_of(double cv)
{
    return sqrt(maths_log(1 + cv * cv));
}

static double threshold_z(double mean_eur, double spread, double threshold_eur)
{
    return (maths_log(threshold_eur / mean_eur) + 0.5 * spread * spread) / spread;
}

double trade_count_above(double mean_eur, double cv, double threshold_eur) /* (7) */
{
    if (threshold_eur <= 0) return 1;
    return normal_share(-threshold_z(mean_eur, spread_of(cv), threshold_eur));
}

double trade_value_above(double mean_eur, double cv, double threshold_eur) /* (7) */
{
    if (threshold_eur <= 0) return 1;
    double spread = spread_of(cv);
    return normal_share(spread - threshold_z(mean_eur, spread, threshold_eur));
}

/* ---- four ways to count ---------------------------------------------------------------------- */

struct kind {                  /* of goods, in one direction */
    double value;              /* EUR million, released or declared here */
    double home, owned_abroad; /* stays here or was made here; of the rest, owned abroad */
    double registered;         /* share of the value that is published */
};

static double registered_share(const struct trade_def *def, double mean_eur, double cv)
{
    double above = trade_value_above(mean_eur, cv, def->threshold_eur);
    return above + (1 - above) * def->estimated_share;
}

static double counted(const struct kind *kind, enum trade_concept concept)
{
    switch (concept) {
    case TRADE_NATIONAL:
        return kind->value * (kind->home + (1 - kind->home) * (1 - kind->owned_abroad)); /* (2) */
    case TRADE_ECONOMIC:
        return kind->value * kind->home; /* (3) */
    case TRADE_PUBLISHED:
        return kind->value * kind->registered; /* (4) */
    default:
        return kind->value; /* (1) */
    }
}

struct trade_balance trade_value(const struct trade_def *def, const struct trade_flows *flows)
{
    double general_registered =
        registered_share(def, def->general_declared_eur, def->general_declared_cv);
    const struct kind parcels = {
        flows->parcels_in_kg * def->parcel_eur_per_kg * def->parcel_released_share * 1e-6,
        def->parcel_stays_share, def->parcel_owned_abroad_share,
        registered_share(def, def->parcel_declared_eur, def->parcel_declared_cv)};
    const struct kind general = {
        flows->general_in_kg * def->general_in_eur_per_kg * def->general_released_share * 1e-6,
        def->general_stays_share, def->general_owned_abroad_share, general_registered};
    const struct kind out = {
        flows->out_kg * def->general_out_eur_per_kg * def->export_declared_share * 1e-6,
        def->export_home_share, def->general_owned_abroad_share, general_registered};
    struct trade_balance value;
    for (int c = 0; c < TRADE_CONCEPTS; c++) {
        struct trade_side *side = &value.of[c];
        enum trade_concept concept = (enum trade_concept)c;
        side->imports = counted(&parcels, concept) + counted(&general, concept);
        side->exports = counted(&out, concept);
        side->balance = side->exports - side->imports; /* (5) */
    }
    value.imports_fob = parcels.value / def->parcel_cif_over_fob +
                        general.value / def->general_cif_over_fob; /* (6) */
    value.services = flows->parcels * (1 - def->parcel_released_share * def->parcel_stays_share) *
                     def->handling_eur_per_parcel * 1e-6; /* (8) */
    return value;
}

double trade_share(double part_eur_m, double whole_eur_m)
{
    return whole_eur_m != 0 ? part_eur_m / whole_eur_m : NAN;
}
