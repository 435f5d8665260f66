/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal keeps what it was given, and nothing that it was not. */
#include "recevable/error.h"
#include "recevable/store.h"

#include <check.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

Suite *suite_journal(void);

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static char *folder, *path;

static void
setup(void)
{
    folder = g_dir_make_tmp("recevable-journal-XXXXXX", NULL);
    ck_assert_ptr_nonnull(folder);
    path = g_build_filename(folder, "journal", NULL);
}

static void
teardown(void)
{
    static const char *const endings[] = {"", "-wal", "-shm"};

    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *name = g_strconcat(path, endings[i], NULL);

        g_unlink(name);
    }
    ck_assert_int_eq(g_rmdir(folder), 0);
    g_clear_pointer(&folder, g_free);
    g_clear_pointer(&path, g_free);
}

/* As somebody else might. */
static void
edit(const char *sql)
{
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

static RvJournal *
open_as(RvJournalMode mode)
{
    g_autoptr(GError) error = NULL;
    RvJournal *journal = rv_journal_open(path, mode, &error);

    ck_assert_msg(journal != NULL, "%s", error ? error->message : "?");
    return journal;
}

static void
assert_refused(RvJournalMode mode, int code, const char *part)
{
    g_autoptr(GError) error = NULL;

    ck_assert_ptr_null(rv_journal_open(path, mode, &error));
    ck_assert_msg(g_error_matches(error, RV_ERROR, code), "%s", error->message);
    ck_assert_msg(strstr(error->message, part) && strstr(error->message, path), "%s",
                  error->message);
}

static RvResult *
result_new(const char *sha256, RvVerdict verdict)
{
    RvResult *result = rv_result_new("");

    result->sha256 = g_strdup(sha256);
    result->verdict = verdict;
    if (verdict == RV_VERDICT_ERROR) {
        result->error_code = g_strdup("io");
        result->error_message = g_strdup("Rien.");
    }
    result->pages = 3;
    result->template_id = g_strdup("modele");
    result->readability = rv_readability_new();
    result->readability->score = 71;
    rv_result_add_finding(result, RV_SEVERITY_BLOCKING, "chose", NULL, g_strdup("Il manque."));
    return result;
}

static gint64
keep(RvJournal *journal, const char *setup_hash, const char *sha256, RvVerdict verdict)
{
    g_autoptr(RvResult) result = result_new(sha256, verdict);
    g_auto(RvOutcome) outcome = {0};

    ck_assert(rv_journal_keep(journal, setup_hash, result, &outcome, NULL));
    return outcome.id;
}

static RvRun *
begin(RvJournal *journal, const char *setup_hash)
{
    RvRun *run = rv_journal_begin(journal, setup_hash, "so", NULL);

    ck_assert_ptr_nonnull(run);
    return run;
}

static gboolean
list_file(const char *name, const RvOutcome *outcome, gpointer data)
{
    g_string_append_printf(data, "%s=%s ", name, rv_verdict_name(outcome->verdict));
    return TRUE;
}

static char *
listing(RvJournal *journal, gint64 run, guint *damaged)
{
    GString *list = g_string_new(NULL);

    ck_assert(rv_journal_each(journal, run, list_file, list, damaged, NULL));
    return g_string_free(list, FALSE);
}

START_TEST(what_was_kept_is_found)
{
    RvJournal *journal = open_as(RV_JOURNAL_WRITE);
    g_autoptr(RvRun) run = begin(journal, "one");
    g_auto(RvOutcome) outcome = {0};
    g_autoptr(RvResult) again = NULL;
    g_autofree char *list = NULL;
    guint damaged;
    gint64 id = keep(journal, "one", SHA_A, RV_VERDICT_FAIL);

    ck_assert(rv_journal_note(journal, run, "b\xff\n.pdf", id, NULL));
    ck_assert(rv_journal_note(journal, run, "a.pdf", id, NULL));
    ck_assert(rv_journal_close(journal, NULL));

    journal = open_as(RV_JOURNAL_READ);
    ck_assert(!rv_journal_find(journal, SHA_B, "one", &outcome, NULL));
    ck_assert(!rv_journal_find(journal, SHA_A, "two", &outcome, NULL));
    ck_assert(rv_journal_find(journal, SHA_A, "one", &outcome, NULL));
    ck_assert_int_eq(outcome.verdict, RV_VERDICT_FAIL);
    ck_assert_int_eq(outcome.pages, 3);
    ck_assert_int_eq(outcome.score, 71);
    ck_assert_str_eq(outcome.template_id, "modele");
    ck_assert_str_eq(outcome.reason, "Il manque.");
    again = rv_journal_result(journal, outcome.id, NULL);
    ck_assert_ptr_nonnull(again);
    ck_assert_str_eq(again->sha256, SHA_A);
    ck_assert_uint_eq(again->findings->len, 1);
    list = listing(journal, run->id, &damaged);
    ck_assert_str_eq(list, "a.pdf=fail b\xff\n.pdf=fail ");
    ck_assert_uint_eq(damaged, 0);
    ck_assert(rv_journal_close(journal, NULL));
}
END_TEST

START_TEST(a_better_result_takes_the_place_of_one)
{
    RvJournal *journal = open_as(RV_JOURNAL_WRITE);
    g_autoptr(RvRun) run = begin(journal, "one");
    g_autofree char *list = NULL;
    gint64 id = keep(journal, "one", SHA_A, RV_VERDICT_ERROR);
    guint damaged;

    ck_assert(rv_journal_note(journal, run, "a", id, NULL));
    ck_assert_int_eq(keep(journal, "one", SHA_A, RV_VERDICT_PASS), id);
    ck_assert_int_ne(keep(journal, "two", SHA_A, RV_VERDICT_FAIL), id);
    list = listing(journal, run->id, &damaged);
    ck_assert_str_eq(list, "a=pass ");
    ck_assert(rv_journal_close(journal, NULL));
}
END_TEST

START_TEST(a_run_goes_on_in_the_same_setup_alone)
{
    RvJournal *journal = open_as(RV_JOURNAL_WRITE);
    g_autoptr(RvRun) first = begin(journal, "one");
    g_autoptr(RvRun) again = begin(journal, "one");
    g_autoptr(RvRun) other = begin(journal, "two");
    g_autoptr(RvRun) back = begin(journal, "one");
    g_autoptr(GPtrArray) runs = NULL;

    ck_assert_int_eq(first->id, again->id);
    ck_assert_int_ne(first->id, other->id);
    ck_assert_int_ne(first->id, back->id);
    ck_assert(rv_journal_finish(journal, back, NULL));
    runs = rv_journal_runs(journal, NULL);
    ck_assert_uint_eq(runs->len, 3);
    ck_assert_int_eq(((RvRun *)g_ptr_array_index(runs, 0))->finished, 0);
    ck_assert_int_gt(((RvRun *)g_ptr_array_index(runs, 2))->finished, 0);
    ck_assert_str_eq(((RvRun *)g_ptr_array_index(runs, 1))->setup, "two");
    ck_assert(rv_journal_close(journal, NULL));
}
END_TEST

START_TEST(files_that_are_gone_are_forgotten)
{
    RvJournal *journal = open_as(RV_JOURNAL_WRITE);
    g_autoptr(RvRun) run = begin(journal, "one");
    g_autofree char *list = NULL;
    guint damaged;
    gint64 unread = keep(journal, "one", NULL, RV_VERDICT_ERROR);
    g_autoptr(RvResult) result = NULL;

    ck_assert(rv_journal_note(journal, run, "a", unread, NULL));
    ck_assert(rv_journal_note(journal, run, "b", keep(journal, "one", SHA_A, 0), NULL));
    ck_assert(rv_journal_finish(journal, run, NULL));
    result = rv_journal_result(journal, unread, NULL);
    ck_assert_ptr_nonnull(result);
    ck_assert(rv_journal_forget(journal, run, "a", NULL));
    ck_assert(rv_journal_finish(journal, run, NULL));
    ck_assert_ptr_null(rv_journal_result(journal, unread, NULL)); /* nothing leads to it */
    list = listing(journal, run->id, &damaged);
    ck_assert_str_eq(list, "b=pass ");
    ck_assert(rv_journal_close(journal, NULL));
}
END_TEST

static void
list_change(const RvChange *c, gpointer data)
{
    g_string_append_printf(data, "%s:%s>%s ", c->path,
                           c->was_there ? rv_verdict_name(c->before) : "-",
                           c->is_there ? rv_verdict_name(c->after) : "-");
}

START_TEST(runs_are_compared)
{
    RvJournal *journal = open_as(RV_JOURNAL_WRITE);
    g_autoptr(RvRun) one = begin(journal, "one"), two = NULL, first = NULL, none = NULL;
    g_autoptr(GString) changes = g_string_new(NULL);
    guint damaged;

    for (const char *name = "abcd"; *name; name++)
        ck_assert(rv_journal_note(journal, one, (char[]){*name, 0},
                                  keep(journal, "one", SHA_A, RV_VERDICT_PASS), NULL));
    two = begin(journal, "two");
    ck_assert(
        rv_journal_note(journal, two, "b", keep(journal, "two", SHA_A, RV_VERDICT_PASS), NULL));
    ck_assert(
        rv_journal_note(journal, two, "c", keep(journal, "two", SHA_B, RV_VERDICT_FAIL), NULL));
    ck_assert(
        rv_journal_note(journal, two, "e", keep(journal, "two", SHA_B, RV_VERDICT_FAIL), NULL));
    first = rv_journal_run_before(journal, two);
    ck_assert_int_eq(first->id, one->id);
    none = rv_journal_run_before(journal, one);
    ck_assert_ptr_null(none);
    ck_assert(rv_journal_compare(journal, first->id, journal, two->id, list_change, changes,
                                 &damaged, NULL));
    ck_assert_str_eq(changes->str, "c:pass>fail e:->fail a:pass>- d:pass>- ");
    ck_assert_uint_eq(damaged, 0);
    ck_assert(rv_journal_close(journal, NULL));
}
END_TEST

START_TEST(readings_are_kept_for_their_reader)
{
    RvJournal *journal = open_as(RV_JOURNAL_WRITE);
    g_autoptr(GBytes) bytes = g_bytes_new_static("read\0ing", 8), other = NULL;
    g_autoptr(GBytes) newer = g_bytes_new_static("anew", 4);

    ck_assert(rv_journal_keep_reading(journal, SHA_A, "r1", bytes, NULL));
    ck_assert(rv_journal_close(journal, NULL));
    journal = open_as(RV_JOURNAL_WRITE);
    other = rv_journal_reading(journal, SHA_A, "r1");
    ck_assert(other && g_bytes_equal(other, bytes));
    ck_assert_ptr_null(rv_journal_reading(journal, SHA_A, "r2"));
    ck_assert_ptr_null(rv_journal_reading(journal, SHA_B, "r1"));
    ck_assert(rv_journal_keep_reading(journal, SHA_A, "r2", newer, NULL));
    ck_assert_ptr_null(rv_journal_reading(journal, SHA_A, "r1")); /* it would never be asked for */
    ck_assert(rv_journal_close(journal, NULL));
    edit("UPDATE reading SET reading = x'00'");
    journal = open_as(RV_JOURNAL_READ);
    ck_assert_ptr_null(rv_journal_reading(journal, SHA_A, "r2"));
    ck_assert(rv_journal_close(journal, NULL));
}
END_TEST

/* ---- damage ---------------------------------------------------------------------------------- */

static void
make_journal(void)
{
    RvJournal *journal = open_as(RV_JOURNAL_WRITE);
    g_autoptr(RvRun) run = begin(journal, "one");

    ck_assert(rv_journal_note(journal, run, "a", keep(journal, "one", SHA_A, 0), NULL));
    ck_assert(rv_journal_note(journal, run, "b", keep(journal, "one", SHA_B, 0), NULL));
    ck_assert(rv_journal_finish(journal, run, NULL));
    ck_assert(rv_journal_close(journal, NULL));
}

/* What SQLite sees nothing wrong in. */
static const struct {
    const char *sql;
    gboolean is_known; /* SHA_A still is */
    guint damaged;     /* rows of files */
} damages[] = {
    {"UPDATE outcome SET verdict = 'fail' WHERE id = 1", FALSE, 1},
    {"UPDATE outcome SET verdict = 'passed' WHERE id = 1", FALSE, 1},
    {"UPDATE outcome SET score = 100 WHERE id = 1", FALSE, 1},
    {"UPDATE outcome SET reason = NULL WHERE id = 1", FALSE, 1},
    {"UPDATE outcome SET setup = 'two' WHERE id = 1", FALSE, 1},
    {"UPDATE outcome SET hash = x'00' WHERE id = 1", FALSE, 1},
    {"UPDATE outcome SET hash = 7 WHERE id = 1", FALSE, 1},
    {"DELETE FROM outcome WHERE id = 1", FALSE, 1},
    {"UPDATE file SET outcome = 2 WHERE path = x'61'", TRUE, 1},
    {"UPDATE file SET path = x'62FF' WHERE path = x'61'", TRUE, 1},
    {"UPDATE file SET path = x'' WHERE path = x'61'", TRUE, 1},
    {"UPDATE file SET run = 2 WHERE path = x'61'", TRUE, 0},
};

START_TEST(rows_that_are_not_what_was_written_are_not_there)
{
    g_auto(RvOutcome) outcome = {0};
    g_autofree char *list = NULL;
    RvJournal *journal;
    guint damaged;

    make_journal();
    edit(damages[_i].sql);
    journal = open_as(RV_JOURNAL_READ);
    ck_assert_int_eq(rv_journal_find(journal, SHA_A, "one", &outcome, NULL), damages[_i].is_known);
    list = listing(journal, 1, &damaged);
    ck_assert_str_eq(list, "b=pass ");
    ck_assert_uint_eq(damaged, damages[_i].damaged);
    ck_assert(rv_journal_close(journal, NULL));
}
END_TEST

START_TEST(a_damaged_result_is_told)
{
    RvJournal *journal;
    g_auto(RvOutcome) outcome = {0};
    g_autoptr(GError) error = NULL;

    make_journal();
    edit("UPDATE outcome SET result = zeroblob(length(result)) WHERE id = 1");
    journal = open_as(RV_JOURNAL_READ);
    ck_assert_ptr_null(rv_journal_result(journal, 1, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_IO));
    ck_assert(!rv_journal_find(journal, SHA_A, "one", &outcome, NULL)); /* it is to be made anew */
    ck_assert(rv_journal_close(journal, NULL));
}
END_TEST

START_TEST(a_damaged_run_is_not_gone_on_with)
{
    RvJournal *journal;
    g_autoptr(RvRun) run = NULL;

    make_journal();
    edit("UPDATE run SET description = 'else'");
    journal = open_as(RV_JOURNAL_WRITE);
    run = begin(journal, "one");
    ck_assert_int_eq(run->id, 2);
    ck_assert(rv_journal_close(journal, NULL));
}
END_TEST

START_TEST(what_is_no_journal_is_refused)
{
    assert_refused(RV_JOURNAL_READ, RV_ERROR_NOT_FOUND, "no such journal");
    ck_assert(g_file_set_contents(path, "This is a letter, and no journal at all.", -1, NULL));
    assert_refused(RV_JOURNAL_WRITE, RV_ERROR_IO, "damaged");
    assert_refused(RV_JOURNAL_READ, RV_ERROR_IO, "damaged");
    ck_assert_int_eq(g_unlink(path), 0);
    edit("CREATE TABLE other(a); PRAGMA user_version = 1");
    assert_refused(RV_JOURNAL_WRITE, RV_ERROR_IO, "no journal");
}
END_TEST

START_TEST(a_newer_journal_is_refused)
{
    make_journal();
    edit("PRAGMA user_version = 2");
    assert_refused(RV_JOURNAL_WRITE, RV_ERROR_IO, "newer");
    assert_refused(RV_JOURNAL_READ, RV_ERROR_IO, "newer");
}
END_TEST

START_TEST(one_writes_and_others_read)
{
    RvJournal *journal = open_as(RV_JOURNAL_WRITE), *reader;

    assert_refused(RV_JOURNAL_WRITE, RV_ERROR_IO, "in use");
    reader = open_as(RV_JOURNAL_READ);
    ck_assert(rv_journal_close(reader, NULL));
    assert_refused(RV_JOURNAL_WRITE, RV_ERROR_IO, "in use");
    ck_assert(rv_journal_close(journal, NULL));
    journal = open_as(RV_JOURNAL_WRITE);
    ck_assert(rv_journal_close(journal, NULL));
}
END_TEST

START_TEST(nobody_else_may_read_it)
{
    struct stat st;

    make_journal();
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_uint_eq(st.st_mode & 077, 0);
}
END_TEST

Suite *
suite_journal(void)
{
    Suite *suite = suite_create("journal");
    TCase *tcase = tcase_create("all");

    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, what_was_kept_is_found);
    tcase_add_test(tcase, a_better_result_takes_the_place_of_one);
    tcase_add_test(tcase, a_run_goes_on_in_the_same_setup_alone);
    tcase_add_test(tcase, files_that_are_gone_are_forgotten);
    tcase_add_test(tcase, runs_are_compared);
    tcase_add_test(tcase, readings_are_kept_for_their_reader);
    tcase_add_loop_test(tcase, rows_that_are_not_what_was_written_are_not_there, 0,
                        G_N_ELEMENTS(damages));
    tcase_add_test(tcase, a_damaged_result_is_told);
    tcase_add_test(tcase, a_damaged_run_is_not_gone_on_with);
    tcase_add_test(tcase, what_is_no_journal_is_refused);
    tcase_add_test(tcase, a_newer_journal_is_refused);
    tcase_add_test(tcase, one_writes_and_others_read);
    tcase_add_test(tcase, nobody_else_may_read_it);
    suite_add_tcase(suite, tcase);
    return suite;
}
