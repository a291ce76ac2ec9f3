// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/text_arena.h -- memory that is given back all at once.
 *
 * Knows          what it handed out. Reading a scenario makes thousands of small things that live
 *                exactly as long as the scenario: one owner, one free, no leak on any of the ways
 *                out.
 * Does not know  what is in it.
 *
 * Never returns NULL: without memory there is nothing to keep, so it says so on stderr and ends
 * the program with 1.
 */
#ifndef SCENARIOS_INPUT_TEXT_ARENA_H
#define SCENARIOS_INPUT_TEXT_ARENA_H

#include <stddef.h>

struct text_arena;

struct text_arena *text_arena_new(void);
void text_arena_free(struct text_arena *arena); /* NULL is fine */

void *text_arena_bytes(struct text_arena *arena, size_t bytes); /* all zero */
char *text_arena_text(struct text_arena *arena, const char *text,
                      size_t bytes); /* a copy, closed by a NUL */
char *text_arena_printf(struct text_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* `array` of n elements of `each` bytes, with room for at least one more; *room is what it
 * holds. Use the returned pointer. */
void *text_arena_more(struct text_arena *arena, void *array, size_t n, size_t *room, size_t each);

#endif
