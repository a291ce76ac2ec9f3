// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/diagnostics.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/text_arena.h"
#include "scenarios/input/utf8.h"

enum { SHOWN_BYTES = 120 };

struct diagnostic {
    const char *file;
    int file_order; /* files in the order in which they were first named */
    int line;
    int order;
    const char *sentence; /* all that follows "file:line: " */
};

struct diagnostics {
    struct text_arena *arena;
    size_t count; /* all of them */
    size_t kept;
    struct diagnostic kept_list[DIAGNOSTICS_KEPT];
};

struct diagnostics *diagnostics_new(void)
{
    struct text_arena *arena = text_arena_new();
    struct diagnostics *diagnostics = text_arena_bytes(arena, sizeof *diagnostics);
    diagnostics->arena = arena;
    return diagnostics;
}

void diagnostics_free(struct diagnostics *diagnostics)
{
    if (diagnostics) text_arena_free(diagnostics->arena);
}

/* What may stand on a terminal: visible text as it is, everything else as \x1b; long texts are cut.
 */
static const char *make_visible(struct text_arena *arena, const char *text)
{
    const size_t n = strlen(text);
    char *out = text_arena_bytes(arena, 4 * SHOWN_BYTES + 8);
    size_t to = 0, at = 0;
    while (at < n && at < SHOWN_BYTES) {
        const size_t bytes = utf8_length(text + at, n - at);
        const unsigned char first = (unsigned char)text[at];
        if (bytes == 0 || first < 0x20) {
            to += (size_t)snprintf(out + to, 5, "\\x%02x", first);
            at++;
            continue;
        }
        memcpy(out + to, text + at, bytes);
        to += bytes;
        at += bytes;
    }
    if (at < n) memcpy(out + to, "...", 4);
    return out;
}

static int order_of_file(const struct diagnostics *diagnostics, const char *file)
{
    int next = 0;
    for (size_t i = 0; i < diagnostics->kept; i++) {
        const struct diagnostic *diagnostic = &diagnostics->kept_list[i];
        if (strcmp(diagnostic->file, file) == 0) return diagnostic->file_order;
        if (diagnostic->file_order >= next) next = diagnostic->file_order + 1;
    }
    return next;
}

/* The same sentence about the same line helps nobody: an error in a file that is read twice, a row
 * of odd bytes. */
static bool is_known(const struct diagnostics *diagnostics, const char *file, int line,
                     const char *sentence)
{
    for (size_t i = 0; i < diagnostics->kept; i++) {
        const struct diagnostic *diagnostic = &diagnostics->kept_list[i];
        if (diagnostic->line == line && strcmp(diagnostic->sentence, sentence) == 0 &&
            strcmp(diagnostic->file, file) == 0)
            return true;
    }
    return false;
}

static const char *sentence_of(struct text_arena *arena, const char *key, const char *value,
                               const char *advice)
{
    if (key && value)
        return text_arena_printf(arena, "%s = %s: %s", make_visible(arena, key),
                                 make_visible(arena, value), advice);
    if (key) return text_arena_printf(arena, "%s: %s", make_visible(arena, key), advice);
    if (value) return text_arena_printf(arena, "%s: %s", make_visible(arena, value), advice);
    return advice;
}

static void keep_diagnostic(struct diagnostics *diagnostics, const char *file, int line,
                            const char *sentence)
{
    struct text_arena *arena = diagnostics->arena;
    diagnostics->kept_list[diagnostics->kept] = (struct diagnostic){
        .file = text_arena_text(arena, file, strlen(file)),
        .file_order = order_of_file(diagnostics, file),
        .line = line,
        .order = (int)diagnostics->kept,
        .sentence = text_arena_text(arena, sentence, strlen(sentence)),
    };
    diagnostics->kept++;
    diagnostics->count++;
}

void diagnostics_add(struct diagnostics *diagnostics, const char *file, int line, const char *key,
                     const char *value, const char *what_to_give, ...)
{
    if (diagnostics->kept == DIAGNOSTICS_KEPT) {
        diagnostics->count++;
        return;
    }
    char words[1024];
    va_list list;
    va_start(list, what_to_give);
    vsnprintf(words, sizeof words, what_to_give, list);
    va_end(list);
    struct text_arena *scrap =
        text_arena_new(); /* a file may hold the same mistake a million times */
    const char *sentence = sentence_of(scrap, key, value, words);
    const char *shown_file = make_visible(scrap, file ? file : "hubsim");
    if (!is_known(diagnostics, shown_file, line, sentence))
        keep_diagnostic(diagnostics, shown_file, line, sentence);
    text_arena_free(scrap);
}

size_t diagnostics_count(const struct diagnostics *diagnostics)
{
    return diagnostics->count;
}

static int by_place(const void *a, const void *b)
{
    const struct diagnostic *one = a, *two = b;
    if (one->file_order != two->file_order) return one->file_order < two->file_order ? -1 : 1;
    if (one->line != two->line) return one->line < two->line ? -1 : 1;
    return one->order < two->order ? -1 : one->order > two->order;
}

void diagnostics_print(const struct diagnostics *diagnostics, FILE *to)
{
    struct diagnostic sorted[DIAGNOSTICS_KEPT];
    memcpy(sorted, diagnostics->kept_list, diagnostics->kept * sizeof *sorted);
    qsort(sorted, diagnostics->kept, sizeof *sorted, by_place);
    for (size_t i = 0; i < diagnostics->kept; i++) {
        if (sorted[i].line > 0)
            fprintf(to, "%s:%d: %s\n", sorted[i].file, sorted[i].line, sorted[i].sentence);
        else fprintf(to, "%s: %s\n", sorted[i].file, sorted[i].sentence);
    }
    if (diagnostics->count > diagnostics->kept)
        fprintf(to, "... and %zu more\n", diagnostics->count - diagnostics->kept);
}
