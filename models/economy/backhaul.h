// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/economy/backhaul.h -- what there is to fly home: freight for China, shared out over all
 * the flights that go there.
 *
 * What happens   Where the scenario says how much freight for China there is in a week, it is no
 *                longer each lane's load_out_share that says how full its planes fly home: all
 *                lanes with China share that freight, in proportion to the room of their flights
 *                and to their load_out_share, which then is their pull. More flights do not make
 *                more freight: they fly home emptier. What finds no room does not come to the hub.
 *                Without it (china_t_per_week = 0) each lane has what its load_out_share says,
 *                however many fly.
 * Left out       seasons of the freight; what a price would bring forth; trucks and trains that
 *                take what finds no room; other parts of the world; a lane whose timetable gives
 *                tonnes keeps those
 * Equations      lane l offers room C(l) of payload in the week, of which m(l) can be filled at the
 *                density of freight out, and pulls with p(l); M tonnes are there:
 *                (1) C(l) = (1 - cancelled_share) x expected flights x mean payload
 *                (2) share(l) = min(m(l), x p(l)), with x so that sum of C(l) share(l) = M, or all
 *                    share(l) = m(l) if M is more than that: where nobody pulls there is no freight
 * Sources        proportional sharing is the multinomial logit of lanes whose log odds are their
 *                room and pull [McFadden1974]; the tonnes are the scenario's
 */
#ifndef MODELS_ECONOMY_BACKHAUL_H
#define MODELS_ECONOMY_BACKHAUL_H

#include "models/base/param.h"

struct backhaul_def {
    double china_t_per_week; /* 0: not counted */
};

extern const struct param backhaul_params[];
extern const size_t backhaul_params_n;

enum { BACKHAUL_OFFERS_MAX = 256 };

struct backhaul_offer {           /* of one lane, in a week */
    double payload_t, most_share; /* C, m */
    double pull;                  /* p */
};

/* (2) for the offer number `who` of n, at most BACKHAUL_OFFERS_MAX; t_per_week: M. */
double backhaul_share(double t_per_week, const struct backhaul_offer *offers, size_t n, size_t who);

#endif
