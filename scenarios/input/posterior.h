// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/posterior.h -- a joint sample of settings as a CSV file: what a calibration left
 * of them (posterior = "calibrated.csv"), each replication takes one row.
 *
 * Knows          the header: one column for each setting, and perhaps `weight`. A column is called
 *                  path            the value at the start, in place of what the layers say;
 *                  path@2020-01-01 what is drawn for the entry of the timeline of that date;
 *                  path*           a factor on all values of the setting, dated ones too.
 *                That a layer above the one that names the file wins: its plain value takes the
 *                column's place, its factor multiplies it.
 * Does not know  how the rows were found (scenarios/studies/calibrate.h); which one a replication
 *                takes (models/base/plan.h).
 */
#ifndef SCENARIOS_INPUT_POSTERIOR_H
#define SCENARIOS_INPUT_POSTERIOR_H

#include <stdio.h>

#include "scenarios/input/scenario.h"
#include "scenarios/input/schedule_rows.h"

enum { POSTERIOR_COLUMNS = 100, POSTERIOR_ROWS = 100000, POSTERIOR_HELD = POSTERIOR_COLUMNS };

struct posterior {
    struct plan_sample sample;
    const char *const *word; /* [columns]: what each is called */
    const double *weight;    /* [rows], as given; NULL: rows count alike */
};

/* What a column of that name says in this scenario. NULL, or what is wrong (lives in `arena`). */
const char *posterior_column(const struct scenario *scenario, const char *word,
                             struct text_arena *arena, struct plan_column *to);

/* Reads the file; the rows stand in `arena`. NULL after errors, which are reported (file:line). */
const struct posterior *posterior_read(const char *file, const struct schedule_rows_origin *origin,
                                       const struct scenario *scenario, struct text_arena *arena,
                                       struct diagnostics *diagnostics);

/* Makes it part of the scenario, of its hash and of its address; the base of the plan gets the
 * mean of each column. Borrowed: it must live as long as the scenario. */
void posterior_attach(struct scenario *scenario, const struct posterior *posterior);

/* A scenario made of others (scenario_mix.h) has the sample of the one whose file it names, if it
 * has the same settings in the same order. */
void posterior_carry(struct scenario *to, const struct scenario *from);

/* Whether it has the sample that it names. */
bool posterior_is_whole(const struct scenario *scenario);

/* NULL: there is none. */
const struct posterior *posterior_of(const struct scenario *scenario);

/* A sample of one row that holds what the scenario draws once for each replication at its mean, up
 * to POSTERIOR_HELD draws. NULL: it draws nothing. Lives in `arena`. */
const struct posterior *posterior_middle(const struct scenario *scenario, struct text_arena *arena);

/* The same rows as a file that posterior_read takes. */
void posterior_write(const struct posterior *posterior, FILE *to);

#endif
