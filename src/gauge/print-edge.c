/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gauge/print-edge.h"

#include <math.h>

/* Pieces of print: x-heights. */
#define PIECE_LEAST 0.25
#define PIECE_MOST 3.5
/* The line is looked for this many degrees either way of the lines' direction, which few letters
 * tell badly. */
#define TILT 0.36
#define TILT_STEP 0.06
/* Pieces end on one line within so many small pixels. Some specks are further out. */
#define ALIGNED 1.6
#define SPECKS 2
#define MOST_PIECES 600
/* What a piece at the line may be, in x-heights: chips are narrower than a stroke and a bit; the
 * end of a stem, or of a stroke; strokes run on for so long. What is left of a letter is lower than
 * LOW, and wider than a chip or higher than a dot (LEG). */
#define CHIP 0.3
#define STEM 0.55
#define STROKE 0.45
#define RUNS_ON 0.22
#define LOW 0.85
#define LEG 0.45

typedef struct {
    double out, along; /* small pixels: across the cut inward, along it */
    gboolean is_low;
    RvPrintEnd end;
} Piece;

/* ---- the pieces at a side ---------------------------------------------------------------------
 */

static gboolean
ink_at(const RvGlance *glance, RvPx box, RvSideName side, int deep, int along)
{
    int x = side == RV_SIDE_LEFT    ? box.x + deep
            : side == RV_SIDE_RIGHT ? rv_px_right(box) - 1 - deep
                                    : box.x + along;
    int y = side == RV_SIDE_TOP      ? box.y + deep
            : side == RV_SIDE_BOTTOM ? rv_px_bottom(box) - 1 - deep
                                     : box.y + along;

    if (x < 0 || y < 0 || x >= glance->width || y >= glance->height)
        return FALSE;
    return GET_DATA_BIT(pixGetData(glance->ink) + (gsize)y * (gsize)pixGetWpl(glance->ink), x);
}

static RvPrintEnd
end_of(const RvGlance *glance, RvPx box, RvSideName side)
{
    double unit = glance->x_height;
    int length = rv_side_is_across(side) ? box.h : box.w,
        deep = rv_side_is_across(side) ? box.w : box.h;
    int inward = (int)lround(MAX(2, RUNS_ON * unit)), longest = 0;
    gboolean runs_on = TRUE;

    if (rv_side_is_across(side) && deep < CHIP * unit + 0.5)
        return length < 0.5 * unit ? RV_CHIP_SMALL : RV_CHIP_LONG;
    for (int i = 0; i < length;) {
        int start = i, on = 0;

        while (i < length && ink_at(glance, box, side, 0, i))
            on += ink_at(glance, box, side, inward, i++);
        longest = MAX(longest, i - start);
        runs_on = runs_on && 2 * on >= i - start;
        i += i == start;
    }
    if (longest > STEM * unit)
        return RV_END_STEM;
    return runs_on && longest <= STROKE * unit + 1 ? RV_END_STROKE : RV_END_ROUND;
}

static double
out_of(const RvGlance *glance, RvPx box, RvSideName side, double *along)
{
    double x = side == RV_SIDE_LEFT    ? box.x
               : side == RV_SIDE_RIGHT ? rv_px_right(box)
                                       : box.x + box.w / 2.0;
    double y = side == RV_SIDE_TOP      ? box.y
               : side == RV_SIDE_BOTTOM ? rv_px_bottom(box)
                                        : box.y + box.h / 2.0;
    double a = glance->skew_deg * G_PI / 180, c = cos(a), s = sin(a);
    double u = x * c + y * s, v = y * c - x * s;

    *along = rv_side_is_across(side) ? v : u;
    switch (side) {
    case RV_SIDE_LEFT:
        return u;
    case RV_SIDE_RIGHT:
        return -u;
    case RV_SIDE_TOP:
        return v;
    default:
        return -v;
    }
}

