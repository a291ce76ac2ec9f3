// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/settings.h"

#include <ctype.h>
#include <libconfig.h>
#include <string.h>

#include "scenarios/input/bytes.h"
#include "scenarios/input/number.h"
#include "scenarios/input/scanner.h"
#include "scenarios/input/value_format.h"

struct reading {
    struct text_arena *arena;
    const char *file;
    struct diagnostics *diagnostics;
    struct settings_layer *layer;
    bool in_file; /* else there are no lines */
};

static int line_of(const struct reading *reading, const config_setting_t *node)
{
    return reading->in_file ? (int)config_setting_source_line(node) : 0;
}

static void report(const struct reading *reading, const config_setting_t *node, const char *key,
                   const char *value, const char *advice)
{
    diagnostics_add(reading->diagnostics, reading->file, line_of(reading, node), key, value, "%s",
                    advice);
}

/* ---- from libconfig's tree to rows ----------------------------------------------------------- */

static bool is_list(const config_setting_t *node)
{
    return config_setting_is_list(node) || config_setting_is_array(node);
}

/* A number, a flag or a text; SETTING_WRONG if it is none of them. */
static void take_scalar(const struct reading *reading, const config_setting_t *node,
                        struct setting *row)
{
    const char *text;
    switch (config_setting_type(node)) {
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
        row->type = SETTING_NUMBER;
        row->whole = true;
        row->number = config_setting_type(node) == CONFIG_TYPE_INT
                          ? config_setting_get_int(node)
                          : (double)config_setting_get_int64(node);
        break;
    case CONFIG_TYPE_FLOAT:
        row->type = SETTING_NUMBER;
        row->number = config_setting_get_float(node);
        break;
    case CONFIG_TYPE_BOOL:
        row->type = SETTING_FLAG;
        row->flag = config_setting_get_bool(node) == CONFIG_TRUE;
        break;
    case CONFIG_TYPE_STRING:
        row->type = SETTING_TEXT;
        text = config_setting_get_string(node);
        row->text = text_arena_text(reading->arena, text, strlen(text));
        break;
    default:
        row->type = SETTING_WRONG;
    }
}

static void take_list(const struct reading *reading, const config_setting_t *node,
                      struct setting *row)
{
    row->type = SETTING_LIST;
    row->n = (size_t)config_setting_length(node);
    struct setting *value = text_arena_bytes(reading->arena, (row->n + 1) * sizeof *value);
    row->value = value;
    for (size_t i = 0; i < row->n; i++) {
        take_scalar(reading, config_setting_get_elem(node, (unsigned)i), &value[i]);
        if (value[i].type == SETTING_WRONG) row->type = SETTING_WRONG;
    }
}

static struct setting *add_row(const struct reading *reading, const config_setting_t *node,
                               const char *path, struct settings *to)
{
    to->row = text_arena_more(reading->arena, to->row, to->n, &to->room, sizeof *to->row);
    struct setting *row = &to->row[to->n++];
    *row = (struct setting){.path = path, .file = reading->file, .line = line_of(reading, node)};
    if (config_setting_is_group(node)) row->type = SETTING_EMPTY;
    else if (is_list(node)) take_list(reading, node, row);
    else take_scalar(reading, node, row);
    return row;
}

static void flatten(const struct reading *reading, const config_setting_t *node, const char *path,
                    struct settings *to)
{
    const int n = config_setting_is_group(node) ? config_setting_length(node) : 0;
    for (int i = 0; i < n; i++) {
        const config_setting_t *below = config_setting_get_elem(node, (unsigned)i);
        const char *name = config_setting_name(below);
        flatten(reading, below, text_arena_printf(reading->arena, "%s.%s", path, name), to);
    }
    if (n == 0) add_row(reading, node, path, to);
}

/* The settings in a group called `set` or `scale`; advice: what to give if it is none. */
static void flatten_below(const struct reading *reading, const config_setting_t *group,
                          const char *advice, struct settings *to)
{
    if (!config_setting_is_group(group)) {
        struct settings alone = {NULL, 0, 0};
        const char *name = config_setting_name(group);
        const struct setting *row = add_row(reading, group, name, &alone);
        report(reading, group, name, settings_value(reading->arena, row), advice);
        return;
    }
    for (int i = 0; i < config_setting_length(group); i++) {
        const config_setting_t *below = config_setting_get_elem(group, (unsigned)i);
        const char *name = config_setting_name(below);
        flatten(reading, below, text_arena_text(reading->arena, name, strlen(name)), to);
    }
}

static const struct setting *take_one(const struct reading *reading, const config_setting_t *node)
{
    struct settings alone = {NULL, 0, 0};
    const char *name = config_setting_name(node);
    return add_row(reading, node, text_arena_text(reading->arena, name, strlen(name)), &alone);
}

