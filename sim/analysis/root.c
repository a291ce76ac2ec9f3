// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/root.h"

#include <math.h>

#include "sim/base/require.h"

/* The count to be reached for the answer, and for the two ends of its interval; and the steps, from
 * the hard end of the range, between which the count is first reached. */
enum { LOW, MIDDLE, HIGH, TARGETS };

struct bracket {
    size_t target;
    size_t below, kept_below; /* not reached there */
    size_t above, kept_above; /* reached */
    bool before, beyond;      /* reached at the hard end already; not even at the easy end */
};

struct root root_start(const struct root_def *def)
{
    REQUIRE(NULL,
            def->lo < def->hi && def->steps >= 1 && def->n >= 1 && def->chance > 0 &&
                def->chance < 1,
            "a search from %g to %g for a chance of %g", def->lo, def->hi, def->chance);
    return (struct root){.def = *def};
}

static double value_of(const struct root *root, size_t step)
{
    const struct root_def *def = &root->def;
    if (step == def->steps) return def->hi;
    return def->lo +
           (def->hi - def->lo) * (double)step / (double)def->steps; /* whole numbers stay so */
}

static bool find_kept(const struct root *root, size_t step, size_t *kept)
{
    for (size_t i = 0; i < root->points; i++)
        if (root->point[i].step == step) {
            *kept = root->point[i].kept;
            return true;
        }
    return false;
}

static bool is_rising(size_t kept_lo, size_t kept_hi)
{
    return kept_lo <= kept_hi;
}

/* Steps counted from the end where the promise is hardest to keep. */
static size_t turn(const struct root *root, size_t step, bool rising)
{
    return rising ? step : root->def.steps - step;
}

static struct bracket find_bracket(const struct root *root, size_t target, bool rising)
{
    struct bracket bracket = {target, 0, 0, root->def.steps, 0, false, true};
    for (size_t i = 0; i < root->points; i++) {
        const size_t step = turn(root, root->point[i].step, rising), kept = root->point[i].kept;
        if (kept >= target && (bracket.beyond || step <= bracket.above)) {
            bracket.beyond = false;
            bracket.above = step;
            bracket.kept_above = kept;
        }
    }
    for (size_t i = 0; i < root->points; i++) {
        const size_t step = turn(root, root->point[i].step, rising), kept = root->point[i].kept;
        if (kept < target && step < bracket.above && step >= bracket.below) {
            bracket.below = step;
            bracket.kept_below = kept;
        }
    }
    bracket.before = !bracket.beyond && bracket.above == 0;
    return bracket;
}

static bool is_narrow(const struct bracket *bracket)
{
    return bracket->before || bracket->beyond || bracket->above - bracket->below <= 1;
}

/* Regula falsi and bisection by turns: the one is quick on smooth counts, the other on steps. */
static size_t choose_step(const struct bracket *bracket, bool bisect)
{
    const size_t gap = bracket->above - bracket->below;
    if (bisect) return bracket->below + gap / 2;
    const double rise = (double)(bracket->kept_above - bracket->kept_below);
    const double part = ((double)bracket->target - 0.5 - (double)bracket->kept_below) / rise;
    const size_t step = bracket->below + (size_t)(part * (double)gap + 0.5);
    if (step <= bracket->below) return bracket->below + 1;
    return step >= bracket->above ? bracket->above - 1 : step;
}

/* Counts for the answer and for its interval. A target of 0 or above n cannot be looked for. */
static void find_targets(const struct root_def *def, size_t target[TARGETS])
{
    interval_ranks(def->n, def->chance, def->level, &target[LOW], &target[HIGH]);
    target[MIDDLE] = (size_t)ceil(def->chance * (double)def->n - 1e-9);
    if (target[MIDDLE] < 1) target[MIDDLE] = 1;
}

static bool can_be_looked_for(const struct root_def *def, size_t target)
{
    return target >= 1 && target <= def->n;
}

