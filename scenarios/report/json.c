// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/utf8.h"
#include "sim/base/require.h"

struct json json_to(FILE *to)
{
    return (struct json){.to = to};
}

static void write_escaped(FILE *to, const char *text)
{
    const size_t n = strlen(text);
    fputc('"', to);
    for (size_t at = 0; at < n;) {
        const unsigned char first = (unsigned char)text[at];
        const size_t bytes = first < 0x80 ? 1 : utf8_length(text + at, n - at);
        if (first == '"' || first == '\\') fprintf(to, "\\%c", first);
        else if (first < 0x20 || first == 0x7f) fprintf(to, "\\u%04x", first);
        else if (bytes == 0) fputs("\\ufffd", to);
        else fwrite(text + at, 1, bytes, to);
        at += bytes == 0 ? 1 : bytes;
    }
    fputc('"', to);
}

/* The comma after what stood before, a new line, the key. */
static void begin_value(struct json *json, const char *key)
{
    if (json->filled[json->depth]) fputc(',', json->to);
    if (json->depth > 0) fprintf(json->to, "\n%*s", json->depth, "");
    json->filled[json->depth] = true;
    if (!key) return;
    write_escaped(json->to, key);
    fputs(": ", json->to);
}

static void open_level(struct json *json, const char *key, char bracket)
{
    begin_value(json, key);
    fputc(bracket, json->to);
    REQUIRE(NULL, json->depth + 1 < JSON_DEEPEST, "JSON nested %d deep", json->depth + 1);
    json->filled[++json->depth] = false;
}

static void close_level(struct json *json, char bracket)
{
    REQUIRE(NULL, json->depth > 0, "JSON closed more often than opened");
    const bool filled = json->filled[json->depth--];
    if (filled) fprintf(json->to, "\n%*s", json->depth, "");
    fputc(bracket, json->to);
    if (json->depth == 0) fputc('\n', json->to);
}

void json_object(struct json *json, const char *key)
{
    open_level(json, key, '{');
}

void json_object_end(struct json *json)
{
    close_level(json, '}');
}

void json_array(struct json *json, const char *key)
{
    open_level(json, key, '[');
}

void json_array_end(struct json *json)
{
    close_level(json, ']');
}

void json_text(struct json *json, const char *key, const char *text)
{
    begin_value(json, key);
    if (text) write_escaped(json->to, text);
    else fputs("null", json->to);
}

void json_digits(FILE *to, double number)
{
    char text[40];
    if (!isfinite(number)) return;
    if (number == 0) number = 0; /* no -0 */
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) break;
    }
    fputs(text, to);
}

void json_number(struct json *json, const char *key, double number)
{
    begin_value(json, key);
    if (isfinite(number)) json_digits(json->to, number);
    else fputs("null", json->to);
}

void json_whole(struct json *json, const char *key, int64_t number)
{
    begin_value(json, key);
    fprintf(json->to, "%" PRId64, number);
}

void json_count(struct json *json, const char *key, uint64_t number)
{
    begin_value(json, key);
    fprintf(json->to, "%" PRIu64, number);
}

void json_hash(struct json *json, const char *key, uint64_t hash)
{
    begin_value(json, key);
    fprintf(json->to, "\"%016" PRIx64 "\"", hash);
}
