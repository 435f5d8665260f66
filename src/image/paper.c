/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet of paper on a desk: its four edges are lines along which the picture turns lighter, seen
 * from outside. Each is looked for by itself, so a shadow over half of the sheet does no harm. */
#include "image/image-private.h"

#include <math.h>

/* The long side of the small copy, pixels: an edge is still a step of one or two. */
#define SMALL_SIDE 400
/* An edge lies within this share of the picture from its side. */
#define DEPTH 0.4
/* Pixels on each side of a step over which means are taken. */
#define REACH 4
/* Steps of fewer levels are grain of wood; in a row the first step counts that has at least this
 * share of the highest. */
#define MIN_STEP 18
#define STEP_SHARE 0.5
/* An edge leans by less than this (20 degrees), and its points lie this near to it, pixels. */
#define MAX_LEAN 0.36
#define NEAR 1.5
/* This share of all rows must have a point on the edge. */
#define MIN_SHARE 0.55
/* What is outside of the edge is at most this light, as a share of what is inside. */
#define OUTSIDE 0.85
/* Sheets are from square-ish to long, and fill a fair part of the picture. */
#define MIN_RATIO 1.15
#define MAX_RATIO 1.75
#define MIN_AREA 0.3
/* Corners may lie outside of the picture by this share of it. */
#define OUTSIDE_CORNER 0.03
/* On every side so much of the desk shows (in the middle of the edge), as a share of the picture.
 * Less is the lid of a scanner behind a tilted page, which needs no more than straightening. */
#define MIN_MARGIN 0.015

/* x = at + lean * y */
typedef struct {
    double at, lean;
} Edge;

static double
mean_of(const l_uint32 *line, int from, int to)
{
    int sum = 0;

    for (int x = from; x < to; x++)
        sum += GET_DATA_BYTE(line, x);
    return (double)sum / (to - from);
}

/* Where the row turns lighter for the first time; -1: nowhere. */
static int
first_step(const l_uint32 *line, int width)
{
    int depth = (int)(width * DEPTH), end = MIN(depth, width - REACH);
    double highest = MIN_STEP, last = 0;

    for (int x = REACH; x < end; x++)
        highest = MAX(highest, mean_of(line, x, x + REACH) - mean_of(line, x - REACH, x));
    for (int x = REACH; x < end; x++) {
        double step = mean_of(line, x, x + REACH) - mean_of(line, x - REACH, x);

        if (last >= highest * STEP_SHARE && last >= MIN_STEP && step < last)
            return x - 1;
        last = step;
    }
    return -1;
}

static int
count_near(const int *points, int height, Edge edge)
{
    int n = 0;

    for (int y = 0; y < height; y++)
        n += points[y] >= 0 && fabs(points[y] - edge.at - edge.lean * y) <= NEAR;
    return n;
}

/* Least squares over the points near the edge. */
static Edge
refined(const int *points, int height, Edge edge)
{
    double n = 0, sy = 0, sx = 0, syy = 0, sxy = 0, d;

    for (int y = 0; y < height; y++) {
        if (points[y] < 0 || fabs(points[y] - edge.at - edge.lean * y) > NEAR)
            continue;
        n++;
        sy += y;
        sx += points[y];
        syy += (double)y * y;
        sxy += (double)points[y] * y;
    }
    d = n * syy - sy * sy;
    if (d <= 0)
        return edge;
    edge.lean = (n * sxy - sx * sy) / d;
    edge.at = (sx - edge.lean * sy) / n;
    return edge;
}

/* The line through two of the points that most others are near to. */
static Edge
best_line(const int *points, int height, int *most)
{
    int stride = MAX(1, height / 32);
    Edge best = {0, 0};

    *most = 0;
    for (int a = 0; a < height; a += stride)
        for (int b = a + height / 4; b < height; b += stride) {
            Edge edge;
            int n;

            if (points[a] < 0 || points[b] < 0)
                continue;
            edge.lean = (double)(points[b] - points[a]) / (b - a);
            edge.at = points[a] - edge.lean * a;
            if (fabs(edge.lean) > MAX_LEAN || (n = count_near(points, height, edge)) <= *most)
                continue;
            *most = n;
            best = edge;
        }
    return refined(points, height, best);
}

