/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What poor scans leave of rules, combs and the paper's edge, and what looks like them. */
#include "drawn-page.h"

#include <check.h>
#include <math.h>
#include <string.h>

Suite *suite_worn(void);

#define PITCH 36
#define CELL_HEIGHT 40

/* A row of closed cells at (x, y), with a figure in each; of its walls the k-th is there whole when
 * walls[k] is '|', as a stub at its foot for '.', and not at all for ' '. */
static void
draw_worn_comb(PIX *pix, int x, int y, const char *walls)
{
    int cells = (int)strlen(walls) - 1;

    fill(pix, x, y, PITCH * cells + 2, 2, 0);
    fill(pix, x, y + CELL_HEIGHT, PITCH * cells + 2, 2, 0);
    for (int i = 0; i <= cells; i++) {
        int height = walls[i] == '|' ? CELL_HEIGHT : walls[i] == '.' ? 12 : 0;

        fill(pix, x + PITCH * i, y + CELL_HEIGHT - height, 2, height, 0);
    }
    for (int i = 0; i < cells; i++)
        write_line(pix, "4", x + PITCH * i + 12, y + 30, 0);
}

static const char *const combs[] = {
    "|||||||||||||||",
    "|.||..|.|..|..|",
    "..|.|.||...|..|",
    "|...||..|......",
};

START_TEST(worn_combs_leave_only_their_figures)
{
    g_autoptr(PIX) pix = text_page(), plain = text_page();
    g_autoptr(RvSheet) sheet = NULL, bare = NULL;
    RvPx place = {295, 1490, 530, 60};

    draw_worn_comb(pix, 300, 1500, combs[_i]);
    for (int i = 0; i < 14; i++)
        write_line(plain, "4", 300 + PITCH * i + 12, 1530, 0);
    sheet = sheet_of(pix, 0);
    bare = sheet_of(plain, 0);
    ck_assert_int_gt(rv_sheet_count_ink(bare, place, FALSE), 0);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, place, FALSE),
                     rv_sheet_count_ink(bare, place, FALSE));
    for (int k = 0; k <= 14; k++) { /* the walls that are lost stand in the sheet as rules */
        guint found = 0;

        for (guint i = 0; i < sheet->rules->len; i++) {
            const RvSheetRule *rule = &g_array_index(sheet->rules, RvSheetRule, i);

            found += !rule->horizontal && abs(rule->box.x - (300 + PITCH * k)) <= 4 &&
                     abs(rule->box.y - 1500) <= 6;
        }
        ck_assert_msg(found == 1, "wall %d: %u", k, found);
    }
}
END_TEST

/* Figures of a table do not stand in cells, though its columns do stand at equal distances. */
START_TEST(tables_are_no_combs)
{
    g_autoptr(PIX) pix = text_page(), plain = text_page();
    g_autoptr(RvSheet) sheet = NULL, bare = NULL;

    for (int i = 0; i <= 5; i++)
        fill(pix, 300 + 100 * i, 1500, 2, CELL_HEIGHT, 0);
    fill(pix, 300, 1500, 502, 2, 0);
    fill(pix, 300, 1500 + CELL_HEIGHT, 502, 2, 0);
    for (int i = 0; i < 5; i++) {
        write_line(pix, "1l1", 330 + 100 * i, 1530, 0);
        write_line(plain, "1l1", 330 + 100 * i, 1530, 0);
    }
    sheet = sheet_of(pix, 0);
    bare = sheet_of(plain, 0);
    ck_assert_int_ge(rv_sheet_count_ink(sheet, (RvPx){305, 1505, 490, 30}, FALSE),
                     rv_sheet_count_ink(bare, (RvPx){305, 1505, 490, 30}, FALSE));
}
END_TEST

/* A row of letters that have run together: one row of pixels is all ink, and what hangs from it is
 * of every height. As thick and long, but even, it is a rule. */
static void
draw_band(PIX *pix, int y, gboolean even)
{
    static const int heights[] = {7, 7, 3, 6, 7, 2, 2, 7, 5, 3};

    for (int x = 0; x < MM(16); x++)
        fill(pix, 400 + x, y, 1, even ? 6 : heights[x % (int)G_N_ELEMENTS(heights)], 0);
}

