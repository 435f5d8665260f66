/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages drawn with Leptonica at 150 and 300 dpi, turned, tilted, shaded and put on a desk. */
#include "drawn-page.h"
#include "image/image-private.h"
#include "recevable/error.h"

#include <check.h>
#include <math.h>

#define NEAR_PT 1.5
#define DISC_MM 5

Suite *suite_image(void);

/* Text and four discs near the corners, which no clean-up takes away. */
static PIX *
disc_page(void)
{
    const int at[4][2] = {{160, 150}, {1050, 190}, {1010, 1560}, {200, 1590}};
    PIX *pix = text_page();

    for (int i = 0; i < 4; i++)
        for (int y = -MM(DISC_MM) / 2; y <= MM(DISC_MM) / 2; y++) {
            int half = (int)sqrt(MM(DISC_MM) * MM(DISC_MM) / 4.0 - y * y);

            fill(pix, at[i][0] - half, at[i][1] + y, 2 * half + 1, 1, 0);
        }
    return pix;
}

/* Centres of the discs of a picture; returns how many. */
static int
find_discs(PIX *ink, double dpi, double centres[][2], int most)
{
    g_auto(RvPieces) pieces = rv_pieces_find(ink);
    int n = 0, size = rv_pix_mm(dpi, DISC_MM);

    for (guint i = 0; i < pieces.pieces->len && n < most; i++) {
        RvPiece piece = g_array_index(pieces.pieces, RvPiece, i);
        RvPx box = piece.box;

        if (abs(box.w - size) > size / 4 || abs(box.h - size) > size / 4 ||
            piece.area < 0.7 * box.w * box.h)
            continue;
        centres[n][0] = box.x + box.w / 2.0;
        centres[n++][1] = box.y + box.h / 2.0;
    }
    return n;
}

/* Every disc of the sheet lies where one of the page does, in points. */
static void
check_map(PIX *source, double source_dpi, const RvSheet *sheet, double to_pt)
{
    double there[8][2], here[8][2];
    g_autoptr(PIX) ink = pixThresholdToBinary(source, 100);

    ck_assert_int_eq(find_discs(ink, source_dpi, there, 8), 4);
    ck_assert_int_eq(find_discs(sheet->ink, sheet->dpi, here, 8), 4);
    for (int i = 0; i < 4; i++) {
        double x, y, best = G_MAXDOUBLE;

        rv_map_point(&sheet->to_page, here[i][0], here[i][1], &x, &y);
        for (int j = 0; j < 4; j++)
            best = MIN(best, hypot(there[j][0] * to_pt - x, there[j][1] * to_pt - y));
        ck_assert_msg(best <= NEAR_PT, "off by %.2f pt", best);
    }
}

static PIX *
tilted(PIX *pix, double clockwise_deg)
{
    return pixRotate(pix, (l_float32)(clockwise_deg * G_PI / 180), L_ROTATE_AREA_MAP,
                     L_BRING_IN_WHITE, 0, 0);
}

START_TEST(tiny_pages_make_sheets)
{
    const int sizes[][2] = {{1, 1}, {3, 2000}, {2000, 3}, {2, 2}, {17, 1}, {40, 40}};

    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
        for (int turn = 0; turn < 360; turn += 90) {
            g_autoptr(PIX) pix = white_page(sizes[i][0], sizes[i][1]);
            g_autoptr(RvSheet) sheet = sheet_of(pix, turn);

            ck_assert(sheet->is_blank);
            ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){-5, -5, 9000, 9000}, TRUE), 0);
        }
}
END_TEST

START_TEST(pages_without_pixels_are_refused)
{
    RvPage page = {.number = 1, .width_pt = 595, .height_pt = 842, .pixels = {NULL, 0, 0, 1, 0}};
    guint8 sample = 0;
    g_autoptr(GError) error = NULL;

    ck_assert_ptr_null(rv_sheet_new(&page, 0, &error));
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_INTERNAL));
    page.pixels = (RvPixels){&sample, 4, 4, 1, 2}; /* rows shorter than they claim */
    ck_assert_ptr_null(rv_sheet_new(&page, 0, NULL));
    page.pixels = (RvPixels){&sample, 1, 1, 2, 2};
    ck_assert_ptr_null(rv_sheet_new(&page, 0, NULL));
}
END_TEST

