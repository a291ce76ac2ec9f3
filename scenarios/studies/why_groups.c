// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/why_groups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub.h"
#include "scenarios/input/flight_schedule.h"
#include "scenarios/input/posterior.h"
#include "scenarios/input/truck_schedule.h"

/* ---- the settings that differ ---------------------------------------------------------------- */

struct gathering {
    struct why_groups *groups;
    const char *const *wish;
    size_t wishes;
    bool apart; /* each setting for itself */
    bool full;
    char *error;
    bool fine;
};

static bool add_path(struct why_groups_one *one, const char *path)
{
    if (one->n == one->room) {
        const size_t room = 2 * one->room + 8;
        char **more = realloc(one->path, room * sizeof *more);
        if (!more) return false;
        one->path = more;
        one->room = room;
    }
    one->path[one->n] = strdup(path);
    return one->path[one->n] && ++one->n;
}

/* The group of that name, made if missing; NULL: there are too many. */
static struct why_groups_one *find_group(struct why_groups *groups, const char *name)
{
    for (size_t i = 0; i < groups->n; i++)
        if (strcmp(groups->one[i].name, name) == 0) return &groups->one[i];
    if (groups->n == WHY_GROUPS_MAX) return NULL;
    struct why_groups_one *one = &groups->one[groups->n++];
    *one = (struct why_groups_one){.path = NULL};
    snprintf(one->name, sizeof one->name, "%s", name);
    return one;
}

/* "lanes.cainiao" begins "lanes.cainiao.hall", and not "lanes.cainiao2.hall". */
static bool begins(const char *path, const char *with, size_t n)
{
    return n > 0 && strncmp(path, with, n) == 0 && (path[n] == '.' || path[n] == '\0');
}

/* True if the wish "name=a,b" names this path; then its name. */
static bool is_wished(const char *wish, const char *path, char name[static WHY_GROUPS_NAME_BYTES])
{
    const char *equals = strchr(wish, '=');
    if (!equals) return false;
    snprintf(name, WHY_GROUPS_NAME_BYTES, "%.*s", (int)(equals - wish), wish);
    for (const char *at = equals + 1; *at;) {
        const size_t n = strcspn(at, ",");
        if (begins(path, at, n)) return true;
        at += n + (at[n] == ',');
    }
    return false;
}

/* "lanes.cainiao.flights_per_week": of the item; "trade.x": of the table. */
static void name_by_item(const char *path, char name[static WHY_GROUPS_NAME_BYTES])
{
    const char *last = strrchr(path, '.');
    snprintf(name, WHY_GROUPS_NAME_BYTES, "%.*s", (int)(last ? last - path : (long)strlen(path)),
             path);
}

static void gather(void *context, const struct scenario_difference *difference)
{
    struct gathering *gathering = context;
    char name[WHY_GROUPS_NAME_BYTES];
    bool wished = false;
    if (!difference->a || !difference->b) {
        if (gathering->fine)
            snprintf(
                gathering->error, WHY_GROUPS_ERROR_BYTES,
                "%.80s is only in one of the two scenarios: give that item to both (a lane with"
                " flights_per_week = 0, a hall that never opens)",
                difference->path);
        gathering->fine = false;
        return;
    }
    for (size_t i = 0; i < gathering->wishes && !wished; i++)
        wished = is_wished(gathering->wish[i], difference->path, name);
    if (!wished && gathering->apart) snprintf(name, sizeof name, "%s", difference->path);
    else if (!wished) name_by_item(difference->path, name);
    struct why_groups_one *one = find_group(gathering->groups, name);
    gathering->full |= !one;
    if (one && !add_path(one, difference->path)) {
        snprintf(gathering->error, WHY_GROUPS_ERROR_BYTES, "out of memory");
        gathering->fine = false;
    }
}

static size_t count_paths(const struct why_groups *groups)
{
    size_t n = 0;
    for (size_t i = 0; i < groups->n; i++)
        n += groups->one[i].n;
    return n;
}

static bool check_wishes(const struct why_groups *groups, const char *const *wish, size_t wishes,
                         char error[static WHY_GROUPS_ERROR_BYTES])
{
    char name[WHY_GROUPS_NAME_BYTES];
    for (size_t i = 0; i < wishes; i++) {
        bool used = false;
        for (size_t j = 0; j < groups->n && !used; j++)
            for (size_t k = 0; k < groups->one[j].n && !used; k++)
                used = is_wished(wish[i], groups->one[j].path[k], name);
        if (used) continue;
        snprintf(error, WHY_GROUPS_ERROR_BYTES,
                 "--group %.100s: give name=path,path with beginnings of settings that differ",
                 wish[i]);
        return false;
    }
    return true;
}

