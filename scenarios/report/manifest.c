// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/manifest.h"
#include "scenarios/report/backlog_report.h"

#include <gsl/gsl_version.h>
#include <libconfig.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scenarios/input/snapshot.h"
#include "scenarios/report/results_csv.h"
#include "scenarios/report/json.h"
#include "scenarios/run/verdict.h"
#include "sim/date.h"

/* ---- the manifest ---------------------------------------------------------------------------- */

static void write_list(struct json *json, const char *key, const char *const *text, size_t n)
{
    json_array(json, key);
    for (size_t i = 0; i < n; i++)
        json_text(json, NULL, text[i]);
    json_array_end(json);
}

/* All of it, to be read again: DIR/scenario.cfg has the same, and the timetables lie beside it. */
void manifest_put_text(struct json *json, const struct scenario *scenario)
{
    struct snapshot_files files;
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    if (!to) return;
    scenario_write(scenario, to);
    if (fclose(to) == 0) json_text(json, "text", text);
    free(text);
    json_array(json, "files");
    snapshot_files_of(scenario, &files);
    for (size_t i = 0; i < files.n; i++) {
        json_object(json, NULL);
        json_text(json, "path", files.file[i].path);
        json_text(json, "text", files.file[i].text);
        json_object_end(json);
    }
    json_array_end(json);
    snapshot_free_files(&files);
}

static void write_scenario(struct json *json, const struct manifest *manifest)
{
    const struct scenario_request *request = manifest->request;
    json_object(json, "scenario");
    json_text(json, "file", request->file);
    write_list(json, "with", request->with, request->with_n);
    write_list(json, "set", request->set, request->set_n);
    json_hash(json, "hash", scenario_hash(manifest->scenario));
    json_hash(json, "address", scenario_address(manifest->scenario));
    json_text(json, "title", manifest->run->outcome.title);
    json_text(json, "question", manifest->run->outcome.question);
    manifest_put_text(json, manifest->scenario);
    json_object_end(json);
}

static void write_libraries(struct json *json)
{
    char libconfig[40];
    snprintf(libconfig, sizeof libconfig, "%d.%d.%d", LIBCONFIG_VER_MAJOR, LIBCONFIG_VER_MINOR,
             LIBCONFIG_VER_REVISION);
    json_object(json, "libraries");
    json_text(json, "gsl", gsl_version);
    json_text(json, "libconfig", libconfig);
    json_text(json, "sqlite", sqlite3_libversion());
    json_object_end(json);
}

/* Sums over the replications: what came in is out or inside, to the last one. */
static void write_balance(struct json *json, const struct run *run)
{
    struct hub_result sum = {0};
    for (uint32_t i = 0; i < run->done; i++) {
        const struct hub_result *one = &run->each[i];
        sum.g_in += one->g_in;
        sum.g_out_by_truck += one->g_out_by_truck;
        sum.g_inside += one->g_inside;
        sum.parcels_in += one->parcels_in;
        sum.parcels_out_by_truck += one->parcels_out_by_truck;
        sum.parcels_inside += one->parcels_inside;
        sum.export_kg_in += one->export_kg_in;
        sum.export_kg_flown += one->export_kg_flown;
        sum.export_kg_inside += one->export_kg_inside;
    }
    json_object(json, "balance");
    json_number(json, "kg_in", (double)sum.g_in / 1000.0);
    json_number(json, "kg_out_by_truck", (double)sum.g_out_by_truck / 1000.0);
    json_number(json, "kg_inside", (double)sum.g_inside / 1000.0);
    json_whole(json, "parcels_in", sum.parcels_in);
    json_whole(json, "parcels_out_by_truck", sum.parcels_out_by_truck);
    json_whole(json, "parcels_inside", sum.parcels_inside);
    json_whole(json, "export_kg_in", sum.export_kg_in);
    json_whole(json, "export_kg_flown", sum.export_kg_flown);
    json_whole(json, "export_kg_inside", sum.export_kg_inside);
    json_object_end(json);
}

static void write_run(struct json *json, const struct manifest *manifest)
{
    char started[32] = "";
    struct tm utc;
    if (gmtime_r(&manifest->started, &utc))
        strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", &utc);
    json_object(json, "run");
    json_text(json, "started", started);
    write_list(json, "arguments", (const char *const *)manifest->argv, (size_t)manifest->argc);
    json_count(json, "threads", manifest->threads);
    json_number(json, "wall_s", manifest->wall_s);
    json_object_end(json);
}

static void write_setting(void *context, const char *path, const char *value,
                          const struct param *param, const char *file, int line)
{
    struct json *json = context;
    json_object(json, NULL);
    json_text(json, "path", path);
    json_text(json, "value", value);
    json_text(json, "unit", param->unit);
    json_text(json, "file", file); /* null: a default */
    if (file) json_whole(json, "line", line);
    if (!file) json_text(json, "source", param->source);
    json_object_end(json);
}

/* So that the first replication that went another way can be named. */
static void write_digests(struct json *json, const struct run *run)
{
    json_array(json, "digests");
    for (uint32_t i = 0; i < run->done; i++)
        json_hash(json, NULL, run->each[i].digest);
    json_array_end(json);
}

