// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/tell/listing.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "scenarios/read/suggest.h"
#include "scenarios/read/written.h"

enum { GROUPS_MAX = 64 };

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
static const char *write_list(struct keep *keep, const char *words, const char *quote)
{
    const char *list = "[";
    const char *comma = "";
    for (words += strspn(words, " "); *words; words += strspn(words, " ")) {
        const size_t n = strcspn(words, " ");
        list = keep_printf(keep, "%s%s%s%.*s%s", list, comma, quote, (int)n, words, quote);
        comma = ", ";
        words += n;
    }
    return keep_printf(keep, "%s]", list);
}

static const char *write_default(struct keep *keep, const struct param *param)
{
    const char *text = param->standard_text ? param->standard_text : "";
    if (param->required) return "(must be given)";
    switch (param->kind) {
    case PARAM_REAL:
    case PARAM_DIST:
        return written_dist(keep, &param->standard);
    case PARAM_COUNT:
        return keep_printf(keep, "%.0f", param->standard.a);
    case PARAM_FLAG:
        return param->standard.a != 0 ? "true" : "false";
    case PARAM_REALS:
        return write_list(keep, text, "");
    case PARAM_NAMES:
        return write_list(keep, text, "\"");
    case PARAM_DATE:
    case PARAM_TEXT:
    case PARAM_CHOICE:
    case PARAM_NAME:
        break;
    }
    return written_text(keep, text);
}

static const char *write_choices(struct keep *keep, const struct param *param)
{
    const char *list = "";
    for (size_t i = 0; param->choices[i]; i++)
        list = keep_printf(keep, "%s%s%s", list, i ? " | " : "", param->choices[i]);
    return list;
}

static const char *write_range(struct keep *keep, const struct param *param)
{
    if (param->choices) return write_choices(keep, param);
    if (param->refers) return keep_printf(keep, "one of %s", param->refers);
    if (!(param->max > param->min)) return "";
    return keep_printf(keep, "%s to %s", written_number(keep, param->min),
                       written_number(keep, param->max));
}

static void write_row(struct keep *keep, const char *path, const struct param *param, FILE *to)
{
    const char *range = write_range(keep, param);
    const char *unit = param->unit ? param->unit : "";
    const char *source = param->source ? param->source : "";
    const char *confidence = param->confidence ? param->confidence : "";
    fprintf(to, "%s = %s\n", path, write_default(keep, param));
    fprintf(to, "    %s\n", param->meaning ? param->meaning : "");
    fprintf(to, "    %s%s%s%s%s%s%s%s\n", unit, *unit && *range ? ", " : "", range,
            *unit || *range ? "; " : "", "source: ", source, *confidence ? ", confidence: " : "",
            confidence);
}

size_t listing_write(const struct param_group *groups, size_t n, const char *prefix, FILE *to)
{
    struct keep *keep = keep_new();
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        bool headed = false;
        for (size_t j = 0; j < *groups[i].count; j++) {
            const struct param *param = &groups[i].params[j];
            const char *path =
                keep_printf(keep, "%s%s%s", groups[i].path, *groups[i].path ? "." : "", param->key);
            if (!begins_with(path, prefix)) continue;
            if (!headed) fprintf(to, "%s# %s\n", found ? "\n" : "", groups[i].meaning);
            headed = true;
            found++;
            write_row(keep, path, param, to);
        }
    }
    keep_free(keep);
    return found;
}

const char *listing_nearest(const struct param_group *groups, size_t n, const char *prefix)
{
    const char *path[GROUPS_MAX];
    size_t known = 0;
    for (; known < n && known < GROUPS_MAX; known++)
        path[known] = groups[known].path;
    return suggest_nearest(prefix, path, known);
}
