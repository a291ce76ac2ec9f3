// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/label.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *finish(FILE *out, char **made)
{
    const int wrong = ferror(out);
    if (fclose(out) == 0 && !wrong) return *made;
    free(*made);
    return NULL;
}

/* "]]>" would end the section; in a string of JSON > is \u003e as well. */
static void write_section(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (strncmp(text, "]]>", 3) == 0) {
            fputs("]]\\u003e", out);
            text += 2;
        } else {
            fputc(*text, out);
        }
    }
}

char *label_svg(const char *svg, size_t *bytes, const char *keyword, const char *text)
{
    char *made = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&made, &n);
    if (!out) return NULL;
    const char *at = strstr(svg, "</desc>");
    at = at ? at + strlen("</desc>") : svg;
    fwrite(svg, 1, (size_t)(at - svg), out);
    if (at > svg) {
        fprintf(out, "\n<metadata id=\"%s\"><![CDATA[", keyword);
        write_section(out, text);
        fputs("]]></metadata>", out);
    }
    fputs(at, out);
    char *whole = finish(out, &made);
    if (whole) *bytes = n;
    return whole;
}

/* The check of PNG: CRC-32 of ISO 3309, bit by bit. */
static uint32_t crc_of(const unsigned char *at, size_t n)
{
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < n; i++) {
        crc ^= at[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
    return ~crc;
}

static void write_whole(FILE *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        fputc((int)(number >> shift & 0xff), out);
}

/* Kind and content: keyword, NUL, not compressed, no language, no translation, text. */
static char *make_chunk(const char *keyword, const char *text, size_t *n)
{
    char *made = NULL;
    FILE *out = open_memstream(&made, n);
    if (!out) return NULL;
    fprintf(out, "iTXt%s", keyword);
    for (int i = 0; i < 5; i++)
        fputc(0, out);
    fputs(text, out);
    return finish(out, &made);
}

char *label_png(const char *png, size_t *bytes, const char *keyword, const char *text)
{
    enum { HEADER = 8 + 25 }; /* the signature and IHDR, which comes first */
    char *made = NULL;
    size_t n = 0, chunk_n = 0;
    char *chunk = make_chunk(keyword, text, &chunk_n);
    FILE *out = chunk ? open_memstream(&made, &n) : NULL;
    char *whole = NULL;
    if (out) {
        const size_t header = *bytes > HEADER && memcmp(png + 12, "IHDR", 4) == 0 ? HEADER : 0;
        fwrite(png, 1, header, out);
        if (header) {
            write_whole(out, (uint32_t)(chunk_n - 4));
            fwrite(chunk, 1, chunk_n, out);
            write_whole(out, crc_of((const unsigned char *)chunk, chunk_n));
        }
        fwrite(png + header, 1, *bytes - header, out);
        whole = finish(out, &made);
        if (whole) *bytes = n;
    }
    free(chunk);
    return whole;
}
