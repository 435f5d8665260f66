/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gauge/gauge-private.h"

#include <check.h>
#include <math.h>
#include <string.h>

Suite *suite_gauge(void);

#define FULL_DPI 300
#define WIDTH 1500
#define HEIGHT 2000
#define MARGIN_PX 150
#define X_HEIGHT 21 /* as 10 points at FULL_DPI */
#define INK 20      /* of 0-255 */

static const RvReadingHint well_read = {300, 0.95, X_HEIGHT};
static const RvReadingHint not_read = {0, -1, 0};

/* ---- sheets made by hand ------------------------------------------------------------------ */

static void
fill(PIX *gray, int x, int y, int w, int h)
{
    for (int j = y; j < y + h; j++)
        for (int i = x; i < x + w; i++)
            pixSetPixel(gray, i, j, INK);
}

/* Shapes like an E with strokes of 3 pixels. */
static PIX *
printed_page(int width, int height)
{
    PIX *gray = pixCreate(width, height, 8);

    pixSetAll(gray);
    for (int y = MARGIN_PX; y + X_HEIGHT < height - MARGIN_PX; y += 50)
        for (int x = MARGIN_PX; x + 15 < width - MARGIN_PX; x += 22) {
            fill(gray, x, y, 3, X_HEIGHT);
            for (int bar = 0; bar < 3; bar++)
                fill(gray, x, y + 9 * bar, 14, 3);
        }
    return gray;
}

static void
set_gray(RvSheet *sheet, PIX *gray)
{
    pixDestroy(&sheet->gray);
    pixDestroy(&sheet->print);
    sheet->gray = gray;
    sheet->width = pixGetWidth(gray);
    sheet->height = pixGetHeight(gray);
    sheet->print = pixThresholdToBinary(gray, 200);
}

static RvSheet *
sheet_of(PIX *gray)
{
    RvSheet *sheet = g_new0(RvSheet, 1);

    sheet->page = 1;
    sheet->dpi = FULL_DPI;
    sheet->width_pt = 360;
    sheet->height_pt = 480;
    sheet->paper = 250;
    sheet->rules = g_array_new(FALSE, FALSE, sizeof(RvSheetRule));
    sheet->leaders = g_array_new(FALSE, FALSE, sizeof(RvPx));
    set_gray(sheet, gray);
    return sheet;
}

static RvSheet *
printed_sheet(void)
{
    return sheet_of(printed_page(WIDTH, HEIGHT));
}

static RvSheet *
white_sheet(int width, int height)
{
    PIX *gray = pixCreate(width, height, 8);

    pixSetAll(gray);
    return sheet_of(gray);
}

/* What a good reader says of it. */
static RvReadingHint
reading_of(const RvSheet *sheet)
{
    return (RvReadingHint){300, 0.95, X_HEIGHT * sheet->height / (double)HEIGHT};
}

static RvReadability *
gauge(const RvSheet *sheet, const RvReadingHint *hint)
{
    RvReadability *readability = rv_readability_new();

    rv_readability_add(readability, sheet, hint);
    ck_assert_uint_eq(readability->pages->len, 1);
    ck_assert_int_ge(readability->score, 0);
    ck_assert_int_le(readability->score, 100);
    return readability;
}

static int
score_of(const RvSheet *sheet, const RvReadingHint *hint)
{
    g_autoptr(RvReadability) readability = gauge(sheet, hint);

    return readability->score;
}

static const RvDefect *
find_defect(const RvReadability *readability, const char *type)
{
    const GArray *defects = g_array_index(readability->pages, RvPageScore, 0).defects;

    for (guint i = 0; i < defects->len; i++)
        if (g_str_equal(g_array_index(defects, RvDefect, i).type, type))
            return &g_array_index(defects, RvDefect, i);
    return NULL;
}

static gboolean
is_named(const RvSheet *sheet, const RvReadingHint *hint, const char *type)
{
    g_autoptr(RvReadability) readability = gauge(sheet, hint);
    const RvDefect *defect = find_defect(readability, type);

    if (defect) {
        ck_assert_ptr_nonnull(defect->advice);
        ck_assert_double_gt(defect->severity, 0);
        ck_assert_double_le(defect->severity, 1);
    }
    return defect != NULL;
}

