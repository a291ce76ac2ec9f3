// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/temp_folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool temp_folder_open(char folder[TEMP_FOLDER_BYTES])
{
    static const char name[] = "/hubsim-reproduce-XXXXXX";
    const char *where = getenv("TMPDIR");
    if (!where || !*where || strlen(where) + sizeof name > TEMP_FOLDER_BYTES) where = "/tmp";
    snprintf(folder, TEMP_FOLDER_BYTES, "%s%s", where, name);
    return mkdtemp(folder) != NULL;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about, (void)kind, (void)where;
    return remove(path);
}

void temp_folder_close(const char *folder)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}
