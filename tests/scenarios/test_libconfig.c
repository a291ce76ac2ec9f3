// SPDX-License-Identifier: GPL-3.0-or-later
/* Every scenario file is libconfig: its own reader opens them all, but for those of tests/bad that
 * are wrong as such. Run from the top of the project. */
#include <fts.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <libconfig.h>

#include "tests/assertions.h"

static bool is_scenario(const FTSENT *entry)
{
    const char *ending = strrchr(entry->fts_name, '.');
    const bool is_wrong = strstr(entry->fts_path, "tests/bad/syntax") ||
                          strstr(entry->fts_path, "tests/bad/numbers") ||
                          strstr(entry->fts_path, "tests/bad/encoding");
    return entry->fts_info == FTS_F && ending && strcmp(ending, ".cfg") == 0 && !is_wrong;
}

static void libconfig_reads_every_scenario_file(void **state)
{
    (void)state;
    char *const folders[] = {"scenarios", "tests", NULL};
    FTS *walk = fts_open(folders, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    size_t files = 0;
    for (FTSENT *entry = fts_read(walk); entry; entry = fts_read(walk)) {
        if (!is_scenario(entry)) continue;
        config_t config;
        config_init(&config);
        if (config_read_file(&config, entry->fts_path) != CONFIG_TRUE)
            fail_msg("%s:%d: %s", entry->fts_path, config_error_line(&config),
                     config_error_text(&config));
        config_destroy(&config);
        files++;
    }
    fts_close(walk);
    assert_at_least(files, 100); /* the folders were found */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(libconfig_reads_every_scenario_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