/* ---- timeline -------------------------------------------------------------------------------- */

static void take_part(const struct reading *reading, const config_setting_t *node,
                      struct settings_entry *entry)
{
    const char *name = config_setting_name(node);
    const char *advice = "give a group of settings: { ... }";
    if (strcmp(name, "set") == 0) flatten_below(reading, node, advice, &entry->set);
    else if (strcmp(name, "scale") == 0) flatten_below(reading, node, advice, &entry->scale);
    else if (strcmp(name, "share") == 0) flatten_below(reading, node, advice, &entry->share);
    else if (strcmp(name, "late_y") == 0) flatten_below(reading, node, advice, &entry->late_y);
    else if (strcmp(name, "known") == 0) entry->known = take_one(reading, node);
    else if (strcmp(name, "draw") == 0) entry->draw = take_one(reading, node);
    else if (strcmp(name, "at") == 0) entry->at = take_one(reading, node);
    else if (strcmp(name, "until") == 0) entry->until = take_one(reading, node);
    else if (strcmp(name, "source") == 0) entry->source = take_one(reading, node);
    else if (strcmp(name, "note") == 0) entry->note = take_one(reading, node);
    else
        report(
            reading, node, name, NULL,
            "a timeline entry has at, until, known, set, scale, share, late_y, draw, source and note");
}

static void take_entry(const struct reading *reading, const config_setting_t *node)
{
    if (!config_setting_is_group(node) || config_setting_length(node) == 0) {
        report(reading, node, "timeline", NULL,
               "give entries { at = \"2026-07-01\"; set = { ... }; }");
        return;
    }
    struct settings_layer *layer = reading->layer;
    layer->entry = text_arena_more(reading->arena, layer->entry, layer->entries,
                                   &layer->entries_room, sizeof *layer->entry);
    struct settings_entry *entry = &layer->entry[layer->entries++];
    *entry = (struct settings_entry){.file = reading->file, .line = line_of(reading, node)};
    for (int i = 0; i < config_setting_length(node); i++)
        take_part(reading, config_setting_get_elem(node, (unsigned)i), entry);
    if (!entry->at)
        report(reading, node, "timeline.at", NULL,
               "missing: a timeline entry begins with its date");
    if (entry->set.n + entry->scale.n == 0)
        report(reading, node, "timeline", NULL, "this entry changes nothing: give set or scale");
}

/* ---- from when settings could be known ------------------------------------------------------- */

static void take_known(const struct reading *reading, const config_setting_t *node)
{
    struct settings_known known = {NULL, NULL, NULL};
    const int n = config_setting_is_group(node) ? config_setting_length(node) : 0;
    for (int i = 0; i < n; i++) {
        const config_setting_t *part = config_setting_get_elem(node, (unsigned)i);
        const char *name = config_setting_name(part);
        if (strcmp(name, "on") == 0) known.on = take_one(reading, part);
        else if (strcmp(name, "of") == 0) known.of = take_one(reading, part);
        else if (strcmp(name, "source") == 0) known.source = take_one(reading, part);
        else report(reading, part, name, NULL, "what is known has on, of and source");
    }
    if (!known.on) {
        report(reading, node, "known", NULL,
               "give entries { on = \"2021-11-08\"; of = ( \"a.setting\" ); }");
        return;
    }
    struct settings_layer *layer = reading->layer;
    layer->known = text_arena_more(reading->arena, layer->known, layer->knowns, &layer->knowns_room,
                                   sizeof *layer->known);
    layer->known[layer->knowns++] = known;
}

static void take_entries(const struct reading *reading, const config_setting_t *node,
                         void take(const struct reading *, const config_setting_t *))
{
    if (!is_list(node))
        report(reading, node, config_setting_name(node), NULL,
               "give a list in round brackets: ( { ... }, { ... } )");
    for (int i = 0; is_list(node) && i < config_setting_length(node); i++)
        take(reading, config_setting_get_elem(node, (unsigned)i));
}

/* ---- a layer --------------------------------------------------------------------------------- */

static void take_setting(const struct reading *reading, const config_setting_t *node)
{
    struct settings_layer *layer = reading->layer;
    const char *name = config_setting_name(node);
    if (strcmp(name, "extends") == 0) layer->extends = take_one(reading, node);
    else if (strcmp(name, "timeline") == 0) take_entries(reading, node, take_entry);
    else if (strcmp(name, "known") == 0) take_entries(reading, node, take_known);
    else if (strcmp(name, "scale") == 0)
        flatten_below(reading, node, "give a group of settings and factors: { ... }",
                      &layer->scale);
    else flatten(reading, node, text_arena_text(reading->arena, name, strlen(name)), &layer->set);
}

