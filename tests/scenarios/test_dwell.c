// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about what freight waits for: every microsecond from on block to off the dock has a name,
 * in both grains and with everything scarce; what the spans say is what the hub itself measures; a
 * way out by hand. */
#include <math.h>

#include "scenarios/studies/freight.h"
#include "scenarios/studies/dwell.h"
#include "tests/scenarios/one_replication.h"
#include "tests/assertions.h"

enum { FLIGHTS = 4000 };

struct heard { /* all flights of a replication, and all freight out */
    struct {
        uint32_t flight;
        uint16_t lane;
        struct dwell dwell;
    } * flight;
    size_t n;
    struct freight_book book;
    size_t out_n;
    int64_t out_kg, off_us;
    double spent_us[DWELL_SPANS], freight_us[FREIGHT_SPANS];
};

static void check_freight(struct heard *heard, const struct freight *unit)
{
    int64_t sum_us = 0;
    for (int s = 0; s < FREIGHT_SPANS; s++) {
        assert_at_least(unit->spent_us[s], 0);
        sum_us += unit->spent_us[s];
        heard->freight_us[s] += (double)unit->spent_us[s];
    }
    assert_equal(sum_us, heard->off_us - unit->gate_us);
    heard->out_n++;
    heard->out_kg += unit->g / 1000;
}

static void hear(void *context, const struct trace_note *note)
{
    struct heard *heard = context;
    heard->off_us = note->at_us;
    const struct freight *unit = freight_hear(&heard->book, note);
    if (unit != NULL) check_freight(heard, unit);
    size_t i = heard->n;
    while (i > 0 &&
           (heard->flight[i - 1].flight != note->flight || heard->flight[i - 1].lane != note->lane))
        i--;
    if (i == 0 && note->step != TRACE_ARRIVES) return;
    if (i == 0) {
        assert_less(heard->n, FLIGHTS);
        heard->flight[heard->n].flight = note->flight;
        heard->flight[heard->n].lane = note->lane;
        i = ++heard->n;
    }
    dwell_hear(&heard->flight[i - 1].dwell, note);
}

static bool follow_all(void *context, uint32_t lane, uint32_t flight, uint32_t uld)
{
    (void)context, (void)lane, (void)flight, (void)uld;
    return true;
}

/* Everything is scarce, so that there is something to wait for. */
static const char *const scarce[] = {"run.warm_up_weeks=1",
                                     "halls.one.main_loaders=1",
                                     "halls.one.lower_loaders=1",
                                     "halls.one.dollies=10",
                                     "halls.one.tugs=2",
                                     "halls.one.checkin_points=1",
                                     "halls.one.uld_buffer_positions=4",
                                     "halls.one.chute_places=60",
                                     "halls.one.chute_pieces_per_h=900",
                                     "customs.flight_hold_share=0.1",
                                     "customs.officers=1",
                                     "customs.examined_share=0.0005",
                                     "customs.document_share=0.01",
                                     "customs.general_examined_share=0.2"};

static struct heard *listen(const char *to, const char *grain, struct one_replication **replication)
{
    const char *set[sizeof scarce / sizeof *scarce + 2];
    memcpy(set, scarce, sizeof scarce);
    size_t n = sizeof scarce / sizeof *scarce;
    set[n++] = to;
    set[n++] = grain;
    struct heard *heard = calloc(1, sizeof *heard);
    heard->flight = calloc(FLIGHTS, sizeof *heard->flight);
    const struct scenario_request request = {
        .file = "tests/models/one_hall.cfg", .set = set, .set_n = n};
    *replication = one_replication_new(&request, 3, NULL, NULL);
    const struct hub_request hub = {.plan = scenario_plan((*replication)->experiment.scenario),
                                    .seed = 3,
                                    .trace = {hear, follow_all, heard}};
    (*replication)->result =
        (struct hub_result){.value = (*replication)->result.value, .day = (*replication)->day};
    assert_true(hub_run(&hub, &(*replication)->result));
    return heard;
}

struct dwells {
    int64_t parcels;
    double g, g_h; /* weight, and weight times hours */
};

