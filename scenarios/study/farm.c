// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/study/farm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub_params.h"
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

/* ---- rank 0 ---- */

struct hand {
    bool busy;
    uint64_t knows[SLOTS]; /* hash of the scenario in each slot */
};

struct farm {
    const struct batch_point *point;
    struct hand *hand; /* [count], [0] unused */
    uint32_t count, busy;
};

struct farm *farm_open(const struct batch_point *point, size_t points)
{
    (void)points;
    const uint32_t count = ranks_count();
    if (count < 2) return NULL;
    struct farm *farm = calloc(1, sizeof *farm);
    struct hand *hand = calloc(count, sizeof *hand);
    if (!farm || !hand) {
        free(farm);
        free(hand);
        return NULL;
    }
    *farm = (struct farm){.point = point, .hand = hand, .count = count};
    return farm;
}

void farm_close(struct farm *farm)
{
    if (farm) free(farm->hand);
    free(farm);
}

bool farm_idle(const struct farm *farm)
{
    return farm->busy + 1 < farm->count;
}

bool farm_busy(const struct farm *farm)
{
    return farm->busy > 0;
}

static void send_scenario(uint32_t rank, uint64_t hash, const struct scenario *scenario)
{
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    REQUIRE(NULL, to, "no memory for the text of a scenario");
    fwrite(&hash, sizeof hash, 1, to);
    scenario_write(scenario, to);
    REQUIRE(NULL, fclose(to) == 0, "no memory for the text of a scenario");
    ranks_send(rank, SCENARIO, text, n);
    free(text);
}

void farm_give(struct farm *farm, uint32_t number, uint32_t replication)
{
    uint32_t rank = 1;
    while (farm->hand[rank].busy)
        rank++;
    const struct batch_point *point = &farm->point[number];
    const uint64_t hash = scenario_hash(point->scenario);
    struct hand *hand = &farm->hand[rank];
    if (hand->knows[hash % SLOTS] != hash) send_scenario(rank, hash, point->scenario);
    hand->knows[hash % SLOTS] = hash;
    const struct job job = {hash, point->seed, number, replication};
    ranks_send(rank, JOB, &job, sizeof job);
    hand->busy = true;
    farm->busy++;
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
    farm->hand[message.from].busy = false;
    farm->busy--;
    return true;
}

void farm_dismiss(void)
{
    for (uint32_t rank = 1; ranks_own() == 0 && rank < ranks_count(); rank++)
        ranks_send(rank, GO, "", 0);
}

/* ---- the others ---- */

struct server {
    const volatile int *stop;
    struct scenario *scenario[SLOTS];
};

static void learn(struct server *server, const struct ranks_message *message)
{
    uint64_t hash;
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    memcpy(&hash, message->bytes, sizeof hash);
    const struct scenario_request request = {.file = "the scenario of rank 0",
                                             .text = (const char *)message->bytes + sizeof hash,
                                             .text_n = message->n - sizeof hash};
    struct mistakes *mistakes = mistakes_new();
    struct scenario *scenario =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), mistakes);
    if (!scenario) mistakes_print(mistakes, stderr);
    mistakes_free(mistakes);
    REQUIRE(NULL, scenario && scenario_hash(scenario) == hash,
            "a scenario did not arrive as it was sent");
    scenario_free(server->scenario[hash % SLOTS]);
    server->scenario[hash % SLOTS] = scenario;
}

static void answer_job(const struct server *server, const struct ranks_message *message)
{
    struct job job;
    memcpy(&job, message->bytes, sizeof job);
    const struct plan *plan = scenario_plan(server->scenario[job.hash % SLOTS]);
    const size_t values = hub_years(plan->base) * hub_measures(plan->base, NULL);
    const size_t bytes = sizeof(struct answer) + (values + DAYS) * sizeof(double);
    struct answer *answer = calloc(1, bytes);
    REQUIRE(NULL, answer, "no memory for a result of %zu bytes", bytes);
    double *number = (double *)(void *)((char *)answer + sizeof *answer);
    const struct hub_request request = {.plan = plan,
                                        .seed = job.seed,
                                        .replication = job.replication,
                                        .stop = server->stop};
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
    for (unsigned looks = 0; message.what != GO;) {
        if (!ranks_take(&message)) {
            ranks_nap(looks++);
            continue;
        }
        looks = 0;
        if (message.what == SCENARIO) learn(&server, &message);
        if (message.what == JOB) answer_job(&server, &message);
        free(message.bytes);
    }
    for (int i = 0; i < SLOTS; i++)
        scenario_free(server.scenario[i]);
    return 0;
}
