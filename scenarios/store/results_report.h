// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/results_report.h -- what a database holds, for people and for other programs:
 * lists, rows, differences.
 *
 * Knows          the views of scenarios/store/schema.h; that what stands in a database may have
 *                been written by anybody, so it is data on a terminal too.
 * Does not know  how it got there.
 */
#ifndef SCENARIOS_STORE_RESULTS_REPORT_H
#define SCENARIOS_STORE_RESULTS_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "scenarios/store/store.h"

/* One line for each run. */
bool results_report_list(struct store *store, FILE *to);

/* How run number `run` was made, and its promises; false: there is no such run. */
bool results_report_run(struct store *store, int64_t run, FILE *to);

/* The number of the last run; 0: none. */
int64_t results_report_last(struct store *store);

/* The rows of the view v_NAME of one run: as CSV with a header, or as JSON with the manifest. The
 * name must be one of schema_views. */
enum results_report_format { RESULTS_REPORT_CSV, RESULTS_REPORT_JSON };
bool results_report_rows(struct store *store, const char *name, int64_t run,
                         enum results_report_format format, FILE *to);

/* A run of a database. */
struct results_report_side {
    struct store *store;
    int64_t run;
};

/* Settings and yearly means in which b is not as a; lines: how many that made. False: one of the
 * two cannot be read to its end, and its store_trouble says why. */
bool results_report_difference(const struct results_report_side *a,
                               const struct results_report_side *b, FILE *to, uint64_t *lines);

/* "ok", or what SQLite finds wrong with the file. True if nothing. */
bool results_report_check(struct store *store, FILE *to);

#endif
