/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which box is that of which label, when what was read beside it misleads. */
#include "box-desk.h"

#include <check.h>

#define ROWS 4
#define LEFT 100
#define RIGHT 700 /* where boxes at the margin stand */

Suite *suite_box_labels(void);

static int
row_y(int row)
{
    return 100 + 80 * row;
}

static void
draw_cross(int x, int y)
{
    stroke(x + 5, y + 5, x + 25, y + 25, PEN, BLACK);
    stroke(x + 25, y + 5, x + 5, y + 25, PEN, BLACK);
}

/* A box that was read, surely or not; its print is there already. */
static void
misread(const char *text, RvPx box, double confidence)
{
    RvWord read = {.text = g_strdup(text), .box = box, .confidence = confidence};

    g_array_append_val(desk.reading->words, read);
}

static void
expect_one_ticked(guint ticked)
{
    g_autoptr(GArray) boxes = answers();

    for (guint i = 0; i < boxes->len; i++)
        expect(boxes, i, i == ticked ? RV_BOX_TICKED : RV_BOX_UNTICKED);
}

/* A ticked box that was read as a word of its own counts as the last one, or the first one, of its
 * label. */
START_TEST(test_box_read_as_word)
{
    gboolean left = _i;

    for (guint i = 0; i < ROWS; i++) {
        int y = row_y((int)i), x = left ? LEFT : RIGHT;
        RvPx label = word("Installation", left ? LEFT + 50 : LEFT + 300, y + 4);

        square(x, y);
        if (i == 2) {
            RvPx box = {x, y, SIZE + 1, SIZE + 1};

            draw_cross(x, y);
            misread("X", box, 0.8);
            label = rv_px_union(label, box);
        }
        ask(label, i);
    }
    expect_one_ticked(2);
}
END_TEST

/* ... or as a letter of its first word. */
START_TEST(test_box_read_as_letter)
{
    for (guint i = 0; i < ROWS; i++) {
        int y = row_y((int)i);
        RvPx label = word("Installation", LEFT + 50, y + 4);

        square(LEFT, y);
        if (i == 1) {
            draw_cross(LEFT, y);
            label = rv_px_union(label, (RvPx){LEFT, y + 4, SIZE, 22});
            g_array_index(desk.reading->words, RvWord, desk.reading->words->len - 1).box = label;
        }
        ask(label, i);
    }
    expect_one_ticked(1);
}
END_TEST

/* A label that begins a sentence, whose end stands before the box at the margin. */
START_TEST(test_sentence_runs_on)
{
    for (guint i = 0; i < ROWS; i++) {
        int y = row_y((int)i);

        ask(word("Non", LEFT, y + 4), i);
        word("concerne", LEFT + 3 * 18 + 10, y + 4);
        square(RIGHT, y);
    }
    draw_cross(RIGHT, row_y(3));
    expect_one_ticked(3);
}
END_TEST

/* What stands far behind the label, with paper between, is something else. */
START_TEST(test_other_words_part)
{
    g_autoptr(GArray) boxes = NULL;

    for (guint i = 0; i < ROWS; i++) {
        int y = row_y((int)i);

        ask(word("Non", LEFT, y + 4), i);
        square(LEFT + 120, y);
    }
    ask(word("Autre", LEFT, row_y(ROWS) + 4), ROWS);
    word("Reference", LEFT + 250, row_y(ROWS) + 4);
    square(RIGHT, row_y(ROWS));
    boxes = answers();
    expect(boxes, ROWS, RV_BOX_MISSING);
}
END_TEST

/* A box scribbled over with the beginning of its label is read as a word that is none. */
START_TEST(test_scribbled_over_label)
{
    g_autoptr(GArray) boxes = NULL;
    RvPx label;

    for (guint i = 0; i < ROWS; i++) {
        int y = row_y((int)i);

        label = word("Oui", LEFT + 50, y + 4);
        ask(label, i);
        if (i != 2)
            square(LEFT, y);
    }
    for (int k = 0; k < 7; k++)
        stroke(LEFT - 20, row_y(2) + 3 + 4 * k, LEFT + 60, row_y(2) + 5 + 4 * k, 4, BLACK);
    misread("=Dui", (RvPx){LEFT - 20, row_y(2), 124, 32}, 0.7);
    g_array_index(desk.queries, RvBoxQuery, 2).first.x += 10;
    boxes = answers();
    expect(boxes, 2, RV_BOX_AMBIGUOUS);
}
END_TEST

Suite *
suite_box_labels(void)
{
    Suite *suite = suite_create("box_labels");
    TCase *tests = tcase_create("labels");

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, test_box_read_as_word, 0, 2);
    tcase_add_test(tests, test_box_read_as_letter);
    tcase_add_test(tests, test_sentence_runs_on);
    tcase_add_test(tests, test_other_words_part);
    tcase_add_test(tests, test_scribbled_over_label);
    suite_add_tcase(suite, tests);
    return suite;
}
