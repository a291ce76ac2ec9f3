// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/sweeps.h -- a sweep as a tidy table, and as curves over its first input.
 *
 * Knows          one row for each point and figure; that a cloud of points is no curve.
 * Does not know  which points there are and why.
 * May include    scenarios/study/sweep.h, scenarios/tell/pictures.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_SWEEPS_H
#define SCENARIOS_SWEEPS_H

#include "scenarios/study/sweep.h"
#include "scenarios/tell/pictures.h"
#include "scenarios/tell/studied.h"

struct sweeps {
    const struct sweep *sweep;
    const struct inputs *inputs;
    bool grid;
};

void sweeps_print(const struct sweeps *sweeps, const struct studied *studied, bool quiet, FILE *to);
void sweeps_json(const struct sweeps *sweeps, const struct studied *studied, FILE *to);
void sweeps_csv(const struct sweeps *sweeps, FILE *to);

/* One picture for each figure, up to four. */
int sweeps_draw(const struct sweeps *sweeps, const struct studied *studied,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages);

/* The points and nothing else, for a dry run. */
void sweeps_list(const struct sweeps *sweeps, FILE *to);

#endif
