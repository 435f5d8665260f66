/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How sure a mention's status is, and the program that finds it out. */
#include "../bench/fit.h"
#include "good-paper.h"
#include "judge/judge-private.h"

#include <check.h>

Suite *suite_calibration(void);

#define NEAR 1e-9

/* ---- the curves --------------------------------------------------------------------------------
 */

static const RvStatus statuses[] = {RV_STATUS_PRESENT, RV_STATUS_ALTERED, RV_STATUS_MISSING,
                                    RV_STATUS_UNREADABLE, RV_STATUS_NOT_APPLICABLE};

START_TEST(a_better_reading_is_never_less_sure)
{
    double before = 0;

    for (int i = -100; i <= 1100; i++) {
        double sure = rv_status_sure(statuses[_i], i / 1000.0);

        ck_assert(sure >= before && sure >= 0 && sure < 1);
        before = sure;
    }
}
END_TEST

START_TEST(what_was_not_read_at_all_is_not_sure)
{
    ck_assert(rv_status_sure(RV_STATUS_PRESENT, 0) < 0.01);
    ck_assert(rv_status_sure(RV_STATUS_PRESENT, 0.4) < 0.99);
    ck_assert(rv_status_sure(RV_STATUS_PRESENT, 0.99) >= 0.99);
}
END_TEST

START_TEST(other_statuses_keep_their_confidence)
{
    ck_assert_double_eq(rv_status_sure(RV_STATUS_FILLED, 0.7), 0.7);
    ck_assert_double_eq(rv_status_sure(RV_STATUS_UNCERTAIN, 0.2), 0.2);
    ck_assert_double_eq(rv_status_sure(RV_STATUS_FILLED, 1.5), 1);
    ck_assert_double_eq(rv_status_sure(RV_STATUS_FILLED, -1), 0);
}
END_TEST

/* A mention is reported with what its reading is worth, and what it was read like stays known. */
START_TEST(mentions_are_reported_so)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    guint mentions = 0;

    judge_paper(paper);
    for (guint i = 0; i < paper->result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(paper->result->items, i);

        if (item->kind != RV_ITEM_MENTION)
            continue;
        ck_assert_double_eq_tol(item->reading, GOOD, NEAR);
        ck_assert_double_eq_tol(item->confidence, rv_status_sure(item->status, GOOD), NEAR);
        mentions++;
    }
    ck_assert_uint_gt(mentions, 0);
}
END_TEST

/* ---- the fit -----------------------------------------------------------------------------------
 */

/* `n` samples of one reading, so many of them right. */
static void
add_samples(GArray *samples, double reading, int n, int right)
{
    for (int i = 0; i < n; i++) {
        FitSample sample = {reading, i < right};

        g_array_append_val(samples, sample);
    }
}

static const FitStep *
step_of(const GArray *steps, guint i)
{
    return &g_array_index(steps, FitStep, i);
}

START_TEST(shares_that_grow_are_steps)
{
    g_autoptr(GArray) samples = g_array_new(FALSE, TRUE, sizeof(FitSample));
    g_autoptr(GArray) steps = NULL;

    add_samples(samples, 0.9, 200, 200); /* in any order */
    add_samples(samples, 0.5, 100, 60);
    add_samples(samples, 0.7, 100, 90);
    steps = fit_steps(samples, 10, 9);
    ck_assert_uint_eq(steps->len, 3);
    ck_assert_double_eq_tol(step_of(steps, 0)->low, 0.5, NEAR);
    ck_assert_double_eq_tol(step_of(steps, 0)->high, 0.5, NEAR);
    ck_assert_double_eq_tol(step_of(steps, 0)->sure, 61.0 / 102, NEAR);
    ck_assert_double_eq_tol(step_of(steps, 1)->sure, 91.0 / 102, NEAR);
    ck_assert_double_eq_tol(step_of(steps, 2)->sure, 201.0 / 202, NEAR);
}
END_TEST

START_TEST(shares_that_fall_are_pooled)
{
    g_autoptr(GArray) samples = g_array_new(FALSE, TRUE, sizeof(FitSample));
    g_autoptr(GArray) steps = NULL;

    add_samples(samples, 0.5, 100, 50);
    add_samples(samples, 0.7, 100, 90);
    add_samples(samples, 0.8, 100, 70);
    add_samples(samples, 0.9, 100, 100);
    steps = fit_steps(samples, 10, 9);
    ck_assert_uint_eq(steps->len, 3);
    ck_assert_double_eq_tol(step_of(steps, 1)->low, 0.7, NEAR);
    ck_assert_double_eq_tol(step_of(steps, 1)->high, 0.8, NEAR);
    ck_assert_int_eq((int)step_of(steps, 1)->right, 160);
    ck_assert_int_eq((int)step_of(steps, 1)->all, 200);
}
END_TEST

