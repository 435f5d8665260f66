/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/net-private.h"
#include "read/read-private.h"

#include "recevable/error.h"

#include <check.h>
#include <glib/gstdio.h>
#include <leptonica/allheaders.h>
#include "recevable/cleanup.h"
#include <math.h>
#include <string.h>

Suite *suite_read(void);

#define DPI 200

/* ---- the engine's models ------------------------------------------------------------------ */

static const struct {
    const char *tessdata, *languages;
    int code;
    const char *says;
} refused[] = {
    {"/nonexistent", "fra", RV_ERROR_NO_MODEL, "tesseract-ocr-fra"},
    {NULL, "zz_top", RV_ERROR_NO_MODEL, "tesseract-ocr-zz-top"},
    {NULL, "fra+zzz", RV_ERROR_NO_MODEL, "tesseract-ocr-zzz"},
    {NULL, "../etc", RV_ERROR_USAGE, "../etc"},
    {NULL, "fra+", RV_ERROR_USAGE, "fra+eng"},
    {NULL, "", RV_ERROR_USAGE, "fra"},
};

START_TEST(refuses_models)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader =
        rv_reader_new(refused[_i].tessdata, refused[_i].languages, RV_READER_FAST, &error);

    ck_assert_ptr_null(reader);
    ck_assert(g_error_matches(error, RV_ERROR, refused[_i].code));
    ck_assert_msg(strstr(error->message, refused[_i].says) != NULL, "%s", error->message);
}
END_TEST

/* A file that is there but no model. */
START_TEST(refuses_a_broken_model)
{
    g_autofree char *folder = g_dir_make_tmp("recevable-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "fra.traineddata", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = NULL;

    ck_assert(g_file_set_contents(path, "nothing of use", -1, NULL));
    reader = rv_reader_new(folder, "fra", RV_READER_FAST, &error);
    ck_assert_ptr_null(reader);
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_NO_MODEL));
    g_unlink(path);
    g_rmdir(folder);
}
END_TEST

/* ---- lines -------------------------------------------------------------------------------- */

static GArray *
pieces_of(PIX *print)
{
    GArray *pieces = g_array_new(FALSE, TRUE, sizeof(RvSheetPiece));
    g_autoptr(BOXA) boxes = pixConnCompBB(print, 8);

    for (int i = 0; i < boxaGetCount(boxes); i++) {
        RvSheetPiece piece = {0};

        boxaGetBoxGeometry(boxes, i, &piece.box.x, &piece.box.y, &piece.box.w, &piece.box.h);
        piece.area = piece.box.w * piece.box.h;
        g_array_append_val(pieces, piece);
    }
    return pieces;
}

static RvSheet *
sheet_of(PIX *pix)
{
    RvSheet *sheet = g_new0(RvSheet, 1);

    sheet->page = 1;
    sheet->width = pixGetWidth(pix);
    sheet->height = pixGetHeight(pix);
    sheet->dpi = DPI;
    sheet->gray = pix;
    sheet->text = pixClone(pix);
    sheet->print = pixThresholdToBinary(pix, 128);
    sheet->pieces = pieces_of(sheet->print);
    sheet->rules = g_array_new(FALSE, TRUE, sizeof(RvSheetRule));
    sheet->leaders = g_array_new(FALSE, TRUE, sizeof(RvPx));
    return sheet;
}

static void
add_word(RvReading *reading, guint line, int x, const char *text)
{
    RvWord word = {.text = g_strdup(text),
                   .box = {x, 100 + 40 * (int)line, 10 * (int)strlen(text), 20},
                   .confidence = 0.9,
                   .line = line};

    g_array_append_val(reading->words, word);
}

START_TEST(splits_and_sorts_lines)
{
    g_autoptr(RvSheet) sheet = sheet_of(pixCreate(800, 600, 8));
    g_autoptr(RvReading) reading = rv_reading_new(1);
    RvSheetRule rules[] = {
        {{285, 90, 2, 40}, FALSE},
        {{200, 89, 400, 2}, TRUE},  /* what it hangs on */
        {{222, 100, 4, 75}, FALSE}, /* the stroke of a pen parts nothing */
    };
    const RvLine *line;

    g_array_append_vals(sheet->rules, rules, G_N_ELEMENTS(rules));
    add_word(reading, 1, 100, "below");
    add_word(reading, 0, 300, "cell"); /* behind the rule */
    add_word(reading, 0, 100, "first");
    add_word(reading, 0, 160, "words,");
    add_word(reading, 0, 230, "near");
    add_word(reading, 0, 500, "far"); /* behind a wide gap */
    rv_reading_lay_out(reading, sheet);
    ck_assert_uint_eq(reading->lines->len, 4);
    line = &g_array_index(reading->lines, RvLine, 0);
    ck_assert_uint_eq(line->n, 3);
    ck_assert_str_eq(g_array_index(reading->words, RvWord, line->first).text, "first");
    line = &g_array_index(reading->lines, RvLine, 3);
    ck_assert_str_eq(g_array_index(reading->words, RvWord, line->first).text, "below");
    ck_assert_uint_eq(g_array_index(reading->words, RvWord, line->first).line, 3);
    ck_assert_double_eq_tol(reading->confidence, 0.9, 1e-9);
}
END_TEST

