// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/calibrate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/number.h"
#include "sim/date.h"
#include "sim/stats/interval.h"

enum { AT_ONCE = 48 };

/* ---- inputs ---------------------------------------------------------------------------------- */

static const struct plan_change *find_draw(const struct plan *plan,
                                           const struct plan_column *column)
{
    for (size_t i = 0; i < plan->n; i++) {
        const struct plan_change *change = &plan->changes[i];
        if (change->operation == PLAN_SET && change->kind == PARAM_REAL &&
            change->number.kind != DIST_CONSTANT && change->at == column->at &&
            change->entry == column->entry)
            return change;
    }
    return NULL;
}

static bool refuse(char error[static CALIBRATE_ERROR_BYTES], const char *word, const char *advice)
{
    snprintf(error, CALIBRATE_ERROR_BYTES, "%.100s: %.280s", word, advice);
    return false;
}

static bool read_range(const char *text, double *lo, double *hi)
{
    char low[64];
    const char *colon = strchr(text, ':');
    const size_t n = colon ? (size_t)(colon - text) : 0;
    if (n == 0 || n >= sizeof low) return false;
    memcpy(low, text, n);
    low[n] = '\0';
    return !number_read(low, lo) && !number_read(colon + 1, hi) && isfinite(*lo) && isfinite(*hi) &&
           *lo < *hi;
}

static bool set_prior(struct calibrate_input *input, const struct plan *plan, const char *range,
                      char error[static CALIBRATE_ERROR_BYTES])
{
    const struct plan_column *column = &input->column;
    const struct plan_change *draw = find_draw(plan, column);
    double lo, hi;
    if (!range && !draw)
        return refuse(error, input->word,
                      "the scenario gives no distribution for it: give a range, path=lo:hi");
    if (!range) {
        input->prior = draw->number;
        return true;
    }
    if (!read_range(range, &lo, &hi)) return refuse(error, input->word, "give a range, path=lo:hi");
    const double min = column->factor ? 0 : column->min,
                 max = column->factor ? INFINITY : column->max;
    if (max > min && (lo < min || hi > max)) {
        char advice[120];
        snprintf(advice, sizeof advice, "give a range within %g to %g", min, max);
        return refuse(error, input->word, advice);
    }
    input->prior = dist_uniform(lo, hi);
    return true;
}

bool calibrate_add(struct calibrate_inputs *inputs, const struct scenario *scenario,
                   struct text_arena *arena, const char *word,
                   char error[static CALIBRATE_ERROR_BYTES])
{
    struct calibrate_input input = {.unit = ""};
    const char *equals = strchr(word, '=');
    const size_t bytes = equals ? (size_t)(equals - word) : strlen(word);
    if (bytes == 0 || bytes >= sizeof input.word) return refuse(error, word, "give a setting");
    if (inputs->n == CALIBRATE_INPUTS) return refuse(error, word, "too many inputs");
    memcpy(input.word, word, bytes);
    const char *wrong = posterior_column(scenario, input.word, arena, &input.column);
    for (size_t i = 0; i < inputs->n && !wrong; i++)
        if (strcmp(inputs->one[i].word, input.word) == 0) wrong = "given twice";
    if (wrong) return refuse(error, input.word, wrong);
    if (!set_prior(&input, scenario_plan(scenario), equals ? equals + 1 : NULL, error))
        return false;
    inputs->one[inputs->n++] = input;
    return true;
}

