// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/forecast.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub_def.h"
#include "scenarios/input/value_format.h"
#include "sim/date.h"
#include "sim/stats/interval.h"

/* ---- growth, by the record ------------------------------------------------------------------- */

enum { YEARS_MAX = 200, YEARS_LEAST = 4 };

static double counted(const struct observed *record, const char *measure, int32_t year,
                      int64_t by_us)
{
    const struct observed_row *row = observed_find(record, measure, year);
    return row && row->known_us <= by_us && row->value > 0 ? row->value : NAN;
}

struct forecast_growth forecast_growth(const struct observed *record, const char *measure,
                                       int64_t by_us, double assumed_sd)
{
    double x[YEARS_MAX];
    size_t n = 0;
    const int32_t last = date_of(by_us).year;
    for (int32_t year = last - YEARS_MAX + 1; year <= last; year++) {
        const double growth =
            log(counted(record, measure, year, by_us) / counted(record, measure, year - 1, by_us));
        if (isfinite(growth)) x[n++] = growth; /* (1) */
    }
    if (n < YEARS_LEAST)
        return (struct forecast_growth){n, 0, assumed_sd / sqrt(YEARS_LEAST), assumed_sd};
    const double years = (double)n, sd = interval_sd(x, n);
    return (struct forecast_growth){n, interval_average(x, n), sd / sqrt(years), /* (2) */
                                    sd * sqrt((years - 1) / (years - 3))};       /* (3) */
}

/* ---- the text -------------------------------------------------------------------------------- */

struct writing {
    const struct scenario *scenario;
    const struct hub_def *def;
    const struct observed *record;
    const struct reference_class *all;
    int64_t by_us;
    struct text_arena *arena;
    FILE *to;
    size_t entries;
    forecast_complain *complain;
    void *context;
};

/* "a.b.c" and a value as "a = { b = { c = VALUE; }; };" */
static const char *nest(struct text_arena *arena, const char *path, const char *value)
{
    const char *dot = strchr(path, '.');
    if (!dot) return text_arena_printf(arena, "%s = %s;", path, value);
    return text_arena_printf(arena, "%.*s = { %s };", (int)(dot - path), path,
                             nest(arena, dot + 1, value));
}

static void begin_entry(struct writing *writing, int64_t at_us)
{
    fprintf(writing->to, "%s\n  { at = %s; known = %s;", writing->entries++ ? "," : "timeline = (",
            value_format_date(writing->arena, at_us),
            value_format_date(writing->arena, writing->by_us));
}

static void write_group(struct writing *writing, const char *group, const char *path,
                        const char *value)
{
    fprintf(writing->to, " %s = { %s };", group, nest(writing->arena, path, value));
}

static void end_entry(struct writing *writing, const char *draw, const char *source,
                      const char *note)
{
    struct text_arena *arena = writing->arena;
    if (draw) fprintf(writing->to, " draw = %s;", value_format_text(arena, draw));
    if (*source) fprintf(writing->to, " source = %s;", value_format_text(arena, source));
    if (*note) fprintf(writing->to, " note = %s;", value_format_text(arena, note));
    fputs(" }", writing->to);
}

/* ---- announcements --------------------------------------------------------------------------- */

struct wanted {
    const char *path;
    const struct param *param;
};

static void look_at(void *context, const char *path, const char *value, const struct param *param,
                    const char *file, int line)
{
    (void)value, (void)file, (void)line;
    struct wanted *wanted = context;
    if (strcmp(path, wanted->path) == 0) wanted->param = param;
}

static const char *trouble_with(const struct forecast_announcement *said, const struct param *param)
{
    if (!param) return "name a setting of this scenario, such as lanes.one.flights_per_week";
    if (isnan(said->value) && param->kind == PARAM_DATE) return NULL;
    if (!isnan(said->value) && param->kind == PARAM_REAL) return NULL;
    return "give a number with value, or a date without";
}

static bool is_open(const struct forecast_announcement *said, int64_t by_us)
{
    return said->known_us <= by_us && said->withdrawn_us > by_us && said->at_us > by_us;
}

static void write_announcement(struct writing *writing, const struct forecast_announcement *said)
{
    struct text_arena *arena = writing->arena;
    const bool opens = isnan(said->value);
    begin_entry(writing, opens ? writing->by_us : said->at_us);
    write_group(writing, "set", said->sets,
                opens ? value_format_date(arena, said->at_us)
                      : value_format_number(arena, said->value));
    if (!said->certain) {
        const struct dist chance = opens ? reference_class_delay(writing->all, writing->by_us)
                                         : reference_class_share(writing->all, writing->by_us,
                                                                 writing->def->forecast.most_share);
        write_group(writing, opens ? "late_y" : "share", said->sets,
                    value_format_dist(arena, &chance));
    }
    end_entry(writing, said->certain ? NULL : said->draw, said->source, said->note);
}

