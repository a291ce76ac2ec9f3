// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/reproduce_study.h -- the question of a study asked again, from nothing but its
 * answer.
 *
 * Knows          how to lay the scenarios that an answer holds into a folder of their own, and to
 *                ask this program the same of them.
 * Does not know  any study.
 */
#ifndef SCENARIOS_CLI_REPRODUCE_STUDY_H
#define SCENARIOS_CLI_REPRODUCE_STUDY_H

#include "scenarios/cli/command.h"
#include "scenarios/store/study_file.h"

/* Says MATCH, or the first line that came out otherwise. threads 0: all processors. */
enum ending reproduce_study(const struct study_file *stored, uint64_t threads);

#endif
