// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/promise.h"

#include <math.h>
#include <stddef.h>

#define AT(field) offsetof(struct promise_def, field)
#define TEXT(field, words)                                                                         \
    {                                                                                              \
        .key = #field, .kind = PARAM_TEXT, .at = AT(field), .standard_text = "", .unit = "text",   \
        .meaning = words, .source = "definition", .confidence = "high"                             \
    }

const char *const promise_reading_word[] = {"as said", "strict", "generous", NULL};

const struct param promise_params[] = {
    {.key = "measure",
     .kind = PARAM_TEXT,
     .at = AT(measure),
     .required = true,
     .unit = "text",
     .meaning = "The figure it is held against, by the name the yearly results have.",
     .source = "definition",
     .confidence = "high"},
    {.key = "at_least",
     .kind = PARAM_REAL,
     .at = AT(at_least),
     .standard = {.a = NAN},
     .unit = "as the measure",
     .meaning = "Promised: at least this much (give this or at_most).",
     .source = "definition",
     .confidence = "high"},
    {.key = "at_most",
     .kind = PARAM_REAL,
     .at = AT(at_most),
     .standard = {.a = NAN},
     .unit = "as the measure",
     .meaning = "Promised: at most this much.",
     .source = "definition",
     .confidence = "high"},
    {.key = "by",
     .kind = PARAM_DATE,
     .at = AT(by_us),
     .required = true,
     .unit = "date",
     .meaning = "By when: the calendar year of this date is judged.",
     .source = "definition",
     .confidence = "high"},
    {.key = "known",
     .kind = PARAM_DATE,
     .at = AT(known_us),
     .standard_text = "never",
     .unit = "date",
     .meaning =
         "Day from which it was public: when it was said, the last day where the source names"
         " a month or a year.",
     .source = "definition",
     .confidence = "high"},
    {.key = "counted_only",
     .kind = PARAM_FLAG,
     .at = AT(counted_only),
     .unit = "yes/no",
     .meaning = "Whether its measure is none that the simulation makes, so that only the record can"
                " answer.",
     .source = "definition",
     .confidence = "high"},
    {.key = "reading",
     .kind = PARAM_CHOICE,
     .at = AT(reading),
     .choices = promise_reading_word,
     .standard_text = "as said",
     .unit = "",
     .meaning = "Whether the number was said, or is our strict or generous reading.",
     .source = "definition",
     .confidence = "high"},
    TEXT(what, "The promise in plain words."),
    TEXT(unit, "Unit of the promised figure."),
    TEXT(definition, "Heads or FTE, direct or indirect, of what."),
    TEXT(who, "Who said it."),
    TEXT(said, "When it was said."),
    TEXT(
        given_by,
        "Settings that say this figure themselves, so that it is the scenario's and no projection; empty: it"
        " comes out of the simulation."),
    TEXT(source, "Keys of models/SOURCES.md."),
    TEXT(confidence, "high, medium or low: how sure it is that it was said."),
    TEXT(note, "What a reader should know; how a reading of ours was made."),
};
const size_t promise_params_n = sizeof promise_params / sizeof *promise_params;
