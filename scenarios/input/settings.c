// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/settings.h"

#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/number.h"
#include "scenarios/input/value_format.h"

struct reading {
    struct text_arena *arena;
    const char *file;
    struct diagnostics *diagnostics;
    struct lexed lexed;
    struct settings_layer *layer;
    size_t before; /* errors of other files */
};

static void tell(const struct reading *reading, int line, const char *key, const char *value,
                 const char *advice)
{
    diagnostics_add(reading->diagnostics, reading->file, line, key, value, "%s", advice);
}

static struct setting *add_row(struct text_arena *arena, struct settings *settings,
                               struct setting row)
{
    settings->row =
        text_arena_more(arena, settings->row, settings->n, &settings->room, sizeof *settings->row);
    settings->row[settings->n] = row;
    return &settings->row[settings->n++];
}

/* ---- from libconfig's tree to rows ----------------------------------------------------------- */

/* The lexeme of a name stands behind its last two stars: "airport*stands**7". */
static const struct lexeme *name_of(const struct reading *reading, const config_setting_t *node)
{
    const char *name = config_setting_name(node);
    const char *star = name ? strrchr(name, '*') : NULL;
    return star ? &reading->lexed.lexeme[strtoul(star + 1, NULL, 10)] : NULL;
}

static const struct lexeme *word_of(const struct reading *reading, const config_setting_t *node)
{
    return &reading->lexed.lexeme[config_setting_get_int(node)];
}

static void take_list(const struct reading *reading, const config_setting_t *node,
                      struct setting *row)
{
    row->shape = SETTING_LIST;
    row->n = (size_t)config_setting_length(node);
    row->word = text_arena_bytes(reading->arena, (row->n + 1) * sizeof *row->word);
    for (size_t i = 0; i < row->n; i++) {
        const config_setting_t *item = config_setting_get_elem(node, (unsigned)i);
        if (config_setting_type(item) != CONFIG_TYPE_INT) {
            row->shape = SETTING_WRONG;
            row->n = 0;
            return;
        }
        row->word[i] = word_of(reading, item);
    }
}

static void take_entries(struct reading *reading, const config_setting_t *node, int line);

static void flatten(struct reading *reading, const config_setting_t *group, const char *above,
                    struct settings *out);

static void take_setting(struct reading *reading, const config_setting_t *node, const char *above,
                         struct settings *out)
{
    const struct lexeme *name = name_of(reading, node);
    if (!name || name->kind == LEXEME_WRONG) return;
    const char *path =
        *above ? text_arena_printf(reading->arena, "%s.%s", above, name->text) : name->text;
    struct setting row = {.path = path, .file = reading->file, .line = name->line};
    const int type = config_setting_type(node);
    if (reading->layer && strcmp(path, "timeline") == 0) {
        take_entries(reading, node, name->line);
        return;
    }
    if (type == CONFIG_TYPE_GROUP && config_setting_length(node) > 0) {
        flatten(reading, node, path, out);
        return;
    }
    if (type == CONFIG_TYPE_GROUP) {
        row.shape = SETTING_EMPTY;
    } else if (type == CONFIG_TYPE_INT) {
        row.word = text_arena_bytes(reading->arena, sizeof *row.word);
        row.word[0] = word_of(reading, node);
        row.n = 1;
    } else {
        take_list(reading, node, &row);
    }
    add_row(reading->arena, out, row);
}

static void flatten(struct reading *reading, const config_setting_t *group, const char *above,
                    struct settings *out)
{
    const int n = config_setting_length(group);
    for (int i = 0; i < n; i++)
        take_setting(reading, config_setting_get_elem(group, (unsigned)i), above, out);
}

/* ---- each path once -------------------------------------------------------------------------- */

static int by_path(const void *a, const void *b)
{
    const struct setting *one = *(const struct setting *const *)a;
    const struct setting *two = *(const struct setting *const *)b;
    const int order = strcmp(one->path, two->path);
    if (order != 0) return order;
    return one < two ? -1 : one > two; /* rows of one array: as they stand in the file */
}

static void refuse_twins(const struct reading *reading, const struct settings *settings)
{
    if (settings->n == 0) return;
    const struct setting **sorted = text_arena_bytes(reading->arena, settings->n * sizeof *sorted);
    for (size_t i = 0; i < settings->n; i++)
        sorted[i] = &settings->row[i];
    qsort(sorted, settings->n, sizeof *sorted, by_path);
    for (size_t i = 1; i < settings->n; i++) {
        if (strcmp(sorted[i]->path, sorted[i - 1]->path) != 0) continue;
        diagnostics_add(reading->diagnostics, reading->file, sorted[i]->line, sorted[i]->path,
                        settings_value(reading->arena, sorted[i]),
                        "given twice, first in line %d: keep one", sorted[i - 1]->line);
    }
}

/* ---- timeline -------------------------------------------------------------------------------- */

/* "set.lanes.x.y" into entry->set as "lanes.x.y"; false if the path does not begin with that name.
 */
