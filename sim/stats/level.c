// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/stats/level.h"

#include <math.h>
#include <stddef.h>

#include "sim/base/require.h"

void level_start(struct level *level, int64_t now_us, int64_t value)
{
    *level = (struct level){.value = value, .min = value, .max = value, .start_us = now_us};
    wide_add_product(&level->moment, value, now_us);
}

void level_reset(struct level *level, int64_t now_us)
{
    REQUIRE(NULL, now_us >= level->start_us, "a level was reset in its past");
    level_start(level, now_us, level->value);
}

__extension__ static __int128 area_until(const struct level *level, int64_t now_us)
{
    REQUIRE(NULL, now_us >= level->start_us, "a level was read in its past");
    return (__int128)level->value * now_us - wide_value(level->moment); /* (1) */
}

double level_area_s(const struct level *level, int64_t now_us)
{
    return (double)area_until(level, now_us) / 1e6;
}

double level_mean(const struct level *level, int64_t now_us)
{
    if (now_us == level->start_us) return NAN;
    return (double)area_until(level, now_us) / (double)(now_us - level->start_us);
}
