// SPDX-License-Identifier: GPL-3.0-or-later
/* A folder to draw into, what was said while drawing, and what lies there afterwards. */
#ifndef TESTS_PLOTS_STAGE_H
#define TESTS_PLOTS_STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "plots/plots.h"
#include "tests/assertions.h"

static const char *const endings[] = {"csv", "gp", "svg", "png"};
enum { ENDINGS = 4, ROOM = 4096 };

struct stage {
    char folder[64], messages[ROOM];
    size_t drawn;
};

static inline struct stage new_stage(void)
{
    struct stage stage = {.folder = "/tmp/hubsim_plots_XXXXXX"};
    assert_non_null(mkdtemp(stage.folder));
    return stage;
}

static inline int remove_one(const char *path, const struct stat *s, int type, struct FTW *ftw)
{
    (void)s, (void)type, (void)ftw;
    return remove(path);
}

static inline void end_stage(const struct stage *stage)
{
    nftw(stage->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline void count_drawn(void *arg, const char *path)
{
    struct stage *stage = arg;
    struct stat s;
    assert_int_equal(stat(path, &s), 0);
    assert_greater(s.st_size, 0);
    stage->drawn++;
}

static inline int draw(struct stage *stage, const struct outcome *outcome,
                       struct plots_request request)
{
    memset(stage->messages, 0, sizeof stage->messages);
    stage->drawn = 0;
    request.folder = stage->folder;
    request.drawn = count_drawn;
    request.drawn_arg = stage;
    FILE *messages = fmemopen(stage->messages, sizeof stage->messages - 1, "w");
    const int failed = plots_draw(outcome, &request, messages);
    fclose(messages);
    return failed;
}

static inline char *path_of(const struct stage *stage, const char *name, const char *ending)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s.%s", stage->folder, name, ending);
    return path;
}

static inline bool is_there(const struct stage *stage, const char *name, const char *ending)
{
    return access(path_of(stage, name, ending), F_OK) == 0;
}

static inline char *contents(const struct stage *stage, const char *name, const char *ending)
{
    FILE *file = fopen(path_of(stage, name, ending), "rb");
    assert_non_null(file);
    char *all = calloc(1, 4 << 20);
    assert_greater(fread(all, 1, (4 << 20) - 1, file), 0);
    fclose(file);
    return all;
}

/* gnuplot itself reads an SVG as text only; xmllint is asked if it is installed, else tags are
 * counted. */
static inline void check_svg(const struct stage *stage, const char *name)
{
    char *svg = contents(stage, name, "svg"), command[512];
    assert_non_null(strstr(svg, "<title>"));
    assert_null(strstr(svg, "<script"));
    for (const char *c = svg; *c != '\0'; c++)
        assert_true((unsigned char)*c >= ' ' || strchr("\t\r\n", *c));
    assert_null(strstr(svg, "Produced by GNUPLOT"));
    free(svg);
    snprintf(command, sizeof command,
             "if command -v xmllint >/dev/null; then xmllint --noout %s; fi",
             path_of(stage, name, "svg"));
    assert_int_equal(system(command), 0);
}

static inline void check_all_drawn(const struct stage *stage)
{
    for (int figure = 0; figure < PLOTS_FIGURES; figure++) {
        for (int e = 0; e < ENDINGS; e++)
            assert_true(is_there(stage, plots_name((enum plots_figure)figure), endings[e]));
        check_svg(stage, plots_name((enum plots_figure)figure));
    }
}

#endif
