/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where print is and how it stands out from its ground, tile by tile: what is seen of light and
 * colour starts from it. */
#pragma once

#include "gauge/defects.h"

/* Tinted papers' channels are 20 levels apart, coloured grounds' from 35 on. */
#define RV_COLOURED 32

typedef struct {
    float contrast; /* 0-1, of print to its ground, as if it were sharp; 0: no print */
    guint8 chroma;  /* of the ground */
    guint8 is_line; /* only rows differ in it, or only columns; told of pale print alone */
} RvPrintTile;

typedef struct RvPrintMap {
    int columns, rows; /* the tiles of the glance */
    RvPrintTile *tiles;
    guint n_print; /* tiles with print */
} RvPrintMap;

RvPrintMap *rv_print_map_new(const RvExam *exam);
void rv_print_map_free(RvPrintMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvPrintMap, rv_print_map_free)

/* That of the exam, or a new one, which is also put into `own`. */
const RvPrintMap *rv_print_map_of(const RvExam *exam, RvPrintMap **own);

/* How far apart the channels of the tile's ground are: 0 of a grey page. */
guint8 rv_ground_chroma(const RvGlance *glance, int column, int row);
/* The area of tiles, in small pixels. */
RvPx rv_tiles_area(const RvGlance *glance, RvPx tiles);
