/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of squares. A square is tried at every place and in every size; what counts is how much
 * of each of its four sides is ink, and how free they stand. That finds square, rounded and round
 * boxes, broken ones, and those through which a cross or a tick runs far beyond the outline, all of
 * which looking for closed contours would lose. */
#include "boxes/boxes-private.h"

#include <math.h>
#include <string.h>

/* How far the ink of a side may lie from its line, pixels. */
#define SLACK 1
#define OUTSIDE_WEIGHT 0.5
/* A round corner leaves this share of what a side needs where the side begins. */
#define BEGIN_SHARE 0.7

/* Sums of ink along rows and columns: the ink of any line in two look-ups. `wide` are the sums of
 * the picture thickened across the line. */
typedef struct {
    int width, height;
    guint16 *row, *wide_row; /* [y * (width + 1) + x]: ink left of x in row y */
    guint16 *col, *wide_col; /* [y * width + x]: ink above y in column x */
} Sums;

static void
sums_clear(Sums *sums)
{
    g_free(sums->row);
    g_free(sums->wide_row);
    g_free(sums->col);
    g_free(sums->wide_col);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sums, sums_clear)

static guint16 *
sum_rows(PIX *ink)
{
    int width = pixGetWidth(ink), height = pixGetHeight(ink);
    guint16 *sums = g_new(guint16, (gsize)(width + 1) * (gsize)height);

    for (int y = 0; y < height; y++) {
        const l_uint32 *line = pixGetData(ink) + (gsize)y * pixGetWpl(ink);
        guint16 *out = sums + (gsize)y * (gsize)(width + 1);

        out[0] = 0;
        for (int x = 0; x < width; x++)
            out[x + 1] = (guint16)(out[x] + GET_DATA_BIT(line, x));
    }
    return sums;
}

static guint16 *
sum_columns(PIX *ink)
{
    int width = pixGetWidth(ink), height = pixGetHeight(ink);
    guint16 *sums = g_new(guint16, (gsize)width * (gsize)(height + 1));

    memset(sums, 0, sizeof *sums * (gsize)width);
    for (int y = 0; y < height; y++) {
        const l_uint32 *line = pixGetData(ink) + (gsize)y * (gsize)pixGetWpl(ink);
        const guint16 *above = sums + (gsize)y * (gsize)width;
        guint16 *out = sums + (gsize)(y + 1) * (gsize)width;

        for (int x = 0; x < width; x++)
            out[x] = (guint16)(above[x] + GET_DATA_BIT(line, x));
    }
    return sums;
}

static Sums
sums_new(PIX *ink)
{
    g_autoptr(PIX) tall = pixDilateBrick(NULL, ink, 1, 2 * SLACK + 1);
    g_autoptr(PIX) broad = pixDilateBrick(NULL, ink, 2 * SLACK + 1, 1);

    return (Sums){pixGetWidth(ink), pixGetHeight(ink), sum_rows(ink),
                  sum_rows(tall),   sum_columns(ink),  sum_columns(broad)};
}

/* Share of ink in n pixels of row y from x on, and in n pixels of column x from y on. */
static inline double
along_row(const Sums *s, const guint16 *sums, int x, int y, int n)
{
    const guint16 *row = sums + (gsize)y * (gsize)(s->width + 1) + x;

    return (double)(row[n] - row[0]) / n;
}

static inline double
along_column(const Sums *s, const guint16 *sums, int x, int y, int n)
{
    const guint16 *col = sums + (gsize)y * (gsize)s->width + x;

    return (double)(col[(gsize)n * (gsize)s->width] - col[0]) / n;
}

/* Share of ink on the ring that runs `RV_OUTLINE_OUTSIDE` pixels around the square. */
static double
outside(const Sums *s, int x, int y, int size)
{
    int n = size + 2 * RV_OUTLINE_OUTSIDE;

    x -= RV_OUTLINE_OUTSIDE;
    y -= RV_OUTLINE_OUTSIDE;
    return (along_row(s, s->row, x, y, n) + along_row(s, s->row, x, y + n - 1, n) +
            along_column(s, s->col, x, y, n) + along_column(s, s->col, x + n - 1, y, n)) /
           4;
}

/* Mean over the four sides of the best single line of ink in each: letters in a row are seen by a
 * thick side, but they are no line. */
static double
straight(const Sums *s, int x, int y, int size, int part)
{
    int cut = (size - part) / 2, last = size - 1;
    double best[4] = {0};

    for (int i = -SLACK; i <= SLACK; i++) {
        best[0] = MAX(best[0], along_row(s, s->row, x + cut, y + i, part));
        best[1] = MAX(best[1], along_row(s, s->row, x + cut, y + last + i, part));
        best[2] = MAX(best[2], along_column(s, s->col, x + i, y + cut, part));
        best[3] = MAX(best[3], along_column(s, s->col, x + last + i, y + cut, part));
    }
    return (best[0] + best[1] + best[2] + best[3]) / 4;
}

