// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/panels.h"
#include "plots/scale.h"
#include "sim/date.h"

/* The page (px): words to the left and right, the axis between them. */
// clang-format off
enum {
    KEY_Y = 64, TOP = 106, ROW = 76, FOOT = 70, LINE = 14, LEFT = 18, AXIS_FROM = 306,
    AXIS_TO = 570, RIGHT = 584
};
// clang-format on
enum { LEFT_CHARACTERS = 48, RIGHT_CHARACTERS = 36, LINES = 5 };

static const char bands[] =
    "bands: chance and uncertain inputs together; observed: sources in models/SOURCES.md";

/* Lines of one side of a row, set around its middle. */
struct block {
    char line[LINES][TEXT_BYTES];
    bool strong[LINES];
    enum look_colour colour[LINES];
    size_t n;
};

static void add_line(struct block *block, bool strong, enum look_colour colour, const char *text)
{
    if (block->n == LINES || *text == '\0') return;
    memcpy(block->line[block->n], text, strlen(text) + 1);
    block->strong[block->n] = strong;
    block->colour[block->n++] = colour;
}

static void add_wrapped(struct block *block, size_t most_lines, size_t characters,
                        enum look_colour colour, const char *text)
{
    char line[LINES][TEXT_BYTES];
    const size_t n = text_wrap(line, most_lines, text, characters);
    for (size_t i = 0; i < n; i++)
        add_line(block, false, colour, line[i]);
}

static void draw_block(struct picture *picture, const struct block *block, double x, double middle)
{
    const double first = middle - LINE * ((double)block->n - 1) / 2;
    for (size_t i = 0; i < block->n; i++)
        look_label(picture,
                   (struct look_words){x, first + LINE * (double)i, LOOK_LEFT, 11, block->strong[i],
                                       block->colour[i]},
                   block->line[i]);
}

static double middle_of(size_t row)
{
    return TOP + ROW * ((double)row + 0.5);
}

static const char *write_limit(char to[static TEXT_BYTES], const struct outcome_promise *promise)
{
    char value[TEXT_BYTES], reading[TEXT_BYTES], when[32] = "";
    text_quantity(value, promise->promised, promise->unit);
    text_clean(reading, promise->reading, 12);
    if (promise->by_us != DATE_NEVER_US)
        snprintf(when, sizeof when, " in %d", (int)date_of(promise->by_us).year);
    snprintf(to, TEXT_BYTES, "at %s %.60s%s%s%.40s", promise->at_most ? "most" : "least", value,
             when, *reading == '\0' ? "" : ", ", reading);
    return to;
}

static void draw_left(struct picture *picture, const struct outcome_promise *promise, size_t row)
{
    struct block block = {0};
    char limit[TEXT_BYTES];
    add_wrapped(&block, 2, LEFT_CHARACTERS, LOOK_INK, promise->what);
    if (block.n == 0) add_wrapped(&block, 1, LEFT_CHARACTERS, LOOK_INK, promise->id);
    add_wrapped(&block, 1, LEFT_CHARACTERS, LOOK_SOFT, write_limit(limit, promise));
    add_wrapped(&block, 1, LEFT_CHARACTERS, LOOK_SOFT, promise->who);
    draw_block(picture, &block, LEFT, middle_of(row));
}

static bool has_band(const struct outcome_promise *promise)
{
    return isfinite(promise->band_95.lo) && isfinite(promise->band_95.hi);
}

/* "235 to 375", "19 to 43 %": the unit stands once, and only where it is short. */
static const char *write_band(char to[static TEXT_BYTES], const struct outcome_promise *promise)
{
    const bool share = promise->unit != NULL && strcmp(promise->unit, "share") == 0;
    char lo[TEXT_NUMBER_BYTES], hi[TEXT_NUMBER_BYTES];
    text_number(lo, (share ? 100 : 1) * promise->band_95.lo);
    text_number(hi, (share ? 100 : 1) * promise->band_95.hi);
    snprintf(to, TEXT_BYTES, "95 %%: %s to %s%s", lo, hi, share ? " %" : "");
    return to;
}

