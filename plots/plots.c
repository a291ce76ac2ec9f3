// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/plots.h"

#include <string.h>

#include "plots/figure.h"
#include "plots/picture.h"
#include "plots/terminal.h"

static const char *const usual_panels[] = {"airport.tonnes", "hall.cainiao.jobs",
                                           "airport.parcels_in",
                                           "trade.china_balance_economic_eur_m"};

const char *plots_name(enum plots_figure figure)
{
    static const char *const name[PLOTS_FIGURES] = {"promises", "projections", "day", "jobs"};
    return figure < PLOTS_FIGURES ? name[figure] : "?";
}

/* The request with its defaults filled in. */
static struct plots_request complete(const struct plots_request *request)
{
    struct plots_request whole = *request;
    if (whole.figures == 0) whole.figures = (1U << PLOTS_FIGURES) - 1;
    if (whole.panels == NULL) {
        whole.panels = usual_panels;
        whole.n_panels = sizeof usual_panels / sizeof *usual_panels;
    }
    return whole;
}

static enum figure_made make_figure(enum plots_figure figure, struct picture *picture,
                                    const struct outcome *outcome,
                                    const struct plots_request *request)
{
    if (outcome->replications == 0) return FIGURE_NOTHING;
    switch (figure) {
    case PLOTS_PROMISES:
        return figure_promises(picture, outcome);
    case PLOTS_PROJECTIONS:
        return figure_projections(picture, outcome, request->panels, request->n_panels);
    case PLOTS_DAY:
        return figure_day(picture, outcome);
    case PLOTS_JOBS:
        return figure_jobs(picture, outcome);
    default:
        return FIGURE_NOTHING;
    }
}

static bool draw_figure(enum plots_figure figure, const struct outcome *outcome,
                        const struct plots_request *request, const struct gnuplot *gnuplot,
                        FILE *messages)
{
    struct picture picture;
    char error[GNUPLOT_ERROR_BYTES] = "no memory";
    bool fine = picture_open(&picture, plots_name(figure));
    picture.manifest = request->manifest;
    const enum figure_made made =
        fine ? make_figure(figure, &picture, outcome, request) : FIGURE_NO_MEMORY;
    if (made == FIGURE_NOTHING)
        fprintf(messages, "%s: nothing to draw in this scenario\n", plots_name(figure));
    else
        fine = made == FIGURE_MADE && picture_make(&picture, request->folder, gnuplot,
                                                   request->drawn, request->drawn_arg, error);
    picture_close(&picture);
    if (!fine)
        fprintf(messages, "%s: no picture: %s; the results are complete\n", plots_name(figure),
                error);
    return fine;
}

static bool show_figure(enum plots_figure figure, const struct outcome *outcome,
                        const struct plots_request *request, const struct gnuplot *gnuplot,
                        FILE *messages)
{
    const struct terminal terminal =
        terminal_open(request->terminal, gnuplot, request->columns, request->lines);
    char error[GNUPLOT_ERROR_BYTES] = "no memory";
    bool fine = true;
    if (outcome->replications == 0) return true;
    switch (figure) {
    case PLOTS_PROMISES:
        terminal_promises(&terminal, outcome);
        break;
    case PLOTS_PROJECTIONS:
        fine = terminal_projections(&terminal, outcome, request->panels, request->n_panels, error);
        break;
    case PLOTS_DAY:
        fine = terminal_day(&terminal, outcome, error);
        break;
    case PLOTS_JOBS:
        fine = terminal_jobs(&terminal, outcome, error);
        break;
    default:
        break;
    }
    if (!fine)
        fprintf(messages, "%s: not drawn in the terminal: %s; the results are complete\n",
                plots_name(figure), error);
    return fine;
}

int plots_draw(const struct outcome *outcome, const struct plots_request *request, FILE *messages)
{
    const struct plots_request whole = complete(request);
    struct gnuplot gnuplot = gnuplot_find(whole.gnuplot);
    char error[GNUPLOT_ERROR_BYTES];
    int failed = 0;
    if (whole.deadline_s > 0) gnuplot.deadline_s = whole.deadline_s;
    const bool has_folder = whole.folder != NULL && picture_folder(whole.folder, error);
    for (int figure = 0; figure < PLOTS_FIGURES; figure++) {
        if ((whole.figures & 1U << figure) == 0) continue;
        bool fine = true;
        if (has_folder)
            fine = draw_figure((enum plots_figure)figure, outcome, &whole, &gnuplot, messages);
        else if (whole.folder != NULL)
            fine = !fprintf(messages, "%s: no picture: %s; the results are complete\n",
                            plots_name((enum plots_figure)figure), error);
        if (whole.terminal != NULL)
            fine =
                show_figure((enum plots_figure)figure, outcome, &whole, &gnuplot, messages) && fine;
        failed += !fine;
    }
    return failed;
}

int plots_outcome(const struct outcome *outcome, const struct pictures_wish *wish, FILE *messages)
{
    const struct plots_request request = {.folder = wish->folder,
                                          .terminal = wish->terminal,
                                          .drawn = wish->drawn,
                                          .drawn_arg = wish->context,
                                          .manifest = wish->manifest};
    return plots_draw(outcome, &request, messages);
}

static bool draw_staff(const struct staff *staffing, const struct pictures_wish *wish,
                       FILE *messages)
{
    struct picture picture;
    const struct gnuplot gnuplot = gnuplot_find(NULL);
    char error[GNUPLOT_ERROR_BYTES] = "no memory";
    bool fine = picture_folder(wish->folder, error) && picture_open(&picture, "staff");
    picture.manifest = wish->manifest;
    if (fine) {
        const enum figure_made made = figure_staff(&picture, staffing);
        if (made == FIGURE_NOTHING) fputs("staff: nothing to draw in this scenario\n", messages);
        else
            fine = made == FIGURE_MADE && picture_make(&picture, wish->folder, &gnuplot,
                                                       wish->drawn, wish->context, error);
        picture_close(&picture);
    }
    if (!fine) fprintf(messages, "staff: no picture: %s; the results are complete\n", error);
    return fine;
}

int plots_staff(const struct staff *staffing, const struct pictures_wish *wish, FILE *messages)
{
    return draw_staff(staffing, wish, messages) ? 0 : 1;
}
