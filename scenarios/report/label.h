// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/label.h -- words put into a picture that is there already, for programs, and
 * found there again: how it was made.
 *
 * Knows          where SVG and PNG have room for such words (<metadata>; an iTXt chunk, UTF-8).
 * Does not know  what the words say.
 */
#ifndef SCENARIOS_REPORT_LABEL_H
#define SCENARIOS_REPORT_LABEL_H

#include <stdbool.h>
#include <stddef.h>

/* A copy of the picture with the words under that keyword; *bytes is its length before and after.
 * The caller frees. NULL: no memory. A picture of another form comes back as it was.
 * text: JSON, so that what would end the label can be said in another way. */
char *label_svg(const char *svg, size_t *bytes, const char *keyword, const char *text);
char *label_png(const char *png, size_t *bytes, const char *keyword, const char *text);

/* Moves those words to the beginning of all[n], a NUL behind them; false: there are none. */
bool label_find_svg(char *all, const char *keyword);
bool label_find_png(char *all, size_t n, const char *keyword);

#endif
