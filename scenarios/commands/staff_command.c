// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/staff_command.h"

#include <errno.h>
#include <string.h>

#include "models/hub.h"
#include "scenarios/commands/ask.h"
#include "scenarios/read/question.h"
#include "scenarios/study/staffing.h"
#include "scenarios/tell/outfile.h"
#include "scenarios/tell/staff_tables.h"

static const char staff_help[] =
    "Examples\n"
    "  hubsim staff scenarios/liege/actual.cfg\n"
    "  hubsim staff scenarios/liege/actual.cfg --hall cainiao --area breakdown --year 2025\n"
    "  hubsim staff scenarios/liege/actual.cfg --set 'labour.shift_plan=\"cover\"' --out out\n"
    "\n"
    "hubsim staff SCENARIO: who is required, rostered and there in the mean week of a year, hour "
    "by hour;\n"
    "jobs by area and employer; what became of the hours paid.\n"
    "\n"
    "  --year Y             a whole year of the run (else its last)\n"
    "  --hall H             one hall (else all)\n"
    "  --area A             ramp, breakdown, sort, docks, buildup, clerks, security, "
    "maintenance,\n"
    "                       supervision, office (else all)\n"
    "  --with FILE          lays this overlay on top; may be given again\n"
    "  --set PATH=VALUE     one more setting, last; may be given again\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --replications N     independent histories (else run.replications)\n"
    "  --seed S             where the luck starts (else run.seed)\n"
    "  --threads N          the results do not depend on it (else all processors)\n"
    "  --out DIR            writes people.csv, people.json and the picture staff there\n"
    "  --no-plots           no picture in DIR\n"
    "  --json, --csv        prints that instead of tables\n"
    "\n"
    "Ends as hubsim run does.\n";

enum { YEAR, HALL, AREA, OPTIONS };
static const struct args_option options[OPTIONS] = {[YEAR] = {"--year", "a year such as 2025"},
                                                    [HALL] = {"--hall", "the name of a hall"},
                                                    [AREA] = {"--area", "an area of a hall"}};

struct asked {
    struct ask common;
    const struct command_call *call;
    uint64_t year; /* 0: the last */
    const char *hall, *area;
};

static bool take_option(void *context, int option, const char *value)
{
    struct asked *asked = context;
    if (option == HALL) asked->hall = value;
    if (option == AREA) asked->area = value;
    if (option == YEAR) return ask_whole(&options[YEAR], value, 1, 9999, &asked->year);
    return true;
}

/* ---- what is looked at ---- */

static int number_of(const char *name, const char *const *names, size_t n, const char *kind)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0) return (int)i;
    args_unknown(kind, name, names, n, stderr);
    return -1;
}

/* False: a line says what is wrong. */
static bool choose_parts(const struct asked *asked, const struct hub_def *def,
                         struct staffing *staffing)
{
    const char *hall[HALL_MAX];
    for (uint32_t h = 0; h < def->halls_n; h++)
        hall[h] = def->halls[h].name;
    staffing->hall = staffing->area = STAFFING_ALL;
    if (asked->hall) staffing->hall = number_of(asked->hall, hall, def->halls_n, "hall");
    if (asked->area) staffing->area = number_of(asked->area, hall_area_name, HALL_AREAS, "area");
    return (!asked->hall || staffing->hall >= 0) && (!asked->area || staffing->area >= 0);
}

static bool choose_year(const struct asked *asked, const struct hub_def *def, int32_t *year)
{
    const int32_t first = hub_first_year(def), last = first + (int32_t)hub_years(def) - 1;
    *year = asked->year ? (int32_t)asked->year : last;
    if (last >= first && *year >= first && *year <= last) return true;
    if (last < first)
        fprintf(stderr, "hubsim staff: the run holds no whole calendar year\n");
    else
        fprintf(stderr, "hubsim staff: --year %d: give %d to %d\n", *year, first, last);
    return false;
}

/* ---- what is written ---- */

static void list_picture(void *listing, const char *path)
{
    fprintf(listing, "%s\n", path);
}

static bool write_file(const char *folder, const char *name, const struct staffing *staffing,
                       bool write(const struct staffing *, FILE *), FILE *listing)
{
    struct outfile file;
    bool fine = outfile_open(&file, folder, name);
    if (fine) {
        bool whole = write(staffing, file.to);
        fine = outfile_close(&file) && whole;
    }
    if (fine) fprintf(listing, "%s\n", file.path);
    else fprintf(stderr, "hubsim: %s/%s: %s\n", folder, name, strerror(errno));
    return fine;
}

