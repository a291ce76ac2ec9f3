// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/nested.h"

#include <stdbool.h>
#include <string.h>

#include "sim/base/require.h"

const char *nested_text(struct text_arena *arena, const char *path, const char *value)
{
    const char *dot = strrchr(path, '.');
    if (!dot) return text_arena_printf(arena, "%s = %s;", path, value);
    const char *group = text_arena_printf(arena, "{ %s = %s; }", dot + 1, value);
    return nested_text(arena, text_arena_text(arena, path, (size_t)(dot - path)), group);
}

static void indent(const struct nested *nested)
{
    if (!*nested->open) return;
    fputs("  ", nested->to);
    for (const char *c = nested->open; *c; c++)
        if (*c == '.') fputs("  ", nested->to);
}

static void close_group(struct nested *nested)
{
    char *dot = strrchr(nested->open, '.');
    *(dot ? dot : nested->open) = '\0';
    indent(nested);
    fputs("};\n", nested->to);
}

static bool is_in(const char *path, const char *group)
{
    const size_t n = strlen(group);
    return n == 0 || (strncmp(path, group, n) == 0 && path[n] == '.');
}

void nested_write(struct nested *nested, const char *path, const char *value, const char *comment)
{
    while (!is_in(path, nested->open))
        close_group(nested);
    const size_t opened = strlen(nested->open);
    const char *name = path + opened + (opened > 0);
    for (const char *dot = strchr(name, '.'); dot; dot = strchr(name, '.')) {
        indent(nested);
        fprintf(nested->to, "%.*s = {\n", (int)(dot - name), name);
        const size_t n = (size_t)(dot - path);
        REQUIRE(NULL, n < sizeof nested->open, "%s is too long a path", path);
        memcpy(nested->open, path, n);
        nested->open[n] = '\0';
        name = dot + 1;
    }
    indent(nested);
    fprintf(nested->to, "%s = %s;", name, value);
    fprintf(nested->to, comment ? "  # %s\n" : "\n", comment);
}

void nested_close(struct nested *nested)
{
    while (*nested->open)
        close_group(nested);
}
