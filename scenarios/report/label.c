// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/label.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

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

static void write_whole(FILE *out, unsigned long number)
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
            write_whole(out, chunk_n - 4);
            fwrite(chunk, 1, chunk_n, out);
            write_whole(out, crc32_z(0, (const unsigned char *)chunk, chunk_n)); /* of ISO 3309 */
        }
        fwrite(png + header, 1, *bytes - header, out);
        whole = finish(out, &made);
        if (whole) *bytes = n;
    }
    free(chunk);
    return whole;
}

/* ---- found again ----------------------------------------------------------------------------- */

static size_t whole_at(const unsigned char *at)
{
    return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
}

/* A PNG is a signature and chunks: length, kind, bytes, check. Ours is an iTXt: keyword, NUL, two
 * bytes (not compressed), two empty texts, text. */
bool label_find_png(char *all, size_t n, const char *keyword)
{
    const size_t key = strlen(keyword) + 5;
    for (size_t at = 8; at + 12 <= n;) {
        const size_t bytes = whole_at((const unsigned char *)all + at);
        if (bytes > n - at - 12) return false;
        const char *chunk = all + at + 4;
        if (memcmp(chunk, "iTXt", 4) == 0 && bytes > key && strcmp(chunk + 4, keyword) == 0) {
            memmove(all, chunk + 4 + key, bytes - key);
            all[bytes - key] = '\0';
            return true;
        }
        at += bytes + 12;
    }
    return false;
}

/* <metadata id="keyword"><![CDATA[...]]></metadata> */
bool label_find_svg(char *all, const char *keyword)
{
    char *from = strstr(all, keyword);
    from = from ? strstr(from, "<![CDATA[") : NULL;
    char *to = from ? strstr(from, "]]>") : NULL;
    if (!to) return false;
    from += strlen("<![CDATA[");
    memmove(all, from, (size_t)(to - from));
    all[to - from] = '\0';
    return true;
}