bool root_next(const struct root *root, double *x)
{
    static const int order[TARGETS] = {MIDDLE, LOW, HIGH};
    size_t kept_lo, kept_hi, target[TARGETS];
    *x = root->def.hi;
    if (!find_kept(root, root->def.steps, &kept_hi)) return true;
    *x = root->def.lo;
    if (!find_kept(root, 0, &kept_lo)) return true;
    if (root->points == ROOT_POINTS) return false;
    const bool rising = is_rising(kept_lo, kept_hi);
    find_targets(&root->def, target);
    for (int i = 0; i < TARGETS; i++) {
        if (!can_be_looked_for(&root->def, target[order[i]])) continue;
        const struct bracket bracket = find_bracket(root, target[order[i]], rising);
        if (is_narrow(&bracket)) continue;
        *x = value_of(root, turn(root, choose_step(&bracket, root->points % 2 == 1), rising));
        return true;
    }
    return false;
}

void root_tell(struct root *root, double x, size_t kept)
{
    const struct root_def *def = &root->def;
    REQUIRE(NULL, kept <= def->n && x >= def->lo && x <= def->hi && root->points < ROOT_POINTS,
            "%zu of %zu kept at %g", kept, def->n, x);
    const double at = (x - def->lo) / (def->hi - def->lo) * (double)def->steps;
    root->point[root->points].step = (size_t)(at + 0.5);
    root->point[root->points++].kept = kept;
}

/* Somewhere a step towards the easy end lost replications. */
static bool is_uneven(const struct root *root, bool rising)
{
    for (size_t i = 0; i < root->points; i++)
        for (size_t j = 0; j < root->points; j++) {
            const size_t here = turn(root, root->point[i].step, rising);
            if (here < turn(root, root->point[j].step, rising) &&
                root->point[i].kept > root->point[j].kept)
                return true;
        }
    return false;
}

/* An end of the interval: the last step without the low count, the first with the high one.
 * Infinite beyond the range. */
static double find_end(const struct root *root, size_t target, bool low, bool rising)
{
    if (!can_be_looked_for(&root->def, target)) return NAN;
    const struct bracket bracket = find_bracket(root, target, rising);
    if (bracket.before) return rising ? -INFINITY : INFINITY;
    if (bracket.beyond) return rising ? INFINITY : -INFINITY;
    return value_of(root, turn(root, low ? bracket.below : bracket.above, rising));
}

struct root_answer root_answer(const struct root *root)
{
    struct root_answer answer = {ROOT_UNFINISHED, true, NAN, {NAN, NAN}, false, false, 0, 0};
    size_t target[TARGETS];
    double next;
    if (!find_kept(root, root->def.steps, &answer.kept_hi) || !find_kept(root, 0, &answer.kept_lo))
        return answer;
    const bool rising = answer.rising = is_rising(answer.kept_lo, answer.kept_hi);
    find_targets(&root->def, target);
    const struct bracket bracket = find_bracket(root, target[MIDDLE], rising);
    const size_t hardest = rising ? answer.kept_lo : answer.kept_hi;
    const size_t easiest = rising ? answer.kept_hi : answer.kept_lo;
    if (bracket.before) answer.verdict = ROOT_ANY;
    else if (bracket.beyond) answer.verdict = ROOT_NONE;
    else if (!root_next(root, &next)) answer.verdict = ROOT_FOUND;
    if (answer.verdict == ROOT_FOUND &&
        root->def.n < root_replications_needed(root->def.chance, root->def.level))
        answer.verdict = ROOT_TOO_FEW;
    if (answer.verdict == ROOT_FOUND) answer.x = value_of(root, turn(root, bracket.above, rising));
    if (answer.verdict == ROOT_ANY) answer.sure = hardest >= target[HIGH];
    if (answer.verdict == ROOT_NONE) answer.sure = easiest < target[LOW];
    const double hard = find_end(root, target[LOW], true, rising);
    const double easy = find_end(root, target[HIGH], false, rising);
    answer.interval = rising ? (struct interval){hard, easy} : (struct interval){easy, hard};
    answer.uneven = is_uneven(root, rising);
    return answer;
}

size_t root_replications_needed(double chance, double level)
{
    size_t n = 1, lo, hi;
    do
        interval_ranks(++n, chance, level, &lo, &hi);
    while (lo < 1 || hi > n);
    return n;
}
