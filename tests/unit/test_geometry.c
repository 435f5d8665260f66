/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/geometry.h"

#include <check.h>

Suite *suite_geometry(void);

START_TEST(union_ignores_empty)
{
    RvPx a = {10, 20, 5, 5}, none = {0, 0, 0, 0}, b = {0, 30, 12, 1};
    RvPx u = rv_px_union(a, b);

    ck_assert_int_eq(rv_px_union(none, a).x, 10);
    ck_assert_int_eq(rv_px_union(a, none).h, 5);
    ck_assert_int_eq(u.x, 0);
    ck_assert_int_eq(u.y, 20);
    ck_assert_int_eq(u.w, 15);
    ck_assert_int_eq(u.h, 11);
}
END_TEST

START_TEST(clip_and_overlap)
{
    RvPx r = rv_px_clip((RvPx){-5, 8, 20, 20}, 10, 10);

    ck_assert_int_eq(r.x, 0);
    ck_assert_int_eq(r.w, 10);
    ck_assert_int_eq(r.h, 2);
    ck_assert(rv_px_is_empty(rv_px_clip((RvPx){50, 50, 5, 5}, 10, 10)));
    ck_assert_int_eq(rv_px_overlap_x((RvPx){0, 0, 10, 1}, (RvPx){15, 0, 3, 1}), -5);
}
END_TEST

START_TEST(map_there_and_back)
{
    const double from[8] = {0, 0, 100, 4, 96, 150, 3, 140},
                 to[8] = {0, 0, 595, 0, 595, 842, 0, 842};
    RvMap map, back, round;
    double x, y;

    ck_assert(rv_map_from_corners(from, to, &map));
    for (int i = 0; i < 4; i++) {
        rv_map_point(&map, from[2 * i], from[2 * i + 1], &x, &y);
        ck_assert_double_eq_tol(x, to[2 * i], 1e-6);
        ck_assert_double_eq_tol(y, to[2 * i + 1], 1e-6);
    }
    ck_assert(rv_map_invert(&map, &back));
    round = rv_map_compose(&map, &back);
    rv_map_point(&round, 37, 59, &x, &y);
    ck_assert_double_eq_tol(x, 37, 1e-6);
    ck_assert_double_eq_tol(y, 59, 1e-6);
}
END_TEST

START_TEST(map_refuses_degenerate)
{
    const double line[8] = {0, 0, 1, 1, 2, 2, 3, 3}, square[8] = {0, 0, 1, 0, 1, 1, 0, 1};
    RvMap map, zero = {{0}};

    ck_assert(!rv_map_from_corners(line, square, &map));
    ck_assert_double_eq(map.m[0], 1);
    ck_assert(!rv_map_invert(&zero, &map));
}
END_TEST

START_TEST(rect_of_a_quarter_turn)
{
    RvMap turn = {{0, -1, 100, 1, 0, 0, 0, 0, 1}};
    RvPt r = rv_map_rect(&turn, (RvPx){10, 20, 30, 40});

    ck_assert_double_eq(r.x0, 40);
    ck_assert_double_eq(r.x1, 80);
    ck_assert_double_eq(r.y0, 10);
    ck_assert_double_eq(r.y1, 40);
}
END_TEST

Suite *
suite_geometry(void)
{
    Suite *suite = suite_create("geometry");
    TCase *tcase = tcase_create("all");

    tcase_add_test(tcase, union_ignores_empty);
    tcase_add_test(tcase, clip_and_overlap);
    tcase_add_test(tcase, map_there_and_back);
    tcase_add_test(tcase, map_refuses_degenerate);
    tcase_add_test(tcase, rect_of_a_quarter_turn);
    suite_add_tcase(suite, tcase);
    return suite;
}