static enum ending write_files(const struct asked *asked, const struct staffing *staffing,
                               FILE *listing)
{
    const struct ask *ask = &asked->common;
    if (!ask->out) return ENDING_FINE;
    if (!outfile_folder(ask->out)) {
        fprintf(stderr, "hubsim: %s: %s\n", ask->out, strerror(errno));
        return ENDING_FAILED;
    }
    fputs("\nWritten:\n", listing);
    bool fine = write_file(ask->out, "people.csv", staffing, staff_tables_csv, listing);
    fine = write_file(ask->out, "people.json", staffing, staff_tables_json, listing) && fine;
    if (!fine) return ENDING_FAILED;
    if (ask->no_plots) return ENDING_FINE;
    const struct pictures_wish wish = {
        .folder = ask->out, .drawn = list_picture, .context = listing};
    return asked->call->pictures->staff(staffing, &wish, stderr) == 0 ? ENDING_FINE
                                                                     : ENDING_NO_PICTURE;
}

static bool print(const struct ask *ask, const struct staffing *staffing)
{
    if (ask->json) return staff_tables_json(staffing, stdout);
    if (ask->csv) return staff_tables_csv(staffing, stdout);
    return staff_tables_print(staffing, stdout);
}

static enum ending present(const struct asked *asked, const struct staffing *staffing)
{
    FILE *listing = asked->common.json || asked->common.csv ? stderr : stdout;
    if (!print(&asked->common, staffing)) {
        fprintf(stderr, "hubsim: out of memory\n");
        return ENDING_FAILED;
    }
    return write_files(asked, staffing, listing);
}

/* ---- what is run ---- */

static enum ending look(const struct asked *asked, const struct question *question)
{
    const struct ask *ask = &asked->common;
    const struct hub_def *def = scenario_plan(question->scenario)->base;
    struct staffing staffing;
    struct ask_progress progress = ask_progress_start("replications");
    struct looks_request request = {
        .scenario = question->scenario,
        .seed = ask->has_seed ? ask->seed : def->run.seed,
        .replications = ask->replications ? (uint32_t)ask->replications : def->run.replications,
        .threads = (uint32_t)ask->threads,
        .stop = asked->call->stop,
        .progress = ask_progress_show,
        .context = &progress};
    if (!choose_parts(asked, def, &staffing) || !choose_year(asked, def, &request.year))
        return ENDING_USAGE;
    struct looks *looks = looks_run(&request);
    staffing.looks = looks;
    enum ending ending = ENDING_FINE;
    if (!looks || looks->done < request.replications) {
        const bool stopped = looks && *asked->call->stop;
        fprintf(stderr, "hubsim: %s\n", stopped ? "interrupted" : "out of memory");
        ending = stopped ? ENDING_INTERRUPTED : ENDING_FAILED;
    }
    if (looks && looks->done > 0) {
        const enum ending presented = present(asked, &staffing);
        if (ending == ENDING_FINE) ending = presented;
    }
    looks_free(looks);
    return ending;
}

static enum ending staff(const struct command_call *call)
{
    struct asked asked = {.call = call};
    const struct ask_more more = {options, OPTIONS, take_option, &asked};
    const struct ask *ask = &asked.common;
    if (!ask_read(&asked.common, call, ASK_ALL, &more, staff_help)) return ENDING_USAGE;
    if (ask->help) return ENDING_FINE;
    const char *wrong = NULL;
    if (ask->words != 1) wrong = ask->words ? "give one scenario" : "give a scenario";
    if (ask->json && ask->csv) wrong = "give --json or --csv, not both";
    if (ask->terminal || ask->quiet) wrong = "the table is all there is for a terminal";
    if (wrong) {
        fprintf(stderr, "hubsim staff: %s; hubsim staff --help shows how\n", wrong);
        return ENDING_USAGE;
    }
    const struct scenario_request request = ask_request(ask, ask->word[0]);
    struct mistakes *mistakes = mistakes_new();
    struct question question;
    enum ending ending = ENDING_BAD_SCENARIO;
    if (question_open(&question, &request, mistakes)) {
        ending = look(&asked, &question);
        question_close(&question);
    } else {
        mistakes_print(mistakes, stderr);
    }
    mistakes_free(mistakes);
    return ending;
}

const struct command staff_command = {"staff", "shows who is needed and who is there, by hour",
                                      staff};
