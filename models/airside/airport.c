// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/airport.h"

#include <math.h>
#include <stddef.h>

#include "models/base/param_table.h"
#include "models/airside/stands.h"
#include "sim/date.h"

#define AT(field) offsetof(struct airport_def, field)

static const char *const spreads[] = {"year", "month", NULL};

// clang-format off
const struct param airport_params[] = {
    {KEY(runway_separation_s), REAL("s", 30, 3600), VALUE(103), "[ICAO4444]", "medium",
     "Least time between two landings: 4 nautical miles at 140 knots."},
    {KEY(wake_extra_s), REAL("s", 0, 600), VALUE(0), "assumption", "medium",
     "How much more time a narrow aircraft keeps behind a wide one."},
    {KEY(departures_share_runway), FLAG, VALUE(0), "assumption", "medium",
     "Whether departures use the runway of the landings and keep the same separation."},
    {KEY(movement_cap_per_year), COUNT("movements per year", 0, 1e7), VALUE(0), "L82", "high",
     "Landings and departures the permit allows in a calendar year; 0 means no cap."},
    {KEY(other_movements_per_year), REAL("movements per year", 0, 1e6), VALUE(9000), "L24", "high",
     "Movements that carry no cargo (passengers, business, training); they use up the cap."},
    {KEY(other_night_share), REAL("share", 0, 1), TRIANGULAR(0.02, 0.1, 0.25), "assumption", "low",
     "Of those, the landings and departures at night; only counted."},
    {KEY(night_quota_per_year), COUNT("movements per year", 0, 1e7), VALUE(0), "definition", "high",
     "Landings and departures of freighters at night in a calendar year; landings above it are"
     " refused, departures wait for the morning; 0 means no quota."},
    {KEY(night_quota_spread), CHOICE(spreads), WORD("year"), "definition", "high",
     "Whether the night quota may be used up as it comes (year) or each month has its days'"
     " share, what is left being kept for later months (month)."},
    {KEY(night_from_h), REAL("h", 18, 24), VALUE(23), "L86", "high",
     "Hour of day at which the night begins."},
    {KEY(night_to_h), REAL("h", 0, 12), VALUE(7), "L86", "high",
     "Hour of day at which it ends."},
    {KEY(stands_wide), COUNT("stands", 1, 500), VALUE(30), "assumption", "low",
     "Stands that take a wide-body freighter; some 20 freighters were seen at once."},
    {KEY(stands_narrow), COUNT("stands", 0, 500), VALUE(32), "assumption", "low",
     "Stands that take narrow-body and smaller freighters only."},
    {KEY(narrow_on_wide), FLAG, VALUE(0), "assumption", "low",
     "Whether narrow aircraft that find no stand of their own free may use wide ones."},
    {KEY(wide_stands_kept), COUNT("stands", 0, 500), VALUE(0), "assumption", "low",
     "Wide stands that narrow aircraft leave free for wide ones, if they may use them."},
    {KEY(divert_after_h), REAL("h", 0.1, 48), VALUE(4), "assumption", "low",
     "A flight that has waited this long for a stand goes elsewhere."},
    {KEY(taxi_min), REAL("min", 0, 60), VALUE(10), "assumption", "medium",
     "Landing to on block, once a stand is free."},
    {KEY(turn_min_h), REAL("h", 0.25, 24), VALUE(1.5), "assumption", "low",
     "Least time on block, however little there is to load (fuel, crew, papers)."},
};
// clang-format on
const size_t airport_params_n = sizeof airport_params / sizeof *airport_params;

struct airport {
    const struct airport_def *def;
    struct cargo *cargo;
    struct sim *sim;
    struct stands *stands;
    struct pool *rigs;
    struct airport_ports to;
    int64_t runway_used_us; /* the last movement on it */
    bool used_by_wide;
    struct tally runway_wait_s;
    /* movements without cargo: of the year up to others_since_us, and the rate from then on */
    double others, others_per_year;
    int64_t others_since_us;
    struct airport_counts counts, ahead; /* of the year so far; of what lands or leaves after it */
    int64_t year_ends_us;
    uint64_t here; /* aircraft that have landed and not left */
    uint16_t blocks, due, deiced, leaves;
};

/* ---- what the permit allows ------------------------------------------------------------------ */

