/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The levels of paper and print, tile by tile. */
#include "gauge/glance.h"

#include "recevable/rank.h"

#include <math.h>

#define HIGH_RANK 0.9
#define LOW_RANK 0.03
/* Dark things up to so many tiles wide have paper around them: letters, bars, scribbles. */
#define REACH 2
/* A tile has print when its dark pixels are this far under its paper, in levels and in noises. */
#define PRINT_DEPTH 24
#define PRINT_NOISES 5

/* Neighbours are mostly of one level: counted in turn in so many tables, one count need not wait
 * for the one before. */
#define TURNS 4

typedef guint16 Counts[TURNS][256];

static guint
count_of(Counts counts, int level)
{
    return (guint)counts[0][level] + counts[1][level] + counts[2][level] + counts[3][level];
}

/* The levels at three ranks, the highest first, in one walk down from the brightest. */
static void
levels_of(Counts counts, guint n, int brightest, const double ranks[3], guint8 levels[3])
{
    guint above = 0;
    int level = brightest;

    for (int i = 0; i < 3; i++) {
        guint least = n - (guint)(ranks[i] * n);

        while (above + count_of(counts, level) < least && level > 0)
            above += count_of(counts, level--);
        levels[i] = (guint8)level;
    }
}

/* Mean difference of neighbours that both are in the brighter half. */
static float
noise_of(const RvGlance *glance, RvPx area, guint8 middle)
{
    guint sum = 0, n = 0;

    for (int y = area.y; y < rv_px_bottom(area); y++) {
        const guint8 *row = glance->gray + (gsize)y * (gsize)glance->width + area.x;
        guint16 row_sum = 0, row_n = 0;

        for (int x = 1; x < area.w; x++) {
            guint8 is_bright = row[x] >= middle && row[x - 1] >= middle;

            row_sum += (guint16)(is_bright * ABS(row[x] - row[x - 1]));
            row_n += is_bright;
        }
        sum += row_sum;
        n += row_n;
    }
    return n ? (float)sum / (float)n : 0;
}

static void
measure_tile(const RvGlance *glance, RvPx area, RvTile *tile)
{
    static const double ranks[3] = {HIGH_RANK, 0.5, LOW_RANK};
    Counts counts = {0};
    guint all = 0, n = (guint)(area.w * area.h);
    guint8 brightest = 0, levels[3];

    for (int y = area.y; y < rv_px_bottom(area); y++) {
        const guint8 *row = glance->gray + (gsize)y * (gsize)glance->width + area.x;

        for (int x = 0; x < area.w; x++)
            counts[x % TURNS][row[x]]++;
        for (int x = 0; x < area.w; x++) {
            all += row[x];
            brightest = MAX(brightest, row[x]);
        }
    }
    levels_of(counts, n, brightest, ranks, levels);
    tile->mean = (guint8)(all / n);
    tile->high = levels[0];
    tile->low = levels[2];
    tile->noise = noise_of(glance, area, levels[1]);
}

/* The highest (or lowest) of the tiles around each. */
static void
spread(const RvGlance *glance, const guint8 *in, guint8 *out, int reach, gboolean highest)
{
    for (int r = 0; r < glance->rows; r++)
        for (int c = 0; c < glance->columns; c++) {
            guint8 best = in[r * glance->columns + c];

            for (int y = MAX(0, r - reach); y <= MIN(glance->rows - 1, r + reach); y++)
                for (int x = MAX(0, c - reach); x <= MIN(glance->columns - 1, c + reach); x++) {
                    guint8 v = in[y * glance->columns + x];

                    best = highest ? MAX(best, v) : MIN(best, v);
                }
            out[r * glance->columns + c] = best;
        }
}

static void
find_paper(RvGlance *glance)
{
    gsize n = (gsize)glance->columns * (gsize)glance->rows;
    g_autofree guint8 *in = g_malloc(n), *grown = g_malloc(n), *closed = g_malloc(n);

    for (gsize i = 0; i < n; i++)
        in[i] = glance->tiles[i].high;
    spread(glance, in, grown, REACH, TRUE);
    spread(glance, grown, closed, REACH, FALSE);
    for (gsize i = 0; i < n; i++) {
        glance->tiles[i].paper = closed[i];
        in[i] = glance->tiles[i].low;
    }
    spread(glance, in, grown, 1, FALSE);
    for (gsize i = 0; i < n; i++)
        glance->tiles[i].dark = MIN(grown[i], glance->tiles[i].paper);
}

static double
median(GArray *values)
{
    return values->len ? rv_rank(values, 0.5) : 0;
}

static void
find_medians(RvGlance *glance)
{
    g_autoptr(GArray) papers = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) noises = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) darks = g_array_new(FALSE, FALSE, sizeof(int));

    for (int i = 0; i < glance->columns * glance->rows; i++) {
        const RvTile *tile = &glance->tiles[i];
        int paper = tile->paper, noise = (int)(tile->noise * 256), dark = tile->dark;

        g_array_append_val(papers, paper);
        g_array_append_val(noises, noise);
        if (paper - tile->low > PRINT_DEPTH + PRINT_NOISES * tile->noise)
            g_array_append_val(darks, dark);
    }
    glance->paper = median(papers);
    glance->noise = median(noises) / 256;
    glance->dark = darks->len ? median(darks) : glance->paper;
}

void
rv_tiles_measure(RvGlance *glance)
{
    glance->columns = (glance->width + RV_GLANCE_TILE - 1) / RV_GLANCE_TILE;
    glance->rows = (glance->height + RV_GLANCE_TILE - 1) / RV_GLANCE_TILE;
    glance->tiles = g_new0(RvTile, (gsize)glance->columns * (gsize)glance->rows);
    for (int r = 0; r < glance->rows; r++)
        for (int c = 0; c < glance->columns; c++) {
            RvPx area = rv_px_clip(
                (RvPx){c * RV_GLANCE_TILE, r * RV_GLANCE_TILE, RV_GLANCE_TILE, RV_GLANCE_TILE},
                glance->width, glance->height);

            measure_tile(glance, area, &glance->tiles[r * glance->columns + c]);
        }
    find_paper(glance);
    find_medians(glance);
}
