/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that are not flat, or seen from the side: lines run this way here and that way there, and
 * the paper's sides are bent or not parallel. */
#include "gauge/defects.h"
#include "gauge/sides.h"

#include <math.h>

/* Cells of the longer side in which the direction of lines is told; fewer pairs tell none. */
#define CELLS 6
#define MIN_PAIRS 12
#define MOST_PAIRS 4000
/* Degrees of deviation of their directions: headings and short lines differ by less than the first;
 * beyond the last lines are found no more. */
#define SWAY_FINE 1.2
#define SWAY_CERTAIN 4.0
#define SWAY_BAD 16.0
#define SWAY_SKEW 0.35
/* Directions that waver more than this within a cell are those of noise: quartile distance. */
#define WAVER_MOST 14.0
/* Share of the width that is lost from one end to the other; deviation of a side from a line, in
 * its lengths. */
#define CONVERGE_FINE 0.02
#define CONVERGE_BAD 0.7
/* Both sides are seen together in so many scans. */
#define MIN_SCANS 8
#define BEND_FINE 0.003
#define BEND_BAD 0.2
/* A little bend costs the most. */
#define BEND_ROOT 0.6
/* Of pages that hang more, on straight lines, each side of the picture
 * sees two of the paper: degrees. */
#define LEVEL 2.0

/* ---- the directions of lines ------------------------------------------------------------------
 */

typedef struct {
    int cell;
    double angle;
} Pair;

static int
compare_pairs(gconstpointer a, gconstpointer b)
{
    const Pair *p = a, *q = b;

    return p->cell != q->cell ? p->cell - q->cell : (p->angle > q->angle) - (p->angle < q->angle);
}

static GArray *
find_pairs(const RvGlance *glance)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    double side = MAX(glance->width, glance->height) / (double)CELLS;
    guint step = glance->letters->len / MOST_PAIRS + 1;

    for (guint i = 0; i < glance->letters->len; i += step) {
        const RvLetter *a = &g_array_index(glance->letters, RvLetter, i), *b;
        int column = (int)(rv_px_centre_x(a->box) / side);
        Pair pair = {(int)(rv_px_centre_y(a->box) / side) * (CELLS + 1) + column, 0};

        if (a->mate < 0)
            continue;
        b = &g_array_index(glance->letters, RvLetter, a->mate);
        if (fabsf(b->along - a->along) < 3)
            continue;
        pair.angle = atan((b->foot - a->foot) / (b->along - a->along)) * 180 / G_PI;
        g_array_append_val(pairs, pair);
    }
    g_array_sort(pairs, compare_pairs);
    return pairs;
}

typedef struct {
    double n, sum, squares, noise; /* over the cells, each for the pairs it has */
    guint cells;
} Sway;

static void
add_cell(Sway *sway, const Pair *pairs, guint n)
{
    double quartiles, mean = 0;

    if (n < MIN_PAIRS)
        return;
    quartiles = pairs[n - 1 - n / 4].angle - pairs[n / 4].angle;
    if (quartiles > WAVER_MOST)
        return;
    for (guint i = n / 4; i < n - n / 4; i++)
        mean += pairs[i].angle / (n - 2 * (n / 4));
    sway->cells++;
    sway->n += 1;
    sway->sum += mean;
    sway->squares += mean * mean;
    /* Of a mean: the deviation is 0.74 quartile distances. */
    sway->noise += 0.55 * quartiles * quartiles / n;
}

/* The deviation of the directions of lines over the page, degrees; -1: unknown. */
static double
find_sway(const RvGlance *glance)
{
    g_autoptr(GArray) pairs = find_pairs(glance);
    Sway sway = {0};
    double mean, variance;

    for (guint i = 0, start = 0; i < pairs->len; i++)
        if (i + 1 == pairs->len ||
            g_array_index(pairs, Pair, i + 1).cell != g_array_index(pairs, Pair, i).cell) {
            add_cell(&sway, &g_array_index(pairs, Pair, start), i + 1 - start);
            start = i + 1;
        }
    if (sway.cells < 2)
        return -1;
    mean = sway.sum / sway.n;
    variance = sway.squares / sway.n - mean * mean - sway.noise / sway.n;
    return sqrt(MAX(0, variance));
}

/* ---- the outline ---- */

/* The share of the width between two opposite sides that is lost from one end to the other. */
static double
lost_width(const RvSide *one, const RvSide *two, double deep)
{
    int start = MAX(one->start, two->start), end = MIN(one->end, two->end);
    double slope = one->slope + two->slope, middle = (start + end) / 2.0, width;

    if (!one->is_seen || !two->is_seen || end - start < MIN_SCANS)
        return 0;
    width = deep - one->depth - one->slope * (middle - (one->start + one->end) / 2.0) - two->depth -
            two->slope * (middle - (two->start + two->end) / 2.0);
    return fabs(slope) * (end - start) / MAX(1, width + fabs(slope) * (end - start) / 2);
}

/* How far the outline is from that of a flat sheet seen from above, as a severity. */
static double
outline(const RvGlance *glance, gboolean hangs)
{
    RvSide sides[4];
    double worst = 0;

    for (int i = 0; i < 4; i++) {
        sides[i] = rv_side_find(glance, (RvSideName)i);
        if (sides[i].is_seen)
            worst = MAX(worst, pow(rv_ramp(sides[i].bend, BEND_FINE, BEND_BAD), BEND_ROOT));
    }
    for (int i = 0; i < 4 && !hangs; i += 2)
        worst = MAX(worst, rv_ramp(lost_width(&sides[i], &sides[i + 1],
                                              i == RV_SIDE_LEFT ? glance->width : glance->height),
                                   CONVERGE_FINE, CONVERGE_BAD));
    return worst;
}

/* Where lines run every way, most of those that are found run one way, that of the skew: it is a
 * part of their sway. */
static double
lines_bent(double sway, double skew_deg)
{
    double share = SWAY_SKEW * rv_ramp(sway, SWAY_FINE, SWAY_CERTAIN);

    return rv_ramp(hypot(sway, share * skew_deg), SWAY_FINE, SWAY_BAD);
}

RvSeen
rv_see_warped(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    double sway = find_sway(glance), lines = lines_bent(sway, glance->skew_deg);
    gboolean hangs = fabs(glance->skew_deg) > LEVEL && sway >= 0 && sway < SWAY_FINE;

    if (sway < 0)
        lines = 0;
    return (RvSeen){.severity = MAX(lines, outline(glance, hangs))};
}
