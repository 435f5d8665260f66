/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dark bars with light letters (headings, heads of tables): found as areas that are mostly dark,
 * and turned over for reading. */
#include "image/image-private.h"

#include <math.h>

#define SMALL_DPI 75.0
/* Dark, on paper at 255: bars are printed in colours and greys that carry white letters, which are
 * lighter by MIN_CONTRAST, and the bar's grain (5, in poor scans) may reach three times that up.
 * Heads of tables are found at up to 176. */
#define DARK 195
/* Window over which the share of dark pixels is taken: about a letter and its surroundings. */
#define WINDOW_MM 2.5
/* Share of it: light letters leave 70 % of a bar dark, bold letters cover under 50 % of the white
 * they stand on. */
#define SHARE 0.6
/* Smaller dark areas are filled boxes, bullets and logos. */
#define MIN_WIDTH_MM 9.0
#define MIN_HEIGHT_MM 2.5
/* A bar ends in dark rows on both sides: so much of its outermost rows is dark. */
#define EDGE_SHARE 0.8
/* Holes up to this width are letters of the bar. */
#define LETTER_MM 4.0
/* Contrast between bar and letters below which it holds none: it is painted white. */
#define MIN_CONTRAST 45
/* Letters cover more of a bar than this share, each way; the bar itself more than half. */
#define LETTER_SHARE 0.015
/* The blur of a bar's outline reaches this far. */
#define FRINGE_MM 0.3

typedef struct {
    int bar, light, dark; /* grey of the bar, of what is lightest and darkest in it */
} Levels;

/* Areas with a share of dark pixels above SHARE, at low resolution. */
static PIX *
mostly_dark(PIX *dark, int factor, double dpi)
{
    g_autoptr(PIX) small = rv_pix_reduce(dark, factor);
    int half = rv_pix_mm(dpi, WINDOW_MM) / 2;
    g_autoptr(PIX) mean = NULL;

    half = MIN(half, (MIN(pixGetWidth(small), pixGetHeight(small)) - 1) / 2);
    mean = half < 1 ? pixClone(small) : pixBlockconv(small, half, half);
    return pixThresholdToBinary(mean, (int)(255 * (1 - SHARE)));
}

static double
share_of(PIX *dark, RvPx area)
{
    return rv_px_is_empty(area) ? 0 : (double)rv_pix_count(dark, area) / ((double)area.w * area.h);
}

/* The window blurs the bar's outline: moves top and bottom until they are dark rows. FALSE when
 * there are none: text, not a bar. */
static gboolean
fit_rows(PIX *dark, RvPx *box, int reach)
{
    RvPx in = rv_px_clip(rv_px_grow(*box, 0, reach), pixGetWidth(dark), pixGetHeight(dark));
    int top = in.y, bottom = rv_px_bottom(in);

    while (top < bottom && share_of(dark, (RvPx){in.x, top, in.w, 1}) < EDGE_SHARE)
        top++;
    while (bottom > top && share_of(dark, (RvPx){in.x, bottom - 1, in.w, 1}) < EDGE_SHARE)
        bottom--;
    *box = (RvPx){in.x, top, in.w, bottom - top};
    return top < bottom && top - in.y <= 2 * reach && rv_px_bottom(in) - bottom <= 2 * reach;
}

static gboolean
levels_under(PIX *gray, PIX *mask, int x, int y, Levels *levels)
{
    g_autoptr(NUMA) histogram = pixGetGrayHistogramMasked(gray, mask, x, y, 1);
    l_float32 bar = 0, light = 0, dark = 0;

    if (!histogram || numaHistogramGetValFromRank(histogram, 0.4f, &bar) != 0 ||
        numaHistogramGetValFromRank(histogram, 1 - LETTER_SHARE, &light) != 0 ||
        numaHistogramGetValFromRank(histogram, LETTER_SHARE, &dark) != 0)
        return FALSE;
    *levels = (Levels){(int)bar, (int)light, (int)dark};
    return TRUE;
}

