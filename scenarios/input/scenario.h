// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/scenario.h -- reads a scenario: file, what it extends, overlays, --set, in that
 * order; gives a plan.
 *
 * Knows          `extends`, layers, the timeline, where each value came from, the hash of what was
 *                resolved.
 * Does not know  what the settings mean: the tables of struct param do (models/hub/hub_params.h).
 *
 * A scenario file is libconfig:
 *     extends = "base.cfg";          # relative to this file; at most one; no cycle
 *     title = "...";
 *     lanes = { cainiao = { hall = "cainiao"; flights_per_week = 18.0; }; };
 *     labour = {
 *       parcels_per_h = { dist = "triangular"; min = 450.0; mode = 600.0; max = 900.0; };
 *     };
 *     scale = { lanes = { cainiao = { flights_per_week = 0.5; }; }; };   # times what was said
 *     timeline = (
 *       { at = "2021-11-08"; source = "O23"; note = "hall opens";
 *         set = { lanes = { cainiao = { flights_per_week = 21.0; }; }; }; },
 *       { at = "2024-01-01"; until = "2024-12-31"; set = { ... }; },      # a ramp
 *       { at = "2022-02-27"; scale = { lanes = { cargo_ru = { flights_per_week = 0.0; }; }; }; }
 *     );
 *
 * An entry may say from when it could be known: known = "2019-12-06" (else: from its own day on);
 * settings too: known = ( { on = "2021-11-08"; of = ( "a.b" ); } ), whichever layer says them, or
 * without `of` all of the file. With share = { a.b = 0.4; } an entry goes only that far towards
 * what `set` says, with late_y = { c.d = 1.5; } a date comes so many years later; both may be
 * distributions, and entries with one draw = "name" draw them together.
 *
 * Layers: a later layer that gives a key a plain value replaces all that earlier layers said of
 * it, dated entries included; timeline entries of all layers are kept otherwise. --set path=value
 * is the last layer; --set path*=factor is a scale; each --set is a layer of its own, in the order
 * given. Within a layer: plain values, then `scale`, then the timeline (so a scale multiplies what
 * earlier layers said, start and dated values, and its own layer's plain values, but not its own
 * timeline). `extends` names a .cfg file; a file that lies in the pile already is not laid again,
 * so an overlay may name its base.
 */
#ifndef SCENARIOS_INPUT_SCENARIO_H
#define SCENARIOS_INPUT_SCENARIO_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "models/base/param.h"
#include "models/base/plan.h"
#include "scenarios/input/diagnostics.h"

struct scenario_request {
    const char *file;
    const char *text; /* NULL: what the file says; else this, and `file` is only its name */
    size_t text_n;
    const char *const *with; /* overlay files */
    size_t with_n;
    const char *const *set; /* "path=value" or "path*=factor" */
    size_t set_n;
    /* Only what was known on that day: timeline entries that became known later are left out, and
     * settings marked so fall back to what is said below them, or to the default. 0: everything. */
    int64_t known_by_us;
    const char *forecast; /* one more layer, below --set: what is drawn instead; NULL: none */
};

struct scenario;

/* Reads everything it can and adds every error it finds to `diagnostics`. NULL if there was any.
 * The caller owns the result. groups: the tables; def_bytes: sizeof(struct hub_def). */
struct scenario *scenario_read(const struct scenario_request *request,
                               const struct param_group *groups, size_t groups_n, size_t def_bytes,
                               struct diagnostics *diagnostics);
void scenario_free(struct scenario *scenario);

/* The same scenario with a base of its own, which other files may complete in another way. It
 * borrows the rest. */
struct scenario *scenario_alike(const struct scenario *scenario);

const struct plan *scenario_plan(const struct scenario *scenario); /* borrowed */

/* The base of the plan, to be completed with what stands in other files, before anybody runs it. */
struct hub_def *scenario_def(struct scenario *scenario);

/* Such a file's content, in one form whatever the file's, goes into hash and address. */
void scenario_hash_file(struct scenario *scenario, const char *text);

/* 64-bit hash of the resolved values, dates and distributions and of the files below (not of
 * comments, order of files or names of files). */
uint64_t scenario_hash(const struct scenario *scenario);

/* The same of what the simulation depends on: without titles, promises, the record, the seed and
 * the number of replications. Two scenarios with one address give the same bytes for the same
 * seed. */
uint64_t scenario_address(const struct scenario *scenario);

/* Where the value of that path stands: false if it is a default. For errors found later
 * (hub_check) and the manifest. */
bool scenario_origin(const struct scenario *scenario, const char *path, const char **file,
                     int *line);

/* All of it as one scenario file, in nested groups: behind every setting its file:line or "default"
 * and the source of that. Dated entries follow. */
void scenario_write(const struct scenario *scenario, FILE *to);

/* One setting, for listings: calls back for each in the order of the tables. value: as a
 * scenario file would write it. */
typedef void scenario_visit(void *context, const char *path, const char *value,
                            const struct param *param, const char *file, int line);
void scenario_each(const struct scenario *scenario, scenario_visit *visit, void *context);

#endif
