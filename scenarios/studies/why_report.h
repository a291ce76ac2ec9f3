// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/why_report.h -- why B is not A, reported: a table of causes, a sentence, a
 * waterfall.
 *
 * Knows          that a promise stands before A, and what was counted after B: their distances to
 *                the simulation are steps of the same waterfall.
 * Does not know  how the gap was shared out (scenarios/studies/why.h).
 */
#ifndef SCENARIOS_STUDIES_WHY_REPORT_H
#define SCENARIOS_STUDIES_WHY_REPORT_H

#include "scenarios/studies/why.h"
#include "scenarios/report/pictures.h"
#include "scenarios/report/study_header.h"

struct why_report {
    const struct why *why;
    const struct responses_one *what;
    double promised;     /* NAN: no promise is looked at */
    const char *promise; /* its words */
    double counted;      /* NAN: nobody has */
    int32_t counted_year;
};

void why_report_print(const struct why_report *report, const struct study_header *header,
                      bool quiet, FILE *to);
void why_report_json(const struct why_report *report, const struct study_header *header, FILE *to);
void why_report_csv(const struct why_report *report, FILE *to);
int why_report_draw(const struct why_report *report, const struct study_header *header,
                    const struct pictures *pictures, const struct pictures_wish *wish,
                    FILE *messages);

#endif
