// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/hall_choice.h"

#include "sim/date.h"

struct booked {
    double kg; /* in that week */
    int64_t week;
    double beyond_kg[2]; /* of even and of odd years: a week is written before it begins */
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

/* (2) */
static void take(const struct hall_choice *choice, uint32_t hall, double kg, int64_t at_us)
{
    struct booked *booked = &choice->booked[hall];
    booked->kg += kg;
    const double beyond_kg = booked->kg - hall_room_kg_per_week(&choice->halls[hall], at_us);
    if (beyond_kg > 0)
        booked->beyond_kg[date_of(at_us).year % 2] += beyond_kg < kg ? beyond_kg : kg;
}

uint16_t hall_choice_of(void *context, const struct lane_def *lane, int64_t kg, int64_t at_us)
{
    struct hall_choice *choice = context;
    int64_t week = (at_us + 3 * DATE_DAY_US) / DATE_WEEK_US; /* 1970-01-01 was a Thursday */
    uint32_t i = 0;
    for (;; i++) {
        struct booked *booked = &choice->booked[lane->halls.item[i]];
        if (booked->week != week) {
            booked->week = week;
            booked->kg = 0;
        }
        bool last = i + 1 >= lane->halls.n;
        if (last || has_room(choice, lane->halls.item[i], (double)kg, at_us)) break;
    }
    take(choice, lane->halls.item[i], (double)kg, at_us);
    return (uint16_t)lane->halls.item[i];
}

double hall_choice_beyond_kg(const struct hall_choice *choice, uint32_t hall, int32_t year)
{
    return choice->booked[hall].beyond_kg[year % 2];
}

void hall_choice_forget(struct hall_choice *choice, uint32_t hall, int32_t year)
{
    choice->booked[hall].beyond_kg[year % 2] = 0;
}
