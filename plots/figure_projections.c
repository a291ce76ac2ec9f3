// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/figure.h"

#include <math.h>

#include "plots/panels.h"

enum { KEY_Y = 66, TOP = 88, ROW_HEIGHT = 230, FOOT = 24 };

static const char bands[] =
    "bands: chance and uncertain inputs together; observed: sources in models/SOURCES.md";

static bool has_marks(const struct fan *fan, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (fan[i].marks > 0) return true;
    return false;
}

/* What the eye sees, for those who cannot: where each measure ends, and what was counted last. */
static void describe(struct picture *picture, const struct fan *fan)
{
    char meaning[TEXT_BYTES], value[TEXT_BYTES];
    text_clean(meaning, fan->measure.meaning, TEXT_MOST_CHARACTERS);
    for (size_t i = fan->points; i-- > 0;) {
        const struct fan_point *point = &fan->point[i];
        if (!isfinite(point->quantile[FAN_50])) continue;
        fprintf(picture->description, "%s %.0f: median %s", meaning, point->x,
                text_quantity(value, point->quantile[FAN_50], fan->measure.unit));
        fprintf(picture->description, ", 95 %% of replications %s to ",
                text_quantity(value, point->quantile[FAN_025], fan->measure.unit));
        fprintf(picture->description, "%s. ",
                text_quantity(value, point->quantile[FAN_975], fan->measure.unit));
        return;
    }
    fprintf(picture->description, "%s n/a. ", meaning);
}

static bool has_context(const struct fan *fan, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t p = 0; p < fan[i].points; p++)
            if (isfinite(fan[i].point[p].context)) return true;
    return false;
}

static void draw_key(struct picture *picture, bool promised, bool context)
{
    double x = 18;
    x = look_key(picture, x, KEY_Y, LOOK_MEDIAN, "median");
    x = look_key(picture, x, KEY_Y, LOOK_BAND_50, "50 %");
    x = look_key(picture, x, KEY_Y, LOOK_BAND_80, "80 %");
    x = look_key(picture, x, KEY_Y, LOOK_BAND_95, "95 % of replications");
    x = look_key(picture, x, KEY_Y, LOOK_JUDGED, "observed");
    x = look_key(picture, x, KEY_Y, LOOK_CALIBRATION, "observed, as input");
    if (context) x = look_key(picture, x, KEY_Y, LOOK_CONTEXT, "not scored");
    if (promised) look_key(picture, x, KEY_Y, LOOK_PROMISED, "promised");
}

static void draw_all(struct picture *picture, const struct outcome *outcome, const struct fan *fan,
                     size_t n)
{
    const size_t columns = n > 1 ? 2 : 1, rows = (n + columns - 1) / columns;
    picture->height = TOP + ROW_HEIGHT * (int)rows + FOOT;
    look_begin(picture, "projections: where the replications lie, year by year");
    look_frame(picture, outcome, "What the simulation projects, and what was observed", bands);
    draw_key(picture, has_marks(fan, n), has_context(fan, n));
    fan_head(picture->csv);
    for (size_t i = 0; i < n; i++) {
        fan_rows(picture->csv, &fan[i], (int)i + 1);
        describe(picture, &fan[i]);
    }
    panels_draw(picture,
                &(struct panels){
                    .fan = fan, .n = n, .columns = columns, .top = TOP, .row_height = ROW_HEIGHT});
    look_end(picture);
}

enum figure_made figure_projections(struct picture *picture, const struct outcome *outcome,
                                    const char *const *measures, size_t n)
{
    struct fan fan[FIGURE_PANELS] = {0};
    size_t used = 0;
    bool fine = true;
    for (size_t i = 0; i < n && used < FIGURE_PANELS && fine && outcome->years > 0; i++) {
        const int measure = outcome_measure(outcome, measures[i]);
        if (measure >= 0) fine = fan_of_measure(&fan[used++], outcome, (size_t)measure);
    }
    if (fine && used > 0) draw_all(picture, outcome, fan, used);
    for (size_t i = 0; i < used; i++)
        fan_free(&fan[i]);
    return !fine ? FIGURE_NO_MEMORY : used == 0 ? FIGURE_NOTHING : FIGURE_MADE;
}
