/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes small PDFs for tests, byte by byte: what a library would refuse to write is what has to
 * be tested. */
#pragma once

#include <glib.h>

typedef struct {
    int width, height, bits, channels;
    const guint8 *data;
    gsize length;     /* bytes of data */
    const char *keys; /* more of its dictionary ("/Filter/DCTDecode"), or NULL */
} MadeImage;

typedef struct {
    const char *keys;        /* of its dictionary: "/MediaBox[0 0 300 400]/Rotate 90" */
    const char *content;     /* may draw /I0, /I1 ... and write with /F1; NULL: none at all */
    const MadeImage *images; /* I0 ... */
    guint n_images;
    const char *fonts; /* besides F1: "/F2 5 0 R", or NULL */
} MadePage;

GBytes *made_pdf(const MadePage *pages, guint n);

/* The same by hand: objects are numbered from 3, 1 is the page tree and 2 the catalog. */
typedef struct _PdfMaker PdfMaker;

PdfMaker *pdf_maker_new(void);
guint pdf_maker_add(PdfMaker *maker, const char *format, ...) G_GNUC_PRINTF(2, 3);
guint pdf_maker_add_stream(PdfMaker *maker, const char *keys, const void *data, gsize length);
guint pdf_maker_add_page(PdfMaker *maker, const MadePage *page);
/* Frees the maker. `count` is what the page tree says, `trailer` more of the trailer's keys. */
GBytes *pdf_maker_finish(PdfMaker *maker, int count, const char *trailer);

/* Bytes that compress and repeat badly, the same each time. Owned by the caller. */
guint8 *made_noise(gsize length);
