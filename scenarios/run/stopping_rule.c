// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/stopping_rule.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/number.h"
#include "sim/stats/tally.h"

enum { LEAST = 10 }; /* replications before the first look */

bool stopping_rule_read(struct stopping_rule *rule, const struct scenario *scenario,
                        const char *word, char error[static RESPONSES_ERROR_BYTES])
{
    const char *at = strchr(word, '@');
    char number[40];
    *rule = (struct stopping_rule){.goal = {.level = 0.95, .least = LEAST}};
    snprintf(error, RESPONSES_ERROR_BYTES,
             "--precision %.60s: give a precision and a measure, such as 2%%@airport.tonnes@2025",
             word);
    const size_t bytes = at ? (size_t)(at - word) : 0;
    if (bytes == 0 || bytes >= sizeof number) return false;
    memcpy(number, word, bytes);
    number[bytes] = '\0';
    rule->goal.relative = number[bytes - 1] == '%';
    if (rule->goal.relative) number[bytes - 1] = '\0';
    if (number_read(number, &rule->goal.half_width) != NULL) return false;
    if (rule->goal.relative) rule->goal.half_width /= 100;
    if (!(rule->goal.half_width > 0)) return false;
    return responses_add(&rule->what, scenario, at + 1, error);
}

bool stopping_rule_read_time(const char *text, double *seconds)
{
    static const struct {
        const char *unit;
        double s;
    } units[] = {{"s", 1}, {"min", 60}, {"h", 3600}};
    const size_t digits = strspn(text, "0123456789.");
    char number[40];
    if (digits == 0 || digits >= sizeof number) return false;
    memcpy(number, text, digits);
    number[digits] = '\0';
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(text + digits, units[i].unit) != 0) continue;
        if (number_read(number, seconds) != NULL) return false;
        *seconds *= units[i].s;
        return *seconds > 0;
    }
    return false;
}

bool stopping_rule_look(struct stopping_rule *rule, const struct run *run)
{
    const struct responses_one *what = &rule->what.one[0];
    const struct outcome *outcome = &run->outcome;
    const int measure = outcome_measure(outcome, what->measure);
    const size_t year = (size_t)(what->year - outcome->first_year);
    struct tally tally;
    double *x = calloc(outcome->replications + 1, sizeof *x);
    if (!x || measure < 0 || year >= outcome->years) {
        free(x);
        return false;
    }
    outcome_values(outcome, (size_t)measure, year, x);
    tally_clear(&tally);
    for (size_t i = 0; i < outcome->replications; i++)
        tally_add(&tally, what->promise ? (isfinite(what->at_most) ? x[i] <= what->at_most
                                                                   : x[i] >= what->at_least)
                                        : x[i]);
    free(x);
    rule->found = precision_look(&rule->goal, &tally);
    rule->replications = outcome->replications;
    return rule->found.verdict == PRECISION_REACHED;
}

static void write_width(const struct stopping_rule *rule, double width, char to[static 40])
{
    if (rule->goal.relative) snprintf(to, 40, "%.3g %%", 100 * width);
    else snprintf(to, 40, "%.4g %.24s", width, rule->what.one[0].unit);
}

void stopping_rule_say(const struct stopping_rule *rule, char *to, size_t room)
{
    char asked[40], found[40];
    const char *word = rule->what.one[0].word;
    write_width(rule, rule->goal.half_width, asked);
    write_width(rule, rule->found.half_width, found);
    if (rule->found.verdict == PRECISION_REACHED)
        snprintf(to, room,
                 "%s is known to within %s (%s was asked for), 95 %% sure, after %zu"
                 " replications.",
                 word, found, asked, rule->replications);
    else if (rule->found.verdict == PRECISION_UNKNOWN || rule->replications < 2)
        snprintf(to, room,
                 "Whether %s is known to within %s cannot be said after %zu replications.", word,
                 asked, rule->replications);
    else
        snprintf(to, room,
                 "Precision not reached: %s is known to within %s, not %s, after %zu"
                 " replications; about %zu would do.",
                 word, found, asked, rule->replications, rule->found.needed);
}
