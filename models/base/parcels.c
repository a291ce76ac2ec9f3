// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/parcels.h"

#include <string.h>

#include "sim/random/dist.h"
#include "sim/slab.h"

enum { POINTS_BITS = 10, POINTS = PARCELS_POINTS, SMALLEST_CLASS = 5, CLASSES = 32 };

/* A parcel: its grams, and above them its channel. */
enum { CHANNEL_SHIFT = 30 };
static const uint32_t GRAMS = (UINT32_C(1) << CHANNEL_SHIFT) - 1;

_Static_assert(HALL_DESTINATIONS <= 32, "a piece has five bits for its destination");

struct load {
    uint32_t *parcel; /* n of them, then the places of those picked, by channel */
    int64_t since_us;
    int64_t g; /* all it held */
    int64_t picked_g[PARCELS_CHANNELS];
    uint32_t n, left;
    uint32_t picked[PARCELS_CHANNELS], picks; /* by channel, in all */
    uint32_t size_class;
    uint32_t serial; /* of the flight, for the log book, as what follows */
    uint16_t lane, place;
    uint8_t hall;
    bool followed;
};

struct parcels {
    struct sim *sim;
    const struct trace *trace;
    struct slab loads;
    uint32_t *free[CLASSES]; /* blocks of 2^class parcels; the next one's address stands in it */
    uint64_t alive, moved;
};

/* ---- blocks of records ----------------------------------------------------------------------- */

static uint32_t class_for(uint32_t n)
{
    uint32_t class = SMALLEST_CLASS;
    while ((UINT32_C(1) << class) < n)
        class ++;
    return class;
}

static uint32_t *take_block(struct parcels *parcels, uint32_t class)
{
    uint32_t *block = parcels->free[class];
    if (block == NULL) return sim_alloc(parcels->sim, sizeof *block << class);
    memcpy(&parcels->free[class], block, sizeof parcels->free[class]);
    return block;
}

static void give_block(struct parcels *parcels, uint32_t class, uint32_t *block)
{
    memcpy(block, &parcels->free[class], sizeof parcels->free[class]);
    parcels->free[class] = block;
}

static struct load *load_at(const struct parcels *parcels, uint32_t load)
{
    return slab_at(&parcels->loads, load);
}

/* ---- what a hall's pieces are drawn from ----------------------------------------------------- */

static void set_weights(struct parcels_rule *rule, double cv)
{
    const struct dist spread = dist_lognormal(1, cv);
    double point[POINTS], sum = 0;
    for (int i = 0; i < POINTS; i++) {
        point[i] = cv > 0 ? dist_quantile(&spread, (i + 0.5) / POINTS) : 1;
        sum += point[i];
    }
    for (int i = 0; i < POINTS; i++)
        rule->weight[i] = (uint32_t)(point[i] * POINTS / sum * 65536.0 + 0.5);
    rule->cv = cv;
}

static uint32_t of_all(double share)
{
    return share < 1 ? (uint32_t)(4294967296.0 * share) : UINT32_MAX;
}

/* (3) */
static void set_scan(struct parcels_rule *rule, const struct hall_def *def)
{
    const bool coded = def->video_desks > 0;
    double q = def->recirculation_share / (1.0 + def->recirculation_share), chance = 1;
    if (!coded) q += (1.0 - q) * def->no_read_share;
    for (int k = 0; k < PARCELS_LAPS; k++) {
        chance *= q;
        rule->lap_below[k] = of_all(chance);
    }
    rule->picture_below = coded ? of_all(def->no_read_share) : 0;
    rule->by_hand_below = of_all(hall_hand_coded_share(def));
}

void parcels_rule_set(struct parcels_rule *rule, const struct hall_def *def)
{
    if (rule->weight[0] == 0 || rule->cv != def->parcel_cv) set_weights(rule, def->parcel_cv);
    rule->bagged_share = def->bagged_share;
    rule->bag_parcels = def->bag_parcels;
    double all = 0, sum = 0;
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        all += def->destination_share[d];
    for (int d = 0; d < HALL_DESTINATIONS; d++) {
        sum += def->destination_share[d];
        rule->destination_up_to[d] = all > 0 ? (uint32_t)(4294967295.0 * (sum / all)) : UINT32_MAX;
    }
    set_scan(rule, def);
}

