// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/shown.h"

#include <string.h>

#include "scenarios/input/utf8.h"

void shown_part(FILE *to, const char *text, size_t n)
{
    const size_t whole = strnlen(text, n);
    for (size_t at = 0; at < whole;) {
        const size_t bytes = utf8_length(text + at, whole - at);
        if (bytes == 0) fprintf(to, "\\x%02x", (unsigned char)text[at]);
        else if (bytes == 1 && strchr("\t\n\r", text[at])) fputc(' ', to);
        else fwrite(text + at, 1, bytes, to);
        at += bytes == 0 ? 1 : bytes;
    }
}

void shown_text(FILE *to, const char *text)
{
    shown_part(to, text, (size_t)-1);
}
