/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that lay over an edge of the glass, or were cropped: print runs into the picture's edge, or
 * up against it where there ought to be a margin as at the other sides. */
#include "gauge/defects.h"
#include "gauge/sides.h"

#include <math.h>

/* What touches the edge is print from so many x-heights along it, to so many. */
#define TOUCH_LEAST 0.25
#define TOUCH_MOST 3.0
/* Some touch by chance, on an edge like on the one opposite; with so many more the page is cut. One
 * line is enough: letters on a line, or lines that end. */
#define TOUCH_MIN 2.0
#define TOUCH_SURE 5.0
/* and print begins no further from the edge: x-heights. What touches it alone is the shadow of the
 * lid, in crumbs on a page in black and white. */
#define TOUCH_NEAR 4.0
/* A margin narrower than the gap of lines is none, if those of other sides are so many times as
 * wide: x-heights; the median of the others. */
#define MARGIN_NONE 1.0
#define MARGIN_FINE 2.8
#define MARGIN_RATIO 0.27
/* Of the letters so many are further out than print begins: specks. */
#define OUTER_SHARE 100
#define MIN_LETTERS 12
/* Letters: x-heights; feet or heads agree within this share of their height. */
#define LETTER_LEAST 0.7
#define SAME_LINE 0.12
/* A cut that is sure, where nothing else tells how much is lost; and a page that lacks all. */
#define SURE 0.3
/* Sheets are about so many times as long as wide: between Letter and the DIN sizes. */
#define SHEET 1.37
#define SHORT_WEIGHT 2.0

static double
edge_distance(const RvGlance *glance, RvPx box, RvSideName side)
{
    switch (side) {
    case RV_SIDE_LEFT:
        return box.x;
    case RV_SIDE_RIGHT:
        return glance->width - rv_px_right(box);
    case RV_SIDE_TOP:
        return box.y;
    default:
        return glance->height - rv_px_bottom(box);
    }
}

static RvSideName
opposite(RvSideName side)
{
    return (RvSideName)(side ^ 1);
}

static void
count_touching(const RvGlance *glance, double unit, double touching[RV_SIDES])
{
    const GArray *pieces = glance->pieces.pieces;

    for (guint i = 0; i < pieces->len; i++) {
        RvPx box = g_array_index(pieces, RvPiece, i).box;

        for (int s = 0; s < RV_SIDES; s++) {
            int along = rv_side_is_across((RvSideName)s) ? box.h : box.w;
            int deep = rv_side_is_across((RvSideName)s) ? box.w : box.h;

            if (edge_distance(glance, box, (RvSideName)s) <= 1 && along > TOUCH_LEAST * unit &&
                along < TOUCH_MOST * unit && deep > 1 && deep < TOUCH_MOST * unit)
                touching[s]++;
        }
    }
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    const double *p = a, *q = b;

    return (*p > *q) - (*p < *q);
}

/* Is as high as letters are, and has its feet or its head where its mate has them: no speck. */
static gboolean
stands_on_line(const RvGlance *glance, const RvLetter *letter)
{
    double height = letter->foot - letter->head, slack = MAX(1.01, SAME_LINE * height);
    const RvLetter *mate;

    if (letter->mate < 0 || height < LETTER_LEAST * glance->x_height)
        return FALSE;
    mate = &g_array_index(glance->letters, RvLetter, letter->mate);
    return mate->foot - mate->head >= LETTER_LEAST * glance->x_height &&
           (fabsf(mate->foot - letter->foot) <= slack || fabsf(mate->head - letter->head) <= slack);
}

/* From the edge to where print begins; -1: no print. */
static double
margin_of(const RvGlance *glance, RvSideName side)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < glance->letters->len; i++) {
        const RvLetter *letter = &g_array_index(glance->letters, RvLetter, i);
        double at = edge_distance(glance, letter->box, side);

        if (stands_on_line(glance, letter))
            g_array_append_val(all, at);
    }
    if (all->len < MIN_LETTERS)
        return -1;
    g_array_sort(all, compare_doubles);
    return g_array_index(all, double, 2 + all->len / OUTER_SHARE);
}

/* 0-1: there is no margin where the other sides have one. */
static double
lacks_margin(const double margins[RV_SIDES], int side, double unit)
{
    double others[RV_SIDES - 1];
    int n = 0;

    if (margins[side] < 0)
        return 0;
    for (int s = 0; s < RV_SIDES; s++)
        if (s != side)
            others[n++] = margins[s];
    qsort(others, RV_SIDES - 1, sizeof *others, compare_doubles);
    if (margins[side] > MARGIN_RATIO * others[1])
        return 0;
    return rv_ramp(margins[side] / unit, MARGIN_FINE, MARGIN_NONE);
}

/* The share of the page that is not there: what is seen beside it at the other side, as it was laid
 * over the edge, or what it is shorter than paper is. */
static double
lost_share(const RvGlance *glance, const double margins[RV_SIDES], RvSideName side)
{
    RvSide beside = rv_side_find(glance, opposite(side));
    double extent = rv_side_is_across(side) ? glance->width : glance->height;
    double other = rv_side_is_across(side) ? glance->height : glance->width;
    double shifted = 0, cropped;

    if (beside.is_seen)
        shifted = beside.depth / extent;
    else if (rv_side_is_across(side) && margins[side] >= 0)
        shifted =
            (margins[opposite(side)] - MIN(margins[RV_SIDE_TOP], margins[RV_SIDE_BOTTOM])) / extent;
    cropped = 1 - extent / (rv_side_is_across(side) ? other / SHEET : other * SHEET);
    return CLAMP(MAX(shifted, cropped), 0, 1);
}

/* Print that is this large on the whole. */
static double
print_unit(const RvGlance *glance)
{
    const GArray *pieces = glance->pieces.pieces;
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(double));

    if (glance->x_height > 2)
        return glance->x_height;
    for (guint i = 0; i < pieces->len; i++) {
        double size = g_array_index(pieces, RvPiece, i).box.h;

        if (size > 3)
            g_array_append_val(sizes, size);
    }
    g_array_sort(sizes, compare_doubles);
    return sizes->len ? g_array_index(sizes, double, sizes->len / 2) : 0;
}

RvSeen
rv_see_page_cut(const RvExam *exam)
{
    const RvGlance *glance = exam->glance;
    double touching[RV_SIDES] = {0}, margins[RV_SIDES], unit = print_unit(glance);
    double worst = 0;

    if (unit <= 0)
        return (RvSeen){0};
    count_touching(glance, unit, touching);
    for (int s = 0; s < RV_SIDES; s++)
        margins[s] = margin_of(glance, (RvSideName)s);
    for (int s = 0; s < RV_SIDES; s++) {
        double most = MAX(touching[s ^ 1], MAX(touching[s ^ 2], touching[s ^ 3]));
        double touch = margins[s] < TOUCH_NEAR * unit
                           ? rv_ramp(touching[s] - 2 * most, TOUCH_MIN, TOUCH_SURE)
                           : 0;
        /* Blurred words are as high as margins are wide. */
        double sharp = 1 - exam->seen[RV_DEFECT_BLURRY].severity;
        double sure = MAX(touch, sharp * lacks_margin(margins, s, unit));

        if (sure > 0) {
            double lost = lost_share(glance, margins, (RvSideName)s);

            /* A narrow margin tells more on a page that is too short besides. */
            sure = MIN(1, sure * (1 + SHORT_WEIGHT * lost));
            worst = MAX(worst, sure * (SURE + (1 - SURE) * lost));
        }
    }
    return (RvSeen){.severity = worst};
}
