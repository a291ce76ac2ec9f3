// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/command.h -- what a command is to the program, and what the program lends it.
 *
 * Knows          the endings a shell can tell apart; that a wish to stop is an int that a signal
 *                sets; that pictures are drawn by somebody above.
 * Does not know  any command.
 */
#ifndef SCENARIOS_CLI_COMMAND_H
#define SCENARIOS_CLI_COMMAND_H

#include "scenarios/report/build_info.h"
#include "scenarios/report/pictures.h"

enum ending {
    ENDING_FINE = 0,
    ENDING_FAILED = 1, /* while running */
    ENDING_USAGE = 2,  /* the command line */
    ENDING_BAD_SCENARIO = 3,
    ENDING_NOT_KEPT = 4,       /* a promise is missed, and --check was given */
    ENDING_NOT_REPRODUCED = 5, /* the same question did not give the same bytes */
    ENDING_NOT_PRECISE = 6,    /* the precision asked for was not reached */
    ENDING_NO_PICTURE = 7,     /* a picture that was asked for could not be drawn */
    ENDING_INTERRUPTED = 130
};

struct command_call {
    const char *name; /* of the command */
    int argc;         /* the words after it */
    char **argv;
    const volatile int *stop; /* non-zero: end soon, keep what is done */
    const struct pictures *pictures;
    const struct build_info *build; /* which program this is */
};

struct command {
    const char *name, *does; /* "run", "simulates a scenario and judges its promises" */
    enum ending (*run)(const struct command_call *call);
};

/* Says so on stderr: ENDING_FAILED. */
enum ending command_out_of_memory(void);

#endif