/* What libconfig says, in words that help. */
static const char *advise_on(const char *error)
{
    static const char *const advice[][2] = {
        {"duplicate setting name", "this name is given twice in its group: keep one"},
        {"mismatched element type in array",
         "values in [ ] are of one type: write 1.0 beside 0.5, or use ( )"},
        {"syntax error", "libconfig cannot read this: write name = value; name = { ... };"}};
    for (size_t i = 0; i < sizeof advice / sizeof *advice; i++)
        if (strcmp(error, advice[i][0]) == 0) return advice[i][1];
    return error;
}

/* The words of that line. */
static const char *line_at(struct text_arena *arena, const char *text, int line)
{
    for (; line > 1 && *text; text++)
        if (*text == '\n') line--;
    text += strspn(text, " \t");
    return text_arena_text(arena, text, strcspn(text, "\r\n"));
}

/* libconfig takes a comment without a line end behind it for an error: so there is always one. */
static bool make_tree(const struct reading *reading, const char *text, config_t *tree)
{
    if (config_read_string(tree, text_arena_printf(reading->arena, "%s\n", text)) == CONFIG_TRUE)
        return true;
    const char *error = config_error_text(tree);
    const int line = config_error_line(tree);
    diagnostics_add(reading->diagnostics, reading->file, reading->in_file ? line : 0, NULL,
                    line_at(reading->arena, text, line), "%s",
                    advise_on(error ? error : "this cannot be read"));
    return false;
}

static bool read_layer(const struct reading *reading, struct bytes *bytes)
{
    const size_t before = diagnostics_count(reading->diagnostics);
    if (!bytes_clean(bytes, reading->file, reading->diagnostics)) return false;
    if (!scanner_passes(reading->arena, reading->file, NULL, bytes, reading->diagnostics))
        return false;
    config_t tree;
    config_init(&tree);
    const bool fits = make_tree(reading, bytes->at, &tree);
    const config_setting_t *root = config_root_setting(&tree);
    const int n = fits ? config_setting_length(root) : 0;
    for (int i = 0; i < n; i++)
        take_setting(reading, config_setting_get_elem(root, (unsigned)i));
    config_destroy(&tree);
    if (fits && n == 0 && diagnostics_count(reading->diagnostics) == before)
        diagnostics_add(reading->diagnostics, reading->file, 0, NULL, NULL,
                        "there is nothing in it: a scenario has at least one setting");
    return fits;
}

bool settings_read(struct text_arena *arena, const char *file, const char *named_file,
                   int named_line, struct diagnostics *diagnostics, struct settings_layer *out)
{
    struct bytes bytes;
    *out = (struct settings_layer){.file = file};
    const char *key = named_file ? "extends" : NULL;
    if (!bytes_read(arena, file, named_file, named_line, key, diagnostics, &bytes)) return false;
    out->device = bytes.device;
    out->inode = bytes.inode;
    return read_layer(&(struct reading){arena, file, diagnostics, out, true}, &bytes);
}

bool settings_read_text(struct text_arena *arena, const char *text, size_t n, const char *name,
                        struct diagnostics *diagnostics, struct settings_layer *out)
{
    struct bytes bytes = {.at = text_arena_text(arena, text, n), .n = n};
    *out = (struct settings_layer){.file = name};
    return read_layer(&(struct reading){arena, name, diagnostics, out, true}, &bytes);
}

/* ---- the command line ------------------------------------------------------------------------ */

static const char *trimmed(struct text_arena *arena, const char *from, const char *to)
{
    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
        to--;
    return text_arena_text(arena, from, (size_t)(to - from));
}

/* Names with single dots between them; not what only a file may say. */
static const char *refuse_path(const char *path)
{
    static const char *const of_files[] = {"extends", "scale", "timeline", "known"};
    for (size_t i = 0; i < sizeof of_files / sizeof *of_files; i++)
        if (strncmp(path, of_files[i], strcspn(path, ".")) == 0 &&
            strlen(of_files[i]) == strcspn(path, "."))
            return "give one setting of the scenario";
    for (const char *c = path; *c; c++)
        if ((c == path || c[-1] == '.') && !isalpha((unsigned char)*c))
            return "each part of a name begins with a letter";
    return path[strlen(path) - 1] == '.' ? "a name does not end with a dot" : NULL;
}

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || (c & 0x80) || (c && strchr("_.+-:*%", c));
}

/* As libconfig wants it: words in brackets that are neither names nor numbers nor true or false get
 * quotes, {dist=uniform}, and whole numbers an L, so that they may be large. */
