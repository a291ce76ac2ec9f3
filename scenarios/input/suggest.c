// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/suggest.h"

#include <string.h>

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/*
 * d(i, j), slips between the first i letters of a and the first j of b:
 *   (1)  d(i, j) = min( d(i-1, j) + 1,  d(i, j-1) + 1,  d(i-1, j-1) + [a_i != b_j],
 *                       d(i-2, j-2) + 1  if a_i = b_(j-1) and a_(i-1) = b_j )
 * in three rows that take turns.
 */
size_t suggest_distance(const char *a, const char *b)
{
    const size_t n = strlen(a), m = strlen(b);
    if (n >= SUGGEST_BYTES || m >= SUGGEST_BYTES) return SUGGEST_BYTES;
    size_t rows[3][SUGGEST_BYTES];
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = rows[i % 3];
        const size_t *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) { /* (1) */
            now[j] = least(last[j] + 1, now[j - 1] + 1);
            now[j] = least(now[j], last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
    }
    return rows[n % 3][m];
}

size_t suggest_limit(const char *word)
{
    const size_t limit = (strlen(word) + 1) / 3;
    return limit > 4 ? 4 : limit;
}

const char *suggest_nearest(const char *word, const char *const *words, size_t n)
{
    const char *nearest = NULL;
    size_t best = suggest_limit(word) + 1;
    for (size_t i = 0; i < n; i++) {
        const size_t distance = suggest_distance(word, words[i]);
        if (distance >= best) continue;
        best = distance;
        nearest = words[i];
    }
    return nearest;
}
