// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/observed.h -- the record: what was counted, by measure and year, with its source.
 *
 * Knows          a CSV with the header  measure,year,value,unit,role,known,source,confidence,note
 *                (role: "calibration" = used to set inputs, never scored; "judged"; "context" =
 *                shown, not compared; "given" = the scenario says it itself, so that only a
 *                projection that did not know it can be judged by it; known: the day the count
 *                could first be read, so that a projection can be reported from hindsight).
 * Does not know  the model. Unknown measures are kept: they are context.
 */
#ifndef SCENARIOS_INPUT_OBSERVED_H
#define SCENARIOS_INPUT_OBSERVED_H

#include <stddef.h>
#include <stdint.h>

#include "scenarios/input/diagnostics.h"

enum observed_role { OBSERVED_CALIBRATION, OBSERVED_JUDGED, OBSERVED_CONTEXT, OBSERVED_GIVEN };

/* The words of the file, by enum observed_role. */
enum { OBSERVED_ROLES = 4 };
extern const char *const observed_role_word[OBSERVED_ROLES];

struct observed_row {
    char measure[64];
    int32_t year;
    double value;
    char unit[24];
    enum observed_role role;
    char source[64];
    char confidence[16];
    char note[256];
    int64_t known_us; /* left empty in the file: the first day after the year counted */
    int line;         /* where it stands in the file */
};

struct observed {
    struct observed_row *row;
    size_t n;
};

/* Reads the file; errors as usual (file:line). On errors the result is empty. Free with
 * observed_free. */
struct observed observed_read(const char *file, struct diagnostics *diagnostics);
void observed_free(struct observed *observed);

/* The row for that measure and year with role calibration or judged first, or NULL. */
const struct observed_row *observed_find(const struct observed *observed, const char *measure,
                                         int32_t year);

#endif
