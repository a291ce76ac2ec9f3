// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/studying.h -- what the commands that ask about several scenarios have in common.
 *
 * Knows          opening scenarios with their layers, seeds and replications, the batch that all
 *                runs go through and the database behind it, what is said of an interrupted
 *                study, where an answer goes
 *                (screen, JSON, CSV, folder, pictures), what a dry run says.
 * Does not know  any study.
 * May include    scenarios/commands/work.h, scenarios/read/question.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_COMMANDS_STUDYING_H
#define SCENARIOS_COMMANDS_STUDYING_H

#include "scenarios/commands/work.h"
#include "scenarios/read/question.h"
#include "scenarios/study/responses.h"
#include "scenarios/tell/studied.h"

enum { STUDYING_MAX = 32, STUDYING_LABEL_BYTES = 128 };

struct studying {
    const char *name; /* "compare" */
    struct ask ask;
    const struct command_call *call;
    struct mistakes *mistakes;
    struct question question[STUDYING_MAX];
    struct studied_scenario scenario[STUDYING_MAX];
    size_t n;
    char until[40]; /* a setting of our own, last in ask.set */
    bool dry_run;   /* set it before studying_ready */
    bool is_open;   /* the work */
    struct work work;
    uint64_t seed;
    uint32_t replications;
};

/* Reads the command line. False: it was wrong, a line says how. After --help, ask.help is true. */
bool studying_read(struct studying *studying, const struct command_call *call, const char *name,
                   unsigned sets, const struct ask_more *more, const char *help);

/* One more word of an option that may be given again. False: told that there are too many. */
bool studying_add(const struct studying *studying, const char **list, size_t *n, size_t most,
                  const char *word);

/* One line on stderr: "hubsim compare: ...; hubsim compare --help shows how". */
void studying_refuse(const struct studying *studying, const char *wrong);

/* --json with --csv, --terminal with either. False: told. */
bool studying_is_sensible(const struct studying *studying);

/* Opens one more scenario. False: its mistakes are gathered, go on with the next. also: what makes
 * it differ, for its label where titles are the same; may be NULL. */
bool studying_open(struct studying *studying, const struct scenario_request *request,
                   const char *also);

/* After the last one: prints the mistakes if there are any, else sets seed and replications and
 * begins the work. `replications`: if the command line gives none; 0: what the first scenario says.
 * ENDING_FINE: go on. */
enum ending studying_ready(struct studying *studying, uint32_t replications);

/* Several scenarios on one line: those named, the first with each overlay of --with, the first with
 * each setting of --but; --all-with lies on all. */
struct studying_options {
    const char *all_with[STUDYING_MAX], *but[STUDYING_MAX];
    size_t all_with_n, but_n;
};
enum ending studying_open_options(struct studying *studying, const struct studying_options *options,
                                  uint32_t replications);

/* Opens the first scenario only to see which year matters, and ends the run with it: what comes later
 * makes no difference. choose: false with `why`. */
typedef bool studying_choose(void *context, const struct scenario *scenario, int32_t *year,
                             char why[static RESPONSES_WHY_BYTES]);
enum ending studying_look_ahead(struct studying *studying, studying_choose *choose, void *context);

/* The one scenario of the command line with its layers, ready. */
enum ending studying_open_one(struct studying *studying, uint32_t replications);

/* The figures asked for, of the first scenario; without any: that of the first promise and whether
 * it is kept, else the direct jobs. False: told. */
bool studying_measures(const struct studying *studying, struct responses *responses,
                       const char *const *word, size_t n);

/* How the runs are done: hand it to the study. */
const struct batch *studying_batch(const struct studying *studying);

struct studied studying_studied(const struct studying *studying);

/* What happened to the runs; ENDING_FINE if all were done. */
enum ending studying_unfinished(const struct studying *studying, const struct batch_done *done);

/* How a study tells its answer; json and csv are also files of --out. */
struct studying_teller {
    const char *csv_name; /* "differences.csv" */
    void (*print)(const void *answer, const struct studied *studied, bool quiet, FILE *to);
    void (*json)(const void *answer, const struct studied *studied, FILE *to);
    void (*csv)(const void *answer, const struct studied *studied, FILE *to);
    int (*draw)(const void *answer, const struct studied *studied, const struct pictures *pictures,
                const struct pictures_wish *wish, FILE *messages);
};
enum ending studying_present(const struct studying *studying, const struct studying_teller *teller,
                             const void *answer);

/* Simulates one history of the first scenario to see how long it takes, and says how long
 * `histories` of them will take. */
void studying_estimate(const struct studying *studying, uint64_t histories, FILE *to);

/* The ending of the command: as given, unless something finished could not be kept. */
enum ending studying_close(struct studying *studying, enum ending ending);

#endif
