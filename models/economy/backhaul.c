// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/economy/backhaul.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "models/base/param_table.h"
#include "sim/base/require.h"

#define AT(field) offsetof(struct backhaul_def, field)

// clang-format off
const struct param backhaul_params[] = {
    {KEY(china_t_per_week), REAL("t/week", 0, 1e6), VALUE(0), "definition", "low",
     "Freight there is to be flown to China, shared by all lanes with China in proportion to room"
     " and load_out_share; 0: each lane has what its load_out_share says, however many fly."},
};
// clang-format on
const size_t backhaul_params_n = sizeof backhaul_params / sizeof *backhaul_params;

/* What is left to those who are not full yet, over what they pull. */
static double pull_factor(double t, const struct backhaul_offer *offers, size_t n, const bool *full)
{
    double pulled_t = 0;
    for (size_t i = 0; i < n; i++)
        if (full[i]) t -= offers[i].payload_t * offers[i].most_share;
        else pulled_t += offers[i].payload_t * offers[i].pull;
    return pulled_t > 0 ? t / pulled_t : 0;
}

/* Who would get more than fits is full; the rest of it goes to the others, of whom some may be full
 * then. Each turn fills one at least, so there are at most n. */
double backhaul_share(double t_per_week, const struct backhaul_offer *offers, size_t n, size_t who)
{
    bool full[BACKHAUL_OFFERS_MAX], again = true;
    double x = 0;
    REQUIRE(NULL, n <= BACKHAUL_OFFERS_MAX && who < n, "%zu of %zu offers", who, n);
    memset(full, 0, n * sizeof *full);
    while (again) {
        again = false;
        x = pull_factor(t_per_week, offers, n, full);
        for (size_t i = 0; i < n; i++) {
            if (full[i] || x * offers[i].pull <= offers[i].most_share) continue;
            full[i] = again = true;
        }
    }
    return full[who] ? offers[who].most_share : x * offers[who].pull; /* (2) */
}
