// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/labour.h -- the rules of work: hours, shifts, absence, hiring, learning, agency,
 * overtime.
 *
 * What happens   Nothing here: the settings that every hall's roster shares, how long a shift is,
 *                what of it is worked and what is paid, and the learning curve.
 * Left out       wages; trade-union agreements
 * Equations      L = hours of a shift by the clock; of a long one they are shift_h, and break_h of
 *                those is its break. A shift of another length has as large a share of break.
 *                (1) learning: rate(n) / rate(infinity) = (n + p) / (n + p + k) after n shifts
 *                [GrosseGlock2013]
 *                (2) break = break_h L / shift_h;  worked = L - break;  paid = L if the break is
 *                    paid, worked if not
 *                (3) FTE to employ for an hour paid in every week = 1 / (fte_week_h (1 - absence)
 *                    (1 - leave))
 *                (4) heads = FTE fte_week_h / (hours_per_week fte_per_job)
 *                (5) shifts a week of a full-timer = hours_per_week / paid of a long shift; in
 *                    whole shifts the nearest number, 1 to 6
 *                (6) shifts relieve one another: ceil(24 / shift_h) of them a day begin, as evenly
 *                    as whole hours allow, from 6 h on; where they overlap, both are there and paid
 * Sources        labour_params
 */
#ifndef MODELS_PEOPLE_LABOUR_H
#define MODELS_PEOPLE_LABOUR_H

#include <stdbool.h>

#include "models/base/param.h"

enum labour_plan { LABOUR_RELAY, LABOUR_COVER };
enum labour_days_off { LABOUR_DAYS_OFF_ANY, LABOUR_DAYS_OFF_CONSECUTIVE };
enum { LABOUR_LONGEST_H = 12 };

struct labour_def {
    double hours_per_week, fte_week_h;
    uint32_t shift_h; /* by the clock */
    double break_h;
    bool break_paid;
    uint32_t days_off;         /* enum labour_days_off */
    double absence_share;      /* all absence, of contracted time */
    double short_notice_share; /* of those on the roster, who do not come */
    double leave_share;
    double utilisation_target; /* planned work over planned presence */
    double square_root_beta;   /* posts = load / target + beta sqrt(load) */
    double forecast_weight;    /* of the newest week */
    uint32_t review_weeks, hiring_weeks, opening_weeks;
    double agency_max_share, agency_base_share;
    double attrition_share_per_year, layoff_share_per_review;
    double learning_p, learning_k;
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

/* (2), of a shift of `length_h` hours by the clock. */
double labour_break_h(const struct labour_def *def, double length_h);
double labour_worked_h(const struct labour_def *def, double length_h);
double labour_paid_h(const struct labour_def *def, double length_h);

double labour_fte_per_weekly_h(const struct labour_def *def);        /* (3) */
double labour_fte(const struct labour_def *def, double heads);       /* (4) */
double labour_heads(const struct labour_def *def, double fte);       /* (4) */
double labour_shifts_per_week(const struct labour_def *def);         /* (5) */
uint32_t labour_whole_shifts_per_week(const struct labour_def *def); /* (5) */
bool labour_relief_at(const struct labour_def *def, uint32_t hour);  /* (6); hour of the day */

#endif
