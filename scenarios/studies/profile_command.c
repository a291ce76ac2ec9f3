// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/commands.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "scenarios/cli/common_options.h"
#include "scenarios/cli/one_scenario.h"
#include "scenarios/run/experiment.h"
#include "scenarios/studies/profile.h"

static const char profile_help[] =
    "Examples\n"
    "  hubsim profile scenarios/liege/actual.cfg\n"
    "  hubsim profile scenarios/liege/actual.cfg --year 2025 --grain parcel\n"
    "  hubsim profile scenarios/liege/actual.cfg --until 2020-01-01 --permute-ties\n"
    "\n"
    "hubsim profile SCENARIO: runs one replication and shows how many events of which kind it\n"
    "had, what they cost, how many waited where, and how often two events of one instant and\n"
    "rank were ordered by nothing but who was scheduled first.\n"
    "\n"
    "  --permute-ties       once more with such events in random order, and what that changes\n"
    "  --replication N      which replication (else 0)\n"
    "  --seed S             where the random streams start (else run.seed)\n"
    "  --with FILE          lays this overlay on top; may be given again\n"
    "  --set PATH=VALUE     one more setting, last; may be given again\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --year YEAR          the same as --set run.from=YEAR-01-01, run.to the year after\n"
    "  --grain parcel       the same as --set run.grain=parcel: every parcel by itself\n"
    "\n"
    "Times are of this machine and this moment; everything else is the same everywhere.\n";

enum { PERMUTE, REPLICATION, SEED, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [PERMUTE] = {"--permute-ties", NULL},
    [REPLICATION] = {"--replication", "a whole number"},
    [SEED] = {"--seed", "a whole number"}};

struct arguments {
    struct common_options common;
    const struct command_call *call;
    bool permute, has_seed;
    uint64_t replication, seed;
};

static bool take_option(void *context, int option, const char *value)
{
    struct arguments *args = context;
    if (option == PERMUTE) args->permute = true;
    if (option == REPLICATION)
        return common_options_whole(&options[option], value, 0, UINT32_MAX, &args->replication);
    if (option == SEED) {
        args->has_seed = true;
        return common_options_whole(&options[option], value, 0, UINT64_MAX, &args->seed);
    }
    return true;
}

/* ---- the tables ------------------------------------------------------------------------------ */

static void print_summary(const struct profile *profile)
{
    const struct hub_result *result = &profile->result;
    const double events = (double)result->events;
    printf("%s\n", profile->def->title);
    printf("%" PRIu64 " events in %.2f s: %.1f million a second, %.0f ns each\n", result->events,
           profile->seconds, events / profile->seconds / 1e6, profile->seconds / events * 1e9);
    printf("at most %" PRIu64 " pending; %.1f MB of memory; digest %016" PRIx64 "\n",
           profile->most_pending, (double)result->bytes / 1e6, result->digest);
    printf("ties: %" PRIu64 " events (%.2f %%) came after another of their instant and rank only "
           "because they were scheduled after it\n\n",
           result->ties, 100 * (double)result->ties / events);
}

static void print_kinds(const struct profile *profile)
{
    double ns = 0;
    for (size_t i = 0; i < profile->rows; i++)
        ns += (double)profile->row[i].ns;
    printf("%-28s %12s %9s %9s\n", "kind of event", "events", "ns each", "% of time");
    for (size_t i = 0; i < profile->rows; i++) {
        const struct sim_profile_row *row = &profile->row[i];
        if (row->count == 0) continue;
        printf("%-28s %12" PRIu64 " %9.0f %9.1f\n", row->name, row->count,
               (double)row->ns / (double)row->count, 100 * (double)row->ns / ns);
    }
    puts("ns: from the end of the event before, the event list's work and 25 ns of looking at the "
         "clock included");
}

/* A pool that there is one of in every hall is the hall's. */
static const char *hall_of(const struct profile *profile, const struct profile_line *line)
{
    const struct hub_def *def = profile->def;
    return line->namesakes == def->halls_n && def->halls_n > 1 ? def->halls[line->number].name : "";
}

