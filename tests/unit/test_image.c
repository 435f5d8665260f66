/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/image-private.h"

#include <check.h>

Suite *suite_image(void);

/* A white page of A4 proportions at 72 dpi times `scale`. */
static RvPage
blank_page(int width, int height)
{
    RvPage page = {.number = 1,
                   .width_pt = 595.28,
                   .height_pt = 841.89,
                   .pixels = {g_malloc((gsize)width * height), width, height, 1, width}};

    memset(page.pixels.data, 255, (gsize)width * height);
    return page;
}

START_TEST(tiny_pages_make_sheets)
{
    const int sizes[][2] = {{1, 1}, {3, 2000}, {2000, 3}, {2, 2}, {17, 1}};

    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
        for (int turn = 0; turn < 360; turn += 90) {
            RvPage page = blank_page(sizes[i][0], sizes[i][1]);
            g_autoptr(RvSheet) sheet = rv_sheet_new(&page, turn, NULL);

            ck_assert_ptr_nonnull(sheet);
            ck_assert(sheet->is_blank);
            g_free(page.pixels.data);
        }
}
END_TEST

Suite *
suite_image(void)
{
    Suite *suite = suite_create("image");
    TCase *tcase = tcase_create("all");

    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, tiny_pages_make_sheets);
    suite_add_tcase(suite, tcase);
    return suite;
}
