// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sorter.h"

#include <stdio.h>

#include "sim/date.h"

struct sorter {
    struct sim *sim;
    const struct hall_def *def;
    struct cargo *cargo;
    struct roster *roster;
    struct port out;
    struct cause failures;
    struct level waiting_parcels;
    struct sorter_counts year;
    int64_t kg_inside;
    uint64_t sorted;
    uint64_t end_handle; /* of the batch on the loop */
    int64_t ends_us, left_us, year_start_us;
    uint64_t failures_made;
    uint32_t head, tail; /* number + 1 of the first and last batch in line */
    uint32_t current;    /* number + 1 of the batch on the loop */
    bool down, was_used;
    uint16_t ends, fails, repaired;
};

double sorter_machine_pieces_per_h(const struct hall_def *def)
{
    return def->sorters * def->sorter_pieces_per_h * def->operational_share /
           (1.0 + def->recirculation_share);
}

static double rate_per_h(const struct sorter *sorter) /* (1) */
{
    double machine = sorter_machine_pieces_per_h(sorter->def);
    double people =
        roster_present(sorter->roster, HALL_SORT) * sorter->def->sort_pieces_per_worker_h;
    return people < machine ? people : machine;
}

static void put_on_loop(struct sorter *sorter, int64_t duration_us)
{
    sorter->ends_us = sim_now_us(sorter->sim) + duration_us;
    sorter->end_handle =
        sim_at(sorter->sim, sorter->ends_us, SIM_END, sorter->ends, sorter, sorter->current - 1);
}

static void start_next(struct sorter *sorter)
{
    if (sorter->current != 0 || sorter->head == 0 || sorter->down) return;
    double pieces_per_h = rate_per_h(sorter);
    if (pieces_per_h <= 0) return;
    sorter->current = sorter->head;
    const struct uld *batch = cargo_uld(sorter->cargo, sorter->current - 1);
    sorter->head = batch->next;
    if (sorter->head == 0) sorter->tail = 0;
    double h = batch->pieces / pieces_per_h;
    put_on_loop(sorter, (int64_t)(h * (double)DATE_HOUR_US));
}

void sorter_accept(struct sim *sim, void *station, uint64_t number)
{
    struct sorter *sorter = station;
    struct uld *batch = cargo_uld(sorter->cargo, number);
    sorter->was_used = true;
    sorter->kg_inside += batch->kg;
    level_add(&sorter->waiting_parcels, sim_now_us(sim), batch->parcels);
    roster_work(sorter->roster, HALL_SORT, batch->pieces / sorter->def->sort_pieces_per_worker_h);
    batch->next = 0;
    if (sorter->tail != 0)
        cargo_uld(sorter->cargo, sorter->tail - 1)->next = (uint32_t)number + 1;
    else
        sorter->head = (uint32_t)number + 1;
    sorter->tail = (uint32_t)number + 1;
    start_next(sorter);
}

static void end(struct sim *sim, void *station, uint64_t number)
{
    struct sorter *sorter = station;
    const struct uld *batch = cargo_uld(sorter->cargo, number);
    sorter->current = 0;
    sorter->sorted += (uint64_t)batch->parcels;
    sorter->year.parcels += (uint64_t)batch->parcels;
    sorter->year.pieces += (uint64_t)batch->pieces;
    sorter->year.busy_worker_h += batch->pieces / sorter->def->sort_pieces_per_worker_h;
    sorter->kg_inside -= batch->kg;
    level_add(&sorter->waiting_parcels, sim_now_us(sim), -batch->parcels);
    port_hand(sim, &sorter->out, number);
    start_next(sorter);
}

/* ---- failures ---- */

static void schedule_failure(struct sorter *sorter)
{
    if (sorter->def->sorters == 0) return;
    struct stream luck =
        stream_at(sorter->failures, sim_replication(sorter->sim), 2 * sorter->failures_made);
    double h = dist_draw(&sorter->def->sorter_uptime_h, &luck);
    if (!(h > 0)) h = 1e-3;
    sim_in(sorter->sim, (int64_t)(h * (double)DATE_HOUR_US), SIM_CHANGE, sorter->fails, sorter, 0);
}

static void fail(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct sorter *sorter = station;
    sorter->down = true;
    sorter->year.failures++;
    if (sorter->current != 0) {
        sorter->left_us = sorter->ends_us - sim_now_us(sim);
        sim_cancel(sim, sorter->end_handle);
    }
    struct stream luck =
        stream_at(sorter->failures, sim_replication(sim), 2 * sorter->failures_made + 1);
    double minutes = dist_draw(&sorter->def->sorter_repair_min, &luck);
    sim_in(sim, (int64_t)(minutes * (double)DATE_MINUTE_US), SIM_END, sorter->repaired, sorter, 0);
}

static void repair(struct sim *sim, void *station, uint64_t unused)
{
    (void)sim;
    (void)unused;
    struct sorter *sorter = station;
    sorter->down = false;
    sorter->failures_made++;
    if (sorter->current != 0) put_on_loop(sorter, sorter->left_us);
    start_next(sorter);
    schedule_failure(sorter);
}

/* ---- the station ---- */

struct sorter *sorter_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo,
                          struct roster *roster)
{
    struct sorter *sorter = sim_alloc(sim, sizeof *sorter);
    sorter->sim = sim;
    sorter->def = def;
    sorter->cargo = cargo;
    sorter->roster = roster;
    char name[2 * PARAM_NAME_BYTES];
    snprintf(name, sizeof name, "sorter.%s", def->name);
    sorter->failures = cause_of(sim_seed(sim), name);
    sorter->ends = sim_kind(sim, "sorter.ends", end);
    sorter->fails = sim_kind(sim, "sorter.fails", fail);
    sorter->repaired = sim_kind(sim, "sorter.repaired", repair);
    sorter->year_start_us = sim_now_us(sim);
    level_start(&sorter->waiting_parcels, sim_now_us(sim), 0);
    schedule_failure(sorter);
    return sorter;
}

void sorter_connect(struct sorter *sorter, struct port out)
{
    sorter->out = out;
}

void sorter_staff(struct sorter *sorter)
{
    start_next(sorter);
}

const struct sorter_counts *sorter_year(struct sorter *sorter)
{
    int64_t open_us = sorter->was_used ? sim_now_us(sorter->sim) - sorter->year_start_us : 0;
    sorter->year.capacity_pieces =
        sorter_machine_pieces_per_h(sorter->def) * (double)open_us / (double)DATE_HOUR_US;
    return &sorter->year;
}

int64_t sorter_parcels_inside(const struct sorter *sorter)
{
    return sorter->waiting_parcels.value;
}

int64_t sorter_kg_inside(const struct sorter *sorter)
{
    return sorter->kg_inside;
}

const struct level *sorter_waiting_parcels(const struct sorter *sorter)
{
    return &sorter->waiting_parcels;
}

uint64_t sorter_sorted(const struct sorter *sorter)
{
    return sorter->sorted;
}

void sorter_new_year(struct sorter *sorter)
{
    int64_t now_us = sim_now_us(sorter->sim);
    sorter->year = (struct sorter_counts){0};
    sorter->year_start_us = now_us;
    level_reset(&sorter->waiting_parcels, now_us);
}