static const char *with_quotes(struct text_arena *arena, const char *value)
{
    double number;
    const char *out = "";
    while (*value) {
        size_t n = 0;
        if (*value == '"') {
            for (n = 1; value[n] && value[n] != '"'; n++)
                n += value[n] == '\\' && value[n + 1];
            n += value[n] == '"';
        }
        while (n == 0 || (*value != '"' && in_word(*value) && in_word(value[n])))
            n++;
        const char *word = text_arena_text(arena, value, n);
        const bool is_name = value[n + strspn(value + n, " \t")] == '=';
        const bool is_number = number_read(word, &number) == NULL;
        const bool is_flag = strcmp(word, "true") == 0 || strcmp(word, "false") == 0;
        if (is_number && !strpbrk(word, ".eELxX")) word = text_arena_printf(arena, "%sL", word);
        else if (in_word(*value) && !is_number && !is_name && !is_flag)
            word = value_format_text(arena, word);
        out = text_arena_printf(arena, "%s%s", out, word);
        value += n;
    }
    return out;
}

/* A value that begins with no bracket or quote is one word, whatever is in it. */
static const char *as_libconfig(struct text_arena *arena, const char *value)
{
    double number;
    const bool bare = !strchr("\"{[(", *value) && number_read(value, &number) != NULL &&
                      strcmp(value, "true") != 0 && strcmp(value, "false") != 0;
    return bare ? value_format_text(arena, value) : with_quotes(arena, value);
}

static bool read_value(const struct reading *reading, const char *path, const char *value,
                       struct settings *to)
{
    const char *given = as_libconfig(reading->arena, value);
    struct bytes bytes = {.at = text_arena_text(reading->arena, given, strlen(given)),
                          .n = strlen(given)};
    const size_t before = diagnostics_count(reading->diagnostics);
    if (!bytes_clean(&bytes, reading->file, reading->diagnostics) ||
        diagnostics_count(reading->diagnostics) > before ||
        !scanner_passes(reading->arena, reading->file, path, &bytes, reading->diagnostics))
        return false;
    config_t tree;
    config_init(&tree);
    const char *text = text_arena_printf(reading->arena, "v = %s;", bytes.at);
    bool fits = make_tree(reading, text, &tree);
    const config_setting_t *root = config_root_setting(&tree);
    if (fits && config_setting_length(root) != 1) {
        diagnostics_add(reading->diagnostics, reading->file, 0, path, value, "give one value");
        fits = false;
    }
    if (fits) flatten(reading, config_setting_get_elem(root, 0), path, to);
    if (fits && !strchr("\"{[(", *value)) to->row[to->n - 1].typed = value;
    config_destroy(&tree);
    return fits;
}

bool settings_read_argument(struct text_arena *arena, const char *argument,
                            struct diagnostics *diagnostics, struct settings_layer *out)
{
    *out = (struct settings_layer){.file = "--set"};
    const char *sign = strchr(argument, '=');
    const bool scales = sign && sign > argument && sign[-1] == '*';
    const char *path = sign ? trimmed(arena, argument, sign - scales) : "";
    const char *value = sign ? trimmed(arena, sign + 1, argument + strlen(argument)) : "";
    const char *wrong = "write path=value or path*=factor";
    const bool spells =
        strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") ==
        strlen(path);
    if (*path && *value && spells) wrong = refuse_path(path);
    if (wrong) {
        diagnostics_add(diagnostics, "--set", 0, argument, NULL, "%s", wrong);
        return false;
    }
    const struct reading reading = {arena, "--set", diagnostics, out, false};
    return read_value(&reading, path, value, scales ? &out->scale : &out->set);
}

/* ---- values ---------------------------------------------------------------------------------- */

const char *settings_text(const struct setting *setting)
{
    return setting->type == SETTING_TEXT ? setting->text : setting->typed;
}

const struct setting *settings_list(const struct setting *setting, size_t *n)
{
    *n = setting->type == SETTING_LIST ? setting->n : 1;
    if (setting->type == SETTING_LIST) return setting->value;
    return setting->type == SETTING_EMPTY || setting->type == SETTING_WRONG ? NULL : setting;
}

static const char *list_written(struct text_arena *arena, const struct setting *list)
{
    const char *text = "[";
    for (size_t i = 0; i < list->n && i < 4; i++)
        text = text_arena_printf(arena, "%s%s%s", text, i ? ", " : "",
                                 settings_value(arena, &list->value[i]));
    return text_arena_printf(arena, "%s%s]", text, list->n > 4 ? ", ..." : "");
}

const char *settings_value(struct text_arena *arena, const struct setting *setting)
{
    if (setting->typed && setting->type != SETTING_TEXT) return setting->typed;
    switch (setting->type) {
    case SETTING_NUMBER:
        return setting->whole ? value_format_number(arena, setting->number)
                              : value_format_real(arena, setting->number);
    case SETTING_FLAG:
        return setting->flag ? "true" : "false";
    case SETTING_TEXT:
        return text_arena_printf(arena, "\"%s\"", setting->text);
    case SETTING_LIST:
        return list_written(arena, setting);
    case SETTING_EMPTY:
        return "{ }";
    case SETTING_WRONG:
        return "( ... )";
    }
    return "";
}