START_TEST(a_clean_page_is_left_alone)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = sheet_of(pix, 0);

    ck_assert(!sheet->is_blank);
    ck_assert_int_eq(sheet->page, 3);
    ck_assert_int_eq(sheet->width, WIDTH);
    ck_assert_int_eq(sheet->height, HEIGHT);
    ck_assert_int_eq(sheet->rotation, 0);
    ck_assert_double_eq_tol(sheet->skew_deg, 0, 0.1);
    ck_assert_double_eq_tol(sheet->dpi, DPI, 0.1);
    ck_assert_uint_eq(sheet->rules->len, 0);
    ck_assert_uint_eq(sheet->leaders->len, 0);
    ck_assert_ptr_null(sheet->color);
    ck_assert_int_eq(rv_sheet_px(sheet, 72), DPI);
    ck_assert_int_eq(rv_pix_count(sheet->ink, (RvPx){0, 0, WIDTH, HEIGHT}),
                     rv_pix_count(sheet->print, (RvPx){0, 0, WIDTH, HEIGHT}));
}
END_TEST

START_TEST(quarter_turns_are_undone)
{
    g_autoptr(PIX) pix = text_page();

    for (int quarters = 0; quarters < 4; quarters++) {
        g_autoptr(PIX) turned = pixRotateOrth(pix, quarters);
        g_autoptr(RvSheet) sheet = sheet_of(turned, 0);
        g_autoptr(RvSheet) other = sheet_of(turned, 90);

        ck_assert_int_eq(sheet->rotation, (360 - 90 * quarters) % 360);
        ck_assert_int_eq(sheet->width, WIDTH);
        ck_assert_int_eq(other->rotation, (sheet->rotation + 90) % 360);
        ck_assert_int_eq(other->width, HEIGHT);
    }
}
END_TEST

START_TEST(skew_is_found_and_undone)
{
    const double angles[] = {-11, -3.2, -0.6, 0.4, 1.7, 7};
    g_autoptr(PIX) pix = text_page();

    for (guint i = 0; i < G_N_ELEMENTS(angles); i++) {
        g_autoptr(PIX) askew = tilted(pix, angles[i]);
        g_autoptr(RvSheet) sheet = sheet_of(askew, 0), again = NULL;

        ck_assert_double_eq_tol(sheet->skew_deg, angles[i], 0.3);
        again = sheet_of(sheet->gray, 0);
        ck_assert_double_eq_tol(again->skew_deg, 0, 0.3);
    }
}
END_TEST

START_TEST(map_leads_back_to_the_page)
{
    const double angles[] = {0, -1.5, 4};
    g_autoptr(PIX) pix = disc_page();

    for (guint i = 0; i < G_N_ELEMENTS(angles); i++)
        for (int quarters = 0; quarters < 4; quarters++) {
            g_autoptr(PIX) askew = tilted(pix, angles[i]);
            g_autoptr(PIX) turned = pixRotateOrth(askew, quarters);
            g_autoptr(RvSheet) sheet = sheet_of(turned, quarters == 2 ? 180 : 0);

            check_map(turned, DPI, sheet, 72.0 / DPI);
        }
}
END_TEST

/* A page of absurd proportions is reduced by hundreds on its way to a look. */
START_TEST(reduces_by_any_factor)
{
    g_autoptr(PIX) white = pixCreate(900, 900, 8), small = NULL;
    l_uint32 value;

    pixSetAll(white);
    small = rv_pix_reduce(white, 450);
    ck_assert_int_eq(pixGetWidth(small), 2);
    ck_assert_int_eq(pixGetHeight(small), 2);
    pixGetPixel(small, 1, 1, &value);
    ck_assert_uint_eq(value, 255);
}
END_TEST

