// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about one layer: nested groups are a path, a name is given once, what the timeline and
 * --set look like. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scenarios/input/settings.h"
#include "tests/scenarios/messages.h"

static void add_rows(FILE *to, struct text_arena *arena, const char *head,
                     const struct settings *settings)
{
    for (size_t i = 0; i < settings->n; i++) {
        const struct setting *row = &settings->row[i];
        fprintf(to, "%s%s = %s @%d\n", head, row->path, settings_value(arena, row), row->line);
    }
}

/* The layer as text, the diagnostics behind it. */
static char *flat(const char *file, const char *argument)
{
    struct text_arena *arena = text_arena_new();
    struct diagnostics *diagnostics = diagnostics_new();
    struct settings_layer layer;
    if (file) {
        write_file("t.cfg", file);
        settings_read(arena, "t.cfg", NULL, 0, diagnostics, &layer);
    } else {
        settings_read_argument(arena, argument, diagnostics, &layer);
    }
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    add_rows(to, arena, "", &layer.set);
    add_rows(to, arena, "scale ", &layer.scale);
    for (size_t i = 0; i < layer.entries; i++) {
        const struct settings_entry *entry = &layer.entry[i];
        fprintf(to, "entry @%d\n", entry->line);
        add_rows(to, arena, "  set ", &entry->set);
        add_rows(to, arena, "  scale ", &entry->scale);
    }
    diagnostics_print(diagnostics, to);
    fclose(to);
    diagnostics_free(diagnostics);
    text_arena_free(arena);
    return text;
}

