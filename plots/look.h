// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/look.h -- the common look of the pictures: sizes, colours, letters, and where words stand.
 *
 * Knows          the page (pixels from the top left corner, 800 wide), Okabe and Ito's colours
 * [OkabeIto2008], the script's frame, titles, footers and keys.
 * Does not know  what the numbers
 * mean.
 *
 * Never by colour alone: every band also differs in depth, every mark in form, and words say what
 * they are. Tints are solid, so that they print in grey and look the same from every terminal of
 * gnuplot.
 */
#ifndef PLOTS_LOOK_H
#define PLOTS_LOOK_H

#include <stdbool.h>

#include "plots/picture.h"
#include "scenarios/run/outcome.h"

enum look_colour {
    LOOK_INK,     /* black */
    LOOK_SOFT,    /* grey words, 4.5:1 on white */
    LOOK_LINE,    /* grid */
    LOOK_BLUE,    /* what was simulated */
    LOOK_BLUE_50, /* and its bands, widest palest */
    LOOK_BLUE_80,
    LOOK_BLUE_95,
    LOOK_VERMILION,  /* what was promised; missed */
    LOOK_GREEN,      /* kept */
    LOOK_GREEN_PALE, /* the side on which a promise is kept */
    LOOK_ORANGE,
    LOOK_SKY,
    LOOK_PURPLE,
    LOOK_COLOURS
};

enum look_side { LOOK_LEFT, LOOK_CENTRE, LOOK_RIGHT };

struct look_words {
    double x, y; /* px; y is the middle of the line */
    enum look_side side;
    double points; /* size of the letters */
    bool strong;
    enum look_colour colour;
};

/* The signs of a key; also the marks in the pictures. */
// clang-format off
enum look_sign {
    LOOK_BAND_95, LOOK_BAND_80, LOOK_BAND_50, LOOK_MEDIAN, LOOK_MEAN, LOOK_MEAN_INTERVAL,
    LOOK_PROMISED, LOOK_JUDGED, LOOK_CALIBRATION, LOOK_CONTEXT, LOOK_SIDE_KEPT
};
// clang-format on

/* "#0072B2" */
const char *look_colour(enum look_colour colour);

/* gnuplot's words for a mark: "points pt 13 ps 1 lc rgb '#000000'" for the three kinds of counted
 * values and the promise. */
const char *look_points(enum look_sign sign);

/* Everything before the first plot: what the file is, encoding, the loop over svg and png. Width
 * and height must be set. */
void look_begin(struct picture *picture, const char *what);
void look_end(struct picture *picture);

/* Words at a place; they stand as a string at the head of the script and are only named where they
 * are used. */
void look_label(struct picture *picture, struct look_words words, const char *text);

/* A string at the head of the script; its number n: the script calls it w<n>. */
int look_text(struct picture *picture, const char *text);

/* Title, the scenario's title under it, the footer. */
void look_frame(struct picture *picture, const struct outcome *outcome, const char *title,
                const char *bands);

/* The same for a study's picture. */
void look_titles(struct picture *picture, const char *title, const char *subtitle,
                 const char *footer);

/* One entry of a key, its sign at x; returns the x where the next one may start. */
double look_key(struct picture *picture, double x, double y, enum look_sign sign, const char *text);

/* A rectangle in pixels, behind everything. */
void look_box(struct picture *picture, double x0, double y0, double x1, double y1,
              enum look_colour fill, enum look_colour border);

/* Puts the next plot's axes into this rectangle (px). */
void look_place(struct picture *picture, double x0, double y0, double x1, double y1);

/* A round step so that `span` has at most `most` of them: 1, 2 or 5 times a power of ten. */
double look_step(double span, int most);

/* The unit by which large values are divided for an axis (1, 1e3, 1e6, 1e9) and its word ("",
 * "thousand ", ...). */
double look_unit(double largest, const char **word);

#endif
