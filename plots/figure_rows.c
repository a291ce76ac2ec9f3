// SPDX-License-Identifier: GPL-3.0-or-later
/* Rows: words on the left, marks on an axis, figures on the right. A row of marks has an interval;
 * a row of a waterfall has a bar that begins where the last one ended. */
#include <math.h>
#include <stdlib.h>

#include "plots/figure.h"
#include "plots/panels.h"

enum { TOP = 76, ROW = 25, FOOT = 74, LEFT = 18, AXIS_FROM = 286, AXIS_TO = 608, RIGHT = 620 };
enum { LABEL_CHARACTERS = 38, STRONG_CHARACTERS = 37, NOTE_CHARACTERS = 30, MOST_ROWS = 80 };

/* One row, whatever it shows. */
struct row {
    const char *label, *note;
    double from, to; /* a bar; NAN: none */
    double at, lo, hi;
    enum { STRONG, FAINT, TOTAL, UP, DOWN } kind;
    bool heading;
};

struct page {
    const struct pictures_frame *frame;
    struct row *row;
    size_t n;
    double line;
    bool waterfall;
};

static void widen(double value, double *lo, double *hi)
{
    if (!isfinite(value)) return;
    if (!(value >= *lo)) *lo = value;
    if (!(value <= *hi)) *hi = value;
}

/* Holds every mark; an interval at most as far again as the marks reach. */
static void find_range(const struct page *page, double *lo, double *hi)
{
    *lo = *hi = page->line;
    for (size_t i = 0; i < page->n; i++) {
        const struct row *row = &page->row[i];
        widen(row->at, lo, hi);
        widen(row->from, lo, hi);
        widen(row->to, lo, hi);
    }
    if (!isfinite(*lo)) *lo = *hi = 0;
    const double span = *hi > *lo ? *hi - *lo : 0, least = *lo - span, most = *hi + span;
    for (size_t i = 0; i < page->n; i++) {
        const struct row *row = &page->row[i];
        if (isfinite(row->lo)) widen(span > 0 ? fmax(row->lo, least) : row->lo, lo, hi);
        if (isfinite(row->hi)) widen(span > 0 ? fmin(row->hi, most) : row->hi, lo, hi);
    }
}

static void write_rows(struct picture *picture, const struct page *page, struct panels_axis axis)
{
    fputs("kind,row,at,lo,hi,from,to,shown_lo,shown_hi,label,note\n", picture->csv);
    for (size_t i = 0; i < page->n; i++) {
        const struct row *row = &page->row[i];
        const double shown_lo = fmax(row->lo, axis.lo * axis.unit);
        const double shown_hi = fmin(row->hi, axis.hi * axis.unit);
        const double number[] = {row->at,
                                 row->lo,
                                 row->hi,
                                 row->from,
                                 row->to,
                                 isfinite(row->lo) ? shown_lo : NAN,
                                 isfinite(row->hi) ? shown_hi : NAN};
        fprintf(picture->csv, "%d,%zu", (int)row->kind, i + 1);
        for (size_t k = 0; k < sizeof number / sizeof *number; k++) {
            fputc(',', picture->csv);
            text_value(picture->csv, number[k]);
        }
        fputc(',', picture->csv);
        text_csv(picture->csv, row->label);
        fputc(',', picture->csv);
        text_csv(picture->csv, row->note);
        fputc('\n', picture->csv);
    }
}

static void draw_words(struct picture *picture, const struct page *page)
{
    for (size_t i = 0; i < page->n; i++) {
        const struct row *row = &page->row[i];
        const double y = TOP + ROW * ((double)i + 0.5);
        char label[TEXT_BYTES], note[TEXT_BYTES];
        const bool strong = row->heading || row->kind == TOTAL;
        text_clean(label, row->label,
                   row->heading ? 100
                   : strong     ? STRONG_CHARACTERS
                                : LABEL_CHARACTERS);
        text_clean(note, row->note, NOTE_CHARACTERS);
        look_label(picture, (struct look_words){LEFT, y, LOOK_LEFT, 11, strong, LOOK_INK}, label);
        look_label(picture,
                   (struct look_words){RIGHT, y, LOOK_LEFT, 11, strong,
                                       row->kind == FAINT ? LOOK_SOFT : LOOK_INK},
                   note);
        if (!row->heading) fprintf(picture->description, "%s: %s. ", label, note);
    }
}

static void draw_axes(struct picture *picture, const struct page *page, struct panels_axis axis)
{
    const double bottom = TOP + ROW * (double)page->n;
    char words[TEXT_BYTES], clean[TEXT_BYTES];
    look_place(picture, AXIS_FROM, TOP, AXIS_TO, bottom);
    fprintf(picture->body,
            "set border 1; set xrange [%.17g:%.17g]; set format x '%%g'; set xtics %.17g,%.17g\n"
            "set yrange [%zu.5:0.5]; unset ytics; set grid x back lt 1 lw 0.6 lc rgb '#DDDDDD'\n",
            axis.lo, axis.hi, axis.lo, axis.step, page->n);
    text_clean(clean, page->frame->axis, 110);
    snprintf(words, sizeof words, "%s%.800s", axis.word, clean);
    look_label(picture,
               (struct look_words){(LEFT + AXIS_TO) / 2.0 + 100, bottom + 34, LOOK_CENTRE, 11,
                                   false, LOOK_SOFT},
               words);
    if (isfinite(page->line))
        fprintf(picture->body,
                "set arrow from first %.17g, graph 0 to first %.17g, graph 1 nohead lw 1.2 lc rgb "
                "'#555555' back\n",
                page->line / axis.unit, page->line / axis.unit);
}

