/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a page to pixels: which ones, and what is said of them. */
#include "pdf/pdf-private.h"
#include "recevable/error.h"
#include "recevable/pdf.h"

#include "pdf-maker.h"

#include <allheaders.h>
#include <check.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_disable() ((void)0)
#define __lsan_enable() ((void)0)
#endif
#include <string.h>
#include <unistd.h>

#include "recevable/cleanup.h"

#define A4 "/MediaBox[0 0 595.28 841.89]"
#define FULL_A4 "q 595.28 0 0 841.89 0 0 cm /I0 Do Q "

Suite *suite_pdf_page(void);

/* The error's code is in *code, -1 when there is none. */
static RvPage *
try_page(GBytes *bytes, int number, const RvPdfLimits *limits, int *code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, limits, &error);
    RvPage *page;

    ck_assert_msg(document != NULL, "%s", error ? error->message : "");
    page = rv_document_render(document, number, &error);
    ck_assert((page != NULL) == (error == NULL));
    *code = error ? error->code : -1;
    return page;
}

static RvPage *
draw_bytes(GBytes *bytes, int number)
{
    int code;
    RvPage *page = try_page(bytes, number, &rv_pdf_default_limits, &code);

    ck_assert_msg(page != NULL, "error %d", code);
    ck_assert_int_eq(page->number, number);
    g_bytes_unref(bytes);
    return page;
}

static RvPage *
draw(const char *keys, const char *content, const MadeImage *images, guint n)
{
    return draw_bytes(made_pdf(&(MadePage){keys, content, images, n, NULL}, 1), 1);
}

static int
gray_at(const RvPage *page, int x, int y)
{
    const RvPixels *p = &page->pixels;

    if (x < 0 || x >= p->width || y < 0 || y >= p->height) /* ck_assert() is slow when it holds */
        ck_abort_msg("no pixel %d,%d", x, y);
    return p->data[(gsize)y * (gsize)p->stride + (gsize)(x * p->channels)];
}

static void
assert_size(const RvPage *page, int width, int height)
{
    ck_assert_int_eq(page->pixels.width, width);
    ck_assert_int_eq(page->pixels.height, height);
}

/* The page's grey pixels are the 8-bit samples, as they are laid out after `turn`. */
static void
assert_same(const RvPage *page, const guint8 *samples, int width, int height, int turn)
{
    gboolean sideways = turn == 90 || turn == 270;

    assert_size(page, sideways ? height : width, sideways ? width : height);
    ck_assert_int_eq(page->pixels.channels, 1);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int to_x = turn == 0     ? x
                       : turn == 90  ? height - 1 - y
                       : turn == 180 ? width - 1 - x
                                     : y;
            int to_y = turn == 0     ? y
                       : turn == 90  ? x
                       : turn == 180 ? height - 1 - y
                                     : width - 1 - x;

            if (gray_at(page, to_x, to_y) != samples[y * width + x])
                ck_abort_msg("pixel %d,%d of the image differs (turn %d)", x, y, turn);
        }
}

static MadeImage
gray_image(int width, int height, const guint8 *samples)
{
    return (MadeImage){width, height, 8, 1, samples, (gsize)(width * height), NULL};
}

/* ---- vector pages ---- */

START_TEST(draws_vector_pages_at_300_dpi)
{
    g_autoptr(RvPage) page = draw("/MediaBox[0 0 144 72]", "0 0 72 36 re f", NULL, 0);

    assert_size(page, 600, 300);
    ck_assert_double_eq(page->width_pt, 144);
    ck_assert_double_eq(page->height_pt, 72);
    ck_assert_double_eq(page->dpi_x, 300);
    ck_assert_double_eq(page->dpi_y, 300);
    ck_assert(!page->is_scan && !page->is_blank && !page->is_damaged && !page->is_unreadable);
    ck_assert_int_eq(gray_at(page, 0, 299), 0);
    ck_assert_int_eq(gray_at(page, 0, 0), 255);
    ck_assert_int_eq(gray_at(page, 599, 299), 255);
    ck_assert_str_eq(page->text_layer, "");
}
END_TEST

