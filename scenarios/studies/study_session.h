// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/study_session.h -- what the commands that ask about several scenarios have in
 * common.
 *
 * Knows          opening scenarios with their layers, seeds and replications, the batch that all
 *                runs go through and the database behind it, what is said of an interrupted
 *                study, where an answer goes
 *                (screen, JSON, CSV, folder, pictures), what a dry run says.
 * Does not know  any study.
 */
#ifndef SCENARIOS_STUDIES_STUDY_SESSION_H
#define SCENARIOS_STUDIES_STUDY_SESSION_H

#include "scenarios/cli/job.h"
#include "scenarios/run/experiment.h"
#include "scenarios/run/responses.h"
#include "scenarios/report/study_header.h"

enum { STUDY_SESSION_MAX = 32, STUDY_SESSION_LABEL_BYTES = 128 };

struct study_session {
    const char *name; /* "compare" */
    struct common_options common;
    const struct command_call *call;
    struct diagnostics *diagnostics;
    struct experiment experiment[STUDY_SESSION_MAX];
    struct study_header_scenario scenario[STUDY_SESSION_MAX];
    size_t n;
    char until[40]; /* a setting of our own, last in ask.set */
    bool dry_run;   /* set it before study_session_ready */
    bool is_open;   /* the work */
    struct job job;
    uint64_t seed;
    uint32_t replications;
};

/* Reads the command line. False: it was wrong, a line says how. After --help, ask.help is true. */
bool study_session_read(struct study_session *session, const struct command_call *call,
                        const char *name, unsigned sets, const struct common_options_more *more,
                        const char *help);

/* One more word of an option that may be given again. False: reported that there are too many. */
bool study_session_add(const struct study_session *session, const char **list, size_t *n,
                       size_t most, const char *word);

/* One line on stderr: "hubsim compare: ...; hubsim compare --help shows how". */
void study_session_refuse(const struct study_session *session, const char *wrong);

/* --json with --csv, --terminal with either. False: reported. */
bool study_session_is_sensible(const struct study_session *session);

/* Opens one more scenario. False: its errors are gathered, go on with the next. also: what makes
 * it differ, for its label where titles are the same; may be NULL. */
bool study_session_open(struct study_session *session, const struct scenario_request *request,
                        const char *also);

/* After the last one: prints the diagnostics if there are any, else sets seed and replications and
 * begins the work. `replications`: if the command line gives none; 0: what the first scenario says.
 * ENDING_FINE: go on. */
enum ending study_session_ready(struct study_session *session, uint32_t replications);

/* Several scenarios on one line: those named, the first with each overlay of --with, the first with
 * each setting of --but; --all-with lies on all. */
struct study_session_options {
    const char *all_with[STUDY_SESSION_MAX], *but[STUDY_SESSION_MAX];
    size_t all_with_n, but_n;
};
enum ending study_session_open_options(struct study_session *session,
                                       const struct study_session_options *options,
                                       uint32_t replications);

/* Opens the first scenario only to see which year matters, and ends the run with it: what comes
 * later makes no difference. choose: false with `error`. */
typedef bool study_session_choose(void *context, const struct scenario *scenario, int32_t *year,
                                  char error[static RESPONSES_ERROR_BYTES]);
enum ending study_session_look_ahead(struct study_session *session, study_session_choose *choose,
                                     void *context);

/* The one scenario of the command line with its layers, ready. */
enum ending study_session_open_one(struct study_session *session, uint32_t replications);

/* The figures asked for, of the first scenario; without any: that of the first promise and whether
 * it is kept, else the direct jobs. False: reported. */
bool study_session_measures(const struct study_session *session, struct responses *responses,
                            const char *const *word, size_t n);

/* How the runs are done: hand it to the study. */
const struct batch *study_session_batch(const struct study_session *session);

struct study_header study_session_studied(const struct study_session *session);

/* What happened to the runs; ENDING_FINE if all were done. */
enum ending study_session_unfinished(const struct study_session *session,
                                     const struct batch_done *done);

/* How a study tells its answer; json and csv are also files of --out. */
struct study_session_writers {
    const char *csv_name; /* "differences.csv" */
    void (*print)(const void *answer, const struct study_header *header, bool quiet, FILE *to);
    void (*json)(const void *answer, const struct study_header *header, FILE *to);
    void (*csv)(const void *answer, const struct study_header *header, FILE *to);
    int (*draw)(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages);
};
enum ending study_session_present(const struct study_session *session,
                                  const struct study_session_writers *writers, const void *answer);

/* Simulates one replication of the first scenario to see how long it takes, and says how long
 * `replications` of them will take. */
void study_session_estimate(const struct study_session *session, uint64_t replications, FILE *to);

/* The ending of the command: as given, unless something finished could not be kept. */
enum ending study_session_close(struct study_session *session, enum ending ending);

#endif
