// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/look.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { MARGIN_LEFT = 18, TITLE_Y = 20, SUBTITLE_Y = 40 };

const char *look_colour(enum look_colour colour)
{
    static const char *const rgb[LOOK_COLOURS] = {
        [LOOK_INK] = "#000000",        [LOOK_SOFT] = "#555555",      [LOOK_LINE] = "#DDDDDD",
        [LOOK_BLUE] = "#0072B2",       [LOOK_BLUE_50] = "#7FB8D8",   [LOOK_BLUE_80] = "#B2D4E7",
        [LOOK_BLUE_95] = "#DCEBF4",    [LOOK_VERMILION] = "#B84A00", [LOOK_GREEN] = "#007A5A",
        [LOOK_GREEN_PALE] = "#F1F5EC", [LOOK_ORANGE] = "#E69F00",    [LOOK_SKY] = "#56B4E9",
        [LOOK_PURPLE] = "#CC79A7"};
    return rgb[colour];
}

const char *look_points(enum look_sign sign)
{
    switch (sign) {
    case LOOK_JUDGED:
        return "points pt 13 ps 1.15 lc rgb '#000000'";
    case LOOK_CALIBRATION:
        return "points pt 12 ps 1.05 lw 1.4 lc rgb '#000000'";
    case LOOK_CONTEXT:
        return "points pt 2 ps 0.7 lw 1.2 lc rgb '#555555'";
    case LOOK_PROMISED:
        return "points pt 9 ps 1.1 lc rgb '#B84A00'";
    default:
        return "points pt 7 ps 0.9 lc rgb '#0072B2'";
    }
}

void look_begin(struct picture *picture, const char *what)
{
    const int w = picture->width, h = picture->height;
    fprintf(picture->texts,
            "# %s\n# Redraw with:  gnuplot %s.gp     (reads %s.csv, writes %s.svg and %s.png)\n"
            "# Texts first: they are data. What draws them is below.\n"
            "set encoding utf8\nset datafile separator comma\ndata = '%s.csv'\n",
            what, picture->name, picture->name, picture->name, picture->name, picture->name);
    fprintf(picture->body,
            "\n# A value of series k, in the axis' unit; what is not there draws nothing.\n"
            "of(k, c, unit) = column(1) == k ? column(c) / unit : NaN\n"
            "png = strstrt(GPVAL_TERMINALS, ' pngcairo ') > 0 ? 'pngcairo' : 'gd'\n\n"
            "do for [kind in 'svg png'] {\n"
            "if (kind eq 'svg') {\n"
            "    face = 'sans-serif'; strong = 'sans-serif:Bold'\n"
            "    set terminal svg noenhanced size %d,%d fixed font 'sans-serif,11' background "
            "'#ffffff' name '%s'\n"
            "} else { if (png eq 'pngcairo') {\n"
            "    face = 'sans-serif'; strong = 'sans-serif:Bold'\n"
            "    set terminal pngcairo noenhanced size %d,%d fontscale 1.5 linewidth 2 pointscale "
            "2 font 'sans-serif,11' background '#ffffff'\n"
            "} else {\n"
            "    face = 'DejaVuSans'; strong = 'DejaVuSans-Bold'\n"
            "    set terminal png truecolor noenhanced size %d,%d fontscale 1.5 linewidth 2 font "
            "'DejaVuSans,11' background '#ffffff'\n"
            "} }\n"
            "set output '%s.'.kind\n"
            "unset label; unset object; unset arrow; unset key; unset title\n"
            "set border 3 lc rgb '#555555' lw 0.8\n"
            "set tics nomirror scale 0.5 textcolor rgb '#333333' font face.',11'\n"
            "set grid back lt 1 lw 0.6 lc rgb '#DDDDDD'\n"
            "set style fill solid 1 noborder\nset multiplot\n",
            w, h, picture->name, 2 * w, 2 * h, 2 * w, 2 * h, picture->name);
}

void look_end(struct picture *picture)
{
    fputs("unset multiplot\nset output\n}\n", picture->body);
}

static double across(const struct picture *picture, double x)
{
    return x / picture->width;
}

static double up(const struct picture *picture, double y)
{
    return 1 - y / picture->height;
}

int look_text(struct picture *picture, const char *text)
{
    fprintf(picture->texts, "w%d = ", ++picture->texts_count);
    text_gnuplot(picture->texts, text);
    fputc('\n', picture->texts);
    return picture->texts_count;
}

void look_label(struct picture *picture, struct look_words words, const char *text)
{
    static const char *const side[] = {"left", "center", "right"};
    const int number = look_text(picture, text);
    fprintf(picture->body,
            "set label w%d at screen %.5f,%.5f %s noenhanced font %s.',%g' tc rgb '%s' front\n",
            number, across(picture, words.x), up(picture, words.y), side[words.side],
            words.strong ? "strong" : "face", words.points, look_colour(words.colour));
}

