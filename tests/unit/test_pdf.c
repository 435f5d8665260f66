/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a file's name to an open document: whatever comes in, one outcome that can be understood. */
#include "recevable/error.h"
#include "recevable/file.h"
#include "recevable/pdf.h"

#include "pdf-maker.h"

#include <check.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define SMALL_PAGE "/MediaBox[0 0 72 72]"

Suite *suite_pdf(void);

static char *folder;

static void
make_folder(void)
{
    folder = g_dir_make_tmp("recevable-XXXXXX", NULL);
    ck_assert_ptr_nonnull(folder);
}

static void
remove_folder(void)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_remove(path);
    }
    g_rmdir(folder);
    g_free(folder);
}

/* A message is one line and says what to do after the last colon. */
static void
assert_error(const GError *error, int code, const char *part)
{
    ck_assert_ptr_nonnull(error);
    ck_assert_msg(error->domain == RV_ERROR && error->code == code, "got %d: %s", error->code,
                  error->message);
    ck_assert_msg(strstr(error->message, part) != NULL, "'%s' is not in: %s", part, error->message);
    ck_assert_ptr_null(strpbrk(error->message, "\r\n\033"));
    ck_assert_ptr_nonnull(strstr(error->message, ": "));
}

static void
assert_unread(const char *path, const RvPdfLimits *limits, int code, const char *part)
{
    g_autoptr(GError) error = NULL;

    ck_assert_ptr_null(rv_file_read(path, limits->max_bytes, &error));
    assert_error(error, code, part);
}

static void
assert_unopened(GBytes *bytes, const char *password, int code, const char *part)
{
    g_autoptr(GError) error = NULL;

    ck_assert_ptr_null(rv_document_open(bytes, password, &rv_pdf_default_limits, &error));
    assert_error(error, code, part);
    g_bytes_unref(bytes);
}

static GBytes *
bytes_of(const char *text)
{
    return g_bytes_new(text, strlen(text));
}

static GBytes *
simple_pdf(void)
{
    return made_pdf(&(MadePage){.keys = SMALL_PAGE, .content = "0 0 36 36 re f"}, 1);
}

START_TEST(reads_a_file_whole)
{
    g_autofree char *path = g_build_filename(folder, "a.pdf", NULL);
    g_autofree guint8 *noise = made_noise(200 * 1000);
    g_autoptr(GBytes) bytes = NULL;

    ck_assert(g_file_set_contents(path, (char *)noise, 200 * 1000, NULL));
    bytes = rv_file_read(path, rv_pdf_default_limits.max_bytes, NULL);
    ck_assert_ptr_nonnull(bytes);
    ck_assert_uint_eq(g_bytes_get_size(bytes), 200 * 1000);
    ck_assert_mem_eq(g_bytes_get_data(bytes, NULL), noise, 200 * 1000);
}
END_TEST

START_TEST(refuses_what_is_no_file)
{
    g_autofree char *fifo = g_build_filename(folder, "fifo.pdf", NULL);
    g_autofree char *missing = g_build_filename(folder, "missing.pdf", NULL);
    g_autofree char *below = g_build_filename(folder, "empty.pdf", "x.pdf", NULL);
    g_autofree char *empty = g_build_filename(folder, "empty.pdf", NULL);

    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    ck_assert(g_file_set_contents(empty, "", 0, NULL));
    assert_unread(missing, &rv_pdf_default_limits, RV_ERROR_NOT_FOUND, "no such file");
    assert_unread("", &rv_pdf_default_limits, RV_ERROR_NOT_FOUND, "no such file");
    assert_unread(below, &rv_pdf_default_limits, RV_ERROR_NOT_FOUND, "no such file");
    assert_unread(folder, &rv_pdf_default_limits, RV_ERROR_NOT_A_FILE, "folder");
    assert_unread(fifo, &rv_pdf_default_limits, RV_ERROR_NOT_A_FILE, "regular file");
    assert_unread("/dev/null", &rv_pdf_default_limits, RV_ERROR_NOT_A_FILE, "regular file");
    assert_unread(empty, &rv_pdf_default_limits, RV_ERROR_EMPTY, "empty");
}
END_TEST

