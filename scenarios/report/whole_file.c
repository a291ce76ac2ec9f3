// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/whole_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool make_folder(const char *folder)
{
    struct stat status;
    if (mkdir(folder, 0777) == 0) return true;
    if (errno != EEXIST) return false;
    if (stat(folder, &status) != 0) return false;
    if (S_ISDIR(status.st_mode)) return true;
    errno = ENOTDIR;
    return false;
}

bool whole_file_folder(const char *folder)
{
    char path[WHOLE_FILE_PATH_BYTES];
    if (strlen(folder) >= sizeof path) {
        errno = ENAMETOOLONG;
        return false;
    }
    strcpy(path, folder);
    for (char *slash = strchr(path + 1, '/'); path[0] && slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (!make_folder(path)) return false;
        *slash = '/';
    }
    return make_folder(path);
}

bool whole_file_open(struct whole_file *file, const char *folder, const char *name)
{
    const int n = snprintf(file->path, sizeof file->path, "%s/%s", folder, name);
    if (n < 0 || (size_t)n >= sizeof file->path) {
        errno = ENAMETOOLONG;
        return false;
    }
    snprintf(file->beside, sizeof file->beside, "%s.XXXXXX", file->path);
    const int descriptor = mkstemp(file->beside);
    if (descriptor < 0) return false;
    const mode_t mask = umask(0);
    umask(mask);
    fchmod(descriptor, 0666 & ~mask);
    file->to = fdopen(descriptor, "w");
    if (file->to) return true;
    close(descriptor);
    unlink(file->beside);
    return false;
}

bool whole_file_close(struct whole_file *file)
{
    bool fine = !ferror(file->to) && fflush(file->to) == 0;
    /* Some file systems cannot sync: then the rename alone must do. */
    if (fine && fsync(fileno(file->to)) != 0) fine = errno == EINVAL || errno == EROFS;
    int error = errno;
    if (fclose(file->to) != 0) {
        if (fine) error = errno;
        fine = false;
    }
    if (fine && rename(file->beside, file->path) == 0) return true;
    if (fine) error = errno;
    unlink(file->beside);
    errno = error ? error : EIO;
    return false;
}
