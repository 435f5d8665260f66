/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/error.h"
#include "recevable/report.h"

#include <check.h>
#include <gio/gio.h>
#include <math.h>
#include <string.h>

Suite *suite_report(void);

#define SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define CHECK_SCHEMA "tests/check-schema"

static const RvReportStyle bare = {FALSE, 0};

/* ---- results made by hand ----------------------------------------------------------------- */

static RvPlace
place(int page, double x0, double y0, double x1, double y1)
{
    return (RvPlace){.page = page, .pt = {x0, y0, x1, y1}};
}

static void
defect_clear(gpointer defect)
{
    g_free(((RvDefect *)defect)->advice);
}

static void
add_page(RvResult *result, int number, int score, const char *defect)
{
    RvPageScore page = {.page = number,
                        .score = score,
                        .accuracy = 0.9871,
                        .dpi = 300,
                        .real_dpi = 200,
                        .x_height = 20.12,
                        .width_pt = 595.28,
                        .height_pt = 841.89,
                        .skew_deg = 0.412,
                        .map = {2, 1, NULL},
                        .defects = g_array_new(FALSE, TRUE, sizeof(RvDefect))};
    RvDefect found = {.type = defect, .severity = 0.204, .advice = g_strdup("Clean the glass.")};

    page.map.cells = g_new(float, 2);
    page.map.cells[0] = NAN;
    page.map.cells[1] = 0.991F;
    g_array_set_clear_func(page.defects, defect_clear);
    if (defect)
        g_array_append_val(page.defects, found);
    else
        g_free(found.advice);
    g_array_append_val(result->readability->pages, page);
    result->readability->score = MIN(result->readability->score, score);
    result->pages = MAX(result->pages, number);
}

static RvResult *
result_new(const char *file, RvVerdict verdict)
{
    RvResult *result = rv_result_new(file);

    result->verdict = verdict;
    result->isolation = RV_ISOLATION_FULL;
    result->sha256 = g_strdup(SHA256);
    result->template_id = g_strdup("hop-dpi-va2-bdc");
    result->template_title = g_strdup("Bon de commande");
    result->template_sha256 = g_strdup(SHA256);
    result->template_confidence = 0.98;
    result->engine = g_strdup("engine 1");
    result->readability = rv_readability_new();
    return result;
}

static RvItemResult *
add_item(RvResult *result, const char *id, RvItemKind kind, RvStatus status)
{
    RvItemResult *item = g_new0(RvItemResult, 1);

    item->id = g_strdup(id);
    item->kind = kind;
    item->status = status;
    item->confidence = 0.99761;
    item->place = place(1, 71.04, 140.16, 402.5, 153.9);
    g_ptr_array_add(result->items, item);
    return item;
}

static void
add_group(RvResult *result)
{
    static const RvBoxState states[] = {RV_BOX_UNTICKED, RV_BOX_TICKED, RV_BOX_AMBIGUOUS,
                                        RV_BOX_MISSING};
    RvItemResult *item = add_item(result, "nature", RV_ITEM_GROUP, RV_STATUS_SATISFIED);

    item->margin = 0.75;
    item->boxes = rv_box_results_new();
    for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
        RvBoxResult box = {g_strdup_printf("box-%u", i),
                           NULL,
                           {.state = states[i], .confidence = 0.5, .place = item->place}};

        if (states[i] == RV_BOX_MISSING)
            box.box.place.page = 0;
        g_array_append_val(item->boxes, box);
    }
}

static void
add_table(RvResult *result)
{
    RvItemResult *item = add_item(result, "prestations", RV_ITEM_TABLE, RV_STATUS_SATISFIED);
    RvLineResult line = {g_strdup("Prestation \"A\""),
                         g_strdup("100,00"),
                         g_strdup("20"),
                         g_strdup("20,00"),
                         g_strdup(""),
                         item->place};

    item->lines = rv_line_results_new();
    g_array_append_val(item->lines, line);
}

