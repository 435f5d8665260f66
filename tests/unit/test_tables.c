/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that are tables. */
#include "recevable/error.h"
#include "recevable/report.h"
#include "recevable/text.h"

#include <check.h>
#include <gio/gio.h>
#include <math.h>
#include <string.h>

Suite *suite_tables(void);

#define READ_XLSX "tests/read-xlsx"
#define SOME_TIME "1700000000"
#define CELL_LIMIT 32767
#define SHEET_LIMIT 1048576

static const RvReportStyle bare = {FALSE, 0};

/* ---- results made by hand -------------------------------------------------------------------- */

static RvResult *
result_new(const char *file, RvVerdict verdict)
{
    RvResult *result = rv_result_new(file);

    result->verdict = verdict;
    result->sha256 = g_strdup("00ff");
    result->template_id = g_strdup("hop-dpi-va2-bdc");
    result->template_title = g_strdup("Bon de commande");
    result->pages = 2;
    result->readability = rv_readability_new();
    result->readability->score = 91;
    return result;
}

static RvResult *
error_new(const char *file, const char *message)
{
    g_autoptr(GError) error = g_error_new_literal(RV_ERROR, RV_ERROR_NOT_PDF, message);

    return rv_result_new_error(file, error);
}

static void
add_finding(RvResult *result, RvSeverity severity, const char *item, const char *message)
{
    const RvPlace at = {.page = 2, .pt = {-71.04, 140.16, 402.5, NAN}};

    rv_result_add_finding(result, severity, item, &at, g_strdup(message));
}

static void
add_item(RvResult *result, const char *id, RvStatus status)
{
    RvItemResult *item = g_new0(RvItemResult, 1);

    item->id = g_strdup(id);
    item->status = status;
    g_ptr_array_add(result->items, item);
}

static void
add_rule(RvResult *result, const char *id, RvStatus status)
{
    RvRuleResult *rule = g_new0(RvRuleResult, 1);

    rule->id = g_strdup(id);
    rule->status = status;
    g_ptr_array_add(result->rules, rule);
}

static GPtrArray *
results_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)rv_result_free);
}

/* One of each verdict. */
static GPtrArray *
four(void)
{
    GPtrArray *results = results_new();
    RvResult *pass = result_new("pass.pdf", RV_VERDICT_PASS);
    RvResult *review = result_new("review.pdf", RV_VERDICT_REVIEW);
    RvResult *fail = result_new("fail.pdf", RV_VERDICT_FAIL);

    add_item(pass, "siret", RV_STATUS_FILLED);
    add_rule(pass, "a-exclusif", RV_STATUS_NOT_APPLICABLE);
    add_finding(pass, RV_SEVERITY_INFO, "deadline", "Soon.");
    add_finding(review, RV_SEVERITY_REVIEW, NULL, "Look.");
    add_item(fail, "siret", RV_STATUS_EMPTY);
    add_item(fail, "date", RV_STATUS_INVALID);
    add_finding(fail, RV_SEVERITY_BLOCKING, "siret", "Empty, \"really\".");
    add_finding(fail, RV_SEVERITY_REVIEW, "siret", "Odd.");
    add_finding(fail, RV_SEVERITY_REVIEW, "date", "Late.");
    g_ptr_array_add(results, pass);
    g_ptr_array_add(results, review);
    g_ptr_array_add(results, fail);
    g_ptr_array_add(results, error_new("error.pdf", "It is no PDF."));
    return results;
}

static GString *
write_as(const char *format, const GPtrArray *results)
{
    GString *out = g_string_new(NULL);
    RvReport *report = rv_report_begin(rv_report_format(format), &bare, out);

    for (guint i = 0; i < results->len; i++)
        rv_report_add(report, g_ptr_array_index(results, i), out);
    ck_assert(rv_report_end(report, out, NULL));
    return out;
}

static GString *
write_one(const char *format, const RvResult *result)
{
    g_autoptr(GPtrArray) results = g_ptr_array_new();

    g_ptr_array_add(results, (gpointer)result);
    return write_as(format, results);
}

