// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/scanner.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scenarios/input/nested.h"
#include "scenarios/input/number.h"

enum {
    DEPTH_MAX = 32,     /* brackets in brackets */
    ENTRIES_MAX = 4096, /* settings in a group, values in a list */
    TEXT_BYTES = 4096,  /* all parts of a text together */
    ERRORS_MAX = 100
};

struct bracket {
    char open; /* '\0': the file itself */
    int line;
    size_t entries;
    const char *name; /* of the setting whose value it is; "" in a list */
};

/* A token is its sign, or 'n' for a name, 'v' for a number or word, 't' for a text. */
struct scanner {
    struct text_arena *arena;
    struct diagnostics *diagnostics;
    const char *file, *at, *end;
    int line;
    bool in_file, lost;
    char before; /* the last token */
    const char *name;
    size_t errors, text_bytes;
    struct bracket bracket[DEPTH_MAX + 1];
    size_t depth;
};

/* ---- errors ---------------------------------------------------------------------------------- */

static const char *path_here(const struct scanner *scanner)
{
    const char *path = "";
    for (size_t i = 0; i <= scanner->depth + 1; i++) {
        const char *name = i <= scanner->depth ? scanner->bracket[i].name : scanner->name;
        if (name && *name)
            path = text_arena_printf(scanner->arena, "%s%s%s", path, *path ? "." : "", name);
    }
    return *path ? path : NULL;
}

static void report(struct scanner *scanner, int line, const char *value, const char *advice)
{
    diagnostics_add(scanner->diagnostics, scanner->file, scanner->in_file ? line : 0,
                    path_here(scanner), value, "%s", advice);
    if (++scanner->errors == ERRORS_MAX) scanner->lost = true;
}

/* What follows cannot be trusted to be what it seems. */
static void lose(struct scanner *scanner, int line, const char *value, const char *advice)
{
    report(scanner, line, value, advice);
    scanner->lost = true;
}

static void count(struct scanner *scanner)
{
    if (++scanner->bracket[scanner->depth].entries == ENTRIES_MAX + 1)
        lose(scanner, scanner->line, NULL, "too many: a group or list holds at most 4096");
}

/* ---- which token may follow which ------------------------------------------------------------ */

static bool in_list(const struct scanner *scanner)
{
    const char open = scanner->bracket[scanner->depth].open;
    return open == '[' || open == '(';
}

struct pair {
    bool in_list;
    const char *before, *now, *advice;
};

static const struct pair MISFIT[] = {
    {false, "n", "nvt{[(", "put = between the name and the value"},
    {false, "n=", ";,}])", "a value is missing"},
    {false, "=", "=", "a value is missing"},
    {false, ",", "vt", "decimals have a point, lists stand in [ ]"},
    {false, ";{}])", "vt", "a value without a name: write name = value;"},
    {false, "v", "vt", "two values in a row: numbers have no blanks in them, lists stand in [ ]"},
    {false, "t", "v", "two values in a row: lists stand in [ ]"},
    {false, ";,{}])vt", "{[(", "a group or list without a name: write name = { ... };"},
    {false, ";,{}])vt", "=", "no name before this sign"},
    {true, "vt}])", "vt{[(", "put a comma between the values of a list"},
    {true, "[(,", ",", "a value is missing before this comma"},
    {true, ",", "])", "no comma behind the last value of a list"},
    {true, "[(,vt}])", ";", "a list is not closed before this sign"},
    {true, "[(,vt}])", "=", "a list has values only: names stand in groups, ( { name = value; } )"},
};

/* False if the token cannot stand here. */
static bool fits(struct scanner *scanner, char token, const char *text)
{
    const bool listed = in_list(scanner);
    for (size_t i = 0; i < sizeof MISFIT / sizeof *MISFIT && !scanner->lost; i++) {
        const struct pair *pair = &MISFIT[i];
        if (pair->in_list == listed && strchr(pair->before, scanner->before) &&
            strchr(pair->now, token))
            lose(scanner, scanner->line, text, pair->advice);
    }
    if (listed && strchr("vt{[(", token)) count(scanner);
    scanner->before = token;
    return !scanner->lost;
}

/* ---- brackets and signs ---------------------------------------------------------------------- */

static void open_bracket(struct scanner *scanner, char sign)
{
    const char text[2] = {sign, '\0'};
    if (scanner->bracket[scanner->depth].open == '[')
        lose(scanner, scanner->line, text,
             "[ ] holds numbers and texts only: use ( ) around groups");
    else if (scanner->depth == DEPTH_MAX)
        lose(scanner, scanner->line, text, "brackets stand in brackets more than 32 deep");
    if (scanner->lost) return;
    scanner->bracket[++scanner->depth] = (struct bracket){
        .open = sign, .line = scanner->line, .name = scanner->name ? scanner->name : ""};
    scanner->name = NULL;
}

