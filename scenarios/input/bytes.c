// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenarios/input/utf8.h"

enum { FILE_BYTES_MAX = 4 << 20, BAD_LINES_MAX = 10 };

/* NULL if this file may be read, else why not. */
static const char *why_not(int descriptor, struct stat *status)
{
    if (descriptor < 0) return strerror(errno);
    if (fstat(descriptor, status) != 0) return strerror(errno);
    if (S_ISDIR(status->st_mode)) return "this is a folder: name a file in it";
    if (!S_ISREG(status->st_mode)) return "this is not a regular file";
    if (status->st_size > FILE_BYTES_MAX) return "this file is larger than 4 MiB";
    return NULL;
}

/* At most one byte more than is allowed, so that a file that grows meanwhile is noticed. */
static const char *take_all(struct text_arena *arena, int descriptor, size_t expected,
                            struct bytes *out)
{
    out->at = text_arena_bytes(arena, expected + 2);
    out->n = 0;
    while (out->n < expected + 1) {
        const ssize_t got = read(descriptor, out->at + out->n, expected + 1 - out->n);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return strerror(errno);
        if (got == 0) break;
        out->n += (size_t)got;
    }
    if (out->n > expected) return "this file changed while it was read";
    out->at[out->n] = '\0';
    return NULL;
}

bool bytes_read(struct text_arena *arena, const char *file, const char *named_file, int named_line,
                const char *key, struct diagnostics *diagnostics, struct bytes *out)
{
    struct stat status;
    const int descriptor = open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    const char *error = why_not(descriptor, &status);
    if (!error) {
        out->device = (uint64_t)status.st_dev;
        out->inode = (uint64_t)status.st_ino;
        error = take_all(arena, descriptor, (size_t)status.st_size, out);
    }
    if (descriptor >= 0) close(descriptor);
    if (error && named_file)
        diagnostics_add(diagnostics, named_file, named_line, key,
                        text_arena_printf(arena, "\"%s\"", file), "%s", error);
    if (error && !named_file) diagnostics_add(diagnostics, file, 0, NULL, NULL, "%s", error);
    return !error;
}

static const char *name_bad_byte(const unsigned char *at, size_t left)
{
    if (*at == 0) return "a NUL byte: this is not a text file";
    if (*at == '\r')
        return "a carriage return without line feed: save with Unix or Windows line ends";
    if (*at < 0x20 || *at == 0x7f) return "a control character: delete it";
    if (left >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
        return "a byte order mark: save as UTF-8 without it";
    if (left >= 2 && ((*at == 0xff && at[1] == 0xfe) || (*at == 0xfe && at[1] == 0xff)))
        return "UTF-16: save as UTF-8";
    if ((*at == 0xe2 || *at == 0xc2) && left >= 2 && (at[1] & 0xc0) == 0x80)
        return "an invisible character: delete it";
    return "not UTF-8: save as UTF-8";
}

bool bytes_clean(struct bytes *bytes, const char *file, struct diagnostics *diagnostics)
{
    int line = 1, bad_line = 0, bad_lines = 0;
    for (size_t i = 0; i < bytes->n;) {
        size_t good = utf8_length(bytes->at + i, bytes->n - i);
        if (bytes->at[i] == '\r' && bytes->at[i + 1] != '\n') good = 0;
        if (bytes->at[i] == '\n') line++;
        if (good) {
            i += good;
            continue;
        }
        const char *what = name_bad_byte((unsigned char *)bytes->at + i, bytes->n - i);
        if (line != bad_line) diagnostics_add(diagnostics, file, line, NULL, NULL, "%s", what);
        bad_lines += line != bad_line;
        bad_line = line;
        if (bytes->at[i] == '\0' || strncmp(what, "UTF-16", 6) == 0) return false;
        if (bad_lines == BAD_LINES_MAX) return false;
        bytes->at[i++] = ' ';
    }
    return true;
}
