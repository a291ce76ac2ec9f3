// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/read/mistakes.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/read/keep.h"
#include "scenarios/read/utf8.h"

enum { SHOWN_BYTES = 120 };

struct mistake {
    const char *file;
    int file_order; /* files in the order in which they were first named */
    int line;
    int order;
    const char *sentence; /* all that follows "file:line: " */
};

struct mistakes {
    struct keep *keep;
    size_t count; /* all of them */
    size_t kept;
    struct mistake kept_list[MISTAKES_KEPT];
};

struct mistakes *mistakes_new(void)
{
    struct keep *keep = keep_new();
    struct mistakes *mistakes = keep_bytes(keep, sizeof *mistakes);
    mistakes->keep = keep;
    return mistakes;
}

void mistakes_free(struct mistakes *mistakes)
{
    if (mistakes) keep_free(mistakes->keep);
}

/* What may stand on a terminal: visible text as it is, everything else as \x1b; long texts are cut.
 */
static const char *make_visible(struct keep *keep, const char *text)
{
    const size_t n = strlen(text);
    char *out = keep_bytes(keep, 4 * SHOWN_BYTES + 8);
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

static int order_of_file(const struct mistakes *mistakes, const char *file)
{
    int next = 0;
    for (size_t i = 0; i < mistakes->kept; i++) {
        const struct mistake *mistake = &mistakes->kept_list[i];
        if (strcmp(mistake->file, file) == 0) return mistake->file_order;
        if (mistake->file_order >= next) next = mistake->file_order + 1;
    }
    return next;
}

/* The same sentence about the same line helps nobody: a mistake in a file that is read twice, a row
 * of odd bytes. */
static bool is_known(const struct mistakes *mistakes, const char *file, int line,
                     const char *sentence)
{
    for (size_t i = 0; i < mistakes->kept; i++) {
        const struct mistake *mistake = &mistakes->kept_list[i];
        if (mistake->line == line && strcmp(mistake->sentence, sentence) == 0 &&
            strcmp(mistake->file, file) == 0)
            return true;
    }
    return false;
}

static const char *sentence_of(struct keep *keep, const char *key, const char *value,
                               const char *advice)
{
    if (key && value)
        return keep_printf(keep, "%s = %s: %s", make_visible(keep, key), make_visible(keep, value),
                           advice);
    if (key) return keep_printf(keep, "%s: %s", make_visible(keep, key), advice);
    if (value) return keep_printf(keep, "%s: %s", make_visible(keep, value), advice);
    return advice;
}

static void keep_mistake(struct mistakes *mistakes, const char *file, int line,
                         const char *sentence)
{
    struct keep *keep = mistakes->keep;
    mistakes->kept_list[mistakes->kept] = (struct mistake){
        .file = keep_text(keep, file, strlen(file)),
        .file_order = order_of_file(mistakes, file),
        .line = line,
        .order = (int)mistakes->kept,
        .sentence = keep_text(keep, sentence, strlen(sentence)),
    };
    mistakes->kept++;
    mistakes->count++;
}

void mistakes_add(struct mistakes *mistakes, const char *file, int line, const char *key,
                  const char *value, const char *what_to_give, ...)
{
    if (mistakes->kept == MISTAKES_KEPT) {
        mistakes->count++;
        return;
    }
    char words[1024];
    va_list list;
    va_start(list, what_to_give);
    vsnprintf(words, sizeof words, what_to_give, list);
    va_end(list);
    struct keep *scrap = keep_new(); /* a file may hold the same mistake a million times */
    const char *sentence = sentence_of(scrap, key, value, words);
    const char *shown_file = make_visible(scrap, file ? file : "hubsim");
    if (!is_known(mistakes, shown_file, line, sentence))
        keep_mistake(mistakes, shown_file, line, sentence);
    keep_free(scrap);
}

size_t mistakes_count(const struct mistakes *mistakes)
{
    return mistakes->count;
}

static int by_place(const void *a, const void *b)
{
    const struct mistake *one = a, *two = b;
    if (one->file_order != two->file_order) return one->file_order < two->file_order ? -1 : 1;
    if (one->line != two->line) return one->line < two->line ? -1 : 1;
    return one->order < two->order ? -1 : one->order > two->order;
}

void mistakes_print(const struct mistakes *mistakes, FILE *to)
{
    struct mistake sorted[MISTAKES_KEPT];
    memcpy(sorted, mistakes->kept_list, mistakes->kept * sizeof *sorted);
    qsort(sorted, mistakes->kept, sizeof *sorted, by_place);
    for (size_t i = 0; i < mistakes->kept; i++) {
        if (sorted[i].line > 0)
            fprintf(to, "%s:%d: %s\n", sorted[i].file, sorted[i].line, sorted[i].sentence);
        else
            fprintf(to, "%s: %s\n", sorted[i].file, sorted[i].sentence);
    }
    if (mistakes->count > mistakes->kept)
        fprintf(to, "... and %zu more\n", mistakes->count - mistakes->kept);
}
