/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks on pages: where they are, what they say, and that the document stays what it is. */
#include "pdf-maker.h"
#include "signed-pdf.h"

#include "pdf/annotate-private.h"
#include "recevable/report.h"

#include <check.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

Suite *suite_annotate(void);

/* Points by which the outer edge of a frame may lie off its place. */
#define OFF 2.0

static const RvPt place = {40, 60, 140, 90};

static RvMark *
mark_new(RvMarkKind kind, int page, RvPt pt, const char *text)
{
    RvMark *mark = g_new0(RvMark, 1);

    *mark = (RvMark){kind, page, pt, g_strdup("recevable: é"), g_strdup(text)};
    return mark;
}

static GPtrArray *
one_mark(RvMarkKind kind, const char *text)
{
    GPtrArray *marks = rv_marks_new();

    g_ptr_array_add(marks, mark_new(kind, 1, place, text));
    return marks;
}

static RvDocument *
open_pdf(GBytes *bytes)
{
    RvDocument *document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);

    ck_assert_ptr_nonnull(document);
    return document;
}

static RvAnnotated
try_annotate(GBytes *bytes, const GPtrArray *marks, GBytes **annotated)
{
    g_autoptr(RvDocument) document = open_pdf(bytes);
    int fd = memfd_create("annotated", MFD_CLOEXEC);
    g_autofree char *data = NULL;
    gsize size;
    RvAnnotated how = rv_document_annotate(document, bytes, NULL, marks, fd, &size);

    *annotated = NULL;
    if (how == RV_ANNOTATED_DONE) {
        data = g_malloc(size);
        ck_assert_int_eq(pread(fd, data, size, 0), (gssize)size);
        *annotated = g_bytes_new_take(g_steal_pointer(&data), size);
    }
    close(fd);
    return how;
}

/* What must go well; the original bytes stay. */
static GBytes *
annotate(GBytes *bytes, const GPtrArray *marks)
{
    gsize size, longer;
    gconstpointer before = g_bytes_get_data(bytes, &size), after;
    GBytes *annotated;

    ck_assert_int_eq(try_annotate(bytes, marks, &annotated), RV_ANNOTATED_DONE);
    after = g_bytes_get_data(annotated, &longer);
    ck_assert_uint_gt(longer, size);
    ck_assert_mem_eq(after, before, size);
    return annotated;
}

/* ---- geometry -------------------------------------------------------------------------------- */

static gboolean
is_of_kind(const guint8 *rgb, RvMarkKind kind)
{
    const RvMarkLook *look = &rv_mark_looks[kind];

    return fabs(rgb[0] - 255 * look->red) < 60 && fabs(rgb[1] - 255 * look->green) < 60 &&
           fabs(rgb[2] - 255 * look->blue) < 60;
}

/* The outer edges of all that has a kind's colour. */
static RvPt
find_colour(GBytes *bytes, RvMarkKind kind)
{
    g_autoptr(RvDocument) document = open_pdf(bytes);
    g_autoptr(RvPage) page = rv_document_render(document, 1, NULL);
    RvPt found = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    ck_assert_ptr_nonnull(page);
    ck_assert_int_eq(page->pixels.channels, 3);
    for (int y = 0; y < page->pixels.height; y++)
        for (int x = 0; x < page->pixels.width; x++) {
            double x0 = x / page->dpi_x * 72, y0 = y / page->dpi_y * 72;

            if (!is_of_kind(page->pixels.data + (gssize)y * page->pixels.stride + 3 * x, kind))
                continue;
            found.x0 = MIN(found.x0, x0);
            found.y0 = MIN(found.y0, y0);
            found.x1 = MAX(found.x1, x0 + 72 / page->dpi_x);
            found.y1 = MAX(found.y1, y0 + 72 / page->dpi_y);
        }
    return found;
}

