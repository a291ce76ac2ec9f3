// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/replicate.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

struct job {
    const struct replicate_def *def;
    atomic_uint next;      /* how many replications were handed out */
    pthread_mutex_t mutex; /* guards what follows and the progress callback */
    uint32_t done;
    uint32_t succeeded;
};

enum { MOST_THREADS = 1024 };

uint32_t replicate_processors(void)
{
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (uint32_t)online : 1;
}

/* Read as an atomic, because a signal handler or another thread may be setting it. */
static bool is_stopped(const struct replicate_def *def)
{
    return def->stop != NULL && __atomic_load_n(def->stop, __ATOMIC_RELAXED) != 0;
}

static void report(struct job *work, bool ok)
{
    const struct replicate_def *def = work->def;
    pthread_mutex_lock(&work->mutex);
    work->done++;
    work->succeeded += ok;
    if (def->progress != NULL) def->progress(def->context, work->done, def->n);
    pthread_mutex_unlock(&work->mutex);
}

static void *take_turns(void *argument)
{
    struct job *work = argument;
    const struct replicate_def *def = work->def;
    while (!is_stopped(def)) {
        const uint32_t turn = atomic_fetch_add(&work->next, 1);
        if (turn >= def->n) break;
        report(work, def->one(def->context, def->first + turn));
    }
    return NULL;
}

static uint32_t threads_wanted(const struct replicate_def *def)
{
    uint32_t threads = def->threads > 0 ? def->threads : replicate_processors();
    if (threads > def->n) threads = def->n;
    return threads < MOST_THREADS ? threads : MOST_THREADS;
}

/* The calling thread works too, so that refused threads cost time and nothing else. */
uint32_t replicate(const struct replicate_def *def)
{
    if (def->n == 0) return 0;
    struct job work = {.def = def, .done = 0, .succeeded = 0};
    atomic_init(&work.next, 0);
    pthread_mutex_init(&work.mutex, NULL);
    const uint32_t helpers = threads_wanted(def) - 1;
    pthread_t *thread = helpers > 0 ? malloc(helpers * sizeof *thread) : NULL;
    uint32_t started = 0;
    while (thread != NULL && started < helpers &&
           pthread_create(&thread[started], NULL, take_turns, &work) == 0) {
        started++;
    }
    take_turns(&work);
    for (uint32_t i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    free(thread);
    pthread_mutex_destroy(&work.mutex);
    return work.succeeded;
}
