// SPDX-License-Identifier: GPL-3.0-or-later
#include <stddef.h>

#include "models/base/param_table.h"
#include "models/economy/visibility.h"

#define AT(field) offsetof(struct visibility_def, field)
#define FIELDS_MEANING " sees of a parcel: consignee, merchant, product, value, route, time."
#define SCANS_MEANING                                                                              \
    " keeps of a parcel: before landing, on landing, at breakdown, clearance, sorting, loading."

// clang-format off
const struct param visibility_params[] = {
    {"operator_fields", AT(party[VISIBILITY_OPERATOR].fields),
     REALS(VISIBILITY_FIELDS, "share", 0, 1), WORD("1 1 1 0.5 1 1"),
     "D3", "low",
     "What the operator's software" FIELDS_MEANING},
    {"operator_scans", AT(party[VISIBILITY_OPERATOR].scans),
     REALS(VISIBILITY_EVENTS, "records", 0, 100), WORD("1 1 1 1 1 1"),
     "D10", "low",
     "Records that the operator's software" SCANS_MEANING},
    {"operator_retention_days", AT(party[VISIBILITY_OPERATOR].retention_days),
     REAL("days", 0, 36525), VALUE(1826),
     "assumption", "low",
     "How long the operator keeps a record."},
    {"handler_fields", AT(party[VISIBILITY_HANDLER].fields),
     REALS(VISIBILITY_FIELDS, "share", 0, 1), WORD("0.2 0 0.1 0 1 1"),
     "assumption", "low",
     "What a handler's software" FIELDS_MEANING},
    {"handler_scans", AT(party[VISIBILITY_HANDLER].scans),
     REALS(VISIBILITY_EVENTS, "records", 0, 100), WORD("0 1 0 0 1 1"),
     "assumption", "low",
     "Records that a handler's software" SCANS_MEANING},
    {"handler_retention_days", AT(party[VISIBILITY_HANDLER].retention_days), REAL("days", 0, 36525),
     VALUE(365), "assumption", "low",
     "How long a handler keeps a record."},
    {"customs_fields", AT(party[VISIBILITY_CUSTOMS].fields),
     REALS(VISIBILITY_FIELDS, "share", 0, 1), WORD("1 1 1 1 0.5 0.5"),
     "D14", "low",
     "What customs" FIELDS_MEANING},
    {"customs_scans", AT(party[VISIBILITY_CUSTOMS].scans),
     REALS(VISIBILITY_EVENTS, "records", 0, 100), WORD("1 0 0 1 0 0"),
     "D12 D15", "medium",
     "Records that customs" SCANS_MEANING},
    {"customs_retention_days", AT(party[VISIBILITY_CUSTOMS].retention_days), REAL("days", 0, 36525),
     VALUE(1826), "assumption", "low",
     "How long customs keeps a record."},
    {"statistics_fields", AT(party[VISIBILITY_STATISTICS].fields),
     REALS(VISIBILITY_FIELDS, "share", 0, 1), WORD("0 0 1 1 0.5 0.1"),
     "assumption", "low",
     "What public statistics" FIELDS_MEANING},
    {"statistics_scans", AT(party[VISIBILITY_STATISTICS].scans),
     REALS(VISIBILITY_EVENTS, "records", 0, 100), WORD("0 0 0 1 0 0"),
     "assumption", "medium",
     "Records that public statistics" SCANS_MEANING},
    {"statistics_retention_days", AT(party[VISIBILITY_STATISTICS].retention_days),
     REAL("days", 0, 36525), VALUE(3653),
     "assumption", "low",
     "How long public statistics keep a record."},
    {"oversight_fields", AT(party[VISIBILITY_OVERSIGHT].fields),
     REALS(VISIBILITY_FIELDS, "share", 0, 1), WORD("1 1 1 1 1 1"),
     "assumption", "low",
     "What an oversight body, where it has access," FIELDS_MEANING},
    {"oversight_scans", AT(party[VISIBILITY_OVERSIGHT].scans),
     REALS(VISIBILITY_EVENTS, "records", 0, 100), WORD("1 1 1 1 1 1"),
     "assumption", "low",
     "Records that an oversight body can open and the hub" SCANS_MEANING},
    {"oversight_retention_days", AT(party[VISIBILITY_OVERSIGHT].retention_days),
     REAL("days", 0, 36525), VALUE(365),
     "assumption", "low",
     "For how long back an oversight body may look."},
    {KEY(local_custody_share), REAL("share", 0, 1), VALUE(0), "D5", "medium",
     "Share of the operator's records that stay with a local keeper (a policy; in 2023 they lay"
     " with a company of the same group)."},
    {KEY(aggregated_share), REAL("share", 0, 1), VALUE(0), "definition", "high",
     "Share of what reaches the operator that comes as totals without single parcels (a policy)."},
    {KEY(oversight_access_share), REAL("share", 0, 1), VALUE(0), "assumption", "low",
     "Share of all parcels whose records an oversight body may open (a policy)."},
    {KEY(oversight_custody_share), REAL("share", 0, 1), VALUE(1), "assumption", "low",
     "Share of what a local keeper holds that an oversight body may open."},
};
// clang-format on
const size_t visibility_params_n = sizeof visibility_params / sizeof *visibility_params;
