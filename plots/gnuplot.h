// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/gnuplot.h -- another program that may be missing, die, hang or lie: run it without being
 * hurt.
 *
 * Knows          where gnuplot is; how to feed it a script through a pipe, read what it says, and
 * end it in time.
 * Does not know  what is drawn, nor whether the files it wrote are whole
 * (picture.h).
 *
 * No shell is involved, `-d` keeps the user's start-up files out, and the child gets its own
 * process group, LC_ALL=C, no HOME, no display. The calling program keeps its signals: writing to a
 * dead gnuplot raises no SIGPIPE here.
 */
#ifndef PLOTS_GNUPLOT_H
#define PLOTS_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { GNUPLOT_PATH_BYTES = 4096, GNUPLOT_ERROR_BYTES = 512 };

struct gnuplot {
    char path[GNUPLOT_PATH_BYTES];   /* empty: there is none */
    char error[GNUPLOT_ERROR_BYTES]; /* and why not */
    double deadline_s;               /* for one run; gnuplot_find sets 30 */
};

/* `option` (or, if NULL, $HUBSIM_GNUPLOT, or else "gnuplot"): a path if it has a slash in it, else
 * a name to look up in PATH. */
struct gnuplot gnuplot_find(const char *option);

/* Runs the script with `folder` as its working directory. What gnuplot prints goes to `out` (NULL:
 * dropped, as it is beyond 4 MB). True if it ended by itself with status 0 before the deadline;
 * else `error` says in one line what happened. */
bool gnuplot_run(const struct gnuplot *gnuplot, const char *folder, const char *script,
                 size_t bytes, FILE *out, char error[static GNUPLOT_ERROR_BYTES]);

#endif
