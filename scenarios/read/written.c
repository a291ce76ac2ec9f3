// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/read/written.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/date.h"

const char *written_number(struct keep *keep, double number)
{
    char text[40];
    if (isnan(number)) return "\"unknown\"";
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) break;
    }
    return keep_text(keep, text, strlen(text));
}

const char *written_text(struct keep *keep, const char *text)
{
    char *quoted = keep_bytes(keep, 2 * strlen(text) + 3);
    char *to = quoted;
    *to++ = '"';
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') *to++ = '\\';
        *to++ = *text;
    }
    *to = '"';
    return quoted;
}

const char *written_date(struct keep *keep, int64_t at_us)
{
    char text[17];
    const bool minutes = at_us != DATE_NEVER_US && at_us % DATE_DAY_US != 0;
    return keep_printf(keep, "\"%s\"", date_write(text, at_us, minutes));
}

static const char *write_numbers(struct keep *keep, const double *number, size_t n)
{
    const char *list = "[";
    for (size_t i = 0; i < n; i++)
        list = keep_printf(keep, "%s%s%s", list, i ? ", " : "", written_number(keep, number[i]));
    return keep_printf(keep, "%s]", list);
}

const char *written_dist(struct keep *keep, const struct dist *dist)
{
    const char *a = written_number(keep, dist->a), *b = written_number(keep, dist->b);
    const char *c = written_number(keep, dist->c);
    const char *values = write_numbers(keep, dist->value, dist->points);
    const char *weights = write_numbers(keep, dist->weight, dist->points);
    const char *rest = "";
    switch (dist->kind) {
    case DIST_CONSTANT:
        return a;
    case DIST_UNIFORM:
        rest = keep_printf(keep, "min = %s; max = %s", a, b);
        break;
    case DIST_TRIANGULAR:
        rest = keep_printf(keep, "min = %s; mode = %s; max = %s", a, b, c);
        break;
    case DIST_EXPONENTIAL:
        rest = keep_printf(keep, "mean = %s", a);
        break;
    case DIST_NORMAL:
        rest = keep_printf(keep, "mean = %s; sd = %s", a, b);
        break;
    case DIST_LOGNORMAL:
    case DIST_GAMMA:
        rest = keep_printf(keep, "mean = %s; cv = %s", a, b);
        break;
    case DIST_WEIBULL:
        rest = keep_printf(keep, "scale = %s; shape = %s", a, b);
        break;
    case DIST_EMPIRICAL:
        rest = keep_printf(keep, "value = %s", values);
        break;
    case DIST_DISCRETE:
        rest = keep_printf(keep, "value = %s; weight = %s", values, weights);
        break;
    case DIST_KINDS:
        break;
    }
    return keep_printf(keep, "{ dist = \"%s\"; %s; }", dist_kind_name(dist->kind), rest);
}

static const char *item_name(const struct resolved *resolved, const struct param *param,
                             uint32_t item)
{
    const struct resolved_table *table = resolved_table(resolved, param->refers);
    return table && item < table->n ? table->item[item].name : "";
}

static const char *write_names(struct keep *keep, const struct resolved *resolved,
                               const struct param *param, const struct param_names *names)
{
    const char *list = "[";
    for (uint32_t i = 0; i < names->n; i++)
        list = keep_printf(keep, "%s%s\"%s\"", list, i ? ", " : "",
                           item_name(resolved, param, names->item[i]));
    return keep_printf(keep, "%s]", list);
}

const char *written_value(struct keep *keep, const struct resolved *resolved,
                          const struct param *param, const struct plan_change *value)
{
    switch (param->kind) {
    case PARAM_REAL:
    case PARAM_DIST:
        return written_dist(keep, &value->number);
    case PARAM_COUNT:
        return keep_printf(keep, "%.0f", value->number.a);
    case PARAM_FLAG:
        return value->number.a != 0 ? "true" : "false";
    case PARAM_DATE:
        return written_date(keep, value->date_us);
    case PARAM_TEXT:
        return written_text(keep, value->text);
    case PARAM_CHOICE:
        return written_text(keep, param->choices[value->names.item[0]]);
    case PARAM_NAME:
        return written_text(keep, item_name(resolved, param, value->names.item[0]));
    case PARAM_NAMES:
        return write_names(keep, resolved, param, &value->names);
    case PARAM_REALS:
        return write_numbers(keep, value->reals, value->n);
    }
    return "";
}
