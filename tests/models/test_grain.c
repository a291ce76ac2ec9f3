// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about a hub in both grains: nothing is lost one by one, and parcels tell the same as
 * batches. The seed is fixed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "models/hub/hub.h"
#include "models/hub/hub_params.h"
#include "scenarios/input/diagnostics.h"
#include "scenarios/input/scenario.h"
#include "tests/assertions.h"

enum { SETTINGS_MAX = 8, REPLICATIONS = 3 };

struct hub {
    struct scenario *scenario;
    const struct plan *plan;
    size_t measures, years;
    struct hub_result result;
};

static struct hub *read_file(const char *file, const char *const *set, size_t set_n)
{
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    struct diagnostics *diagnostics = diagnostics_new();
    const struct scenario_request request = {.file = file, .set = set, .set_n = set_n};
    struct hub *hub = calloc(1, sizeof *hub);
    assert_non_null(hub);
    hub->scenario = scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    assert_non_null(hub->scenario);
    hub->plan = scenario_plan(hub->scenario);
    hub->measures = hub_measures(hub->plan->base, NULL);
    hub->years = hub_years(hub->plan->base);
    hub->result.value = calloc((hub->years + 1) * hub->measures, sizeof(double));
    hub->result.day = calloc(24 * MEASURE_DAY_SERIES, sizeof(double));
    return hub;
}

static void hub_free(struct hub *hub)
{
    scenario_free(hub->scenario);
    free(hub->result.value);
    free(hub->result.day);
    free(hub);
}

static void run_hub(struct hub *hub, uint32_t replication)
{
    double *value = hub->result.value, *day = hub->result.day;
    hub->result = (struct hub_result){.value = value, .day = day};
    const struct hub_request request = {.plan = hub->plan, .seed = 1, .replication = replication};
    assert_true(hub_run(&request, &hub->result));
}

#define SET(...) ((const char *const[]){__VA_ARGS__})
#define SET_N(...) (sizeof(SET(__VA_ARGS__)) / sizeof(const char *))
#define HUB(...) read_file("tests/models/one_hall.cfg", SET(__VA_ARGS__), SET_N(__VA_ARGS__))

static double measure(const struct hub *hub, const char *name)
{
    struct measure *list = calloc(hub->measures, sizeof *list);
    hub_measures(hub->plan->base, list);
    size_t i = 0;
    while (i < hub->measures && strcmp(list[i].name, name) != 0)
        i++;
    free(list);
    if (i == hub->measures) fail_msg("no measure %s", name);
    return hub->result.value[i];
}

static void assert_nothing_lost(const struct hub_result *r)
{
    assert_greater(r->g_in, 0);
    assert_greater(r->parcels_in, 0);
    assert_greater(r->ulds_in, 0);
    assert_equal(r->g_in, r->g_out_by_truck + r->g_inside);
    assert_equal(r->parcels_in, r->parcels_out_by_truck + r->parcels_inside);
    assert_equal(r->ulds_in, r->ulds_emptied + r->ulds_inside);
    assert_at_least(r->g_inside, 0);
    assert_at_least(r->parcels_inside, 0);
}

/* The run ends in the middle of a week, with parcels at every station. To the gram. */
static void nothing_is_lost_one_by_one(void **state)
{
    (void)state;
    struct hub *hub =
        HUB("run.grain=\"parcel\"", "run.to=\"2024-03-14\"", "customs.flight_hold_share=0.2",
            "halls.one.chute_places=40", "customs.document_share=0.05");
    run_hub(hub, 0);
    assert_nothing_lost(&hub->result);
    assert_greater(hub->result.parcels_inside, 0);
    assert_greater(hub->result.parcels_moved, 1000000);
    /* counted when they are loaded: what stands at the doors is still inside */
    int64_t at_doors = (int64_t)hub->result.parcels_moved - hub->result.parcels_out_by_truck;
    assert_between(0, at_doors, hub->result.parcels_inside);
    hub_free(hub);
}

/* 4.3e9 fit into 32 bits; in 101 years of some 154,000 parcels a day, 5.7e9 come. */
static void a_century_counts_on_past_32_bits(void **state)
{
    (void)state;
    struct hub *hub =
        HUB("run.from=2000-01-01", "run.to=2101-01-01", "halls.one.phase1_opens=1999-01-01");
    run_hub(hub, 0);
    assert_nothing_lost(&hub->result);
    assert_greater(hub->result.parcels_in, 5000000000);
    assert_greater(hub->result.parcels_out_by_truck, 5000000000);
    hub_free(hub);
}

/* Parcels in, tonnes in and ULDs are the same to the last one. The means of times, jobs and trucks
 * agree over three pairs of replications with common random numbers: within what a batch cannot
 * tell (a part of it counts when all of it is sorted), a small part of the 95 % interval of the
 * mean, which is 20 % wide either way, as the inputs are uncertain. */