/* Adds the bar with its letters filled, unless its letters are the darker ones. */
static void
add_bar(PIX *gray, PIX *dark, RvPx box, double dpi, PIX *bars)
{
    int brick = rv_pix_mm(dpi, LETTER_MM), reach = rv_pix_mm(dpi, WINDOW_MM);
    RvPx wide = rv_px_clip(rv_px_grow(box, reach, 0), pixGetWidth(dark), pixGetHeight(dark));
    g_autoptr(PIX) crop = rv_pix_crop(dark, wide), filled = NULL, solid = NULL;
    Levels levels;

    if (!crop)
        return;
    filled = pixCloseSafeCompBrick(NULL, crop, brick, brick);
    solid = pixOpenCompBrick(NULL, filled, rv_pix_mm(dpi, MIN_WIDTH_MM / 2), 1); /* by itself */
    if (levels_under(gray, solid, wide.x, wide.y, &levels) &&
        levels.bar - levels.dark <= MAX(MIN_CONTRAST, levels.light - levels.bar))
        pixRasterop(bars, wide.x, wide.y, wide.w, wide.h, PIX_PAINT, solid, 0, 0);
}

PIX *
rv_bars_find(PIX *gray, double dpi)
{
    int factor = MAX(1, (int)lround(dpi / SMALL_DPI)), reach = rv_pix_mm(dpi, WINDOW_MM);
    g_autoptr(PIX) dark = pixThresholdToBinary(gray, DARK);
    g_autoptr(PIX) areas = mostly_dark(dark, factor, dpi / factor);
    g_auto(RvPieces) pieces = rv_pieces_find(areas);
    PIX *bars = NULL;

    for (guint i = 0; i < pieces.pieces->len; i++) {
        RvPx box = g_array_index(pieces.pieces, RvPiece, i).box;

        box = (RvPx){box.x * factor, box.y * factor, box.w * factor, box.h * factor};
        if (box.w < rv_pix_mm(dpi, MIN_WIDTH_MM) || !fit_rows(dark, &box, reach) ||
            box.h < rv_pix_mm(dpi, MIN_HEIGHT_MM))
            continue;
        if (!bars)
            bars = pixCreateTemplate(dark);
        add_bar(gray, dark, box, dpi, bars);
    }
    return bars;
}

/* `mask` lies at (x0, y0) of gray, with a rim; `near` is the same, widened by the fringe. */
static void
invert_under(PIX *gray, PIX *mask, PIX *near, int x0, int y0, Levels levels)
{
    int range = levels.light - levels.bar < MIN_CONTRAST ? G_MAXINT16 : levels.light - levels.bar;

    for (int y = MAX(0, -y0); y < MIN(pixGetHeight(mask), pixGetHeight(gray) - y0); y++) {
        const l_uint32 *in = pixGetData(mask) + (gsize)y * pixGetWpl(mask);
        const l_uint32 *edge = pixGetData(near) + (gsize)y * pixGetWpl(near);
        l_uint32 *line = pixGetData(gray) + (gsize)(y0 + y) * pixGetWpl(gray);

        for (int x = MAX(0, -x0); x < MIN(pixGetWidth(mask), pixGetWidth(gray) - x0); x++) {
            int over = (int)GET_DATA_BYTE(line, x0 + x) - levels.bar;

            if (GET_DATA_BIT(in, x))
                SET_DATA_BYTE(line, x0 + x, 255 - CLAMP(over * 255 / range, 0, 255));
            else if (GET_DATA_BIT(edge, x))
                SET_DATA_BYTE(line, x0 + x, 255);
        }
    }
}

PIX *
rv_bars_with_fringe(PIX *bars, double dpi)
{
    int brick = 2 * rv_pix_mm(dpi, FRINGE_MM) + 1;

    return pixDilateBrick(NULL, bars, brick, brick);
}

PIX *
rv_bars_inverted(PIX *gray, PIX *bars, double dpi)
{
    int rim = rv_pix_mm(dpi, FRINGE_MM);
    PIX *out = pixCopy(NULL, gray);
    g_autoptr(PIXA) masks = NULL;
    g_autoptr(BOXA) boxes = pixConnComp(bars, &masks, 8);

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        g_autoptr(PIX) tight = pixaGetPix(masks, i, L_CLONE);
        g_autoptr(PIX) mask = pixAddBorder(tight, rim, 0), near = rv_bars_with_fringe(mask, dpi);
        Levels levels;
        l_int32 x, y;

        boxaGetBoxGeometry(boxes, i, &x, &y, NULL, NULL);
        if (levels_under(gray, mask, x - rim, y - rim, &levels))
            invert_under(out, mask, near, x - rim, y - rim, levels);
    }
    return out;
}