static void
assert_has(const GString *text, const char *part)
{
    ck_assert_msg(strstr(text->str, part), "'%s' is not in:\n%s", part, text->str);
}

static void
assert_lacks(const GString *text, const char *part)
{
    ck_assert_msg(!strstr(text->str, part), "'%s' is in:\n%s", part, text->str);
}

/* ---- CSV ------------------------------------------------------------------------------------- */

#define HEAD "\"file\",\"verdict\",\"template\",\"pages\",\"score\",\"reason\",\"sha256\","
#define MODEL "\"hop-dpi-va2-bdc\",\"2\",\"91\","

START_TEST(csv_has_a_row_a_document)
{
    g_autoptr(GPtrArray) results = four();
    g_autoptr(GString) csv = write_as("csv", results);

    ck_assert_str_eq(csv->str, HEAD
                     "\"file_base64\"\r\n"
                     "\"pass.pdf\",\"pass\"," MODEL "\"\",\"00ff\",\"\"\r\n"
                     "\"review.pdf\",\"review\"," MODEL "\"Look.\",\"00ff\",\"\"\r\n"
                     "\"fail.pdf\",\"fail\"," MODEL "\"Empty, \"\"really\"\".\",\"00ff\",\"\"\r\n"
                     "\"error.pdf\",\"error\",\"\",\"0\",\"\",\"It is no PDF.\",\"\",\"\"\r\n");
}
END_TEST

START_TEST(csv_of_no_documents_is_its_head)
{
    g_autoptr(GPtrArray) none = results_new();
    g_autoptr(GString) csv = write_as("csv", none), findings = write_as("findings", none);

    ck_assert_str_eq(csv->str, HEAD "\"file_base64\"\r\n");
    ck_assert(g_str_has_suffix(findings->str, "\"message\",\"file_base64\"\r\n"));
}
END_TEST

#define PLACE "\"2\",\"-71.0\",\"140.2\",\"402.5\",\"0.0\","

START_TEST(findings_have_a_row_each_and_errors_one)
{
    g_autoptr(GPtrArray) results = four();
    g_autoptr(GString) csv = NULL;

    g_ptr_array_add(results, result_new("nothing.pdf", RV_VERDICT_PASS));
    csv = write_as("findings", results);
    ck_assert_str_eq(
        csv->str,
        "\"file\",\"verdict\",\"severity\",\"item\",\"page\",\"x0\",\"y0\",\"x1\",\"y1\","
        "\"message\",\"file_base64\"\r\n"
        "\"pass.pdf\",\"pass\",\"info\",\"deadline\"," PLACE "\"Soon.\",\"\"\r\n"
        "\"review.pdf\",\"review\",\"review\",\"\"," PLACE "\"Look.\",\"\"\r\n"
        "\"fail.pdf\",\"fail\",\"blocking\",\"siret\"," PLACE "\"Empty, \"\"really\"\".\",\"\"\r\n"
        "\"fail.pdf\",\"fail\",\"review\",\"siret\"," PLACE "\"Odd.\",\"\"\r\n"
        "\"fail.pdf\",\"fail\",\"review\",\"date\"," PLACE "\"Late.\",\"\"\r\n"
        "\"error.pdf\",\"error\",\"error\",\"\",\"\",\"\",\"\",\"\",\"\",\"It is no PDF.\",\"\""
        "\r\n");
}
END_TEST

START_TEST(csv_keeps_names_that_it_cannot_show)
{
    static const char *const names[] = {"=1+1.pdf",    "-x.pdf",          "@sum", "new\nline",
                                        "caf\xe9.pdf", "red\033[31m.pdf", "-"};
    static const char *const formats[] = {"csv", "findings"};

    for (guint i = 0; i < 2 * G_N_ELEMENTS(names); i++) {
        const char *name = names[i / 2];
        g_autoptr(RvResult) result = error_new(name, "=2+2");
        g_autoptr(GString) csv = write_one(formats[i % 2], result);
        g_autofree char *raw = g_base64_encode((const guchar *)name, strlen(name));

        ck_assert(g_utf8_validate(csv->str, -1, NULL));
        assert_has(csv, raw);
        assert_has(csv, "\"'=2+2\"");
        assert_lacks(csv, "\"=");
        assert_lacks(csv, "\"@");
        assert_lacks(csv, "\033");
    }
}
END_TEST