/* The sheet that the stage before makes of a page. */
static RvSheet *
cleaned(PIX *gray)
{
    int width = pixGetWidth(gray), height = pixGetHeight(gray);
    g_autofree guint8 *data = g_malloc((gsize)width * height);
    RvPage page = {
        .number = 1, .width_pt = 360, .height_pt = 480, .pixels = {data, width, height, 1, width}};
    RvSheet *sheet;

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            l_uint32 value;

            pixGetPixel(gray, x, y, &value);
            data[(gsize)y * width + x] = (guint8)value;
        }
    sheet = rv_sheet_new(&page, 0, NULL);
    ck_assert_ptr_nonnull(sheet);
    return sheet;
}

/* ---- ways to make a sheet worse ----------------------------------------------------------- */

typedef void (*Spoil)(RvSheet *sheet, double much);

static void
blur(RvSheet *sheet, double much)
{
    set_gray(sheet, pixBlockconv(sheet->gray, (int)much, (int)much));
}

static void
reduce(RvSheet *sheet, double much)
{
    set_gray(sheet, pixScale(sheet->gray, (l_float32)(1 / much), (l_float32)(1 / much)));
    sheet->dpi = FULL_DPI / much;
}

static void
fade(RvSheet *sheet, double much)
{
    PIX *gray = pixCopy(NULL, sheet->gray);

    for (int y = 0; y < sheet->height; y++)
        for (int x = 0; x < sheet->width; x++) {
            l_uint32 value;

            pixGetPixel(gray, x, y, &value);
            pixSetPixel(gray, x, y, 255 - (l_uint32)((255 - value) * (1 - much)));
        }
    set_gray(sheet, gray);
}

static void
speckle(RvSheet *sheet, double much)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    PIX *gray = pixCopy(NULL, sheet->gray);

    for (int i = 0; i < much; i++)
        fill(gray, g_rand_int_range(random, 0, sheet->width - 2),
             g_rand_int_range(random, 0, sheet->height - 2), 2, 2);
    set_gray(sheet, gray);
}

static void
shrink(RvSheet *sheet, double much)
{
    sheet->dpi = FULL_DPI * much; /* the same pixels on less paper */
}

static void
grain(RvSheet *sheet, double much)
{
    sheet->noise = much;
}

static void
darken(RvSheet *sheet, double much)
{
    sheet->paper = 255 - much;
}

static void
skew(RvSheet *sheet, double much)
{
    sheet->skew_deg = -much;
}

static const struct {
    const char *type;
    Spoil spoil;
    double steps[4];
    int worst; /* the last step scores at most that */
} ladders[] = {
    {"blurry", blur, {1, 2, 3, 4}, 60},
    {"low-resolution", reduce, {1.5, 2, 3, 4}, 60},
    {"faint", fade, {0.4, 0.55, 0.65, 0.75}, 75},
    {"specks", speckle, {200, 1000, 5000, 30000}, 70},
    {"noisy", grain, {3, 10, 20, 40}, 70},
    {"dark", darken, {60, 120, 180, 230}, 65},
    {"text-too-small", shrink, {1.5, 2, 2.5, 3.5}, 80},
    {"skewed", skew, {2, 4, 7, 12}, 85},
};

START_TEST(a_sharp_page_is_good_and_has_no_defect)
{
    g_autoptr(RvSheet) sheet = printed_sheet();
    g_autoptr(RvReadability) readability = gauge(sheet, &well_read);
    const RvPageScore *page = &g_array_index(readability->pages, RvPageScore, 0);

    ck_assert_int_ge(page->score, 90);
    ck_assert_uint_eq(page->defects->len, 0);
    ck_assert_int_eq(page->page, 1);
    ck_assert_int_eq(page->dpi, FULL_DPI);
    ck_assert_int_ge(score_of(sheet, &not_read), 90);
}
END_TEST

