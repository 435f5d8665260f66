/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Black pixels of areas that begin and end anywhere in Leptonica's words of 32. */
#include "image/pix.h"

#include <check.h>

#define WIDTH 150
#define HEIGHT 7

Suite *suite_pix(void);

static PIX *
speckled(void)
{
    PIX *pix = pixCreate(WIDTH, HEIGHT, 1);

    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            pixSetPixel(pix, x, y, (x * x + 3 * y + x * y) % 5 < 2);
    return pix;
}

static int
count_slowly(PIX *pix, RvPx area)
{
    int n = 0;

    for (int y = area.y; y < rv_px_bottom(area); y++)
        for (int x = area.x; x < rv_px_right(area); x++) {
            l_uint32 on = 0;

            pixGetPixel(pix, x, y, &on); /* outside of the picture it stays 0 */
            n += (int)on;
        }
    return n;
}

START_TEST(test_counts)
{
    static const int edges[] = {-3, 0, 1, 30, 31, 32, 33, 63, 64, 65, 96, 127, 128, 149, 150, 160};
    g_autoptr(PIX) pix = speckled();

    for (guint a = 0; a < G_N_ELEMENTS(edges); a++)
        for (guint b = a; b < G_N_ELEMENTS(edges); b++) {
            RvPx area = {edges[a], _i, edges[b] - edges[a], 3};

            ck_assert_int_eq(rv_pix_count(pix, area), count_slowly(pix, area));
        }
}
END_TEST

Suite *
suite_pix(void)
{
    Suite *suite = suite_create("pix");
    TCase *tests = tcase_create("counts");

    tcase_add_loop_test(tests, test_counts, -4, HEIGHT + 1);
    suite_add_tcase(suite, tests);
    return suite;
}
