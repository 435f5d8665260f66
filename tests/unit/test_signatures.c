/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Electronic signatures as they come and as they are tampered with. */
#include "signed-pdf.h"

#include "pdf/verify.h"

#include <check.h>
#include <math.h>
#include <string.h>
#include <sys/resource.h>

/* openssl makes each paper anew; with sanitizers on a busy machine that takes a while. */
#define SECONDS 60

#define TEXT "Bon de commande"

Suite *suite_signatures(void);

/* The only signature of a file. Frees `bytes`. */
static RvSignature *
only_one(GBytes *bytes)
{
    g_autoptr(GPtrArray) all = signatures_of(bytes);

    ck_assert_uint_eq(all->len, 1);
    return g_ptr_array_steal_index(all, 0);
}

static const RvSignature *
nth(const GPtrArray *all, guint i)
{
    ck_assert_uint_lt(i, all->len);
    return g_ptr_array_index(all, i);
}

START_TEST(a_file_without_a_signature_has_none)
{
    g_autoptr(GPtrArray) none = signatures_of(unsigned_pdf());
    g_autoptr(GPtrArray) decoy =
        signatures_of(append_to(unsigned_pdf(), "% /ByteRange [0 10 20 30]\n"));

    ck_assert_uint_eq(none->len, 0);
    ck_assert_uint_eq(decoy->len, 0);
}
END_TEST

/* Ways of signing that are all as good. */
static const char *const good[] = {
    "",
    "--sub-filter adbe.pkcs7.detached",
    "--md sha512",
    "--md sha384 --m",
    "--empty-field",
    "--open-lengths",
};

START_TEST(an_intact_file_is_told_as_such)
{
    g_autofree char *options = g_strconcat(
        "--signer 'Camille Exemple' --organisation 'Clinique fictive' ", good[_i], NULL);
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    g_autoptr(RvSignature) signature = only_one(sign_pdf(unsigned_pdf(), options));

    ck_assert_int_eq(signature->integrity, RV_INTEGRITY_INTACT);
    ck_assert_int_eq(signature->coverage, RV_COVERAGE_WHOLE);
    ck_assert_int_eq(signature->bytes_after, 0);
    ck_assert_int_eq(signature->trust, RV_TRUST_UNKNOWN);
    ck_assert(!signature->is_self_signed);
    ck_assert_str_eq(signature->signer, "Camille Exemple");
    ck_assert_str_eq(signature->organisation, "Clinique fictive");
    ck_assert_str_eq(signature->issuer, "Autorité fictive de test");
    ck_assert_int_ge(signature->signed_at, now - 1);
    ck_assert_int_le(signature->signed_at, now + SECONDS);
    ck_assert_int_eq(signature->place.page, 0);
}
END_TEST

START_TEST(tells_where_it_can_be_seen)
{
    g_autoptr(RvSignature) signature =
        only_one(sign_pdf(unsigned_pdf(), "--rect '50 100 150 140'"));

    ck_assert_int_eq(signature->place.page, 1);
    ck_assert_double_eq_tol(signature->place.pt.x0, 50, 0.01);
    ck_assert_double_eq_tol(signature->place.pt.y0, 260, 0.01);
    ck_assert_double_eq_tol(signature->place.pt.x1, 150, 0.01);
    ck_assert_double_eq_tol(signature->place.pt.y1, 300, 0.01);
}
END_TEST

START_TEST(one_other_byte_is_told)
{
    GBytes *bytes = replace_in(sign_pdf(unsigned_pdf(), ""), TEXT, "Bon de Commande");
    g_autoptr(RvSignature) signature = only_one(bytes);

    ck_assert_int_eq(signature->integrity, RV_INTEGRITY_CHANGED);
    ck_assert_int_eq(signature->trust, RV_TRUST_UNCHECKED);
    ck_assert_str_eq(signature->signer, "Camille Exemple");
}
END_TEST

