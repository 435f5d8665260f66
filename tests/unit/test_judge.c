/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/error.h"

#include "good-paper.h"

#include <check.h>
#include <string.h>

Suite *suite_judge(void);

/* ---- fields ------------------------------------------------------------------------------ */

static const struct {
    const char *field;
    RvValueState state;
    const char *text;
    double confidence;
    RvStatus status;
    RvVerdict verdict;
} fields[] = {
    {"fournisseur-siret", RV_VALUE_READ, "732 829 320 00075", 0.95, RV_STATUS_INVALID,
     RV_VERDICT_FAIL},
    {"fournisseur-siret", RV_VALUE_READ, "732 829 320 00075", 0.65, RV_STATUS_UNREADABLE,
     RV_VERDICT_REVIEW},
    {"fournisseur-siret", RV_VALUE_ILLEGIBLE, "732 829 320 00075", 0.95, RV_STATUS_UNREADABLE,
     RV_VERDICT_REVIEW},
    {"fournisseur-siret", RV_VALUE_ILLEGIBLE, "732 829 320 00074", 0.50, RV_STATUS_FILLED,
     RV_VERDICT_PASS},
    {"fournisseur-siret", RV_VALUE_ILLEGIBLE, "732 829 320 00074", 0.10, RV_STATUS_UNREADABLE,
     RV_VERDICT_REVIEW},
    {"date-bdc", RV_VALUE_READ, "00/06/2026", 0.95, RV_STATUS_INVALID, RV_VERDICT_FAIL},
    {"date-bdc", RV_VALUE_READ, "JJ/MM/AAAA", 0.95, RV_STATUS_EMPTY, RV_VERDICT_FAIL},
    {"date-bdc", RV_VALUE_ILLEGIBLE, "21/05/2026", 0.40, RV_STATUS_UNREADABLE, RV_VERDICT_REVIEW},
    {"client-mail", RV_VALUE_READ, "contact.exemple.fr", 0.95, RV_STATUS_INVALID, RV_VERDICT_FAIL},
    {"client-mail", RV_VALUE_READ, "contact@exemple,fr", 0.95, RV_STATUS_UNREADABLE,
     RV_VERDICT_REVIEW},
    {"client-denomination", RV_VALUE_READ, "Hôpital", 0.61, RV_STATUS_FILLED, RV_VERDICT_PASS},
    {"client-denomination", RV_VALUE_ILLEGIBLE, "Hôpital", 0.55, RV_STATUS_UNREADABLE,
     RV_VERDICT_REVIEW},
    {"client-denomination", RV_VALUE_BLANK, "", 0.95, RV_STATUS_EMPTY, RV_VERDICT_FAIL},
    {"client-denomination", RV_VALUE_READ, "......", 0.95, RV_STATUS_EMPTY, RV_VERDICT_FAIL},
    {"client-adresse", RV_VALUE_BLANK, "", 0.95, RV_STATUS_EMPTY, RV_VERDICT_PASS},
    {"client-adresse", RV_VALUE_READ, "76400", 0.95, RV_STATUS_INVALID, RV_VERDICT_PASS},
    {"client-adresse", RV_VALUE_ILLEGIBLE, "", 0.1, RV_STATUS_UNREADABLE, RV_VERDICT_PASS},
};

START_TEST(judges_fields)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);

    set_value(&paper_item(paper, fields[_i].field)->value, fields[_i].state, fields[_i].text,
              fields[_i].confidence);
    ck_assert_int_eq(judge_paper(paper), fields[_i].verdict);
    ck_assert_str_eq(rv_status_name(item_status(paper, fields[_i].field)),
                     rv_status_name(fields[_i].status));
}
END_TEST

static const struct {
    const char *template_, *field;
    RvPhraseState label;
    RvStatus status;
    RvVerdict verdict;
} labels[] = {
    {ORDER, "client-denomination", RV_PHRASE_MISSING, RV_STATUS_MISSING, RV_VERDICT_FAIL},
    {ORDER, "client-denomination", RV_PHRASE_ALTERED, RV_STATUS_MISSING, RV_VERDICT_FAIL},
    {ORDER, "client-denomination", RV_PHRASE_UNREADABLE, RV_STATUS_UNREADABLE, RV_VERDICT_REVIEW},
    {ORDER, "client-adresse", RV_PHRASE_MISSING, RV_STATUS_MISSING, RV_VERDICT_PASS},
    {APTITUDE, "commentaires", RV_PHRASE_MISSING, RV_STATUS_MISSING, RV_VERDICT_FAIL},
    /* Demanded, but free to stand anywhere. */
    {PILOT, "date-signature", RV_PHRASE_MISSING, RV_STATUS_MISSING, RV_VERDICT_REVIEW},
    /* Asked for only when its box is ticked. */
    {APTITUDE_PFI, "adresse-mss", RV_PHRASE_MISSING, RV_STATUS_MISSING, RV_VERDICT_PASS},
};

