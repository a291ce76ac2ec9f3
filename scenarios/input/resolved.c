// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/resolved.h"

#include <string.h>

const struct resolved_table *resolved_table(const struct resolved *resolved, const char *group_path)
{
    for (size_t i = 0; i < resolved->catalogue.n; i++) {
        if (strcmp(resolved->table[i].group->path, group_path) == 0) return &resolved->table[i];
    }
    return NULL;
}

int64_t resolved_item(const struct resolved *resolved, const char *group_path, const char *name)
{
    const struct resolved_table *table = resolved_table(resolved, group_path);
    for (size_t i = 0; table && i < table->n; i++) {
        if (strcmp(table->item[i].name, name) == 0) return (int64_t)i;
    }
    return -1;
}
