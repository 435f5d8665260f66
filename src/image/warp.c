/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one resampling: scaling, straightening and perspective in one go, bilinear. */
#include "image/image-private.h"

#include <math.h>

/* A weighted mean of two packed pixels (each byte by itself), weight 0-256 for the second. */
static inline guint32
mix(guint32 a, guint32 b, guint32 weight)
{
    guint32 even = (a & 0x00ff00ff) * (256 - weight) + (b & 0x00ff00ff) * weight;
    guint32 odd = ((a >> 8) & 0x00ff00ff) * (256 - weight) + ((b >> 8) & 0x00ff00ff) * weight;

    return ((even >> 8) & 0x00ff00ff) | (odd & 0xff00ff00);
}

typedef guint32 (*Sampler)(const l_uint32 *above, const l_uint32 *below, int x, guint32 wx,
                           guint32 wy);

static inline guint32
sample_gray(const l_uint32 *above, const l_uint32 *below, int x, guint32 wx, guint32 wy)
{
    guint32 a = GET_DATA_BYTE(above, x) * (256 - wx) + GET_DATA_BYTE(above, x + 1) * wx;
    guint32 b = GET_DATA_BYTE(below, x) * (256 - wx) + GET_DATA_BYTE(below, x + 1) * wx;

    return (a * (256 - wy) + b * wy + 32768) >> 16;
}

static inline guint32
sample_color(const l_uint32 *above, const l_uint32 *below, int x, guint32 wx, guint32 wy)
{
    return mix(mix(above[x], above[x + 1], wx), mix(below[x], below[x + 1], wx), wy);
}

/* One row of the grid. Pixel centres lie at halves in both pictures. */
static inline void
warp_row(PIX *source, l_uint32 *out, int width, const RvMap *map, int y, Sampler sample,
         gboolean gray)
{
    const l_uint32 *data = pixGetData(source);
    int wpl = pixGetWpl(source), w = pixGetWidth(source), h = pixGetHeight(source);
    const double *m = map->m;
    double cy = y + 0.5;
    gboolean affine = m[6] == 0 && m[7] == 0;
    double scale = 1 / m[8];

    for (int x = 0; x < width; x++) {
        double cx = x + 0.5;
        double k = affine ? scale : 1 / (m[6] * cx + m[7] * cy + m[8]);
        double u = (m[0] * cx + m[1] * cy + m[2]) * k - 0.5;
        double v = (m[3] * cx + m[4] * cy + m[5]) * k - 0.5;
        int iu, iv;
        const l_uint32 *line;
        guint32 value;

        if (!(u > -0.5 && v > -0.5 && u < w - 0.5 && v < h - 0.5))
            continue; /* stays white */
        u = CLAMP(u, 0, w - 1.001);
        v = CLAMP(v, 0, h - 1.001);
        iu = (int)u;
        iv = (int)v;
        line = data + (gsize)iv * wpl;
        value = sample(line, line + wpl, iu, (guint32)((u - iu) * 256), (guint32)((v - iv) * 256));
        if (gray)
            SET_DATA_BYTE(out, x, value);
        else
            out[x] = value;
    }
}

/* Halves a source that is far finer than the grid, so that no pixel of it is skipped. */
static PIX *
without_excess(PIX *source, RvMap *to_source)
{
    double step = hypot(to_source->m[0], to_source->m[3]) / fabs(to_source->m[8]);
    int factor = (int)floor(step + 0.1);
    RvMap shrink;

    if (factor < 2)
        return pixClone(source);
    shrink = rv_map_scale(1.0 / factor, 1.0 / factor);
    *to_source = rv_map_compose(to_source, &shrink);
    if (pixGetDepth(source) == 8)
        return rv_pix_reduce(source, factor);
    return pixScaleAreaMap(source, 1.0f / factor, 1.0f / factor);
}

static PIX *
turned(PIX *source, int rotation)
{
    return pixRotateOrth(source, rotation / 90);
}

PIX *
rv_warp(PIX *source, const RvPose *pose)
{
    RvMap map = pose->to_source;
    g_autoptr(PIX) input = NULL;
    PIX *out;
    gboolean gray;

    if (pose->is_flat)
        return turned(source, pose->rotation);
    input = without_excess(source, &map);
    gray = pixGetDepth(input) == 8;
    out = pixCreate(pose->width, pose->height, gray ? 8 : 32);
    if (!out)
        return NULL;
    pixSetAll(out);
    if (pixGetWidth(input) < 2 || pixGetHeight(input) < 2)
        return out; /* nothing to interpolate between */
    for (int y = 0; y < pose->height; y++) {
        l_uint32 *line = pixGetData(out) + (gsize)y * pixGetWpl(out);

        if (gray)
            warp_row(input, line, pose->width, &map, y, sample_gray, TRUE);
        else
            warp_row(input, line, pose->width, &map, y, sample_color, FALSE);
    }
    return out;
}
