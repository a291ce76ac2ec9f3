// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/port.h -- where a station hands on what it has finished.
 *
 * What happens   A station calls port_hand with the number of a flight, ULD or batch; whoever
 *                hub_flows.c put behind the port takes it. No station knows who comes after it. A
 *                station's ports are one struct, struct NAME_ports, given to it by NAME_connect.
 * Left out       nothing
 * Equations      none
 * Sources        none
 */
#ifndef MODELS_BASE_PORT_H
#define MODELS_BASE_PORT_H

#include "sim/sim.h"

typedef void port_accept(struct sim *sim, void *station, uint64_t item);

struct port {
    port_accept *accept;
    void *station;
};

static inline void port_hand(struct sim *sim, const struct port *port, uint64_t item)
{
    port->accept(sim, port->station, item);
}

/* Asks, when a station starts on a ULD whose pieces will come off between two times, whether they
 * are taken one by one. True: they are, and the record keeps only what customs picked; it goes on
 * as ever. */
typedef bool port_opens(void *context, uint64_t uld, int64_t from_us, int64_t to_us);

struct port_opener { /* all zero: never */
    port_opens *opens;
    void *context;
};

static inline bool port_open(const struct port_opener *opener, uint64_t uld, int64_t from_us,
                             int64_t to_us)
{
    return opener->opens != NULL && opener->opens(opener->context, uld, from_us, to_us);
}

#endif