static void
add_rule(RvResult *result, const char *id, RvStatus status)
{
    RvRuleResult *rule = g_new0(RvRuleResult, 1);

    rule->id = g_strdup(id);
    rule->status = status;
    g_ptr_array_add(result->rules, rule);
}

static void
add_signature(RvResult *result)
{
    RvSignature *signature = g_new0(RvSignature, 1);

    signature->signer = g_strdup("Camille Exemple");
    signature->issuer = g_strdup("Autorité fictive");
    signature->signed_at = 1779355800;
    signature->coverage = RV_COVERAGE_PART;
    signature->bytes_after = 812;
    signature->trust = RV_TRUST_UNKNOWN;
    signature->place = place(1, 71, 140.2, 402.5, 153.9);
    g_ptr_array_add(result->signatures, signature);
}

/* One of everything. */
static RvResult *
full_result(void)
{
    RvResult *result = result_new("bdc.pdf", RV_VERDICT_PASS);
    RvItemResult *item;

    g_date_set_dmy(&result->given.referenced_on, 3, 6, 2026);
    add_page(result, 1, 91, "noisy");
    item = add_item(result, "reference", RV_ITEM_MENTION, RV_STATUS_PRESENT);
    item->text = g_strdup("Référence");
    item = add_item(result, "siret", RV_ITEM_FIELD, RV_STATUS_FILLED);
    item->value = g_strdup("732 829 320 00074");
    item->normalized = g_strdup("73282932000074");
    add_group(result);
    add_table(result);
    item = add_item(result, "signature", RV_ITEM_SIGNATURE, RV_STATUS_PRESENT);
    item->place.page = 0;
    item->ink = RV_INK_PEN;
    add_signature(result);
    add_rule(result, "a-exclusif", RV_STATUS_SATISFIED);
    rv_result_add_finding(result, RV_SEVERITY_INFO, NULL, NULL, g_strdup("Nothing to do."));
    return result;
}

static char *
write_as(const char *format, const RvResult *result, const RvReportStyle *style)
{
    GString *out = g_string_new(NULL);

    RvReport *report = rv_report_begin(rv_report_format(format), style, out);

    rv_report_add(report, result, out);
    ck_assert(rv_report_end(report, out, NULL));
    return g_string_free(out, FALSE);
}

static void
assert_has(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part), "'%s' is not in:\n%s", part, text);
}

static void
assert_lacks(const char *text, const char *part)
{
    ck_assert_msg(!strstr(text, part), "'%s' is in:\n%s", part, text);
}

/* ---- the table ---------------------------------------------------------------------------- */

START_TEST(formats_are_found_by_name)
{
    guint n = 0;

    for (const RvReportFormat *format = rv_report_formats(); format->name; format++, n++) {
        ck_assert_ptr_eq(rv_report_format(format->name), format);
        ck_assert_ptr_nonnull(format->help);
        ck_assert_ptr_nonnull(format->add);
    }
    ck_assert_uint_ge(n, 3);
    ck_assert_ptr_null(rv_report_format("pdf"));
    ck_assert_ptr_null(rv_report_format(""));
}
END_TEST

/* ---- JSON --------------------------------------------------------------------------------- */

#define PLACE "\"page\":1,\"bbox\":[71.0,140.2,402.5,153.9]"

