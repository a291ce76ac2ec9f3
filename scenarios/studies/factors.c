// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/factors.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/catalogue.h"
#include "scenarios/input/number.h"
#include "scenarios/input/suggest.h"

/* ---- which setting --------------------------------------------------------------------------- */

struct looking {
    const char *path;
    const struct param *param;
    const char *names[2048];
    size_t n;
    struct text_arena *arena;
};

static void look_at(void *context, const char *path, const char *value, const struct param *param,
                    const char *file, int line)
{
    (void)value, (void)file, (void)line;
    struct looking *looking = context;
    if (strcmp(path, looking->path) == 0) looking->param = param;
    if (looking->n < sizeof looking->names / sizeof *looking->names)
        looking->names[looking->n++] = text_arena_text(looking->arena, path, strlen(path));
}

/* NULL: `error` says which setting may have been meant. */
static const struct param *find_param(const struct scenario *scenario, const char *path,
                                      char error[static FACTORS_ERROR_BYTES])
{
    struct looking *looking = calloc(1, sizeof *looking);
    if (!looking) return NULL;
    looking->path = path;
    looking->arena = text_arena_new();
    scenario_each(scenario, look_at, looking);
    const struct param *param = looking->param;
    const char *nearest = param ? NULL : suggest_nearest(path, looking->names, looking->n);
    if (!param)
        snprintf(error, FACTORS_ERROR_BYTES, "%.90s: no such setting in this scenario%s%.90s%s",
                 path, nearest ? "; did you mean " : "", nearest ? nearest : "",
                 nearest ? "?" : "");
    text_arena_free(looking->arena);
    free(looking);
    return param;
}

static bool is_number(const struct param *param)
{
    return param->kind == PARAM_REAL || param->kind == PARAM_COUNT || param->kind == PARAM_DIST;
}

/* ---- which values ---------------------------------------------------------------------------- */

static bool add_value(struct factors_one *one, const char *text, size_t bytes)
{
    if (one->values == FACTORS_VALUES_MAX || bytes == 0 || bytes >= FACTORS_WORD_BYTES)
        return false;
    memcpy(one->value[one->values], text, bytes);
    one->value[one->values++][bytes] = '\0';
    return true;
}

/* "{10,20}": a comma within brackets or quotes belongs to the value. */
static bool read_list(struct factors_one *one, const char *text)
{
    const size_t n = strlen(text);
    size_t from = 1;
    int depth = 0;
    bool quoted = false;
    if (n < 3 || text[n - 1] != '}') return false;
    one->listed = true;
    for (size_t i = 1; i < n; i++) {
        if (text[i] == '"') quoted = !quoted;
        if (quoted) continue;
        if (text[i] == '[' || text[i] == '{') depth++;
        if (text[i] == ']' || (text[i] == '}' && i < n - 1)) depth--;
        if (depth > 0 || (text[i] != ',' && i < n - 1)) continue;
        if (!add_value(one, text + from, i - from)) return false;
        from = i + 1;
    }
    return !quoted && depth == 0;
}

static bool read_part(const char **at, double *to)
{
    char part[64];
    const size_t n = strcspn(*at, ":");
    if (n == 0 || n >= sizeof part) return false;
    memcpy(part, *at, n);
    part[n] = '\0';
    *at += n;
    return number_read(part, to) == NULL && isfinite(*to);
}

/* The last value may miss the end by rounding: 0:1:0.1 has eleven. */
static bool add_steps(struct factors_one *one)
{
    const double steps = floor((one->hi - one->lo) / one->step * (1 + 1e-12) + 1e-9);
    if (!(one->step > 0) || !(steps < FACTORS_VALUES_MAX)) return false;
    for (size_t i = 0; i <= (size_t)steps; i++) {
        char text[40];
        const double x = one->lo + (double)i * one->step;
        const int n = snprintf(text, sizeof text, "%.12g", x);
        if (!add_value(one, text, (size_t)n)) return false;
    }
    return true;
}

