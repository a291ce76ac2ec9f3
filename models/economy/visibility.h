// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/economy/visibility.h -- who gets to see what of the parcels: parties, fields, scans.
 *
 * What happens   Each e-commerce parcel leaves records as it goes: the notice before it lands, and
 *                scans on landing, at breakdown, at clearance, at sorting, at loading. Five parties
 *                hold records: the software of the hall's operator (of the halls it runs), the
 *                handler (of the other halls), customs (what is declared), public statistics (what
 *                is large enough to be registered), an oversight body (what it has been given
 *                access to). A record shows some of six fields: consignee, merchant, product,
 *                value, route, time. At the end of a year this is counted: how many records each
 *                party holds, what share of the parcels, what share of all there is to know. Two
 *                policies change it: custody (records stay with a local keeper, where oversight may
 *                look) and aggregation (only totals leave).
 *                It measures what can be seen. It does not say that anybody looks, or why.
 * Left out       express and general cargo; second scans of one parcel; staff data; what is
 *                inferred by joining records; what is done with them
 * Equations      n parcels landed, o of them in halls run by the operator; w in custody, g
 *                aggregated, b the access of oversight to all, u its access to what is in custody:
 *                (1) reach: operator = o (1 - w) / n, handler = (n - o) / n, customs = declared
 *                    share, statistics = declared x registered share, oversight = b + (1 - b) w u o
 *                    / n
 *                (2) records(p) = n x reach(p) x sum over events of scans(p)
 *                (3) records held at any time = records(p) / 365.25 x retention_days(p)  [Little]
 *                (4) cells(p) = reach(p) x mean over fields of fields(p); operator's x (1 - g)
 *                (5) cells of the state = mean over fields of the largest of reach x fields among
 *                    customs, statistics, oversight
 *                (6) gap = (o / n) x mean over fields of max(0, operator's field (1 - w) (1 - g) -
 *                    the state's), the state's taken as in (5)
 *                (7) seen per file examined = n x reach(operator) / files that customs opened
 * Sources        fields of the operator D3, of customs D14, scans D10; (3) [Little1961]; the rest
 *                assumption: see visibility_params
 */
#ifndef MODELS_ECONOMY_VISIBILITY_H
#define MODELS_ECONOMY_VISIBILITY_H

#include "models/base/param.h"

enum visibility_party {
    VISIBILITY_OPERATOR,
    VISIBILITY_HANDLER,
    VISIBILITY_CUSTOMS,
    VISIBILITY_STATISTICS,
    VISIBILITY_OVERSIGHT,
    VISIBILITY_PARTIES
};

enum { VISIBILITY_FIELDS = 6, VISIBILITY_EVENTS = 6 };

struct visibility_party_def {
    double fields[VISIBILITY_FIELDS]; /* consignee, merchant, product, value, route, time: 0 to 1 */
    double scans[VISIBILITY_EVENTS];  /* notice, landing, breakdown, clearance, sorting, loading */
    double retention_days;
};

struct visibility_def {
    struct visibility_party_def party[VISIBILITY_PARTIES];
    double local_custody_share, aggregated_share;
    double oversight_access_share, oversight_custody_share;
};

/* The table stands in visibility_params.c. */
extern const struct param visibility_params[];
extern const size_t visibility_params_n;

struct visibility_flow {     /* of one year */
    double parcels;          /* e-commerce parcels that landed */
    double operator_parcels; /* of those, for halls that the operator runs */
    double declared_share;   /* released here, so declared here */
    double registered_share; /* of the declarations, in public statistics */
    double examined;         /* files that customs opened, of all goods */
};

struct visibility {
    double reach[VISIBILITY_PARTIES];   /* (1) NAN without parcels */
    double records[VISIBILITY_PARTIES]; /* (2) */
    double held[VISIBILITY_PARTIES];    /* (3) */
    double cells[VISIBILITY_PARTIES];   /* (4) */
    double state_cells, gap;            /* (5), (6) */
    double seen_per_examined;           /* (7) */
};

struct visibility visibility_of(const struct visibility_def *def,
                                const struct visibility_flow *flow);

#endif
