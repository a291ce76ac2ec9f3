// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/require.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/date.h"
#include "sim/sim.h"

static void print_when(const struct sim *sim)
{
    char text[17];
    int64_t now_us = sim_now_us(sim);
    fprintf(stderr, "  at %s (tick %" PRId64 "), seed %" PRIu64 ", replication %" PRIu32 "\n",
            date_write(text, now_us, true), now_us, sim_seed(sim), sim_replication(sim));
}

_Noreturn void require_failed(const struct sim *sim, const char *file, int line,
                              const char *condition, const char *sentence, ...)
{
    va_list arguments;
    fprintf(stderr, "hubsim: our mistake at %s:%d: %s does not hold\n  ", file, line, condition);
    va_start(arguments, sentence);
    vfprintf(stderr, sentence, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    if (sim) print_when(sim);
    fflush(stderr);
    abort();
}