static bool read_range(struct factors_one *one, const char *text)
{
    one->step = NAN;
    if (!read_part(&text, &one->lo) || *text++ != ':' || !read_part(&text, &one->hi)) return false;
    if (!(one->lo < one->hi)) return false;
    if (*text == '\0') return true;
    if (*text++ != ':' || !read_part(&text, &one->step) || *text != '\0') return false;
    return add_steps(one);
}

static bool fits(const struct factors_one *one, const struct param *param,
                 char error[static FACTORS_ERROR_BYTES])
{
    const bool ranged = param->min < param->max;
    if (one->listed) return true;
    if (!is_number(param)) {
        snprintf(error, FACTORS_ERROR_BYTES, "%.90s is no number: give the values, {a,b}",
                 one->path);
        return false;
    }
    if (one->whole && (one->lo != rint(one->lo) || one->hi != rint(one->hi))) {
        snprintf(error, FACTORS_ERROR_BYTES, "%.90s: give whole numbers", one->path);
        return false;
    }
    if (!ranged || one->factor || (one->lo >= param->min && one->hi <= param->max)) return true;
    snprintf(error, FACTORS_ERROR_BYTES, "%.90s: give a range within %g to %g %s", one->path,
             param->min, param->max, param->unit);
    return false;
}

bool factors_add(struct factors *inputs, const struct scenario *scenario, const char *word,
                 char error[static FACTORS_ERROR_BYTES])
{
    const char *equals = strchr(word, '=');
    struct factors_one one = {.lo = NAN, .hi = NAN, .step = NAN};
    const bool factor = equals && equals > word && equals[-1] == '*';
    const size_t bytes = equals ? (size_t)(equals - word) - factor : 0;
    snprintf(error, FACTORS_ERROR_BYTES,
             "%.90s: give path=from:to, path=from:to:step or path={a,b,...}; *= for factors", word);
    if (inputs->n == FACTORS_MAX)
        snprintf(error, FACTORS_ERROR_BYTES, "at most %d inputs", FACTORS_MAX);
    if (bytes == 0 || bytes >= sizeof one.path || inputs->n == FACTORS_MAX) return false;
    memcpy(one.path, word, bytes);
    one.factor = factor;
    char unknown[FACTORS_ERROR_BYTES];
    const struct param *param = find_param(scenario, one.path, unknown);
    if (!param) {
        memcpy(error, unknown, sizeof unknown);
        return false;
    }
    one.whole = param->kind == PARAM_COUNT && !factor;
    snprintf(one.unit, sizeof one.unit, "%s", factor ? "times" : param->unit ? param->unit : "");
    snprintf(one.meaning, sizeof one.meaning, "%s", param->meaning ? param->meaning : "");
    one.value = calloc(FACTORS_VALUES_MAX, sizeof *one.value);
    const char *text = equals + 1;
    if (one.value && (*text == '{' ? read_list(&one, text) : read_range(&one, text)) &&
        fits(&one, param, error)) {
        inputs->one[inputs->n++] = one;
        return true;
    }
    free(one.value);
    return false;
}

void factors_free(struct factors *inputs)
{
    for (size_t i = 0; i < inputs->n; i++)
        free(inputs->one[i].value);
    inputs->n = 0;
}

/* ---- what the scenario does not know --------------------------------------------------------- */

static const double tail = 0.025; /* on either side of the middle 95 % */

static double quantile_of(const struct factors_one *one, double p)
{
    const double x = dist_quantile(&one->law, p);
    return one->factor ? fmin(x / dist_mean(&one->law), one->most) : x;
}

/* The factor that brings the highest value anywhere in the setting's entries to the top of its
 * range. */
