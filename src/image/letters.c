/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be said of letters before they are read. */
#include "image/image-private.h"

/* Letters of forms: x-height of 5 points to capitals of a title. */
#define MIN_HEIGHT_MM 0.75
#define MAX_HEIGHT_MM 6.0
/* Wider pieces are words grown together or strokes. */
#define MAX_SHAPE 1.6
/* Fewer say nothing about the page. */
#define MIN_LETTERS 20
/* Share of letters that may be smaller than the answer: small print is asked for, marks above and
 * between letters are not. */
#define RANK 0.25

PIX *
rv_letters_alone(PIX *ink, double dpi, double max_mm)
{
    g_auto(RvPieces) pieces = rv_pieces_find(ink);
    g_autofree guint8 *gone = g_new0(guint8, pieces.pieces->len + 1);
    int max = rv_pix_mm(dpi, max_mm), min = rv_pix_mm(dpi, MIN_HEIGHT_MM);
    guint n = 0;
    PIX *letters;

    for (guint i = 0; i < pieces.pieces->len; i++) {
        RvPx box = g_array_index(pieces.pieces, RvPiece, i).box;

        gone[i] = MAX(box.w, box.h) > max || MAX(box.w, box.h) < min;
        n += !gone[i];
    }
    if (n < MIN_LETTERS)
        return NULL;
    letters = pixCopy(NULL, ink);
    rv_pieces_erase(&pieces, gone, letters);
    return letters;
}

double
rv_letters_x_height(const RvPieces *pieces, double dpi)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));
    int min = rv_pix_mm(dpi, MIN_HEIGHT_MM), max = rv_pix_mm(dpi, MAX_HEIGHT_MM);

    for (guint i = 0; i < pieces->pieces->len; i++) {
        RvPx box = g_array_index(pieces->pieces, RvPiece, i).box;

        if (box.h >= min && box.h <= max && box.w <= MAX_SHAPE * box.h && 3 * box.w >= box.h)
            g_array_append_val(heights, box.h);
    }
    if (heights->len < MIN_LETTERS)
        return 0;
    return rv_rank(heights, RANK);
}
