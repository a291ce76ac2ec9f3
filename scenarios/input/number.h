// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/number.h -- what is a number in a scenario file, and what only looks like one.
 *
 * Knows          decimal and hexadecimal whole numbers of 64 bits (an L behind them is allowed and
 *                means nothing), real numbers that a double can hold.
 * Does not know  lines, settings.
 */
#ifndef SCENARIOS_INPUT_NUMBER_H
#define SCENARIOS_INPUT_NUMBER_H

/* The whole of `text`. NULL, and the number; or what is wrong with it, and NAN. */
const char *number_read(const char *text, double *number);

#endif
