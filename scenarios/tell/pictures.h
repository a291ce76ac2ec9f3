// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/pictures.h -- the pictures, as those who answer a question ask for them.
 *
 * Knows          where pictures go and who is told of them; that hubsim.c fills in who draws.
 * Does not know  how anything is drawn: plots/ does, and lies above.
 * May include    nothing
 */
#ifndef SCENARIOS_TELL_PICTURES_H
#define SCENARIOS_TELL_PICTURES_H

#include <stdio.h>

struct outcome;
struct staffing;

/* Told of each file that is in its place: "out/promises.svg". */
typedef void pictures_drawn(void *context, const char *path);

struct pictures_wish {
    const char *folder;    /* NULL: no files */
    FILE *terminal;        /* also as text, here; NULL: not */
    pictures_drawn *drawn; /* NULL: nobody listens */
    void *context;
};

/* Each draws all figures of one kind of answer and returns how many failed; each failure is one
 * line on `messages`. */
struct pictures {
    int (*outcome)(const struct outcome *outcome, const struct pictures_wish *wish, FILE *messages);
    int (*staff)(const struct staffing *staffing, const struct pictures_wish *wish, FILE *messages);
};

#endif
