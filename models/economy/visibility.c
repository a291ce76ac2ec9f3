// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/economy/visibility.h"

#include <math.h>

static double sum_of(const double *x, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

static void reach_of(const struct visibility_def *def, const struct visibility_flow *flow,
                     double reach[static VISIBILITY_PARTIES]) /* (1) */
{
    double own = flow->operator_parcels / flow->parcels;
    double custody = own * def->local_custody_share;
    double access = def->oversight_access_share;
    reach[VISIBILITY_OPERATOR] = own * (1 - def->local_custody_share);
    reach[VISIBILITY_HANDLER] = (flow->parcels - flow->operator_parcels) / flow->parcels;
    reach[VISIBILITY_CUSTOMS] = flow->declared_share;
    reach[VISIBILITY_STATISTICS] = flow->declared_share * flow->registered_share;
    reach[VISIBILITY_OVERSIGHT] = access + (1 - access) * custody * def->oversight_custody_share;
}

/* What the state holds of one field, over all parcels. */
static double state_field(const struct visibility_def *def, const double *reach, int field)
{
    double most = 0;
    for (int p = VISIBILITY_CUSTOMS; p <= VISIBILITY_OVERSIGHT; p++) {
        double cells = reach[p] * def->party[p].fields[field];
        if (cells > most) most = cells;
    }
    return most;
}

static void compare(const struct visibility_def *def, const struct visibility_flow *flow,
                    struct visibility *view)
{
    double open = (1 - def->local_custody_share) * (1 - def->aggregated_share);
    double state = 0, more = 0;
    for (int f = 0; f < VISIBILITY_FIELDS; f++) {
        double seen = state_field(def, view->reach, f);
        double gap = def->party[VISIBILITY_OPERATOR].fields[f] * open - seen;
        state += seen;
        if (gap > 0) more += gap;
    }
    view->state_cells = state / VISIBILITY_FIELDS;                                 /* (5) */
    view->gap = flow->operator_parcels / flow->parcels * more / VISIBILITY_FIELDS; /* (6) */
}

struct visibility visibility_of(const struct visibility_def *def,
                                const struct visibility_flow *flow)
{
    struct visibility view;
    bool any = flow->parcels > 0;
    if (any) reach_of(def, flow, view.reach);
    for (int p = 0; p < VISIBILITY_PARTIES; p++) {
        const struct visibility_party_def *party = &def->party[p];
        if (!any) view.reach[p] = NAN;
        double parcels = any ? flow->parcels * view.reach[p] : 0;
        view.records[p] = parcels * sum_of(party->scans, VISIBILITY_EVENTS); /* (2) */
        view.held[p] = view.records[p] / 365.25 * party->retention_days;     /* (3) */
        view.cells[p] =
            view.reach[p] * sum_of(party->fields, VISIBILITY_FIELDS) / VISIBILITY_FIELDS;
    }
    view.cells[VISIBILITY_OPERATOR] *= 1 - def->aggregated_share; /* (4) */
    view.state_cells = view.gap = NAN;
    if (any) compare(def, flow, &view);
    double seen = any ? flow->parcels * view.reach[VISIBILITY_OPERATOR] : 0;
    view.seen_per_examined = flow->examined > 0 ? seen / flow->examined : NAN; /* (7) */
    return view;
}
