// SPDX-License-Identifier: GPL-3.0-or-later
/* Curves over an input: each with its band, its own sign, and its name in the key. */
#include <math.h>
#include <string.h>

#include "plots/figure.h"
#include "plots/panels.h"

enum { TOP = 74, KEY = 18, HEIGHT = 470, LEFT = 76, RIGHT = 772, FOOT = 78 };
enum { COLUMNS = 3, EDGE = 18, GUTTER = 22, ROW_HEIGHT = 188, APART_TOP = 66, APART_FOOT = 52 };

static const struct {
    enum look_colour line;
    const char *band; /* solid, so that it prints in grey */
    const char *sign;
} look[FIGURE_CURVES] = {
    {LOOK_BLUE, "#DCEBF4", "pt 7 ps 0.6"},    {LOOK_VERMILION, "#F6E3D7", "pt 5 ps 0.6"},
    {LOOK_GREEN, "#DDEFE9", "pt 9 ps 0.7"},   {LOOK_PURPLE, "#F7E7EF", "pt 13 ps 0.7"},
    {LOOK_ORANGE, "#FBEFD5", "pt 11 ps 0.7"}, {LOOK_INK, "#E6E6E6", "pt 4 ps 0.7"},
};

struct range {
    double lo, hi;
};

static void widen(struct range *range, double value)
{
    if (!isfinite(value)) return;
    if (!(value >= range->lo)) range->lo = value;
    if (!(value <= range->hi)) range->hi = value;
}

static void find_ranges(const struct pictures_curves *curves, size_t n, struct range *x,
                        struct range *y)
{
    *x = *y = (struct range){NAN, NAN};
    widen(y, curves->line);
    for (size_t c = 0; c < n; c++) {
        const struct pictures_curve *curve = &curves->curve[c];
        for (size_t i = 0; i < curve->n; i++) {
            widen(x, curve->x[i]);
            widen(y, curve->y[i]);
            if (curve->lo) widen(y, curve->lo[i]);
            if (curve->hi) widen(y, curve->hi[i]);
        }
    }
}

static void write_points(struct picture *picture, const struct pictures_curves *curves, size_t n)
{
    fputs("curve,x,y,lo,hi,label\n", picture->csv);
    for (size_t c = 0; c < n; c++) {
        const struct pictures_curve *curve = &curves->curve[c];
        for (size_t i = 0; i < curve->n; i++) {
            const double number[] = {curve->x[i], curve->y[i], curve->lo ? curve->lo[i] : NAN,
                                     curve->hi ? curve->hi[i] : NAN};
            fprintf(picture->csv, "%zu", c + 1);
            for (size_t k = 0; k < sizeof number / sizeof *number; k++) {
                fputc(',', picture->csv);
                text_value(picture->csv, number[k]);
            }
            fputc(',', picture->csv);
            text_csv(picture->csv, curve->label);
            fputc('\n', picture->csv);
        }
    }
}

/* Names of the curves above the axes, each in its colour with its sign. */
static void draw_key(struct picture *picture, const struct pictures_curves *curves, size_t n)
{
    double x = LEFT;
    for (size_t c = 0; c < n; c++) {
        char label[TEXT_BYTES];
        text_clean(label, curves->curve[c].label, 60);
        if (*label == '\0') continue;
        fprintf(picture->body, "set label '' at screen %.5f,%.5f point %s lc rgb '%s' front\n",
                x / picture->width, 1 - (TOP - 12.0) / picture->height, look[c].sign,
                look_colour(look[c].line));
        look_label(picture,
                   (struct look_words){x + 10, TOP - 12, LOOK_LEFT, 11, false, look[c].line},
                   label);
        x += 34 + 6.2 * (double)text_characters(label);
    }
}

