// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/ranks.h -- many processes on many machines, as few words as will do: how many we are, bytes
 * to one, bytes from anybody.
 *
 * Knows          MPI, if this program was built with it and started by mpirun or srun; that a rank
 *                that waits should sleep, since the cores may be shared.
 * Does not know  what the bytes mean (scenarios/run/farm.h); threads: one thread of a process
 *                calls here.
 */
#ifndef SIM_RANKS_H
#define SIM_RANKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "Open MPI v4.1.4, package: ..." or "off". */
void ranks_library(char *to, size_t n);

/* Joins the others if a launcher started us; alone, nothing happens. False, with a line on stderr:
 * several were started, but this program was built without MPI. */
bool ranks_begin(void);
bool ranks_launched(void);  /* a launcher started us, be it alone */
uint32_t ranks_count(void); /* 1 if alone */
uint32_t ranks_own(void);   /* 0 leads */
void ranks_end(void);       /* waits for the others; nothing if alone */

/* Sends and returns once the bytes may be used again. what: a small number of the caller's. */
void ranks_send(uint32_t to, int what, const void *bytes, size_t n);

struct ranks_message {
    uint32_t from;
    int what;
    void *bytes; /* [n], 16-byte aligned; the receiver frees it */
    size_t n;
};

/* Looks whether a message is there and takes it. False: none is. */
bool ranks_take(struct ranks_message *message);

/* Sleeps a little, longer the more often nothing had come (looks: 0, 1, 2...): 20 us to 1 ms. */
void ranks_nap(unsigned looks);

#endif
