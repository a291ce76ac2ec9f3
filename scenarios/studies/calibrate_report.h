// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/calibrate_report.h -- a calibration reported: what each count and each input
 * was before and is after, how far the model may be off, what no point explains; and the overlay
 * with its sample.
 *
 * Knows          that without a point that is left there is no overlay.
 * Does not know  how the points were found (scenarios/studies/calibrate.h).
 */
#ifndef SCENARIOS_STUDIES_CALIBRATE_REPORT_H
#define SCENARIOS_STUDIES_CALIBRATE_REPORT_H

#include "scenarios/studies/study_session.h"
#include "scenarios/studies/calibrate.h"

struct calibrate_report {
    const struct calibrate *fit;
    const struct calibrate_request *request;
    int32_t judged_from; /* the record judges from that year on; 0: it judges nothing */
};

extern const struct study_session_writers calibrate_report_writers;

/* A file for --with, and the sample that it names: calibrated.csv beside it. */
void calibrate_report_overlay(const struct calibrate_report *report,
                              const struct study_header *header, FILE *to);
void calibrate_report_sample(const struct calibrate_report *report, FILE *to);

#endif
