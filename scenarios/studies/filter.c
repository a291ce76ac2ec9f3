// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/filter.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 60 };

struct reading {
    const char *all, *at;
    const struct factors *inputs;
    const double *x;
    int depth;
    char *error;
    bool wrong;
};

static double read_either(struct reading *reading);

static double fail(struct reading *reading, const char *what)
{
    if (!reading->wrong)
        snprintf(reading->error, FACTORS_ERROR_BYTES, "--where %.120s: at character %zu: %.100s",
                 reading->all, (size_t)(reading->at - reading->all) + 1, what);
    reading->wrong = true;
    return NAN;
}

static void skip_blanks(struct reading *reading)
{
    while (*reading->at == ' ' || *reading->at == '\t')
        reading->at++;
}

static bool is_of_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

/* A sign, or a word that does not go on. */
static bool take(struct reading *reading, const char *token)
{
    skip_blanks(reading);
    const size_t n = strlen(token);
    if (strncmp(reading->at, token, n) != 0) return false;
    if (isalpha((unsigned char)*token) && is_of_name(reading->at[n])) return false;
    reading->at += n;
    return true;
}

static double read_name(struct reading *reading)
{
    size_t n = 0;
    while (is_of_name(reading->at[n]))
        n++;
    for (size_t i = 0; i < reading->inputs->n; i++) {
        const char *path = reading->inputs->one[i].path, *name = factors_name(reading->inputs, i);
        const bool whole = strlen(path) == n && strncmp(path, reading->at, n) == 0;
        const bool last = strlen(name) == n && strncmp(name, reading->at, n) == 0;
        if (!whole && !last) continue;
        reading->at += n;
        return reading->x[i];
    }
    return fail(reading, "give a number or the name of something varied");
}

static double read_atom(struct reading *reading)
{
    skip_blanks(reading);
    if (reading->depth > DEEPEST) return fail(reading, "too many brackets");
    if (take(reading, "(")) {
        reading->depth++;
        const double value = read_either(reading);
        reading->depth--;
        return take(reading, ")") ? value : fail(reading, "give a )");
    }
    if (take(reading, "-")) {
        reading->depth++;
        const double value = -read_atom(reading);
        reading->depth--;
        return value;
    }
    if (isdigit((unsigned char)*reading->at)) {
        char *end;
        const double value = strtod(reading->at, &end);
        reading->at = end;
        return value;
    }
    return read_name(reading);
}

static double read_product(struct reading *reading)
{
    double value = read_atom(reading);
    while (!reading->wrong) {
        if (take(reading, "*")) value *= read_atom(reading);
        else if (take(reading, "/")) value /= read_atom(reading);
        else break;
    }
    return value;
}

static double read_sum(struct reading *reading)
{
    double value = read_product(reading);
    while (!reading->wrong) {
        if (take(reading, "+")) value += read_product(reading);
        else if (take(reading, "-")) value -= read_product(reading);
        else break;
    }
    return value;
}

static double read_comparison(struct reading *reading)
{
    const double a = read_sum(reading);
    if (take(reading, "<=")) return a <= read_sum(reading);
    if (take(reading, ">=")) return a >= read_sum(reading);
    if (take(reading, "==")) return a == read_sum(reading);
    if (take(reading, "!=")) return a != read_sum(reading);
    if (take(reading, "<")) return a < read_sum(reading);
    if (take(reading, ">")) return a > read_sum(reading);
    return a;
}

static double read_negation(struct reading *reading)
{
    if (!take(reading, "not")) return read_comparison(reading);
    if (++reading->depth > DEEPEST) return fail(reading, "too many nots");
    const double value = read_negation(reading);
    reading->depth--;
    return value == 0;
}

static double read_both(struct reading *reading)
{
    double value = read_negation(reading);
    while (!reading->wrong && take(reading, "and")) {
        const double right = read_negation(reading);
        value = value != 0 && right != 0;
    }
    return value;
}

static double read_either(struct reading *reading)
{
    double value = read_both(reading);
    while (!reading->wrong && take(reading, "or")) {
        const double right = read_both(reading);
        value = value != 0 || right != 0;
    }
    return value;
}

bool filter_holds(const char *expression, const struct factors *inputs, const double *x,
                  bool *holds, char error[static FACTORS_ERROR_BYTES])
{
    struct reading reading = {
        .all = expression, .at = expression, .inputs = inputs, .x = x, .error = error};
    const double value = read_either(&reading);
    skip_blanks(&reading);
    if (!reading.wrong && *reading.at != '\0') fail(&reading, "nothing may follow here");
    *holds = !reading.wrong && value != 0 && !isnan(value);
    return !reading.wrong;
}
