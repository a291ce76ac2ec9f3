// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/panels.h"

#include <math.h>
#include <string.h>

enum { PAGE_EDGE = 18, GUTTER = 26 };

struct panels_axis panels_axis(double lo, double hi, int steps)
{
    struct panels_axis axis;
    const double largest = fabs(lo) > fabs(hi) ? fabs(lo) : fabs(hi);
    axis.unit = look_unit(largest, &axis.word);
    if (!(hi > lo)) hi = lo + 1;
    axis.step = look_step((hi - lo) * 1.04 / axis.unit, steps);
    axis.lo = axis.step * floor(lo / axis.unit / axis.step);
    axis.hi = axis.step * ceil(hi * (hi > 0 ? 1.02 : 1) / axis.unit / axis.step);
    return axis;
}

static double first_x(const struct fan *fan)
{
    return fan->point[0].x;
}

static double last_x(const struct fan *fan)
{
    return fan->point[fan->points - 1].x;
}

void panels_x_axis(struct picture *picture, double first, double last, bool hours)
{
    const double span = last - first;
    if (hours) fputs("set xrange [0:24]; set format x '%02.0f'; set xtics 0,6,24\n", picture->body);
    else
        fprintf(picture->body,
                "set xrange [%.17g:%.17g]; set format x '%%.0f'; set xtics %.17g,%.17g\n",
                first - 0.6, last + 0.6, first, span < 8 ? 1 : look_step(span, 7));
}

static struct panels_axis draw_y_axis(struct picture *picture, const struct fan *fan)
{
    double lo, hi;
    fan_range(fan, &lo, &hi);
    const struct panels_axis axis = panels_axis(lo, hi, 5);
    fprintf(picture->body, "set yrange [%.17g:%.17g]; set format y '%%g'; set ytics %.17g,%.17g\n",
            axis.lo, axis.hi, axis.lo, axis.step);
    if (axis.lo < 0)
        fputs("set arrow from graph 0, first 0 to graph 1, first 0 nohead lw 0.8 lc rgb '#555555' "
              "back\n",
              picture->body);
    return axis;
}

void panels_heading(struct picture *picture, const char *words, const char *unit,
                    struct panels_place place)
{
    char line[2][TEXT_BYTES];
    const double x = place.x0 - PANELS_TICKS, y = place.y0 - PANELS_HEAD;
    const size_t n = text_wrap(line, 2, words, (size_t)((place.x1 - x) / 7.1));
    for (size_t i = 0; i < n; i++)
        look_label(picture,
                   (struct look_words){x, y + 14.0 * (double)i + (n == 1 ? 14 : 0), LOOK_LEFT, 12,
                                       true, LOOK_INK},
                   line[i]);
    look_label(picture, (struct look_words){x, y + 29, LOOK_LEFT, 11, false, LOOK_SOFT}, unit);
}

static void draw_heading(struct picture *picture, const struct fan *fan, const char *word,
                         struct panels_place place)
{
    char unit[TEXT_BYTES], scaled[TEXT_BYTES];
    text_clean(unit, fan->measure.unit, 24);
    snprintf(scaled, sizeof scaled, "%s%.100s", word, text_unit(unit));
    panels_heading(picture,
                   fan->measure.meaning[0] != '\0' ? fan->measure.meaning : fan->measure.name,
                   scaled, place);
}

/* Words beside a promise's mark: where they stand, in the units of the axes. */
struct note {
    double x0, x1, y0, y1;
    bool right, above;
};

/* How much of the fan a note would cover: the bands and points in its span, looked at four times a
 * year. */
static int count_covered(const struct note *note, const struct fan *fan, double unit)
{
    int covered = 0;
    for (size_t i = 0; i + 1 < fan->points || i == 0; i++) {
        const struct fan_point *a = &fan->point[i], *b = i + 1 < fan->points ? a + 1 : a;
        const double seen[] = {a->judged, a->calibration, a->context};
        for (size_t k = 0; k < 3; k++)
            covered += 2 * (a->x >= note->x0 && a->x <= note->x1 && seen[k] / unit >= note->y0 &&
                            seen[k] / unit <= note->y1);
        for (int part = 0; part < 4; part++) {
            const double share = part / 4.0, x = a->x + share * (b->x - a->x);
            const bool narrow = !isfinite(a->quantile[FAN_025]);
            const int lo = narrow ? FAN_50 : FAN_025, hi = narrow ? FAN_50 : FAN_975;
            const double bottom = a->quantile[lo] + share * (b->quantile[lo] - a->quantile[lo]);
            const double top = a->quantile[hi] + share * (b->quantile[hi] - a->quantile[hi]);
            covered += x >= note->x0 && x <= note->x1 && bottom / unit <= note->y1 &&
                       top / unit >= note->y0;
        }
    }
    return covered;
}

