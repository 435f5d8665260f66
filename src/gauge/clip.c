/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Print that is cut off along a straight line on the paper. Beyond it there is nothing; at it,
 * pieces of letters end on one line: chips of letters, strokes that ran on. Whole letters end round
 * or with a stem, most of them. That they do is likelier where print ends far from the margin that
 * the other side has, and where it ends so near to the paper's edge that no printer prints beyond.
 */
#include "gauge/print-edge.h"

#include <math.h>

/* Print beyond the other side's margin, in widths of the page: from the first on it is odd. The
 * head of no clean page, nor of any form, is freer than ODD_TOP_FINE by much, nor its sides by
 * ODD_FINE, but where all of its lines are short. */
#define ODD_FINE 0.06
#define ODD_BAD 0.25
#define ODD_TOP_FINE 0.12
#define ODD_TOP_BAD 0.22
#define ODD_LOW 0.12
/* Printers leave 3 to 7 millimetres bare: print that reaches so far, in widths of the page, was
 * moved beyond them where the other side is free by that much more. Margins of clean pages are 0.05
 * and more. */
#define BARE 0.036
#define MARGIN 0.048
#define USUAL_MARGIN 0.09
#define MOVED_FINE 0.06
#define MOVED_BAD 0.16
#define MOVED_WEIGHT 3.0
/* A page may begin at its head, and be short: if the line that is there is whole, that counts so
 * much. */
#define WHOLE_MOVED 0.65
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

/* By how much likelier an end is at a cut than at print's own edge: logarithms, after some hundred
 * pages of printed text. By side: left, right; tops and bottoms of letters tell nothing. */
static const double likelier[][RV_ENDS] = {
    {1.4, 1.4, -0.36, 0.14, -0.28},
    {1.2, 0.9, 0.14, 0.33, -0.6},
};

static double
shape_of(const RvPrintEdge *edge, RvSideName side)
{
    double sum = 0;

    for (int i = 0; i < RV_ENDS; i++)
        sum += edge->ends[i] * likelier[side][i];
    return sum;
}

/* What the place of a side's print tells. */
typedef struct {
    double odd;   /* by so much its margin is wider than the other side's: widths of the page */
    double near;  /* 0-1: it ends where no printer prints any more */
    double moved; /* 0-1: and the other side is as much freer */
} Place;

static Place
place_of(const RvGlance *glance, const double margins[RV_SIDES], RvSideName side, double other)
{
    double odd = (margins[side] - other) / glance->width;
    double near = rv_ramp(margins[side] / glance->width, MARGIN, BARE);
    double freer = (margins[side ^ 1] - margins[side]) / glance->width;

    return (Place){odd, near, near * rv_ramp(freer, MOVED_FINE, MOVED_BAD)};
}

static double
evidence_of(const RvPrintEdge *edge, RvSideName side, Place place)
{
    gboolean is_low = edge->n >= LINE_LEAST && edge->low > LOW_SHARE * edge->n &&
                      edge->n > (side == RV_SIDE_TOP ? TOP_SHARE : BOTTOM_SHARE) * edge->near;
    double moved = MOVED_WEIGHT * place.moved * MIN(1, edge->n / ODD_PIECES);

    if (rv_side_is_across(side)) {
        double odd = rv_ramp(place.odd, ODD_FINE, ODD_BAD);

        if (edge->n < 2)
            return 0;
        return CLAMP(shape_of(edge, side), SHAPE_LEAST, SHAPE_MOST) *
                   (0.35 + 0.65 * MAX(odd, place.near)) +
               ODD_WEIGHT * odd * MIN(1, edge->n / ODD_PIECES) + moved;
    }
    if (edge->n < TOP_LEAST)
        return 0;
    /* Print that ends at its margin is not cut, if low: page numbers, fine print. */
    return (side == RV_SIDE_TOP ? ODD_TOP_WEIGHT * rv_ramp(place.odd, ODD_TOP_FINE, ODD_TOP_BAD)
                                : 0) +
           (is_low ? LOW_WEIGHT * MAX(rv_ramp(place.odd, 0, ODD_LOW), place.near) + moved
                   : WHOLE_MOVED * moved);
}

/* From the edge of the picture to print that is not a speck. */
static void
find_margins(const RvGlance *glance, const RvPrintEdge edges[RV_SIDES], double margins[RV_SIDES])
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

/* The share of the print that would have filled the page as far as on the other side. */
static double
lost_there(double margin, double other, double extent)
{
    return CLAMP((margin - other) / (extent - 2 * other + 1), 0, 1);
}

/* That of print as wide as usual, which was moved so far. */
static double
lost_beyond(double other, double margin, double extent)
{
    return CLAMP((other + margin) / extent - 2 * USUAL_MARGIN, 0, 1) / (1 - 2 * USUAL_MARGIN);
}

RvSeen
rv_see_text_cut(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    g_autoptr(GArray) boxes = NULL;
    /* Margins are no measure of a page that is seen from the side, is cut itself, ends early, or
     * stands on its head. */
    double whole = (1 - exam->seen[RV_DEFECT_WARPED].severity) *
                   (1 - exam->seen[RV_DEFECT_PAGE_CUT].severity) *
                   (1 - exam->seen[RV_DEFECT_BLANK].severity) *
                   (1 - exam->seen[RV_DEFECT_TURNED].severity);
    double margins[RV_SIDES];
    RvPrintEdge edges[RV_SIDES];
    RvSeen seen = {0};

    if (glance->x_height <= 0 || glance->is_lying)
        return seen;
    boxes = rv_print_boxes(glance);
    for (int s = 0; s < RV_SIDES; s++)
        edges[s] = rv_print_edge(glance, boxes, (RvSideName)s);
    find_margins(glance, edges, margins);
    for (int s = 0; s < RV_SIDES; s++) {
        double other =
            s == RV_SIDE_TOP ? MIN(margins[RV_SIDE_LEFT], margins[RV_SIDE_RIGHT]) : margins[s ^ 1];
        double extent = s < RV_SIDE_TOP ? glance->width : glance->height;
        Place place = place_of(glance, margins, (RvSideName)s, other);
        double evidence = evidence_of(&edges[s], (RvSideName)s, place);
        double lost = MAX(lost_there(margins[s], other, extent),
                          place.near * lost_beyond(margins[s ^ 1], margins[s], extent));
        double severity =
            whole * rv_ramp(evidence, EVIDENCE_FINE, EVIDENCE_BAD) * (SURE + (1 - SURE) * lost);

        if (severity > seen.severity)
            seen = (RvSeen){severity, lost_area(glance, margins, (RvSideName)s)};
    }
    return seen;
}
