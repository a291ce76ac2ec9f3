// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/picture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenarios/store/result_file.h"
#include "scenarios/report/label.h"
#include "scenarios/report/results_csv.h"
#include "scenarios/report/whole_file.h"

enum { CSV, SCRIPT, SVG, PNG, FILES };
enum { MOST_PICTURE_BYTES = 256 << 20 };

static const char *const ending[FILES] = {"csv", "gp", "svg", "png"};

/* Where one figure is made and where it goes. */
struct place {
    const char *name, *folder;
    char workshop[PATH_MAX]; /* the folder of its own */
};

bool picture_open(struct picture *picture, const char *name)
{
    *picture = (struct picture){.name = name, .width = 800, .height = 600};
    picture->csv = open_memstream(&picture->csv_at, &picture->csv_bytes);
    picture->texts = open_memstream(&picture->texts_at, &picture->texts_bytes);
    picture->body = open_memstream(&picture->body_at, &picture->body_bytes);
    picture->description = open_memstream(&picture->description_at, &picture->description_bytes);
    return picture->csv != NULL && picture->texts != NULL && picture->body != NULL &&
           picture->description != NULL;
}

/* Ends the writing; what was written stays until picture_close. */
static bool end_stream(FILE **stream)
{
    if (*stream == NULL) return true;
    const bool whole = !ferror(*stream);
    const bool closed = fclose(*stream) == 0;
    *stream = NULL;
    return whole && closed;
}

static bool end_streams(struct picture *picture)
{
    const bool csv = end_stream(&picture->csv), texts = end_stream(&picture->texts);
    const bool body = end_stream(&picture->body), words = end_stream(&picture->description);
    return csv && texts && body && words;
}

void picture_close(struct picture *picture)
{
    end_streams(picture);
    free(picture->csv_at);
    free(picture->texts_at);
    free(picture->body_at);
    free(picture->description_at);
    *picture = (struct picture){0};
}

static bool fail(char error[static GNUPLOT_ERROR_BYTES], const char *what, const char *path)
{
    const int number = errno;
    char clean[TEXT_BYTES];
    text_clean(clean, path, 120);
    snprintf(error, GNUPLOT_ERROR_BYTES, "%s %.400s: %s", what, clean, strerror(number));
    return false;
}

bool picture_folder(const char *folder, char error[static GNUPLOT_ERROR_BYTES])
{
    return whole_file_folder(folder) || fail(error, "cannot make the folder", folder);
}

static bool join(char path[static PATH_MAX], const char *folder, const char *name, const char *end)
{
    if (snprintf(path, PATH_MAX, "%s/%s.%s", folder, name, end) < PATH_MAX) return true;
    errno = ENAMETOOLONG;
    return false;
}

/* Writes all of it to the disk, or says why not. head: it begins with the two lines that say
 * how the numbers were made; NULL: it does not. */
static bool save(const struct place *place, int which, const struct picture *head,
                 const char *bytes, size_t n, char error[static GNUPLOT_ERROR_BYTES])
{
    char name[64];
    struct whole_file file;
    snprintf(name, sizeof name, "%.40s.%s", place->name, ending[which]);
    bool fine = whole_file_open(&file, place->workshop, name);
    if (fine) {
        if (head != NULL) results_csv_head(file.to, head->manifest);
        fwrite(bytes, 1, n, file.to);
        fine = whole_file_close(&file);
    }
    return fine || fail(error, "cannot write", name);
}

/* Removes a workshop and what is in it: files, or an empty folder where a file should be. */
static void clear_away(const char *workshop)
{
    DIR *folder = opendir(workshop);
    if (folder == NULL) return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            if (unlinkat(dirfd(folder), entry->d_name, 0) != 0)
                unlinkat(dirfd(folder), entry->d_name, AT_REMOVEDIR);
    closedir(folder);
    rmdir(workshop);
}

