// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/calibrate_report.h"

#include <math.h>
#include <stdlib.h>

#include "scenarios/report/results_csv.h"
#include "scenarios/report/run_report.h"

enum { THIN = 30 }; /* fewer even draws are a poor picture of a distribution */

struct band {
    double lo, middle, hi; /* 2.5, 50, 97.5 % */
};

static struct band band_of(const double *x, size_t stride, const double *weight, size_t n)
{
    return (struct band){matching_quantile(x, stride, weight, n, 0.025),
                         matching_quantile(x, stride, weight, n, 0.5),
                         matching_quantile(x, stride, weight, n, 0.975)};
}

/* Of the first wave, which is the prior; of what remains. */
static struct band count_before(const struct calibrate_report *report, size_t j)
{
    const struct matching *matching = &report->fit->matching;
    return band_of(matching->y + j, matching->targets, NULL, matching->wave_begins[1]);
}

static struct band count_after(const struct calibrate_report *report, size_t j)
{
    const struct matching *matching = &report->fit->matching;
    return band_of(matching->y + j, matching->targets, matching->weight, matching->n);
}

static struct band input_before(const struct calibrate_report *report, size_t i)
{
    const struct calibrate_input *input = &report->request->inputs->one[i];
    return (struct band){calibrate_value(input, 0.025), calibrate_value(input, 0.5),
                         calibrate_value(input, 0.975)};
}

static struct band input_after(const struct calibrate_report *report, size_t i)
{
    const struct matching *matching = &report->fit->matching;
    const struct calibrate_input *input = &report->request->inputs->one[i];
    const struct band unit =
        band_of(matching->unit + i, matching->inputs, matching->weight, matching->n);
    if (isnan(unit.middle)) return unit;
    return (struct band){calibrate_value(input, unit.lo), calibrate_value(input, unit.middle),
                         calibrate_value(input, unit.hi)};
}

/* The least implausibility that any point has of that count. */
static double least_of(const struct calibrate_report *report, size_t j)
{
    const struct matching *matching = &report->fit->matching;
    double least = INFINITY;
    for (size_t p = 0; p < matching->n; p++)
        least = fmin(least, matching_implausibility(matching, report->request->target, p, j));
    return least;
}

/* ---- for people ------------------------------------------------------------------------------ */

static const char *write_band(char *to, size_t room, struct band band, const char *unit)
{
    char lo[RUN_REPORT_NUMBER_BYTES], hi[RUN_REPORT_NUMBER_BYTES];
    if (isnan(band.middle)) snprintf(to, room, "n/a");
    else
        snprintf(to, room, "%s to %s", run_report_figure(lo, band.lo, unit),
                 run_report_figure(hi, band.hi, unit));
    return to;
}

static double miss_of(const struct calibrate_report *report, struct band band, size_t j)
{
    return band.middle / report->request->target[j].count - 1;
}

static void print_counts(const struct calibrate_report *report, FILE *to)
{
    run_report_cell(to, "counted (simulated: 95 %)", 33);
    fprintf(to, " %10s %19s %7s %19s %7s\n", "counted", "by the priors", "off", "calibrated",
            "off");
    for (size_t j = 0; j < report->fit->matching.targets; j++) {
        const struct responses_one *what = &report->request->responses->one[j];
        const struct band before = count_before(report, j), after = count_after(report, j);
        char count[RUN_REPORT_NUMBER_BYTES], from[80], until[80], off[24] = "n/a";
        if (!isnan(after.middle))
            snprintf(off, sizeof off, "%+.1f %%", 100 * miss_of(report, after, j));
        run_report_cell(to, what->word, 33);
        fprintf(to, " %10s %19s %+5.0f %% %19s %7s\n",
                run_report_figure(count, report->request->target[j].count, what->unit),
                write_band(from, sizeof from, before, what->unit), 100 * miss_of(report, before, j),
                write_band(until, sizeof until, after, what->unit), off);
    }
}

static void print_inputs(const struct calibrate_report *report, FILE *to)
{
    run_report_cell(to, "input (* a factor)", 50);
    fprintf(to, " %22s %22s\n", "prior, 95 %", "calibrated, 95 %");
    for (size_t i = 0; i < report->fit->matching.inputs; i++) {
        const struct calibrate_input *input = &report->request->inputs->one[i];
        const struct band before = input_before(report, i), after = input_after(report, i);
        char from[80], until[80] = "n/a";
        snprintf(from, sizeof from, "%.4g to %.4g", before.lo, before.hi);
        if (!isnan(after.middle)) snprintf(until, sizeof until, "%.4g to %.4g", after.lo, after.hi);
        run_report_cell(to, input->word, 50);
        fprintf(to, " %22s %22s\n", from, until);
    }
}