START_TEST(worse_is_never_better)
{
    g_autoptr(RvSheet) good = printed_sheet();
    int last = score_of(good, &well_read);

    ck_assert(!is_named(good, &well_read, ladders[_i].type));
    for (guint k = 0; k < G_N_ELEMENTS(ladders[_i].steps); k++) {
        g_autoptr(RvSheet) sheet = printed_sheet();
        RvReadingHint hint;
        int score;

        ladders[_i].spoil(sheet, ladders[_i].steps[k]);
        hint = reading_of(sheet);
        score = score_of(sheet, &hint);
        ck_assert_msg(score <= last, "%s, step %u: %d after %d", ladders[_i].type, k, score, last);
        last = score;
        if (k + 1 == G_N_ELEMENTS(ladders[_i].steps))
            ck_assert_msg(is_named(sheet, &hint, ladders[_i].type), "not named: %s",
                          ladders[_i].type);
    }
    ck_assert_msg(last <= ladders[_i].worst, "%s ends with %d", ladders[_i].type, last);
}
END_TEST

START_TEST(specks_along_leaders_are_none)
{
    g_autoptr(RvSheet) sheet = printed_sheet();
    RvPx all = {0, 0, sheet->width, sheet->height};
    double with;

    speckle(sheet, 3000);
    with = rv_specks_density(sheet, INK);
    g_array_append_val(sheet->leaders, all);
    ck_assert_double_gt(with, 5);
    ck_assert_double_eq_tol(rv_specks_density(sheet, INK), 0, 1e-9);
}
END_TEST

START_TEST(doubt_of_the_reader_lowers_the_score)
{
    g_autoptr(RvSheet) sheet = printed_sheet();
    int last = 100;

    for (int percent = 100; percent >= 0; percent -= 10) {
        RvReadingHint hint = {.n_words = 300, .confidence = percent / 100.0};
        int score = score_of(sheet, &hint);

        ck_assert_int_le(score, last);
        ck_assert_int_eq(is_named(sheet, &hint, "hard-to-read"), percent <= 70);
        last = score;
    }
    ck_assert_int_lt(last, 20);
}
END_TEST

START_TEST(print_without_a_word_is_hard_to_read)
{
    const RvReadingHint nothing = {.n_words = 0, .confidence = 0};
    g_autoptr(RvSheet) sheet = printed_sheet(), white = white_sheet(WIDTH, HEIGHT);

    ck_assert(is_named(sheet, &nothing, "hard-to-read"));
    ck_assert_int_lt(score_of(sheet, &nothing), 20);
    fill(white->gray, 100, 100, 5, 200); /* one stroke of a pen */
    set_gray(white, pixCopy(NULL, white->gray));
    ck_assert(!is_named(white, &nothing, "hard-to-read"));
}
END_TEST

START_TEST(a_lost_reader_is_not_believed_about_letters)
{
    const RvReadingHint sure = {300, 0.6, X_HEIGHT}, lost = {300, 0.6, 3 * X_HEIGHT};
    g_autoptr(RvSheet) sheet = printed_sheet();

    blur(sheet, 3);
    ck_assert_int_le(score_of(sheet, &lost), score_of(sheet, &sure) + 3);
}
END_TEST

START_TEST(black_and_white_needs_more_pixels)
{
    g_autoptr(RvSheet) sheet = printed_sheet();
    RvReadingHint hint;
    int gray;

    reduce(sheet, 2);
    hint = reading_of(sheet);
    gray = score_of(sheet, &hint);
    ck_assert(!is_named(sheet, &hint, "black-and-white"));
    sheet->is_bilevel = TRUE;
    ck_assert(is_named(sheet, &hint, "black-and-white"));
    ck_assert_int_lt(score_of(sheet, &hint), gray);
}
END_TEST

START_TEST(a_turned_page_is_told_but_costs_little)
{
    g_autoptr(RvSheet) sheet = printed_sheet();
    int upright = score_of(sheet, &well_read);

    sheet->rotation = 180;
    ck_assert(is_named(sheet, &well_read, "wrong-way-up"));
    ck_assert_int_le(score_of(sheet, &well_read), upright);
    ck_assert_int_ge(score_of(sheet, &well_read), upright - 5);
}
END_TEST

