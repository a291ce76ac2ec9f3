// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/series.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FIELDS_MAX = 1024, WRONG_LINES_MAX = 10 };

struct reading {
    const struct series_request *request;
    struct diagnostics *diagnostics;
    struct series series;
    char *field[FIELDS_MAX];
    size_t fields, columns, room; /* of this line; of the first; of series.x */
    int line;
    size_t column, where; /* places of the fields; where: SIZE_MAX if all rows are wanted */
    const char *where_value;
};

static bool report(struct reading *reading, const char *key, const char *value, const char *advice)
{
    diagnostics_add(reading->diagnostics, reading->request->file, reading->line, key, value, "%s",
                    advice);
    return false;
}

/* ---- a line becomes fields, in place --------------------------------------------------------- */

/* Past the field; `to` takes it without its quotes. *junk: something follows the closing quote. */
static char *take_field(char *at, char *to, bool *junk)
{
    const bool quoted = *at == '"';
    if (quoted) at++;
    while (*at != '\0' && (quoted || *at != ',')) {
        if (quoted && *at == '"' && *++at != '"') break; /* "" is one quote */
        *to++ = *at++;
    }
    *junk |= *at != '\0' && *at != ',';
    while (*at != '\0' && *at != ',')
        at++;
    const char end = *at;
    *to = '\0';
    return end == ',' ? at + 1 : NULL;
}

static bool split(struct reading *reading, char *line)
{
    bool junk = false;
    line[strcspn(line, "\r\n")] = '\0';
    reading->fields = 0;
    for (char *at = line; at != NULL && reading->fields < FIELDS_MAX;) {
        reading->field[reading->fields++] = at;
        at = take_field(at, at, &junk);
    }
    return !junk || report(reading, NULL, NULL, "put a comma after the closing quote");
}

/* As many fields as the first line has: else a decimal comma would be read as two columns. */
static bool check_fields(struct reading *reading)
{
    if (reading->fields == reading->columns) return true;
    diagnostics_add(
        reading->diagnostics, reading->request->file, reading->line, NULL, NULL,
        "give as many fields as the first line: %zu (commas make %zu of this one); fields are "
        "separated by commas, decimals by a point",
        reading->columns, reading->fields);
    return false;
}

static bool read_number(const char *text, double *number)
{
    char *end;
    *number = strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*number);
}

/* ---- which field is meant -------------------------------------------------------------------- */

static size_t find_field(struct reading *reading, const char *name)
{
    char all[200] = "";
    for (size_t i = 0; i < reading->fields; i++) {
        const size_t used = strlen(all);
        if (strcmp(reading->field[i], name) == 0) return i;
        snprintf(all + used, sizeof all - used, "%s%s", i > 0 ? ", " : "", reading->field[i]);
    }
    diagnostics_add(reading->diagnostics, reading->request->file, reading->line, name, NULL,
                    "no such column; the first line has %s", all);
    return SIZE_MAX;
}

/* "2" is the second field, unless a header calls one so. */
static size_t find_column(struct reading *reading, const char *column)
{
    if (column == NULL) return reading->fields - 1;
    char *end;
    const unsigned long place = strtoul(column, &end, 10);
    if (*end == '\0' && place >= 1 && place <= reading->fields) return place - 1;
    return find_field(reading, column);
}

static bool find_where(struct reading *reading)
{
    const char *where = reading->request->where;
    reading->where = SIZE_MAX;
    if (where == NULL) return true;
    char name[SERIES_NAME_BYTES];
    const char *equals = strchr(where, '=');
    if (equals == NULL || (size_t)(equals - where) >= sizeof name)
        return report(reading, "--where", where, "give column=value");
    snprintf(name, sizeof name, "%.*s", (int)(equals - where), where);
    reading->where_value = equals + 1;
    reading->where = find_field(reading, name);
    return reading->where != SIZE_MAX;
}

