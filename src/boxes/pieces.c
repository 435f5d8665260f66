/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boxes/boxes-private.h"

double
rv_ink_share(PIX *ink, RvPx area)
{
    RvPx inside = rv_px_clip(area, pixGetWidth(ink), pixGetHeight(ink));

    return rv_px_is_empty(inside) ? 0 : (double)rv_pix_count(ink, inside) / inside.w / inside.h;
}