START_TEST(rows_of_letters_are_no_rules)
{
    for (int even = FALSE; even <= TRUE; even++) {
        g_autoptr(PIX) pix = text_page();
        g_autoptr(RvSheet) sheet = NULL;
        int before, left;

        draw_band(pix, 1500, even);
        sheet = sheet_of(pix, 0);
        before = rv_sheet_count_ink(sheet, (RvPx){395, 1490, MM(18), 25}, TRUE);
        left = rv_sheet_count_ink(sheet, (RvPx){395, 1490, MM(18), 25}, FALSE);
        ck_assert_int_gt(before, MM(16));
        if (even)
            ck_assert_int_eq(left, 0);
        else
            ck_assert_int_ge(10 * left, 9 * before);
    }
}
END_TEST

/* The rings of a stamp are left to those who look for a signature. */
START_TEST(rings_are_no_rules)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;
    RvPx place = {300, 1400, 2 * MM(14) + 20, 2 * MM(14) + 20};
    double radius = MM(14);

    for (int y = -MM(15); y <= MM(15); y++)
        for (int x = -MM(15); x <= MM(15); x++)
            if (fabs(hypot(x, y) - radius) <= 2)
                fill(pix, place.x + 10 + MM(14) + x, place.y + 10 + MM(14) + y, 1, 1, 0);
    sheet = sheet_of(pix, 0);
    ck_assert_int_ge(100 * rv_sheet_count_ink(sheet, place, FALSE),
                     95 * rv_sheet_count_ink(sheet, place, TRUE));
    ck_assert_int_gt(rv_sheet_count_ink(sheet, place, TRUE), (int)(2 * 3 * radius));
}
END_TEST

/* A shadow that grows along the edge, and the edge itself in bits, are no print; a stroke as thin
 * further in is. */
START_TEST(edges_are_no_print)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;

    for (int i = 0; i < MM(2.5); i++)
        fill(pix, WIDTH - 1 - i, 0, 1, HEIGHT, 90 + 160 * (guint)i / (guint)MM(2.5));
    for (int k = 0; k < 3; k++)
        fill(pix, MM(4), 400 + 300 * k, 2, MM(5), 0);
    fill(pix, MM(12), 900, 2, MM(5), 0);
    sheet = sheet_of(pix, 0);
    ck_assert_int_eq(
        rv_sheet_count_ink(sheet, (RvPx){sheet->width - MM(3), 0, MM(3), sheet->height}, FALSE), 0);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){0, 300, MM(6), 900}, FALSE), 0);
    ck_assert_int_gt(rv_sheet_count_ink(sheet, (RvPx){MM(10), 880, MM(4), MM(8)}, FALSE), 0);
}
END_TEST

/* A ring, with a dot in it or a stroke across the upper or the lower half. */
START_TEST(zeros_are_the_same_upside_down)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;
    const RvPx at[] = {{300, 1500, 16, 24}, {400, 1500, 16, 24}, {500, 1500, 16, 24}};

    for (int i = 0; i < 3; i++) {
        fill(pix, at[i].x, at[i].y, 16, 24, 0);
        fill(pix, at[i].x + 3, at[i].y + 3, 10, 18, 255);
    }
    fill(pix, 400 + 6, 1500 + 10, 4, 4, 0);   /* a dotted zero */
    fill(pix, 500 + 10, 1500 + 3, 6, 9, 255); /* 6 */
    fill(pix, 500 + 3, 1500 + 11, 10, 3, 0);
    sheet = sheet_of(pix, 0);
    ck_assert_double_gt(rv_sheet_mirrored(sheet, at[0]), 0.95);
    ck_assert_double_gt(rv_sheet_mirrored(sheet, at[1]), 0.95);
    ck_assert_double_lt(rv_sheet_mirrored(sheet, at[2]), 0.7);
    ck_assert_double_eq(rv_sheet_mirrored(sheet, (RvPx){-50, -50, 20, 20}), 0);
}
END_TEST

Suite *
suite_worn(void)
{
    Suite *suite = suite_create("worn");
    TCase *tcase = tcase_create("all");

    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, worn_combs_leave_only_their_figures, 0, G_N_ELEMENTS(combs));
    tcase_add_test(tcase, tables_are_no_combs);
    tcase_add_test(tcase, rows_of_letters_are_no_rules);
    tcase_add_test(tcase, rings_are_no_rules);
    tcase_add_test(tcase, edges_are_no_print);
    tcase_add_test(tcase, zeros_are_the_same_upside_down);
    suite_add_tcase(suite, tcase);
    return suite;
}
