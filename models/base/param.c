// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/param.h"

#include <string.h>

static uint32_t items_of(const struct param_group *group, const void *def)
{
    uint32_t n = 0;
    if (group->stride) memcpy(&n, (const char *)def + group->items_at, sizeof n);
    return n;
}

static void *array_of(const struct param_group *group, const void *def)
{
    void *array;
    memcpy(&array, (const char *)def + group->at, sizeof array);
    return array;
}

static size_t round_up(size_t bytes)
{
    return (bytes + 15) & ~(size_t)15;
}

size_t param_bytes(const struct param_group *groups, size_t n, size_t def_bytes, const void *def)
{
    size_t bytes = round_up(def_bytes);
    for (size_t g = 0; g < n; g++)
        bytes += round_up(items_of(&groups[g], def) * groups[g].stride);
    return bytes;
}

void param_place(const struct param_group *groups, size_t n, size_t def_bytes, void *def)
{
    char *free = (char *)def + round_up(def_bytes);
    for (size_t g = 0; g < n; g++) {
        if (groups[g].stride == 0) continue;
        const void *array = free;
        memcpy((char *)def + groups[g].at, &array, sizeof array);
        free += round_up(items_of(&groups[g], def) * groups[g].stride);
    }
}

void param_copy(const struct param_group *groups, size_t n, size_t def_bytes, void *to,
                const void *from)
{
    memcpy(to, from, def_bytes);
    param_place(groups, n, def_bytes, to);
    for (size_t g = 0; g < n; g++) {
        const size_t bytes = items_of(&groups[g], from) * groups[g].stride;
        if (bytes > 0) memcpy(array_of(&groups[g], to), array_of(&groups[g], from), bytes);
    }
}

bool param_items_alike(const struct param_group *group, const void *a, const void *b)
{
    const uint32_t n = items_of(group, a);
    return n == items_of(group, b) &&
           (n == 0 || !memcmp(array_of(group, a), array_of(group, b), n * group->stride));
}

size_t param_offset(const struct param_group *group, const void *def, size_t item)
{
    if (group->stride == 0) return group->at;
    return (size_t)((const char *)array_of(group, def) - (const char *)def) + item * group->stride;
}
