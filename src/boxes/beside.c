/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark that missed its box: it stands next to it, left, right, above or below, or only touches it
 * from outside. */
#include "boxes/boxes-private.h"

#include <math.h>
#include <string.h>

/* So far around a box marks are looked at, and so far from its edge they may reach, in boxes: the
 * sheets of boxes have them up to 1.6 away. */
#define AROUND 4.0
#define NEAR 1.7
/* The box's own outline, and what the scan makes of it, ends so far outside of it, in boxes. */
#define OUTLINE_OFF 0.06
/* Where rules were taken out they cut marks: pieces so near each other are one, in boxes. */
#define CUT 0.15
/* A mark is that of the nearest box; it may be that of another that is not much further, in boxes.
 * Chosen. */
#define NEARER 0.25
/* A mark is that large, both ways, in boxes; smaller is dirt, larger a stamp or a note. */
#define LEAST 0.3
#define LEAST_LONG 0.6
#define MOST 2.4
/* What has another piece so near on its row, in its own height, is text that could not be read. */
#define ROW_GAP 0.8
/* Bullets begin a line of text: so far before it, as a share of the words' height; they are that
 * small, in boxes, and so full of ink, as a share of the rectangle around them. Chosen: at 150 dpi
 * they have 0.43 and more. */
#define BULLET_GAP 1.2
#define BULLET_SIZE 0.85
#define BULLET_SHARE 0.4
/* What was read so surely is print, unless it is but signs that crosses and ticks, alone or with
 * their box, are read as. */
#define PRINT_SURE 0.75
static const char mark_signs[] = "xXvV/\\()[]|";

static gboolean
is_print(const RvWord *word)
{
    return word->confidence >= PRINT_SURE && word->text[strspn(word->text, mark_signs)];
}

static void
clear(PIX *pix, RvPx box, RvPx area)
{
    RvPx part = rv_px_intersection(box, area);

    if (!rv_px_is_empty(part))
        pixRasterop(pix, part.x - area.x, part.y - area.y, part.w, part.h, PIX_CLR, NULL, 0, 0);
}

/* Takes out all pieces that reach into a box: its outline, the mark in it with all its strokes.
 * `joined`: the ink with small gaps closed. */
static void
clear_box(PIX *ink, PIX *joined, RvPx box, RvPx area)
{
    g_autoptr(PIX) seed = pixCreateTemplate(ink);
    RvPx part = rv_px_intersection(rv_px_grow(box, 1, 1), area);

    if (rv_px_is_empty(part))
        return;
    pixRasterop(seed, part.x - area.x, part.y - area.y, part.w, part.h, PIX_SET, NULL, 0, 0);
    pixAnd(seed, seed, ink);
    pixSeedfillBinary(seed, seed, joined, 8);
    pixSubtract(ink, ink, seed);
}

/* Ink of the area that is neither print nor hangs together with any other box. */
static PIX *
stray_ink(const RvSheet *sheet, const RvReading *reading, const GArray *spots, guint index,
          RvPx area)
{
    const RvBoxSpot *own = &g_array_index(spots, RvBoxSpot, index);
    int off = (int)(OUTLINE_OFF * own->frame.box.w) + 1, cut = (int)(CUT * own->frame.box.w) + 1;
    PIX *ink = rv_pix_crop(sheet->print, area);
    g_autoptr(PIX) joined = NULL;

    for (guint i = 0; ink && i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        if (is_print(word))
            clear(ink, word->box, area);
    }
    for (guint i = 0; ink && i < spots->len; i++)
        if (g_array_index(spots, RvBoxSpot, i).sheet == own->sheet) {
            clear(ink, g_array_index(spots, RvBoxSpot, i).label, area);
            clear(ink, g_array_index(spots, RvBoxSpot, i).asked, area);
        }
    if (ink)
        clear(ink, rv_px_grow(own->frame.box, off, off), area);
    joined = ink ? pixCloseSafeBrick(NULL, ink, cut, cut) : NULL;
    for (guint i = 0; joined && i < spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, i);

        if (i != index && spot->sheet == own->sheet && spot->finding != RV_BOX_NOWHERE)
            clear_box(ink, joined, spot->frame.box, area);
    }
    return ink;
}