static const char *const boxes[] = {
    "/MediaBox[0 0 300 400]",
    "/MediaBox[-20 30 300 400]/CropBox[20 50 250 380]",
    "/MediaBox[100 -200 400 200]/CropBox[110 -190 380.5 150.25]",
};
static const RvMarkKind framed[] = {RV_MARK_LACKING, RV_MARK_GOOD, RV_MARK_DOUBTFUL, RV_MARK_HARD};

START_TEST(a_frame_is_around_its_place)
{
    g_autofree char *keys =
        g_strdup_printf("%s/Rotate %d", boxes[_i / 4], 90 * (_i % 4)); /* clockwise */
    const MadePage page = {.keys = keys, .content = "0 0 m 9 9 l S"};
    g_autoptr(GBytes) bytes = made_pdf(&page, 1);

    for (gsize i = 0; i < G_N_ELEMENTS(framed); i++) {
        g_autoptr(GPtrArray) marks = one_mark(framed[i], "here");
        g_autoptr(GBytes) annotated = annotate(bytes, marks);
        RvPt found = find_colour(annotated, framed[i]);

        ck_assert_double_eq_tol(found.x0, place.x0, OFF);
        ck_assert_double_eq_tol(found.y0, place.y0, OFF);
        ck_assert_double_eq_tol(found.x1, place.x1, OFF);
        ck_assert_double_eq_tol(found.y1, place.y1, OFF);
    }
}
END_TEST

/* Print in it is not hidden. */
START_TEST(a_frame_is_empty)
{
    g_autoptr(GBytes) bytes = unsigned_pdf();
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_LACKING, "here");
    g_autoptr(GBytes) annotated = annotate(bytes, marks);
    g_autoptr(RvDocument) document = open_pdf(annotated);
    g_autoptr(RvPage) page = rv_document_render(document, 1, NULL);
    int x = (int)(90 / 72. * page->dpi_x), y = (int)(75 / 72. * page->dpi_y);

    ck_assert_int_eq(page->pixels.data[(gssize)y * page->pixels.stride + 3 * x], 255);
}
END_TEST

START_TEST(what_is_off_the_page_is_brought_to_it)
{
    g_autoptr(GBytes) bytes = unsigned_pdf();
    g_autoptr(GPtrArray) marks = rv_marks_new();
    g_autoptr(GBytes) annotated = NULL;
    RvPt found;

    g_ptr_array_add(marks, mark_new(RV_MARK_LACKING, 1, (RvPt){-50, 20, 900, 40}, "wide"));
    g_ptr_array_add(marks, mark_new(RV_MARK_LACKING, 9, place, "nowhere"));
    g_ptr_array_add(marks, mark_new(RV_MARK_LACKING, 0, place, "nowhere"));
    g_ptr_array_add(marks, mark_new(RV_MARK_LACKING, 1, (RvPt){NAN, 0, INFINITY, 1}, "nowhere"));
    annotated = annotate(bytes, marks);
    found = find_colour(annotated, RV_MARK_LACKING);
    ck_assert_double_eq_tol(found.x0, 0, OFF);
    ck_assert_double_eq_tol(found.x1, 300, OFF);
    ck_assert_double_eq_tol(found.y1, 40, OFF);
}
END_TEST

/* ---- what is said ---------------------------------------------------------------------------- */

/* As Poppler writes it. */
static gboolean
says(GBytes *annotated, const char *text)
{
    gsize size, length;
    g_autofree char *utf16 = g_convert(text, -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);
    g_autoptr(GString) digits = g_string_new("<feff");
    gconstpointer data = g_bytes_get_data(annotated, &size);

    for (gsize i = 0; i < length; i++)
        g_string_append_printf(digits, "%02x", (guint8)utf16[i]);
    g_string_append_c(digits, '>');
    return memmem(data, size, digits->str, digits->len) != NULL;
}

static gboolean
has(GBytes *bytes, const char *text)
{
    gsize size;
    gconstpointer data = g_bytes_get_data(bytes, &size);

    return memmem(data, size, text, strlen(text)) != NULL;
}

