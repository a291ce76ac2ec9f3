// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/panels.h"

// clang-format off
enum {
    TOP = 58, AXIS_FROM = 62, AXIS_TO = 590, NAMES_AT = 604, HEIGHT = 230, FEET = 30, FOOT = 34
};
// clang-format on
enum { EMPLOYERS = 5, NAME_HEIGHT = 16 };

static const char bands[] =
    "bands: chance and uncertain inputs together; observed: sources in models/SOURCES.md";

static const struct {
    const char *measure, *name;
    const char *colour; /* Okabe and Ito's, lightened where words or lines must stand on them */
} employer[EMPLOYERS] = {{"jobs.operator", "operator", "#0072B2"},
                         {"jobs.handler", "handler", "#56B4E9"},
                         {"jobs.agency", "temporary agency", "#E69F00"},
                         {"jobs.security", "security firm", "#CC79A7"},
                         {"jobs.clerks", "customs clerks", "#009E73"}};

/* The layers that this outcome has, from the bottom up. */
struct stack {
    struct fan fan[EMPLOYERS];
    int which[EMPLOYERS];
    size_t n;
    double *top; /* [n * points]: where each layer ends; NAN where no layer has an answer */
};

static size_t points_of(const struct stack *stack)
{
    return stack->n > 0 ? stack->fan[0].points : 0;
}

/* Layers of unknown height are laid as nothing between those that are known. */
static bool pile_up(struct stack *stack)
{
    const size_t points = points_of(stack);
    stack->top = calloc(stack->n * points + 1, sizeof *stack->top);
    if (stack->top == NULL) return false;
    for (size_t p = 0; p < points; p++) {
        double sum = 0;
        bool known = false;
        for (size_t i = 0; i < stack->n; i++) {
            const double mean = stack->fan[i].point[p].mean;
            known = known || isfinite(mean);
            sum += isfinite(mean) ? mean : 0;
            stack->top[i * points + p] = sum;
        }
        for (size_t i = 0; i < stack->n && !known; i++)
            stack->top[i * points + p] = NAN;
    }
    return true;
}

static bool gather(struct stack *stack, const struct outcome *outcome)
{
    for (int i = 0; i < EMPLOYERS && outcome->years > 0; i++) {
        const int measure = outcome_measure(outcome, employer[i].measure);
        if (measure < 0) continue;
        stack->which[stack->n] = i;
        struct fan *fan = &stack->fan[stack->n++];
        if (!fan_of_measure(fan, outcome, (size_t)measure)) return false;
        fan->points = outcome->years; /* promises beyond the run have no layer */
    }
    return pile_up(stack);
}

static void free_stack(struct stack *stack)
{
    for (size_t i = 0; i < stack->n; i++)
        fan_free(&stack->fan[i]);
    free(stack->top);
}

/* The year the names at the right speak of: the last with an answer. */
static size_t last_known(const struct stack *stack)
{
    size_t last = points_of(stack);
    while (last > 0 && !isfinite(stack->top[last - 1]))
        last--;
    return last;
}

/* Names stand beside their layers in the last year, moved apart where layers are thin. */
static void draw_names(struct picture *picture, const struct stack *stack,
                       struct panels_place place, double largest)
{
    const size_t points = points_of(stack), last = last_known(stack);
    double y[EMPLOYERS], below = place.y1 + 0.4 * NAME_HEIGHT, floor_y = 0;
    if (last == 0) return;
    for (size_t i = 0; i < stack->n; i++) {
        const double top = stack->top[i * points + last - 1];
        const double from = i > 0 ? stack->top[(i - 1) * points + last - 1] : 0;
        y[i] = place.y1 - (place.y1 - place.y0) * (top + from) / 2 / largest;
        if (y[i] > below - NAME_HEIGHT) y[i] = below - NAME_HEIGHT;
        below = y[i];
    }
    for (size_t i = stack->n; i-- > 0; floor_y = y[i] + NAME_HEIGHT)
        if (y[i] < floor_y) y[i] = floor_y;
    for (size_t i = 0; i < stack->n; i++) {
        char text[TEXT_BYTES], number[TEXT_NUMBER_BYTES];
        text_number(number, round(stack->fan[i].point[last - 1].mean));
        snprintf(text, sizeof text, "%s %s", employer[stack->which[i]].name, number);
        fprintf(picture->body,
                "set object rectangle from screen %.5f,%.5f to screen %.5f,%.5f front "
                "fillcolor rgb '%s' fillstyle solid 1 border lc rgb '#555555' lw 0.6\n",
                NAMES_AT / (double)picture->width, 1 - (y[i] - 5) / picture->height,
                (NAMES_AT + 10) / (double)picture->width, 1 - (y[i] + 5) / picture->height,
                employer[stack->which[i]].colour);
        look_label(picture,
                   (struct look_words){NAMES_AT + 16, y[i], LOOK_LEFT, 11, false, LOOK_INK}, text);
    }
}

