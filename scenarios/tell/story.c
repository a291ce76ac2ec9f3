// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/tell/story.h"

#include <string.h>

#include "scenarios/tell/tables.h"
#include "sim/date.h"

/* ---- reading: where the time went ---- */

struct reader {
    struct story *story;
    int64_t crew_us;
    int64_t last_us[STORY_ULDS_MAX]; /* the latest moment of the larger part */
    int64_t main_kg[STORY_ULDS_MAX]; /* its weight: what customs set apart is taken off */
    int64_t trucked_kg[STORY_ULDS_MAX];
};

static void read_flight(struct reader *reader, const struct trace_note *note)
{
    struct story *story = reader->story;
    switch (note->step) {
    case TRACE_ARRIVES:
        story->arrives_us = note->at_us;
        story->scheduled_us = note->other_us;
        break;
    case TRACE_STAND:
        story->landed_us = note->other_us;
        break;
    case TRACE_ON_BLOCK:
        story->on_block_us = note->at_us;
        story->due_out_us = note->other_us;
        break;
    case TRACE_CREW:
        reader->crew_us = note->at_us;
        break;
    case TRACE_LEFT:
        story->left_us = note->at_us;
        break;
    default:
        break;
    }
}

static void read_off(struct reader *reader, const struct trace_note *note)
{
    struct story_uld *uld = &reader->story->uld[note->uld];
    uld->seen = true;
    uld->kg = note->kg;
    uld->parcels = note->parcels;
    uld->spent_us[STORY_CREW] = reader->crew_us - reader->story->on_block_us;
    uld->spent_us[STORY_ABOARD] = note->at_us - reader->crew_us;
    reader->last_us[note->uld] = note->at_us;
    reader->main_kg[note->uld] = note->kg;
}

static void read_set_apart(struct reader *reader, const struct trace_note *note)
{
    struct story_uld *uld = &reader->story->uld[note->uld];
    if (note->step == TRACE_PAPER) uld->papers += note->parcels;
    if (note->step == TRACE_SELECTED) uld->examined += note->parcels;
    if (note->kg < reader->main_kg[note->uld]) reader->main_kg[note->uld] -= note->kg;
}

static void read_truck(struct reader *reader, const struct trace_note *note)
{
    struct story_uld *uld = &reader->story->uld[note->uld];
    int64_t *trucked_kg = &reader->trucked_kg[note->uld];
    if (*trucked_kg < reader->main_kg[note->uld]) {
        uld->spent_us[STORY_TRUCK] = note->at_us - reader->last_us[note->uld];
        uld->spent_us[STORY_LOADING] = note->other_us - note->at_us;
    }
    *trucked_kg += note->kg;
    if (note->other_us > uld->on_truck_us) uld->on_truck_us = note->other_us;
}

/* What ends at that moment; STORY_WAITS: nothing that is counted. */
static enum story_wait wait_before(enum trace_step step)
{
    switch (step) {
    case TRACE_TUG: return STORY_TUG;
    case TRACE_IN_HALL:
    case TRACE_INTACT: return STORY_RIDE;
    case TRACE_TEAM: return STORY_TEAM;
    case TRACE_HANDED_ON: return STORY_OPENING;
    case TRACE_HOLD_ENDS:
    case TRACE_RELEASED: return STORY_CUSTOMS;
    case TRACE_ON_LOOP: return STORY_SORTER;
    case TRACE_SORTED: return STORY_SORTING;
    default: return STORY_WAITS;
    }
}

static void read_uld(struct reader *reader, const struct trace_note *note)
{
    struct story_uld *uld = &reader->story->uld[note->uld];
    if (note->step == TRACE_OFF) {
        read_off(reader, note);
    } else if (note->step == TRACE_PAPER || note->step == TRACE_SELECTED) {
        read_set_apart(reader, note);
    } else if (note->step == TRACE_TRUCK) {
        read_truck(reader, note);
    } else if (note->step == TRACE_HANDED_ON && note->kg < uld->kg) {
        uld->alone = true;
        uld->spent_us[STORY_OPENING] = note->at_us - reader->last_us[note->uld];
        reader->main_kg[note->uld] = -1;
    } else if (note->kg == reader->main_kg[note->uld]) {
        enum story_wait wait = wait_before(note->step);
        if (wait == STORY_WAITS) return;
        if (note->step == TRACE_INTACT) uld->intact = true;
        uld->spent_us[wait] += note->at_us - reader->last_us[note->uld];
        reader->last_us[note->uld] = note->at_us;
    }
}

