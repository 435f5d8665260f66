/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies around the paper (a scanner's black lid, a strip of desk): dark areas that touch the
 * edge of the picture and hold no light letters. */
#include "image/image-private.h"

#include <math.h>

#define SMALL_DPI 50.0
/* Darker than this share of the paper, and than this grey: the shadow of a hand is not. */
#define DARK_SHARE 0.45
#define DARK_MAX 110
/* The paper is as light as the lightest tenth of the page. */
#define PAPER_RANK 0.9f
/* Strokes and rules are thinner: they are not surroundings though they reach the edge. What runs
 * along the edge may be as thin as it likes. */
#define STROKE_MM 1.2
/* Light spots up to this width are letters of a bar when they cover such a share of it. */
#define LETTER_MM 4.0
#define LETTER_SHARE 0.03
/* Dark areas are widened by so much: their blurred rim. */
#define RIM_MM 0.8
/* What grows dark gradually is no such area, but ink to the threshold: so long along the edge, and
 * so deep at most. A line of text cut off by the edge is in pieces, none of them so long. */
#define SHADOW_MM 20.0
#define SHADOW_DEPTH_MM 8.0
/* The edge of the paper itself is a thin line so near that of the sheet, in bits higher than
 * letters. */
#define NEAR_EDGE_MM 6.0
#define EDGE_WIDTH_MM 1.0
#define EDGE_BIT_MM 4.0

static gboolean
touches_edge(RvPx box, int width, int height)
{
    return box.x == 0 || box.y == 0 || rv_px_right(box) == width || rv_px_bottom(box) == height;
}

/* Are the light spots of an area more than its grain? */
static gboolean
holds_letters(PIX *area, double dpi)
{
    int brick = rv_pix_mm(dpi, LETTER_MM);
    g_autoptr(PIX) filled = pixCloseSafeBrick(NULL, area, brick, brick);
    l_int32 all = 0, dark = 0;

    pixCountPixels(filled, &all, NULL);
    pixCountPixels(area, &dark, NULL);
    return all - dark > LETTER_SHARE * all;
}

/* The dark surroundings of the paper, 1 bpp. NULL: there are none. */
static PIX *
surroundings(PIX *dark, double dpi)
{
    int width = pixGetWidth(dark), height = pixGetHeight(dark), rim = rv_pix_mm(dpi, RIM_MM);
    g_autoptr(PIXA) areas = NULL;
    g_autoptr(BOXA) boxes = pixConnComp(dark, &areas, 8);
    g_autoptr(PIX) found = NULL;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        g_autoptr(PIX) area = pixaGetPix(areas, i, L_CLONE);
        RvPx box = {0};

        boxaGetBoxGeometry(boxes, i, &box.x, &box.y, &box.w, &box.h);
        if (!touches_edge(box, width, height) || holds_letters(area, dpi))
            continue;
        if (!found)
            found = pixCreateTemplate(dark);
        pixRasterop(found, box.x, box.y, box.w, box.h, PIX_PAINT, area, 0, 0);
    }
    return found ? pixDilateBrick(NULL, found, 2 * rim + 1, 2 * rim + 1) : NULL;
}

/* Opens a picture as if it lay on black. */
static PIX *
opened(PIX *dark, int brick)
{
    g_autoptr(PIX) framed = pixAddBorder(dark, brick, 1);

    pixOpenBrick(framed, framed, brick, brick);
    return pixRemoveBorder(framed, brick);
}

void
rv_border_clear(PIX *gray, double dpi)
{
    int factor = MAX(1, (int)lround(dpi / SMALL_DPI)), brick = rv_pix_mm(dpi / factor, STROKE_MM);
    g_autoptr(PIX) small = rv_pix_reduce(gray, factor), dark = NULL, solid = NULL, found = NULL;
    g_autoptr(PIX) whole = NULL, mask = NULL;
    l_uint32 paper = 255;

    pixGetRankValue(small, 1, PAPER_RANK, &paper);
    paper = MIN(paper, 255); /* the rank is one beyond the histogram when all is white */
    dark = pixThresholdToBinary(small, (int)MIN(DARK_MAX, DARK_SHARE * paper));
    solid = opened(dark, brick | 1);
    found = surroundings(solid, dpi / factor);
    if (!found)
        return;
    whole = pixAddMirroredBorder(found, 0, 1, 0, 1); /* the reduction drops the last few pixels */
    mask = pixExpandReplicate(whole, factor);
    pixPaintThroughMask(gray, mask, 0, 0, paper);
}

static gboolean
is_shadow(RvPx box, int width, int height, double dpi)
{
    int length = rv_pix_mm(dpi, SHADOW_MM), depth = rv_pix_mm(dpi, SHADOW_DEPTH_MM);
    gboolean upright = box.x == 0 || rv_px_right(box) == width;
    gboolean level = box.y == 0 || rv_px_bottom(box) == height;

    return (upright && box.h >= length && box.w <= depth) ||
           (level && box.w >= length && box.h <= depth);
}

static gboolean
is_edge(RvPx box, int width, double dpi)
{
    int near = rv_pix_mm(dpi, NEAR_EDGE_MM);

    return (rv_px_right(box) <= near || box.x >= width - near) &&
           box.w <= rv_pix_mm(dpi, EDGE_WIDTH_MM) && box.h >= rv_pix_mm(dpi, EDGE_BIT_MM);
}

void
rv_border_mark_shadows(const RvPieces *pieces, int width, int height, double dpi, guint8 *gone)
{
    for (guint i = 0; i < pieces->pieces->len; i++) {
        RvPx box = g_array_index(pieces->pieces, RvPiece, i).box;

        gone[i] |= is_shadow(box, width, height, dpi) || is_edge(box, width, dpi);
    }
}