START_TEST(negative_numbers_are_no_formulas)
{
    static const struct {
        const char *text, *field;
    } cases[] = {{"-1.5", "\"-1.5\","}, {"-", "\"'-\","},   {"-1+1", "\"'-1+1\","},
                 {"+33", "\"'+33\","},  {"-x", "\"'-x\","}, {"", "\"\","},
                 {"\t=1", "\"' =1\","}, {"a=1", "\"a=1\","}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);

        rv_csv_append(out, cases[i].text, FALSE);
        ck_assert_str_eq(out->str, cases[i].field);
    }
}
END_TEST

/* ---- XLSX ------------------------------------------------------------------------------------ */

/* The sheets as text; see the script. */
static GString *
read_sheets(const GString *xlsx, const char *option)
{
    g_autoptr(GSubprocess) process =
        g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                         READ_XLSX, option, NULL);
    g_autoptr(GBytes) in = g_bytes_new(xlsx->str, xlsx->len), out = NULL;
    gconstpointer data;
    gsize size;

    ck_assert_msg(process != NULL, "%s cannot be run: start the tests in the project's root",
                  READ_XLSX);
    ck_assert(g_subprocess_communicate(process, in, NULL, &out, NULL, NULL));
    ck_assert_int_eq(g_subprocess_get_exit_status(process), 0);
    data = g_bytes_get_data(out, &size);
    return g_string_new_len(data, (gssize)size);
}

START_TEST(xlsx_holds_documents_and_findings)
{
    g_autoptr(GPtrArray) results = four();
    g_autoptr(GString) xlsx = write_as("xlsx", results), sheets = read_sheets(xlsx, NULL);

    assert_has(sheets, "== Documents 5 A1:J5 frozen\n[\"File\", \"Verdict\", \"Reason\", ");
    assert_has(sheets, "\n[\"pass.pdf\", \"PASS\", null, \"Bon de commande (hop-dpi-va2-bdc)\", "
                       "2.0, 91.0, 0.0, 0.0, \"00ff\"]\n");
    assert_has(sheets, "\n[\"fail.pdf\", \"FAIL\", \"Empty, \\\"really\\\".\", "
                       "\"Bon de commande (hop-dpi-va2-bdc)\", 2.0, 91.0, 1.0, 2.0, \"00ff\"]\n");
    assert_has(sheets, "\n[\"error.pdf\", \"ERROR\", \"It is no PDF.\", null, null, null, 0.0, "
                       "0.0]\n");
    assert_has(sheets, "== Findings 7 A1:L7 frozen\n[\"File\", \"Verdict\", \"Importance\", ");
    assert_has(sheets, "\n[\"fail.pdf\", \"FAIL\", \"To look at\", \"date\", \"Late.\", 2.0, "
                       "\"page 2\", -71.0, 140.2, 402.5, 0.0]\n");
    assert_has(sheets, "\n[\"error.pdf\", \"ERROR\", \"ERROR\", null, \"It is no PDF.\"]\n");
}
END_TEST

START_TEST(xlsx_of_no_documents_is_sound)
{
    g_autoptr(GPtrArray) none = results_new();
    g_autoptr(GString) xlsx = write_as("xlsx", none), sheets = read_sheets(xlsx, NULL);

    assert_has(sheets, "== Documents 1 A1:J1 frozen");
    assert_has(sheets, "== Findings 1 A1:L1 frozen");
}
END_TEST