START_TEST(a_mark_tells_its_text_its_author_its_colour_and_its_line)
{
    g_autoptr(GBytes) bytes = unsigned_pdf();

    for (RvMarkKind kind = 0; kind < RV_MARK_KINDS; kind++) {
        g_autoptr(GPtrArray) marks = one_mark(kind, "N° de SIRET : « faux »\nà corriger");
        g_autoptr(GBytes) annotated = annotate(bytes, marks);
        const RvMarkLook *look = &rv_mark_looks[kind];
        g_autofree char *colour =
            g_strdup_printf("/C [%g %g %g ]", look->red, look->green, look->blue);

        ck_assert(says(annotated, "N° de SIRET : « faux »\nà corriger"));
        ck_assert(says(annotated, "recevable: é"));
        ck_assert_msg(has(annotated, colour), "%s", colour);
        ck_assert(has(annotated, look->line));
        ck_assert(has(annotated, kind == RV_MARK_SUMMARY ? "/Subtype /Text" : "/Subtype /Square"));
        ck_assert(!has(annotated, "/M ("));
    }
}
END_TEST

static const char *const hostile[] = {
    "",         ") >> endobj 7 0 obj << /M (D:20260101000000Z) (",
    "((((((\\", "/M (x) /C [0.8 0 0 ] stream",
    "%%EOF",    "\xf0\x9f\x98\x80 \xe2\x80\xae",
};

START_TEST(hostile_text_stays_text)
{
    g_autoptr(GBytes) bytes = unsigned_pdf();
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_DOUBTFUL, hostile[_i]);
    g_autoptr(GBytes) annotated = annotate(bytes, marks);

    ck_assert(!*hostile[_i] || says(annotated, hostile[_i]));
    ck_assert_double_eq_tol(find_colour(annotated, RV_MARK_DOUBTFUL).x0, place.x0, OFF);
}
END_TEST

/* ---- what stays ------------------------------------------------------------------------------ */

START_TEST(the_layer_of_text_stays)
{
    g_autoptr(GBytes) bytes = unsigned_pdf();
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_LACKING, "another text");
    g_autoptr(GBytes) annotated = annotate(bytes, marks);
    g_autoptr(RvDocument) before = open_pdf(bytes), after = open_pdf(annotated);
    g_autoptr(RvPage) old = rv_document_render(before, 1, NULL);
    g_autoptr(RvPage) new = rv_document_render(after, 1, NULL);

    ck_assert_str_ne(old->text_layer, "");
    ck_assert_str_eq(old->text_layer, new->text_layer);
    ck_assert(!new->is_damaged);
}
END_TEST

START_TEST(a_signature_stays_intact_over_its_range)
{
    g_autoptr(GBytes) bytes = sign_pdf(unsigned_pdf(), "--rect '50 100 150 140'");
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_LACKING, "a note");
    GBytes *annotated = annotate(bytes, marks);
    gint64 added = (gint64)(g_bytes_get_size(annotated) - g_bytes_get_size(bytes));
    g_autoptr(GPtrArray) signatures = signatures_of(annotated);
    const RvSignature *signature;

    ck_assert_uint_eq(signatures->len, 1);
    signature = g_ptr_array_index(signatures, 0);
    ck_assert_int_eq(signature->integrity, RV_INTEGRITY_INTACT);
    ck_assert_int_eq(signature->coverage, RV_COVERAGE_PART);
    ck_assert_int_le(ABS(signature->bytes_after - added), 2); /* blanks at the end */
    ck_assert_int_eq(signature->place.page, 1);
}
END_TEST

/* ---- refusal --------------------------------------------------------------------------------- */

static const struct {
    const char *reference;
    RvAnnotated how;
} certified[] = {
    {"/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>",
     RV_ANNOTATED_CERTIFIED},
    {"/TransformParams<</V/1.2 /P\n2>>/TransformMethod /DocMDP", RV_ANNOTATED_CERTIFIED},
    {"/TransformMethod/DocMDP/TransformParams<</P 3>>", RV_ANNOTATED_DONE},
    {"/TransformMethod/DocMDP", RV_ANNOTATED_CERTIFIED}, /* then it is 2 */
    {"/TransformMethod/DocMDP/Parent<</P 3 0 R/Page 3>>", RV_ANNOTATED_CERTIFIED},
    {"/TransformMethod/FieldMDP/TransformParams<</P 1>>", RV_ANNOTATED_DONE},
    {"/Perms<</DocMDP 3 0 R>>", RV_ANNOTATED_DONE}, /* the signature says it */
    {"/TransformMethod", RV_ANNOTATED_DONE},
};

