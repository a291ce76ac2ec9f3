// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/reproduce_csv.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/cli/temp_folder.h"
#include "scenarios/report/results_csv.h"
#include "scenarios/report/shown.h"

/* ---- rows and fields, as they stand ---------------------------------------------------------- */

/* Up to `end` or the end of the line, outside of quotes. */
static size_t reach(const char *at, char end)
{
    bool quoted = false;
    size_t n = 0;
    for (; at[n] && (quoted || (at[n] != end && at[n] != '\n')); n++)
        quoted ^= at[n] == '"';
    return n;
}

static const char *next_row(const char *row)
{
    row += reach(row, '\n');
    return row + (*row == '\n');
}

static const char *next_field(const char *field)
{
    field += reach(field, ',');
    return field + (*field == ',');
}

static bool is_field(const char *field, const char *word)
{
    const size_t n = reach(field, ',');
    return n == strlen(word) && strncmp(field, word, n) == 0;
}

static bool is_the_same_field(const char *a, const char *b)
{
    const size_t n = reach(a, ',');
    return n == reach(b, ',') && strncmp(a, b, n) == 0;
}

/* The record is not in a result, and where rows of it were left out the others have other numbers.
 * */
static bool is_passed_over(const char *name)
{
    const size_t n = reach(name, ',');
    for (size_t i = 0; i + 8 <= n; i++)
        if (strncmp(name + i, "observed", 8) == 0) return true;
    return is_field(name, "row") || is_field(name, "series");
}

/* In how many fields two rows differ; the first of them. */
struct other {
    int n;
    const char *name, *kept, *now;
};

static struct other look_for_others(const char *names, const char *kept, const char *now)
{
    struct other other = {.n = 0};
    for (; *names && *names != '\n';
         names = next_field(names), kept = next_field(kept), now = next_field(now)) {
        if (is_passed_over(names) || is_the_same_field(kept, now)) continue;
        if (other.n++ == 0) other.name = names, other.kept = kept, other.now = now;
    }
    return other;
}

/* ---- held against each other ----------------------------------------------------------------- */

static const char *field_named(const char *names, const char *row, const char *word)
{
    for (; *names && *names != '\n'; names = next_field(names), row = next_field(row))
        if (is_field(names, word)) return row;
    return NULL;
}

static void print_field(const char *field, FILE *to)
{
    const size_t n = field ? reach(field, ',') : 0;
    if (n) shown_part(to, field, n);
    else fputs("n/a", to);
}

static void tell(const char *names, const char *row, const struct other *other, FILE *to)
{
    const char *year = field_named(names, row, "year");
    if (!year) year = field_named(names, row, "x");
    fputs("DIFFERENT: ", to);
    print_field(other->name, to);
    fputs(" of ", to);
    print_field(field_named(names, row, "measure"), to);
    if (year) fputs(", ", to);
    if (year) print_field(year, to);
    fputs(": kept ", to);
    print_field(other->kept, to);
    fputs(", now ", to);
    print_field(other->now, to);
    fputc('\n', to);
}

/* Each row must come out now, somewhere, since the record has rows of its own between them; most
 * often where
 * *hint says. If none is the same, what parts it from the one most like it is reported. */
static bool hold_row(const char *names, const char *row, const char *rows, const char **hint,
                     FILE *to)
{
    struct other least = {.n = 0, .name = names};
    const char *start[] = {*hint, rows};
    for (int i = 0; i < 2; i++) {
        for (const char *at = start[i]; *at; at = next_row(at)) {
            const struct other other = look_for_others(names, row, at);
            if (other.n == 0) {
                *hint = next_row(at);
                return true;
            }
            if (least.n == 0 || other.n < least.n) least = other;
        }
    }
    tell(names, row, &least, to);
    return false;
}

