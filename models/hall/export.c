// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hall/export.h"

#include <math.h>

#include "models/hall/booking.h"
#include "models/airside/empties.h"
#include "sim/date.h"

enum { ULD_KG = 2400 }; /* what a built-up pallet weighs, about [OPS80] */
static const uint32_t NOBODYS =
    UINT32_MAX; /* serial of freight that stands by, booked on no flight */

struct line {            /* ULDs one behind the other */
    uint32_t head, tail; /* number + 1 */
};

struct ready { /* of one lane, in the order they were built */
    struct line line;
    int64_t kg;
};

struct side { /* of one hall */
    struct roster *roster;
    struct export_ports to;
    struct pool *teams;
    struct line to_build; /* each has asked for a team */
    struct export_counts counts;
    bool *planned; /* of each lane: its freight comes by the hall's timetable */
    int64_t screen_free_us;
};

struct export
{
    struct sim *sim;
    const struct hall_def *halls;
    const struct lane_def *lanes;
    uint32_t halls_n, lanes_n;
    const struct lane_aircraft_def *fleet;
    struct cargo *cargo;
    struct booking *booking;
    struct side *side;   /* [halls_n] */
    struct ready *ready; /* [lanes_n] */
    struct stream_key stream, built_up;
    uint16_t arrives, screened, built;
};

static void tell(const struct export *export, enum trace_step step, const struct uld *freight,
                 int64_t other_us)
{
    cargo_tell_freight(export->cargo, sim_now_us(export->sim), step, freight, other_us,
                       freight->serial);
}

/* ---- booking: trucks on their way ------------------------------------------------------------ */

void export_book(struct sim *sim, void *station, uint64_t number)
{
    struct export *export = station;
    const struct flight *flight = cargo_flight(export->cargo, number);
    const struct hall_def *hall = &export->halls[flight->hall];
    int64_t trucks = (int64_t)ceil((double)flight->kg_out / hall->general_truck_kg); /* (1) */
    struct stream stream =
        stream_at(export->stream, sim_replication(sim), cargo_flight_address(flight));
    struct stream built_up =
        stream_at(export->built_up, sim_replication(sim), cargo_flight_address(flight));
    booking_open(export->booking, number);
    if (export->side[flight->hall].planned[flight->lane]) return;
    for (int64_t i = 0; i < trucks; i++) {
        uint32_t load = slab_take(&export->cargo->ulds);
        struct uld *freight = cargo_uld(export->cargo, load);
        freight->kg = (int32_t)(flight->kg_out * (i + 1) / trucks - flight->kg_out * i / trucks);
        freight->dm3 = (int32_t)(flight->dm3_out * (i + 1) / trucks - flight->dm3_out * i / trucks);
        freight->lane = freight->ordered_by = flight->lane;
        freight->serial = flight->serial;
        freight->due_us = flight->leaves_us;
        freight->ordered = flight->serial;
        freight->truckload = (uint16_t)i;
        freight->hall = (uint8_t)flight->hall;
        freight->kind = CARGO_GENERAL;
        freight->intact = stream_uniform(&built_up) < export->lanes[flight->lane].built_up_share;
        double lead_h = hall->export_lead_h * (0.25 + 0.75 * stream_uniform(&stream));
        int64_t at_us = flight->leaves_us - (int64_t)(lead_h * (double)DATE_HOUR_US);
        if (at_us < sim_now_us(sim)) at_us = sim_now_us(sim);
        sim_at(sim, at_us, SIM_START, export->arrives, export, load);
    }
}

void export_forget(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct export *export = station;
    booking_close(export->booking, number);
}

/* Once anybody chooses, all freight is booked: else room would be promised twice. */
static bool is_booked(const struct export *export, uint32_t hall)
{
    bool booked = export->halls[hall].export_cutoff_h > 0;
    for (uint32_t l = 0; l < export->lanes_n && !booked; l++)
        booked = export->lanes[l].may_fly_with.n > 0;
    return booked;
}

static void book_freight(struct export *export, uint64_t load, struct uld *freight)
{
    booking_choose(export->booking, load, export->halls[freight->hall].export_cutoff_h);
    tell(export, TRACE_BOOKED, freight, 0);
}

static void arrive(struct sim *sim, void *station, uint64_t load)
{
    struct export *export = station;
    struct uld *freight = cargo_uld(export->cargo, load);
    struct export_counts *counts = &export->side[freight->hall].counts;
    if (freight->since_us == 0) {
        freight->since_us = sim_now_us(sim);
        counts->kg_ordered += freight->kg;
        counts->kg_shut_out += freight->kg;
    }
    if (!(hall_area_m2(&export->halls[freight->hall], sim_now_us(sim)) > 0)) { /* not open yet */
        sim_in(sim, DATE_HOUR_US, SIM_START, export->arrives, export, load);
        return;
    }
    counts->kg_shut_out -= freight->kg;
    tell(export, TRACE_GATE, freight, 0);
    if (is_booked(export, freight->hall)) book_freight(export, load, freight);
    port_hand(sim, &export->side[freight->hall].to.dock, load);
}