/* Is everything left of the edge darker than what is just right of it? */
static gboolean
is_darker_outside(PIX *gray, const int *points, Edge edge)
{
    double inside = 0, outside = 0;

    for (int y = 0; y < pixGetHeight(gray); y++) {
        const l_uint32 *line = pixGetData(gray) + (gsize)y * pixGetWpl(gray);
        int x = (int)(edge.at + edge.lean * y);

        if (points[y] < 0 || abs(points[y] - x) > 2 || x < 2 || x + REACH + 2 > pixGetWidth(gray))
            continue;
        inside += mean_of(line, x + 2, x + 2 + REACH);
        outside += mean_of(line, 0, x - 1);
    }
    return outside < OUTSIDE * inside;
}

/* The left edge of the sheet. */
static gboolean
find_edge(PIX *gray, Edge *edge)
{
    int height = pixGetHeight(gray), most;
    g_autofree int *points = g_new(int, height);

    for (int y = 0; y < height; y++)
        points[y] = first_step(pixGetData(gray) + (gsize)y * pixGetWpl(gray), pixGetWidth(gray));
    *edge = best_line(points, height, &most);
    return most >= MIN_SHARE * height && is_darker_outside(gray, points, *edge);
}

/* The left edge of a picture that was turned clockwise by `quarters`, as a line a x + b y = c of
 * the picture before. */
static void
turn_back(Edge edge, int quarters, int width, int height, double line[3])
{
    /* x' = x, height - y, width - x, y and y' = y, x, height - y, width - x by quarters */
    const double lines[4][3] = {
        {1, -edge.lean, edge.at},
        {edge.lean, 1, height - edge.at},
        {1, -edge.lean, width - edge.at - edge.lean * height},
        {edge.lean, 1, edge.at + edge.lean * width},
    };

    memcpy(line, lines[quarters], sizeof lines[0]);
}

static gboolean
meet(const double p[3], const double q[3], double *x, double *y)
{
    double d = p[0] * q[1] - p[1] * q[0];

    if (fabs(d) < 0.3) /* far from a right angle */
        return FALSE;
    *x = (p[2] * q[1] - p[1] * q[2]) / d;
    *y = (p[0] * q[2] - p[2] * q[0]) / d;
    return TRUE;
}

static gboolean
shows_desk(const double q[8], int width, int height)
{
    double left = (q[0] + q[6]) / 2, right = (q[2] + q[4]) / 2;
    double top = (q[1] + q[3]) / 2, bottom = (q[5] + q[7]) / 2;

    return MIN(left, width - right) >= MIN_MARGIN * width &&
           MIN(top, height - bottom) >= MIN_MARGIN * height;
}

static gboolean
is_sheet(const double q[8], int width, int height)
{
    double across = (hypot(q[2] - q[0], q[3] - q[1]) + hypot(q[4] - q[6], q[5] - q[7])) / 2;
    double down = (hypot(q[6] - q[0], q[7] - q[1]) + hypot(q[4] - q[2], q[5] - q[3])) / 2;
    double ratio = MAX(across, down) / MAX(1, MIN(across, down));

    for (int i = 0; i < 8; i += 2)
        if (fabs(q[i] / width - 0.5) > 0.5 + OUTSIDE_CORNER ||
            fabs(q[i + 1] / height - 0.5) > 0.5 + OUTSIDE_CORNER)
            return FALSE;
    return shows_desk(q, width, height) && ratio >= MIN_RATIO && ratio <= MAX_RATIO &&
           across * down >= MIN_AREA * width * height;
}

gboolean
rv_paper_find(PIX *gray, double corners[8])
{
    int factor = MAX(1, MAX(pixGetWidth(gray), pixGetHeight(gray)) / SMALL_SIDE);
    g_autoptr(PIX) small = rv_pix_reduce(gray, factor);
    int width = pixGetWidth(small), height = pixGetHeight(small);
    double lines[4][3]; /* left, bottom, right, top: what is left after so many quarters */

    if (MIN(width, height) < 4 * REACH)
        return FALSE;
    for (int quarters = 0; quarters < 4; quarters++) {
        g_autoptr(PIX) turned = pixRotateOrth(small, quarters);
        Edge edge;

        if (!find_edge(turned, &edge))
            return FALSE;
        turn_back(edge, quarters, width, height, lines[quarters]);
    }
    if (!meet(lines[0], lines[3], &corners[0], &corners[1]) ||
        !meet(lines[2], lines[3], &corners[2], &corners[3]) ||
        !meet(lines[2], lines[1], &corners[4], &corners[5]) ||
        !meet(lines[0], lines[1], &corners[6], &corners[7]) || !is_sheet(corners, width, height))
        return FALSE;
    for (int i = 0; i < 8; i++)
        corners[i] *= factor;
    return TRUE;
}
