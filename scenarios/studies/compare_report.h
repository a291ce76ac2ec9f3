// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/compare_report.h -- a comparison on one page, and in a sentence that needs no
 * statistics to be understood.
 *
 * Knows          how differences are reported; that what may be chance is not reported as a
 *                difference.
 * Does not know  files, drawing.
 */
#ifndef SCENARIOS_STUDIES_COMPARE_REPORT_H
#define SCENARIOS_STUDIES_COMPARE_REPORT_H

#include "scenarios/studies/compare.h"
#include "scenarios/studies/study_session.h"

struct compare_report {
    const struct compare *comparison;
    size_t headline; /* the response that the sentence is about */
};

/* Draws how far each figure moved, in per cent of the base. */
extern const struct study_session_writers compare_report_writers;

#endif