static const char *write_simulated(char to[static TEXT_BYTES],
                                   const struct outcome_promise *promise)
{
    char mean[TEXT_BYTES];
    snprintf(to, TEXT_BYTES, "simulated %.100s", text_quantity(mean, promise->mean, promise->unit));
    return to;
}

static const char *write_observed(char to[static TEXT_BYTES], const struct outcome_promise *promise)
{
    char value[TEXT_BYTES];
    if (isfinite(promise->observed))
        snprintf(to, TEXT_BYTES, "observed %.60s (%d)",
                 text_quantity(value, promise->observed, promise->unit),
                 (int)promise->observed_year);
    else snprintf(to, TEXT_BYTES, "observed: n/a");
    return to;
}

static const char *write_chance(char to[static TEXT_BYTES], const struct outcome_promise *promise)
{
    char share[TEXT_BYTES];
    to[0] = '\0';
    if (isfinite(promise->p_kept) && *promise->given_by != '\0')
        snprintf(to, TEXT_BYTES, "given by the scenario");
    else if (isfinite(promise->p_kept))
        snprintf(to, TEXT_BYTES, "kept in %.40s of runs",
                 text_quantity(share, promise->p_kept, "share"));
    return to;
}

static const char *unknown_because(const struct outcome_promise *promise)
{
    static const char start[] = "cannot tell: ";
    if (promise->verdict != OUTCOME_CANNOT_TELL) return "";
    return promise->why + (strncmp(promise->why, start, strlen(start)) == 0 ? strlen(start) : 0);
}

static enum look_colour verdict_colour(enum outcome_verdict verdict)
{
    return outcome_is_likely(verdict)     ? LOOK_GREEN
           : outcome_is_unlikely(verdict) ? LOOK_VERMILION
                                          : LOOK_SOFT;
}

static void draw_right(struct picture *picture, const struct outcome_promise *promise, size_t row)
{
    struct block block = {0};
    char text[TEXT_BYTES];
    const char *verdict = outcome_verdict_word(promise->verdict);
    add_line(&block, true, verdict_colour(promise->verdict), verdict);
    add_wrapped(&block, 2, RIGHT_CHARACTERS, LOOK_INK, unknown_because(promise));
    add_wrapped(&block, 1, RIGHT_CHARACTERS, LOOK_INK, write_simulated(text, promise));
    if (has_band(promise) && block.n < LINES - 1)
        add_wrapped(&block, 1, RIGHT_CHARACTERS, LOOK_INK, write_band(text, promise));
    add_wrapped(&block, 1, RIGHT_CHARACTERS, LOOK_INK, write_observed(text, promise));
    draw_block(picture, &block, RIGHT, middle_of(row));
    look_label(picture,
               (struct look_words){RIGHT + 12 + 7.2 * (double)strlen(verdict),
                                   middle_of(row) - LINE * ((double)block.n - 1) / 2, LOOK_LEFT, 10,
                                   false, LOOK_SOFT},
               write_chance(text, promise));
}

/* The side on which the promise is kept, behind the row's marks, and a hairline below the row. */
static void draw_ground(struct picture *picture, const struct outcome_promise *promise, size_t row,
                        double most)
{
    const double y = (double)row + 1;
    fprintf(picture->body,
            "set object rectangle from first %.17g,%.17g to first %.17g,%.17g behind "
            "fillcolor rgb '%s' fillstyle solid 1 noborder\n",
            promise->at_most ? SCALE_LEAST - (double)SCALE_EDGE : SCALE_PROMISED, y - 0.44,
            promise->at_most ? SCALE_PROMISED : most + SCALE_EDGE, y + 0.44,
            look_colour(LOOK_GREEN_PALE));
}

static void label_at(struct picture *picture, const char *text, double x, double y,
                     const char *side, enum look_colour colour)
{
    fprintf(picture->body,
            "set label w%d at first %.17g,%.17g %s noenhanced font face.',10' tc rgb '%s' front\n",
            look_text(picture, text), x, y, side, look_colour(colour));
}

/* Rows whose promise is not above zero have no percentages: their own small axis stands in figures
 * below the marks. */
