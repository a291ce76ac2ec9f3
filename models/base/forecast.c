// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/forecast.h"

#include <math.h>
#include <stddef.h>

#include "models/base/param_table.h"

#define AT(field) offsetof(struct forecast_def, field)

// clang-format off
const struct param forecast_params[] = {
    {KEY(reference_class), TEXT("file"), WORD(""), "definition", "high",
     "CSV of what came of other hubs that were announced, beside the scenario file."},
    {KEY(most_share), REAL("share", 1, 10), VALUE(2), "assumption", "low",
     "The most that can come of an announcement, as a share of what was announced: the upper end"
     " of the class."},
};
// clang-format on
const size_t forecast_params_n = sizeof forecast_params / sizeof *forecast_params;

#undef AT
#define AT(field) offsetof(struct forecast_announcement, field)

// clang-format off
const struct param forecast_params_announcement[] = {
    {"known", AT(known_us), DATE, REQUIRED, "definition", "high",
     "Day it was said in public."},
    {"withdrawn", AT(withdrawn_us), DATE, WORD("never"), "definition", "high",
     "Day on which it was given up, or something else was said in its place."},
    {"at", AT(at_us), DATE, REQUIRED, "definition", "high",
     "Day for which it was announced. Once that day is past it is a fact or nothing."},
    {KEY(sets), TEXT("text"), REQUIRED, "definition", "high",
     "The setting that it would change: a number, or the date on which something opens."},
    {KEY(value), REAL("as the setting", 0, 0), VALUE(NAN), "definition", "high",
     "What that number would become; left out for an opening."},
    {KEY(certain), FLAG, VALUE(0), "definition", "high",
     "Comes as announced, such as a law that is voted or a departure that is decided."},
    {KEY(draw), TEXT("text"), WORD("announcements"), "assumption", "low",
     "Announcements of one name here turn out well or badly together."},
    {KEY(source), TEXT("text"), WORD(""), "definition", "high",
     "Keys of models/SOURCES.md."},
    {KEY(note), TEXT("text"), WORD(""), "definition", "high",
     "What a reader should know."},
};
// clang-format on
const size_t forecast_params_announcement_n =
    sizeof forecast_params_announcement / sizeof *forecast_params_announcement;

#undef AT
#define AT(field) offsetof(struct forecast_market, field)

// clang-format off
const struct param forecast_params_market[] = {
    {KEY(lanes), NAMES("lanes.*", "lanes"), WORD(""), "definition", "high",
     "The lanes whose flights grow and shrink with this market."},
    {KEY(record), TEXT("text"), WORD("airport.tonnes"), "definition", "high",
     "The counted measure from whose years growth and its spread are estimated, as far as they"
     " were known."},
    {KEY(growth_sd), REAL("log per year", 0, 3), VALUE(0.15), "assumption", "low",
     "Spread of a year's growth while the record has fewer than five years of it."},
    {KEY(own_sd), REAL("log per year", 0, 3), VALUE(0.15), "assumption", "low",
     "Spread of a year's growth of each lane by itself, beside that of the market."},
    {KEY(exits_per_year), REAL("share", 0, 1), VALUE(0), "assumption", "low",
     "Chance that the carrier of a lane gives the hub up, in each year."},
    {KEY(left_share), REAL("share", 0, 1), VALUE(0.3), "assumption", "low",
     "What is left of the lane's flights then."},
};
// clang-format on
const size_t forecast_params_market_n =
    sizeof forecast_params_market / sizeof *forecast_params_market;
