// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/plan.h -- a scenario once it has been read: values at the start, and everything that
 * changes or is uncertain.
 *
 * What happens   A replication copies the base definition, draws every uncertain value from its own
 *                stream (named by the setting's path, index = order of the entry), and later
 *                applies the dated changes: at a date at once, or as a ramp in weekly steps.
 *                With a joint sample a replication takes one row of it, chosen by a stream of its
 *                own: each column says, instead of a draw of its own, what one setting is at the
 *                start, or what is drawn for it at a date, or by what factor all values of it are
 *                multiplied.
 * Left out       files, lines and layers: scenarios/input/scenario.h made the plan and remembers
 *                where each value stood
 * Equations      ramp: value(t) = from + (to - from) (t - at) / (until - at)
 *                announced: value = from + (target - from) draw; date + draw years (365.25 d),
 *                from 50 years on never
 * Sources        none
 */
#ifndef MODELS_BASE_PLAN_H
#define MODELS_BASE_PLAN_H

#include "models/base/param.h"

struct hub_def;

#define PLAN_START_US INT64_MIN /* "from the start" */

enum plan_operation {
    PLAN_SET,
    PLAN_SCALE,   /* multiply what is there (REAL, REALS and DIST only) */
    PLAN_TOWARDS, /* go as far towards `target` as `number` says: 0 nothing, 1 all (REAL only) */
    PLAN_DELAY    /* set to `date_us`, later by as many years as `number` says (DATE only) */
};

struct plan_change {
    const char *path; /* "lanes.cainiao.flights_per_week", lasts as long as the plan */
    int64_t at_us;    /* PLAN_START_US: uncertain from the start, drawn before the clock starts */
    int64_t until_us; /* above at_us: a ramp (REAL only) */
    enum plan_operation operation;
    enum param_kind kind;
    size_t at;  /* offset in struct hub_def */
    uint32_t n; /* REALS */
    /* REAL, DIST; COUNT and FLAG as constant a; the factor of PLAN_SCALE; see PLAN_TOWARDS */
    struct dist number;
    double target;                 /* PLAN_TOWARDS */
    double reals[PARAM_REALS_MAX]; /* REALS */
    int64_t date_us;               /* DATE */
    struct param_names names;      /* NAME (item[0]), NAMES, CHOICE (item[0]) */
    char text[PARAM_TEXT_BYTES];   /* TEXT */
    /* REAL, REALS: what comes out is held within; a draw beyond is taken at the end */
    double min, max;
    uint32_t entry; /* 0, 1...: which entry of its path this is: the index of its stream */
    /* Changes that name the same draw come from one uniform, delays from its other end: what goes
     * well goes well together. NULL: the path and the entry name it. */
    const char *draw;
};

/* What one column of a sample says. */
struct plan_column {
    const char *path;
    enum param_kind kind; /* REAL or COUNT; of a factor also REALS or DIST */
    bool factor;          /* on all values of the setting, dated ones too */
    size_t at;            /* offset in struct hub_def */
    uint32_t n;           /* REALS */
    double min, max;      /* what comes out is held within */
    /* Instead of the draw of entry `entry` of the setting, dated; 0: at the start. */
    uint32_t entry;
};

/* Values that go together: rows of a posterior. */
struct plan_sample {
    const struct plan_column *column;
    size_t columns, rows;
    const double *value; /* [row * columns + column] */
    /* [row]: chance of this row or one before it, ascending to 1; NULL: all alike */
    const double *chance;
};

struct plan {
    const struct hub_def *base;
    const struct plan_change *changes; /* by at_us, then in the order the layers gave them */
    size_t n;
    const struct plan_sample *sample; /* NULL: there is none */
};

/* Draws and applies every change at PLAN_START_US to `def` (a copy of plan->base). */
void plan_draw(const struct plan *plan, struct hub_def *def, uint64_t seed, uint32_t replication);

/* Writes change number i into `def`; `share` of the way of a ramp (1: all of it), starting from
 * `from` (REAL: value before). */
void plan_apply(const struct plan *plan, size_t i, struct hub_def *def, double share, double from,
                uint64_t seed, uint32_t replication);

/* The row that a replication takes. */
size_t plan_row(const struct plan_sample *sample, uint64_t seed, uint32_t replication);

/* `dist` with every draw multiplied by `factor`, 0 or more. */
void plan_scale(struct dist *dist, double factor);

/* The REAL at change i's place now, to remember where a ramp starts; NAN for other kinds. */
double plan_value(const struct plan *plan, size_t i, const struct hub_def *def);

#endif
