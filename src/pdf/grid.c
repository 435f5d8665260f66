/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On which grid does a page deserve to be drawn? A scan on its own pixels, each way for itself (a
 * fax has 204 x 196 dpi): resampling up makes no new detail, and blurs. */
#include "pdf-private.h"

#include <math.h>

/* A finer scan is reduced by the largest whole number that leaves this: 300 dpi, less what rounded
 * paper sizes take off. Readers gain nothing above; a whole number averages full squares. */
#define ENOUGH_DPI 295.0
/* Coarser than this an image is a decoration or a thumbnail, not a scan to be read. */
#define MIN_SCAN_DPI 60.0
/* Poppler-glib draws images blank from 32,767 pixels a side on, with success. */
#define MAX_SIDE 32000.0
/* A page whose long side is under A5's or over A3's holds a picture whose resolution nobody
 * measured: it is judged as if it were A4. */
#define SMALLEST_PAPER_PT 500.0
#define LARGEST_PAPER_PT 1250.0
#define A4_LONG_PT 842.0

static double
paper_scale(double width_pt, double height_pt)
{
    double longest = MAX(width_pt, height_pt);

    return longest < SMALLEST_PAPER_PT || longest > LARGEST_PAPER_PT ? longest / A4_LONG_PT : 1;
}

static void
fit(RvGrid *grid, double width, double height, const RvPdfLimits *limits)
{
    double shrink = MIN(1, sqrt((double)limits->max_pixels / (width * height)));

    shrink = MIN(shrink, MAX_SIDE / MAX(width, height));
    /* Rounded up, a grid at the limit would be over it. */
    grid->width = MAX(1, (int)(shrink < 1 ? floor(width * shrink) : round(width)));
    grid->height = MAX(1, (int)(shrink < 1 ? floor(height * shrink) : round(height)));
    grid->is_whole = grid->is_whole && shrink >= 1;
}

RvGrid
rv_grid_of_vector(double width_pt, double height_pt, const RvPdfLimits *limits)
{
    RvGrid grid = {0};

    fit(&grid, width_pt / 72 * RV_PDF_VECTOR_DPI, height_pt / 72 * RV_PDF_VECTOR_DPI, limits);
    grid.paper_dpi = MIN(grid.width / width_pt, grid.height / height_pt) * 72;
    return grid;
}

RvGrid
rv_grid_of_scan(const RvImages *images, double width_pt, double height_pt,
                const RvPdfLimits *limits)
{
    RvGrid grid = {0};
    double dpi = MIN(images->width / width_pt, images->height / height_pt) * 72 *
                 paper_scale(width_pt, height_pt);
    double reduce = MAX(1, floor(dpi / ENOUGH_DPI));

    grid.is_scan = images->cover && dpi >= MIN_SCAN_DPI;
    if (!grid.is_scan)
        return grid;
    grid.is_whole = reduce == 1;
    grid.paper_dpi = dpi / reduce;
    fit(&grid, images->width / reduce, images->height / reduce, limits);
    return grid;
}