/* A pen stroke makes the engine begin a new line in the middle of a row: the row is one again. A
 * neighbour that is higher, or further away with nothing in between, stays apart. */
START_TEST(joins_what_a_stroke_parted)
{
    g_autoptr(RvSheet) sheet = sheet_of(pixCreate(800, 600, 8));
    g_autoptr(RvReading) reading = rv_reading_new(1);
    RvWord rest = {
        .text = g_strdup("rest"), .box = {205, 104, 40, 20}, .confidence = 0.9, .line = 1};
    RvWord high = {
        .text = g_strdup("high"), .box = {250, 100, 40, 60}, .confidence = 0.9, .line = 2};
    RvWord far = {.text = g_strdup("far"), .box = {400, 100, 40, 20}, .confidence = 0.9, .line = 3};
    const RvLine *line;

    pixClearAll(sheet->print);
    add_word(reading, 0, 100, "begin");
    g_array_append_val(reading->words, rest); /* 55 pixels behind: with ink in between */
    g_array_append_val(reading->words, high);
    g_array_append_val(reading->words, far);
    pixRasterop(sheet->print, 170, 105, 4, 10, PIX_SET, NULL, 0, 0);
    rv_reading_lay_out(reading, sheet);
    ck_assert_uint_eq(reading->lines->len, 3);
    line = &g_array_index(reading->lines, RvLine, g_array_index(reading->words, RvWord, 0).line);
    ck_assert_uint_eq(line->n, 2);
    ck_assert_str_eq(g_array_index(reading->words, RvWord, line->first + 1).text, "rest");
}
END_TEST

/* ---- real reading ------------------------------------------------------------------------- */

/* Leptonica's own bitmap font, at a size that reads well. */
static PIX *
write_text(const char *const *lines, int n)
{
    PIX *pix = pixCreate(1200, 300 + 60 * n, 8);
    L_BMF *font = bmfCreate(NULL, 16);

    pixSetAll(pix);
    for (int i = 0; i < n; i++)
        pixSetTextline(pix, font, lines[i], 0, 60, 120 + 60 * i, NULL, NULL);
    bmfDestroy(&font);
    return pix;
}

/* Both readers. */
static const RvReaderKind kinds[] = {RV_READER_FAST, RV_READER_TESSERACT};

START_TEST(reads_and_looks_again)
{
    static const char *const lines[] = {"Nom du client et de la structure",
                                        "Numero de la commande"};
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", kinds[_i], &error);
    g_autoptr(RvSheet) sheet = sheet_of(write_text(lines, 2));
    g_autoptr(RvReading) reading = NULL;
    g_autofree char *first = NULL;
    const RvLine *line;

    ck_assert_msg(reader != NULL, "%s", error ? error->message : "");
    reading = rv_reader_read(reader, sheet, 30);
    ck_assert(reading->complete);
    ck_assert_uint_eq(reading->lines->len, 2);
    line = &g_array_index(reading->lines, RvLine, 0);
    first = rv_words_text(reading->words, line->first, line->n);
    ck_assert_str_eq(first, lines[0]);
    ck_assert_double_gt(reading->x_height, 5);
    line = &g_array_index(reading->lines, RvLine, 1);
    for (int look = 0; look < RV_READER_LOOKS; look++) {
        g_autoptr(GArray) words = rv_reader_look(reader, sheet, rv_px_grow(line->box, 10, 6), look);

        if (look >= RV_READER_COLOR_LOOKS && !sheet->color) {
            ck_assert_uint_eq(words->len, 0);
            continue;
        }
        ck_assert_uint_eq(words->len, 4);
        ck_assert_int_le(abs(g_array_index(words, RvWord, 0).box.x - line->box.x), 6);
    }
}
END_TEST

