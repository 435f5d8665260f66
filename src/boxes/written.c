/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is anything written here? Pieces of ink as large as letters speak for it; specks, remains of
 * leaders and rules, and what only hangs into the area from the lines above and below do not. */
#include "boxes/boxes-private.h"

#include <math.h>

/* The smallest letters of 6 points are 1 mm high; dots and the remains of leaders are smaller. */
#define LETTER_MM 1.0
/* More than that of one piece says nothing more. */
#define PIECE_MAX_MM 4.0
/* What is flatter than this is a dash or the remains of a rule or an underline. */
#define FLAT_MM 0.6
/* Upright remains of rules are thin and higher than figures of 16 points. */
#define THIN_MM 0.6
#define HIGH_MM 5.0
/* So many millimetres of letters are surely writing: 1 - 1/e. A single figure has 2 to 2.5. */
#define SURE_MM 2.2
/* A piece that hangs in from outside must reach this share of the area's height. */
#define HANGING_SHARE 0.4

static double
piece_mm(RvPx piece, double mm)
{
    double w = piece.w / mm, h = piece.h / mm;

    if (MAX(w, h) < LETTER_MM || h < FLAT_MM || (w < THIN_MM && h > HIGH_MM))
        return 0;
    return MIN(MAX(w, h), PIECE_MAX_MM);
}

static gboolean
hangs_in(RvPx piece, int height)
{
    return (piece.y == 0 || rv_px_bottom(piece) == height) && piece.h < HANGING_SHARE * height;
}

double
rv_ink_written(const RvSheet *sheet, RvPx area)
{
    g_autoptr(PIX) part = rv_pix_crop(sheet->print, area);
    g_autoptr(BOXA) boxes = part ? pixConnCompBB(part, 8) : NULL;
    double sum = 0;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        RvPx piece;

        boxaGetBoxGeometry(boxes, i, &piece.x, &piece.y, &piece.w, &piece.h);
        if (!hangs_in(piece, pixGetHeight(part)))
            sum += piece_mm(piece, sheet->dpi / 25.4);
    }
    return 1 - exp(-sum / SURE_MM);
}
