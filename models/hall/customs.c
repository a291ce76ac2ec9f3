// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hall/customs.h"

#include <math.h>
#include <stddef.h>

#include "models/base/hall.h"
#include "models/base/param_table.h"
#include "sim/date.h"

#define AT(field) offsetof(struct customs_def, field)

enum { REVIEW_SHIFTS = 13 * 21 }; /* a quarter of a year */

static const char *const firsts[] = {"in turn", "parcels", "general", NULL};

// clang-format off
const struct param customs_params[] = {
    {KEY(officers), COUNT("people", 1, 1000), VALUE(20), "L79", "low",
     "Customs officers on duty for cargo in a full shift (about 120 employed in 2018)."},
    {KEY(shift_share), REALS(CUSTOMS_SHIFTS, "share", 0, 1), WORD("1 1 1"), "assumption", "low",
     "Share of the officers on duty from 6 to 14, from 14 to 22, from 22 to 6 h."},
    {KEY(officers_follow), FLAG, VALUE(0), "definition", "medium",
     "Whether the officers on duty follow the files of the quarter before; no: they are as many"
     " as officers says, as at Liège, where they fell from 120 to 80 (L79)."},
    {KEY(officers_busy_share), REAL("share", 0.1, 1), VALUE(0.75), "assumption", "low",
     "Examination over hours on duty that officers who follow the files are planned for."},
    {KEY(first), CHOICE(firsts), WORD("in turn"), "assumption", "low",
     "Which files go first when several wait for an officer."},
    {KEY(precleared_share), REAL("share", 0, 1), VALUE(0), "assumption", "low",
     "Flights whose papers are settled before they land: nothing of them waits for a document."},
    {KEY(files_per_officer_h), REAL("files/h", 0.01, 1000), VALUE(6), "assumption", "low",
     "Files one officer examines in an hour."},
    {KEY(document_share), REAL("share", 0, 1), VALUE(0.005), "assumption", "low",
     "Parcels that wait for a document."},
    {KEY(examined_share), REAL("share", 0, 1), VALUE(0.00006), "L79b", "medium",
     "Parcels that are examined (216 files a day in 2025)."},
    {KEY(general_document_share), REAL("share", 0, 1), VALUE(0.06), "assumption", "low",
     "General-cargo ULDs that wait for a document."},
    {KEY(general_examined_share), REAL("share", 0, 1), VALUE(0.02), "assumption", "low",
     "General-cargo ULDs that are examined."},
    {KEY(document_h), DIST("h", 0, 10000), LOGNORMAL(4, 1.5), "assumption", "low",
     "Wait for a document."},
    {KEY(found_share), REAL("share", 0, 1), VALUE(0.3), "L79b", "high",
     "Examined parcels found in breach."},
    {KEY(flight_hold_share), REAL("share", 0, 1), VALUE(0.01), "assumption", "low",
     "Flights held as a whole because their data are refused."},
    {KEY(flight_hold_h), DIST("h", 0, 10000), UNIFORM(6, 48), "assumption", "low",
     "How long such a hold lasts."},
};
// clang-format on
const size_t customs_params_n = sizeof customs_params / sizeof *customs_params;

struct customs {
    struct sim *sim;
    const struct customs_def *def;
    struct cargo *cargo;
    struct pool *officers;
    struct customs_ports to;
    struct stream_key stream, holds, clearances;
    struct customs_counts year;
    struct customs_doors *door;         /* of each hall */
    double offered_h[CUSTOMS_SHIFTS];   /* examination that came since the last review */
    uint32_t asked_for[CUSTOMS_SHIFTS]; /* officers, by the last review; 0: none yet */
    uint16_t hold_ends, paper_comes, examined, shift_starts;
};

int64_t customs_hold_until_us(struct customs *customs, const struct flight *flight)
{
    struct stream stream =
        stream_at(customs->holds, sim_replication(customs->sim), cargo_flight_address(flight));
    if (stream_uniform(&stream) >= customs->def->flight_hold_share) return 0;
    customs->year.flights_held++;
    double h = dist_draw(&customs->def->flight_hold_h, &stream);
    return flight->on_block_us + (int64_t)(h * (double)DATE_HOUR_US);
}

/* ---- selection ------------------------------------------------------------------------------- */

static void keep(struct customs *customs, const struct uld *uld, enum trace_step why)
{
    cargo_tell_uld(customs->cargo, sim_now_us(customs->sim), why, uld);
}

