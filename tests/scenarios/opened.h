// SPDX-License-Identifier: GPL-3.0-or-later
/* A scenario as a question, opened with an overlay and one setting, or neither; a mistake in it
 * fails the test. Include cmocka.h before. */
#ifndef TESTS_SCENARIOS_OPENED_H
#define TESTS_SCENARIOS_OPENED_H

#include "scenarios/run/experiment.h"

static inline struct experiment open_question(const char *file, const char *with, const char *set)
{
    struct experiment experiment;
    const struct scenario_request request = {
        .file = file, .with = &with, .with_n = with != NULL, .set = &set, .set_n = set != NULL};
    struct diagnostics *diagnostics = diagnostics_new();
    const bool fine = experiment_open(&experiment, &request, diagnostics);
    diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    if (!fine) fail_msg("%s cannot be read", with ? with : file);
    return experiment;
}

#endif
