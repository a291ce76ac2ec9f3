// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/args.h"

#include <string.h>

#include "scenarios/input/suggest.h"

/* A stranger's word on a terminal: no escape sequences. */
static void show_word(const char *word, FILE *messages)
{
    for (; *word; word++) {
        const unsigned char byte = (unsigned char)*word;
        if (byte < 0x20 || byte == 0x7f) fprintf(messages, "\\x%02x", byte);
        else fputc(byte, messages);
    }
}

void args_unknown(const char *kind, const char *word, const char *const *words, size_t n,
                  FILE *messages)
{
    const char *nearest = suggest_nearest(word, words, n);
    fprintf(messages, "hubsim: no such %s '", kind);
    show_word(word, messages);
    fputs(nearest ? "'; did you mean '" : "'", messages);
    if (nearest) fprintf(messages, "%s'?", nearest);
    fputc('\n', messages);
}

/* The number of the option that `word` names, up to its '='; -1 if none. */
static int find_option(const char *word, const struct args_option *options, size_t n)
{
    const size_t length = strcspn(word, "=");
    for (size_t i = 0; i < n; i++)
        if (strlen(options[i].name) == length && strncmp(options[i].name, word, length) == 0)
            return (int)i;
    return -1;
}

static bool refuse(const char *word, const struct args_option *options, size_t n, FILE *messages)
{
    const char *names[ARGS_OPTIONS_MAX];
    char bare[SUGGEST_BYTES];
    snprintf(bare, sizeof bare, "%.*s", (int)strcspn(word, "="), word);
    size_t known = 0;
    for (; known < n && known < ARGS_OPTIONS_MAX; known++)
        names[known] = options[known].name;
    args_unknown("option", bare, names, known, messages);
    return false;
}

static bool read_option(int argc, char *const *argv, int *at, const struct args_option *options,
                        size_t n, args_taken *taken, void *context, FILE *messages)
{
    const char *word = argv[*at];
    const int number = find_option(word, options, n);
    if (number < 0) return refuse(word, options, n, messages);
    const struct args_option *option = &options[number];
    const char *equals = strchr(word, '=');
    if (!option->value) {
        if (!equals) return taken(context, number, NULL);
        fprintf(messages, "hubsim: %s takes no value\n", option->name);
        return false;
    }
    if (equals) return taken(context, number, equals + 1);
    if (*at + 1 < argc) return taken(context, number, argv[++*at]);
    fprintf(messages, "hubsim: %s: give %s\n", option->name, option->value);
    return false;
}

bool args_read(int argc, char *const *argv, const struct args_option *options, size_t n,
               args_taken *taken, void *context, FILE *messages)
{
    bool words_only = false;
    for (int at = 0; at < argc; at++) {
        const char *word = argv[at];
        bool fine = true;
        if (words_only || word[0] != '-' || word[1] == '\0') fine = taken(context, -1, word);
        else if (strcmp(word, "--") == 0) words_only = true;
        else fine = read_option(argc, argv, &at, options, n, taken, context, messages);
        if (!fine) return false;
    }
    return true;
}

bool args_whole(const char *text, uint64_t min, uint64_t max, uint64_t *number)
{
    uint64_t read = 0;
    if (!*text) return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9') return false;
        const uint64_t digit = (uint64_t)(*text - '0');
        if (read > (UINT64_MAX - digit) / 10) return false;
        read = 10 * read + digit;
    }
    *number = read;
    return read >= min && read <= max;
}
