/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between our types and Leptonica's: for the folders that use Leptonica (image, boxes, gauge). */
#pragma once

#include "recevable/geometry.h"
#include "recevable/pdf.h"

#include <leptonica/allheaders.h>
#include "recevable/cleanup.h"

/* Rows of an 8 bpp picture as plain bytes, and back: Leptonica keeps four pixels in a word, which
 * compilers cannot make fast loops over. The bytes have room for RV_ROW_ROOM(width). */
#define RV_ROW_ROOM(width) (((gsize)(width) + 3) / 4 * 4)

static inline void
rv_row_load(PIX *pix, int y, guint8 *row)
{
    const l_uint32 *line = pixGetData(pix) + (gsize)y * (gsize)pixGetWpl(pix);
    guint32 *words = (guint32 *)(void *)row;
    int n = pixGetWpl(pix);

    for (int i = 0; i < n; i++)
        words[i] = GUINT32_TO_BE(line[i]);
}

static inline void
rv_row_store(PIX *pix, int y, const guint8 *row)
{
    l_uint32 *line = pixGetData(pix) + (gsize)y * (gsize)pixGetWpl(pix);
    const guint32 *words = (const guint32 *)(const void *)row;
    int n = pixGetWpl(pix);

    for (int i = 0; i < n; i++)
        line[i] = GUINT32_FROM_BE(words[i]);
}

/* Pixels at `dpi` for a length in millimetres, rounded, at least 1. */
int rv_pix_mm(double dpi, double mm);
/* 8 bpp of a grey page, 32 bpp of a coloured one. NULL when the pixels make no picture. */
PIX *rv_pix_from_pixels(const RvPixels *pixels);
/* 8 bpp of any page. */
PIX *rv_pix_gray(const RvPixels *pixels);
/* 8 bpp mean of factor x factor pixels (1 bpp is taken as black on white). What is left over at the
 * right and at the bottom is dropped, but one row and one column always remain. */
PIX *rv_pix_reduce(PIX *pix, int factor);
/* The area, clipped to the picture, by itself; NULL when nothing of it is inside. */
PIX *rv_pix_crop(PIX *pix, RvPx area);
/* Black pixels of a 1 bpp picture in an area, which is clipped. */
int rv_pix_count(PIX *pix, RvPx area);
/* The same as a share of the clipped area. */
double rv_pix_share(PIX *pix, RvPx area);