static bool move_below(struct text_arena *arena, const char *name, const struct setting *row,
                       struct settings *to)
{
    const size_t n = strlen(name);
    if (strncmp(row->path, name, n) != 0) return false;
    if (row->path[n] == '\0') return row->shape == SETTING_EMPTY;
    if (row->path[n] != '.') return false;
    struct setting moved = *row;
    moved.path = row->path + n + 1;
    add_row(arena, to, moved);
    return true;
}

static void sort_entry_row(const struct reading *reading, const struct setting *row,
                           struct settings_entry *entry)
{
    if (move_below(reading->arena, "set", row, &entry->set)) return;
    if (move_below(reading->arena, "scale", row, &entry->scale)) return;
    if (strcmp(row->path, "set") == 0 || strcmp(row->path, "scale") == 0)
        tell(reading, row->line, row->path, settings_value(reading->arena, row),
             "give a group of settings: { ... }");
    else if (strcmp(row->path, "at") == 0) entry->at = row;
    else if (strcmp(row->path, "until") == 0) entry->until = row;
    else if (strcmp(row->path, "source") == 0) entry->source = row;
    else if (strcmp(row->path, "note") == 0) entry->note = row;
    else
        diagnostics_add(reading->diagnostics, row->file, row->line, row->path, NULL,
                        "a timeline entry has at, until, set, scale, source and note");
}

/* libconfig gives a group in a list no name: its line is that of its first setting. */
static void take_entry(struct reading *reading, const config_setting_t *node, int line)
{
    struct settings rows = {NULL, 0, 0};
    if (config_setting_type(node) != CONFIG_TYPE_GROUP || config_setting_length(node) == 0) {
        tell(reading, line, "timeline", NULL,
             "give entries { at = \"2026-07-01\"; set = { ... }; }");
        return;
    }
    struct reading inner = *reading;
    inner.layer = NULL;
    flatten(&inner, node, "", &rows);
    refuse_twins(reading, &rows);
    struct settings_layer *layer = reading->layer;
    layer->entry = text_arena_more(reading->arena, layer->entry, layer->entries,
                                   &layer->entries_room, sizeof *layer->entry);
    struct settings_entry *entry = &layer->entry[layer->entries++];
    *entry =
        (struct settings_entry){.file = reading->file, .line = rows.n ? rows.row[0].line : line};
    for (size_t i = 0; i < rows.n; i++)
        sort_entry_row(reading, &rows.row[i], entry);
    if (!entry->at)
        tell(reading, entry->line, "timeline.at", NULL,
             "missing: a timeline entry begins with its date");
    if (entry->set.n + entry->scale.n == 0)
        tell(reading, entry->line, "timeline", NULL,
             "this entry changes nothing: give set or scale");
}

static void take_entries(struct reading *reading, const config_setting_t *node, int line)
{
    const int type = config_setting_type(node);
    const int n =
        type == CONFIG_TYPE_LIST || type == CONFIG_TYPE_ARRAY ? config_setting_length(node) : 0;
    if (type != CONFIG_TYPE_LIST && type != CONFIG_TYPE_ARRAY)
        tell(reading, line, "timeline", NULL,
             "give a list in round brackets: ( { ... }, { ... } )");
    for (int i = 0; i < n; i++)
        take_entry(reading, config_setting_get_elem(node, (unsigned)i), line);
}

/* ---- a layer --------------------------------------------------------------------------------- */

static void sort_layer_rows(const struct reading *reading, const struct settings *rows)
{
    struct settings_layer *layer = reading->layer;
    for (size_t i = 0; i < rows->n; i++) {
        const struct setting *row = &rows->row[i];
        if (move_below(reading->arena, "scale", row, &layer->scale)) continue;
        if (strcmp(row->path, "scale") == 0)
            tell(reading, row->line, "scale", settings_value(reading->arena, row),
                 "give a group of settings and factors: { ... }");
        else if (strcmp(row->path, "extends") == 0) layer->extends = row;
        else add_row(reading->arena, &layer->set, *row);
    }
}

/* What the strict reader let pass must please libconfig; if it does not, its own words are all
 * there is to tell. */
static bool make_tree(struct reading *reading, config_t *tree)
{
    if (!reading->lexed.skeleton) return false;
    if (config_read_string(tree, reading->lexed.skeleton) == CONFIG_TRUE) return true;
    const char *text = config_error_text(tree);
    tell(reading, config_error_line(tree), NULL, NULL, text ? text : "this cannot be read");
    return false;
}

static bool read_layer(struct reading *reading, const struct bytes *bytes, bool bare)
{
    reading->lexed = lexer_read(reading->arena, reading->file, bytes, bare, reading->diagnostics);
    config_t tree;
    config_init(&tree);
    struct settings rows = {NULL, 0, 0};
    const bool fits = make_tree(reading, &tree);
    if (fits) {
        flatten(reading, config_root_setting(&tree), "", &rows);
        refuse_twins(reading, &rows);
        sort_layer_rows(reading, &rows);
    }
    config_destroy(&tree);
    if (fits && reading->lexed.n == 0 && diagnostics_count(reading->diagnostics) == reading->before)
        tell(reading, 0, NULL, NULL, "there is nothing in it: a scenario has at least one setting");
    return fits;
}

