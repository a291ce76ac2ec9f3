// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/sense_report.h -- which inputs matter, reported: a table for each figure, a
 * sentence, a tornado.
 *
 * Knows          that a share whose interval holds 0 is "not distinguishable from zero".
 * Does not know  how it was found (scenarios/studies/sense.h).
 */
#ifndef SCENARIOS_STUDIES_SENSE_REPORT_H
#define SCENARIOS_STUDIES_SENSE_REPORT_H

#include "scenarios/studies/sense.h"
#include "scenarios/studies/study_session.h"

struct sense_report {
    const struct sense *sense;
    const struct factors *inputs;
    const struct responses *responses;
    size_t shown; /* inputs in each table */
};

/* Draws one tornado for each figure, up to four. */
extern const struct study_session_writers sense_report_writers;

#endif
