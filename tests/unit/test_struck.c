/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of letters drawn with Leptonica, and strokes through them. */
#include "boxes/boxes-private.h"

#include <check.h>
#include <math.h>

#define WIDTH 900
#define HEIGHT 400
#define LEFT 60
#define RIGHT 820
#define BASE 200
#define X_HEIGHT 14
#define STEM 3
#define LETTER 11 /* wide */
#define SPACE 4   /* between letters */
#define LETTERS 6 /* a word */
#define WORD (LETTERS * (LETTER + SPACE) + 6)
#define PEN 3
#define BLACK 20
#define GREY 130 /* of blurred white between letters */

Suite *suite_struck(void);

static RvSheet sheet;
static RvStrip line;

static void
dot(int x, int y, int gray)
{
    if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT)
        return;
    pixSetPixel(sheet.gray, x, y, (guint)gray);
    pixSetPixel(sheet.ink, x, y, 1);
}

static void
fill(int x, int y, int w, int h, int gray)
{
    for (int i = x; i < x + w; i++)
        for (int k = y; k < y + h; k++)
            dot(i, k, gray);
}

static void
stroke(double x0, double y0, double x1, double y1)
{
    int n = (int)(2 * hypot(x1 - x0, y1 - y0)) + 1;

    for (int i = 0; i <= n; i++)
        fill((int)lround(x0 + (x1 - x0) * i / n), (int)lround(y0 + (y1 - y0) * i / n) - PEN / 2, 1,
             PEN, BLACK);
}

/* Words of letters n, whose arches are what comes nearest to a stroke. */
static void
set_up(void)
{
    sheet = (RvSheet){.page = 1, .width = WIDTH, .height = HEIGHT, .dpi = 200};
    sheet.gray = pixCreate(WIDTH, HEIGHT, 8);
    pixSetAll(sheet.gray);
    sheet.ink = pixCreate(WIDTH, HEIGHT, 1);
    line = (RvStrip){.left = LEFT - 4, .right = RIGHT + 4, .base = BASE};
    for (int word = LEFT; word + WORD <= RIGHT; word += WORD)
        for (int i = 0; i < LETTERS; i++) {
            int x = word + i * (LETTER + SPACE);

            fill(x, BASE - X_HEIGHT, STEM, X_HEIGHT, BLACK);
            fill(x + LETTER - STEM, BASE - X_HEIGHT, STEM, X_HEIGHT, BLACK);
            fill(x, BASE - X_HEIGHT, LETTER, STEM, BLACK);
        }
}

static void
tear_down(void)
{
    pixDestroy(&sheet.gray);
    pixDestroy(&sheet.ink);
}

static RvStruck
look(void)
{
    return rv_print_struck(&sheet, &line, X_HEIGHT);
}

START_TEST(plain_text_is_not_struck)
{
    ck_assert_int_eq(look(), RV_STRUCK_NOT);
}
END_TEST

/* ---- strokes ------------------------------------------------------------------------------- */

static const struct {
    double x0, y0, x1, y1;
    RvStruck expected;
} strokes[] = {
    {LEFT, BASE - 6, RIGHT, BASE - 6, RV_STRUCK_SURELY},             /* the whole line */
    {LEFT, BASE - 1, RIGHT, BASE - 12, RV_STRUCK_SURELY},            /* it leans */
    {LEFT + 190, BASE - 5, LEFT + 300, BASE - 8, RV_STRUCK_SURELY},  /* two words of it */
    {LEFT + 193, BASE - 6, LEFT + 268, BASE - 6, RV_STRUCK_PERHAPS}, /* one word */
    {LEFT + 193, BASE - 6, LEFT + 223, BASE - 6, RV_STRUCK_NOT},     /* a dash */
    {LEFT, BASE + 3, RIGHT, BASE + 3, RV_STRUCK_NOT},                /* an underline */
    {LEFT, BASE, RIGHT, BASE, RV_STRUCK_NOT},                        /* one on the baseline */
    {LEFT, BASE - 20, RIGHT, BASE - 20, RV_STRUCK_NOT},              /* a rule above */
    {LEFT + 200, BASE + 60, LEFT + 300, BASE - 60, RV_STRUCK_NOT},   /* across */
};

START_TEST(strokes_along_the_letters_are_seen)
{
    stroke(strokes[_i].x0, strokes[_i].y0, strokes[_i].x1, strokes[_i].y1);
    ck_assert_int_eq(look(), strokes[_i].expected);
}
END_TEST

START_TEST(wavy_strokes_are_seen)
{
    for (int x = LEFT; x < RIGHT; x++)
        fill(x, BASE - 8 + (int)lround(2 * sin(x / 40.0)), 1, PEN, BLACK);
    ck_assert_int_eq(look(), RV_STRUCK_SURELY);
}
END_TEST

START_TEST(strokes_follow_a_sloping_line)
{
    tear_down();
    set_up();
    line.slope = -0.05;
    stroke(LEFT, BASE - 6, RIGHT, BASE - 6 - 0.05 * (RIGHT - LEFT));
    ck_assert_int_eq(look(), RV_STRUCK_SURELY);
}
END_TEST

