// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/text.h -- words that other people wrote, made safe for the place they go to.
 *
 * Knows          UTF-8; what gnuplot, CSV and XML take as syntax; how a reader wants numbers.
 * Does not know  pictures.
 *
 * A scenario is a stranger's file: its title may hold a backtick, a quote, a newline with a
 * command, an escape sequence. Everything here turns text into data that shows literally and
 * executes nowhere.
 */
#ifndef PLOTS_TEXT_H
#define PLOTS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { TEXT_BYTES = 1024, TEXT_MOST_CHARACTERS = 200, TEXT_NUMBER_BYTES = 48 };

/* Copies at most `most` characters (not bytes) of `from`: control bytes, direction marks and broken
 * UTF-8 are dropped, line ends and tabs become spaces, runs of spaces become one; what was cut ends
 * in an ellipsis. NULL reads as "". */
void text_clean(char to[static TEXT_BYTES], const char *from, size_t most);

/* Characters, not bytes, of text that came from text_clean. */
size_t text_characters(const char *text);

/* Cleans and breaks text into at most `lines` lines of `most` characters at spaces; the last one
 * takes an ellipsis if there was more. Returns the number of lines filled (0 for empty text). */
size_t text_wrap(char (*line)[TEXT_BYTES], size_t lines, const char *from, size_t most);

/* In gnuplot's single quotes, where nothing is looked at but the quote itself. So none is let in:
 * it becomes an apostrophe (U+2019). Doubling it, as the manual has it, fails where it comes first:
 * gnuplot 5.4 ends the string there. And what ends a CDATA section is broken up, since gnuplot
 * writes it into an SVG as it is, which then is no XML. */
void text_gnuplot(FILE *to, const char *from);

/* A CSV field after RFC 4180; a field that a spreadsheet would take for a formula gets a leading '.
 */
void text_csv(FILE *to, const char *from);

/* &lt; and its like, for an element's content. */
void text_xml(FILE *to, const char *from);

/* A finite value as a program reads it back, or nothing at all for NAN and infinity. */
void text_value(FILE *to, double value);

/* A value as a person reads it: "n/a", "0.6", "276", "12,345", "1.31 million". Returns `to`. */
const char *text_number(char to[static TEXT_NUMBER_BYTES], double value);

/* A unit as a person reads it: "per year" for "1 per year", a raised 2 for "m2", all others as they
 * are. */
const char *text_unit(const char *unit);

/* The same with its unit: "276 jobs", "60 %" for a share, "-30 EUR m". Returns `to`. */
const char *text_quantity(char to[static TEXT_BYTES], double value, const char *unit);

#endif
