// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_params.h -- all parameter tables of the hub, in the order in which a newcomer
 * should meet them.
 *
 * What happens   Nothing: a list of tables.
 * Left out       nothing
 * Equations      none
 * Sources        the tables
 */
#ifndef MODELS_HUB_HUB_PARAMS_H
#define MODELS_HUB_HUB_PARAMS_H

#include "models/hub/hub_def.h"
#include "models/base/param.h"

const struct param_group *hub_params_groups(size_t *n);

/* Bytes of a definition with its items; a copy of all of it into one block of that many. */
size_t hub_params_bytes(const struct hub_def *def);
void hub_params_copy(struct hub_def *to, const struct hub_def *from);

#endif
