// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/command.h"

#include <stdio.h>

enum ending command_out_of_memory(void)
{
    fputs("hubsim: out of memory\n", stderr);
    return ENDING_FAILED;
}
