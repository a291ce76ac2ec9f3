// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/layers.h -- which files a question is made of, and in what order they lie on each
 * other.
 *
 * Knows          `extends` (a relative name, from the folder of the file that says it; ends in
 *                .cfg, also where a link leads to, so that no message shows what stands in other
 *                people's files), chains and cycles of it, overlays, --set. A file lies there once:
 *                an overlay that extends what is there already adds only itself.
 * Does not know  what the settings mean.
 */
#ifndef SCENARIOS_INPUT_LAYERS_H
#define SCENARIOS_INPUT_LAYERS_H

#include "scenarios/input/settings.h"

enum { LAYERS_CHAIN_MAX = 16 };

struct layers {
    struct settings_layer **layer; /* the lowest first */
    size_t n, room;
};

struct scenario_request;

/* Reads all it can; errors as usual. False if a file is missing from the pile: then what
 * would be said of the rest of it (a hall that does not exist) may be nonsense. */
bool layers_read(struct text_arena *arena, const struct scenario_request *request,
                 struct diagnostics *diagnostics, struct layers *out);

#endif
