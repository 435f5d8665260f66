/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which way the text runs. Along a line letters stand closer than lines do to each other, and their
 * feet stand on one line while their heads do not: there are more ascenders, capitals and digits
 * than descenders in French, as in all Latin writing. */
#include "image/image-private.h"

#include <math.h>
#include <stdlib.h>

#define LETTER_MAX_MM 8.0
/* For the axis: any shape of letter, lying or standing, and near neighbours only, since letters
 * stand within half their height of each other and lines do not. */
#define AXIS_SHAPE 4.0
#define AXIS_GAP 0.5
/* Letters for the count of feet and heads; wider pieces are words grown together, whose feet and
 * heads say nothing. */
#define LETTER_MIN_MM 0.9
#define LETTER_SHAPE 1.4
/* Neighbours stand no further apart than so many times their height. */
#define MAX_GAP 1.0
/* Feet or heads agree within this share of the height: less than an ascender, which has a third. */
#define SAME_LINE 0.12
/* A page is turned over only when heads win by so many standard deviations of a fair coin. */
#define MIN_SIGMA 3.0
/* The other way must show so many times as many pairs, and at least so many. */
#define AXIS_RATIO 1.5
#define MIN_PAIRS 30

typedef struct {
    int feet, heads, both; /* pairs of neighbours that agree in their feet alone, ... */
} Votes;

/* The letter left of piece i on its line, -1 when there is none near. last[] tells for every row
 * which letter was seen on it last, coming from the left. */
static int
left_neighbour(const RvPieces *pieces, const int *last, RvPx box, double gap)
{
    int best = -1, right = -1;

    for (int y = box.y; y < rv_px_bottom(box); y++) {
        RvPx other;

        if (last[y] < 0)
            continue;
        other = g_array_index(pieces->pieces, RvPiece, last[y]).box;
        if (rv_px_right(other) <= right || rv_px_right(other) > box.x + 1 ||
            box.x - rv_px_right(other) > gap * MAX(box.h, other.h) ||
            2 * rv_px_overlap_y(box, other) < MIN(box.h, other.h))
            continue;
        best = last[y];
        right = rv_px_right(other);
    }
    return best;
}

static void
vote(RvPx a, RvPx b, Votes *votes)
{
    int slack = MAX(1, (int)lround(MAX(a.h, b.h) * SAME_LINE));
    gboolean heads = abs(a.y - b.y) <= slack;
    gboolean feet = abs(rv_px_bottom(a) - rv_px_bottom(b)) <= slack;

    votes->heads += heads && !feet;
    votes->feet += feet && !heads;
    votes->both += heads && feet;
}

static int
compare_lefts(gconstpointer a, gconstpointer b, gpointer data)
{
    const GArray *pieces = data;
    RvPx r = g_array_index(pieces, RvPiece, *(const guint *)a).box;
    RvPx s = g_array_index(pieces, RvPiece, *(const guint *)b).box;

    return (r.x > s.x) - (r.x < s.x);
}

/* The letters from left to right. */
static GArray *
letters_in_order(const RvPieces *pieces, double dpi, double shape)
{
    int max = rv_pix_mm(dpi, LETTER_MAX_MM), min = rv_pix_mm(dpi, LETTER_MIN_MM);
    GArray *order = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < pieces->pieces->len; i++) {
        RvPx box = g_array_index(pieces->pieces, RvPiece, i).box;

        if (box.h >= min && MAX(box.h, box.w) <= max && box.w <= shape * box.h)
            g_array_append_val(order, i);
    }
    g_array_sort_with_data(order, compare_lefts, pieces->pieces);
    return order;
}

/* Looks at every letter and its neighbour. */
static Votes
count_votes(PIX *ink, double dpi, double shape, double gap)
{
    g_auto(RvPieces) pieces = rv_pieces_find(ink);
    g_autoptr(GArray) order = letters_in_order(&pieces, dpi, shape);
    g_autofree int *last = g_new(int, pixGetHeight(ink));
    Votes votes = {0};

    for (int y = 0; y < pixGetHeight(ink); y++)
        last[y] = -1;
    for (guint i = 0; i < order->len; i++) {
        guint piece = g_array_index(order, guint, i);
        RvPx box = g_array_index(pieces.pieces, RvPiece, piece).box;
        int left = left_neighbour(&pieces, last, box, gap);

        if (left >= 0)
            vote(g_array_index(pieces.pieces, RvPiece, left).box, box, &votes);
        for (int y = box.y; y < rv_px_bottom(box); y++)
            last[y] = (int)piece;
    }
    return votes;
}

/* Neighbours on a line, whichever way they agree. */
static int
count_pairs(PIX *ink, double dpi)
{
    Votes votes = count_votes(ink, dpi, AXIS_SHAPE, AXIS_GAP);

    return votes.feet + votes.heads + votes.both;
}

int
rv_orient_axis(PIX *ink, double dpi)
{
    g_autoptr(PIX) turned = pixRotateOrth(ink, 1);
    int across = count_pairs(ink, dpi), down = count_pairs(turned, dpi);

    return down >= MIN_PAIRS && down > AXIS_RATIO * across ? 90 : 0;
}

gboolean
rv_orient_is_upside_down(PIX *ink, double dpi)
{
    Votes votes = count_votes(ink, dpi, LETTER_SHAPE, MAX_GAP);

    return votes.heads - votes.feet > MIN_SIGMA * sqrt(votes.heads + votes.feet);
}
