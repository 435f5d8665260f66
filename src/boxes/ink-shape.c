/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shape of a piece of ink: how long and thick its strokes are, and whether one sweep made it.
 */
#include "boxes/boxes-private.h"

#include <math.h>

/* Chosen while looking at what `make bench-signatures` lists; it shows what other numbers do. */

/* Ink of one line, circle or ellipse lies that near to it, besides its own width; the piece is one
 * when so much of its ink does. */
#define SIMPLE_MM 0.5
#define SIMPLE_SHARE 0.85
#define SIMPLE_PART 0.05 /* ... or by this part of its size: cups leave several rings */
/* So does what is left of a frame, to the sides of the smallest box around it. */
#define BOXED_SHARE 0.68
#define BOXED_HIGH_MM 7.0 /* all of a flatter signature is near to its sides */
#define TURN_MOST 24
#define TURN_STEP 2
#define TERMS 5
/* A matrix is not solved with smaller pivots. */
#define PIVOT 1e-9

/* Gauss's way, the largest pivot first. FALSE: there is not one solution. */
static gboolean
solve(double m[TERMS][TERMS + 1], double out[TERMS])
{
    for (int i = 0; i < TERMS; i++) {
        int best = i;

        for (int k = i + 1; k < TERMS; k++)
            if (fabs(m[k][i]) > fabs(m[best][i]))
                best = k;
        if (fabs(m[best][i]) < PIVOT)
            return FALSE;
        for (int j = 0; best != i && j <= TERMS; j++) {
            double swap = m[i][j];

            m[i][j] = m[best][j];
            m[best][j] = swap;
        }
        for (int k = 0; k < TERMS; k++)
            for (int j = TERMS; k != i && j >= i; j--)
                m[k][j] -= m[i][j] * m[k][i] / m[i][i];
    }
    for (int i = 0; i < TERMS; i++)
        out[i] = m[i][TERMS] / m[i][i];
    return TRUE;
}

gboolean
rv_conic_fit(const RvInkPoint *points, const gboolean *used, int n, RvConic *conic)
{
    double m[TERMS][TERMS + 1] = {0};

    for (int i = 0; i < n; i++) {
        double x = points[i].x, y = points[i].y;
        const double row[TERMS] = {x * x, x * y, y * y, x, y};

        if (used && !used[i])
            continue;
        for (int k = 0; k < TERMS; k++) {
            for (int j = 0; j < TERMS; j++)
                m[k][j] += row[k] * row[j];
            m[k][TERMS] += row[k];
        }
    }
    return solve(m, conic->term);
}

double
rv_conic_distance(const RvConic *conic, double x, double y)
{
    const double *t = conic->term;
    double f = t[0] * x * x + t[1] * x * y + t[2] * y * y + t[3] * x + t[4] * y - 1;
    double slope = hypot(2 * t[0] * x + t[1] * y + t[3], t[1] * x + 2 * t[2] * y + t[4]);

    return f / MAX(slope, PIVOT);
}

/* The ink's pixels, mm from the middle of the piece. */
static GArray *
points_of(PIX *piece, double mm)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(RvInkPoint));
    double middle_x = 0, middle_y = 0;

    for (int y = 0; y < pixGetHeight(piece); y++) {
        const l_uint32 *line = pixGetData(piece) + (gsize)y * pixGetWpl(piece);

        for (int x = 0; x < pixGetWidth(piece); x++) {
            RvInkPoint point = {x / mm, y / mm};

            if (!GET_DATA_BIT(line, x))
                continue;
            g_array_append_val(points, point);
            middle_x += point.x;
            middle_y += point.y;
        }
    }
    for (guint i = 0; i < points->len; i++) {
        g_array_index(points, RvInkPoint, i).x -= middle_x / points->len;
        g_array_index(points, RvInkPoint, i).y -= middle_y / points->len;
    }
    return points;
}

