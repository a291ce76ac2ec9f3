// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/crews.h"

#include <math.h>

struct crews {
    const struct hall_def *def;
    const struct cargo *cargo;
    const struct roster *roster;
    struct pool *licensed[CARGO_LICENCES];
    struct pool *crews;
};

enum { LOADING = 1, DECKS = 2 };

/* ---- who is asked for, in this order --------------------------------------------------------- */

static void ask_from(struct crews *crews, enum cargo_licence licence, uint64_t who)
{
    const struct flight *flight = cargo_flight(crews->cargo, who >> 1);
    uint32_t priority = who & LOADING ? 0 : 1;
    while (licence < CARGO_LICENCES && flight->licensed[licence] == 0)
        licence++;
    if (licence < CARGO_LICENCES)
        pool_ask(crews->licensed[licence], who, flight->licensed[licence], priority);
    else pool_ask(crews->crews, who, 1, priority);
}

static void loader_drivers_granted(struct sim *sim, void *station, uint64_t who)
{
    (void)sim;
    ask_from(station, CARGO_MAY_DRIVE, who);
}

static void drivers_granted(struct sim *sim, void *station, uint64_t who)
{
    (void)sim;
    ask_from(station, CARGO_LICENCES, who);
}

/* Nested, as in (1): who drives loaders counts among those who may drive. */
void crews_ask(struct crews *crews, uint64_t number, bool loading, uint32_t decks)
{
    struct flight *flight = cargo_flight(crews->cargo, number);
    uint32_t loaders = crews->def->ramp_loader_drivers * decks;
    flight->licensed[CARGO_MAY_LOAD] = (uint8_t)loaders;
    flight->licensed[CARGO_MAY_DRIVE] = (uint8_t)(loaders + crews->def->ramp_tug_drivers);
    ask_from(crews, CARGO_MAY_LOAD, number * 2 + loading);
}

void crews_release(struct crews *crews, const struct flight *flight)
{
    const struct flight gone = *flight;
    pool_release(crews->crews, 1);
    for (int l = 0; l < CARGO_LICENCES; l++)
        if (gone.licensed[l] > 0) pool_release(crews->licensed[l], gone.licensed[l]);
}

/* ---- who is there ---------------------------------------------------------------------------- */

static uint32_t licensed(const struct crews *crews, double share, uint32_t least)
{
    double present = roster_present(crews->roster, HALL_RAMP);
    double people = floor(present * share + 0.5);
    if (present > 0 && people < least) people = least; /* (2) */
    return (uint32_t)people;
}

void crews_staff(struct crews *crews)
{
    const struct hall_def *def = crews->def;
    uint32_t decks = def->main_loaders > 0 && def->lower_loaders > 0 ? DECKS : 1;
    uint32_t loaders = def->ramp_loader_drivers * decks;
    double may_load = def->ramp_loader_licence_share;
    double may_drive = may_load + def->ramp_tug_licence_share;
    pool_resize(crews->crews, roster_teams(crews->roster, HALL_RAMP, def->ramp_crew));
    pool_resize(crews->licensed[CARGO_MAY_LOAD], licensed(crews, may_load, loaders));
    pool_resize(crews->licensed[CARGO_MAY_DRIVE],
                licensed(crews, may_drive, loaders + def->ramp_tug_drivers));
}

/* ---- the station ----------------------------------------------------------------------------- */

struct crews *crews_new(struct sim *sim, const struct hall_def *def, const struct cargo *cargo,
                        const struct roster *roster, pool_granted *granted, void *station)
{
    struct crews *crews = sim_alloc(sim, sizeof *crews);
    crews->def = def;
    crews->cargo = cargo;
    crews->roster = roster;
    const struct pool_def all = {"ramp.crews", 0};
    const struct pool_def may_load = {"ramp.loader_drivers", 0};
    const struct pool_def may_drive = {"ramp.drivers", 0};
    crews->crews = pool_new(sim, &all, granted, station);
    crews->licensed[CARGO_MAY_LOAD] = pool_new(sim, &may_load, loader_drivers_granted, crews);
    crews->licensed[CARGO_MAY_DRIVE] = pool_new(sim, &may_drive, drivers_granted, crews);
    return crews;
}

const struct pool *crews_pool(const struct crews *crews)
{
    return crews->crews;
}

const struct pool *crews_licensed(const struct crews *crews, enum cargo_licence licence)
{
    return crews->licensed[licence];
}

double crews_wait_licensed_s(const struct crews *crews)
{
    double sum_s = 0;
    uint64_t asked = 0;
    for (int l = 0; l < CARGO_LICENCES; l++) {
        const struct pool *pool = crews->licensed[l];
        const uint64_t n = pool_wait_s(pool)->n + pool_waiting(pool);
        if (n == 0) continue;
        sum_s += pool_mean_wait_s(pool) * (double)n;
        if (n > asked) asked = n;
    }
    return asked > 0 ? sum_s / (double)asked : 0; /* nobody needs a licence */
}

double crews_wait_s(const struct crews *crews)
{
    return pool_mean_wait_s(crews->crews) + crews_wait_licensed_s(crews);
}

void crews_new_year(struct crews *crews)
{
    pool_reset_measures(crews->crews);
    for (int l = 0; l < CARGO_LICENCES; l++)
        pool_reset_measures(crews->licensed[l]);
}
