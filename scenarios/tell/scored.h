// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/scored.h -- how a hindcast is told: line by line, then in three sentences.
 *
 * Knows          a table of at most 100 columns; CSV and JSON with everything; what a handful of
 *                lines does not allow to say.
 * Does not know  how it was scored.
 * May include    scenarios/read/comparable.h, scenarios/study/hindcast.h,
 *                scenarios/tell/pictures.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_TELL_SCORED_H
#define SCENARIOS_TELL_SCORED_H

#include <stdio.h>

#include "scenarios/read/comparable.h"
#include "scenarios/study/hindcast.h"
#include "scenarios/tell/pictures.h"
#include "scenarios/tell/studied.h"

struct scored {
    const struct hindcast *hindcast;
    const struct comparable *comparable; /* NULL: not asked for */
    size_t replications;
};

void scored_table(const struct scored *scored, FILE *to);
void scored_csv(const struct hindcast *hindcast, FILE *to);
void scored_json(const struct scored *scored, const struct studied *studied, FILE *to);

/* Each band about its count; as the functions of struct pictures. */
int scored_draw(const struct scored *scored, const struct studied *studied,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages);

#endif
