/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "recevable/text.h"

#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

Suite *suite_cli(void);

/* ---- options ------------------------------------------------------------------------------ */

typedef struct {
    const char *word, *file;
    gboolean nul;
    int argc, status;
    char **argv;
} Parsed;

/* The vectors of words of a test: values of options point into them. */
static GPtrArray *lines;

static void
keep_lines(void)
{
    lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
}

static void
free_lines(void)
{
    g_clear_pointer(&lines, g_ptr_array_unref);
}

/* Parses words that are parted by spaces; the first is the command. */
static gboolean
parse(const char *line, Parsed *parsed)
{
    static const char *const colours[] = {"red", "green", NULL};
    static const char *language;
    const RvOption options[] = {
        RV_OPTION_CHOICE("colour", "COLOUR", "any", colours, &parsed->word),
        RV_OPTION_VALUE("output", 'o', "FILE", "any", &parsed->file),
        RV_OPTION_SWITCH("null", '0', "any", &parsed->nul),
        RV_OPTION_CHOICE("language", "LANGUAGE", "any", rv_cli_languages, &language),
        {.name = NULL},
    };
    const RvUsage usage = {"FILE", "any", options};

    language = NULL;
    *parsed = (Parsed){.status = -1};
    parsed->argv = g_strsplit(line, " ", -1);
    g_ptr_array_add(lines, parsed->argv);
    parsed->argc = (int)g_strv_length(parsed->argv);
    return rv_cli_parse(&usage, &parsed->argc, &parsed->argv, &parsed->status);
}

START_TEST(options_stand_anywhere)
{
    Parsed p;

    ck_assert(parse("go a --colour red b -o f c", &p));
    ck_assert_str_eq(p.word, "red");
    ck_assert_str_eq(p.file, "f");
    ck_assert(!p.nul);
    ck_assert_int_eq(p.argc, 3);
    ck_assert_str_eq(p.argv[0], "a");
    ck_assert_str_eq(p.argv[2], "c");
}
END_TEST

START_TEST(two_dashes_end_the_options)
{
    Parsed p;

    ck_assert(parse("go -0 -- --colour -o", &p));
    ck_assert(p.nul);
    ck_assert_ptr_null(p.word);
    ck_assert_int_eq(p.argc, 2);
    ck_assert_str_eq(p.argv[0], "--colour");
}
END_TEST

START_TEST(values_may_look_like_options)
{
    Parsed p;

    ck_assert(parse("go --output=--colour", &p));
    ck_assert_str_eq(p.file, "--colour");
    ck_assert(parse("go -o-", &p));
    ck_assert_str_eq(p.file, "-");
    ck_assert(parse("go -", &p));
    ck_assert_int_eq(p.argc, 1);
}
END_TEST

START_TEST(the_last_of_two_counts)
{
    Parsed p;

    ck_assert(parse("go --colour red --colour=green", &p));
    ck_assert_str_eq(p.word, "green");
}
END_TEST

START_TEST(mistakes_are_refused)
{
    static const char *const wrong[] = {
        "go --nothing",     "go --nothing=3",   "go -x",
        "go -0x",           "go --colour",      "go -o",
        "go --null=yes",    "go --colour blue", "go --colour=",
        "go --colour red,", "go --language x",  "go --output f --bad a",
        "go --colour=Red a"};

    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        Parsed p;

        ck_assert_msg(!parse(wrong[i], &p), "%s", wrong[i]);
        ck_assert_msg(p.status == RV_EXIT_USAGE, "%s", wrong[i]);
    }
}
END_TEST

START_TEST(help_is_no_mistake)
{
    Parsed p;

    ck_assert(!parse("go --help a", &p));
    ck_assert_int_eq(p.status, RV_EXIT_PASS);
    ck_assert(!parse("go -h --bad", &p));
    ck_assert_int_eq(p.status, RV_EXIT_USAGE);
}
END_TEST

START_TEST(commands_are_found_by_their_whole_name)
{
    static const char *const wrong[] = {"", "chec", "checks", "Check", "--check"};

    for (const RvCommand *c = rv_commands(); c->name; c++) {
        ck_assert_ptr_eq(rv_command_find(c->name), c);
        ck_assert(*c->help);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        ck_assert_ptr_null(rv_command_find(wrong[i]));
}
END_TEST

/* ---- files -------------------------------------------------------------------------------- */

static char *folder;

static void
make_folder(void)
{
    folder = g_dir_make_tmp("recevable-cli-XXXXXX", NULL);
    ck_assert_ptr_nonnull(folder);
}

/* The tests leave their files behind in one folder. */
static void
remove_folder(void)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
    g_clear_pointer(&folder, g_free);
}

static char *
file_with(const char *name, const char *bytes, gssize length)
{
    char *path = g_build_filename(folder, name, NULL);

    ck_assert(g_file_set_contents(path, bytes, length, NULL));
    return path;
}

