// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/grammar.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* ---- telling --------------------------------------------------------------------------------- */

/* "lanes.cainiao.hall", or NULL outside any setting. */
static const char *path_here(const struct grammar *grammar)
{
    const char *path = NULL;
    for (size_t i = 1; i <= grammar->depth; i++) {
        const char *name = grammar->bracket[i].name;
        if (!name || !*name) continue;
        path = path ? text_arena_printf(grammar->arena, "%s.%s", path, name) : name;
    }
    if (!grammar->name) return path;
    return path ? text_arena_printf(grammar->arena, "%s.%s", path, grammar->name) : grammar->name;
}

static int line_told(const struct grammar *grammar, int line)
{
    return grammar->bare ? 0 : line;
}

void grammar_tell(struct grammar *grammar, int line, const char *value, const char *advice)
{
    diagnostics_add(grammar->diagnostics, grammar->file, line_told(grammar, line),
                    path_here(grammar), value, "%s", advice);
    if (++grammar->reported == GRAMMAR_MESSAGES_MAX) grammar->broken = grammar->overflowed = true;
}

void grammar_break(struct grammar *grammar, int line, const char *value, const char *advice)
{
    if (!grammar->broken) grammar_tell(grammar, line, value, advice);
    grammar->broken = true;
}

/* ---- the skeleton for libconfig -------------------------------------------------------------- */

static void emit(struct grammar *grammar, const char *text)
{
    const size_t n = strlen(text);
    while (grammar->skeleton_n + n + 1 > grammar->skeleton_room) {
        size_t room = grammar->skeleton_room;
        grammar->skeleton =
            text_arena_more(grammar->arena, grammar->skeleton, grammar->skeleton_room, &room, 1);
        grammar->skeleton_room = room;
    }
    memcpy(grammar->skeleton + grammar->skeleton_n, text, n + 1);
    grammar->skeleton_n += n;
}

/* The lines of the skeleton are the lines of the file, should libconfig find something that we did
 * not. */
static void emit_here(struct grammar *grammar, const char *text)
{
    if (grammar->broken) return;
    for (; grammar->skeleton_line < grammar->line; grammar->skeleton_line++)
        emit(grammar, "\n");
    emit(grammar, text);
}

/* ---- lexemes --------------------------------------------------------------------------------- */

static struct lexeme *add_lexeme(struct grammar *grammar, enum lexeme_kind kind, const char *text,
                                 int line)
{
    if (grammar->lexemes == GRAMMAR_LEXEMES_MAX) {
        grammar_break(grammar, line, NULL, "this file is too long: at most 65536 names and values");
        grammar->overflowed = true;
        grammar->lexemes--; /* nobody will look at it */
    }
    grammar->lexeme = text_arena_more(grammar->arena, grammar->lexeme, grammar->lexemes,
                                      &grammar->lexemes_room, sizeof *grammar->lexeme);
    struct lexeme *lexeme = &grammar->lexeme[grammar->lexemes++];
    *lexeme = (struct lexeme){.kind = kind, .text = text, .line = line_told(grammar, line)};
    lexeme->bare = grammar->bare;
    return lexeme;
}

static void count_entry(struct grammar *grammar, int line)
{
    struct grammar_bracket *bracket = &grammar->bracket[grammar->depth];
    if (++bracket->entries == GRAMMAR_ENTRIES_MAX + 1)
        grammar_break(grammar, line, NULL, "too many: a group or list holds at most 4096");
}

/* libconfig allows no comma after the last value of a list, people do: so each value but the first
 * brings its own. */
static void begin_item(struct grammar *grammar, int line)
{
    count_entry(grammar, line);
    if (grammar->bracket[grammar->depth].entries > 1) emit_here(grammar, ",");
}

/* A value was read: what may follow depends on what it stands in. */
static void after_value(struct grammar *grammar)
{
    grammar->expected = grammar->expected == GRAMMAR_VALUE ? GRAMMAR_END : GRAMMAR_COMMA;
}

static const char *advise_for_value(const struct grammar *grammar)
{
    switch (grammar->expected) {
    case GRAMMAR_NAME:
        return grammar->after_comma ? "decimals have a point, lists stand in [ ]"
                                    : "a value without a name: write name = value;";
    case GRAMMAR_ASSIGN:
        return "put = before this value";
    case GRAMMAR_END:
        return "two values in a row: numbers have no blanks in them, lists stand in [ ]";
    case GRAMMAR_COMMA:
        return "put a comma between the values of a list";
    default:
        return NULL;
    }
}