/* What may leave the building, or be sent on. */
static void let_go(struct customs *customs, uint64_t number, int64_t g, int64_t parcels)
{
    const struct uld *uld = cargo_uld(customs->cargo, number);
    cargo_count(&customs->door[uld->hall].out, g, parcels, 0);
    if (customs->to.books.released != NULL)
        customs->to.books.released(customs->to.books.context, uld->lane, g, parcels);
    port_hand(customs->sim, &customs->to.out, number);
}

static void release(struct customs *customs, uint64_t number)
{
    const struct uld *uld = cargo_uld(customs->cargo, number);
    cargo_tell_uld(customs->cargo, sim_now_us(customs->sim), TRACE_RELEASED, uld);
    let_go(customs, number, cargo_g(uld), uld->parcels);
}

/* Takes n parcels out of a ULD's contents, as a batch of their own; its number. Their weight is
 * known if they move one by one, else their share of it. */
static uint32_t set_apart(struct customs *customs, uint64_t number, int32_t n,
                          enum parcels_channel channel)
{
    uint32_t apart = slab_take(&customs->cargo->ulds);
    struct uld *rest = cargo_uld(customs->cargo, number);
    struct uld *batch = cargo_uld(customs->cargo, apart);
    *batch = *rest;
    batch->parcels = n;
    batch->pieces = n; /* out of their bags */
    batch->channel = (uint8_t)channel;
    if (rest->load > 0)
        cargo_set_g(batch, parcels_picked_g(customs->cargo->parcels, rest->load - 1, channel));
    else batch->kg = (int32_t)((int64_t)rest->kg * n / rest->parcels);
    cargo_set_g(rest, cargo_g(rest) - cargo_g(batch));
    /* a parcel taken out of a bag leaves the bag to be sorted */
    rest->pieces -= (int32_t)((int64_t)rest->pieces * n / rest->parcels);
    rest->parcels -= n;
    return apart;
}

static void wait_for_paper(struct customs *customs, uint32_t batch, struct stream *stream)
{
    keep(customs, cargo_uld(customs->cargo, batch), TRACE_PAPER);
    double h = dist_draw(&customs->def->document_h, stream);
    sim_in(customs->sim, (int64_t)(h * (double)DATE_HOUR_US), SIM_END, customs->paper_comes,
           customs, batch);
}

static int shift_now(const struct customs *customs)
{
    int64_t hour = sim_now_us(customs->sim) % DATE_DAY_US / DATE_HOUR_US;
    return hour < 6 || hour >= 22 ? 2 : hour < 14 ? 0 : 1;
}

/* (2) */
static double examination_h(const struct customs *customs, const struct uld *uld)
{
    double files = uld->kind == CARGO_GENERAL ? 1 : uld->parcels;
    return files / customs->def->files_per_officer_h;
}

static void wait_for_officer(struct customs *customs, uint32_t batch)
{
    const struct uld *uld = cargo_uld(customs->cargo, batch);
    const uint32_t first = customs->def->first;
    bool later = uld->kind == CARGO_GENERAL ? first == CUSTOMS_PARCELS_FIRST
                                            : first == CUSTOMS_GENERAL_FIRST;
    keep(customs, uld, TRACE_SELECTED);
    customs->offered_h[shift_now(customs)] += examination_h(customs, uld);
    pool_ask(customs->officers, batch, 1, later ? 1 : 0); /* (3) */
}

/* 0 if the papers of the ULD's flight were settled before it landed. */
static double document_share(const struct customs *customs, const struct uld *uld, double share)
{
    if (customs->def->precleared_share <= 0) return share;
    const struct flight flight = {.lane = uld->lane, .serial = uld->serial};
    struct stream stream = stream_at(customs->clearances, sim_replication(customs->sim),
                                     cargo_flight_address(&flight));
    return stream_uniform(&stream) < customs->def->precleared_share ? 0 : share;
}

/* (1) of n parcels of this ULD; never all of them. */
static void pick(const struct customs *customs, const struct uld *uld, uint32_t n,
                 struct stream *stream, uint32_t picked[PARCELS_CHANNELS])
{
    double share = document_share(customs, uld, customs->def->document_share);
    uint32_t papers = (uint32_t)dist_binomial(n, share, stream);
    uint32_t opened = (uint32_t)dist_binomial(n, customs->def->examined_share, stream);
    if (opened < n && uld->alarms > 0) {
        uint32_t room = n - 1 - opened, alarms = (uint32_t)uld->alarms;
        opened += alarms < room ? alarms : room;
    }
    if (papers + opened >= n) papers = n > opened + 1 ? n - opened - 1 : 0;
    picked[PARCELS_DOCUMENT] = papers;
    picked[PARCELS_PHYSICAL] = opened < n ? opened : 0;
    picked[PARCELS_GREEN] = n - papers - picked[PARCELS_PHYSICAL];
}

