/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What electronic signatures count for, beside ink and without. */
#include "good-paper.h"

#include <check.h>
#include <string.h>

Suite *suite_electronic(void);

#define NAME "Camille Exemple"
#define VENDOR "Sacha Vendeur"
/* Who, its integrity, how many bytes follow, the trust in its certificate. */
#define SIGNED(who, is, after, trusted)                                                            \
    {                                                                                              \
        .signer = (char *)(who), .issuer = (char *)"Autorité fictive", .signed_at = 1779355800,    \
        .integrity = RV_INTEGRITY_##is,                                                            \
        .coverage = (after) ? RV_COVERAGE_PART : RV_COVERAGE_WHOLE, .bytes_after = (after),        \
        .trust = RV_TRUST_##trusted                                                                \
    }
#define GOOD_ONE SIGNED(NAME, INTACT, 0, UNKNOWN)
#define CHANGED_ONE SIGNED(NAME, CHANGED, 0, UNCHECKED)
#define EARLY_ONE SIGNED(NAME, INTACT, 900, UNKNOWN)

static void
add_signature(RvResult *result, const RvSignature *model)
{
    RvSignature *signature = g_memdup2(model, sizeof *model);

    signature->signer = g_strdup(model->signer);
    signature->organisation = g_strdup(model->organisation);
    signature->issuer = g_strdup(model->issuer);
    g_ptr_array_add(result->signatures, signature);
}

/* An order for a client who is named, with such ink. */
static Paper *
order(RvInkState ink)
{
    Paper *paper = good_paper_of(ORDER);
    RvEvidence *signature = paper_item(paper, "signature");

    signature->ink = (RvInk){ink, RV_INK_PEN, GOOD, signature->phrase.place};
    set_value(&paper_item(paper, "client-representant")->value, RV_VALUE_READ,
              "M. Camille EXEMPLE, directeur", GOOD);
    set_value(&paper_item(paper, "client-denomination")->value, RV_VALUE_READ,
              "Centre hospitalier de Villefictive", GOOD);
    set_value(&paper_item(paper, "signataire")->value, RV_VALUE_READ, "Exemple, Camille", GOOD);
    set_value(&paper_item(paper, "fournisseur-responsable")->value, RV_VALUE_READ, VENDOR, GOOD);
    paper->result = rv_result_new("paper.pdf");
    return paper;
}

static RvVerdict
judge(Paper *paper)
{
    rv_judge(paper->result, paper->template_, paper->evidence);
    return paper->result->verdict;
}

static const RvFinding *
finding_with(const Paper *paper, const char *words)
{
    for (guint i = 0; i < paper->result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(paper->result->findings, i);

        if (strstr(finding->message, words))
            return finding;
    }
    return NULL;
}

/* One or two signatures; what comes of them without ink, with a person's, and what is told. */
static const struct {
    RvSignature first, second;
    gboolean two;
    RvVerdict without, with;
    const char *says;
} cases[] = {
#define ONE(signature, without, with, says)                                                        \
    {                                                                                              \
        signature, GOOD_ONE, FALSE, RV_VERDICT_##without, RV_VERDICT_##with, says                  \
    }
#define TWO(first, second, without, with, says)                                                    \
    {                                                                                              \
        first, second, TRUE, RV_VERDICT_##without, RV_VERDICT_##with, says                         \
    }
    ONE(GOOD_ONE, PASS, PASS, "Signed electronically by Camille Exemple on 2026-05-21 09:30 UTC"),
    ONE(SIGNED(NAME, INTACT, 0, TRUSTED), PASS, PASS, "this system trusts, Autorité fictive"),
    /* It does not hold. */
    ONE(CHANGED_ONE, REVIEW, REVIEW, "changed after it was signed"),
    ONE(SIGNED(NAME, UNCHECKED, 0, UNCHECKED), REVIEW, REVIEW, "cannot be checked"),
    ONE(SIGNED(NAME, INTACT, 1, UNKNOWN), REVIEW, REVIEW, "1 byte was added"),
    ONE(SIGNED(NAME, INTACT, 812, UNKNOWN), REVIEW, REVIEW, "812 bytes were added"),
    /* It proves nothing of the client. */
    ONE(SIGNED(NAME, INTACT, 0, EXPIRED), REVIEW, PASS, "was not valid"),
    ONE(SIGNED(NAME, INTACT, 0, REVOKED), REVIEW, PASS, "revoked"),
    ONE(SIGNED(NAME, INTACT, 0, UNTRUSTED), REVIEW, PASS, "not to be trusted"),
    ONE(SIGNED(VENDOR, INTACT, 0, UNKNOWN), REVIEW, PASS,
        "Sacha Vendeur, whom the form does not name"),
    ONE(SIGNED(NULL, INTACT, 0, TRUSTED), REVIEW, PASS, "somebody without a name"),
    /* Two. */
    TWO(EARLY_ONE, GOOD_ONE, PASS, PASS, "unchanged since"),
    TWO(SIGNED(VENDOR, INTACT, 900, UNKNOWN), GOOD_ONE, PASS, PASS, "Sacha Vendeur, whom"),
    TWO(EARLY_ONE, SIGNED(VENDOR, INTACT, 0, TRUSTED), REVIEW, PASS,
        "signed by somebody whom the form does not name"),
    TWO(EARLY_ONE, SIGNED(NAME, INTACT, 0, EXPIRED), REVIEW, REVIEW, "900 bytes"),
    TWO(EARLY_ONE, SIGNED(NAME, INTACT, 12, UNKNOWN), REVIEW, REVIEW, "12 bytes"),
    TWO(EARLY_ONE, CHANGED_ONE, REVIEW, REVIEW, "does not hold"),
    TWO(CHANGED_ONE, GOOD_ONE, REVIEW, REVIEW, "does not hold"),
};

