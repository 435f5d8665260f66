/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rings around a box or its label: an answer that was circled instead of ticked. */
#include "boxes/boxes-private.h"

/* A ring is drawn with a thin pen ... */
#define RING_MAX_SHARE 0.35
/* ... has round corners: the outer fractions of its box hold next to no ink ... */
#define CORNER 0.14
#define CORNER_MAX_SHARE 0.12
/* ... and what it encloses fills less of them than a cell of a table does, even a crooked one.
 * Chosen. */
#define CORNER_MAX_PAPER 0.5
/* ... stands off what it surrounds, in boxes, and is no further from it than that. */
#define RING_OFF 0.12
#define RING_REACH 1.2
/* So much of the way around the box lies within a closed ring: it may touch the box on one side.
 * Chosen. */
#define RING_SEEN 0.6
/* ... and the pen may stop that short of where it began, in boxes. Chosen. */
#define RING_GAP 0.12
/* A ring cuts the ends of a label off, as a share of its width and height. */
#define LABEL_CUT 0.2

static gboolean
has_round_corners(PIX *piece, int width, int height, double most)
{
    int w = MAX(1, (int)(width * CORNER)), h = MAX(1, (int)(height * CORNER));

    return rv_pix_share(piece, (RvPx){0, 0, w, h}) <= most &&
           rv_pix_share(piece, (RvPx){width - w, 0, w, h}) <= most &&
           rv_pix_share(piece, (RvPx){0, height - h, w, h}) <= most &&
           rv_pix_share(piece, (RvPx){width - w, height - h, w, h}) <= most;
}

static gboolean
encloses(RvPx outer, RvPx inner)
{
    return outer.x <= inner.x && outer.y <= inner.y && rv_px_right(outer) >= rv_px_right(inner) &&
           rv_px_bottom(outer) >= rv_px_bottom(inner);
}

/* The paper of a window that nothing leads to from outside, but a gap. */
static PIX *
enclosed_paper(PIX *window, int gap)
{
    PIX *paper = pixDilateBrick(NULL, window, gap + 1, gap + 1);
    g_autoptr(PIX) outside = pixCreateTemplate(window);

    pixInvert(paper, paper);
    pixSetOrClearBorder(outside, 1, 1, 1, 1, PIX_SET);
    pixAnd(outside, outside, paper);
    pixSeedfillBinary(outside, outside, paper, 4);
    return pixSubtract(paper, paper, outside);
}

/* A closed ring that has grown together with the print around it: paper around the box that is
 * parted from all other, round as a whole; a cell of a table has corners. `box`: against the
 * window. */
static gboolean
is_within_ring(PIX *window, RvPx box, int off)
{
    RvPx near = rv_px_grow(box, off, off), at;
    g_autoptr(PIX) paper = enclosed_paper(window, (int)(RING_GAP * box.w)),
                   around = pixCreateTemplate(window);
    g_autoptr(PIX) part = NULL;
    g_autoptr(BOX) bounds = NULL;

    pixRasterop(around, near.x - 1, near.y - 1, near.w + 2, near.h + 2, PIX_SET, NULL, 0, 0);
    pixRasterop(around, near.x, near.y, near.w, near.h, PIX_CLR, NULL, 0, 0);
    pixAnd(around, around, paper);
    if (rv_pix_count(around, rv_px_grow(near, 1, 1)) < RING_SEEN * 2 * (near.w + near.h))
        return FALSE;
    pixRasterop(paper, near.x, near.y, near.w, near.h, PIX_SET, NULL, 0, 0);
    pixSeedfillBinary(around, around, paper, 4);
    pixClipToForeground(around, &part, &bounds);
    boxGetGeometry(bounds, &at.x, &at.y, &at.w, &at.h);
    return has_round_corners(part, at.w, at.h, CORNER_MAX_PAPER);
}

gboolean
rv_mark_is_ringed(const RvSheet *sheet, const RvBoxSpot *spot)
{
    RvPx box = spot->frame.box, label = spot->label;
    int off = (int)(box.w * RING_OFF) + 1, reach = (int)(box.w * RING_REACH);
    RvPx area =
        rv_px_clip(rv_px_grow(rv_px_union(box, label), reach, reach), sheet->width, sheet->height);
    RvPx core = rv_px_grow(label, -(int)(label.w * LABEL_CUT), -(int)(label.h * LABEL_CUT));
    g_autoptr(PIX) window = rv_pix_crop(sheet->print, area);
    g_autoptr(PIXA) pieces = NULL;
    g_autoptr(BOXA) boxes = window ? pixConnComp(window, &pieces, 8) : NULL;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        g_autoptr(PIX) piece = pixaGetPix(pieces, i, L_CLONE);
        RvPx at;

        boxaGetBoxGeometry(boxes, i, &at.x, &at.y, &at.w, &at.h);
        at.x += area.x;
        at.y += area.y;
        if (piece &&
            (encloses(at, rv_px_grow(box, off, off)) ||
             (encloses(at, core) && at.h >= label.h + off && at.w >= label.w / 2)) &&
            rv_pix_share(piece, (RvPx){0, 0, at.w, at.h}) <= RING_MAX_SHARE &&
            has_round_corners(piece, at.w, at.h, CORNER_MAX_SHARE))
            return TRUE;
    }
    return window &&
           is_within_ring(window, (RvPx){box.x - area.x, box.y - area.y, box.w, box.h}, off);
}
