/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gauge/broad.h"

#include <math.h>

/* Pixels of the map in an x-height; their number at the most. */
#define FINENESS 5.0
#define MOST_PIXELS 650000
/* X-height where no letters are found, and at the most, of the longer side: what seems larger is a
 * blot, and so is what seems large where there is little of it. At least: small pixels. */
#define USUAL_HEIGHT 0.0055
#define MOST_HEIGHT 0.02
#define LARGE_HEIGHT 0.009
#define LARGE_LETTERS 100
#define LEAST_HEIGHT 5.0
/* Side of the square that no stroke of print holds: bold ones are a quarter of an x-height. */
#define STROKE 0.5
/* Side of a block: a line of text. */
#define BLOCK_HEIGHT 2.4
/* Paper is what is the brightest of so many blocks around. */
#define REACH 1

static void
choose_scale(const RvGlance *glance, RvBroad *b)
{
    double longest = MAX(glance->width, glance->height);
    double high = glance->x_height;
    double area = (double)glance->width * glance->height;

    if (high <= 0 || high > MOST_HEIGHT * longest ||
        (high > LARGE_HEIGHT * longest && glance->letters->len < LARGE_LETTERS))
        high = USUAL_HEIGHT * longest;
    high = MAX(LEAST_HEIGHT, high);
    b->scale = MAX(1, (int)lround(high / FINENESS));
    while (area / (b->scale * b->scale) > MOST_PIXELS)
        b->scale++;
    b->scale = MIN(b->scale, MIN(glance->width, glance->height));
    b->x_height = high / b->scale;
    b->width = glance->width / b->scale;
    b->height = glance->height / b->scale;
}

/* The usual scales, each a loop that the compiler can make parallel. */
static void
add_pairs(const guint8 *restrict row, int n, guint32 *restrict sums)
{
    for (int x = 0; x < n; x++)
        sums[x] += (guint32)row[2 * x] + row[2 * x + 1];
}

static void
add_triples(const guint8 *restrict row, int n, guint32 *restrict sums)
{
    for (int x = 0; x < n; x++)
        sums[x] += (guint32)row[3 * x] + row[3 * x + 1] + row[3 * x + 2];
}

static void
shrink(const RvGlance *glance, RvBroad *b)
{
    g_autofree guint32 *sums = g_new(guint32, b->width);
    guint32 share = 65536u / (guint32)(b->scale * b->scale);

    for (int y = 0; y < b->height; y++) {
        guint8 *out = b->gray + (gsize)y * (gsize)b->width;

        memset(sums, 0, sizeof *sums * (gsize)b->width);
        for (int i = 0; i < b->scale; i++) {
            const guint8 *row = glance->gray + (gsize)(y * b->scale + i) * (gsize)glance->width;

            if (b->scale == 2)
                add_pairs(row, b->width, sums);
            else if (b->scale == 3)
                add_triples(row, b->width, sums);
            else
                for (int x = 0; x < b->width; x++)
                    for (int k = 0; k < b->scale; k++)
                        sums[x] += row[x * b->scale + k];
        }
        for (int x = 0; x < b->width; x++)
            out[x] = (guint8)((sums[x] * share + 32768) >> 16);
    }
}

/* The brightest (darkest) of n pixels from each on, `step` bytes apart; what is beyond the end
 * counts for nothing. In place: the pixels before are not needed any more. */
static void
spread_rows(guint8 *restrict to, const guint8 *restrict from, gsize n, gboolean brightest)
{
    if (brightest)
        for (gsize i = 0; i < n; i++)
            to[i] = MAX(to[i], from[i]);
    else
        for (gsize i = 0; i < n; i++)
            to[i] = MIN(to[i], from[i]);
}

/* Towards the end: out[i] becomes the extreme of i .. i + n - 1; towards the start the other. */
static void
sweep(RvBroad *b, guint8 *map, guint8 *spare, int n, gboolean brightest)
{
    gsize width = (gsize)b->width, size = width * (gsize)b->height;

    for (int pass = 0; pass < 2; pass++) {
        gsize step = pass ? 1 : width;

        for (int k = 1; k < n; k++) {
            memcpy(spare, map, size);
            if (size > step) {
                if (brightest)
                    spread_rows(map, spare + step, size - step, TRUE);
                else
                    spread_rows(map + step, spare, size - step, FALSE);
            }
        }
    }
}