/* The first line: is it a header, and where are the fields? */
static bool read_first(struct reading *reading, bool *is_header)
{
    double number;
    reading->columns = reading->fields;
    if (strncmp(reading->field[0], "\xef\xbb\xbf", 3) == 0)
        return report(reading, NULL, NULL,
                      "begins with a byte order mark: save it as UTF-8 without");
    if (strchr(reading->field[0], ';'))
        return report(reading, NULL, reading->field[0], "separated by ; here: separate by commas");
    reading->column = find_column(reading, reading->request->column);
    if (reading->column == SIZE_MAX || !find_where(reading)) return false;
    const char *field = reading->field[reading->column];
    *is_header = !read_number(field, &number);
    if (!*is_header && reading->fields == 2 && reading->request->column == NULL)
        return report(
            reading, NULL, NULL,
            "two columns without a header (or a decimal comma?): give a header or --column");
    if (*is_header) snprintf(reading->series.column, sizeof reading->series.column, "%s", field);
    else
        snprintf(reading->series.column, sizeof reading->series.column, "column %zu",
                 reading->column + 1);
    return true;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static bool keep(struct reading *reading, double number)
{
    if (reading->series.n == reading->room) {
        const size_t room = reading->room ? 2 * reading->room : 1024;
        double *x = realloc(reading->series.x, room * sizeof *x);
        if (x == NULL) return report(reading, NULL, NULL, "the machine has no memory for so many");
        reading->series.x = x;
        reading->room = room;
    }
    reading->series.x[reading->series.n++] = number;
    return true;
}

static bool read_row(struct reading *reading)
{
    double number;
    if (reading->fields == 1 && reading->field[0][0] == '\0') return true; /* an empty line */
    if (!check_fields(reading)) return false;
    if (reading->where != SIZE_MAX && strcmp(reading->field[reading->where], reading->where_value))
        return true;
    const char *field = reading->field[reading->column];
    if (!read_number(field, &number))
        return report(reading, reading->series.column, field, "give a number");
    return keep(reading, number);
}

static void read_lines(struct reading *reading, FILE *from)
{
    char *line = NULL;
    size_t room = 0;
    int wrong = 0;
    bool first = true;
    while (wrong < WRONG_LINES_MAX && getline(&line, &room, from) >= 0) {
        bool is_header = false;
        reading->line++;
        if (first && *line == '#') continue; /* how hubsim made it */
        const bool whole = split(reading, line);
        if (first && (!whole || !read_first(reading, &is_header))) break;
        first = false;
        if (!whole || (!is_header && !read_row(reading))) wrong++;
    }
    free(line);
    reading->line = 0;
    if (ferror(from)) report(reading, NULL, NULL, "cannot be read");
    if (reading->series.n == 0 && diagnostics_count(reading->diagnostics) == 0)
        report(reading, reading->request->where, NULL, "no number in it");
}

/* Never a folder; a device or a pipe only as "-". */
static FILE *open_file(struct reading *reading)
{
    struct stat about;
    if (strcmp(reading->request->file, "-") == 0) return stdin;
    FILE *file = fopen(reading->request->file, "r");
    if (file != NULL && fstat(fileno(file), &about) == 0 && S_ISREG(about.st_mode)) return file;
    report(reading, NULL, NULL,
           file == NULL ? strerror(errno) : "not a file: give a CSV file, or -");
    if (file != NULL) fclose(file);
    return NULL;
}

struct series series_read(const struct series_request *request, struct diagnostics *diagnostics)
{
    struct reading reading = {.request = request, .diagnostics = diagnostics};
    FILE *from = open_file(&reading);
    if (from != NULL) {
        read_lines(&reading, from);
        if (from != stdin) fclose(from);
    }
    if (diagnostics_count(diagnostics) > 0) series_free(&reading.series);
    return reading.series;
}

void series_free(struct series *series)
{
    free(series->x);
    series->x = NULL;
    series->n = 0;
}