void story_read(struct story *story, const struct trace_note *note, size_t n)
{
    struct reader reader = {.story = story};
    memset(story, 0, sizeof *story);
    story->note = note;
    story->n = n;
    for (size_t i = 0; i < n; i++)
        if (note[i].uld < 0)
            read_flight(&reader, &note[i]);
        else if (note[i].uld < STORY_ULDS_MAX)
            read_uld(&reader, &note[i]);
}

/* ---- telling ---- */

enum { TEXT_BYTES = 40 };

static const char *span_of(char to[static TEXT_BYTES], int64_t us)
{
    long long minutes = (long long)((us + DATE_MINUTE_US / 2) / DATE_MINUTE_US);
    if (minutes < 60)
        snprintf(to, TEXT_BYTES, "%lld min", minutes);
    else
        snprintf(to, TEXT_BYTES, "%lld h %02lld min", minutes / 60, minutes % 60);
    return to;
}

static void begin_line(const struct trace_note *note, FILE *to)
{
    char date[17];
    fprintf(to, "  %s  ", date_write(date, note->at_us, true));
}

static void tell_waited(int64_t us, FILE *to)
{
    char span[TEXT_BYTES];
    if (us < DATE_MINUTE_US / 2)
        fputs(", at once\n", to);
    else
        fprintf(to, ", after waiting %s\n", span_of(span, us));
}

/* "8,700 parcels", or "2,400 kg" of what does not come in parcels. */
static const char *amount_of(char to[static TEXT_BYTES], const struct trace_note *note)
{
    char number[TABLES_NUMBER_BYTES];
    bool parcels = note->parcels > 0;
    tables_number(number, (double)(parcels ? note->parcels : note->kg));
    snprintf(to, TEXT_BYTES, "%s %s", number, !parcels ? "kg" : note->parcels == 1 ? "parcel" : "parcels");
    return to;
}

static void tell_arrival(const struct trace_note *note, FILE *to)
{
    char span[TEXT_BYTES];
    int64_t late_us = note->at_us - note->other_us;
    begin_line(note, to);
    if (late_us < 0)
        fprintf(to, "overhead, %s before its time\n", span_of(span, -late_us));
    else
        fprintf(to, "overhead, %s after its time\n", span_of(span, late_us));
}

/* `since_us`: the moment before, from which on it waited. */
static void tell_flight_moment(const struct trace_note *note, int64_t since_us, FILE *to)
{
    static const char *const words[TRACE_FLIGHT_STEPS] = {
        [TRACE_REFUSED] = "refused: the permit's cap or the night quota is used up\n",
        [TRACE_DIVERTED] = "gives up waiting for a stand and goes elsewhere\n",
        [TRACE_ON_BLOCK] = "on block\n",
        [TRACE_DOORS_OPEN] = "doors open, offloading begins\n",
        [TRACE_OFFLOADED] = "the last ULD is off\n",
        [TRACE_LOAD_DUE] = "time to load\n",
        [TRACE_DEICING] = "waits for de-icing\n",
        [TRACE_NIGHT] = "may not leave before morning: the night quota is used up\n",
    };
    char date[17], number[TABLES_NUMBER_BYTES];
    if (note->step == TRACE_ARRIVES) {
        tell_arrival(note, to);
        return;
    }
    begin_line(note, to);
    if (words[note->step] != NULL)
        fputs(words[note->step], to);
    else if (note->step == TRACE_STAND)
        fprintf(to, "lands at %s: has a stand", date_write(date, note->other_us, true) + 11);
    else if (note->step == TRACE_CREW)
        fputs("a crew opens the doors", to);
    else if (note->step == TRACE_LOAD_CREW)
        fputs("a crew comes to load", to);
    else if (note->step == TRACE_LOADING)
        fputs("a tug comes, loading begins", to);
    else
        fprintf(to, "%s with %d ULDs, %s kg\n", note->step == TRACE_LOADED ? "loaded" : "leaves",
                (int)note->detail, tables_number(number, (double)note->kg));
    bool waits = note->step == TRACE_STAND || note->step == TRACE_CREW ||
                 note->step == TRACE_LOAD_CREW || note->step == TRACE_LOADING;
    if (waits) tell_waited(note->at_us - since_us, to);
}

