// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/study_header.h"

#include <inttypes.h>
#include <stdlib.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/manifest.h"

void study_header_json(const struct study_header *header, size_t replications, struct json *json)
{
    json_object(json, NULL);
    json_text(json, "study", header->study);
    manifest_put_build(json, header->build);
    manifest_put_words(json, header->word, header->words);
    if (header->n == 0) return;
    json_array(json, "scenarios");
    for (size_t i = 0; i < header->n; i++) {
        json_object(json, NULL);
        json_text(json, "title", header->scenario[i].label);
        json_text(json, "file", header->scenario[i].file);
        json_hash(json, "hash", scenario_hash(header->scenario[i].scenario));
        manifest_put_text(json, header->scenario[i].scenario);
        json_object_end(json);
    }
    json_array_end(json);
    json_count(json, "seed", header->seed);
    json_count(json, "replications_asked", header->asked);
    json_count(json, "replications", replications);
}

char *study_header_text(const struct study_header *header)
{
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    if (!to) return NULL;
    struct json json = json_to(to);
    study_header_json(header, header->asked, &json);
    json_object_end(&json);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

void study_header_csv(const struct study_header *header, FILE *to)
{
    char *text = study_header_text(header);
    results_csv_head(to, text);
    free(text);
}

void study_header_footer(const struct study_header *header, size_t replications, char *to,
                         size_t room)
{
    snprintf(to, room, "%zu replication%s with common random numbers, seed %" PRIu64, replications,
             replications == 1 ? "" : "s", header->seed);
}
