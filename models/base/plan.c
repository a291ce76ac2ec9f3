// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/plan.h"

#include <math.h>
#include <string.h>

#include "sim/base/require.h"
#include "sim/date.h"
#include "sim/random/stream.h"

/* ---- a joint sample -------------------------------------------------------------------------- */

size_t plan_row(const struct plan_sample *sample, uint64_t seed, uint32_t replication)
{
    REQUIRE(NULL, sample->rows > 0, "a sample without rows");
    struct stream stream = stream_named(seed, "posterior", replication, 0);
    const double u = stream_uniform(&stream);
    size_t from = 0, past = sample->rows - 1; /* the row is in from .. past */
    if (!sample->chance) return (size_t)(u * (double)sample->rows);
    while (from < past) {
        const size_t middle = from + (past - from) / 2;
        if (u < sample->chance[middle]) past = middle;
        else from = middle + 1;
    }
    return from;
}

static const double *row_of(const struct plan_sample *sample, uint64_t seed, uint32_t replication)
{
    return sample->value + plan_row(sample, seed, replication) * sample->columns;
}

/* The number that the sample gives for this change, if it does: instead of a draw of its own. */
static bool find_sampled(const struct plan *plan, const struct plan_change *change, uint64_t seed,
                         uint32_t replication, double *number)
{
    const struct plan_sample *sample = plan->sample;
    if (!sample || change->entry == 0) return false;
    for (size_t c = 0; c < sample->columns; c++) {
        const struct plan_column *column = &sample->column[c];
        if (column->factor || column->at != change->at || column->entry != change->entry) continue;
        *number = row_of(sample, seed, replication)[c];
        return true;
    }
    return false;
}

/* The factor that the sample puts on what is set at a date; 1 if it says none. */
static double factor_of(const struct plan *plan, const struct plan_change *change, uint64_t seed,
                        uint32_t replication)
{
    const struct plan_sample *sample = plan->sample;
    const bool later = change->operation == PLAN_SET && change->at_us != PLAN_START_US;
    for (size_t c = 0; sample && later && c < sample->columns; c++)
        if (sample->column[c].factor && sample->column[c].at == change->at)
            return row_of(sample, seed, replication)[c];
    return 1;
}

/* ---- one change ------------------------------------------------------------------------------ */

/* A constant draws nothing, so making a number uncertain leaves the draws of all others alone. */
static double draw_number(const struct plan *plan, const struct plan_change *change, uint64_t seed,
                          uint32_t replication)
{
    double sampled;
    if (find_sampled(plan, change, seed, replication, &sampled)) return sampled;
    if (change->number.kind == DIST_CONSTANT) return change->number.a;
    const char *name = change->draw ? change->draw : change->path;
    const uint32_t index = change->draw ? 0 : change->entry;
    struct stream stream = stream_named(seed, name, replication, index);
    if (change->operation != PLAN_DELAY) return dist_draw(&change->number, &stream);
    return dist_quantile(&change->number, 1 - stream_uniform(&stream)); /* late is bad */
}

static double hold(double min, double max, double value)
{
    if (!(max > min)) return value;
    if (value < min) return min;
    return value > max ? max : value; /* NAN stays */
}

static double hold_within(const struct plan_change *change, double value)
{
    return hold(change->min, change->max, value);
}

void plan_scale(struct dist *dist, double factor)
{
    REQUIRE(NULL, factor >= 0 && isfinite(factor), "a distribution scaled by %g", factor);
    if (factor == 0) {
        *dist = dist_constant(0);
        return;
    }
    const bool second = dist->kind == DIST_UNIFORM || dist->kind == DIST_TRIANGULAR ||
                        dist->kind == DIST_NORMAL; /* else b is a shape, which has no unit */
    dist->a *= factor;
    if (second) dist->b *= factor;
    if (dist->kind == DIST_TRIANGULAR) dist->c *= factor;
    for (uint32_t i = 0; i < dist->points; i++)
        dist->value[i] *= factor;
    dist_prepare(dist);
}

/* What stands there, times the factor. */
static void multiply(enum param_kind kind, void *place, uint32_t n, double min, double max,
                     double factor)
{
    double *number = place;
    const uint32_t numbers = kind == PARAM_REAL ? 1 : n;
    if (kind == PARAM_DIST) {
        plan_scale(place, fmax(factor, 0));
        return;
    }
    for (uint32_t i = 0; i < numbers; i++)
        number[i] = hold(min, max, number[i] * factor);
}

