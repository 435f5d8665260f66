/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions that the file holds and no eye sees: whatever way they are hidden, they are missing, and
 * it is told where the text layer claims them. */
#include "good-paper.h"
#include "pdf-maker.h"
#include "recevable/pipeline.h"
#include "recevable/text.h"

#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

Suite *suite_hidden(void);

#define A4 "/MediaBox[0 0 595 842]"
/* With accents, which PDF's own encoding of Helvetica lacks. */
#define FONT "/F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
/* Letters in a line, at 11 points from margin to margin. */
#define LINE 80
#define SIZE 11.0
#define LEFT 50
/* From one line to the next, in type sizes. */
#define LEADING 1.2
#define COVER_HEIGHT 60

/* How a mention is hidden: what stands before it and behind it; %g is the height of its first line.
 */
static const struct {
    const char *way, *before, *behind;
    double size, left; /* 0: as usual */
    gboolean claimed;  /* by Poppler's text layer, which leaves out what lies off the page */
} ways[] = {
    {"white", "1 g", "0 g", 0, 0, TRUE},
    {"nearly white", "0.98 g", "0 g", 0, 0, TRUE},
    {"1 pt", "", "", 1, 0, TRUE},
    {"2 pt", "", "", 2, 0, TRUE},
    {"3 pt", "", "", 3, 0, TRUE},
    {"4 pt", "", "", 4, 0, TRUE},
    {"under an image", "", "q 595 0 0 60 0 %g cm /I0 Do Q", 0, 0, TRUE},
    {"under paint", "", "1 g 0 %g 595 60 re f 0 g", 0, 0, TRUE},
    {"on black", "q 0 %g 595 60 re f Q", "", 0, 0, TRUE},
    {"clipped away", "q 0 0 20 20 re W n", "Q", 0, 0, TRUE},
    {"invisible", "3 Tr", "0 Tr", 0, 0, TRUE},
    {"for clipping only", "q 7 Tr", "Q", 0, 0, TRUE},
    {"off the page", "", "", 0, 700, FALSE},
};

static const char *const mentions[] = {"reference-af", "rappel-unicite", "atteste-non-finance"};

/* Appends one line as the PDF's own string, in Windows' code page. */
static void
append_line(GString *content, const char *line, double size, double x, double y)
{
    g_autofree char *bytes = g_convert(line, -1, "WINDOWS-1252", "UTF-8", NULL, NULL, NULL);

    ck_assert_ptr_nonnull(bytes);
    g_string_append_printf(content, "BT /F2 %g Tf %g %g Td (", size, x, y);
    for (const char *p = bytes; *p; p++)
        g_string_append_printf(content, strchr("()\\", *p) ? "\\%c" : "%c", *p);
    g_string_append(content, ") Tj ET\n");
}

/* Appends a wording over its lines; returns the height that it takes. */
static double
append_wording(GString *content, const char *wording, double size, double x, double y)
{
    g_auto(GStrv) words = g_strsplit_set(wording, " \n", -1);
    g_autoptr(GString) line = g_string_new(NULL);
    double down = 0;

    for (guint i = 0; words[i]; i++) {
        if (!*words[i])
            continue;
        if (line->len + strlen(words[i]) >= LINE) {
            append_line(content, line->str, size, x, y - down);
            down += LEADING * size;
            g_string_truncate(line, 0);
        }
        g_string_append_printf(line, "%s%s", line->len ? " " : "", words[i]);
    }
    append_line(content, line->str, size, x, y - down);
    return down + LEADING * size;
}

static void
append_painting(GString *content, const char *painting, double y)
{
    g_auto(GStrv) parts = g_strsplit(painting, "%g", 2);

    g_string_append(content, parts[0] ? parts[0] : "");
    if (parts[0] && parts[1])
        g_string_append_printf(content, "%g%s", y + SIZE - COVER_HEIGHT, parts[1]);
    g_string_append_c(content, '\n');
}

/* All mentions of the order form, one of them hidden; way -1: none. */
static GBytes *
paper_hiding(const char *id, int way)
{
    static const guint8 white = 255;
    const MadeImage image = {1, 1, 8, 1, &white, 1, NULL};
    const RvTemplate *order = rv_templates_find(good_templates(), ORDER);
    g_autoptr(GString) content = g_string_new(NULL);
    double y = 800;

    for (guint i = 0; i < order->items->len; i++) {
        const RvItem *item = g_ptr_array_index(order->items, i);
        double size = SIZE, left = LEFT, height;

        if (item->kind != RV_ITEM_MENTION)
            continue;
        if (way < 0 || !g_str_equal(item->id, id)) {
            y -= append_wording(content, item->text, SIZE, LEFT, y) + SIZE;
            continue;
        }
        size = ways[way].size > 0 ? ways[way].size : size;
        left = ways[way].left > 0 ? ways[way].left : left;
        append_painting(content, ways[way].before, y);
        height = append_wording(content, item->text, size, left, y);
        append_painting(content, ways[way].behind, y);
        y -= MAX(height, COVER_HEIGHT);
    }
    return made_pdf(&(MadePage){A4, content->str, &image, 1, FONT}, 1);
}

