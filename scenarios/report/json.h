// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/json.h -- writes JSON as it goes along: the same values give the same bytes.
 *
 * Knows          RFC 8259; the shortest of 15, 16 or 17 digits that reads back as the same number.
 *                NAN and infinity are null: JSON has no word for "unknown" but that one. Bytes that
 *                are not UTF-8 become U+FFFD.
 * Does not know  what is written; reading.
 */
#ifndef SCENARIOS_REPORT_JSON_H
#define SCENARIOS_REPORT_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_DEEPEST = 12 };

struct json {
    FILE *to;
    int depth;
    bool filled[JSON_DEEPEST]; /* at that depth something stands already: a comma is due */
};

struct json json_to(FILE *to);

/* key: NULL within an array and at the top. Each opening wants its closing. */
void json_object(struct json *json, const char *key);
void json_object_end(struct json *json);
void json_array(struct json *json, const char *key);
void json_array_end(struct json *json);

void json_text(struct json *json, const char *key, const char *text); /* NULL: null */
void json_number(struct json *json, const char *key, double number);
void json_whole(struct json *json, const char *key, int64_t number);
void json_count(struct json *json, const char *key, uint64_t number);
/* "9f86d081884c7d65": 16 digits in quotes */
void json_hash(struct json *json, const char *key, uint64_t hash);

/* The number as JSON and CSV have it, without what goes around it. Nothing for NAN and infinity. */
void json_digits(FILE *to, double number);

#endif
