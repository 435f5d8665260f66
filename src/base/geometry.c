/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/geometry.h"

gboolean
rv_px_is_empty(RvPx r)
{
    return r.w <= 0 || r.h <= 0;
}

int
rv_px_right(RvPx r)
{
    return r.x + r.w;
}

int
rv_px_bottom(RvPx r)
{
    return r.y + r.h;
}

int
rv_px_centre_x(RvPx r)
{
    return r.x + r.w / 2;
}

int
rv_px_centre_y(RvPx r)
{
    return r.y + r.h / 2;
}

RvPx
rv_px_union(RvPx a, RvPx b)
{
    int x, y;

    if (rv_px_is_empty(a))
        return b;
    if (rv_px_is_empty(b))
        return a;
    x = MIN(a.x, b.x);
    y = MIN(a.y, b.y);
    return (RvPx){x, y, MAX(rv_px_right(a), rv_px_right(b)) - x,
                  MAX(rv_px_bottom(a), rv_px_bottom(b)) - y};
}

RvPx
rv_px_intersection(RvPx a, RvPx b)
{
    int x = MAX(a.x, b.x), y = MAX(a.y, b.y);

    return (RvPx){x, y, MAX(0, MIN(rv_px_right(a), rv_px_right(b)) - x),
                  MAX(0, MIN(rv_px_bottom(a), rv_px_bottom(b)) - y)};
}

RvPx
rv_px_grow(RvPx r, int dx, int dy)
{
    return (RvPx){r.x - dx, r.y - dy, MAX(0, r.w + 2 * dx), MAX(0, r.h + 2 * dy)};
}

RvPx
rv_px_clip(RvPx r, int width, int height)
{
    return rv_px_intersection(r, (RvPx){0, 0, width, height});
}

int
rv_px_overlap_x(RvPx a, RvPx b)
{
    return MIN(rv_px_right(a), rv_px_right(b)) - MAX(a.x, b.x);
}

int
rv_px_overlap_y(RvPx a, RvPx b)
{
    return MIN(rv_px_bottom(a), rv_px_bottom(b)) - MAX(a.y, b.y);
}

gboolean
rv_px_on_row(RvPx a, RvPx b)
{
    return 2 * rv_px_overlap_y(a, b) > MIN(a.h, b.h);
}

gboolean
rv_px_is_inside(RvPx box, RvPx area)
{
    int x = rv_px_centre_x(box), y = rv_px_centre_y(box);

    return x >= area.x && x < rv_px_right(area) && y >= area.y && y < rv_px_bottom(area);
}
