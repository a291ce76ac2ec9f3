// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/clerks.h"

void clerks_declare(struct roster *roster, const struct hall_def *hall, const struct flight *flight,
                    bool general)
{
    double lines = (double)flight->parcels_in * hall->clerk_line_share; /* (1) */
    if (general) lines += flight->ulds_in;
    roster_work(roster, HALL_CLERKS, lines / hall->declarations_per_clerk_h); /* (2) */
}
