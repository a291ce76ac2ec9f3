// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/dwell.h"

#include <stdlib.h>
#include <string.h>

const struct dwell_span_words dwell_span_words[DWELL_SPANS] = {
    [DWELL_CREW] = {"crew", "waiting for a ramp crew", true},
    [DWELL_DOORS] = {"doors", "while the aircraft's doors were opened", false},
    [DWELL_LOADER] = {"loader", "waiting for a loader", true},
    [DWELL_DOLLIES] = {"dollies", "waiting for empty dollies", true},
    [DWELL_BEHIND] = {"behind_others", "while ULDs before it came off", true},
    [DWELL_OFFLOAD] = {"offload", "coming off, with its train", false},
    [DWELL_TUG] = {"tug", "waiting for a tug", true},
    [DWELL_RIDE] = {"ride", "riding to the hall", false},
    [DWELL_HALL_DOOR] = {"hall_door", "waiting at the hall's door", true},
    [DWELL_CHECKIN] = {"check_in", "being checked in", false},
    [DWELL_BUFFER] = {"buffer", "waiting on its train for a place in the hall", true},
    [DWELL_TEAM] = {"team", "waiting for a breakdown team", true},
    [DWELL_OPENING] = {"opening", "being taken apart", false},
    [DWELL_XRAY_LINE] = {"xray_line", "waiting for an X-ray line", true},
    [DWELL_XRAY] = {"xray", "being X-rayed", false},
    [DWELL_HOLD] = {"customs_hold", "held by customs with the whole flight", true},
    [DWELL_PAPER] = {"customs_paper", "waiting for a paper", true},
    [DWELL_OFFICER] = {"customs_officer", "waiting for a customs officer", true},
    [DWELL_EXAMINED] = {"examined", "being examined by customs", false},
    [DWELL_INDUCTION] = {"sorter", "waiting for the sorter", true},
    [DWELL_SORTING] = {"sorting", "being sorted", false},
    [DWELL_UNREAD] = {"unread", "going round again because no scanner read it", true},
    [DWELL_CHUTE] = {"chute", "going round again because its chute was full", true},
    [DWELL_TRUCK] = {"truck", "waiting for a truck to be full or due", true},
    [DWELL_DOCK] = {"dock_door", "waiting for a dock door and its team", true},
    [DWELL_LOADING] = {"loading", "being loaded", false},
};

/* From the moment before until now belongs to that span. */
static void spend(struct life *life, enum dwell_span span, int64_t at_us)
{
    life->spent_us[span] += at_us - life->last_us;
    life->last_us = at_us;
}

/* ---- at the aircraft ------------------------------------------------------------------------- */

static void hear_flight(struct dwell *dwell, const struct trace_note *note)
{
    int deck = note->detail;
    if (note->step == TRACE_ON_BLOCK) dwell->on_block_us = note->at_us;
    if (note->step == TRACE_CREW) dwell->crew_us = note->at_us;
    if (note->step == TRACE_DOORS_OPEN) dwell->doors_us = note->at_us;
    if (note->step == TRACE_LOADER) {
        dwell->deck[deck].loader_us = dwell->deck[deck].off_us = note->at_us;
        dwell->deck[deck].dollies_us = note->at_us;
    }
    if (note->step == TRACE_DOLLIES) {
        dwell->deck[deck].behind_us += dwell->deck[deck].off_us - dwell->deck[deck].dollies_us;
        dwell->deck[deck].waited_us += note->at_us - dwell->deck[deck].off_us;
        dwell->deck[deck].dollies_us = note->at_us;
    }
}

static void come_off(struct dwell *dwell, const struct trace_note *note)
{
    struct dwell_uld *uld = &dwell->uld[note->uld];
    const int deck = note->detail;
    struct life *life = &uld->part[0];
    uld->seen = true;
    uld->g = note->g;
    uld->parcels = note->parcels;
    *life = (struct life){.last_us = dwell->on_block_us, .uld = (uint8_t)note->uld, .parcel = -1};
    spend(life, DWELL_CREW, dwell->crew_us);
    spend(life, DWELL_DOORS, dwell->doors_us);
    spend(life, DWELL_LOADER, dwell->deck[deck].loader_us);
    spend(life, DWELL_DOLLIES, life->last_us + dwell->deck[deck].waited_us);
    spend(life, DWELL_BEHIND, life->last_us + dwell->deck[deck].behind_us);
    spend(life, DWELL_OFFLOAD, note->at_us);
    dwell->deck[deck].off_us = note->at_us;
}

/* ---- dwells that are over, or pieces --------------------------------------------------------- */