START_TEST(refuses_a_socket)
{
    g_autofree char *path = g_build_filename(folder, "s", NULL);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    ck_assert_int_ge(fd, 0);
    g_strlcpy(address.sun_path, path, sizeof address.sun_path);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_unread(path, &rv_pdf_default_limits, RV_ERROR_NOT_A_FILE, "regular file");
    close(fd);
}
END_TEST

START_TEST(refuses_more_than_the_limit)
{
    g_autofree char *path = g_build_filename(folder, "a.pdf", NULL);
    RvPdfLimits limits = rv_pdf_default_limits;
    g_autoptr(GBytes) bytes = NULL;

    ck_assert(g_file_set_contents(path, "0123456789", 10, NULL));
    limits.max_bytes = 10;
    bytes = rv_file_read(path, limits.max_bytes, NULL);
    ck_assert_ptr_nonnull(bytes);
    limits.max_bytes = 9;
    assert_unread(path, &limits, RV_ERROR_FILE_TOO_LARGE, "larger");
}
END_TEST

/* Runs rv_file_read("-") with `text` at standard input. */
static GBytes *
read_standard_input(const char *text, gsize max_bytes, GError **error)
{
    RvPdfLimits limits = rv_pdf_default_limits;
    int ends[2], saved = dup(STDIN_FILENO);
    GBytes *bytes;

    limits.max_bytes = max_bytes;
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], text, strlen(text)), (int)strlen(text));
    close(ends[1]);
    ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    bytes = rv_file_read("-", limits.max_bytes, error);
    close(ends[0]);
    ck_assert_int_eq(dup2(saved, STDIN_FILENO), STDIN_FILENO);
    close(saved);
    return bytes;
}

START_TEST(reads_standard_input)
{
    g_autoptr(GBytes) bytes = read_standard_input("12345", 5, NULL);
    g_autoptr(GError) large = NULL, empty = NULL;

    ck_assert_ptr_nonnull(bytes);
    ck_assert_uint_eq(g_bytes_get_size(bytes), 5);
    ck_assert_ptr_null(read_standard_input("123456", 5, &large));
    assert_error(large, RV_ERROR_FILE_TOO_LARGE, "larger");
    ck_assert_ptr_null(read_standard_input("", 5, &empty));
    assert_error(empty, RV_ERROR_EMPTY, "empty");
}
END_TEST