START_TEST(a_blank_page_hides_nothing)
{
    g_autoptr(RvSheet) sheet = white_sheet(WIDTH, HEIGHT);
    g_autoptr(RvReadability) readability = NULL;
    const RvPageScore *page;

    sheet->is_blank = TRUE;
    sheet->paper = 60; /* nor does a dark one */
    readability = gauge(sheet, &not_read);
    page = &g_array_index(readability->pages, RvPageScore, 0);
    ck_assert_int_eq(page->score, 100);
    ck_assert_uint_eq(page->defects->len, 1);
    ck_assert_ptr_nonnull(find_defect(readability, "blank"));
}
END_TEST

START_TEST(a_page_too_faint_to_have_ink_is_not_blank)
{
    g_autoptr(RvSheet) sheet = printed_sheet();
    const RvReadingHint nothing = {.n_words = 0, .confidence = 0};

    fade(sheet, 0.85);
    sheet->is_blank = TRUE;
    ck_assert(!is_named(sheet, &nothing, "blank"));
    ck_assert(is_named(sheet, &nothing, "faint"));
    ck_assert_int_lt(score_of(sheet, &nothing), 20);
}
END_TEST

START_TEST(what_shines_through_leaves_a_page_blank)
{
    g_autoptr(RvSheet) sheet = printed_sheet();
    g_autoptr(RvReadability) readability = NULL;

    fade(sheet, 0.92);
    sheet->is_blank = TRUE;
    readability = gauge(sheet, &not_read);
    ck_assert_ptr_nonnull(find_defect(readability, "blank"));
}
END_TEST

START_TEST(a_page_that_cannot_be_shown_is_worth_nothing)
{
    g_autoptr(RvSheet) sheet = white_sheet(WIDTH, HEIGHT);

    sheet->is_unreadable = TRUE;
    for (int blank = 0; blank < 2; blank++) {
        sheet->is_blank = blank;
        ck_assert(is_named(sheet, &not_read, "unreadable"));
        ck_assert(!is_named(sheet, &not_read, "blank"));
        ck_assert_int_eq(score_of(sheet, &not_read), 0);
    }
}
END_TEST

START_TEST(a_damaged_page_is_never_blank)
{
    g_autoptr(RvSheet) sheet = white_sheet(WIDTH, HEIGHT);

    sheet->is_damaged = sheet->is_blank = TRUE;
    ck_assert(is_named(sheet, &not_read, "damaged"));
    ck_assert(!is_named(sheet, &not_read, "blank"));
    ck_assert_int_le(score_of(sheet, &not_read), 80);
}
END_TEST

START_TEST(the_document_scores_as_its_worst_page)
{
    g_autoptr(RvReadability) readability = rv_readability_new();
    g_autoptr(RvSheet) good = printed_sheet(), bad = printed_sheet();
    int worst;

    ck_assert_int_eq(readability->score, 100);
    ck_assert_uint_eq(readability->pages->len, 0);
    blur(bad, 4);
    bad->page = 2;
    worst = score_of(bad, &well_read);
    rv_readability_add(readability, good, &well_read);
    rv_readability_add(readability, bad, &well_read);
    rv_readability_add(readability, good, &well_read);
    ck_assert_int_eq(readability->score, worst);
    ck_assert_uint_eq(readability->pages->len, 3);
    ck_assert_int_eq(g_array_index(readability->pages, RvPageScore, 1).page, 2);
}
END_TEST

START_TEST(the_image_stage_tells_what_the_paper_was_like)
{
    g_autoptr(PIX) print = printed_page(WIDTH, HEIGHT), binary = pixThresholdToBinary(print, 128);
    g_autoptr(PIX) bilevel = pixConvertTo8(binary, 0), dark = pixCopy(NULL, print);
    g_autoptr(PIX) dim = NULL, grainy = NULL;
    g_autoptr(RvSheet) plain_sheet = cleaned(print), bilevel_sheet = cleaned(bilevel);
    g_autoptr(RvSheet) dark_sheet = NULL, dim_sheet = NULL, grainy_sheet = NULL;

    pixMultConstantGray(dark, 0.4f);
    dark_sheet = cleaned(dark);
    dim = pixCopy(NULL, print);
    pixMultConstantGray(dim, 0.8f);
    dim_sheet = cleaned(dim);
    grainy = pixAddGaussianNoise(dim, 15);
    grainy_sheet = cleaned(grainy);
    ck_assert(bilevel_sheet->is_bilevel);
    ck_assert(!plain_sheet->is_bilevel);
    ck_assert(!is_named(bilevel_sheet, &well_read, "black-and-white")); /* it has the pixels */
    ck_assert_double_gt(plain_sheet->paper, 245);
    ck_assert_double_eq_tol(dark_sheet->paper, 0.4 * 255, 15);
    ck_assert(is_named(dark_sheet, &well_read, "dark"));
    ck_assert(!is_named(dim_sheet, &well_read, "dark"));
    ck_assert_double_gt(grainy_sheet->noise, dim_sheet->noise + 3);
    ck_assert_int_lt(score_of(grainy_sheet, &well_read), score_of(dim_sheet, &well_read));
}
END_TEST

