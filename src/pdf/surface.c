/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cairo's surfaces -> the stage's pixels: grey where there is no colour, a third of the bytes. */
#include "pdf-private.h"

#include <string.h>

/* Channels that differ by no more than this are grey: JPEG's rounding of colours. */
#define GREY_TOLERANCE 6
/* Coloured area from which a page is kept in colour: one tick of a thin pen is 2 mm2. */
#define COLOUR_MM2 1.0

const guint32 *
rv_surface_row(cairo_surface_t *surface, int y)
{
    const guint8 *data = cairo_image_surface_get_data(surface);

    return (const guint32 *)(const void *)(data + (gsize)y * (gsize)cairo_image_surface_get_stride(
                                                                 surface));
}

static gboolean
is_coloured(guint32 pixel)
{
    int r = pixel >> 16 & 255, g = pixel >> 8 & 255, b = pixel & 255;

    return MAX(MAX(r, g), b) - MIN(MIN(r, g), b) > GREY_TOLERANCE;
}

static gboolean
has_colour(cairo_surface_t *surface, double pixels_per_mm2)
{
    int width = cairo_image_surface_get_width(surface),
        height = cairo_image_surface_get_height(surface);
    double enough = COLOUR_MM2 * pixels_per_mm2, coloured = 0;

    for (int y = 0; y < height; y++) {
        const guint32 *row = rv_surface_row(surface, y);
        int n = 0;

        for (int x = 0; x < width; x++)
            n += is_coloured(row[x]);
        coloured += n;
        if (coloured > enough)
            return TRUE;
    }
    return FALSE;
}

static void
copy_row(const guint32 *from, guint8 *to, int width, int channels)
{
    for (int x = 0; x < width; x++) {
        guint r = from[x] >> 16 & 255, g = from[x] >> 8 & 255, b = from[x] & 255;

        if (channels == 1) {
            /* Rec. 601 luma, as Leptonica and JPEG weigh it. */
            to[x] = (guint8)((r * 299 + g * 587 + b * 114 + 500) / 1000);
        } else {
            to[3 * x] = (guint8)r;
            to[3 * x + 1] = (guint8)g;
            to[3 * x + 2] = (guint8)b;
        }
    }
}

RvPixels
rv_pixels_of_surface(cairo_surface_t *surface, double pixels_per_mm2)
{
    RvPixels pixels = {.width = cairo_image_surface_get_width(surface),
                       .height = cairo_image_surface_get_height(surface)};

    pixels.channels = has_colour(surface, pixels_per_mm2) ? 3 : 1;
    pixels.stride = pixels.width * pixels.channels;
    pixels.data = g_malloc((gsize)pixels.stride * (gsize)pixels.height);
    for (int y = 0; y < pixels.height; y++)
        copy_row(rv_surface_row(surface, y), pixels.data + (gsize)y * (gsize)pixels.stride,
                 pixels.width, pixels.channels);
    return pixels;
}

gboolean
rv_surface_is_plain(cairo_surface_t *surface)
{
    int width = cairo_image_surface_get_width(surface),
        height = cairo_image_surface_get_height(surface);
    guint32 first = rv_surface_row(surface, 0)[0] & 0xffffff;

    for (int y = 0; y < height; y++) {
        const guint32 *row = rv_surface_row(surface, y);

        for (int x = 0; x < width; x++)
            if ((row[x] & 0xffffff) != first)
                return FALSE;
    }
    return TRUE;
}
