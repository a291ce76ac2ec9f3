// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims: stations in a row, trucks, fluids and shifts agree with theory. Rule of theory.h; each
 * comparison names the error it catches.
 */
#include "tests/sim/theory.h"

#include "sim/fifo.h"

/* ---- a small hub: five stations in a network ---- */

/* 12 ULDs an hour by Poisson -> 1 unload (1 x 20/h) -> 2 breakdown (6 x 3/h) -> 15 % to 3 customs
 * (1 x 3/h) -> 4 sort (2 x 10/h),
 * 6 % once more -> 5 load (3 x 6/h) -> out. Rates l = 12, 12, 1.8, 12/0.94, 12. Each station
 *   alone is M/M/c, and L = sum over stations of a + C a / (c - a),  W = L / 12    [Jackson1957]
 * Hours here are seconds of the engine. */
enum { NODES = 5 };

static const int node_servers[NODES] = {1, 6, 1, 2, 3};
static const double node_rate[NODES] = {12, 12, 1.8, 12 / 0.94, 12};
static const double node_mu[NODES] = {20, 3, 3, 10, 6};

struct hub;

struct node {
    struct hub *hub;
    int number;
    struct pool *pool;
    struct dist service_s;
    struct level inside;
};

struct hub {
    struct node node[NODES];
    struct dist gap_s;
    struct stream luck;
    uint16_t come, leave;
};

static void enter_node(struct sim *sim, struct node *node, uint64_t who)
{
    level_add(&node->inside, sim_now_us(sim), 1);
    pool_ask(node->pool, who, 1, 0);
}

static void hub_come(struct sim *sim, void *station, uint64_t arg)
{
    struct hub *hub = station;
    sim_in(sim, ticks(dist_draw(&hub->gap_s, &hub->luck)), SIM_START, hub->come, hub, arg + 1);
    enter_node(sim, &hub->node[0], arg);
}

static void hub_granted(struct sim *sim, void *station, uint64_t who)
{
    struct node *node = station;
    int64_t service_us = ticks(dist_draw(&node->service_s, &node->hub->luck));
    sim_in(sim, service_us, SIM_END, node->hub->leave, node, who);
}

/* The table of which station follows which; NODES: out. */
static int next_node(struct hub *hub, int from)
{
    static const int next[NODES] = {1, 3, 3, 4, NODES};
    if (from == 1 && stream_uniform(&hub->luck) < 0.15) return 2;
    if (from == 3 && stream_uniform(&hub->luck) < 0.06) return 3;
    return next[from];
}

static void hub_leave(struct sim *sim, void *station, uint64_t who)
{
    struct node *node = station;
    int next = next_node(node->hub, node->number);
    level_add(&node->inside, sim_now_us(sim), -1);
    pool_release(node->pool, 1);
    if (next < NODES) enter_node(sim, &node->hub->node[next], who);
}

static struct hub *hub_new(struct sim *sim)
{
    struct hub *hub = sim_alloc(sim, sizeof *hub);
    hub->gap_s = dist_exponential(1.0 / 12);
    hub->luck = stream_named(sim_seed(sim), "theory.hub", sim_replication(sim), 0);
    hub->come = sim_kind(sim, "theory.come", hub_come);
    hub->leave = sim_kind(sim, "theory.leave", hub_leave);
    for (int i = 0; i < NODES; i++) {
        struct node *node = &hub->node[i];
        struct pool_def def = {"theory.node", (uint32_t)node_servers[i]};
        node->hub = hub;
        node->number = i;
        node->service_s = dist_exponential(1 / node_mu[i]);
        node->pool = pool_new(sim, &def, hub_granted, node);
        level_start(&node->inside, sim_now_us(sim), 0);
    }
    sim_in(sim, 0, SIM_START, hub->come, hub, 0);
    return hub;
}

static double node_inside(int i)
{
    double a = node_rate[i] / node_mu[i];
    return a + erlang_c(node_servers[i], a) * a / (node_servers[i] - a);
}