START_TEST(a_certified_document_is_left_alone)
{
    g_autofree char *object = g_strdup_printf("8 0 obj<</P 3>>endobj 9 0 obj<</Type/Sig/Reference"
                                              "[<<%s>>]>>endobj 10 0 obj<</P 3>>endobj\n",
                                              certified[_i].reference);
    g_autoptr(GBytes) bytes = append_to(unsigned_pdf(), object), annotated = NULL;
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_LACKING, "a note");

    ck_assert_int_eq(try_annotate(bytes, marks, &annotated), certified[_i].how);
}
END_TEST

START_TEST(every_refusal_has_a_reason)
{
    for (RvAnnotated how = RV_ANNOTATED_CERTIFIED; how < RV_ANNOTATED_KINDS; how++)
        ck_assert_str_ne(rv_annotated_reason(how), "");
}
END_TEST

/* What stands before the header would be lost. */
START_TEST(a_file_that_cannot_be_added_to_is_left_alone)
{
    g_autoptr(GBytes) shifted = NULL, annotated = NULL, good = unsigned_pdf();
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_LACKING, "a note");
    GByteArray *both = g_byte_array_new();

    g_byte_array_append(both, (const guint8 *)"junk\n", 5);
    g_byte_array_append(both, g_bytes_get_data(good, NULL), (guint)g_bytes_get_size(good));
    shifted = g_byte_array_free_to_bytes(both);
    ck_assert_int_eq(try_annotate(shifted, marks, &annotated), RV_ANNOTATED_DAMAGED);
}
END_TEST

START_TEST(a_full_file_is_too_large)
{
    g_autoptr(GBytes) bytes = unsigned_pdf();
    g_autoptr(RvDocument) document = open_pdf(bytes);
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_LACKING, "a note");
    int fd = memfd_create("annotated", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    gsize size;
    RvAnnotated how;

    ck_assert_int_eq(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW), 0);
    how = rv_document_annotate(document, bytes, NULL, marks, fd, &size);
    ck_assert(how == RV_ANNOTATED_TOO_LARGE || how == RV_ANNOTATED_DAMAGED);
    close(fd);
}
END_TEST

/* ---- the same bytes each time ---------------------------------------------------------------- */

static GBytes *
pdf_with_id(void)
{
    static const MadePage page = {.keys = "/MediaBox[0 0 300 400]/M(D:20200101000000Z)"
                                          "/ID[(of)(the page)]/PieceInfo<</M(mine)/C[0.8 0 0]>>",
                                  .content = "0 0 m 9 9 l S"};
    PdfMaker *maker = pdf_maker_new();

    pdf_maker_add_page(maker, &page);
    return pdf_maker_finish(maker, 1, "/ID[<00112233><44556677>]");
}

