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

/* Whitens the ink that is not print, with its fringe, but not the fringe of print. */
static void
whiten_removed(PIX *text, PIX *ink, PIX *print)
{
    g_autoptr(PIX) removed = pixSubtract(NULL, ink, print);
    g_autoptr(PIX) near_print = pixDilateBrick(NULL, print, 3, 3);

    pixDilateBrick(removed, removed, FRINGE, FRINGE);
    pixSubtract(removed, removed, near_print);
    pixPaintThroughMask(text, removed, 0, 0, 255);
}

static double
choose_scale(double x_height, double dpi)
{
    double scale = x_height > 0 ? X_HEIGHT / x_height : 1;

    scale = CLAMP(scale, MIN(1, MIN_DPI / dpi), SCALE_MAX);
    return fabs(scale - 1) < SCALE_IDLE ? 1 : scale;
}

PIX *
rv_text_new(const RvSheet *sheet, PIX *bars, double x_height, double *scale)
{
    g_autoptr(PIX) text = pixCopy(NULL, sheet->gray), ink = pixCopy(NULL, sheet->ink);
    PIX *scaled;

    if (bars) {
        rv_bars_invert(text, bars);
        pixSubtract(ink, ink, bars); /* a bar is not removed, it is turned over */
    }
    whiten_removed(text, ink, sheet->print);
    *scale = choose_scale(x_height, sheet->dpi);
    if (*scale == 1)
        return g_steal_pointer(&text);
    scaled = pixScale(text, (l_float32)*scale, (l_float32)*scale);
    if (!scaled) { /* a sliver of a page */
        *scale = 1;
        return g_steal_pointer(&text);
    }
    return scaled;
}
