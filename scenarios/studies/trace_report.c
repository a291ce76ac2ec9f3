// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/trace_report.h"

#include "scenarios/studies/event_text.h"
#include "scenarios/report/run_report.h"
#include "sim/date.h"

/* ---- the flight ------------------------------------------------------------------------------ */

static const struct {
    const char *before, *after;
} cause_words[DEPARTURE_CAUSES] = {
    [DEPARTURE_CAME_LATE] = {"it came ", " late"},
    [DEPARTURE_STAND] = {"it waited ", " for a stand"},
    [DEPARTURE_CREW] = {"it waited ", " for a crew to open the doors"},
    [DEPARTURE_LOAD_CREW] = {"it waited ", " for a crew to load"},
    [DEPARTURE_TUG] = {"it waited ", " for a tug with its freight"},
    [DEPARTURE_DEICING] = {"it waited ", " for de-icing"},
    [DEPARTURE_NIGHT] = {"it waited ", " for the morning"},
    [DEPARTURE_WORK] = {"", " of work beyond its time on the ground"},
};

static size_t add_reason(char *text, size_t at, size_t bytes, const char *before, int64_t us,
                         const char *after)
{
    char span[EVENT_TEXT_BYTES];
    if (us < DATE_MINUTE_US / 2) return at;
    int n = snprintf(text + at, bytes - at, "%s%s%s%s", at > 0 ? "; " : "", before,
                     event_text_span(span, (double)us), after);
    return (size_t)n < bytes - at ? at + (size_t)n : at;
}

/* The parts add up to how late it is. */
static void print_departure(const struct departure *departure, FILE *to)
{
    char span[EVENT_TEXT_BYTES], text[600] = "";
    const int64_t late_us = departure_late_us(departure);
    if (departure->left_us == 0) return;
    if (late_us < DATE_MINUTE_US / 2) {
        fputs("  It leaves on time.\n", to);
        return;
    }
    size_t at = 0;
    for (int c = 0; c < DEPARTURE_CAUSES; c++)
        at = add_reason(text, at, sizeof text, cause_words[c].before, departure->lost_us[c],
                        cause_words[c].after);
    add_reason(text, at, sizeof text, "", -departure->lost_us[DEPARTURE_WORK],
               " of that was made up for on the ground");
    run_report_say(to, "  It leaves %s late: %s.", event_text_span(span, (double)late_us), text);
}

static void print_flight(const struct trace_run *follow, const struct hub_def *def, FILE *to)
{
    const struct trace_note *first = &follow->note[0];
    char kg[RUN_REPORT_NUMBER_BYTES], amount[EVENT_TEXT_BYTES], date[17];
    run_report_say(to, "Flight %s/%u, planned for %s: %s, %s kg in %d ULDs, for hall %s",
                   def->lanes[first->lane].name, first->flight,
                   date_write(date, first->other_us, true), event_text_amount(amount, first),
                   run_report_number(kg, (double)first->g / 1000), (int)first->detail,
                   def->halls[first->hall].name);
    struct departure departure = {.left_us = 0};
    int64_t since_us = 0;
    for (size_t i = 0; i < follow->n; i++) {
        const struct trace_note *note = &follow->note[i];
        if (note->uld >= 0) continue;
        event_text_flight(note, since_us, to);
        since_us = note->at_us;
        departure_hear(&departure, note);
    }
    print_departure(&departure, to);
}

/* ---- its ULDs -------------------------------------------------------------------------------- */

enum { COLUMNS = 12 };
static const struct {
    const char *head;
    enum dwell_span last; /* it holds the spans after those of the column before, up to this */
} column[COLUMNS] = {{"crew", DWELL_DOORS},   {"plane", DWELL_OFFLOAD}, {"tug", DWELL_TUG},
                     {"ride", DWELL_RIDE},    {"door", DWELL_BUFFER},   {"team", DWELL_TEAM},
                     {"open", DWELL_OPENING}, {"held", DWELL_EXAMINED}, {"sort", DWELL_CHUTE},
                     {"truck", DWELL_TRUCK},  {"dock", DWELL_DOCK},     {"load", DWELL_LOADING}};

static double minutes(double us)
{
    return us / (double)DATE_MINUTE_US;
}

