// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about a joint sample of settings: who takes which row, what a column sets, which layer
 * wins, what is kept of it in a result. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "models/hub/hub_params.h"
#include "scenarios/input/posterior.h"
#include "scenarios/input/snapshot.h"
#include "tests/scenarios/opened.h"
#include "tests/assertions.h"

static const char lesson[] = "scenarios/lessons/05_jobs.cfg";

/* A folder with s.csv and an overlay that names it. */
struct folder {
    char name[64], overlay[96], sample[96];
};

static int set_up(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);
    *state = folder;
    if (!folder) return -1;
    strcpy(folder->name, "/tmp/posterior-XXXXXX");
    if (!mkdtemp(folder->name)) return -1;
    snprintf(folder->overlay, sizeof folder->overlay, "%s/o.cfg", folder->name);
    snprintf(folder->sample, sizeof folder->sample, "%s/s.csv", folder->name);
    return 0;
}

static int tear_down(void **state)
{
    struct folder *folder = *state;
    unlink(folder->overlay);
    unlink(folder->sample);
    rmdir(folder->name);
    free(folder);
    return 0;
}

static void write_text(const char *file, const char *text)
{
    FILE *to = fopen(file, "w");
    assert_non_null(to);
    fputs(text, to);
    fclose(to);
}

static struct experiment open_sample(const struct folder *folder, const char *overlay,
                                     const char *sample, const char *set)
{
    write_text(folder->overlay, overlay);
    write_text(folder->sample, sample);
    return open_question(lesson, folder->overlay, set);
}

/* The settings of one replication, as they are drawn. */
static struct hub_def *draw(const struct experiment *experiment, uint32_t replication)
{
    const struct plan *plan = scenario_plan(experiment->scenario);
    struct hub_def *def = malloc(hub_params_bytes(plan->base));
    assert_non_null(def);
    hub_params_copy(def, plan->base);
    plan_draw(plan, def, 7, replication);
    return def;
}

/* Of 400 replications about 300 take the second row: 225 to 375 is more than 8 standard errors. And
 * both values are of the same row. */
static void a_replication_takes_one_whole_row_by_its_weight(void **state)
{
    struct experiment experiment = open_sample(
        *state, "posterior = \"s.csv\";\n",
        "lanes.one.load_out_share,weight,labour.absence_share\n0.2,1,0.1\n0.3,3,0.12\n", NULL);
    int second = 0;
    for (uint32_t r = 0; r < 400; r++) {
        struct hub_def *def = draw(&experiment, r);
        const bool is_second = def->lanes[0].load_out_share == 0.3;
        assert_equal(def->labour.absence_share, (is_second ? 0.12 : 0.1));
        second += is_second;
        free(def);
    }
    assert_in_range(second, 225, 375);
    experiment_close(&experiment);
}

/* The base, which is shown and checked, has the weighted mean: (0.2 + 3 x 0.3) / 4 = 0.275. */
static void the_base_of_the_plan_has_the_mean(void **state)
{
    struct experiment experiment =
        open_sample(*state, "posterior = \"s.csv\";\n",
                    "lanes.one.load_out_share,weight\n0.2,1\n0.3,3\n", NULL);
    const struct hub_def *def = scenario_plan(experiment.scenario)->base;
    assert_float_equal(def->lanes[0].load_out_share, 0.275F, 1e-6);
    experiment_close(&experiment);
}

static double load_of(const struct folder *folder, const char *overlay, const char *sample,
                      const char *set)
{
    struct experiment experiment = open_sample(folder, overlay, sample, set);
    struct hub_def *def = draw(&experiment, 0);
    const double load = def->lanes[0].load_out_share;
    free(def);
    experiment_close(&experiment);
    return load;
}

static void layers_above_the_sample_win(void **state)
{
    const char *names = "posterior = \"s.csv\";\n", *one = "lanes.one.load_out_share\n0.2\n";
    assert_equal(load_of(*state, names, one, NULL), 0.2);
    assert_equal(load_of(*state, names, one, "lanes.one.load_out_share=0.7"), 0.7);
    assert_equal(load_of(*state, names, one, "lanes.one.load_out_share*=0.5"), 0.1);
    /* the same layer says less than the sample that it names */
    assert_equal(load_of(*state,
                         "posterior = \"s.csv\";\nlanes = { one = { load_out_share = 0.9; }; };\n",
                         one, NULL),
                 0.2);
}

/* Loads 0.25 in the lesson, 0.4 from June on: a factor of 0.5 halves both. */
static void a_factor_reaches_dated_values(void **state)
{
    struct experiment experiment = open_sample(
        *state,
        "posterior = \"s.csv\";\n"
        "timeline = ({ at = \"2024-06-01\"; set = { lanes = { one = { load_out_share = 0.4; }; }; }; });\n",
        "lanes.one.load_out_share*\n0.5\n", NULL);
    const struct plan *plan = scenario_plan(experiment.scenario);
    struct hub_def *def = draw(&experiment, 0);
    assert_equal(def->lanes[0].load_out_share, 0.125);
    for (size_t i = 0; i < plan->n; i++)
        if (plan->changes[i].at_us != PLAN_START_US) plan_apply(plan, i, def, 1, NAN, 7, 0);
    assert_equal(def->lanes[0].load_out_share, 0.2);
    free(def);
    experiment_close(&experiment);
}