START_TEST(judges_labels)
{
    g_autoptr(Paper) paper = good_paper_of(labels[_i].template_);

    set_phrase(&paper_item(paper, labels[_i].field)->phrase, labels[_i].label);
    ck_assert_int_eq(judge_paper(paper), labels[_i].verdict);
    ck_assert_str_eq(rv_status_name(item_status(paper, labels[_i].field)),
                     rv_status_name(labels[_i].status));
}
END_TEST

START_TEST(demands_a_label_when_its_box_is_ticked)
{
    static const struct {
        RvBoxState box;
        RvVerdict verdict;
    } cases[] = {{RV_BOX_UNTICKED, RV_VERDICT_PASS},
                 {RV_BOX_AMBIGUOUS, RV_VERDICT_REVIEW},
                 {RV_BOX_TICKED, RV_VERDICT_FAIL}};
    g_autoptr(Paper) paper = good_paper_of(APTITUDE_PFI);

    set_phrase(&paper_item(paper, "adresse-mss")->phrase, RV_PHRASE_MISSING);
    paper_tick(paper, "flux-sortant", "mss", cases[_i].box);
    ck_assert_int_eq(judge_paper(paper), cases[_i].verdict);
}
END_TEST

START_TEST(demands_a_field_when_its_box_is_ticked)
{
    static const struct {
        RvBoxState box;
        RvVerdict verdict;
    } cases[] = {{RV_BOX_UNTICKED, RV_VERDICT_PASS},
                 {RV_BOX_AMBIGUOUS, RV_VERDICT_REVIEW},
                 {RV_BOX_TICKED, RV_VERDICT_FAIL}};
    g_autoptr(Paper) paper = good_paper_of(APTITUDE_PFI);

    set_value(&paper_item(paper, "adresse-mss")->value, RV_VALUE_BLANK, "", GOOD);
    paper_tick(paper, "flux-sortant", "mss", cases[_i].box);
    ck_assert_int_eq(judge_paper(paper), cases[_i].verdict);
    ck_assert_int_eq(item_status(paper, "adresse-mss"), RV_STATUS_EMPTY);
}
END_TEST

/* ---- the conditional mention --------------------------------------------------------------- */

static const struct {
    RvValueState number;
    RvPhraseState mention;
    gboolean seen; /* the mention, though not read for sure */
    RvStatus number_status, mention_status;
    RvVerdict verdict;
} conditions[] = {
    {RV_VALUE_READ, RV_PHRASE_PRESENT, TRUE, RV_STATUS_FILLED, RV_STATUS_PRESENT, RV_VERDICT_PASS},
    {RV_VALUE_READ, RV_PHRASE_MISSING, FALSE, RV_STATUS_FILLED, RV_STATUS_NOT_APPLICABLE,
     RV_VERDICT_PASS},
    {RV_VALUE_READ, RV_PHRASE_UNREADABLE, FALSE, RV_STATUS_FILLED, RV_STATUS_NOT_APPLICABLE,
     RV_VERDICT_PASS},
    {RV_VALUE_READ, RV_PHRASE_UNREADABLE, TRUE, RV_STATUS_FILLED, RV_STATUS_UNREADABLE,
     RV_VERDICT_REVIEW},
    {RV_VALUE_READ, RV_PHRASE_ALTERED, TRUE, RV_STATUS_FILLED, RV_STATUS_ALTERED, RV_VERDICT_FAIL},
    {RV_VALUE_BLANK, RV_PHRASE_PRESENT, TRUE, RV_STATUS_EMPTY, RV_STATUS_PRESENT, RV_VERDICT_PASS},
    {RV_VALUE_BLANK, RV_PHRASE_MISSING, FALSE, RV_STATUS_EMPTY, RV_STATUS_MISSING, RV_VERDICT_FAIL},
    {RV_VALUE_BLANK, RV_PHRASE_ALTERED, TRUE, RV_STATUS_EMPTY, RV_STATUS_ALTERED, RV_VERDICT_FAIL},
    {RV_VALUE_BLANK, RV_PHRASE_UNREADABLE, TRUE, RV_STATUS_EMPTY, RV_STATUS_UNREADABLE,
     RV_VERDICT_REVIEW},
    {RV_VALUE_ILLEGIBLE, RV_PHRASE_MISSING, FALSE, RV_STATUS_UNREADABLE, RV_STATUS_NOT_APPLICABLE,
     RV_VERDICT_REVIEW},
    {RV_VALUE_ILLEGIBLE, RV_PHRASE_PRESENT, TRUE, RV_STATUS_UNREADABLE, RV_STATUS_PRESENT,
     RV_VERDICT_PASS},
};

