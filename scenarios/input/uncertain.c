// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/uncertain.h"

#include <math.h>
#include <string.h>

#include "scenarios/input/suggest.h"
#include "scenarios/input/value_format.h"

/* ---- ranges ---------------------------------------------------------------------------------- */

bool uncertain_has_range(const struct param *param)
{
    return param->max > param->min;
}

/* "0 to 1 share" is no English. */
static const char *unit_shown(const struct param *param)
{
    static const char *const bare[] = {"share", "factor", "index"};
    const char *unit = param->unit ? param->unit : "";
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
        if (strncmp(unit, bare[i], strlen(bare[i])) == 0) return "";
    }
    return unit;
}

const char *uncertain_range_words(struct text_arena *arena, const struct param *param)
{
    const char *unit = unit_shown(param);
    const char *blank = *unit ? " " : "";
    const char *min = value_format_number(arena, param->min),
               *max = value_format_number(arena, param->max);
    if (isinf(param->max) && isinf(param->min)) return "any number";
    if (isinf(param->max)) return text_arena_printf(arena, "%s%s%s or more", min, blank, unit);
    if (isinf(param->min)) return text_arena_printf(arena, "%s%s%s or less", max, blank, unit);
    return text_arena_printf(arena, "%s to %s%s%s", min, max, blank, unit);
}

static void ends_of_points(const struct dist *dist, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (uint32_t i = 0; i < dist->points; i++) {
        const bool possible = dist->kind != DIST_DISCRETE || dist->weight[i] > 0;
        if (!possible) continue;
        *low = fmin(*low, dist->value[i]);
        *high = fmax(*high, dist->value[i]);
    }
}

void uncertain_ends(const struct dist *dist, double *low, double *high)
{
    switch (dist->kind) {
    case DIST_CONSTANT:
        *low = *high = dist->a;
        break;
    case DIST_UNIFORM:
        *low = dist->a, *high = dist->b;
        break;
    case DIST_TRIANGULAR:
        *low = dist->a, *high = dist->c;
        break;
    case DIST_EMPIRICAL:
    case DIST_DISCRETE:
        ends_of_points(dist, low, high);
        break;
    default:
        *low = dist_quantile(dist, 0.01);
        *high = dist_quantile(dist, 0.99);
    }
}

const char *uncertain_range_wrong(struct text_arena *arena, const struct param *param,
                                  const struct dist *dist)
{
    if (!uncertain_has_range(param)) return NULL;
    double low, high;
    uncertain_ends(dist, &low, &high);
    if (low >= param->min && high <= param->max) return NULL;
    const char *range = uncertain_range_words(arena, param);
    if (dist->kind == DIST_CONSTANT) return text_arena_printf(arena, "give %s", range);
    return text_arena_printf(arena, "it draws from about %.4g to %.4g: give %s", low, high, range);
}

/* ---- reading --------------------------------------------------------------------------------- */

struct shape {
    enum dist_kind kind;
    const char *key[4]; /* what it is made of, in the order of a, b, c; or value, weight */
};

static const struct shape SHAPE[] = {
    {DIST_CONSTANT, {"value"}},
    {DIST_UNIFORM, {"min", "max"}},
    {DIST_TRIANGULAR, {"min", "mode", "max"}},
    {DIST_EXPONENTIAL, {"mean"}},
    {DIST_NORMAL, {"mean", "sd"}},
    {DIST_LOGNORMAL, {"mean", "cv"}},
    {DIST_GAMMA, {"mean", "cv"}},
    {DIST_WEIBULL, {"scale", "shape"}},
    {DIST_EMPIRICAL, {"value"}},
    {DIST_DISCRETE, {"value", "weight"}},
};

static size_t count_keys(const struct shape *shape)
{
    size_t n = 0;
    while (shape->key[n])
        n++;
    return n;
}

static bool refuse(const struct resolved *resolved, const struct setting *row, const char *advice)
{
    diagnostics_add(resolved->diagnostics, row->file, row->line, row->path,
                    settings_value(resolved->arena, row), "%s", advice);
    return false;
}

static const struct setting *part_named(const struct uncertain_parts *parts, const char *key)
{
    for (size_t i = 0; i < parts->n; i++) {
        if (strcmp(parts->key[i], key) == 0) return parts->row[i];
    }
    return NULL;
}

static const char *list_of(struct text_arena *arena, const char *const *words, size_t n)
{
    const char *list = "";
    for (size_t i = 0; i < n; i++)
        list = text_arena_printf(arena, "%s%s%s", list,
                                 i == 0      ? ""
                                 : i + 1 < n ? ", "
                                             : " and ",
                                 words[i]);
    return list;
}