static struct life *add_life(struct dwell *dwell, const struct life *life)
{
    if (dwell->n == dwell->room) {
        size_t room = dwell->room ? 2 * dwell->room : 256;
        struct life *more = realloc(dwell->life, room * sizeof *more);
        if (more == NULL) {
            dwell->out_of_memory = true;
            return NULL;
        }
        dwell->life = more;
        dwell->room = room;
    }
    dwell->life[dwell->n] = *life;
    return &dwell->life[dwell->n++];
}

static void end(struct life *life, const struct trace_note *note)
{
    int64_t called_us = note->called_us > life->last_us ? note->called_us : life->last_us;
    spend(life, DWELL_TRUCK, called_us);
    spend(life, DWELL_DOCK, note->at_us);
    spend(life, DWELL_LOADING, note->other_us);
    life->destination = (int8_t)note->detail;
    life->g = note->g;
    life->parcels = note->parcels;
    life->over = true;
}

/* ---- in the hall, together ------------------------------------------------------------------- */

/* What ends at that moment; DWELL_SPANS: nothing that takes time. */
static enum dwell_span span_before(enum trace_step step, enum trace_step before)
{
    switch (step) {
    case TRACE_TUG:
        return DWELL_TUG;
    case TRACE_AT_DOOR:
        return DWELL_RIDE;
    case TRACE_CHECKIN:
        return DWELL_HALL_DOOR;
    case TRACE_NO_PLACE:
    case TRACE_IN_HALL:
    case TRACE_INTACT:
        if (before == TRACE_NO_PLACE) return DWELL_BUFFER;
        return before == TRACE_CHECKIN ? DWELL_CHECKIN : DWELL_HALL_DOOR;
    case TRACE_TEAM:
        return DWELL_TEAM;
    case TRACE_HANDED_ON:
        return DWELL_OPENING;
    case TRACE_XRAY:
        return DWELL_XRAY_LINE;
    case TRACE_XRAYED:
        return DWELL_XRAY;
    case TRACE_HOLD_ENDS:
        return DWELL_HOLD;
    case TRACE_OFFICER:
        return DWELL_OFFICER;
    case TRACE_RELEASED:
        return before == TRACE_PAPER ? DWELL_PAPER : DWELL_EXAMINED;
    case TRACE_ON_LOOP:
        return DWELL_INDUCTION;
    case TRACE_SORTED:
        return DWELL_SORTING;
    default:
        return DWELL_SPANS;
    }
}

static void hear_part(struct dwell *dwell, const struct trace_note *note)
{
    struct dwell_uld *uld = &dwell->uld[note->uld];
    struct life *life = &uld->part[note->part];
    if (note->step == TRACE_PAPER) uld->papers += note->parcels;
    if (note->step == TRACE_SELECTED) uld->examined += note->parcels;
    if (note->part > 0 && (note->step == TRACE_PAPER || note->step == TRACE_SELECTED)) {
        *life = uld->part[0];
        life->part = note->part;
    }
    const enum dwell_span span = span_before(note->step, life->step);
    if (span != DWELL_SPANS) spend(life, span, note->at_us);
    life->step = note->step;
    if (note->step == TRACE_INTACT) uld->intact = true;
    if (note->step == TRACE_TEAM || note->step == TRACE_XRAY) uld->opened = *life;
    if (note->step == TRACE_HANDED_ON || note->step == TRACE_XRAYED) uld->alone = note->g < uld->g;
    if (note->step != TRACE_TRUCK) return;
    struct life *over = add_life(dwell, life);
    if (over != NULL) end(over, note);
}

/* ---- piece by piece -------------------------------------------------------------------------- */

static struct life *new_piece(struct dwell *dwell, const struct trace_note *note)
{
    struct dwell_uld *uld = &dwell->uld[note->uld];
    if (uld->piece == NULL) uld->piece = calloc((size_t)uld->parcels, sizeof *uld->piece);
    if (uld->piece == NULL) {
        dwell->out_of_memory = true;
        return NULL;
    }
    struct life *life = add_life(dwell, note->part > 0 ? &uld->part[note->part] : &uld->opened);
    if (life == NULL) return NULL;
    uld->piece[note->parcel] = (uint32_t)dwell->n;
    uld->alone = true;
    life->parcel = note->parcel;
    life->part = note->part;
    life->g = note->g;
    life->parcels = note->parcels;
    return life;
}

/* Off its ULD; the flight may still be held. */
static void lift(struct life *life, const struct trace_note *note)
{
    int64_t off_us = note->other_us < note->at_us ? note->other_us : note->at_us;
    const enum dwell_span work = life->step == TRACE_XRAY ? DWELL_XRAY : DWELL_OPENING;
    if (note->part == 0) spend(life, work, off_us);
    spend(life, DWELL_HOLD, note->at_us);
}