START_TEST(tells_what_is_no_pdf)
{
    static const struct {
        const char *bytes;
        gsize length;
        const char *told;
    } cases[] = {
        {"\x89PNG\r\n\x1a\n....", 12, "PNG"},
        {"\xff\xd8\xff\xe0..JFIF", 10, "JPEG"},
        {"II*\0........", 12, "TIFF"},
        {"MM\0*........", 12, "TIFF"},
        {"GIF89a......", 12, "GIF"},
        {"RIFF....WEBPVP8 ", 16, "WebP"},
        {"\0\0\0\x18"
         "ftypheic....",
         16, "HEIC"},
        {"PK\x03\x04........", 12, "Office"},
        {"\xd0\xcf\x11\xe0........", 12, "Office"},
        {"{\\rtf1\\ansi...", 13, "RTF"},
        {"\xef\xbb\xbf \n<!DOCTYPE HTML>", 20, "web page"},
        {"<HTML><body>", 12, "web page"},
        {"<?xml version=", 14, "XML"},
        {"Received: from", 14, "e-mail"},
        {"%!PS-Adobe-3.0", 14, "PostScript"},
        {"bonjour", 7, "not a PDF"},
        {"\0", 1, "not a PDF"},
        {"%PDF", 4, "not a PDF"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_unopened(g_bytes_new(cases[i].bytes, cases[i].length), NULL, RV_ERROR_NOT_PDF,
                        cases[i].told);
}
END_TEST

/* Mail gateways put junk before the header; a PDF inside another file is not one. */
START_TEST(takes_a_header_in_the_first_kilobyte)
{
    g_autoptr(GBytes) pdf = simple_pdf();
    gsize size;
    const char *data = g_bytes_get_data(pdf, &size);

    for (gsize junk = 1000; junk <= 1100; junk += 100) {
        g_autoptr(GString) all = g_string_new(NULL);
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(RvDocument) document = NULL;

        g_string_set_size(all, junk);
        memset(all->str, 'x', junk);
        g_string_append_len(all, data, (gssize)size);
        bytes = g_bytes_new(all->str, all->len);
        document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);
        ck_assert((document != NULL) == (junk == 1000));
    }
}
END_TEST

START_TEST(opens_a_pdf)
{
    MadePage pages[3] = {{.keys = SMALL_PAGE, .content = ""},
                         {.keys = SMALL_PAGE},
                         {.keys = SMALL_PAGE, .content = ""}};
    g_autoptr(GBytes) bytes = made_pdf(pages, 3);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, &error);

    ck_assert_ptr_nonnull(document);
    ck_assert_ptr_null(error);
    ck_assert_int_eq(rv_document_n_pages(document), 3);
}
END_TEST

START_TEST(refuses_a_truncated_pdf)
{
    g_autoptr(GBytes) bytes = simple_pdf();
    gsize size = g_bytes_get_size(bytes);

    for (gsize part = 1; part < 8; part++)
        assert_unopened(g_bytes_new_from_bytes(bytes, 0, size * part / 8), NULL, RV_ERROR_DAMAGED,
                        "damaged");
    assert_unopened(bytes_of("%PDF-1.7\n%%EOF\n"), NULL, RV_ERROR_DAMAGED, "damaged");
}
END_TEST

START_TEST(refuses_no_pages_and_too_many)
{
    RvPdfLimits limits = rv_pdf_default_limits;
    PdfMaker *many = pdf_maker_new();
    g_autoptr(GBytes) two = NULL;
    g_autoptr(GError) error = NULL;
    MadePage pages[2] = {{.keys = SMALL_PAGE, .content = ""}, {.keys = SMALL_PAGE, .content = ""}};
    gint64 start;

    assert_unopened(made_pdf(NULL, 0), NULL, RV_ERROR_NO_PAGES, "no pages");
    for (int i = 0; i < 10000; i++)
        pdf_maker_add_page(many, &pages[0]);
    start = g_get_monotonic_time();
    assert_unopened(pdf_maker_finish(many, 10000, ""), NULL, RV_ERROR_TOO_MANY_PAGES, "10000");
    ck_assert_int_lt(g_get_monotonic_time() - start, G_USEC_PER_SEC / 2);

    two = made_pdf(pages, 2);
    limits.max_pages = 1;
    ck_assert_ptr_null(rv_document_open(two, NULL, &limits, &error));
    assert_error(error, RV_ERROR_TOO_MANY_PAGES, "2 pages");
}
END_TEST

/* ---- encryption: the standard handler, revision 2, RC4 of 40 bits (PDF 1.7, 7.6.3) ---- */

static const guint8 padding[32] = {0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E,
                                   0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68,
                                   0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A};

static void
rc4(const guint8 key[5], const guint8 *from, guint8 *to, gsize length)
{
    guint8 s[256], swap;
    guint8 i = 0, j = 0;

    for (int k = 0; k < 256; k++)
        s[k] = (guint8)k;
    for (int k = 0; k < 256; k++) {
        j = (guint8)(j + s[k] + key[k % 5]);
        swap = s[k];
        s[k] = s[j];
        s[j] = swap;
    }
    j = 0;
    for (gsize k = 0; k < length; k++) {
        i++;
        j = (guint8)(j + s[i]);
        swap = s[i];
        s[i] = s[j];
        s[j] = swap;
        to[k] = from[k] ^ s[(guint8)(s[i] + s[j])];
    }
}