static void draw_axes(struct picture *picture, const struct pictures_curves *curves,
                      const struct panels_axis *x, const struct panels_axis *y, struct range span)
{
    char words[TEXT_BYTES], clean[TEXT_BYTES];
    const double pad = 0.02 * (span.hi > span.lo ? span.hi - span.lo : 1);
    look_place(picture, LEFT, TOP + KEY, RIGHT, HEIGHT - FOOT);
    fprintf(picture->body,
            "set xrange [%.17g:%.17g]; set format x '%%g'; set xtics %.17g,%.17g\n"
            "set yrange [%.17g:%.17g]; set format y '%%g'; set ytics %.17g,%.17g\n",
            (span.lo - pad) / x->unit, (span.hi + pad) / x->unit, x->lo, x->step, y->lo, y->hi,
            y->lo, y->step);
    text_clean(clean, curves->frame.axis, 110);
    snprintf(words, sizeof words, "%s%.800s", x->word, clean);
    look_label(picture,
               (struct look_words){(LEFT + RIGHT) / 2.0, HEIGHT - FOOT + 36, LOOK_CENTRE, 11, false,
                                   LOOK_SOFT},
               words);
    text_clean(clean, curves->y_axis, 110);
    snprintf(words, sizeof words, "%s%.800s", y->word, clean);
    look_label(picture, (struct look_words){LEFT - 40, TOP + 8, LOOK_LEFT, 11, false, LOOK_SOFT},
               words);
    if (isfinite(curves->line))
        fprintf(picture->body,
                "set arrow from graph 0, first %.17g to graph 1, first %.17g nohead lw 1.4 dt 2 lc "
                "rgb '%s' front\n",
                curves->line / y->unit, curves->line / y->unit, look_colour(LOOK_VERMILION));
    if (isfinite(curves->from) && isfinite(curves->to))
        fprintf(picture->body,
                "set object rectangle from first %.17g, graph 0 to first %.17g, graph 1 behind "
                "fillcolor rgb '%s' fillstyle solid 1 noborder\n",
                curves->from / x->unit, curves->to / x->unit, look_colour(LOOK_GREEN_PALE));
}

static void draw_curves(struct picture *picture, const struct pictures_curves *curves, size_t n,
                        double x, double y)
{
    fputs("plot \\\n", picture->body);
    for (size_t c = 0; c < n; c++)
        if (curves->curve[c].lo)
            fprintf(picture->body,
                    "    data skip 3 using (of(%zu,2,%g)):(of(%zu,4,%g)):(of(%zu,5,%g)) with %s "
                    "rgb '%s', \\\n",
                    c + 1, x, c + 1, y, c + 1, y,
                    curves->curve[c].points ? "vectors nohead lc" : "filledcurves fc",
                    look[c].band);
    for (size_t c = 0; c < n; c++)
        fprintf(
            picture->body,
            "    data skip 3 using (of(%zu,2,%g)):(of(%zu,3,%g)) with %s %s lw 2 lc rgb '%s'%s\n",
            c + 1, x, c + 1, y, curves->curve[c].points ? "points" : "linespoints", look[c].sign,
            look_colour(look[c].line), c + 1 < n ? ", \\" : "");
}

/* ---- side by side ---------------------------------------------------------------------------- */

static struct panels_place place_apart(const struct picture *picture, size_t i, size_t n)
{
    const double width = (picture->width - 2.0 * EDGE - GUTTER * (COLUMNS - 1)) / COLUMNS;
    const double x = EDGE + (width + GUTTER) * (double)(i % COLUMNS);
    const double y = APART_TOP + ROW_HEIGHT * (double)(i / COLUMNS);
    return (struct panels_place){.x0 = x + PANELS_TICKS,
                                 .y0 = y + PANELS_HEAD,
                                 .x1 = x + width,
                                 .y1 = y + ROW_HEIGHT - 36,
                                 .feet = i + COLUMNS >= n};
}

