/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Print that is cut off along a straight line within the page. Beyond it there is nothing; at it,
 * pieces of letters end on one line: chips of letters, strokes that ran on. Whole letters end round
 * or with a stem, most of them. That they do is likelier where print ends far from the margin that
 * the other side has. */
#include "gauge/defects.h"
#include "gauge/sides.h"

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
/* Print beyond the other side's margin, in widths of the page: from the first on it is odd. The
 * head of no clean page, nor of any form, is freer than ODD_TOP_FINE by much, nor its sides by
 * ODD_FINE, but where all of its lines are short. */
#define ODD_FINE 0.06
#define ODD_BAD 0.25
#define ODD_TOP_FINE 0.12
#define ODD_TOP_BAD 0.22
#define ODD_LOW 0.12
/* Nats of evidence: from none to sure. So many pieces tell a margin, and so many a head. */
#define EVIDENCE_FINE 1.5
#define EVIDENCE_BAD 4.5
#define ODD_WEIGHT 3.5
#define ODD_PIECES 3.0
#define ODD_TOP_WEIGHT 3.0
#define TOP_LEAST 4
#define LOW_WEIGHT 4.0
#define SHAPE_LEAST (-1.0)
#define SHAPE_MOST 4.0
/* Letters of a line that are lower than small letters: so many of them are a cut, if so many of all
 * that are near end there. Tops of whole letters end on two lines, and on one where few are long;
 * bottoms mostly end on one. */
#define LINE_LEAST 8
#define LOW_SHARE 0.6
#define TOP_SHARE 0.5
#define BOTTOM_SHARE 0.75
/* The severity of a sure cut beyond which little is lost. */
#define SURE 0.3

typedef enum { CHIP_SMALL, CHIP_LONG, END_STEM, END_STROKE, END_ROUND, ENDS } End;

/* By how much likelier an end is at a cut than at print's own edge: logarithms, after some hundred
 * pages of printed text. By side: left, right; tops and bottoms of letters tell nothing. */
static const double likelier[][ENDS] = {
    {1.4, 1.4, -0.36, 0.14, -0.28},
    {1.2, 0.9, 0.14, 0.33, -0.6},
};

typedef struct {
    double out, along; /* small pixels: across the cut inward, along it */
    gboolean is_low;
    End end;
} Piece;

typedef struct {
    guint n, near, low; /* pieces on the line; those within a line of text; low ones on it */
    guint ends[ENDS];
    double at; /* `out` of the line in its middle */
} Edge;

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

static gboolean
is_across(RvSideName side)
{
    return side == RV_SIDE_LEFT || side == RV_SIDE_RIGHT;
}

