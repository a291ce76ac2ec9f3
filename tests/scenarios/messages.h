// SPDX-License-Identifier: GPL-3.0-or-later
/* Files written for a test, and what was reported about them. The folder is new for each program,
 * and is the current one. */
#ifndef TESTS_SCENARIOS_MESSAGES_H
#define TESTS_SCENARIOS_MESSAGES_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenarios/input/diagnostics.h"

static inline int enter_new_folder(void **state)
{
    char *folder = strdup("/tmp/hubsim-test-XXXXXX");
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static inline int leave_folder(void **state)
{
    DIR *here = opendir(".");
    for (struct dirent *entry = here ? readdir(here) : NULL; entry; entry = readdir(here)) {
        if (entry->d_name[0] == '.') continue;
        if (unlink(entry->d_name) != 0) rmdir(entry->d_name);
    }
    if (here) closedir(here);
    const int left = chdir("/") || rmdir(*state);
    free(*state);
    return left;
}

static inline void write_bytes(const char *name, const void *bytes, size_t n)
{
    FILE *file = fopen(name, "wb");
    if (!file || fwrite(bytes, 1, n, file) != n || fclose(file) != 0) abort();
}

static inline void write_file(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

/* All errors as they are printed; the caller frees. */
static inline char *messages_of(const struct diagnostics *diagnostics)
{
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    diagnostics_print(diagnostics, to);
    fclose(to);
    return text;
}

#endif