static void print_lines(const struct profile *profile)
{
    size_t waited = 0;
    for (size_t i = 0; i < profile->lines; i++)
        waited += profile->line[i].line.most > 0;
    if (waited == 0) return;
    printf("\n%-18s %-16s %14s %9s\n", "waiting for", "in hall", "in the mean", "at most");
    for (size_t i = 0; i < profile->lines; i++) {
        const struct profile_line *line = &profile->line[i];
        if (line->line.most == 0) continue;
        printf("%-18s %-16s %14.3f %9" PRId64 "\n", line->pool, hall_of(profile, line),
               line->line.mean, line->line.most);
    }
    printf(
        "requests in line, from the start of the warm-up on; at %zu other pools nobody ever waited\n",
        profile->lines - waited);
}

struct change {
    size_t measure, year;
    double share; /* of the value */
};

static int by_share(const void *a, const void *b)
{
    const struct change *x = a, *y = b;
    return (x->share < y->share) - (x->share > y->share);
}

/* False: no memory. */
static bool print_permuted(const struct profile *profile)
{
    enum { SHOWN = 10 };
    const size_t cells = profile->years * profile->measures;
    struct change *change = calloc(cells + 1, sizeof *change);
    if (!change) return false;
    size_t n = 0, compared = 0;
    for (size_t i = 0; i < cells; i++) {
        const double a = profile->result.value[i], b = profile->permuted.value[i];
        if (isnan(a) && isnan(b)) continue;
        compared++;
        if (a == b) continue;
        const double share = fabs(b - a) / fmax(fabs(a), fabs(b));
        change[n++] = (struct change){i % profile->measures, i / profile->measures,
                                      isnan(share) ? INFINITY : share};
    }
    qsort(change, n, sizeof *change, by_share);
    if (compared == 0)
        puts("\nno whole year was simulated, so there is no yearly figure that ties could change");
    else
        printf("\nwith ties in another order %zu of %zu yearly figures change%s\n", n, compared,
               n ? "; most of all" : "");
    for (size_t i = 0; i < n && i < SHOWN; i++) {
        const size_t cell = change[i].year * profile->measures + change[i].measure;
        printf("%-44s %d %14.6g -> %-14.6g %+.2f %%\n", profile->measure[change[i].measure].name,
               hub_first_year(profile->def) + (int)change[i].year, profile->result.value[cell],
               profile->permuted.value[cell],
               100 * (profile->permuted.value[cell] / profile->result.value[cell] - 1));
    }
    if (n)
        puts(
            "the others stay as they are to the last bit; compare with what another --seed changes");
    free(change);
    return true;
}

static enum ending look(void *context, const struct scenario_request *layers,
                        const struct experiment *experiment)
{
    (void)layers;
    const struct arguments *args = context;
    const volatile int *stop = args->call->stop;
    const struct hub_def *def = scenario_plan(experiment->scenario)->base;
    const struct profile_request request = {.scenario = experiment->scenario,
                                            .seed = args->has_seed ? args->seed : def->run.seed,
                                            .replication = (uint32_t)args->replication,
                                            .permute = args->permute,
                                            .stop = stop};
    struct profile *profile = profile_run(&request);
    bool fine = profile != NULL;
    if (fine) {
        print_summary(profile);
        print_kinds(profile);
        print_lines(profile);
        if (args->permute) fine = print_permuted(profile);
    }
    profile_free(profile);
    if (fine) return ENDING_FINE;
    fprintf(stderr, "hubsim: %s\n", *stop ? "interrupted" : "out of memory");
    return *stop ? ENDING_INTERRUPTED : ENDING_FAILED;
}

static enum ending profile(const struct command_call *call)
{
    struct arguments args = {.call = call};
    const struct common_options_more more = {options, OPTIONS, take_option, &args};
    if (!common_options_read(&args.common, call, COMMON_OPTIONS_LAYERS | COMMON_OPTIONS_SPAN, &more,
                             profile_help))
        return ENDING_USAGE;
    if (args.common.help) return ENDING_FINE;
    const char *wrong = one_scenario_wrong(&args.common);
    if (wrong) return one_scenario_refuse("profile", wrong);
    return one_scenario_open(&args.common, look, &args);
}

const struct command profile_command = {"profile", "shows where the time of a replication goes",
                                        profile};
