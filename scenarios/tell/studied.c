// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/tell/studied.h"

#include <inttypes.h>
#include <stdlib.h>

#include "scenarios/tell/csv.h"
#include "scenarios/tell/manifest.h"

void studied_json(const struct studied *studied, size_t replications, struct json *json)
{
    json_object(json, NULL);
    json_text(json, "study", studied->study);
    manifest_put_build(json, studied->build);
    manifest_put_words(json, studied->word, studied->words);
    if (studied->n == 0) return;
    json_array(json, "scenarios");
    for (size_t i = 0; i < studied->n; i++) {
        json_object(json, NULL);
        json_text(json, "title", studied->scenario[i].label);
        json_text(json, "file", studied->scenario[i].file);
        json_hash(json, "hash", scenario_hash(studied->scenario[i].scenario));
        manifest_put_text(json, studied->scenario[i].scenario);
        json_object_end(json);
    }
    json_array_end(json);
    json_count(json, "seed", studied->seed);
    json_count(json, "replications_asked", studied->asked);
    json_count(json, "replications", replications);
}

char *studied_text(const struct studied *studied)
{
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    if (!to) return NULL;
    struct json json = json_to(to);
    studied_json(studied, studied->asked, &json);
    json_object_end(&json);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

void studied_csv(const struct studied *studied, FILE *to)
{
    char *text = studied_text(studied);
    csv_head(to, text);
    free(text);
}

void studied_footer(const struct studied *studied, size_t replications, char *to, size_t room)
{
    snprintf(to, room, "%zu histor%s with the same luck, seed %" PRIu64, replications,
             replications == 1 ? "y" : "ies", studied->seed);
}