/* How far the ink reaches along its own axes, on which it is spread most and least. */
static void
measure_reach(const GArray *points, RvInkShape *shape)
{
    double xx = 0, xy = 0, yy = 0, turn, c, s;
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};

    for (guint i = 0; i < points->len; i++) {
        const RvInkPoint *p = &g_array_index(points, RvInkPoint, i);

        xx += p->x * p->x;
        xy += p->x * p->y;
        yy += p->y * p->y;
    }
    turn = atan2(2 * xy, xx - yy) / 2;
    c = cos(turn);
    s = sin(turn);
    for (guint i = 0; i < points->len; i++) {
        const RvInkPoint *p = &g_array_index(points, RvInkPoint, i);
        double along = c * p->x + s * p->y, across = c * p->y - s * p->x;

        low[0] = MIN(low[0], along);
        high[0] = MAX(high[0], along);
        low[1] = MIN(low[1], across);
        high[1] = MAX(high[1], across);
    }
    shape->major = MAX(high[0] - low[0], high[1] - low[1]);
    shape->minor = MIN(high[0] - low[0], high[1] - low[1]);
}

static double
simple_share(const GArray *points, double reach)
{
    RvConic conic;
    int near = 0;

    if (!rv_conic_fit((const RvInkPoint *)(gconstpointer)points->data, NULL, (int)points->len,
                      &conic))
        return 0;
    for (guint i = 0; i < points->len; i++) {
        const RvInkPoint *p = &g_array_index(points, RvInkPoint, i);

        near += fabs(rv_conic_distance(&conic, p->x, p->y)) <= reach;
    }
    return (double)near / points->len;
}

/* The smallest box around the points that leans a little. */
static void
find_box(const GArray *points, double *turn, double low[2], double high[2])
{
    double best = INFINITY;

    for (int degrees = -TURN_MOST; degrees <= TURN_MOST; degrees += TURN_STEP) {
        double a = degrees * G_PI / 180, c = cos(a), s = sin(a);
        double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;

        for (guint i = 0; i < points->len; i++) {
            const RvInkPoint *p = &g_array_index(points, RvInkPoint, i);
            double u = c * p->x + s * p->y, w = c * p->y - s * p->x;

            x0 = MIN(x0, u), x1 = MAX(x1, u), y0 = MIN(y0, w), y1 = MAX(y1, w);
        }
        if ((x1 - x0) * (y1 - y0) >= best)
            continue;
        best = (x1 - x0) * (y1 - y0);
        *turn = a;
        low[0] = x0, low[1] = y0, high[0] = x1, high[1] = y1;
    }
}

static double
boxed_share(const GArray *points, double width)
{
    double turn = 0, low[2] = {0}, high[2] = {0}, c, s;
    int near = 0;

    find_box(points, &turn, low, high);
    c = cos(turn);
    s = sin(turn);
    for (guint i = 0; i < points->len; i++) {
        const RvInkPoint *p = &g_array_index(points, RvInkPoint, i);
        double u = c * p->x + s * p->y, w = c * p->y - s * p->x;

        near +=
            MIN(MIN(u - low[0], high[0] - u), MIN(w - low[1], high[1] - w)) <= SIMPLE_MM + width;
    }
    return (double)near / points->len;
}

RvInkShape
rv_ink_shape(PIX *piece, RvPx box, double mm)
{
    RvInkShape shape = {.box = box};
    g_autoptr(PIX) inner = pixErodeBrick(NULL, piece, 3, 3);
    g_autoptr(GArray) points = points_of(piece, mm);
    l_int32 kernel = 0;
    double reach;

    if (!points->len)
        return shape;
    if (inner)
        pixCountPixels(inner, &kernel, NULL);
    shape.area = (int)points->len;
    shape.length = (shape.area - kernel) / 2.0 / mm;
    shape.width = shape.length > 0 ? shape.area / mm / mm / shape.length : 0;
    measure_reach(points, &shape);
    reach = MAX(SIMPLE_MM, SIMPLE_PART * shape.minor) + shape.width / 2;
    shape.simple =
        simple_share(points, reach) >= SIMPLE_SHARE ||
        (shape.minor >= BOXED_HIGH_MM && boxed_share(points, shape.width) >= BOXED_SHARE);
    return shape;
}