START_TEST(xlsx_survives_hostile_texts)
{
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"=1+1.pdf", "\"=1+1.pdf\""},
        {"https://exemple.invalid", "\"https://exemple.invalid\""},
        {"007", "\"007\""},
        {"_x0041__x000D_", "\"_x0041__x000D_\""},
        {"_x_x0041_", "\"_x_x0041_\""},
        {"<script>&\"]]>", "\"<script>&\\\"]]>\""},
        {"a\nb\001c\033d\xef\xbf\xbf", "\"a b?c?d?\""},
        {"caf\xe9", "\"caf\xef\xbf\xbd\""},
        {" x ", "\" x \""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(RvResult) result = error_new(cases[i].text, cases[i].text);
        g_autoptr(GString) xlsx = write_one("xlsx", result), sheets = read_sheets(xlsx, NULL);
        g_autofree char *row =
            g_strdup_printf("\n[%s, \"ERROR\", %s, null", cases[i].shown, cases[i].shown);

        assert_has(sheets, row);
    }
}
END_TEST

START_TEST(xlsx_keeps_the_bytes_of_names)
{
    g_autoptr(RvResult) result = error_new("caf\xe9", "No.");
    g_autoptr(GString) xlsx = write_one("xlsx", result), sheets = read_sheets(xlsx, NULL);

    assert_has(sheets, "0.0, 0.0, null, \"Y2Fm6Q==\"]");
    assert_has(sheets, "\"No.\", null, null, null, null, null, null, \"Y2Fm6Q==\"]");
}
END_TEST

START_TEST(xlsx_cuts_what_a_cell_cannot_hold)
{
    /* Of one, and of two units of UTF-16. */
    static const char *const letters[] = {"x", "\xf0\x9f\x96\xa8"};

    for (guint i = 0; i < G_N_ELEMENTS(letters); i++) {
        glong fits = CELL_LIMIT / (i + 1);
        GString *text = g_string_new(NULL);

        for (glong k = 0; k < fits; k++)
            g_string_append(text, letters[i]);
        for (int more = 0; more < 2; more++) {
            g_autoptr(RvResult) result = error_new("a.pdf", text->str);
            g_autoptr(GString) xlsx = write_one("xlsx", result), sheets = read_sheets(xlsx, NULL);

            if (more)
                assert_has(sheets, " … [cut here: a cell holds no more]\"");
            else
                assert_lacks(sheets, "cut here");
            assert_has(sheets, letters[i]);
            g_string_append(text, letters[i]);
        }
        g_string_free(text, TRUE);
    }
}
END_TEST

START_TEST(xlsx_tells_of_rows_that_a_sheet_cannot_hold)
{
    enum { EACH = 1024 };
    g_autoptr(RvResult) result = result_new("a.pdf", RV_VERDICT_FAIL);
    g_autoptr(GString) xlsx = g_string_new(NULL), sheets = NULL;
    RvReport *report = rv_report_begin(rv_report_format("xlsx"), &bare, xlsx);

    for (guint i = 0; i < EACH; i++)
        rv_result_add_finding(result, RV_SEVERITY_BLOCKING, NULL, NULL, g_strdup("It."));
    for (guint i = 0; i < SHEET_LIMIT / EACH; i++)
        rv_report_add(report, result, xlsx);
    ck_assert(rv_report_end(report, xlsx, NULL));
    sheets = read_sheets(xlsx, "--last");
    assert_has(sheets, "== Documents 1025 A1:J1025");
    /* Besides the head and the note. */
    assert_has(sheets, "== Findings 1048576 A1:L1048575 frozen\n[\"2 more rows are not here: a "
                       "sheet holds no more.");
}
END_TEST

START_TEST(xlsx_is_the_same_to_the_byte_at_a_told_time)
{
    g_autoptr(GPtrArray) results = four();
    g_autoptr(GString) first = NULL, second = NULL, later = NULL;

    g_setenv("SOURCE_DATE_EPOCH", SOME_TIME, TRUE);
    first = write_as("xlsx", results);
    g_usleep(2 * G_USEC_PER_SEC); /* what files tell of time is that coarse */
    second = write_as("xlsx", results);
    g_setenv("SOURCE_DATE_EPOCH", "1800000000", TRUE);
    later = write_as("xlsx", results);
    ck_assert(g_string_equal(first, second));
    ck_assert(!g_string_equal(first, later));
}
END_TEST

