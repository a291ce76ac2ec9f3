// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/stored_scenario.h"

#include <stdlib.h>
#include <string.h>

#include "models/hub/hub.h"
#include "scenarios/input/snapshot.h"
#include "scenarios/store/sql.h"
#include "scenarios/store/store_parts.h"

char *stored_scenario_text(const struct scenario *scenario, size_t *n)
{
    char *text = NULL;
    FILE *to = open_memstream(&text, n);
    if (!to) return NULL;
    scenario_write(scenario, to);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

/* FNV-1a over the text [Fowler1991]. */
static uint64_t hash_of(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return hash;
}

struct keeping {
    struct store *store;
    int64_t scenario;
    bool fine;
};

static void keep_setting(void *context, const char *path, const char *value,
                         const struct param *param, const char *file, int line)
{
    struct keeping *keeping = context;
    sqlite3_stmt *setting =
        store_prepared(keeping->store, STORE_SETTING,
                       "INSERT OR IGNORE INTO settings (path, value, unit, file, line, source)"
                       " VALUES (?, ?, ?, ?, ?, ?)");
    sqlite3_stmt *input =
        store_prepared(keeping->store, STORE_INPUT,
                       "INSERT OR IGNORE INTO inputs SELECT ?, setting FROM settings"
                       " WHERE path = ? AND value = ? AND file = ? AND line = ? AND source = ?");
    const char *unit = param->unit ? param->unit : "", *source = param->source ? param->source : "";
    if (!file) file = "";
    keeping->fine =
        keeping->fine && setting && input &&
        sql_again(setting, "ttttit", path, value, unit, file, (int64_t)line, source) &&
        sql_again(input, "itttit", keeping->scenario, path, value, file, (int64_t)line, source);
}

static bool keep_files(const struct keeping *keeping, const struct scenario *scenario)
{
    struct snapshot_files files;
    bool fine = snapshot_files_of(scenario, &files);
    for (size_t i = 0; fine && i < files.n; i++)
        fine = sql_do(keeping->store->db, "INSERT INTO files VALUES (?, ?, ?)", "itt",
                      keeping->scenario, files.file[i].path, files.file[i].text);
    snapshot_free_files(&files);
    return fine;
}

static int64_t add_scenario(struct store *store, const struct scenario *scenario, const char *text)
{
    const struct hub_def *def = scenario_plan(scenario)->base;
    if (!sql_do(store->db,
                "INSERT INTO scenarios (hash, text_hash, title, question, text)"
                " VALUES (?, ?, ?, ?, ?)",
                "hhttt", scenario_hash(scenario), hash_of(text), def->title, def->question, text))
        return 0;
    struct keeping keeping = {store, sqlite3_last_insert_rowid(store->db), true};
    scenario_each(scenario, keep_setting, &keeping);
    return keeping.fine && keep_files(&keeping, scenario) ? keeping.scenario : 0;
}

int64_t stored_scenario_keep(struct store *store, const struct scenario *scenario)
{
    size_t n;
    char *text = stored_scenario_text(scenario, &n);
    if (!text) return 0;
    int64_t known =
        sql_number(store->db, 0, "SELECT scenario FROM scenarios WHERE hash = ? AND text_hash = ?",
                   "hh", scenario_hash(scenario), hash_of(text));
    if (!known) known = add_scenario(store, scenario, text);
    free(text);
    return known;
}
