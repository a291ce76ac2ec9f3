// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/contracts.h -- the people of one area on paper: hired, in training, fresh,
 * experienced, from the agency.
 *
 * What happens   A review compares the people needed with those there and on their way, and hires
 *                or lets go. Every week newcomers join, some do not show up, some leave; who joins
 *                may first sit in training; the agency stands in for what is missing, up to its
 *                limit.
 * Left out       who they are; wages; notice periods (layoff_share_per_review stands for them)
 * Equations      R = FTE required, P = permanent, J = on their way, T = in training, A = agency:
 *                (1)  hired at a review = R (1 - agency_base_share) - P - J - T, if above 0; they
 *                     join after hiring_weeks, less no_show_share
 *                (2)  let go at a review: what is too many, at most layoff_share_per_review of P
 *                (3)  P(next week) = P + joins - P attrition_share_per_year / 52 - w fresh
 *                (4)  fresh: three cohorts of four weeks, a quarter of each moves on every week.
 *                     w = ((1 - early_leave_share) ^ (-1/3) - 1) / 4 of them leave in a week, so
 *                     that (1/4 / (1/4 + w)) ^ 3 = 1 - early_leave_share come through all three
 *                (5)  A = R - P, from 0 to agency_max_share R
 *                (6)  rate of the whole = 1 - sum over cohorts and agency of people x (1 -
 *                     labour_learning) / all
 * Sources        labour_params
 */
#ifndef MODELS_PEOPLE_CONTRACTS_H
#define MODELS_PEOPLE_CONTRACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "models/people/labour.h"

enum { CONTRACTS_WEEKS = 64, CONTRACTS_COHORTS = 3 };

struct contracts {
    double required_fte;
    double permanent_fte, agency_fte; /* permanent: those who can work, trainees not among them */
    double trainee_fte;
    double joining_fte[CONTRACTS_WEEKS];   /* by week number modulo CONTRACTS_WEEKS */
    double finishing_fte[CONTRACTS_WEEKS]; /* trainees, by the week in which they start to work */
    double fresh_fte[CONTRACTS_COHORTS];   /* at work for 0-4, 4-8, 8-12 weeks */
};

/* (1), (2). `at_once`: whoever is missing is there now, without hiring time or training. */
void contracts_review(struct contracts *contracts, const struct labour_def *labour, uint64_t week,
                      bool at_once);

/* (3), (4), (5): the week that begins. */
void contracts_week(struct contracts *contracts, const struct labour_def *labour, uint64_t week);

double contracts_rate(const struct contracts *contracts, const struct labour_def *labour); /* (6) */

/* On contract, in training or at work, the agency's included. */
double contracts_fte(const struct contracts *contracts);

/* Of the people required, those who can work: 0 to 1. */
double contracts_filled(const struct contracts *contracts);

#endif
