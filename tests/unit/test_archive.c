/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a folder tree holds: nothing is lost, nothing is followed out of it. */
#include "recevable/batch.h"
#include "recevable/error.h"

#include <check.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_archive(void);

static char *folder;

static char *
inside(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void
put(const char *name, const char *text)
{
    g_autofree char *path = inside(name), *parent = g_path_get_dirname(path);

    ck_assert_int_eq(g_mkdir_with_parents(parent, 0700), 0);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

static void
setup(void)
{
    folder = g_dir_make_tmp("recevable-archive-XXXXXX", NULL);
    ck_assert_ptr_nonnull(folder);
    put("b.pdf", "b");
    put("a/c.PDF", "c");
    put("a/scan", "xx%PDF-1.4");
    put("a/notes.txt", "notes");
    put("a/late", "0123456789");
}

static void
remove_tree(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        if (g_unlink(inner) != 0)
            remove_tree(inner);
    }
    g_rmdir(path);
}

static void
teardown(void)
{
    remove_tree(folder);
    g_clear_pointer(&folder, g_free);
}

static RvArchive *
walk(const char *include, const char *exclude)
{
    g_autoptr(GPtrArray) in = g_ptr_array_new(), out = g_ptr_array_new();
    const RvArchiveFilter filter = {in, out};
    RvArchive *archive = rv_archive_new();

    if (include)
        g_ptr_array_add(in, (gpointer)include);
    if (exclude)
        g_ptr_array_add(out, (gpointer)exclude);
    ck_assert(rv_archive_add(archive, folder, &filter, NULL));
    rv_archive_settle(archive);
    return archive;
}

/* The entries below the folder. */
static char *
listing(const RvArchive *archive)
{
    GString *list = g_string_new(NULL);

    for (guint i = 0; i < archive->entries->len; i++) {
        const RvEntry *entry = g_ptr_array_index(archive->entries, i);

        g_string_append_printf(list, "%s ", entry->path + entry->below);
    }
    return g_string_free(list, FALSE);
}

static const struct {
    const char *include, *exclude, *found;
} filters[] = {
    {NULL, NULL, "a/c.PDF a/scan b.pdf "},
    {"*", NULL, "a/c.PDF a/late a/notes.txt a/scan b.pdf "},
    {"*.pdf", NULL, "b.pdf "},
    {"a/*", NULL, "a/c.PDF a/late a/notes.txt a/scan "},
    {NULL, "a", "b.pdf "},
    {NULL, "a/s*", "a/c.PDF b.pdf "},
    {"none", NULL, ""},
    {NULL, "*", ""},
};

START_TEST(names_and_contents_tell_documents)
{
    g_autoptr(RvArchive) archive = walk(filters[_i].include, filters[_i].exclude);
    g_autofree char *list = listing(archive);

    ck_assert_str_eq(list, filters[_i].found);
    ck_assert_uint_eq(archive->skipped->len, 0);
}
END_TEST

START_TEST(what_is_named_twice_is_there_once)
{
    g_autoptr(RvArchive) archive = rv_archive_new();
    const RvArchiveFilter all = {NULL, NULL};
    g_autofree char *slashes = g_strconcat(folder, "//", NULL), *file = inside("b.pdf");

    ck_assert(rv_archive_add(archive, folder, &all, NULL));
    ck_assert(rv_archive_add(archive, slashes, &all, NULL));
    ck_assert(rv_archive_add(archive, file, &all, NULL));
    rv_archive_settle(archive);
    ck_assert_uint_eq(archive->entries->len, 3);
}
END_TEST

START_TEST(links_are_told_and_not_followed)
{
    g_autofree char *up = inside("a/up"), *out = inside("out.pdf"), *pipe = inside("p.pdf");
    g_autoptr(RvArchive) archive = NULL;
    g_autofree char *list = NULL;

    ck_assert_int_eq(symlink(folder, up), 0);
    ck_assert_int_eq(symlink("/etc/passwd", out), 0);
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    archive = walk(NULL, NULL);
    list = listing(archive);
    ck_assert_str_eq(list, "a/c.PDF a/scan b.pdf ");
    ck_assert_uint_eq(archive->skipped->len, 3);
    for (guint i = 0; i < 3; i++)
        ck_assert(!((const RvSkipped *)g_ptr_array_index(archive->skipped, i))->is_loss);
}
END_TEST

/* Between the walk and the reading somebody puts a link in a file's place. */
START_TEST(a_link_that_came_later_is_not_followed)
{
    g_autoptr(RvArchive) archive = walk(NULL, NULL);
    g_autofree char *file = inside("b.pdf");
    g_autoptr(GError) error = NULL;
    const RvEntry *last = g_ptr_array_index(archive->entries, 2);
    g_autoptr(RvIntake) before = rv_archive_intake(archive, last, 100, NULL);

    ck_assert_ptr_nonnull(before);
    ck_assert_uint_eq(before->size, 1);
    ck_assert_int_eq(g_unlink(file), 0);
    ck_assert_int_eq(symlink("/etc/passwd", file), 0);
    ck_assert_ptr_null(rv_archive_intake(archive, last, 100000, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_NOT_A_FILE));
}
END_TEST

/* The same of a folder on the way. */
START_TEST(a_folder_that_became_a_link_is_not_followed)
{
    g_autoptr(RvArchive) archive = walk(NULL, NULL);
    g_autofree char *old = inside("a"), *moved = inside("moved");
    g_autoptr(GError) error = NULL;

    ck_assert_int_eq(g_rename(old, moved), 0);
    ck_assert_int_eq(symlink(moved, old), 0);
    ck_assert_ptr_null(
        rv_archive_intake(archive, g_ptr_array_index(archive->entries, 0), 100, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_NOT_A_FILE));
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_a_mistake)
{
    g_autoptr(RvArchive) archive = rv_archive_new();
    const RvArchiveFilter all = {NULL, NULL};
    g_autofree char *path = inside("nowhere");
    g_autoptr(GError) error = NULL;

    ck_assert(!rv_archive_add(archive, path, &all, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_NOT_FOUND));
}
END_TEST

START_TEST(intake_copies_and_seals)
{
    g_autofree char *file = inside("a/late");
    g_autoptr(GError) error = NULL;
    g_autoptr(RvIntake) intake = rv_intake_new(AT_FDCWD, file, 0, 10, &error);
    g_autoptr(GError) large = NULL;
    char bytes[16];

    ck_assert_ptr_nonnull(intake);
    ck_assert_uint_eq(intake->size, 10);
    ck_assert_str_eq(intake->sha256,
                     "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882");
    ck_assert_int_eq(pread(intake->fd, bytes, sizeof bytes, 0), 10);
    ck_assert_int_lt(pwrite(intake->fd, "x", 1, 0), 0);
    ck_assert_int_lt(ftruncate(intake->fd, 0), 0);
    ck_assert_ptr_null(rv_intake_new(AT_FDCWD, file, 0, 9, &large));
    ck_assert(g_error_matches(large, RV_ERROR, RV_ERROR_FILE_TOO_LARGE));
}
END_TEST

Suite *
suite_archive(void)
{
    Suite *suite = suite_create("archive");
    TCase *tcase = tcase_create("all");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, names_and_contents_tell_documents, 0, G_N_ELEMENTS(filters));
    tcase_add_test(tcase, what_is_named_twice_is_there_once);
    tcase_add_test(tcase, links_are_told_and_not_followed);
    tcase_add_test(tcase, a_link_that_came_later_is_not_followed);
    tcase_add_test(tcase, a_folder_that_became_a_link_is_not_followed);
    tcase_add_test(tcase, a_folder_that_is_not_there_is_a_mistake);
    tcase_add_test(tcase, intake_copies_and_seals);
    suite_add_tcase(suite, tcase);
    return suite;
}