/* The best of four places: above or below the mark, reaching left or right of it, inside the axes.
 */
static struct note place_note(const struct fan *fan, const struct panels_axis *axis, double x,
                              double y, double width, double height, double first, double last)
{
    struct note best = {0};
    int least = 1 << 20;
    for (int way = 0; way < 4; way++) {
        const bool right = way % 2 == 0, above = way < 2;
        struct note note = {.right = right, .above = above};
        note.x1 = right ? x + 0.45 : x - 0.45 + width;
        note.x0 = note.x1 - width;
        note.y0 = above ? y + 0.2 * height : y - 1.2 * height;
        note.y1 = note.y0 + height;
        const bool outside = note.x0 < first - 0.6 || note.x1 > last + 0.6 || note.y0 < axis->lo ||
                             note.y1 > axis->hi + 0.3 * height;
        const int cost = count_covered(&note, fan, axis->unit) + (outside ? 1000 : 0);
        if (cost < least) best = note, least = cost;
    }
    return best;
}

/* "promised: at least 900" beside the mark; a second mark close by keeps its sign and goes without
 * words. */
static void draw_promises(struct picture *picture, const struct fan *fan, struct panels_axis axis,
                          const struct panels_place *place, double last)
{
    const double first = fan->point[0].x, line = 13 / (place->y1 - place->y0) * (axis.hi - axis.lo);
    for (size_t i = 0; i < fan->marks; i++) {
        const struct fan_mark *mark = &fan->mark[i];
        const double y = mark->value / axis.unit;
        char words[TEXT_BYTES], number[TEXT_NUMBER_BYTES];
        bool crowded = false;
        for (size_t j = 0; j < i; j++)
            crowded = crowded || fabs(fan->mark[j].value / axis.unit - y) < 1.5 * line;
        if (crowded) continue;
        snprintf(words, sizeof words, "promised: at %s %s", mark->at_most ? "most" : "least",
                 text_number(number, mark->value));
        const double width =
            6.3 * (double)strlen(words) / (place->x1 - place->x0) * (last - first + 1.2);
        const struct note note = place_note(fan, &axis, mark->x, y, width, line, first, last);
        fprintf(
            picture->body,
            "set label w%d at first %.17g,%.17g %s noenhanced font face.',11' tc rgb '%s' front\n",
            look_text(picture, words), note.right ? note.x1 : note.x0, (note.y0 + note.y1) / 2,
            note.right ? "right" : "left", look_colour(LOOK_VERMILION));
    }
}

static void draw_band(struct picture *picture, bool hours, const struct fan *fan, int series,
                      const char *unit, int lo, int hi, enum look_colour colour)
{
    const int a = FAN_COLUMN_QUANTILE + lo, b = FAN_COLUMN_QUANTILE + hi;
    if (fan->simulated == 1 && !hours)
        fprintf(picture->body,
                "    data skip 3 using 2:(0):($2-0.2):($2+0.2):(of(%d,%d,%s)):(of(%d,%d,%s)) "
                "with boxxyerror fc rgb '%s', \\\n",
                series, a, unit, series, b, unit, look_colour(colour));
    else
        fprintf(picture->body,
                "    data skip 3 using 2:(of(%d,%d,%s)):(of(%d,%d,%s)) with filledcurves fc rgb "
                "'%s', \\\n",
                series, a, unit, series, b, unit, look_colour(colour));
}

static void draw_column(struct picture *picture, int series, int column, const char *unit,
                        const char *style, const char *end)
{
    fprintf(picture->body, "    data skip 3 using 2:(of(%d,%d,%s)) with %s%s\n", series, column,
            unit, style, end);
}

static void draw_dash(struct picture *picture, int series, int column, const char *unit)
{
    fprintf(picture->body,
            "    data skip 3 using ($2-0.45):(of(%d,%d,%s)):(0.9):(0) with vectors nohead lw 2 lc "
            "rgb '%s', \\\n",
            series, column, unit, look_colour(LOOK_VERMILION));
}

