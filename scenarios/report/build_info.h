// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/build_info.h -- which program this is: what every manifest says of it.
 *
 * Knows          that two programs with the same `model` give the same bytes for the same scenario
 *                and seed, whatever compiler and flags made them; everything else is for people.
 * Does not know  how the Makefile finds it out.
 */
#ifndef SCENARIOS_REPORT_BUILD_INFO_H
#define SCENARIOS_REPORT_BUILD_INFO_H

struct build_info {
    const char *version;  /* "0.1.0" */
    const char *model;    /* 16 hexadecimal digits of the SHA-256 of the sources that simulate */
    const char *commit;   /* "1a2b3c4d", with "-dirty" if sources were changed since; "unknown" */
    const char *compiler; /* "gcc 12.2.0" */
    const char *flags;
};

#endif
