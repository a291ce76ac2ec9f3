// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/schema.h -- the tables and views of a database of results.
 *
 * Knows          the tables as SQL; how a file says that it is one of ours (application_id) and of
 *                which edition (user_version).
 * Does not know  who fills them. README.md says what each table and column means.
 * May include    nothing
 */
#ifndef SCENARIOS_STORE_SCHEMA_H
#define SCENARIOS_STORE_SCHEMA_H

enum {
    SCHEMA_APPLICATION = 0x68756273, /* "hubs" */
    SCHEMA_EDITION = 2
};

/* Makes all tables, indices and views in an empty database, and marks it. Ends with NULL. */
extern const char *const schema_sql[];

/* The views, which `hubsim results export` gives out: "measures" is v_measures. Ends with NULL. */
extern const char *const schema_views[];

#endif
