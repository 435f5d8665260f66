/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The baseline and the height of a line, from the boxes of its pieces. */
#include "find-private.h"

#include <math.h>
#include <stdlib.h>

/* Pieces lower than this share of the usual are dots, dashes and accents: they say nothing about
 * the height. */
#define LETTER_SHARE 0.6
#define MARK_SHARE 0.45 /* of the high ones */
#define TALL 2.2        /* strokes and letters of two lines grown together */
/* Ascenders and capitals over the x-height, as most typefaces have them; descenders. */
#define ASCENT 1.42
#define DESCENT 0.42
/* Two sizes of letters are told apart when the higher ones exceed the lower so many times. */
#define TWO_SIZES 1.18
/* A line may hold words in larger letters, so many times at most. */
#define ODD_SIZE 1.5
/* White around a line, in parts of its height: the recogniser was trained with some. */
#define MARGIN 0.13

/* Share of the letters whose lower end is above the baseline or on it: those that hang below it are
 * fewer. scripts/tune: errors 1.18 % at 0.5, 1.25 % at 0.4. */
#define BASE_RANK 0.5
/* A bend is seen by so many letters in each third of a line, and is so large a part of their
 * height. Pages that curl by 3 mm: CER 1.3 % without, 0.6 % with it; straight ones of poor scans:
 * 1.16 % at 0.2 as without, 1.18 % at 0.15. */
#define BEND_LETTERS 8
#define BEND_LEAST 0.2

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double u = *(const double *)a, v = *(const double *)b;

    return (u > v) - (u < v);
}

static double
quantile(double *values, guint n, double share)
{
    qsort(values, n, sizeof *values, compare_doubles);
    return values[MIN((guint)(share * n), n - 1)];
}

static RvPx
box_of(const RvSheet *sheet, const GArray *members, guint i)
{
    return g_array_index(sheet->pieces, RvSheetPiece, g_array_index(members, guint, i)).box;
}

typedef struct {
    double x, bottom, top;
} Letter;

/* Letters are told from marks by the higher ones among the pieces. */
static double
usual_height(const RvSheet *sheet, const GArray *members)
{
    g_autofree double *heights = g_new(double, members->len);
    double high;
    guint n = 0;

    for (guint i = 0; i < members->len; i++)
        heights[i] = box_of(sheet, members, i).h;
    high = quantile(heights, members->len, 0.9);
    for (guint i = 0; i < members->len; i++)
        if (heights[i] >= MARK_SHARE * high)
            heights[n++] = heights[i];
    return quantile(heights, n, 0.5);
}

static GArray *
letters_of(const RvSheet *sheet, const GArray *members)
{
    GArray *letters = g_array_new(FALSE, FALSE, sizeof(Letter));
    double usual = usual_height(sheet, members);

    for (guint i = 0; i < members->len; i++) {
        RvPx box = box_of(sheet, members, i);
        Letter letter = {box.x + box.w / 2.0, rv_px_bottom(box), box.y};

        if (box.h >= LETTER_SHARE * usual && box.h <= TALL * usual)
            g_array_append_val(letters, letter);
    }
    return letters;
}

/* The slope of the baseline: the median over pairs of letters far from each other (Theil-Sen). */
static double
find_slope(const GArray *letters, double width, double height)
{
    g_autoptr(GArray) slopes = g_array_new(FALSE, FALSE, sizeof(double));
    double far = MAX(width / 3, 4 * height);

    for (guint i = 0; i < letters->len; i++)
        for (guint j = i + 1; j < letters->len; j++) {
            const Letter *a = &g_array_index(letters, Letter, i);
            const Letter *b = &g_array_index(letters, Letter, j);
            double slope = (b->bottom - a->bottom) / (b->x - a->x);

            if (b->x - a->x >= far && fabs(b->bottom - a->bottom) < height)
                g_array_append_val(slopes, slope);
        }
    if (slopes->len < 10)
        return 0;
    return quantile((double *)(gpointer)slopes->data, slopes->len, 0.5);
}

/* How far the letters of one third of the line stand below the baseline; FALSE: too few. */
static gboolean
third_of(const GArray *letters, const RvStrip *b, double width, int third, double *below)
{
    g_autofree double *values = g_new(double, letters->len);
    guint n = 0;

    for (guint i = 0; i < letters->len; i++) {
        const Letter *letter = &g_array_index(letters, Letter, i);

        if ((int)((letter->x - b->left) / width * 3) == third)
            values[n++] = letter->bottom - rv_strip_base(b, letter->x);
    }
    if (n < BEND_LETTERS)
        return FALSE;
    *below = quantile(values, n, BASE_RANK);
    return TRUE;
}

/* Pages that were photographed curl: the middle of a long line stands higher or lower than its ends
 * by more than print does. */
static void
find_bend(const GArray *letters, double width, double height, RvStrip *b)
{
    double left, middle, right, step = width / 3, sag, bend, slope;

    if (!third_of(letters, b, width, 0, &left) || !third_of(letters, b, width, 1, &middle) ||
        !third_of(letters, b, width, 2, &right))
        return;
    sag = left - 2 * middle + right;
    if (fabs(sag) < BEND_LEAST * height)
        return;
    bend = sag / (2 * step * step);
    slope = (right - left) / (2 * step) - bend * width;
    b->base += middle - slope * width / 2 - bend * width * width / 4;
    b->slope += slope;
    b->bend = bend;
}

gboolean
rv_fit_line(const RvSheet *sheet, GArray *members, RvFoundLine *line)
{
    g_autoptr(GArray) letters = letters_of(sheet, members);
    g_autofree double *bottoms = g_new(double, letters->len + 1);
    g_autofree double *tops = g_new(double, letters->len + 1);
    RvPx box = {0};
    RvStrip strip = {0};
    double low, high, x_height, total, height, above;

    if (!letters->len)
        return FALSE;
    for (guint i = 0; i < members->len; i++)
        box = rv_px_union(box, box_of(sheet, members, i));
    height = usual_height(sheet, members);
    strip.left = box.x;
    strip.slope = find_slope(letters, box.w, height);
    for (guint i = 0; i < letters->len; i++)
        bottoms[i] = g_array_index(letters, Letter, i).bottom -
                     rv_strip_base(&strip, g_array_index(letters, Letter, i).x);
    strip.base = quantile(bottoms, letters->len, BASE_RANK);
    find_bend(letters, box.w, height, &strip);
    for (guint i = 0; i < letters->len; i++)
        tops[i] = rv_strip_base(&strip, g_array_index(letters, Letter, i).x) -
                  g_array_index(letters, Letter, i).top;
    low = quantile(tops, letters->len, 0.3);
    high = quantile(tops, letters->len, 0.9);
    if (low < height * 0.5)
        low = height * 0.5;
    x_height = high > TWO_SIZES * low ? low : (high + low) / 2 / 1.2;
    x_height = MAX(x_height, 2);
    total = x_height * (ASCENT + DESCENT);
    above = MAX(x_height * ASCENT,
                MIN(quantile(tops, letters->len, 0.97), x_height * ASCENT * ODD_SIZE));
    rv_strip_start_at(&strip, box.x - MARGIN * total);
    strip.right = rv_px_right(box) + MARGIN * total;
    strip.above = above + MARGIN * total;
    strip.below = x_height * DESCENT + MARGIN * total;
    *line = (RvFoundLine){strip, box, x_height, g_array_ref(members)};
    return TRUE;
}
