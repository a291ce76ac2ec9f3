// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/figure.h"

#include <math.h>

#include "plots/panels.h"
#include "sim/date.h"

enum { KEY_Y = 66, TOP = 102, ROW_HEIGHT = 156, FOOT = 40, COLUMN_HEAD_Y = 98 };

/* Read down: the way of the goods. Left: what passes in an hour. Right: what waits or works beside
 * it. */
static const enum measure_day order[MEASURE_DAY_SERIES] = {
    MEASURE_DAY_LANDED_ULDS,  MEASURE_DAY_STANDS, MEASURE_DAY_BROKEN_DOWN,
    MEASURE_DAY_WAITING_ULDS, MEASURE_DAY_SORTED, MEASURE_DAY_WAITING_SORT,
    MEASURE_DAY_TRUCKS,       MEASURE_DAY_PRESENT};

/* When each series is at its height, for those who cannot see it. */
static void describe(struct picture *picture, const struct fan *fan)
{
    char meaning[TEXT_BYTES], value[TEXT_BYTES];
    const struct fan_point *peak = NULL;
    for (size_t i = 0; i < fan->points; i++)
        if (isfinite(fan->point[i].mean) && (peak == NULL || fan->point[i].mean > peak->mean))
            peak = &fan->point[i];
    text_clean(meaning, fan->measure.meaning, TEXT_MOST_CHARACTERS);
    if (peak == NULL) fprintf(picture->description, "%s: n/a. ", meaning);
    else
        fprintf(picture->description, "%s: highest from %02.0f:00, %s. ", meaning, peak->x - 0.5,
                text_quantity(value, peak->mean, fan->measure.unit));
}

static void draw_all(struct picture *picture, const struct outcome *outcome, const struct fan *fan)
{
    char title[TEXT_BYTES], day[17];
    picture->height = TOP + ROW_HEIGHT * 4 + FOOT;
    snprintf(title, sizeof title, "One day in the hub, hour by hour: %s",
             date_write(day, outcome->day_us, false));
    look_begin(picture, "day: flows and queues of one day");
    look_frame(picture, outcome, title, "bands: chance and uncertain inputs together");
    const double x = look_key(picture, 18, KEY_Y, LOOK_MEDIAN, "mean over replications");
    look_key(picture, x, KEY_Y, LOOK_BAND_80, "95 % of replications");
    look_label(picture, (struct look_words){18, COLUMN_HEAD_Y, LOOK_LEFT, 12, false, LOOK_SOFT},
               "WHAT PASSES IN AN HOUR");
    look_label(picture, (struct look_words){413, COLUMN_HEAD_Y, LOOK_LEFT, 12, false, LOOK_SOFT},
               "WHAT WAITS, OR IS IN USE");
    fan_head(picture->csv);
    for (size_t i = 0; i < MEASURE_DAY_SERIES; i++) {
        fan_rows(picture->csv, &fan[i], (int)i + 1);
        describe(picture, &fan[i]);
    }
    panels_draw(picture, &(struct panels){.fan = fan,
                                          .n = MEASURE_DAY_SERIES,
                                          .columns = 2,
                                          .hours = true,
                                          .top = TOP,
                                          .row_height = ROW_HEIGHT});
    look_end(picture);
}

enum figure_made figure_day(struct picture *picture, const struct outcome *outcome)
{
    struct fan fan[MEASURE_DAY_SERIES] = {0};
    size_t used = 0, simulated = 0;
    bool fine = true;
    while (fine && outcome->day != NULL && used < MEASURE_DAY_SERIES) {
        fine = fan_of_day(&fan[used], outcome, order[used]);
        simulated += fan[used++].simulated;
    }
    if (fine && simulated > 0) draw_all(picture, outcome, fan);
    for (size_t i = 0; i < used; i++)
        fan_free(&fan[i]);
    return !fine ? FIGURE_NO_MEMORY : simulated == 0 ? FIGURE_NOTHING : FIGURE_MADE;
}