/* The table of objects as a stream, as PDF 1.5 has it. */
static GBytes *
pdf_with_stream(void)
{
    static const char *const objects[] = {
        "1 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n",
        "2 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n",
        "3 0 obj<</Type/Page/Parent 1 0 R/MediaBox[0 0 300 400]/Resources<<>>>>endobj\n",
    };
    GByteArray *bytes = g_byte_array_new();
    guint8 rows[5][4] = {{0, 0, 0, 255}};
    g_autofree char *tail = NULL;
    static const char head[] = "4 0 obj<</Type/XRef/Size 5/W[1 2 1]/Root 2 0 R/Length 20"
                               "/ID[<00112233><44556677>]>>stream\n";

    g_byte_array_append(bytes, (const guint8 *)"%PDF-1.5\n", 9);
    for (guint i = 0; i < G_N_ELEMENTS(objects); i++) {
        memcpy(rows[i + 1], (guint8[]){1, (guint8)(bytes->len >> 8), (guint8)bytes->len, 0}, 4);
        g_byte_array_append(bytes, (const guint8 *)objects[i], (guint)strlen(objects[i]));
    }
    memcpy(rows[4], (guint8[]){1, (guint8)(bytes->len >> 8), (guint8)bytes->len, 0}, 4);
    tail = g_strdup_printf("\nendstream endobj\nstartxref\n%u\n%%%%EOF\n", bytes->len);
    g_byte_array_append(bytes, (const guint8 *)head, (guint)strlen(head));
    g_byte_array_append(bytes, (const guint8 *)rows, sizeof rows);
    g_byte_array_append(bytes, (const guint8 *)tail, (guint)strlen(tail));
    return g_byte_array_free_to_bytes(bytes);
}

static GBytes *(*const made[])(void) = {unsigned_pdf, pdf_with_id, pdf_with_stream};

START_TEST(a_second_later_it_is_the_same)
{
    g_autoptr(GBytes) bytes = made[_i](), first = NULL, second = NULL;
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_LACKING, "a note");

    g_ptr_array_add(marks, mark_new(RV_MARK_SUMMARY, 1, place, "all of it"));
    first = annotate(bytes, marks);
    g_usleep(1100000);
    second = annotate(bytes, marks);
    ck_assert(g_bytes_equal(first, second));
    ck_assert_double_eq_tol(find_colour(first, RV_MARK_LACKING).x0, place.x0, OFF);
}
END_TEST

START_TEST(the_file_has_another_identifier_and_pages_keep_theirs)
{
    g_autoptr(GBytes) bytes = pdf_with_id();
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_LACKING, "a note");
    g_autoptr(GPtrArray) others = one_mark(RV_MARK_LACKING, "another note");
    g_autoptr(GBytes) one = annotate(bytes, marks), two = annotate(bytes, others);
    const char *end = g_bytes_get_data(one, NULL), *other = g_bytes_get_data(two, NULL);
    const char *id = g_strrstr_len(end, (gssize)g_bytes_get_size(one), "/ID");
    const char *other_id = g_strrstr_len(other, (gssize)g_bytes_get_size(two), "/ID");

    ck_assert_ptr_nonnull(id);
    ck_assert_int_ne(memcmp(id, other_id, 60), 0);
    ck_assert(has(one, "/M (D:20200101000000Z)"));
    ck_assert(has(one, "/ID [(of) (the page) ]"));
    ck_assert(has(one, "/M (mine)"));
}
END_TEST

/* Marks may be added to what has marks. */
START_TEST(it_can_be_done_again)
{
    g_autoptr(GBytes) bytes = made[_i]();
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_LACKING, "a note");
    g_autoptr(GPtrArray) others = one_mark(RV_MARK_SUMMARY, "another");
    g_autoptr(GBytes) once = annotate(bytes, marks), twice = annotate(once, others);

    ck_assert(says(twice, "a note") && says(twice, "another"));
}
END_TEST

START_TEST(what_is_cut_off_is_never_taken)
{
    g_autoptr(GBytes) bytes = pdf_with_id();
    g_autoptr(GPtrArray) marks = one_mark(RV_MARK_LACKING, "a note (with) brackets");
    g_autoptr(GBytes) annotated = annotate(bytes, marks);
    gsize from = g_bytes_get_size(bytes), size;
    const guint8 *data = g_bytes_get_data(annotated, &size);

    for (gsize n = 0; n + 8 < size - from; n++) {
        g_autoptr(GByteArray) added = g_byte_array_new();

        g_byte_array_append(added, data + from, (guint)n);
        ck_assert(!rv_retouch(added));
    }
}
END_TEST

/* ---- the marks of a result ------------------------------------------------------------------- */

