// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/airport.h"

#include <math.h>
#include <stddef.h>

#include "models/airside/stands.h"
#include "sim/date.h"

#define AT(field) offsetof(struct airport_def, field)

static const char *const spreads[] = {"year", "month", NULL};

const struct param airport_params[] = {
    {.key = "runway_separation_s",
     .kind = PARAM_REAL,
     .at = AT(runway_separation_s),
     .min = 30,
     .max = 3600,
     .standard = {.a = 103},
     .unit = "s",
     .meaning = "Least time between two landings: 4 nautical miles at 140 knots.",
     .source = "[ICAO4444]",
     .confidence = "medium"},
    {.key = "wake_extra_s",
     .kind = PARAM_REAL,
     .at = AT(wake_extra_s),
     .max = 600,
     .standard = {.a = 0},
     .unit = "s",
     .meaning = "How much more time a narrow aircraft keeps behind a wide one.",
     .source = "assumption",
     .confidence = "medium"},
    {.key = "departures_share_runway",
     .kind = PARAM_FLAG,
     .at = AT(departures_share_runway),
     .unit = "yes/no",
     .meaning = "Whether departures use the runway of the landings and keep the same separation.",
     .source = "assumption",
     .confidence = "medium"},
    {.key = "movement_cap_per_year",
     .kind = PARAM_COUNT,
     .at = AT(movement_cap_per_year),
     .max = 1e7,
     .standard = {.a = 0},
     .unit = "movements per year",
     .meaning = "Landings and departures the permit allows in a calendar year; 0 means no cap.",
     .source = "L82",
     .confidence = "high"},
    {.key = "other_movements_per_year",
     .kind = PARAM_REAL,
     .at = AT(other_movements_per_year),
     .max = 1e6,
     .standard = {.a = 9000},
     .unit = "movements per year",
     .meaning = "Movements that carry no cargo (passengers, business, training); they use up the"
                " cap.",
     .source = "L24",
     .confidence = "high"},
    {.key = "other_night_share",
     .kind = PARAM_REAL,
     .at = AT(other_night_share),
     .max = 1,
     .standard = {DIST_TRIANGULAR, .a = 0.02, .b = 0.1, .c = 0.25},
     .unit = "share",
     .meaning = "Of those, the landings and departures at night; only counted.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "night_quota_per_year",
     .kind = PARAM_COUNT,
     .at = AT(night_quota_per_year),
     .max = 1e7,
     .standard = {.a = 0},
     .unit = "movements per year",
     .meaning = "Landings and departures of freighters at night in a calendar year; landings above"
                " it are refused, departures wait for the morning; 0 means no quota.",
     .source = "definition",
     .confidence = "high"},
    {.key = "night_quota_spread",
     .kind = PARAM_CHOICE,
     .at = AT(night_quota_spread),
     .choices = spreads,
     .standard_text = "year",
     .unit = "",
     .meaning = "Whether the night quota may be used up as it comes (year) or each month has its"
                " days' share, what is left being kept for later months (month).",
     .source = "definition",
     .confidence = "high"},
    {.key = "night_from_h",
     .kind = PARAM_REAL,
     .at = AT(night_from_h),
     .min = 18,
     .max = 24,
     .standard = {.a = 23},
     .unit = "h",
     .meaning = "Hour of day at which the night begins.",
     .source = "L86",
     .confidence = "high"},
    {.key = "night_to_h",
     .kind = PARAM_REAL,
     .at = AT(night_to_h),
     .min = 0,
     .max = 12,
     .standard = {.a = 7},
     .unit = "h",
     .meaning = "Hour of day at which it ends.",
     .source = "L86",
     .confidence = "high"},
    {.key = "stands_wide",
     .kind = PARAM_COUNT,
     .at = AT(stands_wide),
     .min = 1,
     .max = 500,
     .standard = {.a = 30},
     .unit = "stands",
     .meaning = "Stands that take a wide-body freighter; some 20 freighters were seen at once.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "stands_narrow",
     .kind = PARAM_COUNT,
     .at = AT(stands_narrow),
     .min = 0,
     .max = 500,
     .standard = {.a = 32},
     .unit = "stands",
     .meaning = "Stands that take narrow-body and smaller freighters only.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "narrow_on_wide",
     .kind = PARAM_FLAG,
     .at = AT(narrow_on_wide),
     .unit = "yes/no",
     .meaning = "Whether narrow aircraft that find no stand of their own free may use wide ones.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "wide_stands_kept",
     .kind = PARAM_COUNT,
     .at = AT(wide_stands_kept),
     .max = 500,
     .unit = "stands",
     .meaning = "Wide stands that narrow aircraft leave free for wide ones, if they may use them.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "divert_after_h",
     .kind = PARAM_REAL,
     .at = AT(divert_after_h),
     .min = 0.1,
     .max = 48,
     .standard = {.a = 4},
     .unit = "h",
     .meaning = "A flight that has waited this long for a stand goes elsewhere.",
     .source = "assumption",
     .confidence = "low"},
    {.key = "taxi_min",
     .kind = PARAM_REAL,
     .at = AT(taxi_min),
     .min = 0,
     .max = 60,
     .standard = {.a = 10},
     .unit = "min",
     .meaning = "Landing to on block, once a stand is free.",
     .source = "assumption",
     .confidence = "medium"},
    {.key = "turn_min_h",
     .kind = PARAM_REAL,
     .at = AT(turn_min_h),
     .min = 0.25,
     .max = 24,
     .standard = {.a = 1.5},
     .unit = "h",
     .meaning = "Least time on block, however little there is to load (fuel, crew, papers).",
     .source = "assumption",
     .confidence = "low"},
};
const size_t airport_params_n = sizeof airport_params / sizeof *airport_params;