static void draw_own_scale(struct picture *picture, const struct outcome_promise *promise,
                           const struct scale *scale, size_t row)
{
    char value[TEXT_BYTES];
    const double y = (double)row + 1.37;
    if (!scale->own) return;
    text_quantity(value, promise->promised - scale->span, NULL);
    label_at(picture, value, SCALE_LEAST - 5.0, y, "left", LOOK_SOFT);
    text_quantity(value, promise->promised, promise->unit);
    label_at(picture, value, SCALE_PROMISED + 3.0, y, "left", LOOK_SOFT);
    text_quantity(value, promise->promised + scale->span, NULL);
    label_at(picture, value, 2 * SCALE_PROMISED + 5.0, y, "right", LOOK_SOFT);
}

static bool is_beyond(double at, double most, bool right)
{
    return right ? at > most : at < SCALE_LEAST;
}

/* "mean 1,360 % (to 1,520 %)" above the bar at the edge they are beyond, and an arrow; the observed
 * below, as its mark. */
static void draw_clipped_side(struct picture *picture, const struct scale *scale, double most,
                              size_t row, bool right)
{
    const double edge = right ? most + 3 : SCALE_LEAST - 3.0,
                 band = right ? scale->band.hi : scale->band.lo;
    const char *side = right ? "right" : "left";
    char number[TEXT_NUMBER_BYTES], more[TEXT_NUMBER_BYTES], text[TEXT_BYTES] = "";
    const bool mean = is_beyond(scale->mean, most, right);
    if (mean && is_beyond(band, most, right))
        snprintf(text, sizeof text, "mean %s %% (to %s %%)", text_number(number, scale->mean),
                 text_number(more, band));
    else if (mean) snprintf(text, sizeof text, "mean %s %%", text_number(number, scale->mean));
    else if (is_beyond(band, most, right))
        snprintf(text, sizeof text, "band to %s %%", text_number(number, band));
    if (text[0] != '\0') {
        label_at(picture, text, edge, (double)row + 0.74, side, LOOK_INK);
        fprintf(picture->body,
                "set arrow from first %.17g,%.17g to first %.17g,%.17g head filled size screen "
                "0.008,25 "
                "lw 1.6 lc rgb '%s' front\n",
                right ? most - 6 : SCALE_LEAST + 6.0, (double)row + 1,
                right ? most + 7 : SCALE_LEAST - 7.0, (double)row + 1, look_colour(LOOK_BLUE));
    }
    if (!is_beyond(scale->observed, most, right)) return;
    snprintf(text, sizeof text, "observed %s %%", text_number(number, scale->observed));
    label_at(picture, text, edge, (double)row + 1.26, side, LOOK_INK);
}

static void draw_clipped(struct picture *picture, const struct scale *scale, double most,
                         size_t row)
{
    draw_clipped_side(picture, scale, most, row, false);
    draw_clipped_side(picture, scale, most, row, true);
}

static void draw_key(struct picture *picture)
{
    double x = LEFT;
    x = look_key(picture, x, KEY_Y, LOOK_MEAN_INTERVAL, "mean, 95 % interval");
    x = look_key(picture, x, KEY_Y, LOOK_BAND_95, "95 % of replications");
    x = look_key(picture, x, KEY_Y, LOOK_JUDGED, "observed");
    x = look_key(picture, x, KEY_Y, LOOK_CALIBRATION, "observed, not scored");
    look_key(picture, x, KEY_Y, LOOK_SIDE_KEPT, "side where it is kept");
}

static void draw_axes(struct picture *picture, size_t rows, double most)
{
    const double bottom = TOP + ROW * (double)rows;
    look_place(picture, AXIS_FROM, TOP, AXIS_TO, bottom);
    fprintf(
        picture->body,
        "set border 1 lc rgb '#555555' lw 0.8\nunset ytics; set xtics %s; set format x '%%g %%%%'\n"
        "set xrange [%.17g:%.17g]; set yrange [%zu.5:0.5]\n",
        most > 160 ? "0,50" : "0,25", SCALE_LEAST - (double)SCALE_EDGE, most + SCALE_EDGE, rows);
    for (size_t row = 0; row <= rows; row++)
        fprintf(
            picture->body,
            "set arrow from screen %.5f,%.5f to screen %.5f,%.5f nohead lw 0.5 lc rgb '%s' back\n",
            (double)LEFT / picture->width, 1 - (TOP + ROW * (double)row) / picture->height,
            1 - (double)LEFT / picture->width, 1 - (TOP + ROW * (double)row) / picture->height,
            look_colour(LOOK_LINE));
    const double promised =
        AXIS_FROM + (AXIS_TO - AXIS_FROM) * (SCALE_PROMISED + SCALE_EDGE) / (most + 2 * SCALE_EDGE);
    look_label(picture,
               (struct look_words){promised, TOP - 10, LOOK_CENTRE, 11, true, LOOK_VERMILION},
               "promised");
    look_label(picture,
               (struct look_words){(AXIS_FROM + AXIS_TO) / 2.0, bottom + 32, LOOK_CENTRE, 11, false,
                                   LOOK_SOFT},
               "percent of what was promised");
}

