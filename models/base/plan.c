// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/plan.h"

#include <math.h>
#include <string.h>

#include "sim/base/require.h"
#include "sim/random/stream.h"

/* A constant asks for no luck, so making a number uncertain leaves the luck of all others alone. */
static double draw_number(const struct plan_change *change, uint64_t seed, uint32_t replication)
{
    if (change->number.kind == DIST_CONSTANT) return change->number.a;
    struct stream stream = stream_named(seed, change->path, replication, change->entry);
    return dist_draw(&change->number, &stream);
}

static double hold_within(const struct plan_change *change, double value)
{
    if (!(change->max > change->min)) return value;
    if (value < change->min) return change->min;
    return value > change->max ? change->max : value; /* NAN stays */
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

static void apply_real(const struct plan_change *change, double *value, double share, double from,
                       double drawn)
{
    const bool ramp = change->until_us > change->at_us && !isnan(from);
    const double before = ramp ? from : *value;
    const double to = change->operation == PLAN_SCALE ? before * drawn : drawn;
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
    switch (change->kind) {
    case PARAM_REAL:
        apply_scaled(change, typed, share, from, draw_number(change, seed, replication));
        break;
    case PARAM_REALS:
    case PARAM_DIST: {
        const bool scales = change->operation == PLAN_SCALE;
        apply_scaled(change, typed, share, from,
                     scales ? draw_number(change, seed, replication) : 0);
        break;
    }
    case PARAM_COUNT:
        *(uint32_t *)typed = (uint32_t)change->number.a;
        break;
    case PARAM_FLAG:
        *(bool *)typed = change->number.a != 0;
        break;
    case PARAM_DATE:
        *(int64_t *)typed = change->date_us;
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

void plan_draw(const struct plan *plan, struct hub_def *def, uint64_t seed, uint32_t replication)
{
    for (size_t i = 0; i < plan->n && plan->changes[i].at_us == PLAN_START_US; i++)
        plan_apply(plan, i, def, 1, NAN, seed, replication);
}

double plan_value(const struct plan *plan, size_t i, const struct hub_def *def)
{
    const struct plan_change *change = &plan->changes[i];
    if (change->kind != PARAM_REAL) return NAN;
    double value;
    memcpy(&value, (const unsigned char *)def + change->at, sizeof value);
    return value;
}
