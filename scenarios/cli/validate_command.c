// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/commands.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/theory/theory.h"
#include "scenarios/cli/common_options.h"
#include "scenarios/report/json.h"
#include "scenarios/report/study_header.h"

static const char validate_help[] =
    "Examples\n"
    "  hubsim validate mm1\n"
    "  hubsim validate\n"
    "  hubsim validate --list\n"
    "  hubsim validate stands tugs --replications 100 --seed 7\n"
    "\n"
    "hubsim validate [CASE...]: runs small systems whose answers are known exactly, on the same\n"
    "engine as the hub, and shows exact value, simulated value with its 95 % interval, and z:\n"
    "how many standard errors lie between. A CASE is a name, or how some names begin; without\n"
    "one all run (about a minute of one processor).\n"
    "\n"
    "  --list               names the cases with their formulas and exact values; runs nothing\n"
    "  --replications N     else 20; four times as many halve the intervals\n"
    "  --seed S             where the random streams start (else 1)\n"
    "  --threads N          the results do not depend on it (else all processors)\n"
    "  --json, --csv        prints that instead of a table\n"
    "  --quiet              prints only what disagrees, and the last sentence\n"
    "\n"
    "Ends with 0 if all agree, 1 if any |z| is beyond the joint limit (1 false alarm in 1,000\n"
    "studies), 2 wrong command line, 130 interrupted.\n";

enum { MOST_CASES = 256 };

/* What was asked for, and what is reported of each measure. */
struct study {
    const struct theory_case *of[MOST_CASES];
    size_t cases, measures;
    uint32_t replications;
    uint64_t seed;
    double limit, largest; /* |z| */
    size_t wrong;
    double *value; /* room for one case */
};

/* ---- which cases ----------------------------------------------------------------------------- */

static void add_case(struct study *study, const struct theory_case *of)
{
    for (size_t i = 0; i < study->cases; i++)
        if (study->of[i] == of) return;
    if (study->cases == MOST_CASES) return;
    study->of[study->cases++] = of;
    study->measures += of->kind->measures;
}

/* The case of that name; if there is none all whose names begin so. */
static bool add_named(struct study *study, const char *word)
{
    const size_t before = study->cases;
    bool known = false;
    for (size_t i = 0; theory_at(i) != NULL; i++)
        if (strcmp(theory_at(i)->name, word) == 0) {
            add_case(study, theory_at(i));
            return true;
        }
    for (size_t i = 0; theory_at(i) != NULL; i++)
        if (strncmp(theory_at(i)->name, word, strlen(word)) == 0) {
            add_case(study, theory_at(i));
            known = true;
        }
    return known || study->cases > before;
}

static bool choose(struct study *study, const struct common_options *common)
{
    if (common->words == 0) return add_named(study, "");
    for (size_t i = 0; i < common->words; i++) {
        if (*common->word[i] != '\0' && add_named(study, common->word[i])) continue;
        const char *names[MOST_CASES];
        size_t n = 0;
        for (; n < MOST_CASES && theory_at(n) != NULL; n++)
            names[n] = theory_at(n)->name;
        args_unknown("case", common->word[i], names, n, stderr);
        return false;
    }
    return true;
}

/* ---- --list ---------------------------------------------------------------------------------- */

static void list_case(const struct theory_case *of)
{
    printf("%s: %s%s%s%s\n", of->name, of->what, strcmp(of->kind->source, "derived") ? " [" : "",
           strcmp(of->kind->source, "derived") ? of->kind->source : "",
           strcmp(of->kind->source, "derived") ? "]" : "");
    for (size_t i = 0; i < of->kind->measures; i++) {
        const struct theory_measure *measure = &of->kind->measure[i];
        printf("  %-18s = %-12.7g %s\n", measure->name, of->kind->exact(of, measure->code),
               measure->formula);
    }
}

/* ---- one measure, written in one of three ways ----------------------------------------------- */

struct printing {
    const struct command_call *call;
    const struct common_options *common;
    struct json json;
};

static void print_row(const struct theory_case *of, const struct theory_measure *measure,
                      double exact, const struct theory_verdict *verdict)
{
    printf("%-22s %-18s %12.7g %12.7g ", of->name, measure->name, exact, verdict->mean);
    if (of->certain) printf("%27s %6s", "no chance in it", "-");
    else printf("%12.7g ..%12.7g %6.2f", verdict->interval.lo, verdict->interval.hi, verdict->z);
    printf("%s\n", verdict->agrees ? "" : "  DISAGREES");
}

static void print_csv(const struct theory_case *of, const struct theory_measure *measure,
                      double exact, const struct theory_verdict *verdict)
{
    const double number[] = {exact, verdict->mean, verdict->interval.lo, verdict->interval.hi,
                             verdict->z};
    printf("%s,%s", of->name, measure->name);
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
        putchar(',');
        json_digits(stdout, number[i]);
    }
    printf(",%s\n", verdict->agrees ? "yes" : "no");
}

static void print_json(struct json *json, const struct theory_measure *measure, double exact,
                       const struct theory_verdict *verdict)
{
    json_object(json, NULL);
    json_text(json, "name", measure->name);
    json_text(json, "formula", measure->formula);
    json_number(json, "exact", exact);
    json_number(json, "simulated", verdict->mean);
    json_number(json, "lo", verdict->interval.lo);
    json_number(json, "hi", verdict->interval.hi);
    json_number(json, "z", verdict->z);
    json_text(json, "agrees", verdict->agrees ? "yes" : "no");
    json_object_end(json);
}

