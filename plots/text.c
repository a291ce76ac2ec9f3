// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/text.h"

#include <math.h>
#include <string.h>

#include "scenarios/input/utf8.h"

static const char ellipsis[] = "\xE2\x80\xA6";

/* Line ends of Unicode's own, and U+FFFE and U+FFFF, which XML forbids: shown nowhere. */
static bool is_forbidden(const char *s)
{
    return memcmp(s, "\xEF\xBF\xBE", 3) == 0 || memcmp(s, "\xEF\xBF\xBF", 3) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next character to show at *from, into `one` (at most 4 bytes and a NUL); 0 at the end. */
static size_t take(const char **from, char one[static 5])
{
    bool blank = false;
    while (**from != '\0') {
        const size_t n = utf8_length(*from, strnlen(*from, 4));
        if (is_blank(**from)) {
            *from += 1;
            blank = true;
        } else if (n == 0 || (n == 3 && is_forbidden(*from))) {
            *from += n == 0 ? 1 : n;
        } else if (blank) {
            break;
        } else {
            memcpy(one, *from, n);
            one[n] = '\0';
            *from += n;
            return n;
        }
    }
    memcpy(one, " ", 2);
    return blank ? 1 : 0;
}

void text_clean(char to[static TEXT_BYTES], const char *from, size_t most)
{
    const size_t room = TEXT_BYTES - sizeof ellipsis;
    size_t used = 0, before_last = 0, shown = 0;
    char one[5];
    if (from == NULL) from = "";
    if (most > TEXT_MOST_CHARACTERS) most = TEXT_MOST_CHARACTERS;
    for (size_t n; (n = take(&from, one)) > 0;) {
        if (one[0] == ' ' && (shown == 0 || *from == '\0')) continue;
        if (shown == most || used + n > room) { /* no room: the last one gives way */
            memcpy(to + (most == 0 ? 0 : before_last), ellipsis, sizeof ellipsis);
            return;
        }
        before_last = used;
        memcpy(to + used, one, n);
        used += n;
        shown++;
    }
    to[used] = '\0';
}

size_t text_characters(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

/* The bytes of the longest head of `text` that has at most `most` characters and ends before a
 * space. */
static size_t fit(const char *text, size_t most)
{
    size_t shown = 0, bytes = 0, at_space = 0;
    while (text[bytes] != '\0' && shown < most) {
        do
            bytes++;
        while (((unsigned char)text[bytes] & 0xC0) == 0x80);
        shown++;
        if (text[bytes] == ' ') at_space = bytes;
    }
    if (text[bytes] == '\0' || at_space == 0) return bytes;
    return at_space;
}

size_t text_wrap(char (*line)[TEXT_BYTES], size_t lines, const char *from, size_t most)
{
    char all[TEXT_BYTES];
    text_clean(all, from, TEXT_MOST_CHARACTERS);
    const char *rest = all;
    size_t n = 0;
    while (*rest != '\0' && n < lines) {
        const size_t bytes = n + 1 == lines ? strlen(rest) : fit(rest, most);
        char piece[TEXT_BYTES];
        memcpy(piece, rest, bytes);
        piece[bytes] = '\0';
        text_clean(line[n++], piece, most);
        rest += bytes;
        while (*rest == ' ')
            rest++;
    }
    return n;
}

void text_gnuplot(FILE *to, const char *from)
{
    char clean[TEXT_BYTES];
    text_clean(clean, from, TEXT_MOST_CHARACTERS);
    fputc('\'', to);
    for (const char *c = clean; *c != '\0'; c++) {
        if (*c == '\'') fputs("\xE2\x80\x99", to);
        else fputc(*c, to);
        if (strncmp(c, "]]>", 3) == 0) fputc(' ', to);
    }
    fputc('\'', to);
}

void text_csv(FILE *to, const char *from)
{
    char clean[TEXT_BYTES];
    text_clean(clean, from, TEXT_MOST_CHARACTERS);
    const bool formula = clean[0] != '\0' && strchr("=+-@", clean[0]) != NULL;
    const bool quoted = strpbrk(clean, ",\"'#") != NULL;
    if (quoted) fputc('"', to);
    if (formula) fputc('\'', to);
    for (const char *c = clean; *c != '\0'; c++) {
        if (*c == '"') fputc('"', to);
        fputc(*c, to);
    }
    if (quoted) fputc('"', to);
}

void text_xml(FILE *to, const char *from)
{
    for (const char *c = from; *c != '\0'; c++) {
        if (*c == '<') fputs("&lt;", to);
        else if (*c == '>') fputs("&gt;", to);
        else if (*c == '&') fputs("&amp;", to);
        else fputc(*c, to);
    }
}

void text_value(FILE *to, double value)
{
    if (isfinite(value)) fprintf(to, "%.17g", value);
}

/* Puts commas between the thousands of the digits in `plain` (no exponent). */
static void group_thousands(char *to, size_t room, const char *plain)
{
    const size_t sign = *plain == '-';
    const size_t whole = strcspn(plain + sign, ".");
    size_t used = 0;
    if (sign) to[used++] = '-';
    for (size_t i = 0; plain[sign + i] != '\0' && used + 2 < room; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) to[used++] = ',';
        to[used++] = plain[sign + i];
    }
    to[used] = '\0';
}

/* Three significant digits below 1000, whole numbers above; no trailing zeros after the point. */
static void print_short(char *to, size_t room, double value)
{
    const double size = fabs(value);
    const int digits = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.0995 ? 2 : 3;
    char plain[64];
    if (size > 0 && size < 0.0005) {
        snprintf(to, room, "%.1e", value);
        return;
    }
    snprintf(plain, sizeof plain, "%.*f", digits, value);
    if (strchr(plain, '.') != NULL) {
        size_t n = strlen(plain);
        while (plain[n - 1] == '0')
            n--;
        if (plain[n - 1] == '.') n--;
        plain[n] = '\0';
    }
    if (strcmp(plain, "-0") == 0) memcpy(plain, "0", 2);
    group_thousands(to, room, plain);
}

const char *text_number(char to[static TEXT_NUMBER_BYTES], double value)
{
    static const struct {
        double from, unit;
        const char *word;
    } scale[] = {
        {1e18, 0, ""}, {1e12, 1e12, " trillion"}, {1e9, 1e9, " billion"}, {1e6, 1e6, " million"}};
    if (!isfinite(value)) {
        snprintf(to, TEXT_NUMBER_BYTES, "n/a");
        return to;
    }
    for (size_t i = 0; i < sizeof scale / sizeof *scale; i++) {
        if (fabs(value) < scale[i].from * 0.9995) continue;
        if (scale[i].unit == 0) {
            snprintf(to, TEXT_NUMBER_BYTES, "%.3g", value);
            return to;
        }
        print_short(to, TEXT_NUMBER_BYTES - 12, value / scale[i].unit);
        strcat(to, scale[i].word);
        return to;
    }
    print_short(to, TEXT_NUMBER_BYTES, value);
    return to;
}

const char *text_unit(const char *unit)
{
    if (strncmp(unit, "1 per ", 6) == 0) return unit + 2;
    return strcmp(unit, "m2") == 0 ? "m\xC2\xB2" : unit;
}

const char *text_quantity(char to[static TEXT_BYTES], double value, const char *unit)
{
    char number[TEXT_NUMBER_BYTES], clean[TEXT_BYTES];
    text_clean(clean, unit, 24);
    const bool share = strcmp(clean, "share") == 0;
    text_number(number, share ? 100 * value : value);
    const char *word = !isfinite(value) ? "" : share ? "%" : text_unit(clean);
    snprintf(to, TEXT_BYTES, "%s%s%.96s", number, *word == '\0' ? "" : " ", word);
    return to;
}