struct airport {
    const struct airport_def *def;
    struct cargo *cargo;
    struct sim *sim;
    struct weather *weather; /* NULL: always fair */
    struct stands *stands;
    struct pool *rigs;
    struct port on_block, lost, left;
    int64_t runway_used_us; /* the last movement on it */
    bool used_by_wide;
    struct tally runway_wait_s;
    /* movements without cargo: of the year up to others_since_us, and the rate from then on */
    double others, others_per_year;
    int64_t others_since_us;
    struct airport_counts counts;
    uint64_t here; /* aircraft that have landed and not left */
    uint16_t blocks, due, deiced, leaves;
};

/* ---- what the permit allows ------------------------------------------------------------------ */

static double movements(const struct airport *airport)
{
    double since_us = (double)(sim_now_us(airport->sim) - airport->others_since_us);
    double others =
        airport->others + airport->others_per_year * since_us / (365.25 * (double)DATE_DAY_US);
    return (double)(airport->counts.landed + airport->counts.left) + others;
}

/* Room for the whole year's other movements is kept back, and for those who are here to leave: they
 * are allowed as well. */
static bool over_cap(const struct airport *airport)
{
    double cap = airport->def->movement_cap_per_year;
    double used = (double)(airport->counts.landed + airport->counts.left + airport->here);
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
static bool over_quota(const struct airport *airport, int64_t at_us)
{
    return airport->def->night_quota_per_year > 0 && is_night(airport, at_us) &&
           airport->counts.night + airport->counts.night_left >= night_allotment(airport, at_us);
}

/* ---- the runway ------------------------------------------------------------------------------ */

/* (1), without using it */
static int64_t runway_free_us(const struct airport *airport, const struct flight *flight)
{
    double apart_s = airport->def->runway_separation_s;
    if (airport->used_by_wide && flight->narrow) apart_s += airport->def->wake_extra_s;
    int64_t free_us = airport->runway_used_us + (int64_t)(apart_s * (double)DATE_SECOND_US);
    int64_t now_us = sim_now_us(airport->sim);
    return weather_until_us(airport->weather, WEATHER_SNOW, free_us > now_us ? free_us : now_us, 0);
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
    port_hand(airport->sim, &airport->lost, number);
}

/* Whether the flight may land then; if not, it is counted and lost. */
static bool refuse(struct airport *airport, uint64_t number, int64_t at_us)
{
    bool cap = over_cap(airport), quota = over_quota(airport, at_us);
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
    flight->landed_us = at_us;
    use_runway(airport, flight, at_us);
    tally_add(&airport->runway_wait_s,
              (double)(at_us - sim_now_us(airport->sim)) / (double)DATE_SECOND_US);
    airport->counts.landed++;
    airport->here++;
    airport->counts.narrow_on_wide += flight->on_wide;
    if (is_night(airport, at_us)) airport->counts.night++;
    airport->counts.ulds_in += flight->ulds_in;
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
    port_hand(sim, &airport->on_block, number);
}

static double deicing_min(const struct airport *airport, const struct flight *flight)
{
    return weather_deicing_min(airport->weather, cargo_flight_address(flight));
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
    if (over_quota(airport, now_us)) {
        airport->counts.night_held++;
        cargo_tell_flight(airport->cargo, now_us, TRACE_NIGHT, flight, 0, 0);
        sim_at(sim, end_of_night_us(airport, now_us), SIM_END, airport->leaves, airport, number);
        return;
    }
    if (airport->def->departures_share_runway)
        use_runway(airport, flight, runway_free_us(airport, flight));
    airport->counts.left++;
    airport->here--;
    if (is_night(airport, now_us)) airport->counts.night_left++;
    airport->counts.ulds_out += flight->ulds_out;
    bool wide = stands_is_wide(flight);
    cargo_tell_flight(airport->cargo, now_us, TRACE_LEFT, flight, 0, flight->ulds_out);
    port_hand(sim, &airport->left, number);
    stands_release(airport->stands, wide);
}

static void deice(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    pool_release(airport->rigs, 1);
    leave(sim, airport, number);
}

/* ---- the station ----------------------------------------------------------------------------- */

struct airport *airport_new(struct sim *sim, const struct airport_def *def, struct cargo *cargo)
{
    struct airport *airport = sim_alloc(sim, sizeof *airport);
    airport->sim = sim;
    airport->def = def;
    airport->cargo = cargo;
    airport->runway_used_us = sim_now_us(sim) - DATE_DAY_US;
    airport->others_since_us = sim_now_us(sim);
    airport->others_per_year = def->other_movements_per_year;
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

void airport_connect(struct airport *airport, struct port on_block, struct port lost,
                     struct port left)
{
    airport->on_block = on_block;
    airport->lost = lost;
    airport->left = left;
}

void airport_set_weather(struct airport *airport, struct weather *weather)
{
    airport->weather = weather;
    pool_resize(airport->rigs, weather_rigs(weather));
}

void airport_changed(struct airport *airport)
{
    airport->others = movements(airport) - (double)(airport->counts.landed + airport->counts.left);
    airport->others_since_us = sim_now_us(airport->sim);
    airport->others_per_year = airport->def->other_movements_per_year;
    stands_changed(airport->stands);
    if (airport->weather != NULL) pool_resize(airport->rigs, weather_rigs(airport->weather));
}

struct airport_counts airport_counts(const struct airport *airport)
{
    struct airport_counts counts = airport->counts;
    counts.inside = cargo_less(counts.in, counts.out);
    counts.movements = movements(airport);
    counts.wait_stand_h = stands_wait_h(airport->stands);
    counts.wait_runway_s = tally_mean(&airport->runway_wait_s);
    const double deicing_s = pool_mean_wait_s(airport->rigs);
    counts.wait_deicing_s = isnan(deicing_s) ? 0 : deicing_s;
    return counts;
}

void airport_new_year(struct airport *airport)
{
    airport->counts = (struct airport_counts){.in = airport->counts.in, .out = airport->counts.out};
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