static void close_bracket(struct scanner *scanner, char sign)
{
    const struct bracket *bracket = &scanner->bracket[scanner->depth];
    const char text[2] = {sign, '\0'};
    const char closing = bracket->open == '{' ? '}' : bracket->open == '(' ? ')' : ']';
    if (scanner->depth == 0) {
        lose(scanner, scanner->line, text, "this bracket closes nothing");
    } else if (closing != sign) {
        lose(scanner, scanner->line, text,
             text_arena_printf(scanner->arena, "does not fit the %c of line %d", bracket->open,
                               bracket->line));
    } else {
        scanner->name = *bracket->name ? bracket->name : NULL;
        scanner->depth--;
    }
}

static void scan_sign(struct scanner *scanner, char sign)
{
    const char text[2] = {sign, '\0'};
    const bool is_end = sign == ';' && strchr("n=", scanner->before);
    scanner->at++;
    if (!fits(scanner, sign, is_end ? NULL : text)) return;
    if (strchr("{[(", sign)) open_bracket(scanner, sign);
    if (strchr("})]", sign)) close_bracket(scanner, sign);
    if (sign == ';') scanner->name = NULL;
}

/* ---- blanks and comments --------------------------------------------------------------------- */

static bool at_text(const struct scanner *scanner, const char *text)
{
    const size_t n = strlen(text);
    return (size_t)(scanner->end - scanner->at) >= n && memcmp(scanner->at, text, n) == 0;
}

static void skip_line(struct scanner *scanner)
{
    while (scanner->at < scanner->end && *scanner->at != '\n')
        scanner->at++;
}

static void skip_comment(struct scanner *scanner)
{
    const int opened = scanner->line;
    for (scanner->at += 2; scanner->at < scanner->end; scanner->at++) {
        if (at_text(scanner, "*/")) {
            scanner->at += 2;
            return;
        }
        if (*scanner->at == '\n') scanner->line++;
    }
    scanner->name = NULL;
    lose(scanner, opened, NULL, "this comment is never closed: put */ at its end");
}

static void skip_blanks(struct scanner *scanner)
{
    while (scanner->at < scanner->end) {
        if (*scanner->at == '\n') scanner->line++;
        if (strchr(" \t\r\n", *scanner->at)) scanner->at++;
        else if (*scanner->at == '#' || at_text(scanner, "//")) skip_line(scanner);
        else if (at_text(scanner, "/*")) skip_comment(scanner);
        else return;
    }
}

/* ---- texts ----------------------------------------------------------------------------------- */

static void scan_text(struct scanner *scanner)
{
    const char *start = scanner->at;
    if (scanner->before != 't') scanner->text_bytes = 0;
    if (!fits(scanner, 't', NULL)) return;
    for (scanner->at++; scanner->at < scanner->end && *scanner->at != '\n'; scanner->at++) {
        if (*scanner->at == '"') break;
        const bool escapes = *scanner->at == '\\' && scanner->end - scanner->at >= 2;
        if (escapes && !strchr("\\\"\r\n", scanner->at[1]))
            report(scanner, scanner->line, NULL,
                   "in a text only \\\" and \\\\ are written with a backslash");
        if (escapes && scanner->at[1] != '\n') scanner->at++;
    }
    scanner->text_bytes += (size_t)(scanner->at - start) - 1;
    if (scanner->at >= scanner->end || *scanner->at != '"')
        report(scanner, scanner->line, NULL,
               "this text is not closed: put \" at its end, on the same line");
    else if (scanner->text_bytes > TEXT_BYTES)
        lose(scanner, scanner->line, NULL, "this text is too long: at most 4096 bytes");
    if (scanner->at < scanner->end && *scanner->at == '"') scanner->at++;
    else if (scanner->depth > 0) scanner->lost = true; /* a bracket may be lost with it */
}

/* ---- numbers --------------------------------------------------------------------------------- */

static const char *take(struct scanner *scanner, const char *signs)
{
    const char *start = scanner->at;
    while (scanner->at < scanner->end && (isalnum((unsigned char)*scanner->at) ||
                                          (*scanner->at & 0x80) || strchr(signs, *scanner->at)))
        scanner->at++;
    return text_arena_text(scanner->arena, start, (size_t)(scanner->at - start));
}

static void scan_number(struct scanner *scanner)
{
    double number;
    const char *text = take(scanner, "._+-%");
    if (!fits(scanner, 'v', text)) return;
    const char *wrong = number_read(text, &number);
    const bool whole = !strpbrk(text, ".eEL") || (strpbrk(text, "xX") && !strchr(text, 'L'));
    if (!wrong && whole && (number < INT32_MIN || number > INT32_MAX))
        wrong = text_arena_printf(scanner->arena, "a whole number this large ends in L: %sL", text);
    if (wrong) report(scanner, scanner->line, text, wrong);
}

/* ---- names and words ------------------------------------------------------------------------- */

