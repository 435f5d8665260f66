/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signed-pdf.h"

#include "pdf-maker.h"

#include <check.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

GBytes *
unsigned_pdf(void)
{
    static const MadePage page = {.keys = "/MediaBox[0 0 300 400]",
                                  .content = "BT /F1 12 Tf 50 300 Td (Bon de commande) Tj ET"};

    return made_pdf(&page, 1);
}

GBytes *
sign_pdf(GBytes *bytes, const char *options)
{
    g_autofree char *folder = g_dir_make_tmp("recevable-XXXXXX", NULL);
    g_autofree char *in = g_build_filename(folder, "in.pdf", NULL);
    g_autofree char *out = g_build_filename(folder, "out.pdf", NULL);
    g_autofree char *line = g_strdup_printf("tests/sign-pdf %s %s %s", options, in, out);
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) argv = NULL;
    int status = -1;
    char *data;
    gsize size;

    ck_assert(g_file_set_contents(in, g_bytes_get_data(bytes, NULL),
                                  (gssize)g_bytes_get_size(bytes), NULL));
    g_bytes_unref(bytes);
    ck_assert(g_shell_parse_argv(line, NULL, &argv, NULL));
    ck_assert_msg(
        g_spawn_sync(NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error) &&
            g_spawn_check_wait_status(status, &error),
        "%s", error ? error->message : "");
    ck_assert(g_file_get_contents(out, &data, &size, NULL));
    g_remove(in);
    g_remove(out);
    g_rmdir(folder);
    return g_bytes_new_take(data, size);
}

GBytes *
replace_in(GBytes *bytes, const char *text, const char *by)
{
    gsize size;
    char *data = g_bytes_unref_to_data(bytes, &size), *at = memmem(data, size, text, strlen(text));

    ck_assert_ptr_nonnull(at);
    ck_assert_uint_eq(strlen(text), strlen(by));
    memcpy(at, by, strlen(by));
    return g_bytes_new_take(data, size);
}

GBytes *
append_to(GBytes *bytes, const char *text)
{
    GByteArray *array = g_bytes_unref_to_array(bytes);

    g_byte_array_append(array, (const guint8 *)text, (guint)strlen(text));
    return g_byte_array_free_to_bytes(array);
}

GPtrArray *
signatures_of(GBytes *bytes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RvDocument) document = rv_document_open(bytes, NULL, &rv_pdf_default_limits, &error);
    GPtrArray *signatures;

    ck_assert_msg(document != NULL, "%s", error ? error->message : "");
    signatures = rv_document_signatures(document, bytes);
    g_bytes_unref(bytes);
    return signatures;
}
