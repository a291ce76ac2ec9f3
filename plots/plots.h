// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/plots.h -- the door to the pictures: promises, projections, a day in the hub, jobs.
 *
 * Knows          which figures there are, where they go, how to say that one failed.
 * Does not know  how the outcome came about.
 */
#ifndef PLOTS_PLOTS_H
#define PLOTS_PLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "scenarios/run/outcome.h"
#include "scenarios/studies/staff.h"
#include "scenarios/report/pictures.h"

enum plots_figure { PLOTS_PROMISES, PLOTS_PROJECTIONS, PLOTS_DAY, PLOTS_JOBS, PLOTS_FIGURES };

/* "promises", "projections", "day", "jobs": also the names of the files. */
const char *plots_name(enum plots_figure figure);

struct plots_request {
    const char
        *folder; /* for NAME.csv, NAME.gp, NAME.svg, NAME.png; made if missing. NULL: no files */
    const char *gnuplot; /* path or name; NULL: $HUBSIM_GNUPLOT, else gnuplot in PATH */
    double deadline_s;   /* for one picture; 0: 30 */
    unsigned figures;    /* 1U << PLOTS_PROMISES | ...; 0: all */
    const char *const
        *panels; /* measures of the projections; NULL: tonnes, hall jobs, parcels, trade balance */
    size_t n_panels;
    FILE *terminal;        /* also as text, here; NULL: not */
    int columns, lines;    /* of the terminal; 0: ask it, or take 80 x 24 */
    pictures_drawn *drawn; /* NULL: nobody listens */
    void *drawn_arg;
    const char *manifest; /* how the outcome was made, for each file; may be NULL */
};

/* Draws what is asked for and returns how many figures failed. Each failure is one line on
 * `messages`: which, and why, and that the results are complete. A figure of which the outcome has
 * nothing is no failure; a line says so. Numbers (.csv) and scripts (.gp) are written also when
 * gnuplot is missing or fails. */
int plots_draw(const struct outcome *outcome, const struct plots_request *request, FILE *messages);

/* The same for those who only say where: what hubsim.c lends the commands. */
int plots_outcome(const struct outcome *outcome, const struct pictures_wish *wish, FILE *messages);

/* The one figure of hubsim staff. */
int plots_staff(const struct staff *staffing, const struct pictures_wish *wish, FILE *messages);

/* The pictures of the studies, one each. */
int plots_rows(const struct pictures_rows *rows, const struct pictures_wish *wish, FILE *messages);
int plots_steps(const struct pictures_steps *steps, const struct pictures_wish *wish,
                FILE *messages);
int plots_curves(const struct pictures_curves *curves, const struct pictures_wish *wish,
                 FILE *messages);

#endif
