// SPDX-License-Identifier: GPL-3.0-or-later
/* A simulation with one station that notes what happens, and when. */
#ifndef TESTS_SIM_LOG_H
#define TESTS_SIM_LOG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "sim/sim.h"

enum { LOG = 64 };

struct log {
    uint64_t arg[LOG];
    int64_t at_us[LOG];
    size_t n;
    uint16_t note;
    uint64_t handle;
};

static inline void note(struct sim *sim, void *station, uint64_t arg)
{
    struct log *log = station;
    if (log->n == LOG) return;
    log->at_us[log->n] = sim_now_us(sim);
    log->arg[log->n++] = arg;
}

static inline struct sim *start(struct log **log, struct sim_def def)
{
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    *log = sim_alloc(sim, sizeof **log);
    (*log)->note = sim_kind(sim, "test.note", note);
    return sim;
}

static inline void assert_order(const struct log *log, const char *expected)
{
    assert_int_equal(log->n, strlen(expected));
    for (size_t i = 0; i < log->n; i++)
        assert_int_equal(log->arg[i], expected[i]);
}

#endif