static void
add_item(RvResult *result, const char *id, RvStatus status, double y)
{
    RvItemResult *item = g_new0(RvItemResult, 1);

    item->id = g_strdup(id);
    item->kind = RV_ITEM_FIELD;
    item->status = status;
    item->value = g_strdup("read\x1b[31m\nhere");
    if (y > 0)
        item->place = (RvPlace){.page = 1, .pt = {10, y, 50, y + 10}};
    g_ptr_array_add(result->items, item);
}

static RvResult *
made_result(void)
{
    RvResult *result = rv_result_new("order.pdf");
    RvPlace elsewhere = {.page = 1, .pt = {70, 70, 80, 80}};

    result->verdict = RV_VERDICT_FAIL;
    add_item(result, "good", RV_STATUS_FILLED, 10);
    add_item(result, "optional", RV_STATUS_EMPTY, 20);
    add_item(result, "wrong", RV_STATUS_INVALID, 30);
    add_item(result, "doubtful", RV_STATUS_UNREADABLE, 40);
    add_item(result, "unneeded", RV_STATUS_NOT_APPLICABLE, 50);
    add_item(result, "nowhere", RV_STATUS_MISSING, 0);
    rv_result_add_finding(result, RV_SEVERITY_BLOCKING, "wrong",
                          &((RvItemResult *)g_ptr_array_index(result->items, 2))->place,
                          g_strdup("Correct it."));
    rv_result_add_finding(result, RV_SEVERITY_BLOCKING, "nowhere", NULL, g_strdup("Write it."));
    rv_result_add_finding(result, RV_SEVERITY_REVIEW, "doubtful", NULL, g_strdup("Look at it."));
    rv_result_add_finding(result, RV_SEVERITY_REVIEW, NULL, &elsewhere, g_strdup("And here."));
    return result;
}

static const RvMark *
nth(const GPtrArray *marks, guint i)
{
    ck_assert_uint_lt(i, marks->len);
    return g_ptr_array_index(marks, i);
}

START_TEST(a_result_makes_marks)
{
    static const RvMarkKind kinds[] = {RV_MARK_GOOD,     RV_MARK_REMARK,   RV_MARK_LACKING,
                                       RV_MARK_DOUBTFUL, RV_MARK_DOUBTFUL, RV_MARK_SUMMARY};
    g_autoptr(RvResult) result = made_result();
    g_autoptr(GPtrArray) marks = rv_result_marks(result, TRUE);

    ck_assert_uint_eq(marks->len, G_N_ELEMENTS(kinds));
    for (guint i = 0; i < marks->len; i++)
        ck_assert_int_eq(nth(marks, i)->kind, kinds[i]);
    ck_assert_str_eq(nth(marks, 0)->text, "OK: good is filled in\nRead: read?[31m here");
    ck_assert_str_eq(nth(marks, 2)->text,
                     "To correct: wrong is not valid\nRead: read?[31m here\nCorrect it.");
    ck_assert_str_eq(nth(marks, 4)->text, "To look at\nAnd here.");
    ck_assert_ptr_nonnull(strstr(nth(marks, 5)->text, "FAIL"));
    ck_assert_ptr_nonnull(strstr(nth(marks, 5)->text, "Write it."));
    ck_assert_str_ne(nth(marks, 0)->label, nth(marks, 2)->label);
}
END_TEST

START_TEST(the_summary_can_be_left_out)
{
    g_autoptr(RvResult) result = made_result();
    g_autoptr(GPtrArray) marks = rv_result_marks(result, FALSE);

    for (guint i = 0; i < marks->len; i++)
        ck_assert_int_ne(nth(marks, i)->kind, RV_MARK_SUMMARY);
}
END_TEST