START_TEST(lists_are_taken_apart)
{
    static const struct {
        const char *bytes;
        gssize length;
        gboolean nul;
        const char *names; /* parted by '|' */
    } lists[] = {
        {"a\nb\n", 4, FALSE, "a|b"},    {"a\nb", 3, FALSE, "a|b"},
        {"\n\na\n\n", 5, FALSE, "a"},   {" a b \n", 6, FALSE, " a b "},
        {"a\0b\n\0", 5, TRUE, "a|b\n"}, {"a\0b", 3, TRUE, "a|b"},
        {"\0\0", 2, TRUE, ""},          {"-\n", 2, FALSE, "-"},
        {"\n", 1, FALSE, ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_autofree char *path = file_with("list", lists[i].bytes, lists[i].length);
        g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
        g_autofree char *joined = NULL;

        ck_assert(rv_cli_add_listed(names, path, lists[i].nul));
        g_ptr_array_add(names, NULL);
        joined = g_strjoinv("|", (char **)names->pdata);
        ck_assert_str_eq(joined, lists[i].names);
    }
}
END_TEST

START_TEST(lists_must_be_readable)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    ck_assert(!rv_cli_add_listed(names, "/nowhere/at/all", FALSE));
    ck_assert(!rv_cli_add_listed(names, folder, FALSE));
    ck_assert_uint_eq(names->len, 0);
}
END_TEST

START_TEST(passwords_are_the_first_line)
{
    static const char *const contents[][2] = {
        {"secret", "secret"}, {"secret\nmore", "secret"}, {"se cret\r\n", "se cret"}, {"\n", ""}};

    for (gsize i = 0; i < G_N_ELEMENTS(contents); i++) {
        g_autofree char *path = file_with("password", contents[i][0], -1);
        g_autofree char *password = rv_cli_read_password(path);

        ck_assert_str_eq(password, contents[i][1]);
    }
    ck_assert_ptr_null(rv_cli_read_password("/nowhere/at/all"));
}
END_TEST

START_TEST(long_password_files_are_refused)
{
    g_autofree char *bytes = g_strnfill(2000000, 'x');
    g_autofree char *path = file_with("password", bytes, -1);

    ck_assert_ptr_null(rv_cli_read_password(path));
}
END_TEST

static void
assert_holds(const char *path, const char *expected)
{
    g_autofree char *text = NULL;

    ck_assert(g_file_get_contents(path, &text, NULL, NULL));
    ck_assert_str_eq(text, expected);
}

START_TEST(output_appears_when_it_is_whole)
{
    g_autofree char *path = file_with("result", "old", -1);
    g_autoptr(GString) text = g_string_new("new");
    RvOutput *output = rv_output_open(path);

    ck_assert_ptr_nonnull(output);
    ck_assert(rv_output_write(output, text));
    assert_holds(path, "old");
    ck_assert(rv_output_write(output, text));
    ck_assert(rv_output_close(output));
    assert_holds(path, "newnew");
}
END_TEST

START_TEST(output_that_fails_keeps_the_old)
{
    g_autofree char *path = file_with("result", "old", -1);
    g_autoptr(GString) text = g_string_new("new");
    g_autoptr(GDir) dir = NULL;
    RvOutput *output = rv_output_open(path);
    const char *name;

    ck_assert(rv_output_write(output, text));
    dir = g_dir_open(folder, 0, NULL);
    while ((name = g_dir_read_name(dir))) /* the temporary one is taken away */
        if (!g_str_equal(name, "result")) {
            g_autofree char *temporary = g_build_filename(folder, name, NULL);

            ck_assert_int_eq(g_unlink(temporary), 0);
        }
    ck_assert(!rv_output_close(output));
    assert_holds(path, "old");
}
END_TEST

START_TEST(output_needs_its_folder)
{
    ck_assert_ptr_null(rv_output_open("/nowhere/at/all"));
}
END_TEST

/* ---- messages ----------------------------------------------------------------------------- */

START_TEST(printable_text_does_nothing_to_a_terminal)
{
    static const char *const texts[][2] = {
        {"plain é", "plain é"},
        {"two\nlines\tand a tab", "two lines and a tab"},
        {"\033[31mred", "?[31mred"},
        {"\xc2\x9b"
         "31m",
         "?31m"}, /* the one-byte form of ESC [ */
        {"a\xe2\x80\xae"
         "fdp.exe",
         "a?fdp.exe"}, /* right-to-left override */
        {"\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd"},
        {"", ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *printable = rv_text_printable(texts[i][0]);

        ck_assert_str_eq(printable, texts[i][1]);
    }
}
END_TEST

Suite *
suite_cli(void)
{
    Suite *suite = suite_create("cli");
    TCase *options = tcase_create("options"), *files = tcase_create("files");

    tcase_add_checked_fixture(options, keep_lines, free_lines);
    tcase_add_test(options, options_stand_anywhere);
    tcase_add_test(options, two_dashes_end_the_options);
    tcase_add_test(options, values_may_look_like_options);
    tcase_add_test(options, the_last_of_two_counts);
    tcase_add_test(options, mistakes_are_refused);
    tcase_add_test(options, help_is_no_mistake);
    tcase_add_test(options, commands_are_found_by_their_whole_name);
    tcase_add_test(options, printable_text_does_nothing_to_a_terminal);
    suite_add_tcase(suite, options);
    tcase_add_checked_fixture(files, make_folder, remove_folder);
    tcase_add_test(files, lists_are_taken_apart);
    tcase_add_test(files, lists_must_be_readable);
    tcase_add_test(files, passwords_are_the_first_line);
    tcase_add_test(files, long_password_files_are_refused);
    tcase_add_test(files, output_appears_when_it_is_whole);
    tcase_add_test(files, output_that_fails_keeps_the_old);
    tcase_add_test(files, output_needs_its_folder);
    suite_add_tcase(suite, files);
    return suite;
}