START_TEST(keeps_colour_only_where_there_is_some)
{
    g_autoptr(RvPage) gray = draw("/MediaBox[0 0 144 72]", "0.5 g 0 0 72 36 re f", NULL, 0);
    g_autoptr(RvPage) red = draw("/MediaBox[0 0 144 72]", "1 0 0 rg 0 0 72 36 re f", NULL, 0);
    g_autoptr(RvPage) tick =
        draw("/MediaBox[0 0 144 72]", "0 0 1 RG 0.7 w 5 5 m 8 2 l 14 12 l S", NULL, 0);
    g_autoptr(RvPage) dust = draw("/MediaBox[0 0 144 72]", "1 0 0 rg 9 9 1 1 re f", NULL, 0);

    ck_assert_int_eq(gray->pixels.channels, 1);
    ck_assert_int_eq(red->pixels.channels, 3);
    ck_assert_mem_eq(red->pixels.data + (gsize)red->pixels.stride * 299, "\xff\0\0", 3);
    ck_assert_int_eq(tick->pixels.channels, 3);
    ck_assert_int_eq(dust->pixels.channels, 1);
}
END_TEST

/* The mark is at the bottom left of the paper. */
START_TEST(honours_rotate)
{
    static const struct {
        const char *keys;
        int width, height, x, y;
    } cases[] = {
        {"/MediaBox[0 0 144 72]", 600, 300, 10, 290},
        {"/MediaBox[0 0 144 72]/Rotate 90", 300, 600, 10, 10},
        {"/MediaBox[0 0 144 72]/Rotate 180", 600, 300, 590, 10},
        {"/MediaBox[0 0 144 72]/Rotate 270", 300, 600, 290, 590},
        {"/MediaBox[0 0 144 72]/Rotate -90", 300, 600, 290, 590},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(RvPage) page = draw(cases[i].keys, "0 0 12 12 re f", NULL, 0);

        assert_size(page, cases[i].width, cases[i].height);
        for (int y = 10; y < cases[i].height; y += cases[i].height - 20)
            for (int x = 10; x < cases[i].width; x += cases[i].width - 20)
                ck_assert_int_eq(gray_at(page, x, y), x == cases[i].x && y == cases[i].y ? 0 : 255);
    }
}
END_TEST

START_TEST(honours_the_crop_box)
{
    g_autoptr(RvPage) page = draw("/MediaBox[0 0 300 400]/CropBox[60 100 132 172]",
                                  "60 100 12 12 re f 0 0 50 400 re f", NULL, 0);

    assert_size(page, 300, 300);
    ck_assert_int_eq(gray_at(page, 10, 290), 0);
    ck_assert_int_eq(gray_at(page, 10, 10), 255);
    ck_assert_int_eq(gray_at(page, 100, 290), 255);
}
END_TEST

START_TEST(bounds_the_grid)
{
    RvPdfLimits limits = rv_pdf_default_limits;
    g_autoptr(GBytes) a4 = made_pdf(&(MadePage){.keys = A4, .content = "0 0 9 9 re f"}, 1);
    g_autoptr(GBytes) five_metres =
        made_pdf(&(MadePage){.keys = "/MediaBox[0 0 14173 14173]", .content = ""}, 1);
    g_autoptr(RvPage) small = NULL, ribbon = NULL;
    int code;

    limits.max_pixels = 1000 * 1000;
    small = try_page(a4, 1, &limits, &code);
    ck_assert_ptr_nonnull(small);
    ck_assert_int_le(small->pixels.width * small->pixels.height, 1000 * 1000);
    ck_assert_double_gt(small->dpi_x, 100);
    limits.max_pixels = 500 * 1000; /* 73 dpi */
    ck_assert_ptr_null(try_page(a4, 1, &limits, &code));
    ck_assert_int_eq(code, RV_ERROR_PAGE_TOO_LARGE);
    ck_assert_ptr_null(try_page(five_metres, 1, &rv_pdf_default_limits, &code));
    ck_assert_int_eq(code, RV_ERROR_PAGE_TOO_LARGE);

    ribbon = draw("/MediaBox[0 0 11000 40]", "0 0 11000 20 re f", NULL, 0);
    ck_assert_int_le(ribbon->pixels.width, 32000);
    ck_assert_int_eq(gray_at(ribbon, ribbon->pixels.width - 1, ribbon->pixels.height - 1), 0);
}
END_TEST

