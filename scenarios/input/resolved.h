// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/resolved.h -- every setting of every item, with what all layers together say of
 * it.
 *
 * Knows          items in the order of first appearance; for each setting the value at the start,
 *                where it stands, and what changes it later.
 * Does not know  files.
 */
#ifndef SCENARIOS_INPUT_RESOLVED_H
#define SCENARIOS_INPUT_RESOLVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/plan.h"
#include "scenarios/input/catalogue.h"
#include "scenarios/input/diagnostics.h"

/* What one line says of one setting: a value (change.at_us PLAN_START_US: at the start), a
 * scale, a dated entry. */
struct resolved_entry {
    struct plan_change change;
    const char *file; /* NULL: the default */
    int line;
    const char *source, *note; /* of a timeline entry; may be NULL */
    int64_t known_us;          /* of a timeline entry: nobody could have known it before */
    size_t layer;
    size_t order; /* the order the layers gave them */
};

/* A plain factor that a layer put on what was said before. */
struct resolved_scale {
    double factor;
    size_t layer;
};

struct resolved_slot {
    const struct param *param;
    const char *path;
    bool given;    /* some layer gave the value at the start */
    bool standard; /* else: the default stands in `start` */
    bool wrong;    /* what stands there is not to be used; an error was reported */
    struct resolved_entry start;
    struct resolved_entry *dated;
    size_t dated_n, dated_room;
    struct resolved_scale
        *scaled; /* they are in the values already; a joint sample asks for them */
    size_t scaled_n, scaled_room;
};

struct resolved_item {
    const char *name; /* "" for a single group */
    const char *file; /* where it first appears */
    int line;
    struct resolved_slot *slot; /* [group->count] */
};

struct resolved_table {
    const struct param_group *group;
    struct resolved_item *item;
    size_t n, room;
};

struct resolved {
    struct text_arena *arena;
    struct diagnostics *diagnostics;
    struct catalogue catalogue;
    struct resolved_table *table; /* [catalogue.n] */
    const char *named_file;       /* for what no line says: the scenario asked for */
    size_t orders;                /* entries so far */
    int64_t known_by_us;          /* what became known later is left out; DATE_NEVER_US: nothing */
    bool is_kept; /* read from what a program kept: layers may have met on one day */
};

/* The number of an item of the group with that path, or -1. */
int64_t resolved_item(const struct resolved *resolved, const char *group_path, const char *name);

const struct resolved_table *resolved_table(const struct resolved *resolved,
                                            const char *group_path);

#endif
