/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes typed as brackets, drawn with Leptonica. */
#include "box-desk.h"

#include <check.h>
#include <math.h>

#define HIGH 26 /* of a bracket */
#define FOOT 6
#define PAIR 34 /* wide */
#define THIN 3
#define ROWS 4

Suite *suite_brackets(void);

typedef void Draw(int x, int y);

/* ---- brackets: their left and upper edges at x, y ------------------------------------------ */

static void
draw_square(int x, int y, gboolean left)
{
    int end = left ? x + FOOT : x - FOOT;

    stroke(x, y, x, y + HIGH, THIN, BLACK);
    stroke(x, y, end, y, 2, BLACK);
    stroke(x, y + HIGH, end, y + HIGH, 2, BLACK);
}

static void
draw_round(int x, int y, gboolean left)
{
    for (int i = 0; i <= HIGH; i++) {
        double bow = FOOT * pow(2.0 * i / HIGH - 1, 2);

        spot(left ? x + (int)bow : x - (int)bow, y + i, THIN, BLACK);
    }
}

static void
draw_brackets(int x, int y)
{
    draw_square(x, y, TRUE);
    draw_square(x + PAIR, y, FALSE);
}

static void
draw_parentheses(int x, int y)
{
    draw_round(x, y, TRUE);
    draw_round(x + PAIR, y, FALSE);
}

/* "[_]", the blank grown together with them. */
static void
draw_slots(int x, int y)
{
    draw_brackets(x, y);
    stroke(x, y + HIGH, x + PAIR, y + HIGH, 2, BLACK);
}

static void
draw_dotted(int x, int y)
{
    draw_brackets(x, y);
    spot(x + 12, y + 20, 4, BLACK);
    spot(x + 20, y + 20, 4, BLACK);
}

static Draw *const styles[] = {draw_brackets, draw_parentheses, draw_slots, draw_dotted};

/* ---- marks --------------------------------------------------------------------------------- */

static void
draw_nothing(int x, int y)
{
    (void)x;
    (void)y;
}

static void
draw_x(int x, int y)
{
    stroke(x + 11, y + 7, x + 23, y + 20, THIN, BLACK);
    stroke(x + 23, y + 7, x + 11, y + 20, THIN, BLACK);
}

static void
draw_dot(int x, int y)
{
    spot(x + PAIR / 2, y + HIGH / 2, 11, BLACK);
}

static void
draw_check(int x, int y)
{
    stroke(x - 6, y + 9, x + 12, y + 24, THIN + 1, BLACK);
    stroke(x + 12, y + 24, x + 50, y - 24, THIN + 1, BLACK);
}

static void
draw_large_cross(int x, int y)
{
    stroke(x - 10, y - 9, x + 44, y + 35, THIN + 1, BLACK);
    stroke(x + 44, y - 9, x - 10, y + 35, THIN + 1, BLACK);
}

static void
draw_scribble(int x, int y)
{
    for (int i = 0; i < 5; i++)
        stroke(x + 6, y + 4 + 4 * i, x + 28, y + 6 + 4 * i, THIN, BLACK);
}

static void
draw_specks(int x, int y)
{
    spot(x + 14, y + 9, 2, BLACK);
    spot(x + 20, y + 14, 2, BLACK);
}

static void
draw_blacked_out(int x, int y)
{
    for (int i = 0; i < 6; i++)
        stroke(x - 20, y + 3 + 4 * i, x + 50, y + 4 + 4 * i, 5, BLACK);
}

/* A cross of which but an arm reaches in. */
static void
draw_beside(int x, int y)
{
    stroke(x + 24, y + 4, x + 54, y + 24, THIN, BLACK);
    stroke(x + 54, y + 4, x + 24, y + 24, THIN, BLACK);
}

static void
draw_open_ring(int x, int y)
{
    for (int i = 0; i < 1600; i++)
        spot(x + PAIR / 2 + (int)(29 * cos(i * G_PI / 1000)),
             y + HIGH / 2 + (int)(25 * sin(i * G_PI / 1000)), THIN, BLACK);
}

