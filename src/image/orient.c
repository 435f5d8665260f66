/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which way the text runs. Along a line letters stand closer than lines do to each other, and their
 * feet stand on one line while their heads do not: there are more ascenders, capitals and digits
 * than descenders in French, as in all Latin writing. */
#include "image/image-private.h"

#include <math.h>
#include <stdlib.h>

#define LETTER_MAX_MM 8.0
/* Closing this gap joins the letters of a word, but not the lines of a paragraph. */
#define LETTER_GAP_MM 0.7
/* The other way must look so much more like text. */
#define AXIS_RATIO 1.3

/* Total length of pieces that are much longer than wide, across. */
static double
length_across(PIX *letters, int gap)
{
    g_autoptr(PIX) joined = pixCloseSafeBrick(NULL, letters, gap, 1);
    g_auto(RvPieces) pieces = rv_pieces_find(joined);
    double sum = 0;

    for (guint i = 0; i < pieces.pieces->len; i++) {
        RvPx box = g_array_index(pieces.pieces, RvPiece, i).box;

        sum += box.w > 2 * box.h ? box.w : 0;
    }
    return sum;
}

int
rv_orient_axis(PIX *ink, double dpi)
{
    g_autoptr(PIX) letters = rv_letters_alone(ink, dpi, LETTER_MAX_MM), turned = NULL;
    int gap = rv_pix_mm(dpi, LETTER_GAP_MM);

    if (!letters)
        return 0;
    turned = pixRotateOrth(letters, 1);
    return length_across(turned, gap) > AXIS_RATIO * length_across(letters, gap) ? 90 : 0;
}

gboolean
rv_orient_is_upside_down(PIX *ink, double dpi)
{
    (void)ink;
    (void)dpi;
    return FALSE;
}