void look_box(struct picture *picture, double x0, double y0, double x1, double y1,
              enum look_colour fill, enum look_colour border)
{
    fprintf(picture->body,
            "set object rectangle from screen %.5f,%.5f to screen %.5f,%.5f behind "
            "fillcolor rgb '%s' fillstyle solid 1 border lc rgb '%s' lw 0.8\n",
            across(picture, x0), up(picture, y0), across(picture, x1), up(picture, y1),
            look_colour(fill), look_colour(border));
}

void look_place(struct picture *picture, double x0, double y0, double x1, double y1)
{
    fprintf(picture->body,
            "set lmargin at screen %.5f; set rmargin at screen %.5f\n"
            "set tmargin at screen %.5f; set bmargin at screen %.5f\n",
            across(picture, x0), across(picture, x1), up(picture, y0), up(picture, y1));
}

void look_titles(struct picture *picture, const char *title, const char *subtitle,
                 const char *footer)
{
    char clean[TEXT_BYTES];
    text_clean(picture->title, title, 90);
    look_label(picture, (struct look_words){MARGIN_LEFT, TITLE_Y, LOOK_LEFT, 16, true, LOOK_INK},
               picture->title);
    text_clean(clean, subtitle, 110);
    look_label(picture,
               (struct look_words){MARGIN_LEFT, SUBTITLE_Y, LOOK_LEFT, 12, false, LOOK_SOFT},
               clean);
    text_clean(clean, footer, 150);
    look_label(
        picture,
        (struct look_words){MARGIN_LEFT, picture->height - 14, LOOK_LEFT, 10, false, LOOK_SOFT},
        clean);
}

void look_frame(struct picture *picture, const struct outcome *outcome, const char *title,
                const char *bands)
{
    char footer[TEXT_BYTES];
    snprintf(footer, sizeof footer, "%zu replication%s, seed %" PRIu64 "; %s",
             outcome->replications, outcome->replications == 1 ? "" : "s", outcome->seed,
             outcome->replications == 1 ? "one replication has no band" : bands);
    look_titles(picture, title, outcome->title, footer);
}

static void draw_line(struct picture *picture, double x0, double y0, double x1, double y1,
                      const char *style)
{
    fprintf(picture->body, "set arrow from screen %.5f,%.5f to screen %.5f,%.5f nohead %s\n",
            across(picture, x0), up(picture, y0), across(picture, x1), up(picture, y1), style);
}

static void draw_point(struct picture *picture, double x, double y, const char *style)
{
    fprintf(picture->body, "set label '' at screen %.5f,%.5f %s%s front\n", across(picture, x),
            up(picture, y), "point", style + strlen("points"));
}

double look_key(struct picture *picture, double x, double y, enum look_sign sign, const char *text)
{
    const double end = x + 20;
    switch (sign) {
    case LOOK_BAND_95:
        look_box(picture, x, y - 5, end, y + 5, LOOK_BLUE_95, LOOK_BLUE_80);
        break;
    case LOOK_BAND_80:
        look_box(picture, x, y - 5, end, y + 5, LOOK_BLUE_80, LOOK_BLUE_80);
        break;
    case LOOK_BAND_50:
        look_box(picture, x, y - 5, end, y + 5, LOOK_BLUE_50, LOOK_BLUE_50);
        break;
    case LOOK_SIDE_KEPT:
        look_box(picture, x, y - 5, end, y + 5, LOOK_GREEN_PALE, LOOK_LINE);
        break;
    case LOOK_MEDIAN:
        draw_line(picture, x, y, end, y, "lw 2 lc rgb '#0072B2'");
        break;
    case LOOK_MEAN_INTERVAL:
        draw_line(picture, x, y, end, y, "lw 3 lc rgb '#0072B2'");
        draw_point(picture, (x + end) / 2, y, look_points(LOOK_MEAN));
        break;
    default:
        draw_point(picture, (x + end) / 2, y, look_points(sign));
        break;
    }
    look_label(picture, (struct look_words){end + 5, y, LOOK_LEFT, 11, false, LOOK_INK}, text);
    return end + 5 + 5.7 * (double)text_characters(text) + 12;
}

double look_step(double span, int most)
{
    if (!(span > 0) || !isfinite(span)) return 1;
    const double rough = span / most;
    const double power = pow(10, floor(log10(rough)));
    const double times = rough / power;
    return (times <= 1.0000001 ? 1 : times <= 2.0000001 ? 2 : times <= 5.0000001 ? 5 : 10) * power;
}

double look_unit(double largest, const char **word)
{
    static const struct {
        double from, unit;
        const char *word;
    } scale[] = {{1e9, 1e9, "billion "}, {1e6, 1e6, "million "}, {1e4, 1e3, "thousand "}};
    for (size_t i = 0; i < sizeof scale / sizeof *scale; i++) {
        *word = scale[i].word;
        if (fabs(largest) >= scale[i].from) return scale[i].unit;
    }
    *word = "";
    return 1;
}
