// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/param.h -- parameters that describe themselves.
 *
 * What happens   Each model file holds one const table of struct param. From these tables come the
 *                scenario reader, the range check, the unknown-key check with "did you mean",
 *                `hubsim params`, the list of assumptions and the man page. They cannot disagree,
 *                because there is one of them.
 * Left out       rules between parameters (a lane must name a hall that exists): hub_check in
 *                models/hub/hub.h
 * Equations      none
 * Sources        each row names its own: a key of models/SOURCES.md, or "assumption"
 */
#ifndef MODELS_BASE_PARAM_H
#define MODELS_BASE_PARAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/random/dist.h"

enum {
    PARAM_NAME_BYTES = 32, /* names of lanes, halls, aircraft, promises */
    PARAM_TEXT_BYTES = 320,
    PARAM_NAMES_MAX = 8,
    PARAM_REALS_MAX = 24
};

enum param_kind {
    PARAM_REAL, /* double. A scenario may give a distribution: it is drawn once per replication */
    /* struct dist, drawn from again and again during the run; a plain number is a constant */
    PARAM_DIST,
    PARAM_COUNT,  /* uint32_t, a whole number */
    PARAM_FLAG,   /* bool */
    PARAM_DATE,   /* int64_t ticks: "2021-11-08" or "never" */
    PARAM_TEXT,   /* char[PARAM_TEXT_BYTES] */
    PARAM_CHOICE, /* uint32_t: place in `choices` */
    PARAM_NAME,   /* uint32_t: number of an item of the group `refers` ("halls.*") */
    PARAM_NAMES,  /* struct param_names: up to PARAM_NAMES_MAX such items, in order */
    PARAM_REALS   /* double[n]: exactly `n` numbers (24 hours, 7 days, 12 months) */
};

struct param_names {
    uint32_t n;
    uint32_t item[PARAM_NAMES_MAX];
};

/* One setting. Numbers of kind REAL, DIST, COUNT must lie in min .. max (a distribution: its
 * support's ends, as far as it has any, and its mean). `standard` is the default of numbers
 * (DIST_CONSTANT with a = value; a flag: a = 0 or 1); wide distributions stand here for what
 * nobody has published. `standard_text` is the default of dates, texts, choices, names and of
 * REALS ("1 1 1 1"). A row with `required` has no default: the scenario must give it. The order
 * of the fields is that in which a table says them (models/base/param_table.h). */
struct param {
    const char *key;
    size_t at; /* offset in the group's struct */
    enum param_kind kind;
    const char *unit; /* "s", "kg", "share", "per week", ""... */
    double min, max;
    uint32_t n;                 /* PARAM_REALS */
    const char *const *choices; /* PARAM_CHOICE: NULL-terminated */
    const char *refers;         /* PARAM_NAME, PARAM_NAMES: path of a group of items */
    bool required;
    const char *standard_text;
    struct dist standard;
    const char *source;     /* key of models/SOURCES.md, or "assumption" */
    const char *confidence; /* "high", "medium", "low" */
    const char *meaning;    /* one sentence a planner understands */
    bool apart;             /* nothing that is simulated depends on it: a title, the seed */
};

/* A group of settings: one struct ("airport", or "" for the top of the file), or an array of
 * named items ("lanes.*"): what a scenario names lanes.cainiao becomes the next item, in the order
 * in which they first appear. The definition holds a pointer to that array. */
struct param_group {
    const char *path;
    const char *meaning;
    const struct param *params;
    const size_t *count; /* how many rows; a pointer, so that a table may stand in another file */
    size_t at;           /* offset in struct hub_def: of the struct, or of the pointer to item 0 */
    size_t stride;       /* bytes per item; 0: a single struct */
    uint32_t max_items;  /* most that the model can number; memory is taken for those there are */
    size_t items_at;     /* offset in struct hub_def of the uint32_t number of items */
    size_t name_at;      /* offset in the item of char[PARAM_NAME_BYTES] */
    bool apart;          /* so is the whole group: promises are only judged */
};

/* A definition is one block: the struct that the groups describe (`def_bytes` of it), and behind it
 * the items of each group, as many as there are. How many that is stands in the struct. */
size_t param_bytes(const struct param_group *groups, size_t n, size_t def_bytes, const void *def);

/* Lets the pointers of `def`, which has that many bytes, point to the items behind it. */
void param_place(const struct param_group *groups, size_t n, size_t def_bytes, void *def);

/* Copies a definition, its items wherever they lie, into one block of param_bytes(from). */
void param_copy(const struct param_group *groups, size_t n, size_t def_bytes, void *to,
                const void *from);

/* Whether both have the same items of that group, byte by byte. */
bool param_items_alike(const struct param_group *group, const void *a, const void *b);

/* Where item number `item` of the group (0 of a single struct) lies in the block. */
size_t param_offset(const struct param_group *group, const void *def, size_t item);

#endif