static RvResult *
check_bytes(GBytes *bytes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", RV_READER_FAST, &error);
    g_autofree char *folder = g_dir_make_tmp("recevable-XXXXXX", NULL);
    g_autofree char *file = g_build_filename(folder, "paper.pdf", NULL);
    const RvPipeline pipeline = {.reader = reader,
                                 .templates = good_templates(),
                                 .template_id = ORDER,
                                 .page_seconds = 60,
                                 .limits = rv_pdf_default_limits};
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    RvResult *result;

    ck_assert_msg(reader != NULL, "%s", error ? error->message : "");
    ck_assert(g_file_set_contents(file, data, (gssize)size, NULL));
    result = rv_pipeline_check(&pipeline, file);
    g_unlink(file);
    g_rmdir(folder);
    return result;
}

static RvStatus
status_in(const RvResult *result, const char *id)
{
    for (guint i = 0; i < result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(result->items, i);

        if (g_str_equal(item->id, id))
            return item->status;
    }
    ck_abort_msg("no item %s", id);
}

/* What is said of the text layer about an item, or NULL. */
static const RvFinding *
claim_in(const RvResult *result, const char *id)
{
    for (guint i = 0; i < result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(result->findings, i);

        if (g_strcmp0(finding->item, id) == 0 && strstr(finding->message, "text layer"))
            return finding;
    }
    return NULL;
}

static const char *
wording_of(const char *id)
{
    return rv_template_item(rv_templates_find(good_templates(), ORDER), id)->text;
}

/* Otherwise the tests below would show nothing. */
START_TEST(sees_what_is_not_hidden)
{
    g_autoptr(GBytes) bytes = paper_hiding("", -1);
    g_autoptr(RvResult) result = check_bytes(bytes);

    for (gsize i = 0; i < G_N_ELEMENTS(mentions); i++) {
        ck_assert_int_eq(status_in(result, mentions[i]), RV_STATUS_PRESENT);
        ck_assert_ptr_null(claim_in(result, mentions[i]));
    }
}
END_TEST

START_TEST(the_text_layer_holds_what_is_hidden)
{
    g_autoptr(GBytes) bytes = paper_hiding(mentions[1], _i);
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);
    g_autoptr(RvPage) page = rv_document_render(document, 1, NULL);
    g_autofree char *key = rv_text_key(page->text_layer);
    g_autofree char *wording = rv_text_key(wording_of(mentions[1]));

    ck_assert_msg((strstr(key, wording) != NULL) == ways[_i].claimed, "%s", ways[_i].way);
}
END_TEST

/* The one law. */
START_TEST(what_is_hidden_is_missing)
{
    int way = _i / (int)G_N_ELEMENTS(mentions);
    const char *id = mentions[_i % (int)G_N_ELEMENTS(mentions)];
    g_autoptr(GBytes) bytes = paper_hiding(id, way);
    g_autoptr(RvResult) result = check_bytes(bytes);
    const RvFinding *claim = claim_in(result, id);

    ck_assert_msg(status_in(result, id) == RV_STATUS_MISSING, "%s %s: %s", id, ways[way].way,
                  rv_status_name(status_in(result, id)));
    ck_assert_int_eq(result->verdict, RV_VERDICT_FAIL);
    ck_assert_msg((claim != NULL) == ways[way].claimed, "%s %s", id, ways[way].way);
    if (claim) {
        ck_assert_int_eq(claim->severity, RV_SEVERITY_INFO);
        ck_assert_int_eq(claim->place.page, 1);
        ck_assert_double_eq_tol(claim->place.pt.x1, 595, 2);
    }
}
END_TEST

START_TEST(small_print_is_seen)
{
    static const double sizes[] = {5, 6, 8};
    const RvTemplate *order = rv_templates_find(good_templates(), ORDER);
    g_autoptr(GString) content = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(RvResult) result = NULL;
    double y = 800;

    for (guint i = 0; i < order->items->len; i++) {
        const RvItem *item = g_ptr_array_index(order->items, i);

        if (item->kind == RV_ITEM_MENTION)
            y -= append_wording(content, item->text, sizes[_i], LEFT, y) + SIZE;
    }
    bytes = made_pdf(&(MadePage){A4, content->str, NULL, 0, FONT}, 1);
    result = check_bytes(bytes);
    for (gsize i = 0; i < G_N_ELEMENTS(mentions); i++)
        ck_assert_int_eq(status_in(result, mentions[i]), RV_STATUS_PRESENT);
}
END_TEST

Suite *
suite_hidden(void)
{
    Suite *suite = suite_create("hidden");
    TCase *tests = tcase_create("hidden");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, sees_what_is_not_hidden);
    tcase_add_loop_test(tests, the_text_layer_holds_what_is_hidden, 0, G_N_ELEMENTS(ways));
    tcase_add_loop_test(tests, what_is_hidden_is_missing, 0,
                        G_N_ELEMENTS(ways) * G_N_ELEMENTS(mentions));
    tcase_add_loop_test(tests, small_print_is_seen, 0, 3);
    suite_add_tcase(suite, tests);
    return suite;
}
