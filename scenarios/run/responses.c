// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/responses.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/suggest.h"
#include "sim/date.h"
#include "sim/base/require.h"

static const struct hub_def *def_of(const struct scenario *scenario)
{
    return scenario_plan(scenario)->base;
}

/* ---- what is asked --------------------------------------------------------------------------- */

static struct measure *catalogue_of(const struct hub_def *def, size_t *n)
{
    *n = hub_measures(def, NULL);
    struct measure *measure = calloc(*n + 1, sizeof *measure);
    if (measure) hub_measures(def, measure);
    return measure;
}

static const struct measure *find_measure(const struct measure *measure, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(measure[i].name, name) == 0) return &measure[i];
    return NULL;
}

static bool report_unknown(const struct measure *measure, size_t n, const char *name,
                           char error[static RESPONSES_ERROR_BYTES])
{
    const char **names = calloc(n + 1, sizeof *names);
    for (size_t i = 0; names && i < n; i++)
        names[i] = measure[i].name;
    const char *nearest = names ? suggest_nearest(name, names, n) : NULL;
    if (nearest)
        snprintf(error, RESPONSES_ERROR_BYTES,
                 "nothing measured is called %.60s; did you mean %.60s?", name, nearest);
    else snprintf(error, RESPONSES_ERROR_BYTES, "nothing measured is called %.60s", name);
    free(names);
    return false;
}

static bool fits_years(const struct hub_def *def, int32_t year,
                       char error[static RESPONSES_ERROR_BYTES])
{
    const int32_t first = hub_first_year(def), last = first + (int32_t)hub_years(def) - 1;
    if (last < first) {
        snprintf(error, RESPONSES_ERROR_BYTES, "no whole calendar year is simulated");
        return false;
    }
    if (year >= first && year <= last) return true;
    snprintf(error, RESPONSES_ERROR_BYTES, "%d is not simulated: give a year from %d to %d", year,
             first, last);
    return false;
}

/* Fills unit and meaning, and checks name and year. */
static bool complete(struct responses_one *one, const struct hub_def *def,
                     char error[static RESPONSES_ERROR_BYTES])
{
    size_t n;
    struct measure *measure = catalogue_of(def, &n);
    const struct measure *found = measure ? find_measure(measure, n, one->measure) : NULL;
    bool fine = found != NULL;
    if (!measure) snprintf(error, RESPONSES_ERROR_BYTES, "out of memory");
    else if (!fine) report_unknown(measure, n, one->measure, error);
    else fine = fits_years(def, one->year, error);
    if (fine && !one->promise) {
        snprintf(one->unit, sizeof one->unit, "%s", found->unit);
        snprintf(one->meaning, sizeof one->meaning, "%s", found->meaning);
    }
    free(measure);
    return fine;
}

static bool add(struct responses *responses, const struct responses_one *one,
                char error[static RESPONSES_ERROR_BYTES])
{
    for (size_t i = 0; i < responses->n; i++)
        if (strcmp(responses->one[i].word, one->word) == 0) return true;
    if (responses->n == RESPONSES_MAX) {
        snprintf(error, RESPONSES_ERROR_BYTES, "more than %d measures are too many", RESPONSES_MAX);
        return false;
    }
    responses->one[responses->n++] = *one;
    return true;
}

