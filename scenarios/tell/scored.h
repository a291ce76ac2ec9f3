// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/scored.h -- how a hindcast is told: line by line, then in three sentences.
 *
 * Knows          a table of at most 100 columns; CSV and JSON with everything; what a handful of
 *                lines does not allow to say.
 * Does not know  how it was scored.
 * May include    scenarios/study/hindcast.h, scenarios/tell/json.h
 */
#ifndef SCENARIOS_TELL_SCORED_H
#define SCENARIOS_TELL_SCORED_H

#include <stdio.h>

#include "scenarios/study/hindcast.h"
#include "scenarios/tell/json.h"

void scored_table(const struct hindcast *hindcast, size_t replications, FILE *to);
void scored_csv(const struct hindcast *hindcast, FILE *to);

/* The members "lines" and "all" of an object that is open. */
void scored_json(const struct hindcast *hindcast, struct json *json);

#endif