static void draw_plot(struct picture *picture, bool hours, const struct fan *fan, int series,
                      double axis_unit)
{
    char unit[32];
    snprintf(unit, sizeof unit, "%g", axis_unit);
    fputs("plot \\\n", picture->body);
    draw_band(picture, hours, fan, series, unit, FAN_025, FAN_975,
              hours ? LOOK_BLUE_80 : LOOK_BLUE_95);
    if (hours) {
        draw_column(picture, series, FAN_COLUMN_MEAN, unit, "lines lw 2 lc rgb '#0072B2'", "");
        return;
    }
    draw_band(picture, hours, fan, series, unit, FAN_10, FAN_90, LOOK_BLUE_80);
    draw_band(picture, hours, fan, series, unit, FAN_25, FAN_75, LOOK_BLUE_50);
    draw_column(picture, series, FAN_COLUMN_QUANTILE + FAN_50, unit,
                fan->simulated == 1 ? "points pt 7 ps 0.9 lc rgb '#0072B2'"
                                    : "lines lw 2 lc rgb '#0072B2'",
                ", \\");
    draw_dash(picture, series, FAN_COLUMN_AT_LEAST, unit);
    draw_dash(picture, series, FAN_COLUMN_AT_MOST, unit);
    draw_column(picture, series, FAN_COLUMN_AT_LEAST, unit, "points pt 9 ps 1 lc rgb '#B84A00'",
                ", \\");
    draw_column(picture, series, FAN_COLUMN_AT_MOST, unit, "points pt 11 ps 1 lc rgb '#B84A00'",
                ", \\");
    draw_column(picture, series, FAN_COLUMN_CONTEXT, unit, look_points(LOOK_CONTEXT), ", \\");
    draw_column(picture, series, FAN_COLUMN_CALIBRATION, unit, look_points(LOOK_CALIBRATION),
                ", \\");
    draw_column(picture, series, FAN_COLUMN_JUDGED, unit, look_points(LOOK_JUDGED), "");
}

void panels_one(struct picture *picture, const struct fan *fan, int series,
                struct panels_place place)
{
    const double last = place.last_x > last_x(fan) ? place.last_x : last_x(fan);
    look_place(picture, place.x0, place.y0, place.x1, place.y1);
    panels_x_axis(picture, first_x(fan), last, place.hours);
    const struct panels_axis axis = draw_y_axis(picture, fan);
    draw_heading(picture, fan, axis.word, place);
    draw_promises(picture, fan, axis, &place, last);
    if (fan->simulated == 0)
        look_label(
            picture,
            (struct look_words){place.x0 + 12, place.y0 + 12, LOOK_LEFT, 10, false, LOOK_SOFT},
            "no answer from the simulation (n/a)");
    if (place.hours && place.feet)
        look_label(picture,
                   (struct look_words){(place.x0 + place.x1) / 2, place.y1 + 32, LOOK_CENTRE, 10,
                                       false, LOOK_SOFT},
                   "hour of the day");
    draw_plot(picture, place.hours, fan, series, axis.unit);
    fputs("unset label; unset object; unset arrow\n", picture->body);
}

/* The axes of panel i on the page. */
static struct panels_place place_panel(const struct picture *picture, const struct panels *panels,
                                       size_t i)
{
    const size_t row = i / panels->columns, column = i % panels->columns;
    const double width = (picture->width - 2 * PAGE_EDGE - GUTTER * (double)(panels->columns - 1)) /
                         (double)panels->columns;
    const double x = PAGE_EDGE + (width + GUTTER) * (double)column;
    const double y = panels->top + panels->row_height * (double)row;
    return (struct panels_place){.x0 = x + PANELS_TICKS,
                                 .y0 = y + PANELS_HEAD,
                                 .x1 = x + width,
                                 .y1 = y + panels->row_height - PANELS_FEET,
                                 .hours = panels->hours,
                                 .feet = i + panels->columns >= panels->n};
}

void panels_draw(struct picture *picture, const struct panels *panels)
{
    double last = 0; /* one x axis for all */
    for (size_t i = 0; i < panels->n; i++)
        if (last_x(&panels->fan[i]) > last) last = last_x(&panels->fan[i]);
    for (size_t i = 0; i < panels->n; i++) {
        struct panels_place place = place_panel(picture, panels, i);
        place.last_x = last;
        panels_one(picture, &panels->fan[i], (int)i + 1, place);
    }
}