START_TEST(judges_the_conditional_mention)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvPhrase *mention = &paper_item(paper, "mention-conditionnelle")->phrase;

    set_value(&paper_item(paper, "numero-referencement")->value, conditions[_i].number,
              conditions[_i].number == RV_VALUE_READ ? "ANS-DPI-45015" : "", GOOD);
    set_phrase(mention, conditions[_i].mention);
    mention->place.page = conditions[_i].seen ? 1 : 0;
    ck_assert_int_eq(judge_paper(paper), conditions[_i].verdict);
    ck_assert_str_eq(rv_status_name(item_status(paper, "mention-conditionnelle")),
                     rv_status_name(conditions[_i].mention_status));
    ck_assert_str_eq(rv_status_name(item_status(paper, "numero-referencement")),
                     rv_status_name(conditions[_i].number_status));
}
END_TEST

/* A mention that stands out of its place only: what is told, and where. */
START_TEST(tells_where_a_mention_went)
{
    static const struct {
        RvPhraseState state;
        RvVerdict verdict;
        const char *says;
    } cases[] = {
        {RV_PHRASE_MISSING, RV_VERDICT_FAIL, "only on page 3, outside of the form"},
        {RV_PHRASE_UNREADABLE, RV_VERDICT_REVIEW, "on page 3 only, out of its place"},
    };
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvPhrase *mention = &paper_item(paper, "rappel-unicite")->phrase;
    const RvFinding *finding;

    set_phrase(mention, cases[_i].state);
    mention->astray.page = 3;
    ck_assert_int_eq(judge_paper(paper), cases[_i].verdict);
    finding = finding_about(paper, "rappel-unicite");
    ck_assert_ptr_nonnull(finding);
    ck_assert_msg(strstr(finding->message, cases[_i].says) != NULL, "%s", finding->message);
    ck_assert_int_eq(finding->place.page, 3);
}
END_TEST

/* One that is not demanded may be quoted. */
START_TEST(a_mention_may_be_quoted)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvPhrase *mention = &paper_item(paper, "mention-conditionnelle")->phrase;

    set_phrase(mention, _i ? RV_PHRASE_MISSING : RV_PHRASE_UNREADABLE);
    mention->astray.page = 3;
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_PASS);
    ck_assert_int_eq(item_status(paper, "mention-conditionnelle"), RV_STATUS_NOT_APPLICABLE);
}
END_TEST

/* ---- result, findings, verdict ------------------------------------------------------------- */

START_TEST(signature_states)
{
    static const struct {
        RvInkState state;
        RvInkKind kind;
        double confidence;
        RvStatus status;
        RvVerdict verdict;
    } cases[] = {
        {RV_INK_PRESENT, RV_INK_PEN, 0.9, RV_STATUS_PRESENT, RV_VERDICT_PASS},
        {RV_INK_PRESENT, RV_INK_PEN, 0.3, RV_STATUS_UNCERTAIN, RV_VERDICT_REVIEW},
        {RV_INK_PRESENT, RV_INK_STAMP, 0.9, RV_STATUS_UNCERTAIN, RV_VERDICT_REVIEW},
        {RV_INK_UNCERTAIN, RV_INK_SMUDGE, 0.9, RV_STATUS_UNCERTAIN, RV_VERDICT_REVIEW},
        {RV_INK_UNCERTAIN, RV_INK_INITIALS, 0.9, RV_STATUS_UNCERTAIN, RV_VERDICT_REVIEW},
        {RV_INK_ABSENT, RV_INK_TYPED, 0.9, RV_STATUS_ABSENT, RV_VERDICT_FAIL},
        {RV_INK_ABSENT, RV_INK_NOTHING, 0.9, RV_STATUS_ABSENT, RV_VERDICT_FAIL},
        {RV_INK_ABSENT, RV_INK_NOTHING, 0.3, RV_STATUS_UNCERTAIN, RV_VERDICT_REVIEW},
    };
    g_autoptr(Paper) paper = good_paper_of(ORDER);

    paper_item(paper, "signature")->ink =
        (RvInk){cases[_i].state, cases[_i].kind, cases[_i].confidence, {0}};
    ck_assert_int_eq(judge_paper(paper), cases[_i].verdict);
    ck_assert_int_eq(item_status(paper, "signature"), cases[_i].status);
}
END_TEST