START_TEST(map_survives_cropping_and_scaling)
{
    g_autoptr(PIX) pix = disc_page(), crop = rv_pix_crop(pix, (RvPx){100, 60, 1040, 1640});
    g_autoptr(PIX) fine = pixScale(crop, 4, 4);
    RvPage page = drawn_page_of(fine, 1040 * 0.48, 1640 * 0.48);
    g_autoptr(RvSheet) sheet = rv_sheet_new(&page, 0, NULL);

    g_free(page.pixels.data);
    ck_assert_double_le(sheet->dpi, RV_SHEET_MAX_DPI);
    ck_assert_int_eq(sheet->width, (int)(1040 * 0.48 / 72 * RV_SHEET_MAX_DPI + 0.5));
    check_map(fine, 600, sheet, 0.12);
}
END_TEST

START_TEST(fax_pixels_become_square)
{
    g_autoptr(PIX) pix = disc_page(), flat = pixScale(pix, 1, 0.6f);
    RvPage page = drawn_page_of(flat, 595.2, 841.9);
    g_autoptr(RvSheet) sheet = rv_sheet_new(&page, 0, NULL);
    double discs[8][2];

    g_free(page.pixels.data);
    ck_assert_double_eq_tol((double)sheet->height / sheet->width, sqrt(2), 0.01);
    ck_assert_int_eq(find_discs(sheet->ink, sheet->dpi, discs, 8), 4);
}
END_TEST

/* A rule of `thickness` pixels and a tick box of `box_mm` on a page of text. */
START_TEST(rules_are_found_and_boxes_are_not)
{
    const double box_mm[] = {2.2, 4, 6};
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;

    fill(pix, 150, 1450, 900, 2, 0);
    fill(pix, 150, 1450, 2, 200, 0);
    for (guint i = 0; i < G_N_ELEMENTS(box_mm); i++) {
        int side = MM(box_mm[i]), x = 300 + 100 * (int)i;

        fill(pix, x, 1500, side, side, 0);
        fill(pix, x + 1, 1501, side - 2, side - 2, 255);
    }
    sheet = sheet_of(pix, 0);
    ck_assert_uint_eq(sheet->rules->len, 2);
    for (guint i = 0; i < 2; i++) {
        RvSheetRule rule = g_array_index(sheet->rules, RvSheetRule, i);

        ck_assert_int_le(
            abs((rule.horizontal ? rule.box.w : rule.box.h) - (rule.horizontal ? 900 : 200)), 6);
    }
    for (guint i = 0; i < G_N_ELEMENTS(box_mm); i++) {
        RvPx around = {295 + 100 * (int)i, 1495, MM(box_mm[i]) + 10, MM(box_mm[i]) + 10};

        ck_assert_int_ge(rv_sheet_count_ink(sheet, around, FALSE), 4 * MM(box_mm[i]) - 8);
    }
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){140, 1440, 100, 230}, FALSE), 0);
    ck_assert_int_gt(rv_sheet_count_ink(sheet, (RvPx){140, 1440, 100, 230}, TRUE), 300);
}
END_TEST

START_TEST(strokes_over_a_rule_stay)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;

    fill(pix, 150, 1500, 900, 2, 0);
    fill(pix, 400, 1470, 3, 60, 0);    /* across */
    fill(pix, 702, 1400, 1, 200, 150); /* a faint streak ... */
    fill(pix, 702, 1420, 3, 16, 0);    /* ... and a stroke along it */
    sheet = sheet_of(pix, 0);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){400, 1470, 3, 60}, FALSE), 180);
    ck_assert_int_ge(rv_sheet_count_ink(sheet, (RvPx){700, 1420, 6, 16}, FALSE), 44);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){500, 1490, 150, 20}, FALSE), 0);
}
END_TEST

static void
draw_dots(PIX *pix, int x, int y, int n, int step)
{
    for (int i = 0; i < n; i++)
        fill(pix, x + step * i, y, 2, 2, 0);
}