void grammar_value(struct grammar *grammar, struct lexeme value)
{
    if (grammar->broken) return;
    const char *advice = advise_for_value(grammar);
    const bool in_list = grammar->expected == GRAMMAR_ITEM || grammar->expected == GRAMMAR_COMMA;
    const bool after_slip = grammar->expected == GRAMMAR_END && grammar->forgiven;
    if (advice && !in_list && !after_slip) {
        grammar_break(grammar, value.line, value.text, advice);
        return;
    }
    if (advice) grammar_tell(grammar, value.line, value.text, advice);
    if (in_list) begin_item(grammar, value.line);
    char number[24];
    snprintf(number, sizeof number, " %zu", grammar->lexemes);
    struct lexeme *kept = add_lexeme(grammar, value.kind, value.text, value.line);
    kept->number = value.number;
    kept->flag = value.flag;
    emit_here(grammar, number);
    after_value(grammar);
}

/* ---- names ----------------------------------------------------------------------------------- */

/* NULL if this is a name: letters, digits, _ and -, each part beginning with a letter; parts joined
 * by single dots. */
static const char *refuse_name(const char *name)
{
    if (strlen(name) > GRAMMAR_NAME_BYTES) return "this name is too long: at most 128 letters";
    bool starts = true;
    for (const char *c = name; *c; c++) {
        if (*c & 0x80) return "names have plain letters without accents, digits and _";
        if (*c == '*') return "names have no *";
        if (starts && !isalpha((unsigned char)*c))
            return "each part of a name begins with a letter";
        starts = *c == '.';
    }
    return starts ? "a name does not end with a dot" : NULL;
}

static bool needs_semicolon(const struct grammar *grammar)
{
    const char last = grammar->skeleton_n ? grammar->skeleton[grammar->skeleton_n - 1] : ';';
    return last != '}' && last != ')' && last != ']' && !grammar->forgiven;
}

void grammar_name(struct grammar *grammar, const char *name)
{
    if (grammar->broken) return;
    if (grammar->expected == GRAMMAR_END) {
        if (needs_semicolon(grammar)) {
            const char *line_before =
                text_arena_printf(grammar->arena, "put ; after this value (before %s)", name);
            grammar_tell(grammar, grammar->lexeme[grammar->lexemes - 1].line, NULL, line_before);
        }
        emit_here(grammar, ";");
        grammar->expected = GRAMMAR_NAME;
    }
    if (grammar->expected != GRAMMAR_NAME) {
        grammar_break(grammar, grammar->line, name, "put = between the name and the value");
        return;
    }
    grammar->name = NULL;
    const char *wrong = refuse_name(name);
    if (wrong) grammar_tell(grammar, grammar->line, name, wrong);
    count_entry(grammar, grammar->line);
    grammar->name = name;
    grammar->forgiven = false;
    char *mangled =
        text_arena_printf(grammar->arena, " %s**%zu", wrong ? "wrong" : name, grammar->lexemes);
    for (char *c = mangled; *c; c++) {
        if (*c == '.') *c = '*';
    }
    add_lexeme(grammar, wrong ? LEXEME_WRONG : LEXEME_NAME, name, grammar->line);
    emit_here(grammar, mangled);
    grammar->expected = GRAMMAR_ASSIGN;
}

/* ---- brackets and signs ---------------------------------------------------------------------- */

static const char *advise_for_opening(const struct grammar *grammar, char c)
{
    if (grammar->depth == GRAMMAR_DEPTH_MAX) return "brackets stand in brackets more than 32 deep";
    const bool in_array = grammar->bracket[grammar->depth].open == '[';
    if (in_array) return "[ ] holds numbers and texts only: use ( ) around groups";
    if (grammar->expected == GRAMMAR_COMMA) return "put a comma before this bracket";
    if (grammar->expected == GRAMMAR_NAME && c == '{')
        return "a group without a name: write name = { ... };";
    if (grammar->expected != GRAMMAR_VALUE && grammar->expected != GRAMMAR_ITEM)
        return "this bracket is out of place";
    return NULL;
}

