// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/scratch.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool scratch_open(char folder[SCRATCH_BYTES])
{
    static const char name[] = "/hubsim-again-XXXXXX";
    const char *where = getenv("TMPDIR");
    if (!where || !*where || strlen(where) + sizeof name > SCRATCH_BYTES) where = "/tmp";
    snprintf(folder, SCRATCH_BYTES, "%s%s", where, name);
    return mkdtemp(folder) != NULL;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about, (void)kind, (void)where;
    return remove(path);
}

void scratch_close(const char *folder)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}