static struct stream stream_of(const struct customs *customs, const struct uld *uld)
{
    return stream_at(customs->stream, sim_replication(customs->sim), cargo_uld_address(uld));
}

void customs_pick(const struct customs *customs, const struct uld *uld,
                  uint32_t picked[PARCELS_CHANNELS])
{
    struct stream stream = stream_of(customs, uld);
    pick(customs, uld, (uint32_t)uld->parcels, &stream, picked);
}

/* Of a ULD that was opened it is settled; the draws keep the streams in step. */
static void select_parcels(struct customs *customs, uint64_t number, struct stream *stream)
{
    const struct parcels *store = customs->cargo->parcels;
    const struct uld *uld = cargo_uld(customs->cargo, number);
    uint32_t n = uld->load > 0 ? parcels_of(store, uld->load - 1) : (uint32_t)uld->parcels;
    int64_t g = uld->load > 0 ? parcels_g(store, uld->load - 1) : cargo_g(uld);
    uint32_t picked[PARCELS_CHANNELS];
    pick(customs, uld, n, stream, picked);
    for (int c = PARCELS_DOCUMENT; uld->load > 0 && c < PARCELS_CHANNELS; c++)
        picked[c] = parcels_picked(store, uld->load - 1, (enum parcels_channel)c);
    cargo_count(&customs->door[uld->hall].in, g, n, 0);
    int32_t papers = (int32_t)picked[PARCELS_DOCUMENT], opened = (int32_t)picked[PARCELS_PHYSICAL];
    customs->year.lines += n;
    customs->year.documents += (uint64_t)papers;
    if (papers > 0) {
        uint32_t batch = set_apart(customs, number, papers, PARCELS_DOCUMENT);
        g -= cargo_g(cargo_uld(customs->cargo, batch));
        wait_for_paper(customs, batch, stream);
    }
    if (opened > 0) {
        customs->year.examined += (uint64_t)opened;
        customs->year.found += dist_binomial((uint64_t)opened, customs->def->found_share, stream);
        uint32_t batch = set_apart(customs, number, opened, PARCELS_PHYSICAL);
        g -= cargo_g(cargo_uld(customs->cargo, batch));
        wait_for_officer(customs, batch);
    }
    let_go(customs, number, g, (int64_t)n - papers - opened);
}

static void select_general(struct customs *customs, uint64_t number, struct stream *stream)
{
    const struct customs_def *def = customs->def;
    const struct uld *uld = cargo_uld(customs->cargo, number);
    double u = stream_uniform(stream);
    double papers = document_share(customs, uld, def->general_document_share);
    customs->year.lines++;
    cargo_count(&customs->door[uld->hall].in, cargo_g(uld), 0, 0);
    if (u < def->general_examined_share || uld->alarms > 0) {
        customs->year.examined++;
        wait_for_officer(customs, (uint32_t)number);
    } else if (u < def->general_examined_share + papers) {
        customs->year.documents++;
        wait_for_paper(customs, (uint32_t)number, stream);
    } else {
        let_go(customs, number, cargo_g(uld), 0);
    }
}

static void choose(struct customs *customs, uint64_t number)
{
    const struct uld *uld = cargo_uld(customs->cargo, number);
    struct stream stream = stream_of(customs, uld);
    if (uld->kind == CARGO_GENERAL) select_general(customs, number, &stream);
    else select_parcels(customs, number, &stream);
}

void customs_accept(struct sim *sim, void *station, uint64_t number)
{
    struct customs *customs = station;
    const struct uld *uld = cargo_uld(customs->cargo, number);
    if (uld->hold_until_us > sim_now_us(sim)) {
        cargo_count(&customs->door[uld->hall].held, cargo_g(uld), uld->parcels, 0);
        keep(customs, uld, TRACE_HELD);
        sim_at(sim, uld->hold_until_us, SIM_END, customs->hold_ends, customs, number);
        return;
    }
    choose(customs, number);
}

/* ---- release --------------------------------------------------------------------------------- */

static void end_hold(struct sim *sim, void *station, uint64_t number)
{
    struct customs *customs = station;
    const struct uld *uld = cargo_uld(customs->cargo, number);
    cargo_count(&customs->door[uld->hall].held, -cargo_g(uld), -uld->parcels, 0);
    cargo_tell_uld(customs->cargo, sim_now_us(sim), TRACE_HOLD_ENDS, uld);
    choose(customs, number);
}

static void paper_came(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    release(station, number);
}

