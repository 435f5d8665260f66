/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grain and specks: pixels that stand out from what is around them whichever way one looks. A
 * stroke or its edge goes on in one direction at least; where lines leave gaps, nothing does. */
#include "gauge/defects.h"

#include <math.h>

/* One row in so many is looked at, small pixels, in stretches short enough to fit between lines of
 * text however they hang. */
#define STEP 4
#define STRETCH 8
/* Grain as fine as pixels, and coarser: distances at which a pixel is compared with others. */
#define LAGS 3
/* Of the stretches of a cell so many lie between its lines, or in a margin. */
#define GAP_SHARE 0.15
/* Their grain is counted in quarters of a level, up to so many. */
#define PARTS 4
#define MOST 512
/* A page with one odd cell (a picture, a stamp) is not noisy for that: this cell counts. */
#define CELL_OF_MANY 5
/* Grain against contrast, mean second difference by levels: what scanners and coding leave; what
 * drowns letters. */
#define FINE 0.008
#define BAD 0.13
/* Half of the letters are lost long before half of the grain that drowns them all is there. */
#define BEND 0.55
/* Contrast below which print is faint, and not to be blamed on the grain: levels. */
#define CONTRAST_LEAST 60.0
/* Letters of fewer small pixels are specks themselves, so much more the smaller they are. */
#define SPECKS 12.0
/* Larger letters are drowned by coarser grain: small pixels of x-height. */
#define LARGE_LETTERS 16
/* Cells are looked at in halves, but no part is lower than a line and its gap, in x-heights. */
#define HALVES 2
#define LINE 3.5
/* Cells with so much of the worst one's severity are part of the place; more of them than WHOLE:
 * all of the page. */
#define PART_SHARE 0.5
#define WHOLE 0.6

/* Second differences along the stretches of the rows that are looked at. */
typedef struct {
    int lag, columns, rows; /* stretches */
    guint16 *sums;
} Grain;

static void
grain_clear(Grain *grain)
{
    g_free(grain->sums);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Grain, grain_clear)

/* The least second difference of the four directions. 16 bits, for as many at once as can be. */
static void
stand_out(const guint8 *restrict at, const guint8 *restrict up, const guint8 *restrict down,
          int lag, int n, gint16 *restrict out)
{
    for (int x = 0; x < n; x++) {
        gint16 twice = (gint16)(2 * at[x]);
        gint16 a = (gint16)(twice - at[x - lag] - at[x + lag]);
        gint16 b = (gint16)(twice - up[x] - down[x]);
        gint16 c = (gint16)(twice - up[x - lag] - down[x + lag]);
        gint16 d = (gint16)(twice - up[x + lag] - down[x - lag]);

        a = MAX(a, (gint16)-a);
        b = MAX(b, (gint16)-b);
        c = MAX(c, (gint16)-c);
        d = MAX(d, (gint16)-d);
        a = MIN(a, b);
        c = MIN(c, d);
        out[x] = MIN(a, c);
    }
}

static Grain
grain_new(const RvGlance *glance, int lag)
{
    gsize width = (gsize)glance->width;
    Grain grain = {lag, MAX(0, glance->width - 2 * lag) / STRETCH,
                   (MAX(0, glance->height - 2 * lag) + STEP - 1) / STEP, NULL};
    g_autofree gint16 *row = g_new0(gint16, width);
    int n = grain.columns * STRETCH;

    grain.sums = g_new0(guint16, (gsize)grain.columns * (gsize)grain.rows + 1);
    for (int r = 0; r < grain.rows; r++) {
        const guint8 *at = glance->gray + (gsize)(lag + r * STEP) * width + lag;
        guint16 *sums = grain.sums + (gsize)r * (gsize)grain.columns;

        stand_out(at, at - (gsize)lag * width, at + (gsize)lag * width, lag, n, row);
        for (int c = 0; c < grain.columns; c++)
            for (int i = 0; i < STRETCH; i++)
                sums[c] = (guint16)(sums[c] + row[c * STRETCH + i]);
    }
    return grain;
}

