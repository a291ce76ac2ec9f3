// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/study/lives.h"

#include <stdlib.h>
#include <string.h>

const struct lives_span_words lives_span_words[LIVES_SPANS] = {
    [LIVES_CREW] = {"crew", "waiting for a ramp crew", true},
    [LIVES_DOORS] = {"doors", "while the aircraft's doors were opened", false},
    [LIVES_LOADER] = {"loader", "waiting for a loader", true},
    [LIVES_DOLLIES] = {"dollies", "waiting for empty dollies", true},
    [LIVES_BEHIND] = {"behind_others", "while ULDs before it came off", true},
    [LIVES_OFFLOAD] = {"offload", "coming off, with its train", false},
    [LIVES_TUG] = {"tug", "waiting for a tug", true},
    [LIVES_RIDE] = {"ride", "riding to the hall", false},
    [LIVES_HALL_DOOR] = {"hall_door", "waiting at the hall's door", true},
    [LIVES_CHECKIN] = {"check_in", "being checked in", false},
    [LIVES_BUFFER] = {"buffer", "waiting on its train for a place in the hall", true},
    [LIVES_TEAM] = {"team", "waiting for a breakdown team", true},
    [LIVES_OPENING] = {"opening", "being taken apart", false},
    [LIVES_HOLD] = {"customs_hold", "held by customs with the whole flight", true},
    [LIVES_PAPER] = {"customs_paper", "waiting for a paper", true},
    [LIVES_OFFICER] = {"customs_officer", "waiting for a customs officer", true},
    [LIVES_EXAMINED] = {"examined", "being examined by customs", false},
    [LIVES_INDUCTION] = {"sorter", "waiting for the sorter", true},
    [LIVES_SORTING] = {"sorting", "being sorted", false},
    [LIVES_UNREAD] = {"unread", "going round again because no scanner read it", true},
    [LIVES_CHUTE] = {"chute", "going round again because its chute was full", true},
    [LIVES_TRUCK] = {"truck", "waiting for a truck to be full or due", true},
    [LIVES_DOCK] = {"dock_door", "waiting for a dock door and its team", true},
    [LIVES_LOADING] = {"loading", "being loaded", false},
};

/* From the moment before until now belongs to that span. */
static void spend(struct life *life, enum lives_span span, int64_t at_us)
{
    life->spent_us[span] += at_us - life->last_us;
    life->last_us = at_us;
}

/* ---- at the aircraft ---- */

static void hear_flight(struct lives *lives, const struct trace_note *note)
{
    int deck = note->detail;
    if (note->step == TRACE_ON_BLOCK) lives->on_block_us = note->at_us;
    if (note->step == TRACE_CREW) lives->crew_us = note->at_us;
    if (note->step == TRACE_DOORS_OPEN) lives->doors_us = note->at_us;
    if (note->step == TRACE_LOADER) {
        lives->deck[deck].loader_us = lives->deck[deck].off_us = note->at_us;
        lives->deck[deck].dollies_us = note->at_us;
    }
    if (note->step == TRACE_DOLLIES) {
        lives->deck[deck].behind_us += lives->deck[deck].off_us - lives->deck[deck].dollies_us;
        lives->deck[deck].waited_us += note->at_us - lives->deck[deck].off_us;
        lives->deck[deck].dollies_us = note->at_us;
    }
}

static void come_off(struct lives *lives, const struct trace_note *note)
{
    struct lives_uld *uld = &lives->uld[note->uld];
    const int deck = note->detail;
    struct life *life = &uld->part[0];
    uld->seen = true;
    uld->g = note->g;
    uld->parcels = note->parcels;
    *life = (struct life){.last_us = lives->on_block_us, .uld = (uint8_t)note->uld, .parcel = -1};
    spend(life, LIVES_CREW, lives->crew_us);
    spend(life, LIVES_DOORS, lives->doors_us);
    spend(life, LIVES_LOADER, lives->deck[deck].loader_us);
    spend(life, LIVES_DOLLIES, life->last_us + lives->deck[deck].waited_us);
    spend(life, LIVES_BEHIND, life->last_us + lives->deck[deck].behind_us);
    spend(life, LIVES_OFFLOAD, note->at_us);
    lives->deck[deck].off_us = note->at_us;
}