START_TEST(leaders_are_found_and_ellipses_are_not)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;
    RvPx leader;

    draw_dots(pix, 300, 1500, 60, 6);
    draw_dots(pix, 300, 1550, 3, 6);  /* an ellipsis */
    draw_dots(pix, 300, 1600, 1, 6);  /* a colon ... */
    draw_dots(pix, 300, 1608, 60, 6); /* ... right before a leader */
    for (int i = 0; i < 20; i++)
        fill(pix, 300 + 14 * i, 1650, 9, 2, 0); /* dashes */
    sheet = sheet_of(pix, 0);
    ck_assert_uint_eq(sheet->leaders->len, 3);
    leader = g_array_index(sheet->leaders, RvPx, 0);
    ck_assert_int_eq(leader.x, 300);
    ck_assert_int_eq(leader.w, 59 * 6 + 2);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){290, 1490, 500, 20}, FALSE), 0);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){290, 1545, 50, 20}, FALSE), 12);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){290, 1595, 13, 20}, FALSE), 8);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){290, 1640, 500, 20}, FALSE), 0);
}
END_TEST

/* The strokes of combs, with figures between them. Open ones stand on a line; a group of two cells
 * is in one piece with its line, which is too short for a rule. */
static void
draw_comb(PIX *pix, int x, int y, int cells, gboolean open)
{
    int height = open ? 18 : 40;

    fill(pix, x, y + 40, 36 * cells + 2, 2, 0);
    if (!open)
        fill(pix, x, y, 36 * cells + 2, 2, 0);
    for (int i = 0; i <= cells; i++)
        fill(pix, x + 36 * i, y + 40 - height, 2, height, 0);
    for (int i = 0; i < cells; i++)
        write_line(pix, "4", x + 36 * i + 12, y + 30, 0);
}

START_TEST(combs_leave_only_their_figures)
{
    static const int groups[] = {5, 3, 2, 1};

    for (int open = FALSE; open <= TRUE; open++) {
        g_autoptr(PIX) pix = text_page(), plain = text_page();
        g_autoptr(RvSheet) sheet = NULL, bare = NULL;
        RvPx place = {295, 1495, 500, 50};

        for (int g = 0, x = 300; g < 4; x += 36 * groups[g++] + 20) {
            draw_comb(pix, x, 1500, groups[g], open);
            for (int i = 0; i < groups[g]; i++)
                write_line(plain, "4", x + 36 * i + 12, 1530, 0);
        }
        sheet = sheet_of(pix, 0);
        bare = sheet_of(plain, 0);
        ck_assert_int_gt(rv_sheet_count_ink(bare, place, FALSE), 0);
        ck_assert_int_eq(rv_sheet_count_ink(sheet, place, FALSE),
                         rv_sheet_count_ink(bare, place, FALSE));
    }
}
END_TEST

/* Letters on a line to write on are none of its strokes. */
START_TEST(thin_letters_on_a_line_stay)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;
    static const int at[] = {300, 310, 318, 341, 350, 372}; /* l, i and 1 as they come */

    fill(pix, 290, 1540, 300, 2, 0);
    for (guint i = 0; i < G_N_ELEMENTS(at); i++)
        fill(pix, at[i], 1520, 3, 19, 0);
    sheet = sheet_of(pix, 0);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){290, 1510, 300, 29}, FALSE),
                     3 * 19 * (int)G_N_ELEMENTS(at));
}
END_TEST

START_TEST(text_on_a_leader_stays)
{
    g_autoptr(PIX) pix = text_page(), plain = text_page();
    g_autoptr(RvSheet) sheet = NULL, bare = NULL;
    RvPx place = {495, 1465, 360, 34}; /* above the dots */

    draw_dots(pix, 300, 1500, 110, 6);
    write_line(pix, "Clinique du Lac", 500, 1494, 0);
    write_line(plain, "Clinique du Lac", 500, 1494, 0);
    sheet = sheet_of(pix, 0);
    bare = sheet_of(plain, 0);
    ck_assert_int_ge(sheet->leaders->len, 1);
    ck_assert_int_ge(rv_sheet_count_ink(sheet, place, FALSE),
                     rv_sheet_count_ink(bare, place, FALSE) * 95 / 100);
}
END_TEST

