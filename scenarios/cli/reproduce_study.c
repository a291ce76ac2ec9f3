// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/reproduce_study.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenarios/cli/temp_folder.h"
#include "scenarios/report/shown.h"
#include "sim/ranks.h"

extern char **environ;

enum { WORDS_MAX = 1100, PATH_BYTES = 512 };

struct command_line {
    char folder[TEMP_FOLDER_BYTES];
    char *word[WORDS_MAX + 1]; /* owned */
    size_t words;
};

/* ---- scenarios as files ---------------------------------------------------------------------- */

static bool write_text(const char *path, const char *text)
{
    FILE *to = fopen(path, "w");
    const bool whole = to && fputs(text, to) >= 0;
    const bool closed = to && fclose(to) == 0;
    return whole && closed;
}

/* What the scenario calls a file that belongs to it; false: it lies in another folder. */
static bool name_file(const struct study_file_scenario *scenario, const char *path, char name[200])
{
    char start[200];
    snprintf(start, sizeof start, "%.180s = \"", path);
    const char *at = scenario->text;
    while (at && strncmp(at, start, strlen(start)) != 0) {
        at = strchr(at, '\n');
        at += at != NULL;
    }
    if (!at) return false;
    at += strlen(start);
    snprintf(name, 200, "%.*s", (int)strcspn(at, "\""), at);
    return *name && strchr(name, '/') == NULL && name[0] != '.';
}

static bool write_scenario(const struct command_line *line,
                           const struct study_file_scenario *scenario, size_t number,
                           char path[PATH_BYTES])
{
    char name[200], file[PATH_BYTES];
    snprintf(path, PATH_BYTES, "%s/%zu", line->folder, number);
    bool fine = mkdir(path, 0700) == 0;
    for (size_t i = 0; fine && i < scenario->files.n; i++) {
        fine = name_file(scenario, scenario->files.file[i].path, name);
        snprintf(file, sizeof file, "%s/%zu/%s", line->folder, number, name);
        fine = fine && write_text(file, scenario->files.file[i].text);
    }
    snprintf(path, PATH_BYTES, "%s/%zu/scenario.cfg", line->folder, number);
    return fine && write_text(path, scenario->text);
}

/* ---- the words ------------------------------------------------------------------------------- */

static bool add_word(struct command_line *line, const char *word)
{
    if (line->words == WORDS_MAX) return false;
    line->word[line->words] = strdup(word);
    return line->word[line->words++] != NULL;
}

/* What made the scenarios is in them. No answer holds the others, unless somebody wrote them in to
 * have files written. */
static bool is_left_out(const char *word)
{
    static const char *const options[] = {"--with", "--but", "--all-with", "--set",  "--until",
                                          "--out",  "--db",  "--resume",   "--shard"};
    const size_t n = strcspn(word, "=");
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strlen(options[i]) == n && strncmp(word, options[i], n) == 0) return true;
    return strcmp(word, "--") == 0;
}

static bool write_words(struct command_line *line, const struct study_file *stored,
                        uint64_t threads)
{
    char word[PATH_BYTES + 40];
    bool fine = add_word(line, "hubsim") && add_word(line, stored->study);
    for (size_t i = 0; fine && i < stored->scenarios; i++)
        fine = write_scenario(line, &stored->scenario[i], i, word) && add_word(line, word);
    for (size_t i = 0; fine && i < stored->words; i++) {
        const bool scenario = stored->asked[i][0] != '-' && stored->scenarios > 0;
        if (!scenario && !is_left_out(stored->asked[i])) fine = add_word(line, stored->asked[i]);
    }
    snprintf(word, sizeof word, "--replications=%u", stored->replications);
    const bool has_its_own =
        strcmp(stored->study, "best") == 0; /* --first and --most say how many */
    if (fine && stored->replications && !has_its_own) fine = add_word(line, word);
    snprintf(word, sizeof word, "--seed=%s", stored->seed);
    if (fine && *stored->seed) fine = add_word(line, word);
    snprintf(word, sizeof word, "--threads=%" PRIu64, threads);
    if (fine && threads) fine = add_word(line, word);
    /* the record is not in the answer, and not in its numbers */
    if (fine && stored->scenarios > 0) fine = add_word(line, "--set=observed=\"\"");
    return fine && add_word(line, stored->rows ? "--csv" : "--json");
}

