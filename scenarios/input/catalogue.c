// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/catalogue.h"

#include <stdint.h>
#include <string.h>

#include "scenarios/input/suggest.h"

/* Length of "lanes" in "lanes.*", of "airport" in "airport", of "" in "". */
static size_t stem_of(const struct param_group *group)
{
    const size_t n = strlen(group->path);
    return group->stride && n > 2 ? n - 2 : n;
}

/* What follows "airport." in "airport.stands"; NULL if the path is not in the group. */
static const char *below_stem(const struct param_group *group, const char *path)
{
    const size_t n = stem_of(group);
    if (n == 0) return path;
    return strncmp(path, group->path, n) == 0 && path[n] == '.' ? path + n + 1 : NULL;
}

/* The longest key that `below` begins with; its length, or 0. */
static size_t match_key(const struct param_group *group, const char *below, size_t *param)
{
    size_t longest = 0;
    for (size_t i = 0; i < *group->count; i++) {
        const size_t n = strlen(group->params[i].key);
        if (n <= longest || strncmp(below, group->params[i].key, n) != 0) continue;
        if (below[n] != '\0' && below[n] != '.') continue;
        longest = n;
        *param = i;
    }
    return longest;
}

static bool find_in(struct text_arena *arena, const struct param_group *group, const char *path,
                    struct catalogue_place *place)
{
    const char *below = below_stem(group, path);
    if (!below) return false;
    if (group->stride) {
        const size_t n = strcspn(below, ".");
        place->item = text_arena_text(arena, below, n);
        place->is_item = below[n] == '\0';
        if (place->is_item) return true;
        below += n + 1;
    }
    const size_t n = match_key(group, below, &place->param);
    if (n == 0) return false;
    place->rest = below[n] == '.' ? below + n + 1 : NULL;
    return true;
}

bool catalogue_find(struct text_arena *arena, const struct catalogue *catalogue, const char *path,
                    struct catalogue_place *place)
{
    for (size_t i = 0; i < catalogue->n; i++) {
        *place = (struct catalogue_place){.group = i};
        if (find_in(arena, &catalogue->group[i], path, place)) return true;
    }
    return false;
}

bool catalogue_is_group(const struct catalogue *catalogue, const char *path)
{
    for (size_t i = 0; i < catalogue->n; i++) {
        const size_t n = stem_of(&catalogue->group[i]);
        if (n > 0 && strlen(path) == n && strncmp(path, catalogue->group[i].path, n) == 0)
            return true;
    }
    return false;
}

const char *catalogue_path(struct text_arena *arena, const struct param_group *group,
                           const char *item, const char *key)
{
    const int n = (int)stem_of(group);
    if (item)
        return text_arena_printf(arena, "%.*s.%s%s%s", n, group->path, item, key ? "." : "",
                                 key ? key : "");
    return n ? text_arena_printf(arena, "%.*s.%s", n, group->path, key) : key;
}

const char *catalogue_item_word(struct text_arena *arena, const char *group_path)
{
    size_t n = strlen(group_path);
    if (n > 2 && strcmp(group_path + n - 2, ".*") == 0) n -= 2;
    size_t from = n;
    while (from > 0 && group_path[from - 1] != '.')
        from--;
    if (n - from > 1 && group_path[n - 1] == 's') n--;
    return text_arena_text(arena, group_path + from, n - from);
}

/* ---- did you mean ---------------------------------------------------------------------------- */

struct guess {
    const char *path;
    size_t slips;
};

/* The second word of "lanes.cainiao.hall": what it would be called as an item of some group. */
static const char *item_in(struct text_arena *arena, const char *path)
{
    const char *dot = strchr(path, '.');
    if (!dot) return NULL;
    const size_t n = strcspn(dot + 1, ".");
    return dot[1 + n] == '.' ? text_arena_text(arena, dot + 1, n) : NULL;
}

static void guess_group(struct text_arena *arena, const struct param_group *group, const char *path,
                        const char *item, struct guess *best)
{
    if (group->stride && !item) return;
    for (size_t i = 0; i < *group->count; i++) {
        const char *candidate =
            catalogue_path(arena, group, group->stride ? item : NULL, group->params[i].key);
        const size_t slips = suggest_distance(path, candidate);
        if (slips < best->slips) *best = (struct guess){candidate, slips};
    }
}

/* The right word in the wrong group: "stands" for "airport.stands". Only if one group alone has it.
 */
static const char *find_elsewhere(struct text_arena *arena, const struct catalogue *catalogue,
                                  const char *path, const char *item)
{
    const char *dot = strrchr(path, '.');
    const char *key = dot ? dot + 1 : path;
    const char *found = NULL;
    for (size_t i = 0; i < catalogue->n; i++) {
        const struct param_group *group = &catalogue->group[i];
        size_t param;
        const size_t n = match_key(group, key, &param);
        if (n == 0 || key[n] != '\0') continue;
        if (found) return NULL;
        found = catalogue_path(arena, group, group->stride ? (item ? item : "NAME") : NULL, key);
    }
    return found;
}

const char *catalogue_nearest(struct text_arena *arena, const struct catalogue *catalogue,
                              const char *path)
{
    const char *item = item_in(arena, path);
    const size_t n = strlen(path);
    struct guess best = {NULL, suggest_limit(path) + 1};
    if (n < 12 && best.slips > 3) best.slips = 3;
    struct text_arena *scrap = text_arena_new();
    for (size_t i = 0; i < catalogue->n; i++)
        guess_group(scrap, &catalogue->group[i], path, item, &best);
    const char *nearest = best.path ? text_arena_text(arena, best.path, strlen(best.path))
                                    : find_elsewhere(arena, catalogue, path, item);
    text_arena_free(scrap);
    return nearest;
}
