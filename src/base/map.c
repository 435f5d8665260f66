/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Homographies, by the adjugate and by the closed form for four points (Heckbert, "Fundamentals of
 * Texture Mapping and Image Warping", 1989, section 2.2.3). */
#include "recevable/geometry.h"

#include <math.h>

#define DEGENERATE                                                                                 \
    1e-12 /* a determinant below this, after scaling, has no inverse worth having                  \
           */

RvMap
rv_map_identity(void)
{
    return (RvMap){{1, 0, 0, 0, 1, 0, 0, 0, 1}};
}

RvMap
rv_map_scale(double sx, double sy)
{
    return (RvMap){{sx, 0, 0, 0, sy, 0, 0, 0, 1}};
}

RvMap
rv_map_translate(double dx, double dy)
{
    return (RvMap){{1, 0, dx, 0, 1, dy, 0, 0, 1}};
}

RvMap
rv_map_compose(const RvMap *first, const RvMap *then)
{
    RvMap r;

    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            double sum = 0;

            for (int k = 0; k < 3; k++)
                sum += then->m[3 * i + k] * first->m[3 * k + j];
            r.m[3 * i + j] = sum;
        }
    return r;
}

gboolean
rv_map_invert(const RvMap *map, RvMap *back)
{
    const double *m = map->m;
    double adj[9] = {
        m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
        m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
        m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
    };
    double det = m[0] * adj[0] + m[1] * adj[3] + m[2] * adj[6];

    *back = rv_map_identity();
    if (!isfinite(det) || fabs(det) < DEGENERATE)
        return FALSE;
    for (int i = 0; i < 9; i++)
        back->m[i] = adj[i] / det;
    return TRUE;
}

/* The map from the unit square (0,0) (1,0) (1,1) (0,1) to a quadrilateral. */
static gboolean
from_unit_square(const double q[8], RvMap *map)
{
    double dx1 = q[2] - q[4], dx2 = q[6] - q[4], sx = q[0] - q[2] + q[4] - q[6];
    double dy1 = q[3] - q[5], dy2 = q[7] - q[5], sy = q[1] - q[3] + q[5] - q[7];
    double det = dx1 * dy2 - dx2 * dy1;
    double g, h;

    if (!isfinite(det) || fabs(det) < DEGENERATE)
        return FALSE;
    g = (sx * dy2 - dx2 * sy) / det;
    h = (dx1 * sy - sx * dy1) / det;
    *map = (RvMap){{q[2] - q[0] + g * q[2], q[6] - q[0] + h * q[6], q[0], q[3] - q[1] + g * q[3],
                    q[7] - q[1] + h * q[7], q[1], g, h, 1}};
    return TRUE;
}

gboolean
rv_map_from_corners(const double from[8], const double to[8], RvMap *map)
{
    RvMap source, target, back;

    *map = rv_map_identity();
    if (!from_unit_square(from, &source) || !from_unit_square(to, &target) ||
        !rv_map_invert(&source, &back))
        return FALSE;
    *map = rv_map_compose(&back, &target);
    return TRUE;
}

void
rv_map_point(const RvMap *map, double x, double y, double *out_x, double *out_y)
{
    const double *m = map->m;
    double w = m[6] * x + m[7] * y + m[8];

    if (fabs(w) < DEGENERATE) /* on the horizon: no finite point */
        w = DEGENERATE;
    *out_x = (m[0] * x + m[1] * y + m[2]) / w;
    *out_y = (m[3] * x + m[4] * y + m[5]) / w;
}

RvPt
rv_map_rect(const RvMap *map, RvPx rect)
{
    const double xs[4] = {rect.x, rect.x + rect.w, rect.x + rect.w, rect.x};
    const double ys[4] = {rect.y, rect.y, rect.y + rect.h, rect.y + rect.h};
    RvPt r = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    for (int i = 0; i < 4; i++) {
        double x, y;

        rv_map_point(map, xs[i], ys[i], &x, &y);
        r.x0 = MIN(r.x0, x);
        r.y0 = MIN(r.y0, y);
        r.x1 = MAX(r.x1, x);
        r.y1 = MAX(r.y1, y);
    }
    return r;
}
