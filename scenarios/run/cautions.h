// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/cautions.h -- what cannot work by arithmetic, though it can be run: said before
 * the run, with file and line.
 *
 * Knows          a hall that gets freight and has no floor before the run ends; lanes whose halls
 *                are all shut while they fly; e-commerce and express without parcels; more work in
 *                a mean week than a hall's floor, places or machines, or the officers, can do
 *                (models/hub/hub_load.h), with the first date of it and the worst; customs that
 *                select files and have nobody on shift.
 * Does not know  chance, peaks, people hired to fit: a scenario without a warning may still fall
 *                behind (run/backlog.h).
 */
#ifndef SCENARIOS_RUN_CAUTIONS_H
#define SCENARIOS_RUN_CAUTIONS_H

#include "scenarios/run/experiment.h"

/* One line each, in the order of file and line. file: for what stands nowhere. */
void cautions_print(const struct experiment *experiment, const char *file, FILE *to);

#endif
