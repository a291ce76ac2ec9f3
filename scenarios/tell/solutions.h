// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/solutions.h -- what it would take, told: the values tried, the answer in a sentence, the
 * chance as a curve.
 *
 * Knows          that an answer has an interval, and that there may be none in the range.
 * Does not know  how it was found (scenarios/study/solution.h).
 * May include    scenarios/study/solution.h, scenarios/tell/pictures.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_SOLUTIONS_H
#define SCENARIOS_SOLUTIONS_H

#include "scenarios/study/solution.h"
#include "scenarios/tell/pictures.h"
#include "scenarios/tell/studied.h"

struct solutions {
    const struct solution *solution;
    const struct solution_target *target;
    const struct inputs_one *input;
    double chance;
};

void solutions_print(const struct solutions *solutions, const struct studied *studied, bool quiet,
                     FILE *to);
void solutions_json(const struct solutions *solutions, const struct studied *studied, FILE *to);
void solutions_csv(const struct solutions *solutions, const struct studied *studied, FILE *to);
int solutions_draw(const struct solutions *solutions, const struct studied *studied,
                   const struct pictures *pictures, const struct pictures_wish *wish,
                   FILE *messages);

#endif
