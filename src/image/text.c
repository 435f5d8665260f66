/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture that is read: without rules and leaders, bars turned over, at the size at which the
 * recogniser is best. */
#include "image/image-private.h"

#include <math.h>

/* Small letters this high are read as well as larger ones, and faster. */
#define X_HEIGHT 13.0
#define SCALE_MAX 2.0
/* Never coarser than this: 8 points have an x-height of 8 pixels there. */
#define MIN_DPI 150.0
/* Scaling by less than this changes nothing but the sharpness. */
#define SCALE_IDLE 0.1
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

static double
choose_scale(double x_height, double dpi)
{
    double scale = x_height > 0 ? X_HEIGHT / x_height : 1;

    scale = CLAMP(scale, MIN(1, MIN_DPI / dpi), SCALE_MAX);
    return fabs(scale - 1) < SCALE_IDLE ? 1 : scale;
}

PIX *
rv_text_new(PIX *gray, PIX *removed, PIX *print, double x_height, double dpi, double *scale)
{
    g_autoptr(PIX) text = pixCopy(NULL, gray);
    PIX *scaled;

    whiten(text, removed, print);
    *scale = choose_scale(x_height, dpi);
    if (*scale == 1)
        return g_steal_pointer(&text);
    scaled = pixScale(text, (l_float32)*scale, (l_float32)*scale);
    if (scaled)
        return scaled;
    *scale = 1; /* a sliver of a page */
    return g_steal_pointer(&text);
}
