/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/pix.h"

#include <math.h>

#define MM_PER_INCH 25.4

int
rv_pix_mm(double dpi, double mm)
{
    return MAX(1, (int)lround(mm * dpi / MM_PER_INCH));
}

static void
fill_row(l_uint32 *line, const guint8 *row, const RvPixels *pixels)
{
    if (pixels->channels == 1)
        for (int x = 0; x < pixels->width; x++)
            SET_DATA_BYTE(line, x, row[x]);
    else
        for (int x = 0; x < pixels->width; x++, row += 3)
            composeRGBPixel(row[0], row[1], row[2], line + x);
}

PIX *
rv_pix_from_pixels(const RvPixels *pixels)
{
    int channels = pixels->channels;
    PIX *pix;

    if (!pixels->data || pixels->width < 1 || pixels->height < 1 ||
        (channels != 1 && channels != 3) || pixels->stride / channels < pixels->width)
        return NULL;
    pix = pixCreateNoInit(pixels->width, pixels->height, channels == 1 ? 8 : 32);
    if (!pix)
        return NULL;
    for (int y = 0; y < pixels->height; y++)
        fill_row(pixGetData(pix) + (gsize)y * pixGetWpl(pix),
                 pixels->data + (gsize)y * pixels->stride, pixels);
    return pix;
}

/* One row of means: sums[] over `rows` rows and `factor` columns each. */
static void
write_means(l_uint32 *line, guint32 *sums, int width, int area)
{
    for (int x = 0; x < width; x++) {
        SET_DATA_BYTE(line, x, sums[x] / area);
        sums[x] = 0;
    }
}

static PIX *
reduce_gray(PIX *pix, int factor)
{
    int fx = MIN(factor, pixGetWidth(pix)), fy = MIN(factor, pixGetHeight(pix));
    int width = pixGetWidth(pix) / fx, height = pixGetHeight(pix) / fy;
    g_autofree guint32 *sums = g_new0(guint32, width);
    PIX *out = pixCreate(width, height, 8);

    for (int y = 0; y < height * fy; y++) {
        const l_uint32 *line = pixGetData(pix) + (gsize)y * pixGetWpl(pix);

        for (int x = 0, at = 0; x < width; x++)
            for (int i = 0; i < fx; i++)
                sums[x] += GET_DATA_BYTE(line, at++);
        if (y % fy == fy - 1)
            write_means(pixGetData(out) + (gsize)(y / fy) * pixGetWpl(out), sums, width, fx * fy);
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

int
rv_pix_count(PIX *pix, RvPx area)
{
    g_autoptr(PIX) crop = rv_pix_crop(pix, area);
    l_int32 count = 0;

    if (crop)
        pixCountPixels(crop, &count, NULL);
    return count;
}
