// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/economy/trade.h"

#include <math.h>
#include <stddef.h>

#include "models/base/param_table.h"
#include "sim/random/maths.h"

#define AT(field) offsetof(struct trade_def, field)

// clang-format off
const struct param trade_params[] = {
    {KEY(parcel_eur_per_kg), REAL("EUR/kg", 0, 1e5), TRIANGULAR(20, 25, 35), "T43", "low",
     "Declared value of e-commerce parcels, freight included."},
    {KEY(general_in_eur_per_kg), REAL("EUR/kg", 0, 1e5), TRIANGULAR(40, 90, 150), "OPS54", "low",
     "Value of other goods arriving by air from China."},
    {KEY(general_out_eur_per_kg), REAL("EUR/kg", 0, 1e5),
     TRIANGULAR(40, 90, 150), "OPS54 T47", "low",
     "Value of goods leaving by air for China: from what the Union's statistics print to what"
     " leaves Germany by air."},
    {KEY(parcel_released_share), REAL("share", 0, 1), TRIANGULAR(0.8, 0.95, 1), "assumption", "low",
     "Parcels released for free circulation here (the rest goes on in transit)."},
    {KEY(general_released_share), REAL("share", 0, 1),
     TRIANGULAR(0.1, 0.25, 0.5), "assumption", "low",
     "Other goods released here."},
    {KEY(parcel_stays_share), REAL("share", 0, 1),
     TRIANGULAR(0.04, 0.05, 0.06), "assumption", "low",
     "Released parcels that stay in Belgium."},
    {KEY(general_stays_share), REAL("share", 0, 1), VALUE(0.33), "T12", "medium",
     "Other released goods that stay in Belgium: as of all its imports from China, by all means"
     " of transport."},
    {KEY(export_declared_share), REAL("share", 0, 1),
     TRIANGULAR(0.02, 0.04, 0.15), "T48 T49", "low",
     "Goods leaving for China that are declared for export in the country: those of its own"
     " exporters. The others' come by truck, declared where they were loaded."},
    {KEY(export_home_share), REAL("share", 0, 1), TRIANGULAR(0.2, 0.4, 0.7), "assumption", "low",
     "Of those, made in Belgium."},
    {KEY(parcel_owned_abroad_share), REAL("share", 0, 1),
     TRIANGULAR(0.9, 0.97, 1), "assumption", "low",
     "Of the released parcels that go on to other member states, those that belong to sellers"
     " abroad: the national concept drops them."},
    {KEY(general_owned_abroad_share), REAL("share", 0, 1),
     TRIANGULAR(0.2, 0.5, 0.8), "assumption", "low",
     "The same for other goods, in both directions."},
    {KEY(parcel_cif_over_fob), REAL("ratio", 1, 3), VALUE(1.17), "OPS53", "low",
     "Value of parcels at this border over their value at the Chinese one: freight is a sixth of"
     " so little."},
    {KEY(general_cif_over_fob), REAL("ratio", 1, 3), VALUE(1.09), "OPS53", "medium",
     "The same for other goods: 6 % worldwide, 2 to 4 points more between continents."},
    {KEY(threshold_eur), REAL("EUR", 0, 1e6), VALUE(800), "OPS58", "medium",
     "Declarations below this value do not enter the published statistics. That this holds of"
     " reduced declarations for parcels (H7) as well is an assumption."},
    {KEY(estimated_share), REAL("share", 0, 1), VALUE(0), "assumption", "low",
     "Of the value below the threshold, what the statistical office adds by estimate."},
    {KEY(parcel_declared_eur), REAL("EUR", 0.01, 1e6), VALUE(8.82), "OPS56", "medium",
     "Mean value of one parcel's declaration."},
    {KEY(parcel_declared_cv), REAL("cv", 0.01, 20), VALUE(1.2), "assumption", "low",
     "How much that value differs."},
    {KEY(general_declared_eur), REAL("EUR", 0.01, 1e9),
     TRIANGULAR(5000, 20000, 60000), "assumption", "low",
     "Mean value of one declaration of other goods."},
    {KEY(general_declared_cv), REAL("cv", 0.01, 20), VALUE(3), "assumption", "low",
     "How much that value differs."},
    {KEY(handling_eur_per_parcel), REAL("EUR", 0, 100),
     TRIANGULAR(0.1, 0.25, 0.5), "assumption", "low",
     "What the hub earns on a parcel for a buyer abroad: a service sold abroad."},
    {KEY(belgian_balance_eur_m), REAL("EUR m", -1e7, 1e7), VALUE(0), "definition", "high",
     "Published balance of the whole country with China this year; 0 means not known."},
    {KEY(belgian_exports_eur_m), REAL("EUR m", 0, 1e7), VALUE(0), "definition", "high",
     "Published exports of the whole country to China this year, by air, sea and land; 0 means"
     " not known."},
    {KEY(eu_balance_eur_m), REAL("EUR m", -1e8, 1e8), VALUE(0), "definition", "high",
     "Published balance of the whole Union with China this year; 0 means not known."},
};
// clang-format on
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
