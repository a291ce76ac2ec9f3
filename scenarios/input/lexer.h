// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/lexer.h -- the strict reader in front of libconfig.
 *
 * Knows          the characters of a scenario file: blanks, comments, numbers, texts, words, signs.
 *                libconfig 1.5 wraps large whole numbers, takes 1e400 for infinity, cuts a text at
 *                a NUL, lets an unclosed comment swallow the rest, and calls exit() on an @include
 *                of a folder, all without a word. So it never sees a number or a text: it gets a
 *                skeleton of names, brackets and lexeme numbers (grammar.h), and makes the tree of
 *                it. The words stay here.
 * Does not know  which settings exist.
 */
#ifndef SCENARIOS_INPUT_LEXER_H
#define SCENARIOS_INPUT_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "scenarios/input/bytes.h"
#include "scenarios/input/grammar.h"

enum { LEXER_TEXT_BYTES = 4096 }; /* a text, all its parts together */

struct lexed {
    struct lexeme *lexeme;
    size_t n;
    const char *skeleton; /* for config_read_string; NULL if the words do not fit together */
};

/* Reads the bytes of a file, or of a --set argument (`bare`: texts without quotes are welcome,
 * lines are 0). Adds every error it finds. What it returns stands in the arena. */
struct lexed lexer_read(struct text_arena *arena, const char *file, const struct bytes *bytes,
                        bool bare, struct diagnostics *diagnostics);

#endif
