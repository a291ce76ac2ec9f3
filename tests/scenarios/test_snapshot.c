// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about what a result keeps of its scenario: an address that knows what is simulated and
 * nothing else, and a text from which the scenario can be read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <dirent.h>

#include "scenarios/input/snapshot.h"
#include "tests/scenarios/opened.h"
#include "tests/assertions.h"

static uint64_t address_with(const char *file, const char *with, const char *set)
{
    struct experiment experiment = open_question(file, with, set);
    const uint64_t address = scenario_address(experiment.scenario);
    experiment_close(&experiment);
    return address;
}

static void the_address_knows_what_is_simulated_and_nothing_else(void **state)
{
    (void)state;
    const char *file = "scenarios/liege/actual.cfg";
    const uint64_t plain = address_with(file, NULL, NULL);
    const char *const messages_of[] = {"title=Another",
                                       "question=Why?",
                                       "run.seed=99",
                                       "run.replications=3",
                                       "promises.jobs_direct.at_least=1",
                                       "promises.jobs_direct.note=x"};
    const char *const meant[] = {"airport.stands_wide=29", "run.to=2025-01-01",
                                 "run.day=2024-11-12", "lanes.cainiao.load_out_share*=1.0000001",
                                 "labour.absence_share={dist=uniform;min=0.1;max=0.2}"};
    for (size_t i = 0; i < sizeof messages_of / sizeof *messages_of; i++)
        if (address_with(file, NULL, messages_of[i]) != plain)
            fail_msg("%s has another address", messages_of[i]);
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        if (address_with(file, NULL, meant[i]) == plain)
            fail_msg("%s has the same address", meant[i]);
}

static void reads_again(const char *file, const char *with)
{
    struct experiment experiment = open_question(file, with, NULL);
    struct snapshot_files files;
    struct snapshot again;
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    scenario_write(experiment.scenario, to);
    fclose(to);
    assert_true(snapshot_files_of(experiment.scenario, &files));
    if (!snapshot_open(&again, text, &files, stderr))
        fail_msg("%s with %s", file, with ? with : "nothing");
    assert_int_equal(scenario_hash(again.scenario), scenario_hash(experiment.scenario));
    assert_int_equal(scenario_address(again.scenario), scenario_address(experiment.scenario));
    snapshot_close(&again);
    snapshot_free_files(&files);
    free(text);
    experiment_close(&experiment);
}

/* Whether it stands alone: an overlay does not. */
static bool stands_alone(const char *file)
{
    struct experiment experiment;
    const struct scenario_request request = {.file = file};
    struct diagnostics *diagnostics = diagnostics_new();
    const bool fine = experiment_open(&experiment, &request, diagnostics);
    diagnostics_free(diagnostics);
    if (fine) experiment_close(&experiment);
    return fine;
}

static size_t read_folder(const char *name)
{
    size_t n = 0;
    char file[300];
    DIR *folder = opendir(name);
    if (!folder) return 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".cfg") != 0) continue;
        snprintf(file, sizeof file, "%s/%s", name, entry->d_name);
        if (stands_alone(file)) reads_again(file, NULL);
        else if (strstr(name, "whatif")) reads_again("scenarios/liege/to2030.cfg", file);
        else continue;
        n++;
    }
    closedir(folder);
    return n;
}

/* Text and timetables, nothing else: the folder of the scenario is not looked at. */
static void every_scenario_is_read_again_from_what_is_kept_of_it(void **state)
{
    (void)state;
    assert_at_least(read_folder("scenarios/liege"), 4);
    assert_at_least(read_folder("scenarios/whatif"), 16);
    read_folder("scenarios/lessons");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_address_knows_what_is_simulated_and_nothing_else),
        cmocka_unit_test(every_scenario_is_read_again_from_what_is_kept_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