static void print_uld_line(const struct trace_run *follow, int u, FILE *to)
{
    const struct dwell_uld *uld = &follow->dwell.uld[u];
    struct dwell_mean mean;
    fprintf(to, "%4d %7lld %5.0f", u, (long long)uld->parcels, (double)uld->g / 1000);
    if (!dwell_mean(&follow->dwell, u, &mean)) {
        fputs("  still here\n", to);
        return;
    }
    int s = 0;
    for (int c = 0; c < COLUMNS; c++) {
        double sum_us = 0;
        for (; s <= (int)column[c].last; s++)
            sum_us += mean.spent_us[s];
        fprintf(to, "%6.0f", minutes(sum_us));
    }
    fprintf(to, "%7.0f%s\n", minutes(mean.all_us), mean.g < uld->g ? "  not all gone" : "");
}

static void print_ulds(const struct trace_run *follow, FILE *to)
{
    fputs(
        "\nMinutes of the contents of each ULD, in the mean, from on block until their trucks leave\n"
        " ULD parcels    kg",
        to);
    for (int c = 0; c < COLUMNS; c++)
        fprintf(to, "%6s", column[c].head);
    fputs("    all\n", to);
    for (int u = 0; u < DWELL_ULDS; u++)
        if (follow->dwell.uld[u].seen) print_uld_line(follow, u, to);
    fputs(
        "crew: and doors; plane: loader, dollies, ULDs before it; door: of the hall, and check-in; held: by\n"
        "customs; sort: and the line before; truck: until it is called; dock: until it has a door\n",
        to);
}

/* ---- where the time went --------------------------------------------------------------------- */

static void print_spans(const double *spent_us, size_t n, const char *(*words)(size_t), FILE *to)
{
    double all_us = 0;
    char span[EVENT_TEXT_BYTES];
    bool report[DWELL_SPANS] = {false};
    for (size_t s = 0; s < n; s++)
        all_us += spent_us[s];
    for (size_t line = 0; line < n; line++) {
        size_t most = n;
        for (size_t s = 0; s < n; s++)
            if (!report[s] && (most == n || spent_us[s] > spent_us[most])) most = s;
        report[most] = true;
        if (spent_us[most] < (double)DATE_MINUTE_US / 2) break;
        fprintf(to, "  %14s  %3.0f %%  %s\n", event_text_span(span, spent_us[most]),
                100 * spent_us[most] / all_us, words(most));
    }
}

static const char *life_words(size_t span)
{
    return dwell_span_words[span].words;
}

static const char *freight_words(size_t span)
{
    return freight_span_words[span].words;
}

/* ---- one ULD --------------------------------------------------------------------------------- */

/* Since when a thing that begins now has waited: the latest moment of the same contents. */
static int64_t waited_since_us(const struct trace_run *follow, size_t at)
{
    const struct trace_note *now = &follow->note[at];
    for (size_t i = at; i-- > 0;) {
        const struct trace_note *note = &follow->note[i];
        if (note->uld == now->uld && note->part == now->part && note->parcel == now->parcel &&
            note->step != TRACE_TRUCK)
            return note->at_us;
    }
    return now->at_us;
}

static void print_uld(const struct trace_run *follow, const struct hub_def *def, int u, FILE *to)
{
    const struct dwell_uld *uld = &follow->dwell.uld[u];
    struct dwell_mean mean;
    char span[EVENT_TEXT_BYTES];
    fprintf(to, "\nULD %s/%u/%d%s\n", def->lanes[follow->lane].name, follow->flight, u,
            uld->alone ? ": its parcels move one by one (--parcel N tells one)" : "");
    for (size_t i = 0; i < follow->n; i++)
        if (follow->note[i].uld == u && follow->note[i].parcel < 0)
            event_text_uld(&follow->note[i], waited_since_us(follow, i), to);
    if (!dwell_mean(&follow->dwell, u, &mean)) return;
    fprintf(to, "\nWhere the %s of its contents went, in the mean:\n",
            event_text_span(span, mean.all_us));
    print_spans(mean.spent_us, DWELL_SPANS, life_words, to);
}

/* The one whose contents took longest; -1 if there is none. */
static int32_t slowest(const struct trace_run *follow)
{
    int32_t last = -1;
    double most_us = -1;
    for (int32_t u = 0; u < DWELL_ULDS; u++) {
        struct dwell_mean mean;
        if (!dwell_mean(&follow->dwell, u, &mean) || mean.all_us <= most_us) continue;
        last = u;
        most_us = mean.all_us;
    }
    return last;
}

/* ---- one parcel ------------------------------------------------------------------------------ */