/* Clears away the workshops of programs that were killed while they drew this figure. */
static void clear_leftovers(const struct place *place)
{
    char start[64], path[PATH_MAX];
    snprintf(start, sizeof start, ".%.40s.tmp.", place->name);
    DIR *folder = opendir(place->folder);
    if (folder == NULL) return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strncmp(entry->d_name, start, strlen(start)) != 0) continue;
        const long pid = strtol(entry->d_name + strlen(start), NULL, 10);
        if (pid <= 0 || pid > INT_MAX || kill((pid_t)pid, 0) == 0 || errno != ESRCH) continue;
        if (snprintf(path, sizeof path, "%s/%s", place->folder, entry->d_name) < (int)sizeof path)
            clear_away(path);
    }
    closedir(folder);
}

static bool open_workshop(struct place *place, char error[static GNUPLOT_ERROR_BYTES])
{
    clear_leftovers(place);
    if (snprintf(place->workshop, sizeof place->workshop, "%s/.%.40s.tmp.%ld", place->folder,
                 place->name, (long)getpid()) >= (int)sizeof place->workshop) {
        errno = ENAMETOOLONG;
        return fail(error, "cannot draw into", place->folder);
    }
    clear_away(place->workshop);
    if (mkdir(place->workshop, 0777) == 0) return true;
    return fail(error, "cannot draw into", place->folder);
}

/* The whole file, or NULL and why not: missing, empty, too long, unreadable. */
static char *load(const char *path, size_t *bytes, char error[static GNUPLOT_ERROR_BYTES])
{
    char *all = NULL;
    struct stat s;
    FILE *file = fopen(path, "rbe");
    const bool there = file != NULL && fstat(fileno(file), &s) == 0 && S_ISREG(s.st_mode);
    *bytes = there && s.st_size <= MOST_PICTURE_BYTES ? (size_t)s.st_size : 0;
    if (*bytes > 0) all = malloc(*bytes + 1);
    if (all != NULL && fread(all, 1, *bytes, file) == *bytes) {
        all[*bytes] = '\0';
    } else {
        free(all);
        all = NULL;
        snprintf(error, GNUPLOT_ERROR_BYTES, "gnuplot wrote %s %s file", there ? "an empty" : "no",
                 strrchr(path, '.') + 1);
    }
    if (file != NULL) fclose(file);
    return all;
}

/* A full disk lets gnuplot end with status 0 and half a file: the closing bytes are the proof. */
static bool is_whole(int which, const char *all, size_t bytes)
{
    static const char closing_png[] = "IEND\xAE\x42\x60\x82";
    if (which == PNG)
        return bytes > 16 && memcmp(all, "\x89PNG", 4) == 0 &&
               memcmp(all + bytes - 8, closing_png, 8) == 0;
    while (bytes > 0 && strchr(" \t\r\n", all[bytes - 1]) != NULL)
        bytes--;
    return bytes > 16 && strstr(all, "<svg") != NULL && memcmp(all + bytes - 6, "</svg>", 6) == 0;
}

/* gnuplot's own <title> and <desc> say only "produced by gnuplot"; a reader who cannot see wants
 * ours. */
static char *describe(const struct picture *picture, const char *svg, size_t *bytes)
{
    const char *from = strstr(svg, "<title>"), *to = strstr(svg, "</desc>");
    char *made = NULL;
    FILE *out = open_memstream(&made, bytes);
    if (out == NULL) return NULL;
    if (from == NULL || to == NULL || to < from) {
        fputs(svg, out);
    } else {
        fwrite(svg, 1, (size_t)(from - svg), out);
        fputs("<title>", out);
        text_xml(out, picture->title);
        fputs("</title>\n<desc>", out);
        text_xml(out, picture->description_at);
        fputs(to, out);
    }
    const bool fine = !ferror(out);
    if (fclose(out) == 0 && fine) return made;
    free(made);
    return NULL;
}

/* Takes the place of what it was made from; NULL stays NULL. */
static char *replace(char *old, char *with)
{
    free(old);
    return with;
}

/* Words for those who cannot see it, and for programs. NULL: no memory. */
static char *complete(const struct picture *picture, int which, char *all, size_t *bytes)
{
    if (which == SVG) all = replace(all, describe(picture, all, bytes));
    if (!all || !picture->manifest) return all;
    const char *text = picture->manifest;
    return replace(all, which == SVG ? label_svg(all, bytes, result_file_keyword, text)
                                     : label_png(all, bytes, result_file_keyword, text));
}