/* (2), those without cargo */
static double other_movements(const struct airport *airport)
{
    double since_us = (double)(sim_now_us(airport->sim) - airport->others_since_us);
    return airport->others + airport->others_per_year * since_us / (365.25 * (double)DATE_DAY_US);
}

/* Whoever gets the runway before midnight of New Year for a moment after it belongs to the new
 * year, with its night. */
static struct airport_counts *counts_at(struct airport *airport, int64_t at_us)
{
    const bool is_ahead =
        at_us >= airport->year_ends_us && sim_now_us(airport->sim) < airport->year_ends_us;
    return is_ahead ? &airport->ahead : &airport->counts;
}

/* Room for the whole year's other movements is kept back, and for those who are here to leave: they
 * are allowed as well. */
static bool over_cap(const struct airport *airport, const struct airport_counts *year)
{
    double cap = airport->def->movement_cap_per_year;
    double used = (double)(year->landed + year->left + airport->here);
    return cap > 0 && used + 2 + airport->def->other_movements_per_year > cap;
}

static double hour_of_day(int64_t at_us)
{
    return (double)(at_us % DATE_DAY_US) / (double)DATE_HOUR_US;
}

static bool is_night(const struct airport *airport, int64_t at_us)
{
    double h = hour_of_day(at_us);
    return h >= airport->def->night_from_h || h < airport->def->night_to_h;
}

static int64_t end_of_night_us(const struct airport *airport, int64_t at_us)
{
    int64_t midnight_us = at_us - at_us % DATE_DAY_US;
    if (hour_of_day(at_us) >= airport->def->night_to_h) midnight_us += DATE_DAY_US;
    return midnight_us + (int64_t)(airport->def->night_to_h * (double)DATE_HOUR_US);
}

/* (2b) */
static uint64_t night_allotment(const struct airport *airport, int64_t at_us)
{
    uint64_t quota = airport->def->night_quota_per_year;
    struct date date = date_of(at_us);
    if (airport->def->night_quota_spread == AIRPORT_YEAR || date.month == 12) return quota;
    int64_t until_us = date_us(date.year, date.month + 1, 1) - date_us(date.year, 1, 1);
    return quota * (uint64_t)(until_us / DATE_DAY_US) / (uint64_t)date_days_in_year(date.year);
}

/* No more movements at that moment, because it is night and the quota is used up. */
static bool over_quota(const struct airport *airport, const struct airport_counts *year,
                       int64_t at_us)
{
    return airport->def->night_quota_per_year > 0 && is_night(airport, at_us) &&
           year->night + year->night_left >= night_allotment(airport, at_us);
}

/* ---- the runway ------------------------------------------------------------------------------ */

/* (1), without using it */
static int64_t runway_free_us(const struct airport *airport, const struct flight *flight)
{
    double apart_s = airport->def->runway_separation_s;
    if (airport->used_by_wide && flight->narrow) apart_s += airport->def->wake_extra_s;
    int64_t free_us = airport->runway_used_us + (int64_t)(apart_s * (double)DATE_SECOND_US);
    int64_t now_us = sim_now_us(airport->sim);
    return weather_until_us(airport->to.weather, WEATHER_SNOW, free_us > now_us ? free_us : now_us,
                            0);
}

static void use_runway(struct airport *airport, const struct flight *flight, int64_t at_us)
{
    airport->runway_used_us = at_us;
    airport->used_by_wide = !flight->narrow;
}

/* ---- the turn, in the order of a flight ------------------------------------------------------ */

static void lose(struct airport *airport, uint64_t number, struct cargo_amount *reason)
{
    const struct flight *flight = cargo_flight(airport->cargo, number);
    cargo_count(reason, 1000 * flight->kg_in, flight->parcels_in, flight->ulds_in);
    port_hand(airport->sim, &airport->to.lost, number);
}

/* Whether the flight may land then; if not, it is counted and lost. */
static bool refuse(struct airport *airport, uint64_t number, int64_t at_us)
{
    const struct airport_counts *year = counts_at(airport, at_us);
    bool cap = over_cap(airport, year), quota = over_quota(airport, year, at_us);
    if (!cap && !quota) return false;
    if (cap) airport->counts.refused++;
    else airport->counts.night_refused++;
    cargo_tell_flight(airport->cargo, sim_now_us(airport->sim), TRACE_REFUSED,
                      cargo_flight(airport->cargo, number), at_us, !cap);
    lose(airport, number, cap ? &airport->counts.lost_to_cap : &airport->counts.lost_to_night);
    return true;
}

