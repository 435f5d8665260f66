/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connected pieces of a picture: for the folders that use Leptonica (image, boxes, gauge). */
#pragma once

#include "image/pix.h"

/* The connected pieces (8 neighbours) of a 1 bpp picture. */
typedef struct {
    int y, x0, x1; /* x1 is the first pixel after the run */
    guint piece;
} RvRun;
typedef struct {
    RvPx box;
    int area; /* pixels */
} RvPiece;
typedef struct {
    GArray *runs;   /* RvRun, row by row */
    GArray *pieces; /* RvPiece */
} RvPieces;
/* First x >= from whose pixel in a row of 1 bpp is `set`, or width. */
int rv_next_pixel(const l_uint32 *line, int from, int width, gboolean set);
RvPieces rv_pieces_find(PIX *pix);
void rv_pieces_clear(RvPieces *pieces);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RvPieces, rv_pieces_clear)
/* Makes the pieces for which gone[] is set white in pix. */
void rv_pieces_erase(const RvPieces *pieces, const guint8 *gone, PIX *pix);
