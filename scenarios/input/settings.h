// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/settings.h -- one layer of a scenario, flat: path, value, place where it stands.
 *
 * Knows          libconfig: its tree, its types, its lines; what `extends`, `scale` and `timeline`
 *                look like, and that nested groups are a path.
 * Does not know  which settings exist, what kind of value they take, other layers.
 */
#ifndef SCENARIOS_INPUT_SETTINGS_H
#define SCENARIOS_INPUT_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scenarios/input/diagnostics.h"
#include "scenarios/input/text_arena.h"

enum setting_type {
    SETTING_NUMBER,
    SETTING_FLAG,
    SETTING_TEXT,
    SETTING_LIST,  /* n values, in [ ] or ( ) */
    SETTING_EMPTY, /* a group with nothing in it */
    SETTING_WRONG  /* a list with groups or lists in it, where there is no place for one */
};

struct setting {
    const char *path; /* NULL: a value in a list */
    const char *file;
    int line; /* 0: the command line */
    enum setting_type type;
    bool flag;
    bool whole; /* a number without a decimal point */
    double number;
    const char *text;
    const char *typed; /* on the command line, a value without quotes: it may be meant as a text */
    const struct setting *value;
    size_t n;
};

struct settings {
    struct setting *row;
    size_t n, room;
};

/* An entry of the timeline. Each of these settings may be NULL. */
struct settings_entry {
    const char *file;
    int line;
    const struct setting *at, *until, *source, *note;
    const struct setting *known, *draw;
    struct settings set, scale;
    struct settings share, late_y; /* of what `set` says: how far it gets, how many years late */
};

/* Settings of a layer that nobody could have known before a day; without `of`: all of them. */
struct settings_known {
    const struct setting *on, *of, *source;
};

struct settings_layer {
    const char *file; /* as people see it; "--set" for the command line */
    uint64_t device, inode;
    const struct setting *extends; /* NULL: none */
    struct settings set, scale;
    struct settings_entry *entry;
    size_t entries, entries_room;
    struct settings_known *known;
    size_t knowns, knowns_room;
};

/* Reads a file. False if it cannot be opened or libconfig cannot read it (diagnostics say so; about
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

/* The texts of a setting that takes one: NULL if it has none. */
const char *settings_text(const struct setting *setting);

/* The values of a list; a single value counts as a list of one. NULL: neither. */
const struct setting *settings_list(const struct setting *setting, size_t *n);

/* The value as a file would write it, shortened: for messages. */
const char *settings_value(struct text_arena *arena, const struct setting *setting);

#endif
