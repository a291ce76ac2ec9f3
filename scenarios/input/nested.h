// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/nested.h -- dotted paths written as the nested groups that libconfig reads.
 *
 * Knows          that "lanes.cainiao.hall" is hall in the group cainiao in the group lanes, and
 *                which groups two paths that follow each other have in common.
 * Does not know  which settings exist, what a value is.
 */
#ifndef SCENARIOS_INPUT_NESTED_H
#define SCENARIOS_INPUT_NESTED_H

#include <stdio.h>

#include "scenarios/input/text_arena.h"

/* "lanes = { cainiao = { hall = VALUE; }; };", in one line. */
const char *nested_text(struct text_arena *arena, const char *path, const char *value);

/* A file written setting by setting: groups are opened and closed as the paths ask for. Settings of
 * one group must follow each other, for libconfig takes a name once in a group. */
struct nested {
    FILE *to;
    char open[256]; /* "lanes.cainiao": the groups that are open; begin with "" */
};

/* comment: behind the value, without its sign; NULL: none. */
void nested_write(struct nested *nested, const char *path, const char *value, const char *comment);
void nested_close(struct nested *nested); /* all groups */

#endif
