// SPDX-License-Identifier: GPL-3.0-or-later
/* What sim/base/require.h says of a simulation when a programming error shows; it stands here
 * because only the engine knows the clock. */
#include "sim/base/require.h"

#include <inttypes.h>

#include "sim/date.h"
#include "sim/sim.h"

void require_when(const struct sim *sim, FILE *to)
{
    char text[17];
    int64_t now_us = sim_now_us(sim);
    fprintf(to, "  at %s (tick %" PRId64 "), seed %" PRIu64 ", replication %" PRIu32 "\n",
            date_write(text, now_us, true), now_us, sim_seed(sim), sim_replication(sim));
}