/* A name of the form's own fields, printed in the place to sign, is a typed name; other print there
 * is the form's. */
START_TEST(signature_typed)
{
    static const struct {
        const char *typed;
        RvStatus status;
    } cases[] = {
        {"Jean Martin", RV_STATUS_UNCERTAIN},
        {"M. MARTIN Jean", RV_STATUS_UNCERTAIN},
        {"Martin", RV_STATUS_ABSENT},
        {"Signer dans le cadre", RV_STATUS_ABSENT},
        {NULL, RV_STATUS_ABSENT},
    };
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    RvEvidence *signature = paper_item(paper, "signature");

    set_value(&paper_item(paper, "client-representant")->value, RV_VALUE_READ, "Jean Martin", GOOD);
    signature->ink = (RvInk){RV_INK_ABSENT, RV_INK_TYPED, GOOD, {0}};
    signature->typed = g_strdup(cases[_i].typed);
    judge_paper(paper);
    ck_assert_int_eq(item_status(paper, "signature"), cases[_i].status);
    if (cases[_i].status == RV_STATUS_UNCERTAIN)
        ck_assert_ptr_nonnull(strstr(finding_about(paper, "signature")->message, "typed name"));
}
END_TEST

/* What the ink is taken for is told. */
START_TEST(signature_reasons)
{
    static const char *const reasons[RV_INK_KINDS] = {
        [RV_INK_NOTHING] = "cannot be told", [RV_INK_PEN] = "cannot be told",
        [RV_INK_STAMP] = "only a stamp",     [RV_INK_TYPED] = "only a typed name",
        [RV_INK_SMUDGE] = "only a stain",    [RV_INK_INITIALS] = "only initials"};
    g_autoptr(Paper) paper = good_paper_of(ORDER);

    paper_item(paper, "signature")->ink = (RvInk){RV_INK_UNCERTAIN, (RvInkKind)_i, GOOD, {0}};
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_REVIEW);
    ck_assert_ptr_nonnull(strstr(finding_about(paper, "signature")->message, reasons[_i]));
}
END_TEST

START_TEST(tells_why_worst_first)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    const RvFinding *finding;
    RvSeverity before = RV_SEVERITY_BLOCKING;

    set_value(&paper_item(paper, "client-adresse")->value, RV_VALUE_READ, "76400", GOOD);
    set_value(&paper_item(paper, "signataire")->value, RV_VALUE_ILLEGIBLE, "", 0);
    set_boxes(paper_item(paper, "psc"), "tt");
    set_phrase(&paper_item(paper, "rappel-unicite")->phrase, RV_PHRASE_ALTERED);
    set_value(&paper_item(paper, "fournisseur-siret")->value, RV_VALUE_READ, "732 829 320 0007",
              GOOD);
    ck_assert_int_eq(judge_paper(paper), RV_VERDICT_FAIL);
    ck_assert_uint_eq(paper->result->findings->len, 5);
    for (guint i = 0; i < 5; i++) {
        static const char *const order[] = {"fournisseur-siret", "rappel-unicite", "psc",
                                            "signataire", "client-adresse"};

        finding = g_ptr_array_index(paper->result->findings, i);
        ck_assert_str_eq(finding->item, order[i]);
        ck_assert_int_ge(finding->severity, before);
        before = finding->severity;
    }
    ck_assert(strstr(finding_about(paper, "fournisseur-siret")->message, "a SIRET has 14 digits"));
    ck_assert(strstr(finding_about(paper, "rappel-unicite")->message, "120 → 12"));
    ck_assert(strstr(finding_about(paper, "psc")->message, "2 are ticked (“Oui”, “Non”)"));
    ck_assert_int_eq(finding_about(paper, "psc")->place.page, 1);
}
END_TEST

START_TEST(tells_namesakes_apart)
{
    static const struct {
        const char *template_, *field, *name;
    } cases[] = {{ORDER, "client-telephone", "“Client unique › Téléphone”"},
                 {ORDER, "fournisseur-telephone", "“Fournisseur › Téléphone”"},
                 {ORDER, "signataire", "“Nom, prénom et signature”"},
                 {APTITUDE, "lieu", "“A (lieu)”"}};
    g_autoptr(Paper) paper = good_paper_of(cases[_i].template_);

    set_value(&paper_item(paper, cases[_i].field)->value, RV_VALUE_BLANK, "", GOOD);
    judge_paper(paper);
    ck_assert(g_str_has_prefix(finding_about(paper, cases[_i].field)->message, cases[_i].name));
}
END_TEST