/* ---- scans ---- */

START_TEST(takes_a_scan_at_its_own_pixels)
{
    static const char *const turns[] = {A4, A4 "/Rotate 90", A4 "/Rotate 180", A4 "/Rotate 270"};
    const int width = 827, height = 1170; /* 100 dpi */
    g_autofree guint8 *noise = made_noise((gsize)(width * height));
    MadeImage image = gray_image(width, height, noise);

    for (int i = 0; i < 4; i++) {
        g_autoptr(RvPage) page = draw(turns[i], FULL_A4, &image, 1);

        assert_same(page, noise, width, height, 90 * i);
        ck_assert(page->is_scan && !page->is_blank && !page->is_damaged && !page->is_unreadable);
        ck_assert_double_eq_tol(page->dpi_x, 100, 0.2);
        ck_assert_double_eq_tol(page->dpi_y, 100, 0.2);
    }
}
END_TEST

/* A quarter turn made by the page's content, not by /Rotate. */
START_TEST(takes_a_scan_that_its_page_turns)
{
    const int width = 827, height = 1170;
    g_autofree guint8 *noise = made_noise((gsize)(width * height));
    MadeImage image = gray_image(width, height, noise);
    g_autoptr(RvPage) page =
        draw("/MediaBox[0 0 842 595]", "q 0 595 -842 0 842 0 cm /I0 Do Q", &image, 1);

    ck_assert(page->is_scan);
    assert_same(page, noise, width, height, 270);
}
END_TEST

START_TEST(takes_the_part_of_a_scan_in_the_crop_box)
{
    const int width = 1200, height = 1600; /* 144 dpi */
    g_autofree guint8 *noise = made_noise((gsize)(width * height));
    MadeImage image = gray_image(width, height, noise);
    g_autoptr(RvPage) page = draw("/MediaBox[0 0 600 800]/CropBox[50 100 550 750]",
                                  "q 600 0 0 800 0 0 cm /I0 Do Q", &image, 1);

    ck_assert(page->is_scan);
    assert_size(page, 1000, 1300);
    for (int y = 0; y < 1300; y += 7)
        for (int x = 0; x < 1000; x += 7)
            if (gray_at(page, x, y) != noise[(y + 100) * width + x + 100])
                ck_abort_msg("pixel %d,%d differs", x, y);
}
END_TEST

/* Rows of bits, and the same as samples of 0 and 255. */
static guint8 *
open_bits(const guint8 *bits, int width, int height)
{
    int stride = (width + 7) / 8;
    guint8 *samples = g_malloc((gsize)(width * height));

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            samples[y * width + x] = bits[y * stride + x / 8] >> (7 - x % 8) & 1 ? 255 : 0;
    return samples;
}

START_TEST(takes_a_fax_at_its_uneven_pixels)
{
    static const struct {
        int width, height;
        const char *keys;
        int turn;
        double dpi_x, dpi_y;
    } cases[] = {
        {1687, 2292, A4, 0, 204, 196},
        {1687, 2292, A4 "/Rotate 90", 90, 196, 204},
        {1728, 1143, A4, 0, 209, 97.8}, /* standard resolution: wider than high, and not turned */
        {1728, 1143, A4 "/Rotate 270", 270, 97.8, 209},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        int width = cases[i].width, height = cases[i].height;
        gsize length = (gsize)((width + 7) / 8 * height);
        g_autofree guint8 *bits = made_noise(length), *samples = open_bits(bits, width, height);
        MadeImage image = {width, height, 1, 1, bits, length, NULL};
        g_autoptr(RvPage) page = draw(cases[i].keys, FULL_A4, &image, 1);

        ck_assert(page->is_scan);
        assert_same(page, samples, width, height, cases[i].turn);
        ck_assert_double_eq_tol(page->dpi_x, cases[i].dpi_x, 0.1);
        ck_assert_double_eq_tol(page->dpi_y, cases[i].dpi_y, 0.1);
    }
}
END_TEST

