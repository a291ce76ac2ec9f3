// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/stands.h"

#include <math.h>

#include "models/airside/airport.h"
#include "sim/date.h"

struct stands {
    struct sim *sim;
    const struct airport_def *def;
    const struct cargo *cargo;
    struct pool *wide, *narrow;
    struct port granted, gone;
    uint64_t gave_up; /* this year */
    bool moving;      /* somebody further up the stack is already at it */
    uint16_t gives_up;
};

/* ---- narrow aircraft on wide stands ---------------------------------------------------------- */

bool stands_is_wide(const struct flight *flight)
{
    return !flight->narrow || flight->on_wide;
}

static struct pool *line_of(const struct stands *stands, const struct flight *flight)
{
    return stands_is_wide(flight) ? stands->wide : stands->narrow;
}

static bool free_narrow(const struct stands *stands)
{
    return pool_waiting(stands->narrow) == 0 &&
           pool_busy(stands->narrow) < pool_size(stands->narrow);
}

static bool wide_for_narrow(const struct stands *stands)
{
    return stands->def->narrow_on_wide && pool_waiting(stands->wide) == 0 &&
           pool_busy(stands->wide) + stands->def->wide_stands_kept < pool_size(stands->wide);
}

/* Those who wait for a narrow stand, as long as there are wide ones for them. */
static void move_narrow(struct stands *stands)
{
    if (stands->moving) return;
    stands->moving = true;
    uint64_t number = 0;
    while (wide_for_narrow(stands) && pool_first(stands->narrow, &number)) {
        struct flight *flight = cargo_flight(stands->cargo, number);
        flight->on_wide = true;
        pool_renege(stands->narrow, number);
        pool_ask(stands->wide, number, 1, 0);
    }
    stands->moving = false;
}

/* ---- in the order of a flight ---------------------------------------------------------------- */

void stands_ask(struct stands *stands, uint64_t number)
{
    struct flight *flight = cargo_flight(stands->cargo, number);
    int64_t patience_us = (int64_t)(stands->def->divert_after_h * (double)DATE_HOUR_US);
    flight->patience = sim_in(stands->sim, patience_us, SIM_END, stands->gives_up, stands, number);
    flight->on_wide = flight->narrow && !free_narrow(stands) && wide_for_narrow(stands);
    pool_ask(line_of(stands, flight), number, 1, 0);
}

static void give_up(struct sim *sim, void *station, uint64_t number)
{
    struct stands *stands = station;
    const struct flight *flight = cargo_flight(stands->cargo, number);
    bool waited = pool_renege(line_of(stands, flight), number);
    stands->gave_up++;
    REQUIRE(sim, waited, "flight %u gives up a stand it has", flight->serial);
    bool wide = stands_is_wide(flight);
    port_hand(sim, &stands->gone, number);
    if (wide) move_narrow(stands); /* nobody holds them back any more */
}

static void grant(struct sim *sim, void *station, uint64_t number)
{
    struct stands *stands = station;
    sim_cancel(sim, cargo_flight(stands->cargo, number)->patience);
    port_hand(sim, &stands->granted, number);
}

void stands_release(struct stands *stands, bool wide)
{
    pool_release(wide ? stands->wide : stands->narrow, 1);
    if (wide) move_narrow(stands);
}

/* ---- the stands ------------------------------------------------------------------------------ */

struct stands *stands_new(struct sim *sim, const struct airport_def *def, const struct cargo *cargo,
                          struct port granted, struct port gone)
{
    struct stands *stands = sim_alloc(sim, sizeof *stands);
    stands->sim = sim;
    stands->def = def;
    stands->cargo = cargo;
    stands->granted = granted;
    stands->gone = gone;
    const struct pool_def wide = {"stands.wide", def->stands_wide};
    const struct pool_def narrow = {"stands.narrow", def->stands_narrow};
    stands->wide = pool_new(sim, &wide, grant, stands);
    stands->narrow = pool_new(sim, &narrow, grant, stands);
    stands->gives_up = sim_kind(sim, "airport.gives_up", give_up);
    return stands;
}

void stands_changed(struct stands *stands)
{
    pool_resize(stands->wide, stands->def->stands_wide);
    pool_resize(stands->narrow, stands->def->stands_narrow);
    move_narrow(stands);
}

const struct pool *stands_pool(const struct stands *stands, bool narrow)
{
    return narrow ? stands->narrow : stands->wide;
}

/* Of all who asked this year: those who moved to the other line waited in both, those who gave up
 * and those who still wait have waited as well. */
double stands_wait_h(const struct stands *stands)
{
    const struct pool *const lines[] = {stands->wide, stands->narrow};
    double waited_s = 0, asked = (double)stands->gave_up;
    for (int i = 0; i < 2; i++) {
        waited_s += level_area_s(pool_waiting_level(lines[i]), sim_now_us(stands->sim));
        asked += (double)(pool_wait_s(lines[i])->n + pool_waiting(lines[i]));
    }
    return asked > 0 ? waited_s / asked / 3600.0 : NAN;
}

void stands_new_year(struct stands *stands)
{
    pool_reset_measures(stands->wide);
    pool_reset_measures(stands->narrow);
    stands->gave_up = 0;
}