void export_bring(struct sim *sim, void *station, uint64_t load)
{
    struct export *export = station;
    struct uld *freight = cargo_uld(export->cargo, load);
    freight->since_us = sim_now_us(sim);
    freight->serial = NOBODYS;
    freight->due_us = INT64_MAX;
    export->side[freight->hall].counts.kg_ordered += freight->kg;
    book_freight(export, load, freight);
    if (freight->serial != NOBODYS) freight->ordered = freight->serial;
    port_hand(sim, &export->side[freight->hall].to.dock, load);
}

/* ---- screening and build-up ------------------------------------------------------------------ */

/* As many as the usual weight, the type's payload and its room ask for. The type is the main deck's
 * of the lane's first aircraft: on which one it will fly nobody knows yet. */
static int64_t units_for(const struct export *export, const struct uld *freight)
{
    const struct lane_def *lane = &export->lanes[freight->lane];
    const struct empties_type *type =
        &empties_type[export->fleet[lane->aircraft.n > 0 ? lane->aircraft.item[0] : 0].main_uld];
    int64_t most_kg = (int64_t)(type->gross_kg - type->tare_kg),
            most_dm3 = (int64_t)(1000 * type->m3);
    if (most_kg > ULD_KG) most_kg = ULD_KG;
    int64_t by_kg = (freight->kg + most_kg - 1) / most_kg;
    int64_t by_dm3 = (freight->dm3 + most_dm3 - 1) / most_dm3;
    return by_kg > by_dm3 ? by_kg : by_dm3;
}

static void put_last(struct export *export, struct line *line, uint32_t number)
{
    cargo_uld(export->cargo, number)->next = 0;
    if (line->tail != 0) cargo_uld(export->cargo, line->tail - 1)->next = number + 1;
    else line->head = number + 1;
    line->tail = number + 1;
}

/* Behind all that are due as early. */
static void put_by_departure(struct export *export, struct line *line, uint32_t number)
{
    struct uld *uld = cargo_uld(export->cargo, number);
    uint32_t *link = &line->head;
    while (*link != 0 && cargo_uld(export->cargo, *link - 1)->due_us <= uld->due_us)
        link = &cargo_uld(export->cargo, *link - 1)->next;
    uld->next = *link;
    *link = number + 1;
    if (uld->next == 0) line->tail = number + 1;
}

static uint32_t take_first(struct export *export, struct line *line)
{
    uint32_t number = line->head - 1;
    line->head = cargo_uld(export->cargo, number)->next;
    if (line->head == 0) line->tail = 0;
    return number;
}

/* What has missed its flight is in no hurry any more, and lets those go first that can still make
 * theirs. */
static void send_late_back(struct export *export, struct line *line)
{
    for (uint32_t first = line->head; first != 0; first = line->head) {
        struct uld *uld = cargo_uld(export->cargo, first - 1);
        if (uld->due_us == INT64_MAX || booking_is_open(export->booking, uld->lane, uld->serial))
            return;
        take_first(export, line);
        uld->due_us = INT64_MAX;
        put_by_departure(export, line, first - 1);
    }
}

static void ask_to_build(struct export *export, uint32_t number)
{
    uint32_t hall = cargo_uld(export->cargo, number)->hall;
    struct side *side = &export->side[hall];
    if (export->halls[hall].buildup_by == HALL_BUILT_AT_CHUTES)
        put_by_departure(export, &side->to_build, number);
    else put_last(export, &side->to_build, number);
    pool_ask(side->teams, hall, 1, 0);
}

static void end_build(struct export *export, uint32_t number)
{
    const struct uld *uld = cargo_uld(export->cargo, number);
    struct ready *ready = &export->ready[uld->lane];
    tell(export, TRACE_READY, uld, 0);
    put_last(export, &ready->line, number);
    ready->kg += uld->kg;
    export->side[uld->hall].counts.ulds_built++;
}