/* Which distribution; NULL after an error. */
static const struct shape *read_kind(const struct resolved *resolved,
                                     const struct uncertain_parts *parts)
{
    const char *names[DIST_KINDS];
    for (int i = 0; i < DIST_KINDS; i++)
        names[i] = dist_kind_name(SHAPE[i].kind);
    const struct setting *row = part_named(parts, "dist");
    if (!row) {
        diagnostics_add(resolved->diagnostics, parts->row[0]->file, parts->row[0]->line,
                        parts->path, NULL,
                        "say which distribution: dist = \"triangular\"; for example");
        return NULL;
    }
    const char *text = settings_text(row);
    for (int i = 0; text && i < DIST_KINDS; i++) {
        if (strcmp(text, names[i]) == 0) return &SHAPE[i];
    }
    const char *nearest = text ? suggest_nearest(text, names, DIST_KINDS) : NULL;
    const char *meant =
        nearest ? text_arena_printf(resolved->arena, "; did you mean \"%s\"?", nearest) : "";
    refuse(resolved, row,
           text_arena_printf(resolved->arena, "give one of %s%s",
                             list_of(resolved->arena, names, DIST_KINDS), meant));
    return NULL;
}

static bool is_key_of(const struct shape *shape, const char *key)
{
    for (size_t i = 0; shape->key[i]; i++) {
        if (strcmp(shape->key[i], key) == 0) return true;
    }
    return strcmp(key, "dist") == 0;
}

/* Every part belongs to this distribution, and none is missing. */
static bool has_its_keys(const struct resolved *resolved, const struct uncertain_parts *parts,
                         const struct shape *shape)
{
    bool right = true;
    struct text_arena *arena = resolved->arena;
    const char *keys = list_of(arena, shape->key, count_keys(shape));
    const char *name = dist_kind_name(shape->kind);
    for (size_t i = 0; i < parts->n; i++) {
        if (is_key_of(shape, parts->key[i])) continue;
        right = refuse(resolved, parts->row[i],
                       text_arena_printf(arena, "a %s distribution is made of %s", name, keys));
    }
    for (size_t i = 0; shape->key[i]; i++) {
        if (part_named(parts, shape->key[i])) continue;
        diagnostics_add(resolved->diagnostics, parts->row[0]->file, parts->row[0]->line,
                        parts->path, NULL, "%s is missing: a %s distribution is made of %s",
                        shape->key[i], name, keys);
        right = false;
    }
    return right;
}

static bool read_number(const struct resolved *resolved, const struct setting *row, double *out)
{
    if (row->type != SETTING_NUMBER) return refuse(resolved, row, "give a number");
    *out = row->number;
    return true;
}

static bool read_points(const struct resolved *resolved, const struct setting *row, double *out,
                        uint32_t *points)
{
    if (row->type != SETTING_LIST || row->n == 0 || row->n > DIST_POINTS)
        return refuse(resolved, row, "give a list of 1 to 16 numbers in [ ]");
    for (size_t i = 0; i < row->n; i++) {
        if (row->value[i].type != SETTING_NUMBER)
            return refuse(resolved, row, "give a list of 1 to 16 numbers in [ ]");
        out[i] = row->value[i].number;
    }
    *points = (uint32_t)row->n;
    return true;
}

static bool read_lists(const struct resolved *resolved, const struct uncertain_parts *parts,
                       struct dist *out)
{
    uint32_t weights = 0;
    bool right = read_points(resolved, part_named(parts, "value"), out->value, &out->points);
    if (out->kind == DIST_EMPIRICAL) return right;
    const struct setting *row = part_named(parts, "weight");
    right &= read_points(resolved, row, out->weight, &weights);
    if (right && weights != out->points)
        return refuse(resolved, row, "give as many weights as values");
    return right;
}

bool uncertain_read(const struct resolved *resolved, const struct uncertain_parts *parts,
                    struct dist *out)
{
    *out = (struct dist){.kind = DIST_CONSTANT};
    const struct shape *shape = read_kind(resolved, parts);
    if (!shape || !has_its_keys(resolved, parts, shape)) return false;
    out->kind = shape->kind;
    double *const number[3] = {&out->a, &out->b, &out->c};
    bool right = true;
    if (shape->kind == DIST_EMPIRICAL || shape->kind == DIST_DISCRETE) {
        right = read_lists(resolved, parts, out);
    } else {
        for (size_t i = 0; shape->key[i]; i++)
            right &= read_number(resolved, part_named(parts, shape->key[i]), number[i]);
    }
    const char *wrong = right ? dist_wrong(out) : NULL;
    if (wrong) {
        diagnostics_add(resolved->diagnostics, parts->row[0]->file, parts->row[0]->line,
                        parts->path, value_format_dist(resolved->arena, out), "%s", wrong);
    }
    if (!right || wrong) return false;
    dist_prepare(out);
    return true;
}