bool settings_read(struct text_arena *arena, const char *file, const char *named_file,
                   int named_line, struct diagnostics *diagnostics, struct settings_layer *out)
{
    struct bytes bytes;
    const size_t before = diagnostics_count(diagnostics);
    *out = (struct settings_layer){.file = file};
    const char *key = named_file ? "extends" : NULL;
    if (!bytes_read(arena, file, named_file, named_line, key, diagnostics, &bytes)) return false;
    out->device = bytes.device;
    out->inode = bytes.inode;
    if (!bytes_clean(&bytes, file, diagnostics)) return false;
    struct reading reading = {
        .arena = arena, .file = file, .diagnostics = diagnostics, .layer = out, .before = before};
    return read_layer(&reading, &bytes, false);
}

bool settings_read_text(struct text_arena *arena, const char *text, size_t n, const char *name,
                        struct diagnostics *diagnostics, struct settings_layer *out)
{
    struct bytes bytes = {.at = text_arena_bytes(arena, n + 1), .n = n};
    const size_t before = diagnostics_count(diagnostics);
    memcpy(bytes.at, text, n);
    *out = (struct settings_layer){.file = name};
    if (!bytes_clean(&bytes, name, diagnostics)) return false;
    struct reading reading = {
        .arena = arena, .file = name, .diagnostics = diagnostics, .layer = out, .before = before};
    return read_layer(&reading, &bytes, false);
}

/* ---- the command line ------------------------------------------------------------------------ */

/* Values that are not in quotes or brackets, nor a number, nor true or false, are texts:
 * 2024-06-01, cainiao. */
static bool needs_quotes(const char *value)
{
    double number;
    if (*value == '\0' || strchr("\"{[(", *value)) return false;
    if (number_read(value, &number) == NULL) return false;
    return strcmp(value, "true") != 0 && strcmp(value, "false") != 0;
}

static const char *trimmed(struct text_arena *arena, const char *from, const char *to)
{
    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
        to--;
    return text_arena_text(arena, from, (size_t)(to - from));
}

static bool is_name(const char *path)
{
    return *path &&
           strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") ==
               strlen(path);
}

/* "a={};b=3" would be two. */
static bool speaks_only_of(const char *path, const struct settings *rows,
                           const struct settings *none)
{
    const size_t n = strlen(path);
    for (size_t i = 0; i < rows->n; i++) {
        const char *row = rows->row[i].path;
        if (strncmp(row, path, n) != 0 || (row[n] != '\0' && row[n] != '.')) return false;
    }
    return rows->n > 0 && none->n == 0;
}

bool settings_read_argument(struct text_arena *arena, const char *argument,
                            struct diagnostics *diagnostics, struct settings_layer *out)
{
    const size_t before = diagnostics_count(diagnostics);
    *out = (struct settings_layer){.file = "--set"};
    const char *sign = strchr(argument, '=');
    const bool scales = sign && sign > argument && sign[-1] == '*';
    const char *path = sign ? trimmed(arena, argument, sign - scales) : "";
    const char *value = sign ? trimmed(arena, sign + 1, argument + strlen(argument)) : "";
    if (!is_name(path) || !*value) {
        diagnostics_add(diagnostics, "--set", 0, argument, NULL,
                        "write path=value or path*=factor");
        return false;
    }
    if (needs_quotes(value)) value = value_format_text(arena, value);
    struct bytes bytes = {
        .at = text_arena_printf(arena, "%s%s = %s;", scales ? "scale." : "", path, value)};
    bytes.n = strlen(bytes.at);
    if (!bytes_clean(&bytes, "--set", diagnostics)) return false;
    struct reading reading = {.arena = arena,
                              .file = "--set",
                              .diagnostics = diagnostics,
                              .layer = out,
                              .before = before};
    if (!read_layer(&reading, &bytes, true)) return false;
    if (diagnostics_count(diagnostics) > before) return false;
    if (!speaks_only_of(path, scales ? &out->scale : &out->set, scales ? &out->set : &out->scale) ||
        out->entries || out->extends) {
        diagnostics_add(diagnostics, "--set", 0, argument, NULL,
                        "give one setting of the scenario");
        return false;
    }
    return true;
}

/* ---- for messages ---------------------------------------------------------------------------- */

static const char *word_written(struct text_arena *arena, const struct lexeme *word)
{
    return word->kind == LEXEME_TEXT ? text_arena_printf(arena, "\"%s\"", word->text) : word->text;
}

const char *settings_value(struct text_arena *arena, const struct setting *setting)
{
    if (setting->shape == SETTING_VALUE) return word_written(arena, setting->word[0]);
    if (setting->shape == SETTING_EMPTY) return "{ }";
    if (setting->shape == SETTING_WRONG) return "( ... )";
    const char *text = "[";
    for (size_t i = 0; i < setting->n && i < 4; i++)
        text = text_arena_printf(arena, "%s%s%s", text, i ? ", " : "",
                                 word_written(arena, setting->word[i]));
    return text_arena_printf(arena, "%s%s]", text, setting->n > 4 ? ", ..." : "");
}
