// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hall/sorter.h"

#include <math.h>
#include <stdio.h>

#include "sim/date.h"

struct sorter {
    struct sim *sim;
    const struct hall_def *def;
    struct cargo *cargo;
    struct roster *roster;
    struct sorter_ports to;
    struct stops *stops;
    struct level waiting_parcels;
    struct sorter_counts year;
    struct cargo_amount came, went; /* since the start */
    int64_t parcels_lifting;        /* of those inside, still coming off their ULD */
    struct loop *loop;              /* NULL: no store, only batches */
    struct parcels_rule rule;
    struct stream_key contents;
    uint64_t end_handle; /* of the batch on the loop */
    int64_t ends_us, left_us, year_start_us;
    double pace_per_h;   /* of the batch on the loop */
    uint32_t head, tail; /* number + 1 of the first and last batch in line */
    uint32_t current;    /* number + 1 of the batch on the loop */
    bool stands, was_used, beating;
    bool shut;            /* outside its hours: takes nothing on */
    double gathered_h;    /* work that came while it was shut */
    int64_t window_at_us; /* when it opens or shuts next; 0: it is never shut */
    uint64_t window_handle;
    uint16_t ends, beats, window;
};

double sorter_machine_pieces_per_h(const struct hall_def *def)
{
    return hall_sorter_pieces_per_h(def);
}

static double hands_per_h(const struct sorter *sorter)
{
    return roster_present(sorter->roster, HALL_SORT) * hall_sorted_per_worker_h(sorter->def);
}

/* Of the lines of induction, if they are counted. */
static uint32_t lines_open(const struct sorter *sorter)
{
    return hall_lines_open(sorter->def, roster_present(sorter->roster, HALL_SORT),
                           stops_lines_jammed(sorter->stops));
}

static double rate_per_h(const struct sorter *sorter) /* (1) */
{
    double machine = sorter_machine_pieces_per_h(sorter->def), people = hands_per_h(sorter);
    double rate = people < machine ? people : machine;
    if (sorter->def->induction_lines == 0) return rate;
    double lines = lines_open(sorter) * sorter->def->line_pieces_per_h;
    return lines < rate ? lines : rate;
}

static void mind_stops(struct sorter *sorter)
{
    bool busy = sorter->current != 0 || (sorter->loop != NULL && loop_busy(sorter->loop));
    bool works = sorter->current != 0 || (busy && !sorter->shut);
    stops_mind(sorter->stops, works, lines_open(sorter));
}

static void put_on_loop(struct sorter *sorter, int64_t duration_us)
{
    sorter->ends_us = sim_now_us(sorter->sim) + duration_us;
    sorter->end_handle =
        sim_at(sorter->sim, sorter->ends_us, SIM_END, sorter->ends, sorter, sorter->current - 1);
}

static void start_next(struct sorter *sorter)
{
    if (sorter->current != 0 || sorter->head == 0 || sorter->stands || sorter->shut) return;
    double pieces_per_h = rate_per_h(sorter);
    if (pieces_per_h <= 0) return;
    sorter->current = sorter->head;
    const struct uld *batch = cargo_uld(sorter->cargo, sorter->current - 1);
    sorter->head = batch->next;
    if (sorter->head == 0) sorter->tail = 0;
    cargo_tell_uld(sorter->cargo, sim_now_us(sorter->sim), TRACE_ON_LOOP, batch);
    double h = batch->pieces / pieces_per_h;
    sorter->pace_per_h = pieces_per_h;
    put_on_loop(sorter, (int64_t)(h * (double)DATE_HOUR_US));
}

/* A new shift goes on with the batch at its own pace; if nobody comes, somebody stays for it. */
static void change_pace(struct sorter *sorter)
{
    double pieces_per_h = rate_per_h(sorter);
    if (sorter->current == 0 || pieces_per_h <= 0 || pieces_per_h == sorter->pace_per_h) return;
    double slower = sorter->pace_per_h / pieces_per_h;
    sorter->pace_per_h = pieces_per_h;
    sorter->left_us = (int64_t)((double)sorter->left_us * slower); /* read only while it stands */
    if (sorter->stands) return;
    int64_t left_us = sorter->ends_us - sim_now_us(sorter->sim);
    sim_cancel(sorter->sim, sorter->end_handle);
    put_on_loop(sorter, (int64_t)((double)left_us * slower));
}

