/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small pieces: specks between the letters, and the letters themselves. */
#include "gauge/gauge-private.h"

#include "recevable/rank.h"

#define MM_PER_CM 10
/* A piece within this square is a speck: the dot of an i of 7 points is larger. */
#define SPECK_MM 0.25
/* A square of this side is looked at, one in each square of that pitch: one sixteenth of the page,
 * so that a page of nothing but specks costs no more than 20 ms. */
#define TILE_MM 10.0
#define PITCH_MM 40.0
/* Letters of forms: x-height of 5 points to capitals of a title; wider pieces are words grown
 * together or strokes. */
#define LETTER_MIN_MM 0.75
#define LETTER_MAX_MM 6.0
#define LETTER_MAX_SHAPE 1.6
/* Fewer letters say nothing about the page. */
#define MIN_LETTERS 20
/* ... of which so many are lower than what is taken for the height. */
#define LETTER_RANK 0.25
/* Print that is too faint to be ink is darker than that; what shines through from a written back is
 * not. */
#define GHOST_LEVEL 225
/* Four words have that much; the stains of a copier's glass have less. */
#define GHOST_CM2 0.2

static int
count_specks(PIX *tile, int most)
{
    g_autoptr(BOXA) boxes = pixConnCompBB(tile, 8);
    int specks = 0;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;

        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        /* What touches the rim of the tile may go on outside. */
        specks += MAX(w, h) <= most && x > 0 && y > 0 && x + w < pixGetWidth(tile) &&
                  y + h < pixGetHeight(tile);
    }
    return specks;
}

/* The dark pixels of a tile, leaders left out. */
static PIX *
dark_tile(const RvSheet *sheet, RvPx area, int threshold)
{
    g_autoptr(PIX) gray = rv_pix_crop(sheet->gray, area);
    PIX *dark = gray ? pixThresholdToBinary(gray, threshold) : NULL;

    for (guint i = 0; dark && i < sheet->leaders->len; i++) {
        RvPx leader = rv_px_intersection(g_array_index(sheet->leaders, RvPx, i), area);
        g_autoptr(BOX) box = NULL;

        if (rv_px_is_empty(leader))
            continue;
        box = boxCreate(leader.x - area.x, leader.y - area.y, leader.w, leader.h);
        pixClearInRect(dark, box);
    }
    return dark;
}

double
rv_specks_density(const RvSheet *sheet, double ink)
{
    int side = rv_pix_mm(sheet->dpi, TILE_MM), pitch = rv_pix_mm(sheet->dpi, PITCH_MM);
    int most = rv_pix_mm(sheet->dpi, SPECK_MM), threshold = (int)(ink + 255) / 2;
    int specks = 0;
    double area = 0;

    for (int y = 0; y < sheet->height; y += pitch)
        for (int x = 0; x < sheet->width; x += pitch) {
            RvPx at = rv_px_clip((RvPx){x + (pitch - side) / 2, y + (pitch - side) / 2, side, side},
                                 sheet->width, sheet->height);
            g_autoptr(PIX) dark = dark_tile(sheet, at, threshold);

            if (!dark)
                continue;
            specks += count_specks(dark, most);
            area += (double)at.w * at.h;
        }
    side = rv_pix_mm(sheet->dpi, MM_PER_CM);
    return area > 0 ? specks * (double)side * side / area : 0;
}

double
rv_letters_height(const RvSheet *sheet)
{
    g_autoptr(BOXA) boxes = pixConnCompBB(sheet->print, 8);
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));
    int min = rv_pix_mm(sheet->dpi, LETTER_MIN_MM), max = rv_pix_mm(sheet->dpi, LETTER_MAX_MM);

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 w, h;

        boxaGetBoxGeometry(boxes, i, NULL, NULL, &w, &h);
        if (h >= min && h <= max && w <= LETTER_MAX_SHAPE * h && 3 * w >= h)
            g_array_append_val(heights, h);
    }
    if (heights->len < MIN_LETTERS)
        return 0;
    return rv_rank(heights, LETTER_RANK);
}

gboolean
rv_sheet_has_ghost(const RvSheet *sheet)
{
    g_autoptr(PIX) dark = NULL, solid = NULL;
    double cm = rv_pix_mm(sheet->dpi, MM_PER_CM);
    l_int32 count = 0;

    if (MIN(sheet->width, sheet->height) < 2)
        return FALSE; /* too small to be reduced, and for words */
    dark = pixThresholdToBinary(sheet->gray, GHOST_LEVEL);
    /* Three dark pixels of four: grain has no such neighbours. */
    solid = dark ? pixReduceRankBinary2(dark, 3, NULL) : NULL;
    if (solid)
        pixCountPixels(solid, &count, NULL);
    return 4 * count > GHOST_CM2 * cm * cm;
}
