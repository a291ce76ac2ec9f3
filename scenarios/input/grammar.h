// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/grammar.h -- how the words of a scenario file fit together, reported in words
 * when they do not.
 *
 * Knows          name = value; groups in { }, lists in [ ] and ( ); which word may follow which.
 *                Writes the skeleton for libconfig: every name carries the number of its lexeme
 *                ("airport*stands**7"), every value is the number of its lexeme. libconfig would
 *                call all that goes wrong here a syntax error, in the line where it noticed.
 * Does not know  characters; which settings exist.
 */
#ifndef SCENARIOS_INPUT_GRAMMAR_H
#define SCENARIOS_INPUT_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

#include "scenarios/input/text_arena.h"
#include "scenarios/input/diagnostics.h"

enum {
    GRAMMAR_DEPTH_MAX = 32,      /* brackets in brackets */
    GRAMMAR_NAME_BYTES = 128,    /* a name with its dots */
    GRAMMAR_ENTRIES_MAX = 4096,  /* settings in one group, values in one list */
    GRAMMAR_LEXEMES_MAX = 65536, /* in one file: libconfig's time is quadratic */
    GRAMMAR_MESSAGES_MAX = 100   /* errors: a file with more is something else */
};

enum lexeme_kind { LEXEME_NAME, LEXEME_NUMBER, LEXEME_TEXT, LEXEME_FLAG, LEXEME_WRONG };

/* LEXEME_WRONG: an error was reported already; whoever meets it keeps quiet. */
struct lexeme {
    enum lexeme_kind kind;
    const char *text; /* as written; of a text what is between the quotes */
    double number;
    bool flag;
    bool bare; /* given on the command line, perhaps without quotes */
    int line;  /* 0: the command line */
};

enum grammar_expected {
    GRAMMAR_NAME,   /* a setting, or the end of the group */
    GRAMMAR_ASSIGN, /* = */
    GRAMMAR_VALUE,  /* of a setting */
    GRAMMAR_END,    /* ; after it */
    GRAMMAR_ITEM,   /* a value in a list, or its end */
    GRAMMAR_COMMA   /* after it */
};

struct grammar_bracket {
    char open;
    int line;
    size_t entries;
    const char *name; /* of the setting whose value stands in it; "" in a list */
    enum grammar_expected resume;
};

struct grammar {
    struct text_arena *arena;
    struct diagnostics *diagnostics;
    const char *file;
    bool bare;
    int line;         /* of the word at hand: whoever brings the words sets it */
    bool broken;      /* the words do not fit: from here on only each by itself is looked at */
    bool forgiven;    /* the text before was not closed: its semicolon went with it */
    bool after_comma; /* , stands where ; is meant: allowed, but it may be a decimal comma */
    bool overflowed;  /* too much of something: leave the rest unread */
    enum grammar_expected expected;
    const char *name; /* of the setting being read */
    struct grammar_bracket bracket[GRAMMAR_DEPTH_MAX + 1];
    size_t depth, reported;
    struct lexeme *lexeme;
    size_t lexemes, lexemes_room;
    char *skeleton;
    size_t skeleton_n, skeleton_room;
    int skeleton_line;
};

void grammar_begin(struct grammar *grammar, struct text_arena *arena, const char *file, bool bare,
                   struct diagnostics *diagnostics);
void grammar_name(struct grammar *grammar, const char *name);
void grammar_value(struct grammar *grammar, struct lexeme value);
void grammar_open(struct grammar *grammar, char bracket);
void grammar_close(struct grammar *grammar, char bracket);
void grammar_assign(struct grammar *grammar);
void grammar_separate(struct grammar *grammar, char sign); /* ; or , */

/* After the last word: the skeleton, or NULL if the words do not fit. */
const char *grammar_finish(struct grammar *grammar);

/* An error in the setting at hand. `break`: nothing that follows can be trusted to be where it
 * seems to be. */
void grammar_tell(struct grammar *grammar, int line, const char *value, const char *advice);
void grammar_break(struct grammar *grammar, int line, const char *value, const char *advice);

#endif
