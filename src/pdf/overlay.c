/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is something drawn over a page's scan? Told by the pixels, because a text layer does not say
 * whether it can be seen, and filled fields are not in it. */
#include "pdf-private.h"

/* Levels of green by which a pixel differs: more than what drawing it again does to a JPEG. */
#define DIFFERS 48
/* Share of differing pixels: ten letters of 8 pt on A4 are one in 20,000. */
#define VISIBLE_ONE_IN 20000

/* The image as it may lie on the page: turned by a quarter or not, mirrored each way or not. */
typedef struct {
    gboolean turned, mirrored_x, mirrored_y;
} Pose;

static int
green(guint32 pixel)
{
    return pixel >> 8 & 255;
}

static gboolean
differs(cairo_surface_t *drawn, cairo_surface_t *image, Pose pose)
{
    int width = cairo_image_surface_get_width(drawn),
        height = cairo_image_surface_get_height(drawn);
    gint64 most = (gint64)width * height / VISIBLE_ONE_IN, count = 0;

    for (int y = 0; y < height && count <= most; y++) {
        const guint32 *row = rv_surface_row(drawn, y);

        for (int x = 0; x < width; x++) {
            int u = pose.mirrored_x ? width - 1 - x : x, v = pose.mirrored_y ? height - 1 - y : y;
            guint32 there = pose.turned ? rv_surface_row(image, u)[v] : rv_surface_row(image, v)[u];

            count += ABS(green(row[x]) - green(there)) > DIFFERS;
        }
    }
    return count > most;
}

static gboolean
fits(cairo_surface_t *drawn, cairo_surface_t *image, gboolean turned)
{
    int width = cairo_image_surface_get_width(image),
        height = cairo_image_surface_get_height(image);

    return cairo_image_surface_get_width(drawn) == (turned ? height : width) &&
           cairo_image_surface_get_height(drawn) == (turned ? width : height);
}

gboolean
rv_overlay_compares(cairo_surface_t *drawn, cairo_surface_t *image)
{
    return fits(drawn, image, FALSE) || fits(drawn, image, TRUE);
}

gboolean
rv_overlay_is_visible(cairo_surface_t *drawn, cairo_surface_t *image)
{
    for (int i = 0; i < 8; i++) {
        Pose pose = {i & 4, i & 1, i & 2};

        if (fits(drawn, image, pose.turned) && !differs(drawn, image, pose))
            return FALSE;
    }
    return TRUE;
}