/* Neither is a straight way. */
START_TEST(strokes_that_join_letters_are_seen)
{
    static const struct {
        int from, to, high, step;
        RvStruck expected;
    } zigzags[] = {
        {190, 330, 10, 9, RV_STRUCK_PERHAPS}, /* a zigzag through words */
        {190, 250, 10, 9, RV_STRUCK_PERHAPS}, /* a short one, where all others are letters */
        {190, 200, 10, 9, RV_STRUCK_NOT},     /* a letter corrected */
        {190, 330, 60, 9, RV_STRUCK_NOT},     /* a signature's loops reach out */
    };
    int high = zigzags[_i].high, step = zigzags[_i].step;

    for (int x = zigzags[_i].from; x < zigzags[_i].to; x += step)
        stroke(x, BASE - 7 - high / 2 + (x / step % 2 ? high : 0), x + step,
               BASE - 7 - high / 2 + (x / step % 2 ? 0 : high));
    ck_assert_int_eq(look(), zigzags[_i].expected);
}
END_TEST

START_TEST(bent_strokes_are_seen)
{
    for (int x = LEFT + 150; x < LEFT + 450; x++)
        fill(x, BASE - 11 + (int)lround(9 * sin((x - LEFT - 150) / 300.0 * G_PI)), 1, PEN, GREY);
    ck_assert_int_ne(look(), RV_STRUCK_NOT);
}
END_TEST

START_TEST(thick_underlines_are_no_stroke)
{
    fill(LEFT, BASE - 1, RIGHT - LEFT, 6, BLACK);
    ck_assert_int_eq(look(), RV_STRUCK_NOT);
}
END_TEST

/* ---- what is no stroke --------------------------------------------------------------------- */

/* The white between blurred letters is grey, and ink to a threshold. */
START_TEST(blur_is_no_stroke)
{
    for (int x = LEFT; x < RIGHT; x++)
        for (int y = BASE - X_HEIGHT; y < BASE; y++) {
            guint gray;

            pixGetPixel(sheet.gray, x, y, &gray);
            if (gray > GREY)
                dot(x, y, GREY);
        }
    ck_assert_int_eq(look(), RV_STRUCK_NOT);
}
END_TEST

START_TEST(bars_are_no_stroke)
{
    fill(LEFT - 10, BASE - 30, RIGHT - LEFT + 20, 42, BLACK);
    ck_assert_int_eq(look(), RV_STRUCK_NOT);
}
END_TEST

/* The upper edge of a stamp. */
START_TEST(arcs_are_no_stroke)
{
    const int radius = 7 * X_HEIGHT, x = 400, y = BASE - 7 + radius;

    for (double a = 0; a < 2 * G_PI; a += 0.002)
        fill(x + (int)lround(radius * cos(a)) - 1, y + (int)lround(radius * sin(a)) - 1, PEN, PEN,
             BLACK);
    ck_assert_int_eq(look(), RV_STRUCK_NOT);
}
END_TEST

/* A signature may run along a line now and then. */
START_TEST(what_reaches_out_is_doubtful)
{
    stroke(LEFT, BASE - 6, RIGHT, BASE - 6);
    stroke(LEFT + 300, BASE - 6, LEFT + 360, BASE - 120);
    stroke(LEFT + 60, BASE - 6, LEFT + 30, BASE - 120);
    stroke(LEFT + 600, BASE - 6, LEFT + 630, BASE + 120);
    for (int x = LEFT; x < RIGHT; x += 100)
        stroke(x, BASE - 60, x + 20, BASE + 60);
    ck_assert_int_eq(look(), RV_STRUCK_PERHAPS);
}
END_TEST

START_TEST(the_edge_of_the_sheet_is_no_limit)
{
    stroke(0, BASE - 6, WIDTH, BASE - 6);
    line.left = -50;
    line.right = WIDTH + 50;
    ck_assert_int_eq(look(), RV_STRUCK_SURELY);
    line.base = -3;
    ck_assert_int_eq(look(), RV_STRUCK_NOT);
    line.base = HEIGHT + 8;
    ck_assert_int_eq(look(), RV_STRUCK_NOT);
    line.right = line.left - 10;
    ck_assert_int_eq(look(), RV_STRUCK_NOT);
}
END_TEST

Suite *
suite_struck(void)
{
    Suite *suite = suite_create("struck");
    TCase *tcase = tcase_create("lines");

    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, plain_text_is_not_struck);
    tcase_add_loop_test(tcase, strokes_along_the_letters_are_seen, 0, G_N_ELEMENTS(strokes));
    tcase_add_test(tcase, wavy_strokes_are_seen);
    tcase_add_test(tcase, strokes_follow_a_sloping_line);
    tcase_add_loop_test(tcase, strokes_that_join_letters_are_seen, 0, 4);
    tcase_add_test(tcase, bent_strokes_are_seen);
    tcase_add_test(tcase, thick_underlines_are_no_stroke);
    tcase_add_test(tcase, blur_is_no_stroke);
    tcase_add_test(tcase, bars_are_no_stroke);
    tcase_add_test(tcase, arcs_are_no_stroke);
    tcase_add_test(tcase, what_reaches_out_is_doubtful);
    tcase_add_test(tcase, the_edge_of_the_sheet_is_no_limit);
    suite_add_tcase(suite, tcase);
    return suite;
}
