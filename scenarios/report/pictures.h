// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/pictures.h -- the pictures, as those who answer a question ask for them.
 *
 * Knows          where pictures go and who hears of them; that hubsim.c fills in who draws.
 * Does not know  how anything is drawn: plots/ does, and lies above.
 */
#ifndef SCENARIOS_REPORT_PICTURES_H
#define SCENARIOS_REPORT_PICTURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct outcome;
struct staff;

/* Called for each file that is in its place: "out/promises.svg". */
typedef void pictures_drawn(void *context, const char *path);

struct pictures_wish {
    const char *folder;    /* NULL: no files */
    FILE *terminal;        /* also as text, here; NULL: not */
    pictures_drawn *drawn; /* NULL: nobody listens */
    void *context;
    const char
        *manifest; /* goes into each picture (scenarios/report/manifest.h); NULL: nothing does */
};

/* What stands around every picture of a study. */
struct pictures_frame {
    const char *name; /* of the files: "compare" */
    const char *title, *subtitle, *axis, *footer;
};

/* Rows of a mark with its interval, about a line: differences, effects, options. */
struct pictures_row {
    const char *label, *note; /* left and right of the row */
    double at, lo, hi;        /* NAN: not there */
    bool faint;               /* cannot be distinguished from the line */
    bool heading;             /* only the label: a new part */
};
struct pictures_rows {
    struct pictures_frame frame;
    double line; /* NAN: none */
    bool bars;   /* from the line to the mark */
    const struct pictures_row *row;
    size_t n;
};

/* A waterfall: totals stand on the ground, parts lead from one to the next. */
struct pictures_step {
    const char *label, *note;
    double value, lo, hi; /* of a part: how much it adds, with its interval */
    bool total;
};
struct pictures_steps {
    struct pictures_frame frame;
    const struct pictures_step *step;
    size_t n;
};

/* Curves over an input, with bands. */
struct pictures_curve {
    const char *label;
    const double *x, *y, *lo, *hi; /* lo, hi NULL: no band */
    size_t n;
    bool points;      /* marks only, no line */
    const char *note; /* below the label, where curves stand apart */
};
struct pictures_curves {
    struct pictures_frame frame; /* axis: of x */
    const char *y_axis;
    double line;     /* across, at this y; NAN: none */
    double from, to; /* a stretch of x that is the answer; NAN: none */
    bool apart;      /* each on axes of its own, side by side, all to the same scale */
    const struct pictures_curve *curve;
    size_t n;
};

/* Each draws all figures of one kind of answer and returns how many failed; each failure is one
 * line on `messages`. */
struct pictures {
    int (*outcome)(const struct outcome *outcome, const struct pictures_wish *wish, FILE *messages);
    int (*staff)(const struct staff *staffing, const struct pictures_wish *wish, FILE *messages);
    int (*rows)(const struct pictures_rows *rows, const struct pictures_wish *wish, FILE *messages);
    int (*steps)(const struct pictures_steps *steps, const struct pictures_wish *wish,
                 FILE *messages);
    int (*curves)(const struct pictures_curves *curves, const struct pictures_wish *wish,
                  FILE *messages);
};

#endif