/* ---- lives that are over, or pieces ---- */

static struct life *add_life(struct lives *lives, const struct life *life)
{
    if (lives->n == lives->room) {
        size_t room = lives->room ? 2 * lives->room : 256;
        struct life *more = realloc(lives->life, room * sizeof *more);
        if (more == NULL) {
            lives->out_of_memory = true;
            return NULL;
        }
        lives->life = more;
        lives->room = room;
    }
    lives->life[lives->n] = *life;
    return &lives->life[lives->n++];
}

static void end(struct life *life, const struct trace_note *note)
{
    int64_t called_us = note->called_us > life->last_us ? note->called_us : life->last_us;
    spend(life, LIVES_TRUCK, called_us);
    spend(life, LIVES_DOCK, note->at_us);
    spend(life, LIVES_LOADING, note->other_us);
    life->destination = (int8_t)note->detail;
    life->g = note->g;
    life->parcels = note->parcels;
    life->over = true;
}

/* ---- in the hall, together ---- */

/* What ends at that moment; LIVES_SPANS: nothing that takes time. */
static enum lives_span span_before(enum trace_step step, enum trace_step before)
{
    switch (step) {
    case TRACE_TUG: return LIVES_TUG;
    case TRACE_AT_DOOR: return LIVES_RIDE;
    case TRACE_CHECKIN: return LIVES_HALL_DOOR;
    case TRACE_NO_PLACE:
    case TRACE_IN_HALL:
    case TRACE_INTACT:
        if (before == TRACE_NO_PLACE) return LIVES_BUFFER;
        return before == TRACE_CHECKIN ? LIVES_CHECKIN : LIVES_HALL_DOOR;
    case TRACE_TEAM: return LIVES_TEAM;
    case TRACE_HANDED_ON: return LIVES_OPENING;
    case TRACE_HOLD_ENDS: return LIVES_HOLD;
    case TRACE_OFFICER: return LIVES_OFFICER;
    case TRACE_RELEASED: return before == TRACE_PAPER ? LIVES_PAPER : LIVES_EXAMINED;
    case TRACE_ON_LOOP: return LIVES_INDUCTION;
    case TRACE_SORTED: return LIVES_SORTING;
    default: return LIVES_SPANS;
    }
}

static void hear_part(struct lives *lives, const struct trace_note *note)
{
    struct lives_uld *uld = &lives->uld[note->uld];
    struct life *life = &uld->part[note->part];
    if (note->step == TRACE_PAPER) uld->papers += note->parcels;
    if (note->step == TRACE_SELECTED) uld->examined += note->parcels;
    if (note->part > 0 && (note->step == TRACE_PAPER || note->step == TRACE_SELECTED)) {
        *life = uld->part[0];
        life->part = note->part;
    }
    const enum lives_span span = span_before(note->step, life->step);
    if (span != LIVES_SPANS) spend(life, span, note->at_us);
    life->step = note->step;
    if (note->step == TRACE_INTACT) uld->intact = true;
    if (note->step == TRACE_TEAM) uld->opened = *life;
    if (note->step == TRACE_HANDED_ON) uld->alone = note->g < uld->g;
    if (note->step != TRACE_TRUCK) return;
    struct life *over = add_life(lives, life);
    if (over != NULL) end(over, note);
}

/* ---- piece by piece ---- */

static struct life *new_piece(struct lives *lives, const struct trace_note *note)
{
    struct lives_uld *uld = &lives->uld[note->uld];
    if (uld->piece == NULL) uld->piece = calloc((size_t)uld->parcels, sizeof *uld->piece);
    if (uld->piece == NULL) {
        lives->out_of_memory = true;
        return NULL;
    }
    struct life *life = add_life(lives, note->part > 0 ? &uld->part[note->part] : &uld->opened);
    if (life == NULL) return NULL;
    uld->piece[note->parcel] = (uint32_t)lives->n;
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
    if (note->part == 0) spend(life, LIVES_OPENING, off_us);
    spend(life, LIVES_HOLD, note->at_us);
}

