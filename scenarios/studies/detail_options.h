// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/detail_options.h -- what commands that look closer at one year have in common:
 * which year, which hall, the replications.
 *
 * Knows          what may be asked for and what to say if it may not; endings of a run cut short.
 * Does not know  what is looked for.
 */
#ifndef SCENARIOS_STUDIES_DETAIL_OPTIONS_H
#define SCENARIOS_STUDIES_DETAIL_OPTIONS_H

#include "scenarios/cli/common_options.h"
#include "scenarios/studies/year_detail.h"
#include "scenarios/report/study_header.h"

struct detail_options {
    const char *command; /* "staff" */
    const struct common_options *common;
    const struct command_call *call;
    uint64_t year;    /* 0: the last */
    const char *hall; /* NULL: all */
};

/* The number of a name among names; -1: a line on stderr says what is near. */
int detail_options_number(const char *kind, const char *name, const char *const *names, size_t n);

/* Looks, and hands the looks to `show` if any replication was finished, with what its answer says
 * of itself. `hall` is -1 for all. */
typedef enum ending detail_options_show(void *context, const struct year_detail *detail, int hall,
                                        const struct study_header *header);
enum ending detail_options_run(const struct detail_options *options, detail_options_show *show,
                               void *context);

#endif