START_TEST(what_is_hard_to_read_has_marks_of_its_own)
{
    g_autoptr(RvResult) result = made_result();
    g_autoptr(GPtrArray) marks = NULL;
    RvDefect local = {.type = "blurry", .where = {5, 5, 60, 60}, .is_local = TRUE},
             wide = {.type = "dark", .where = {0, 0, 300, 400}};
    RvPageScore page = {.page = 1,
                        .score = 70,
                        .width_pt = 300,
                        .height_pt = 400,
                        .defects = rv_defects_new(),
                        .has_worst = TRUE,
                        .worst = {1, 2, 3, 4},
                        .worst_accuracy = 0.7};

    local.advice = g_strdup("Hold it still.");
    wide.advice = g_strdup("More light.");
    g_array_append_val(page.defects, local);
    g_array_append_val(page.defects, wide);
    result->readability = rv_readability_new();
    g_array_append_val(result->readability->pages, page);
    marks = rv_result_marks(result, FALSE);
    ck_assert_int_eq(nth(marks, 0)->kind, RV_MARK_HARD);
    ck_assert_str_eq(nth(marks, 0)->text, "Hard to read\nHold it still.");
    ck_assert_double_eq(nth(marks, 0)->place.x1, 60);
    ck_assert_int_eq(nth(marks, 1)->kind, RV_MARK_HARD);
    ck_assert_ptr_nonnull(strstr(nth(marks, 1)->text, "70 %"));
    ck_assert_int_eq(nth(marks, 2)->kind, RV_MARK_GOOD);
}
END_TEST

START_TEST(a_note_has_an_end)
{
    g_autoptr(RvResult) result = rv_result_new("order.pdf");
    g_autoptr(GPtrArray) marks = NULL;
    g_autoptr(GString) text = g_string_new(NULL);

    while (text->len < 100000)
        g_string_append(text, "é€");
    rv_result_add_finding(result, RV_SEVERITY_REVIEW, NULL,
                          &(RvPlace){.page = 1, .pt = {1, 1, 2, 2}}, g_strdup(text->str));
    marks = rv_result_marks(result, TRUE);
    for (guint i = 0; i < marks->len; i++) {
        ck_assert_uint_lt(strlen(nth(marks, i)->text), 20000);
        ck_assert(g_utf8_validate(nth(marks, i)->text, -1, NULL));
    }
}
END_TEST

static TCase *
of_pages(void)
{
    TCase *tcase = tcase_create("pages");

    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, a_frame_is_around_its_place, 0, 4 * G_N_ELEMENTS(boxes));
    tcase_add_test(tcase, a_frame_is_empty);
    tcase_add_test(tcase, what_is_off_the_page_is_brought_to_it);
    tcase_add_test(tcase, a_mark_tells_its_text_its_author_its_colour_and_its_line);
    tcase_add_loop_test(tcase, hostile_text_stays_text, 0, G_N_ELEMENTS(hostile));
    return tcase;
}

static TCase *
of_files(void)
{
    TCase *tcase = tcase_create("files");

    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, the_layer_of_text_stays);
    tcase_add_test(tcase, a_signature_stays_intact_over_its_range);
    tcase_add_loop_test(tcase, a_certified_document_is_left_alone, 0, G_N_ELEMENTS(certified));
    tcase_add_test(tcase, every_refusal_has_a_reason);
    tcase_add_test(tcase, a_file_that_cannot_be_added_to_is_left_alone);
    tcase_add_test(tcase, a_full_file_is_too_large);
    tcase_add_loop_test(tcase, a_second_later_it_is_the_same, 0, G_N_ELEMENTS(made));
    tcase_add_test(tcase, the_file_has_another_identifier_and_pages_keep_theirs);
    tcase_add_loop_test(tcase, it_can_be_done_again, 0, G_N_ELEMENTS(made));
    tcase_add_test(tcase, what_is_cut_off_is_never_taken);
    return tcase;
}

Suite *
suite_annotate(void)
{
    Suite *suite = suite_create("annotate");
    TCase *tcase = tcase_create("results");

    tcase_add_test(tcase, a_result_makes_marks);
    tcase_add_test(tcase, the_summary_can_be_left_out);
    tcase_add_test(tcase, what_is_hard_to_read_has_marks_of_its_own);
    tcase_add_test(tcase, a_note_has_an_end);
    suite_add_tcase(suite, of_pages());
    suite_add_tcase(suite, of_files());
    suite_add_tcase(suite, tcase);
    return suite;
}