static void tell_departure(const struct story *story, FILE *to)
{
    char span[TEXT_BYTES];
    int64_t late_us = story->left_us - story->due_out_us;
    if (story->left_us == 0) return;
    if (late_us < DATE_MINUTE_US / 2)
        fputs("  It leaves on time.\n", to);
    else
        fprintf(to, "  It leaves %s late.\n", span_of(span, late_us));
}

static void tell_flight(const struct story *story, const struct hub_def *def, FILE *to)
{
    const struct trace_note *first = &story->note[0];
    char kg[TABLES_NUMBER_BYTES], amount[TEXT_BYTES], date[17];
    fprintf(to, "A flight of lane %s, planned for %s: %s, %s kg in %d ULDs, for hall %s\n",
            def->lanes[first->lane].name, date_write(date, first->other_us, true),
            amount_of(amount, first),
            tables_number(kg, (double)first->kg), (int)first->detail,
            def->halls[first->hall].name);
    int64_t since_us = 0;
    for (size_t i = 0; i < story->n; i++) {
        const struct trace_note *note = &story->note[i];
        if (note->uld >= 0) continue;
        tell_flight_moment(note, since_us, to);
        since_us = note->at_us;
    }
    tell_departure(story, to);
}

static int64_t main_total_us(const struct story_uld *uld)
{
    int64_t sum_us = 0;
    for (int w = 0; w < STORY_WAITS; w++)
        sum_us += uld->spent_us[w];
    return sum_us;
}

static void tell_table(const struct story *story, FILE *to)
{
    fputs("\nMinutes of the larger part of each ULD, from on block to when its last truck leaves\n"
          " ULD parcels    kg   crew aboard  tug ride  team opened customs sorter sorted truck loaded"
          "    all\n",
          to);
    for (int u = 0; u < STORY_ULDS_MAX; u++) {
        const struct story_uld *uld = &story->uld[u];
        static const int wide[STORY_WAITS] = {7, 7, 5, 5, 6, 7, 8, 7, 7, 6, 7};
        if (!uld->seen) continue;
        fprintf(to, "%4d %7lld %5lld", u, (long long)uld->parcels, (long long)uld->kg);
        for (int w = 0; w < STORY_WAITS; w++)
            fprintf(to, "%*.0f", wide[w], (double)uld->spent_us[w] / (double)DATE_MINUTE_US);
        if (uld->on_truck_us > 0)
            fprintf(to, "%7.0f\n", (double)main_total_us(uld) / (double)DATE_MINUTE_US);
        else
            fputs(uld->alone ? "  one by one\n" : "  still here\n", to);
    }
}

/* ---- one ULD ---- */

static void tell_uld_moment(const struct trace_note *note, int64_t since_us, FILE *to)
{
    char amount[TEXT_BYTES], date[17];
    amount_of(amount, note);
    begin_line(note, to);
    switch (note->step) {
    case TRACE_OFF: fprintf(to, "beside the aircraft: %s\n", amount); break;
    case TRACE_TUG: fputs("a tug drives off with it", to); break;
    case TRACE_IN_HALL: fputs("in the hall\n", to); break;
    case TRACE_INTACT: fputs("in the hall; goes through unopened\n", to); break;
    case TRACE_TEAM: fputs("a team begins to take it apart", to); break;
    case TRACE_HANDED_ON: fprintf(to, "half of it is off; %s go on as one\n", amount); break;
    case TRACE_HELD:
        fprintf(to, "customs holds the whole flight until %s\n",
                date_write(date, note->other_us, true));
        break;
    case TRACE_HOLD_ENDS: fputs("customs lets the flight go\n", to); break;
    case TRACE_PAPER: fprintf(to, "customs: a paper is missing for %s\n", amount); break;
    case TRACE_SELECTED: fprintf(to, "customs: %s selected for examination\n", amount); break;
    case TRACE_OFFICER: fprintf(to, "an officer opens %s\n", amount); break;
    case TRACE_RELEASED: fprintf(to, "customs releases %s\n", amount); break;
    case TRACE_AT_SORTER: fprintf(to, "%s in line for the sorter\n", amount); break;
    case TRACE_ON_LOOP: fprintf(to, "%s go on the sorter", amount); break;
    case TRACE_SORTED: fprintf(to, "%s sorted\n", amount); break;
    case TRACE_AT_DOCK: fprintf(to, "%s at the dock, by destination\n", amount); break;
    case TRACE_TRUCK:
        fprintf(to, "%s on a truck to destination %d, which leaves at %s\n", amount,
                (int)note->detail + 1, date_write(date, note->other_us, true));
        break;
    default: fputc('\n', to); break;
    }
    bool waits = note->step == TRACE_TUG || note->step == TRACE_TEAM || note->step == TRACE_ON_LOOP;
    if (waits) tell_waited(note->at_us - since_us, to);
}

