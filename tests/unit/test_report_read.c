/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results that are read back from JSON. */
#include "recevable/error.h"
#include "recevable/report.h"

#include <check.h>
#include <math.h>
#include <string.h>

Suite *suite_report_read(void);

static char *
write_as(const char *format, const RvResult *result)
{
    GString *out = g_string_new(NULL);

    rv_report_write(rv_report_format(format), result, out);
    return g_string_free(out, FALSE);
}

static void
add_item(RvResult *result, RvItemKind kind, RvStatus status)
{
    RvItemResult *item = g_new0(RvItemResult, 1);

    item->wording = g_strdup("Libellé");
    item->id = g_strdup("chose");
    item->kind = kind;
    item->status = status;
    item->confidence = 0.125;
    item->place = (RvPlace){.page = 2, .pt = {1.5, 2.5, 30, 40}};
    item->margin = kind == RV_ITEM_GROUP ? 0.5 : 0;
    item->ink = kind == RV_ITEM_SIGNATURE ? RV_INK_STAMP : RV_INK_NOTHING;
    item->text = kind == RV_ITEM_MENTION ? g_strdup("ligne 1\nligne 2 \"é\"") : NULL;
    item->value = kind == RV_ITEM_FIELD ? g_strdup("") : NULL;
    if (kind == RV_ITEM_GROUP) {
        RvBoxResult box = {g_strdup("va2"), g_strdup("Oui"), {RV_BOX_TICKED, 0.75, item->place}};

        item->boxes = rv_box_results_new();
        g_array_append_val(item->boxes, box);
    }
    if (kind == RV_ITEM_TABLE) {
        RvLineResult line = {g_strdup("a"), g_strdup("1"), g_strdup("2"),
                             g_strdup("3"), g_strdup("4"), {.page = 0}};

        item->lines = rv_line_results_new();
        g_array_append_val(item->lines, line);
    }
    g_ptr_array_add(result->items, item);
}

static void
add_page(RvResult *result)
{
    RvPageScore page = {.page = 1,
                        .score = 71,
                        .accuracy = 0.9,
                        .dpi = 300,
                        .real_dpi = 150,
                        .needed_dpi = 400,
                        .x_height = 9.5,
                        .width_pt = 595.28,
                        .height_pt = 841.89,
                        .skew_deg = -0.25,
                        .rotation = 180,
                        .has_worst = TRUE,
                        .worst = {1, 2, 3, 4},
                        .worst_accuracy = 0.25,
                        .defects = rv_defects_new(),
                        .map = {2, 2, g_new(float, 4)}};
    RvDefect local = {rv_defect_type("blurry"), 0.5, {10, 20, 30, 40}, TRUE, g_strdup("Flach.")};
    RvRemedy known = {1, RV_AMEND_STRETCH, 71, 90, 4, 2}, unknown = {1, 0, 71, 80, -1, -1};

    for (guint i = 0; i < 4; i++)
        page.map.cells[i] = i == 2 ? NAN : 0.25F * (float)i;
    g_array_append_val(page.defects, local);
    result->readability = rv_readability_new();
    result->readability->score = 71;
    g_array_append_val(result->readability->pages, page);
    g_array_append_val(result->readability->remedies, known);
    g_array_append_val(result->readability->remedies, unknown);
}