static End
end_of(const RvGlance *glance, RvPx box, RvSideName side)
{
    double unit = glance->x_height;
    int length = is_across(side) ? box.h : box.w, deep = is_across(side) ? box.w : box.h;
    int inward = (int)lround(MAX(2, RUNS_ON * unit)), longest = 0;
    gboolean runs_on = TRUE;

    if (is_across(side) && deep < CHIP * unit + 0.5)
        return length < 0.5 * unit ? CHIP_SMALL : CHIP_LONG;
    for (int i = 0; i < length;) {
        int start = i, on = 0;

        while (i < length && ink_at(glance, box, side, 0, i))
            on += ink_at(glance, box, side, inward, i++);
        longest = MAX(longest, i - start);
        runs_on = runs_on && 2 * on >= i - start;
        i += i == start;
    }
    if (longest > STEM * unit)
        return END_STEM;
    return runs_on && longest <= STROKE * unit + 1 ? END_STROKE : END_ROUND;
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

    *along = is_across(side) ? v : u;
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

static GArray *
find_print(const RvGlance *glance)
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
    double extent = is_across(side) ? glance->height : glance->width;

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

static Edge
edge_from(const GArray *pieces, guint from, double near)
{
    double first = g_array_index(pieces, Piece, from).out;
    Edge edge = {.at = first};

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

/* The line on which most pieces end, of those that have next to nothing beyond. */
static Edge
find_edge(const RvGlance *glance, const GArray *boxes, RvSideName side)
{
    g_autoptr(GArray) pieces = outer_pieces(glance, boxes, side);
    Edge best = {0};

    for (int t = 0; pieces && t * TILT_STEP <= 2 * TILT; t++) {
        g_autoptr(GArray) tilted = g_array_copy(pieces);
        double slope = tan((t * TILT_STEP - TILT) * G_PI / 180);

        for (guint i = 0; i < tilted->len; i++)
            g_array_index(tilted, Piece, i).out -= g_array_index(tilted, Piece, i).along * slope;
        g_array_sort(tilted, compare_out);
        for (guint i = 0; i < tilted->len && i <= SPECKS; i++) {
            Edge edge = edge_from(tilted, i, (is_across(side) ? 0.5 : 1.6) * glance->x_height);

            if (edge.n > best.n)
                best = edge;
        }
    }
    return best;
}

/* ---- the evidence ------------------------------------------------------------------------------
 */

static double
shape_of(const Edge *edge, RvSideName side)
{
    double sum = 0;

    for (int i = 0; i < ENDS; i++)
        sum += edge->ends[i] * likelier[side][i];
    return sum;
}

static double
evidence_of(const Edge *edge, RvSideName side, double odd)
{
    gboolean is_low = edge->n >= LINE_LEAST && edge->low > LOW_SHARE * edge->n &&
                      edge->n > (side == RV_SIDE_TOP ? TOP_SHARE : BOTTOM_SHARE) * edge->near;

    if (is_across(side)) {
        if (edge->n < 2)
            return 0;
        odd = rv_ramp(odd, ODD_FINE, ODD_BAD);
        return CLAMP(shape_of(edge, side), SHAPE_LEAST, SHAPE_MOST) * (0.35 + 0.65 * odd) +
               ODD_WEIGHT * odd * MIN(1, edge->n / ODD_PIECES);
    }
    if (edge->n < TOP_LEAST)
        return 0;
    /* Print that ends at its margin is not cut, if low: page numbers, fine print. */
    return (side == RV_SIDE_TOP ? ODD_TOP_WEIGHT * rv_ramp(odd, ODD_TOP_FINE, ODD_TOP_BAD) : 0) +
           (is_low ? LOW_WEIGHT * rv_ramp(odd, 0, ODD_LOW) : 0);
}

/* From the edge of the picture to print that is not a speck. */
static void
find_margins(const RvGlance *glance, const Edge edges[RV_SIDES], double margins[RV_SIDES])
{
    double a = glance->skew_deg * G_PI / 180;

    margins[RV_SIDE_LEFT] = edges[RV_SIDE_LEFT].at - glance->height / 2.0 * sin(a);
    margins[RV_SIDE_RIGHT] =
        glance->width * cos(a) + edges[RV_SIDE_RIGHT].at + glance->height / 2.0 * sin(a);
    margins[RV_SIDE_TOP] = edges[RV_SIDE_TOP].at + glance->width / 2.0 * sin(a);
    margins[RV_SIDE_BOTTOM] =
        glance->height * cos(a) + edges[RV_SIDE_BOTTOM].at - glance->width / 2.0 * sin(a);
    for (int s = 0; s < RV_SIDES; s++)
        margins[s] = edges[s].n ? MAX(0, margins[s]) : 0;
}

static RvPx
lost_area(const RvGlance *glance, const double margins[RV_SIDES], RvSideName side)
{
    int m[RV_SIDES];

    for (int s = 0; s < RV_SIDES; s++)
        m[s] = (int)margins[s];
    switch (side) {
    case RV_SIDE_LEFT:
        return (RvPx){0, m[2], m[0], MAX(1, glance->height - m[2] - m[3])};
    case RV_SIDE_RIGHT:
        return (RvPx){glance->width - m[1], m[2], m[1], MAX(1, glance->height - m[2] - m[3])};
    case RV_SIDE_TOP:
        return (RvPx){m[0], 0, MAX(1, glance->width - m[0] - m[1]), m[2]};
    default:
        return (RvPx){m[0], glance->height - m[3], MAX(1, glance->width - m[0] - m[1]), m[3]};
    }
}

RvSeen
rv_see_text_cut(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    g_autoptr(GArray) boxes = NULL;
    /* Margins are no measure of a page that is seen from the side, is cut itself, or ends early. */
    double whole = (1 - exam->seen[RV_DEFECT_WARPED].severity) *
                   (1 - exam->seen[RV_DEFECT_PAGE_CUT].severity) *
                   (1 - exam->seen[RV_DEFECT_BLANK].severity);
    double margins[RV_SIDES];
    Edge edges[RV_SIDES];
    RvSeen seen = {0};

    if (glance->x_height <= 0 || glance->is_lying)
        return seen;
    boxes = find_print(glance);
    for (int s = 0; s < RV_SIDES; s++)
        edges[s] = find_edge(glance, boxes, (RvSideName)s);
    find_margins(glance, edges, margins);
    for (int s = 0; s < RV_SIDES; s++) {
        double other =
            s == RV_SIDE_TOP ? MIN(margins[RV_SIDE_LEFT], margins[RV_SIDE_RIGHT]) : margins[s ^ 1];
        double extent = s < RV_SIDE_TOP ? glance->width : glance->height;
        double odd = margins[s] - other, lost = CLAMP(odd / (extent - 2 * other + 1), 0, 1);
        double evidence = evidence_of(&edges[s], (RvSideName)s, odd / glance->width);
        double severity =
            whole * rv_ramp(evidence, EVIDENCE_FINE, EVIDENCE_BAD) * (SURE + (1 - SURE) * lost);

        if (severity > seen.severity)
            seen = (RvSeen){severity, lost_area(glance, margins, (RvSideName)s)};
    }
    return seen;
}
