/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a box: how much ink, and whose strokes. */
#include "boxes/boxes-private.h"

#include <math.h>

/* Left free along the outline, as a share of the box: what only thickens the outline is no mark. */
#define MARGIN 0.07
/* Ink pieces shorter than this share of the inside are specks. */
#define SPECK_REACH 0.14
/* The outline's own ink in the inside: that long, and no deeper. */
#define RIM_SPAN 0.6
#define RIM_DEPTH 0.16
/* A stroke through the outline is followed so many pixels more than the outline is thick. */
#define THROUGH 3
/* How far around a box strokes are followed, in boxes. */
#define AROUND 4
/* Another box owns a stroke when it holds that many times more of its ink. */
#define OWNER_RATIO 1.7

/* Clear of the outline. */
static RvPx
inside_of(const RvFrame *frame)
{
    int margin = MAX(1, (int)lround(frame->box.w * MARGIN));
    RvPx inner = rv_px_grow(frame->inside, -margin, -margin);

    return inner.w > 0 && inner.h > 0 ? inner : frame->box;
}

/* What is free of second outlines. */
static RvPx
clear_of_rim(const RvFrame *frame, RvPx inner)
{
    RvPx clear = rv_px_intersection(inner, rv_px_grow(frame->box, -frame->rim, -frame->rim));

    return rv_px_is_empty(clear) ? inner : clear;
}

static RvPx
relative(RvPx box, RvPx origin)
{
    return (RvPx){box.x - origin.x, box.y - origin.y, box.w, box.h};
}

static void
paint(PIX *pix, RvPx area, int op)
{
    pixRasterop(pix, area.x, area.y, area.w, area.h, op, NULL, 0, 0);
}

/* A piece that keeps to the sides of the inside, along one or all around, is the outline, thicker
 * there than elsewhere. `at`: its place, against the inside. */
static gboolean
is_outline(PIX *piece, RvPx at, RvPx inner)
{
    int dx = (int)(RIM_DEPTH * inner.w), dy = (int)(RIM_DEPTH * inner.h);
    RvPx middle = {dx - at.x, dy - at.y, inner.w - 2 * dx, inner.h - 2 * dy};

    return (at.h >= RIM_SPAN * inner.h || at.w >= RIM_SPAN * inner.w) &&
           (at.x == 0 || at.y == 0 || rv_px_right(at) == inner.w || rv_px_bottom(at) == inner.h) &&
           rv_pix_count(piece, middle) == 0;
}

/* Ink of the inside that is no speck, on a picture of the window that begins at `origin`. */
static PIX *
mark_ink(PIX *window, const RvFrame *frame, RvPx origin, RvPx inner)
{
    PIX *mark = pixCreateTemplate(window);
    g_autoptr(PIX) part = rv_pix_crop(window, inner);
    g_autoptr(PIXA) pieces = NULL;
    g_autoptr(BOXA) boxes = part ? pixConnComp(part, &pieces, 8) : NULL;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        double length;
        g_autoptr(PIX) piece = pixaGetPix(pieces, i, L_CLONE);
        RvPx at;

        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        length = 2.0 * MAX(w, h) / (inner.w + inner.h);
        at = (RvPx){inner.x + x, inner.y + y, w, h};
        if (length < SPECK_REACH || is_outline(piece, (RvPx){x, y, w, h}, inner) ||
            rv_line_runs_on(window, at, inner, FALSE) ||
            rv_brackets_is_blank(frame, (RvPx){origin.x + at.x, origin.y + at.y, w, h}))
            continue;
        pixRasterop(mark, MAX(inner.x, 0) + x, MAX(inner.y, 0) + y, w, h, PIX_PAINT, piece, 0, 0);
    }
    return mark;
}

/* The mark with all that hangs together with it outside, the box's own outline cut away except
 * where a stroke runs through. */
static PIX *
follow(PIX *window, PIX *mark, RvPx box, RvPx inner)
{
    int reach = 2 * MAX(inner.x - box.x, inner.y - box.y) + 2 * THROUGH + 1;
    PIX *grown = pixDilateBrick(NULL, mark, reach, reach);
    g_autoptr(PIX) mask = pixCopy(NULL, window), through = pixAnd(NULL, grown, window);

    paint(mask, rv_px_grow(box, 1, 1), PIX_CLR);
    pixOr(mask, mask, through);
    pixSeedfillBinary(grown, mark, mask, 8);
    return grown;
}

/* Does another box hold most of the strokes that run through this one? */
static gboolean
is_foreign(PIX *window, PIX *followed, RvPx area, const GArray *spots, guint index, int own)
{
    const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, index);

    for (guint i = 0; i < spots->len; i++) {
        const RvBoxSpot *other = &g_array_index(spots, RvBoxSpot, i);
        RvPx inner;
        int ink, shared;

        if (i == index || other->finding == RV_BOX_NOWHERE || other->sheet != spot->sheet)
            continue;
        inner = relative(clear_of_rim(&other->frame, inside_of(&other->frame)), area);
        ink = rv_pix_count(window, inner);
        shared = rv_pix_count(followed, inner);
        if (2 * shared > ink && shared > OWNER_RATIO * own)
            return TRUE;
    }
    return FALSE;
}

/* A line drawn through box and label takes the answer back, or means to: who can tell? */
static gboolean
is_struck(PIX *window, RvPx inner)
{
    g_autoptr(PIX) part = rv_pix_crop(window, inner);
    g_autoptr(BOXA) boxes = part ? pixConnCompBB(part, 8) : NULL;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        RvPx piece;

        boxaGetBoxGeometry(boxes, i, &piece.x, &piece.y, &piece.w, &piece.h);
        piece.x += inner.x;
        piece.y += inner.y;
        if (rv_line_runs_on(window, piece, inner, TRUE))
            return TRUE;
    }
    return FALSE;
}

/* Is something centred on a pair of brackets between which there is no ink: an open ring? */
static gboolean
is_surrounded(const RvSheet *sheet, const RvFrame *frame)
{
    RvFrame pair = *frame;

    pair.score = RV_BRACKETS_EMPTY;
    return !rv_px_is_empty(frame->left) &&
           (!rv_brackets_hold_mark(sheet, &pair) || pair.score < RV_BRACKETS_EMPTY);
}

RvMark
rv_mark_look(const RvSheet *sheet, const RvReading *reading, const GArray *spots, guint index)
{
    const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, index);
    const RvFrame *frame = &spot->frame;
    RvPx box = frame->box, inner = clear_of_rim(frame, inside_of(frame));
    RvPx area =
        rv_px_clip(rv_px_grow(box, AROUND * box.w, AROUND * box.h), sheet->width, sheet->height);
    g_autoptr(PIX) window = rv_pix_crop(sheet->ink, area), mark = NULL, followed = NULL;
    g_autoptr(PIX) print = rv_pix_crop(sheet->print, area); /* a rule through a box is no mark */
    RvMark result = {0};
    int own;

    if (!window || !print)
        return result;
    mark = mark_ink(print, frame, area, relative(inner, area));
    pixCountPixels(mark, &own, NULL);
    result.fill = (double)own / inner.w / inner.h;
    followed = follow(print, mark, relative(box, area), relative(inner, area));
    result.foreign = own > 0 && is_foreign(print, followed, area, spots, index, own);
    result.struck = is_struck(window, relative(inner, area));
    result.beside = own == 0 && rv_mark_is_beside(sheet, reading, spots, index);
    result.ringed = own == 0 && (rv_mark_is_ringed(sheet, spot) || is_surrounded(sheet, frame));
    return result;
}
