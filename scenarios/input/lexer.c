// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/lexer.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "scenarios/input/number.h"

struct lexer {
    struct grammar grammar; /* which is given each word */
    struct text_arena *arena;
    const char *at, *end;
};

/* ---- numbers --------------------------------------------------------------------------------- */

static bool in_number(char c)
{
    return isalnum((unsigned char)c) || c == '.' || c == '_' || c == '+' || c == '-' || c == '%';
}

static void lex_number(struct lexer *lexer)
{
    const char *start = lexer->at;
    while (lexer->at < lexer->end && in_number(*lexer->at))
        lexer->at++;
    const char *text = text_arena_text(lexer->arena, start, (size_t)(lexer->at - start));
    struct lexeme lexeme = {.kind = LEXEME_NUMBER, .text = text, .line = lexer->grammar.line};
    const char *wrong = number_read(text, &lexeme.number);
    if (wrong && lexer->grammar.bare) {
        lexeme.kind = LEXEME_TEXT;
    } else if (wrong && lexer->grammar.expected == GRAMMAR_END) {
        lexeme.kind = LEXEME_WRONG; /* "3 000": what is wrong is that there are two */
    } else if (wrong) {
        grammar_tell(&lexer->grammar, lexer->grammar.line, text, wrong);
        lexeme.kind = LEXEME_WRONG;
    }
    grammar_value(&lexer->grammar, lexeme);
}

/* ---- blanks and comments --------------------------------------------------------------------- */

static void skip_line(struct lexer *lexer)
{
    while (lexer->at < lexer->end && *lexer->at != '\n')
        lexer->at++;
}

static void skip_long_comment(struct lexer *lexer)
{
    const int opened = lexer->grammar.line;
    for (lexer->at += 2; lexer->at < lexer->end; lexer->at++) {
        if (lexer->end - lexer->at >= 2 && memcmp(lexer->at, "*/", 2) == 0) {
            lexer->at += 2;
            return;
        }
        if (*lexer->at == '\n') lexer->grammar.line++;
    }
    lexer->grammar.name = NULL;
    grammar_break(&lexer->grammar, opened, NULL, "this comment is never closed: put */ at its end");
}

static void skip_blanks(struct lexer *lexer)
{
    while (lexer->at < lexer->end) {
        const char c = *lexer->at;
        const char next = lexer->end - lexer->at >= 2 ? lexer->at[1] : '\0';
        if (c == '\n') lexer->grammar.line++;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            lexer->at++;
        } else if (c == '#' || (c == '/' && next == '/')) {
            skip_line(lexer);
        } else if (c == '/' && next == '*') {
            skip_long_comment(lexer);
        } else {
            return;
        }
    }
}

/* ---- texts ----------------------------------------------------------------------------------- */

struct text {
    char *bytes;
    size_t n, room;
    bool wrong;
};

static void add_byte(struct lexer *lexer, struct text *text, char c)
{
    if (text->n > LEXER_TEXT_BYTES) return;
    text->bytes = text_arena_more(lexer->arena, text->bytes, text->n, &text->room, 1);
    text->bytes[text->n++] = c;
}

static void lex_escape(struct lexer *lexer, struct text *text)
{
    const char c = lexer->end - lexer->at >= 2 ? lexer->at[1] : '\n';
    if (c == '\n' || c == '\r') {
        lexer->at++;
        return; /* the missing quote will be reported */
    }
    if (c != '\\' && c != '"') {
        grammar_tell(&lexer->grammar, lexer->grammar.line, NULL,
                     "in a text only \\\" and \\\\ are written with a backslash");
        text->wrong = true;
    }
    add_byte(lexer, text, c);
    lexer->at += 2;
}

/* One part of a text, from its opening quote past its closing one; a text that is not closed ends
 * with its line. */
static void lex_part(struct lexer *lexer, struct text *text)
{
    for (lexer->at++; lexer->at < lexer->end && *lexer->at != '\n';) {
        if (*lexer->at == '"') {
            lexer->at++;
            return;
        }
        if (*lexer->at == '\\') {
            lex_escape(lexer, text);
            continue;
        }
        add_byte(lexer, text, *lexer->at++);
    }
    grammar_tell(&lexer->grammar, lexer->grammar.line, NULL,
                 "this text is not closed: put \" at its end, on the same line");
    text->wrong = true;
    lexer->grammar.forgiven = true;
    if (lexer->grammar.expected == GRAMMAR_ITEM || lexer->grammar.expected == GRAMMAR_COMMA)
        lexer->grammar.broken = true; /* its ] is lost */
}

static void lex_text(struct lexer *lexer)
{
    struct text text = {NULL, 0, 0, false};
    const int line = lexer->grammar.line;
    const bool joins =
        lexer->grammar.expected == GRAMMAR_VALUE; /* in a list a missing comma must not go unseen */
    do {
        lex_part(lexer, &text);
        if (joins && !text.wrong) skip_blanks(lexer);
    } while (joins && !text.wrong && lexer->at < lexer->end && *lexer->at == '"');
    if (text.n > LEXER_TEXT_BYTES) {
        grammar_tell(&lexer->grammar, line, NULL, "this text is too long: at most 4096 bytes");
        text.wrong = true;
    }
    const struct lexeme lexeme = {
        .kind = text.wrong ? LEXEME_WRONG : LEXEME_TEXT,
        .text = text_arena_text(lexer->arena, text.n ? text.bytes : "", text.n),
        .line = line};
    grammar_value(&lexer->grammar, lexeme);
}

