// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/study/farm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub_params.h"
#include "scenarios/read/keep.h"
#include "scenarios/read/schedule.h"
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

/* Timetables are no part of the text: for each lane that has one, how many rows, and the rows. */
static void write_timetables(const struct hub_def *def, FILE *to)
{
    for (uint32_t l = 0; l < def->lanes_n; l++) {
        const struct timetable *timetable = &def->lanes[l].timetable;
        if (def->lanes[l].schedule[0] == '\0') continue;
        const uint64_t n = timetable->n;
        fwrite(&n, sizeof n, 1, to);
        fwrite(timetable->row, sizeof *timetable->row, timetable->n, to);
    }
}

/* Its hash, the text, a NUL, the timetables. Thousands of ranks may want the same, so it is written once. */
static void write_scenario(struct farm *farm, uint64_t hash, const struct scenario *scenario)
{
    free(farm->text);
    FILE *to = open_memstream(&farm->text, &farm->text_n);
    REQUIRE(NULL, to, "no memory for the text of a scenario");
    fwrite(&hash, sizeof hash, 1, to);
    scenario_write(scenario, to);
    fputc('\0', to);
    write_timetables(scenario_plan(scenario)->base, to);
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

/* ---- the others ---- */

struct server {
    const volatile int *stop;
    struct scenario *scenario[SLOTS];
    struct keep *rows[SLOTS]; /* of its timetables */
};

static void read_timetables(struct scenario *scenario, const char *at, struct keep *keep)
{
    const struct hub_def *def = scenario_plan(scenario)->base;
    for (uint32_t l = 0; l < def->lanes_n; l++) {
        if (def->lanes[l].schedule[0] == '\0') continue;
        uint64_t n;
        memcpy(&n, at, sizeof n);
        const size_t bytes = n * sizeof(struct timetable_row);
        struct timetable_row *row = keep_bytes(keep, bytes + 1);
        memcpy(row, at + sizeof n, bytes);
        at += sizeof n + bytes;
        schedule_attach(scenario, l, (struct timetable){row, n});
    }
}

static void learn(struct server *server, const struct ranks_message *message)
{
    uint64_t hash;
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    memcpy(&hash, message->bytes, sizeof hash);
    const char *text = (const char *)message->bytes + sizeof hash;
    const struct scenario_request request = {
        .file = "the scenario of rank 0", .text = text, .text_n = strlen(text)};
    struct mistakes *mistakes = mistakes_new();
    struct scenario *scenario =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), mistakes);
    struct keep *rows = keep_new();
    if (scenario)
        read_timetables(scenario, text + request.text_n + 1, rows);
    else
        mistakes_print(mistakes, stderr);
    mistakes_free(mistakes);
    REQUIRE(NULL, scenario && scenario_hash(scenario) == hash,
            "a scenario did not arrive as it was sent");
    scenario_free(server->scenario[hash % SLOTS]);
    keep_free(server->rows[hash % SLOTS]);
    server->scenario[hash % SLOTS] = scenario;
    server->rows[hash % SLOTS] = rows;
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
    for (int i = 0; i < SLOTS; i++) {
        scenario_free(server.scenario[i]);
        keep_free(server.rows[i]);
    }
    return 0;
}
