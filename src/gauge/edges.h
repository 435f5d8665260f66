/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edges of strokes, in the page's own pixels: how wide, how deep. Widths are an edge's depth
 * over its steepest step: 1 pixel when it is cut clean, more the blurrier it is. The page is looked
 * at in cells, a coarse grid of squares. */
#pragma once

#include "gauge/glance.h"

#define RV_CELL_COLUMNS 16 /* of an upright page; of one that lies, so many rows */

typedef struct {
    guint n;      /* edges that were seen */
    guint sharp;  /* of them: deep, and cut clean */
    double width; /* of the median one, real pixels; 0 without edges */
    double depth; /* levels from paper to ink of the median one */
} RvCellEdges;

typedef struct {
    int columns, rows;
    double side;        /* of a cell, small pixels */
    RvCellEdges *cells; /* row by row */
    RvCellEdges page;   /* all of them together */
    double dark;        /* the level of the darker edges' ink: a quarter has darker */
} RvEdges;

RvEdges *rv_edges_new(const RvGlance *glance);
void rv_edges_free(RvEdges *edges);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvEdges, rv_edges_free)
/* The cell that holds a small pixel. */
int rv_edges_cell(const RvEdges *edges, double x, double y);
/* Of a cell, in small pixels. */
RvPx rv_edges_area(const RvEdges *edges, const RvGlance *glance, int cell);
