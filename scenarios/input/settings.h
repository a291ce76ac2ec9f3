// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/settings.h -- one layer of a scenario, flat: path, value, place where it stands.
 *
 * Knows          that groups and dotted names say the same thing, that a path is given once in a
 *                file, what `extends`, `scale` and `timeline` look like.
 * Does not know  which settings exist, what kind of value they take, other layers.
 */
#ifndef SCENARIOS_INPUT_SETTINGS_H
#define SCENARIOS_INPUT_SETTINGS_H

#include <stddef.h>
#include <stdint.h>

#include "scenarios/input/text_arena.h"
#include "scenarios/input/lexer.h"
#include "scenarios/input/diagnostics.h"

enum setting_shape {
    SETTING_VALUE, /* one word */
    SETTING_LIST,  /* n words */
    SETTING_EMPTY, /* a group with nothing in it */
    SETTING_WRONG  /* a list with groups or lists in it, where there is no place for one */
};

struct setting {
    const char *path;
    const char *file;
    int line; /* 0: the command line */
    enum setting_shape shape;
    const struct lexeme **word;
    size_t n;
};

struct settings {
    struct setting *row;
    size_t n, room;
};

/* An entry of the timeline. at, until, source and note may be NULL. */
struct settings_entry {
    const char *file;
    int line;
    const struct setting *at, *until, *source, *note;
    struct settings set, scale;
};

struct settings_layer {
    const char *file; /* as people see it; "--set" for the command line */
    uint64_t device, inode;
    const struct setting *extends; /* NULL: none */
    struct settings set, scale;
    struct settings_entry *entry;
    size_t entries, entries_room;
};

/* Reads a file. False if it cannot be opened or its brackets do not fit (diagnostics say so; about
 * the opening: at named_file:named_line). All else that is wrong is reported and left out, and the
 * rest can be used. */
bool settings_read(struct text_arena *arena, const char *file, const char *named_file,
                   int named_line, struct diagnostics *diagnostics, struct settings_layer *out);

/* The same from memory: n bytes that were written by scenario_write, say. name: what messages call
 * it. */
bool settings_read_text(struct text_arena *arena, const char *text, size_t n, const char *name,
                        struct diagnostics *diagnostics, struct settings_layer *out);

/* Reads "path=value" or "path*=factor". */
bool settings_read_argument(struct text_arena *arena, const char *argument,
                            struct diagnostics *diagnostics, struct settings_layer *out);

/* The value as it was written, shortened: for messages. */
const char *settings_value(struct text_arena *arena, const struct setting *setting);

#endif