static gboolean
may_be_print(const RvGlance *glance, RvPx box)
{
    double large = MAX(box.w, box.h), unit = glance->x_height;

    return large >= MAX(2, PIECE_LEAST * unit) && large <= PIECE_MOST * unit && box.x > 1 &&
           box.y > 1 && rv_px_right(box) < glance->width - 1 &&
           rv_px_bottom(box) < glance->height - 1;
}

GArray *
rv_print_boxes(const RvGlance *glance)
{
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(RvPx));

    for (guint i = 0; i < glance->pieces.pieces->len; i++) {
        RvPx box = g_array_index(glance->pieces.pieces, RvPiece, i).box;

        if (may_be_print(glance, box))
            g_array_append_val(boxes, box);
    }
    return boxes;
}

/* Those that may be at the line; NULL when they are too many. */
static GArray *
outer_pieces(const RvGlance *glance, const GArray *boxes, RvSideName side)
{
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(Piece));
    double first[SPECKS + 1], reach, along;
    double extent = rv_side_is_across(side) ? glance->height : glance->width;

    for (int i = 0; i <= SPECKS; i++)
        first[i] = G_MAXDOUBLE;
    for (guint i = 0; i < boxes->len; i++) {
        double at = out_of(glance, g_array_index(boxes, RvPx, i), side, &along);

        for (int k = 0; k <= SPECKS; k++)
            if (at < first[k]) {
                double moved = first[k];

                first[k] = at;
                at = moved;
            }
    }
    reach = first[SPECKS] + 2 * glance->x_height + extent * tan(TILT * G_PI / 180);
    for (guint i = 0; i < boxes->len && out->len <= MOST_PIECES; i++) {
        RvPx box = g_array_index(boxes, RvPx, i);
        Piece piece = {.out = out_of(glance, box, side, &along)};

        if (piece.out > reach)
            continue;
        piece.along = along - extent / 2;
        piece.end = end_of(glance, box, side);
        piece.is_low = box.h < LOW * glance->x_height &&
                       (box.w > CHIP * glance->x_height || box.h > LEG * glance->x_height);
        g_array_append_val(out, piece);
    }
    return out->len > MOST_PIECES ? NULL : g_steal_pointer(&out);
}

/* ---- the line ----------------------------------------------------------------------------------
 */

static int
compare_out(gconstpointer a, gconstpointer b)
{
    const Piece *p = a, *q = b;

    return (p->out > q->out) - (p->out < q->out);
}

static RvPrintEdge
edge_from(const GArray *pieces, guint from, double near)
{
    double first = g_array_index(pieces, Piece, from).out;
    RvPrintEdge edge = {.at = first};

    for (guint i = from; i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);

        if (piece->out > first + near)
            break;
        edge.near++;
        if (piece->out > first + ALIGNED)
            continue;
        edge.n++;
        edge.low += piece->is_low;
        edge.ends[piece->end]++;
    }
    return edge;
}

RvPrintEdge
rv_print_edge(const RvGlance *glance, const GArray *boxes, RvSideName side)
{
    g_autoptr(GArray) pieces = outer_pieces(glance, boxes, side);
    RvPrintEdge best = {0};

    for (int t = 0; pieces && t * TILT_STEP <= 2 * TILT; t++) {
        g_autoptr(GArray) tilted = g_array_copy(pieces);
        double slope = tan((t * TILT_STEP - TILT) * G_PI / 180);

        for (guint i = 0; i < tilted->len; i++)
            g_array_index(tilted, Piece, i).out -= g_array_index(tilted, Piece, i).along * slope;
        g_array_sort(tilted, compare_out);
        for (guint i = 0; i < tilted->len && i <= SPECKS; i++) {
            RvPrintEdge edge =
                edge_from(tilted, i, (rv_side_is_across(side) ? 0.5 : 1.6) * glance->x_height);

            if (edge.n > best.n)
                best = edge;
        }
    }
    return best;
}
