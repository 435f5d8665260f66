/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How alike print is to itself upside down: figures such as 0, 3 and 8 are, whatever their shape
 * inside, and 6 and 9 are not. */
#include "image/image-private.h"

#include <math.h>

/* Sums for a correlation. */
typedef struct {
    double a, b, aa, bb, ab;
    int n;
} Sums;

static void
add(Sums *s, int a, int b)
{
    s->a += a;
    s->b += b;
    s->aa += (double)a * a;
    s->bb += (double)b * b;
    s->ab += (double)a * b;
    s->n++;
}

static double
correlation(const Sums *s)
{
    double a = s->aa - s->a * s->a / s->n, b = s->bb - s->b * s->b / s->n;

    return a > 0 && b > 0 ? (s->ab - s->a * s->b / s->n) / sqrt(a * b) : 0;
}

double
rv_sheet_mirrored(const RvSheet *sheet, RvPx area)
{
    RvPx at = rv_px_clip(area, sheet->width, sheet->height);
    int wpl = pixGetWpl(sheet->gray);
    Sums sums = {0};

    for (int y = 0; y < at.h; y++) {
        const l_uint32 *line = pixGetData(sheet->gray) + (gsize)(at.y + y) * (gsize)wpl;
        const l_uint32 *other = pixGetData(sheet->gray) + (gsize)(at.y + at.h - 1 - y) * (gsize)wpl;

        for (int x = at.x; x < rv_px_right(at); x++)
            add(&sums, GET_DATA_BYTE(line, x), GET_DATA_BYTE(other, x));
    }
    return sums.n ? correlation(&sums) : 0;
}
