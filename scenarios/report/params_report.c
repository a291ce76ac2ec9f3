// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/params_report.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "scenarios/input/suggest.h"
#include "scenarios/input/value_format.h"

enum { WHY_GROUPS_MAX = 64 };

/* Does `path` begin with `prefix`, where * in the path stands for any name? */
static bool begins_with(const char *path, const char *prefix)
{
    while (*prefix) {
        if (*path == '*' && *prefix != '.') {
            prefix += strcspn(prefix, ".");
            path++;
        } else if (*path != *prefix) {
            return false;
        } else {
            path++;
            prefix++;
        }
    }
    return true;
}

/* "1 1 1" as [1, 1, 1] */
static const char *write_list(struct text_arena *arena, const char *words, const char *quote)
{
    const char *list = "[";
    const char *comma = "";
    for (words += strspn(words, " "); *words; words += strspn(words, " ")) {
        const size_t n = strcspn(words, " ");
        list = text_arena_printf(arena, "%s%s%s%.*s%s", list, comma, quote, (int)n, words, quote);
        comma = ", ";
        words += n;
    }
    return text_arena_printf(arena, "%s]", list);
}

static const char *write_default(struct text_arena *arena, const struct param *param)
{
    const char *text = param->standard_text ? param->standard_text : "";
    if (param->required) return "(must be given)";
    switch (param->kind) {
    case PARAM_REAL:
    case PARAM_DIST:
        return value_format_dist(arena, &param->standard);
    case PARAM_COUNT:
        return text_arena_printf(arena, "%.0f", param->standard.a);
    case PARAM_FLAG:
        return param->standard.a != 0 ? "true" : "false";
    case PARAM_REALS:
        return write_list(arena, text, "");
    case PARAM_NAMES:
        return write_list(arena, text, "\"");
    case PARAM_DATE:
    case PARAM_TEXT:
    case PARAM_CHOICE:
    case PARAM_NAME:
        break;
    }
    return value_format_text(arena, text);
}

static const char *write_choices(struct text_arena *arena, const struct param *param)
{
    const char *list = "";
    for (size_t i = 0; param->choices[i]; i++)
        list = text_arena_printf(arena, "%s%s%s", list, i ? " | " : "", param->choices[i]);
    return list;
}

static const char *write_range(struct text_arena *arena, const struct param *param)
{
    if (param->choices) return write_choices(arena, param);
    if (param->refers) return text_arena_printf(arena, "one of %s", param->refers);
    if (!(param->max > param->min)) return "";
    return text_arena_printf(arena, "%s to %s", value_format_number(arena, param->min),
                             value_format_number(arena, param->max));
}

static void write_row(struct text_arena *arena, const char *path, const struct param *param,
                      FILE *to)
{
    const char *range = write_range(arena, param);
    const char *unit = param->unit ? param->unit : "";
    const char *source = param->source ? param->source : "";
    const char *confidence = param->confidence ? param->confidence : "";
    fprintf(to, "%s = %s\n", path, write_default(arena, param));
    fprintf(to, "    %s\n", param->meaning ? param->meaning : "");
    fprintf(to, "    %s%s%s%s%s%s%s%s\n", unit, *unit && *range ? ", " : "", range,
            *unit || *range ? "; " : "", "source: ", source, *confidence ? ", confidence: " : "",
            confidence);
}

size_t params_report_write(const struct param_group *groups, size_t n, const char *prefix, FILE *to)
{
    struct text_arena *arena = text_arena_new();
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        bool headed = false;
        for (size_t j = 0; j < *groups[i].count; j++) {
            const struct param *param = &groups[i].params[j];
            const char *path = text_arena_printf(arena, "%s%s%s", groups[i].path,
                                                 *groups[i].path ? "." : "", param->key);
            if (!begins_with(path, prefix)) continue;
            if (!headed) fprintf(to, "%s# %s\n", found ? "\n" : "", groups[i].meaning);
            headed = true;
            found++;
            write_row(arena, path, param, to);
        }
    }
    text_arena_free(arena);
    return found;
}

const char *params_report_nearest(const struct param_group *groups, size_t n, const char *prefix)
{
    const char *path[WHY_GROUPS_MAX];
    size_t known = 0;
    for (; known < n && known < WHY_GROUPS_MAX; known++)
        path[known] = groups[known].path;
    return suggest_nearest(prefix, path, known);
}
