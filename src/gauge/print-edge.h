/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line on which print ends at a side of the page, and how its pieces end there. */
#pragma once

#include "gauge/defects.h"
#include "gauge/sides.h"

/* What a piece at the line may be: chips of letters, the end of a stem, of a stroke that ran on, or
 * anything else. */
typedef enum {
    RV_CHIP_SMALL,
    RV_CHIP_LONG,
    RV_END_STEM,
    RV_END_STROKE,
    RV_END_ROUND,
    RV_ENDS
} RvPrintEnd;

typedef struct {
    guint n, near, low; /* pieces on the line; those within a line of text; low ones on it */
    guint ends[RV_ENDS];
    double at; /* `out` of the line in its middle */
} RvPrintEdge;

/* The boxes (RvPx) of pieces of print; owned by the caller. */
GArray *rv_print_boxes(const RvGlance *glance);
/* The line on which most pieces end, of those that have next to nothing beyond. n is 0 where there
 * is none. */
RvPrintEdge rv_print_edge(const RvGlance *glance, const GArray *boxes, RvSideName side);
