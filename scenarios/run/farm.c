// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/farm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/snapshot.h"
#include "sim/ranks.h"

/* A rank remembers this many scenarios, by their hash; rank 0 knows which. */
enum { SLOTS = 64 };

enum what { SCENARIO = 1, JOB, RESULT, GO };

struct job {
    uint64_t hash, seed;
    uint32_t point, replication;
};

/* The head of a result; values and day follow. */
struct answer {
    struct job job;
    uint64_t fine, values;
    struct hub_result result;
};

enum { DAYS = 24 * MEASURE_DAY_SERIES };

/* ---- rank 0 ---------------------------------------------------------------------------------- */

struct hand {
    uint64_t knows[SLOTS]; /* hash of the scenario in each slot */
};

struct farm {
    const struct batch_point *point;
    struct hand *hand; /* [count], [0] unused */
    uint32_t *idle;    /* [count - 1]: the first idle_n ranks wait for a job */
    uint32_t count, idle_n;
    uint64_t text_hash; /* the scenario written last */
    char *text;
    size_t text_n;
};

struct farm *farm_open(const struct batch_point *point)
{
    const uint32_t count = ranks_count();
    if (count < 2) return NULL;
    struct farm *farm = calloc(1, sizeof *farm);
    struct hand *hand = calloc(count, sizeof *hand);
    uint32_t *idle = calloc(count, sizeof *idle);
    if (!farm || !hand || !idle) {
        free(farm);
        free(hand);
        free(idle);
        return NULL;
    }
    *farm = (struct farm){.point = point, .hand = hand, .idle = idle, .count = count};
    while (farm->idle_n < count - 1) {
        idle[farm->idle_n] = count - 1 - farm->idle_n;
        farm->idle_n++;
    }
    return farm;
}

void farm_close(struct farm *farm)
{
    if (!farm) return;
    free(farm->hand);
    free(farm->idle);
    free(farm->text);
    free(farm);
}

bool farm_idle(const struct farm *farm)
{
    return farm->idle_n > 0;
}

bool farm_busy(const struct farm *farm)
{
    return farm->idle_n + 1 < farm->count;
}

/* Its hash, the text, each timetable's name and text; a NUL behind each. Thousands of ranks may
 * want the same, so it is written once. */
static void write_scenario(struct farm *farm, uint64_t hash, const struct scenario *scenario)
{
    struct snapshot_files files;
    free(farm->text);
    FILE *to = open_memstream(&farm->text, &farm->text_n);
    REQUIRE(NULL, to && snapshot_files_of(scenario, &files),
            "no memory for the text of a scenario");
    fwrite(&hash, sizeof hash, 1, to);
    scenario_write(scenario, to);
    fputc('\0', to);
    for (size_t i = 0; i < files.n; i++)
        fprintf(to, "%s%c%s%c", files.file[i].path, '\0', files.file[i].text, '\0');
    snapshot_free_files(&files);
    REQUIRE(NULL, fclose(to) == 0, "no memory for the text of a scenario");
    farm->text_hash = hash;
}

static void teach(struct farm *farm, uint32_t rank, uint64_t hash, const struct scenario *scenario)
{
    struct hand *hand = &farm->hand[rank];
    if (hand->knows[hash % SLOTS] == hash) return;
    if (!farm->text || farm->text_hash != hash) write_scenario(farm, hash, scenario);
    ranks_send(rank, SCENARIO, farm->text, farm->text_n);
    hand->knows[hash % SLOTS] = hash;
}

void farm_give(struct farm *farm, uint32_t number, uint32_t replication)
{
    const uint32_t rank = farm->idle[--farm->idle_n];
    const struct batch_point *point = &farm->point[number];
    const uint64_t hash = scenario_hash(point->scenario);
    teach(farm, rank, hash, point->scenario);
    const struct job job = {hash, point->seed, number, replication};
    ranks_send(rank, JOB, &job, sizeof job);
}

bool farm_take(struct farm *farm, struct farm_result *result)
{
    struct ranks_message message;
    if (!ranks_take(&message)) return false;
    const struct answer *answer = message.bytes;
    REQUIRE(NULL, message.what == RESULT && message.n >= sizeof *answer,
            "rank %u sent %d, %zu bytes", message.from, message.what, message.n);
    double *number = (double *)(void *)((char *)message.bytes + sizeof *answer);
    *result = (struct farm_result){.point = answer->job.point,
                                   .replication = answer->job.replication,
                                   .fine = answer->fine,
                                   .result = answer->result,
                                   .bytes = message.bytes};
    result->result.value = number;
    result->result.day = number + answer->values;
    farm->idle[farm->idle_n++] = message.from;
    return true;
}

void farm_dismiss(void)
{
    for (uint32_t rank = 1; ranks_own() == 0 && rank < ranks_count(); rank++)
        ranks_send(rank, GO, "", 0);
}

/* ---- the others ------------------------------------------------------------------------------ */

struct server {
    const volatile int *stop;
    struct snapshot again[SLOTS];
};

static const char *read_timetable(struct snapshot_files *files, const char *at)
{
    const char *text = at + strlen(at) + 1;
    REQUIRE(NULL, snapshot_add(files, at, text), "no memory for a timetable");
    return text + strlen(text) + 1;
}

static void learn(struct server *server, const struct ranks_message *message)
{
    uint64_t hash;
    struct snapshot_files files = {NULL, 0};
    memcpy(&hash, message->bytes, sizeof hash);
    const char *text = (const char *)message->bytes + sizeof hash;
    const char *end = (const char *)message->bytes + message->n;
    for (const char *at = text + strlen(text) + 1; at < end;)
        at = read_timetable(&files, at);
    struct snapshot *again = &server->again[hash % SLOTS];
    if (again->scenario) snapshot_close(again);
    const bool fine = snapshot_open(again, text, &files, stderr);
    snapshot_free_files(&files);
    REQUIRE(NULL, fine && scenario_hash(again->scenario) == hash,
            "a scenario did not arrive as it was sent");
}

static void answer_job(const struct server *server, const struct ranks_message *message)
{
    struct job job;
    memcpy(&job, message->bytes, sizeof job);
    const struct plan *plan = scenario_plan(server->again[job.hash % SLOTS].scenario);
    const size_t values = hub_years(plan->base) * hub_measures(plan->base, NULL);
    const size_t bytes = sizeof(struct answer) + (values + DAYS) * sizeof(double);
    struct answer *answer = calloc(1, bytes);
    REQUIRE(NULL, answer, "no memory for a result of %zu bytes", bytes);
    double *number = (double *)(void *)((char *)answer + sizeof *answer);
    const struct hub_request request = {
        .plan = plan, .seed = job.seed, .replication = job.replication, .stop = server->stop};
    struct hub_result result = {.value = number, .day = number + values};
    answer->fine = hub_run(&request, &result);
    result.value = result.day = NULL;
    answer->job = job;
    answer->values = values;
    answer->result = result;
    ranks_send(0, RESULT, answer, bytes);
    free(answer);
}

int farm_serve(const volatile int *stop)
{
    struct server server = {.stop = stop};
    struct ranks_message message = {.what = 0};
    for (unsigned polls = 0; message.what != GO;) {
        if (!ranks_take(&message)) {
            ranks_nap(polls++);
            continue;
        }
        polls = 0;
        if (message.what == SCENARIO) learn(&server, &message);
        if (message.what == JOB) answer_job(&server, &message);
        free(message.bytes);
    }
    for (int i = 0; i < SLOTS; i++)
        if (server.again[i].scenario) snapshot_close(&server.again[i]);
    return 0;
}