START_TEST(bytes_after_it_are_counted)
{
    GBytes *bytes = append_to(sign_pdf(unsigned_pdf(), ""), "% one more line\n");
    g_autoptr(RvSignature) signature = only_one(bytes);

    ck_assert_int_eq(signature->integrity, RV_INTEGRITY_INTACT);
    ck_assert_int_eq(signature->coverage, RV_COVERAGE_PART);
    ck_assert_int_eq(signature->bytes_after, (gint64)strlen("% one more line\n"));
}
END_TEST

START_TEST(blanks_at_the_end_say_nothing)
{
    GBytes *bytes = append_to(sign_pdf(unsigned_pdf(), ""), "\r\n\r\n");
    g_autoptr(RvSignature) signature = only_one(bytes);

    ck_assert_int_eq(signature->coverage, RV_COVERAGE_WHOLE);
}
END_TEST

START_TEST(several_come_in_their_order)
{
    static const char *const second[] = {"--signer 'Dominique Second' --field Signature2",
                                         "--field Signature2"};
    GBytes *once = sign_pdf(unsigned_pdf(), "");
    g_autoptr(GPtrArray) all = signatures_of(sign_pdf(once, second[_i]));

    ck_assert_uint_eq(all->len, 2);
    ck_assert_str_eq(nth(all, 0)->signer, "Camille Exemple");
    ck_assert_str_eq(nth(all, 1)->signer, _i ? "Camille Exemple" : "Dominique Second");
    ck_assert_int_eq(nth(all, 0)->integrity, RV_INTEGRITY_INTACT);
    ck_assert_int_eq(nth(all, 0)->coverage, RV_COVERAGE_PART);
    ck_assert_int_eq(nth(all, 1)->integrity, RV_INTEGRITY_INTACT);
    ck_assert_int_eq(nth(all, 1)->coverage, RV_COVERAGE_WHOLE);
}
END_TEST

START_TEST(the_certificate_is_looked_at)
{
    static const struct {
        const char *options;
        RvTrust trust;
        gboolean is_self_signed;
    } cases[] = {
        {"--self-signed", RV_TRUST_UNKNOWN, TRUE},
        {"--valid-until 20210101000000Z", RV_TRUST_EXPIRED, FALSE},
        {"--valid-from 20980101000000Z", RV_TRUST_EXPIRED, FALSE},
    };
    g_autoptr(RvSignature) signature = only_one(sign_pdf(unsigned_pdf(), cases[_i].options));

    ck_assert_int_eq(signature->integrity, RV_INTEGRITY_INTACT);
    ck_assert_int_eq(signature->trust, cases[_i].trust);
    ck_assert_int_eq(signature->is_self_signed, cases[_i].is_self_signed);
}
END_TEST

/* Ranges that are none: of all these nothing may be believed. */
static const char *const senseless[] = {
    "--range ' '",
    "--range '0 {gap} {end}'",
    "--range '0 {gap} {end} {rest} 0'",
    "--range '0 {gap} {end} -{rest}'",
    "--range '-1 {gap} {end} {rest}'",
    "--range '0 {gap} {end} 9{rest}'",
    "--range '0 {gap} {end} 99999999999999999999999'",
    "--range '0 {gap} 18446744073709551615 {rest}'",
    "--range '0 9223372036854775807 9223372036854775807 1'",
    "--range '5 {gap} {end} {rest}'",
    "--range '0 10 {end} {rest}'",
    "--range '0 {gap} {rest} {end}'",
    "--range '0 {end} {gap} {rest}'",
    "--range '0 {gap} {gap} 5'",
    "--range '0 0 0 0'",
    "--range '0 {gap} {end} x'",
    "--range '0 {gap} {end} {rest} {{{{'",
    "--range '0 {gap}.5 {end} {rest}'",
    /* what cannot be verified, or is not worth it */
    "--attached",
    "--key-id",
    "--sub-filter ETSI.RFC3161",
    "--sub-filter fictive.unknown",
    "--md sha1",
};

START_TEST(nonsense_is_not_believed)
{
    g_autoptr(RvSignature) signature = only_one(sign_pdf(unsigned_pdf(), senseless[_i]));

    ck_assert_msg(signature->integrity != RV_INTEGRITY_INTACT, "%s", senseless[_i]);
    ck_assert_int_eq(signature->trust, RV_TRUST_UNCHECKED);
}
END_TEST