static uint32_t draw_laps(const struct parcels_rule *rule, uint32_t bits)
{
    uint32_t laps = 0;
    while (laps < PARCELS_LAPS && bits < rule->lap_below[laps])
        laps++;
    return laps;
}

static unsigned draw_scan(const struct parcels_rule *rule, uint32_t bits)
{
    if (bits >= rule->picture_below) return PARCELS_READ;
    return bits < rule->by_hand_below ? PARCELS_BY_HAND : PARCELS_PICTURE;
}

static void send(const struct parcels_rule *rule, struct stream *stream, struct piece *piece)
{
    uint64_t bits = stream_bits(stream);
    uint32_t at = (uint32_t)bits, destination = 0;
    for (int d = 0; d + 1 < HALL_DESTINATIONS; d++)
        destination += at >= rule->destination_up_to[d];
    piece->destination = destination & 31u;
    piece->laps = draw_laps(rule, (uint32_t)(bits >> 32)) & PARCELS_LAPS_MAX;
    piece->scan = PARCELS_READ;
    if (rule->picture_below > 0)
        piece->scan = draw_scan(rule, (uint32_t)(stream_bits(stream) >> 32)) & 3u;
}

/* ---- opening a ULD --------------------------------------------------------------------------- */

static uint64_t draw_six(const uint32_t *weight, uint32_t *parcel, uint64_t bits)
{
    parcel[0] = weight[bits % POINTS];
    parcel[1] = weight[(bits >> POINTS_BITS) % POINTS];
    parcel[2] = weight[(bits >> 2 * POINTS_BITS) % POINTS];
    parcel[3] = weight[(bits >> 3 * POINTS_BITS) % POINTS];
    parcel[4] = weight[(bits >> 4 * POINTS_BITS) % POINTS];
    parcel[5] = weight[(bits >> 5 * POINTS_BITS) % POINTS];
    return (uint64_t)parcel[0] + parcel[1] + parcel[2] + parcel[3] + parcel[4] + parcel[5];
}

/* (1): relative weights, six from 64 random bits; their sum. */
static uint64_t draw_weights(const struct parcels_rule *rule, uint32_t *parcel, uint32_t n,
                             struct stream *stream)
{
    struct stream local = *stream; /* in registers */
    uint64_t sum = 0;
    uint32_t i = 0;
    for (; n - i >= 6; i += 6)
        sum += draw_six(rule->weight, parcel + i, stream_bits(&local));
    for (; i < n; i++)
        sum += parcel[i] = rule->weight[stream_bits(&local) % POINTS];
    *stream = local;
    return sum;
}

/* Each weighs what the scale moves when it is put on: whole grams that add up exactly. */
static void scale_to(uint32_t *parcel, uint32_t n, uint64_t sum, uint64_t g)
{
    const uint64_t factor = (g << 32) / sum;
    uint64_t on = 0, shown = 0;
    for (uint32_t i = 0; i < n; i++) {
        on += parcel[i];
        uint64_t shows = on * factor >> 32;
        parcel[i] = (uint32_t)(shows - shown);
        shown = shows;
    }
    parcel[n - 1] += (uint32_t)(g - shown);
}

static void pick(struct load *load, enum parcels_channel channel, uint32_t n, struct stream *stream)
{
    uint32_t *place = load->parcel + load->n + load->picks;
    load->picked[channel] = n;
    for (uint32_t k = 0; k < n; k++) {
        uint64_t i;
        do {
            i = stream_below(stream, load->n);
        } while (load->parcel[i] > GRAMS);
        load->picked_g[channel] += load->parcel[i];
        load->parcel[i] |= (uint32_t)channel << CHANNEL_SHIFT;
        place[k] = (uint32_t)i;
    }
    load->picks += n;
}