static void begin(struct printing *printing, const struct study *study)
{
    const struct study_header header = {.study = printing->call->name,
                                        .build = printing->call->build,
                                        .word = printing->common->said,
                                        .words = printing->common->said_n};
    if (printing->common->json) {
        printing->json = json_to(stdout);
        study_header_json(&header, 0, &printing->json);
        json_count(&printing->json, "seed", study->seed);
        json_count(&printing->json, "replications", study->replications);
        json_number(&printing->json, "limit", study->limit);
        json_array(&printing->json, "cases");
    } else if (printing->common->csv) {
        study_header_csv(&header, stdout);
        puts("case,measure,exact,simulated,lo,hi,z,agrees");
    } else if (!printing->common->quiet) {
        printf("%-22s %-18s %12s %12s %27s %6s\n", "case", "measure", "exact", "simulated",
               "95 % interval", "z");
    }
}

static void print_case(struct printing *printing, struct study *study, const struct theory_case *of)
{
    const uint32_t n = of->certain ? 1 : study->replications;
    if (printing->common->json) {
        json_object(&printing->json, NULL);
        json_text(&printing->json, "name", of->name);
        json_text(&printing->json, "what", of->what);
        json_text(&printing->json, "source", of->kind->source);
        json_array(&printing->json, "measures");
    }
    for (size_t i = 0; i < of->kind->measures; i++) {
        const struct theory_measure *measure = &of->kind->measure[i];
        const double exact = of->kind->exact(of, measure->code);
        const struct theory_verdict verdict =
            theory_judge(of, exact, study->value + i * n, n, study->limit);
        study->wrong += verdict.agrees ? 0 : 1;
        study->largest = fmax(study->largest, fabs(verdict.z));
        if (printing->common->json) print_json(&printing->json, measure, exact, &verdict);
        else if (printing->common->csv) print_csv(of, measure, exact, &verdict);
        else if (!printing->common->quiet || !verdict.agrees)
            print_row(of, measure, exact, &verdict);
    }
    if (printing->common->json) {
        json_array_end(&printing->json);
        json_object_end(&printing->json);
    }
}

static void end(struct printing *printing, const struct study *study, size_t done)
{
    if (printing->common->json) {
        json_array_end(&printing->json);
        json_number(&printing->json, "largest_z", study->largest);
        json_count(&printing->json, "disagree", study->wrong);
        json_object_end(&printing->json);
        return;
    }
    if (printing->common->csv || done < study->cases) return;
    printf(
        "%s%zu of %zu measures agree with their formulas: the largest |z| is %.2f, the limit for "
        "all together\n%.2f (1 false alarm in 1,000 studies). %u replications, seed %llu.\n",
        printing->common->quiet ? "" : "\n", study->measures - study->wrong, study->measures,
        study->largest, study->limit, study->replications, (unsigned long long)study->seed);
}

/* ---- all of them ----------------------------------------------------------------------------- */

static enum ending simulate(const struct command_call *call, const struct common_options *common,
                            struct study *study)
{
    struct printing printing = {.call = call, .common = common};
    struct common_options_progress progress = common_options_progress_start("cases");
    size_t done = 0;
    begin(&printing, study);
    for (; done < study->cases; done++) {
        const struct theory_case *of = study->of[done];
        const uint32_t n = of->certain ? 1 : study->replications;
        if (!theory_simulate(of, study->seed, n, (uint32_t)common->threads, call->stop,
                             study->value))
            break;
        common_options_progress_show(&progress, done + 1, study->cases);
        print_case(&printing, study, of);
    }
    end(&printing, study, done);
    if (done == study->cases) return study->wrong == 0 ? ENDING_FINE : ENDING_FAILED;
    fprintf(stderr, "hubsim: %s after %zu of %zu cases\n",
            *call->stop ? "interrupted" : "the machine ran out of memory", done, study->cases);
    return *call->stop ? ENDING_INTERRUPTED : ENDING_FAILED;
}

static bool take_list(void *context, int option, const char *value)
{
    (void)option, (void)value;
    *(bool *)context = true;
    return true;
}

static enum ending validate(const struct command_call *call)
{
    static const struct args_option list_option = {"--list", NULL};
    bool list = false;
    const struct common_options_more more = {&list_option, 1, take_list, &list};
    struct common_options common;
    struct study study = {.seed = 1, .replications = THEORY_REPLICATIONS};
    if (!common_options_read(&common, call, COMMON_OPTIONS_RUNS | COMMON_OPTIONS_FORMATS, &more,
                             validate_help))
        return ENDING_USAGE;
    if (common.help) return ENDING_FINE;
    if (common.json && common.csv) {
        fprintf(stderr, "hubsim validate: give --json or --csv, not both\n");
        return ENDING_USAGE;
    }
    if (common.replications == 1) {
        fprintf(stderr, "hubsim validate: one replication has no interval: give 2 or more\n");
        return ENDING_USAGE;
    }
    if (!choose(&study, &common)) return ENDING_USAGE;
    for (size_t i = 0; list && i < study.cases; i++)
        list_case(study.of[i]);
    if (list) return ENDING_FINE;
    if (common.has_seed) study.seed = common.seed;
    if (common.replications) study.replications = (uint32_t)common.replications;
    study.limit = theory_limit(study.measures);
    study.value = malloc((size_t)study.replications * THEORY_MEASURES * sizeof *study.value);
    if (study.value == NULL) return command_out_of_memory();
    const enum ending ending = simulate(call, &common, &study);
    free(study.value);
    return ending;
}

const struct command validate_command = {
    "validate", "holds the engine against exact answers of queueing theory", validate};