static const struct {
    const char *name;
    Draw *draw;
    RvBoxState state;
} marks[] = {
    {"nothing", draw_nothing, RV_BOX_UNTICKED},
    {"specks", draw_specks, RV_BOX_AMBIGUOUS}, /* so little paper is between brackets */
    {"a typed x", draw_x, RV_BOX_TICKED},
    {"a dot", draw_dot, RV_BOX_TICKED},
    {"a check through them", draw_check, RV_BOX_TICKED},
    {"a large cross", draw_large_cross, RV_BOX_TICKED},
    {"a scribble", draw_scribble, RV_BOX_TICKED},
    {"blacked out", draw_blacked_out, RV_BOX_AMBIGUOUS},
    {"an open ring around them", draw_open_ring, RV_BOX_AMBIGUOUS},
    {"a cross beside them", draw_beside, RV_BOX_AMBIGUOUS},
};

/* ---- forms --------------------------------------------------------------------------------- */

static int
row_y(int row)
{
    return 100 + 80 * row;
}

/* What print is made of, as the sheet knows it. */
static void
know_pieces(void)
{
    g_autoptr(BOXA) boxes = pixConnCompBB(desk.sheet->print, 8);

    desk.sheet->pieces = g_array_new(FALSE, FALSE, sizeof(RvSheetPiece));
    for (int i = 0; i < boxaGetCount(boxes); i++) {
        RvSheetPiece piece = {0};

        boxaGetBoxGeometry(boxes, i, &piece.box.x, &piece.box.y, &piece.box.w, &piece.box.h);
        g_array_append_val(desk.sheet->pieces, piece);
    }
}

/* Rows of "[ ] Oui   [ ] Non", or "Oui [ ]   Non [ ]". */
static void
draw_rows(gboolean right, Draw *pair)
{
    for (int i = 0; i < 2 * ROWS; i++) {
        int x = 100 + 300 * (i % 2), y = row_y(i / 2);

        ask(word(i % 2 ? "Non" : "Oui", x + 55, y + 3), (guint)i / 2);
        pair(right ? x + 125 : x, y);
    }
}

static GArray *
read_form(void)
{
    know_pieces();
    return answers();
}

/* Box 2 holds the mark; all others are empty. */
static void
expect_mark(guint mark, gboolean right, Draw *pair)
{
    g_autoptr(GArray) boxes = NULL;

    draw_rows(right, pair);
    marks[mark].draw(right ? 225 : 100, row_y(1));
    boxes = read_form();
    for (guint i = 0; i < boxes->len; i++)
        expect(boxes, i, i == 2 ? marks[mark].state : RV_BOX_UNTICKED);
}

START_TEST(test_marks)
{
    expect_mark((guint)_i % G_N_ELEMENTS(marks), FALSE, styles[_i / G_N_ELEMENTS(marks)]);
}
END_TEST

START_TEST(test_right_side)
{
    expect_mark((guint)_i, TRUE, draw_brackets);
}
END_TEST

/* A typed x needs more room than the blanks of "[ ]". */
START_TEST(test_widths_differ)
{
    g_autoptr(GArray) boxes = NULL;

    for (guint i = 0; i < ROWS; i++) {
        int y = row_y((int)i), wide = i % 2 ? PAIR : PAIR / 2 + 2;

        ask(word("Formation", 160, y + 3), i);
        draw_square(145 - wide, y, TRUE);
        draw_square(145, y, FALSE);
        if (i % 2)
            draw_x(145 - wide, y);
    }
    boxes = read_form();
    for (guint i = 0; i < boxes->len; i++)
        expect(boxes, i, i % 2 ? RV_BOX_TICKED : RV_BOX_UNTICKED);
}
END_TEST

/* At the margin they are read as the last word of a label that goes on below. */
START_TEST(test_margin)
{
    g_autoptr(GArray) boxes = NULL;

    for (guint i = 0; i < 3; i++) {
        int y = row_y((int)i);
        RvPx first = word("Installation", 100, y + 3);

        draw_brackets(800, y);
        first.w = 800 + PAIR - first.x;
        ask(first, i);
        g_array_index(desk.queries, RvBoxQuery, i).last = word("effective", 100, y + 40);
    }
    draw_x(800, row_y(1));
    boxes = read_form();
    for (guint i = 0; i < boxes->len; i++)
        expect(boxes, i, i == 1 ? RV_BOX_TICKED : RV_BOX_UNTICKED);
}
END_TEST