static double tallest(const struct stack *stack)
{
    double most = 0;
    for (size_t i = 0; i < stack->n * points_of(stack); i++)
        if (stack->top[i] > most) most = stack->top[i];
    return most;
}

static void draw_layers(struct picture *picture, const struct stack *stack, double unit)
{
    fputs("plot \\\n", picture->body);
    for (size_t i = 0; i < stack->n; i++) {
        const char *colour = employer[stack->which[i]].colour;
        if (points_of(stack) == 1)
            fprintf(picture->body,
                    "    data skip 3 using 2:(0):($2-0.3):($2+0.3):(of(%zu,16,%g)):(of(%zu,17,%g)) "
                    "with boxxyerror fc rgb '%s' fillstyle solid 1 border lc rgb '#FFFFFF'%s\n",
                    i + 1, unit, i + 1, unit, colour, i + 1 == stack->n ? "" : ", \\");
        else
            fprintf(
                picture->body,
                "    data skip 3 using 2:(of(%zu,16,%g)):(of(%zu,17,%g)) with filledcurves fc rgb "
                "'%s', \\\n"
                "    data skip 3 using 2:(of(%zu,17,%g)) with lines lw 1.2 lc rgb '#FFFFFF'%s\n",
                i + 1, unit, i + 1, unit, colour, i + 1, unit, i + 1 == stack->n ? "" : ", \\");
    }
}

static void draw_stack(struct picture *picture, const struct stack *stack,
                       struct panels_place place)
{
    const struct fan *fan = &stack->fan[0];
    const struct panels_axis axis = panels_axis(0, tallest(stack), 5);
    char unit[64];
    snprintf(unit, sizeof unit, "%sjobs", axis.word);
    look_place(picture, place.x0, place.y0, place.x1, place.y1);
    panels_x_axis(picture, fan->point[0].x, place.last_x, false);
    fprintf(picture->body, "set yrange [0:%.17g]; set format y '%%g'; set ytics 0,%.17g\n", axis.hi,
            axis.step);
    panels_heading(picture, "Jobs in the halls by employer (means, stacked)", unit, place);
    char head[TEXT_BYTES];
    const size_t last = last_known(stack);
    if (last > 0) {
        const double all = stack->top[(stack->n - 1) * points_of(stack) + last - 1];
        char number[TEXT_NUMBER_BYTES];
        snprintf(head, sizeof head, "%.0f: %s in all", fan->point[last - 1].x,
                 text_number(number, round(all)));
        look_label(picture,
                   (struct look_words){NAMES_AT, place.y0 - 14, LOOK_LEFT, 11, true, LOOK_INK},
                   head);
    }
    draw_names(picture, stack, place, axis.hi * axis.unit);
    draw_layers(picture, stack, axis.unit);
    fputs("unset label; unset object; unset arrow\n", picture->body);
}

