// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/responses.h -- what a study asks of a replication: "hall.cainiao.jobs@2025", or
 * whether a promise came true; and the answers of many scenarios with common random numbers.
 *
 * Knows          how such a question is written; that a promise answers 1 or 0, so that its mean is
 *                its chance; that only replications which all scenarios have finished may be
 *                compared.
 * Does not know  what is done with the answers.
 */
#ifndef SCENARIOS_RUN_RESPONSES_H
#define SCENARIOS_RUN_RESPONSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/measure.h"
#include "scenarios/run/batch.h"

enum { RESPONSES_MAX = 64, RESPONSES_ERROR_BYTES = 240 };

struct responses_one {
    char word[96]; /* "hall.cainiao.jobs@2025", "promise.jobs_direct" */
    char measure[MEASURE_NAME_BYTES];
    int32_t year;
    char unit[24], meaning[320]; /* of a promise: "share" and its words */
    bool promise;                /* the answer is 1 (kept) or 0 */
    double at_least, at_most;    /* of the promise; NAN: not given */
};

struct responses {
    struct responses_one one[RESPONSES_MAX];
    size_t n;
};

/* Adds what `word` asks of this scenario: a measure (without @YEAR: of the last whole year) or
 * promise.ID. The same one twice counts once. False: `error` says what to give. */
bool responses_add(struct responses *responses, const struct scenario *scenario, const char *word,
                   char error[static RESPONSES_ERROR_BYTES]);

/* The measure and year of a promise, rather than whether it is kept. */
bool responses_add_of_promise(struct responses *responses, const struct scenario *scenario,
                              const char *id, char error[static RESPONSES_ERROR_BYTES]);

/* The first promise that falls within the years simulated; NULL if there is none. */
const struct promise_def *responses_first_promise(const struct scenario *scenario);

/* Every response must be answered by this scenario. False: `error` says which is not. */
bool responses_fit(const struct responses *responses, const struct scenario *scenario,
                   char error[static RESPONSES_ERROR_BYTES]);

/* The answers of `points` scenarios in replications 0 .. replications - 1. */
struct responses_table {
    size_t points, replications, responses;
    double *value;  /* [(point * replications + replication) * responses + response]; NAN: none */
    bool *finished; /* [point * replications + replication] */
};

/* False: no memory. */
bool responses_table_new(struct responses_table *table, size_t points, size_t replications,
                         size_t responses);
void responses_table_free(struct responses_table *table);

/* Simulates replications first .. first + n - 1 of scenario[i] into row row[i] of the table (row
 * NULL: i). */
struct batch_done responses_run(const struct responses *responses,
                                const struct scenario *const *scenario, const size_t *row,
                                size_t points, uint64_t seed, uint32_t first, uint32_t n,
                                const struct batch *batch, struct responses_table *table);

/* How many replications, from 0 on, every one of the first `points` rows has finished. */
size_t responses_whole(const struct responses_table *table, size_t points);

/* The answers of one row to one response, replications 0 .. n - 1, into x[n]. */
void responses_take(const struct responses_table *table, size_t row, size_t response, size_t n,
                    double *x);

#endif