/* Every member that is written, with a value that is not its empty one. */
static RvResult *
full_result(void)
{
    RvResult *result = rv_result_new("bdc\xe9.pdf");
    RvSignature *signature = g_new0(RvSignature, 1);
    RvRuleResult *rule = g_new0(RvRuleResult, 1);
    RvPlace place = {.page = 3, .pt = {0, 0, 10, 10}};

    result->verdict = RV_VERDICT_FAIL;
    result->pages = 3;
    result->sha256 = g_strdup("00ff");
    result->template_id = g_strdup("hop-dpi-va2-bdc");
    result->template_title = g_strdup("Bon de commande");
    result->template_sha256 = g_strdup("11ff");
    result->template_confidence = 0.875;
    result->deadlines_sha256 = g_strdup("22ff");
    result->forced_template = g_strdup("hop-dpi-va2-bdc");
    result->engine = g_strdup("engine 1");
    g_date_set_dmy(&result->given.on, 29, 2, 2028);
    for (RvItemKind kind = RV_ITEM_MENTION; kind <= RV_ITEM_SIGNATURE; kind++)
        add_item(result, kind, RV_STATUS_UNREADABLE);
    *signature = (RvSignature){.signer = g_strdup("Camille Exemple"),
                               .signed_at = 1779355800,
                               .integrity = RV_INTEGRITY_CHANGED,
                               .coverage = RV_COVERAGE_PART,
                               .bytes_after = 812,
                               .trust = RV_TRUST_EXPIRED,
                               .is_self_signed = TRUE,
                               .place = place};
    g_ptr_array_add(result->signatures, signature);
    *rule = (RvRuleResult){g_strdup("regle"), RV_STATUS_VIOLATED};
    g_ptr_array_add(result->rules, rule);
    rv_result_add_finding(result, RV_SEVERITY_BLOCKING, "chose", &place, g_strdup("Il manque."));
    add_page(result);
    return result;
}

static RvResult *
read_back(const char *text)
{
    g_autoptr(GError) error = NULL;
    RvResult *result = rv_result_from_json(text, strlen(text), &error);

    ck_assert_msg(result != NULL, "%s: %s", error ? error->message : "?", text);
    return result;
}

START_TEST(what_was_written_is_read_back)
{
    g_autoptr(RvResult) result = full_result();
    g_autofree char *line = write_as("jsonl", result), *text = write_as("text", result);
    g_autoptr(RvResult) again = read_back(line);
    g_autofree char *line_again = write_as("jsonl", again), *text_again = write_as("text", again);

    ck_assert_str_eq(line, line_again);
    ck_assert_str_eq(text, text_again);
    ck_assert_str_eq(again->file, "bdc\xe9.pdf");
    ck_assert_int_eq(again->items->len, RV_ITEM_SIGNATURE + 1);
    ck_assert(isnan((double)g_array_index(again->readability->pages, RvPageScore, 0).map.cells[2]));
}
END_TEST

START_TEST(an_error_is_read_back)
{
    g_autoptr(GError) error = g_error_new(RV_ERROR, RV_ERROR_EMPTY, "il est vide");
    g_autoptr(RvResult) result = rv_result_new_error("a.pdf", error);
    g_autofree char *line = write_as("jsonl", result);
    g_autoptr(RvResult) again = read_back(line);

    ck_assert_int_eq(again->verdict, RV_VERDICT_ERROR);
    ck_assert_str_eq(again->error_code, "empty");
    ck_assert_str_eq(again->error_message, "il est vide");
    ck_assert_ptr_null(again->readability);
    ck_assert_ptr_null(again->template_id);
}
END_TEST

static void
assert_refused(const char *text, gsize size)
{
    g_autoptr(GError) error = NULL;
    RvResult *result = rv_result_from_json(text, size, &error);

    ck_assert_msg(result == NULL, "was taken: %.*s", (int)size, text);
    ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_IO));
    ck_assert_ptr_null(strchr(error->message, '\n'));
}

