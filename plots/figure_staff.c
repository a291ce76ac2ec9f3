// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/figure.h"

#include <math.h>
#include <stdlib.h>

#include "plots/panels.h"

enum { KEY_Y = 66, TOP = 84, ROW = 168, FEET = 22, AXIS_FROM = 62, AXIS_TO = 782, WEEK_H = 168 };
/* Columns of the CSV, as gnuplot counts them. */
enum { HOUR = 2, REQUIRED, ROSTERED, PRESENT, LO, HI, HALL_NAME };

static const char *const day[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                  "Friday", "Saturday", "Sunday"};

struct hall_week {
    int hall;
    struct staff_sum sum;
};

static double tallest(const struct staff_sum *sum)
{
    double most = 0;
    for (int h = 0; h < WEEK_H; h++) {
        most = fmax(most, sum->week[ROSTER_REQUIRED][h]);
        most = fmax(most, sum->week[ROSTER_ROSTERED][h]);
        most = fmax(most, sum->present[h].hi);
    }
    return most;
}

/* One row an hour, and one more that closes the last step. */
static void write_rows(struct picture *picture, const struct staff *staffing,
                       const struct hall_week *week, int series)
{
    for (int h = 0; h <= WEEK_H; h++) {
        int at = h < WEEK_H ? h : WEEK_H - 1;
        const double value[] = {
            week->sum.week[ROSTER_REQUIRED][at], week->sum.week[ROSTER_ROSTERED][at],
            week->sum.week[ROSTER_PRESENT][at], week->sum.present[at].lo, week->sum.present[at].hi};
        fprintf(picture->csv, "%d,%d", series, h);
        for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
            fputc(',', picture->csv);
            text_value(picture->csv, value[i]);
        }
        fputc(',', picture->csv);
        text_csv(picture->csv, staffing->detail->def->halls[week->hall].name);
        fputc('\n', picture->csv);
    }
}

static void describe(struct picture *picture, const char *name, const struct staff_sum *sum)
{
    int peak = 0;
    for (int h = 1; h < WEEK_H; h++)
        if (sum->week[ROSTER_REQUIRED][h] > sum->week[ROSTER_REQUIRED][peak]) peak = h;
    fprintf(picture->description,
            "Hall %s: most people are required on %s from %02d:00, %.0f; %.0f are rostered, %.0f "
            "there. ",
            name, day[peak / 24], peak % 24, sum->week[ROSTER_REQUIRED][peak],
            sum->week[ROSTER_ROSTERED][peak], sum->week[ROSTER_PRESENT][peak]);
}

static void draw_axes(struct picture *picture, const struct hall_week *week, double y, bool feet)
{
    const struct panels_axis axis = panels_axis(0, tallest(&week->sum), 4);
    look_place(picture, AXIS_FROM, y, AXIS_TO, y + ROW - PANELS_HEAD - FEET);
    fprintf(picture->body,
            "set xrange [0:168]; set xtics 0,24 format ''; set yrange [0:%.17g]; "
            "set format y '%%g'; set ytics 0,%.17g\n",
            axis.hi * axis.unit, axis.step * axis.unit);
    for (int d = 0; d < 7 && feet; d++)
        look_label(picture,
                   (struct look_words){AXIS_FROM + (AXIS_TO - AXIS_FROM) * (d + 0.5) / 7,
                                       y + ROW - PANELS_HEAD - FEET + 12, LOOK_CENTRE, 11, false,
                                       LOOK_SOFT},
                   day[d]);
}