static void draw_one_apart(struct picture *picture, const struct pictures_curve *curve, size_t c,
                           const struct panels_axis *y, struct range x, struct panels_place place)
{
    char label[TEXT_BYTES], note[TEXT_BYTES];
    text_clean(label, curve->label, 80);
    text_clean(note, curve->note ? curve->note : "", 48);
    look_place(picture, place.x0, place.y0, place.x1, place.y1);
    panels_x_axis(picture, x.lo, x.hi, false);
    fprintf(picture->body, "set xtics %.17g,%.17g\n", x.lo, look_step(x.hi - x.lo, 3));
    fprintf(picture->body, "set yrange [%.17g:%.17g]; set format y '%%g'; set ytics %.17g,%.17g\n",
            y->lo, y->hi, y->lo, y->step);
    panels_heading(picture, label, note, place);
    fputs("plot \\\n", picture->body);
    if (curve->lo)
        fprintf(picture->body,
                "    data skip 3 using (of(%zu,2,1)):(of(%zu,4,%g)):(of(%zu,5,%g)) with "
                "filledcurves fc rgb '%s', \\\n",
                c + 1, c + 1, y->unit, c + 1, y->unit, look[0].band);
    fprintf(picture->body,
            "    data skip 3 using (of(%zu,2,1)):(of(%zu,3,%g)) with linespoints %s lw 2 lc rgb "
            "'%s'\nunset label; unset object; unset arrow\n",
            c + 1, c + 1, y->unit, look[0].sign, look_colour(look[0].line));
}

static enum figure_made draw_apart(struct picture *picture, const struct pictures_curves *curves)
{
    const size_t n = curves->n < FIGURE_APART ? curves->n : FIGURE_APART;
    struct range x, y;
    char axis[TEXT_BYTES];
    find_ranges(curves, n, &x, &y);
    if (!isfinite(x.lo) || !isfinite(y.lo)) return FIGURE_NOTHING;
    const struct panels_axis y_axis = strcmp(curves->y_axis, "%") == 0 && y.lo >= 0 && y.hi <= 100
                                          ? (struct panels_axis){0, 104, 50, 1, ""}
                                          : panels_axis(y.lo, y.hi, 3);
    picture->height = APART_TOP + ROW_HEIGHT * (int)((n + COLUMNS - 1) / COLUMNS) + APART_FOOT;
    look_begin(picture, curves->frame.title);
    look_titles(picture, curves->frame.title, curves->frame.subtitle, curves->frame.footer);
    text_clean(axis, curves->frame.axis, 110);
    look_label(picture,
               (struct look_words){EDGE, picture->height - APART_FOOT + 4, LOOK_LEFT, 11, false,
                                   LOOK_SOFT},
               axis);
    write_points(picture, curves, n);
    for (size_t c = 0; c < n; c++) {
        draw_one_apart(picture, &curves->curve[c], c, &y_axis, x, place_apart(picture, c, n));
        fprintf(picture->description, "%s: %s. ", curves->curve[c].label,
                curves->curve[c].note ? curves->curve[c].note : "");
    }
    look_end(picture);
    return FIGURE_MADE;
}

enum figure_made figure_curves(struct picture *picture, const struct pictures_curves *curves)
{
    if (curves->apart) return draw_apart(picture, curves);
    const size_t n = curves->n < FIGURE_CURVES ? curves->n : FIGURE_CURVES;
    struct range x, y;
    find_ranges(curves, n, &x, &y);
    if (!isfinite(x.lo) || !isfinite(y.lo)) return FIGURE_NOTHING;
    const struct panels_axis x_axis = panels_axis(x.lo, x.hi, 8);
    const struct panels_axis y_axis = strcmp(curves->y_axis, "%") == 0 && y.lo >= 0 && y.hi <= 100
                                          ? (struct panels_axis){0, 104, 20, 1, ""}
                                          : panels_axis(y.lo, y.hi, 6);
    picture->height = HEIGHT;
    look_begin(picture, curves->frame.title);
    look_titles(picture, curves->frame.title, curves->frame.subtitle, curves->frame.footer);
    write_points(picture, curves, n);
    draw_axes(picture, curves, &x_axis, &y_axis, x);
    draw_key(picture, curves, n);
    draw_curves(picture, curves, n, x_axis.unit, y_axis.unit);
    look_end(picture);
    fprintf(picture->description, "%s over %s. ", curves->y_axis, curves->frame.axis);
    return FIGURE_MADE;
}