/* ---- words: names, true and false ------------------------------------------------------------ */

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '-' || c == '*' || (c & 0x80);
}

static const char *advise_on_word(const char *word)
{
    static const char *const flags[] = {"yes", "no", "on", "off"};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (strcasecmp(word, flags[i]) == 0)
            return "write true or false, or put texts in double quotes";
    }
    if (strcasecmp(word, "nan") == 0 || strcasecmp(word, "inf") == 0) return "give a plain number";
    return "put texts in double quotes";
}

static void place_word(struct lexer *lexer, const char *word)
{
    struct grammar *grammar = &lexer->grammar;
    struct lexeme lexeme = {.kind = LEXEME_FLAG, .text = word, .line = grammar->line};
    lexeme.flag = strcasecmp(word, "true") == 0;
    if (!lexeme.flag && strcasecmp(word, "false") != 0) {
        lexeme.kind = grammar->bare ? LEXEME_TEXT : LEXEME_WRONG;
        if (!grammar->bare && !grammar->broken)
            grammar_tell(grammar, grammar->line, word, advise_on_word(word));
    }
    grammar_value(grammar, lexeme);
}

/* What word processors make of the plain double quote. */
static bool at_smart_quote(const struct lexer *lexer)
{
    static const char *const quotes[] = {"\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e",
                                         "\xe2\x80\x98", "\xe2\x80\x99", "\xc2\xab",
                                         "\xc2\xbb"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        const size_t n = strlen(quotes[i]);
        if ((size_t)(lexer->end - lexer->at) >= n && memcmp(lexer->at, quotes[i], n) == 0)
            return true;
    }
    return false;
}

/* The rest of the line was meant to be a text: nothing in it is worth a second mistake. */
static void lex_smart_quote(struct lexer *lexer)
{
    struct grammar *grammar = &lexer->grammar;
    grammar_tell(grammar, grammar->line, NULL, "put texts in straight double quotes: \"text\"");
    grammar_value(grammar,
                  (struct lexeme){.kind = LEXEME_WRONG, .text = "", .line = grammar->line});
    grammar->forgiven = true;
    skip_line(lexer);
}

static void lex_word(struct lexer *lexer)
{
    const char *start = lexer->at;
    while (lexer->at < lexer->end && in_word(*lexer->at))
        lexer->at++;
    const char *word = text_arena_text(lexer->arena, start, (size_t)(lexer->at - start));
    const bool is_value = lexer->grammar.expected == GRAMMAR_VALUE ||
                          lexer->grammar.expected == GRAMMAR_ITEM ||
                          lexer->grammar.expected == GRAMMAR_COMMA;
    if (is_value) place_word(lexer, word);
    else grammar_name(&lexer->grammar, word);
}

/* ---- the story ------------------------------------------------------------------------------- */

static void lex_include(struct lexer *lexer)
{
    grammar_tell(
        &lexer->grammar, lexer->grammar.line, NULL,
        "there is no @include: write extends = \"file.cfg\"; once, and then only what differs");
    skip_line(lexer);
}

static void lex_stranger(struct lexer *lexer)
{
    const char *start = lexer->at;
    while (lexer->at < lexer->end && strchr("!$%&'<>?@^`|~/\\*_", *lexer->at) && *lexer->at)
        lexer->at++;
    if (lexer->at == start) lexer->at++;
    const char *text = text_arena_text(lexer->arena, start, (size_t)(lexer->at - start));
    grammar_tell(&lexer->grammar, lexer->grammar.line, text, "this has no place here");
}

static void lex_next(struct lexer *lexer)
{
    const char c = *lexer->at;
    const bool starts_number = isdigit((unsigned char)c) || c == '+' || c == '-' || c == '.';
    if (starts_number) {
        lex_number(lexer);
    } else if (c == '"') {
        lex_text(lexer);
    } else if (at_smart_quote(lexer)) {
        lex_smart_quote(lexer);
    } else if (isalpha((unsigned char)c) || (c & 0x80)) {
        lex_word(lexer);
    } else if (lexer->end - lexer->at >= 8 && memcmp(lexer->at, "@include", 8) == 0) {
        lex_include(lexer);
    } else if (strchr("{([", c)) {
        grammar_open(&lexer->grammar, *lexer->at++);
    } else if (strchr("})]", c)) {
        grammar_close(&lexer->grammar, *lexer->at++);
    } else if (c == '=' || c == ':') {
        lexer->at++;
        grammar_assign(&lexer->grammar);
    } else if (c == ';' || c == ',') {
        grammar_separate(&lexer->grammar, *lexer->at++);
    } else {
        lex_stranger(lexer);
    }
}

struct lexed lexer_read(struct text_arena *arena, const char *file, const struct bytes *bytes,
                        bool bare, struct diagnostics *diagnostics)
{
    struct lexer *lexer = text_arena_bytes(arena, sizeof *lexer);
    struct grammar *grammar = &lexer->grammar;
    grammar_begin(grammar, arena, file, bare, diagnostics);
    lexer->arena = arena;
    lexer->at = bytes->at;
    lexer->end = bytes->at + bytes->n;
    for (skip_blanks(lexer); lexer->at < lexer->end && !grammar->overflowed; skip_blanks(lexer))
        lex_next(lexer);
    const char *skeleton = grammar_finish(grammar);
    return (struct lexed){grammar->lexeme, grammar->lexemes, skeleton};
}