static void a_network_of_five_stations_agrees_with_jackson(void **state)
{
    (void)state;
    double inside[NODES][REPLICATIONS], total[REPLICATIONS], exact_total = 0;
    for (int r = 0; r < REPLICATIONS; r++) {
        struct sim_def def = sim_def_default();
        def.seed = 1957;
        def.replication = (uint32_t)r;
        struct sim *sim = sim_new(&def);
        struct hub *hub = hub_new(sim);
        sim_run_until(sim, ticks(200));
        for (int i = 0; i < NODES; i++)
            level_reset(&hub->node[i].inside, sim_now_us(sim));
        sim_run_until(sim, ticks(40200));
        total[r] = 0;
        for (int i = 0; i < NODES; i++) {
            inside[i][r] = level_mean(&hub->node[i].inside, sim_now_us(sim));
            total[r] += inside[i][r];
        }
        sim_free(sim);
    }
    for (int i = 0; i < NODES; i++) {
        exact_total += node_inside(i);
        assert_theory("inside a station", inside[i], node_inside(i), 0.03);
    }
    assert_true(fabs(exact_total - 12.61272685) < 1e-8);
    assert_theory("inside the hub", total, exact_total, 0.01);
}

/* ---- trucks at fixed times ---- */

/* A truck every T takes at most K; Poisson m in between; Y' = max(Y + N - K, 0). The stationary
 * chance of Y by iterating that recursion; mean wait / T = (E[Y] + m/2) / m. */
enum { MOST_LEFT = 400 };

static double left_behind(double m, int k)
{
    static double p[MOST_LEFT], q[MOST_LEFT], arrive[MOST_LEFT];
    arrive[0] = exp(-m);
    for (int n = 1; n < MOST_LEFT; n++)
        arrive[n] = arrive[n - 1] * m / n;
    for (int y = 0; y < MOST_LEFT; y++)
        p[y] = y == 0;
    for (int round = 0; round < 1000; round++) {
        for (int y = 0; y < MOST_LEFT; y++)
            q[y] = 0;
        for (int y = 0; y < MOST_LEFT; y++)
            for (int n = 0; n < 60; n++) {
                int left = y + n - k > 0 ? y + n - k : 0;
                if (left < MOST_LEFT) q[left] += p[y] * arrive[n];
            }
        for (int y = 0; y < MOST_LEFT; y++)
            p[y] = q[y];
    }
    double mean = 0;
    for (int y = 0; y < MOST_LEFT; y++)
        mean += y * p[y];
    return mean;
}

struct dock {
    struct dist gap_s;
    struct stream luck;
    uint16_t parcel, truck;
    int64_t takes, every_us, left_sum, trucks;
    struct level waiting;
};

static void parcel_comes(struct sim *sim, void *station, uint64_t arg)
{
    struct dock *dock = station;
    level_add(&dock->waiting, sim_now_us(sim), 1);
    sim_in(sim, ticks(dist_draw(&dock->gap_s, &dock->luck)), SIM_START, dock->parcel, dock, arg);
}

static void truck_leaves(struct sim *sim, void *station, uint64_t arg)
{
    struct dock *dock = station;
    int64_t load = dock->waiting.value < dock->takes ? dock->waiting.value : dock->takes;
    level_add(&dock->waiting, sim_now_us(sim), -load);
    dock->left_sum += dock->waiting.value;
    dock->trucks++;
    sim_in(sim, dock->every_us, SIM_END, dock->truck, dock, arg);
}

static void assert_trucks(double m, int k, double caught)
{
    double left[REPLICATIONS], wait[REPLICATIONS];
    for (int r = 0; r < REPLICATIONS; r++) {
        struct sim_def def = sim_def_default();
        def.seed = (uint64_t)k;
        def.replication = (uint32_t)r;
        struct sim *sim = sim_new(&def);
        struct dock *dock = sim_alloc(sim, sizeof *dock);
        dock->gap_s = dist_exponential(1 / m);
        dock->luck = stream_named(def.seed, "theory.dock", def.replication, 0);
        dock->takes = k;
        dock->every_us = DATE_SECOND_US;
        dock->parcel = sim_kind(sim, "theory.parcel", parcel_comes);
        dock->truck = sim_kind(sim, "theory.truck", truck_leaves);
        level_start(&dock->waiting, 0, 0);
        sim_in(sim, 0, SIM_END, dock->truck, dock, 0);
        sim_in(sim, ticks(dist_draw(&dock->gap_s, &dock->luck)), SIM_START, dock->parcel, dock, 0);
        sim_run_until(sim, ticks(500));
        level_reset(&dock->waiting, sim_now_us(sim));
        dock->left_sum = dock->trucks = 0;
        sim_run_until(sim, ticks(40500));
        left[r] = (double)dock->left_sum / (double)dock->trucks;
        wait[r] = level_mean(&dock->waiting, sim_now_us(sim)) / m; /* Little */
        sim_free(sim);
    }
    double exact = left_behind(m, k);
    assert_theory("left behind", left, exact, caught);
    assert_theory("wait / T", wait, (exact + m / 2) / m, 0.02);
}

