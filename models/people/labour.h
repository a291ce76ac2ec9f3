// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/labour.h -- the rules of work: hours, shifts, absence, hiring, learning, agency,
 * overtime.
 *
 * What happens   Nothing here: the settings that every hall's roster shares, and the learning
 *                curve.
 * Left out       wages; trade-union agreements
 * Equations      (1) learning: rate(n) / rate(infinity) = (n + p) / (n + p + k) after n shifts
 *                [GrosseGlock2013]
 *                (2) people to employ for one post all week: 21 shifts / (shifts a week per
 *                    person x (1 - absence) x (1 - leave))
 * Sources        labour_params
 */
#ifndef MODELS_PEOPLE_LABOUR_H
#define MODELS_PEOPLE_LABOUR_H

#include "models/base/param.h"

enum labour_plan { LABOUR_THREE, LABOUR_COVER };

struct labour_def {
    double hours_per_week, shift_h, break_h;
    double absence_share;      /* all absence, of contracted time */
    double short_notice_share; /* of those on the roster, who do not come */
    double leave_share;
    double utilisation_target; /* planned work over planned presence */
    double square_root_beta;   /* posts = load / target + beta sqrt(load) */
    double forecast_weight;    /* of the newest week */
    uint32_t review_weeks, hiring_weeks, opening_weeks;
    double agency_max_share, agency_base_share;
    double attrition_share_per_year, layoff_share_per_review;
    double learning_p, learning_k, shifts_per_week;
    double fte_per_job;
    /* how shifts are laid, and what is done when people are missing; all off in the defaults */
    uint32_t shift_plan; /* enum labour_plan */
    uint32_t spread_h, long_start_every_h, short_shift_h, short_start_every_h;
    double short_shift_price; /* of an hour of it, over that of a long one */
    double standby_confidence, overtime_max_share;
    uint32_t training_weeks;
    double no_show_share, early_leave_share;
};

extern const struct param labour_params[];
extern const size_t labour_params_n;

/* (1), mean over the shifts of weeks `from_week` to `to_week` after hiring. */
double labour_learning(const struct labour_def *def, double from_week, double to_week);

/* (2): full-time equivalents that keep `posts` filled in one shift of the week, every week. */
double labour_fte_per_weekly_shift(const struct labour_def *def);

#endif
