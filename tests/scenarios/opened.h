// SPDX-License-Identifier: GPL-3.0-or-later
/* A scenario as a question, opened with an overlay and one setting, or neither; a mistake in it fails the test.
 * Include cmocka.h before. */
#ifndef TESTS_SCENARIOS_OPENED_H
#define TESTS_SCENARIOS_OPENED_H

#include "scenarios/read/question.h"

static inline struct question open_question(const char *file, const char *with, const char *set)
{
    struct question question;
    const struct scenario_request request = {
        .file = file, .with = &with, .with_n = with != NULL, .set = &set, .set_n = set != NULL};
    struct mistakes *mistakes = mistakes_new();
    const bool fine = question_open(&question, &request, mistakes);
    mistakes_print(mistakes, stderr);
    mistakes_free(mistakes);
    if (!fine) fail_msg("%s cannot be read", with ? with : file);
    return question;
}

#endif