static void batches_first(struct sorter *sorter)
{
    bool batches = sorter->current != 0 || sorter->head != 0;
    if (sorter->loop != NULL) loop_close(sorter->loop, sorter->shut || batches);
}

/* After whatever happened: a batch goes on the loop if it can, pieces if no batch does, and the
 * clock of stops runs while it works. */
static void settle(struct sorter *sorter)
{
    start_next(sorter);
    batches_first(sorter);
    mind_stops(sorter);
}

/* What gathers is work for those who are there when it opens. */
static void offer_work(struct sorter *sorter, double worker_h)
{
    if (sorter->shut) sorter->gathered_h += worker_h;
    else roster_work(sorter->roster, HALL_SORT, worker_h);
}

void sorter_accept(struct sim *sim, void *station, uint64_t number)
{
    struct sorter *sorter = station;
    struct uld *batch = cargo_uld(sorter->cargo, number);
    sorter->was_used = true;
    cargo_tell_uld(sorter->cargo, sim_now_us(sim), TRACE_AT_SORTER, batch);
    cargo_count(&sorter->came, cargo_g(batch), batch->parcels, 0);
    level_add(&sorter->waiting_parcels, sim_now_us(sim), batch->parcels);
    offer_work(sorter, batch->pieces / hall_sorted_per_worker_h(sorter->def));
    batch->next = 0;
    if (sorter->tail != 0) cargo_uld(sorter->cargo, sorter->tail - 1)->next = (uint32_t)number + 1;
    else sorter->head = (uint32_t)number + 1;
    sorter->tail = (uint32_t)number + 1;
    settle(sorter);
}

/* What happens to so many pieces in the mean. */
static void count_rounds(struct sorter *sorter, double pieces)
{
    const struct hall_def *def = sorter->def;
    double by_hand = hall_hand_coded_share(def);
    sorter->year.laps += pieces * (hall_passes(def) - 1.0 - by_hand);
    sorter->year.by_hand += pieces * by_hand;
    if (def->video_desks > 0) sorter->year.pictures += pieces * (def->no_read_share - by_hand);
}

static void end(struct sim *sim, void *station, uint64_t number)
{
    struct sorter *sorter = station;
    const struct uld *batch = cargo_uld(sorter->cargo, number);
    sorter->current = 0;
    cargo_tell_uld(sorter->cargo, sim_now_us(sim), TRACE_SORTED, batch);
    cargo_count(&sorter->went, cargo_g(batch), batch->parcels, 0);
    sorter->year.parcels += (uint64_t)batch->parcels;
    sorter->year.pieces += (uint64_t)batch->pieces;
    count_rounds(sorter, batch->pieces);
    sorter->year.busy_worker_h += batch->pieces / hall_sorted_per_worker_h(sorter->def);
    level_add(&sorter->waiting_parcels, sim_now_us(sim), -batch->parcels);
    port_hand(sim, &sorter->to.out, number);
    settle(sorter);
}

/* ---- parcel by parcel ------------------------------------------------------------------------ */

/* What the loop did since the last look goes into the books. */
static void catch_up(struct sorter *sorter)
{
    if (sorter->loop == NULL) return;
    loop_catch_up(sorter->loop);
    struct loop_counts did = loop_forget(sorter->loop);
    double per_worker_h = hall_sorted_per_worker_h(sorter->def);
    sorter->parcels_lifting -= (int64_t)did.lifted_parcels;
    if (did.lifted_pieces > 0) offer_work(sorter, (double)did.lifted_pieces / per_worker_h);
    level_add(&sorter->waiting_parcels, sim_now_us(sorter->sim),
              (int64_t)did.lifted_parcels - (int64_t)did.sorted_parcels);
    cargo_count(&sorter->went, (int64_t)did.sorted_g, (int64_t)did.sorted_parcels, 0);
    sorter->year.parcels += did.sorted_parcels;
    sorter->year.pieces += did.sorted_pieces;
    sorter->year.laps += (double)did.laps;
    sorter->year.full += (double)did.full;
    sorter->year.pictures += (double)did.pictures;
    sorter->year.by_hand += (double)did.by_hand;
    sorter->year.busy_worker_h += (double)did.sorted_pieces / per_worker_h;
}

