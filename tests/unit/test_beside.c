/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks that missed their box: they leave a doubt about the box that they are nearest to, and about
 * no other. */
#include "box-desk.h"

#include <check.h>

#define ROWS 4
#define LEFT 300
#define PITCH 62

Suite *suite_beside(void);

static int
row_y(int row)
{
    return 100 + PITCH * row;
}

static void
draw_rows(void)
{
    for (int i = 0; i < ROWS; i++) {
        ask(word("Formation", LEFT + 50, row_y(i) + 4), (guint)i);
        square(LEFT, row_y(i));
    }
}

static void
draw_cross(int cx, int cy, int reach)
{
    stroke(cx - reach, cy - reach, cx + reach, cy + reach, PEN, BLACK);
    stroke(cx + reach, cy - reach, cx - reach, cy + reach, PEN, BLACK);
}

/* All are empty but `doubtful`; negative: all are. */
static void
expect_doubt(int doubtful)
{
    g_autoptr(GArray) boxes = answers();

    for (guint i = 0; i < boxes->len; i++)
        expect(boxes, i, (int)i == doubtful ? RV_BOX_AMBIGUOUS : RV_BOX_UNTICKED);
}

/* From the middle of the box, in pixels: touching it on the left, right away from it, far away. */
static const int places[][2] = {{-25, 0}, {-36, 0}, {-58, 2}};

START_TEST(test_places)
{
    draw_rows();
    draw_cross(LEFT + SIZE / 2 + places[_i][0], row_y(1) + SIZE / 2 + places[_i][1], 10);
    expect_doubt(1);
}
END_TEST

/* Between two rows it is that of the nearer one. */
START_TEST(test_nearest)
{
    draw_rows();
    draw_cross(LEFT + 8, row_y(2) - 13, 9);
    expect_doubt(2);
}
END_TEST

/* A tick of the row above, whose tail is cut where a rule was taken out. */
START_TEST(test_cut_tail)
{
    g_autoptr(GArray) boxes = NULL;

    draw_rows();
    stroke(LEFT + 4, row_y(1) + 14, LEFT + 12, row_y(1) + 24, PEN, BLACK);
    stroke(LEFT + 12, row_y(1) + 24, LEFT + 40, row_y(1) - 30, PEN, BLACK);
    spot(LEFT + 30, row_y(1) - 8, 3, 0);
    boxes = answers();
    for (guint i = 0; i < boxes->len; i++)
        expect(boxes, i, i == 1 ? RV_BOX_TICKED : RV_BOX_UNTICKED);
}
END_TEST

/* The bullet of the next line of text stands below and left of the last box. */
START_TEST(test_bullet)
{
    int y = row_y(ROWS - 1) + 44;

    draw_rows();
    ellipse(LEFT - 16, y + 10, 6, 6, 13);
    word("Reprise", LEFT + 8, y);
    expect_doubt(-1);
}
END_TEST

Suite *
suite_beside(void)
{
    Suite *suite = suite_create("beside");
    TCase *tcase = tcase_create("beside");

    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, test_places, 0, G_N_ELEMENTS(places));
    tcase_add_test(tcase, test_nearest);
    tcase_add_test(tcase, test_cut_tail);
    tcase_add_test(tcase, test_bullet);
    suite_add_tcase(suite, tcase);
    return suite;
}