START_TEST(tiny_sheets_are_gauged)
{
    static const int sizes[][2] = {{1, 1}, {1, 4000}, {4000, 1}, {2, 2}, {17, 3}};

    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
        for (int ink = 0; ink < 2; ink++)
            for (int blank = 0; blank < 2; blank++) {
                g_autoptr(RvSheet) sheet = white_sheet(sizes[i][0], sizes[i][1]);
                PIX *gray = pixCopy(NULL, sheet->gray);

                if (ink)
                    pixClearAll(gray);
                set_gray(sheet, gray);
                sheet->is_blank = blank;
                score_of(sheet, &well_read);
                sheet->dpi = 1;
                score_of(sheet, &not_read);
            }
}
END_TEST

START_TEST(the_table_is_sound_and_known_to_the_schema)
{
    g_autofree char *schema = NULL;

    ck_assert_msg(g_file_get_contents("docs/result.schema.json", &schema, NULL, NULL),
                  "start the tests in the project's root");
    for (guint i = 0; i < rv_n_defect_rows; i++) {
        const RvDefectRow *row = &rv_defect_rows[i];
        g_autofree char *quoted = g_strdup_printf("\"%s\"", row->type);
        double measures[RV_MEASURES] = {0};

        ck_assert_msg(strstr(schema, quoted) != NULL, "not in the schema: %s", row->type);
        ck_assert_double_gt(row->bad, row->fine);
        ck_assert_double_gt(row->weight, 0);
        ck_assert_double_le(row->weight, 1);
        measures[row->measure] = row->fine;
        ck_assert_double_eq_tol(rv_defect_severity(row, measures), 0, 1e-9);
        measures[row->measure] = 2 * row->bad;
        ck_assert_double_eq_tol(rv_defect_severity(row, measures), 1, 1e-9);
        measures[row->measure] = NAN;
        ck_assert_double_eq_tol(rv_defect_severity(row, measures), 0, 1e-9);
    }
}
END_TEST

Suite *
suite_gauge(void)
{
    Suite *suite = suite_create("gauge");
    TCase *tcase = tcase_create("all");

    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_sharp_page_is_good_and_has_no_defect);
    tcase_add_loop_test(tcase, worse_is_never_better, 0, G_N_ELEMENTS(ladders));
    tcase_add_test(tcase, specks_along_leaders_are_none);
    tcase_add_test(tcase, doubt_of_the_reader_lowers_the_score);
    tcase_add_test(tcase, print_without_a_word_is_hard_to_read);
    tcase_add_test(tcase, a_lost_reader_is_not_believed_about_letters);
    tcase_add_test(tcase, black_and_white_needs_more_pixels);
    tcase_add_test(tcase, a_turned_page_is_told_but_costs_little);
    tcase_add_test(tcase, a_blank_page_hides_nothing);
    tcase_add_test(tcase, a_page_too_faint_to_have_ink_is_not_blank);
    tcase_add_test(tcase, what_shines_through_leaves_a_page_blank);
    tcase_add_test(tcase, a_page_that_cannot_be_shown_is_worth_nothing);
    tcase_add_test(tcase, a_damaged_page_is_never_blank);
    tcase_add_test(tcase, the_document_scores_as_its_worst_page);
    tcase_add_test(tcase, the_image_stage_tells_what_the_paper_was_like);
    tcase_add_test(tcase, tiny_sheets_are_gauged);
    tcase_add_test(tcase, the_table_is_sound_and_known_to_the_schema);
    suite_add_tcase(suite, tcase);
    return suite;
}