static void
close_map(RvBroad *b)
{
    gsize size = (gsize)b->width * (gsize)b->height;
    g_autofree guint8 *spare = g_malloc(size);
    int n = MAX(2, (int)lround(STROKE * b->x_height));

    b->closed = g_memdup2(b->gray, size);
    sweep(b, b->closed, spare, n, TRUE);
    sweep(b, b->closed, spare, n, FALSE);
}

static RvPx
block_area(const RvBroad *b, int block)
{
    RvPx area = {block % b->columns * b->side, block / b->columns * b->side, b->side, b->side};

    return rv_px_clip(area, b->width, b->height);
}

RvPx
rv_broad_area(const RvBroad *b, int block)
{
    RvPx area = block_area(b, block);

    return (RvPx){area.x * b->scale, area.y * b->scale, area.w * b->scale, area.h * b->scale};
}

/* The brightest (darkest) of those within reach along one side of the grid of blocks. */
static void
extremes(const RvBroad *b, guint8 *values, int reach, gboolean down, gboolean brightest)
{
    int n = down ? b->rows : b->columns, lines = down ? b->columns : b->rows;
    int step = down ? b->columns : 1, next = down ? 1 : b->columns;
    g_autofree guint8 *line = g_malloc((gsize)n);

    for (int k = 0; k < lines; k++) {
        guint8 *at = values + k * next;

        for (int i = 0; i < n; i++)
            line[i] = at[i * step];
        for (int i = 0; i < n; i++) {
            guint8 best = line[i];

            for (int j = MAX(0, i - reach); j <= MIN(n - 1, i + reach); j++)
                best = brightest ? MAX(best, line[j]) : MIN(best, line[j]);
            at[i * step] = best;
        }
    }
}

guint8 *
rv_broad_papers(const RvBroad *b, int reach)
{
    gsize n = (gsize)b->columns * (gsize)b->rows;
    guint8 *papers = g_malloc(n);

    for (gsize i = 0; i < n; i++)
        papers[i] = (guint8)b->blocks[i].bright;
    for (int pass = 0; pass < 4; pass++)
        extremes(b, papers, reach, pass % 2, pass < 2);
    return papers;
}

static void
measure_block(const RvBroad *b, RvBlock *block, RvPx area)
{
    int bright = 0, dark = 255, slope = 0, darkest = 255, flank = 0, thin = 0, sum = 0;

    for (int y = area.y; y < rv_px_bottom(area); y++) {
        gsize at = (gsize)y * (gsize)b->width + (gsize)area.x;
        const guint8 *c = b->closed + at, *g = b->gray + at;
        int below = y + 1 < b->height ? b->width : 0;

        for (int x = 0; x < area.w; x++) {
            int next = area.x + x + 1 < b->width ? x + 1 : x;

            bright = MAX(bright, c[x]);
            dark = MIN(dark, c[x]);
            sum += c[x];
            slope = MAX(slope, MAX(ABS(c[x] - c[next]), ABS(c[x] - c[x + below])));
            darkest = MIN(darkest, g[x]);
            flank = MAX(flank, MAX(ABS(g[x] - g[next]), ABS(g[x] - g[x + below])));
            thin = MAX(thin, c[x] - g[x]);
        }
    }
    block->mean = (float)sum / (float)(area.w * area.h);
    block->bright = (float)bright;
    block->dark = (float)dark;
    block->slope = (float)slope;
    block->darkest = (float)darkest;
    block->flank = (float)flank;
    block->thin = (float)thin;
}

RvBroad *
rv_broad_new(const RvGlance *glance)
{
    RvBroad *b = g_new0(RvBroad, 1);
    g_autofree guint8 *papers = NULL;

    choose_scale(glance, b);
    b->gray = g_malloc((gsize)b->width * (gsize)b->height);
    shrink(glance, b);
    close_map(b);
    b->side = MAX(2, (int)lround(BLOCK_HEIGHT * b->x_height));
    b->columns = (b->width + b->side - 1) / b->side;
    b->rows = (b->height + b->side - 1) / b->side;
    b->blocks = g_new0(RvBlock, (gsize)b->columns * (gsize)b->rows);
    for (int i = 0; i < b->columns * b->rows; i++)
        measure_block(b, &b->blocks[i], block_area(b, i));
    papers = rv_broad_papers(b, REACH);
    for (int i = 0; i < b->columns * b->rows; i++)
        b->blocks[i].paper = papers[i];
    return b;
}

void
rv_broad_free(RvBroad *broad)
{
    if (!broad)
        return;
    g_free(broad->gray);
    g_free(broad->closed);
    g_free(broad->blocks);
    g_free(broad);
}