/* The hall whose jobs were counted: the employers above add up to something nobody published. */
static int find_counted(const struct outcome *outcome)
{
    for (size_t i = 0; i < outcome->measures && outcome->observed != NULL; i++) {
        const char *name = outcome->measure[i].name;
        const size_t n = strlen(name);
        if (strncmp(name, "hall.", 5) != 0 || n < 5 || strcmp(name + n - 5, ".jobs") != 0) continue;
        for (size_t r = 0; r < outcome->observed->n; r++)
            if (strcmp(outcome->observed->row[r].measure, name) == 0) return (int)i;
    }
    return -1;
}

static void draw_key(struct picture *picture, double y)
{
    static const struct {
        enum look_sign sign;
        const char *text;
    } entry[] = {{LOOK_MEDIAN, "median"},
                 {LOOK_BAND_50, "50 %"},
                 {LOOK_BAND_80, "80 %"},
                 {LOOK_BAND_95, "95 % of replications"},
                 {LOOK_JUDGED, "observed"},
                 {LOOK_CALIBRATION, "observed, as input"},
                 {LOOK_CONTEXT, "observed, not scored"},
                 {LOOK_PROMISED, "promised"}};
    for (size_t i = 0; i < sizeof entry / sizeof *entry; i++)
        look_key(picture, NAMES_AT - 4, y + 19 * (double)i, entry[i].sign, entry[i].text);
}

static void write_rows(struct picture *picture, const struct stack *stack)
{
    const size_t points = points_of(stack);
    for (size_t i = 0; i < stack->n; i++)
        fan_layer_rows(picture->csv, &stack->fan[i], (int)i + 1,
                       i > 0 ? stack->top + (i - 1) * points : NULL, stack->top + i * points);
}

static void describe(struct picture *picture, const struct stack *stack)
{
    const size_t last = last_known(stack);
    char number[TEXT_NUMBER_BYTES];
    if (last == 0) return;
    fprintf(picture->description,
            "Jobs by employer in %.0f, means:", stack->fan[0].point[last - 1].x);
    for (size_t i = 0; i < stack->n; i++)
        fprintf(picture->description, "%s %s %s", i > 0 ? "," : "", employer[stack->which[i]].name,
                text_number(number, round(stack->fan[i].point[last - 1].mean)));
    fputc('.', picture->description);
}

static void draw_all(struct picture *picture, const struct outcome *outcome,
                     const struct stack *stack, const struct fan *counted)
{
    const int rows = counted != NULL ? 2 : 1;
    const double each = PANELS_HEAD + HEIGHT + FEET;
    struct panels_place place = {.x0 = AXIS_FROM, .x1 = AXIS_TO, .y0 = TOP + PANELS_HEAD};
    place.y1 = place.y0 + HEIGHT;
    place.last_x = counted != NULL ? counted->point[counted->points - 1].x
                                   : stack->fan[0].point[points_of(stack) - 1].x;
    picture->height = TOP + rows * (int)each + FOOT;
    look_begin(picture, "jobs: who employs them, year by year");
    look_frame(picture, outcome, "Who employs the people, year by year", bands);
    fan_head(picture->csv);
    write_rows(picture, stack);
    describe(picture, stack);
    draw_stack(picture, stack, place);
    if (counted != NULL) {
        fan_rows(picture->csv, counted, (int)stack->n + 1);
        place.y0 += each;
        place.y1 += each;
        draw_key(picture, place.y0 + 8);
        panels_one(picture, counted, (int)stack->n + 1, place);
    }
    look_end(picture);
}

enum figure_made figure_jobs(struct picture *picture, const struct outcome *outcome)
{
    struct stack stack = {0};
    struct fan counted = {0};
    const int measure = find_counted(outcome);
    bool fine = gather(&stack, outcome);
    if (fine && stack.n > 0 && measure >= 0)
        fine = fan_of_measure(&counted, outcome, (size_t)measure);
    if (fine && stack.n > 0)
        draw_all(picture, outcome, &stack, counted.point != NULL ? &counted : NULL);
    const enum figure_made made = !fine          ? FIGURE_NO_MEMORY
                                  : stack.n == 0 ? FIGURE_NOTHING
                                                 : FIGURE_MADE;
    fan_free(&counted);
    free_stack(&stack);
    return made;
}