START_TEST(takes_a_jpeg_as_it_is)
{
    g_autoptr(PIX) pix = pixCreate(1654, 2339, 32), back = NULL;
    g_autoptr(RvPage) page = NULL;
    MadeImage image = {1654, 2339, 8, 3, NULL, 0, "/Filter/DCTDecode"};
    l_uint8 *jpeg = NULL;
    size_t size = 0;

    for (int y = 0; y < 2339; y++)
        for (int x = 0; x < 1654; x++)
            pixSetRGBPixel(pix, x, y, 200 - x % 97, y % 255, (x / 9 + y / 5) % 200);
    ck_assert_int_eq(pixWriteMemJpeg(&jpeg, &size, pix, 80, 0), 0);
    image.data = jpeg;
    image.length = size;
    page = draw(A4, FULL_A4, &image, 1);
    back = pixReadMemJpeg(jpeg, size, 0, 1, NULL, 0);
    assert_size(page, 1654, 2339);
    ck_assert_int_eq(page->pixels.channels, 3);
    for (int y = 0; y < 2339; y += 3)
        for (int x = 0; x < 1654; x++) {
            const guint8 *got = page->pixels.data + (gsize)y * (gsize)page->pixels.stride + 3 * x;
            l_int32 r, g, b;

            pixGetRGBPixel(back, x, y, &r, &g, &b);
            if (ABS(r - got[0]) > 2 || ABS(g - got[1]) > 2 || ABS(b - got[2]) > 2)
                ck_abort_msg("pixel %d,%d differs", x, y);
        }
    lept_free(jpeg);
}
END_TEST

START_TEST(joins_strips)
{
    const int width = 1000, rows = 25, n = 40; /* 120 dpi */
    g_autofree guint8 *noise = made_noise((gsize)(width * rows * n));
    g_autofree MadeImage *strips = g_new0(MadeImage, n);
    g_autoptr(GString) content = g_string_new(NULL);
    g_autoptr(RvPage) page = NULL;

    for (int i = 0; i < n; i++) {
        strips[i] = gray_image(width, rows, noise + width * rows * i);
        g_string_append_printf(content, "q 600 0 0 15 0 %d cm /I%d Do Q ", 600 - 15 * (i + 1), i);
    }
    page = draw("/MediaBox[0 0 600 600]", content->str, strips, (guint)n);
    ck_assert(page->is_scan);
    assert_same(page, noise, width, rows * n, 0);
}
END_TEST

START_TEST(does_not_take_a_logo_for_a_scan)
{
    const char *content = "q 90 0 0 60 20 740 cm /I0 Do Q q 90 0 0 60 400 740 cm /I0 Do Q "
                          "BT /F1 10 Tf 60 500 Td (Bon de commande) Tj ET";
    g_autofree guint8 *noise = made_noise(300 * 200);
    MadeImage logo = gray_image(300, 200, noise);
    g_autoptr(RvPage) page = draw(A4, content, &logo, 1);

    ck_assert(!page->is_scan && !page->is_unreadable);
    assert_size(page, 2480, 3508);
}
END_TEST

/* Drawn forty times at one place, it still covers no page. */
START_TEST(does_not_count_a_logo_twice)
{
    g_autofree guint8 *noise = made_noise(300 * 200);
    MadeImage logo = gray_image(300, 200, noise);
    g_autoptr(GString) content = g_string_new(NULL);
    g_autoptr(RvPage) page = NULL;

    for (int i = 0; i < 40; i++)
        g_string_append(content, "q 180 0 0 120 20 640 cm /I0 Do Q ");
    page = draw(A4, content->str, &logo, 1);
    ck_assert(!page->is_scan);
}
END_TEST

START_TEST(does_not_take_a_thumbnail_for_a_scan)
{
    g_autofree guint8 *noise = made_noise(248 * 351);
    MadeImage thumbnail = gray_image(248, 351, noise); /* 30 dpi */
    g_autoptr(RvPage) page = draw(A4, FULL_A4, &thumbnail, 1);

    ck_assert(!page->is_scan);
    assert_size(page, 2480, 3508);
}
END_TEST

