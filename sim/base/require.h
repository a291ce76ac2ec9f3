// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/base/require.h -- programming errors: say where, when and with which seed, then stop.
 *
 * Knows          the clock, seed and replication of the simulation it is given (or none).
 * Does not know  the user's errors (scenarios/) or the machine's (exit 1): those never come here.
 */
#ifndef SIM_BASE_REQUIRE_H
#define SIM_BASE_REQUIRE_H

#include <stdio.h>

struct sim;

#define NODISCARD __attribute__((warn_unused_result))

/* Always on, in every build. `sim` may be NULL. Prints file, line, condition, the printf-style
 * sentence, and the simulated time, seed and replication to stderr; then abort(). */
#define REQUIRE(sim, condition, ...)                                                               \
    ((condition) ? (void)0 : require_failed((sim), __FILE__, __LINE__, #condition, __VA_ARGS__))

_Noreturn void require_failed(const struct sim *sim, const char *file, int line,
                              const char *condition, const char *sentence, ...)
    __attribute__((format(printf, 5, 6), cold));

/* Writes time, seed and replication of `sim` on a line. The engine knows them, so it stands in
 * sim/require_when.c. */
void require_when(const struct sim *sim, FILE *to);

#endif
