// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the wiring of a hub: what stands on the way in and is not listed there is refused
 * before anything moves, since parcels that go one by one would pass it by. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "models/hub/hub_params.h"
#include "models/hub/hub_world.h"
#include "scenarios/input/diagnostics.h"
#include "scenarios/input/scenario.h"

struct hub {
    struct scenario *scenario;
    struct hub_result result;
    struct sim *sim;
    struct hub_world *world;
};

/* Built, and not started. */
static struct hub *hub_new(void)
{
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    struct diagnostics *diagnostics = diagnostics_new();
    const struct scenario_request request = {.file = "tests/models/one_hall.cfg"};
    struct hub *hub = calloc(1, sizeof *hub);
    assert_non_null(hub);
    hub->scenario = scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    diagnostics_free(diagnostics);
    assert_non_null(hub->scenario);
    const struct hub_request asked = {.plan = scenario_plan(hub->scenario), .seed = 1};
    const struct sim_def def = hub_world_def(&asked);
    hub->sim = sim_new(&def);
    hub->world = hub_world_new(hub->sim, &asked, NULL, &hub->result);
    return hub;
}

static void hub_free(struct hub *hub)
{
    sim_free(hub->sim);
    scenario_free(hub->scenario);
    free(hub);
}

/* A station somebody built and did not list: it hands on what it gets. */
static void weigh(struct sim *sim, void *station, uint64_t uld)
{
    port_hand(sim, station, uld);
}

/* Between the X-ray lines and customs, and between breakdown and the X-ray lines. */
static void wire_before_customs(struct hub_world *world)
{
    static struct port scales;
    scales = (struct port){customs_accept, world->customs};
    xray_connect(world->hall[0].xray, (struct xray_ports){.out = {weigh, &scales}});
}

static void wire_before_xray(struct hub_world *world)
{
    static struct port scales;
    scales = (struct port){xray_accept, world->hall[0].xray};
    breakdown_connect(world->hall[0].breakdown, (struct breakdown_ports){.out = {weigh, &scales}});
}

/* What a child says that checks a hub wired so, and how it ends. */
static int try_wiring(void (*wire)(struct hub_world *), char said[static 1000])
{
    int way[2];
    assert_int_equal(pipe(way), 0);
    const pid_t child = fork();
    if (child == 0) {
        dup2(way[1], STDERR_FILENO);
        signal(SIGABRT, SIG_DFL); /* not cmocka's */
        struct hub *hub = hub_new();
        if (wire) wire(hub->world);
        hub_way_require(hub->world, 0);
        _exit(0);
    }
    close(way[1]);
    size_t n = 0;
    for (ssize_t got = 1; got > 0 && n<999; n += got> 0 ? (size_t)got : 0)
        got = read(way[0], said + n, 999 - n);
    said[n] = '\0';
    close(way[0]);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void a_station_that_is_wired_and_not_listed_is_refused(void **state)
{
    (void)state;
    char said[1000];
    assert_int_equal(try_wiring(wire_before_customs, said), SIGABRT);
    if (!strstr(said, "what stage 1 of the way in hands on to is not the next of enum hub_stage"))
        fail_msg("%s", said);
    assert_int_equal(try_wiring(wire_before_xray, said), SIGABRT);
    if (!strstr(said, "what stage 0 of the way in hands on to is not the next of enum hub_stage"))
        fail_msg("%s", said);
}

static void the_hub_as_it_is_wired_is_whole(void **state)
{
    (void)state;
    char said[1000];
    assert_int_equal(try_wiring(NULL, said), 0);
    assert_string_equal(said, "");
    struct hub *hub = hub_new(); /* which asks for it by itself */
    for (uint32_t h = 0; h < hub->world->def->halls_n; h++)
        hub_way_require(hub->world, h);
    hub_free(hub);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_station_that_is_wired_and_not_listed_is_refused),
        cmocka_unit_test(the_hub_as_it_is_wired_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
