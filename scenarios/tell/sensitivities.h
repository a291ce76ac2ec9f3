// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/sensitivities.h -- which inputs matter, told: a table for each figure, a sentence, a
 * tornado.
 *
 * Knows          that a share whose interval holds 0 is "not distinguishable from zero".
 * Does not know  how it was found (scenarios/study/sensitivity.h).
 * May include    scenarios/study/sensitivity.h, scenarios/tell/pictures.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_SENSITIVITIES_H
#define SCENARIOS_SENSITIVITIES_H

#include "scenarios/study/sensitivity.h"
#include "scenarios/tell/pictures.h"
#include "scenarios/tell/studied.h"

struct sensitivities {
    const struct sensitivity *sensitivity;
    const struct inputs *inputs;
    const struct responses *responses;
    size_t shown; /* inputs in each table */
};

void sensitivities_print(const struct sensitivities *told, const struct studied *studied,
                         bool quiet, FILE *to);
void sensitivities_json(const struct sensitivities *told, const struct studied *studied, FILE *to);
void sensitivities_csv(const struct sensitivities *told, FILE *to);

/* One tornado for each figure, up to four. */
int sensitivities_draw(const struct sensitivities *told, const struct studied *studied,
                       const struct pictures *pictures, const struct pictures_wish *wish,
                       FILE *messages);

#endif
