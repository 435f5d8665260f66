/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines before they are read. */
#pragma once

#include "recevable/image.h"

typedef struct {
    RvStrip strip; /* with the margins that the recogniser wants */
    RvPx box;      /* around its pieces */
    double x_height;
    GArray *pieces; /* guint, indices into the sheet's pieces, from left to right; owned */
} RvFoundLine;

void rv_found_line_clear(gpointer line);

/* RvFoundLine, in no order; freed with the array. */
GArray *rv_find_lines(const RvSheet *sheet);

/* fit.c: the line that pieces (their indices, guint; kept by the line) stand on. FALSE: none. */
gboolean rv_fit_line(const RvSheet *sheet, GArray *pieces, RvFoundLine *line);

/* tidy.c: gives stray pieces back to the lines they stand in, and drops specks. */
void rv_lines_tidy(const RvSheet *sheet, GArray *lines);
/* Orders indices into `pieces` (GArray of RvSheetPiece) from left to right. */
gint rv_piece_compare(gconstpointer a, gconstpointer b, gpointer pieces);