static void draw_bars(struct picture *picture, double unit, int kind, enum look_colour colour)
{
    fprintf(
        picture->body,
        "    data skip 3 using (0):2:(of(%d,6,%.17g)):(of(%d,7,%.17g)):($2-0.33):($2+0.33) with "
        "boxxyerror fc rgb '%s', \\\n",
        kind, unit, kind, unit, look_colour(colour));
}

static void draw_marks(struct picture *picture, double unit, int kind, const char *rgb,
                       const char *point, const char *end)
{
    fprintf(picture->body,
            "    data skip 3 using (of(%d,8,%.17g)):2:(of(%d,9,%.17g)-of(%d,8,%.17g)):(0) with "
            "vectors nohead lw 2.4 lc rgb '%s', \\\n"
            "    data skip 3 using (of(%d,3,%.17g)):2 with points %s lc rgb '%s'%s\n",
            kind, unit, kind, unit, kind, unit, rgb, kind, unit, point, rgb, end);
}

/* Thin lines from the end of one bar to the beginning of the next. */
static void draw_links(struct picture *picture, const struct page *page, double unit)
{
    for (size_t i = 0; i + 1 < page->n && page->waterfall; i++)
        if (isfinite(page->row[i].to))
            fprintf(
                picture->body,
                "set arrow from first %.17g,%g to first %.17g,%g nohead lw 0.8 lc rgb '#555555' "
                "back\n",
                page->row[i].to / unit, (double)i + 1.33, page->row[i].to / unit, (double)i + 1.67);
}

static void draw_page(struct picture *picture, const struct page *page, const char *what)
{
    double lo, hi;
    find_range(page, &lo, &hi);
    const struct panels_axis axis = panels_axis(lo, hi, 7);
    picture->height = TOP + ROW * (int)page->n + FOOT;
    look_begin(picture, what);
    look_titles(picture, page->frame->title, page->frame->subtitle, page->frame->footer);
    write_rows(picture, page, axis);
    draw_axes(picture, page, axis);
    draw_words(picture, page);
    draw_links(picture, page, axis.unit);
    fputs("plot \\\n", picture->body);
    draw_bars(picture, axis.unit, STRONG, LOOK_BLUE_80);
    draw_bars(picture, axis.unit, FAINT, LOOK_LINE);
    draw_bars(picture, axis.unit, TOTAL, LOOK_BLUE);
    draw_bars(picture, axis.unit, UP, LOOK_GREEN);
    draw_bars(picture, axis.unit, DOWN, LOOK_ORANGE);
    draw_marks(picture, axis.unit, UP, "#000000", "pt 7 ps 0.3", ", \\");
    draw_marks(picture, axis.unit, DOWN, "#000000", "pt 7 ps 0.3", ", \\");
    draw_marks(picture, axis.unit, FAINT, "#777777", "pt 6 ps 0.8", ", \\");
    draw_marks(picture, axis.unit, STRONG, "#0072B2", "pt 7 ps 0.8", "");
    look_end(picture);
}

enum figure_made figure_rows(struct picture *picture, const struct pictures_rows *rows)
{
    const size_t n = rows->n < MOST_ROWS ? rows->n : MOST_ROWS;
    struct page page = {&rows->frame, calloc(n + 1, sizeof *page.row), n, rows->line, false};
    if (!page.row) return FIGURE_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        const struct pictures_row *from = &rows->row[i];
        page.row[i] = (struct row){.label = from->label,
                                   .note = from->note,
                                   .from = rows->bars && isfinite(from->at) ? rows->line : NAN,
                                   .to = rows->bars ? from->at : NAN,
                                   .at = from->at,
                                   .lo = from->lo,
                                   .hi = from->hi,
                                   .kind = from->faint ? FAINT : STRONG,
                                   .heading = from->heading};
    }
    if (n > 0) draw_page(picture, &page, rows->frame.title);
    free(page.row);
    return n > 0 ? FIGURE_MADE : FIGURE_NOTHING;
}

enum figure_made figure_steps(struct picture *picture, const struct pictures_steps *steps)
{
    const size_t n = steps->n < MOST_ROWS ? steps->n : MOST_ROWS;
    struct page page = {&steps->frame, calloc(n + 1, sizeof *page.row), n, NAN, true};
    double ground = 0;
    if (!page.row) return FIGURE_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        const struct pictures_step *from = &steps->step[i];
        const double start = from->total ? 0 : ground, end = start + from->value;
        page.row[i] = (struct row){.label = from->label,
                                   .note = from->note,
                                   .from = start,
                                   .to = end,
                                   .at = from->total ? NAN : end,
                                   .lo = from->total ? NAN : start + from->lo,
                                   .hi = from->total ? NAN : start + from->hi,
                                   .kind = from->total       ? TOTAL
                                           : from->value < 0 ? DOWN
                                                             : UP};
        ground = end;
    }
    if (n > 0) draw_page(picture, &page, steps->frame.title);
    free(page.row);
    return n > 0 ? FIGURE_MADE : FIGURE_NOTHING;
}
