// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/calibrate_report.h -- the report of a calibration: what was fitted, how well,
 * what the counts cannot say; and the overlay that sets it.
 *
 * Knows          that a value without an error was not found out.
 * Does not know  how it was fitted (scenarios/studies/calibrate.h).
 */
#ifndef SCENARIOS_STUDIES_CALIBRATE_REPORT_H
#define SCENARIOS_STUDIES_CALIBRATE_REPORT_H

#include "scenarios/studies/calibrate.h"
#include "scenarios/report/pictures.h"
#include "scenarios/report/study_header.h"

struct calibrate_report {
    const struct calibrate *fit;
    const struct factors *inputs;
    const struct responses *responses;
    const double *count;
};

void calibrate_report_print(const struct calibrate_report *report,
                            const struct study_header *header, bool quiet, FILE *to);
void calibrate_report_json(const struct calibrate_report *report, const struct study_header *header,
                           FILE *to);
void calibrate_report_csv(const struct calibrate_report *report, FILE *to);
int calibrate_report_draw(const struct calibrate_report *report, const struct study_header *header,
                          const struct pictures *pictures, const struct pictures_wish *wish,
                          FILE *messages);

/* A file for --with. */
void calibrate_report_overlay(const struct calibrate_report *report, FILE *to);

#endif