static const struct {
    guint grey;
    gboolean ink; /* counts as such itself, besides its letters */
} bars[] = {{90, TRUE}, {130, FALSE}, {176, FALSE}};

START_TEST(bars_are_turned_over_for_reading)
{
    g_autoptr(PIX) pix = text_page(), crop = NULL;
    g_autoptr(RvSheet) sheet = NULL;
    RvPx bar = {150, 1450, 900, 36};
    l_float32 mean = 0;

    fill(pix, bar.x, bar.y, bar.w, bar.h, bars[_i].grey);
    write_line(pix, "Informations sur la prestation", 200, 1478, 255);
    sheet = sheet_of(pix, 0);
    crop = rv_pix_crop(sheet->text, bar);
    pixAverageInRect(crop, NULL, NULL, 0, 255, 1, &mean);
    ck_assert_double_gt(mean, 215);
    ck_assert_int_gt(rv_sheet_count_ink(sheet, bar, FALSE), 500); /* its letters */
    ck_assert_int_lt(rv_sheet_count_ink(sheet, bar, FALSE), bar.w * bar.h / 4);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, bar, TRUE) > bar.w * bar.h / 2, bars[_i].ink);
}
END_TEST

static const guint cell_greys[] = {150, 176, 200};

START_TEST(grey_cells_with_dark_text_stay)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;

    fill(pix, 150, 1450, 900, 36, cell_greys[_i]);
    write_line(pix, "Informations sur la prestation", 200, 1478, 0);
    sheet = sheet_of(pix, 0);
    ck_assert_int_gt(rv_sheet_count_ink(sheet, (RvPx){200, 1455, 500, 28}, FALSE), 500);
}
END_TEST

START_TEST(dark_surroundings_are_painted_over)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;

    fill(pix, 0, 0, 40, HEIGHT, 30);
    for (int x = 0; x < WIDTH; x++) /* a wedge */
        fill(pix, x, 0, 1, 60 - x / 25, 20);
    sheet = sheet_of(pix, 0);
    ck_assert_double_eq_tol(sheet->skew_deg, 0, 0.1);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){0, 0, 100, HEIGHT}, TRUE), 0);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){0, 0, WIDTH, 100}, TRUE), 0);
}
END_TEST

START_TEST(shadows_vanish_and_text_stays)
{
    g_autoptr(PIX) pix = text_page(), plain = text_page();
    g_autoptr(RvSheet) sheet = NULL, bare = sheet_of(plain, 0);
    RvPx text = {100, 200, 1000, 1250};
    int before = rv_sheet_count_ink(bare, text, FALSE), after;

    for (int y = 0; y < HEIGHT; y++) /* half of the page at 45 % of the light */
        for (int x = 0; x < WIDTH; x++) {
            l_uint32 value;
            double light = 0.45 + 0.5 / (1 + exp((x - WIDTH / 2) / 60.0));

            pixGetPixel(pix, x, y, &value);
            pixSetPixel(pix, x, y, (l_uint32)(value * light));
        }
    sheet = sheet_of(pix, 0);
    after = rv_sheet_count_ink(sheet, text, FALSE);
    ck_assert_int_lt(abs(after - before), before / 5);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){0, 1450, WIDTH, 300}, TRUE), 0);
}
END_TEST

