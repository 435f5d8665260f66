/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At which resolution does a page deserve to be drawn? A scan at its own pixels, each way for
 * itself (a fax is 204 x 196 dpi): resampling up makes no new detail, and blurs. */
#include "pdf-private.h"

#include <math.h>

/* Print of 6 pt has an x-height of 12 pixels at 300 dpi, what readers want; finer only costs. */
#define RV_PDF_VECTOR_DPI 300.0
/* Finer scans are drawn at this: the sheets are reduced to 300 dpi in any case. */
#define MAX_SCAN_DPI 400.0
/* Coarser than this an image is a decoration or a thumbnail, not a scan to be read. */
#define MIN_SCAN_DPI 60.0
/* A scan covers this share of the page and more; photographs set on a page leave margins. */
#define SCAN_COVERAGE 0.80
/* A smaller share is a logo or a stamp. */
#define MIN_SHARE 0.02
/* A side this near the page's is the page's: rounding of the paper size. */
#define FULL_SIDE 0.01
/* Images looked at; scanners that write strips write fewer than this. */
#define MAX_IMAGES 256
/* Poppler-glib draws images blank from 32,767 pixels a side on, with success. */
#define MAX_SIDE 32000
/* An image whose size is asked for is decoded for that: bound it by its area on the page first. */
#define MAX_IMAGE_PIXELS (200 * 1000 * 1000)

typedef struct {
    double area;         /* of all images on the page, points squared */
    double dpi_x, dpi_y; /* of the finest one that covers a good part */
} Images;

static void
weigh_image(PopplerPage *page, const PopplerImageMapping *mapping, double width_pt,
            double height_pt, Images *images)
{
    double w = fabs(mapping->area.x2 - mapping->area.x1),
           h = fabs(mapping->area.y2 - mapping->area.y1);
    cairo_surface_t *surface;
    double pw, ph;

    if (!(w > 0 && h > 0) || w * h < MIN_SHARE * width_pt * height_pt)
        return;
    surface = poppler_page_get_image(page, mapping->image_id);
    if (!surface)
        return;
    pw = cairo_image_surface_get_width(surface);
    ph = cairo_image_surface_get_height(surface);
    cairo_surface_destroy(surface);
    if (pw < 1 || ph < 1 || pw * ph > MAX_IMAGE_PIXELS)
        return;
    /* Turned by a quarter on the page: the sides change places. */
    if ((pw > ph) != (w > h) && fabs(log((pw / ph) / (h / w))) < fabs(log((pw / ph) / (w / h)))) {
        double swap = pw;

        pw = ph;
        ph = swap;
    }
    images->area += w * h;
    if (fabs(w - width_pt) < FULL_SIDE * width_pt)
        w = width_pt; /* it is the page: its pixels are the grid, no part of one more or less */
    if (fabs(h - height_pt) < FULL_SIDE * height_pt)
        h = height_pt;
    images->dpi_x = MAX(images->dpi_x, pw / w * 72);
    images->dpi_y = MAX(images->dpi_y, ph / h * 72);
}

static Images
weigh_images(PopplerPage *page, double width_pt, double height_pt, gboolean *any)
{
    GList *list = poppler_page_get_image_mapping(page);
    Images images = {0};
    int n = 0;

    *any = list != NULL;
    for (GList *at = list; at && n < MAX_IMAGES; at = at->next, n++)
        weigh_image(page, at->data, width_pt, height_pt, &images);
    poppler_page_free_image_mapping(list);
    return images;
}

RvGrid
rv_page_grid(PopplerPage *page, double width_pt, double height_pt, const RvPdfLimits *limits)
{
    RvGrid grid = {0};
    Images images = weigh_images(page, width_pt, height_pt, &grid.has_image);
    double dpi_x = RV_PDF_VECTOR_DPI, dpi_y = RV_PDF_VECTOR_DPI, w, h, shrink;

    grid.is_scan = images.area >= SCAN_COVERAGE * width_pt * height_pt &&
                   images.dpi_x >= MIN_SCAN_DPI && images.dpi_y >= MIN_SCAN_DPI;
    if (grid.is_scan) {
        double reduce = MIN(1, MAX_SCAN_DPI / MAX(images.dpi_x, images.dpi_y));

        dpi_x = images.dpi_x * reduce;
        dpi_y = images.dpi_y * reduce;
    }
    w = width_pt / 72 * dpi_x;
    h = height_pt / 72 * dpi_y;
    shrink = MIN(1, sqrt((double)limits->max_pixels / (w * h)));
    shrink = MIN(shrink, MAX_SIDE / MAX(w, h));
    grid.width = MAX(1, (int)lround(w * shrink));
    grid.height = MAX(1, (int)lround(h * shrink));
    return grid;
}
