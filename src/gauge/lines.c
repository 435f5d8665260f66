/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The direction of the lines, from the feet and heads of their letters: in the right one they pile
 * up on the fewest levels (Baird, The skew angle of printed documents, Proc. SPSE 40th Conference,
 * 1987). */
#include "gauge/glance.h"

#include <math.h>

/* Degrees either way of what is known before, and steps: at the outer ends of a line as wide as
 * the page, one step is some two pixels. */
#define SEARCH 2.4
/* Where the lines are nearly level (degrees) feet are on the same row of pixels over several
 * letters, and neighbours tell less. */
#define NEARLY_LEVEL 5.0
#define SEARCH_LEVEL 3.4
#define STEP 0.1
/* Small pixels that count as one level. */
#define LEVEL 2
/* More letters make it no better, only slower. */
#define MOST_SEARCHED 2500
/* The best direction is one when its levels are so much fuller than those of the mean one. */
#define MIN_PEAK 1.15

typedef struct {
    double along, foot, head;
} Stand;

/* ---- where letters begin and end across the lines ------------------------------------------- */

static void
stretch(RvLetter *letter, double across)
{
    letter->head = MIN(letter->head, (float)across);
    letter->foot = MAX(letter->foot, (float)across);
}

static void
find_stands(RvGlance *glance)
{
    const GArray *runs = glance->pieces.runs;
    guint n = glance->pieces.pieces->len;
    g_autofree int *letter_of = g_new(int, n + 1);
    double a = glance->way_deg * G_PI / 180, c = cos(a), s = sin(a);

    for (guint i = 0; i < n; i++)
        letter_of[i] = -1;
    for (guint i = 0; i < glance->letters->len; i++) {
        RvLetter *letter = &g_array_index(glance->letters, RvLetter, i);

        letter_of[letter->piece] = (int)i;
        letter->along = (float)((letter->box.x + letter->box.w / 2.0) * c +
                                (letter->box.y + letter->box.h / 2.0) * s);
        letter->head = G_MAXFLOAT;
        letter->foot = -G_MAXFLOAT;
    }
    for (guint i = 0; i < runs->len; i++) {
        const RvRun *run = &g_array_index(runs, RvRun, i);
        int k = letter_of[run->piece];

        if (k < 0)
            continue;
        stretch(&g_array_index(glance->letters, RvLetter, k), (run->y + 0.5) * c - run->x0 * s);
        stretch(&g_array_index(glance->letters, RvLetter, k), (run->y + 0.5) * c - run->x1 * s);
    }
}

/* ---- the search ------------------------------------------------------------------------------ */

static double
pile(const GArray *stands, gboolean heads, double slope, guint *levels, guint n_levels, double from)
{
    double sum = 0;

    memset(levels, 0, sizeof *levels * n_levels);
    for (guint i = 0; i < stands->len; i++) {
        const Stand *stand = &g_array_index(stands, Stand, i);
        double at = (heads ? stand->head : stand->foot) - stand->along * slope - from;

        levels[CLAMP((int)(at / LEVEL), 0, (int)n_levels - 1)]++;
    }
    /* Two by two: what falls on either side of a boundary counts, too. */
    for (guint i = 1; i < n_levels; i++)
        sum += (double)(levels[i] + levels[i - 1]) * (levels[i] + levels[i - 1]);
    return sum;
}

/* Degrees from the way known before; 0 when no direction is better than others. */
static double
search(const GArray *stands, double range, double from, double to)
{
    int steps = (int)lround(range / STEP), best = 0;
    g_autofree double *sums = g_new0(double, 2 * steps + 1);
    guint n_levels = (guint)((to - from) / LEVEL) + 2;
    g_autofree guint *levels = g_new(guint, n_levels);
    double mean = 0, bend, sides;

    for (int i = 0; i <= 2 * steps; i++) {
        double slope = tan((i - steps) * STEP * G_PI / 180);

        sums[i] = pile(stands, FALSE, slope, levels, n_levels, from) +
                  pile(stands, TRUE, slope, levels, n_levels, from);
        mean += sums[i] / (2 * steps + 1);
        if (sums[i] > sums[best])
            best = i;
    }
    if (sums[best] < MIN_PEAK * mean || best == 0 || best == 2 * steps)
        return 0;
    bend = sums[best - 1] + sums[best + 1] - 2 * sums[best];
    sides = sums[best - 1] - sums[best + 1];
    return (best - steps + (bend < 0 ? sides / (2 * bend) : 0)) * STEP;
}

static GArray *
some_stands(const GArray *letters, double *from, double *to)
{
    GArray *stands = g_array_new(FALSE, FALSE, sizeof(Stand));
    guint step = letters->len / MOST_SEARCHED + 1;
    double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, spread;

    *from = G_MAXDOUBLE;
    *to = -G_MAXDOUBLE;
    for (guint i = 0; i < letters->len; i += step) {
        const RvLetter *letter = &g_array_index(letters, RvLetter, i);
        Stand stand = {letter->along, letter->foot, letter->head};

        g_array_append_val(stands, stand);
        left = MIN(left, stand.along);
        right = MAX(right, stand.along);
        *from = MIN(*from, stand.head);
        *to = MAX(*to, stand.foot);
    }
    for (guint i = 0; i < stands->len; i++)
        g_array_index(stands, Stand, i).along -= (left + right) / 2;
    spread = (right - left) / 2 * tan(SEARCH_LEVEL * G_PI / 180);
    *from -= spread;
    *to += spread;
    return stands;
}

static int
compare_floats(gconstpointer a, gconstpointer b)
{
    const float *p = a, *q = b;

    return (*p > *q) - (*p < *q);
}

/* Degrees by which the feet of neighbours hang: the mean of the middle half, which those with and
 * without descenders are not in. */
static double
hang(const GArray *letters)
{
    g_autoptr(GArray) angles = g_array_new(FALSE, FALSE, sizeof(float));
    guint step = letters->len / MOST_SEARCHED + 1, n = 0;
    double sum = 0;

    for (guint i = 0; i < letters->len; i += step) {
        const RvLetter *a = &g_array_index(letters, RvLetter, i), *b;
        float angle;

        if (a->mate < 0)
            continue;
        b = &g_array_index(letters, RvLetter, a->mate);
        angle = atanf((b->foot - a->foot) / (b->along - a->along));
        if (fabsf(b->along - a->along) > 1)
            g_array_append_val(angles, angle);
    }
    g_array_sort(angles, compare_floats);
    for (guint i = angles->len / 4; i < angles->len - angles->len / 4; i++, n++)
        sum += g_array_index(angles, float, i);
    return n ? sum / n * 180 / G_PI : 0;
}

static double
half_turn(double way)
{
    return way - 180 * floor((way + 90) / 180);
}

void
rv_lines_measure(RvGlance *glance)
{
    g_autoptr(GArray) stands = NULL;
    double from, to, level, range;

    if (glance->letters->len == 0)
        return;
    find_stands(glance);
    glance->way_deg = half_turn(glance->way_deg + hang(glance->letters));
    find_stands(glance);
    level = fabs(glance->way_deg) > 45 ? 90 - fabs(glance->way_deg) : fabs(glance->way_deg);
    range = level < NEARLY_LEVEL ? SEARCH_LEVEL : SEARCH;
    stands = some_stands(glance->letters, &from, &to);
    glance->way_deg = half_turn(glance->way_deg + search(stands, range, from, to));
    find_stands(glance);
}