/* ---- JUnit ----------------------------------------------------------------------------------- */

#define END_OF_PROPERTIES "  </properties>\n"

START_TEST(junit_counts_and_shows_every_point)
{
    g_autoptr(GPtrArray) results = four();
    g_autoptr(GString) xml = NULL;

    g_setenv("SOURCE_DATE_EPOCH", SOME_TIME, TRUE);
    xml = write_as("junit", results);
    assert_has(xml, "<testsuites name=\"recevable\" tests=\"9\" failures=\"3\" errors=\"1\" "
                    "skipped=\"1\">\n");
    assert_has(xml, " <testsuite name=\"pass.pdf\" tests=\"4\" failures=\"0\" errors=\"0\" "
                    "skipped=\"1\" timestamp=\"2023-11-14T22:13:20\">\n");
    assert_has(xml, END_OF_PROPERTIES
               "  <testcase name=\"document\" classname=\"pass.pdf\"/>\n"
               "  <testcase name=\"siret\" classname=\"pass.pdf\"/>\n"
               "  <testcase name=\"a-exclusif\" classname=\"pass.pdf\">\n   <skipped/>\n"
               "  </testcase>\n"
               "  <testcase name=\"deadline\" classname=\"pass.pdf\">\n"
               "   <system-out>To know: Soon. [page 2]\n</system-out>\n  </testcase>\n");
    assert_has(xml, END_OF_PROPERTIES
               "  <testcase name=\"document\" classname=\"review.pdf\">\n"
               "   <failure type=\"review\" message=\"Look.\">To look at: Look. [page 2]\n"
               "</failure>\n  </testcase>\n");
    assert_has(xml, " <testsuite name=\"fail.pdf\" tests=\"3\" failures=\"2\" errors=\"0\" "
                    "skipped=\"0\"");
    assert_has(xml, "<failure type=\"blocking\" message=\"Empty, &quot;really&quot;.\">"
                    "To correct: Empty, &quot;really&quot;. [page 2]\n"
                    "To look at: Odd. [page 2]\n</failure>\n");
    assert_has(xml, "<failure type=\"review\" message=\"Late.\">");
    assert_has(xml, " <testsuite name=\"error.pdf\" tests=\"1\" failures=\"0\" errors=\"1\" "
                    "skipped=\"0\"");
    assert_has(xml, "   <error type=\"not-pdf\" message=\"It is no PDF.\"/>\n");
}
END_TEST

START_TEST(junit_never_passes_what_does_not)
{
    static const struct {
        RvVerdict verdict;
        const char *failure;
    } cases[] = {{RV_VERDICT_REVIEW, "<failure type=\"review\" message=\"REVIEW\">"},
                 {RV_VERDICT_FAIL, "<failure type=\"blocking\" message=\"FAIL\">"}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(RvResult) result = result_new("a.pdf", cases[i].verdict);
        g_autoptr(GString) xml = write_one("junit", result);

        assert_has(xml, cases[i].failure);
        assert_has(xml, "<testsuites name=\"recevable\" tests=\"1\" failures=\"1\"");
    }
}
END_TEST

START_TEST(junit_that_is_told_the_counts_writes_as_it_goes)
{
    g_autoptr(GPtrArray) results = four();
    g_autoptr(GString) whole = NULL, parts = g_string_new(NULL);
    RvJunitCounts counts = {0};
    RvReport *report;

    g_setenv("SOURCE_DATE_EPOCH", SOME_TIME, TRUE);
    whole = write_as("junit", results);
    for (guint i = 0; i < results->len; i++)
        rv_junit_count(g_ptr_array_index(results, i), &counts);
    report = rv_report_begin(rv_report_format("junit"), &bare, parts);
    rv_junit_expect(report, &counts);
    for (guint i = 0; i < results->len; i++) {
        gsize before = parts->len;

        rv_report_add(report, g_ptr_array_index(results, i), parts);
        ck_assert_uint_gt(parts->len, before);
    }
    ck_assert(rv_report_end(report, parts, NULL));
    ck_assert_str_eq(parts->str, whole->str);
}
END_TEST