/* A truckload becomes ULDs of equal weight, each of which waits for a team, or came as one. */
static void split(struct sim *sim, void *station, uint64_t load)
{
    (void)sim;
    struct export *export = station;
    struct uld freight = *cargo_uld(export->cargo, load);
    tell(export, TRACE_SCREENED, &freight, 0);
    int64_t n = units_for(export, &freight); /* (1) */
    for (int64_t i = 0; i < n; i++) {
        uint32_t number = i == 0 ? (uint32_t)load : slab_take(&export->cargo->ulds);
        struct uld *uld = cargo_uld(export->cargo, number);
        *uld = freight;
        uld->unit = (uint8_t)(i + 1);
        uld->kg = (int32_t)(freight.kg * (i + 1) / n - freight.kg * i / n);
        uld->dm3 = (int32_t)((int64_t)freight.dm3 * (i + 1) / n - (int64_t)freight.dm3 * i / n);
        if (uld->intact) end_build(export, number);
        else ask_to_build(export, number);
    }
    if (n == 0) slab_give(&export->cargo->ulds, (uint32_t)load);
}

/* A team goes to the first in line, whoever asked. At chutes all who are free fill it together. */
static void team_granted(struct sim *sim, void *station, uint64_t hall)
{
    struct export *export = station;
    struct side *side = &export->side[hall];
    const struct hall_def *def = &export->halls[hall];
    const bool together = def->buildup_by == HALL_BUILT_AT_CHUTES;
    if (together) send_late_back(export, &side->to_build);
    uint32_t number = take_first(export, &side->to_build),
             more = together ? pool_take_free(side->teams) : 0;
    const struct uld *uld = cargo_uld(export->cargo, number);
    tell(export, TRACE_BUILDUP, uld, 0);
    double h = uld->kg / 1000.0 / (def->buildup_t_per_team_h * (1 + more)); /* (3) */
    sim_in(sim, (int64_t)(h * (double)DATE_HOUR_US), SIM_END, export->built, export,
           number | (uint64_t)more << 32);
}

static void build(struct sim *sim, void *station, uint64_t what)
{
    (void)sim;
    struct export *export = station;
    uint32_t number = (uint32_t)what, more = (uint32_t)(what >> 32);
    const uint32_t hall = cargo_uld(export->cargo, number)->hall;
    end_build(export, number);
    pool_release(export->side[hall].teams, 1 + more);
}

void export_receive(struct sim *sim, void *station, uint64_t load)
{
    struct export *export = station;
    const struct uld *freight = cargo_uld(export->cargo, load);
    const struct hall_def *hall = &export->halls[freight->hall];
    struct side *side = &export->side[freight->hall];
    side->counts.kg_unloaded += freight->kg;
    int64_t now_us = sim_now_us(sim);
    if (freight->intact) {
        tell(export, TRACE_UNLOADED, freight, now_us);
        split(sim, export, load);
        return;
    }
    double h = freight->kg / 1000.0 * hall->screened_share / hall->screening_t_per_h; /* (2) */
    if (side->screen_free_us < now_us) side->screen_free_us = now_us;
    tell(export, TRACE_UNLOADED, freight, side->screen_free_us);
    side->screen_free_us += (int64_t)(h * (double)DATE_HOUR_US);
    double team_h = freight->kg / 1000.0 / hall->buildup_t_per_team_h;
    roster_work(side->roster, HALL_BUILDUP, hall->buildup_team * team_h);
    sim_at(sim, side->screen_free_us, SIM_START, export->screened, export, load);
}

/* ---- loading --------------------------------------------------------------------------------- */

static bool fits(const struct export *export, const struct flight *flight, const struct uld *uld)
{
    return flight->ulds_out < export->fleet[flight->aircraft].ulds &&
           flight->kg_out + uld->kg <= flight->kg_out_max &&
           flight->dm3_out + uld->dm3 <= flight->dm3_out_max;
}

static void put_aboard(struct export *export, struct flight *flight, const struct uld *uld,
                       bool due)
{
    flight->kg_out += uld->kg;
    flight->dm3_out += uld->dm3;
    if (due && uld->serial != flight->serial && uld->serial != NOBODYS) { /* (4) */
        flight->kg_rolled += uld->kg;
        tell(export, TRACE_ROLLED, uld, 0);
    }
    cargo_tell_freight(export->cargo, sim_now_us(export->sim), TRACE_ABOARD, uld,
                       flight->scheduled_us, flight->serial);
    flight->ulds_out++;
    export->side[uld->hall].counts.kg_flown += uld->kg;
    export->side[uld->hall].counts.ulds_flown++;
    export->ready[flight->lane].kg -= uld->kg;
}

enum best { BOOKED, DUE, ALL }; /* on this flight; those that no flight to come is booked for */

static bool is_chosen(const struct export *export, const struct flight *flight,
                      const struct uld *uld, enum best choice)
{
    if (choice == BOOKED) return uld->serial == flight->serial;
    return choice == ALL || !booking_is_open(export->booking, flight->lane, uld->serial);
}

