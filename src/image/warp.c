/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one resampling: scaling, straightening and perspective in one go, bilinear. */
#include "image/image-private.h"

#include <math.h>
#include <string.h>

/* A weighted mean of two packed pixels (each byte by itself), weight 0-256 for the second. */
static inline guint32
mix(guint32 a, guint32 b, guint32 weight)
{
    guint32 even = (a & 0x00ff00ff) * (256 - weight) + (b & 0x00ff00ff) * weight;
    guint32 odd = ((a >> 8) & 0x00ff00ff) * (256 - weight) + ((b >> 8) & 0x00ff00ff) * weight;

    return ((even >> 8) & 0x00ff00ff) | (odd & 0xff00ff00);
}

/* Places in the source are kept in 1/65536 of a pixel. */
#define ONE 65536

/* A source whose pixels stand in memory in their order: bytes of a grey picture, words of a
 * coloured one, or three bytes each. */
typedef struct {
    int width, height;
    gsize stride; /* pixels; of three bytes each: bytes */
    const guint8 *bytes, *triples;
    const guint32 *words;
} Source;

/* Where the pixels of one row of the grid come from: the middle of pixel 0, and the step to the
 * next; for perspective, a step holds for RUN pixels only. */
typedef struct {
    gint64 u, v, du, dv;
} Way;
#define RUN 16

/* Nearer to the horizon nothing is told apart; and nothing is divided by zero. */
#define HORIZON 1e-9

/* Grid to source, in 1/65536 of a pixel; what is behind the horizon, or far off, is nowhere. */
static void
find_place(const RvMap *map, double cx, double cy, gint64 *u, gint64 *v)
{
    const double *m = map->m;
    double depth = m[6] * cx + m[7] * cy + m[8];
    double k = ONE / (fabs(depth) > HORIZON ? depth : HORIZON);

    *u = (gint64)CLAMP((m[0] * cx + m[1] * cy + m[2]) * k - ONE / 2.0, -1e14, 1e14);
    *v = (gint64)CLAMP((m[3] * cx + m[4] * cy + m[5]) * k - ONE / 2.0, -1e14, 1e14);
}

static Way
find_way(const RvMap *map, int from, int n, int y)
{
    gint64 u, v;
    Way way;

    find_place(map, from + 0.5, y + 0.5, &way.u, &way.v);
    find_place(map, from + n + 0.5, y + 0.5, &u, &v);
    way.du = (u - way.u) / n;
    way.dv = (v - way.v) / n;
    return way;
}

/* The pixel and the weight (0-256) of the one behind it; FALSE: outside, by more than half a pixel.
 */
static inline gboolean
split(gint64 at, int size, gsize *pixel, guint32 *weight)
{
    if (at <= -ONE / 2 || at >= (gint64)size * ONE - ONE / 2)
        return FALSE;
    at = CLAMP(at, 0, (gint64)(size - 1) * ONE - 1);
    *pixel = (gsize)(at >> 16);
    *weight = (guint32)(at >> 8) & 255;
    return TRUE;
}

/* The mean of the four pixels from u, v on. */
typedef guint32 (*Sampler)(const Source *source, gsize u, gsize v, guint32 wx, guint32 wy);

static inline guint32
sample_gray(const Source *source, gsize u, gsize v, guint32 wx, guint32 wy)
{
    const guint8 *above = source->bytes + v * source->stride + u, *below = above + source->stride;
    guint32 a = above[0] * (256 - wx) + above[1] * wx;
    guint32 b = below[0] * (256 - wx) + below[1] * wx;

    return (a * (256 - wy) + b * wy + 32768) >> 16;
}

static inline guint32
sample_words(const Source *source, gsize u, gsize v, guint32 wx, guint32 wy)
{
    const guint32 *above = source->words + v * source->stride + u, *below = above + source->stride;

    return mix(mix(above[0], above[1], wx), mix(below[0], below[1], wx), wy);
}

static inline guint32
triple(const guint8 *at)
{
    return (guint32)at[0] << L_RED_SHIFT | (guint32)at[1] << L_GREEN_SHIFT |
           (guint32)at[2] << L_BLUE_SHIFT;
}

