/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tick boxes, marks and signatures drawn with Leptonica on sheets of 200 dpi. */
#include "box-desk.h"

#include <check.h>
#include <math.h>

#define ROWS 4
#define PITCH 80
#define PENCIL 40 /* too light to become ink */

Suite *suite_boxes(void);

static int
row_y(int row)
{
    return 100 + PITCH * row;
}

/* Rows of "[] Oui   [] Non", or "Oui []   Non []"; boxes[] says which are drawn, NULL: all. */
static void
draw_rows(gboolean right, const gboolean boxes[2 * ROWS])
{
    for (int i = 0; i < 2 * ROWS; i++) {
        int x = 100 + 300 * (i % 2), y = row_y(i / 2);

        ask(word(i % 2 ? "Non" : "Oui", x + 50, y + 4), (guint)i / 2);
        if (!boxes || boxes[i])
            square(right ? x + 120 : x, y);
    }
}

/* All but box `except` are empty. */
static void
expect_others(const GArray *boxes, guint except)
{
    for (guint i = 0; i < boxes->len; i++)
        if (i != except)
            expect(boxes, i, RV_BOX_UNTICKED);
}

/* ---- marks: drawn in the box at x, y ------------------------------------------------------ */

static void
draw_nothing(int x, int y)
{
    (void)x;
    (void)y;
}

static void
draw_cross(int x, int y)
{
    stroke(x + 5, y + 5, x + 25, y + 25, PEN, BLACK);
    stroke(x + 25, y + 5, x + 5, y + 25, PEN, BLACK);
}

static void
draw_large_cross(int x, int y)
{
    stroke(x - 12, y - 12, x + 42, y + 42, PEN, BLACK);
    stroke(x + 42, y - 12, x - 12, y + 42, PEN, BLACK);
}

static void
draw_check(int x, int y)
{
    stroke(x + 6, y + 14, x + 13, y + 24, PEN, BLACK);
    stroke(x + 13, y + 24, x + 25, y + 5, PEN, BLACK);
}

static void
draw_large_check(int x, int y)
{
    stroke(x - 4, y + 10, x + 13, y + 26, PEN, BLACK);
    stroke(x + 13, y + 26, x + 52, y - 30, PEN, BLACK);
}

static void
draw_slash(int x, int y)
{
    stroke(x + 7, y + 23, x + 23, y + 7, 3, BLACK);
}

static void
draw_dot(int x, int y)
{
    spot(x + 15, y + 15, 11, BLACK);
}

static void
draw_scribble(int x, int y)
{
    for (int i = 0; i < 6; i++)
        stroke(x + 4, y + 4 + 4 * i, x + 26, y + 6 + 4 * i, 3, BLACK);
}

static void
draw_solid(int x, int y)
{
    spot(x + 15, y + 15, SIZE, BLACK);
}

static void
draw_specks(int x, int y)
{
    spot(x + 12, y + 12, 2, BLACK);
    spot(x + 20, y + 9, 1, BLACK);
}

static void
draw_beside(int x, int y)
{
    stroke(x - 20, y + 4, x - 8, y + 24, PEN, BLACK);
}

/* Its middle is outside of the box. */
static void
draw_half_beside(int x, int y)
{
    stroke(x + 20, y + 8, x + 46, y + 24, PEN, BLACK);
    stroke(x + 20, y + 24, x + 46, y + 8, PEN, BLACK);
}

/* ... or on its side: one of its arms reaches far in. */
static void
draw_over_side(int x, int y)
{
    stroke(x + 4, y + 3, x + 54, y + 27, PEN, BLACK);
    stroke(x + 4, y + 27, x + 54, y + 3, PEN, BLACK);
}

static void
draw_pencil(int x, int y)
{
    stroke(x + 6, y + 6, x + 24, y + 24, PEN, PENCIL);
    stroke(x + 24, y + 6, x + 6, y + 24, PEN, PENCIL);
}

static void
draw_crossed_out(int x, int y)
{
    draw_cross(x, y);
    for (int i = 0; i < 4; i++)
        stroke(x - 24, y + 3 + 8 * i, x + 44, y + 5 + 8 * i, 3, BLACK);
}

static void
draw_blacked_out(int x, int y)
{
    for (int i = 0; i < 6; i++)
        stroke(x - 25, y + 4 + 4 * i, x + 40, y + 5 + 4 * i, 5, BLACK);
}