static void say_waves(const struct calibrate_report *report, FILE *to)
{
    const struct matching *matching = &report->fit->matching;
    const struct matching_rule *rule = &report->request->rule;
    run_report_say(
        to,
        "The rule: a point is ruled out if a count%s is more than %g standard deviations "
        "(of count, chance and model discrepancy) from what it simulates; what remains "
        "weighs 1 - (I / %g)^2 by its implausibility I.",
        rule->may_miss ? ", beyond those that may miss," : "", rule->cut_off, rule->cut_off);
    for (size_t w = 0; w < matching->waves; w++) {
        size_t left = 0;
        for (size_t p = matching->wave_begins[w]; p < matching->wave_begins[w + 1]; p++)
            left += matching->weight[p] > 0;
        run_report_say(to, "Wave %zu: %zu points in %.3g %% of the prior; %zu are not ruled out.",
                       w + 1, matching->wave_begins[w + 1] - matching->wave_begins[w],
                       100 * matching->space[w], left);
    }
}

static void say_discrepancy(const struct matching_discrepancy *found, const char *word, FILE *to)
{
    if (!isfinite(found->lo))
        run_report_say(to, "Model discrepancy of %s: %.3g, as given.", word, found->mean);
    else if (found->assumed)
        run_report_say(to,
                       "Model discrepancy of %s: %.3f (%.3f to %.3f, 90 %%), an assumption: there "
                       "%s %zu count%s of it.",
                       word, found->mean, found->lo, found->hi, found->counts == 1 ? "is" : "are",
                       found->counts, found->counts == 1 ? "" : "s");
    else
        run_report_say(to,
                       "Model discrepancy of %s: %.3f (%.3f to %.3f, 90 %%), estimated from %zu "
                       "counts.",
                       word, found->mean, found->lo, found->hi, found->counts);
}

static void say_discrepancies(const struct calibrate_report *report, FILE *to)
{
    const struct matching_discrepancy *kinds = report->fit->matching.discrepancy;
    for (size_t k = 0; k < DISCREPANCY_KINDS; k++)
        say_discrepancy(&kinds[k], discrepancy_word((enum discrepancy_kind)k), to);
    if (kinds[DISCREPANCY_KINDS].counts > 0)
        say_discrepancy(&kinds[DISCREPANCY_KINDS], "other figures, for ruling out only", to);
}

/* The median of the relative misses, whatever their sign: one count that is far off says nothing
 * about the others. */
static double median_miss(const struct calibrate_report *report, bool after)
{
    const size_t n = report->fit->matching.targets;
    double miss[CALIBRATE_COUNTS];
    for (size_t j = 0; j < n; j++)
        miss[j] =
            fabs(miss_of(report, after ? count_after(report, j) : count_before(report, j), j));
    return matching_quantile(miss, 1, NULL, n, 0.5);
}

static void say_what_misses(const struct calibrate_report *report, FILE *to)
{
    const struct matching *matching = &report->fit->matching;
    run_report_say(to,
                   "Nothing plausible: no values of these inputs give what was counted. The best "
                   "of %zu points is %.1f standard deviations off. Widen the priors, or look at "
                   "the counts:",
                   matching->n, matching->implausibility[matching->best]);
    for (size_t j = 0; j < matching->targets; j++) {
        const double best =
            matching_implausibility(matching, report->request->target, matching->best, j);
        if (best < report->request->rule.cut_off) continue;
        run_report_say(to, "  %s misses by %.1f standard deviations at the best point; %s.",
                       report->request->responses->one[j].word, best,
                       least_of(report, j) >= report->request->rule.cut_off
                           ? "no point comes near it"
                           : "other points come near it, and miss others");
    }
}

static void say_what_remains(const struct calibrate_report *report, FILE *to)
{
    const struct matching *matching = &report->fit->matching;
    const double even = matching_effective(matching);
    run_report_say(to,
                   "%zu of %zu points remain (as good as %.0f even draws)%s. What tuning brought: "
                   "half of the %zu counts lie more than %.1f %% from the median with the priors, "
                   "and %.1f %% calibrated.",
                   matching->remain, matching->n, even,
                   even < THIN ? ", a thin sample: give more --points" : "", matching->targets,
                   100 * median_miss(report, false), 100 * median_miss(report, true));
    if (report->judged_from)
        run_report_say(to, "No count of %d or later, by which projections are judged, was used.",
                       report->judged_from);
}