/* Is it a moment of that parcel? Up to the team of the whole ULD, then of what it went with. */
static bool is_of(const struct trace_note *note, const struct life *life)
{
    if (note->uld != life->uld) return false;
    if (note->parcel >= 0) return note->parcel == life->parcel;
    if (note->step <= TRACE_TEAM || note->step == TRACE_XRAY) return true;
    if (note->step == TRACE_HANDED_ON || note->step == TRACE_XRAYED)
        return life->parcel < 0 || life->part > 0;
    if (note->step == TRACE_HELD || note->step == TRACE_HOLD_ENDS) return true;
    if (note->part != life->part) return false;
    return note->step != TRACE_TRUCK ||
           (note->detail == life->destination && note->other_us == life->last_us);
}

static void print_parcel(const struct trace_run *follow, const struct hub_def *def, int64_t parcel,
                         const struct life *life, FILE *to)
{
    char span[EVENT_TEXT_BYTES], number[RUN_REPORT_NUMBER_BYTES];
    fprintf(to, "\nParcel %s/%u/%d/%lld", def->lanes[follow->lane].name, follow->flight, life->uld,
            (long long)parcel);
    run_report_number(number, (double)life->parcels - (life->parcel < 0));
    if (life->parcel < 0) fprintf(to, ", which goes with %s others of its ULD", number);
    else if (life->parcels > 1) fprintf(to, ", in a bag of %s", number);
    else fprintf(to, ", loose, %lld g", (long long)life->g);
    fputs(life->part == 1   ? "; customs wants a paper\n"
          : life->part == 2 ? "; customs opens it\n"
                            : "\n",
          to);
    for (size_t i = 0; i < follow->n; i++)
        if (is_of(&follow->note[i], life))
            event_text_uld(&follow->note[i], waited_since_us(follow, i), to);
    double spent_us[DWELL_SPANS];
    for (int s = 0; s < DWELL_SPANS; s++)
        spent_us[s] = (double)life->spent_us[s];
    fprintf(to, "\nWhere its %s went:\n", event_text_span(span, (double)dwell_all_us(life)));
    print_spans(spent_us, DWELL_SPANS, life_words, to);
}

/* ---- freight out ----------------------------------------------------------------------------- */

static void print_freight_line(const struct hub_def *def, const struct freight *unit, FILE *to)
{
    char date[17];
    char name[80];
    snprintf(name, sizeof name, "%s/%u/%d.%d", def->lanes[unit->lane].name, unit->flight,
             unit->load, unit->unit);
    fprintf(to, "%-23s%c%6.0f  %s", name, unit->rolled ? '*' : ' ', (double)unit->g / 1000,
            date_write(date, unit->gate_us, true));
    for (int s = 0; s < FREIGHT_SPANS; s++)
        fprintf(to, "%6.0f", minutes((double)unit->spent_us[s]));
    fprintf(to, "%6.0f\n", minutes((double)(unit->last_us - unit->gate_us)));
}

static void print_freight(const struct trace_run *follow, const struct hub_def *def, FILE *to)
{
    double spent_us[FREIGHT_SPANS] = {0}, all_us = 0;
    size_t rolled = 0;
    char span[EVENT_TEXT_BYTES];
    if (follow->out_n == 0) return;
    fputs(
        "\nFreight out: minutes of each ULD from the gate until the flight took it\n"
        "ordered by, truck, ULD      kg  at the gate       door  load  line x-ray  team build   fly   all\n",
        to);
    for (size_t i = 0; i < follow->out_n; i++) {
        const struct freight *unit = &follow->out[i];
        print_freight_line(def, unit, to);
        rolled += unit->rolled;
        for (int s = 0; s < FREIGHT_SPANS; s++)
            spent_us[s] += (double)unit->spent_us[s] / (double)follow->out_n;
    }
    for (int s = 0; s < FREIGHT_SPANS; s++)
        all_us += spent_us[s];
    if (rolled > 0)
        fprintf(to, "* %zu of %zu were booked on an earlier flight, which did not take them.\n",
                rolled, follow->out_n);
    fprintf(to, "\nWhere the %s of a ULD out went, in the mean:\n", event_text_span(span, all_us));
    print_spans(spent_us, FREIGHT_SPANS, freight_words, to);
}

/* ---- all of it ------------------------------------------------------------------------------- */

