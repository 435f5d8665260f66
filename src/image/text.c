/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture that is read: without rules and leaders, bars turned over. */
#include "image/image-private.h"

/* The blur around a rule reaches this far from its ink. */
#define FRINGE 5

/* Whitens what was removed, with its fringe, but not the fringe of print. */
static void
whiten(PIX *gray, PIX *removed, PIX *print)
{
    g_autoptr(PIX) wide = pixDilateBrick(NULL, removed, FRINGE, FRINGE);
    g_autoptr(PIX) near_print = pixDilateBrick(NULL, print, 3, 3);

    pixSubtract(wide, wide, near_print);
    pixPaintThroughMask(gray, wide, 0, 0, 255);
}

PIX *
rv_text_new(PIX *gray, PIX *removed, PIX *print)
{
    PIX *text = pixCopy(NULL, gray);

    whiten(text, removed, print);
    return text;
}
