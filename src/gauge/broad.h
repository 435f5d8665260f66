/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is broader than the strokes of print: a closing of the picture (Serra, Image Analysis and
 * Mathematical Morphology, 1982) with a square somewhat wider than a stroke leaves paper where
 * there was print, and keeps blots, bars, stamps and the blurred print of the back. What the
 * closing took away is thin. The picture is made smaller first, so that an x-height has few
 * pixels: what remains is the same for all sizes of print. */
#pragma once

#include "gauge/defects.h"

/* A square of the map, about a line of text high. All are levels. */
typedef struct {
    float paper;              /* the brightest around; what is dark and narrower is no paper */
    float mean, bright, dark; /* of what is broad: the closed map */
    float slope;              /* its steepest flank, from one pixel of the map to the next */
    float darkest, flank;     /* the same of the map with print */
    float thin;               /* depth of the deepest thin thing */
} RvBlock;

struct RvBroad {
    int scale;         /* small pixels in a pixel of the map */
    int width, height; /* of the map */
    double x_height;   /* pixels of the map; a guess where there are no letters */
    guint8 *gray;
    guint8 *closed;          /* without thin things */
    int side, columns, rows; /* blocks; side: pixels of the map */
    RvBlock *blocks;
};

RvBroad *rv_broad_new(const RvGlance *glance);
void rv_broad_free(RvBroad *broad);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvBroad, rv_broad_free)
/* Of each block the paper: the brightest of what is broad, so that what is dark and no more than
 * twice as wide as that many blocks is not taken for paper. */
guint8 *rv_broad_papers(const RvBroad *broad, int reach);
/* Of a block, in small pixels. */
RvPx rv_broad_area(const RvBroad *broad, int block);
