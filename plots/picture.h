// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/picture.h -- one figure as four files that belong together: NAME.csv, NAME.gp, NAME.svg,
 * NAME.png.
 *
 * Knows          how to write them whole or not at all, and when a picture is whole.
 * Does not know  what is drawn.
 *
 * All four are made in a folder of their own inside the target folder (.NAME.tmp.PID) and renamed
 * from there, so a reader never meets half a file. The numbers and the script arrive even if
 * gnuplot is missing or fails; a picture of older numbers is then taken away, since it would
 * contradict them.
 */
#ifndef PLOTS_PICTURE_H
#define PLOTS_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "plots/gnuplot.h"
#include "plots/text.h"

/* A figure being written, and afterwards what was written. */
struct picture {
    const char *name;     /* of the files; ours, never from a scenario */
    const char *manifest; /* borrowed; goes into the pictures. NULL: nothing does */
    FILE *csv, *texts, *body, *description;
    char *csv_at, *texts_at, *body_at, *description_at;
    size_t csv_bytes, texts_bytes, body_bytes, description_bytes;
    char title[TEXT_BYTES];
    int width, height; /* px */
    int texts_count;
};

/* Called for every file that has arrived at its place. */
typedef void picture_done(void *arg, const char *path);

/* False if there is no memory. In any case end with picture_close. */
bool picture_open(struct picture *picture, const char *name);
void picture_close(struct picture *picture);

/* Makes the folder (one level or more). False and why not. */
bool picture_folder(const char *folder, char error[static GNUPLOT_ERROR_BYTES]);

/* Writes and draws; `done` may be NULL. False and why if not all four files have arrived. */
bool picture_make(struct picture *picture, const char *folder, const struct gnuplot *gnuplot,
                  picture_done *done, void *arg, char error[static GNUPLOT_ERROR_BYTES]);

#endif
