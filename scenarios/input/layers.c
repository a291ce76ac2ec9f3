// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/layers.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scenarios/input/scenario.h"

struct piling {
    struct text_arena *arena;
    struct diagnostics *diagnostics;
    struct layers *layers;
    const struct settings_layer
        *chain[LAYERS_CHAIN_MAX]; /* from the file asked for down to its base */
    size_t chain_n;
};

static void lay(struct piling *piling, struct settings_layer *layer)
{
    struct layers *layers = piling->layers;
    layers->layer = text_arena_more(piling->arena, layers->layer, layers->n, &layers->room,
                                    sizeof(struct settings_layer *));
    layers->layer[layers->n++] = layer;
}

static bool is_same_file(const struct settings_layer *a, const struct settings_layer *b)
{
    return a->device == b->device && a->inode == b->inode;
}

static bool is_laid(const struct piling *piling, const struct settings_layer *layer)
{
    for (size_t i = 0; i < piling->layers->n; i++) {
        if (is_same_file(piling->layers->layer[i], layer)) return true;
    }
    return false;
}

/* ---- names of files -------------------------------------------------------------------------- */

/* "a/b/../c" as "a/c", so that messages name files as people do; only where both are the same file
 * (folders may be links). */
static const char *shorten(struct text_arena *arena, const char *path)
{
    char *shorter = text_arena_text(arena, path, strlen(path));
    for (char *up = strstr(shorter, "/../"); up; up = strstr(shorter, "/../")) {
        char *folder = up;
        while (folder > shorter && folder[-1] != '/')
            folder--;
        if (folder == up || strncmp(folder, "..", 2) == 0 || strncmp(folder, "./", 2) == 0) break;
        memmove(folder, up + 4, strlen(up + 4) + 1);
    }
    struct stat one, two;
    const bool same = stat(path, &one) == 0 && stat(shorter, &two) == 0 &&
                      one.st_dev == two.st_dev && one.st_ino == two.st_ino;
    return same ? shorter : path;
}

static const char *beside(struct text_arena *arena, const char *file, const char *name)
{
    while (strncmp(name, "./", 2) == 0)
        name += 2;
    const char *slash = strrchr(file, '/');
    if (!slash) return shorten(arena, name);
    return shorten(arena, text_arena_printf(arena, "%.*s/%s", (int)(slash - file), file, name));
}

static bool ends_in_cfg(const char *name)
{
    const size_t n = strlen(name);
    return n > 4 && strcmp(name + n - 4, ".cfg") == 0;
}

static const char *refuse_target(const char *name, const char *path)
{
    if (*name == '/') return "give a name relative to this file, such as \"../liege/actual.cfg\"";
    if (!ends_in_cfg(name)) return "give the name of a scenario file: it ends in .cfg";
    char *real = realpath(path, NULL);
    const bool strays = real && !ends_in_cfg(real);
    free(real);
    return strays ? "this is a link to something that is not a scenario file" : NULL;
}

/* ---- chains ---------------------------------------------------------------------------------- */

static const char *target_of(const struct piling *piling, const struct settings_layer *layer)
{
    const struct setting *row = layer->extends;
    if (row->type != SETTING_TEXT) {
        diagnostics_add(piling->diagnostics, row->file, row->line, "extends",
                        settings_value(piling->arena, row), "give one file name in quotes");
        return NULL;
    }
    const char *path = beside(piling->arena, layer->file, row->text);
    const char *wrong = refuse_target(row->text, path);
    if (!wrong) return path;
    diagnostics_add(piling->diagnostics, row->file, row->line, "extends",
                    settings_value(piling->arena, row), "%s", wrong);
    return NULL;
}

static bool closes_a_circle(const struct piling *piling, const struct settings_layer *base,
                            const struct setting *extends)
{
    for (size_t i = 0; i < piling->chain_n; i++) {
        if (!is_same_file(piling->chain[i], base)) continue;
        const char *way = piling->chain[i]->file;
        for (size_t j = i + 1; j < piling->chain_n; j++)
            way = text_arena_printf(piling->arena, "%s, %s", way, piling->chain[j]->file);
        diagnostics_add(piling->diagnostics, extends->file, extends->line, "extends",
                        settings_value(piling->arena, extends),
                        "files extend each other in a circle: %s", way);
        return true;
    }
    return false;
}

static bool pile_chain(struct piling *piling, struct settings_layer *layer);

static bool pile_base(struct piling *piling, const struct settings_layer *layer)
{
    const struct setting *extends = layer->extends;
    const char *path = target_of(piling, layer);
    if (!path) return false;
    if (piling->chain_n == LAYERS_CHAIN_MAX) {
        diagnostics_add(piling->diagnostics, extends->file, extends->line, "extends", NULL,
                        "files extend each other more than %d deep", LAYERS_CHAIN_MAX);
        return false;
    }
    struct settings_layer *base = text_arena_bytes(piling->arena, sizeof *base);
    const bool fits =
        settings_read(piling->arena, path, extends->file, extends->line, piling->diagnostics, base);
    if (closes_a_circle(piling, base, extends)) return false;
    if (is_laid(piling, base)) return fits;
    return pile_chain(piling, base) && fits;
}

static bool pile_chain(struct piling *piling, struct settings_layer *layer)
{
    bool whole = true;
    piling->chain[piling->chain_n++] = layer;
    if (layer->extends) whole = pile_base(piling, layer);
    piling->chain_n--;
    lay(piling, layer);
    return whole;
}

static bool pile_file(struct piling *piling, const char *file, bool overlay)
{
    struct settings_layer *layer = text_arena_bytes(piling->arena, sizeof *layer);
    bool whole = settings_read(piling->arena, file, NULL, 0, piling->diagnostics, layer);
    if (overlay && whole && is_laid(piling, layer)) {
        diagnostics_add(piling->diagnostics, file, 0, NULL, NULL,
                        "this file is part of the scenario already: an overlay is given once");
        return true;
    }
    piling->chain_n = 0;
    return pile_chain(piling, layer) && whole;
}

/* A resolved scenario extends nothing, since there is no folder to look in. */
static bool pile_text(struct piling *piling, const struct scenario_request *request)
{
    struct settings_layer *layer = text_arena_bytes(piling->arena, sizeof *layer);
    const bool whole = settings_read_text(piling->arena, request->text, request->text_n,
                                          request->file, piling->diagnostics, layer);
    if (layer->extends)
        diagnostics_add(piling->diagnostics, layer->file, layer->extends->line, "extends", NULL,
                        "a scenario that is not a file cannot extend one");
    piling->chain_n = 0;
    lay(piling, layer);
    return whole;
}

bool layers_read(struct text_arena *arena, const struct scenario_request *request,
                 struct diagnostics *diagnostics, struct layers *out)
{
    *out = (struct layers){NULL, 0, 0};
    struct piling piling = {.arena = arena, .diagnostics = diagnostics, .layers = out};
    bool whole =
        request->text ? pile_text(&piling, request) : pile_file(&piling, request->file, false);
    for (size_t i = 0; i < request->with_n; i++)
        whole &= pile_file(&piling, request->with[i], true);
    if (request->forecast) {
        struct settings_layer *layer = text_arena_bytes(arena, sizeof *layer);
        whole &= settings_read_text(arena, request->forecast, strlen(request->forecast),
                                    "the forecast", diagnostics, layer);
        lay(&piling, layer);
    }
    for (size_t i = 0; i < request->set_n; i++) {
        struct settings_layer *layer = text_arena_bytes(arena, sizeof *layer);
        if (settings_read_argument(arena, request->set[i], diagnostics, layer)) lay(&piling, layer);
    }
    return whole;
}
