/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What runs dark along a line of print without being a stroke of its own through the letters: bars,
 * the edges of stamps, signatures. */
#include "boxes/struck-private.h"

#include "recevable/rank.h"

#include <math.h>

/* A stroke is thinner than that, in x-heights: where all is dark there is a bar. The pen
 * alone is seen in the thinnest of the columns, such a share of them. */
#define MAX_THICK 0.75
#define THINNEST 0.2
/* The edge of a stamp goes on in an arc, looked for over so many x-heights at both ends; radii, in
 * x-heights: of 8 to 25 mm. */
#define ARC_ENDS 1.5
#define ARC_FULL 0.85
static const double radii[] = {4, 5, 6, 7.5, 9.5, 12, 15};
/* What reaches so far above or below the line, in x-heights from its middle, belongs to more than
 * the line: to a signature or a stamp. */
#define REACH 2.6

gboolean
rv_way_is_bar(const RvBand *band, const RvWay *way)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(int));
    int most = (int)(2 * band->x_height);

    for (int i = 0; i < way->width; i++) {
        int column = way->from + i, at = band->low + rv_way_row(way, i), top, bottom, size;

        if (!rv_band_is_dark(band, column, at) && !rv_band_is_dark(band, column, ++at))
            continue;
        for (top = at; top < at + most && rv_band_is_dark(band, column, top + 1);)
            top++;
        for (bottom = at; bottom > at - most && rv_band_is_dark(band, column, bottom - 1);)
            bottom--;
        size = top - bottom + 1;
        g_array_append_val(sizes, size);
    }
    return rv_rank(sizes, THINNEST) > MAX_THICK * band->x_height;
}

/* Does the way go on, at one end, along a bend? `bend`: rows a column squared. */
static gboolean
bends_on(const RvBand *band, const RvWay *way, double bend, gboolean right)
{
    int n = (int)(ARC_ENDS * band->x_height), full = 0;
    double slope = (double)(way->last - way->first) / way->width;

    for (int k = 1; k <= n; k++) {
        int i = right ? way->width + k : -k;
        double drop = bend * i * (i - way->width);
        int above = band->low + (int)lround(way->first + slope * i - drop);

        full += rv_band_is_dark(band, way->from + i, above) ||
                rv_band_is_dark(band, way->from + i, above + 1) ||
                rv_band_is_dark(band, way->from + i, above - 1);
    }
    return full >= ARC_FULL * n;
}

gboolean
rv_way_is_arc(const RvBand *band, const RvWay *way)
{
    for (guint i = 0; i < G_N_ELEMENTS(radii); i++) {
        double bend = 1 / (2 * radii[i] * band->x_height);

        if ((bends_on(band, way, bend, FALSE) && bends_on(band, way, bend, TRUE)) ||
            (bends_on(band, way, -bend, FALSE) && bends_on(band, way, -bend, TRUE)))
            return TRUE;
    }
    return FALSE;
}

static RvPx
box_of(const RvBand *band, const RvWay *way)
{
    int x = (int)band->line->left + way->from;
    int y = (int)lround(rv_strip_base(band->line, x)) - band->low - way->first;

    return (RvPx){x, y, way->width, 1};
}

gboolean
rv_way_reaches_out(const RvBand *band, const RvWay *way)
{
    RvPx box = box_of(band, way);
    int reach = (int)(REACH * band->x_height) + 1;
    RvPx area =
        rv_px_clip(rv_px_grow(box, 3 * reach, reach), band->sheet->width, band->sheet->height);
    g_autoptr(PIX) ink = rv_pix_crop(band->sheet->ink, area), seed = NULL, piece = NULL;
    double slope = (double)(way->last - way->first) / way->width;

    if (!ink)
        return FALSE;
    seed = pixCreateTemplate(ink);
    for (int i = 0; i < way->width; i++)
        pixSetPixel(seed, box.x - area.x + i, box.y - area.y - (int)(slope * i), 1);
    pixAnd(seed, seed, ink);
    piece = pixSeedfillBinary(NULL, seed, ink, 8);
    return piece && (rv_pix_count(piece, (RvPx){0, 0, area.w, 1}) > 0 ||
                     rv_pix_count(piece, (RvPx){0, area.h - 1, area.w, 1}) > 0);
}
