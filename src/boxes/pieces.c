/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boxes/boxes-private.h"

static RvPx
clipped(PIX *pix, RvPx area)
{
    return rv_px_clip(area, pixGetWidth(pix), pixGetHeight(pix));
}

PIX *
rv_ink_clip(PIX *ink, RvPx area)
{
    RvPx inside = clipped(ink, area);
    g_autoptr(BOX) box = NULL;

    if (rv_px_is_empty(inside))
        return NULL;
    box = boxCreate(inside.x, inside.y, inside.w, inside.h);
    return pixClipRectangle(ink, box, NULL);
}

int
rv_ink_count(PIX *ink, RvPx area)
{
    g_autoptr(PIX) part = rv_ink_clip(ink, area);
    l_int32 n = 0;

    if (part)
        pixCountPixels(part, &n, NULL);
    return n;
}

double
rv_ink_share(PIX *ink, RvPx area)
{
    RvPx inside = clipped(ink, area);

    return rv_px_is_empty(inside) ? 0 : (double)rv_ink_count(ink, inside) / inside.w / inside.h;
}

double
rv_gray_darkness(PIX *gray, RvPx area)
{
    RvPx inside = clipped(gray, area);
    double sum = 0;

    if (rv_px_is_empty(inside))
        return 0;
    for (int y = inside.y; y < rv_px_bottom(inside); y++) {
        const l_uint32 *line = pixGetData(gray) + (gsize)y * pixGetWpl(gray);

        for (int x = inside.x; x < rv_px_right(inside); x++)
            sum += 255 - GET_DATA_BYTE(line, x);
    }
    return sum / 255 / inside.w / inside.h;
}
