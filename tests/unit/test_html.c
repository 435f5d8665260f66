/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report for a browser, by its parts; tests/cli/html.sh looks at whole ones. */
#include "report/html.h"
#include "report/word-diff.h"

#include <check.h>
#include <string.h>

Suite *suite_html(void);

/* ---- words that differ ----------------------------------------------------------------------- */

static const struct {
    const char *expected, *found;
    const char *lacking, *extra; /* a mark for each word: '.' shared */
} diffs[] = {
    {"sous 120 jours", "sous 12 jours", ".x.", ".x."},
    {"Que le Client", "que le client", "...", "..."},
    {"sans aucune réserve", "sans reserve", ".x.", ".."},
    {"un deux", "un et deux", "..", ".x."},
    {"un deux trois", "", "xxx", "x"},
    {"a b c d", "c d a b", "xx..", "..xx"},
};

static void
assert_marks(const gboolean *shared, const char *marks)
{
    for (guint i = 0; marks[i]; i++)
        ck_assert_int_eq(shared[i], marks[i] == '.');
}

START_TEST(words_that_differ_are_told)
{
    g_auto(GStrv) expected = g_strsplit(diffs[_i].expected, " ", -1);
    g_auto(GStrv) found = g_strsplit(*diffs[_i].found ? diffs[_i].found : "\001", " ", -1);
    g_autofree gboolean *expected_shared = NULL, *found_shared = NULL;

    rv_word_diff(expected, found, &expected_shared, &found_shared);
    assert_marks(expected_shared, diffs[_i].lacking);
    assert_marks(found_shared, diffs[_i].extra);
}
END_TEST

START_TEST(very_long_texts_are_not_compared)
{
    g_autoptr(GString) text = g_string_new("mot");
    g_auto(GStrv) words = NULL;
    g_autofree gboolean *a = NULL, *b = NULL;

    for (int i = 0; i < 5000; i++)
        g_string_append(text, " mot");
    words = g_strsplit(text->str, " ", -1);
    rv_word_diff(words, words, &a, &b);
    ck_assert(!a[0] && !b[5000]);
}
END_TEST

/* ---- text ------------------------------------------------------------------------------------ */

START_TEST(texts_are_escaped)
{
    g_autoptr(GString) out = g_string_new(NULL);

    rv_html_printf(out, "<p title=\"%s\">%d %u%%</p>", "\"a\" & 'b' <c>\n\033[0m", -3, 4u);
    ck_assert_str_eq(out->str, "<p title=\"&quot;a&quot; &amp; &#39;b&#39; &lt;c&gt; ?[0m\">"
                               "-3 4%</p>");
}
END_TEST

/* ---- pages ----------------------------------------------------------------------------------- */

/* Of one page, 600 x 800 points, with a picture when asked for. */
static RvResult *
result_of(gboolean has_picture)
{
    RvResult *result = rv_result_new("a.pdf");
    RvPageScore page = {.page = 1, .score = 90, .width_pt = 600, .height_pt = 800};

    page.defects = rv_defects_new();
    if (has_picture) {
        page.picture_width = 6;
        page.picture_height = 8;
        page.picture = g_malloc0(48);
    }
    result->readability = rv_readability_new();
    g_array_append_val(result->readability->pages, page);
    return result;
}

static const struct {
    RvPt place;
    const char *view;
} crops[] = {
    {{100, 300, 200, 310}, " viewBox=\"0.0 286.0 400.0 38.0\""},
    {{250, 300, 350, 310}, " viewBox=\"100.0 286.0 400.0 38.0\""},
    {{590, 0, 600, 10}, " viewBox=\"200.0 0.0 400.0 24.0\""},
    {{10, 790, 590, 800}, " viewBox=\"0.0 776.0 600.0 24.0\""},
};