/* Once a minute while there is something to move. */
static void next_beat(struct sorter *sorter)
{
    if (sorter->beating) return;
    sorter->beating = true;
    int64_t now_us = sim_now_us(sorter->sim);
    int64_t at_us = (now_us / DATE_MINUTE_US + 1) * DATE_MINUTE_US;
    sim_at(sorter->sim, at_us, SIM_END, sorter->beats, sorter, 0);
}

static void beat(struct sim *sim, void *station, uint64_t unused)
{
    (void)sim;
    (void)unused;
    struct sorter *sorter = station;
    sorter->beating = false;
    catch_up(sorter);
    if (loop_busy(sorter->loop)) next_beat(sorter);
    mind_stops(sorter);
}

static struct stream stream_of(const struct sorter *sorter, const struct uld *uld)
{
    uint64_t index = ((uint64_t)uld->channel << 60) + cargo_uld_address(uld);
    return stream_at(sorter->contents, sim_replication(sorter->sim), index);
}

void sorter_take_apart(struct sorter *sorter, uint64_t number, int64_t from_us, int64_t to_us,
                       const uint32_t picked[PARCELS_CHANNELS])
{
    struct parcels *store = sorter->cargo->parcels;
    struct uld *uld = cargo_uld(sorter->cargo, number);
    struct stream stream = stream_of(sorter, uld);
    struct parcels_row row;
    uint32_t load = parcels_open(store, &sorter->rule, uld, picked, &stream, &row);
    int64_t all_g = cargo_g(uld), parcels = uld->parcels;
    uld->load = load + 1;
    uld->parcels = (int32_t)(picked[PARCELS_DOCUMENT] + picked[PARCELS_PHYSICAL]);
    cargo_set_g(uld, parcels_picked_g(store, load, PARCELS_DOCUMENT) +
                         parcels_picked_g(store, load, PARCELS_PHYSICAL));
    catch_up(sorter);
    sorter->was_used = true;
    cargo_count(&sorter->came, all_g - cargo_g(uld), parcels - uld->parcels, 0);
    sorter->parcels_lifting += parcels - uld->parcels;
    loop_feed(sorter->loop, &row, from_us, to_us, uld->hold_until_us);
    next_beat(sorter);
    mind_stops(sorter);
}

void sorter_take_back(struct sorter *sorter, uint64_t number)
{
    const struct uld *batch = cargo_uld(sorter->cargo, number);
    struct stream stream = stream_of(sorter, batch);
    struct piece piece;
    uint32_t next = 0;
    catch_up(sorter);
    while (parcels_next_picked(sorter->cargo->parcels, &sorter->rule, batch->load - 1,
                               (enum parcels_channel)batch->channel, &stream, &next, &piece))
        loop_add(sorter->loop, &piece);
    cargo_count(&sorter->came, cargo_g(batch), batch->parcels, 0);
    sorter->parcels_lifting += batch->parcels; /* the next look takes them off */
    slab_give(&sorter->cargo->ulds, (uint32_t)number);
    next_beat(sorter);
    mind_stops(sorter);
}

