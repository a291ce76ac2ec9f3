// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/hall_choice.h"

#include "sim/date.h"

struct booked {
    double kg; /* in that week */
    int64_t week;
};

struct hall_choice {
    const struct hall_def *halls;
    struct booked *booked; /* of each hall */
};

struct hall_choice *hall_choice_new(struct sim *sim, const struct hall_def *halls, uint32_t n)
{
    struct hall_choice *choice = sim_alloc(sim, sizeof *choice);
    choice->halls = halls;
    choice->booked = sim_alloc(sim, n * sizeof *choice->booked);
    return choice;
}

static bool has_room(const struct hall_choice *choice, uint32_t hall, double kg, int64_t at_us)
{
    return choice->booked[hall].kg + kg <= hall_room_kg_per_week(&choice->halls[hall], at_us);
}

uint16_t hall_choice_of(void *context, const struct lane_def *lane, int64_t kg, int64_t at_us)
{
    struct hall_choice *choice = context;
    int64_t week = (at_us + 3 * DATE_DAY_US) / DATE_WEEK_US; /* 1970-01-01 was a Thursday */
    uint32_t i = 0;
    for (;; i++) {
        struct booked *booked = &choice->booked[lane->halls.item[i]];
        if (booked->week != week) *booked = (struct booked){.week = week};
        bool last = i + 1 >= lane->halls.n;
        if (last || has_room(choice, lane->halls.item[i], (double)kg, at_us)) break;
    }
    choice->booked[lane->halls.item[i]].kg += (double)kg;
    return (uint16_t)lane->halls.item[i];
}
