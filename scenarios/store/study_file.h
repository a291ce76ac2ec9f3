// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/study_file.h -- the answer of a study, read back from its JSON or CSV: what was
 * asked of which scenarios, and the numbers.
 *
 * Knows          the head that scenarios/report/study_header.h writes; where it ends.
 * Does not know  how to ask again (scenarios/cli/reproduce_study.h).
 */
#ifndef SCENARIOS_STORE_STUDY_FILE_H
#define SCENARIOS_STORE_STUDY_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "scenarios/input/snapshot.h"

struct study_file_scenario {
    char *text;
    struct snapshot_files files;
};

struct study_file {
    char *study, *version, *model;
    char **asked; /* "--vary=a.b=1:3"; a word that does not begin with - is a scenario */
    size_t words, scenarios;
    struct study_file_scenario *scenario;
    char seed[24]; /* "": it has none */
    uint32_t replications;
    char *all; /* the file as it is; NULL: a picture, which has no numbers */
    bool rows; /* it is CSV */
};

/* 1: it is one; 0: it is none; -1: a line on `messages` says why it cannot be read. With 1 the
 * caller closes it. */
int study_file_open(struct study_file *stored, const char *file, FILE *messages);
void study_file_close(struct study_file *stored);

/* The numbers of two answers, one by one in their order; words are passed over. True: the same.
 * Else the line of the first in which they differ. */
bool study_file_is_the_same(const char *kept, const char *now, size_t *line);

#endif