START_TEST(jsonl_is_one_line_in_the_order_of_the_contract)
{
    g_autoptr(RvResult) result = full_result();
    g_autofree char *line = write_as("jsonl", result, &bare);

    ck_assert_str_eq(
        line,
        "{\"schema\":\"recevable/result/1\",\"file\":\"bdc.pdf\",\"sha256\":\"" SHA256
        "\",\"pages\":1,\"template\":{\"id\":\"hop-dpi-va2-bdc\","
        "\"title\":\"Bon de commande\",\"edition\":null,\"confidence\":0.98,\"sha256\":\"" SHA256
        "\"},\"verdict\":\"pass\",\"readability\":{\"score\":91,"
        "\"pages\":[{\"page\":1,\"score\":91,\"accuracy\":0.987,\"width\":595.28,"
        "\"height\":841.89,\"blank\":false,\"dpi\":300,\"real_dpi\":200,"
        "\"x_height\":20.1,\"skew_deg\":0.41,\"rotation\":0,"
        "\"defects\":[{\"severity\":0.2,\"advice\":\"Clean the glass.\",\"type\":\"noisy\"}],"
        "\"needed_dpi\":null,\"worst\":null,\"legibility\":{\"columns\":2,\"rows\":1,\"cells\":[["
        "null,0.99]]},"
        "\"advice\":null}]},"
        "\"signatures\":[{\"signer\":\"Camille Exemple\",\"organisation\":null,"
        "\"issuer\":\"Autorité fictive\",\"signed_at\":\"2026-05-21T09:30:00Z\","
        "\"integrity\":\"intact\",\"coverage\":\"part\",\"bytes_after\":812,"
        "\"trust\":\"unknown\",\"self_signed\":false," PLACE "}],"
        "\"items\":[{\"id\":\"reference\",\"kind\":\"mention\",\"wording\":null,\"status\":"
        "\"present\","
        "\"confidence\":0.998,\"seen_by_person\":false," PLACE
        ",\"text\":\"Référence\"},{\"id\":\"siret\","
        "\"kind\":\"field\",\"wording\":null,\"status\":\"filled\",\"confidence\":0.998,\"seen_by_"
        "person\":false," PLACE
        ",\"value\":\"732 829 320 00074\",\"normalized\":\"73282932000074\"},{\"id\":\"nature\","
        "\"kind\":\"group\",\"wording\":null,\"status\":\"satisfied\",\"confidence\":0.998,\"seen_"
        "by_person\":false," PLACE ",\"margin\":0.75,\"boxes\":["
        "{\"id\":\"box-0\",\"wording\":null,\"state\":\"unticked\",\"confidence\":0.5," PLACE "},"
        "{\"id\":\"box-1\",\"wording\":null,\"state\":\"ticked\",\"confidence\":0.5," PLACE "},"
        "{\"id\":\"box-2\",\"wording\":null,\"state\":\"ambiguous\",\"confidence\":0.5," PLACE "},"
        "{\"id\":\"box-3\",\"wording\":null,\"state\":\"missing\",\"confidence\":0.5}]},{\"id\":"
        "\"prestations\","
        "\"kind\":\"table\",\"wording\":null,\"status\":\"satisfied\",\"confidence\":0.998,\"seen_"
        "by_person\":false," PLACE ",\"lines\":["
        "{\"label\":\"Prestation \\\"A\\\"\",\"ht\":\"100,00\",\"taux\":\"20\",\"tva\":\"20,00\","
        "\"ttc\":\"\"," PLACE "}]},{\"id\":\"signature\",\"kind\":\"signature\",\"wording\":null,"
        "\"status\":\"present\",\"confidence\":0.998,\"seen_by_person\":false,\"ink\":\"pen\"}],"
        "\"rules\":[{"
        "\"id\":\"a-exclusif\","
        "\"status\":\"satisfied\"}],\"findings\":[{\"severity\":\"info\",\"item\":null,"
        "\"message\":\"Nothing to do.\"}],\"options\":{\"template\":null,"
        "\"referenced_on\":\"2026-06-03\",\"on\":null,\"blank\":false},\"isolation\":\"full\","
        "\"deadlines\":null,"
        "\"engine\":\"engine 1\","
        "\"version\":\"" RV_VERSION "\"}\n");
}
END_TEST

START_TEST(json_of_several_documents_is_one_object_after_the_other)
{
    g_autoptr(RvResult) result = full_result();
    g_autofree char *one = write_as("json", result, &bare);
    g_autoptr(GString) two = g_string_new(NULL);
    RvReport *report = rv_report_begin(rv_report_format("json"), &bare, two);

    rv_report_add(report, result, two);
    rv_report_add(report, result, two);
    ck_assert(rv_report_end(report, two, NULL));
    ck_assert(g_str_has_suffix(one, "\n}\n"));
    ck_assert_uint_eq(two->len, 2 * strlen(one));
    ck_assert_str_eq(two->str + strlen(one), one);
}
END_TEST

