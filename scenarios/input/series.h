// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/series.h -- one column of numbers out of a CSV file, of any length.
 *
 * Knows          lines, commas, quotes within a line; a header or none; which rows are wanted.
 * Does not know  what the numbers are. An empty field is an error: a series with holes has no
 *                neighbours.
 */
#ifndef SCENARIOS_INPUT_SERIES_H
#define SCENARIOS_INPUT_SERIES_H

#include <stddef.h>

#include "scenarios/input/diagnostics.h"

enum { SERIES_NAME_BYTES = 64 };

struct series_request {
    const char *file;   /* "-": standard input */
    const char *column; /* a name of the header, or a number from 1; NULL: the last */
    const char *where;  /* "name=value": only rows with that; NULL: all */
};

struct series {
    double *x;
    size_t n;
    char column[SERIES_NAME_BYTES]; /* its name, or "column 2" */
};

/* Empty after errors. Free with series_free. */
struct series series_read(const struct series_request *request, struct diagnostics *diagnostics);
void series_free(struct series *series);

#endif
