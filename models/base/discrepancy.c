// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/discrepancy.h"

#include <stdbool.h>
#include <string.h>

#include "models/base/param_table.h"
#include "sim/base/require.h"
#include "sim/random/dist.h"

#define AT(field) offsetof(struct discrepancy_def, field)

/* Nothing of it is simulated, so the whole group is apart. */
// clang-format off
const struct param discrepancy_params[] = {
    {KEY(jobs), REAL("share", 0, 1), VALUE(0), "[KennedyOHagan2001]", "low",
     "Spread of true jobs and FTE about the simulated ones if all inputs were"
     " right.", .apart = true},
    {KEY(tonnes), REAL("share", 0, 1), VALUE(0), "[KennedyOHagan2001]", "low",
     "The same of tonnes.", .apart = true},
    {KEY(movements), REAL("share", 0, 1), VALUE(0), "[KennedyOHagan2001]", "low",
     "The same of flights and movements.", .apart = true},
    {KEY(parcels), REAL("share", 0, 1), VALUE(0), "[KennedyOHagan2001]", "low",
     "The same of parcels, items and tariff lines.", .apart = true},
    {KEY(trade), REAL("share", 0, 1), VALUE(0), "[KennedyOHagan2001]", "low",
     "The same of what trade is worth.", .apart = true},
};
// clang-format on

const size_t discrepancy_params_n = sizeof discrepancy_params / sizeof *discrepancy_params;

struct unit_kind {
    const char *unit;
    enum discrepancy_kind kind;
};

static const struct unit_kind unit_kind[] = {
    {"jobs", DISCREPANCY_JOBS},
    {"FTE", DISCREPANCY_JOBS},
    {"t", DISCREPANCY_TONNES},
    {"parcels", DISCREPANCY_PARCELS},
    {"consignments", DISCREPANCY_PARCELS},
    {"declarations", DISCREPANCY_PARCELS},
    {"items", DISCREPANCY_PARCELS},
    {"lines", DISCREPANCY_PARCELS},
    {"EUR m", DISCREPANCY_TRADE},
};

static bool ends_with(const char *name, const char *tail)
{
    const size_t n = strlen(name), m = strlen(tail);
    return n >= m && strcmp(name + n - m, tail) == 0;
}

enum discrepancy_kind discrepancy_kind_of(const struct measure *measure)
{
    for (size_t i = 0; i < sizeof unit_kind / sizeof *unit_kind; i++)
        if (strcmp(measure->unit, unit_kind[i].unit) == 0) return unit_kind[i].kind;
    if (ends_with(measure->name, "movements") || ends_with(measure->name, "flights_per_day"))
        return DISCREPANCY_MOVEMENTS;
    return DISCREPANCY_KINDS;
}

const char *discrepancy_word(enum discrepancy_kind kind)
{
    return kind < DISCREPANCY_KINDS ? discrepancy_params[kind].key : "none";
}

double discrepancy_of(const struct discrepancy_def *def, enum discrepancy_kind kind)
{
    switch (kind) {
    case DISCREPANCY_JOBS:
        return def->jobs;
    case DISCREPANCY_TONNES:
        return def->tonnes;
    case DISCREPANCY_MOVEMENTS:
        return def->movements;
    case DISCREPANCY_PARCELS:
        return def->parcels;
    case DISCREPANCY_TRADE:
        return def->trade;
    case DISCREPANCY_KINDS:
        break;
    }
    return 0;
}

/* Lognormal with mean 1 (dist.h): a factor that no error makes negative. */
double discrepancy_error(const struct discrepancy_def *def, enum discrepancy_kind kind,
                         uint64_t seed, uint32_t replication)
{
    static const char *const cause[DISCREPANCY_KINDS] = {
        "discrepancy.jobs", "discrepancy.tonnes", "discrepancy.movements", "discrepancy.parcels",
        "discrepancy.trade"};
    const double d = discrepancy_of(def, kind);
    if (!(d > 0)) return 1;
    REQUIRE(NULL, kind < DISCREPANCY_KINDS, "kind %d", (int)kind);
    struct stream stream = stream_named(seed, cause[kind], replication, 0);
    return dist_spread_quantile(d, stream_uniform(&stream));
}