static void
draw_struck(int x, int y)
{
    stroke(x - 45, y + 18, x + 130, y + 14, 3, BLACK);
}

static void
draw_ring(int x, int y)
{
    ellipse(x + 76, y + 15, 40, 26, 3);
}

/* Around the box this time, open by two pixels, and through the print on both sides. */
static void
draw_ring_through_print(int x, int y)
{
    ellipse(x + 15, y + 15, 30, 28, 3);
    stroke(x + 45, y + 14, x + 52, y + 14, 3, BLACK);
    stroke(x - 60, y - 10, x + 15, y - 12, 3, BLACK);
    spot(x + 15, y + 43, 3, 0);
}

static const struct {
    const char *name;
    void (*draw)(int x, int y);
    RvBoxState state;
} marks[] = {
    {"nothing", draw_nothing, RV_BOX_UNTICKED},
    {"specks", draw_specks, RV_BOX_UNTICKED},
    {"a tick beside", draw_beside, RV_BOX_AMBIGUOUS},
    {"a cross half beside", draw_half_beside, RV_BOX_AMBIGUOUS},
    {"a cross over one side", draw_over_side, RV_BOX_AMBIGUOUS},
    {"a cross", draw_cross, RV_BOX_TICKED},
    {"a large cross", draw_large_cross, RV_BOX_TICKED},
    {"a check", draw_check, RV_BOX_TICKED},
    {"a large check", draw_large_check, RV_BOX_TICKED},
    {"a slash", draw_slash, RV_BOX_TICKED},
    {"a dot", draw_dot, RV_BOX_TICKED},
    {"a scribble", draw_scribble, RV_BOX_TICKED},
    {"a filled box", draw_solid, RV_BOX_TICKED},
    {"light pencil", draw_pencil, RV_BOX_AMBIGUOUS},
    {"a cross that was crossed out", draw_crossed_out, RV_BOX_AMBIGUOUS},
    {"a box that was blacked out", draw_blacked_out, RV_BOX_AMBIGUOUS},
    {"a line through box and label", draw_struck, RV_BOX_AMBIGUOUS},
    {"a ring around the label", draw_ring, RV_BOX_AMBIGUOUS},
    {"a ring grown together with print", draw_ring_through_print, RV_BOX_AMBIGUOUS},
};

/* Box 2 holds the mark; no other box may be taken for ticked. */
START_TEST(test_marks)
{
    g_autoptr(GArray) boxes = NULL;

    draw_rows(FALSE, NULL);
    marks[_i].draw(100, row_y(1));
    boxes = answers();
    expect(boxes, 2, marks[_i].state);
    expect_others(boxes, 2);
}
END_TEST

START_TEST(test_right_side)
{
    g_autoptr(GArray) boxes = NULL;

    draw_rows(TRUE, NULL);
    draw_cross(100 + 120, row_y(2));
    boxes = answers();
    expect(boxes, 4, RV_BOX_TICKED);
    expect_others(boxes, 4);
}
END_TEST

/* Boxes stand at the margin, far from labels of any length, each beside the first of their lines;
 * two of them by themselves. */
START_TEST(test_margin)
{
    static const char *const labels[] = {"Oui", "Installation", "Formation"};
    g_autoptr(GArray) boxes = NULL;
    guint n = _i ? 2 : 3;

    for (guint i = 0; i < n; i++) {
        int y = row_y((int)i);

        ask(word(labels[i], 100, y + 4), i);
        g_array_index(desk.queries, RvBoxQuery, i).last = word("effective", 100, y + 34);
        square(900, y);
    }
    draw_cross(900, row_y(1));
    boxes = answers();
    expect(boxes, 1, RV_BOX_TICKED);
    expect_others(boxes, 1);
}
END_TEST

/* In a table a box stands at half the height of its label. */
START_TEST(test_middle)
{
    g_autoptr(GArray) boxes = NULL;

    for (guint i = 0; i < 3; i++) {
        int y = row_y((int)i);

        ask(word("Installation", 100, y), i);
        g_array_index(desk.queries, RvBoxQuery, i).last = word("effective", 100, y + 44);
        square(_i ? 40 : 500, y + 18);
    }
    draw_check(_i ? 40 : 500, row_y(0) + 18);
    boxes = answers();
    expect(boxes, 0, RV_BOX_TICKED);
    expect_others(boxes, 0);
}
END_TEST

