/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gauge/ringing.h"

#include <stdlib.h>

/* JPEG's. */
#define BLOCK 8
/* The feet of letters' edges reach no further than so many pixels. */
#define MARGIN 2
#define ROWS (BLOCK + 2 * MARGIN)
/* A block is beside ink that is no more than so many pixels away: of a coded picture that was
 * enlarged by less than two, blocks with ink reach that far. */
#define NEAR 8
/* Of what there is between the paper and the darkest print about, so much is ink; of dark print, so
 * many levels: what rings stays below. */
#define INK_SHARE 0.35
#define INK_MOST 40
#define INK_LEAST 12
/* Rows of blocks that are looked at, at most: time. */
#define BANDS 64
/* Far from ink, one block in so many is enough to know what is all over the paper. */
#define FAR_STEP 5
/* A page is looked at in squares of so many real pixels, each known by so many blocks at least. */
#define SQUARE 256
#define SQUARE_LEAST 12
/* So few blocks say nothing of a page. */
#define NEAR_LEAST 40
#define FAR_LEAST 25
/* What is all over the paper is grain, a pattern or the back of the sheet, never even: so many
 * times as much of it is expected beside ink. */
#define FAR_TIMES 2.0

/* Of blocks: along their rows and along their columns. */
typedef struct {
    double across, down;
    int count;
} Mean;

typedef struct {
    const RvGlance *glance;
    guint8 *low;      /* of a band with its margins: the darkest of each column */
    guint8 *low_near; /* likewise of the small picture, with what is near above and below */
    Mean near, far;
    Mean *squares;
    int columns;
} Search;

/* Blocks ring both ways, beside a stroke more across it; streaks and rules do one way alone: the
 * mean of both, but no more than twice the lesser. */
static double
ringing_of(const Mean *mean)
{
    double both = (mean->across + mean->down) / 2;

    return MIN(both, 2 * MIN(mean->across, mean->down)) / MAX(mean->count, 1);
}

static double
greater_of(const Mean *mean)
{
    return MAX(mean->across, mean->down) / MAX(mean->count, 1);
}

/* How much a block's lines go up that come down again, or down that come up: levels. Edges' feet
 * and shadows go one way. */
static double
wiggle(const guint8 *at, int next, int line)
{
    int all = 0;

    for (int i = 0; i < BLOCK; i++, at += line) {
        int way = 0;

        for (int k = 1; k < BLOCK; k++)
            way += abs(at[k * next] - at[(k - 1) * next]);
        all += way - abs(at[(BLOCK - 1) * next] - at[0]);
    }
    return all / (double)BLOCK;
}

static void
band_load(Search *s, int y)
{
    const RvGlance *glance = s->glance;
    int w = glance->pixels->width, f = glance->factor, first = MAX(0, (y - NEAR) / f);
    int last = MIN(glance->height - 1, (y + BLOCK - 1 + NEAR) / f);

    memset(s->low, 255, (gsize)w);
    for (int i = 0; i < ROWS; i++) {
        const guint8 *restrict row = rv_glance_row(glance, y - MARGIN + i);
        guint8 *restrict low = s->low;

        for (int x = 0; x < w; x++)
            low[x] = MIN(low[x], row[x]);
    }
    memset(s->low_near, 255, (gsize)glance->width);
    for (int j = first; j <= last; j++) {
        const guint8 *restrict row = glance->gray + (gsize)j * (gsize)glance->width;
        guint8 *restrict low = s->low_near;

        for (int x = 0; x < glance->width; x++)
            low[x] = MIN(low[x], row[x]);
    }
}

static int
lowest(const guint8 *row, int from, int to)
{
    int least = 255;

    for (int i = from; i < to; i++)
        least = MIN(least, row[i]);
    return least;
}

static gboolean
is_far(const RvGlance *glance, int x, int y)
{
    int column = x / RV_GLANCE_TILE, row = y / RV_GLANCE_TILE;

    for (int j = MAX(0, row - 1); j <= MIN(glance->rows - 1, row + 1); j++)
        for (int i = MAX(0, column - 1); i <= MIN(glance->columns - 1, column + 1); i++)
            if (glance->tiles[j * glance->columns + i].ink > 0)
                return FALSE;
    return TRUE;
}

static void
add(Mean *mean, double across, double down)
{
    mean->across += across;
    mean->down += down;
    mean->count++;
}

static void
band_measure(Search *s, int y)
{
    const RvGlance *glance = s->glance;
    int w = glance->pixels->width, f = glance->factor, n = 0;

    for (int x = BLOCK; x + 2 * BLOCK <= w; x += BLOCK) {
        const RvTile *tile = rv_glance_tile(glance, x / f, y / f);
        const guint8 *at = rv_glance_row(glance, y) + x;
        double deep = INK_SHARE * (tile->paper - (tile->ink > 0 ? tile->dark : glance->dark));
        int paper = tile->paper - (int)CLAMP(deep, INK_LEAST, INK_MOST);
        double across, down;
        gboolean is_near;

        if (lowest(s->low, x - MARGIN, x + BLOCK + MARGIN) < paper)
            continue;
        is_near = lowest(s->low_near, (x - NEAR) / f,
                         MIN(glance->width, (x + BLOCK + NEAR - 1) / f + 1)) < paper;
        if (!is_near && (n++ % FAR_STEP || !is_far(glance, x / f, y / f)))
            continue;
        across = wiggle(at, 1, glance->luma_stride);
        down = wiggle(at, glance->luma_stride, 1);
        add(is_near ? &s->near : &s->far, across, down);
        if (is_near)
            add(&s->squares[y / SQUARE * s->columns + x / SQUARE], across, down);
    }
}

RvRinging
rv_ringing_find(const RvGlance *glance)
{
    int w = glance->pixels->width, h = glance->pixels->height, bands = h / BLOCK;
    int columns = w / SQUARE + 1, n = columns * (h / SQUARE + 1), f = glance->factor;
    g_autofree guint8 *low = g_malloc((gsize)w), *low_near = g_malloc((gsize)glance->width);
    g_autofree Mean *squares = g_new0(Mean, n);
    Search s = {
        .glance = glance, .low = low, .low_near = low_near, .squares = squares, .columns = columns};
    RvRinging found = {0};
    double grain;

    for (int i = 0, step = MAX(1, bands / BANDS); 1 + i * step < bands - 1; i++) {
        band_load(&s, (1 + i * step) * BLOCK);
        band_measure(&s, (1 + i * step) * BLOCK);
    }
    if (s.near.count < NEAR_LEAST || s.far.count < FAR_LEAST)
        return found;
    grain = FAR_TIMES * greater_of(&s.far);
    found.all = MAX(0, ringing_of(&s.near) - grain);
    for (int i = 0; i < n; i++) {
        double here = ringing_of(&squares[i]) - grain;

        if (squares[i].count >= SQUARE_LEAST && here > found.peak) {
            found.peak = here;
            found.where = rv_px_clip(
                (RvPx){i % columns * SQUARE / f, i / columns * SQUARE / f, SQUARE / f, SQUARE / f},
                glance->width, glance->height);
        }
    }
    return found;
}