/* What is looked at in a square of one size. */
typedef struct {
    int size, part, cut; /* of each side `part` pixels, from `cut` on */
    int least;           /* of them, ink */
} Square;

static Square
square_of(int size, const RvOutlineNeed *need)
{
    int part = MAX(3, (int)(size * RV_SIDE_PART));

    return (Square){size, part, (size - part) / 2, (int)ceil(need->side * part)};
}

/* The ink of the four sides, as thick lines; FALSE when one of them has too little. */
static inline gboolean
see_sides(const Sums *s, int x, int y, const Square *q, int side[4])
{
    gsize width = (gsize)s->width, wide = width + 1, last = (gsize)q->size - 1;
    const guint16 *row = s->wide_row + (gsize)y * wide + x + q->cut;
    const guint16 *col = s->wide_col + (gsize)(y + q->cut) * width + x;
    gsize down = (gsize)q->part * width;

    return (side[0] = row[q->part] - row[0]) >= q->least &&
           (side[2] = col[down] - col[0]) >= q->least &&
           (side[1] = row[last * wide + (gsize)q->part] - row[last * wide]) >= q->least &&
           (side[3] = col[down + last] - col[last]) >= q->least;
}

/* How well a square of that size stands at x, y; negative: not at all. */
static double
score(const Sums *s, int x, int y, const Square *q, const RvOutlineNeed *need)
{
    int side[4], least, sum;
    double mean, ring, thin;

    if (!see_sides(s, x, y, q, side))
        return -1;
    sum = side[0] + side[1] + side[2] + side[3];
    least = MIN(MIN(side[0], side[1]), MIN(side[2], side[3]));
    mean = sum / (4.0 * q->part);
    if (mean < need->mean || (thin = straight(s, x, y, q->size, q->part)) < need->straight)
        return -1;
    ring = outside(s, x, y, q->size);
    if (ring > need->outside)
        return -1;
    return ((double)least / q->part + mean + thin) / 3 - OUTSIDE_WEIGHT * ring;
}

/* A glance at where the top and the left side begin spares trying all sizes nearly everywhere:
 * marks the places of row y that are worth it. */
static void
find_beginnings(const Sums *s, int y, int min, const RvOutlineNeed *need, guint8 *worth)
{
    int n = min - SLACK, least = (int)ceil(need->side * BEGIN_SHARE * n);
    const guint16 *row = s->wide_row + (gsize)y * (gsize)(s->width + 1) + SLACK;
    const guint16 *top = s->wide_col + (gsize)(y + SLACK) * (gsize)s->width;
    const guint16 *bottom = top + (gsize)n * (gsize)s->width;

    for (int x = 0; x < s->width - min; x++)
        worth[x] = (row[x + n] - row[x] >= least) & (bottom[x] - top[x] >= least);
}

/* The best square with its corner at x, y; score 0: none. `squares`: from the smallest size on. */
static RvFrame
best_at(const Sums *s, int x, int y, const Square *squares, int n, const RvOutlineNeed *need)
{
    int most = MIN(s->width - x, s->height - y) - RV_OUTLINE_OUTSIDE;
    RvFrame best = {.score = 0};

    for (int i = 0; i < n && squares[i].size <= most; i++) {
        double value = score(s, x, y, &squares[i], need);

        if (value > best.score)
            best = (RvFrame){.box = {x, y, squares[i].size, squares[i].size}, .score = value};
    }
    return best;
}

void
rv_outlines_search(PIX *ink, int min, int max, const RvOutlineNeed *need, GArray *found)
{
    g_auto(Sums) sums = sums_new(ink);
    g_autofree guint8 *worth = g_malloc((gsize)sums.width + 1);
    int n = MAX(max - min + 1, 0);
    g_autofree Square *squares = g_new(Square, (gsize)n + 1);

    for (int i = 0; i < n; i++)
        squares[i] = square_of(min + i, need);
    for (int y = RV_OUTLINE_OUTSIDE; y < sums.height - RV_OUTLINE_OUTSIDE - min; y++) {
        find_beginnings(&sums, y, min, need, worth);
        for (int x = RV_OUTLINE_OUTSIDE; x < sums.width - RV_OUTLINE_OUTSIDE - min; x++) {
            RvFrame best = {.score = 0};

            if (worth[x])
                best = best_at(&sums, x, y, squares, n, need);
            if (best.score > 0)
                g_array_append_val(found, best);
        }
    }
}