/* Columns 2 to 9 of the CSV are positions on the axis: see SCALE_HEAD. */
static void draw_marks(struct picture *picture, double most)
{
    fprintf(
        picture->body,
        "lo = %d; hi = %.17g\nclip(x) = x < lo ? lo : x > hi ? hi : x\n"
        "in(x) = x < lo || x > hi ? NaN : x\n"
        "plot data skip 3 using (clip($5)):1:(clip($5)):(clip($6)):($1-0.12):($1+0.12) with "
        "boxxyerror "
        "fillstyle solid 1 border lc rgb '%s' fc rgb '%s', \\\n"
        "    data skip 3 using (100):($1-0.5):(0):(1) with vectors nohead lw 1.8 lc rgb '%s', \\\n"
        "    data skip 3 using (clip($3)):1:(clip($4)-clip($3)):(0) with vectors nohead lw 3.5 lc "
        "rgb '%s', \\\n"
        "    data skip 3 using (in($2)):1 with %s, \\\n"
        "    data skip 3 using (in($7)):($1+0.25) with %s, \\\n"
        "    data skip 3 using (in($8)):($1+0.25) with %s\n",
        SCALE_LEAST, most, look_colour(LOOK_BLUE_80), look_colour(LOOK_BLUE_95),
        look_colour(LOOK_VERMILION), look_colour(LOOK_BLUE), look_points(LOOK_MEAN),
        look_points(LOOK_JUDGED), look_points(LOOK_CALIBRATION));
}

static void describe(struct picture *picture, const struct outcome_promise *promise)
{
    char what[TEXT_BYTES], text[TEXT_BYTES];
    text_clean(what, promise->what, TEXT_MOST_CHARACTERS);
    fprintf(picture->description, "%s Promised: %s; ", what, write_limit(text, promise));
    fprintf(picture->description, "%s; ", write_simulated(text, promise));
    if (has_band(promise)) fprintf(picture->description, "%s; ", write_band(text, promise));
    fprintf(picture->description, "%s; %s. ", write_observed(text, promise),
            outcome_verdict_word(promise->verdict));
}

static void draw_row(struct picture *picture, const struct outcome *outcome, size_t row,
                     double most)
{
    const struct outcome_promise *promise = &outcome->promise[row];
    const struct scale scale = scale_of(promise);
    scale_row(picture->csv, promise, &scale, scale_is_input(outcome->observed, promise), row + 1);
    describe(picture, promise);
    draw_ground(picture, promise, row, most);
    draw_own_scale(picture, promise, &scale, row);
    draw_clipped(picture, &scale, most, row);
    draw_left(picture, promise, row);
    draw_right(picture, promise, row);
}

enum figure_made figure_promises(struct picture *picture, const struct outcome *outcome)
{
    if (outcome->promises == 0) return FIGURE_NOTHING;
    const double most = scale_most(outcome->promise, outcome->promises);
    picture->height = TOP + ROW * (int)outcome->promises + FOOT;
    look_begin(picture, "promises: what was promised, what the simulation says, what was observed");
    look_frame(picture, outcome, "What was promised, and what comes of it", bands);
    draw_key(picture);
    scale_head(picture->csv);
    draw_axes(picture, outcome->promises, most);
    for (size_t row = 0; row < outcome->promises; row++)
        draw_row(picture, outcome, row, most);
    draw_marks(picture, most);
    look_end(picture);
    return FIGURE_MADE;
}
