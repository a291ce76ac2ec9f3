// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/labour.h"

#include <math.h>
#include <stddef.h>

#define AT(field) offsetof(struct labour_def, field)

static const char *const plans[] = {"relay", "cover", NULL};
static const char *const days_off[] = {"any", "consecutive", NULL};

const struct param labour_params[] = {
    {.key = "hours_per_week",
     .kind = PARAM_REAL,
     .at = AT(hours_per_week),
     .min = 10,
     .max = 60,
     .standard = {.a = 38},
     .unit = "h",
     .meaning = "Contract week of a full-time worker.",
     .source = "OPS51",
     .confidence = "high"},
    {.key = "fte_week_h",
     .kind = PARAM_REAL,
     .at = AT(fte_week_h),
     .min = 10,
     .max = 60,
     .standard = {.a = 38},
     .unit = "h",
     .meaning = "Paid hours a week that are counted as one full-time equivalent.",
     .source = "OPS51",
     .confidence = "high"},
    {.key = "shift_h",
     .kind = PARAM_COUNT,
     .at = AT(shift_h),
     .min = 4,
     .max = LABOUR_LONGEST_H,
     .standard = {.a = 8},
     .unit = "h",
     .meaning = "Length of a shift by the clock, its break included.",
     .source = "assumption",
     .confidence = "medium"},
    {.key = "break_h",
     .kind = PARAM_REAL,
     .at = AT(break_h),
     .max = 2,
     .standard = {.a = 0.5},
     .unit = "h",
     .meaning = "Break within a shift; somebody else is at work then.",
     .source = "assumption",
     .confidence = "medium"},
    {.key = "break_paid",
     .kind = PARAM_FLAG,
     .at = AT(break_paid),
     .standard = {.a = 1},
     .unit = "yes/no",
     .meaning = "Whether the break is paid.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "days_off",
     .kind = PARAM_CHOICE,
     .at = AT(days_off),
     .choices = days_off,
     .standard_text = "any",
     .unit = "",
     .meaning = "Whether a person's days off of the week may fall anywhere, or follow one another,"
                " which takes more people.",
     .source = "definition",
     .confidence = "medium"},
    {.key = "absence_share",
     .kind = PARAM_REAL,
     .at = AT(absence_share),
     .max = 0.9,
     .standard = {.a = 0.1179},
     .unit = "share",
     .meaning =
         "All absence through illness and the like, short notice included, of contracted time.",
     .source = "OPS47",
     .confidence = "high"},
    {.key = "short_notice_share",
     .kind = PARAM_REAL,
     .at = AT(short_notice_share),
     .max = 0.9,
     .standard = {.a = 0.045},
     .unit = "share",
     .meaning = "Of those on the roster, who do not come on the day.",
     .source = "OPS47",
     .confidence = "medium"},
    {.key = "leave_share",
     .kind = PARAM_REAL,
     .at = AT(leave_share),
     .max = 0.5,
     .standard = {.a = 0.12},
     .unit = "share",
     .meaning = "Holidays and leave, of contracted time (about 31 days of 260).",
     .source = "assumption",
     .confidence = "medium"},
    {.key = "utilisation_target",
     .kind = PARAM_REAL,
     .at = AT(utilisation_target),
     .min = 0.1,
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.65, .b = 0.75, .c = 0.85},
     .unit = "share",
     .meaning = "Planned work over planned hours at work, breaks not among them.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "square_root_beta",
     .kind = PARAM_REAL,
     .at = AT(square_root_beta),
     .max = 5,
     .standard = {.a = 0.5},
     .unit = "",
     .meaning = "Safety staffing: this many square roots of the load on top.",
     .source = "OPS78",
     .confidence = "medium"},
    {.key = "forecast_weight",
     .kind = PARAM_REAL,
     .at = AT(forecast_weight),
     .min = 0.01,
     .max = 1,
     .standard = {.a = 0.25},
     .unit = "share",
     .meaning = "Weight of the newest week in the forecast of the workload.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "review_weeks",
     .kind = PARAM_COUNT,
     .at = AT(review_weeks),
     .min = 1,
     .max = 52,
     .standard = {.a = 4},
     .unit = "weeks",
     .meaning = "How often posts and contracts are reviewed.",
     .source = "assumption",
     .confidence = "medium"},
    {.key = "hiring_weeks",
     .kind = PARAM_COUNT,
     .at = AT(hiring_weeks),
     .min = 0,
     .max = 40,
     .standard = {.a = 5},
     .unit = "weeks",
     .meaning = "From the decision to hire to the first shift (security badge included).",
     .source = "assumption",
     .confidence = "medium"},
    {.key = "opening_weeks",
     .kind = PARAM_COUNT,
     .at = AT(opening_weeks),
     .min = 1,
     .max = 52,
     .standard = {.a = 2},
     .unit = "weeks",
     .meaning = "A hall that opens works this long with as many people as it needs; then the"
                " roster begins.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "agency_max_share",
     .kind = PARAM_REAL,
     .at = AT(agency_max_share),
     .max = 1,
     .standard = {.a = 0.35},
     .unit = "share",
     .meaning = "Agency workers at most, of the people needed.",
     .source = "OPS48",
     .confidence = "medium"},
    {.key = "agency_base_share",
     .kind = PARAM_REAL,
     .at = AT(agency_base_share),
     .max = 1,
     .standard = {.a = 0.068},
     .unit = "share",
     .meaning = "Agency workers kept in ordinary times.",
     .source = "OPS21",
     .confidence = "medium"},
    {.key = "attrition_share_per_year",
     .kind = PARAM_REAL,
     .at = AT(attrition_share_per_year),
     .max = 3,
     .standard = {.a = 0.29},
     .unit = "share per year",
     .meaning = "Permanent staff who leave in a year.",
     .source = "OPS48",
     .confidence = "medium"},
    {.key = "layoff_share_per_review",
     .kind = PARAM_REAL,
     .at = AT(layoff_share_per_review),
     .max = 1,
     .standard = {.a = 0.08},
     .unit = "share",
     .meaning = "At most this share of the permanent staff is let go at a review.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "learning_p",
     .kind = PARAM_REAL,
     .at = AT(learning_p),
     .min = 0,
     .max = 1000,
     .standard = {.a = 6},
     .unit = "shifts",
     .meaning = "Learning curve: experience a newcomer brings.",
     .source = "OPS49",
     .confidence = "low"},
    {.key = "learning_k",
     .kind = PARAM_REAL,
     .at = AT(learning_k),
     .min = 0,
     .max = 1000,
     .standard = {.a = 4},
     .unit = "shifts",
     .meaning = "Learning curve: how slow it rises.",
     .source = "OPS49",
     .confidence = "low"},
    {.key = "fte_per_job",
     .kind = PARAM_REAL,
     .at = AT(fte_per_job),
     .min = 0.1,
     .max = 1,
     .standard = {.a = 0.84},
     .unit = "FTE per job",
     .meaning = "Contract of the mean head, over that of a full-timer: part-timers counted.",
     .source = "M26",
     .confidence = "high"},
    {.key = "shift_plan",
     .kind = PARAM_CHOICE,
     .at = AT(shift_plan),
     .choices = plans,
     .standard_text = "relay",
     .unit = "",
     .meaning = "How shifts are laid: one relieves the other, each by its mean load, or the"
                " cheapest long and short shifts that cover every hour.",
     .source = "definition",
     .confidence = "medium"},
    {.key = "spread_h",
     .kind = PARAM_COUNT,
     .at = AT(spread_h),
     .min = 1,
     .max = 24,
     .standard = {.a = 4},
     .unit = "h",
     .meaning = "Cover: the work that arrives in an hour is planned over this many hours.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "long_start_every_h",
     .kind = PARAM_COUNT,
     .at = AT(long_start_every_h),
     .min = 1,
     .max = LABOUR_LONGEST_H,
     .standard = {.a = 8},
     .unit = "h",
     .meaning = "Cover: long shifts may start every so many hours, counted from Monday 6 h; the"
                " last must end with the week.",
     .source = "assumption",
     .confidence = "medium"},
    {.key = "short_shift_h",
     .kind = PARAM_COUNT,
     .at = AT(short_shift_h),
     .min = 0,
     .max = LABOUR_LONGEST_H - 1,
     .standard = {.a = 4},
     .unit = "h",
     .meaning = "Cover: length of a short shift; 0: there is none.",
     .source = "OPS29d",
     .confidence = "medium"},
    {.key = "short_start_every_h",
     .kind = PARAM_COUNT,
     .at = AT(short_start_every_h),
     .min = 1,
     .max = 24,
     .standard = {.a = 2},
     .unit = "h",
     .meaning = "Cover: short shifts may start every so many hours, counted from 6 h.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "short_shift_price",
     .kind = PARAM_REAL,
     .at = AT(short_shift_price),
     .min = 0.5,
     .max = 5,
     .standard = {.a = 1.15},
     .unit = "ratio",
     .meaning = "Cover: what an hour of a short shift costs, over an hour of a long one.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "standby_confidence",
     .kind = PARAM_REAL,
     .at = AT(standby_confidence),
     .max = 0.9999,
     .standard = {.a = 0},
     .unit = "share",
     .meaning = "So many more are on the roster that all posts are filled with this chance"
                " although some do not come; 0: filled on average.",
     .source = "definition",
     .confidence = "medium"},
    {.key = "overtime_max_share",
     .kind = PARAM_REAL,
     .at = AT(overtime_max_share),
     .max = 0.5,
     .standard = {.a = 0},
     .unit = "share",
     .meaning = "Overtime at most, of the hours of those present, when posts are empty; 0: none.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "training_weeks",
     .kind = PARAM_COUNT,
     .at = AT(training_weeks),
     .max = 12,
     .standard = {.a = 0},
     .unit = "weeks",
     .meaning = "Paid training before the first shift.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "no_show_share",
     .kind = PARAM_REAL,
     .at = AT(no_show_share),
     .max = 0.9,
     .standard = {.a = 0},
     .unit = "share",
     .meaning = "Of those hired, who do not come on the first day (37 % in a bad case).",
     .source = "OPS48",
     .confidence = "low"},
    {.key = "early_leave_share",
     .kind = PARAM_REAL,
     .at = AT(early_leave_share),
     .max = 0.9,
     .standard = {.a = 0},
     .unit = "share",
     .meaning = "Of newcomers, who leave in their first three months, beyond the ordinary"
                " attrition (nearly half, in the United States).",
     .source = "OPS48",
     .confidence = "low"},
};
const size_t labour_params_n = sizeof labour_params / sizeof *labour_params;

