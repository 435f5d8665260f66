/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between our types and Leptonica's: for the folders that use Leptonica (image, boxes, gauge). */
#pragma once

#include "recevable/geometry.h"
#include "recevable/pdf.h"

#include <leptonica/allheaders.h>
#include "recevable/cleanup.h"

/* Pixels at `dpi` for a length in millimetres, rounded, at least 1. */
int rv_pix_mm(double dpi, double mm);
/* 8 bpp of a grey page, 32 bpp of a coloured one. NULL when the pixels make no picture. */
PIX *rv_pix_from_pixels(const RvPixels *pixels);
/* 8 bpp mean of factor x factor pixels (1 bpp is taken as black on white). What is left over at the
 * right and at the bottom is dropped, but one row and one column always remain. */
PIX *rv_pix_reduce(PIX *pix, int factor);
/* The area, clipped to the picture, by itself; NULL when nothing of it is inside. */
PIX *rv_pix_crop(PIX *pix, RvPx area);
/* Black pixels of a 1 bpp picture in an area, which is clipped. */
int rv_pix_count(PIX *pix, RvPx area);
