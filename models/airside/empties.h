// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/airside/empties.h -- unit-load devices by type, and the empty ones: where they gather, how
 * they leave.
 *
 * What happens   An aircraft has one type of unit on each deck. A unit that is broken down is empty
 *                and stands at the airport; freight out that is loaded uses one of its flight's
 *                types up; what is more than the airport keeps, a departing flight takes home on
 *                its free positions: pallets in stacks, containers one by one. If freight flies in
 *                more units than there are, the others were brought by road and are counted as
 *                short.
 * Left out       who owns a unit; damage; units that leave by truck unopened and come back; the
 *                weight of the empty ones; waiting for an empty unit at build-up
 * Equations      (1) emptied + short = used + flown empty + stock, for each type
 * Sources        empties_type: [OPS80]; how many pallets make a stack: assumption
 */
#ifndef MODELS_AIRSIDE_EMPTIES_H
#define MODELS_AIRSIDE_EMPTIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/cargo.h"

enum empties_types {
    EMPTIES_PMC, /* pallet 96 x 125 in */
    EMPTIES_PAG, /* pallet 88 x 125 in */
    EMPTIES_PGA, /* pallet of 20 ft */
    EMPTIES_AMA, /* box 96 x 125 in */
    EMPTIES_AAY, /* box for narrow bodies */
    EMPTIES_AKE, /* container of the lower deck, LD3 */
    EMPTIES_TYPES
};

struct empties_type {
    const char *name;
    double gross_kg, tare_kg; /* the most it may weigh; empty */
    double m3;                /* inside, or within the contour */
    bool pallet;              /* stacks when empty */
};

extern const struct empties_type empties_type[EMPTIES_TYPES];

/* The names, for settings: NULL at the end. */
extern const char *const empties_names[];

struct empties_count { /* of one type; but for the stock since the last new year */
    uint64_t emptied, used, flown, short_of;
    uint64_t stock;
};

struct empties_rule {
    uint32_t pallets_per_position; /* of a stack */
    uint32_t kept; /* of each type, for freight out: only what is above flies home */
};

struct empties {
    struct empties_count of[EMPTIES_TYPES];
};

/* A unit of that type is empty. */
void empties_gather(struct empties *empties, uint32_t type);

/* A flight leaves: its freight uses units up, its free positions take empty ones. */
void empties_leave(struct empties *empties, const struct flight *flight, uint32_t positions,
                   const struct empties_rule *rule);

/* All types together. */
struct empties_count empties_all(const struct empties *empties);
void empties_new_year(struct empties *empties);

#endif