/* Of the quieter stretches of an area, levels. */
static double
grain_of(const Grain *grain, RvPx area)
{
    guint counts[MOST] = {0}, n = 0, seen = 0;
    int top = MAX(0, (area.y - grain->lag + STEP - 1) / STEP);
    int bottom = MIN(grain->rows, (rv_px_bottom(area) - grain->lag + STEP - 1) / STEP);
    int left = MAX(0, (area.x - grain->lag + STRETCH - 1) / STRETCH);
    int right = MIN(grain->columns, (rv_px_right(area) - grain->lag) / STRETCH);

    for (int r = top; r < bottom; r++)
        for (int c = left; c < right; c++, n++) {
            guint sum = grain->sums[(gsize)r * (gsize)grain->columns + (gsize)c];

            /* A second difference is twice what a pixel stands out. */
            counts[MIN(MOST - 1, sum * PARTS / (2 * STRETCH))]++;
        }
    for (guint i = 0; n && i < MOST; i++)
        if ((seen += counts[i]) > GAP_SHARE * n)
            return i / (double)PARTS;
    return 0;
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Of the noisier half of a cell: a noisy part of the page does not end where cells do. */
static double
cell_grain(const RvExam *exam, int cell, const Grain *of)
{
    RvPx area = rv_edges_area(exam->edges, exam->glance, cell), part = area;
    double grain = 0;

    part.h = MAX((area.h + HALVES - 1) / HALVES, (int)(LINE * exam->glance->x_height));
    for (; part.y < rv_px_bottom(area); part.y += part.h) {
        if (rv_px_bottom(part) > rv_px_bottom(area))
            part.y = MAX(area.y, rv_px_bottom(area) - part.h);
        grain = MAX(grain, grain_of(of, rv_px_intersection(part, area)));
    }
    return grain;
}

static double
severity_of(double grain, double contrast, double x_height)
{
    double speckled = x_height > 0 && x_height < SPECKS ? SPECKS / x_height : 1;

    return pow(rv_ramp(grain / contrast, FINE * speckled * speckled, BAD), BEND);
}

/* Around the cells that are worse than `least`; empty when that is most of the page. */
static RvPx
place_of(const RvExam *exam, const double *cells, double least)
{
    int n = exam->edges->columns * exam->edges->rows, bad = 0;
    RvPx where = {0};

    for (int i = 0; i < n; i++)
        if (cells[i] >= least) {
            RvPx area = rv_edges_area(exam->edges, exam->glance, i);

            where = bad++ ? rv_px_union(where, area) : area;
        }
    if (bad > WHOLE * n)
        where = (RvPx){0};
    return where;
}

RvSeen
rv_see_noisy(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    int n = exam->edges->columns * exam->edges->rows;
    gboolean is_large = glance->x_height <= 0 || glance->x_height > LARGE_LETTERS;
    double contrast = MAX(CONTRAST_LEAST, glance->paper - glance->dark);
    g_autofree double *cells = g_new0(double, n), *sorted = g_new0(double, n);
    RvSeen seen = {0};

    for (int k = 0; k < (is_large ? LAGS : LAGS - 1); k++) {
        g_auto(Grain) grain = grain_new(glance, 1 << k);

        for (int i = 0; i < n; i++)
            cells[i] = MAX(cells[i], cell_grain(exam, i, &grain));
    }
    for (int i = 0; i < n; i++)
        sorted[i] = cells[i] = severity_of(cells[i], contrast, glance->x_height);
    qsort(sorted, (gsize)n, sizeof *sorted, compare_doubles);
    seen.severity = sorted[MAX(0, n - MIN(CELL_OF_MANY, (n + 1) / 2))];
    seen.where = place_of(exam, cells, PART_SHARE * seen.severity);
    return seen;
}