/* Every life that is over; those of them that were loaded from from_us on. */
static struct dwells check_dwells(struct heard *heard, int64_t from_us)
{
    struct dwells dwells = {0};
    for (size_t f = 0; f < heard->n; f++) {
        const struct dwell *dwell = &heard->flight[f].dwell;
        for (size_t i = 0; i < dwell->n; i++) {
            const struct life *life = &dwell->life[i];
            if (!life->over) continue;
            for (int s = 0; s < DWELL_SPANS; s++) {
                assert_at_least(life->spent_us[s], 0);
                heard->spent_us[s] += (double)life->spent_us[s];
            }
            assert_equal(dwell_all_us(life), life->last_us - dwell->on_block_us);
            if (life->last_us - life->spent_us[DWELL_LOADING] < from_us) continue;
            dwells.parcels += life->parcels;
            dwells.g += (double)life->g;
            dwells.g_h += (double)life->g * (double)dwell_all_us(life) / (double)DATE_HOUR_US;
        }
    }
    return dwells;
}

static void free_heard(struct heard *heard, struct one_replication *replication)
{
    for (size_t f = 0; f < heard->n; f++)
        dwell_free(&heard->flight[f].dwell);
    freight_free(&heard->book);
    free(heard->flight);
    free(heard);
    one_replication_free(replication);
}

/* The hall knows how long freight was in the hub without knowing where: by weight, all streams,
 * what is still inside with the age it has. These are lives that are over. 0.2 % of the year's
 * freight is inside when it ends and 0.4 % was when it began, so that the means agree to 1 %. */
static void the_named_spans_are_all_of_the_time(void **state)
{
    (void)state;
    struct one_replication *replication;
    struct heard *heard = listen("run.to=2025-01-01", "run.grain=\"batch\"", &replication);
    const struct dwells dwells = check_dwells(heard, date_us(2024, 1, 1));
    assert_greater(dwells.parcels, 20000000);
    const double mean_h = one_replication_measure(replication, "hall.one.dwell_mean_h");
    if (!(fabs(dwells.g_h / dwells.g / mean_h - 1) < 0.01))
        fail_msg("%.4f h in spans, %.4f h in the hall", dwells.g_h / dwells.g, mean_h);
    for (int s = 0; s < DWELL_SPANS; s++)
        if (s != DWELL_UNREAD && s != DWELL_CHUTE && s != DWELL_XRAY_LINE && s != DWELL_XRAY &&
            !(heard->spent_us[s] > 0))
            fail_msg("nobody waits for %s", dwell_span_words[s].key);
    free_heard(heard, replication);
}

/* Five weeks, each piece by itself: the same. What was loaded has left, or stands at a door: ten
 * doors with a truck of 40,000 parcels each at the most. Following changes nothing: same digest. */
static void pieces_account_for_their_time_one_by_one(void **state)
{
    (void)state;
    struct one_replication *replication;
    struct heard *heard = listen("run.to=2024-02-05", "run.grain=\"parcel\"", &replication);
    const uint64_t digest = replication->result.digest;
    const int64_t parcels = check_dwells(heard, 0).parcels;
    const int64_t left = replication->result.parcels_out_by_truck;
    assert_greater(parcels, 2000000);
    assert_at_least(parcels, left);
    assert_at_most(parcels - left, 400000);
    const struct hub_request alone = {.plan = scenario_plan(replication->experiment.scenario),
                                      .seed = 3};
    assert_true(hub_run(&alone, &replication->result));
    assert_equal(replication->result.digest, digest);
    for (int s = 0; s < DWELL_SPANS; s++)
        if (s != DWELL_XRAY_LINE && s != DWELL_XRAY && !(heard->spent_us[s] > 0))
            fail_msg("nobody waits for %s", dwell_span_words[s].key);
    free_heard(heard, replication);
}

