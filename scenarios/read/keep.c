// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/read/keep.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct piece {
    struct piece *before;
    max_align_t bytes[];
};

struct keep {
    struct piece *last;
};

static void *take(size_t bytes)
{
    void *memory = calloc(1, bytes);
    if (!memory) {
        fprintf(stderr, "hubsim: out of memory (%zu bytes wanted) while reading a scenario\n",
                bytes);
        exit(1);
    }
    return memory;
}

struct keep *keep_new(void)
{
    return take(sizeof(struct keep));
}

void keep_free(struct keep *keep)
{
    if (!keep) return;
    for (struct piece *piece = keep->last; piece;) {
        struct piece *before = piece->before;
        free(piece);
        piece = before;
    }
    free(keep);
}

void *keep_bytes(struct keep *keep, size_t bytes)
{
    struct piece *piece = take(sizeof *piece + bytes);
    piece->before = keep->last;
    keep->last = piece;
    return piece->bytes;
}

char *keep_text(struct keep *keep, const char *text, size_t bytes)
{
    char *copy = keep_bytes(keep, bytes + 1);
    memcpy(copy, text, bytes);
    return copy;
}

char *keep_printf(struct keep *keep, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const int n = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = keep_bytes(keep, n < 0 ? 1 : (size_t)n + 1);
    va_start(list, format);
    if (n > 0) vsnprintf(text, (size_t)n + 1, format, list);
    va_end(list);
    return text;
}

void *keep_more(struct keep *keep, void *array, size_t n, size_t *room, size_t each)
{
    if (n < *room) return array;
    *room = *room ? 2 * *room : 16;
    void *larger = keep_bytes(keep, *room * each);
    if (n) memcpy(larger, array, n * each);
    return larger;
}