/* "(1) Oui (2) Non": nothing tells numbers from marks where no pair is empty. */
START_TEST(test_numbers_are_no_marks)
{
    g_autoptr(GArray) boxes = NULL;

    draw_rows(FALSE, draw_parentheses);
    for (int i = 0; i < 2 * ROWS; i++)
        stroke(100 + 300 * (i % 2) + PAIR / 2, row_y(i / 2) + 5, 100 + 300 * (i % 2) + PAIR / 2,
               row_y(i / 2) + 21, THIN, BLACK);
    boxes = read_form();
    for (guint i = 0; i < boxes->len; i++)
        expect(boxes, i, RV_BOX_AMBIGUOUS);
}
END_TEST

/* "(DPI) Oui": words in brackets are no boxes. */
START_TEST(test_words_are_no_marks)
{
    g_autoptr(GArray) boxes = NULL;

    draw_rows(FALSE, draw_parentheses);
    for (int i = 0; i < 2 * ROWS; i++)
        for (int letter = 0; letter < 3; letter++)
            stroke(100 + 300 * (i % 2) + 9 + 7 * letter, row_y(i / 2) + 8,
                   100 + 300 * (i % 2) + 9 + 7 * letter, row_y(i / 2) + 20, THIN, BLACK);
    boxes = read_form();
    for (guint i = 0; i < boxes->len; i++)
        expect(boxes, i, RV_BOX_MISSING);
}
END_TEST

static void
draw_outline(int x, int y)
{
    stroke(x, y, x + HIGH, y, 4, BLACK);
    stroke(x, y + HIGH, x + HIGH, y + HIGH, 4, BLACK);
    stroke(x, y, x, y + HIGH, 4, BLACK);
    stroke(x + HIGH, y, x + HIGH, y + HIGH, 4, BLACK);
}

/* The pair of a number in the text, whose strokes stand as close as the sides of an outline, makes
 * no brackets of outlines. */
START_TEST(test_outlines_are_no_brackets)
{
    g_autoptr(GArray) boxes = NULL;

    draw_rows(FALSE, draw_outline);
    for (int i = 0; i < 18; i++)
        for (int right = 0; right < 2; right++)
            spot(800 + HIGH * right + (i < 2 || i > 15 ? 1 - 2 * right : 0), 700 + i, 3, BLACK);
    boxes = read_form();
    for (guint i = 0; i < boxes->len; i++) {
        const RvBox *box = &g_array_index(boxes, RvBox, i);

        expect(boxes, i, RV_BOX_UNTICKED);
        ck_assert_int_ge(box->place.px.h, HIGH);
    }
}
END_TEST

/* One of them alone, and two that turn their backs on each other, hold nothing. */
START_TEST(test_no_pair)
{
    g_autoptr(GArray) boxes = NULL;

    for (guint i = 0; i < ROWS; i++) {
        ask(word("Oui", 155, row_y((int)i) + 3), i);
        draw_square(100, row_y((int)i), i % 2);
        draw_square(100 + PAIR, row_y((int)i), TRUE);
    }
    boxes = read_form();
    for (guint i = 0; i < boxes->len; i++)
        expect(boxes, i, RV_BOX_MISSING);
}
END_TEST

Suite *
suite_brackets(void)
{
    Suite *suite = suite_create("brackets");
    TCase *tcase = tcase_create("brackets");

    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, test_marks, 0, G_N_ELEMENTS(styles) * G_N_ELEMENTS(marks));
    tcase_add_loop_test(tcase, test_right_side, 0, G_N_ELEMENTS(marks));
    tcase_add_test(tcase, test_widths_differ);
    tcase_add_test(tcase, test_margin);
    tcase_add_test(tcase, test_numbers_are_no_marks);
    tcase_add_test(tcase, test_words_are_no_marks);
    tcase_add_test(tcase, test_outlines_are_no_brackets);
    tcase_add_test(tcase, test_no_pair);
    suite_add_tcase(suite, tcase);
    return suite;
}
