// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/cautions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub_load.h"
#include "sim/date.h"

enum { KEY_BYTES = 2 * PARAM_NAME_BYTES + 32, WORDS_BYTES = 400 };

struct warning {
    const struct experiment *experiment;
    const char *file;
    struct diagnostics *to;
};

/* Of one resource: when more than it can do came first, and when it was worst. */
struct excess {
    int64_t first_us, worst_us;
    struct hub_load first, worst;
};

struct lane_seen {
    bool flies, has_parcels;
    int64_t shut_us, open_us; /* first seen without a hall; when one opened after that */
    double shut_t;
};

struct seen {
    struct excess hall[HALL_MAX][HUB_LOADS], officers;
    struct lane_seen lane[LANE_MAX];
};

/* What a hall's work depends on: the setting that says it, and what it is counted in. */
struct words {
    const char *key, *also, *what, *unit;
};

static const struct words hall_words[HUB_LOADS] = {
    [HUB_LOAD_FLOOR] = {"flow_t_per_m2_year", "phase1_m2", "the floor",
                        "t of freight, in and out,"},
    [HUB_LOAD_BREAKDOWN] = {"m2_per_workstation", "phase1_m2", "the places for breakdown",
                            "team-hours"},
    [HUB_LOAD_XRAY] = {"xray_lines", "phase1_m2", "the X-ray lines", "line-hours"},
    [HUB_LOAD_SORTER] = {"sorters", "phase1_m2", "the sorter", "pieces"},
    [HUB_LOAD_SCREENING] = {"screening_t_per_h", "phase1_m2", "the screening of freight out",
                            "machine-hours"},
    [HUB_LOAD_BUILDUP] = {"m2_per_workstation", "phase1_m2", "the places for build-up",
                          "team-hours"},
    [HUB_LOAD_DOCKS] = {"m2_per_door", "phase1_m2", "the truck doors", "door-hours"},
};

/* ---- what was seen --------------------------------------------------------------------------- */

static double ratio_of(const struct hub_load *load)
{
    return load->capacity > 0 ? load->offered / load->capacity : INFINITY;
}

static void look(struct excess *excess, const struct hub_load *load, int64_t at_us)
{
    const double room = 1e-9;
    if (!(load->offered > load->capacity * (1 + room))) return;
    if (!(excess->first.offered > 0)) {
        excess->first_us = at_us;
        excess->first = *load;
    }
    if (excess->worst.offered > 0 && ratio_of(load) <= ratio_of(&excess->worst)) return;
    excess->worst_us = at_us;
    excess->worst = *load;
}

static void look_at_lane(struct lane_seen *lane, const struct lane_def *def, double week_t,
                         bool is_shut, int64_t at_us)
{
    lane->flies |= week_t > 0;
    lane->has_parcels |= def->business == LANE_GENERAL || def->parcel_share_in > 0;
    if (is_shut && lane->shut_us == 0) {
        lane->shut_us = at_us;
        lane->shut_t = week_t;
    }
    if (!is_shut && lane->shut_us != 0 && lane->open_us == 0) lane->open_us = at_us;
}

/* A hall that is shut has no capacity: of its lanes that is said. */
static void look_at_date(void *context, int64_t at_us, const struct hub_def *def,
                         const struct hub_loads *loads)
{
    struct seen *seen = context;
    for (uint32_t h = 0; h < def->halls_n; h++)
        for (int load = 0; load < HUB_LOADS && hall_area_m2(&def->halls[h], at_us) > 0; load++)
            look(&seen->hall[h][load], &loads->hall[h][load], at_us);
    if (loads->officers.capacity > 0) look(&seen->officers, &loads->officers, at_us);
    for (uint32_t l = 0; l < def->lanes_n; l++)
        look_at_lane(&seen->lane[l], &def->lanes[l], loads->lane_t[l], loads->lane_is_shut[l],
                     at_us);
}

/* ---- reporting ------------------------------------------------------------------------------- */

/* Of that setting, at its line or, if it is a default, at the line of the other one. */
static void report(const struct warning *warning, const char *path, const char *also,
                   const char *words)
{
    experiment_report(warning->experiment->scenario, warning->to, warning->file, path, also, words);
}

static void date_text(char to[16], int64_t at_us)
{
    const struct date date = date_of(at_us);
    snprintf(to, 16, "%04d-%02d-%02d", (int)date.year, (int)date.month, (int)date.day);
}

static double rounded(double x)
{
    const double unit = x > 0 ? pow(10, fmax(floor(log10(x)) - 2, -1)) : 1;
    return round(x / unit) * unit;
}

static void report_excess(const struct warning *warning, const struct excess *excess,
                          const struct words *of, const char *path, const char *also)
{
    char words[WORDS_BYTES], first[16], worst[16], more[80] = "", share[24] = "";
    if (!(excess->first.offered > 0)) return;
    date_text(first, excess->first_us);
    date_text(worst, excess->worst_us);
    if (excess->worst_us != excess->first_us && isfinite(ratio_of(&excess->worst)))
        snprintf(more, sizeof more, ", %.0f %% on %s", 100 * ratio_of(&excess->worst), worst);
    if (excess->first.capacity > 0)
        snprintf(share, sizeof share, " (%.0f %%)", 100 * ratio_of(&excess->first));
    snprintf(words, sizeof words,
             "warning: too much for %s: on %s %.8g %s come in a mean week for %.8g%s%s", of->what,
             first, rounded(excess->first.offered), of->unit, rounded(excess->first.capacity),
             share, more);
    report(warning, path, also, words);
}