static void both_grains_tell_the_same(void **state)
{
    (void)state;
    struct hub *batch = HUB("run.grain=\"batch\""), *parcel = HUB("run.grain=\"parcel\"");
    static const char *const same[] = {"airport.tonnes_in", "airport.parcels_in",
                                       "lane.night.parcels_in", "hall.one.parcels_in"};
    static const struct {
        const char *name;
        double share;
    } alike[] = {{"hall.one.jobs", 0.01},           {"hall.one.sorter_utilisation", 0.01},
                 {"hall.one.trucks_per_day", 0.04}, {"hall.one.wait_breakdown_h", 0.05},
                 {"hall.one.sort_h", 0.1},          {"hall.one.dwell_mean_h", 0.03},
                 {"hall.one.worked_share", 0.02}};
    double sum[2][sizeof alike / sizeof *alike] = {{0}};
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        run_hub(batch, r);
        run_hub(parcel, r);
        for (size_t i = 0; i < sizeof same / sizeof *same; i++)
            assert_equal(measure(batch, same[i]), measure(parcel, same[i]));
        assert_equal(batch->result.g_in, parcel->result.g_in);
        assert_equal(batch->result.ulds_in, parcel->result.ulds_in);
        assert_nothing_lost(&parcel->result);
        for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
            sum[0][i] += measure(batch, alike[i].name);
            sum[1][i] += measure(parcel, alike[i].name);
        }
    }
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if (!(fabs(sum[1][i] / sum[0][i] - 1) < alike[i].share))
            fail_msg("%s: %.5g in batches, %.5g one by one", alike[i].name,
                     sum[0][i] / REPLICATIONS, sum[1][i] / REPLICATIONS);
    hub_free(batch);
    hub_free(parcel);
}

/* A station between breakdown and customs is passed by nobody: X-ray lines that take 800 pieces an
 * hour keep both grains some hours longer, by the same, and nothing is lost in either. Two pairs of
 * replications with common random numbers. */
static void both_grains_pass_the_same_stations(void **state)
{
    (void)state;
    struct hub *hub[2][2];
    double dwell_h[2][2] = {{0}};
    for (int grain = 0; grain < 2; grain++)
        for (int xray = 0; xray < 2; xray++) {
            hub[grain][xray] = HUB(grain ? "run.grain=\"parcel\"" : "run.grain=\"batch\"",
                                   xray ? "halls.one.xray_lines=3" : "halls.one.xray_lines=0",
                                   "halls.one.xray_pieces_per_h=800", "run.to=\"2025-01-01\"");
            for (uint32_t r = 0; r < 2; r++) {
                run_hub(hub[grain][xray], r);
                assert_nothing_lost(&hub[grain][xray]->result);
                dwell_h[grain][xray] += measure(hub[grain][xray], "hall.one.dwell_mean_h") / 2;
            }
        }
    static const char *const same[] = {"airport.tonnes_in", "hall.one.landed_parcels",
                                       "hall.one.landed_t", "hall.one.landed_ulds"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_equal(measure(hub[0][1], same[i]), measure(hub[1][1], same[i]));
    double longer_h[2] = {dwell_h[0][1] - dwell_h[0][0], dwell_h[1][1] - dwell_h[1][0]};
    if (!(longer_h[0] > 2 && fabs(longer_h[1] / longer_h[0] - 1) < 0.1))
        fail_msg("longer by %.4g h in batches, %.4g h one by one", longer_h[0], longer_h[1]);
    for (int i = 0; i < 4; i++)
        hub_free(hub[i / 2][i % 2]);
}

/* The hall says it, the run says it, or the hall says no: the first two are one run, the third is
 * the run in batches. Memory is what is in the building: 50 MB at the most for a flow of 5
 * million. */
static void the_grain_is_the_halls_or_the_runs(void **state)
{
    (void)state;
    struct hub *by_run = HUB("run.grain=\"parcel\"", "run.to=\"2024-02-01\"");
    struct hub *by_hall = HUB("halls.one.grain=\"parcel\"", "run.to=\"2024-02-01\"");
    struct hub *not =
        HUB("run.grain=\"parcel\"", "halls.one.grain=\"batch\"", "run.to=\"2024-02-01\"");
    struct hub *batch = HUB("run.to=\"2024-02-01\"");
    run_hub(by_run, 0);
    run_hub(by_hall, 0);
    run_hub(not, 0);
    run_hub(batch, 0);
    assert_equal(by_run->result.digest, by_hall->result.digest);
    assert_equal(not ->result.digest, batch->result.digest);
    assert_differ(by_run->result.digest, batch->result.digest);
    assert_greater(by_run->result.parcels_moved, 4000000);
    assert_equal(batch->result.parcels_moved, 0);
    assert_less(by_run->result.bytes, 50000000);
    hub_free(by_run);
    hub_free(by_hall);
    hub_free(not );
    hub_free(batch);
}

/* A week of a run: the parcels of ULDs opened in it move one by one, the others together; both
 * share the sorter and the dock, and nothing is lost at the two changes. */
static void one_week_can_be_looked_at_parcel_by_parcel(void **state)
{
    (void)state;
    struct hub *hub = read_file("tests/models/one_week.cfg", NULL, 0);
    run_hub(hub, 0);
    assert_nothing_lost(&hub->result);
    assert_greater(hub->result.parcels_moved, 200000);
    assert_less((int64_t)hub->result.parcels_moved, hub->result.parcels_in / 2);
    hub_free(hub);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_one_by_one),
        cmocka_unit_test(a_century_counts_on_past_32_bits),
        cmocka_unit_test(both_grains_tell_the_same),
        cmocka_unit_test(both_grains_pass_the_same_stations),
        cmocka_unit_test(the_grain_is_the_halls_or_the_runs),
        cmocka_unit_test(one_week_can_be_looked_at_parcel_by_parcel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
