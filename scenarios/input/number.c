// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/number.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
    return isdigit((unsigned char)c) != 0;
}

static const char *read_whole(const char *text, bool hex, double *number)
{
    errno = 0;
    char *end;
    const long long value = strtoll(text, &end, hex ? 16 : 10);
    if (errno == ERANGE) return "too large: whole numbers have at most 18 digits";
    if (*end == 'L') end += end[1] == 'L' ? 2 : 1;
    if (*end) return "give a plain number: the unit is in the setting's name";
    *number = (double)value;
    return NULL;
}

static const char *read_real(const char *text, const char *digits, double *number)
{
    char *end;
    const double value = strtod(text, &end);
    if (*end) return "give a plain number: the unit is in the setting's name";
    if (!isfinite(value)) return "outside what a number can hold: at most about 1e308";
    if (value == 0 && strcspn(digits, "123456789") < strcspn(digits, "eE"))
        return "too close to 0: write 0";
    *number = value;
    return NULL;
}

const char *number_read(const char *text, double *number)
{
    const char *digits = text + (*text == '-' || *text == '+');
    const bool hex = digits[0] == '0' && digits[1] == 'x';
    *number = NAN;
    if (!is_digit(digits[0]) && !(digits[0] == '.' && is_digit(digits[1])))
        return "give a plain number";
    if (digits[0] == '0' && is_digit(digits[1])) return "write the number without a leading 0";
    const char *after = digits + strspn(digits, "0123456789");
    if (after - text == 4 && *after == '-') return "put dates in double quotes";
    if (hex || *after == '\0' || *after == 'L') return read_whole(text, hex, number);
    if (*after == '_') return "write the number without _";
    if (*after == '.' && strchr(after + 1, '.')) return "write one decimal point and no other";
    return read_real(text, digits, number);
}
