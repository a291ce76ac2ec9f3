// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/utf8.h -- which bytes are text that may be read and shown.
 *
 * Knows          strict UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF), and the
 *                characters that change what a terminal shows without being seen: control
 *                characters and marks that turn the direction of writing.
 * Does not know  files, lines.
 */
#ifndef SCENARIOS_INPUT_UTF8_H
#define SCENARIOS_INPUT_UTF8_H

#include <stddef.h>

/* Bytes of the visible character (or blank, tab or line end) at `at`, of which `left` bytes may
 * be read; 0 if there is none. */
size_t utf8_length(const char *at, size_t left);

#endif
