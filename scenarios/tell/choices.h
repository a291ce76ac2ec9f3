// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/choices.h -- the best of several, told with its guarantee.
 *
 * Knows          that a guarantee is a sentence; that several may be left.
 * Does not know  how it was chosen (scenarios/study/choice.h).
 * May include    scenarios/study/choice.h, scenarios/tell/pictures.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_CHOICES_H
#define SCENARIOS_CHOICES_H

#include "scenarios/study/choice.h"
#include "scenarios/tell/pictures.h"
#include "scenarios/tell/studied.h"

struct choices {
    const struct choice *choice;
    const struct responses_one *what;
    double level;
    bool least;
};

void choices_print(const struct choices *told, const struct studied *studied, bool quiet, FILE *to);
void choices_json(const struct choices *told, const struct studied *studied, FILE *to);
void choices_csv(const struct choices *told, const struct studied *studied, FILE *to);
int choices_draw(const struct choices *told, const struct studied *studied,
                 const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages);

#endif
