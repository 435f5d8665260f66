/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the classifier sees of boxes. */
#include "box-desk.h"
#include "boxes/view.h"

#include <check.h>
#include <math.h>

#define N 5
#define X 200
#define GREY 120

Suite *suite_views(void);

static int
row_y(int row)
{
    return 100 + 90 * row;
}

/* Boxes one below the other, of two pixels' outline. */
static GArray *
draw_boxes(int darkness)
{
    GArray *spots = g_array_new(FALSE, TRUE, sizeof(RvBoxSpot));

    for (int i = 0; i < N; i++) {
        int y = row_y(i), end = SIZE - 2;
        RvBoxSpot spot = {
            .finding = RV_BOX_FOUND, .frame.box = {X - 1, y - 1, SIZE, SIZE}, .frame.score = 1};

        stroke(X, y, X + end, y, 2, darkness);
        stroke(X, y + end, X + end, y + end, 2, darkness);
        stroke(X, y, X, y + end, 2, darkness);
        stroke(X + end, y, X + end, y + end, 2, darkness);
        g_array_append_val(spots, spot);
    }
    return spots;
}

static double
inside_of(const float *view)
{
    int from = RV_VIEW_SIDE / 2 - 3;
    double sum = 0;

    for (int i = 0; i < 36; i++)
        sum += (double)view[(from + i / 6) * RV_VIEW_SIDE + from + i % 6];
    return sum / 36;
}

static RvBoxState
likeliest(const RvBoxView *view)
{
    RvBoxPass pass;
    RvBoxState best = RV_BOX_TICKED;

    rv_view_enter(view, 0, &pass);
    rv_box_net_run(rv_box_net(), &pass);
    ck_assert_double_eq_tol((double)(pass.out[0] + pass.out[1] + pass.out[2]), 1, 1e-4);
    for (int state = 1; state < RV_NET_OUT; state++)
        if (pass.out[state] > pass.out[best])
            best = (RvBoxState)state;
    return best;
}

/* Black or grey: the outlines of all pages are of one darkness; and only the box with a dot differs
 * from its siblings. */
START_TEST(test_siblings)
{
    int darkness = _i ? GREY : BLACK;
    g_autoptr(GArray) spots = draw_boxes(darkness);
    g_autofree RvBoxView *views = NULL;

    spot(X + SIZE / 2, row_y(2) + SIZE / 2, 12, darkness);
    views = rv_views_new(desk.sheets, spots);
    for (guint i = 0; i < N; i++) {
        ck_assert_double_eq_tol(inside_of(views[i].empty), 0, 0.02);
        ck_assert_double_eq_tol(inside_of(views[i].seen), i == 2 ? 1 : 0, 0.15);
        ck_assert_int_eq(rv_view_is_bare(&views[i]), i != 2);
        ck_assert_int_eq(likeliest(&views[i]), i == 2 ? RV_BOX_TICKED : RV_BOX_UNTICKED);
    }
}
END_TEST

/* What all have is printed there. */
START_TEST(test_print_in_boxes)
{
    g_autoptr(GArray) spots = draw_boxes(BLACK);
    g_autofree RvBoxView *views = NULL;

    for (int i = 0; i < N; i++)
        spot(X + SIZE / 2, row_y(i) + SIZE / 2, 6, BLACK);
    views = rv_views_new(desk.sheets, spots);
    for (guint i = 0; i < N; i++)
        ck_assert(rv_view_is_bare(&views[i]));
}
END_TEST

/* At the edge of the sheet there is paper beyond. */
START_TEST(test_edge)
{
    g_autoptr(GArray) spots = draw_boxes(BLACK);
    g_autofree RvBoxView *views = NULL;

    g_array_index(spots, RvBoxSpot, 0).frame.box = (RvPx){-SIZE / 2, -SIZE / 2, SIZE, SIZE};
    views = rv_views_new(desk.sheets, spots);
    for (int k = 0; k < RV_VIEW_PIXELS; k++)
        ck_assert(isfinite(views[0].seen[k]) && views[0].seen[k] >= 0);
    ck_assert_double_eq_tol((double)views[0].seen[0], 0, 1e-6);
}
END_TEST

/* models/boxes.txt holds as many numbers as the layers have: missing ones would be 0. */
START_TEST(test_weights_are_complete)
{
    const RvBoxNet *net = rv_box_net();

    for (int o = 0; o < RV_NET_OUT; o++) {
        ck_assert(net->bias5[o] != 0);
        ck_assert(fabsf(net->bias5[o]) < 10);
    }
}
END_TEST

Suite *
suite_views(void)
{
    Suite *suite = suite_create("views");
    TCase *tests = tcase_create("views");

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, test_siblings, 0, 2);
    tcase_add_test(tests, test_print_in_boxes);
    tcase_add_test(tests, test_edge);
    tcase_add_test(tests, test_weights_are_complete);
    suite_add_tcase(suite, tests);
    return suite;
}