START_TEST(a_photographed_sheet_is_cut_out)
{
    const l_float32 from[8] = {0, 0, WIDTH, 0, WIDTH, HEIGHT, 0, HEIGHT};
    const l_float32 to[8] = {130, 140, 1120, 110, 1160, 1640, 80, 1600};
    g_autoptr(PIX) pix = disc_page(), desk = NULL;
    g_autoptr(RvSheet) sheet = NULL;
    PTA *source = ptaCreate(4), *target = ptaCreate(4);

    for (int i = 0; i < 8; i += 2) {
        ptaAddPt(source, from[i], from[i + 1]);
        ptaAddPt(target, to[i], to[i + 1]);
    }
    desk = pixProjectivePta(pix, target, source, L_BRING_IN_BLACK);
    ptaDestroy(&source);
    ptaDestroy(&target);
    sheet = sheet_of(desk, 0);
    ck_assert_double_eq_tol((double)sheet->height / sheet->width, sqrt(2), 0.02);
    ck_assert_double_eq_tol(sheet->dpi, DPI * sqrt(1035.0 * 1495 / (WIDTH * HEIGHT)), 4);
    ck_assert_int_eq(sheet->rotation, 0);
    ck_assert_int_eq(rv_sheet_count_ink(sheet, (RvPx){0, 0, sheet->width, 40}, TRUE), 0);
    check_map(desk, DPI * 0.86, sheet, 72.0 / DPI);
}
END_TEST

START_TEST(colour_is_kept_where_there_is_any)
{
    RvPage page = {.number = 1, .width_pt = 595.2, .height_pt = 841.9, .pixels = {0}};
    RvPixels *p = &page.pixels;

    *p = (RvPixels){g_malloc((gsize)WIDTH * HEIGHT * 3), WIDTH, HEIGHT, 3, WIDTH * 3};
    memset(p->data, 240, (gsize)WIDTH * HEIGHT * 3);
    for (int pass = 0; pass < 2; pass++) {
        g_autoptr(RvSheet) sheet = rv_sheet_new(&page, 0, NULL);

        ck_assert_int_eq(sheet->color != NULL, pass);
        for (int y = 300; y < 340; y++) /* a blue stroke */
            for (int x = 300; x < 340; x++)
                memcpy(p->data + ((gsize)y * WIDTH + x) * 3, (guint8[]){20, 40, 200}, 3);
    }
    g_free(p->data);
}
END_TEST

/* A strip along a slanted baseline comes out straight: a slanted rule of ink lies level in it. */
START_TEST(strips_follow_their_baseline)
{
    g_autoptr(PIX) pix = text_page();
    g_autoptr(RvSheet) sheet = NULL;
    RvStrip strip = {
        .left = 200, .right = 600, .base = 1480, .slope = 0.05, .above = 40, .below = 20};
    int width = rv_strip_width(&strip, 36);
    g_autofree guint8 *pixels = g_malloc((gsize)width * 36);

    sheet = sheet_of(pix, 0);
    for (int x = 200; x < 600; x++)
        for (int y = 0; y < 6; y++)
            pixSetPixel(sheet->text, x, 1477 + y + (x - 200) / 20, 0);
    rv_sheet_cut(sheet, RV_SHEET_TEXT, &strip, 36, pixels);
    ck_assert_int_eq(width, 240); /* 60 rows become 36 */
    ck_assert_double_eq_tol(rv_strip_x(&strip, 36, width), 600, 1e-9);
    for (int x = 5; x < width - 5; x++) {
        ck_assert_int_lt(pixels[24 * width + x], 90); /* the baseline */
        ck_assert_int_gt(pixels[10 * width + x], 200);
        ck_assert_int_gt(pixels[33 * width + x], 200);
    }
    strip.left = -50; /* beside the sheet it is white */
    strip.right = -10;
    rv_sheet_cut(sheet, RV_SHEET_PRINT, &strip, 36, pixels);
    ck_assert_int_eq(pixels[0], 255);
}
END_TEST

