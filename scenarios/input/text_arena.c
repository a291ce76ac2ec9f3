// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/text_arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct piece {
    struct piece *before;
    max_align_t bytes[];
};

struct text_arena {
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

struct text_arena *text_arena_new(void)
{
    return take(sizeof(struct text_arena));
}

void text_arena_free(struct text_arena *arena)
{
    if (!arena) return;
    for (struct piece *piece = arena->last; piece;) {
        struct piece *before = piece->before;
        free(piece);
        piece = before;
    }
    free(arena);
}

void *text_arena_bytes(struct text_arena *arena, size_t bytes)
{
    struct piece *piece = take(sizeof *piece + bytes);
    piece->before = arena->last;
    arena->last = piece;
    return piece->bytes;
}

char *text_arena_text(struct text_arena *arena, const char *text, size_t bytes)
{
    char *copy = text_arena_bytes(arena, bytes + 1);
    memcpy(copy, text, bytes);
    return copy;
}

char *text_arena_printf(struct text_arena *arena, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const int n = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = text_arena_bytes(arena, n < 0 ? 1 : (size_t)n + 1);
    va_start(list, format);
    if (n > 0) vsnprintf(text, (size_t)n + 1, format, list);
    va_end(list);
    return text;
}

void *text_arena_more(struct text_arena *arena, void *array, size_t n, size_t *room, size_t each)
{
    if (n < *room) return array;
    *room = *room ? 2 * *room : 16;
    void *larger = text_arena_bytes(arena, *room * each);
    if (n) memcpy(larger, array, n * each);
    return larger;
}
