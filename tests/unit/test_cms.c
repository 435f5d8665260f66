/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The elements of signatures and certificates, whole and damaged; ranges, sense and nonsense. */
#include "signed-pdf.h"

#include "pdf/cms.h"
#include "pdf/der.h"
#include "pdf/ranges.h"

#include <check.h>
#include <string.h>

Suite *suite_cms(void);

static RvSpan
span(const char *bytes, gsize size)
{
    return (RvSpan){(const guint8 *)bytes, (const guint8 *)bytes + size};
}
#define SPAN(text) span(text, sizeof text - 1)

/* The signature of a file made for that, as bytes. */
static GBytes *
made_contents(const char *options)
{
    g_autoptr(GBytes) file = sign_pdf(unsigned_pdf(), options);
    gsize size;
    const guint8 *data = g_bytes_get_data(file, &size);
    g_autoptr(GArray) ranges = rv_ranges_find(data, size);

    ck_assert_uint_eq(ranges->len, 1);
    return rv_range_contents(data, &g_array_index(ranges, RvRange, 0));
}

/* ---- elements ---------------------------------------------------------------------------- */

#define BYTES(text, length)                                                                        \
    {                                                                                              \
        text, sizeof text - 1, length                                                              \
    }
static const struct {
    const char *bytes;
    gsize size;
    int length; /* of the body; -1: none can be taken */
} elements[] = {
    BYTES("\x30\x02\x05\x00", 2),
    BYTES("\x04\x00", 0),
    BYTES("\x04\x81\x01x", 1),
    BYTES("\x04\x84\x00\x00\x00\x01x", 1),
    BYTES("\x30\x80\x05\x00\x00\x00", 2),
    BYTES("\x30\x80\x30\x80\x05\x00\x00\x00\x00\x00", 6),
    /* Cut off, too long, or of no kind that is looked for. */
    BYTES("", -1),
    BYTES("\x30", -1),
    BYTES("\x30\x01", -1),
    BYTES("\x30\x81", -1),
    BYTES("\x30\x84\xff\xff\xff\xff", -1),
    BYTES("\x30\x85\x00\x00\x00\x00\x00", -1),
    BYTES("\x30\xff", -1),
    BYTES("\x30\x80", -1),
    BYTES("\x30\x80\x05\x00", -1),
    BYTES("\x30\x80\x05\x00\x00", -1),
    BYTES("\x04\x80\x00\x00", -1),
    BYTES("\x1f\x81\x01\x00", -1),
    BYTES("\x00\x00", -1),
};

START_TEST(takes_whole_elements_only)
{
    RvSpan in = span(elements[_i].bytes, elements[_i].size), body, whole;
    gboolean taken = rv_der_next(&in, &body, &whole);

    ck_assert_int_eq(taken ? (int)(body.end - body.at) : -1, elements[_i].length);
    if (taken) {
        ck_assert_ptr_eq(in.at, in.end);
        ck_assert_int_eq((int)(whole.end - whole.at), (int)elements[_i].size);
    }
}
END_TEST

START_TEST(nesting_has_an_end)
{
    g_autoptr(GString) deep = g_string_new(NULL);
    RvSpan in, body;

    for (guint i = 0; i < 100000; i++)
        g_string_append(deep, "\x30\x80");
    in = span(deep->str, deep->len);
    ck_assert(!rv_der_next(&in, &body, NULL));
}
END_TEST

static const struct {
    guint8 tag;
    const char *text;
    gint64 seconds; /* -1: no time */
} times[] = {
    {RV_DER_UTC_TIME, "260521093000Z", 1779355800},
    {RV_DER_TIME, "20260521093000Z", 1779355800},
    {RV_DER_UTC_TIME, "700101000001Z", 1},
    {RV_DER_UTC_TIME, "491231235959Z", 2524607999},
    {RV_DER_TIME, "20260521093000", -1},
    {RV_DER_TIME, "20260521093000+0200", -1},
    {RV_DER_TIME, "20260231093000Z", -1},
    {RV_DER_TIME, "2026052109300Z", -1},
    {RV_DER_TIME, "20265521093000Z", -1},
    {RV_DER_TIME, "00000101000000Z", -1},
    {RV_DER_UTC_TIME, "", -1},
    {RV_DER_OCTETS, "260521093000Z", -1},
};

START_TEST(times_are_checked)
{
    gint64 seconds = -1;
    RvSpan body = span(times[_i].text, strlen(times[_i].text));

    ck_assert_int_eq(rv_der_time(times[_i].tag, body, &seconds), times[_i].seconds >= 0);
    ck_assert_int_eq(seconds, times[_i].seconds);
}
END_TEST

START_TEST(strings_come_as_utf8)
{
    g_autofree char *utf8 = rv_der_string(0x0C, SPAN("\303\211lodie"));
    g_autofree char *latin = rv_der_string(0x14, SPAN("\311lodie"));
    g_autofree char *wide = rv_der_string(0x1E, SPAN("\0\311\0l\0o"));
    g_autofree char *wrong = rv_der_string(0x0C, SPAN("\311l"));
    g_autofree char *cut = rv_der_string(0x0C, SPAN("ab\0cd"));
    g_autofree char *half = rv_der_string(0x1E, SPAN("\0a\0"));
    g_autofree char *none = rv_der_string(RV_DER_INTEGER, SPAN("abc"));

    ck_assert_str_eq(utf8, "Élodie");
    ck_assert_str_eq(latin, "Élodie");
    ck_assert_str_eq(wide, "Élo");
    ck_assert(wrong && g_utf8_validate(wrong, -1, NULL));
    ck_assert_str_eq(cut, "ab");
    ck_assert(!half || g_utf8_validate(half, -1, NULL));
    ck_assert_ptr_null(none);
}
END_TEST

