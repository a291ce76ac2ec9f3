// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/written.h -- values as a scenario file writes them.
 *
 * Knows          the shortest digits that give the same number back; quotes; { dist = ...; }.
 * Does not know  layers, ranges.
 * May include    scenarios/read/resolved.h
 */
#ifndef SCENARIOS_WRITTEN_H
#define SCENARIOS_WRITTEN_H

#include "scenarios/read/resolved.h"

const char *written_number(struct keep *keep, double number); /* NAN: "unknown", with its quotes */
const char *written_text(struct keep *keep, const char *text); /* in quotes */
const char *written_dist(struct keep *keep, const struct dist *dist);
const char *written_date(struct keep *keep, int64_t at_us);    /* in quotes */
const char *written_value(struct keep *keep, const struct resolved *resolved,
                          const struct param *param, const struct plan_change *value);

#endif