/* A second outline in the first one is no mark. */
START_TEST(test_double_outlines)
{
    g_autoptr(GArray) boxes = NULL;

    draw_rows(FALSE, NULL);
    for (int i = 0; i < 2 * ROWS; i++)
        frame(105 + 300 * (i % 2), row_y(i / 2) + 5, SIZE - 10);
    marks[_i].draw(100, row_y(1));
    boxes = answers();
    expect(boxes, 2, marks[_i].state);
    expect_others(boxes, 2);
}
END_TEST

/* Scanning puts the second outline of one box a pixel deeper than that of the others. */
START_TEST(test_second_outline_deeper)
{
    g_autoptr(GArray) boxes = NULL;

    for (int i = 0; i < 2 * ROWS; i++) {
        int x = 100 + 300 * (i % 2), y = row_y(i / 2), deep = i == 5 ? 5 : 4;

        ask(word("Oui", x + 50, y + 4), (guint)i / 2);
        frame(x, y, SIZE - 2);
        frame(x + deep, y + deep, SIZE - 2 - 2 * deep);
    }
    draw_cross(100, row_y(1));
    boxes = answers();
    expect(boxes, 2, RV_BOX_TICKED);
    expect_others(boxes, 2);
}
END_TEST

/* Two ticks that hang together in double boxes: each is that of its own. */
START_TEST(test_ticks_that_meet)
{
    g_autoptr(GArray) boxes = NULL;
    int y = row_y(1);

    draw_rows(FALSE, NULL);
    for (int i = 0; i < 2 * ROWS; i++)
        frame(105 + 300 * (i % 2), row_y(i / 2) + 5, SIZE - 10);
    draw_check(100, row_y(0));
    stroke(107, y + 12, 114, y + 23, PEN, BLACK);
    stroke(114, y + 23, 113, row_y(0) + 24, PEN, BLACK);
    boxes = answers();
    expect(boxes, 0, RV_BOX_TICKED);
    ck_assert_int_ne(g_array_index(boxes, RvBox, 2).state, RV_BOX_UNTICKED);
}
END_TEST

/* Sentences have their boxes at the margin, short answers in one line right behind them. */
START_TEST(test_second_way)
{
    static const char *const labels[] = {"Installation", "Formation", "Documents", "Solution"};
    g_autoptr(GArray) boxes = NULL;

    for (guint i = 0; i < 4; i++) {
        ask(word(labels[i], 100, row_y((int)i) + 4), i);
        square(420, row_y((int)i));
    }
    for (int i = 0; i < 2; i++) {
        ask(word("Oui", 100 + 160 * i, row_y(5) + 4), 4);
        square(170 + 160 * i, row_y(5));
    }
    draw_cross(330, row_y(5));
    boxes = answers();
    expect(boxes, 5, RV_BOX_TICKED);
    expect_others(boxes, 5);
}
END_TEST

/* A letter that looks like a smaller box stands nearer to a label than its box does. */
START_TEST(test_letter_before_box)
{
    g_autoptr(GArray) boxes = NULL;
    int y = row_y(5);

    draw_rows(FALSE, NULL);
    ask(word("Oui", 190, y + 4), ROWS);
    square(100, y);
    draw_cross(100, y);
    frame(145, y + 2, 24);
    spot(157, y + 2, 6, 0);
    boxes = answers();
    expect(boxes, 2 * ROWS, RV_BOX_TICKED);
    expect_others(boxes, 2 * ROWS);
}
END_TEST

/* A mark was read with the first letters of a label, whose edge is off: the box is in its column.
 */
START_TEST(test_moved_edge)
{
    g_autoptr(GArray) boxes = NULL;

    draw_rows(FALSE, NULL);
    g_array_index(desk.queries, RvBoxQuery, 2).first.x += 36;
    for (int i = 0; i < 10; i++) /* more of the outline than may lack elsewhere */
        spot(100 + SIZE, row_y(1) + 8 + i, 3, 0);
    draw_cross(100, row_y(1));
    boxes = answers();
    expect(boxes, 2, RV_BOX_TICKED);
    ck_assert_int_le(abs(g_array_index(boxes, RvBox, 2).place.px.x - 100), 4);
    expect_others(boxes, 2);
}
END_TEST