/* Every value of the whole result put in the place of every other kind of value. */
START_TEST(what_does_not_fit_is_refused)
{
    static const struct {
        const char *from, *to;
    } changes[] = {
        {"recevable/result/1", "recevable/result/2"},
        {"\"verdict\":\"fail\"", "\"verdict\":\"passed\""},
        {"\"verdict\":\"fail\"", "\"verdict\":3"},
        {"\"pages\":3", "\"pages\":-1"},
        {"\"pages\":3", "\"pages\":3.5"},
        {"\"pages\":3", "\"pages\":99999999999999999999"},
        {"\"pages\":3", "\"pages\":3,\"pages\":4"},
        {"\"confidence\":0.125", "\"confidence\":1.5"},
        {"\"confidence\":0.125", "\"confidence\":\"1\""},
        {"\"confidence\":0.125", "\"confidence\":null"},
        {"\"kind\":\"mention\"", "\"kind\":\"mention2\""},
        {"\"bbox\":[1.5,2.5,30.0,40.0]", "\"bbox\":[1.5,2.5,30.0]"},
        {"\"bbox\":[1.5,2.5,30.0,40.0]", "\"bbox\":[1.5,2.5,30.0,1e300]"},
        {"\"page\":2,\"bbox\"", "\"bbox\""},
        {"\"page\":2,\"bbox\"", "\"page\":0,\"bbox\""},
        {"\"on\":\"2028-02-29\"", "\"on\":\"2027-02-29\""},
        {"\"on\":\"2028-02-29\"", "\"on\":\"29/02/2028\""},
        {"\"signed_at\":\"2026-05-21T09:30:00Z\"", "\"signed_at\":\"soon\""},
        {"\"self_signed\":true", "\"self_signed\":1"},
        {"\"bytes_after\":812", "\"bytes_after\":-812"},
        {"\"type\":\"blurry\"", "\"type\":\"ugly\""},
        {"\"columns\":2", "\"columns\":3"},
        {"\"columns\":2", "\"columns\":1000000000"},
        {"[null,0.75]", "[null,7.5]"},
        {"[null,0.75]", "[null,\"\"]"},
        {"[null,0.75]", "null"},
        {"\"remedy\":\"straighten\"", "\"remedy\":\"burn\""},
        {"\"message\":\"Il manque.\"", "\"messages\":\"Il manque.\""},
        {"\"rules\":[", "\"rules\":[7,"},
        {"\"options\":{", "\"options\":[{"},
        {"\"boxes\":[", "\"boxes\":{\"a\":["},
        {"\"sha256\":\"00ff\"", "\"sha256\":[]"},
    };
    g_autoptr(RvResult) result = full_result();
    g_autofree char *line = write_as("jsonl", result);

    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_auto(GStrv) parts = g_strsplit(line, changes[i].from, 2);
        g_autofree char *changed = NULL;

        ck_assert_msg(parts[1] != NULL, "'%s' is not in:\n%s", changes[i].from, line);
        changed = g_strjoinv(changes[i].to, parts);
        assert_refused(changed, strlen(changed));
    }
}
END_TEST

/* Whatever it is cut to, and whatever single byte is another: no crash, and what is taken can be
 * written. */
START_TEST(damage_never_harms)
{
    g_autoptr(RvResult) result = full_result();
    g_autofree char *line = write_as("jsonl", result);
    gsize size = strlen(line) - 1; /* its newline may go */
    guint taken = 0;

    for (gsize cut = 0; cut < size; cut += 7)
        assert_refused(line, cut);
    for (gsize at = 0; at < size; at++) {
        char kept = line[at];
        g_autoptr(RvResult) again = NULL;

        line[at] = (char)(kept ^ (1 << (at % 8)));
        again = rv_result_from_json(line, size, NULL);
        line[at] = kept;
        if (again) {
            g_autofree char *text = write_as("text", again);

            taken += *text != 0;
        }
    }
    ck_assert_uint_gt(taken, 0); /* a letter of a message is another */
}
END_TEST

START_TEST(what_is_no_object_is_refused)
{
    g_autofree char *deep = g_strnfill(100000, '[');
    static const char *const wrong[] = {"", "null", "[]", "{}", "{\"schema\":7}", "{\"schema\":\""};

    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_refused(wrong[i], strlen(wrong[i]));
    assert_refused(deep, strlen(deep));
}
END_TEST

Suite *
suite_report_read(void)
{
    Suite *suite = suite_create("report_read");
    TCase *tcase = tcase_create("all");

    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, what_was_written_is_read_back);
    tcase_add_test(tcase, an_error_is_read_back);
    tcase_add_test(tcase, what_does_not_fit_is_refused);
    tcase_add_test(tcase, damage_never_harms);
    tcase_add_test(tcase, what_is_no_object_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