/* The steps of the hours: a roster does not slope. */
static void draw_lines(struct picture *picture, int series, bool has_band)
{
    fputs("plot \\\n", picture->body);
    if (has_band)
        fprintf(picture->body,
                "    data skip 3 using ($2+0.5):(0):2:($2+1):(of(%d,%d,1)):(of(%d,%d,1)) with "
                "boxxyerror fc rgb '%s' fillstyle solid 1 noborder, \\\n",
                series, LO, series, HI, look_colour(LOOK_BLUE_80));
    fprintf(picture->body,
            "    data skip 3 using %d:(of(%d,%d,1)) with steps lw 2 lc rgb '%s', \\\n"
            "    data skip 3 using %d:(of(%d,%d,1)) with steps lw 1.4 dt (6,4) lc rgb '%s', \\\n"
            "    data skip 3 using %d:(of(%d,%d,1)) with steps lw 1.4 lc rgb '%s'\n"
            "unset label; unset object; unset arrow\n",
            HOUR, series, PRESENT, look_colour(LOOK_BLUE), HOUR, series, ROSTERED,
            look_colour(LOOK_ORANGE), HOUR, series, REQUIRED, look_colour(LOOK_INK));
}

static double draw_key_line(struct picture *picture, double x, const char *style, const char *text)
{
    fprintf(picture->body, "set arrow from screen %.5f,%.5f to screen %.5f,%.5f nohead %s\n",
            x / picture->width, 1 - KEY_Y / (double)picture->height, (x + 22) / picture->width,
            1 - KEY_Y / (double)picture->height, style);
    look_label(picture, (struct look_words){x + 27, KEY_Y, LOOK_LEFT, 11, false, LOOK_INK}, text);
    return x + 27 + 5.7 * (double)text_characters(text) + 16;
}

static void draw_key(struct picture *picture, bool has_band)
{
    double x = draw_key_line(picture, 18, "lw 1.4 lc rgb '#000000'", "required");
    x = draw_key_line(picture, x, "lw 1.4 dt (6,4) lc rgb '#E69F00'", "rostered");
    x = draw_key_line(picture, x, "lw 2 lc rgb '#0072B2'", "present, mean");
    if (has_band) look_key(picture, x, KEY_Y, LOOK_BAND_80, "present, 95 % of replications");
}

static void draw_all(struct picture *picture, const struct staff *staffing,
                     const struct hall_week *week, int n)
{
    const struct year_detail *detail = staffing->detail;
    const struct outcome frame = {
        .title = detail->def->title, .seed = detail->seed, .replications = detail->done};
    char title[TEXT_BYTES];
    const bool has_band = detail->done > 1;
    picture->height = TOP + ROW * n + 40;
    snprintf(title, sizeof title, "Who is needed and who is there: the mean week of %d%s%s",
             detail->year, staffing->area < 0 ? "" : ", ",
             staffing->area < 0 ? "" : hall_area_name[staffing->area]);
    look_begin(picture, "staff: people by hour of the week");
    look_frame(picture, &frame, title, "bands: chance and uncertain inputs together");
    draw_key(picture, has_band);
    fputs("series,hour_of_week,required,rostered,present,q025,q975,hall\n", picture->csv);
    for (int i = 0; i < n; i++) {
        const char *name = detail->def->halls[week[i].hall].name;
        const double y = TOP + ROW * i + PANELS_HEAD;
        char heading[TEXT_BYTES];
        snprintf(heading, sizeof heading, "Hall %s", name);
        write_rows(picture, staffing, &week[i], i + 1);
        describe(picture, name, &week[i].sum);
        panels_heading(picture, heading, "people",
                       (struct panels_place){.x0 = AXIS_FROM, .x1 = AXIS_TO, .y0 = y});
        draw_axes(picture, &week[i], y, true);
        draw_lines(picture, i + 1, has_band);
    }
    look_end(picture);
}

enum figure_made figure_staff(struct picture *picture, const struct staff *staffing)
{
    struct hall_week *week = calloc(HALL_MAX, sizeof *week);
    int n = 0;
    bool fine = week != NULL;
    for (int h = 0; h < (int)staffing->detail->def->halls_n && fine; h++) {
        if (!staff_has(staffing, h, STAFF_ALL)) continue;
        fine = staff_sum(staffing, h, STAFF_ALL, &week[n].sum);
        week[n].hall = h;
        if (fine && tallest(&week[n].sum) > 0) n++;
    }
    if (fine && n > 0) draw_all(picture, staffing, week, n);
    free(week);
    return !fine ? FIGURE_NO_MEMORY : n == 0 ? FIGURE_NOTHING : FIGURE_MADE;
}