/* How far apart two boxes are; 0: they overlap. */
static double
distance(RvPx a, RvPx b)
{
    return hypot(MAX(0, -rv_px_overlap_x(a, b)), MAX(0, -rv_px_overlap_y(a, b)));
}

/* Is no other box much nearer to a piece? */
static gboolean
is_nearest(const GArray *spots, guint index, RvPx piece)
{
    const RvBoxSpot *own = &g_array_index(spots, RvBoxSpot, index);
    double least = distance(own->frame.box, piece) - NEARER * own->frame.box.w;

    for (guint i = 0; i < spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, i);

        if (i != index && spot->sheet == own->sheet && spot->finding != RV_BOX_NOWHERE &&
            distance(spot->frame.box, piece) < least)
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_in_row(BOXA *pieces, int index, double least)
{
    RvPx own, other;

    boxaGetBoxGeometry(pieces, index, &own.x, &own.y, &own.w, &own.h);
    for (int i = 0; i < boxaGetCount(pieces); i++) {
        boxaGetBoxGeometry(pieces, i, &other.x, &other.y, &other.w, &other.h);
        if (i != index && MAX(other.w, other.h) >= least && rv_px_on_row(own, other) &&
            -rv_px_overlap_x(own, other) <= ROW_GAP * own.h)
            return TRUE;
    }
    return FALSE;
}

/* Has it the size of a mark, and does it stand beside the box? What is left of an outline, all
 * around, has its middle in the box. */
static gboolean
may_be_mark(RvPx piece, RvPx box)
{
    int size = MIN(box.w, box.h), near = (int)(NEAR * size), cx = rv_px_centre_x(piece),
        cy = rv_px_centre_y(piece);

    return MIN(piece.w, piece.h) >= LEAST * size && MAX(piece.w, piece.h) >= LEAST_LONG * size &&
           MAX(piece.w, piece.h) <= MOST * size &&
           rv_px_is_inside(piece, rv_px_grow(box, near, near)) &&
           (cx < box.x || cy < box.y || cx >= rv_px_right(box) || cy >= rv_px_bottom(box));
}

/* Does it begin a line of text, other than the box's own label? `ink`: of an area. */
static gboolean
is_bullet(const RvReading *reading, RvPx label, int size, PIX *ink, RvPx area, RvPx piece)
{
    RvPx within = {piece.x - area.x, piece.y - area.y, piece.w, piece.h};

    if (MAX(piece.w, piece.h) > BULLET_SIZE * size || rv_pix_share(ink, within) < BULLET_SHARE)
        return FALSE;
    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        if (is_print(word) && rv_word_is_real(word) && rv_px_on_row(word->box, piece) &&
            -rv_px_overlap_x(word->box, piece) <= BULLET_GAP * word->box.h &&
            rv_px_is_empty(rv_px_intersection(word->box, label)))
            return TRUE;
    }
    return FALSE;
}

gboolean
rv_mark_is_beside(const RvSheet *sheet, const RvReading *reading, const GArray *spots, guint index)
{
    const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, index);
    RvPx box = spot->frame.box;
    int size = MIN(box.w, box.h), reach = (int)(AROUND * size);
    RvPx area = rv_px_clip(rv_px_grow(box, reach, reach), sheet->width, sheet->height);
    g_autoptr(PIX) ink = stray_ink(sheet, reading, spots, index, area);
    g_autoptr(BOXA) pieces = ink ? pixConnCompBB(ink, 8) : NULL;

    for (int i = 0; pieces && i < boxaGetCount(pieces); i++) {
        RvPx piece;

        boxaGetBoxGeometry(pieces, i, &piece.x, &piece.y, &piece.w, &piece.h);
        piece.x += area.x;
        piece.y += area.y;
        if (may_be_mark(piece, box) && is_nearest(spots, index, piece) &&
            !is_in_row(pieces, i, LEAST * size) &&
            !is_bullet(reading, spot->label, size, ink, area, piece))
            return TRUE;
    }
    return FALSE;
}