static void
check_case(guint i, RvInkState ink, RvVerdict verdict)
{
    g_autoptr(Paper) paper = order(ink);

    add_signature(paper->result, &cases[i].first);
    if (cases[i].two)
        add_signature(paper->result, &cases[i].second);
    ck_assert_msg(judge(paper) == verdict, "%s: %s", cases[i].says,
                  rv_verdict_name(paper->result->verdict));
    ck_assert_int_eq(item_status(paper, "signature"),
                     verdict == RV_VERDICT_PASS ? RV_STATUS_PRESENT : RV_STATUS_UNCERTAIN);
    ck_assert_msg(finding_with(paper, cases[i].says) != NULL, "not told: %s", cases[i].says);
    ck_assert_ptr_null(finding_with(paper, "The document is not signed"));
}

START_TEST(counts_for_what_it_proves)
{
    check_case((guint)_i, RV_INK_ABSENT, cases[_i].without);
    check_case((guint)_i, RV_INK_UNCERTAIN, cases[_i].without);
    check_case((guint)_i, RV_INK_PRESENT, cases[_i].with);
}
END_TEST

/* A certificate that its holder made is weak, be it the only one or the one that covers all. */
START_TEST(a_certificate_of_ones_own_proves_nothing)
{
    static const RvSignature early = EARLY_ONE, good = GOOD_ONE;
    g_autoptr(Paper) paper = order(_i == 2 ? RV_INK_PRESENT : RV_INK_ABSENT);
    RvSignature own = good;

    own.is_self_signed = TRUE;
    if (_i == 1)
        add_signature(paper->result, &early);
    add_signature(paper->result, &own);
    ck_assert_int_eq(judge(paper), _i == 2 ? RV_VERDICT_PASS : RV_VERDICT_REVIEW);
    ck_assert_ptr_nonnull(finding_with(paper, "its holder made"));
    ck_assert_int_eq(finding_with(paper, "900 bytes") != NULL, _i == 1);
}
END_TEST

START_TEST(what_it_covers_must_be_known)
{
    g_autoptr(Paper) paper = order(RV_INK_PRESENT);
    RvSignature signature = GOOD_ONE;

    signature.coverage = RV_COVERAGE_UNKNOWN;
    signature.signed_at = 0;
    add_signature(paper->result, &signature);
    ck_assert_int_eq(judge(paper), RV_VERDICT_REVIEW);
    ck_assert_ptr_nonnull(finding_with(paper, "cannot be checked"));
}
END_TEST

/* A picture of a signature that the vendor's signature brings along is not the client's ink. */
START_TEST(what_it_draws_is_no_ink)
{
    g_autoptr(Paper) paper = order(RV_INK_PRESENT);
    RvSignature signature = GOOD_ONE, of_vendor = SIGNED(VENDOR, INTACT, 0, UNKNOWN);

    signature = _i == 2 ? signature : of_vendor;
    signature.place = paper_item(paper, "signature")->ink.place;
    signature.place.pt.x0 += 1;
    signature.place.page += _i == 1;
    add_signature(paper->result, &signature);
    ck_assert_int_eq(judge(paper), _i ? RV_VERDICT_PASS : RV_VERDICT_REVIEW);
    ck_assert_int_eq(item_status(paper, "signature"), _i ? RV_STATUS_PRESENT : RV_STATUS_UNCERTAIN);
}
END_TEST

START_TEST(without_one_the_ink_decides)
{
    static const RvVerdict verdicts[] = {
        [RV_INK_ABSENT] = RV_VERDICT_FAIL, [RV_INK_PRESENT] = RV_VERDICT_PASS};
    static const RvInkState inks[] = {RV_INK_ABSENT, RV_INK_PRESENT};
    g_autoptr(Paper) paper = order(inks[_i]);

    ck_assert_int_eq(judge(paper), verdicts[inks[_i]]);
}
END_TEST