/* A checkerboard of 600 dpi: halved, each pixel is the mean of four. */
START_TEST(reduces_a_very_fine_scan)
{
    const int width = 834, height = 4168;
    g_autofree guint8 *board = g_malloc((gsize)(width * height));
    MadeImage image = gray_image(width, height, board);
    g_autoptr(RvPage) page = NULL;

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            board[y * width + x] = (x + y) % 2 ? 255 : 0;
    page = draw("/MediaBox[0 0 100 500]", "q 100 0 0 500 0 0 cm /I0 Do Q", &image, 1);
    ck_assert(page->is_scan);
    assert_size(page, width / 2, height / 2);
    for (int y = 10; y < height / 2 - 10; y += 13)
        for (int x = 10; x < width / 2 - 10; x += 11)
            if (ABS(gray_at(page, x, y) - 127) > 3)
                ck_abort_msg("pixel %d,%d is %d", x, y, gray_at(page, x, y));
}
END_TEST

/* One point a pixel: paper of 1.4 m x 1 m that nobody has. All its pixels count. */
START_TEST(takes_a_photograph_of_unmeasured_size)
{
    const int width = 1000, height = 1400;
    g_autofree guint8 *noise = made_noise((gsize)(width * height));
    MadeImage image = gray_image(width, height, noise);
    g_autoptr(RvPage) large =
        draw("/MediaBox[0 0 4000 5600]", "q 4000 0 0 5600 0 0 cm /I0 Do Q", &image, 1);
    g_autoptr(RvPage) small =
        draw("/MediaBox[0 0 80 112]", "q 80 0 0 112 0 0 cm /I0 Do Q", &image, 1);

    ck_assert(large->is_scan && small->is_scan);
    assert_same(large, noise, width, height, 0);
    assert_same(small, noise, width, height, 0);
}
END_TEST

/* ---- what lies over a scan ---- */

START_TEST(draws_what_lies_over_a_scan)
{
    const int width = 1860, height = 2631; /* 225 dpi */
    g_autofree guint8 *noise = made_noise((gsize)(width * height));
    MadeImage image = gray_image(width, height, noise);
    g_autoptr(RvPage) page = draw(A4, FULL_A4 "0 g 100 100 200 80 re f", &image, 1);

    ck_assert(page->is_scan);
    assert_size(page, width, height);
    ck_assert_int_eq(gray_at(page, width / 3, height - 130 * height / 842), 0);
    ck_assert_int_eq(gray_at(page, 5, 5), noise[5 * width + 5]);
}
END_TEST

/* A filled-in annotation is on the page, though it is not in its content. */
START_TEST(draws_annotations)
{
    PdfMaker *maker = pdf_maker_new();
    guint look = pdf_maker_add_stream(maker, "/Type/XObject/Subtype/Form/BBox[0 0 40 40]",
                                      "0 0 40 40 re f", 14);
    guint annotation = pdf_maker_add(
        maker, "<</Type/Annot/Subtype/Stamp/Rect[10 10 50 50]/F 4/AP<</N %u 0 R>>>>", look);
    g_autofree char *keys = g_strdup_printf("/MediaBox[0 0 72 72]/Annots[%u 0 R]", annotation);
    g_autoptr(RvPage) page = NULL;

    pdf_maker_add_page(maker, &(MadePage){.keys = keys});
    page = draw_bytes(pdf_maker_finish(maker, 1, ""), 1);
    ck_assert(!page->is_blank);
    ck_assert_int_eq(gray_at(page, 30 * 300 / 72, 42 * 300 / 72), 0);
}
END_TEST

