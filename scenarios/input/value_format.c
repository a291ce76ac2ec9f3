// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/value_format.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/date.h"

const char *value_format_number(struct text_arena *arena, double number)
{
    char text[40];
    if (isnan(number)) return "\"unknown\"";
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) break;
    }
    return text_arena_text(arena, text, strlen(text));
}

const char *value_format_real(struct text_arena *arena, double number)
{
    const char *text = value_format_number(arena, number);
    return strpbrk(text, ".e\"") ? text : text_arena_printf(arena, "%s.0", text);
}

static bool is_int(double number)
{
    return number == floor(number) && fabs(number) <= INT32_MAX;
}

/* libconfig wraps a whole number of more than 32 bits. */
static const char *write_number(struct text_arena *arena, double number)
{
    return is_int(number) ? value_format_number(arena, number) : value_format_real(arena, number);
}

const char *value_format_text(struct text_arena *arena, const char *text)
{
    char *quoted = text_arena_bytes(arena, 2 * strlen(text) + 3);
    char *to = quoted;
    *to++ = '"';
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') *to++ = '\\';
        *to++ = *text;
    }
    *to = '"';
    return quoted;
}

const char *value_format_date(struct text_arena *arena, int64_t at_us)
{
    char text[17];
    const bool minutes = at_us != DATE_NEVER_US && at_us % DATE_DAY_US != 0;
    return text_arena_printf(arena, "\"%s\"", date_write(text, at_us, minutes));
}

static const char *write_numbers(struct text_arena *arena, const double *number, size_t n)
{
    const char *list = "[";
    bool ints = true; /* libconfig wants one type in [ ] */
    for (size_t i = 0; i < n; i++)
        ints &= is_int(number[i]);
    for (size_t i = 0; i < n; i++)
        list = text_arena_printf(arena, "%s%s%s", list, i ? ", " : "",
                                 ints ? value_format_number(arena, number[i])
                                      : value_format_real(arena, number[i]));
    return text_arena_printf(arena, "%s]", list);
}

const char *value_format_dist(struct text_arena *arena, const struct dist *dist)
{
    const char *a = write_number(arena, dist->a), *b = write_number(arena, dist->b);
    const char *c = write_number(arena, dist->c);
    const char *values = write_numbers(arena, dist->value, dist->points);
    const char *weights = write_numbers(arena, dist->weight, dist->points);
    const char *rest = "";
    switch (dist->kind) {
    case DIST_CONSTANT:
        return a;
    case DIST_UNIFORM:
        rest = text_arena_printf(arena, "min = %s; max = %s", a, b);
        break;
    case DIST_TRIANGULAR:
        rest = text_arena_printf(arena, "min = %s; mode = %s; max = %s", a, b, c);
        break;
    case DIST_EXPONENTIAL:
        rest = text_arena_printf(arena, "mean = %s", a);
        break;
    case DIST_NORMAL:
        rest = text_arena_printf(arena, "mean = %s; sd = %s", a, b);
        break;
    case DIST_LOGNORMAL:
    case DIST_GAMMA:
        rest = text_arena_printf(arena, "mean = %s; cv = %s", a, b);
        break;
    case DIST_WEIBULL:
        rest = text_arena_printf(arena, "scale = %s; shape = %s", a, b);
        break;
    case DIST_EMPIRICAL:
        rest = text_arena_printf(arena, "value = %s", values);
        break;
    case DIST_DISCRETE:
        rest = text_arena_printf(arena, "value = %s; weight = %s", values, weights);
        break;
    case DIST_KINDS:
        break;
    }
    return text_arena_printf(arena, "{ dist = \"%s\"; %s; }", dist_kind_name(dist->kind), rest);
}

static const char *item_name(const struct resolved *resolved, const struct param *param,
                             uint32_t item)
{
    const struct resolved_table *table = resolved_table(resolved, param->refers);
    return table && item < table->n ? table->item[item].name : "";
}

static const char *write_names(struct text_arena *arena, const struct resolved *resolved,
                               const struct param *param, const struct param_names *names)
{
    const char *list = "[";
    for (uint32_t i = 0; i < names->n; i++)
        list = text_arena_printf(arena, "%s%s\"%s\"", list, i ? ", " : "",
                                 item_name(resolved, param, names->item[i]));
    return text_arena_printf(arena, "%s]", list);
}

const char *value_format_value(struct text_arena *arena, const struct resolved *resolved,
                               const struct param *param, const struct plan_change *value)
{
    switch (param->kind) {
    case PARAM_REAL:
    case PARAM_DIST:
        return value_format_dist(arena, &value->number);
    case PARAM_COUNT:
        return text_arena_printf(arena, "%.0f%s", value->number.a,
                                 value->number.a > INT32_MAX ? "L" : "");
    case PARAM_FLAG:
        return value->number.a != 0 ? "true" : "false";
    case PARAM_DATE:
        return value_format_date(arena, value->date_us);
    case PARAM_TEXT:
        return value_format_text(arena, value->text);
    case PARAM_CHOICE:
        return value_format_text(arena, param->choices[value->names.item[0]]);
    case PARAM_NAME:
        return value_format_text(arena, item_name(resolved, param, value->names.item[0]));
    case PARAM_NAMES:
        return write_names(arena, resolved, param, &value->names);
    case PARAM_REALS:
        return write_numbers(arena, value->reals, value->n);
    }
    return "";
}