/* In the order they were built, until one does not fit. False: the flight is full. */
static bool load_ready(struct export *export, struct flight *flight, enum best choice)
{
    struct line *line = &export->ready[flight->lane].line;
    uint32_t *link = &line->head, last = 0;
    while (*link != 0) {
        uint32_t number = *link - 1;
        struct uld *uld = cargo_uld(export->cargo, number);
        bool takes = is_chosen(export, flight, uld, choice);
        if (takes && !fits(export, flight, uld)) return false;
        if (takes) {
            put_aboard(export, flight, uld, choice == DUE);
            *link = uld->next;
            slab_give(&export->cargo->ulds, number);
        } else {
            last = number + 1;
            link = &uld->next;
        }
    }
    line->tail = last;
    return true;
}

/* First what was booked on it and what others left behind, then what is early, if there is room.
 * Where chutes fill by departure, what others left behind takes nobody's room. */
void export_take(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct export *export = station;
    struct flight *flight = cargo_flight(export->cargo, number);
    flight->ulds_out = 0;
    flight->kg_out = 0;
    flight->dm3_out = 0;
    flight->kg_rolled = 0;
    booking_close(export->booking, number);
    const bool by_departure = export->halls[flight->hall].buildup_by == HALL_BUILT_AT_CHUTES;
    const bool room = !by_departure || load_ready(export, flight, BOOKED);
    if (room && load_ready(export, flight, DUE)) load_ready(export, flight, ALL);
}

/* ---- the station ----------------------------------------------------------------------------- */

struct export *export_new(struct sim *sim, const struct hall_def *halls, uint32_t halls_n,
                          const struct lane_def *lanes, uint32_t lanes_n,
                          const struct lane_aircraft_def *fleet, struct cargo *cargo)
{
    struct export *export = sim_alloc(sim, sizeof *export);
    export->sim = sim;
    export->halls = halls;
    export->lanes = lanes;
    export->halls_n = halls_n;
    export->lanes_n = lanes_n;
    export->side = sim_alloc(sim, halls_n * sizeof *export->side);
    export->ready = sim_alloc(sim, lanes_n * sizeof *export->ready);
    export->booking = booking_new(sim, lanes, lanes_n, cargo);
    export->fleet = fleet;
    export->cargo = cargo;
    export->stream = stream_key_of(sim_seed(sim), "export.trucks");
    export->built_up = stream_key_of(sim_seed(sim), "export.built_up");
    export->arrives = sim_kind(sim, "export.truck_arrives", arrive);
    export->screened = sim_kind(sim, "export.screened", split);
    export->built = sim_kind(sim, "export.built_up", build);
    return export;
}

void export_add_hall(struct export *export, uint32_t hall, struct roster *roster)
{
    struct side *side = &export->side[hall];
    const struct timetable_trucks *trucks = &export->halls[hall].truck_timetable;
    side->planned = sim_alloc(export->sim, export->lanes_n * sizeof *side->planned);
    for (size_t i = 0; i < trucks->n; i++)
        if (trucks->row[i].way == TIMETABLE_IN) side->planned[trucks->row[i].lane] = true;
    side->roster = roster;
    const struct pool_def teams = {"export.teams", 0};
    side->teams = pool_new(export->sim, &teams, team_granted, export);
}

void export_connect(struct export *export, uint32_t hall, struct export_ports ports)
{
    export->side[hall].to = ports;
}

/* At most half of the workstations are build-up's. */
uint32_t export_team_places(const struct hall_def *def, int64_t at_us)
{
    return (hall_workstations(def, at_us) + 1) / 2;
}

void export_staff(struct export *export, uint32_t hall)
{
    const struct hall_def *def = &export->halls[hall];
    uint32_t teams = roster_teams(export->side[hall].roster, HALL_BUILDUP, def->buildup_team);
    uint32_t places = export_team_places(def, sim_now_us(export->sim));
    pool_resize(export->side[hall].teams, teams < places ? teams : places);
}

const struct pool *export_teams(const struct export *export, uint32_t hall)
{
    return export->side[hall].teams;
}

struct export_counts export_counts(const struct export *export, uint32_t hall)
{
    const struct level *busy = pool_busy_level(export->side[hall].teams);
    struct export_counts counts = export->side[hall].counts;
    counts.kg_inside = counts.kg_unloaded - counts.kg_flown;
    counts.busy_worker_h =
        export->halls[hall].buildup_team * level_area_s(busy, sim_now_us(export->sim)) / 3600.0;
    return counts;
}

int64_t export_kg_ready(const struct export *export, uint32_t lane)
{
    return export->ready[lane].kg;
}

void export_new_year(struct export *export)
{
    for (uint32_t h = 0; h < export->halls_n; h++)
        if (export->side[h].teams != NULL) pool_reset_measures(export->side[h].teams);
}
