// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/shown.h -- words that other people wrote, on a terminal.
 *
 * Knows          that a name in a result or a database may hold what clears a screen, names a
 *                window or turns the direction of writing.
 * Does not know  files and pictures (plots/text.h).
 */
#ifndef SCENARIOS_REPORT_SHOWN_H
#define SCENARIOS_REPORT_SHOWN_H

#include <stdio.h>

/* As it stands; line ends and tabs as blanks, each byte that is no visible character as \x1b. */
void shown_text(FILE *to, const char *text);

/* The first n bytes of it, or up to its end. */
void shown_part(FILE *to, const char *text, size_t n);

#endif
