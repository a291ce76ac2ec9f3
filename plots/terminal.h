// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/terminal.h -- the figures in letters, for a terminal, a log or a reader who cannot see
 * pictures.
 *
 * Knows          promises as intervals drawn by ourselves; fans through gnuplot's `dumb` terminal,
 * or, without gnuplot, as tables of numbers.
 * Does not know  colours: letters say everything. May
 * include    plots/fan.h, plots/gnuplot.h, plots/scale.h
 */
#ifndef PLOTS_TERMINAL_H
#define PLOTS_TERMINAL_H

#include "plots/fan.h"
#include "plots/gnuplot.h"

struct terminal {
    FILE *to;
    const struct gnuplot *gnuplot;
    int columns, lines;
};

/* 0 columns or lines: those of the terminal behind `to`, else 80 x 24. Never narrower than 60 or
 * lower than 12. */
struct terminal terminal_open(FILE *to, const struct gnuplot *gnuplot, int columns, int lines);

void terminal_promises(const struct terminal *terminal, const struct outcome *outcome);

/* False and why if gnuplot is there but fails, or memory ends; numbers are printed instead. */
bool terminal_projections(const struct terminal *terminal, const struct outcome *outcome,
                          const char *const *measures, size_t n,
                          char error[static GNUPLOT_ERROR_BYTES]);
bool terminal_day(const struct terminal *terminal, const struct outcome *outcome,
                  char error[static GNUPLOT_ERROR_BYTES]);
bool terminal_jobs(const struct terminal *terminal, const struct outcome *outcome,
                   char error[static GNUPLOT_ERROR_BYTES]);

#endif
