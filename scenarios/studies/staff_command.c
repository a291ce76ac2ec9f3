// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/studies/detail_options.h"
#include "scenarios/studies/staff.h"
#include "scenarios/report/whole_file.h"
#include "scenarios/studies/staff_report.h"

static const char staff_help[] =
    "Examples\n"
    "  hubsim staff scenarios/liege/actual.cfg\n"
    "  hubsim staff scenarios/liege/actual.cfg --hall cainiao --area breakdown --year 2025\n"
    "  hubsim staff scenarios/liege/actual.cfg --set 'labour.shift_plan=\"cover\"' --out out\n"
    "\n"
    "hubsim staff SCENARIO: who is required, rostered and there in the mean week of a year,\n"
    "hour by hour; jobs by area and employer; what became of the hours paid.\n"
    "\n"
    "  --year Y             a whole year of the run (else its last)\n"
    "  --hall H             one hall (else all)\n"
    "  --area A             ramp, breakdown, sort, docks, buildup, clerks, security,\n"
    "                       maintenance, supervision, office (else all)\n"
    "  --with FILE          lays this overlay on top; may be given again\n"
    "  --set PATH=VALUE     one more setting, last; may be given again\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --replications N     independent replications (else run.replications)\n"
    "  --seed S             where the random streams start (else run.seed)\n"
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

struct arguments {
    struct common_options common;
    struct detail_options detail;
    const char *area;
};

static bool take_option(void *context, int option, const char *value)
{
    struct arguments *args = context;
    if (option == HALL) args->detail.hall = value;
    if (option == AREA) args->area = value;
    if (option == YEAR)
        return common_options_whole(&options[YEAR], value, 1, 9999, &args->detail.year);
    return true;
}

/* ---- what is written ------------------------------------------------------------------------- */

static void list_picture(void *listing, const char *path)
{
    fprintf(listing, "%s\n", path);
}

typedef bool write_answer(const struct staff *staffing, const struct study_header *header,
                          FILE *to);

static bool write_file(const char *folder, const char *name, const struct staff *staffing,
                       const struct study_header *header, write_answer *write, FILE *listing)
{
    struct whole_file file;
    bool fine = whole_file_open(&file, folder, name);
    if (fine) {
        bool whole = write(staffing, header, file.to);
        fine = whole_file_close(&file) && whole;
    }
    if (fine) fprintf(listing, "%s\n", file.path);
    else fprintf(stderr, "hubsim: %s/%s: %s\n", folder, name, strerror(errno));
    return fine;
}

static enum ending draw(const struct arguments *args, const struct staff *staffing,
                        const struct study_header *header, FILE *listing)
{
    char *text = study_header_text(header);
    const struct pictures_wish wish = {
        .folder = args->common.out, .drawn = list_picture, .context = listing, .manifest = text};
    const int failed = args->detail.call->pictures->staff(staffing, &wish, stderr);
    free(text);
    return failed == 0 ? ENDING_FINE : ENDING_NO_PICTURE;
}

static enum ending write_files(const struct arguments *args, const struct staff *staffing,
                               const struct study_header *header, FILE *listing)
{
    const struct common_options *common = &args->common;
    if (!common->out) return ENDING_FINE;
    if (!whole_file_folder(common->out)) {
        fprintf(stderr, "hubsim: %s: %s\n", common->out, strerror(errno));
        return ENDING_FAILED;
    }
    fputs("\nWritten:\n", listing);
    bool fine = write_file(common->out, "people.csv", staffing, header, staff_report_csv, listing);
    fine &= write_file(common->out, "people.json", staffing, header, staff_report_json, listing);
    if (!fine) return ENDING_FAILED;
    return common->no_plots ? ENDING_FINE : draw(args, staffing, header, listing);
}

static bool print(const struct common_options *common, const struct staff *staffing,
                  const struct study_header *header)
{
    if (common->json) return staff_report_json(staffing, header, stdout);
    if (common->csv) return staff_report_csv(staffing, header, stdout);
    return staff_report_print(staffing, stdout);
}

static enum ending show(void *context, const struct year_detail *detail, int hall,
                        const struct study_header *header)
{
    const struct arguments *args = context;
    struct staff staffing = {.detail = detail, .hall = hall, .area = STAFF_ALL};
    if (args->area)
        staffing.area = detail_options_number("area", args->area, hall_area_name, HALL_AREAS);
    FILE *listing = args->common.json || args->common.csv ? stderr : stdout;
    if (!print(&args->common, &staffing, header)) return command_out_of_memory();
    return write_files(args, &staffing, header, listing);
}

static enum ending staff(const struct command_call *call)
{
    struct arguments args = {.detail = {.command = "staff", .call = call}};
    const struct common_options_more more = {options, OPTIONS, take_option, &args};
    if (!common_options_read(&args.common, call, COMMON_OPTIONS_ALL, &more, staff_help))
        return ENDING_USAGE;
    if (args.common.help) return ENDING_FINE;
    args.detail.common = &args.common;
    if (args.area && detail_options_number("area", args.area, hall_area_name, HALL_AREAS) < 0)
        return ENDING_USAGE;
    return detail_options_run(&args.detail, show, &args);
}

const struct command staff_command = {"staff", "shows who is needed and who is there, by hour",
                                      staff};
