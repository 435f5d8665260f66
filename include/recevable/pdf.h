/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 1, pdf: a file -> bytes -> document -> pages of pixels. The only includer of Poppler.
 *
 * A document is not thread-safe. Every input is taken as hostile: limits are checked before the
 * work they bound is done. */
#pragma once

#include "recevable/geometry.h"

typedef struct {
    gsize max_bytes;               /* of the file */
    int max_pages;                 /* of the document */
    gint64 max_pixels;             /* of one rendered page */
    double max_side_pt;            /* of a displayed page, points */
    gsize max_page_text, max_text; /* of the text layers that are kept, of a page and of all pages:
                                    * bytes; what is more is left out */
} RvPdfLimits;

/* The product's limits, each with its reason in src/pdf/limits.c. */
extern const RvPdfLimits rv_pdf_default_limits;

typedef struct _RvDocument RvDocument;

/* Opens a PDF. `password` may be NULL. Takes its own reference on bytes.
 * Errors: NOT_PDF, DAMAGED, ENCRYPTED, NO_PAGES, TOO_MANY_PAGES. */
RvDocument *rv_document_open(GBytes *bytes, const char *password, const RvPdfLimits *limits,
                             GError **error);
void rv_document_free(RvDocument *document);
int rv_document_n_pages(const RvDocument *document);

/* Rows of 8-bit samples, top row first; channels 1 (grey, 0 black) or 3 (RGB, one byte each). */
typedef struct {
    guint8 *data; /* owned */
    int width, height, channels;
    int stride; /* bytes from one row to the next */
} RvPixels;

/* One page as a viewer displays it: crop box and /Rotate applied. */
typedef struct {
    int number;                 /* from 1 */
    double width_pt, height_pt; /* as displayed */
    RvPixels pixels;
    double dpi_x, dpi_y; /* pixels per inch of `pixels`; differ for a fax (204 x 196) */
    gboolean is_scan;    /* images cover the page; drawn on their pixels, or a whole fraction */
    gboolean is_blank;   /* one colour all over */
    gboolean is_damaged; /* Poppler complained while reading or drawing; not all damage is seen */
    gboolean is_unreadable; /* blank, and its images are not known to be so themselves */
    /* What the file claims to be written there, be it visible or not: never trusted, up to the
     * limits. Without what lies off the page. Valid UTF-8, not NULL. */
    char *text_layer;
} RvPage;

/* Renders page `number` at the resolution its content deserves: a scan at its own pixels, vector
 * pages at 300 dpi, so too print over a coarse picture. The process's standard error is held back
 * meanwhile: Poppler prints there. Errors: PAGE_TOO_LARGE, DAMAGED. */
RvPage *rv_document_render(RvDocument *document, int number, GError **error);
void rv_page_free(RvPage *page);

/* layer.c: a word that the file claims to be written there. */
typedef struct {
    char *text; /* owned; valid UTF-8, without blanks */
    RvPt box;
} RvLayerWord;
/* The words of a page's text layer, in its order, up to the limits; never NULL, and as little
 * trusted as `text_layer`. */
GArray *rv_document_layer_words(RvDocument *document, int number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvDocument, rv_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvPage, rv_page_free)
