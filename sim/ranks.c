// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/ranks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sim/base/require.h"

#ifdef HUBSIM_MPI
#include <mpi.h>
#endif

/* How many processes a launcher says it started: 0 if there is no launcher. */
static long launched(void)
{
    static const char *const says[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"};
    for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
        const char *number = getenv(says[i]);
        if (number) return strtol(number, NULL, 10);
    }
    return 0;
}

bool ranks_launched(void)
{
    return launched() > 0;
}

void ranks_nap(unsigned looks)
{
    const long ns = looks < 50 ? 20000L * (long)(looks + 1) : 1000000L;
    nanosleep(&(struct timespec){.tv_nsec = ns}, NULL);
}

#ifdef HUBSIM_MPI

void ranks_library(char *to, size_t n)
{
    char name[MPI_MAX_LIBRARY_VERSION_STRING];
    int length;
    MPI_Get_library_version(name, &length);
    snprintf(to, n, "%.*s", (int)strcspn(name, ",\n"), name);
}

static bool is_joined(void)
{
    int begun = 0, ended = 0;
    MPI_Initialized(&begun);
    MPI_Finalized(&ended);
    return begun && !ended;
}

bool ranks_begin(void)
{
    int given;
    if (launched() < 2) return true;
    return MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &given) == MPI_SUCCESS;
}

uint32_t ranks_count(void)
{
    int count = 1;
    if (is_joined()) MPI_Comm_size(MPI_COMM_WORLD, &count);
    return (uint32_t)count;
}

uint32_t ranks_own(void)
{
    int own = 0;
    if (is_joined()) MPI_Comm_rank(MPI_COMM_WORLD, &own);
    return (uint32_t)own;
}

void ranks_end(void)
{
    if (is_joined()) MPI_Finalize();
}

void ranks_send(uint32_t to, int what, const void *bytes, size_t n)
{
    REQUIRE(NULL, n < 1U << 30, "a message of %zu bytes", n);
    MPI_Send(bytes, (int)n, MPI_BYTE, (int)to, what, MPI_COMM_WORLD);
}

bool ranks_take(struct ranks_message *message)
{
    int there = 0, n = 0;
    MPI_Status status;
    if (!is_joined()) return false;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status);
    if (!there) return false;
    MPI_Get_count(&status, MPI_BYTE, &n);
    *message = (struct ranks_message){.from = (uint32_t)status.MPI_SOURCE,
                                      .what = status.MPI_TAG,
                                      .bytes = malloc((size_t)n + 1),
                                      .n = (size_t)n};
    REQUIRE(NULL, message->bytes, "no memory for a message of %d bytes", n);
    MPI_Recv(message->bytes, n, MPI_BYTE, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return true;
}

#else

void ranks_library(char *to, size_t n)
{
    snprintf(to, n, "off");
}

bool ranks_begin(void)
{
    if (launched() < 2) return true;
    fputs("hubsim: this program was built without MPI: every rank would do the same work. Install "
          "libopenmpi-dev and build again\n",
          stderr);
    return false;
}

uint32_t ranks_count(void)
{
    return 1;
}

uint32_t ranks_own(void)
{
    return 0;
}

void ranks_end(void) {}

void ranks_send(uint32_t to, int what, const void *bytes, size_t n)
{
    (void)bytes;
    REQUIRE(NULL, false, "nobody to send %zu bytes (%d) to: rank %u", n, what, to);
}

bool ranks_take(struct ranks_message *message)
{
    (void)message;
    return false;
}

#endif