START_TEST(json_keeps_file_names_that_are_not_utf8)
{
    g_autoptr(RvResult) result = result_new("caf\xe9.pdf", RV_VERDICT_PASS);
    g_autofree char *line = write_as("jsonl", result, &bare);
    g_autofree char *raw = g_base64_encode((const guchar *)result->file, strlen(result->file));

    ck_assert(g_utf8_validate(line, -1, NULL));
    assert_has(line, raw);
    assert_has(line, "\"file\":\"caf�.pdf\",");
    assert_has(line, "\"file_base64\":");
}
END_TEST

START_TEST(json_survives_what_no_stage_should_give)
{
    g_autoptr(RvResult) result = result_new("", RV_VERDICT_PASS);
    RvItemResult *item = add_item(result, "nature", RV_ITEM_GROUP, RV_STATUS_SATISFIED);
    g_autofree char *line = NULL;

    item->confidence = NAN; /* and no boxes */
    item->place.pt.x0 = INFINITY;
    add_item(result, "prestations", RV_ITEM_TABLE, RV_STATUS_MISSING); /* no lines */
    add_item(result, "siret", RV_ITEM_FIELD, RV_STATUS_FILLED)->value = g_strdup("\xff\033[2J");
    line = write_as("jsonl", result, &bare);
    assert_has(line, "\"confidence\":0.0,\"seen_by_person\":false,\"page\":1,\"bbox\":[0.0,");
    assert_has(line, "\"boxes\":[]");
    assert_has(line, "\"lines\":[]");
    assert_has(line, "\"value\":\"�\\u001B[2J\"");
}
END_TEST

/* ---- the schema --------------------------------------------------------------------------- */

/* Exit status of check-schema for a text. */
static int
check_schema(const char *json)
{
    g_autoptr(GSubprocess) process =
        g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                         CHECK_SCHEMA, NULL);

    ck_assert_msg(process != NULL, "%s cannot be run: start the tests in the project's root",
                  CHECK_SCHEMA);
    ck_assert(g_subprocess_communicate_utf8(process, json, NULL, NULL, NULL, NULL));
    return g_subprocess_get_exit_status(process);
}

static char *
replaced(const char *text, const char *from, const char *to)
{
    g_auto(GStrv) parts = g_strsplit(text, from, 2);

    ck_assert_uint_eq(g_strv_length(parts), 2);
    return g_strjoinv(to, parts);
}

START_TEST(results_conform_to_the_schema)
{
    g_autoptr(RvResult) pass = full_result(), review = result_new("", RV_VERDICT_REVIEW);
    g_autoptr(RvResult) fail = result_new("\xff", RV_VERDICT_FAIL), error = NULL;
    g_autoptr(GError) reason = g_error_new(RV_ERROR, RV_ERROR_NOT_PDF, "It is no PDF.");
    g_autoptr(GString) out = g_string_new(NULL);
    RvPlace somewhere = place(1, 1, 2, 3, 4);
    const RvResult *all[4];

    error = rv_result_new_error("x", reason);
    g_clear_pointer(&review->template_id, g_free);
    add_page(review, 1, 100, "blank");
    add_page(fail, 1, 0, "unreadable");
    g_date_set_dmy(&fail->given.on, 3, 6, 2026);
    fail->deadlines_sha256 = g_strdup(SHA256);
    fail->forced_template = g_strdup("hop-dpi-va2-bdc");
    rv_result_add_finding(review, RV_SEVERITY_REVIEW, NULL, NULL, g_strdup("No model fits."));
    rv_result_add_finding(fail, RV_SEVERITY_BLOCKING, "siret", &somewhere, g_strdup("Empty."));
    add_item(fail, "siret", RV_ITEM_FIELD, RV_STATUS_EMPTY);
    add_item(fail, "mention", RV_ITEM_MENTION, RV_STATUS_MISSING)->place.page = 0;
    all[0] = pass;
    all[1] = review;
    all[2] = fail;
    all[3] = error;
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        rv_report_write(rv_report_format("jsonl"), all[i], out);
        rv_report_write(rv_report_format("json"), all[i], out);
    }
    ck_assert_int_eq(check_schema(out->str), 0);
}
END_TEST