static const char *advise_on_word(const char *word)
{
    static const char *const advice[][2] = {
        {"true", NULL},
        {"false", NULL},
        {"yes", "write true or false, or put texts in double quotes"},
        {"no", "write true or false, or put texts in double quotes"},
        {"on", "write true or false, or put texts in double quotes"},
        {"off", "write true or false, or put texts in double quotes"},
        {"nan", "give a plain number"},
        {"inf", "give a plain number"}};
    for (size_t i = 0; i < sizeof advice / sizeof *advice; i++) {
        if (strcasecmp(word, advice[i][0]) == 0) return advice[i][1];
    }
    return "put texts in double quotes";
}

/* NULL if libconfig and we take this for a name, or for several with dots between them. */
static const char *advise_on_name(const char *name)
{
    for (const char *c = name; *c; c++) {
        if (*c & 0x80 || *c == '*') return "names have plain letters without accents, digits and _";
        if ((c == name || c[-1] == '.') && !isalpha((unsigned char)*c))
            return "each part of a name begins with a letter";
        if (*c == '.' && c[1] == '\0') return "a name does not end with a dot";
    }
    return NULL;
}

/* The value behind the = at hand, as far as it fits a message. */
static const char *value_ahead(const struct scanner *scanner)
{
    const char *from = scanner->at;
    while (from < scanner->end && strchr(" \t=:", *from))
        from++;
    const char *to = from;
    while (to < scanner->end && to - from < 60 && !strchr(";#\r\n", *to))
        to++;
    while (to > from && to[-1] == ' ')
        to--;
    if (from < to && *from == '{') return "{ ... }";
    if (from < to && *from == '(') return "( ... )";
    return text_arena_text(scanner->arena, from, (size_t)(to - from));
}

static void scan_word(struct scanner *scanner)
{
    const bool is_value = in_list(scanner) || scanner->before == '=';
    const char *word = take(scanner, "_.-*");
    const char *wrong = is_value ? advise_on_word(word) : advise_on_name(word);
    if (!is_value && scanner->before != 'n') scanner->name = NULL;
    if (!fits(scanner, is_value ? 'v' : 'n', word)) return;
    if (!is_value) scanner->name = word;
    if (wrong) report(scanner, scanner->line, is_value ? word : NULL, wrong);
    if (is_value) return;
    count(scanner);
    if (!wrong && strchr(word, '.')) {
        const char *value = value_ahead(scanner);
        diagnostics_add(scanner->diagnostics, scanner->file, scanner->line, word, value,
                        "nest it: %s", nested_text(scanner->arena, word, value));
        scanner->lost |= ++scanner->errors == ERRORS_MAX;
    }
}

/* ---- the rest -------------------------------------------------------------------------------- */

/* What begins with a sign of no meaning: nothing in its line is worth a second error. */
static void scan_stranger(struct scanner *scanner)
{
    const bool is_quote = at_text(scanner, "\xe2\x80") || at_text(scanner, "\xc2");
    const char text[2] = {*scanner->at, '\0'};
    if (is_quote)
        report(scanner, scanner->line, NULL, "put texts in straight double quotes: \"text\"");
    else if (at_text(scanner, "@include"))
        report(
            scanner, scanner->line, NULL,
            "there is no @include: write extends = \"file.cfg\"; once, and then only what differs");
    else report(scanner, scanner->line, text, "this has no place here");
    scanner->lost |= scanner->depth > 0; /* brackets may be lost with it */
    scanner->before = ';';
    scanner->name = NULL;
    skip_line(scanner);
}

static void scan_token(struct scanner *scanner)
{
    const char c = *scanner->at;
    if (isdigit((unsigned char)c) || strchr("+-.", c)) scan_number(scanner);
    else if (c == '"') scan_text(scanner);
    else if (strchr("{}[]();,=", c)) scan_sign(scanner, c);
    else if (c == ':') scan_sign(scanner, '=');
    else if (isalpha((unsigned char)c) || (c & 0x80 && !strchr("\xe2\xc2", c))) scan_word(scanner);
    else scan_stranger(scanner);
}

static void finish(struct scanner *scanner)
{
    const struct bracket *bracket = &scanner->bracket[scanner->depth];
    const char text[2] = {bracket->open, '\0'};
    if (scanner->depth > 0) {
        scanner->name = NULL; /* the bracket's own name is shown */
        report(scanner, bracket->line, text, "this bracket is never closed");
    } else if (strchr("n=", scanner->before)) {
        report(scanner, scanner->line, NULL, "the file ends before the value");
    }
}

bool scanner_passes(struct text_arena *arena, const char *file, const char *path,
                    const struct bytes *bytes, struct diagnostics *diagnostics)
{
    struct scanner scanner = {.arena = arena,
                              .diagnostics = diagnostics,
                              .file = file,
                              .at = bytes->at,
                              .end = bytes->at + bytes->n,
                              .line = 1,
                              .in_file = !path,
                              .before = path ? '=' : ';',
                              .name = path};
    for (skip_blanks(&scanner); scanner.at < scanner.end && !scanner.lost; skip_blanks(&scanner))
        scan_token(&scanner);
    if (!scanner.lost) finish(&scanner);
    return scanner.errors == 0;
}