START_TEST(places_and_pieces)
{
    g_autoptr(PIX) pix = text_page(), bits = pixCreate(70, 3, 1);
    g_autoptr(RvSheet) sheet = sheet_of(pix, 0);
    g_auto(RvPieces) pieces = {0};
    RvPlace place = rv_sheet_place(sheet, (RvPx){150, 300, 75, 150});

    ck_assert_int_eq(place.page, 3);
    ck_assert_double_eq_tol(place.pt.x0, 72, 0.1);
    ck_assert_double_eq_tol(place.pt.y1, 216, 0.1);
    ck_assert_ptr_null(rv_pix_crop(pix, (RvPx){WIDTH, 0, 5, 5}));
    pixRasterop(bits, 30, 0, 5, 1, PIX_SET, NULL, 0, 0); /* over the end of a word */
    pixRasterop(bits, 35, 1, 1, 2, PIX_SET, NULL, 0, 0); /* touches by a corner */
    pixRasterop(bits, 69, 2, 1, 1, PIX_SET, NULL, 0, 0);
    pieces = rv_pieces_find(bits);
    ck_assert_uint_eq(pieces.pieces->len, 2);
    ck_assert_int_eq(g_array_index(pieces.pieces, RvPiece, 0).area, 7);
    ck_assert_int_eq(g_array_index(pieces.pieces, RvPiece, 0).box.w, 6);
    rv_pieces_erase(&pieces, (const guint8[]){TRUE, FALSE}, bits);
    ck_assert_int_eq(rv_pix_count(bits, (RvPx){0, 0, 70, 3}), 1);
}
END_TEST

/* What is left of a pixel without the colour of stamps: black print always, blue print beside red.
 */
START_TEST(color_fades)
{
    static const struct {
        int red, green, blue;
        gboolean black, red_picture; /* is it dark in these pictures? */
    } cases[] = {{20, 20, 30, TRUE, TRUE},
                 {130, 80, 180, FALSE, FALSE}, /* a stamp */
                 {0, 40, 170, FALSE, TRUE},
                 {200, 30, 30, FALSE, FALSE},
                 {250, 250, 250, FALSE, FALSE}};
    l_uint32 pixel;

    composeRGBPixel(cases[_i].red, cases[_i].green, cases[_i].blue, &pixel);
    ck_assert_int_eq(rv_plain_grey(pixel, RV_SHEET_BLACK) < 128, cases[_i].black);
    ck_assert_int_eq(rv_plain_grey(pixel, RV_SHEET_RED) < 128, cases[_i].red_picture);
}
END_TEST

static void
add_tests(TCase *tcase)
{
    tcase_add_loop_test(tcase, color_fades, 0, 5);
    tcase_add_test(tcase, tiny_pages_make_sheets);
    tcase_add_test(tcase, pages_without_pixels_are_refused);
    tcase_add_test(tcase, a_clean_page_is_left_alone);
    tcase_add_test(tcase, quarter_turns_are_undone);
    tcase_add_test(tcase, skew_is_found_and_undone);
    tcase_add_test(tcase, map_leads_back_to_the_page);
    tcase_add_test(tcase, map_survives_cropping_and_scaling);
    tcase_add_test(tcase, reduces_by_any_factor);
    tcase_add_test(tcase, fax_pixels_become_square);
    tcase_add_test(tcase, rules_are_found_and_boxes_are_not);
    tcase_add_test(tcase, strokes_over_a_rule_stay);
    tcase_add_test(tcase, leaders_are_found_and_ellipses_are_not);
    tcase_add_test(tcase, combs_leave_only_their_figures);
    tcase_add_test(tcase, thin_letters_on_a_line_stay);
    tcase_add_test(tcase, text_on_a_leader_stays);
    tcase_add_loop_test(tcase, bars_are_turned_over_for_reading, 0, G_N_ELEMENTS(bars));
    tcase_add_loop_test(tcase, grey_cells_with_dark_text_stay, 0, G_N_ELEMENTS(cell_greys));
    tcase_add_test(tcase, dark_surroundings_are_painted_over);
    tcase_add_test(tcase, shadows_vanish_and_text_stays);
    tcase_add_test(tcase, a_photographed_sheet_is_cut_out);
    tcase_add_test(tcase, colour_is_kept_where_there_is_any);
    tcase_add_test(tcase, strips_follow_their_baseline);
    tcase_add_test(tcase, places_and_pieces);
}

Suite *
suite_image(void)
{
    Suite *suite = suite_create("image");
    TCase *tcase = tcase_create("all");

    tcase_set_timeout(tcase, 120); /* the sanitizers are slow */
    add_tests(tcase);
    suite_add_tcase(suite, tcase);
    return suite;
}
