// SPDX-License-Identifier: GPL-3.0-or-later
/* M/M/1 at rho 0.9 by hand: two next-event times, a ring of arrival times, no list, no engine.
 * What generality is measured against. */
#include "sim/random/dist.h"
#include "sim/random/stream.h"
#include "tests/bench/clock.h"

enum { RING = 1 << 16 };

int main(int argc, char **argv)
{
    const uint64_t customers = clock_size(argc, argv, 3000000);
    static double arrived[RING];
    const struct dist gap = dist_exponential(1 / 0.9), service = dist_exponential(1);
    struct stream gaps = stream_named(1, "bench.gaps", 0, 0);
    struct stream services = stream_named(1, "bench.services", 0, 0);
    double next_arrival = dist_draw_fast(&gap, &gaps), next_end = 1e300, inside_s = 0;
    uint64_t head = 0, tail = 0;
    const double start_ns = clock_cpu_ns();
    while (head < customers) {
        if (next_arrival < next_end) {
            if (head == tail) next_end = next_arrival + dist_draw_fast(&service, &services);
            arrived[tail++ % RING] = next_arrival;
            next_arrival += dist_draw_fast(&gap, &gaps);
        } else {
            inside_s += next_end - arrived[head++ % RING];
            next_end = head == tail ? 1e300 : next_end + dist_draw_fast(&service, &services);
        }
    }
    clock_print("mm1_loop", (clock_cpu_ns() - start_ns) / (double)customers, "ns/customer");
    if (customers >= 3000000)
        clock_expect("time in system", inside_s / (double)customers, 9, 11); /* 1 / (1 - 0.9) */
    return 0;
}