/* Of a ULD all of whose contents have left, every parcel has one life, and it is over. */
static void every_parcel_of_a_uld_has_its_life(void **state)
{
    (void)state;
    static const char *const grain[] = {"run.grain=\"batch\"", "run.grain=\"parcel\""};
    for (int g = 0; g < 2; g++) {
        struct one_replication *replication;
        struct heard *heard = listen("run.to=2024-01-20", grain[g], &replication);
        size_t tried = 0;
        for (size_t f = 0; f < heard->n; f++)
            for (int u = 0; u < DWELL_ULDS; u += 7) {
                const struct dwell *dwell = &heard->flight[f].dwell;
                struct dwell_mean mean;
                if (!dwell_mean(dwell, u, &mean) || mean.parcels == 0) continue;
                assert_at_most(mean.parcels, dwell->uld[u].parcels);
                assert_at_most(mean.g, dwell->uld[u].g);
                if (mean.parcels < dwell->uld[u].parcels) continue; /* not all of it is gone */
                for (int64_t p = 0; p < mean.parcels; p += 97)
                    assert_non_null(dwell_of_parcel(dwell, u, p));
                assert_null(dwell_of_parcel(dwell, u, mean.parcels));
                tried++;
            }
        assert_greater(tried, 20);
        free_heard(heard, replication);
    }
}

/* What went aboard is what flew: to the kilogram. Each ULD's spans add up to its time from the gate
 * (check_freight), and there is something in each. */
static void freight_out_has_a_name_for_its_time(void **state)
{
    (void)state;
    struct one_replication *replication;
    struct heard *heard = listen("run.to=2024-06-01", "run.grain=\"batch\"", &replication);
    assert_greater(heard->out_n, 500);
    assert_equal(heard->out_kg, replication->result.export_kg_flown);
    for (int s = 0; s < FREIGHT_SPANS; s++)
        if (!(heard->freight_us[s] > 0)) fail_msg("nobody waits for %s", freight_span_words[s].key);
    free_heard(heard, replication);
}

static struct trace_note at(int64_t minute, enum trace_step step, uint8_t unit, int64_t kg)
{
    return (struct trace_note){
        .at_us = minute * DATE_MINUTE_US, .step = step, .flight = 5, .part = unit, .g = 1000 * kg};
}

/* At the gate at 0, a door at 10, unloaded at 40, screened from 45 to 50, its two ULDs built up
 * from 60 and 70 for 20 minutes each, aboard at 200: 10 + 30 + 5 + 5 + 10 + 20 + 120, the second 10
 * + 30 + 5 + 5 + 20 + 20 + 110. */
static void a_truckload_becomes_two_ulds_that_share_its_past(void **state)
{
    (void)state;
    struct freight_book book = {0};
    struct trace_note unloaded = at(40, TRACE_UNLOADED, 0, 4000);
    unloaded.other_us = 45 * DATE_MINUTE_US;
    const struct trace_note note[] = {at(0, TRACE_GATE, 0, 4000),
                                      at(10, TRACE_DOCKED, 0, 4000),
                                      unloaded,
                                      at(50, TRACE_SCREENED, 0, 4000),
                                      at(60, TRACE_BUILDUP, 1, 2000),
                                      at(70, TRACE_BUILDUP, 2, 2000),
                                      at(80, TRACE_READY, 1, 2000),
                                      at(90, TRACE_READY, 2, 2000)};
    for (size_t i = 0; i < sizeof note / sizeof *note; i++)
        assert_null(freight_hear(&book, &note[i]));
    static const int64_t min[2][FREIGHT_SPANS] = {{10, 30, 5, 5, 10, 20, 120},
                                                  {10, 30, 5, 5, 20, 20, 110}};
    for (uint8_t unit = 1; unit <= 2; unit++) {
        const struct trace_note aboard = at(200, TRACE_ABOARD, unit, 2000);
        const struct freight *gone = freight_hear(&book, &aboard);
        assert_non_null(gone);
        for (int s = 0; s < FREIGHT_SPANS; s++)
            assert_equal(gone->spent_us[s], min[unit - 1][s] * DATE_MINUTE_US);
    }
    assert_null(book.tree); /* nothing is kept of what has flown */
    freight_free(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_named_spans_are_all_of_the_time),
        cmocka_unit_test(pieces_account_for_their_time_one_by_one),
        cmocka_unit_test(every_parcel_of_a_uld_has_its_life),
        cmocka_unit_test(freight_out_has_a_name_for_its_time),
        cmocka_unit_test(a_truckload_becomes_two_ulds_that_share_its_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
