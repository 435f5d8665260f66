/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label whose box was lost has none: not a letter, not a mark, and not the box of its neighbour.
 */
#include "box-desk.h"

#include <check.h>

#define ROWS 5
#define LEFT 100
#define APART 60
#define PAIR 45 /* width of a pair of brackets */

Suite *suite_box_places(void);

static int
row_y(int row)
{
    return 100 + 80 * row;
}

/* A box of which the left side is lost, crossed. */
static void
draw_broken(int x, int y)
{
    square(x, y);
    stroke(x, y + 10, x, y + 21, 3, 0);
    stroke(x + 5, y + 5, x + 25, y + 25, PEN, BLACK);
    stroke(x + 25, y + 5, x + 5, y + 25, PEN, BLACK);
}

/* Answers in a row, each with its box right after it, beside boxes at the margin: as far from those
 * as the answers are from the box before them. */
START_TEST(test_row_does_not_shift)
{
    static const char *const texts[] = {"Oui", "Non", "Autre"};
    g_autoptr(GArray) boxes = NULL;
    int x = LEFT;

    for (guint i = 0; i < ROWS; i++) {
        RvPx label = word("Installation", 600, row_y((int)i) + 4);

        ask(label, i);
        square(rv_px_right(label) + APART, row_y((int)i));
    }
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        RvPx label = word(texts[i], x, row_y(ROWS) + 4);

        ask(label, ROWS);
        x = rv_px_right(label) + 8;
        square(x, row_y(ROWS));
        if (i == 0)
            stroke(x + 4, row_y(ROWS) + 4, x + 26, row_y(ROWS) + 26, PEN, BLACK);
        x += SIZE + APART;
    }
    boxes = answers();
    for (guint i = 0; i < boxes->len; i++)
        expect(boxes, i, i == ROWS ? RV_BOX_TICKED : RV_BOX_UNTICKED);
}
END_TEST

/* Two columns with their boxes behind the labels: where that of the left column is lost, the broken
 * one of the right column is not taken for it. */
START_TEST(test_column_does_not_shift)
{
    g_autoptr(GArray) boxes = NULL;

    for (int i = 0; i < ROWS; i++)
        for (int column = 0; column < 2; column++) {
            int x = LEFT + 450 * column;

            ask(word(i % 2 ? "Non" : "Autre", x, row_y(i) + 4), (guint)i);
            if (i != 2)
                square(x + 300, row_y(i));
            else if (column)
                draw_broken(x + 300, row_y(i));
        }
    boxes = answers();
    for (guint i = 0; i < boxes->len; i++)
        if (i != 5)
            expect(boxes, i, i == 4 ? RV_BOX_MISSING : RV_BOX_UNTICKED);
    ck_assert_int_ne(g_array_index(boxes, RvBox, 5).state, RV_BOX_MISSING);
}
END_TEST

/* The D of "Document" is as square and as large as a box. */
START_TEST(test_letter_is_no_box)
{
    g_autoptr(GArray) boxes = NULL;

    for (int i = 0; i < ROWS; i++) {
        int y = row_y(i), x = LEFT + SIZE + 12;
        RvPx label = rv_px_union(word("ocument", x + SIZE + 6, y + 4), (RvPx){x, y, SIZE, SIZE});
        RvWord *read = &g_array_index(desk.reading->words, RvWord, desk.reading->words->len - 1);

        square(x, y);
        read->box = label;
        ask(label, (guint)i);
        if (i % 2 == 0)
            square(LEFT, y);
    }
    boxes = answers();
    for (guint i = 1; i < boxes->len; i += 2)
        expect(boxes, i, RV_BOX_MISSING);
}
END_TEST

static void
draw_bracket(int x, int y, int foot)
{
    stroke(x, y, x, y + SIZE, 2, BLACK);
    stroke(x, y, x + foot, y, 2, BLACK);
    stroke(x, y + SIZE, x + foot, y + SIZE, 2, BLACK);
}

static void
find_pieces(void)
{
    BOXA *boxes = pixConnComp(desk.sheet->print, NULL, 8);

    desk.sheet->pieces = g_array_new(FALSE, FALSE, sizeof(RvSheetPiece));
    for (int i = 0; i < boxaGetCount(boxes); i++) {
        RvSheetPiece piece = {{0}, 1};

        boxaGetBoxGeometry(boxes, i, &piece.box.x, &piece.box.y, &piece.box.w, &piece.box.h);
        g_array_append_val(desk.sheet->pieces, piece);
    }
    boxaDestroy(&boxes);
}

/* What looks like the two brackets but stands nearer together is a rule and a letter. */
START_TEST(test_brackets_are_as_wide)
{
    g_autoptr(GArray) boxes = NULL;

    for (int i = 0; i < ROWS; i++) {
        int y = row_y(i);

        ask(word("Non", LEFT + 80, y + 4), (guint)i);
        if (i != 3) {
            draw_bracket(LEFT, y, 6);
            draw_bracket(LEFT + PAIR, y, -6);
        }
    }
    draw_bracket(LEFT + 40, row_y(3), 6); /* joined to what stands above, as rules are */
    draw_bracket(LEFT + 60, row_y(3), -6);
    stroke(LEFT + 40, row_y(3) - 30, LEFT + 40, row_y(3), 2, BLACK);
    stroke(LEFT + 60, row_y(3) - 30, LEFT + 60, row_y(3), 2, BLACK);
    find_pieces();
    boxes = answers();
    for (guint i = 0; i < boxes->len; i++) {
        if (i == 3)
            ck_assert_int_ne(g_array_index(boxes, RvBox, i).state, RV_BOX_UNTICKED);
        else
            expect(boxes, i, RV_BOX_UNTICKED);
    }
}
END_TEST

Suite *
suite_box_places(void)
{
    Suite *suite = suite_create("box-places");
    TCase *tcase = tcase_create("places");

    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, test_row_does_not_shift);
    tcase_add_test(tcase, test_column_does_not_shift);
    tcase_add_test(tcase, test_letter_is_no_box);
    tcase_add_test(tcase, test_brackets_are_as_wide);
    suite_add_tcase(suite, tcase);
    return suite;
}