static void set_loop(struct sorter *sorter)
{
    if (sorter->loop == NULL) return;
    const struct hall_def *def = sorter->def;
    parcels_rule_set(&sorter->rule, def);
    const struct loop_rates rates = {
        .carriers_per_h = hall_carriers_per_h(def), /* (2) */
        .hands_per_h = hands_per_h(sorter),
        .circuit_us = (int64_t)(def->circuit_s * (double)DATE_SECOND_US),
        .chute_places = def->chute_places,
        .chute_pieces_per_h = def->chute_pieces_per_h,
        .by_lines = def->induction_lines > 0,
        .lines = lines_open(sorter),
        .line_pieces_per_h = def->line_pieces_per_h,
        .video_desks = def->video_desks,
        .hand_desks = def->hand_desks,
        .video_us = (int64_t)(def->video_item_s * (double)DATE_SECOND_US),
        .hand_us = (int64_t)(def->hand_item_s * (double)DATE_SECOND_US)};
    loop_set(sorter->loop, &rates);
}

/* ---- it stands, it runs ---------------------------------------------------------------------- */

static void before_stops_change(struct sim *sim, void *station, uint64_t unused)
{
    (void)sim;
    (void)unused;
    catch_up(station);
}

static void stand(struct sorter *sorter)
{
    sorter->stands = true;
    if (sorter->loop != NULL) loop_stop(sorter->loop);
    if (sorter->current == 0) return;
    sorter->left_us = sorter->ends_us - sim_now_us(sorter->sim);
    sim_cancel(sorter->sim, sorter->end_handle);
}

static void run(struct sorter *sorter)
{
    sorter->stands = false;
    if (sorter->loop != NULL) loop_start(sorter->loop);
    if (sorter->current != 0) put_on_loop(sorter, sorter->left_us);
}

static void stops_changed(struct sim *sim, void *station, uint64_t unused)
{
    (void)sim;
    (void)unused;
    struct sorter *sorter = station;
    bool stands = stops_stand(sorter->stops);
    if (stands && !sorter->stands) stand(sorter);
    if (!stands && sorter->stands) run(sorter);
    if (sorter->def->induction_lines > 0) set_loop(sorter);
    change_pace(sorter);
    settle(sorter);
}

/* ---- its hours ------------------------------------------------------------------------------- */

static int64_t hour_us(double hour)
{
    return (int64_t)(hour * (double)DATE_HOUR_US);
}

/* next_us: when that changes; 0: never. */
static bool is_shut(const struct hall_def *def, int64_t now_us, int64_t *next_us)
{
    int64_t from_us = hour_us(def->sort_from_hour) % DATE_DAY_US;
    int64_t until_us = hour_us(def->sort_until_hour) % DATE_DAY_US;
    *next_us = 0;
    if (from_us == until_us) return false;
    int64_t midnight_us = now_us - now_us % DATE_DAY_US, since_us = now_us - midnight_us;
    int64_t opens_us = midnight_us + from_us + (from_us <= since_us ? DATE_DAY_US : 0);
    int64_t shuts_us = midnight_us + until_us + (until_us <= since_us ? DATE_DAY_US : 0);
    *next_us = opens_us < shuts_us ? opens_us : shuts_us;
    return opens_us < shuts_us;
}

static void look_at_clock(struct sorter *sorter)
{
    int64_t next_us;
    bool shut = is_shut(sorter->def, sim_now_us(sorter->sim), &next_us);
    if (next_us != sorter->window_at_us) {
        if (sorter->window_at_us > sim_now_us(sorter->sim))
            sim_cancel(sorter->sim, sorter->window_handle);
        sorter->window_at_us = next_us;
        if (next_us != 0)
            sorter->window_handle =
                sim_at(sorter->sim, next_us, SIM_CHANGE, sorter->window, sorter, 0);
    }
    if (shut == sorter->shut) return;
    catch_up(sorter);
    sorter->shut = shut;
    if (!shut && sorter->gathered_h > 0) roster_work(sorter->roster, HALL_SORT, sorter->gathered_h);
    if (!shut) sorter->gathered_h = 0;
}

static void open_or_shut(struct sim *sim, void *station, uint64_t unused)
{
    (void)sim;
    (void)unused;
    struct sorter *sorter = station;
    look_at_clock(sorter);
    settle(sorter);
}

/* ---- the station ----------------------------------------------------------------------------- */

