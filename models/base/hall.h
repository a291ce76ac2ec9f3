// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/hall.h -- what a scenario says about a hall: its building, machines, crews, rates,
 * lorries, employers.
 *
 * What happens   Nothing here: the definition that ramp, breakdown, customs, sorter, dock, export
 *                and roster share, and the few numbers that follow from it at a date.
 * Left out       a floor plan
 * Equations      (1) area(t) = sum of the phases that have opened by t
 *                (2) room for freight in a week = area x flow_t_per_m2_year / 52 x surge_share
 *                (3) work per e-commerce piece = 1 / pieces_per_worker_h; a share bagged_share
 *                    of the parcels travels in bags of bag_parcels, so pieces = parcels x (1 -
 *                    bagged_share + bagged_share / bag_parcels)
 *                (4) machine rate = sorters x sorter_pieces_per_h x operational_share / passes, at
 *                most
 *                    induction_lines x line_pieces_per_h, and what the desks can code of the pieces
 *                    that no scanner read: video_desks 3600 / (video_item_s p), hand_desks 3600 /
 *                    (hand_item_s p (1 - video_known_share)), with p = no_read_share
 *                (5) passes of a piece, in the mean: (1 + recirculation_share) / (1 - p) if what
 *                was not
 *                    read goes round until it is; with desks 1 + recirculation_share + p (1 -
 *                    video_known_share): what nobody could make out is put on once more
 *                (6) pieces a worker sorts in an hour = 1 / (1 / sort_pieces_per_worker_h + p
 *                (video_item_s
 *                    + (1 - video_known_share) hand_item_s) / 3600), with desks
 * Sources        see hall_params
 */
#ifndef MODELS_BASE_HALL_H
#define MODELS_BASE_HALL_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/cargo.h"
#include "models/base/param.h"
#include "models/base/timetable.h"

enum { HALL_MAX = 64, HALL_DESTINATIONS = 8, HALL_WAVES = 4, HALL_PHASES = 3 };

/* Where people work. The first five limit the work; the others follow from area, machines or
 * heads. */
// clang-format off
enum hall_area {
    HALL_RAMP, HALL_BREAKDOWN, HALL_SORT, HALL_DOCKS, HALL_BUILDUP, HALL_CLERKS, HALL_SECURITY,
    HALL_MAINTENANCE, HALL_SUPERVISION, HALL_OFFICE, HALL_AREAS
};
// clang-format on
enum { HALL_WORKING_AREAS = HALL_CLERKS + 1 }; /* those whose posts follow a workload */

/* How the contents of ULDs move: as the run says, together, or parcel by parcel. */
enum hall_grain { HALL_GRAIN_OF_RUN, HALL_GRAIN_BATCH, HALL_GRAIN_PARCEL };

/* When the sorter's time between failures passes. */
enum hall_ageing { HALL_AGES_ALWAYS, HALL_AGES_RUNNING };

/* How freight out becomes ULDs: each by a team of its own, or all by all, what leaves first first.
 * */
enum hall_buildup { HALL_BUILT_BY_TEAMS, HALL_BUILT_AT_CHUTES };

enum hall_employer { HALL_OPERATOR, HALL_HANDLER, HALL_AGENCY, HALL_GUARDS, HALL_EMPLOYERS };