static void print(const void *answer, const struct study_header *header, bool quiet, FILE *to)
{
    const struct calibrate_report *report = answer;
    if (!quiet) {
        run_report_text(to, header->scenario[0].label);
        fputc('\n', to);
        print_counts(report, to);
        fputc('\n', to);
        print_inputs(report, to);
        fputc('\n', to);
        say_waves(report, to);
        say_discrepancies(report, to);
        fputc('\n', to);
    }
    if (report->fit->matching.remain > 0) say_what_remains(report, to);
    else say_what_misses(report, to);
}

/* ---- for programs ---------------------------------------------------------------------------- */

static void write_json_band(struct json *json, const char *name, struct band band)
{
    json_object(json, name);
    json_number(json, "lo", band.lo);
    json_number(json, "median", band.middle);
    json_number(json, "hi", band.hi);
    json_object_end(json);
}

static void write_json_discrepancy(const struct calibrate_report *report, struct json *json)
{
    json_array(json, "discrepancy");
    for (size_t k = 0; k < DISCREPANCY_KINDS; k++) {
        const struct matching_discrepancy *found = &report->fit->matching.discrepancy[k];
        json_object(json, NULL);
        json_text(json, "kind", discrepancy_word((enum discrepancy_kind)k));
        json_number(json, "mean", found->mean);
        json_number(json, "lo", found->lo);
        json_number(json, "hi", found->hi);
        json_count(json, "counts", found->counts);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_json(const void *answer, const struct study_header *header, FILE *to)
{
    const struct calibrate_report *report = answer;
    const struct matching *matching = &report->fit->matching;
    struct json json = json_to(to);
    study_header_json(header, header->asked, &json);
    json_count(&json, "points", matching->n);
    json_count(&json, "remain", matching->remain);
    json_number(&json, "even_draws", matching_effective(matching));
    json_number(&json, "cut_off", report->request->rule.cut_off);
    json_number(&json, "least_implausibility", matching->implausibility[matching->best]);
    write_json_discrepancy(report, &json);
    json_array(&json, "inputs");
    for (size_t i = 0; i < matching->inputs; i++) {
        json_object(&json, NULL);
        json_text(&json, "path", report->request->inputs->one[i].word);
        write_json_band(&json, "prior", input_before(report, i));
        write_json_band(&json, "calibrated", input_after(report, i));
        json_object_end(&json);
    }
    json_array_end(&json);
    json_array(&json, "counts");
    for (size_t j = 0; j < matching->targets; j++) {
        const struct matching_target *target = &report->request->target[j];
        json_object(&json, NULL);
        json_text(&json, "measure", report->request->responses->one[j].word);
        json_number(&json, "counted", target->count);
        json_number(&json, "count_sd", target->count_sd);
        json_number(&json, "chance_sd", target->chance_sd);
        write_json_band(&json, "prior", count_before(report, j));
        write_json_band(&json, "calibrated", count_after(report, j));
        json_number(&json, "least_implausibility", least_of(report, j));
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
}

static void write_csv(const void *answer, const struct study_header *header, FILE *to)
{
    (void)header;
    const struct calibrate_report *report = answer;
    fputs("measure,unit,counted,count_sd,chance_sd,prior_lo,prior_median,prior_hi,calibrated_lo,"
          "calibrated_median,calibrated_hi,least_implausibility\n",
          to);
    for (size_t j = 0; j < report->fit->matching.targets; j++) {
        const struct responses_one *what = &report->request->responses->one[j];
        const struct matching_target *target = &report->request->target[j];
        const struct band before = count_before(report, j), after = count_after(report, j);
        const double number[] = {target->count, target->count_sd,   target->chance_sd, before.lo,
                                 before.middle, before.hi,          after.lo,          after.middle,
                                 after.hi,      least_of(report, j)};
        results_csv_text(to, what->word, true);
        results_csv_text(to, what->unit, false);
        for (size_t i = 0; i < sizeof number / sizeof *number; i++)
            results_csv_number(to, number[i]);
        fputc('\n', to);
    }
}

static int draw(const void *answer, const struct study_header *header,
                const struct pictures *pictures, const struct pictures_wish *wish, FILE *messages)
{
    const struct calibrate_report *report = answer;
    const size_t n = report->fit->matching.targets;
    struct pictures_row row[CALIBRATE_COUNTS];
    char note[CALIBRATE_COUNTS][64], footer[200];
    for (size_t j = 0; j < n; j++) {
        const struct band before = count_before(report, j), after = count_after(report, j);
        const struct band shown = isnan(after.middle) ? before : after;
        const double percent = 100 / report->request->target[j].count;
        snprintf(note[j], sizeof note[j], "%+.1f %%, by the priors %+.0f %%",
                 percent * shown.middle - 100, percent * before.middle - 100);
        row[j] = (struct pictures_row){.label = report->request->responses->one[j].word,
                                       .note = note[j],
                                       .at = percent * shown.middle,
                                       .lo = percent * shown.lo,
                                       .hi = percent * shown.hi};
    }
    study_header_footer(header, header->asked, footer, sizeof footer);
    const struct pictures_rows rows = {
        .frame = {"calibrate", "How well the calibrated inputs fit what was counted",
                  header->scenario[0].label,
                  "simulated with what remains of the inputs, 95 %, per cent of what was counted",
                  footer},
        .line = 100,
        .row = row,
        .n = n};
    return pictures->rows(&rows, wish, messages);
}

/* ---- the overlay ----------------------------------------------------------------------------- */

static void write_rule(const struct calibrate_report *report, const struct study_header *header,
                       FILE *to)
{
    const struct matching *matching = &report->fit->matching;
    const struct matching_rule *rule = &report->request->rule;
    fputs("# Inputs set by rule. Made by:\n#   hubsim calibrate", to);
    for (size_t i = 0; i < header->words; i++)
        fprintf(to, " %s%s%s", header->word[i].word, header->word[i].value ? " " : "",
                header->word[i].value ? header->word[i].value : "");
    fprintf(
        to,
        "\n# seed %llu; history matching, then a kernel [Vernon2010, Beaumont2002]:\n"
        "#   ruled out: implausibility of a count above %g [Pukelsheim1994], %zu may miss;\n"
        "#   weight of what remains: 1 - (implausibility / %g)^2;\n"
        "#   %zu points in %zu waves, %u replication%s each, common random numbers; %zu remain, "
        "as good as %.0f even draws.\n",
        (unsigned long long)rule->seed, rule->cut_off, rule->may_miss, rule->cut_off, matching->n,
        matching->waves, report->request->replications,
        report->request->replications == 1 ? "" : "s", matching->remain,
        matching_effective(matching));
    fputs("# Counts used (sd of the count, an assumption by its confidence):\n", to);
    for (size_t j = 0; j < matching->targets; j++)
        fprintf(to, "#   %s = %.10g (%.10g)\n", report->request->responses->one[j].word,
                report->request->target[j].count, report->request->target[j].count_sd);
    if (report->judged_from) fprintf(to, "# None of %d or later.\n", report->judged_from);
}

void calibrate_report_overlay(const struct calibrate_report *report,
                              const struct study_header *header, FILE *to)
{
    write_rule(report, header, to);
    fputs("\nposterior = \"calibrated.csv\";\n\n"
          "# How far the hub may lie from the model if every input is right [KennedyOHagan2001].\n"
          "discrepancy = {\n",
          to);
    for (size_t k = 0; k < DISCREPANCY_KINDS; k++) {
        const struct matching_discrepancy *found = &report->fit->matching.discrepancy[k];
        const char *word = discrepancy_word((enum discrepancy_kind)k);
        if (!isfinite(found->lo)) fprintf(to, "  %s = %.3f;  # as given\n", word, found->mean);
        else
            fprintf(to, "  %s = %.3f;  # %s, %zu count%s; 90 %%: %.3f to %.3f\n", word, found->mean,
                    found->assumed ? "assumption" : "estimated", found->counts,
                    found->counts == 1 ? "" : "s", found->lo, found->hi);
    }
    fputs("};\n", to);
}

void calibrate_report_sample(const struct calibrate_report *report, FILE *to)
{
    const struct matching *matching = &report->fit->matching;
    const struct calibrate_inputs *inputs = report->request->inputs;
    for (size_t i = 0; i < inputs->n; i++)
        fprintf(to, "%s,", inputs->one[i].word);
    fputs("weight\n", to);
    for (size_t p = 0; p < matching->n; p++) {
        if (!(matching->weight[p] > 0)) continue;
        for (size_t i = 0; i < inputs->n; i++)
            fprintf(to, "%.9g,",
                    calibrate_value(&inputs->one[i], matching->unit[p * inputs->n + i]));
        fprintf(to, "%.6g\n", matching->weight[p]);
    }
}

const struct study_session_writers calibrate_report_writers = {"counts.csv", print, write_json,
                                                               write_csv, draw};