/* Who signed, by name and organisation, and whether the order above names them. */
static const struct {
    const char *signer, *organisation;
    gboolean named;
} holders[] = {
    {"Camille Exemple", NULL, TRUE},
    {"EXEMPLE Camille", NULL, TRUE},
    {"Camille-Marie Exemple", NULL, TRUE},
    {"Exemple", NULL, TRUE},
    {"EXEMPLE Camille 0123456789", "Autre chose", TRUE},
    {"Dominique Autre", "CH Villefictive", TRUE},
    {"CENTRE HOSPITALIER DE VILLEFICTIVE", NULL, TRUE},
    {"Dominique Exemple", NULL, FALSE},
    {"Camille Autre", NULL, FALSE},
    {"Sacha Vendeur", "Éditeur fictif", FALSE},
    {"Centre hospitalier", "Clinique", FALSE},
    {"M. le Directeur", NULL, FALSE},
    {"C. D.", "12345", FALSE},
    {"", "", FALSE},
    {NULL, NULL, FALSE},
};

START_TEST(the_client_is_known_by_name)
{
    g_autoptr(Paper) paper = order(RV_INK_ABSENT);
    RvSignature signature = SIGNED(holders[_i].signer, INTACT, 0, UNKNOWN);

    signature.organisation = (char *)holders[_i].organisation;
    add_signature(paper->result, &signature);
    ck_assert_int_eq(judge(paper), holders[_i].named ? RV_VERDICT_PASS : RV_VERDICT_REVIEW);
}
END_TEST

START_TEST(names_nobody_could_read_are_none)
{
    g_autoptr(Paper) paper = order(RV_INK_ABSENT);
    RvSignature signature = SIGNED(VENDOR, INTACT, 0, UNKNOWN);

    set_value(&paper_item(paper, "signataire")->value, RV_VALUE_ILLEGIBLE, VENDOR, GOOD);
    add_signature(paper->result, &signature);
    ck_assert_int_eq(judge(paper), RV_VERDICT_REVIEW);
    ck_assert_int_eq(item_status(paper, "signature"), RV_STATUS_UNCERTAIN);
}
END_TEST

/* A form that says nothing of who signs cannot vouch for anybody. */
START_TEST(a_form_may_name_nobody)
{
    g_autoptr(Paper) paper = good_paper_of(PILOT);
    RvSignature signature = GOOD_ONE;

    paper_item(paper, "signature")->ink.state = RV_INK_ABSENT;
    paper->result = rv_result_new("paper.pdf");
    add_signature(paper->result, &signature);
    ck_assert_int_eq(judge(paper), RV_VERDICT_REVIEW);
}
END_TEST

START_TEST(the_place_for_it_must_be_there)
{
    g_autoptr(Paper) paper = order(RV_INK_ABSENT);
    RvSignature signature = GOOD_ONE;

    set_phrase(&paper_item(paper, "signature")->phrase, RV_PHRASE_MISSING);
    add_signature(paper->result, &signature);
    ck_assert_int_eq(judge(paper), RV_VERDICT_REVIEW);
}
END_TEST

START_TEST(it_is_told_of_a_document_of_no_model)
{
    g_autoptr(RvResult) result = rv_result_new("paper.pdf");
    RvSignature good = GOOD_ONE, changed = CHANGED_ONE;

    add_signature(result, &good);
    add_signature(result, &changed);
    rv_judge_unknown(result);
    ck_assert_int_eq(result->verdict, RV_VERDICT_REVIEW);
    ck_assert_uint_eq(result->findings->len, 3);
}
END_TEST

Suite *
suite_electronic(void)
{
    Suite *suite = suite_create("electronic");
    TCase *tests = tcase_create("electronic");

    tcase_add_loop_test(tests, counts_for_what_it_proves, 0, G_N_ELEMENTS(cases));
    tcase_add_loop_test(tests, a_certificate_of_ones_own_proves_nothing, 0, 3);
    tcase_add_test(tests, what_it_covers_must_be_known);
    tcase_add_loop_test(tests, what_it_draws_is_no_ink, 0, 3);
    tcase_add_loop_test(tests, without_one_the_ink_decides, 0, 2);
    tcase_add_loop_test(tests, the_client_is_known_by_name, 0, G_N_ELEMENTS(holders));
    tcase_add_test(tests, names_nobody_could_read_are_none);
    tcase_add_test(tests, a_form_may_name_nobody);
    tcase_add_test(tests, the_place_for_it_must_be_there);
    tcase_add_test(tests, it_is_told_of_a_document_of_no_model);
    suite_add_tcase(suite, tests);
    return suite;
}