static void
pad(const char *password, guint8 out[32])
{
    gsize length = strlen(password);

    memcpy(out, password, length);
    memcpy(out + length, padding, 32 - length);
}

static void
md5(const guint8 *data, gsize length, guint8 out[16])
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_MD5);
    gsize size = 16;

    g_checksum_update(sum, data, (gssize)length);
    g_checksum_get_digest(sum, out, &size);
}

static char *
hex(const guint8 *bytes, gsize length)
{
    GString *text = g_string_new(NULL);

    for (gsize i = 0; i < length; i++)
        g_string_append_printf(text, "%02x", bytes[i]);
    return g_string_free(text, FALSE);
}

static GBytes *
encrypted_pdf(const char *user, const char *owner)
{
    static const guint8 rights_and_id[8] = {0xfc, 0xff, 0xff, 0xff, '0', '1', '2', '3'};
    guint8 padded[32], key[16], o[32], u[32], all[72];
    PdfMaker *maker = pdf_maker_new();
    g_autofree char *o_hex = NULL, *u_hex = NULL, *trailer = NULL;
    guint number;

    pad(owner, padded);
    md5(padded, 32, key);
    pad(user, padded);
    rc4(key, padded, o, 32);
    memcpy(all, padded, 32);
    memcpy(all + 32, o, 32);
    memcpy(all + 64, rights_and_id, 8);
    md5(all, 72, key);
    rc4(key, padding, u, 32);
    o_hex = hex(o, 32);
    u_hex = hex(u, 32);
    pdf_maker_add_page(maker, &(MadePage){.keys = SMALL_PAGE});
    number = pdf_maker_add(maker, "<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>", o_hex, u_hex);
    trailer = g_strdup_printf("/Encrypt %u 0 R/ID[<30313233><30313233>]", number);
    return pdf_maker_finish(maker, 1, trailer);
}

START_TEST(asks_for_the_password)
{
    g_autoptr(GBytes) bytes = encrypted_pdf("ouvre-toi", "maitre");
    g_autoptr(RvDocument) by_user =
        rv_document_open(bytes, "ouvre-toi", &rv_pdf_default_limits, NULL);
    g_autoptr(RvDocument) by_owner =
        rv_document_open(bytes, "maitre", &rv_pdf_default_limits, NULL);

    ck_assert_ptr_nonnull(by_user);
    ck_assert_ptr_nonnull(by_owner);
    ck_assert_int_eq(rv_document_n_pages(by_user), 1);
    assert_unopened(g_bytes_ref(bytes), NULL, RV_ERROR_ENCRYPTED, "--password-file");
    assert_unopened(g_bytes_ref(bytes), "faux", RV_ERROR_ENCRYPTED, "password is wrong");
}
END_TEST

/* Rights may be restricted without a password to open it: that is not asked for. */
START_TEST(opens_what_only_restricts_rights)
{
    g_autoptr(GBytes) bytes = encrypted_pdf("", "maitre");
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL);

    ck_assert_ptr_nonnull(document);
}
END_TEST

/* ---- any bytes: exactly one outcome ---- */

#define MUTATIONS 600

static GBytes *
mutate(GRand *rand, const guint8 *data, gsize size)
{
    g_autofree guint8 *copy = g_memdup2(data, size);
    int n = g_rand_int_range(rand, 1, 9);

    for (int i = 0; i < n; i++) {
        gsize at = (gsize)g_rand_int_range(rand, 0, (int)size);

        switch (g_rand_int_range(rand, 0, 4)) {
        case 0:
            copy[at] ^= (guint8)(1 << g_rand_int_range(rand, 0, 8));
            break;
        case 1:
            copy[at] = (guint8)g_rand_int_range(rand, '0', '9' + 1);
            break;
        case 2:
            memset(copy + at, 0, MIN(size - at, 16));
            break;
        default:
            memmove(copy + at, data + size / 3, MIN(size - at, 40));
        }
    }
    if (g_rand_int_range(rand, 0, 8) == 0)
        size = (gsize)g_rand_int_range(rand, 1, (int)size);
    return g_bytes_new(copy, size);
}