START_TEST(the_schema_refuses_what_the_contract_forbids)
{
    static const struct {
        const char *from, *to;
    } changes[] = {
        {"\"verdict\":\"pass\"", "\"verdict\":\"maybe\""},
        {"\"verdict\":\"pass\"", "\"verdict\":\"error\""},
        {"\"severity\":\"info\"", "\"severity\":\"blocking\""}, /* what lacks something passes */
        {"\"severity\":\"info\"", "\"severity\":\"review\""},
        {"\"template\":{", "\"template\":null,\"other\":{"},
        {"\"kind\":\"mention\"", "\"kind\":\"field\""},
        {"\"status\":\"filled\"", "\"status\":\"present\""},
        {"\"state\":\"ticked\"", "\"state\":\"crossed\""},
        {"\"page\":1,\"bbox\"", "\"bbox\""},
        {"[71.0,140.2,402.5,153.9]", "[71.0,140.2,402.5]"},
        {"\"confidence\":0.998", "\"confidence\":1.2"},
        {"\"type\":\"noisy\"", "\"type\":\"ugly\""},
        {"\"rotation\":0", "\"rotation\":45"},
        {"\"sha256\":\"e3", "\"sha256\":\"xx"},
        {"\"text\":\"Référence\"", "\"value\":\"Référence\""},
        {"\"score\":91", "\"score\":191"},
        {"\"pages\":1", "\"pages\":1,\"pages\":1"},
        {"\"rules\":[", "\"rules\":[{},"},
        {"\"2026-06-03\"", "\"03/06/2026\""},
        {",\"referenced_on\":\"2026-06-03\"", ""},
    };
    g_autoptr(RvResult) result = full_result();
    g_autofree char *line = write_as("jsonl", result, &bare);

    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autofree char *bad = replaced(line, changes[i].from, changes[i].to);

        ck_assert_msg(check_schema(bad) != 0, "passed: %s", changes[i].to);
    }
    ck_assert_int_ne(check_schema(""), 0);
    ck_assert_int_ne(check_schema("{"), 0);
}
END_TEST

/* ---- text --------------------------------------------------------------------------------- */

static RvResult *
failed_result(void)
{
    RvResult *result = result_new("bdc.pdf", RV_VERDICT_FAIL);
    RvPlace upper_left = place(2, 60, 80, 200, 90), across = place(2, 60, 700, 500, 712);
    RvPlace whole = place(1, 0, 0, 595, 842), elsewhere = place(9, 60, 80, 200, 90);

    g_date_set_dmy(&result->given.referenced_on, 3, 6, 2026);
    add_page(result, 1, 91, "noisy");
    add_page(result, 2, 80, NULL);
    add_page(result, 3, 70, "noisy");
    add_item(result, "a", RV_ITEM_FIELD, RV_STATUS_FILLED);
    add_item(result, "b", RV_ITEM_FIELD, RV_STATUS_EMPTY);
    add_rule(result, "c", RV_STATUS_NOT_APPLICABLE);
    rv_result_add_finding(result, RV_SEVERITY_BLOCKING, "b", &upper_left, g_strdup("One."));
    rv_result_add_finding(result, RV_SEVERITY_BLOCKING, "b", &across, g_strdup("Two."));
    rv_result_add_finding(result, RV_SEVERITY_REVIEW, "b", &whole, g_strdup("Three."));
    rv_result_add_finding(result, RV_SEVERITY_REVIEW, "b", &elsewhere, g_strdup("Four."));
    rv_result_add_finding(result, RV_SEVERITY_INFO, NULL, NULL, g_strdup("Five."));
    return result;
}