static double most_of(const struct plan *plan, const char *path, const struct param *param)
{
    double most = INFINITY;
    if (!(param->min < param->max)) return most;
    for (size_t i = 0; i < plan->n; i++) {
        const struct plan_change *change = &plan->changes[i];
        if (strcmp(change->path, path) != 0 || change->operation != PLAN_SET) continue;
        const double top = dist_quantile(&change->number, 1);
        if (isfinite(top) && top > 0) most = fmin(most, param->max / top);
    }
    return most;
}

static bool has_dates(const struct plan *plan, const char *path)
{
    for (size_t i = 0; i < plan->n; i++)
        if (plan->changes[i].at_us != PLAN_START_US && strcmp(plan->changes[i].path, path) == 0)
            return true;
    return false;
}

/* Every setting once: a factor given at the start has an entry of its own. */
static bool is_uncertain(const struct plan_change *change)
{
    return change->at_us == PLAN_START_US && change->operation == PLAN_SET &&
           change->kind == PARAM_REAL && change->number.kind != DIST_CONSTANT;
}

size_t factors_add_uncertain(struct factors *inputs, const struct scenario *scenario)
{
    const struct plan *plan = scenario_plan(scenario);
    size_t left_out = 0;
    for (size_t i = 0; i < plan->n; i++) {
        const struct plan_change *change = &plan->changes[i];
        char unknown[FACTORS_ERROR_BYTES];
        if (!is_uncertain(change)) continue;
        const struct param *param = find_param(scenario, change->path, unknown);
        struct factors_one one = {.factor = has_dates(plan, change->path),
                                  .drawn = true,
                                  .step = NAN,
                                  .law = change->number,
                                  .most = INFINITY};
        if (!param || inputs->n == FACTORS_MAX || strlen(change->path) >= sizeof one.path ||
            (one.factor && !(dist_mean(&one.law) > 0))) {
            left_out++;
            continue;
        }
        if (one.factor) one.most = most_of(plan, change->path, param);
        snprintf(one.path, sizeof one.path, "%.95s", change->path);
        snprintf(one.unit, sizeof one.unit, "%s",
                 one.factor    ? "times"
                 : param->unit ? param->unit
                               : "");
        snprintf(one.meaning, sizeof one.meaning, "%s", param->meaning ? param->meaning : "");
        one.lo = quantile_of(&one, tail);
        one.hi = quantile_of(&one, 1 - tail);
        inputs->one[inputs->n++] = one;
    }
    return left_out;
}

/* ---- values ---------------------------------------------------------------------------------- */

size_t factors_number(const struct factors_one *one, double unit)
{
    const size_t i = (size_t)(unit * (double)one->values);
    return i < one->values ? i : one->values - 1;
}

double factors_at(const struct factors_one *one, double unit)
{
    if (one->values > 0) return factors_listed(one, factors_number(one, unit));
    if (one->drawn) return quantile_of(one, tail + (1 - 2 * tail) * unit);
    if (!one->whole) return one->lo + unit * (one->hi - one->lo);
    return fmin(one->hi, floor(one->lo + unit * (one->hi - one->lo + 1)));
}

void factors_set(const struct factors_one *one, double x, char *to, size_t room)
{
    snprintf(to, room, "%s%s=%.15g", one->path, one->factor ? "*" : "", x);
}

void factors_set_listed(const struct factors_one *one, size_t i, char *to, size_t room)
{
    snprintf(to, room, "%s%s=%s", one->path, one->factor ? "*" : "", one->value[i]);
}

double factors_listed(const struct factors_one *one, size_t i)
{
    double x;
    return number_read(one->value[i], &x) == NULL ? x : NAN;
}

const char *factors_name(const struct factors *inputs, size_t i)
{
    const char *path = inputs->one[i].path, *dot = strrchr(path, '.');
    const char *last = dot ? dot + 1 : path;
    for (size_t j = 0; j < inputs->n; j++) {
        const char *other = strrchr(inputs->one[j].path, '.');
        if (j != i && strcmp(last, other ? other + 1 : inputs->one[j].path) == 0) return path;
    }
    return last;
}