static void assert_flat(const char *file, const char *expected)
{
    char *text = flat(file, NULL);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_argument(const char *argument, const char *expected)
{
    char *text = flat(NULL, argument);
    assert_string_equal(text, expected);
    free(text);
}

static void nested_groups_are_a_path(void **state)
{
    (void)state;
    assert_flat("a = { b = { c = 1; d = \"x\"; }; };", "a.b.c = 1 @1\na.b.d = \"x\" @1\n");
    assert_flat("a = {\n b = { c = 1; };\n d = 2.0;\n};\ne : true",
                "a.b.c = 1 @2\na.d = 2.0 @3\ne = true @5\n");
    assert_flat("a = { };\n\nb = [1, 2,\n 3];\nc = (true, 0.5, \"x\");",
                "a = { } @1\nb = [1, 2, 3] @3\nc = [true, 0.5, \"x\"] @5\n");
    assert_flat("a = ( { b = 1; } );", "a = ( ... ) @1\n");
}

/* What people know from before: nothing of it is read, and each is answered by how it is written
 * now. */
static void dotted_names_are_reported_how_to_nest(void **state)
{
    (void)state;
    assert_flat("lanes.cainiao.flights_per_week = 2.0;   # a week\na.b = [1, 2];\n"
                "set = { a.b = { dist = \"x\"; }; };",
                "t.cfg:1: lanes.cainiao.flights_per_week = 2.0: nest it: "
                "lanes = { cainiao = { flights_per_week = 2.0; }; };\n"
                "t.cfg:2: a.b = [1, 2]: nest it: a = { b = [1, 2]; };\n"
                "t.cfg:3: a.b = { ... }: nest it: a = { b = { ... }; };\n");
}

static void a_name_is_given_once_in_a_group(void **state)
{
    (void)state;
    assert_flat("a = { b = 1; };\nc = { b = 1; };\na = {\n  b = 2;\n};\n",
                "t.cfg:3: a = {: this name is given twice in its group: keep one\n");
    assert_flat("a = {\n  b = 1;\n  b = 2;\n};\n",
                "t.cfg:3: b = 2;: this name is given twice in its group: keep one\n");
}

static void a_list_has_one_type_or_round_brackets(void **state)
{
    (void)state;
    assert_flat("a = [1, 0.5];", "t.cfg:1: a = [1, 0.5];: values in [ ] are of one type: write 1.0 "
                                 "beside 0.5, or use ( )\n");
    assert_flat("a = (1, 0.5);", "a = [1, 0.5] @1\n");
}

static void the_timeline_is_a_list_of_entries(void **state)
{
    (void)state;
    assert_flat("timeline = (\n"
                "  { at = \"2021-11-08\"; set = { a = { b = 1; }; c = 2; }; source = \"S1\"; },\n"
                "  { at = \"2022-01-01\"; until = \"2023-01-01\";\n"
                "    scale = { a = { b = 0.5; }; }; note = \"x\"; }\n"
                ");",
                "entry @2\n  set a.b = 1 @2\n  set c = 2 @2\nentry @3\n  scale a.b = 0.5 @4\n");
    assert_flat("timeline = 3;",
                "t.cfg:1: timeline: give a list in round brackets: ( { ... }, { ... } )\n");
    assert_flat("timeline = ( 3 );",
                "t.cfg:1: timeline: give entries { at = \"2026-07-01\"; set = { ... }; }\n");
    assert_flat(
        "timeline = (\n { set = { a = 1; }; when = 3; },\n { at = \"2020-01-01\"; } );",
        "entry @2\n  set a = 1 @2\nentry @3\n"
        "t.cfg:2: when: a timeline entry has at, until, known, set, scale, share, late_y, draw, source and note\n"
        "t.cfg:2: timeline.at: missing: a timeline entry begins with its date\n"
        "t.cfg:3: timeline: this entry changes nothing: give set or scale\n");
}

static void a_setting_of_the_command_line_needs_no_quotes(void **state)
{
    (void)state;
    assert_argument("a.b=3", "a.b = 3 @0\n");
    assert_argument(" a.b = cainiao ", "a.b = \"cainiao\" @0\n");
    assert_argument("a.opens=2024-06-01", "a.opens = \"2024-06-01\" @0\n");
    assert_argument("a.b=\"two words\"", "a.b = \"two words\" @0\n");
    assert_argument("a.b=two words; c=3", "a.b = \"two words; c=3\" @0\n");
    assert_argument("a.b=[x, y]", "a.b = [\"x\", \"y\"] @0\n");
    assert_argument("a.b={dist=uniform;min=1;max=2}",
                    "a.b.dist = \"uniform\" @0\na.b.min = 1 @0\na.b.max = 2 @0\n");
    assert_argument("a.b*=0.5", "scale a.b = 0.5 @0\n");
    assert_argument("a.b=true", "a.b = true @0\n");
}

static void a_setting_of_the_command_line_that_is_none_is_reported(void **state)
{
    (void)state;
    assert_argument("a.b", "--set: a.b: write path=value or path*=factor\n");
    assert_argument("", "--set: : write path=value or path*=factor\n");
    assert_argument("=3", "--set: =3: write path=value or path*=factor\n");
    assert_argument("a=", "--set: a=: write path=value or path*=factor\n");
    assert_argument("a b=3", "--set: a b=3: write path=value or path*=factor\n");
    assert_argument("a..b=3", "--set: a..b=3: each part of a name begins with a letter\n");
    assert_argument("extends=x.cfg", "--set: extends=x.cfg: give one setting of the scenario\n");
    assert_argument("a={", "--set: a = {: this bracket is never closed\n");
    assert_argument("a={};b=3", "--set: a = {};b=3: give one value\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nested_groups_are_a_path),
        cmocka_unit_test(dotted_names_are_reported_how_to_nest),
        cmocka_unit_test(a_name_is_given_once_in_a_group),
        cmocka_unit_test(a_list_has_one_type_or_round_brackets),
        cmocka_unit_test(the_timeline_is_a_list_of_entries),
        cmocka_unit_test(a_setting_of_the_command_line_needs_no_quotes),
        cmocka_unit_test(a_setting_of_the_command_line_that_is_none_is_reported),
    };
    return cmocka_run_group_tests(tests, enter_new_folder, leave_folder);
}
