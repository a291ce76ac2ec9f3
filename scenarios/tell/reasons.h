// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/reasons.h -- why B is not A, told: a table of causes, a sentence, a waterfall.
 *
 * Knows          that a promise stands before A, and what was counted after B: their distances to the
 *                simulation are steps of the same waterfall.
 * Does not know  how the gap was shared out (scenarios/study/causes.h).
 * May include    scenarios/study/causes.h, scenarios/tell/pictures.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_REASONS_H
#define SCENARIOS_REASONS_H

#include "scenarios/study/causes.h"
#include "scenarios/tell/pictures.h"
#include "scenarios/tell/studied.h"

struct reasons {
    const struct causes *causes;
    const struct responses_one *what;
    double promised;     /* NAN: no promise is looked at */
    const char *promise; /* its words */
    double counted;      /* NAN: nobody has */
    int32_t counted_year;
};

void reasons_print(const struct reasons *reasons, const struct studied *studied, bool quiet,
                   FILE *to);
void reasons_json(const struct reasons *reasons, const struct studied *studied, FILE *to);
void reasons_csv(const struct reasons *reasons, FILE *to);
int reasons_draw(const struct reasons *reasons, const struct studied *studied,
                 const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages);

#endif