/* Ten right ones of ten let expect less than 995 of 1000. */
START_TEST(few_that_are_all_right_are_no_step)
{
    g_autoptr(GArray) samples = g_array_new(FALSE, TRUE, sizeof(FitSample));
    g_autoptr(GArray) steps = NULL;

    add_samples(samples, 0.9, 1000, 995);
    add_samples(samples, 0.99, 10, 10);
    steps = fit_steps(samples, 10, 9);
    ck_assert_uint_eq(steps->len, 1);
    ck_assert_int_eq((int)step_of(steps, 0)->all, 1010);
}
END_TEST

START_TEST(few_samples_join_their_neighbours)
{
    g_autoptr(GArray) samples = g_array_new(FALSE, TRUE, sizeof(FitSample));
    g_autoptr(GArray) steps = NULL;

    add_samples(samples, 0.1, 3, 0);
    add_samples(samples, 0.2, 30, 10);
    add_samples(samples, 0.9, 100, 99);
    add_samples(samples, 1.0, 5, 5);
    steps = fit_steps(samples, 20, 9);
    ck_assert_uint_eq(steps->len, 2);
    ck_assert_int_eq((int)step_of(steps, 0)->all, 33);
    ck_assert_int_eq((int)step_of(steps, 1)->all, 105);
}
END_TEST

START_TEST(there_are_never_too_many_steps)
{
    g_autoptr(GArray) samples = g_array_new(FALSE, TRUE, sizeof(FitSample));
    g_autoptr(GArray) steps = NULL;

    for (int i = 1; i < 100; i++)
        add_samples(samples, i / 100.0, 100, i);
    steps = fit_steps(samples, 1, 4);
    ck_assert_uint_gt(steps->len, 1);
    ck_assert_uint_le(steps->len, 4);
    for (guint i = 1; i < steps->len; i++) {
        ck_assert(step_of(steps, i)->low > step_of(steps, i - 1)->high);
        ck_assert(step_of(steps, i)->sure > step_of(steps, i - 1)->sure);
    }
}
END_TEST

START_TEST(of_nothing_there_is_no_step)
{
    g_autoptr(GArray) samples = g_array_new(FALSE, TRUE, sizeof(FitSample));
    g_autoptr(GArray) steps = fit_steps(samples, 10, 4);

    ck_assert_uint_eq(steps->len, 0);
    ck_assert_double_eq_tol(fit_laplace(0, 0), 0.5, NEAR);
    ck_assert_double_eq_tol(fit_wilson(0, 0), 0, NEAR);
}
END_TEST

/* Figures of Wilson's interval as tables have them. */
START_TEST(limits_are_wilson_s)
{
    ck_assert_double_eq_tol(fit_wilson(10, 10), 0.7225, 1e-4);
    ck_assert_double_eq_tol(fit_wilson(50, 100), 0.4038, 1e-4);
    ck_assert_double_eq_tol(fit_wilson(0, 20), 0, 1e-4);
}
END_TEST

Suite *
suite_calibration(void)
{
    Suite *suite = suite_create("calibration");
    TCase *tcase = tcase_create("all");

    tcase_add_loop_test(tcase, a_better_reading_is_never_less_sure, 0, G_N_ELEMENTS(statuses));
    tcase_add_test(tcase, what_was_not_read_at_all_is_not_sure);
    tcase_add_test(tcase, other_statuses_keep_their_confidence);
    tcase_add_test(tcase, mentions_are_reported_so);
    tcase_add_test(tcase, shares_that_grow_are_steps);
    tcase_add_test(tcase, shares_that_fall_are_pooled);
    tcase_add_test(tcase, few_that_are_all_right_are_no_step);
    tcase_add_test(tcase, few_samples_join_their_neighbours);
    tcase_add_test(tcase, there_are_never_too_many_steps);
    tcase_add_test(tcase, of_nothing_there_is_no_step);
    tcase_add_test(tcase, limits_are_wilson_s);
    suite_add_tcase(suite, tcase);
    return suite;
}