static void land(struct airport *airport, struct flight *flight, int64_t at_us)
{
    struct airport_counts *year = counts_at(airport, at_us);
    flight->landed_us = at_us;
    use_runway(airport, flight, at_us);
    tally_add(&airport->runway_wait_s,
              (double)(at_us - sim_now_us(airport->sim)) / (double)DATE_SECOND_US);
    airport->here++;
    year->landed++;
    year->narrow_on_wide += flight->on_wide;
    year->night += is_night(airport, at_us);
    year->ulds_in += flight->ulds_in;
    cargo_count(&airport->counts.in, 1000 * flight->kg_in, flight->parcels_in, flight->ulds_in);
}

void airport_accept(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    struct flight *flight = cargo_flight(airport->cargo, number);
    cargo_tell_flight(airport->cargo, sim_now_us(sim), TRACE_ARRIVES, flight, flight->scheduled_us,
                      flight->ulds_in);
    if (refuse(airport, number, sim_now_us(sim))) return;
    stands_ask(airport->stands, number);
}

static void divert(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    const struct flight *flight = cargo_flight(airport->cargo, number);
    airport->counts.diverted++;
    cargo_tell_flight(airport->cargo, sim_now_us(sim), TRACE_DIVERTED, flight, 0, 0);
    lose(airport, number, &airport->counts.lost_for_stands);
}

/* Others may have used up the cap or the quota while it waited. */
static void stand_granted(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    struct flight *flight = cargo_flight(airport->cargo, number);
    bool wide = stands_is_wide(flight);
    int64_t lands_us = runway_free_us(airport, flight);
    if (refuse(airport, number, lands_us)) {
        stands_release(airport->stands, wide);
        return;
    }
    land(airport, flight, lands_us);
    cargo_tell_flight(airport->cargo, sim_now_us(sim), TRACE_STAND, flight, lands_us,
                      flight->on_wide);
    int64_t at_us = flight->landed_us + (int64_t)(airport->def->taxi_min * (double)DATE_MINUTE_US);
    sim_at(sim, at_us, SIM_START, airport->blocks, airport, number);
}

static void block(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    struct flight *flight = cargo_flight(airport->cargo, number);
    const int64_t scheduled_us = flight->leaves_us;
    flight->on_block_us = sim_now_us(sim);
    int64_t turn_us = (int64_t)(airport->def->turn_min_h * (double)DATE_HOUR_US);
    if (flight->leaves_us < flight->on_block_us + turn_us)
        flight->leaves_us = flight->on_block_us + turn_us;
    cargo_count(&airport->counts.out, 1000 * flight->kg_in, flight->parcels_in, flight->ulds_in);
    cargo_tell_flight(airport->cargo, sim_now_us(sim), TRACE_ON_BLOCK, flight, scheduled_us, 0);
    port_hand(sim, &airport->to.on_block, number);
}

static double deicing_min(const struct airport *airport, const struct flight *flight)
{
    return weather_deicing_min(airport->to.weather, cargo_flight_address(flight));
}

void airport_release(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    const struct flight *flight = cargo_flight(airport->cargo, number);
    int64_t now_us = sim_now_us(sim);
    int64_t at_us = flight->leaves_us > now_us ? flight->leaves_us : now_us;
    bool iced = deicing_min(airport, flight) > 0;
    sim_at(sim, at_us, SIM_END, iced ? airport->due : airport->leaves, airport, number);
}

static void ask_for_rig(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    cargo_tell_flight(airport->cargo, sim_now_us(sim), TRACE_DEICING,
                      cargo_flight(airport->cargo, number), 0, 0);
    pool_ask(airport->rigs, number, 1, 0);
}

static void rig_granted(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    double min = deicing_min(airport, cargo_flight(airport->cargo, number));
    airport->counts.deiced++;
    sim_in(sim, (int64_t)(min * (double)DATE_MINUTE_US), SIM_END, airport->deiced, airport, number);
}

