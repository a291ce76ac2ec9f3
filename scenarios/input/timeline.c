// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/timeline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/uncertain.h"
#include "scenarios/input/value_format.h"
#include "sim/date.h"

/* ---- reading --------------------------------------------------------------------------------- */

const char *timeline_text(const struct setting *setting)
{
    return setting && setting->type == SETTING_TEXT ? setting->text : NULL;
}

static bool refuse(const struct resolved *resolved, const struct setting *row, const char *advice)
{
    diagnostics_add(resolved->diagnostics, row->file, row->line, row->path,
                    settings_value(resolved->arena, row), "%s", advice);
    return false;
}

bool timeline_read_day(const struct resolved *resolved, const struct setting *row, int64_t *at_us)
{
    const char *text = timeline_text(row);
    if (text && date_read(text, at_us) && *at_us != DATE_NEVER_US) return true;
    return refuse(resolved, row, "give a day that exists, such as \"2021-11-08\"");
}

struct timeline_when timeline_read_when(const struct resolved *resolved,
                                        const struct settings_entry *entry)
{
    struct timeline_when when = {0, 0, 0, false};
    const struct setting *const texts[3] = {entry->source, entry->note, entry->draw};
    for (int i = 0; i < 3; i++) {
        if (texts[i] && !timeline_text(texts[i]))
            refuse(resolved, texts[i], "give a text in quotes");
    }
    when.right =
        entry->at && timeline_read_day(resolved, entry->at, &when.at_us); /* none: reported */
    when.known_us = when.until_us = when.at_us;
    if (entry->known && !timeline_read_day(resolved, entry->known, &when.known_us))
        when.right = false;
    if (!entry->until) return when;
    if (!timeline_read_day(resolved, entry->until, &when.until_us)) {
        when.right = false;
    } else if (when.right && when.until_us <= when.at_us) {
        when.right =
            refuse(resolved, entry->until, "a ramp ends after it begins: give a later day");
    }
    return when;
}

void timeline_add(struct resolved *resolved, struct resolved_slot *slot,
                  struct resolved_entry entry)
{
    const struct plan_change *change = &entry.change;
    if (change->until_us > change->at_us && slot->param->kind != PARAM_REAL) {
        diagnostics_add(resolved->diagnostics, entry.file, entry.line, slot->path, NULL,
                        "only plain numbers change little by little: leave out until");
        return;
    }
    entry.order = resolved->orders++;
    slot->dated = text_arena_more(resolved->arena, slot->dated, slot->dated_n, &slot->dated_room,
                                  sizeof *slot->dated);
    slot->dated[slot->dated_n++] = entry;
}

/* ---- order and sense ------------------------------------------------------------------------- */

static int by_date(const void *a, const void *b)
{
    const struct resolved_entry *one = a, *two = b;
    if (one->change.at_us != two->change.at_us)
        return one->change.at_us < two->change.at_us ? -1 : 1;
    return one->order < two->order ? -1 : one->order > two->order;
}

static const char *place_of(const struct resolved *resolved, const struct resolved_entry *entry)
{
    return text_arena_printf(resolved->arena, "%s:%d", entry->file, entry->line);
}

static void check_twins(const struct resolved *resolved, const struct resolved_slot *slot, size_t i)
{
    const struct resolved_entry *one = &slot->dated[i - 1], *two = &slot->dated[i];
    const bool same = one->change.at_us == two->change.at_us && one->layer == two->layer &&
                      one->change.operation == two->change.operation;
    const bool two_causes = one->change.operation == PLAN_SCALE && one->change.draw &&
                            two->change.draw && strcmp(one->change.draw, two->change.draw) != 0;
    if (!same || two_causes) return; /* factors with a draw of their own each */
    diagnostics_add(resolved->diagnostics, two->file, two->line, slot->path, NULL,
                    "given twice for the same day, first in line %d: keep one", one->line);
}