/* (2) */
static void line_up(const struct parcels_rule *rule, const struct uld *uld, struct parcels_row *row)
{
    uint32_t n = (uint32_t)uld->parcels, pieces = uld->pieces > 0 ? (uint32_t)uld->pieces : 1;
    double bags = uld->kind == CARGO_EXPRESS ? 0 : n * rule->bagged_share / rule->bag_parcels;
    row->bags = (uint32_t)(bags + 0.5);
    if (row->bags == 0 && pieces < n) row->bags = 1;
    if (row->bags > pieces) row->bags = pieces;
    row->loose = pieces - row->bags;
    if (row->loose > n - row->bags) row->loose = n - row->bags;
    if (row->bags == 0) row->loose = n;
    row->bagged = n - row->loose;
    row->pieces = row->loose + row->bags;
}

static void address(const struct parcels *parcels, struct load *load, const struct uld *uld)
{
    if (!parcels_told(parcels)) return;
    const struct trace *trace = parcels->trace;
    load->serial = uld->serial;
    load->place = uld->place;
    load->lane = uld->lane;
    load->hall = uld->hall;
    load->followed = trace->follows(trace->context, uld->lane, uld->serial, uld->place);
}

uint32_t parcels_open(struct parcels *parcels, const struct parcels_rule *rule,
                      const struct uld *uld, const uint32_t picked[PARCELS_CHANNELS],
                      struct stream *stream, struct parcels_row *row)
{
    REQUIRE(parcels->sim, uld->parcels > 0, "a ULD without parcels was opened");
    uint32_t number = slab_take(&parcels->loads);
    struct load *load = load_at(parcels, number);
    load->n = load->left = (uint32_t)uld->parcels;
    load->since_us = uld->since_us;
    load->g = cargo_g(uld);
    load->size_class = class_for(load->n + picked[PARCELS_DOCUMENT] + picked[PARCELS_PHYSICAL]);
    load->parcel = take_block(parcels, load->size_class);
    uint64_t sum = draw_weights(rule, load->parcel, load->n, stream);
    scale_to(load->parcel, load->n, sum, (uint64_t)cargo_g(uld));
    pick(load, PARCELS_DOCUMENT, picked[PARCELS_DOCUMENT], stream);
    pick(load, PARCELS_PHYSICAL, picked[PARCELS_PHYSICAL], stream);
    address(parcels, load, uld);
    parcels->alive += load->n;
    *row = (struct parcels_row){.stream = *stream, .load = number};
    line_up(rule, uld, row);
    return number;
}

/* ---- off the ULD, piece by piece ------------------------------------------------------------- */

static uint32_t next_size(struct parcels_row *row)
{
    uint64_t draw = (stream_bits(&row->stream) >> 32) * row->pieces >> 32;
    row->pieces--;
    if (draw < row->loose) {
        row->loose--;
        return 1;
    }
    uint32_t size = row->bagged / row->bags--;
    row->bagged -= size;
    return size;
}

/* A bag that customs opened: who is left in it. */
static void leave_out_picked(const uint32_t *parcel, uint32_t size, struct piece *piece)
{
    uint32_t green = 0, g = 0, first = size;
    for (uint32_t i = size; i-- > 0;) {
        if (parcel[i] > GRAMS) continue;
        first = i;
        green++;
        g += parcel[i];
    }
    piece->first += first;
    piece->g = g;
    piece->parcels = (uint16_t)green;
}

bool parcels_next(const struct parcels *parcels, const struct parcels_rule *rule,
                  struct parcels_row *row, struct piece *piece)
{
    const uint32_t size = next_size(row);
    const uint32_t *parcel = load_at(parcels, row->load)->parcel + row->place;
    uint32_t g = 0, all = 0;
    for (uint32_t i = 0; i < size; i++) {
        g += parcel[i];
        all |= parcel[i];
    }
    *piece = (struct piece){row->load, row->place, g, (uint16_t)size, 0, 0, 0};
    if (all > GRAMS) leave_out_picked(parcel, size, piece);
    send(rule, &row->stream, piece);
    row->place += size;
    return piece->parcels > 0;
}

/* ---- what customs picked out ----------------------------------------------------------------- */

uint32_t parcels_picked(const struct parcels *parcels, uint32_t load, enum parcels_channel channel)
{
    return load_at(parcels, load)->picked[channel];
}

int64_t parcels_picked_g(const struct parcels *parcels, uint32_t load, enum parcels_channel channel)
{
    return load_at(parcels, load)->picked_g[channel];
}