static const struct promise_def *find_promise(const struct hub_def *def, const char *id,
                                              char error[static RESPONSES_ERROR_BYTES])
{
    const char *names[PROMISE_MAX];
    for (uint32_t i = 0; i < def->promises_n; i++) {
        names[i] = def->promises[i].name;
        if (strcmp(names[i], id) == 0) return &def->promises[i];
    }
    const char *nearest = suggest_nearest(id, names, def->promises_n);
    snprintf(error, RESPONSES_ERROR_BYTES, "no promise is called %.60s%s%.60s%s", id,
             nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
    return NULL;
}

static bool has_date(const struct promise_def *promise, char error[static RESPONSES_ERROR_BYTES])
{
    if (promise->by_us != DATE_NEVER_US) return true;
    snprintf(error, RESPONSES_ERROR_BYTES, "the promise %s has no date", promise->name);
    return false;
}

static bool add_promise(struct responses *responses, const struct hub_def *def, const char *id,
                        char error[static RESPONSES_ERROR_BYTES])
{
    const struct promise_def *promise = find_promise(def, id, error);
    if (!promise || !has_date(promise, error)) return false;
    struct responses_one one = {.year = date_of(promise->by_us).year,
                                .unit = "share",
                                .promise = true,
                                .at_least = promise->at_least,
                                .at_most = promise->at_most};
    snprintf(one.word, sizeof one.word, "promise.%s", promise->name);
    snprintf(one.measure, sizeof one.measure, "%.63s", promise->measure);
    snprintf(one.meaning, sizeof one.meaning, "%s", promise->what);
    return complete(&one, def, error) && add(responses, &one, error);
}

/* "2025": four digits. */
static bool read_year(const char *text, int32_t *year)
{
    if (strlen(text) != 4 || strspn(text, "0123456789") != 4) return false;
    *year = (int32_t)strtol(text, NULL, 10);
    return true;
}

bool responses_add(struct responses *responses, const struct scenario *scenario, const char *word,
                   char error[static RESPONSES_ERROR_BYTES])
{
    const struct hub_def *def = def_of(scenario);
    if (strncmp(word, "promise.", 8) == 0) return add_promise(responses, def, word + 8, error);
    const char *at = strchr(word, '@');
    const size_t bytes = at ? (size_t)(at - word) : strlen(word);
    struct responses_one one = {
        .year = hub_first_year(def) + (int32_t)hub_years(def) - 1, .at_least = NAN, .at_most = NAN};
    if (bytes >= sizeof one.measure || (at && !read_year(at + 1, &one.year))) {
        snprintf(error, RESPONSES_ERROR_BYTES,
                 "%.60s: give a measure and a year, such as airport.tonnes@2025", word);
        return false;
    }
    snprintf(one.measure, sizeof one.measure, "%.*s", (int)bytes, word);
    snprintf(one.word, sizeof one.word, "%s@%d", one.measure, one.year);
    return complete(&one, def, error) && add(responses, &one, error);
}

bool responses_add_of_promise(struct responses *responses, const struct scenario *scenario,
                              const char *id, char error[static RESPONSES_ERROR_BYTES])
{
    const struct promise_def *promise = find_promise(def_of(scenario), id, error);
    if (!promise || !has_date(promise, error)) return false;
    char word[PARAM_TEXT_BYTES + 16];
    snprintf(word, sizeof word, "%s@%d", promise->measure, date_of(promise->by_us).year);
    return responses_add(responses, scenario, word, error);
}

const struct promise_def *responses_first_promise(const struct scenario *scenario)
{
    const struct hub_def *def = def_of(scenario);
    char error[RESPONSES_ERROR_BYTES];
    for (uint32_t i = 0; i < def->promises_n; i++) {
        const struct promise_def *promise = &def->promises[i];
        if (promise->by_us == DATE_NEVER_US) continue;
        if (fits_years(def, date_of(promise->by_us).year, error)) return promise;
    }
    return NULL;
}

bool responses_fit(const struct responses *responses, const struct scenario *scenario,
                   char error[static RESPONSES_ERROR_BYTES])
{
    for (size_t i = 0; i < responses->n; i++) {
        struct responses_one one = responses->one[i];
        if (!complete(&one, def_of(scenario), error)) return false;
    }
    return true;
}

/* ---- the answers ----------------------------------------------------------------------------- */

bool responses_table_new(struct responses_table *table, size_t points, size_t replications,
                         size_t responses)
{
    *table = (struct responses_table){points, replications, responses, NULL, NULL};
    const size_t rows = points * replications;
    if (responses != 0 && rows > SIZE_MAX / 16 / responses) return false;
    table->value = calloc(rows * responses + 1, sizeof *table->value);
    table->finished = calloc(rows + 1, sizeof *table->finished);
    for (size_t i = 0; table->value && i < rows * responses; i++)
        table->value[i] = NAN;
    if (table->value && table->finished) return true;
    responses_table_free(table);
    return false;
}

void responses_table_free(struct responses_table *table)
{
    free(table->value);
    free(table->finished);
    table->value = NULL;
    table->finished = NULL;
}

struct collecting {
    const struct responses *responses;
    const size_t *row;
    struct responses_table *table;
    size_t *place; /* [point * responses + response]: where its value stands in a result */
};

static double answer(const struct responses_one *one, double value)
{
    if (!one->promise || !isfinite(value)) return value;
    return isfinite(one->at_most) ? value <= one->at_most : value >= one->at_least;
}

static void take_one(void *context, size_t point, uint32_t replication,
                     const struct hub_result *result)
{
    const struct collecting *collecting = context;
    const struct responses *responses = collecting->responses;
    struct responses_table *table = collecting->table;
    const size_t row = collecting->row ? collecting->row[point] : point;
    const size_t at = row * table->replications + replication;
    for (size_t i = 0; i < responses->n; i++)
        table->value[at * table->responses + i] =
            answer(&responses->one[i], result->value[collecting->place[point * responses->n + i]]);
    table->finished[at] = true;
}

/* False if a response is not answered by the scenario: responses_fit was not asked. */
static bool find_places(const struct responses *responses, const struct scenario *scenario,
                        size_t *place)
{
    const struct hub_def *def = def_of(scenario);
    size_t n;
    struct measure *measure = catalogue_of(def, &n);
    bool fine = measure != NULL;
    for (size_t i = 0; i < responses->n && fine; i++) {
        const struct responses_one *one = &responses->one[i];
        const struct measure *found = find_measure(measure, n, one->measure);
        const size_t year = (size_t)(one->year - hub_first_year(def));
        fine = found != NULL && year < hub_years(def);
        if (fine) place[i] = year * n + (size_t)(found - measure);
    }
    free(measure);
    return fine;
}

struct batch_done responses_run(const struct responses *responses,
                                const struct scenario *const *scenario, const size_t *row,
                                size_t points, uint64_t seed, uint32_t first, uint32_t n,
                                const struct batch *batch, struct responses_table *table)
{
    struct collecting collecting = {responses, row, table, NULL};
    struct batch_done done = {.out_of_memory = true, .asked = (uint64_t)points * n};
    struct batch_point *point = calloc(points + 1, sizeof *point);
    collecting.place = calloc(points * responses->n + 1, sizeof *collecting.place);
    bool fine = point != NULL && collecting.place != NULL;
    for (size_t i = 0; i < points && fine; i++) {
        point[i] = (struct batch_point){scenario[i], seed, first, n};
        fine = find_places(responses, scenario[i], collecting.place + i * responses->n);
    }
    REQUIRE(NULL, first + n <= table->replications, "replication %u of %zu", first + n,
            table->replications);
    if (fine) done = batch_run(batch, point, points, take_one, &collecting);
    free(collecting.place);
    free(point);
    return done;
}

size_t responses_whole(const struct responses_table *table, size_t points)
{
    for (size_t r = 0; r < table->replications; r++)
        for (size_t i = 0; i < points; i++)
            if (!table->finished[i * table->replications + r]) return r;
    return table->replications;
}

void responses_take(const struct responses_table *table, size_t row, size_t response, size_t n,
                    double *x)
{
    for (size_t r = 0; r < n; r++)
        x[r] = table->value[(row * table->replications + r) * table->responses + response];
}