/* A letterhead exported as a picture of 96 dpi under the letter's own print. */
START_TEST(draws_print_over_a_coarse_picture_finely)
{
    static const char *const turns[] = {A4, A4 "/Rotate 90"};
    const int width = 794, height = 1123;
    g_autofree guint8 *noise = made_noise((gsize)(width * height));
    MadeImage image = gray_image(width, height, noise);

    for (int i = 0; i < 2; i++) {
        g_autoptr(RvPage) page =
            draw(turns[i], FULL_A4 "0 g 100 100 90 4 re f 100 110 90 4 re f", &image, 1);

        ck_assert(!page->is_scan);
        assert_size(page, i ? 3508 : 2480, i ? 2480 : 3508);
    }
}
END_TEST

/* What an OCR program writes under a scan cannot be seen, and changes nothing. */
START_TEST(is_not_led_by_invisible_text)
{
    const int width = 794, height = 1123;
    g_autofree guint8 *noise = made_noise((gsize)(width * height));
    MadeImage image = gray_image(width, height, noise);
    g_autoptr(RvPage) page = draw(
        A4, FULL_A4 "BT 3 Tr /F1 12 Tf 60 500 Td (lu et approuve par le client) Tj ET", &image, 1);

    ck_assert(page->is_scan);
    assert_same(page, noise, width, height, 0);
    ck_assert_ptr_nonnull(strstr(page->text_layer, "lu et approuve"));
}
END_TEST

/* ---- what is said of a page ---- */

START_TEST(tells_blank_from_unreadable)
{
    g_autofree guint8 *white = g_malloc(827 * 1170), *black = g_malloc0(4125 * 100);
    MadeImage back = gray_image(827, 1170, white);
    MadeImage too_wide = {33000, 100, 1, 1, black, 4125 * 100, NULL};
    g_autoptr(RvPage) nothing = NULL, scanned = NULL, lost = NULL;

    /* Poppler loses its pattern for an image that cairo refuses, which may be one that cairo keeps
     * from drawing before. */
    __lsan_disable();
    memset(white, 255, 827 * 1170);
    nothing = draw(A4, NULL, NULL, 0);
    scanned = draw(A4, FULL_A4, &back, 1);
    lost = draw(A4, FULL_A4, &too_wide, 1);
    __lsan_enable();
    ck_assert(nothing->is_blank && !nothing->is_unreadable);
    ck_assert(scanned->is_blank && !scanned->is_unreadable && scanned->is_scan);
    ck_assert(lost->is_blank && lost->is_unreadable);
}
END_TEST

/* Declares 900 million pixels in 100 bytes; refused before they take 3.6 GB. */
START_TEST(refuses_an_image_made_to_exhaust_memory)
{
    g_autofree guint8 *noise = made_noise(100);
    MadeImage huge = {30000, 30000, 1, 1, noise, 100, NULL};
    g_autoptr(GBytes) bytes = made_pdf(&(MadePage){A4, FULL_A4, &huge, 1, NULL}, 1);
    gint64 start = g_get_monotonic_time();
    int code;

    ck_assert_ptr_null(try_page(bytes, 1, &rv_pdf_default_limits, &code));
    ck_assert_int_eq(code, RV_ERROR_PAGE_TOO_LARGE);
    ck_assert_int_lt(g_get_monotonic_time() - start, G_USEC_PER_SEC / 4);
}
END_TEST

/* What the bytes of a file declare: the most pixels, and the size that all images have. */
static const struct {
    const char *bytes;
    gint64 largest;
    int width, height;
} declared[] = {
    {"<</Width 30/Height 40>> <</Height 40 /Width 30>>", 1200, 30, 40},
    {"<</Width 30/Height 40>> <</Width 30/Height 41>>", 1230, 0, 0},
    {"<</Width 7 0 R/Height 40>> <</Width 30/Height 40>>", 1200, 0, 0},
    {"<</Width 30/Height 40>> <</Width 30>>", 1200, 0, 0},
    {"<</Widths 9 /Width 30/Height 40/HeightX 7>>", 1200, 30, 40},
    {"<</Height 1/Width 30000/Height 30000>>", 900000000, 0, 0}, /* whichever counts */
    {"<</Width 0/Height 0>>", 0, 0, 0},
    {"<</Width /Height>>", 0, 0, 0},
    {"/Width 30", 0, 0, 0},
    {"", 0, 0, 0},
};