/* A row for a count alone, which a result does not hold. */
static bool is_of_the_record(const char *names, const char *row)
{
    bool counted = false;
    for (; *names && *names != '\n'; names = next_field(names), row = next_field(row)) {
        const bool empty = reach(row, ',') == 0;
        if (is_field(names, "mean") && !empty) return false;
        counted |= !empty && strncmp(names, "observed", 8) == 0;
    }
    return counted;
}

static enum reproduce_csv hold_rows(const char *kept, const char *now, FILE *to)
{
    const char *rows = next_row(now), *hint = rows;
    for (const char *row = next_row(kept); *row; row = next_row(row))
        if (!is_of_the_record(kept, row) && !hold_row(kept, row, rows, &hint, to))
            return REPRODUCE_CSV_OTHER;
    return REPRODUCE_CSV_SAME;
}

/* ---- what comes out now ---------------------------------------------------------------------- */

static bool has_names_of(const char *kept, const char *now)
{
    const size_t n = reach(kept, '\n');
    return n > 0 && n == reach(now, '\n') && strncmp(kept, now, n) == 0;
}

/* The rows of measures.csv, or of verdicts.csv, if `kept` is of that kind. */
static bool write_tables(const char *kept, const struct outcome *outcome, FILE *to)
{
    char *text[2] = {NULL, NULL};
    size_t n;
    bool found = false;
    for (int i = 0; i < 2 && !found; i++) {
        FILE *one = open_memstream(&text[i], &n);
        if (!one) continue;
        const bool fine = i > 0 || results_csv_measures(outcome, one);
        if (i > 0) results_csv_promises(outcome, one);
        found = fclose(one) == 0 && fine && has_names_of(kept, text[i]);
        if (found) fputs(text[i], to);
    }
    free(text[0]);
    free(text[1]);
    return found;
}

/* What a picture shows, if it has those columns: once their names, then the rows of all that have
 * them. */
static bool add_file(const char *kept, const char *folder, const char *name, bool first, FILE *to)
{
    char path[TEMP_FOLDER_BYTES + 300], *text = NULL;
    size_t room = 0;
    snprintf(path, sizeof path, "%s/%.255s", folder, name);
    FILE *from = fopen(path, "r");
    const bool fine = from && getdelim(&text, &room, '\0', from) > 0;
    const char *names = text;
    while (fine && *names == '#')
        names = next_row(names);
    const bool found = fine && has_names_of(kept, names);
    if (found) fputs(first ? names : next_row(names), to);
    if (from) fclose(from);
    free(text);
    return found;
}

static bool write_pictures(const char *kept, const struct outcome *outcome,
                           const struct pictures *pictures, FILE *to)
{
    char folder[TEMP_FOLDER_BYTES];
    bool found = false;
    if (!temp_folder_open(folder)) return false;
    const struct pictures_wish wish = {.folder = folder};
    FILE *nobody = fopen("/dev/null", "w");
    if (nobody) pictures->outcome(outcome, &wish, nobody);
    if (nobody) fclose(nobody);
    DIR *all = opendir(folder);
    for (struct dirent *one = all ? readdir(all) : NULL; one; one = readdir(all)) {
        const char *end = strrchr(one->d_name, '.');
        if (end && strcmp(end, ".csv") == 0)
            found |= add_file(kept, folder, one->d_name, !found, to);
    }
    if (all) closedir(all);
    temp_folder_close(folder);
    return found;
}

enum reproduce_csv reproduce_csv_rows(const char *kept, const struct outcome *outcome,
                                      const struct pictures *pictures, FILE *to)
{
    char *now = NULL;
    size_t n;
    FILE *rows = open_memstream(&now, &n);
    if (!rows) return REPRODUCE_CSV_UNKNOWN;
    const bool found =
        write_tables(kept, outcome, rows) || write_pictures(kept, outcome, pictures, rows);
    const bool whole = fclose(rows) == 0 && found;
    const enum reproduce_csv answer = whole ? hold_rows(kept, now, to) : REPRODUCE_CSV_UNKNOWN;
    free(now);
    return answer;
}