START_TEST(text_tells_verdict_reasons_and_places)
{
    g_autoptr(RvResult) result = failed_result();
    g_autofree char *text = write_as("text", result, &bare);

    ck_assert_str_eq(text, "FAIL: this document would be refused\n"
                           "bdc.pdf\n"
                           "Model: Bon de commande (hop-dpi-va2-bdc), 98 % sure\n"
                           "Solution referenced: 2026-06-03\n"
                           "Readability: 70/100\n"
                           "  - pages 1, 3: Clean the glass.\n"
                           "To correct:\n"
                           "  - One. [page 2, upper left]\n"
                           "  - Two. [page 2, at the bottom]\n"
                           "To look at:\n"
                           "  - Three. [page 1]\n"
                           "  - Four. [page 9]\n"
                           "To know:\n"
                           "  - Five.\n"
                           "3 points checked: 2 fine\n");
}
END_TEST

START_TEST(text_tells_of_electronic_signatures)
{
    g_autoptr(RvResult) result = full_result();
    RvSignature *signature = g_ptr_array_index(result->signatures, 0);
    g_autofree char *text = write_as("text", result, &bare), *other = NULL;

    assert_has(text,
               "Electronic signature: Camille Exemple, 2026-05-21 09:30 UTC: intact, covers a "
               "part of the file, trust in the certificate not looked up\n");
    signature->integrity = RV_INTEGRITY_UNCHECKED;
    signature->coverage = RV_COVERAGE_UNKNOWN;
    signature->trust = RV_TRUST_UNCHECKED;
    signature->signed_at = 0;
    g_clear_pointer(&signature->signer, g_free);
    other = write_as("text", result, &bare);
    assert_has(other,
               "Electronic signature: ?, ?: cannot be checked, what it covers is not known\n");
}
END_TEST

START_TEST(text_of_an_error_tells_why)
{
    g_autoptr(GError) error = g_error_new(RV_ERROR, RV_ERROR_EMPTY, "It is\033[31m empty.");
    g_autoptr(RvResult) result = rv_result_new_error("a\nb\033]0;x\a.pdf", error);
    g_autofree char *text = NULL;

    result->isolation = RV_ISOLATION_FULL;
    text = write_as("text", result, &bare);
    ck_assert_str_eq(text, "ERROR: this file could not be checked\n"
                           "a b?]0;x?.pdf\n"
                           "  - It is?[31m empty.\n");
}
END_TEST

START_TEST(text_is_coloured_by_the_verdict_only_when_asked)
{
    static const char *const colours[] = {[RV_VERDICT_PASS] = "\033[32",
                                          [RV_VERDICT_REVIEW] = "\033[33",
                                          [RV_VERDICT_FAIL] = "\033[31",
                                          [RV_VERDICT_ERROR] = "\033[31"};
    const RvReportStyle coloured = {TRUE, 0};

    for (guint i = 0; i < G_N_ELEMENTS(colours); i++) {
        g_autoptr(RvResult) result = result_new("a.pdf", (RvVerdict)i);
        g_autofree char *with = write_as("text", result, &coloured);
        g_autofree char *without = write_as("text", result, &bare);

        ck_assert(g_str_has_prefix(with, colours[i]));
        assert_has(with, "\033[0m\n");
        assert_lacks(without, "\033");
    }
}
END_TEST

START_TEST(text_stops_what_a_document_says_from_steering_the_terminal)
{
    g_autoptr(RvResult) result = result_new("a.pdf", RV_VERDICT_REVIEW);
    g_autofree char *text = NULL;

    g_free(result->template_title);
    result->template_title = g_strdup("\033[1mtitle");
    rv_result_add_finding(result, RV_SEVERITY_REVIEW, NULL, NULL,
                          g_strdup("\033]52;c;eA==\a \xc2\x9b"
                                   "31m \xe2\x80\xae"
                                   "fdp\xff\r!"));
    text = write_as("text", result, &bare);
    ck_assert(g_utf8_validate(text, -1, NULL));
    assert_lacks(text, "\033");
    assert_lacks(text, "\a");
    assert_lacks(text, "\r");
    assert_lacks(text, "\xc2\x9b");
    assert_lacks(text, "\xe2\x80\xae");
    assert_has(text, "fdp");
}
END_TEST