START_TEST(crops_show_what_is_around)
{
    g_autoptr(RvResult) result = result_of(TRUE);
    g_autoptr(GString) out = g_string_new(NULL);
    const RvPlace place = {.page = 1, .pt = crops[_i].place};

    rv_html_crop(out, result, 7, &place);
    ck_assert_msg(strstr(out->str, crops[_i].view) != NULL, "%s", out->str);
    ck_assert_ptr_nonnull(strstr(out->str, "href=\"#d7-p1\""));
}
END_TEST

START_TEST(what_is_nowhere_has_no_crop)
{
    g_autoptr(RvResult) seen = result_of(TRUE), unseen = result_of(FALSE);
    g_autoptr(GString) out = g_string_new(NULL);

    rv_html_crop(out, seen, 1, &(RvPlace){.page = 0});
    rv_html_crop(out, seen, 1, &(RvPlace){.page = 2, .pt = {1, 1, 2, 2}});
    rv_html_crop(out, unseen, 1, &(RvPlace){.page = 1, .pt = {1, 1, 2, 2}});
    rv_html_crop(out, seen, 1, &(RvPlace){.page = 1, .pt = {1, 9000, 2, 9001}});
    ck_assert_str_eq(out->str, "");
    rv_html_symbols(out, unseen, 1);
    rv_html_pages(out, unseen, 1);
    ck_assert_str_eq(out->str, "");
}
END_TEST

/* ---- many ------------------------------------------------------------------------------------ */

START_TEST(tallies_begin_with_the_most)
{
    g_autoptr(GHashTable) tally = rv_html_tally_new();
    g_autoptr(GString) out = g_string_new(NULL);
    const char *b, *a, *c;

    rv_html_tally(out, tally, "Title", "Head");
    ck_assert_str_eq(out->str, "");
    rv_html_tally_add(tally, "a", "first", RV_VERDICT_PASS);
    rv_html_tally_add(tally, "b", "second", RV_VERDICT_FAIL);
    rv_html_tally_add(tally, "b", "another name", RV_VERDICT_PASS);
    rv_html_tally_add(tally, "c", "third", RV_VERDICT_PASS);
    rv_html_tally(out, tally, "Title", "Head");
    b = strstr(out->str, "second");
    a = strstr(out->str, "first");
    c = strstr(out->str, "third");
    ck_assert(b && a && c && b < a && a < c);
    ck_assert_ptr_null(strstr(out->str, "another name"));
}
END_TEST

/* In a batch nobody draws pages. */
START_TEST(documents_without_pictures_are_rows_alone)
{
    const RvReportFormat *html = rv_report_format("html");
    g_autoptr(GString) out = g_string_new(NULL);
    RvReport *report = rv_report_begin(html, &(RvReportStyle){0}, out);

    for (int i = 0; i < 3; i++) {
        g_autoptr(RvResult) result = result_of(FALSE);

        result->verdict = RV_VERDICT_FAIL;
        rv_result_add_finding(result, RV_SEVERITY_BLOCKING, "siret", NULL, g_strdup("Il manque."));
        rv_report_add(report, result, out);
    }
    ck_assert(rv_report_end(report, out, NULL));
    ck_assert_ptr_null(strstr(out->str, "<article"));
    ck_assert_ptr_nonnull(strstr(out->str, "Il manque."));
    ck_assert_ptr_nonnull(strstr(out->str, "<strong>3</strong>"));
}
END_TEST

Suite *
suite_html(void)
{
    Suite *suite = suite_create("html");
    TCase *tcase = tcase_create("all");

    tcase_add_loop_test(tcase, words_that_differ_are_told, 0, G_N_ELEMENTS(diffs));
    tcase_add_test(tcase, very_long_texts_are_not_compared);
    tcase_add_test(tcase, texts_are_escaped);
    tcase_add_loop_test(tcase, crops_show_what_is_around, 0, G_N_ELEMENTS(crops));
    tcase_add_test(tcase, what_is_nowhere_has_no_crop);
    tcase_add_test(tcase, tallies_begin_with_the_most);
    tcase_add_test(tcase, documents_without_pictures_are_rows_alone);
    suite_add_tcase(suite, tcase);
    return suite;
}
