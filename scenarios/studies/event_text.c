// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/event_text.h"

#include "scenarios/report/run_report.h"
#include "sim/date.h"

const char *event_text_span(char to[static EVENT_TEXT_BYTES], double us)
{
    long long minutes = (long long)(us / (double)DATE_MINUTE_US + 0.5);
    if (minutes < 60) snprintf(to, EVENT_TEXT_BYTES, "%lld min", minutes);
    else snprintf(to, EVENT_TEXT_BYTES, "%lld h %02lld min", minutes / 60, minutes % 60);
    return to;
}

const char *event_text_amount(char to[static EVENT_TEXT_BYTES], const struct trace_note *note)
{
    char number[RUN_REPORT_NUMBER_BYTES];
    bool parcels = note->parcels > 0;
    run_report_number(number, parcels ? (double)note->parcels : (double)note->g / 1000);
    snprintf(to, EVENT_TEXT_BYTES, "%s %s", number,
             !parcels             ? "kg"
             : note->parcels == 1 ? "parcel"
                                  : "parcels");
    return to;
}

static void begin_line(const struct trace_note *note, FILE *to)
{
    char date[17];
    fprintf(to, "  %s  ", date_write(date, note->at_us, true));
}

static void print_waited(int64_t us, FILE *to)
{
    char span[EVENT_TEXT_BYTES];
    if (us < DATE_MINUTE_US / 2) fputs(", at once\n", to);
    else fprintf(to, ", after waiting %s\n", event_text_span(span, (double)us));
}

/* ---- flights --------------------------------------------------------------------------------- */

static void print_arrival(const struct trace_note *note, FILE *to)
{
    char span[EVENT_TEXT_BYTES];
    int64_t late_us = note->at_us - note->other_us;
    begin_line(note, to);
    if (late_us < 0)
        fprintf(to, "overhead, %s before its time\n", event_text_span(span, (double)-late_us));
    else fprintf(to, "overhead, %s after its time\n", event_text_span(span, (double)late_us));
}

void event_text_flight(const struct trace_note *note, int64_t since_us, FILE *to)
{
    static const char *const words[TRACE_FLIGHT_STEPS] = {
        [TRACE_DIVERTED] = "gives up waiting for a stand and goes elsewhere\n",
        [TRACE_ON_BLOCK] = "on block\n",
        [TRACE_DOORS_OPEN] = "doors open, offloading begins\n",
        [TRACE_OFFLOADED] = "the last ULD is off\n",
        [TRACE_LOAD_DUE] = "time to load\n",
        [TRACE_DEICING] = "waits for de-icing\n",
        [TRACE_NIGHT] = "may not leave before morning: the night quota is used up\n",
    };
    char date[17], number[RUN_REPORT_NUMBER_BYTES];
    if (note->step == TRACE_LOADER || note->step == TRACE_DOLLIES) return; /* reported by ULD */
    if (note->step == TRACE_ARRIVES) {
        print_arrival(note, to);
        return;
    }
    begin_line(note, to);
    if (words[note->step] != NULL) fputs(words[note->step], to);
    else if (note->step == TRACE_CANCELLED)
        fprintf(to, "cancelled: it was to land at %s\n", date_write(date, note->other_us, true));
    else if (note->step == TRACE_REFUSED)
        fprintf(to, "refused: %s is used up\n",
                note->detail ? "the night quota" : "the permit's cap");
    else if (note->step == TRACE_STAND)
        fprintf(to, "lands at %s: has a%s stand", date_write(date, note->other_us, true) + 11,
                note->detail ? " wide" : "");
    else if (note->step == TRACE_CREW) fputs("a crew opens the doors", to);
    else if (note->step == TRACE_LOAD_CREW) fputs("a crew comes to load", to);
    else if (note->step == TRACE_LOADING) fputs("a tug comes, loading begins", to);
    else
        fprintf(to, "%s with %d ULDs, %s kg\n", note->step == TRACE_LOADED ? "loaded" : "leaves",
                (int)note->detail, run_report_number(number, (double)note->g / 1000));
    bool waits = note->step == TRACE_STAND || note->step == TRACE_CREW ||
                 note->step == TRACE_LOAD_CREW || note->step == TRACE_LOADING;
    if (waits) print_waited(note->at_us - since_us, to);
}

/* ---- ULDs and pieces ------------------------------------------------------------------------- */

