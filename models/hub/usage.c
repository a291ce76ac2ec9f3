// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/usage.h"

#include <math.h>

const char *const usage_state_name[USAGE_STATES] = {"busy", "starved", "blocked", "down",
                                                    "off shift"};

struct usage_look usage_pool(double all, double size, double busy, double waiting)
{
    double on_shift = size > busy ? size : busy; /* who stays beyond the shift is there */
    double idle = on_shift - busy;
    struct usage_look look = {.waits = waiting > 0 && idle <= 0};
    look.part[USAGE_BUSY] = busy;
    look.part[waiting > 0 ? USAGE_BLOCKED : USAGE_STARVED] = idle;
    look.part[USAGE_OFF] = all > on_shift ? all - on_shift : 0;
    return look;
}

struct usage_look usage_machine(bool down, bool work, bool waits, double people_share)
{
    double fed = people_share < 1 ? people_share : 1;
    struct usage_look look = {.waits = waits};
    if (down) {
        look.part[USAGE_DOWN] = 1;
        return look;
    }
    look.part[work ? USAGE_BUSY : USAGE_STARVED] = fed;
    look.part[USAGE_OFF] = 1 - fed;
    return look;
}

static void move(struct usage_look *look, enum usage_state from, double units)
{
    if (units > look->part[from]) units = look->part[from];
    if (!(units > 0)) return;
    look->part[from] -= units;
    look->part[USAGE_BLOCKED] += units;
}

void usage_block(struct usage_look *look, double units)
{
    move(look, USAGE_BUSY, units);
}

void usage_hold_up(struct usage_look *look, double units)
{
    move(look, USAGE_STARVED, units);
}

void usage_add(struct usage *usage, int32_t month, struct usage_look look)
{
    struct usage_month *to = &usage->month[month - 1];
    for (int s = 0; s < USAGE_STATES; s++)
        to->part[s] += look.part[s];
    to->looks++;
    to->waits += look.waits;
    to->place_short += look.waits && look.place_short;
}

struct usage_month usage_sum(const struct usage *usage, int32_t month)
{
    struct usage_month sum = {0};
    for (int m = 0; m < USAGE_MONTHS; m++) {
        if (month != 0 && month != m + 1) continue;
        for (int s = 0; s < USAGE_STATES; s++)
            sum.part[s] += usage->month[m].part[s];
        sum.looks += usage->month[m].looks;
        sum.waits += usage->month[m].waits;
        sum.place_short += usage->month[m].place_short;
    }
    return sum;
}

static double all_parts(const struct usage_month *month)
{
    double all = 0;
    for (int s = 0; s < USAGE_STATES; s++)
        all += month->part[s];
    return all;
}

double usage_share(const struct usage_month *month, enum usage_state state)
{
    double all = all_parts(month);
    return all > 0 ? month->part[state] / all : NAN;
}

double usage_units(const struct usage_month *month)
{
    return month->looks > 0 ? all_parts(month) / month->looks : NAN;
}

double usage_waits(const struct usage_month *month)
{
    return month->looks > 0 ? (double)month->waits / month->looks : NAN;
}
