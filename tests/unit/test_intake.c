/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document in memory: in pieces, up to a limit, sealed, shared. */
#include "recevable/error.h"
#include "recevable/work.h"

#include <check.h>
#include <unistd.h>

Suite *suite_intake(void);

#define MOST 10

static RvIntake *
begin(void)
{
    RvIntake *intake = rv_intake_begin(NULL);

    ck_assert_ptr_nonnull(intake);
    return intake;
}

START_TEST(pieces_make_a_whole)
{
    g_autoptr(RvIntake) intake = begin();
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "abcdefghij", -1);
    char got[MOST + 1];

    ck_assert(rv_intake_add(intake, "abc", 3, MOST, NULL));
    ck_assert(rv_intake_add(intake, "", 0, MOST, NULL));
    ck_assert(rv_intake_add(intake, "defghij", 7, MOST, NULL));
    ck_assert(rv_intake_end(intake, NULL));
    ck_assert_uint_eq(intake->size, 10);
    ck_assert_str_eq(intake->sha256, sum);
    ck_assert_int_eq(pread(intake->fd, got, sizeof got, 0), 10);
    ck_assert_mem_eq(got, "abcdefghij", 10);
}
END_TEST

START_TEST(more_than_the_limit_is_refused)
{
    g_autoptr(RvIntake) intake = begin();
    g_autoptr(GError) error = NULL;

    ck_assert(rv_intake_add(intake, "abcdefgh", 8, MOST, NULL));
    ck_assert(!rv_intake_add(intake, "ijk", 3, MOST, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_FILE_TOO_LARGE));
    ck_assert(!rv_intake_add(intake, "i", G_MAXSIZE, MOST, NULL));
    ck_assert_uint_eq(intake->size, 8);
}
END_TEST

START_TEST(nothing_is_no_document)
{
    g_autoptr(RvIntake) intake = begin();
    g_autoptr(GError) error = NULL;

    ck_assert(!rv_intake_end(intake, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_EMPTY));
}
END_TEST

START_TEST(what_is_whole_cannot_be_changed)
{
    g_autoptr(RvIntake) intake = begin();

    ck_assert(rv_intake_add(intake, "abc", 3, MOST, NULL));
    ck_assert(rv_intake_end(intake, NULL));
    ck_assert_int_lt(write(intake->fd, "d", 1), 0);
    ck_assert_int_lt(ftruncate(intake->fd, 0), 0);
}
END_TEST

START_TEST(two_jobs_share_one_document)
{
    RvIntake *intake = begin();
    g_autoptr(RvIntake) shared = NULL;
    char got[4];

    ck_assert(rv_intake_add(intake, "abc", 3, MOST, NULL));
    ck_assert(rv_intake_end(intake, NULL));
    shared = rv_intake_share(intake);
    ck_assert_ptr_nonnull(shared);
    ck_assert_str_eq(shared->sha256, intake->sha256);
    rv_intake_free(intake);
    ck_assert_int_eq(pread(shared->fd, got, sizeof got, 0), 3);
    ck_assert_mem_eq(got, "abc", 3);
}
END_TEST

Suite *
suite_intake(void)
{
    Suite *suite = suite_create("intake");
    TCase *tcase = tcase_create("all");

    tcase_add_test(tcase, pieces_make_a_whole);
    tcase_add_test(tcase, more_than_the_limit_is_refused);
    tcase_add_test(tcase, nothing_is_no_document);
    tcase_add_test(tcase, what_is_whole_cannot_be_changed);
    tcase_add_test(tcase, two_jobs_share_one_document);
    suite_add_tcase(suite, tcase);
    return suite;
}
