/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dark bars with light letters (headings, heads of tables): found as areas that are mostly ink, and
 * turned over for reading. */
#include "image/image-private.h"

#include <math.h>

#define SMALL_DPI 75.0
/* Window over which the share of ink is taken: about a letter and its surroundings. */
#define WINDOW_MM 2.5
/* Share of ink in the window: light letters leave 75 % of a bar dark, bold letters cover under 45 %
 * of the white they stand on. */
#define SHARE 0.6
/* Smaller dark areas are filled boxes, bullets and logos. */
#define MIN_WIDTH_MM 9.0
#define MIN_HEIGHT_MM 2.5
/* A bar ends in dark rows on both sides: so much of its outermost rows is ink. */
#define EDGE_SHARE 0.8
/* Holes up to this width are letters of the bar. */
#define LETTER_MM 4.0
/* Contrast between bar and letters below which a bar holds none: it is painted white. */
#define MIN_CONTRAST 40

/* Share of ink above SHARE, at low resolution. */
static PIX *
mostly_ink(PIX *ink, int factor, double dpi)
{
    g_autoptr(PIX) small = rv_pix_reduce(ink, factor);
    int half = rv_pix_mm(dpi, WINDOW_MM) / 2;
    g_autoptr(PIX) mean = NULL;

    half = MIN(half, (MIN(pixGetWidth(small), pixGetHeight(small)) - 1) / 2);
    mean = half < 1 ? pixClone(small) : pixBlockconv(small, half, half);
    return pixThresholdToBinary(mean, (int)(255 * (1 - SHARE)));
}

static double
ink_share(PIX *ink, RvPx area)
{
    return rv_px_is_empty(area) ? 0 : (double)rv_pix_count(ink, area) / ((double)area.w * area.h);
}

/* The window blurs the bar's outline: moves top and bottom until they are dark rows. FALSE when
 * there are none: text, not a bar. */
static gboolean
fit_rows(PIX *ink, RvPx *box, int reach)
{
    RvPx in = rv_px_clip(rv_px_grow(*box, 0, reach), pixGetWidth(ink), pixGetHeight(ink));
    int top = in.y, bottom = rv_px_bottom(in);

    while (top < bottom && ink_share(ink, (RvPx){in.x, top, in.w, 1}) < EDGE_SHARE)
        top++;
    while (bottom > top && ink_share(ink, (RvPx){in.x, bottom - 1, in.w, 1}) < EDGE_SHARE)
        bottom--;
    *box = (RvPx){in.x, top, in.w, bottom - top};
    return top < bottom && top - in.y <= 2 * reach && rv_px_bottom(in) - bottom <= 2 * reach;
}

/* Copies the bar with its letters filled. */
static void
add_bar(PIX *ink, RvPx box, double dpi, PIX *bars)
{
    int brick = rv_pix_mm(dpi, LETTER_MM), reach = rv_pix_mm(dpi, WINDOW_MM);
    RvPx wide = rv_px_clip(rv_px_grow(box, reach, 0), pixGetWidth(ink), pixGetHeight(ink));
    g_autoptr(PIX) crop = rv_pix_crop(ink, wide), filled = NULL, solid = NULL;

    if (!crop)
        return;
    filled = pixCloseSafeBrick(NULL, crop, brick, brick);
    solid =
        pixOpenBrick(NULL, filled, rv_pix_mm(dpi, MIN_WIDTH_MM) / 2, 1); /* not its neighbours */
    pixRasterop(bars, wide.x, wide.y, wide.w, wide.h, PIX_PAINT, solid, 0, 0);
}

PIX *
rv_bars_find(PIX *ink, double dpi)
{
    int factor = MAX(1, (int)lround(dpi / SMALL_DPI)), reach = rv_pix_mm(dpi, WINDOW_MM);
    g_autoptr(PIX) areas = mostly_ink(ink, factor, dpi / factor);
    g_auto(RvPieces) pieces = rv_pieces_find(areas);
    PIX *bars = NULL;

    for (guint i = 0; i < pieces.pieces->len; i++) {
        RvPx box = g_array_index(pieces.pieces, RvPiece, i).box;

        box = (RvPx){box.x * factor, box.y * factor, box.w * factor, box.h * factor};
        if (box.w < rv_pix_mm(dpi, MIN_WIDTH_MM) || !fit_rows(ink, &box, reach) ||
            box.h < rv_pix_mm(dpi, MIN_HEIGHT_MM))
            continue;
        if (!bars)
            bars = pixCreateTemplate(ink);
        add_bar(ink, box, dpi, bars);
    }
    return bars;
}

/* Grey of the bar (its median) and of its letters (the lightest hundredth). */
static gboolean
levels(PIX *gray, PIX *mask, int x, int y, int *dark, int *light)
{
    g_autoptr(NUMA) histogram = pixGetGrayHistogramMasked(gray, mask, x, y, 1);
    l_float32 low = 0, high = 0;

    if (!histogram || numaHistogramGetValFromRank(histogram, 0.4f, &low) != 0 ||
        numaHistogramGetValFromRank(histogram, 0.985f, &high) != 0)
        return FALSE;
    *dark = (int)low;
    *light = (int)high;
    return TRUE;
}

static void
invert_one(PIX *gray, PIX *mask, int x0, int y0)
{
    int dark, light, w = pixGetWidth(mask), h = pixGetHeight(mask);
    g_autoptr(PIX) rim = pixDilateBrick(NULL, mask, 3, 3);

    if (!levels(gray, mask, x0, y0, &dark, &light))
        return;
    light = light - dark < MIN_CONTRAST ? 512 : light;
    for (int y = 0; y < h; y++) {
        const l_uint32 *in = pixGetData(mask) + (gsize)y * pixGetWpl(mask);
        const l_uint32 *edge = pixGetData(rim) + (gsize)y * pixGetWpl(rim);
        l_uint32 *line = pixGetData(gray) + (gsize)(y0 + y) * pixGetWpl(gray);

        for (int x = 0; x < w; x++) {
            int value = 255;

            if (GET_DATA_BIT(in, x))
                value -=
                    CLAMP(((int)GET_DATA_BYTE(line, x0 + x) - dark) * 255 / (light - dark), 0, 255);
            else if (!GET_DATA_BIT(edge, x))
                continue;
            SET_DATA_BYTE(line, x0 + x, value);
        }
    }
}

void
rv_bars_invert(PIX *gray, PIX *bars)
{
    g_autoptr(PIXA) masks = NULL;
    g_autoptr(BOXA) boxes = pixConnComp(bars, &masks, 8);

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        g_autoptr(PIX) mask = pixaGetPix(masks, i, L_CLONE);
        l_int32 x, y;

        boxaGetBoxGeometry(boxes, i, &x, &y, NULL, NULL);
        invert_one(gray, mask, x, y);
    }
}