static void leave(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    struct flight *flight = cargo_flight(airport->cargo, number);
    int64_t now_us = sim_now_us(sim);
    const bool shares = airport->def->departures_share_runway;
    const int64_t at_us = shares ? runway_free_us(airport, flight) : now_us;
    struct airport_counts *year = counts_at(airport, at_us);
    if (over_quota(airport, year, at_us)) {
        airport->counts.night_held++;
        cargo_tell_flight(airport->cargo, now_us, TRACE_NIGHT, flight, 0, 0);
        sim_at(sim, end_of_night_us(airport, at_us), SIM_END, airport->leaves, airport, number);
        return;
    }
    if (shares) use_runway(airport, flight, at_us);
    airport->here--;
    year->left++;
    year->night_left += is_night(airport, at_us);
    year->ulds_out += flight->ulds_out;
    bool wide = stands_is_wide(flight);
    cargo_tell_flight(airport->cargo, now_us, TRACE_LEFT, flight, 0, flight->ulds_out);
    port_hand(sim, &airport->to.left, number);
    stands_release(airport->stands, wide);
}

static void deice(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    pool_release(airport->rigs, 1);
    leave(sim, airport, number);
}

/* ---- the station ----------------------------------------------------------------------------- */

static int64_t end_of_year_us(const struct sim *sim)
{
    return date_us(date_of(sim_now_us(sim)).year + 1, 1, 1);
}

struct airport *airport_new(struct sim *sim, const struct airport_def *def, struct cargo *cargo)
{
    struct airport *airport = sim_alloc(sim, sizeof *airport);
    airport->sim = sim;
    airport->def = def;
    airport->cargo = cargo;
    airport->runway_used_us = sim_now_us(sim) - DATE_DAY_US;
    airport->others_since_us = sim_now_us(sim);
    airport->others_per_year = def->other_movements_per_year;
    airport->year_ends_us = end_of_year_us(sim);
    airport->stands = stands_new(sim, def, cargo, (struct port){stand_granted, airport},
                                 (struct port){divert, airport});
    const struct pool_def rigs = {"airport.rigs", 1};
    airport->rigs = pool_new(sim, &rigs, rig_granted, airport);
    airport->blocks = sim_kind(sim, "airport.on_block", block);
    airport->due = sim_kind(sim, "airport.deicing_due", ask_for_rig);
    airport->deiced = sim_kind(sim, "airport.deiced", deice);
    airport->leaves = sim_kind(sim, "airport.leaves", leave);
    return airport;
}

void airport_connect(struct airport *airport, struct airport_ports ports)
{
    airport->to = ports;
    if (ports.weather != NULL) pool_resize(airport->rigs, weather_rigs(ports.weather));
}

void airport_changed(struct airport *airport)
{
    airport->others = other_movements(airport);
    airport->others_since_us = sim_now_us(airport->sim);
    airport->others_per_year = airport->def->other_movements_per_year;
    stands_changed(airport->stands);
    if (airport->to.weather != NULL) pool_resize(airport->rigs, weather_rigs(airport->to.weather));
}

struct airport_counts airport_counts(const struct airport *airport)
{
    struct airport_counts counts = airport->counts;
    counts.inside = cargo_less(counts.in, counts.out);
    counts.others = other_movements(airport);
    counts.wait_stand_h = stands_wait_h(airport->stands);
    counts.wait_runway_s = tally_mean(&airport->runway_wait_s);
    const double deicing_s = pool_mean_wait_s(airport->rigs);
    counts.wait_deicing_s = isnan(deicing_s) ? 0 : deicing_s;
    return counts;
}

void airport_new_year(struct airport *airport)
{
    const struct airport_counts old = airport->counts;
    airport->counts = airport->ahead;
    airport->counts.in = old.in;
    airport->counts.out = old.out;
    airport->ahead = (struct airport_counts){0};
    airport->year_ends_us = end_of_year_us(airport->sim);
    airport->others = 0;
    airport->others_since_us = sim_now_us(airport->sim);
    stands_new_year(airport->stands);
    pool_reset_measures(airport->rigs);
    tally_clear(&airport->runway_wait_s);
}

const struct pool *airport_stands(const struct airport *airport, bool narrow)
{
    return stands_pool(airport->stands, narrow);
}