/* The first box of a row is not there: the second must not answer for it. */
START_TEST(test_missing_does_not_shift)
{
    static const gboolean drawn[2 * ROWS] = {TRUE, TRUE, FALSE, TRUE, TRUE, TRUE, TRUE, FALSE};

    for (int right = 0; right < 2; right++) {
        g_autoptr(GArray) boxes = NULL;

        if (right) {
            tear_down();
            set_up();
        }
        draw_rows(right, drawn);
        draw_cross(right ? 520 : 400, row_y(1));
        boxes = answers();
        expect(boxes, 2, RV_BOX_MISSING);
        expect(boxes, 3, RV_BOX_TICKED);
        expect(boxes, 6, RV_BOX_UNTICKED);
        expect(boxes, 7, RV_BOX_MISSING);
    }
}
END_TEST

/* The tail of a tick runs through the empty box above it. */
START_TEST(test_tail_of_neighbour)
{
    g_autoptr(GArray) boxes = NULL;
    int x = 100, y = row_y(1);

    draw_rows(FALSE, NULL);
    stroke(x + 2, y + 8, x + 10, y + 25, PEN, BLACK);
    stroke(x + 10, y + 25, x + 22, y - 56, PEN, BLACK);
    draw_scribble(x, y);
    boxes = answers();
    expect(boxes, 2, RV_BOX_TICKED);
    ck_assert_int_ne(g_array_index(boxes, RvBox, 0).state, RV_BOX_TICKED);
}
END_TEST

START_TEST(test_broken_outline)
{
    g_autoptr(GArray) boxes = NULL;

    draw_rows(FALSE, NULL);
    for (int row = 1; row < 3; row++) {
        spot(100 + 8, row_y(row), 7, 0);
        spot(100, row_y(row) + 20, 8, 0);
        spot(100 + SIZE, row_y(row) + 12, 9, 0);
    }
    draw_check(100, row_y(2));
    boxes = answers();
    expect(boxes, 4, RV_BOX_TICKED);
    expect_others(boxes, 4);
}
END_TEST

/* Ink hides the place of a box: somebody must look. */
START_TEST(test_covered)
{
    static const gboolean drawn[2 * ROWS] = {FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE};
    g_autoptr(GArray) boxes = NULL;

    draw_rows(FALSE, drawn);
    for (int i = 0; i < 9; i++)
        stroke(68, row_y(0) - 10 + 6 * i, 140, row_y(0) - 14 + 6 * i, 4, BLACK);
    boxes = answers();
    expect(boxes, 0, RV_BOX_AMBIGUOUS);
    expect_others(boxes, 0);
}
END_TEST

/* O and D beside labels are letters: alone, and among boxes. */
START_TEST(test_letters)
{
    static const gboolean drawn[2 * ROWS] = {TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, FALSE};
    g_autoptr(GArray) boxes = NULL, none = NULL;
    RvPx label = word("Oui", 600, 600);

    ellipse(420, row_y(3) + 15, 8, 11, 3);
    draw_rows(FALSE, drawn);
    boxes = answers();
    ck_assert_int_ge(g_array_index(boxes, RvBox, 7).state, RV_BOX_AMBIGUOUS); /* or missing */
    g_array_set_size(desk.queries, 0);
    word("DPO", 530, 600);
    ellipse(574, 611, 8, 11, 3);
    ask(label, 0);
    none = answers();
    expect(none, 0, RV_BOX_MISSING);
}
END_TEST

START_TEST(test_nothing_to_answer)
{
    static const RvBoxQuery strange[] = {{.page = 0}, {.page = 7, .first = {1, 1, 9, 9}}};
    g_autoptr(GArray) none = answers();
    g_autoptr(GArray) boxes = rv_boxes_answer(desk.sheets, desk.readings, strange, 2);

    ck_assert_uint_eq(none->len, 0);
    expect(boxes, 0, RV_BOX_MISSING);
    expect(boxes, 1, RV_BOX_MISSING);
    ck_assert_str_eq(rv_box_state_name(RV_BOX_AMBIGUOUS), "ambiguous");
}
END_TEST

/* ---- print found again -------------------------------------------------------------------- */

/* A word under a cross is found by its like; not where another word or nothing stands. */
START_TEST(test_print_found_under_a_stroke)
{
    RvPx twin = word("HH", 100, 100), hidden = word("HH", 520, 403), found;
    double share;

    word("HHHHH", 100, 600);
    stroke(505, 380, 580, 440, PEN, BLACK);
    stroke(505, 440, 580, 380, PEN, BLACK);
    ck_assert(
        rv_print_find(desk.sheet, twin, desk.sheet, (RvPx){450, 350, 250, 120}, &found, &share));
    ck_assert_int_le(abs(found.x - hidden.x), 2);
    ck_assert_int_le(abs(found.y - hidden.y), 2);
    ck_assert_double_ge(share, 0.9);
    ck_assert(
        !rv_print_find(desk.sheet, twin, desk.sheet, (RvPx){700, 100, 300, 200}, &found, &share));
    spot(800, 200, 120, BLACK); /* a blot holds all ink there is */
    ck_assert(
        !rv_print_find(desk.sheet, twin, desk.sheet, (RvPx){700, 100, 300, 200}, &found, &share));
}
END_TEST