bool parcels_next_picked(const struct parcels *parcels, const struct parcels_rule *rule,
                         uint32_t number, enum parcels_channel channel, struct stream *stream,
                         uint32_t *next, struct piece *piece)
{
    const struct load *load = load_at(parcels, number);
    if (*next == load->picked[channel]) return false;
    uint32_t before = channel == PARCELS_PHYSICAL ? load->picked[PARCELS_DOCUMENT] : 0;
    uint32_t place = load->parcel[load->n + before + (*next)++];
    *piece = (struct piece){number, place, load->parcel[place] & GRAMS, 1, 0, 0, 0};
    send(rule, stream, piece);
    return true;
}

/* ---- onto the truck -------------------------------------------------------------------------- */

int64_t parcels_since_us(const struct parcels *parcels, uint32_t load)
{
    return load_at(parcels, load)->since_us;
}

uint32_t parcels_of(const struct parcels *parcels, uint32_t load)
{
    return load_at(parcels, load)->n;
}

int64_t parcels_g(const struct parcels *parcels, uint32_t load)
{
    return load_at(parcels, load)->g;
}

/* Its parcels are those of the first one's channel, from the first on. */
static uint32_t weigh(const struct load *load, const struct piece *piece)
{
    const uint32_t *parcel = load->parcel + piece->first;
    uint32_t g = 0, all = 0;
    for (uint32_t i = 0; i < piece->parcels; i++) {
        g += parcel[i];
        all |= parcel[i];
    }
    if (all <= GRAMS) return g;
    const uint32_t channel = parcel[0] >> CHANNEL_SHIFT;
    g = 0;
    for (uint32_t left = piece->parcels; left > 0; parcel++) {
        if (*parcel >> CHANNEL_SHIFT != channel) continue;
        g += *parcel & GRAMS;
        left--;
    }
    return g;
}

uint32_t parcels_leave(struct parcels *parcels, const struct piece *piece)
{
    struct load *load = load_at(parcels, piece->load);
    uint32_t g = weigh(load, piece);
    REQUIRE(parcels->sim, g == piece->g && piece->parcels <= load->left,
            "load %u: a piece of %u g weighs %u", piece->load, piece->g, g);
    load->left -= piece->parcels;
    parcels->alive -= piece->parcels;
    parcels->moved += piece->parcels;
    if (load->left == 0) {
        give_block(parcels, load->size_class, load->parcel);
        slab_give(&parcels->loads, piece->load);
    }
    return g;
}

/* ---- for the log book ------------------------------------------------------------------------ */

void parcels_set_trace(struct parcels *parcels, const struct trace *trace)
{
    parcels->trace = trace;
}

bool parcels_told(const struct parcels *parcels)
{
    const struct trace *trace = parcels->trace;
    return trace != NULL && trace->listener != NULL && trace->follows != NULL;
}

void parcels_tell(const struct parcels *parcels, const struct piece *piece, enum trace_step step,
                  int64_t at_us, int64_t other_us, int64_t called_us)
{
    if (!parcels_told(parcels)) return;
    const struct load *load = load_at(parcels, piece->load);
    if (!load->followed) return;
    const struct trace_note note = {.at_us = at_us,
                                    .other_us = other_us,
                                    .called_us = called_us,
                                    .step = step,
                                    .flight = load->serial,
                                    .uld = load->place,
                                    .parcel = (int32_t)piece->first,
                                    .detail = piece->destination,
                                    .lane = load->lane,
                                    .hall = load->hall,
                                    .part = (uint8_t)(load->parcel[piece->first] >> CHANNEL_SHIFT),
                                    .g = piece->g,
                                    .parcels = piece->parcels};
    parcels->trace->listener(parcels->trace->context, &note);
}

/* ---- the store ------------------------------------------------------------------------------- */

struct parcels *parcels_new(struct sim *sim)
{
    struct parcels *parcels = sim_alloc(sim, sizeof *parcels);
    parcels->sim = sim;
    slab_start(&parcels->loads, sim, sizeof(struct load));
    return parcels;
}

uint64_t parcels_alive(const struct parcels *parcels)
{
    return parcels->alive;
}

uint64_t parcels_moved(const struct parcels *parcels)
{
    return parcels->moved;
}