/* A second range that claims the whole file, for a signature that covers less. */
START_TEST(a_range_of_nobody_is_no_cover)
{
    g_autofree char *decoy = NULL;
    g_autoptr(GBytes) once = sign_pdf(unsigned_pdf(), "");
    g_autoptr(RvSignature) signature = NULL;
    gsize size = g_bytes_get_size(once);

    decoy = g_strdup_printf("/ByteRange [0 %5" G_GSIZE_FORMAT " %5" G_GSIZE_FORMAT " 1]<00>\n",
                            size + strlen("/ByteRange [0 12345 12345 1]"),
                            size + strlen("/ByteRange [0 12345 12345 1]<00>"));
    signature = only_one(append_to(g_bytes_ref(once), decoy));
    ck_assert_int_eq(signature->coverage, RV_COVERAGE_PART);
    ck_assert_int_eq(signature->bytes_after, (gint64)strlen(decoy));
}
END_TEST

START_TEST(a_damaged_signature_is_not_believed)
{
    GBytes *bytes = replace_in(sign_pdf(unsigned_pdf(), ""), "/Contents <3082", "/Contents <3182");
    g_autoptr(RvSignature) signature = only_one(bytes);

    ck_assert_int_eq(signature->integrity, RV_INTEGRITY_UNCHECKED);
}
END_TEST

#define SIZE 1000

/* What a child that was taken over might answer: none of it may count. */
START_TEST(a_child_that_lies_is_not_believed)
{
    static const RvVerified lies[] = {
        {.integrity = 3, .trust = RV_TRUST_UNKNOWN},
        {.integrity = G_MAXUINT32, .trust = RV_TRUST_UNKNOWN},
        {.coverage = 77, .trust = RV_TRUST_UNKNOWN},
        {.trust = 6},
        {.trust = RV_TRUST_UNCHECKED},
        {.trust = RV_TRUST_UNKNOWN, .coverage = RV_COVERAGE_PART},
        {.trust = RV_TRUST_UNKNOWN, .bytes_after = 1},
        {.trust = RV_TRUST_UNKNOWN, .coverage = RV_COVERAGE_PART, .bytes_after = SIZE},
        {.trust = RV_TRUST_UNKNOWN, .coverage = RV_COVERAGE_PART, .bytes_after = G_MININT64},
        {.integrity = RV_INTEGRITY_CHANGED, .trust = RV_TRUST_TRUSTED},
    };
    g_autoptr(GBytes) bytes = unsigned_pdf();
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(lies); i++) {
        g_autoptr(RvSignature) signature = rv_verified_take(&lies[i], document, SIZE);

        ck_assert_int_eq(signature->integrity, RV_INTEGRITY_UNCHECKED);
        ck_assert_int_eq(signature->coverage, RV_COVERAGE_UNKNOWN);
        ck_assert_int_eq(signature->trust, RV_TRUST_UNCHECKED);
        ck_assert_int_eq(signature->bytes_after, 0);
    }
}
END_TEST

START_TEST(names_and_places_of_a_liar_are_harmless)
{
    static const double areas[][4] = {{0, 0, NAN, 1}, {0, -INFINITY, 1, 1}, {0, 0, 1e9, 1}};
    g_autoptr(GBytes) bytes = unsigned_pdf();
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);
    RvVerified lie = {.trust = RV_TRUST_UNKNOWN, .signed_at = -1};

    memset(lie.signer, 'x', sizeof lie.signer); /* without an end */
    memset(lie.issuer, '\xff', sizeof lie.issuer);
    g_strlcpy(lie.organisation, "\033]0;x\a", sizeof lie.organisation);
    for (gsize i = 0; i < 2 + G_N_ELEMENTS(areas); i++) {
        g_autoptr(RvSignature) signature = NULL;

        lie.page = i == 0 ? G_MAXINT32 : i == 1 ? -1 : 1;
        memcpy(lie.area, areas[i < 2 ? 0 : i - 2], sizeof lie.area);
        signature = rv_verified_take(&lie, document, SIZE);
        ck_assert_uint_eq(strlen(signature->signer), RV_NAME_BYTES - 1);
        ck_assert(g_utf8_validate(signature->issuer, -1, NULL));
        ck_assert_str_eq(signature->organisation, "?]0;x?");
        ck_assert_int_eq(signature->signed_at, 0);
        ck_assert_int_eq(signature->place.page, 0);
    }
}
END_TEST

