// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/fits.h -- a calibration told: what was fitted, how well, what the counts cannot say;
 * and the overlay that sets it.
 *
 * Knows          that a value without an error was not found out.
 * Does not know  how it was fitted (scenarios/study/fit.h).
 * May include    scenarios/study/fit.h, scenarios/tell/pictures.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_FITS_H
#define SCENARIOS_FITS_H

#include "scenarios/study/fit.h"
#include "scenarios/tell/pictures.h"
#include "scenarios/tell/studied.h"

struct fits {
    const struct fit *fit;
    const struct inputs *inputs;
    const struct responses *responses;
    const double *count;
};

void fits_print(const struct fits *told, const struct studied *studied, bool quiet, FILE *to);
void fits_json(const struct fits *told, const struct studied *studied, FILE *to);
void fits_csv(const struct fits *told, FILE *to);
int fits_draw(const struct fits *told, const struct studied *studied,
              const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages);

/* A file for --with. */
void fits_overlay(const struct fits *told, FILE *to);

#endif