/* ---- signatures and writing ---------------------------------------------------------------- */

static const RvPx area = {100, 300, 700, 300};

static RvInk
signature(void)
{
    return rv_ink_signature(desk.sheet, desk.reading, area, (RvPx){0});
}

static void
draw_signature(int x, int y, int height)
{
    for (int i = 0; i < 4000; i++) /* without a gap, as a pen draws */
        spot(x + i / 20 + (int)(8 * sin(i * 0.021)),
             y + (int)(height / 2.0 * sin(i * 0.009) * (1 - i / 6000.0)), 3, BLACK);
}

START_TEST(test_signature)
{
    word("Signature", 110, 305);
    draw_signature(250, 450, 110);
    ck_assert_int_eq(signature().state, RV_INK_PRESENT);
    ck_assert_int_eq(signature().kind, RV_INK_PEN);
    ck_assert_int_eq(signature().place.page, 1);
    ck_assert(signature().confidence > 0.8);
}
END_TEST

/* The recogniser may take strokes for letters, and be sure of them. */
START_TEST(test_signature_that_was_read)
{
    RvWord read = {.text = g_strdup("arr"), .box = {245, 390, 215, 120}, .confidence = 0.95};

    draw_signature(250, 450, 110);
    g_array_append_val(desk.reading->words, read);
    ck_assert_int_eq(signature().state, RV_INK_PRESENT);
}
END_TEST

/* It runs over a typed name and leaves the area. */
START_TEST(test_signature_runs_over)
{
    word("Signature", 110, 305);
    word("Martin", 260, 440);
    draw_signature(250, 565, 190);
    ck_assert_int_eq(signature().state, RV_INK_PRESENT);
    ck_assert_int_gt(rv_px_bottom(signature().place.px), rv_px_bottom(area));
}
END_TEST

START_TEST(test_no_signature)
{
    word("Signature", 110, 305);
    word("Martin", 300, 305);
    ck_assert_int_eq(signature().state, RV_INK_ABSENT);
    ck_assert_int_eq(signature().kind, RV_INK_TYPED);
    spot(400, 450, 4, BLACK);
    spot(450, 470, 5, BLACK);
    ck_assert_int_eq(signature().state, RV_INK_ABSENT);
}
END_TEST

/* Letters of the label that were read badly are no strokes of a pen. */
START_TEST(test_badly_read_label)
{
    RvPx label = word("HHHHHHHH", 110, 305);
    RvInk ink;

    g_array_index(desk.reading->words, RvWord, desk.reading->words->len - 1).confidence = 0.15;
    ck_assert_int_eq(signature().state, RV_INK_UNCERTAIN);
    ink = rv_ink_signature(desk.sheet, desk.reading, area, label);
    ck_assert_int_eq(ink.state, RV_INK_ABSENT);
    draw_signature(250, 450, 150);
    ink = rv_ink_signature(desk.sheet, desk.reading, area, label);
    ck_assert_int_eq(ink.state, RV_INK_PRESENT);
}
END_TEST

START_TEST(test_stamp_is_no_signature)
{
    word("Signature", 110, 305);
    ellipse(400, 450, 100, 100, 3);
    ellipse(400, 450, 92, 92, 3);
    ck_assert_int_eq(signature().state, RV_INK_UNCERTAIN);
    ck_assert_int_eq(signature().kind, RV_INK_STAMP);
}
END_TEST

/* A fax leaves but pieces of its ring, each as long as a stroke of the pen. */
START_TEST(test_broken_stamp_is_no_signature)
{
    word("Signature", 110, 305);
    for (int i = 0; i < 2000; i++)
        if (i % 250 < 228)
            spot(400 + (int)(100 * cos(i * G_PI / 1000)), 450 + (int)(100 * sin(i * G_PI / 1000)),
                 3, BLACK);
    ck_assert_int_eq(signature().state, RV_INK_UNCERTAIN);
    ck_assert_int_eq(signature().kind, RV_INK_STAMP);
    draw_signature(380, 450, 160);
    ck_assert_int_eq(signature().state, RV_INK_PRESENT);
}
END_TEST

