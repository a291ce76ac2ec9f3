// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/labour.h"

#include <math.h>
#include <stddef.h>

#include "models/base/param_table.h"

#define AT(field) offsetof(struct labour_def, field)

static const char *const plans[] = {"relay", "cover", NULL};
static const char *const days_off[] = {"any", "consecutive", NULL};

// clang-format off
const struct param labour_params[] = {
    {KEY(hours_per_week), REAL("h", 10, 60), VALUE(38), "OPS51", "high",
     "Contract week of a full-time worker."},
    {KEY(fte_week_h), REAL("h", 10, 60), VALUE(38), "OPS51", "high",
     "Paid hours a week that are counted as one full-time equivalent."},
    {KEY(shift_h), COUNT("h", 4, LABOUR_LONGEST_H), VALUE(8), "assumption", "medium",
     "Length of a shift by the clock, its break included."},
    {KEY(break_h), REAL("h", 0, 2), VALUE(0.5), "assumption", "medium",
     "Break within a shift; somebody else is at work then."},
    {KEY(break_paid), FLAG, VALUE(1), "assumption", "low",
     "Whether the break is paid."},
    {KEY(days_off), CHOICE(days_off), WORD("any"), "definition", "medium",
     "Whether a person's days off of the week may fall anywhere, or follow one another, which"
     " takes more people."},
    {KEY(absence_share), REAL("share", 0, 0.9), VALUE(0.1179), "OPS47", "high",
     "All absence through illness and the like, short notice included, of contracted time."},
    {KEY(short_notice_share), REAL("share", 0, 0.9), VALUE(0.045), "OPS47", "medium",
     "Of those on the roster, who do not come on the day."},
    {KEY(leave_share), REAL("share", 0, 0.5), VALUE(0.12), "assumption", "medium",
     "Holidays and leave, of contracted time (about 31 days of 260)."},
    {KEY(utilisation_target), REAL("share", 0.1, 1),
     TRIANGULAR(0.65, 0.75, 0.85), "assumption", "low",
     "Planned work over planned hours at work, breaks not among them."},
    {KEY(square_root_beta), REAL("", 0, 5), VALUE(0.5), "OPS78", "medium",
     "Safety staffing: this many square roots of the load on top."},
    {KEY(forecast_weight), REAL("share", 0.01, 1), VALUE(0.25), "assumption", "low",
     "Weight of the newest week in the forecast of the workload."},
    {KEY(review_weeks), COUNT("weeks", 1, 52), VALUE(4), "assumption", "medium",
     "How often posts and contracts are reviewed."},
    {KEY(hiring_weeks), COUNT("weeks", 0, 40), VALUE(5), "assumption", "medium",
     "From the decision to hire to the first shift (security badge included)."},
    {KEY(opening_weeks), COUNT("weeks", 1, 52), VALUE(2), "assumption", "low",
     "A hall that opens works this long with as many people as it needs; then the roster begins."},
    {KEY(agency_max_share), REAL("share", 0, 1), VALUE(0.35), "OPS48", "medium",
     "Agency workers at most, of the people needed."},
    {KEY(agency_base_share), REAL("share", 0, 1), VALUE(0.068), "OPS21", "medium",
     "Agency workers kept in ordinary times."},
    {KEY(attrition_share_per_year), REAL("share per year", 0, 3), VALUE(0.29), "OPS48", "medium",
     "Permanent staff who leave in a year."},
    {KEY(layoff_share_per_review), REAL("share", 0, 1), VALUE(0.08), "assumption", "low",
     "At most this share of the permanent staff is let go at a review."},
    {KEY(learning_p), REAL("shifts", 0, 1000), VALUE(6), "OPS49", "low",
     "Learning curve: experience a newcomer brings."},
    {KEY(learning_k), REAL("shifts", 0, 1000), VALUE(4), "OPS49", "low",
     "Learning curve: how slow it rises."},
    {KEY(fte_per_job), REAL("FTE per job", 0.1, 1), VALUE(0.84), "M26", "high",
     "Contract of the mean head, over that of a full-timer: part-timers counted."},
    {KEY(shift_plan), CHOICE(plans), WORD("relay"), "definition", "medium",
     "How shifts are laid: one relieves the other, each by its mean load, or the cheapest long"
     " and short shifts that cover every hour."},
    {KEY(spread_h), COUNT("h", 1, 24), VALUE(4), "assumption", "low",
     "Cover: the work that arrives in an hour is planned over this many hours."},
    {KEY(long_start_every_h), COUNT("h", 1, LABOUR_LONGEST_H), VALUE(8), "assumption", "medium",
     "Cover: long shifts may start every so many hours, counted from Monday 6 h; the last must"
     " end with the week."},
    {KEY(short_shift_h), COUNT("h", 0, LABOUR_LONGEST_H - 1), VALUE(4), "OPS29d", "medium",
     "Cover: length of a short shift; 0: there is none."},
    {KEY(short_start_every_h), COUNT("h", 1, 24), VALUE(2), "assumption", "low",
     "Cover: short shifts may start every so many hours, counted from 6 h."},
    {KEY(short_shift_price), REAL("ratio", 0.5, 5), VALUE(1.15), "assumption", "low",
     "Cover: what an hour of a short shift costs, over an hour of a long one."},
    {KEY(standby_confidence), REAL("share", 0, 0.9999), VALUE(0), "definition", "medium",
     "So many more are on the roster that all posts are filled with this chance although some do"
     " not come; 0: filled on average."},
    {KEY(overtime_max_share), REAL("share", 0, 0.5), VALUE(0), "assumption", "low",
     "Overtime at most, of the hours of those present, when posts are empty; 0: none."},
    {KEY(training_weeks), COUNT("weeks", 0, 12), VALUE(0), "assumption", "low",
     "Paid training before the first shift."},
    {KEY(no_show_share), REAL("share", 0, 0.9), VALUE(0), "OPS48", "low",
     "Of those hired, who do not come on the first day (37 % in a bad case)."},
    {KEY(early_leave_share), REAL("share", 0, 0.9), VALUE(0), "OPS48", "low",
     "Of newcomers, who leave in their first three months, beyond the ordinary attrition (nearly"
     " half, in the United States)."},
};
// clang-format on
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
