// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/utf8.h"

#include <stdbool.h>
#include <stdint.h>

static bool is_shown(uint32_t c)
{
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    if (c >= 0x7f && c <= 0x9f) return false;
    if (c >= 0x200b && c <= 0x200f) return false; /* zero width, marks of direction */
    if (c >= 0x2028 && c <= 0x202e) return false; /* line separators, turns of direction */
    if (c >= 0x2066 && c <= 0x2069) return false;
    return c != 0xfeff && c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff);
}

static size_t bytes_announced(unsigned char first)
{
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf) return 2;
    if (first >= 0xe0 && first <= 0xef) return 3;
    if (first >= 0xf0 && first <= 0xf4) return 4;
    return 0;
}

size_t utf8_length(const char *at, size_t left)
{
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000}; /* below: an overlong form */
    static const unsigned char first_bits[5] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    if (left == 0) return 0;
    const size_t n = bytes_announced((unsigned char)at[0]);
    if (n == 0 || n > left) return 0;
    uint32_t c = (unsigned char)at[0] & first_bits[n];
    for (size_t i = 1; i < n; i++) {
        const unsigned char byte = (unsigned char)at[i];
        if ((byte & 0xc0) != 0x80) return 0;
        c = c << 6 | (byte & 0x3f);
    }
    return c >= smallest[n] && is_shown(c) ? n : 0;
}
