// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/base/require.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void require_failed(const struct sim *sim, const char *file, int line,
                              const char *condition, const char *sentence, ...)
{
    va_list arguments;
    fprintf(stderr, "hubsim: our mistake at %s:%d: %s does not hold\n  ", file, line, condition);
    va_start(arguments, sentence);
    vfprintf(stderr, sentence, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    if (sim) require_when(sim, stderr);
    fflush(stderr);
    abort();
}