START_TEST(junit_of_no_documents_is_sound)
{
    g_autoptr(GPtrArray) none = results_new();
    g_autoptr(GString) xml = write_as("junit", none);

    assert_has(xml, "tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\">\n</testsuites>\n");
}
END_TEST

START_TEST(junit_survives_hostile_texts)
{
    g_autoptr(RvResult) result = result_new("<a>&\"'\n\001caf\xe9", RV_VERDICT_FAIL);
    g_autoptr(GString) xml = NULL;

    add_item(result, "<i>", RV_STATUS_EMPTY);
    add_finding(result, RV_SEVERITY_BLOCKING, "<i>", "]]></failure>\033[2J\xef\xbf\xbe");
    xml = write_one("junit", result);
    ck_assert(g_utf8_validate(xml->str, -1, NULL));
    assert_has(xml, "name=\"&lt;a&gt;&amp;&quot;&apos; ?caf\xef\xbf\xbd\"");
    assert_has(xml, "<property name=\"file_base64\" value=\"");
    assert_has(xml, "name=\"&lt;i&gt;\"");
    assert_has(xml, "message=\"]]&gt;&lt;/failure&gt;?[2J?\"");
}
END_TEST

START_TEST(a_time_that_is_none_is_not_taken)
{
    static const char *const times[] = {"", "yesterday", "-1", "253402300800", "1e3"};
    g_autoptr(GPtrArray) none = four();

    for (guint i = 0; i < G_N_ELEMENTS(times); i++) {
        g_autoptr(GDateTime) now = g_date_time_new_now_utc();
        g_autofree char *century = g_date_time_format(now, " timestamp=\"%C");
        g_autoptr(GString) xml = NULL;

        g_setenv("SOURCE_DATE_EPOCH", times[i], TRUE);
        xml = write_as("junit", none);
        assert_has(xml, century);
    }
}
END_TEST

Suite *
suite_tables(void)
{
    Suite *suite = suite_create("tables");
    TCase *tcase = tcase_create("all");

    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, csv_has_a_row_a_document);
    tcase_add_test(tcase, csv_of_no_documents_is_its_head);
    tcase_add_test(tcase, findings_have_a_row_each_and_errors_one);
    tcase_add_test(tcase, csv_keeps_names_that_it_cannot_show);
    tcase_add_test(tcase, negative_numbers_are_no_formulas);
    tcase_add_test(tcase, xlsx_holds_documents_and_findings);
    tcase_add_test(tcase, xlsx_of_no_documents_is_sound);
    tcase_add_test(tcase, xlsx_survives_hostile_texts);
    tcase_add_test(tcase, xlsx_keeps_the_bytes_of_names);
    tcase_add_test(tcase, xlsx_cuts_what_a_cell_cannot_hold);
    tcase_add_test(tcase, xlsx_tells_of_rows_that_a_sheet_cannot_hold);
    tcase_add_test(tcase, xlsx_is_the_same_to_the_byte_at_a_told_time);
    tcase_add_test(tcase, junit_counts_and_shows_every_point);
    tcase_add_test(tcase, junit_never_passes_what_does_not);
    tcase_add_test(tcase, junit_that_is_told_the_counts_writes_as_it_goes);
    tcase_add_test(tcase, junit_of_no_documents_is_sound);
    tcase_add_test(tcase, junit_survives_hostile_texts);
    tcase_add_test(tcase, a_time_that_is_none_is_not_taken);
    suite_add_tcase(suite, tcase);
    return suite;
}
