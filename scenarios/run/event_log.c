// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/event_log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

struct event_log {
    struct event_log_wish wish;
    FILE *file; /* has no name, and goes with the program; NULL: refused */
    uint64_t moments;
    int64_t heard_us;
    int error; /* errno of the first that could not be written; 0: all were */
};

struct event_log *event_log_new(const struct event_log_wish *wish)
{
    struct event_log *book = calloc(1, sizeof *book);
    if (!book) return NULL;
    errno = 0;
    *book = (struct event_log){.wish = *wish, .file = tmpfile(), .heard_us = INT64_MIN};
    if (!book->file) book->error = errno ? errno : EIO;
    return book;
}

void event_log_free(struct event_log *book)
{
    if (!book) return;
    if (book->file) fclose(book->file);
    free(book);
}

static void write_down(void *context, const struct trace_note *note)
{
    struct event_log *book = context;
    book->heard_us = note->at_us;
    if (note->at_us < book->wish.from_us || note->at_us >= book->wish.until_us || book->error)
        return;
    errno = 0;
    if (fwrite(note, sizeof *note, 1, book->file) == 1) book->moments++;
    else book->error = errno ? errno : EIO;
}

/* Pieces of a ULD that is opened after the last moment wanted are not followed. */
static bool is_followed(void *context, uint32_t lane, uint32_t flight, uint32_t uld)
{
    (void)lane, (void)flight, (void)uld;
    const struct event_log *book = context;
    return book->heard_us < book->wish.until_us;
}

struct trace event_log_trace(struct event_log *book)
{
    return (struct trace){write_down, is_followed, book};
}

bool event_log_rewind(struct event_log *book)
{
    errno = 0;
    if (!book->error && (fflush(book->file) != 0 || fseek(book->file, 0, SEEK_SET) != 0))
        book->error = errno ? errno : EIO;
    errno = book->error;
    return book->error == 0;
}

uint64_t event_log_moments(const struct event_log *book)
{
    return book->moments;
}

bool event_log_next(struct event_log *book, struct trace_note *note)
{
    return fread(note, sizeof *note, 1, book->file) == 1;
}
