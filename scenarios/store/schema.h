// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/schema.h -- the tables and views of a database of results.
 *
 * Knows          the tables as SQL; how a file says that it is one of ours (application_id) and of
 *                which edition (user_version).
 * Does not know  who fills them. README.md says what each table and column means.
 */
#ifndef SCENARIOS_STORE_SCHEMA_H
#define SCENARIOS_STORE_SCHEMA_H

enum {
    SCHEMA_APPLICATION = 0x68756273, /* "hubs" */
    SCHEMA_EDITION = 3,
    SCHEMA_OLDEST = 2 /* that can be brought up to date */
};

/* Makes all tables, indices and views in an empty database, and marks it. What each edition added
 * stands by itself, and is done to older files too. Each ends with NULL. */
extern const char *const *const schema_sql[SCHEMA_EDITION + 1];

/* The views, which `hubsim results export` gives out: "measures" is v_measures. Ends with NULL. */
extern const char *const schema_views[];

#endif
