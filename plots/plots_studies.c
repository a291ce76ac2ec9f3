// SPDX-License-Identifier: GPL-3.0-or-later
/* The pictures of the studies: into files as every figure is, and as letters in a terminal. */
#include <math.h>
#include <string.h>

#include "plots/figure.h"
#include "plots/picture.h"
#include "plots/plots.h"
#include "plots/terminal.h"

typedef enum figure_made make_it(struct picture *picture, const void *answer);

static int draw_file(const char *name, make_it *make, const void *answer,
                     const struct pictures_wish *wish, FILE *messages)
{
    struct picture picture;
    char error[GNUPLOT_ERROR_BYTES] = "no memory";
    const struct gnuplot gnuplot = gnuplot_find(NULL);
    if (!wish->folder) return 0;
    bool fine = picture_open(&picture, name) && picture_folder(wish->folder, error);
    picture.manifest = wish->manifest;
    const enum figure_made made = fine ? make(&picture, answer) : FIGURE_NO_MEMORY;
    if (made == FIGURE_NOTHING) fprintf(messages, "%s: nothing to draw\n", name);
    else
        fine = made == FIGURE_MADE &&
               picture_make(&picture, wish->folder, &gnuplot, wish->drawn, wish->context, error);
    picture_close(&picture);
    if (!fine) fprintf(messages, "%s: no picture: %s; the results are complete\n", name, error);
    return !fine;
}

/* ---- in letters ------------------------------------------------------------------------------ */

static void letter_at(char *line, int width, double share, char letter)
{
    if (share >= 0 && share <= 1) line[(int)lround(share * (width - 1))] = letter;
}

/* "label   |   ---O---        | note" */
static void print_line(const struct terminal *terminal, const char *label, const char *note,
                       const double *number, double lo, double hi)
{
    enum { LABEL = 34, NOTE = 22, WIDEST = 120 };
    const int width =
        terminal->columns - LABEL - NOTE > WIDEST ? WIDEST : terminal->columns - LABEL - NOTE;
    char line[WIDEST + 1], clean[TEXT_BYTES], right[TEXT_BYTES];
    const double span = hi > lo ? hi - lo : 1;
    memset(line, ' ', sizeof line);
    line[width] = '\0';
    for (int i = 0; i < width; i++) {
        const double x = lo + span * i / (width - 1);
        if (x >= number[1] && x <= number[2]) line[i] = '-';
    }
    letter_at(line, width, (number[3] - lo) / span, '|');
    letter_at(line, width, (number[0] - lo) / span, 'O');
    text_clean(clean, label, LABEL - 2);
    text_clean(right, note, NOTE - 2);
    fprintf(terminal->to, "%s%*s[%s] %s\n", clean, LABEL - 2 - (int)text_characters(clean), "",
            line, right);
}

static void widen(double value, double *lo, double *hi)
{
    if (!isfinite(value)) return;
    if (!(value >= *lo)) *lo = value;
    if (!(value <= *hi)) *hi = value;
}

static void show_rows(const struct pictures_rows *rows, FILE *to)
{
    const struct gnuplot none = {.path = ""};
    const struct terminal terminal = terminal_open(to, &none, 0, 0);
    double lo = rows->line, hi = rows->line;
    for (size_t i = 0; i < rows->n; i++)
        widen(rows->row[i].at, &lo, &hi);
    fprintf(to, "\n%s\n", rows->frame.axis);
    for (size_t i = 0; i < rows->n; i++) {
        const struct pictures_row *row = &rows->row[i];
        const double number[] = {row->at, row->lo, row->hi, rows->line};
        print_line(&terminal, row->label, row->note, number, lo, hi);
    }
}

static void show_steps(const struct pictures_steps *steps, FILE *to)
{
    const struct gnuplot none = {.path = ""};
    const struct terminal terminal = terminal_open(to, &none, 0, 0);
    double lo = 0, hi = 0, ground = 0;
    for (size_t i = 0; i < steps->n; i++) {
        ground = (steps->step[i].total ? 0 : ground) + steps->step[i].value;
        widen(ground, &lo, &hi);
    }
    fprintf(to, "\n%s\n", steps->frame.axis);
    ground = 0;
    for (size_t i = 0; i < steps->n; i++) {
        const struct pictures_step *step = &steps->step[i];
        const double start = step->total ? 0 : ground, end = start + step->value;
        const double number[] = {end, fmin(start, end), fmax(start, end), NAN};
        print_line(&terminal, step->label, step->note, number, lo, hi);
        ground = end;
    }
}

static void show_curves(const struct pictures_curves *curves, FILE *to)
{
    fprintf(to, "\n%s over %s\n", curves->y_axis, curves->frame.axis);
    for (size_t c = 0; c < curves->n; c++) {
        const struct pictures_curve *curve = &curves->curve[c];
        const struct gnuplot none = {.path = ""};
        const struct terminal terminal = terminal_open(to, &none, 0, 0);
        double lo = curves->line, hi = curves->line;
        fprintf(to, "%s\n", curve->label);
        for (size_t i = 0; i < curve->n; i++)
            widen(curve->y[i], &lo, &hi);
        for (size_t i = 0; i < curve->n; i++) {
            char label[TEXT_NUMBER_BYTES], note[TEXT_NUMBER_BYTES];
            const double number[] = {curve->y[i], curve->lo ? curve->lo[i] : NAN,
                                     curve->hi ? curve->hi[i] : NAN, curves->line};
            print_line(&terminal, text_number(label, curve->x[i]), text_number(note, curve->y[i]),
                       number, lo, hi);
        }
    }
}

/* ---- the door -------------------------------------------------------------------------------- */

static enum figure_made make_rows(struct picture *picture, const void *answer)
{
    return figure_rows(picture, answer);
}

static enum figure_made make_steps(struct picture *picture, const void *answer)
{
    return figure_steps(picture, answer);
}

static enum figure_made make_curves(struct picture *picture, const void *answer)
{
    return figure_curves(picture, answer);
}

int plots_rows(const struct pictures_rows *rows, const struct pictures_wish *wish, FILE *messages)
{
    if (wish->terminal) show_rows(rows, wish->terminal);
    return draw_file(rows->frame.name, make_rows, rows, wish, messages);
}

int plots_steps(const struct pictures_steps *steps, const struct pictures_wish *wish,
                FILE *messages)
{
    if (wish->terminal) show_steps(steps, wish->terminal);
    return draw_file(steps->frame.name, make_steps, steps, wish, messages);
}

int plots_curves(const struct pictures_curves *curves, const struct pictures_wish *wish,
                 FILE *messages)
{
    if (wish->terminal) show_curves(curves, wish->terminal);
    return draw_file(curves->frame.name, make_curves, curves, wish, messages);
}
