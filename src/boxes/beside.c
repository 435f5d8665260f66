/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark that missed its box: it stands next to it, left, right, above or below. */
#include "boxes/boxes-private.h"

#include <string.h>

/* So far around a box marks are looked at, and so near their middle must be, in boxes. */
#define AROUND 4.0
#define NEAR 1.65
/* A mark is that large, both ways, in boxes; smaller is dirt, larger a stamp or a note. */
#define LEAST 0.3
#define LEAST_LONG 0.6
#define MOST 2.4
/* What has another piece so near on its row, in its own height, is text that could not be read. */
#define ROW_GAP 0.8
/* What was read so surely is print, unless it is a letter that crosses and ticks are read as. */
#define PRINT_SURE 0.75
static const char mark_letters[] = "xXvV/\\";

static gboolean
is_print(const RvWord *word)
{
    return word->confidence >= PRINT_SURE &&
           (strlen(word->text) > 1 || !strchr(mark_letters, *word->text));
}

static void
clear(PIX *pix, RvPx box, RvPx area)
{
    RvPx part = rv_px_intersection(box, area);

    if (!rv_px_is_empty(part))
        pixRasterop(pix, part.x - area.x, part.y - area.y, part.w, part.h, PIX_CLR, NULL, 0, 0);
}

/* Takes out all pieces that reach into a box: its outline, the mark in it with all its strokes. */
static void
clear_box(PIX *ink, RvPx box, RvPx area)
{
    g_autoptr(PIX) seed = pixCreateTemplate(ink);
    RvPx part = rv_px_intersection(rv_px_grow(box, 1, 1), area);

    if (rv_px_is_empty(part))
        return;
    pixRasterop(seed, part.x - area.x, part.y - area.y, part.w, part.h, PIX_SET, NULL, 0, 0);
    pixAnd(seed, seed, ink);
    pixSeedfillBinary(seed, seed, ink, 8);
    pixSubtract(ink, ink, seed);
}

/* Ink of the area that is neither print nor hangs together with any box. */
static PIX *
stray_ink(const RvSheet *sheet, const RvReading *reading, const GArray *spots, int sheet_index,
          RvPx area)
{
    PIX *ink = rv_pix_crop(sheet->print, area);

    for (guint i = 0; ink && i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        if (is_print(word))
            clear(ink, word->box, area);
    }
    for (guint i = 0; ink && i < spots->len; i++) {
        const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, i);

        if (spot->sheet != sheet_index)
            continue;
        clear(ink, spot->label, area);
        if (spot->finding != RV_BOX_NOWHERE)
            clear_box(ink, spot->frame.box, area);
    }
    return ink;
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

gboolean
rv_mark_is_beside(const RvSheet *sheet, const RvReading *reading, const GArray *spots, guint index)
{
    const RvBoxSpot *spot = &g_array_index(spots, RvBoxSpot, index);
    RvPx box = spot->frame.box;
    int size = MIN(box.w, box.h), reach = (int)(AROUND * size),
        near = (int)(NEAR * size) - size / 2;
    RvPx area = rv_px_clip(rv_px_grow(box, reach, reach), sheet->width, sheet->height);
    g_autoptr(PIX) ink = stray_ink(sheet, reading, spots, spot->sheet, area);
    g_autoptr(BOXA) pieces = ink ? pixConnCompBB(ink, 8) : NULL;

    for (int i = 0; pieces && i < boxaGetCount(pieces); i++) {
        RvPx piece;

        boxaGetBoxGeometry(pieces, i, &piece.x, &piece.y, &piece.w, &piece.h);
        if (MIN(piece.w, piece.h) >= LEAST * size && MAX(piece.w, piece.h) >= LEAST_LONG * size &&
            MAX(piece.w, piece.h) <= MOST * size &&
            rv_px_is_inside((RvPx){piece.x + area.x, piece.y + area.y, piece.w, piece.h},
                            rv_px_grow(box, near, near)) &&
            !is_in_row(pieces, i, LEAST * size))
            return TRUE;
    }
    return FALSE;
}