bool why_groups_of(struct why_groups *groups, const struct scenario *a, const struct scenario *b,
                   const char *const *wish, size_t wishes,
                   char error[static WHY_GROUPS_ERROR_BYTES])
{
    enum { FEW = 3, MOST_APART = 12 };
    struct gathering gathering = {
        .groups = groups, .wish = wish, .wishes = wishes, .error = error, .fine = true};
    groups->n = 0;
    scenario_differences(a, b, gather, &gathering);
    if (gathering.fine && groups->n < FEW && count_paths(groups) > groups->n &&
        count_paths(groups) <= MOST_APART) {
        why_groups_free(groups);
        gathering.apart = true;
        scenario_differences(a, b, gather, &gathering);
    }
    if (gathering.fine && gathering.full) {
        snprintf(error, WHY_GROUPS_ERROR_BYTES,
                 "more than %d groups of settings differ: join some with"
                 " --group name=path,path",
                 WHY_GROUPS_MAX);
        gathering.fine = false;
    }
    if (gathering.fine && check_wishes(groups, wish, wishes, error)) return true;
    why_groups_free(groups);
    return false;
}

void why_groups_free(struct why_groups *groups)
{
    for (size_t i = 0; i < groups->n; i++) {
        for (size_t j = 0; j < groups->one[i].n; j++)
            free(groups->one[i].path[j]);
        free(groups->one[i].path);
    }
    groups->n = 0;
}

bool why_groups_merge(struct why_groups *groups, uint64_t which, const char *name)
{
    struct why_groups_one rest = {.path = NULL};
    size_t left = 0;
    bool fine = true;
    snprintf(rest.name, sizeof rest.name, "%s", name);
    for (size_t i = 0; i < groups->n; i++) {
        struct why_groups_one one = groups->one[i];
        if ((which >> i & 1) == 0) {
            groups->one[left++] = one;
            continue;
        }
        for (size_t j = 0; j < one.n; j++) {
            fine &= add_path(&rest, one.path[j]);
            free(one.path[j]);
        }
        free(one.path);
    }
    groups->one[left++] = rest;
    groups->n = left;
    return fine;
}

int why_groups_find(const struct why_groups *groups, const char *path)
{
    for (size_t i = 0; i < groups->n; i++)
        for (size_t j = 0; j < groups->one[i].n; j++)
            if (strcmp(groups->one[i].path[j], path) == 0) return (int)i;
    return -1;
}

/* ---- mixing ---------------------------------------------------------------------------------- */

struct choosing {
    const struct why_groups *groups;
    uint64_t which;
};

static bool choose(void *context, const char *path)
{
    const struct choosing *choosing = context;
    const int group = why_groups_find(choosing->groups, path);
    return group >= 0 && (choosing->which >> group & 1) != 0;
}

static void complain(void *context, const char *path, const char *what_to_give)
{
    char *error = context;
    if (*error == '\0')
        snprintf(error, WHY_GROUPS_ERROR_BYTES,
                 "some settings of B do not go with the others of A: %.80s: %.100s; join them with"
                 " --group",
                 path, what_to_give);
}

struct scenario *why_groups_mix(const struct why_groups *groups, uint64_t which,
                                const struct scenario *a, const struct scenario *b,
                                char error[static WHY_GROUPS_ERROR_BYTES])
{
    struct choosing choosing = {groups, which};
    struct scenario *mix = scenario_mix(a, b, choose, &choosing);
    error[0] = '\0';
    if (mix) {
        flight_schedule_carry(mix, a);
        flight_schedule_carry(mix, b);
        truck_schedule_carry(mix, a);
        posterior_carry(mix, a);
        truck_schedule_carry(mix, b);
        posterior_carry(mix, b);
    }
    if (mix && !flight_schedule_is_whole(mix))
        snprintf(error, WHY_GROUPS_ERROR_BYTES,
                 "a timetable of B needs the aircraft of A in the same order");
    else if (mix && !posterior_is_whole(mix))
        snprintf(error, WHY_GROUPS_ERROR_BYTES,
                 "the sample of B needs the settings of A in the same order");
    else if (mix && !truck_schedule_is_whole(mix))
        snprintf(
            error, WHY_GROUPS_ERROR_BYTES,
            "a timetable of trucks of B needs the halls, lanes and destinations of A in the same"
            " order");
    else if (mix) hub_check(scenario_plan(mix)->base, complain, error);
    else
        snprintf(error, WHY_GROUPS_ERROR_BYTES,
                 "a setting of B names a hall, lane or aircraft that A does not"
                 " have");
    if (error[0] == '\0') return mix;
    scenario_free(mix);
    return NULL;
}