/* The draw of June is the sample's, the value at the start stays the lesson's. */
static void a_dated_column_stands_for_the_draw_of_that_date(void **state)
{
    struct experiment experiment = open_sample(
        *state,
        "posterior = \"s.csv\";\n"
        "timeline = ({ at = \"2024-06-01\"; set = { lanes = { one = { load_out_share = { dist = \"uniform\"; min = 0.3; max = 0.5; }; }; }; }; });\n",
        "lanes.one.load_out_share@2024-06-01\n0.45\n", NULL);
    const struct plan *plan = scenario_plan(experiment.scenario);
    struct hub_def *def = draw(&experiment, 0);
    assert_equal(def->lanes[0].load_out_share, 0.25);
    for (size_t i = 0; i < plan->n; i++)
        if (plan->changes[i].at_us != PLAN_START_US) plan_apply(plan, i, def, 1, NAN, 7, 0);
    assert_equal(def->lanes[0].load_out_share, 0.45);
    free(def);
    experiment_close(&experiment);
}

static void a_result_keeps_the_sample_and_the_address_knows_it(void **state)
{
    const char *names = "posterior = \"s.csv\";\n";
    struct experiment experiment = open_sample(
        *state, names, "lanes.one.load_out_share,weight\n0.2,1\n0.3333333333333333,0.1\n",
        "lanes.one.load_out_share*=0.9");
    const uint64_t address = scenario_address(experiment.scenario);
    struct snapshot_files files;
    struct snapshot again;
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    scenario_write(experiment.scenario, to);
    fclose(to);
    assert_true(snapshot_files_of(experiment.scenario, &files));
    assert_int_equal(files.n, 1);
    assert_true(snapshot_open(&again, text, &files, stderr));
    assert_int_equal(scenario_address(again.scenario), address);
    assert_int_equal(scenario_hash(again.scenario), scenario_hash(experiment.scenario));
    snapshot_close(&again);
    snapshot_free_files(&files);
    free(text);
    experiment_close(&experiment);
    experiment = open_sample(*state, names, "lanes.one.load_out_share\n0.2\n", NULL);
    assert_int_not_equal(scenario_address(experiment.scenario), address);
    experiment_close(&experiment);
}

static void is_refused(const struct folder *folder, const char *sample, const char *words)
{
    char all[2000] = "";
    struct experiment experiment;
    const char *with = folder->overlay;
    const struct scenario_request request = {.file = lesson, .with = &with, .with_n = 1};
    struct diagnostics *diagnostics = diagnostics_new();
    write_text(folder->overlay, "posterior = \"s.csv\";\n");
    write_text(folder->sample, sample);
    assert_false(experiment_open(&experiment, &request, diagnostics));
    FILE *to = fmemopen(all, sizeof all, "w");
    diagnostics_print(diagnostics, to);
    fclose(to);
    diagnostics_free(diagnostics);
    if (!strstr(all, words)) fail_msg("%s\ndoes not say\n%s", all, words);
}

static void mistakes_have_file_line_and_what_to_give(void **state)
{
    is_refused(*state, "lanes.one.load_ot_share\n0.2\n",
               "s.csv:1: lanes.one.load_ot_share: no such setting; did you mean "
               "lanes.one.load_out_share?");
    is_refused(*state, "lanes.one.load_out_share\n0.2\n1.2\n",
               "s.csv:3: lanes.one.load_out_share = 1.2: give 0 to 1");
    is_refused(*state, "lanes.one.load_out_share\nmuch\n",
               "s.csv:2: lanes.one.load_out_share = much: give a number");
    is_refused(*state, "lanes.one.hall\n1\n", "s.csv:1: lanes.one.hall");
    is_refused(*state, "title\n1\n", "s.csv:1: title: nothing that is simulated depends on it");
    is_refused(*state, "airport.stands_wide\n10.5\n", "give a whole number");
    is_refused(*state, "labour.absence_share,labour.absence_share\n0.1,0.1\n", "given twice");
    is_refused(*state, "labour.absence_share@2024-06-01\n0.1\n",
               "the timeline sets nothing at that date");
    is_refused(*state, "labour.absence_share\n", "give at least one row of values");
    is_refused(*state, "labour.absence_share,weight\n0.1,0\n", "no row has a weight above 0");
    is_refused(*state, "labour.absence_share,weight\n0.1,-1\n", "give a weight, 0 or more");
    unlink(((struct folder *)*state)->sample);
}

static void a_sample_that_is_not_there_is_reported_where_it_is_named(void **state)
{
    struct folder *folder = *state;
    char words[200];
    write_text(folder->overlay, "\nposterior = \"s.csv\";\n");
    const char *with = folder->overlay;
    const struct scenario_request request = {.file = lesson, .with = &with, .with_n = 1};
    struct diagnostics *diagnostics = diagnostics_new();
    struct experiment experiment;
    char all[2000] = "";
    assert_false(experiment_open(&experiment, &request, diagnostics));
    FILE *to = fmemopen(all, sizeof all, "w");
    diagnostics_print(diagnostics, to);
    fclose(to);
    diagnostics_free(diagnostics);
    snprintf(words, sizeof words, "%s:2: posterior", folder->overlay);
    assert_non_null(strstr(all, words));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_replication_takes_one_whole_row_by_its_weight),
        TEST(the_base_of_the_plan_has_the_mean),
        TEST(layers_above_the_sample_win),
        TEST(a_factor_reaches_dated_values),
        TEST(a_dated_column_stands_for_the_draw_of_that_date),
        TEST(a_result_keeps_the_sample_and_the_address_knows_it),
        TEST(mistakes_have_file_line_and_what_to_give),
        TEST(a_sample_that_is_not_there_is_reported_where_it_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