void grammar_open(struct grammar *grammar, char c)
{
    if (grammar->broken) return;
    /* `name { ... }` is what many write: libconfig wants the sign, and so do we, but the reader
     * goes on. */
    if (grammar->expected == GRAMMAR_ASSIGN) {
        grammar_tell(grammar, grammar->line, NULL, "put = between the name and the bracket");
        emit_here(grammar, "=");
        grammar->expected = GRAMMAR_VALUE;
    }
    const char *advice = advise_for_opening(grammar, c);
    const char text[2] = {c, '\0'};
    if (advice) {
        grammar_break(grammar, grammar->line, text, advice);
        return;
    }
    const bool in_list = grammar->expected == GRAMMAR_ITEM;
    if (in_list) begin_item(grammar, grammar->line);
    after_value(grammar);
    emit_here(grammar, text);
    grammar->bracket[++grammar->depth] = (struct grammar_bracket){
        c, grammar->line, 0, in_list ? "" : grammar->name, grammar->expected};
    grammar->name = NULL;
    grammar->after_comma = false;
    grammar->expected = c == '{' ? GRAMMAR_NAME : GRAMMAR_ITEM;
}

static char closing_of(char open)
{
    return open == '{' ? '}' : open == '(' ? ')' : ']';
}

void grammar_close(struct grammar *grammar, char c)
{
    if (grammar->broken) return;
    const struct grammar_bracket *bracket = &grammar->bracket[grammar->depth];
    const char text[2] = {c, '\0'};
    if (grammar->depth == 0) {
        grammar_break(grammar, grammar->line, text, "this bracket closes nothing");
        return;
    }
    if (closing_of(bracket->open) != c) {
        const char *advice = text_arena_printf(grammar->arena, "does not fit the %c of line %d",
                                               bracket->open, bracket->line);
        grammar_break(grammar, grammar->line, text, advice);
        return;
    }
    if (grammar->expected == GRAMMAR_ASSIGN || grammar->expected == GRAMMAR_VALUE) {
        grammar_break(grammar, grammar->line, text, "a value is missing before this bracket");
        return;
    }
    emit_here(grammar, text);
    grammar->expected = bracket->resume;
    grammar->name = *bracket->name ? bracket->name : NULL;
    grammar->depth--;
    grammar->forgiven = false;
}

void grammar_assign(struct grammar *grammar)
{
    if (grammar->broken) return;
    if (grammar->expected != GRAMMAR_ASSIGN) {
        grammar_break(grammar, grammar->line, "=", "no name before this sign");
        return;
    }
    emit_here(grammar, "=");
    grammar->expected = GRAMMAR_VALUE;
}

void grammar_separate(struct grammar *grammar, char c)
{
    if (grammar->broken) return;
    if (grammar->expected == GRAMMAR_COMMA && c == ',') {
        grammar->expected = GRAMMAR_ITEM;
        return;
    }
    if (grammar->expected == GRAMMAR_COMMA || grammar->expected == GRAMMAR_ITEM) {
        grammar_break(grammar, grammar->line, c == ';' ? ";" : ",",
                      c == ';' ? "a list is not closed before this sign"
                               : "a value is missing before this comma");
        return;
    }
    if (grammar->expected == GRAMMAR_ASSIGN || grammar->expected == GRAMMAR_VALUE) {
        grammar_break(grammar, grammar->line, NULL, "a value is missing");
        return;
    }
    if (grammar->expected == GRAMMAR_END) emit_here(grammar, ";");
    grammar->expected = GRAMMAR_NAME;
    grammar->after_comma = c == ',';
    grammar->forgiven = false;
    if (!grammar->after_comma) grammar->name = NULL;
}

void grammar_begin(struct grammar *grammar, struct text_arena *arena, const char *file, bool bare,
                   struct diagnostics *diagnostics)
{
    *grammar =
        (struct grammar){.arena = arena, .diagnostics = diagnostics, .file = file, .bare = bare};
    grammar->line = grammar->skeleton_line = 1;
    emit(grammar, "");
}

const char *grammar_finish(struct grammar *grammar)
{
    if (!grammar->broken && grammar->depth > 0) {
        const struct grammar_bracket *bracket = &grammar->bracket[grammar->depth];
        const char text[2] = {bracket->open, '\0'};
        grammar->name = NULL; /* the bracket's own name is reported */
        grammar_break(grammar, bracket->line, text, "this bracket is never closed");
    }
    if (grammar->expected == GRAMMAR_ASSIGN || grammar->expected == GRAMMAR_VALUE)
        grammar_break(grammar, grammar->line, NULL, "the file ends before the value");
    return grammar->broken ? NULL : grammar->skeleton;
}