START_TEST(knows_what_a_file_declares)
{
    g_autoptr(GBytes) bytes = g_bytes_new(declared[_i].bytes, strlen(declared[_i].bytes));
    RvDeclared found = rv_images_declared(bytes);

    ck_assert_int_eq(found.largest, declared[_i].largest);
    ck_assert_int_eq(found.width, declared[_i].width);
    ck_assert_int_eq(found.height, declared[_i].height);
}
END_TEST

START_TEST(marks_damage_on_its_page_only)
{
    g_autofree guint8 *noise = made_noise(5000);
    MadeImage jpeg = {827, 1170, 8, 1, noise, 5000, "/Filter/DCTDecode"};
    MadePage pages[3] = {{.keys = A4, .content = FULL_A4, .images = &jpeg, .n_images = 1},
                         {.keys = A4, .content = "0 0 9 9 re f (unclosed"},
                         {.keys = A4, .content = "0 0 9 9 re f"}};

    for (int i = 1; i <= 3; i++) {
        g_autoptr(RvPage) page = draw_bytes(made_pdf(pages, 3), i);

        ck_assert_msg(page->is_damaged == (i < 3), "page %d", i);
    }
}
END_TEST

/* "Output will probably be correct", says Poppler of those: a good page stays good. */
START_TEST(does_not_take_sloppiness_for_damage)
{
    g_autoptr(RvPage) page = draw(A4, "0 0 9 9 re f EMC", NULL, 0);

    ck_assert(!page->is_damaged);
}
END_TEST

