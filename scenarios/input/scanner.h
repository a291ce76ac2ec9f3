// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/scanner.h -- what a scenario file must not contain, so that libconfig reads it as
 * it is meant.
 *
 * Knows          what libconfig 1.5 misreads without a word: whole numbers beyond 32 bits (they
 *                wrap), 1e400 (infinity), 010 (ten), [ "a" "b" ] (one text), comments that are
 *                never closed (the rest is lost), @include (of a folder: it ends the program),
 *                escapes ("C:\temp" has a tab in it), long texts and groups (its time is
 *                quadratic). And what it only calls a syntax error: how two neighbouring words miss
 *                each other, dotted names, texts without quotes.
 * Does not know  which settings exist. It reads no value: libconfig does.
 */
#ifndef SCENARIOS_INPUT_SCANNER_H
#define SCENARIOS_INPUT_SCANNER_H

#include <stdbool.h>

#include "scenarios/input/bytes.h"

/* True if libconfig may read these bytes; else every error was added up to the first that makes
 * the rest meaningless. path NULL: a file. Otherwise the bytes are one value, given on the command
 * line to the setting of that path, and errors have no line. */
bool scanner_passes(struct text_arena *arena, const char *file, const char *path,
                    const struct bytes *bytes, struct diagnostics *diagnostics);

#endif
