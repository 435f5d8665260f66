/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes -> document, under limits. */
#include "pdf-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <string.h>

/* The header may stand behind some junk: readers accept it within the first kilobyte. */
#define HEADER_WITHIN 1024

static gboolean
check_header(GBytes *bytes, GError **error)
{
    gsize size;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    const char *kind;

    if (memmem(data, MIN(size, HEADER_WITHIN), "%PDF-", 5))
        return TRUE;
    kind = rv_kind_guess(data, size);
    if (kind)
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_PDF,
                    _("this is not a PDF but %s: save it as a PDF"), kind);
    else
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_PDF,
                    _("this is not a PDF: scan or save it as a PDF"));
    return FALSE;
}

static void
explain_open_error(const GError *cause, const char *password, GError **error)
{
    if (g_error_matches(cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
        g_set_error(error, RV_ERROR, RV_ERROR_ENCRYPTED, "%s",
                    password
                        ? _("the PDF is encrypted and the password is wrong: check the file given "
                            "with --password-file")
                        : _("the PDF is encrypted: give its password with --password-file, or "
                            "save it without one"));
        return;
    }
    g_set_error(error, RV_ERROR, RV_ERROR_DAMAGED,
                _("the PDF is damaged or cut off and cannot be opened: make or send it again"));
}

static gboolean
check_pages(int n_pages, const RvPdfLimits *limits, GError **error)
{
    if (n_pages <= 0) {
        g_set_error(error, RV_ERROR, RV_ERROR_NO_PAGES, _("the PDF has no pages: make it again"));
        return FALSE;
    }
    if (n_pages > limits->max_pages) {
        g_set_error(error, RV_ERROR, RV_ERROR_TOO_MANY_PAGES,
                    _("the PDF has %d pages, more than %d: extract the pages of the form"), n_pages,
                    limits->max_pages);
        return FALSE;
    }
    return TRUE;
}

/* Poppler 22.12's poppler_document_new_from_bytes() crashes on a wrong password, in the second try
 * that it makes with the password in UTF-8. Its way of opening a stream does not. */
static PopplerDocument *
open_with_password(GBytes *bytes, const char *password, GError **error)
{
    g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes(bytes);

    return poppler_document_new_from_stream(stream, (goffset)g_bytes_get_size(bytes), password,
                                            NULL, error);
}

/* The password is for documents that ask for one. */
static PopplerDocument *
open_document(GBytes *bytes, const char *password, GError **error)
{
    GError *cause = NULL;
    PopplerDocument *poppler = poppler_document_new_from_bytes(bytes, NULL, &cause);

    if (password && g_error_matches(cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
        g_clear_error(&cause);
        return open_with_password(bytes, password, error);
    }
    if (cause)
        g_propagate_error(error, cause);
    return poppler;
}

RvDocument *
rv_document_open(GBytes *bytes, const char *password, const RvPdfLimits *limits, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(RvDocument) document = NULL;
    g_auto(RvPopplerLog) log = {-1, -1};

    if (!check_header(bytes, error))
        return NULL;
    rv_poppler_log_start(&log);
    document = g_new0(RvDocument, 1);
    document->poppler = open_document(bytes, password, &cause);
    if (!document->poppler) {
        explain_open_error(cause, password, error);
        return NULL;
    }
    document->limits = *limits;
    document->is_damaged = rv_poppler_log_complains(&log);
    document->n_pages = poppler_document_get_n_pages(document->poppler);
    if (!check_pages(document->n_pages, limits, error))
        return NULL;
    document->images = rv_images_declared(bytes);
    return g_steal_pointer(&document);
}

void
rv_document_free(RvDocument *document)
{
    if (!document)
        return;
    g_clear_object(&document->poppler);
    g_free(document);
}

int
rv_document_n_pages(const RvDocument *document)
{
    return document->n_pages;
}
