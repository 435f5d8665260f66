/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The print of the back that shines through. Paper scatters the light on its way, so it has soft
 * flanks where the print of this side has steep ones, is broader than strokes, and lies where no
 * print of this side is as well: between its lines, in the margins. Whatever blurs the whole page
 * blurs its own print as much and leaves what is between the lines bare; shadows are no smaller
 * than a line; stamps and bars are as steep as print. (What is known of the two layers: Sharma,
 * Show-through cancellation in scans of duplex printed documents, IEEE TIP 10, 2001.) */
#include "gauge/broad.h"

#include "recevable/rank.h"

#include <math.h>

/* Print is thin for so much of its depth, and so deep: levels and noises. */
#define THIN_SHARE 0.4
#define PRINT_DEPTH 16
#define PRINT_NOISES 4
/* Print of this side is so deep and so steep, by most of the page's print. */
#define FRONT_DEPTH 0.5
#define FRONT_STEEP 0.6
/* Flanks of the back over those of the front: none, all. A flank cannot be steeper than from one
 * pixel of the map to the next, of which coarse maps have few in an x-height. */
#define HARD 0.85
#define SOFT 0.5
#define FINE_HEIGHT 4.5
/* It differs from the paper around by so many levels, noises, and of the depth of print. */
#define LEAST_DEPTH 8
#define LEAST_NOISES 3
#define LEAST_SHARE 0.04
/* Grain is as thin as it is broad: thin depth over broad, all and none. */
#define GRAINY 1.3
#define SMOOTH 0.7
/* Shadows go on from a block to the next: the share that does not. */
#define SHADED 0.3
#define BLOTTED 0.6
/* Print that has less of this steepness, of its depth a pixel, is itself blurred. */
#define BLURRED 0.45
#define SHARP 0.75
/* Blocks beside print of this side that have the back's: fewer are the rim of something else. */
#define RIM 0.04
#define SPREAD 0.12
/* Gaps are so many of those blocks at least, or the page is too full to tell. */
#define GAPS_SHARE 0.15
#define GAPS_LEAST 8
/* Mean depth of the back by that of the front where nothing can be read; severity is its root. */
#define DEPTH_WORST 0.5
/* With streaks all over it there is nothing to be told. */
#define STREAKED_SOME 0.35
#define STREAKED_ALL 0.6

typedef struct {
    const RvBroad *broad;
    double noise;
    double depth, steepness; /* of the page's own print */
    guint8 *is_front;        /* for each block: has print of this side */
} Front;

static double
depth_of(const RvBlock *block)
{
    return MAX(1, block->paper - block->darkest);
}

static gboolean
is_print(const RvBlock *block, double noise)
{
    double depth = depth_of(block);

    return block->thin > THIN_SHARE * depth && depth > MAX(PRINT_DEPTH, PRINT_NOISES * noise);
}

static gboolean
find_front(Front *front)
{
    const RvBroad *b = front->broad;
    int n = b->columns * b->rows;
    g_autoptr(GArray) depths = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) steeps = g_array_new(FALSE, FALSE, sizeof(double));

    for (int i = 0; i < n; i++) {
        const RvBlock *block = &b->blocks[i];
        double depth = depth_of(block), steep = block->flank / depth;

        if (!is_print(block, front->noise))
            continue;
        g_array_append_val(depths, depth);
        g_array_append_val(steeps, steep);
    }
    if (depths->len == 0)
        return FALSE;
    front->depth = rv_rank_double(depths, 0.5);
    front->steepness = rv_rank_double(steeps, 0.75);
    for (int i = 0; i < n; i++) {
        const RvBlock *block = &b->blocks[i];

        front->is_front[i] = is_print(block, front->noise) &&
                             depth_of(block) > FRONT_DEPTH * front->depth &&
                             block->flank > FRONT_STEEP * front->steepness * depth_of(block);
    }
    return TRUE;
}

static const RvBlock *
block_at(const RvBroad *b, int column, int row)
{
    return &b->blocks[CLAMP(row, 0, b->rows - 1) * b->columns + CLAMP(column, 0, b->columns - 1)];
}

/* How far paper and shadows go down or up within a block. */
static double
tilt_at(const RvBroad *b, int column, int row)
{
    double across = block_at(b, column + 1, row)->mean - block_at(b, column - 1, row)->mean;
    double down = block_at(b, column, row + 1)->mean - block_at(b, column, row - 1)->mean;

    return MAX(fabs(across), fabs(down)) / 2;
}

/* 0-1: is what is broad in a block the print of the back? */
static double
softness(const Front *front, int column, int row)
{
    const RvBroad *b = front->broad;
    const RvBlock *block = block_at(b, column, row);
    double range = MAX(1, block->bright - block->dark), own = range - tilt_at(b, column, row);
    double fine = b->x_height / FINE_HEIGHT;
    double steep = block->slope / range * fine / (front->steepness * MIN(1, fine));

    if (own < MAX(LEAST_DEPTH, MAX(LEAST_NOISES * front->noise, LEAST_SHARE * front->depth)))
        return 0;
    return rv_ramp(steep, HARD, SOFT) * rv_ramp(block->thin / range, GRAINY, SMOOTH) *
           rv_ramp(own / range, SHADED, BLOTTED);
}

static gboolean
is_near_front(const Front *front, int column, int row)
{
    const RvBroad *b = front->broad;

    for (int r = MAX(0, row - 1); r <= MIN(b->rows - 1, row + 1); r++)
        for (int c = MAX(0, column - 1); c <= MIN(b->columns - 1, column + 1); c++)
            if (front->is_front[r * b->columns + c])
                return TRUE;
    return FALSE;
}

/* Mean depth of the back, of that of the front, in the gaps of the front. */
static double
back_depth(const Front *front)
{
    const RvBroad *b = front->broad;
    double near = 0, gaps = 0, soft_near = 0, depth = 0;

    for (int r = 0; r < b->rows; r++)
        for (int c = 0; c < b->columns; c++) {
            const RvBlock *block = block_at(b, c, r);
            double soft;

            if (!is_near_front(front, c, r))
                continue;
            soft = softness(front, c, r);
            near++;
            soft_near += soft;
            if (front->is_front[r * b->columns + c])
                continue;
            gaps++;
            depth += soft * MIN(1, (block->paper - block->mean) / front->depth);
        }
    if (near == 0)
        return 0;
    return depth / MAX(gaps, MAX(GAPS_LEAST, GAPS_SHARE * near)) *
           rv_ramp(soft_near / near, RIM, SPREAD);
}

RvSeen
rv_see_bleed(const RvExam *exam)
{
    const RvBroad *broad = exam->broad;
    g_autofree guint8 *is_front = g_malloc0((gsize)broad->columns * (gsize)broad->rows);
    Front front = {.broad = broad, .noise = exam->glance->noise, .is_front = is_front};
    double depth;

    if (!find_front(&front))
        return (RvSeen){0};
    depth = back_depth(&front) * rv_ramp(front.steepness, BLURRED, SHARP) *
            rv_ramp(exam->seen[RV_DEFECT_STREAKS].severity, STREAKED_ALL, STREAKED_SOME);
    return (RvSeen){MIN(1, sqrt(depth / DEPTH_WORST)), {0}};
}