double labour_break_h(const struct labour_def *def, double length_h)
{
    return def->break_h * length_h / def->shift_h;
}

double labour_worked_h(const struct labour_def *def, double length_h)
{
    return length_h - labour_break_h(def, length_h);
}

double labour_paid_h(const struct labour_def *def, double length_h)
{
    return def->break_paid ? length_h : labour_worked_h(def, length_h);
}

double labour_fte_per_weekly_h(const struct labour_def *def)
{
    return 1.0 / (def->fte_week_h * (1.0 - def->absence_share) * (1.0 - def->leave_share));
}

double labour_heads(const struct labour_def *def, double fte)
{
    return fte * def->fte_week_h / (def->hours_per_week * def->fte_per_job);
}

double labour_fte(const struct labour_def *def, double heads)
{
    return heads * def->hours_per_week * def->fte_per_job / def->fte_week_h;
}

double labour_shifts_per_week(const struct labour_def *def)
{
    return def->hours_per_week / labour_paid_h(def, def->shift_h);
}

uint32_t labour_whole_shifts_per_week(const struct labour_def *def)
{
    double shifts = floor(labour_shifts_per_week(def) + 0.5);
    return shifts < 1 ? 1 : shifts > 6 ? 6 : (uint32_t)shifts;
}

bool labour_relief_at(const struct labour_def *def, uint32_t hour)
{
    uint32_t a_day = (24 + def->shift_h - 1) / def->shift_h;
    for (uint32_t k = 0; k < a_day; k++)
        if ((6 + 24 * k / a_day) % 24 == hour) return true;
    return false;
}

double labour_learning(const struct labour_def *def, double from_week, double to_week)
{
    double sum = 0;
    const int steps = 8;
    for (int i = 0; i < steps; i++) {
        double week = from_week + (to_week - from_week) * (i + 0.5) / steps;
        double shifts = week * labour_shifts_per_week(def) + def->learning_p;
        sum += shifts / (shifts + def->learning_k);
    }
    return sum / steps;
}