START_TEST(nothing_to_read)
{
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", kinds[_i], NULL);
    g_autoptr(RvSheet) sheet = sheet_of(write_text(NULL, 0));
    g_autoptr(RvReading) reading = rv_reader_read(reader, sheet, 30);
    g_autoptr(GArray) outside = rv_reader_look(reader, sheet, (RvPx){5000, 5000, 10, 10}, 0);

    ck_assert_uint_eq(reading->words->len, 0);
    ck_assert_double_eq(reading->confidence, 0);
    ck_assert_uint_eq(outside->len, 0);
}
END_TEST

START_TEST(deadline_stops_reading)
{
    static const char *const lines[] = {"un", "deux"};
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", kinds[_i], NULL);
    g_autoptr(RvSheet) sheet = sheet_of(write_text(lines, 2));
    g_autoptr(RvReading) reading = rv_reader_read(reader, sheet, 0);

    ck_assert(!reading->complete);
}
END_TEST

/* ---- keeping ------------------------------------------------------------------------------ */

static GBytes *
pack(const RvReading *reading, const RvReader *reader)
{
    g_autoptr(GVariant) packed = g_variant_ref_sink(rv_reading_pack(reading, reader));

    return g_variant_get_data_as_bytes(packed);
}

/* NULL: refused. */
static RvReading *
unpack(GBytes *bytes, const RvReader *reader)
{
    g_autoptr(GVariant) packed =
        g_variant_ref_sink(g_variant_new_from_bytes(rv_reading_type(), bytes, FALSE));

    return g_variant_is_normal_form(packed) ? rv_reading_unpack(packed, reader) : NULL;
}

static void
assert_sound(const RvReading *reading)
{
    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        ck_assert_uint_lt(word->line, reading->lines->len);
        ck_assert(g_utf8_validate(word->text, -1, NULL) && *word->text);
        ck_assert(!word->trace || g_ptr_array_find(reading->traces, word->trace, NULL));
    }
    for (guint i = 0; i < reading->lines->len; i++) {
        const RvLine *line = &g_array_index(reading->lines, RvLine, i);

        ck_assert_uint_le((guint64)line->first + line->n, reading->words->len);
    }
}

START_TEST(a_kept_reading_is_the_same)
{
    static const char *const lines[] = {"Commande 47.12", "du 3 mai 2026"};
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", kinds[_i], NULL);
    g_autoptr(RvSheet) sheet = sheet_of(write_text(lines, 2));
    g_autoptr(RvReading) reading = rv_reader_read(reader, sheet, 30);
    g_autoptr(GBytes) bytes = pack(reading, reader), bytes_again = NULL;
    g_autoptr(RvReading) again = unpack(bytes, reader);
    g_autofree char *text = rv_words_text(reading->words, 0, reading->words->len);
    g_autofree char *text_again = NULL;

    ck_assert_ptr_nonnull(again);
    assert_sound(again);
    text_again = rv_words_text(again->words, 0, again->words->len);
    ck_assert_str_eq(text_again, text);
    ck_assert_uint_eq(again->words->len, 6);
    ck_assert_uint_eq(again->traces->len, reading->traces->len);
    ck_assert_int_eq(again->page, reading->page);
    bytes_again = pack(again, reader);
    ck_assert(g_bytes_equal(bytes_again, bytes)); /* every number of it */
}
END_TEST

/* Refused, or a reading that can be: never one that leads outside of itself. */
START_TEST(a_damaged_reading_does_no_harm)
{
    static const char *const lines[] = {"Commande 47"};
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", RV_READER_FAST, NULL);
    g_autoptr(RvSheet) sheet = sheet_of(write_text(lines, 1));
    g_autoptr(RvReading) reading = rv_reader_read(reader, sheet, 30);
    g_autoptr(GBytes) bytes = pack(reading, reader);
    gsize size, n_refused = 0;
    const guint8 *data = g_bytes_get_data(bytes, &size);

    for (gsize i = 0; i < size; i++) {
        g_autofree guint8 *damaged = g_memdup2(data, size);
        g_autoptr(GBytes) other = NULL;
        g_autoptr(RvReading) again = NULL;

        damaged[i] ^= (guint8)(1 << (i % 8));
        other = g_bytes_new(damaged, size);
        again = unpack(other, reader);
        n_refused += again == NULL;
        if (again)
            assert_sound(again);
    }
    ck_assert_uint_gt(n_refused, size / 10);
    for (gsize cut = 0; cut < size; cut += 13) {
        g_autoptr(GBytes) part = g_bytes_new_from_bytes(bytes, 0, cut);
        g_autoptr(RvReading) again = unpack(part, reader);

        if (again)
            assert_sound(again);
    }
}
END_TEST