static inline guint32
sample_triples(const Source *source, gsize u, gsize v, guint32 wx, guint32 wy)
{
    const guint8 *above = source->triples + v * source->stride + 3 * u;
    const guint8 *below = above + source->stride;

    return mix(mix(triple(above), triple(above + 3), wx), mix(triple(below), triple(below + 3), wx),
               wy);
}

/* n pixels into `gray`, or into `color` when that is NULL; what has no source stays as it is. */
static inline void
warp_run(const Source *source, Way way, int n, Sampler sample, guint8 *gray, l_uint32 *color)
{
    for (int x = 0; x < n; x++, way.u += way.du, way.v += way.dv) {
        guint32 wx, wy, value;
        gsize u, v;

        if (!split(way.u, source->width, &u, &wx) || !split(way.v, source->height, &v, &wy))
            continue;
        value = sample(source, u, v, wx, wy);
        if (gray)
            gray[x] = (guint8)value;
        else
            color[x] = value;
    }
}

static void
warp_rows(const Source *source, const RvMap *map, PIX *out)
{
    int width = pixGetWidth(out), height = pixGetHeight(out);
    int run = map->m[6] == 0 && map->m[7] == 0 ? width : RUN;
    g_autofree guint8 *row = g_malloc(RV_ROW_ROOM(width));

    for (int y = 0; y < height; y++) {
        l_uint32 *line = pixGetData(out) + (gsize)y * (gsize)pixGetWpl(out);

        memset(row, 255, RV_ROW_ROOM(width));
        for (int x = 0; x < width; x += run) {
            int n = MIN(run, width - x);
            Way way = find_way(map, x, n, y);

            if (source->bytes)
                warp_run(source, way, n, sample_gray, row + x, NULL);
            else if (source->words)
                warp_run(source, way, n, sample_words, NULL, line + x);
            else
                warp_run(source, way, n, sample_triples, NULL, line + x);
        }
        if (source->bytes)
            rv_row_store(out, y, row);
    }
}

static void
warp_pix(PIX *input, const RvMap *map, PIX *out)
{
    gsize stride = (gsize)pixGetWpl(input);
    Source source = {.width = pixGetWidth(input), .height = pixGetHeight(input)};
    g_autofree guint8 *bytes = NULL;

    if (pixGetDepth(input) == 8) {
        source.stride = 4 * stride;
        bytes = g_malloc(source.stride * (gsize)source.height);
        for (int y = 0; y < source.height; y++)
            rv_row_load(input, y, bytes + (gsize)y * source.stride);
        source.bytes = bytes;
    } else {
        source.stride = stride;
        source.words = pixGetData(input);
    }
    warp_rows(&source, map, out);
}

/* How many pixels of the source there are to one of the grid, along a side. */
static int
excess_of(const RvMap *to_source)
{
    return (int)floor(hypot(to_source->m[0], to_source->m[3]) / fabs(to_source->m[8]) + 0.1);
}

/* Halves a source that is far finer than the grid, so that no pixel of it is skipped. */
static PIX *
without_excess(PIX *source, RvMap *to_source)
{
    int factor = excess_of(to_source);
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

    if (pose->is_flat)
        return turned(source, pose->rotation);
    input = without_excess(source, &map);
    out = pixCreate(pose->width, pose->height, pixGetDepth(input) == 8 ? 8 : 32);
    if (!out)
        return NULL;
    pixSetAll(out);
    if (pixGetWidth(input) < 2 || pixGetHeight(input) < 2)
        return out; /* nothing to interpolate between */
    warp_pix(input, &map, out);
    return out;
}

PIX *
rv_warp_colors(const RvPixels *pixels, const RvPose *pose)
{
    Source source = {.width = pixels->width,
                     .height = pixels->height,
                     .stride = (gsize)pixels->stride,
                     .triples = pixels->data};
    PIX *out;

    if (pose->is_flat || excess_of(&pose->to_source) > 1 || source.width < 2 || source.height < 2) {
        g_autoptr(PIX) pix = rv_pix_from_pixels(pixels);

        return pix ? rv_warp(pix, pose) : NULL;
    }
    out = pixCreate(pose->width, pose->height, 32);
    if (!out)
        return NULL;
    pixSetAll(out);
    warp_rows(&source, &pose->to_source, out);
    return out;
}