/* Checks what gnuplot left in the workshop and brings it to the disk. */
static bool inspect(const struct picture *picture, const struct place *place, int which,
                    char error[static GNUPLOT_ERROR_BYTES])
{
    char path[PATH_MAX];
    size_t bytes = 0;
    if (!join(path, place->workshop, place->name, ending[which]))
        return fail(error, "cannot read", place->name);
    char *all = load(path, &bytes, error);
    if (all == NULL) return false;
    bool fine = is_whole(which, all, bytes);
    if (!fine)
        snprintf(error, GNUPLOT_ERROR_BYTES, "gnuplot wrote only part of the %s file",
                 ending[which]);
    if (fine) {
        all = complete(picture, which, all, &bytes);
        fine = all != NULL;
        if (!fine) snprintf(error, GNUPLOT_ERROR_BYTES, "no memory");
    }
    fine = fine && save(place, which, NULL, all, bytes, error);
    free(all);
    return fine;
}

static bool publish(const struct place *place, int which, picture_done *done, void *arg,
                    char error[static GNUPLOT_ERROR_BYTES])
{
    char from[PATH_MAX], to[PATH_MAX];
    if (!join(from, place->workshop, place->name, ending[which]) ||
        !join(to, place->folder, place->name, ending[which]) || rename(from, to) != 0)
        return fail(error, "cannot write", place->name);
    if (done != NULL) done(arg, to);
    return true;
}

static void withdraw(const struct place *place, int which)
{
    char path[PATH_MAX];
    if (join(path, place->folder, place->name, ending[which])) unlink(path);
}

static void sync_folder(const char *folder)
{
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd); /* a file system that cannot has nothing to tell the planner */
    close(fd);
}

/* The script as it stands in the file and goes through the pipe: texts first, then what draws. */
static char *assemble(const struct picture *picture, size_t *bytes)
{
    *bytes = picture->texts_bytes + picture->body_bytes;
    char *script = malloc(*bytes + 1);
    if (script == NULL) return NULL;
    memcpy(script, picture->texts_at, picture->texts_bytes);
    memcpy(script + picture->texts_bytes, picture->body_at, picture->body_bytes);
    script[*bytes] = '\0';
    return script;
}

/* The script skips the lines that say how the numbers were made. */
static bool save_data(const struct picture *picture, const struct place *place, const char *script,
                      size_t bytes, char error[static GNUPLOT_ERROR_BYTES])
{
    return save(place, CSV, picture, picture->csv_at, picture->csv_bytes, error) &&
           save(place, SCRIPT, NULL, script, bytes, error);
}

static bool draw(const struct picture *picture, const struct place *place,
                 const struct gnuplot *gnuplot, const char *script, size_t bytes,
                 picture_done *done, void *arg, char error[static GNUPLOT_ERROR_BYTES])
{
    char why_published[GNUPLOT_ERROR_BYTES];
    bool fine = gnuplot_run(gnuplot, place->workshop, script, bytes, NULL, error);
    for (int which = SVG; which <= PNG && fine; which++)
        fine = inspect(picture, place, which, error);
    bool published = true;
    for (int which = CSV; which <= SCRIPT && published; which++)
        published = publish(place, which, done, arg, why_published);
    for (int which = SVG; which <= PNG && fine && published; which++)
        published = publish(place, which, done, arg, why_published);
    if (!published) memcpy(error, why_published, sizeof why_published);
    for (int which = SVG; which <= PNG && !fine && published; which++)
        withdraw(place, which);
    return fine && published;
}

bool picture_make(struct picture *picture, const char *folder, const struct gnuplot *gnuplot,
                  picture_done *done, void *arg, char error[static GNUPLOT_ERROR_BYTES])
{
    struct place place = {.name = picture->name, .folder = folder};
    size_t bytes = 0;
    char *script = end_streams(picture) ? assemble(picture, &bytes) : NULL;
    if (script == NULL) {
        snprintf(error, GNUPLOT_ERROR_BYTES, "no memory");
        return false;
    }
    bool fine = open_workshop(&place, error);
    if (fine) {
        fine = save_data(picture, &place, script, bytes, error) &&
               draw(picture, &place, gnuplot, script, bytes, done, arg, error);
        clear_away(place.workshop);
        sync_folder(folder);
    }
    free(script);
    return fine;
}
