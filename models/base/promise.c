// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/promise.h"

#include <math.h>
#include <stddef.h>

#include "models/base/param_table.h"

#define AT(field) offsetof(struct promise_def, field)

const char *const promise_reading_word[] = {"as said", "strict", "generous", NULL};

// clang-format off
const struct param promise_params[] = {
    {KEY(measure), TEXT("text"), REQUIRED, "definition", "high",
     "The figure it is held against, by the name the yearly results have."},
    {KEY(at_least), REAL("as the measure", 0, 0), VALUE(NAN), "definition", "high",
     "Promised: at least this much (give this or at_most)."},
    {KEY(at_most), REAL("as the measure", 0, 0), VALUE(NAN), "definition", "high",
     "Promised: at most this much."},
    {"by", AT(by_us), DATE, REQUIRED, "definition", "high",
     "By when: the calendar year of this date is judged."},
    {"known", AT(known_us), DATE, WORD("never"), "definition", "high",
     "Day from which it was public: when it was said, the last day where the source names a month"
     " or a year."},
    {KEY(counted_only), FLAG, VALUE(0), "definition", "high",
     "Whether its measure is none that the simulation makes, so that only the record can answer."},
    {KEY(reading), CHOICE(promise_reading_word), WORD("as said"), "definition", "high",
     "Whether the number was said, or is our strict or generous reading."},
    {KEY(what), TEXT("text"), WORD(""), "definition", "high",
     "The promise in plain words."},
    {KEY(unit), TEXT("text"), WORD(""), "definition", "high",
     "Unit of the promised figure."},
    {KEY(definition), TEXT("text"), WORD(""), "definition", "high",
     "Heads or FTE, direct or indirect, of what."},
    {KEY(who), TEXT("text"), WORD(""), "definition", "high",
     "Who said it."},
    {KEY(said), TEXT("text"), WORD(""), "definition", "high",
     "When it was said."},
    {KEY(given_by), TEXT("text"), WORD(""), "definition", "high",
     "Settings that say this figure themselves, so that it is the scenario's and no projection;"
     " empty: it comes out of the simulation."},
    {KEY(source), TEXT("text"), WORD(""), "definition", "high",
     "Keys of models/SOURCES.md."},
    {KEY(confidence), TEXT("text"), WORD(""), "definition", "high",
     "high, medium or low: how sure it is that it was said."},
    {KEY(note), TEXT("text"), WORD(""), "definition", "high",
     "What a reader should know; how a reading of ours was made."},
};
// clang-format on
const size_t promise_params_n = sizeof promise_params / sizeof *promise_params;