struct hall_def {
    char name[PARAM_NAME_BYTES];
    /* HALL_OPERATOR or HALL_HANDLER: who employs breakdown, sort, docks, build-up */
    uint32_t staff_of;
    double phase_m2[HALL_PHASES];
    int64_t phase_opens_us[HALL_PHASES];
    double flow_t_per_m2_year, surge_share;
    /* ramp */
    uint32_t ramp_crew, tugs;
    uint32_t ramp_loader_drivers, ramp_tug_drivers; /* of a crew; 0: skills are not distinguished */
    double ramp_loader_licence_share, ramp_tug_licence_share;
    double doors_open_min, offload_uld_min, offload_cv, load_uld_min, load_ahead_min;
    struct dist tug_trip_min;
    uint32_t train_ulds;
    uint32_t main_loaders,
        lower_loaders; /* 0: not counted, offload_uld_min and load_uld_min hold */
    struct dist main_uld_min, lower_uld_min;
    uint32_t dollies;        /* 0: as many as are needed */
    uint32_t checkin_points; /* 0: a train is taken in at once */
    struct dist uld_checkin_min;
    uint32_t uld_buffer_positions; /* 0: any number of ULDs may wait in the hall */
    /* breakdown and build-up */
    double m2_per_workstation;
    uint32_t team;
    struct dist uld_setup_min;
    double pieces_per_worker_h, bagged_share, bag_parcels, parcel_cv;
    double general_t_per_team_h, buildup_t_per_team_h;
    uint32_t buildup_by; /* enum hall_buildup */
    uint32_t buildup_team;
    double screened_share, screening_t_per_h;
    /* X-ray of imports */
    uint32_t xray_lines; /* 0: there are none */
    double xray_pieces_per_h, xray_general_t_per_h, xray_alarm_share;
    /* sorter */
    uint32_t grain; /* enum hall_grain */
    uint32_t sorters;
    double circuit_s;
    uint32_t chute_places;
    double chute_pieces_per_h;
    double sorter_pieces_per_h, operational_share, recirculation_share, sort_pieces_per_worker_h;
    struct dist sorter_uptime_h, sorter_repair_min;
    uint32_t sorter_ages;     /* enum hall_ageing */
    double sorter_jams_per_h; /* of a line, where lines are counted */
    struct dist sorter_jam_s;
    double sort_from_hour, sort_until_hour; /* of the day; equal: at all hours */
    int64_t sorter_stop_at_us;              /* a planned stop */
    double sorter_stop_min;
    uint32_t induction_lines, line_hands; /* 0 lines: not counted */
    double line_pieces_per_h;
    double no_read_share;
    uint32_t video_desks; /* 0: what was not read goes round again */
    double video_item_s, video_known_share;
    uint32_t hand_desks; /* 0: as many as are needed */
    double hand_item_s;
    /* trucks */
    double m2_per_door;
    double destination_share[HALL_DESTINATIONS];
    double wave_hour[HALL_WAVES]; /* hour of day; 24 or more: not used */
    double parcel_truck_kg, general_truck_kg;
    struct dist truck_load_min;
    double uld_load_share; /* of that, for freight in ULDs that nobody opened */
    uint32_t dock_team;
    char trucks[PARAM_TEXT_BYTES]; /* name of a file; "": trucks come as freight asks for them */
    struct timetable_trucks truck_timetable; /* what stands there */
    struct dist truck_late_min;              /* those that bring freight by it; below 0: early */
    double truck_missing_share;
    double export_lead_h; /* freight arrives up to this long before the flight leaves */
    double
        export_cutoff_h; /* who comes later than this before a flight leaves is booked on another */
    /* posts that do not follow a workload */
    double security_posts_per_10000m2, maintenance_posts_per_sorter;
    double workers_per_supervisor, office_share;
    double declarations_per_clerk_h; /* lines that a clerk handles */
    double clerk_line_share;         /* share of parcels that need a clerk's hand */
};

/* The table stands in hall_params.c. */
extern const struct param hall_params[];
extern const size_t hall_params_n;
extern const char *const hall_area_name[HALL_AREAS];
extern const char *const hall_employer_name[HALL_EMPLOYERS];

double hall_area_m2(const struct hall_def *def, int64_t at_us);          /* (1) */
double hall_room_kg_per_week(const struct hall_def *def, int64_t at_us); /* (2) */
double hall_sorter_pieces_per_h(const struct hall_def *def);             /* (4) */
double hall_carriers_per_h(const struct hall_def *def);      /* (4) for pieces that pass once */
double hall_passes(const struct hall_def *def);              /* (5) */
double hall_sorted_per_worker_h(const struct hall_def *def); /* (6) */
double hall_hand_coded_share(const struct hall_def *def);    /* of the pieces; 0 without desks */
uint32_t hall_lines_open(const struct hall_def *def, double people, uint32_t jammed);
double hall_pieces(const struct hall_def *def, enum cargo_kind kind, double parcels); /* (3) */
uint32_t hall_workstations(const struct hall_def *def, int64_t at_us);
uint32_t hall_doors(const struct hall_def *def, int64_t at_us);
uint32_t hall_crew(const struct hall_def *def, enum hall_area area);
enum hall_employer hall_employer_of(const struct hall_def *def, enum hall_area area);

#endif
