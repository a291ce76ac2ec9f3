// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hall/customs.h -- the customs office: what passes at once, what waits for a paper, what an
 * officer opens.
 *
 * What happens   The contents of a broken-down ULD pass at once by `out`, but for the selected: a
 *                few parcels wait for a document and come back by themselves later; a very few wait
 *                for an officer, who examines them file by file. Released pieces are handed on by
 *                `out` as well (re-induction). If customs holds a whole flight, nothing of it
 *                passes until the hold ends. A general-cargo ULD is selected as a whole. Where
 *                parcels move one by one, it is settled when the ULD is opened which of them are
 *                selected. What raised an alarm at an X-ray line is examined as well. Officers
 *                work in three shifts, of which each may have its share of them. Their number is
 *                the scenario's, or follows the files: every quarter each shift gets as many as
 *                those of the quarter before asked for. Files of one kind may go before those of
 *                the other; none is interrupted. A flight whose papers were settled before it
 *                landed waits for none.
 * Left out       what goes through in its ULD: it is declared on its data, and never examined;
 *                seizure and return (what is found is counted, and goes on); desks by speciality
 * Equations      (1) selected of n parcels ~ binomial(n, share), for documents and for examination
 *                (2) examination = files / files_per_officer_h, by one officer of `officers`
 *                    on duty
 *                (3) mean wait of the files that go first, and of the others, with Poisson
 *                arrivals,
 *                    one officer, loads r1 and r: W1 = R / (1 - r1), W2 = W1 / (1 - r), where R is
 *                    half the rate times the mean square of an examination [Cobham1954]
 *                (4) officers that follow = ceil(load / officers_busy_share + sqrt(load) / 2), at
 *                    least 1; load = hours of examination that came in the shift, over its hours
 * Sources        (4) OPS78; see customs_params; (3) holds in a test
 */
#ifndef MODELS_HALL_CUSTOMS_H
#define MODELS_HALL_CUSTOMS_H

#include "models/base/cargo.h"
#include "models/base/param.h"
#include "models/base/parcels.h"
#include "models/base/port.h"
#include "models/people/labour.h"
#include "sim/pool.h"

enum { CUSTOMS_SHIFTS = 3 }; /* from 6, from 14, from 22 h */
enum customs_first { CUSTOMS_IN_TURN, CUSTOMS_PARCELS_FIRST, CUSTOMS_GENERAL_FIRST };

struct customs_def {
    uint32_t officers; /* on duty in a full shift */
    double shift_share[CUSTOMS_SHIFTS];
    bool officers_follow;
    double officers_busy_share;
    uint32_t first; /* enum customs_first */
    double precleared_share;
    double files_per_officer_h;
    double document_share, examined_share;
    double general_document_share, general_examined_share;
    struct dist document_h;
    double found_share; /* of the examined, in breach */
    double flight_hold_share;
    struct dist flight_hold_h;
};

extern const struct param customs_params[];
extern const size_t customs_params_n;

struct customs_counts { /* of the year so far */
    uint64_t lines, documents, examined, found, flights_held;
};

struct customs_doors {           /* of one hall */
    struct cargo_amount in, out; /* shown to customs, released, since the start */
    struct cargo_amount held;    /* of what is inside: with its whole flight */
    struct cargo_amount inside;
};

struct customs;

/* So much of a lane's freight is released. */
typedef void customs_released(void *context, uint32_t lane, int64_t g, int64_t parcels);

struct customs *customs_new(struct sim *sim, const struct customs_def *def, uint32_t halls_n,
                            struct cargo *cargo);

struct customs_ports {
    struct port out; /* released contents, whichever hall they came from */
    struct {
        customs_released *released; /* NULL: nobody wants to know */
        void *context;
    } books;
};
void customs_connect(struct customs *customs, struct customs_ports ports);

/* The contents of a ULD: a port_accept. */
void customs_accept(struct sim *sim, void *customs, uint64_t uld);

/* (1): how many of a ULD's parcels are selected, before they come off. customs_accept selects the
 * same: the random stream is the ULD's. */
void customs_pick(const struct customs *customs, const struct uld *uld,
                  uint32_t picked[PARCELS_CHANNELS]);

/* Until when customs holds this flight; 0 if it does not. Drawn by lane and flight serial. */
int64_t customs_hold_until_us(struct customs *customs, const struct flight *flight);

void customs_changed(struct customs *customs);
struct customs_doors customs_doors(const struct customs *customs, uint32_t hall);
const struct customs_counts *customs_year(const struct customs *customs);

/* Officers on the payroll who keep those on duty there day after day, by the rules of work. */
double customs_officers_employed(const struct customs *customs, const struct labour_def *labour);

const struct pool *customs_officers(const struct customs *customs);
void customs_new_year(struct customs *customs);

#endif
