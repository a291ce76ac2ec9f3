// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/empties.h"

/* Pallets are as wide as their contour lets them be loaded: the smaller figure of the range. */
const struct empties_type empties_type[EMPTIES_TYPES] = {
    [EMPTIES_PMC] = {"pmc", 6804, 120, 17, true},  [EMPTIES_PAG] = {"pag", 6033, 110, 14, true},
    [EMPTIES_PGA] = {"pga", 11340, 500, 36, true}, [EMPTIES_AMA] = {"ama", 6804, 360, 17.6, false},
    [EMPTIES_AAY] = {"aay", 6033, 215, 13, false}, [EMPTIES_AKE] = {"ake", 1588, 80, 4.3, false},
};

const char *const empties_names[] = {"pmc", "pag", "pga", "ama", "aay", "ake", NULL};

void empties_gather(struct empties *empties, uint32_t type)
{
    empties->of[type].emptied++;
    empties->of[type].stock++;
}

static void use(struct empties_count *count, uint32_t n)
{
    count->used += n;
    uint64_t there = count->stock < n ? count->stock : n;
    count->short_of += n - there;
    count->stock -= there;
}

static void fly_home(struct empties *empties, uint32_t type, uint32_t free_positions,
                     const struct empties_rule *rule)
{
    struct empties_count *count = &empties->of[type];
    uint64_t room = (uint64_t)free_positions;
    if (empties_type[type].pallet) room *= rule->pallets_per_position;
    uint64_t spare = count->stock > rule->kept ? count->stock - rule->kept : 0;
    uint64_t n = spare < room ? spare : room;
    count->flown += n;
    count->stock -= n;
}

/* The main deck is filled first. */
void empties_leave(struct empties *empties, const struct flight *flight, uint32_t positions,
                   const struct empties_rule *rule)
{
    uint32_t main = flight->main_ulds, lower = positions - main;
    uint32_t main_out = flight->ulds_out < main ? flight->ulds_out : main;
    uint32_t lower_out = flight->ulds_out - main_out;
    use(&empties->of[flight->uld_type[CARGO_MAIN_DECK]], main_out);
    use(&empties->of[flight->uld_type[CARGO_LOWER_DECK]], lower_out);
    fly_home(empties, flight->uld_type[CARGO_MAIN_DECK], main - main_out, rule);
    fly_home(empties, flight->uld_type[CARGO_LOWER_DECK], lower - lower_out, rule);
}

struct empties_count empties_all(const struct empties *empties)
{
    struct empties_count all = {0};
    for (int t = 0; t < EMPTIES_TYPES; t++) {
        all.emptied += empties->of[t].emptied;
        all.used += empties->of[t].used;
        all.flown += empties->of[t].flown;
        all.short_of += empties->of[t].short_of;
        all.stock += empties->of[t].stock;
    }
    return all;
}

void empties_new_year(struct empties *empties)
{
    for (int t = 0; t < EMPTIES_TYPES; t++)
        empties->of[t] = (struct empties_count){.stock = empties->of[t].stock};
}