/* A font that cannot be loaded: its text is missing, and only standard error is told. */
START_TEST(hears_what_is_printed_and_stays_silent)
{
    PdfMaker *maker = pdf_maker_new();
    guint file = pdf_maker_add_stream(maker, "/Length1 900", "not a font", 10);
    guint about = pdf_maker_add(maker,
                                "<</Type/FontDescriptor/FontName/AAAAAA+X/Flags 4/FontBBox[0 0 1 1]"
                                "/ItalicAngle 0/Ascent 1/Descent 0/StemV 1/FontFile2 %u 0 R>>",
                                file);
    guint font = pdf_maker_add(maker,
                               "<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+X/FirstChar 65"
                               "/LastChar 65/Widths[500]/FontDescriptor %u 0 R>>",
                               about);
    g_autofree char *fonts = g_strdup_printf("/F2 %u 0 R", font);
    g_autoptr(RvPage) page = NULL;
    int ends[2], saved = dup(STDERR_FILENO);
    char told[16];

    pdf_maker_add_page(maker, &(MadePage){.keys = "/MediaBox[0 0 72 72]",
                                          .content = "BT /F2 30 Tf 5 5 Td (A) Tj ET",
                                          .fonts = fonts});
    ck_assert_int_eq(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    page = draw_bytes(pdf_maker_finish(maker, 1, ""), 1);
    dup2(saved, STDERR_FILENO);
    close(saved);
    ck_assert_int_eq(read(ends[0], told, sizeof told), 0);
    close(ends[0]);
    ck_assert(page->is_damaged);
}
END_TEST

/* 570 kB of invisible text. (Of letters under 3 pt Poppler itself takes no more than 50,000.) */
START_TEST(caps_the_text_layer)
{
    g_autofree guint8 *noise = made_noise(900 * 600);
    MadeImage image = gray_image(900, 600, noise);
    g_autoptr(GString) content =
        g_string_new("q 3000 0 0 2000 0 0 cm /I0 Do Q BT 3 Tr /F1 4 Tf 1 1900 Td 5 TL ");
    g_autoptr(RvPage) page = NULL;

    for (int i = 0; i < 300; i++) {
        g_string_append(content, "(");
        for (int k = 0; k < 1000; k++)
            g_string_append(content, k % 9 ? "\\351" : " "); /* e acute: two bytes in UTF-8 */
        g_string_append(content, ") Tj T* ");
    }
    g_string_append(content, "ET");
    page = draw("/MediaBox[0 0 3000 2000]", content->str, &image, 1);
    ck_assert_uint_gt(strlen(page->text_layer), 200 * 1000);
    ck_assert_uint_le(strlen(page->text_layer), 256 * 1024 + 3);
    ck_assert(g_utf8_validate(page->text_layer, -1, NULL));
}
END_TEST

/* Of all pages together, too. */
START_TEST(caps_all_text_layers)
{
    static const char *const kept[] = {"abcde", "abc", ""};
    const MadePage page = {A4, "BT /F1 12 Tf 9 9 Td (abcdefgh) Tj ET", NULL, 0, NULL};
    const MadePage pages[] = {page, page, page};
    RvPdfLimits limits = rv_pdf_default_limits;
    g_autoptr(GBytes) bytes = made_pdf(pages, 3);
    g_autoptr(RvDocument) document = NULL;

    limits.max_page_text = 5;
    limits.max_text = 8;
    document = rv_document_open(bytes, NULL, &limits, NULL);
    for (int i = 0; i < 3; i++) {
        g_autoptr(RvPage) drawn = rv_document_render(document, i + 1, NULL);

        ck_assert_str_eq(drawn->text_layer, kept[i]);
    }
}
END_TEST

START_TEST(refuses_a_page_that_is_not_there)
{
    PdfMaker *maker = pdf_maker_new();
    g_autoptr(GBytes) bytes = NULL;
    int code;

    pdf_maker_add_page(maker, &(MadePage){.keys = A4, .content = ""});
    bytes = pdf_maker_finish(maker, 3, "");
    ck_assert_ptr_null(try_page(bytes, 3, &rv_pdf_default_limits, &code));
    ck_assert_int_eq(code, RV_ERROR_DAMAGED);
}
END_TEST

Suite *
suite_pdf_page(void)
{
    Suite *suite = suite_create("pdf_page");
    TCase *vector = tcase_create("vector"), *scan = tcase_create("scan"),
          *over = tcase_create("over"), *said = tcase_create("said");

    tcase_add_test(vector, draws_vector_pages_at_300_dpi);
    tcase_add_test(vector, keeps_colour_only_where_there_is_some);
    tcase_add_test(vector, honours_rotate);
    tcase_add_test(vector, honours_the_crop_box);
    tcase_add_test(vector, bounds_the_grid);
    suite_add_tcase(suite, vector);
    tcase_set_timeout(scan, 60);
    tcase_add_test(scan, takes_a_scan_at_its_own_pixels);
    tcase_add_test(scan, takes_a_scan_that_its_page_turns);
    tcase_add_test(scan, takes_the_part_of_a_scan_in_the_crop_box);
    tcase_add_test(scan, takes_a_fax_at_its_uneven_pixels);
    tcase_add_test(scan, takes_a_jpeg_as_it_is);
    tcase_add_test(scan, joins_strips);
    tcase_add_test(scan, does_not_take_a_logo_for_a_scan);
    tcase_add_test(scan, does_not_count_a_logo_twice);
    tcase_add_test(scan, does_not_take_a_thumbnail_for_a_scan);
    tcase_add_test(scan, reduces_a_very_fine_scan);
    tcase_add_test(scan, takes_a_photograph_of_unmeasured_size);
    suite_add_tcase(suite, scan);
    tcase_add_test(over, draws_what_lies_over_a_scan);
    tcase_add_test(over, draws_annotations);
    tcase_add_test(over, draws_print_over_a_coarse_picture_finely);
    tcase_add_test(over, is_not_led_by_invisible_text);
    suite_add_tcase(suite, over);
    tcase_add_test(said, tells_blank_from_unreadable);
    tcase_add_test(said, refuses_an_image_made_to_exhaust_memory);
    tcase_add_loop_test(said, knows_what_a_file_declares, 0, G_N_ELEMENTS(declared));
    tcase_add_test(said, marks_damage_on_its_page_only);
    tcase_add_test(said, does_not_take_sloppiness_for_damage);
    tcase_add_test(said, hears_what_is_printed_and_stays_silent);
    tcase_add_test(said, caps_the_text_layer);
    tcase_add_test(said, caps_all_text_layers);
    tcase_add_test(said, refuses_a_page_that_is_not_there);
    suite_add_tcase(suite, said);
    return suite;
}