/* ---- signatures -------------------------------------------------------------------------- */

START_TEST(tells_what_the_signature_says)
{
    g_autoptr(GBytes) contents = made_contents("--organisation 'Clinique fictive' --md sha384");
    g_autoptr(RvCms) cms = rv_cms_parse(contents);

    ck_assert_ptr_nonnull(cms);
    ck_assert_str_eq(cms->signer, "Camille Exemple");
    ck_assert_str_eq(cms->organisation, "Clinique fictive");
    ck_assert_str_eq(cms->issuer, "Autorité fictive de test");
    ck_assert_int_eq(cms->digest, G_CHECKSUM_SHA384);
    ck_assert_int_eq(cms->valid_from, 1577836800);
    ck_assert(!cms->is_self_signed);
}
END_TEST

/* Every byte wrong in several ways, and every length cut off: nothing is touched that is not there
 * (the sanitizers look), and what is understood is a whole answer. */
START_TEST(damage_does_no_harm)
{
    static const guint8 flips[] = {0x01, 0x80, 0xFF};
    g_autoptr(GBytes) contents = made_contents("");
    gsize size = g_bytes_get_size(contents);

    for (gsize i = 0; i < size; i++) {
        g_autofree guint8 *copy = g_memdup2(g_bytes_get_data(contents, NULL), size);
        g_autoptr(GBytes) head = g_bytes_new(copy, i);
        g_autoptr(RvCms) shorter = rv_cms_parse(head);

        for (gsize k = 0; k < G_N_ELEMENTS(flips); k++) {
            g_autoptr(GBytes) wrong = NULL;
            g_autoptr(RvCms) cms = NULL;

            copy[i] ^= flips[k];
            wrong = g_bytes_new(copy, size);
            copy[i] ^= flips[k];
            cms = rv_cms_parse(wrong);
            ck_assert(!cms || cms->sum);
        }
        ck_assert(!shorter || shorter->sum);
    }
}
END_TEST

/* ---- ranges ------------------------------------------------------------------------------ */

/* The gap is from 21 on, "<30 82>", and 8 bytes follow it. */
#define FILE_WITH(range) "/ByteRange[" range "]<30 82>12345678"

static const struct {
    const char *file;
    guint n;
} files[] = {
    {FILE_WITH("0 21 28 8"), 1},     {FILE_WITH("0 21 28 7"), 1},
    {FILE_WITH("00 21 28 8"), 0},    {FILE_WITH("0 21 28 9"), 0},
    {FILE_WITH("0 20 28 8"), 0},     {FILE_WITH("0 21 27 8"), 0},
    {FILE_WITH("0 21 29 7"), 0},     {FILE_WITH("1 21 28 8"), 0},
    {FILE_WITH("0 21 21 8"), 0},     {FILE_WITH("0,21 28 8"), 0},
    {FILE_WITH("0 23 30 8 0"), 0},   {FILE_WITH("0 21 28 -"), 0},
    {"/ByteRange[0 21 28 8", 0},     {"/ByteRange", 0},
    {"/ByteRange[0 0 0 0]<>", 0},    {"/ByteRange[0 21 23 0]<>", 1},
    {"/ByteRange[0 21 24 0]<g>", 0}, {"", 0},
};

START_TEST(a_range_leaves_out_the_signature_alone)
{
    gsize size = strlen(files[_i].file);
    g_autofree guint8 *data = g_memdup2(files[_i].file, MAX(size, 1)); /* not a byte more */
    g_autoptr(GArray) ranges = rv_ranges_find(data, size);

    ck_assert_msg(ranges->len == files[_i].n, "%s", files[_i].file);
    ck_assert_uint_eq(rv_ranges_count(data, size), *files[_i].file ? 1 : 0);
    if (ranges->len) {
        g_autoptr(GBytes) contents = rv_range_contents(data, &g_array_index(ranges, RvRange, 0));

        ck_assert(!contents || g_bytes_get_size(contents) == 2);
    }
}
END_TEST

START_TEST(ranges_have_a_limit)
{
    g_autoptr(GString) many = g_string_new(NULL);
    g_autoptr(GArray) ranges = NULL;

    for (guint i = 0; i < 1000; i++)
        g_string_append(many, "/ByteRange[0 21 23 0]<>");
    g_string_overwrite(many, 0, "/ByteRange[0 21 23 0]<>");
    ranges = rv_ranges_find((const guint8 *)many->str, many->len);
    ck_assert_uint_le(ranges->len, RV_MAX_SIGNATURES);
    ck_assert_uint_eq(rv_ranges_count((const guint8 *)many->str, many->len), 1000);
}
END_TEST

Suite *
suite_cms(void)
{
    Suite *suite = suite_create("cms");
    TCase *tests = tcase_create("cms");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, takes_whole_elements_only, 0, G_N_ELEMENTS(elements));
    tcase_add_test(tests, nesting_has_an_end);
    tcase_add_loop_test(tests, times_are_checked, 0, G_N_ELEMENTS(times));
    tcase_add_test(tests, strings_come_as_utf8);
    tcase_add_test(tests, tells_what_the_signature_says);
    tcase_add_test(tests, damage_does_no_harm);
    tcase_add_loop_test(tests, a_range_leaves_out_the_signature_alone, 0, G_N_ELEMENTS(files));
    tcase_add_test(tests, ranges_have_a_limit);
    suite_add_tcase(suite, tests);
    return suite;
}
