/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sides of the paper: from the picture's edge inward until something else begins that lasts. */
#include "gauge/sides.h"

#include <math.h>

/* So many rows or columns must show it. */
#define MIN_SCANS 16
/* What lies around the paper differs from it by so many levels, at once and for good: small
 * pixels. Strokes are thinner, and shadows softer. */
#define SIDE_DEPTH 20
#define SIDE_NOISES 4
#define SIDE_LONG 14
/* It begins at once: two pixels before there is no more of it than the first share, two pixels
 * after no less than the other. */
#define SIDE_BEFORE 0.2
#define SIDE_AFTER 0.7
/* A side goes on when its second differences are this small, small pixels; some more where it is
 * steep. */
#define SMOOTH 3.0
#define STEEPEST 5.0

/* How deep in the picture something else begins, at once, and lasts; -1: nowhere. */
static int
side_depth(const guint8 *at, gssize step, int n, int least)
{
    int ground = (at[0] + at[step] + at[2 * step]) / 3, end = MIN(n / 2, n - SIDE_LONG - 2);

    for (int i = 2; i < end; i++) {
        int lowest = 255, sum = 0;

        if (abs(at[(i + 2) * step] - ground) <= least)
            continue;
        for (int k = 2; k < SIDE_LONG + 2; k++) {
            int off = abs(at[(i + k) * step] - ground);

            lowest = MIN(lowest, off);
            sum += off;
        }
        if (lowest > least && abs(at[(i - 2) * step] - ground) * SIDE_LONG < SIDE_BEFORE * sum &&
            abs(at[(i + 2) * step] - ground) * SIDE_LONG > SIDE_AFTER * sum)
            return i;
    }
    return -1;
}

/* The depths of RV_SIDE_SCANS rows or columns. */
static void
side_depths(const RvGlance *glance, RvSideName where, int *depths)
{
    gboolean is_across = rv_side_is_across(where),
             is_far = where == RV_SIDE_RIGHT || where == RV_SIDE_BOTTOM;
    gssize width = glance->width;
    int along = is_across ? glance->height : glance->width;
    int deep = is_across ? glance->width : glance->height;
    int least = MAX(SIDE_DEPTH, (int)(SIDE_NOISES * glance->noise));
    gssize step = is_across ? 1 : width, next = is_across ? width : 1;

    for (int i = 0; i < RV_SIDE_SCANS; i++) {
        const guint8 *from = glance->gray + next * (gssize)((i + 0.5) * along / RV_SIDE_SCANS);

        depths[i] = side_depth(is_far ? from + step * (deep - 1) : from, is_far ? -step : step,
                               deep, least);
    }
}

/* The longest part that goes on smoothly and not too steeply: from there to before `end`. */
static int
longest_part(const int *depths, double spacing, int *end)
{
    int best = 0, start = 0;

    *end = 0;
    for (int i = 0; i < RV_SIDE_SCANS; i++) {
        gboolean goes_on = i > start && depths[i] > 2 && depths[i - 1] > 2 &&
                           abs(depths[i] - depths[i - 1]) < STEEPEST * spacing;

        if (goes_on && i > start + 1)
            goes_on = abs(depths[i] + depths[i - 2] - 2 * depths[i - 1]) < SMOOTH + 0.7 * spacing;
        if (!goes_on)
            start = i;
        if (i + 1 - start > *end - best) {
            best = start;
            *end = i + 1;
        }
    }
    return best;
}

RvSide
rv_side_find(const RvGlance *glance, RvSideName where)
{
    int depths[RV_SIDE_SCANS], start, end;
    double spacing =
        (rv_side_is_across(where) ? glance->height : glance->width) / (double)RV_SIDE_SCANS;
    double n, x, y = 0, xx = 0, xy = 0, squares = 0;
    RvSide side = {0};

    if (MIN(glance->width, glance->height) < 4 * SIDE_LONG)
        return side;
    side_depths(glance, where, depths);
    start = longest_part(depths, spacing, &end);
    n = end - start;
    if (n < MIN_SCANS)
        return side;
    x = (start + end - 1) / 2.0;
    for (int i = start; i < end; i++)
        y += depths[i] / n;
    for (int i = start; i < end; i++) {
        xx += (i - x) * (i - x);
        xy += (i - x) * (depths[i] - y);
    }
    for (int i = start; i < end; i++)
        squares += pow(depths[i] - y - xy / xx * (i - x), 2) / n;
    side.start = start;
    side.end = end;
    side.slope = xy / xx;
    side.depth = y;
    side.bend = sqrt(squares) / (n * spacing);
    side.is_seen = TRUE;
    return side;
}