static void print_more(const struct trace_note *note, const char *amount, FILE *to)
{
    char date[17];
    switch (note->step) {
    case TRACE_OFF:
        fprintf(to, "beside the aircraft: %s\n", amount);
        break;
    case TRACE_HANDED_ON:
        if (note->g > 0) fprintf(to, "half of it is off; %s go on as one\n", amount);
        else fputs("half of it is off; its parcels go on one by one\n", to);
        break;
    case TRACE_XRAYED:
        if (note->g > 0) fprintf(to, "half of it is X-rayed; %s go on as one\n", amount);
        else fputs("half of it is X-rayed; its parcels go on one by one\n", to);
        break;
    case TRACE_HELD:
        fprintf(to, "customs holds the whole flight until %s\n",
                date_write(date, note->other_us, true));
        break;
    case TRACE_PAPER:
        fprintf(to, "customs: a paper is missing for %s\n", amount);
        break;
    case TRACE_SELECTED:
        fprintf(to, "customs: %s selected for examination\n", amount);
        break;
    case TRACE_OFFICER:
        fprintf(to, "an officer opens %s", amount);
        break;
    case TRACE_RELEASED:
        fprintf(to, "customs releases %s\n", amount);
        break;
    case TRACE_LIFTED:
        fprintf(to, "off the ULD, in line for the sorter: %s\n", amount);
        break;
    case TRACE_AT_SORTER:
        fprintf(to, "%s in line for the sorter\n", amount);
        break;
    case TRACE_ON_LOOP:
        fprintf(to, "%s on the sorter", amount);
        break;
    case TRACE_AT_DOCK:
        fprintf(to, "%s at the dock, by destination\n", amount);
        break;
    case TRACE_SORTED:
        if (note->parcel < 0) fprintf(to, "%s sorted\n", amount);
        else fprintf(to, "down the chute of destination %d\n", (int)note->detail + 1);
        break;
    case TRACE_TRUCK:
        fprintf(to, "%s on a truck to destination %d: called %s", amount, (int)note->detail + 1,
                date_write(date, note->called_us, true) + 11);
        fprintf(to, ", leaves %s\n", date_write(date, note->other_us, true) + 11);
        break;
    default:
        fputc('\n', to);
        break;
    }
}

void event_text_uld(const struct trace_note *note, int64_t since_us, FILE *to)
{
    static const char *const words[TRACE_STEPS] = {
        [TRACE_TUG] = "a tug drives off with it",
        [TRACE_CHECKIN] = "taken in at the hall",
        [TRACE_NO_PLACE] = "no place in the hall: it stays on its train\n",
        [TRACE_IN_HALL] = "in the hall\n",
        [TRACE_INTACT] = "in the hall; goes through unopened\n",
        [TRACE_TEAM] = "a team begins to take it apart",
        [TRACE_XRAY] = "an X-ray line takes it",
        [TRACE_HOLD_ENDS] = "customs lets the flight go\n",
        [TRACE_UNREAD] = "no scanner read it: once more round\n",
        [TRACE_CHUTE_FULL] = "its chute is full: once more round\n",
    };
    char amount[EVENT_TEXT_BYTES];
    if (note->step == TRACE_AT_DOOR) return; /* reported when it is in */
    begin_line(note, to);
    if (words[note->step] != NULL) fputs(words[note->step], to);
    else print_more(note, event_text_amount(amount, note), to);
    bool waits = note->step == TRACE_TUG || note->step == TRACE_TEAM ||
                 note->step == TRACE_ON_LOOP || note->step == TRACE_CHECKIN ||
                 note->step == TRACE_OFFICER || note->step == TRACE_XRAY;
    if (waits) print_waited(note->at_us - since_us, to);
}

/* ---- for other programs ---------------------------------------------------------------------- */

void event_text_csv_head(FILE *to)
{
    fputs(
        "at,lane,flight,uld,part,parcel,step,hall,kg,parcels,other_time,called,other_lane,detail\n",
        to);
}

static void write_count(int64_t n, bool known, FILE *to)
{
    if (known) fprintf(to, "%lld", (long long)n);
    fputc(',', to);
}

static void write_time(int64_t at_us, FILE *to)
{
    char date[17];
    if (at_us > 0) fputs(date_write(date, at_us, true), to);
    fputc(',', to);
}

void event_text_csv_line(const struct hub_def *def, const struct trace_note *note, FILE *to)
{
    char at[17];
    const bool out = note->step >= TRACE_GATE;
    fprintf(to, "%s:%02d,%s,%u,", date_write(at, note->at_us, true),
            (int)(note->at_us / DATE_SECOND_US % 60), def->lanes[note->lane].name, note->flight);
    write_count(note->uld, note->uld >= 0, to);
    write_count(note->part, note->uld >= 0, to);
    write_count(note->parcel, note->parcel >= 0, to);
    fprintf(to, "%s,%s,%.15g,%lld,", trace_step_word(note->step), def->halls[note->hall].name,
            (double)note->g / 1000, (long long)note->parcels);
    write_time(note->other_us, to);
    write_time(note->called_us, to);
    fprintf(to, "%s,%d\n", out ? def->lanes[note->other_lane].name : "", (int)note->detail);
}