/* A ramp writes the setting week by week: what another entry says meanwhile would be lost. */
static void check_ramps(const struct resolved *resolved, const struct resolved_slot *slot, size_t i)
{
    const struct resolved_entry *entry = &slot->dated[i];
    for (size_t j = 0; j < i; j++) {
        const struct resolved_entry *ramp = &slot->dated[j];
        if (entry->change.at_us >= ramp->change.until_us) continue;
        diagnostics_add(resolved->diagnostics, entry->file, entry->line, slot->path, NULL,
                        "on %s it is still on its way (until %s, %s): begin after that",
                        value_format_date(resolved->arena, entry->change.at_us),
                        value_format_date(resolved->arena, ramp->change.until_us),
                        place_of(resolved, ramp));
        return;
    }
}

struct ends {
    double low, high;
};

static struct ends ends_after(const struct plan_change *change, struct ends before)
{
    struct ends number;
    uncertain_ends(&change->number, &number.low, &number.high);
    if (change->operation == PLAN_SET) return number;
    if (change->operation == PLAN_TOWARDS) /* what is beyond is held within the range */
        return (struct ends){fmin(before.low, change->target), fmax(before.high, change->target)};
    const double product[4] = {before.low * number.low, before.low * number.high,
                               before.high * number.low, before.high * number.high};
    struct ends after = {product[0], product[0]};
    for (int i = 1; i < 4; i++) {
        after.low = fmin(after.low, product[i]);
        after.high = fmax(after.high, product[i]);
    }
    return after;
}

/* Values were checked when they were read; products of dated factors can be known only here. */
static void check_products(const struct resolved *resolved, const struct resolved_slot *slot)
{
    const struct param *param = slot->param;
    if (param->kind != PARAM_REAL || !uncertain_has_range(param)) return;
    struct ends ends;
    uncertain_ends(&slot->start.change.number, &ends.low, &ends.high);
    for (size_t i = 0; i < slot->dated_n; i++) {
        const struct resolved_entry *entry = &slot->dated[i];
        ends = ends_after(&entry->change, ends);
        const bool fits = !(ends.low < param->min) && !(ends.high > param->max);
        const bool held =
            entry->change.draw != NULL; /* a forecast: taken at the end of the range */
        if (fits || held || entry->change.operation != PLAN_SCALE) continue;
        const char *from = value_format_number(resolved->arena, ends.low);
        const char *to = value_format_number(resolved->arena, ends.high);
        const char *becomes =
            ends.low == ends.high ? from : text_arena_printf(resolved->arena, "%s to %s", from, to);
        diagnostics_add(resolved->diagnostics, entry->file, entry->line, slot->path,
                        value_format_dist(resolved->arena, &entry->change.number),
                        "it becomes %s; give %s", becomes,
                        uncertain_range_words(resolved->arena, param));
        return;
    }
}

static bool is_step(const struct resolved_entry *entry)
{
    return entry->change.until_us <= entry->change.at_us;
}

/* What a higher layer sets anew on that very day was never seen by anybody. */
static bool is_overlaid(const struct resolved_slot *slot, size_t i)
{
    const struct resolved_entry *entry = &slot->dated[i];
    for (size_t j = i + 1; j < slot->dated_n; j++) {
        const struct resolved_entry *later = &slot->dated[j];
        if (later->change.at_us != entry->change.at_us) return false;
        if (later->layer > entry->layer && later->change.operation == PLAN_SET && is_step(later))
            return is_step(entry);
    }
    return false;
}

static void drop_overlaid(struct resolved_slot *slot)
{
    size_t left = 0;
    for (size_t i = 0; i < slot->dated_n; i++)
        if (!is_overlaid(slot, i)) slot->dated[left++] = slot->dated[i];
    slot->dated_n = left;
}

void timeline_finish(struct resolved *resolved, struct resolved_slot *slot)
{
    if (slot->dated_n) qsort(slot->dated, slot->dated_n, sizeof *slot->dated, by_date);
    for (size_t i = 1; i < slot->dated_n; i++) {
        if (!resolved->is_kept) check_twins(resolved, slot, i);
        check_ramps(resolved, slot, i);
    }
    drop_overlaid(slot);
    if (!slot->wrong) check_products(resolved, slot);
}
