// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/suggest.h -- "did you mean": which known word a written one resembles.
 *
 * Knows          how many slips of the finger lie between two words: a letter too many, missing,
 *                wrong, or two swapped (optimal string alignment, a restricted Damerau-Levenshtein
 *                distance).
 * Does not know  what the words are.
 */
#ifndef SCENARIOS_INPUT_SUGGEST_H
#define SCENARIOS_INPUT_SUGGEST_H

#include <stdbool.h>
#include <stddef.h>

enum { SUGGEST_BYTES = 160 }; /* longer words are like nothing */

/* Slips between a and b; SUGGEST_BYTES if one of them is longer than that. */
size_t suggest_distance(const char *a, const char *b);

/* How many slips a word of that length may have and still be recognised: about one letter in
 * three, 4 at most. */
size_t suggest_limit(const char *word);

/* The nearest of the words within the limit, the first of equals; NULL if none is near. */
const char *suggest_nearest(const char *word, const char *const *words, size_t n);

#endif