/* ---- finding lines ------------------------------------------------------------------------ */

static void
add_piece(RvSheet *sheet, int x, int y, int w, int h)
{
    RvSheetPiece piece = {{x, y, w, h}, w * h};

    g_array_append_val(sheet->pieces, piece);
}

/* A word of small letters of 20 pixels, the third with an ascender. */
static void
add_letters(RvSheet *sheet, int x, int base, int n)
{
    for (int i = 0; i < n; i++)
        add_piece(sheet, x + 22 * i, base - (i == 2 ? 30 : 20), 16, i == 2 ? 30 : 20);
}

START_TEST(lines_are_strung_from_pieces)
{
    g_autoptr(RvSheet) sheet = sheet_of(pixCreate(1200, 800, 8));
    g_autoptr(GArray) lines = NULL;
    const RvFoundLine *line;

    pixClearAll(sheet->print);
    g_array_set_size(sheet->pieces, 0);
    sheet->x_height = 20;
    add_letters(sheet, 100, 200, 8);
    add_piece(sheet, 100 + 22 * 8, 196, 4, 8); /* a comma */
    add_letters(sheet, 310, 200, 6);           /* the next word */
    add_letters(sheet, 700, 200, 6);           /* another column */
    add_letters(sheet, 100, 245, 14);          /* a line below */
    add_piece(sheet, 250, 150, 30, 140);       /* a stroke across both */
    add_piece(sheet, 900, 600, 5, 5);          /* a speck */
    lines = rv_find_lines(sheet);
    ck_assert_uint_eq(lines->len, 3);
    for (guint i = 0; i < lines->len; i++) {
        line = &g_array_index(lines, RvFoundLine, i);
        ck_assert_double_eq_tol(line->x_height, 20, 4);
        ck_assert_double_eq_tol(line->strip.base,
                                line->box.x == 100 && line->box.y > 210 ? 245 : 200, 2);
    }
}
END_TEST

/* A curl of so many pixels over the line; print that is straight gets none. */
static const double curls[] = {0, 12, -12, 24};

START_TEST(baselines_follow_a_curl)
{
    g_autoptr(RvSheet) sheet = sheet_of(pixCreate(1200, 800, 8));
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(guint));
    double curl = curls[_i], slope = 0.01;
    RvFoundLine line;

    g_array_set_size(sheet->pieces, 0);
    for (guint i = 0; i < 45; i++) {
        double u = (i - 22.0) / 22;
        int x = 100 + 22 * (int)i, base = (int)(300 + slope * x + curl * u * u);

        /* every seventh hangs below the line, every third rises above the others */
        add_piece(sheet, x, base - (i % 3 ? 20 : 28), 16, (i % 3 ? 20 : 28) + (i % 7 == 3 ? 8 : 0));
        g_array_append_val(members, i);
    }
    ck_assert(rv_fit_line(sheet, members, &line));
    for (guint i = 0; i < 45; i++) {
        double u = (i - 22.0) / 22, x = 108 + 22.0 * i;

        ck_assert_double_eq_tol(rv_strip_base(&line.strip, x), 300 + slope * (x - 8) + curl * u * u,
                                4); /* a fifth of the x-height */
    }
    if (curl == 0)
        ck_assert_double_eq(line.strip.bend, 0);
    rv_found_line_clear(&line);
}
END_TEST

Suite *
suite_read(void)
{
    Suite *suite = suite_create("read");
    TCase *tcase = tcase_create("all");

    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, refuses_models, 0, G_N_ELEMENTS(refused));
    tcase_add_test(tcase, refuses_a_broken_model);
    tcase_add_test(tcase, splits_and_sorts_lines);
    tcase_add_test(tcase, joins_what_a_stroke_parted);
    tcase_add_test(tcase, lines_are_strung_from_pieces);
    tcase_add_loop_test(tcase, baselines_follow_a_curl, 0, G_N_ELEMENTS(curls));
    tcase_add_loop_test(tcase, reads_and_looks_again, 0, G_N_ELEMENTS(kinds));
    tcase_add_loop_test(tcase, nothing_to_read, 0, G_N_ELEMENTS(kinds));
    tcase_add_loop_test(tcase, deadline_stops_reading, 0, G_N_ELEMENTS(kinds));
    tcase_add_loop_test(tcase, a_kept_reading_is_the_same, 0, G_N_ELEMENTS(kinds));
    tcase_add_test(tcase, a_damaged_reading_does_no_harm);
    suite_add_tcase(suite, tcase);
    return suite;
}