static void write_announcements(struct writing *writing)
{
    for (uint32_t i = 0; i < writing->def->announcements_n; i++) {
        const struct forecast_announcement *said = &writing->def->announcements[i];
        struct wanted wanted = {said->sets, NULL};
        scenario_each(writing->scenario, look_at, &wanted);
        const char *wrong = trouble_with(said, wanted.param);
        if (wrong)
            writing->complain(
                writing->context,
                text_arena_printf(writing->arena, "announcements.%s.sets", said->name), wrong);
        else if (is_open(said, writing->by_us)) write_announcement(writing, said);
    }
}

/* ---- markets --------------------------------------------------------------------------------- */

static const char *lane_path(struct writing *writing, uint32_t lane, const char *key)
{
    return text_arena_printf(writing->arena, "lanes.%s.%s", writing->def->lanes[lane].name, key);
}

static void write_growth(struct writing *writing, const struct forecast_market *market,
                         const struct forecast_growth *growth, uint32_t lane)
{
    const struct dist drawn = {.kind = DIST_NORMAL, .a = expm1(growth->mean), .b = growth->mean_sd};
    const char *draw = text_arena_printf(writing->arena, "market %s growth", market->name);
    begin_entry(writing, writing->by_us);
    write_group(writing, "set", lane_path(writing, lane, "growth_share_per_year"),
                value_format_dist(writing->arena, &drawn));
    end_entry(writing, draw, "", "");
    begin_entry(writing, writing->by_us);
    write_group(writing, "set", lane_path(writing, lane, "growth_from"),
                value_format_date(writing->arena, writing->by_us));
    end_entry(writing, NULL, "", "");
}

/* A factor of mean 1 whose logarithm has that deviation. */
static void write_shock(struct writing *writing, int32_t year, uint32_t lane, double sd,
                        const char *draw)
{
    if (!(sd > 0)) return;
    const struct dist factor = {.kind = DIST_LOGNORMAL, .a = 1, .b = sqrt(expm1(sd * sd))};
    begin_entry(writing, date_us(year, 1, 1));
    write_group(writing, "scale", lane_path(writing, lane, "flights_per_week"),
                value_format_dist(writing->arena, &factor));
    end_entry(writing, draw, "", "");
}

static void write_exit(struct writing *writing, const struct forecast_market *market, int32_t year,
                       uint32_t lane)
{
    if (!(market->exits_per_year > 0)) return;
    struct dist left = {.kind = DIST_DISCRETE, .points = 2};
    left.value[0] = market->left_share, left.weight[0] = market->exits_per_year;
    left.value[1] = 1, left.weight[1] = 1 - market->exits_per_year;
    begin_entry(writing, date_us(year, 1, 1));
    write_group(writing, "scale", lane_path(writing, lane, "flights_per_week"),
                value_format_dist(writing->arena, &left));
    end_entry(writing,
              text_arena_printf(writing->arena, "exit %s %d", writing->def->lanes[lane].name, year),
              "", "");
}

static void write_lane(struct writing *writing, const struct forecast_market *market,
                       const struct forecast_growth *growth, uint32_t lane)
{
    struct text_arena *arena = writing->arena;
    const int32_t from = date_of(writing->by_us - 1).year + 1;
    const int32_t until = date_of(writing->def->run.to_us - 1).year;
    const char *name = writing->def->lanes[lane].name;
    write_growth(writing, market, growth, lane);
    for (int32_t year = from; year <= until; year++) {
        write_shock(writing, year, lane, growth->year_sd,
                    text_arena_printf(arena, "market %s %d", market->name, year));
        write_shock(writing, year, lane, market->own_sd,
                    text_arena_printf(arena, "lane %s %d", name, year));
        write_exit(writing, market, year, lane);
    }
}

static void write_markets(struct writing *writing)
{
    for (uint32_t i = 0; i < writing->def->markets_n; i++) {
        const struct forecast_market *market = &writing->def->markets[i];
        const struct forecast_growth growth =
            forecast_growth(writing->record, market->record, writing->by_us, market->growth_sd);
        for (uint32_t l = 0; l < market->lanes.n; l++)
            write_lane(writing, market, &growth, market->lanes.item[l]);
    }
}

const char *forecast_text(const struct scenario *scenario, const struct observed *record,
                          const struct reference_class *all, int64_t by_us,
                          struct text_arena *arena, forecast_complain *complain, void *context)
{
    char *text = NULL;
    size_t n = 0;
    struct writing writing = {.scenario = scenario,
                              .def = scenario_plan(scenario)->base,
                              .record = record,
                              .all = all,
                              .by_us = by_us,
                              .arena = arena,
                              .to = open_memstream(&text, &n),
                              .complain = complain,
                              .context = context};
    if (!writing.to) return NULL;
    write_announcements(&writing);
    write_markets(&writing);
    if (writing.entries) fputs("\n);\n", writing.to);
    const bool whole = fclose(writing.to) == 0;
    const char *kept = whole && n > 0 ? text_arena_text(arena, text, n) : NULL;
    free(text);
    return kept;
}
