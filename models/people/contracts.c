// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/contracts.h"

#include "sim/random/maths.h"

static void hire(struct contracts *contracts, const struct labour_def *labour, uint64_t week,
                 double fte)
{
    uint64_t joins = week + labour->hiring_weeks;
    contracts->joining_fte[joins % CONTRACTS_WEEKS] += fte;
}

void contracts_review(struct contracts *contracts, const struct labour_def *labour, uint64_t week,
                      bool at_once)
{
    double wanted = contracts->required_fte * (1.0 - labour->agency_base_share);
    double coming = contracts->trainee_fte;
    for (int w = 0; w < CONTRACTS_WEEKS; w++)
        coming += contracts->joining_fte[w];
    double gap = wanted - contracts->permanent_fte - coming;
    if (gap > 0 && at_once) {
        contracts->permanent_fte += gap;
    } else if (gap > 0) { /* (1) */
        hire(contracts, labour, week, gap);
    } else { /* (2) */
        double most = contracts->permanent_fte * labour->layoff_share_per_review;
        contracts->permanent_fte -= -gap < most ? -gap : most;
    }
}

/* Who joins now, and who of those that joined earlier has finished training. */
static double take_in(struct contracts *contracts, const struct labour_def *labour, uint64_t week)
{
    double *joins = &contracts->joining_fte[week % CONTRACTS_WEEKS];
    double came = *joins * (1.0 - labour->no_show_share);
    *joins = 0;
    uint64_t ready = week + labour->training_weeks;
    contracts->trainee_fte += came;
    contracts->finishing_fte[ready % CONTRACTS_WEEKS] += came;
    double *finish = &contracts->finishing_fte[week % CONTRACTS_WEEKS];
    double start = *finish;
    contracts->trainee_fte -= start;
    if (contracts->trainee_fte < 0) contracts->trainee_fte = 0; /* rounding */
    *finish = 0;
    return start;
}

/* (4): of the fresh, in a week. */
static double early_leave_rate(const struct labour_def *labour)
{
    if (labour->early_leave_share <= 0) return 0;
    return 0.25 * (maths_pow(1.0 - labour->early_leave_share, -1.0 / 3.0) - 1.0);
}

static double age(struct contracts *contracts, const struct labour_def *labour, double joins)
{
    double rate = early_leave_rate(labour), leavers = 0;
    for (int c = 0; c < CONTRACTS_COHORTS; c++)
        leavers += rate * contracts->fresh_fte[c];
    for (int c = CONTRACTS_COHORTS - 1; c > 0; c--) {
        double older = contracts->fresh_fte[c - 1] / 4.0; /* a cohort is four weeks wide */
        contracts->fresh_fte[c] += older - contracts->fresh_fte[c] * (0.25 + rate);
    }
    contracts->fresh_fte[0] += joins - contracts->fresh_fte[0] * (0.25 + rate);
    return leavers;
}

void contracts_week(struct contracts *contracts, const struct labour_def *labour, uint64_t week)
{
    double joins = take_in(contracts, labour, week);
    double leavers = contracts->permanent_fte * labour->attrition_share_per_year / 52.0;
    leavers += age(contracts, labour, joins);
    contracts->permanent_fte += joins - leavers;                     /* (3) */
    double gap = contracts->required_fte - contracts->permanent_fte; /* (5) */
    double most = contracts->required_fte * labour->agency_max_share;
    contracts->agency_fte = gap < 0 ? 0 : gap < most ? gap : most;
}

double contracts_rate(const struct contracts *contracts, const struct labour_def *labour)
{
    double all = contracts->permanent_fte + contracts->agency_fte;
    if (all <= 0) return 1.0;
    double lost = 0;
    for (int c = 0; c < CONTRACTS_COHORTS; c++)
        lost += contracts->fresh_fte[c] * (1.0 - labour_learning(labour, 4.0 * c, 4.0 * c + 4.0));
    /* agency people come and go */
    double agency_lost = 1.0 - labour_learning(labour, 0, 12);
    lost += contracts->agency_fte * agency_lost;
    return lost < all ? 1.0 - lost / all : 0.0;
}

double contracts_fte(const struct contracts *contracts)
{
    return contracts->permanent_fte + contracts->agency_fte + contracts->trainee_fte;
}

double contracts_filled(const struct contracts *contracts)
{
    double all = contracts->permanent_fte + contracts->agency_fte;
    double filled = contracts->required_fte > 0 ? all / contracts->required_fte : 0;
    return filled < 1 ? filled : 1;
}