static void trucks_at_fixed_times_leave_behind_what_the_recursion_says(void **state)
{
    (void)state;
    assert_true(fabs(left_behind(8, 10) - 0.8786223) < 1e-7);
    assert_trucks(8, 10, 0.04);
    assert_trucks(18, 20, 0.05);
}

/* ---- trucks that leave full, or a while after the first parcel ---- */

/* K parcels fill a truck; else it leaves T after its first one. N Poisson with mean l T:
 *   load = 1 + E[min(N, K - 1)],  P(full) = P(N >= K - 1),
 *   mean wait = (1 / l) sum over j = 0 .. K - 2 of (1 + j) P(N > j), over the load
 * (the time with 1 + j aboard is on average P(N > j) / l, because it ends at the next parcel or
 * at T). */
struct filler {
    struct dist gap_s;
    struct stream luck;
    uint16_t parcel, truck;
    uint64_t handle;
    int64_t takes, most_us, loads, trucks, full;
    struct level waiting;
};

static void leave_with_all(struct sim *sim, struct filler *filler)
{
    filler->loads += filler->waiting.value;
    filler->trucks++;
    level_set(&filler->waiting, sim_now_us(sim), 0);
}

static void waited_enough(struct sim *sim, void *station, uint64_t arg)
{
    (void)arg;
    leave_with_all(sim, station);
}

static void parcel_fills(struct sim *sim, void *station, uint64_t arg)
{
    struct filler *filler = station;
    sim_in(sim, ticks(dist_draw(&filler->gap_s, &filler->luck)), SIM_START, filler->parcel, filler,
           arg);
    level_add(&filler->waiting, sim_now_us(sim), 1);
    if (filler->waiting.value == 1)
        filler->handle = sim_in(sim, filler->most_us, SIM_END, filler->truck, filler, 0);
    if (filler->waiting.value < filler->takes) return;
    assert_true(sim_cancel(sim, filler->handle));
    filler->full++;
    leave_with_all(sim, filler);
}

static double poisson_beyond(int n, double m)
{
    double term = exp(-m), below = term;
    for (int k = 1; k <= n; k++) {
        term *= m / k;
        below += term;
    }
    return 1 - below;
}

static void trucks_that_leave_full_or_in_time_wait_as_they_should(void **state)
{
    (void)state;
    const double rate = 8;
    const int k = 10;
    double load[REPLICATIONS], full[REPLICATIONS], wait_s[REPLICATIONS];
    for (int r = 0; r < REPLICATIONS; r++) {
        struct sim_def def = sim_def_default();
        def.replication = (uint32_t)r;
        struct sim *sim = sim_new(&def);
        struct filler *filler = sim_alloc(sim, sizeof *filler);
        filler->gap_s = dist_exponential(1 / rate);
        filler->luck = stream_named(3, "theory.filler", def.replication, 0);
        filler->takes = k;
        filler->most_us = DATE_SECOND_US;
        filler->parcel = sim_kind(sim, "theory.parcel", parcel_fills);
        filler->truck = sim_kind(sim, "theory.truck", waited_enough);
        level_start(&filler->waiting, 0, 0);
        sim_in(sim, 0, SIM_START, filler->parcel, filler, 0);
        sim_run_until(sim, ticks(10000));
        load[r] = (double)filler->loads / (double)filler->trucks;
        full[r] = (double)filler->full / (double)filler->trucks;
        wait_s[r] = level_mean(&filler->waiting, sim_now_us(sim)) / rate; /* Little */
        sim_free(sim);
    }
    double exact_load = 1, area = 0;
    for (int j = 0; j <= k - 2; j++) {
        exact_load += poisson_beyond(j, rate);
        area += (1 + j) * poisson_beyond(j, rate) / rate;
    }
    assert_theory("load", load, exact_load, 0.01);
    assert_theory("P(full)", full, poisson_beyond(k - 2, rate), 0.02);
    assert_theory("wait", wait_s, area / exact_load, 0.01);
}