static void write_host(struct json *json)
{
    char host[256] = "";
    if (gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
    json_text(json, "host", host);
}

void manifest_put_build(struct json *json, const struct build_info *build)
{
    json_text(json, "program", "hubsim");
    json_text(json, "version", build->version);
    json_text(json, "model", build->model);
    json_text(json, "commit", build->commit);
    json_text(json, "compiler", build->compiler);
    json_text(json, "flags", build->flags);
    write_libraries(json);
    write_host(json);
}

void manifest_put_words(struct json *json, const struct manifest_word *word, size_t words)
{
    json_array(json, "asked");
    for (size_t i = 0; i < words; i++) {
        char *joined = NULL;
        if (word[i].value && asprintf(&joined, "%s=%s", word[i].word, word[i].value) < 0)
            joined = NULL;
        json_text(json, NULL, joined ? joined : word[i].word);
        free(joined);
    }
    json_array_end(json);
}

void manifest_put(struct json *json, const struct manifest *manifest, enum manifest_length length)
{
    const struct run *run = manifest->run;
    json_object(json, "manifest");
    manifest_put_build(json, manifest->build);
    json_text(json, "command", manifest->command);
    manifest_put_words(json, manifest->word, manifest->words);
    write_scenario(json, manifest);
    json_count(json, "seed", run->outcome.seed);
    json_count(json, "replications", run->done);
    json_count(json, "replications_asked", manifest->asked);
    json_whole(json, "first_year", run->outcome.first_year);
    json_count(json, "years", run->outcome.years);
    json_count(json, "events", run->events);
    json_count(json, "parcels_moved_one_by_one", run->parcels_moved);
    json_hash(json, "digest", run->digest);
    write_digests(json, run);
    write_balance(json, run);
    if (length == MANIFEST_WHOLE) {
        json_array(json, "settings");
        scenario_each(manifest->scenario, write_setting, json);
        json_array_end(json);
    }
    if (length != MANIFEST_SAME) write_run(json, manifest);
    json_object_end(json);
}

char *manifest_text(const struct manifest *manifest)
{
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    if (!to) return NULL;
    struct json json = json_to(to);
    json_object(&json, NULL);
    manifest_put(&json, manifest, MANIFEST_SAME);
    json_object_end(&json);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

void manifest_csv(const struct manifest *manifest, FILE *to)
{
    char *text = manifest_text(manifest);
    results_csv_head(to, text);
    free(text);
}

/* ---- promises and measures ------------------------------------------------------------------- */

static void write_promise(struct json *json, const struct outcome_promise *promise)
{
    char by[17];
    json_object(json, NULL);
    json_text(json, "id", promise->id);
    json_text(json, "measure", promise->measure);
    json_text(json, "unit", promise->unit);
    json_text(json, "sense", promise->at_most ? "at most" : "at least");
    json_number(json, "promised", promise->promised);
    json_text(json, "by", date_write(by, promise->by_us, false));
    json_text(json, "reading", promise->reading);
    json_number(json, "mean", promise->mean);
    json_number(json, "lo", promise->mean_95.lo);
    json_number(json, "hi", promise->mean_95.hi);
    json_number(json, "band_lo", promise->band_95.lo);
    json_number(json, "band_hi", promise->band_95.hi);
    json_number(json, "p_kept", promise->p_kept);
    json_number(json, "p_lo", promise->p_kept_95.lo);
    json_number(json, "p_hi", promise->p_kept_95.hi);
    json_number(json, "shift_for_even", promise->shift_for_even);
    json_number(json, "observed", promise->observed);
    if (promise->observed_year) json_whole(json, "observed_year", promise->observed_year);
    else json_text(json, "observed_year", NULL);
    json_text(json, "verdict", outcome_verdict_word(promise->verdict));
    json_text(json, "why", promise->why);
    json_text(json, "what", promise->what);
    json_text(json, "who", promise->who);
    json_text(json, "source", promise->source);
    json_text(json, "given_by", promise->given_by);
    json_object_end(json);
}

static const char *role_of(const struct observed_row *row)
{
    static const char *const word[] = {"calibration", "judged", "context"};
    return row ? word[row->role] : NULL;
}

static void write_measure(struct json *json, const struct outcome *outcome, size_t measure,
                          size_t year, double *x)
{
    const struct verdict_year v = verdict_year(outcome, measure, year, x);
    json_object(json, NULL);
    json_text(json, "name", outcome->measure[measure].name);
    json_text(json, "unit", outcome->measure[measure].unit);
    json_whole(json, "year", outcome->first_year + (int64_t)year);
    json_count(json, "n", v.n);
    json_number(json, "mean", v.mean);
    json_number(json, "sd", v.sd);
    json_number(json, "lo", v.mean_95.lo);
    json_number(json, "hi", v.mean_95.hi);
    json_number(json, "band_lo", v.band_95.lo);
    json_number(json, "band_hi", v.band_95.hi);
    if (v.observed) json_number(json, "observed", v.observed->value);
    else json_text(json, "observed", NULL);
    json_text(json, "role", role_of(v.observed));
    json_object_end(json);
}

bool manifest_write(const struct manifest *manifest, FILE *to)
{
    const struct outcome *outcome = &manifest->run->outcome;
    double *x = calloc(outcome->replications + 1, sizeof *x);
    if (!x) return false;
    struct json json = json_to(to);
    json_object(&json, NULL);
    manifest_put(&json, manifest, MANIFEST_WHOLE);
    json_array(&json, "promises");
    for (size_t i = 0; i < outcome->promises; i++)
        write_promise(&json, &outcome->promise[i]);
    json_array_end(&json);
    backlog_report_json(outcome, &json);
    json_array(&json, "measures");
    for (size_t measure = 0; measure < outcome->measures; measure++)
        for (size_t year = 0; year < outcome->years; year++)
            write_measure(&json, outcome, measure, year, x);
    json_array_end(&json);
    json_object_end(&json);
    free(x);
    return true;
}