enum trace_report_end trace_report_print(const struct trace_run *follow, const struct hub_def *def,
                                         const struct trace_report_wish *wish, FILE *to)
{
    int32_t uld = wish->uld >= 0 ? wish->uld : slowest(follow);
    const struct life *life = NULL;
    if (wish->uld >= DWELL_ULDS || (wish->uld >= 0 && !follow->dwell.uld[uld].seen))
        return TRACE_REPORT_NO_ULD;
    if (wish->parcel >= 0) {
        life = dwell_of_parcel(&follow->dwell, uld, wish->parcel);
        if (life == NULL) return TRACE_REPORT_NO_PARCEL;
    }
    print_flight(follow, def, to);
    bool any = false;
    for (int u = 0; u < DWELL_ULDS; u++)
        any |= follow->dwell.uld[u].seen;
    if (any) print_ulds(follow, to);
    if (life != NULL) print_parcel(follow, def, wish->parcel, life, to);
    else if (uld >= 0) print_uld(follow, def, uld, to);
    print_freight(follow, def, to);
    return TRACE_REPORT_SHOWN;
}

/* ---- the latest of all ----------------------------------------------------------------------- */

static size_t weighs_most(const struct dwell_mean *mean)
{
    size_t most = 0;
    for (size_t s = 1; s < DWELL_SPANS; s++)
        if (mean->spent_us[s] > mean->spent_us[most]) most = s;
    return most;
}

static void late_departures(const struct trace_run *follow, const struct hub_def *def, FILE *to)
{
    char number[RUN_REPORT_NUMBER_BYTES], date[17], late[EVENT_TEXT_BYTES], span[EVENT_TEXT_BYTES],
        name[80];
    fprintf(to, "\nThe latest of %s departures, against the timetable\n\n",
            run_report_number(number, (double)follow->departures));
    fprintf(to, "%-22s %-16s %12s  most of it\n", "flight", "due", "late");
    for (size_t i = 0; i < follow->late_flights_n; i++) {
        const struct trace_run_departure *flight = &follow->late_flight[i];
        const enum departure_cause most = departure_weighs_most(&flight->departure);
        snprintf(name, sizeof name, "%s/%u", def->lanes[flight->lane].name, flight->flight);
        fprintf(to, "%-22s %s %12s  %s%s%s\n", name,
                date_write(date, flight->departure.due_us, true),
                event_text_span(late, (double)departure_late_us(&flight->departure)),
                cause_words[most].before,
                event_text_span(span, (double)flight->departure.lost_us[most]),
                cause_words[most].after);
    }
}

void trace_report_late(const struct trace_run *follow, const struct hub_def *def, FILE *to)
{
    char number[RUN_REPORT_NUMBER_BYTES], date[17], all[EVENT_TEXT_BYTES], span[EVENT_TEXT_BYTES],
        name[80];
    fprintf(to,
            "The latest of %s ULDs, by the mean time of their contents from on block until their "
            "trucks leave\n\n",
            run_report_number(number, (double)follow->ulds));
    fprintf(to, "%-22s %-16s %12s  most of it\n", "ULD", "on block", "all");
    for (size_t i = 0; i < follow->late_n; i++) {
        const struct trace_run_uld *uld = &follow->late[i];
        const size_t most = weighs_most(&uld->mean);
        snprintf(name, sizeof name, "%s/%u/%d", def->lanes[uld->lane].name, uld->flight, uld->uld);
        fprintf(to, "%-22s %s %12s  %s %s\n", name, date_write(date, uld->on_block_us, true),
                event_text_span(all, uld->mean.all_us),
                event_text_span(span, uld->mean.spent_us[most]), dwell_span_words[most].words);
    }
    late_departures(follow, def, to);
    if (follow->unfinished > 0)
        fprintf(to, "\n%s flights were not done when the run ended and are left out.\n",
                run_report_number(number, (double)follow->unfinished));
    fputs("\n--uld LANE/FLIGHT/ULD, --flight LANE/FLIGHT tell one of them in full.\n", to);
}

void trace_report_late_csv(const struct trace_run *follow, const struct hub_def *def, FILE *to)
{
    char date[17];
    fputs("lane,flight,uld,hall,on_block,parcels,kg,all_min", to);
    for (int s = 0; s < DWELL_SPANS; s++)
        fprintf(to, ",%s_min", dwell_span_words[s].key);
    fputc('\n', to);
    for (size_t i = 0; i < follow->late_n; i++) {
        const struct trace_run_uld *uld = &follow->late[i];
        fprintf(to, "%s,%u,%d,%s,%s,%lld,%.15g,%.6f", def->lanes[uld->lane].name, uld->flight,
                uld->uld, def->halls[uld->hall].name, date_write(date, uld->on_block_us, true),
                (long long)uld->mean.parcels, (double)uld->mean.g / 1000,
                minutes(uld->mean.all_us));
        for (int s = 0; s < DWELL_SPANS; s++)
            fprintf(to, ",%.6f", minutes(uld->mean.spent_us[s]));
        fputc('\n', to);
    }
}
