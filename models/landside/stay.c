// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/landside/stay.h"

#include "sim/date.h"
#include "sim/stats/survival.h"

enum { STAYS = 2 }; /* at most, together */

static double minutes(int64_t us)
{
    return us > 0 ? (double)us / (double)DATE_MINUTE_US : 0;
}

/* The weight that came in that hour, and is there; NULL: before the first hour kept. */
static int64_t *place_of(struct stay *stay, int64_t since_us)
{
    int64_t hour = since_us / DATE_HOUR_US;
    if (ring_n(&stay->still) == 0) stay->first_hour = hour;
    if (hour < stay->first_hour) return NULL;
    while (ring_n(&stay->still) <= (uint64_t)(hour - stay->first_hour))
        *(int64_t *)ring_push(&stay->still) = 0;
    return ring_at(&stay->still, (uint64_t)(hour - stay->first_hour));
}

void stay_start(struct stay *stay, struct sim *sim)
{
    *stay = (struct stay){.sim = sim};
    ring_start(&stay->still, sim, sizeof(int64_t));
}

void stay_begin(struct stay *stay, int64_t since_us, int64_t weight)
{
    int64_t *there = place_of(stay, since_us);
    stay->arrived += weight;
    if (there != NULL) *there += weight;
}

/* Hours that all have left, at the front, are forgotten. */
static void forget(struct stay *stay)
{
    while (ring_n(&stay->still) > 0 && *(const int64_t *)ring_at(&stay->still, 0) <= 0) {
        ring_drop(&stay->still, 1);
        stay->first_hour++;
    }
}

void stay_end(struct stay *stay, int64_t since_us, int64_t leaves_us, int64_t weight)
{
    int64_t *there = place_of(stay, since_us);
    histogram_add(&stay->ended_min, minutes(leaves_us - since_us), (uint64_t)weight);
    if (there != NULL) *there -= weight;
    forget(stay);
}

static void ages_of(const struct stay *stay, struct histogram *ages_min)
{
    histogram_clear(ages_min);
    int64_t now_us = sim_now_us(stay->sim);
    for (uint64_t i = 0; i < ring_n(&stay->still); i++) {
        int64_t weight = *(const int64_t *)ring_at(&stay->still, i);
        int64_t hour_ends_us = (stay->first_hour + (int64_t)i + 1) * DATE_HOUR_US;
        if (weight > 0) histogram_add(ages_min, minutes(now_us - hour_ends_us), (uint64_t)weight);
    }
}

static void group(const struct stay *const *stays, size_t n, struct survival group[STAYS],
                  struct histogram still[STAYS])
{
    REQUIRE(stays[0]->sim, n <= STAYS, "%zu stays together", n);
    for (size_t i = 0; i < n; i++) {
        ages_of(stays[i], &still[i]);
        group[i] = (struct survival){.arrived = (uint64_t)stays[i]->arrived,
                                     .entered = &stays[i]->entered_min,
                                     .ended = &stays[i]->ended_min,
                                     .still = &still[i]};
    }
}

double stay_quantile_min(const struct stay *const *stays, size_t n, double p)
{
    struct survival groups[STAYS];
    struct histogram still[STAYS];
    group(stays, n, groups, still);
    return survival_quantile(groups, n, p);
}

double stay_mean_min(const struct stay *const *stays, size_t n)
{
    struct survival groups[STAYS];
    struct histogram still[STAYS];
    group(stays, n, groups, still);
    return survival_mean(groups, n);
}

void stay_new_year(struct stay *stay)
{
    stay->arrived = 0;
    histogram_clear(&stay->ended_min);
    ages_of(stay, &stay->entered_min);
}