static const char *last_word(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

static bool stands_in(const struct scenario *scenario, const struct plan_change *change,
                      const char *file)
{
    const char *where = NULL;
    int line;
    if (!file) return true;
    return change->at_us == PLAN_START_US &&
           scenario_origin(scenario, change->path, &where, &line) && where &&
           strcmp(last_word(where), last_word(file)) == 0;
}

static bool is_there(const struct calibrate_inputs *inputs, const char *word)
{
    for (size_t i = 0; i < inputs->n; i++)
        if (strcmp(inputs->one[i].word, word) == 0) return true;
    return false;
}

size_t calibrate_add_uncertain(struct calibrate_inputs *inputs, const struct scenario *scenario,
                               struct text_arena *arena, const char *file, int64_t until_us)
{
    const struct plan *plan = scenario_plan(scenario);
    size_t left_out = 0;
    for (size_t i = 0; i < plan->n && plan->changes[i].at_us < until_us; i++) {
        const struct plan_change *change = &plan->changes[i];
        char word[CALIBRATE_WORD_BYTES], day[17], error[CALIBRATE_ERROR_BYTES];
        if (change->operation != PLAN_SET || change->kind != PARAM_REAL ||
            change->number.kind == DIST_CONSTANT)
            continue;
        if (change->at_us == PLAN_START_US) snprintf(word, sizeof word, "%.120s", change->path);
        else
            snprintf(word, sizeof word, "%.100s@%s", change->path,
                     date_write(day, change->at_us, false));
        if (strncmp(word, "discrepancy.", 12) == 0 || !stands_in(scenario, change, file) ||
            is_there(inputs, word))
            continue;
        left_out += !calibrate_add(inputs, scenario, arena, word, error);
    }
    return left_out;
}

double calibrate_value(const struct calibrate_input *input, double unit)
{
    const struct plan_column *column = &input->column;
    const struct dist *prior = &input->prior;
    if (column->kind == PARAM_COUNT && !column->factor) {
        const double slices = prior->b - prior->a + 1;
        return fmin(prior->b, floor(prior->a + unit * slices));
    }
    const double x = dist_quantile(prior, unit);
    if (column->factor) return fmax(x, 0);
    return column->max > column->min ? fmin(column->max, fmax(column->min, x)) : x;
}

/* High, medium, low. */
double calibrate_count_sd(const char *confidence)
{
    if (strcmp(confidence, "high") == 0) return 0.02;
    return strcmp(confidence, "medium") == 0 ? 0.05 : 0.15;
}

/* ---- points ---------------------------------------------------------------------------------- */

struct point {
    struct scenario *scenario;
    struct posterior posterior;
    double value[CALIBRATE_INPUTS];
};

struct calibrating {
    const struct calibrate_request *request;
    struct calibrate *fit;
    struct plan_column column[CALIBRATE_INPUTS];
    const char *word[CALIBRATE_INPUTS];
    struct point point[AT_ONCE];
};

static void open_point(const struct calibrating *calibrating, const double *unit,
                       struct point *point)
{
    const struct calibrate_inputs *inputs = calibrating->request->inputs;
    for (size_t i = 0; i < inputs->n; i++)
        point->value[i] = calibrate_value(&inputs->one[i], unit[i]);
    point->posterior = (struct posterior){
        {calibrating->column, inputs->n, 1, point->value, NULL}, calibrating->word, NULL};
    point->scenario = scenario_alike(calibrating->request->scenario);
    posterior_attach(point->scenario, &point->posterior);
}

static void add_done(struct batch_done *sum, const struct batch_done *done)
{
    sum->done += done->done;
    sum->asked += done->asked;
    sum->remembered += done->remembered;
    sum->out_of_memory |= done->out_of_memory;
    sum->kept_all &= done->kept_all;
}

/* n <= AT_ONCE points into rows 0.. of the table. False: not all was done. */
static bool run_points(struct calibrating *calibrating, const double *unit, size_t n,
                       uint32_t replications, struct responses_table *table)
{
    const struct calibrate_request *request = calibrating->request;
    const struct scenario *scenario[AT_ONCE];
    for (size_t i = 0; i < n; i++) {
        open_point(calibrating, unit + i * request->inputs->n, &calibrating->point[i]);
        scenario[i] = calibrating->point[i].scenario;
    }
    const struct batch_done done =
        responses_run(request->responses, scenario, NULL, n, request->rule.seed, 0, replications,
                      request->batch, table);
    add_done(&calibrating->fit->batch, &done);
    for (size_t i = 0; i < n; i++)
        scenario_free(calibrating->point[i].scenario);
    return done.done == done.asked && !done.out_of_memory;
}

static bool all_answered(struct calibrating *calibrating, const double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(y[i])) calibrating->fit->no_answer = true;
    return !calibrating->fit->no_answer;
}

static bool simulate_part(struct calibrating *calibrating, const double *unit, size_t n, double *y)
{
    const struct calibrate_request *request = calibrating->request;
    const size_t m = request->responses->n;
    struct responses_table table;
    if (!responses_table_new(&table, n, request->replications, m)) return false;
    const bool fine = run_points(calibrating, unit, n, request->replications, &table);
    for (size_t i = 0; fine && i < n; i++)
        for (size_t j = 0; j < m; j++) {
            double sum = 0;
            for (size_t r = 0; r < request->replications; r++)
                sum += table.value[(i * request->replications + r) * m + j];
            y[i * m + j] = sum / request->replications;
        }
    responses_table_free(&table);
    return fine && all_answered(calibrating, y, n * m);
}

static bool simulate(void *context, const double *unit, size_t n, double *y)
{
    struct calibrating *calibrating = context;
    const size_t inputs = calibrating->request->inputs->n, m = calibrating->request->responses->n;
    for (size_t from = 0; from < n; from += AT_ONCE) {
        const size_t part = n - from < AT_ONCE ? n - from : AT_ONCE;
        if (!simulate_part(calibrating, unit + from * inputs, part, y + from * m)) return false;
    }
    return true;
}

/* What was counted has chance in it, and so has the mean of the replications at a point. */
static bool measure_chance(struct calibrating *calibrating)
{
    const struct calibrate_request *request = calibrating->request;
    const size_t n = request->chance_n, m = request->responses->n;
    double middle[CALIBRATE_INPUTS];
    double *x = calloc(n + 1, sizeof *x);
    struct responses_table table;
    for (size_t i = 0; i < CALIBRATE_INPUTS; i++)
        middle[i] = 0.5;
    bool fine = x && responses_table_new(&table, 1, n, m);
    if (fine) {
        fine = run_points(calibrating, middle, 1, request->chance_n, &table) &&
               all_answered(calibrating, table.value, n * m);
        for (size_t j = 0; fine && j < m; j++) {
            responses_take(&table, 0, j, n, x);
            request->target[j].chance_sd =
                interval_sd(x, n) * sqrt(1 + 1.0 / request->replications);
        }
        responses_table_free(&table);
    }
    free(x);
    return fine;
}

bool calibrate_run(const struct calibrate_request *request, struct calibrate *fit)
{
    struct calibrating *calibrating = calloc(1, sizeof *calibrating);
    *fit = (struct calibrate){.batch = {.kept_all = true, .out_of_memory = calibrating == NULL}};
    if (!calibrating) return false;
    calibrating->request = request;
    calibrating->fit = fit;
    for (size_t i = 0; i < request->inputs->n; i++) {
        calibrating->column[i] = request->inputs->one[i].column;
        calibrating->word[i] = request->inputs->one[i].word;
    }
    const bool fine = measure_chance(calibrating) &&
                      matching_run(&request->rule, request->inputs->n, request->target,
                                   request->responses->n, simulate, calibrating, &fit->matching);
    free(calibrating);
    return fine;
}

void calibrate_free(struct calibrate *fit)
{
    matching_free(&fit->matching);
}
