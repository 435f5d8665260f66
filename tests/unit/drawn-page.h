/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages drawn with Leptonica, A4 at 150 dpi where nothing else is said. */
#pragma once

#include "image/image-private.h"

#define DPI 150
#define WIDTH 1240 /* A4 */
#define HEIGHT 1754
#define MM(x) ((int)((x)*DPI / 25.4))

PIX *white_page(int width, int height);
/* 25 lines of text in the middle of the page. */
PIX *text_page(void);
void write_line(PIX *pix, const char *text, int x, int y, guint value);
void fill(PIX *pix, int x, int y, int w, int h, guint value);
/* The picture's pixels as a page of so many points: page.pixels.data is the caller's. */
RvPage drawn_page_of(PIX *pix, double width_pt, double height_pt);
/* What the image stage makes of the picture. */
RvSheet *sheet_of(PIX *pix, int turn);