static void hear_piece(struct dwell *dwell, const struct trace_note *note)
{
    const struct dwell_uld *uld = &dwell->uld[note->uld];
    if (note->parcel >= uld->parcels) return;
    uint32_t number = uld->piece != NULL ? uld->piece[note->parcel] : 0;
    struct life *life = number > 0 ? &dwell->life[number - 1] : NULL;
    if (note->step == TRACE_LIFTED) life = new_piece(dwell, note);
    if (life == NULL) return;
    /* what the moment before began */
    enum dwell_span round = life->step == TRACE_UNREAD       ? DWELL_UNREAD
                            : life->step == TRACE_CHUTE_FULL ? DWELL_CHUTE
                                                             : DWELL_SORTING;
    if (note->step == TRACE_LIFTED) lift(life, note);
    if (note->step == TRACE_ON_LOOP) spend(life, DWELL_INDUCTION, note->at_us);
    if (note->step == TRACE_UNREAD || note->step == TRACE_CHUTE_FULL || note->step == TRACE_SORTED)
        spend(life, round, note->at_us);
    if (note->step == TRACE_TRUCK) end(life, note);
    life->step = note->step;
}

void dwell_hear(struct dwell *dwell, const struct trace_note *note)
{
    if (note->step >= TRACE_GATE) return; /* freight out: freight.h */
    if (note->uld < 0) hear_flight(dwell, note);
    else if (note->uld >= DWELL_ULDS || note->part >= DWELL_PARTS) return;
    else if (note->parcel >= 0) hear_piece(dwell, note);
    else if (note->step == TRACE_OFF) come_off(dwell, note);
    else hear_part(dwell, note);
}

void dwell_free(struct dwell *dwell)
{
    for (int u = 0; u < DWELL_ULDS; u++)
        free(dwell->uld[u].piece);
    free(dwell->life);
    memset(dwell, 0, sizeof *dwell);
}

/* ---- reading --------------------------------------------------------------------------------- */

int64_t dwell_all_us(const struct life *life)
{
    int64_t sum_us = 0;
    for (int s = 0; s < DWELL_SPANS; s++)
        sum_us += life->spent_us[s];
    return sum_us;
}

bool dwell_mean(const struct dwell *dwell, int uld, struct dwell_mean *mean)
{
    double weights = 0;
    *mean = (struct dwell_mean){0};
    for (size_t i = 0; i < dwell->n; i++) {
        const struct life *life = &dwell->life[i];
        if (life->uld != uld || !life->over) continue;
        double weight = dwell->uld[uld].parcels > 0 ? (double)life->parcels : (double)life->g;
        for (int s = 0; s < DWELL_SPANS; s++)
            mean->spent_us[s] += weight * (double)life->spent_us[s];
        weights += weight;
        mean->parcels += life->parcels;
        mean->g += life->g;
        if (life->last_us > mean->off_us) mean->off_us = life->last_us;
    }
    if (!(weights > 0)) return false;
    for (int s = 0; s < DWELL_SPANS; s++) {
        mean->spent_us[s] /= weights;
        mean->all_us += mean->spent_us[s];
    }
    return true;
}

/* A piece of its own, or the bag it lies in: the one that begins at or before it. */
static const struct life *piece_with(const struct dwell *dwell, const struct dwell_uld *uld,
                                     int64_t parcel)
{
    const struct life *life = NULL;
    for (int64_t p = parcel; p >= 0 && life == NULL; p--) {
        const struct life *here = uld->piece[p] > 0 ? &dwell->life[uld->piece[p] - 1] : NULL;
        if (here != NULL && (p == parcel || here->part == 0)) life = here;
    }
    return life != NULL && life->over ? life : NULL;
}

const struct life *dwell_of_parcel(const struct dwell *dwell, int uld, int64_t parcel)
{
    if (uld < 0 || uld >= DWELL_ULDS || parcel < 0 || parcel >= dwell->uld[uld].parcels)
        return NULL;
    if (dwell->uld[uld].piece != NULL) return piece_with(dwell, &dwell->uld[uld], parcel);
    int64_t before = 0;
    for (int part = 0; part < DWELL_PARTS; part++)
        for (int destination = 0; destination < 128; destination++)
            for (size_t i = 0; i < dwell->n; i++) {
                const struct life *life = &dwell->life[i];
                if (life->uld != uld || life->part != part || life->destination != destination)
                    continue;
                before += life->parcels;
                if (before > parcel) return life;
            }
    return NULL;
}