/* ---- fluids ---- */

/* 24,000 parcels an hour for 2 h, then 6,000 an hour for 2 h, into a sorter that does 15,000 an
 * hour: by the end of the peak (24,000 - 15,000) 2 = 18,000 are waiting; the last of the peak
 * waits 18,000 / 15,000 = 1.2 h; the line is gone 18,000 / (15,000 - 6,000) = 2.0 h later;
 * total delay = 18,000 (2 + 2) / 2 = 36,000 parcel-hours over 60,000 parcels = 0.6 h. Parcels
 * are whole, so 1 in 10,000 either way. */
static void a_peak_clears_as_the_fluid_says(void **state)
{
    (void)state;
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    struct fifo *sorter = fifo_new(sim, "theory.sorter", 1);
    const int64_t service_us = DATE_HOUR_US / 15000;
    int64_t longest_us = 0, last_wait_us = 0;
    for (int64_t i = 0; i < 60000; i++) {
        int64_t at_us = i < 48000 ? i * (DATE_HOUR_US / 24000)
                                  : 2 * DATE_HOUR_US + (i - 48000) * (DATE_HOUR_US / 6000);
        last_wait_us = fifo_serve(sorter, at_us, service_us).start_us - at_us;
        if (last_wait_us > longest_us) longest_us = last_wait_us;
    }
    double longest_h = (double)longest_us / DATE_HOUR_US;
    double mean_h = tally_mean(fifo_wait_s(sorter)) / 3600;
    assert_true(fabs(longest_h - 1.2) < 1.2e-4);
    assert_true(fabs(mean_h - 0.6) < 0.6e-4);
    /* cleared at 4.0 h, when the last one comes */
    assert_true((double)last_wait_us < 2.0 * (double)service_us);
    sim_free(sim);
}

/* A stop of 15 minutes at 12,000 an hour into 15,000: 3,000 are behind, cleared in 3,000 /
 * (15,000 - 12,000) = 1.0 h, total delay 3,000 (0.25 + 1.0) / 2 = 1,875 parcel-hours. */
static void a_breakdown_clears_as_the_fluid_says(void **state)
{
    (void)state;
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    struct fifo *sorter = fifo_new(sim, "theory.sorter", 1);
    const int64_t gap_us = DATE_HOUR_US / 12000, service_us = DATE_HOUR_US / 15000;
    fifo_serve(sorter, 0, DATE_HOUR_US / 4); /* the stop, as a job that blocks */
    int64_t clear_us = 0;
    for (int64_t i = 1; i < 24000; i++) {
        struct fifo_slot slot = fifo_serve(sorter, i * gap_us, service_us);
        if (slot.start_us > i * gap_us) clear_us = slot.end_us;
    }
    double delay_h = tally_mean(fifo_wait_s(sorter)) * 24000 / 3600;
    assert_true(fabs((double)clear_us / DATE_HOUR_US - 1.25) < 2e-3);
    assert_true(fabs(delay_h - 1875) < 2);
    sim_free(sim);
}

/* ---- shifts ---- */

/* 5 servers until 10 s, 2 from then to 20 s, Poisson 3 a second, exponential service of 1 s, empty
 * at 0. Who is busy when the shift ends finishes the job and leaves. Forward equations over (n
 * inside, b busy), b > 2 only until the crowd of the old shift is gone:
 *   p'(n) = l p(n-1) - (l + b(n)) p(n) + b(n+1) p(n+1)          by Runge-Kutta, step 5 ms
 * In the second shift the state is n and the number of servers still present k = 2 .. 5: busy =
 * min(n, k); when one of k > 2 gives back, k falls by one. 4,000 stations side by side in a
 * replication. Catches 2 %. */
enum { MOST_INSIDE = 120, SHIFTS_APART = 4000 };

struct crowd {
    double p[6][MOST_INSIDE]; /* by servers present, and number inside */
};