static void report_hall(const struct warning *warning, const struct hall_def *hall,
                        const struct excess excess[HUB_LOADS])
{
    char path[KEY_BYTES], also[KEY_BYTES];
    for (int load = 0; load < HUB_LOADS; load++) {
        const struct words *words = &hall_words[load];
        snprintf(path, sizeof path, "halls.%.31s.%s", hall->name, words->key);
        snprintf(also, sizeof also, "halls.%.31s.%s", hall->name, words->also);
        report_excess(warning, &excess[load], words, path, also);
    }
}

static void report_lane(const struct warning *warning, const struct lane_def *lane,
                        const struct lane_seen *seen)
{
    char path[KEY_BYTES], also[KEY_BYTES], words[WORDS_BYTES], from[16], until[16], end[32] = "";
    if (seen->flies && !seen->has_parcels) {
        snprintf(path, sizeof path, "lanes.%.31s.parcel_share_in", lane->name);
        snprintf(also, sizeof also, "lanes.%.31s.business", lane->name);
        report(
            warning, path, also,
            "warning: an e-commerce or express lane that brings no parcels; give above 0 to 1, or"
            " business = \"general\"");
    }
    if (seen->shut_us == 0) return;
    snprintf(path, sizeof path, "lanes.%.31s.halls", lane->name);
    date_text(from, seen->shut_us);
    if (seen->open_us != 0) {
        date_text(until, seen->open_us);
        snprintf(end, sizeof end, " until %s", until);
    }
    snprintf(words, sizeof words,
             "warning: from %s%s its flights have %.8g t a week, and none of its halls is open",
             from, end, rounded(seen->shut_t));
    report(warning, path, path, words);
}

/* ---- what needs no arithmetic ---------------------------------------------------------------- */

static bool is_changed(const struct warning *warning, const char *start)
{
    const struct plan *plan = scenario_plan(warning->experiment->scenario);
    for (size_t i = 0; i < plan->n; i++)
        if (strncmp(plan->changes[i].path, start, strlen(start)) == 0) return true;
    return false;
}

static bool gets_freight(const struct hub_def *def, uint32_t hall)
{
    for (uint32_t l = 0; l < def->lanes_n; l++)
        for (uint32_t i = 0; i < def->lanes[l].halls.n; i++)
            if (def->lanes[l].halls.item[i] == hall) return true;
    return false;
}

static void report_of_floor(const struct warning *warning, const struct hub_def *def, uint32_t h)
{
    const struct hall_def *hall = &def->halls[h];
    bool floor = false, opens = false;
    char path[KEY_BYTES], also[KEY_BYTES];
    for (int phase = 0; phase < HALL_PHASES; phase++) {
        const bool in_time = hall->phase_opens_us[phase] < def->run.to_us;
        opens = opens || in_time;
        floor = floor || (in_time && hall->phase_m2[phase] > 0);
    }
    snprintf(path, sizeof path, "halls.%.31s.phase", hall->name);
    if (floor || !gets_freight(def, h) || is_changed(warning, path)) return;
    snprintf(path, sizeof path, "halls.%.31s.%s", hall->name, opens ? "phase1_m2" : "phase1_opens");
    snprintf(also, sizeof also, "halls.%.31s.phase1_m2", hall->name);
    report(warning, path, also,
           "warning: lanes send freight to this hall, which has no floor before the run ends");
}

static void report_of_officers(const struct warning *warning, const struct hub_def *def)
{
    double on_shift = 0;
    for (int shift = 0; shift < CUSTOMS_SHIFTS; shift++)
        on_shift += def->customs.shift_share[shift];
    const bool selects = def->customs.document_share + def->customs.examined_share +
                             def->customs.general_document_share +
                             def->customs.general_examined_share >
                         0;
    if (on_shift > 0 || !selects || def->customs.officers_follow) return;
    if (!is_changed(warning, "customs."))
        report(warning, "customs.shift_share", "customs.officers",
               "warning: customs select files, and no officer is ever on shift to see them");
}

void cautions_print(const struct experiment *experiment, const char *file, FILE *to)
{
    static const struct words officers = {"", "", "customs", "officer-hours"};
    const struct warning warning = {experiment, file, diagnostics_new()};
    const struct plan *plan = scenario_plan(experiment->scenario);
    const struct hub_def *def = plan->base;
    struct seen *seen = calloc(1, sizeof *seen);
    for (uint32_t h = 0; h < def->halls_n; h++)
        report_of_floor(&warning, def, h);
    report_of_officers(&warning, def);
    if (seen != NULL && hub_load_each(plan, look_at_date, seen)) {
        for (uint32_t h = 0; h < def->halls_n; h++)
            report_hall(&warning, &def->halls[h], seen->hall[h]);
        report_excess(&warning, &seen->officers, &officers, "customs.officers",
                      "customs.shift_share");
        for (uint32_t l = 0; l < def->lanes_n; l++)
            report_lane(&warning, &def->lanes[l], &seen->lane[l]);
    }
    if (diagnostics_count(warning.to) > 0) diagnostics_print(warning.to, to);
    diagnostics_free(warning.to);
    free(seen);
}
