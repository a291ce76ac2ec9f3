// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/csv_metadata.h -- csv-metadata.json: what the columns of the CSV files beside it
 * are, and how their numbers were made.
 *
 * Knows          "CSV on the Web" of the W3C, whose readers look for a file of that name, and take
 *                the lines with a # that the CSV files begin with for comments.
 * Does not know  how the files are written (scenarios/report/results_csv.h).
 */
#ifndef SCENARIOS_REPORT_CSV_METADATA_H
#define SCENARIOS_REPORT_CSV_METADATA_H

#include <stdio.h>

#include "scenarios/report/manifest.h"

/* record: the name of the file with the counts; "": there is none. */
void csv_metadata_write(const struct manifest *manifest, const char *record, FILE *to);

#endif