/* Without a child nothing is known, and that is told. */
START_TEST(a_check_that_fails_costs_no_more_than_that)
{
    struct rlimit before, none;
    g_autoptr(GBytes) bytes = sign_pdf(unsigned_pdf(), "");
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);
    g_autoptr(GPtrArray) all = NULL;

    getrlimit(RLIMIT_NOFILE, &before);
    none = before;
    none.rlim_cur = 3; /* descriptors: no more than the standard ones */
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
    all = rv_document_signatures(document, bytes);
    setrlimit(RLIMIT_NOFILE, &before);
    ck_assert_uint_eq(all->len, 1);
    ck_assert_int_eq(nth(all, 0)->integrity, RV_INTEGRITY_UNCHECKED);
    ck_assert_int_eq(nth(all, 0)->coverage, RV_COVERAGE_UNKNOWN);
    ck_assert_int_eq(nth(all, 0)->trust, RV_TRUST_UNCHECKED);
}
END_TEST

START_TEST(names_are_harmless)
{
    static const char *const cases[][2] = {
        {"--signer '\u202Eevil'", "?evil"},
        {"--signer 'Élodie Œuvre/Test'", "Élodie Œuvre/Test"},
        {"--signer '\"Exemple\", Camille (M.) + Cie; #1 <a=b> \\ é'",
         "\"Exemple\", Camille (M.) + Cie; #1 <a=b> \\ é"},
        {"--signer 'Eve\033[31mRouge\nDeux'", "Eve?[31mRouge Deux"},
    };
    g_autoptr(RvSignature) signature = only_one(sign_pdf(unsigned_pdf(), cases[_i][0]));

    ck_assert_str_eq(signature->signer, cases[_i][1]);
    ck_assert_int_eq(signature->integrity, RV_INTEGRITY_INTACT);
}
END_TEST

START_TEST(a_certificate_may_name_nobody)
{
    g_autoptr(RvSignature) signature =
        only_one(sign_pdf(unsigned_pdf(), "--signer '' --organisation 'Clinique fictive'"));

    ck_assert_int_eq(signature->integrity, RV_INTEGRITY_INTACT);
    ck_assert_ptr_null(signature->signer);
    ck_assert_str_eq(signature->organisation, "Clinique fictive");
}
END_TEST

Suite *
suite_signatures(void)
{
    Suite *suite = suite_create("signatures");
    TCase *tests = tcase_create("signatures");

    tcase_set_timeout(tests, SECONDS);
    tcase_add_test(tests, a_file_without_a_signature_has_none);
    tcase_add_loop_test(tests, an_intact_file_is_told_as_such, 0, G_N_ELEMENTS(good));
    tcase_add_test(tests, tells_where_it_can_be_seen);
    tcase_add_test(tests, one_other_byte_is_told);
    tcase_add_test(tests, bytes_after_it_are_counted);
    tcase_add_test(tests, blanks_at_the_end_say_nothing);
    tcase_add_loop_test(tests, several_come_in_their_order, 0, 2);
    tcase_add_loop_test(tests, the_certificate_is_looked_at, 0, 3);
    tcase_add_loop_test(tests, nonsense_is_not_believed, 0, G_N_ELEMENTS(senseless));
    tcase_add_test(tests, a_range_of_nobody_is_no_cover);
    tcase_add_test(tests, a_damaged_signature_is_not_believed);
    tcase_add_test(tests, a_child_that_lies_is_not_believed);
    tcase_add_test(tests, names_and_places_of_a_liar_are_harmless);
    tcase_add_test(tests, a_check_that_fails_costs_no_more_than_that);
    tcase_add_loop_test(tests, names_are_harmless, 0, 4);
    tcase_add_test(tests, a_certificate_may_name_nobody);
    suite_add_tcase(suite, tests);
    return suite;
}