/* Returns how many pages were drawn. */
static int
check_one_outcome(GBytes *bytes, const RvPdfLimits *limits)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, limits, &error);
    int drawn = 0;

    ck_assert((document != NULL) == (error == NULL));
    ck_assert(!error || (error->domain == RV_ERROR && *error->message));
    for (int i = 1; document && i <= rv_document_n_pages(document); i++) {
        g_autoptr(GError) page_error = NULL;
        g_autoptr(RvPage) page = rv_document_render(document, i, &page_error);

        ck_assert((page != NULL) == (page_error == NULL));
        ck_assert(!page_error || page_error->domain == RV_ERROR);
        if (!page)
            continue;
        ck_assert_int_gt(page->pixels.width, 0);
        ck_assert_int_gt(page->pixels.height, 0);
        ck_assert_int_le((gint64)page->pixels.width * page->pixels.height, limits->max_pixels);
        ck_assert_ptr_nonnull(page->pixels.data);
        ck_assert(g_utf8_validate(page->text_layer, -1, NULL));
        drawn++;
    }
    return drawn;
}

START_TEST(any_bytes_have_one_outcome)
{
    g_autofree guint8 *noise = made_noise(40 * 40);
    MadeImage image = {40, 40, 8, 1, noise, 40 * 40, NULL};
    MadePage pages[2] = {
        {SMALL_PAGE, "q 72 0 0 72 0 0 cm /I0 Do Q", &image, 1, NULL},
        {.keys = SMALL_PAGE "/Rotate 90", .content = "BT /F1 9 Tf 5 30 Td (bon pour accord) Tj ET"},
    };
    g_autoptr(GBytes) bytes = made_pdf(pages, 2);
    g_autoptr(GRand) rand = g_rand_new_with_seed(20231);
    RvPdfLimits limits = rv_pdf_default_limits;
    gsize size;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    int drawn = 0;

    limits.max_pixels = 1000 * 1000;
    for (int i = 0; i < MUTATIONS; i++) {
        g_autoptr(GBytes) mutant = mutate(rand, data, size);

        drawn += check_one_outcome(mutant, &limits);
    }
    /* Else only the refusal of mutants was tested, or nothing was broken. */
    ck_assert_int_gt(drawn, MUTATIONS / 2);
    ck_assert_int_lt(drawn, 2 * MUTATIONS);
}
END_TEST

Suite *
suite_pdf(void)
{
    Suite *suite = suite_create("pdf");
    TCase *file = tcase_create("file"), *open = tcase_create("open"), *any = tcase_create("any");

    tcase_add_checked_fixture(file, make_folder, remove_folder);
    tcase_add_test(file, reads_a_file_whole);
    tcase_add_test(file, refuses_what_is_no_file);
    tcase_add_test(file, refuses_a_socket);
    tcase_add_test(file, refuses_more_than_the_limit);
    tcase_add_test(file, reads_standard_input);
    suite_add_tcase(suite, file);
    tcase_add_test(open, tells_what_is_no_pdf);
    tcase_add_test(open, takes_a_header_in_the_first_kilobyte);
    tcase_add_test(open, opens_a_pdf);
    tcase_add_test(open, refuses_a_truncated_pdf);
    tcase_add_test(open, refuses_no_pages_and_too_many);
    tcase_add_test(open, asks_for_the_password);
    tcase_add_test(open, opens_what_only_restricts_rights);
    suite_add_tcase(suite, open);
    tcase_set_timeout(any, 120);
    tcase_add_test(any, any_bytes_have_one_outcome);
    suite_add_tcase(suite, any);
    return suite;
}