/* ---- asking ---------------------------------------------------------------------------------- */

/* All that a program prints; NULL: it failed, and has said why. The caller frees. */
static char *listen(const struct command_line *line, const char *to)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, to, O_WRONLY | O_CREAT, 0600);
    if (posix_spawn(&child, "/proc/self/exe", &actions, NULL, line->word, environ) == 0)
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            continue;
    posix_spawn_file_actions_destroy(&actions);
    /* 6: an answer that is not as sure as was asked is an answer */
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code != ENDING_FINE && code != ENDING_NOT_PRECISE) return NULL;
    char *all = NULL;
    size_t n = 0;
    FILE *from = fopen(to, "r");
    if (from && getdelim(&all, &n, '\0', from) < 0) {
        free(all);
        all = NULL;
    }
    if (from) fclose(from);
    return all;
}

static enum ending hold_against(const struct study_file *stored, const char *now)
{
    size_t line = 0;
    if (study_file_is_the_same(stored->all, now, &line)) {
        printf("MATCH: all numbers of hubsim %s came out the same\n", stored->study);
        return ENDING_FINE;
    }
    const char *at = stored->all;
    for (size_t i = 1; i < line && strchr(at, '\n'); i++)
        at = strchr(at, '\n') + 1;
    printf("DIFFERENT: line %zu of the answer, ", line);
    shown_part(stdout, at, strcspn(at, "\n"));
    putchar('\n');
    return ENDING_NOT_REPRODUCED;
}

/* NULL: it can be asked again. */
static const char *why_not(const struct study_file *stored)
{
    static const char *const studies[] = {"compare", "why",  "sweep", "solve",
                                          "sense",   "best", "staff", "bottleneck"};
    bool known = false;
    for (size_t i = 0; i < sizeof studies / sizeof *studies; i++)
        known |= strcmp(stored->study, studies[i]) == 0;
    if (strcmp(stored->study, "score") == 0 || strcmp(stored->study, "calibrate") == 0)
        return "needs a record, which is not in the answer; its replications are in the database "
               "of that run: give the folder or results.db";
    if (!known || stored->scenarios == 0)
        return "gives no answer that holds its scenarios: ask it again";
    if (!stored->all)
        return "drew this picture, which holds no numbers: give the .json or .csv beside it, or the"
               " folder";
    return ranks_count() > 1 ? "is asked again without mpirun" : NULL;
}

enum ending reproduce_study(const struct study_file *stored, uint64_t threads)
{
    struct command_line line = {.words = 0};
    char to[PATH_BYTES];
    const char *wrong = why_not(stored);
    if (!wrong && !temp_folder_open(line.folder))
        wrong = "needs a folder in TMPDIR or /tmp, which was refused";
    if (wrong) {
        fputs("hubsim: hubsim ", stderr);
        shown_part(stderr, stored->study, 20);
        fprintf(stderr, " %s\n", wrong);
        return ENDING_FAILED;
    }
    enum ending ending = ENDING_FAILED;
    snprintf(to, sizeof to, "%s/answer", line.folder);
    const bool fine = write_words(&line, stored, threads);
    char *now = fine ? listen(&line, to) : NULL;
    if (now) ending = hold_against(stored, now);
    if (!fine) fprintf(stderr, "hubsim: the scenarios cannot be laid out in %s\n", line.folder);
    for (size_t i = 0; i < line.words; i++)
        free(line.word[i]);
    free(now);
    temp_folder_close(line.folder);
    return ending;
}