struct sorter *sorter_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo,
                          struct roster *roster)
{
    struct sorter *sorter = sim_alloc(sim, sizeof *sorter);
    sorter->sim = sim;
    sorter->def = def;
    sorter->cargo = cargo;
    sorter->roster = roster;
    sorter->ends = sim_kind(sim, "sorter.ends", end);
    sorter->beats = sim_kind(sim, "sorter.beat", beat);
    sorter->window = sim_kind(sim, "sorter.window", open_or_shut);
    sorter->stops = stops_new(sim, def);
    stops_connect(sorter->stops, (struct stops_ports){.before = {before_stops_change, sorter},
                                                      .changed = {stops_changed, sorter}});
    if (cargo->parcels != NULL) {
        char name[2 * PARAM_NAME_BYTES];
        snprintf(name, sizeof name, "parcels.%s", def->name);
        sorter->contents = stream_key_of(sim_seed(sim), name);
        sorter->loop = loop_new(sim, cargo->parcels, &sorter->rule);
        set_loop(sorter);
    }
    sorter->year_start_us = sim_now_us(sim);
    level_start(&sorter->waiting_parcels, sim_now_us(sim), 0);
    look_at_clock(sorter);
    batches_first(sorter);
    mind_stops(sorter);
    return sorter;
}

void sorter_connect(struct sorter *sorter, struct sorter_ports ports)
{
    sorter->to = ports;
    if (sorter->loop != NULL) loop_connect(sorter->loop, (struct loop_ports){.out = ports.pieces});
}

void sorter_staff(struct sorter *sorter)
{
    catch_up(sorter);
    look_at_clock(sorter);
    stops_look_again(sorter->stops);
    set_loop(sorter);
    change_pace(sorter);
    settle(sorter);
}

struct sorter_counts sorter_counts(const struct sorter *sorter)
{
    const int64_t now_us = sim_now_us(sorter->sim);
    const int64_t open_us = sorter->was_used ? now_us - sorter->year_start_us : 0;
    struct sorter_counts counts = sorter->year;
    counts.capacity_pieces =
        sorter_machine_pieces_per_h(sorter->def) * (double)open_us / (double)DATE_HOUR_US;
    const double parcel_s = level_area_s(&sorter->waiting_parcels, now_us);
    counts.mean_h = counts.parcels > 0 ? parcel_s / 3600.0 / (double)counts.parcels : NAN; /* (3) */
    counts.in = sorter->came;
    counts.out = sorter->went;
    counts.inside = cargo_less(counts.in, counts.out);
    counts.waiting_parcels = sorter->waiting_parcels.value;
    return counts;
}

double sorter_done_pieces(const struct sorter *sorter)
{
    const double done = (double)sorter->year.pieces;
    if (sorter->current == 0) return done;
    const int64_t left_us =
        sorter->stands ? sorter->left_us : sorter->ends_us - sim_now_us(sorter->sim);
    const double left = sorter->pace_per_h * (double)left_us / (double)DATE_HOUR_US;
    return done + cargo_uld(sorter->cargo, sorter->current - 1)->pieces - left;
}

const struct level *sorter_waiting_parcels(const struct sorter *sorter)
{
    return &sorter->waiting_parcels;
}

bool sorter_is_down(const struct sorter *sorter)
{
    return sorter->stands;
}

bool sorter_is_shut(const struct sorter *sorter)
{
    return sorter->shut;
}

const struct stops_counts *sorter_stops(const struct sorter *sorter)
{
    return stops_year(sorter->stops);
}

double sorter_quantile_s(const struct sorter *sorter, double p)
{
    return sorter->loop != NULL ? histogram_quantile(loop_time_s(sorter->loop), p) : NAN;
}

void sorter_new_year(struct sorter *sorter)
{
    int64_t now_us = sim_now_us(sorter->sim);
    sorter->year = (struct sorter_counts){0};
    sorter->year_start_us = now_us;
    level_reset(&sorter->waiting_parcels, now_us);
    stops_new_year(sorter->stops);
    if (sorter->loop != NULL) loop_new_year(sorter->loop);
}