static void apply_real(const struct plan_change *change, double *value, double share, double from,
                       double drawn)
{
    const bool ramp = change->until_us > change->at_us && !isnan(from);
    const double before = ramp ? from : *value;
    double to = drawn;
    if (change->operation == PLAN_SCALE) to = before * drawn;
    if (change->operation == PLAN_TOWARDS) to = before + (change->target - before) * drawn;
    *value = hold_within(change, ramp && share < 1 ? from + (to - from) * share : to);
}

static void apply_reals(const struct plan_change *change, double *value, double drawn)
{
    for (uint32_t i = 0; i < change->n; i++) {
        if (change->operation == PLAN_SCALE) value[i] = hold_within(change, value[i] * drawn);
        else value[i] = change->reals[i];
    }
}

static void apply_dist(const struct plan_change *change, struct dist *value, double drawn)
{
    if (change->operation == PLAN_SCALE) plan_scale(value, fmax(drawn, 0));
    else *value = change->number;
}

/* Later than a planner looks ahead is never. */
static int64_t delayed(int64_t date_us, double years)
{
    const double never_y = 50, days_of_year = 365.25;
    if (date_us == DATE_NEVER_US || !(years < never_y)) return DATE_NEVER_US;
    return date_us + (int64_t)(days_of_year * years) * DATE_DAY_US;
}

static void apply_scaled(const struct plan_change *change, void *place, double share, double from,
                         double drawn)
{
    switch (change->kind) {
    case PARAM_REAL:
        apply_real(change, place, share, from, drawn);
        break;
    case PARAM_REALS:
        apply_reals(change, place, drawn);
        break;
    case PARAM_DIST:
        apply_dist(change, place, drawn);
        break;
    default:
        REQUIRE(NULL, false, "%s cannot be scaled", change->path);
    }
}

void plan_apply(const struct plan *plan, size_t i, struct hub_def *def, double share, double from,
                uint64_t seed, uint32_t replication)
{
    REQUIRE(NULL, i < plan->n, "change %zu of %zu", i, plan->n);
    const struct plan_change *change = &plan->changes[i];
    unsigned char *place = (unsigned char *)def + change->at;
    void *typed = place;
    const bool scales = change->operation == PLAN_SCALE;
    const double factor = factor_of(plan, change, seed, replication);
    switch (change->kind) {
    case PARAM_REAL:
        apply_scaled(change, typed, share, from,
                     factor * draw_number(plan, change, seed, replication));
        break;
    case PARAM_REALS:
    case PARAM_DIST:
        apply_scaled(change, typed, share, from,
                     scales ? draw_number(plan, change, seed, replication) : 0);
        if (factor != 1) multiply(change->kind, typed, change->n, change->min, change->max, factor);
        break;
    case PARAM_COUNT:
        *(uint32_t *)typed = (uint32_t)change->number.a;
        break;
    case PARAM_FLAG:
        *(bool *)typed = change->number.a != 0;
        break;
    case PARAM_DATE:
        *(int64_t *)typed =
            change->operation == PLAN_DELAY
                ? delayed(change->date_us, draw_number(plan, change, seed, replication))
                : change->date_us;
        break;
    case PARAM_TEXT:
        memcpy(place, change->text, PARAM_TEXT_BYTES);
        break;
    case PARAM_CHOICE:
    case PARAM_NAME:
        *(uint32_t *)typed = change->names.item[0];
        break;
    case PARAM_NAMES:
        *(struct param_names *)typed = change->names;
        break;
    }
}

/* What the sample says of the start. */
static void apply_row(const struct plan_sample *sample, struct hub_def *def, uint64_t seed,
                      uint32_t replication)
{
    const double *row = row_of(sample, seed, replication);
    for (size_t c = 0; c < sample->columns; c++) {
        const struct plan_column *column = &sample->column[c];
        void *place = (unsigned char *)def + column->at;
        if (column->factor)
            multiply(column->kind, place, column->n, column->min, column->max, row[c]);
        else if (column->entry > 0) continue;
        else if (column->kind == PARAM_COUNT) *(uint32_t *)place = (uint32_t)row[c];
        else *(double *)place = hold(column->min, column->max, row[c]);
    }
}

void plan_draw(const struct plan *plan, struct hub_def *def, uint64_t seed, uint32_t replication)
{
    for (size_t i = 0; i < plan->n && plan->changes[i].at_us == PLAN_START_US; i++)
        plan_apply(plan, i, def, 1, NAN, seed, replication);
    if (plan->sample) apply_row(plan->sample, def, seed, replication);
}

double plan_value(const struct plan *plan, size_t i, const struct hub_def *def)
{
    const struct plan_change *change = &plan->changes[i];
    if (change->kind != PARAM_REAL) return NAN;
    double value;
    memcpy(&value, (const unsigned char *)def + change->at, sizeof value);
    return value;
}