/* Since when a thing that begins now has waited: its own latest moment of that size. */
static int64_t waited_since_us(const struct story *story, size_t at)
{
    const struct trace_note *now = &story->note[at];
    for (size_t i = at; i-- > 0;) {
        const struct trace_note *note = &story->note[i];
        if (note->uld == now->uld && note->kg == now->kg && note->step != TRACE_TRUCK)
            return note->at_us;
    }
    return now->at_us;
}

static void tell_why(const struct story_uld *uld, FILE *to)
{
    static const char *const why[STORY_WAITS] = {
        "waiting for a ramp crew", "while doors were opened and ULDs before it came off",
        "waiting for a tug",       "riding to the hall",
        "waiting for a team",      "being taken apart",
        "held by customs",         "waiting for the sorter",
        "being sorted",            "waiting for a truck to be full or due, and for a door",
        "being loaded"};
    int64_t all_us = main_total_us(uld);
    bool told[STORY_WAITS] = {false};
    char span[TEXT_BYTES];
    fprintf(to, "\nWhere the %s of its larger part went:\n", span_of(span, all_us));
    for (int rank = 0; rank < STORY_WAITS; rank++) {
        int most = -1;
        for (int w = 0; w < STORY_WAITS; w++)
            if (!told[w] && (most < 0 || uld->spent_us[w] > uld->spent_us[most])) most = w;
        told[most] = true;
        if (uld->spent_us[most] < DATE_MINUTE_US / 2) break;
        double share = 100.0 * (double)uld->spent_us[most] / (double)all_us;
        fprintf(to, "  %14s  %3.0f %%  %s\n", span_of(span, uld->spent_us[most]), share, why[most]);
    }
}

static void tell_uld(const struct story *story, int32_t u, FILE *to)
{
    const struct story_uld *uld = &story->uld[u];
    fprintf(to, "\nULD %d%s\n", (int)u,
            uld->alone ? ": from breakdown on its parcels move one by one; told are those that customs"
                         " set apart" : "");
    for (size_t i = 0; i < story->n; i++)
        if (story->note[i].uld == u)
            tell_uld_moment(&story->note[i], waited_since_us(story, i), to);
    if (uld->on_truck_us > 0) tell_why(uld, to);
}

/* The one whose larger part took longest; -1 if there is none. */
static int32_t slowest(const struct story *story)
{
    int32_t last = -1;
    for (int32_t u = 0; u < STORY_ULDS_MAX; u++) {
        if (!story->uld[u].seen || story->uld[u].on_truck_us == 0) continue;
        if (last < 0 || main_total_us(&story->uld[u]) > main_total_us(&story->uld[last])) last = u;
    }
    return last;
}

bool story_tell(const struct story *story, const struct hub_def *def, int32_t uld, FILE *to)
{
    tell_flight(story, def, to);
    bool any = false;
    for (int u = 0; u < STORY_ULDS_MAX; u++)
        any |= story->uld[u].seen;
    if (any) tell_table(story, to);
    if (uld < 0) uld = slowest(story);
    if (uld < 0) return true;
    if (uld >= STORY_ULDS_MAX || !story->uld[uld].seen) return false;
    tell_uld(story, uld, to);
    return true;
}

/* ---- for other programs ---- */

void story_csv_head(FILE *to)
{
    fputs("at,lane,flight,uld,step,hall,kg,parcels,other_time,detail\n", to);
}

void story_csv_line(const struct hub_def *def, const struct trace_note *note, FILE *to)
{
    char at[17], other[17] = "", uld[16] = "", second[8];
    snprintf(second, sizeof second, ":%02d",
             (int)(note->at_us / DATE_SECOND_US % 60));
    if (note->other_us > 0) date_write(other, note->other_us, true);
    if (note->uld >= 0) snprintf(uld, sizeof uld, "%d", (int)note->uld);
    fprintf(to, "%s%s,%s,%u,%s,%s,%s,%lld,%lld,%s,%d\n", date_write(at, note->at_us, true), second,
            def->lanes[note->lane].name, note->flight, uld, trace_step_word(note->step),
            def->halls[note->hall].name, (long long)note->kg, (long long)note->parcels, other,
            (int)note->detail);
}
