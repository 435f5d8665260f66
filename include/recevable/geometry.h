/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two units, never mixed: RvPx is in pixels of a cleaned page (RvSheet), RvPt in PDF points
 * (1/72 inch) from the top left of the page as a viewer displays it. RvMap leads from the first
 * to the second. */
#pragma once

#include <glib.h>

typedef struct {
    int x, y, w, h; /* pixels; empty when w or h is 0 */
} RvPx;

typedef struct {
    double x0, y0, x1, y1; /* points */
} RvPt;

/* A homography, row by row: (x, y, 1) in pixels -> points, after division by the third. */
typedef struct {
    double m[9];
} RvMap;

/* A place on a page, in both units. page counts from 1; 0: nowhere. */
typedef struct {
    int page;
    RvPx px;
    RvPt pt;
} RvPlace;

gboolean rv_px_is_empty(RvPx r);
int rv_px_right(RvPx r);  /* x + w */
int rv_px_bottom(RvPx r); /* y + h */
int rv_px_centre_x(RvPx r);
int rv_px_centre_y(RvPx r);
RvPx rv_px_union(RvPx a, RvPx b); /* an empty one counts for nothing */
RvPx rv_px_intersection(RvPx a, RvPx b);
RvPx rv_px_grow(RvPx r, int dx, int dy); /* by dx left and right, dy above and below; may shrink */
RvPx rv_px_clip(RvPx r, int width, int height);
/* Pixels shared by the two spans on one axis; negative: the gap between them. */
int rv_px_overlap_x(RvPx a, RvPx b);
int rv_px_overlap_y(RvPx a, RvPx b);
/* Do two boxes stand on one row: does more than half of the lower one lie beside the other? */
gboolean rv_px_on_row(RvPx a, RvPx b);
/* Does the middle of a box lie in the area? */
gboolean rv_px_is_inside(RvPx box, RvPx area);

RvMap rv_map_identity(void);
RvMap rv_map_scale(double sx, double sy);
RvMap rv_map_translate(double dx, double dy);
/* `first`, then `then`. */
RvMap rv_map_compose(const RvMap *first, const RvMap *then);
/* The way back. FALSE when there is none (a degenerate map); *back is then the identity. */
gboolean rv_map_invert(const RvMap *map, RvMap *back);
/* The map that takes the four corners from[] to to[] (x, y pairs). FALSE when they are degenerate.
 */
gboolean rv_map_from_corners(const double from[8], const double to[8], RvMap *map);
void rv_map_point(const RvMap *map, double x, double y, double *out_x, double *out_y);
/* The upright rectangle around the mapped corners. */
RvPt rv_map_rect(const RvMap *map, RvPx rect);