static void hear_piece(struct lives *lives, const struct trace_note *note)
{
    const struct lives_uld *uld = &lives->uld[note->uld];
    if (note->parcel >= uld->parcels) return;
    uint32_t number = uld->piece != NULL ? uld->piece[note->parcel] : 0;
    struct life *life = number > 0 ? &lives->life[number - 1] : NULL;
    if (note->step == TRACE_LIFTED) life = new_piece(lives, note);
    if (life == NULL) return;
    /* what the moment before began */
    enum lives_span round = life->step == TRACE_UNREAD       ? LIVES_UNREAD
                            : life->step == TRACE_CHUTE_FULL ? LIVES_CHUTE
                                                             : LIVES_SORTING;
    if (note->step == TRACE_LIFTED) lift(life, note);
    if (note->step == TRACE_ON_LOOP) spend(life, LIVES_INDUCTION, note->at_us);
    if (note->step == TRACE_UNREAD || note->step == TRACE_CHUTE_FULL || note->step == TRACE_SORTED)
        spend(life, round, note->at_us);
    if (note->step == TRACE_TRUCK) end(life, note);
    life->step = note->step;
}

void lives_hear(struct lives *lives, const struct trace_note *note)
{
    if (note->step >= TRACE_GATE) return; /* freight out: freight.h */
    if (note->uld < 0)
        hear_flight(lives, note);
    else if (note->uld >= LIVES_ULDS || note->part >= LIVES_PARTS)
        return;
    else if (note->parcel >= 0)
        hear_piece(lives, note);
    else if (note->step == TRACE_OFF)
        come_off(lives, note);
    else
        hear_part(lives, note);
}

void lives_free(struct lives *lives)
{
    for (int u = 0; u < LIVES_ULDS; u++)
        free(lives->uld[u].piece);
    free(lives->life);
    memset(lives, 0, sizeof *lives);
}

/* ---- reading ---- */

int64_t lives_all_us(const struct life *life)
{
    int64_t sum_us = 0;
    for (int s = 0; s < LIVES_SPANS; s++)
        sum_us += life->spent_us[s];
    return sum_us;
}

bool lives_mean(const struct lives *lives, int uld, struct lives_mean *mean)
{
    double weights = 0;
    *mean = (struct lives_mean){0};
    for (size_t i = 0; i < lives->n; i++) {
        const struct life *life = &lives->life[i];
        if (life->uld != uld || !life->over) continue;
        double weight = lives->uld[uld].parcels > 0 ? (double)life->parcels : (double)life->g;
        for (int s = 0; s < LIVES_SPANS; s++)
            mean->spent_us[s] += weight * (double)life->spent_us[s];
        weights += weight;
        mean->parcels += life->parcels;
        mean->g += life->g;
        if (life->last_us > mean->off_us) mean->off_us = life->last_us;
    }
    if (!(weights > 0)) return false;
    for (int s = 0; s < LIVES_SPANS; s++) {
        mean->spent_us[s] /= weights;
        mean->all_us += mean->spent_us[s];
    }
    return true;
}

/* A piece of its own, or the bag it lies in: the one that begins at or before it. */
static const struct life *piece_with(const struct lives *lives, const struct lives_uld *uld,
                                     int64_t parcel)
{
    const struct life *life = NULL;
    for (int64_t p = parcel; p >= 0 && life == NULL; p--) {
        const struct life *here =
            uld->piece[p] > 0 ? &lives->life[uld->piece[p] - 1] : NULL;
        if (here != NULL && (p == parcel || here->part == 0)) life = here;
    }
    return life != NULL && life->over ? life : NULL;
}

const struct life *lives_of_parcel(const struct lives *lives, int uld, int64_t parcel)
{
    if (uld < 0 || uld >= LIVES_ULDS || parcel < 0 || parcel >= lives->uld[uld].parcels) return NULL;
    if (lives->uld[uld].piece != NULL) return piece_with(lives, &lives->uld[uld], parcel);
    int64_t before = 0;
    for (int part = 0; part < LIVES_PARTS; part++)
        for (int destination = 0; destination < 128; destination++)
            for (size_t i = 0; i < lives->n; i++) {
                const struct life *life = &lives->life[i];
                if (life->uld != uld || life->part != part || life->destination != destination)
                    continue;
                before += life->parcels;
                if (before > parcel) return life;
            }
    return NULL;
}
