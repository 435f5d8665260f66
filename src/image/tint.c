/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What print looks like: its colour, that of its paper, the thickness of its strokes. */
#include "image/image-private.h"

/* The share of the darkest ink whose colour counts: the rims of letters are mixed with paper. */
#define DARK_SHARE 0.5

typedef struct {
    double red, green, blue;
    int n;
} Sum;

static void
add(Sum *sum, l_uint32 pixel)
{
    l_int32 red, green, blue;

    extractRGBValues(pixel, &red, &green, &blue);
    sum->red += red;
    sum->green += green;
    sum->blue += blue;
    sum->n++;
}

static RvTint
tint_of(const Sum *sum)
{
    double most = MAX(sum->red, MAX(sum->green, sum->blue));
    double least = MIN(sum->red, MIN(sum->green, sum->blue)), range = most - least;
    RvTint tint = {0, most > 0 ? range / most : 0, sum->n ? range / sum->n / 255 : 0};

    if (range <= 0)
        return tint;
    if (most <= sum->red)
        tint.hue = 60 * (sum->green - sum->blue) / range;
    else if (most <= sum->green)
        tint.hue = 120 + 60 * (sum->blue - sum->red) / range;
    else
        tint.hue = 240 + 60 * (sum->red - sum->green) / range;
    if (tint.hue < 0)
        tint.hue += 360;
    return tint;
}

/* The grey that this share of the ink is no brighter than. */
static int
dark_limit(const RvSheet *sheet, RvPx at)
{
    guint counts[256] = {0};

    for (int y = at.y; y < rv_px_bottom(at); y++) {
        const l_uint32 *ink = pixGetData(sheet->ink) + (gsize)y * (gsize)pixGetWpl(sheet->ink);
        const l_uint32 *gray = pixGetData(sheet->gray) + (gsize)y * (gsize)pixGetWpl(sheet->gray);

        for (int x = at.x; x < rv_px_right(at); x++)
            if (GET_DATA_BIT(ink, x))
                counts[GET_DATA_BYTE(gray, x)]++;
    }
    return rv_rank_counts(counts, DARK_SHARE, 255);
}

static void
measure_colours(const RvSheet *sheet, RvPx at, RvPrintLook *look)
{
    int limit = dark_limit(sheet, at);
    Sum ink = {0}, paper = {0};

    for (int y = at.y; y < rv_px_bottom(at); y++) {
        const l_uint32 *bits = pixGetData(sheet->ink) + (gsize)y * (gsize)pixGetWpl(sheet->ink);
        const l_uint32 *gray = pixGetData(sheet->gray) + (gsize)y * (gsize)pixGetWpl(sheet->gray);
        const l_uint32 *row = pixGetData(sheet->color) + (gsize)y * (gsize)pixGetWpl(sheet->color);

        for (int x = at.x; x < rv_px_right(at); x++)
            if (!GET_DATA_BIT(bits, x))
                add(&paper, row[x]);
            else if ((int)GET_DATA_BYTE(gray, x) <= limit)
                add(&ink, row[x]);
    }
    look->ink = tint_of(&ink);
    look->paper = tint_of(&paper);
}

static void
measure_ink(const RvSheet *sheet, RvPx at, RvPrintLook *look)
{
    int area = 0, runs = 0;

    for (int y = at.y; y < rv_px_bottom(at); y++) {
        const l_uint32 *ink = pixGetData(sheet->ink) + (gsize)y * (gsize)pixGetWpl(sheet->ink);
        gboolean inside = FALSE;

        for (int x = at.x; x < rv_px_right(at); x++) {
            gboolean dark = GET_DATA_BIT(ink, x) != 0;

            area += dark;
            runs += dark && !inside;
            inside = dark;
        }
    }
    look->stroke = runs ? (double)area / runs : 0;
}

RvPrintLook
rv_sheet_look(const RvSheet *sheet, RvPx area)
{
    RvPx at = rv_px_clip(area, sheet->width, sheet->height);
    RvPrintLook look = {0};

    if (sheet->is_blank || !sheet->ink || rv_px_is_empty(at))
        return look;
    measure_ink(sheet, at, &look);
    if (sheet->color && look.stroke > 0)
        measure_colours(sheet, at, &look);
    return look;
}

double
rv_sheet_ink(const RvSheet *sheet, RvPx area)
{
    return sheet->ink ? rv_pix_share(sheet->ink, area) : 0;
}