static void flow(const struct crowd *at, struct crowd *by, int roster)
{
    *by = (struct crowd){0};
    for (int k = roster; k <= 5; k++)
        for (int n = 0; n < MOST_INSIDE; n++) {
            double p = at->p[k][n];
            int busy = n < k ? n : k;
            int after = k > roster ? k - 1 : k;
            if (n + 1 < MOST_INSIDE) {
                by->p[k][n + 1] += 3 * p;
                by->p[k][n] -= 3 * p;
            }
            if (n > 0) {
                by->p[after][n - 1] += busy * p;
                by->p[k][n] -= busy * p;
            }
        }
}

static void add_scaled(struct crowd *to, const struct crowd *base, const struct crowd *by, double h)
{
    for (int k = 0; k < 6; k++)
        for (int n = 0; n < MOST_INSIDE; n++)
            to->p[k][n] = base->p[k][n] + h * by->p[k][n];
}

static void step(struct crowd *at, int roster, double h)
{
    static struct crowd k1, k2, k3, k4, middle;
    flow(at, &k1, roster);
    add_scaled(&middle, at, &k1, h / 2);
    flow(&middle, &k2, roster);
    add_scaled(&middle, at, &k2, h / 2);
    flow(&middle, &k3, roster);
    add_scaled(&middle, at, &k3, h);
    flow(&middle, &k4, roster);
    add_scaled(at, at, &k1, h / 6);
    add_scaled(at, at, &k2, h / 3);
    add_scaled(at, at, &k3, h / 3);
    add_scaled(at, at, &k4, h / 6);
}

static double mean_inside(const struct crowd *at)
{
    double mean = 0;
    for (int k = 0; k < 6; k++)
        for (int n = 0; n < MOST_INSIDE; n++)
            mean += n * at->p[k][n];
    return mean;
}

/* At the change: those who are busy stay, the others go at once. */
static void end_shift(struct crowd *at)
{
    for (int n = 0; n < 5; n++) {
        int present = n > 2 ? n : 2;
        at->p[present][n] += at->p[5][n];
        at->p[5][n] = 0;
    }
}

static double mean_of_stations(struct queue **queue)
{
    double sum = 0;
    for (int i = 0; i < SHIFTS_APART; i++)
        sum += (double)queue[i]->inside.value;
    return sum / SHIFTS_APART;
}

static void a_shift_that_ends_lets_its_busy_ones_finish(void **state)
{
    (void)state;
    static const double look_s[4] = {10, 10.5, 12, 20};
    static double inside[4][REPLICATIONS];
    static struct queue *queue[SHIFTS_APART];
    struct queue_def def = {.rate_per_s = 3, .batch = 1, .servers = 5,
                            .service_s = dist_exponential(1)};
    for (int r = 0; r < REPLICATIONS; r++) {
        struct sim_def sim_def = sim_def_default();
        sim_def.seed = 1957;
        sim_def.replication = (uint32_t)r;
        struct sim *sim = sim_new(&sim_def);
        for (uint64_t i = 0; i < SHIFTS_APART; i++)
            queue[i] = queue_new(sim, &def, i);
        for (int look = 0; look < 4; look++) {
            sim_run_until(sim, ticks(look_s[look]));
            inside[look][r] = mean_of_stations(queue);
            for (int i = 0; look == 0 && i < SHIFTS_APART; i++)
                pool_resize(queue[i]->pool, 2);
        }
        sim_free(sim);
    }
    static struct crowd at;
    at.p[5][0] = 1;
    int look = 0;
    for (int ms = 0; ms <= 20000; ms += 5) {
        if (look < 4 && ms == (int)(look_s[look] * 1000)) {
            assert_theory("inside", inside[look], mean_inside(&at), 0.02);
            look++;
        }
        if (ms == 10000) end_shift(&at);
        step(&at, ms < 10000 ? 5 : 2, 0.005);
    }
    assert_int_equal(look, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_network_of_five_stations_agrees_with_jackson),
        cmocka_unit_test(trucks_at_fixed_times_leave_behind_what_the_recursion_says),
        cmocka_unit_test(trucks_that_leave_full_or_in_time_wait_as_they_should),
        cmocka_unit_test(a_peak_clears_as_the_fluid_says),
        cmocka_unit_test(a_breakdown_clears_as_the_fluid_says),
        cmocka_unit_test(a_shift_that_ends_lets_its_busy_ones_finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