START_TEST(text_tells_of_isolation_where_there_was_none)
{
    for (RvIsolation isolation = RV_ISOLATION_NONE; isolation <= RV_ISOLATION_FULL; isolation++) {
        g_autoptr(RvResult) result = result_new("a.pdf", RV_VERDICT_PASS);
        g_autofree char *text = NULL;

        result->isolation = isolation;
        text = write_as("text", result, &bare);
        ck_assert_int_eq(strstr(text, "without isolation") != NULL, isolation == RV_ISOLATION_NONE);
    }
}
END_TEST

START_TEST(text_wraps_at_the_width)
{
    static const char *const sentence = "Le numéro de téléphone du représentant légal n'est pas "
                                        "rempli : écrivez-le à côté de son libellé.";
    const RvReportStyle narrow = {FALSE, 40};
    g_autoptr(RvResult) result = result_new("a.pdf", RV_VERDICT_FAIL);
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    rv_result_add_finding(result, RV_SEVERITY_BLOCKING, NULL, NULL, g_strdup(sentence));
    text = write_as("text", result, &narrow);
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        ck_assert_msg(g_utf8_strlen(lines[i], -1) <= 40, "too long: %s", lines[i]);
    assert_has(text, "\n  - Le numéro de téléphone du\n    représentant légal");
    assert_lacks(text, " \n");
}
END_TEST

START_TEST(text_tells_the_side_of_a_page)
{
    static const struct {
        double x0, y0, x1, y1;
        const char *where;
    } cases[] = {
        {60, 60, 90, 70, "[page 1, upper left]"},
        {290, 60, 310, 70, "[page 1, at the top]"},
        {500, 60, 540, 70, "[page 1, upper right]"},
        {60, 400, 90, 420, "[page 1, on the left]"},
        {60, 60, 90, 800, "[page 1, on the left]"},
        {290, 400, 310, 420, "[page 1, in the middle]"},
        {500, 400, 540, 420, "[page 1, on the right]"},
        {60, 800, 90, 820, "[page 1, lower left]"},
        {40, 800, 550, 820, "[page 1, at the bottom]"},
        {500, 800, 540, 820, "[page 1, lower right]"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(RvResult) result = result_new("a.pdf", RV_VERDICT_FAIL);
        RvPlace at = place(1, cases[i].x0, cases[i].y0, cases[i].x1, cases[i].y1);
        g_autofree char *text = NULL;

        add_page(result, 1, 90, NULL);
        rv_result_add_finding(result, RV_SEVERITY_BLOCKING, NULL, &at, g_strdup("It."));
        text = write_as("text", result, &bare);
        assert_has(text, cases[i].where);
    }
}
END_TEST

Suite *
suite_report(void)
{
    Suite *suite = suite_create("report");
    TCase *tcase = tcase_create("all");

    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, formats_are_found_by_name);
    tcase_add_test(tcase, jsonl_is_one_line_in_the_order_of_the_contract);
    tcase_add_test(tcase, json_of_several_documents_is_one_object_after_the_other);
    tcase_add_test(tcase, json_keeps_file_names_that_are_not_utf8);
    tcase_add_test(tcase, json_survives_what_no_stage_should_give);
    tcase_add_test(tcase, results_conform_to_the_schema);
    tcase_add_test(tcase, the_schema_refuses_what_the_contract_forbids);
    tcase_add_test(tcase, text_tells_verdict_reasons_and_places);
    tcase_add_test(tcase, text_of_an_error_tells_why);
    tcase_add_test(tcase, text_tells_of_electronic_signatures);
    tcase_add_test(tcase, text_is_coloured_by_the_verdict_only_when_asked);
    tcase_add_test(tcase, text_stops_what_a_document_says_from_steering_the_terminal);
    tcase_add_test(tcase, text_tells_of_isolation_where_there_was_none);
    tcase_add_test(tcase, text_wraps_at_the_width);
    tcase_add_test(tcase, text_tells_the_side_of_a_page);
    suite_add_tcase(suite, tcase);
    return suite;
}