START_TEST(heeds_what_the_stages_before_found)
{
    static const struct {
        RvSeverity severity;
        RvVerdict verdict;
    } cases[] = {{RV_SEVERITY_INFO, RV_VERDICT_PASS},
                 {RV_SEVERITY_REVIEW, RV_VERDICT_REVIEW},
                 {RV_SEVERITY_BLOCKING, RV_VERDICT_FAIL}};
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    g_autoptr(RvResult) result = rv_result_new("paper.pdf");

    rv_result_add_finding(result, cases[_i].severity, NULL, NULL, g_strdup("page 2 is damaged"));
    rv_judge(result, paper->template_, paper->evidence);
    ck_assert_int_eq(result->verdict, cases[_i].verdict);
}
END_TEST

START_TEST(an_unknown_form_is_for_review)
{
    g_autoptr(RvResult) result = rv_result_new("paper.pdf");

    rv_judge_unknown(result);
    ck_assert_int_eq(result->verdict, RV_VERDICT_REVIEW);
    ck_assert_uint_eq(result->findings->len, 1);
}
END_TEST

START_TEST(an_error_is_a_result)
{
    g_autoptr(GError) error = g_error_new_literal(RV_ERROR, RV_ERROR_EMPTY, "a.pdf is empty");
    g_autoptr(RvResult) result = rv_result_new_error("a.pdf", error);

    ck_assert_int_eq(result->verdict, RV_VERDICT_ERROR);
    ck_assert_str_eq(result->error_code, "empty");
    ck_assert_str_eq(result->error_message, "a.pdf is empty");
    ck_assert_str_eq(rv_verdict_name(result->verdict), "error");
    ck_assert_str_eq(rv_severity_name(RV_SEVERITY_BLOCKING), "blocking");
}
END_TEST

START_TEST(a_result_shows_what_was_read)
{
    g_autoptr(Paper) paper = good_paper_of(ORDER);
    guint seen = 0;

    judge_paper(paper);
    for (guint i = 0; i < paper->result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(paper->result->items, i);

        ck_assert(item->confidence > 0.9 && item->confidence <= 1);
        if (g_str_equal(item->id, "fournisseur-siret")) {
            ck_assert_str_eq(item->value, "732 829 320 00074");
            ck_assert_str_eq(item->normalized, "73282932000074");
            ck_assert_int_eq(item->place.page, 1);
            seen++;
        } else if (g_str_equal(item->id, "nature")) {
            ck_assert_uint_eq(item->boxes->len, 2);
            ck_assert_str_eq(g_array_index(item->boxes, RvBoxResult, 1).id, "va2");
            seen++;
        } else if (item->kind == RV_ITEM_TABLE) {
            ck_assert_uint_eq(item->lines->len, 1);
            ck_assert_str_eq(g_array_index(item->lines, RvLineResult, 0).vat, "8 080,40 €");
            seen++;
        }
    }
    ck_assert_uint_eq(seen, 3);
}
END_TEST

Suite *
suite_judge(void)
{
    Suite *suite = suite_create("judge");
    TCase *tests = tcase_create("judge");

    tcase_add_loop_test(tests, judges_fields, 0, G_N_ELEMENTS(fields));
    tcase_add_loop_test(tests, judges_labels, 0, G_N_ELEMENTS(labels));
    tcase_add_loop_test(tests, demands_a_label_when_its_box_is_ticked, 0, 3);
    tcase_add_loop_test(tests, demands_a_field_when_its_box_is_ticked, 0, 3);
    tcase_add_loop_test(tests, judges_the_conditional_mention, 0, G_N_ELEMENTS(conditions));
    tcase_add_loop_test(tests, tells_where_a_mention_went, 0, 2);
    tcase_add_loop_test(tests, a_mention_may_be_quoted, 0, 2);
    tcase_add_loop_test(tests, signature_states, 0, 8);
    tcase_add_loop_test(tests, signature_typed, 0, 5);
    tcase_add_loop_test(tests, signature_reasons, 0, RV_INK_KINDS);
    tcase_add_test(tests, tells_why_worst_first);
    tcase_add_loop_test(tests, tells_namesakes_apart, 0, 4);
    tcase_add_loop_test(tests, heeds_what_the_stages_before_found, 0, 3);
    tcase_add_test(tests, an_unknown_form_is_for_review);
    tcase_add_test(tests, an_error_is_a_result);
    tcase_add_test(tests, a_result_shows_what_was_read);
    suite_add_tcase(suite, tests);
    return suite;
}