/* A handwritten name beside the label: not high enough. */
START_TEST(test_written_name_is_no_signature)
{
    word("Signature", 110, 305);
    for (int i = 0; i < 6; i++)
        draw_check(300 + 34 * i, 300);
    ck_assert_int_ne(signature().state, RV_INK_PRESENT);
}
END_TEST

START_TEST(test_blot_is_no_signature)
{
    spot(400, 450, 90, BLACK);
    ck_assert_int_ne(signature().state, RV_INK_PRESENT);
}
END_TEST

START_TEST(test_signature_area_outside)
{
    RvInk ink =
        rv_ink_signature(desk.sheet, desk.reading, (RvPx){WIDTH + 5, 0, 100, 100}, (RvPx){0});

    ck_assert_int_eq(ink.state, RV_INK_ABSENT);
}
END_TEST

START_TEST(test_written)
{
    RvPx zone = {100, 300, 400, 40};

    ck_assert(rv_ink_written(desk.sheet, zone) == 0);
    for (int i = 0; i < 30; i++) /* what remains of a leader */
        spot(110 + 12 * i, 330, 2 + i % 3, BLACK);
    stroke(300, 334, 360, 334, 2, BLACK); /* and of an underline */
    ck_assert(rv_ink_written(desk.sheet, zone) < 0.2);
    stroke(200, 306, 200, 326, 3, BLACK); /* the figure 1 */
    ck_assert(rv_ink_written(desk.sheet, zone) > 0.5);
    word("Martin", 220, 306);
    ck_assert(rv_ink_written(desk.sheet, zone) > 0.95);
    ck_assert(rv_ink_written(desk.sheet, (RvPx){0, 0, 0, 0}) == 0);
    ck_assert(rv_ink_written(desk.sheet, (RvPx){-500, -500, 100, 100}) == 0);
}
END_TEST

/* Tails of the line above hang into an empty zone. */
START_TEST(test_written_neighbours)
{
    for (int i = 0; i < 5; i++)
        stroke(120 + 40 * i, 280, 120 + 40 * i, 312, 3, BLACK);
    ck_assert(rv_ink_written(desk.sheet, (RvPx){100, 300, 400, 40}) < 0.2);
}
END_TEST

Suite *
suite_boxes(void)
{
    Suite *suite = suite_create("boxes");
    TCase *tcase = tcase_create("boxes");

    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, test_marks, 0, G_N_ELEMENTS(marks));
    tcase_add_test(tcase, test_right_side);
    tcase_add_loop_test(tcase, test_margin, 0, 2);
    tcase_add_loop_test(tcase, test_middle, 0, 2);
    tcase_add_loop_test(tcase, test_double_outlines, 0, G_N_ELEMENTS(marks));
    tcase_add_test(tcase, test_second_outline_deeper);
    tcase_add_test(tcase, test_ticks_that_meet);
    tcase_add_test(tcase, test_second_way);
    tcase_add_test(tcase, test_letter_before_box);
    tcase_add_test(tcase, test_moved_edge);
    tcase_add_test(tcase, test_missing_does_not_shift);
    tcase_add_test(tcase, test_tail_of_neighbour);
    tcase_add_test(tcase, test_broken_outline);
    tcase_add_test(tcase, test_covered);
    tcase_add_test(tcase, test_letters);
    tcase_add_test(tcase, test_nothing_to_answer);
    tcase_add_test(tcase, test_print_found_under_a_stroke);
    suite_add_tcase(suite, tcase);
    tcase = tcase_create("ink");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, test_signature);
    tcase_add_test(tcase, test_signature_that_was_read);
    tcase_add_test(tcase, test_signature_runs_over);
    tcase_add_test(tcase, test_no_signature);
    tcase_add_test(tcase, test_badly_read_label);
    tcase_add_test(tcase, test_stamp_is_no_signature);
    tcase_add_test(tcase, test_broken_stamp_is_no_signature);
    tcase_add_test(tcase, test_written_name_is_no_signature);
    tcase_add_test(tcase, test_blot_is_no_signature);
    tcase_add_test(tcase, test_signature_area_outside);
    tcase_add_test(tcase, test_written);
    tcase_add_test(tcase, test_written_neighbours);
    suite_add_tcase(suite, tcase);
    return suite;
}
