// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/comparisons.h -- a comparison on one page, and in a sentence that needs no
 * statistics to be understood.
 *
 * Knows          how differences are told; that what may be chance is not told as a difference.
 * Does not know  files, drawing.
 * May include    scenarios/study/comparison.h, scenarios/tell/pictures.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_COMPARISONS_H
#define SCENARIOS_COMPARISONS_H

#include <stdio.h>

#include "scenarios/study/comparison.h"
#include "scenarios/tell/pictures.h"
#include "scenarios/tell/studied.h"

/* headline: the response that the sentence is about. quiet: the sentences only. */
void comparisons_print(const struct comparison *comparison, const struct studied *studied,
                       size_t headline, bool quiet, FILE *to);
void comparisons_json(const struct comparison *comparison, const struct studied *studied, FILE *to);
void comparisons_csv(const struct comparison *comparison, const struct studied *studied, FILE *to);

/* Draws how far each figure moved, in per cent of the base. Returns how many pictures failed;
 * false in *fine: no memory. */
int comparisons_draw(const struct comparison *comparison, const struct studied *studied,
                     const struct pictures *pictures, const struct pictures_wish *wish,
                     FILE *messages);

#endif