static void officer_granted(struct sim *sim, void *station, uint64_t number)
{
    struct customs *customs = station;
    const struct uld *uld = cargo_uld(customs->cargo, number);
    cargo_tell_uld(customs->cargo, sim_now_us(sim), TRACE_OFFICER, uld);
    double h = examination_h(customs, uld);
    sim_in(sim, (int64_t)(h * (double)DATE_HOUR_US), SIM_END, customs->examined, customs, number);
}

static void officer_done(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct customs *customs = station;
    release(customs, number);
    pool_release(customs->officers, 1);
}

/* ---- shifts ---------------------------------------------------------------------------------- */

static uint32_t in_shift(const struct customs *customs, int shift)
{
    if (customs->def->officers_follow && customs->asked_for[shift] > 0)
        return customs->asked_for[shift];
    return (uint32_t)(customs->def->officers * customs->def->shift_share[shift] + 0.5);
}

static uint32_t on_duty(const struct customs *customs)
{
    return in_shift(customs, shift_now(customs));
}

/* (4) */
static void ask_for_officers(struct customs *customs)
{
    const double hours = 8.0 * REVIEW_SHIFTS / CUSTOMS_SHIFTS;
    for (int shift = 0; shift < CUSTOMS_SHIFTS; shift++) {
        double load = customs->offered_h[shift] / hours;
        double officers = ceil(load / customs->def->officers_busy_share + 0.5 * sqrt(load));
        customs->asked_for[shift] = officers < 1 ? 1 : (uint32_t)officers;
        customs->offered_h[shift] = 0;
    }
}

static void start_shift(struct sim *sim, void *station, uint64_t number)
{
    struct customs *customs = station;
    if (number > 0 && number % REVIEW_SHIFTS == 0) ask_for_officers(customs);
    customs_changed(customs);
    sim_in(sim, 8 * DATE_HOUR_US, SIM_CHANGE, customs->shift_starts, customs, number + 1);
}

/* ---- the station ----------------------------------------------------------------------------- */

struct customs *customs_new(struct sim *sim, const struct customs_def *def, uint32_t halls_n,
                            struct cargo *cargo)
{
    struct customs *customs = sim_alloc(sim, sizeof *customs);
    customs->sim = sim;
    customs->def = def;
    customs->cargo = cargo;
    customs->door = sim_alloc(sim, halls_n * sizeof *customs->door);
    customs->stream = stream_key_of(sim_seed(sim), "customs.selection");
    customs->holds = stream_key_of(sim_seed(sim), "customs.hold");
    customs->clearances = stream_key_of(sim_seed(sim), "customs.clearance");
    const struct pool_def officers = {"customs.officers", on_duty(customs)};
    customs->officers = pool_new(sim, &officers, officer_granted, customs);
    customs->hold_ends = sim_kind(sim, "customs.hold_ends", end_hold);
    customs->paper_comes = sim_kind(sim, "customs.paper_comes", paper_came);
    customs->examined = sim_kind(sim, "customs.examined", officer_done);
    customs->shift_starts = sim_kind(sim, "customs.shift", start_shift);
    int64_t into_shift_us = (sim_now_us(sim) + 2 * DATE_HOUR_US) % (8 * DATE_HOUR_US);
    sim_in(sim, 8 * DATE_HOUR_US - into_shift_us, SIM_CHANGE, customs->shift_starts, customs, 0);
    return customs;
}

void customs_connect(struct customs *customs, struct customs_ports ports)
{
    customs->to = ports;
}

void customs_changed(struct customs *customs)
{
    pool_resize(customs->officers, on_duty(customs));
}

double customs_officers_employed(const struct customs *customs, const struct labour_def *labour)
{
    double week_h = 0;
    for (int shift = 0; shift < CUSTOMS_SHIFTS; shift++)
        week_h += in_shift(customs, shift) * 7.0 * 24.0 / CUSTOMS_SHIFTS;
    return labour_heads(labour, week_h * labour_fte_per_weekly_h(labour));
}

const struct customs_counts *customs_year(const struct customs *customs)
{
    return &customs->year;
}

struct customs_doors customs_doors(const struct customs *customs, uint32_t hall)
{
    struct customs_doors doors = customs->door[hall];
    doors.in = cargo_plus(doors.in, doors.held);
    doors.inside = cargo_less(doors.in, doors.out);
    return doors;
}

const struct pool *customs_officers(const struct customs *customs)
{
    return customs->officers;
}

void customs_new_year(struct customs *customs)
{
    customs->year = (struct customs_counts){0};
    pool_reset_measures(customs->officers);
}
