/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/pix.h"

#include <math.h>
#include <string.h>

#define MM_PER_INCH 25.4

int
rv_pix_mm(double dpi, double mm)
{
    return MAX(1, (int)lround(mm * dpi / MM_PER_INCH));
}

static void
fill_colours(l_uint32 *restrict line, const guint8 *restrict row, int width)
{
    for (int x = 0; x < width; x++)
        line[x] = (l_uint32)row[3 * x] << L_RED_SHIFT | (l_uint32)row[3 * x + 1] << L_GREEN_SHIFT |
                  (l_uint32)row[3 * x + 2] << L_BLUE_SHIFT;
}

static gboolean
are_sane(const RvPixels *pixels)
{
    int channels = pixels->channels;

    return pixels->data && pixels->width >= 1 && pixels->height >= 1 &&
           (channels == 1 || channels == 3) && pixels->stride / channels >= pixels->width;
}

PIX *
rv_pix_from_pixels(const RvPixels *pixels)
{
    int channels = pixels->channels;
    g_autofree guint8 *row = NULL;
    PIX *pix;

    if (!are_sane(pixels))
        return NULL;
    pix = pixCreateNoInit(pixels->width, pixels->height, channels == 1 ? 8 : 32);
    if (!pix)
        return NULL;
    row = g_malloc0(RV_ROW_ROOM(pixels->width));
    for (int y = 0; y < pixels->height; y++) {
        const guint8 *from = pixels->data + (gsize)y * (gsize)pixels->stride;

        if (channels == 3) {
            fill_colours(pixGetData(pix) + (gsize)y * (gsize)pixGetWpl(pix), from, pixels->width);
            continue;
        }
        memcpy(row, from, (gsize)pixels->width);
        rv_row_store(pix, y, row);
    }
    return pix;
}

PIX *
rv_pix_gray(const RvPixels *pixels)
{
    g_autofree guint8 *row = NULL;
    PIX *gray;

    if (pixels->channels != 3 || !are_sane(pixels))
        return rv_pix_from_pixels(pixels);
    gray = pixCreateNoInit(pixels->width, pixels->height, 8);
    row = g_malloc0(RV_ROW_ROOM(pixels->width));
    for (int y = 0; gray && y < pixels->height; y++) {
        const guint8 *from = pixels->data + (gsize)y * (gsize)pixels->stride;

        /* Rec. 601 luma, as Leptonica and JPEG weigh it. */
        for (int x = 0; x < pixels->width; x++)
            row[x] =
                (guint8)((from[3 * x] * 77 + from[3 * x + 1] * 150 + from[3 * x + 2] * 29 + 128) >>
                         8);
        rv_row_store(gray, y, row);
    }
    return gray;
}

static PIX *
reduce_gray(PIX *pix, int factor)
{
    int fx = MIN(factor, pixGetWidth(pix)), fy = MIN(factor, pixGetHeight(pix));
    int width = pixGetWidth(pix) / fx, height = pixGetHeight(pix) / fy;
    g_autofree guint32 *sums = g_new(guint32, pixGetWidth(pix));
    g_autofree guint8 *row = g_malloc(RV_ROW_ROOM(pixGetWidth(pix)));
    g_autofree guint8 *means = g_malloc0(RV_ROW_ROOM(width));
    PIX *out = pixCreate(width, height, 8);

    for (int y = 0; y < height; y++) {
        memset(sums, 0, sizeof *sums * (gsize)pixGetWidth(pix));
        for (int i = 0; i < fy; i++) {
            rv_row_load(pix, y * fy + i, row);
            for (int x = 0; x < width * fx; x++)
                sums[x] += row[x];
        }
        for (int x = 0; x < width; x++) {
            guint64 sum = 0;

            for (int i = 0; i < fx; i++)
                sum += sums[x * fx + i];
            means[x] = (guint8)(sum / ((guint64)fx * (guint64)fy));
        }
        rv_row_store(out, y, means);
    }
    return out;
}

PIX *
rv_pix_reduce(PIX *pix, int factor)
{
    g_autoptr(PIX) gray = pixConvertTo8(pix, 0);

    return factor <= 1 ? g_steal_pointer(&gray) : reduce_gray(gray, factor);
}

PIX *
rv_pix_crop(PIX *pix, RvPx area)
{
    RvPx in = rv_px_clip(area, pixGetWidth(pix), pixGetHeight(pix));
    g_autoptr(BOX) box = NULL;

    if (rv_px_is_empty(in))
        return NULL;
    box = boxCreate(in.x, in.y, in.w, in.h);
    return pixClipRectangle(pix, box, NULL);
}

/* Bits of a row from pixel `first` to `last`; the first pixel is the highest bit of its word. */
static int
count_row(const l_uint32 *line, int first, int last)
{
    l_uint32 head = 0xffffffffU >> first % 32, tail = 0xffffffffU << (31 - last % 32);
    int n;

    if (first / 32 == last / 32)
        return __builtin_popcount(line[first / 32] & head & tail);
    n = __builtin_popcount(line[first / 32] & head) + __builtin_popcount(line[last / 32] & tail);
    for (int i = first / 32 + 1; i < last / 32; i++)
        n += __builtin_popcount(line[i]);
    return n;
}

int
rv_pix_count(PIX *pix, RvPx area)
{
    RvPx inside = rv_px_clip(area, pixGetWidth(pix), pixGetHeight(pix));
    int n = 0;

    for (int y = inside.y; !rv_px_is_empty(inside) && y < rv_px_bottom(inside); y++)
        n += count_row(pixGetData(pix) + (gsize)y * (gsize)pixGetWpl(pix), inside.x,
                       rv_px_right(inside) - 1);
    return n;
}

double
rv_pix_share(PIX *pix, RvPx area)
{
    RvPx inside = rv_px_clip(area, pixGetWidth(pix), pixGetHeight(pix));

    return rv_px_is_empty(inside) ? 0 : (double)rv_pix_count(pix, inside) / inside.w / inside.h;
}
