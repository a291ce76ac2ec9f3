// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The benchmark's two models in Cimba, written for its public interface as its tutorial recommends:
 * an arrival process, object queues, and a process for each server; and M/M/1 once more with plain
 * events, which is the faster way. Built only if the user names a built copy (make bench-peers).
 *   cimba_peer mm1|mm1_events|hub3 CUSTOMERS SEED
 */
#include <cimba.h>
#include <stdbool.h>
#include <string.h>

#include "tests/bench/clock.h"

enum { MOST = 3, RING = 1 << 20 };

struct station {
    struct world *world;
    struct cmb_objectqueue *queue;
    struct station *next; /* NULL: out */
    double mean_s;
    unsigned servers;
};

struct world {
    struct station station[MOST];
    double gap_s;
    uint64_t customers, left;
    double inside_s;
    double arrived_s[RING]; /* by customer, round and round */
    uint64_t head, tail;    /* of the line, for plain events */
};

/* ---- processes ------------------------------------------------------------------------------- */

static void *arrive(struct cmb_process *me, void *context)
{
    (void)me;
    struct world *world = context;
    for (uint64_t i = 0; i < world->customers; i++) {
        double *customer = &world->arrived_s[i % RING];
        *customer = cmb_time();
        cmb_objectqueue_put(world->station[0].queue, customer);
        cmb_process_hold(cmb_random_exponential(world->gap_s));
    }
    return NULL;
}

static void *serve(struct cmb_process *me, void *context)
{
    (void)me;
    struct station *station = context;
    for (;;) {
        void *customer = NULL;
        cmb_objectqueue_get(station->queue, &customer);
        cmb_process_hold(cmb_random_exponential(station->mean_s));
        if (station->next) {
            cmb_objectqueue_put(station->next->queue, customer);
            continue;
        }
        station->world->inside_s += cmb_time() - *(double *)customer;
        if (--station->world->left == 0) cmb_event_queue_clear();
    }
}

static void start(const char *name, cmb_process_func *does, void *context)
{
    struct cmb_process *process = cmb_process_create();
    cmb_process_initialize(process, name, does, context, 0);
    cmb_process_start(process);
}

static void run_processes(struct world *world)
{
    for (int s = 0; s < MOST && world->station[s].servers; s++) {
        struct station *station = &world->station[s];
        station->queue = cmb_objectqueue_create();
        cmb_objectqueue_initialize(station->queue, "queue", CMB_UNLIMITED);
        for (unsigned i = 0; i < station->servers; i++)
            start("server", serve, station);
    }
    start("arrival", arrive, world);
    cmb_event_queue_execute();
}

/* ---- plain events ---------------------------------------------------------------------------- */

static void end_service(void *subject, void *object);

static void begin_service(struct world *world)
{
    cmb_event_schedule(end_service, world, NULL,
                       cmb_time() + cmb_random_exponential(world->station[0].mean_s), 0);
}

static void end_service(void *subject, void *object)
{
    struct world *world = subject;
    (void)object;
    world->inside_s += cmb_time() - world->arrived_s[world->head++ % RING];
    if (--world->left == 0) cmb_event_queue_clear();
    else if (world->head != world->tail) begin_service(world);
}

static void come(void *subject, void *object)
{
    struct world *world = subject;
    (void)object;
    world->arrived_s[world->tail++ % RING] = cmb_time();
    if (world->tail - world->head == 1) begin_service(world);
    if (world->tail < world->customers)
        cmb_event_schedule(come, world, NULL, cmb_time() + cmb_random_exponential(world->gap_s), 0);
}

int main(int argc, char **argv)
{
    static struct world world;
    const char *model = argc > 1 ? argv[1] : "mm1";
    const bool hub = strcmp(model, "hub3") == 0;
    const double mean_s[MOST] = {hub ? 3.6 : 1, 7.2, 3.6};
    const unsigned servers[MOST] = {hub ? 4 : 1, hub ? 8 : 0, hub ? 4 : 0};
    world.customers = world.left = clock_size(argc - 1, argv + 1, 1000000);
    world.gap_s = hub ? 1 : 1 / 0.9;
    for (int s = 0; s < MOST; s++)
        world.station[s] =
            (struct station){.world = &world,
                             .mean_s = mean_s[s],
                             .servers = servers[s],
                             .next = hub && s + 1 < MOST ? &world.station[s + 1] : NULL};
    cmb_logger_flags_off(CMB_LOGGER_INFO);
    cmb_random_initialize(argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
    cmb_event_queue_initialize(0.0);
    const double start_ns = clock_cpu_ns();
    if (strcmp(model, "mm1_events") == 0) {
        cmb_event_schedule(come, &world, NULL, 0.0, 0);
        cmb_event_queue_execute();
    } else {
        run_processes(&world);
    }
    const double ns = (clock_cpu_ns() - start_ns) / (double)world.customers;
    printf("cimba_%s %.6g %s\n", model, ns, hub ? "ns/job" : "ns/customer");
    printf("cimba_%s_mean %.6g s\n", model, world.inside_s / (double)world.customers);
    return 0;
}
