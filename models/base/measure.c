// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/measure.h"

const struct measure measure_day[MEASURE_DAY_SERIES] = {
    {"landed_ulds", "ULDs/h", "ULDs landed"},
    {"broken_down", "ULDs/h", "ULDs broken down"},
    {"sorted", "parcels/h", "parcels sorted"},
    {"trucks", "trucks/h", "trucks that left"},
    {"stands", "stands", "stands in use"},
    {"waiting_ulds", "ULDs", "ULDs waiting for breakdown"},
    {"waiting_sort", "parcels", "parcels waiting for the sorters"},
    {"present", "people", "people present in the halls"},
};
