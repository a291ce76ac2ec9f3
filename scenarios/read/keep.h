// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/keep.h -- memory that is given back all at once.
 *
 * Knows          what it handed out. Reading a scenario makes thousands of small things that live
 *                exactly as long as the scenario: one owner, one free, no leak on any of the ways
 *                out.
 * Does not know  what is in it.
 * May include    nothing.
 *
 * Never returns NULL: without memory there is nothing to keep, so it says so on stderr and ends
 * the program with 1.
 */
#ifndef SCENARIOS_KEEP_H
#define SCENARIOS_KEEP_H

#include <stddef.h>

struct keep;

struct keep *keep_new(void);
void keep_free(struct keep *keep); /* NULL is fine */

void *keep_bytes(struct keep *keep, size_t bytes); /* all zero */
char *keep_text(struct keep *keep, const char *text, size_t bytes); /* a copy, closed by a NUL */
char *keep_printf(struct keep *keep, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* `array` of n elements of `each` bytes, with room for at least one more; *room is what it
 * holds. Use the returned pointer. */
void *keep_more(struct keep *keep, void *array, size_t n, size_t *room, size_t each);

#endif
