/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes typed as brackets, "[ ]" or "( )": two strokes of one height that face each other, with
 * nothing or one mark between them. Words in brackets have more between them. */
#include "boxes/boxes-private.h"

#include <math.h>
#include <stdlib.h>

/* All of these are chosen, and were tried on 41 made documents with brackets (858 boxes, L0 to L3):
 * `make-corpus` makes more, their truth tells the kind of box. */
/* Brackets of 6 to 16 points are that high. */
#define MIN_PT 5.0
#define MAX_PT 22.0
/* The rest in heights of a bracket. It is no wider than that: "(" of round fonts 0.35. */
#define WIDE 0.45
/* Its stroke is thinner than that at half its height ... */
#define THICK 0.25
/* ... and reaches in at both ends, by its feet or because it is bent, but not out, as l and I do.
 * At 150 dpi and 8 points the feet of a blurred one are a pixel long. */
#define FOOT 0.05
#define OUTWARDS 0.05
#define ENDS 0.15 /* the part that is looked at at each end */
#define MIDDLE_FROM 0.3
#define MIDDLE_TO 0.7
/* The gap of a pair. */
#define NEAR 0.15
#define FAR 1.6
/* The two of a pair are that much alike, and differ by no less than so many pixels. */
#define ALIKE 0.15
#define ALIKE_PX 2
/* A blank that is typed between them, "[_]" or "[..]", is flat and keeps to the bottom. */
#define BLANK_LOW 0.36
#define BLANK_HIGH 0.16
/* "[_]" may be one piece up to that height, with a floor nearly as wide as it. */
#define JOINED_LOW 0.25
#define FLOOR 0.95
/* Smaller pieces between them are specks or such a blank. */
#define LETTER 0.35
/* The inside ends so far from the ends of the strokes, and is no higher than so many widths: what
 * is typed or drawn there stands at half the height. */
#define TRIM 0.1
#define INSIDE_WIDTHS 1.2
#define INSIDE_LEAST 0.5
/* What a pair is worth as a box that holds something, as "(1)" does too. Chosen. */
#define FILLED_SCORE 0.9

/* One bracket, and how thick its stroke is. */
typedef struct {
    RvPx box;
    int stroke;
} Half;

/* Outer and inner edge of a row of a bracket as if it opened to the right; inner < outer: no ink.
 */
typedef struct {
    int outer, inner;
} Edges;

static Edges
edges_of(PIX *part, int y, gboolean left)
{
    const l_uint32 *line = pixGetData(part) + (gsize)y * pixGetWpl(part);
    int width = pixGetWidth(part);
    Edges edges = {width, -1};

    for (int i = 0; i < width; i++)
        if (GET_DATA_BIT(line, left ? i : width - 1 - i)) {
            edges.outer = MIN(edges.outer, i);
            edges.inner = i;
        }
    return edges;
}

/* The outermost edges of some rows. */
static Edges
reach_of(PIX *part, int from, int to, gboolean left)
{
    Edges reach = {G_MAXINT, -1};

    for (int y = from; y < to; y++) {
        Edges e = edges_of(part, y, left);

        reach.outer = MIN(reach.outer, e.outer);
        reach.inner = MAX(reach.inner, e.inner);
    }
    return reach;
}

/* The mean edges of the stroke around half its height. */
static gboolean
middle_of(PIX *part, gboolean left, double *outer, double *inner)
{
    int height = pixGetHeight(part), n = 0;

    *outer = *inner = 0;
    for (int y = (int)(MIDDLE_FROM * height); y < (int)ceil(MIDDLE_TO * height); y++) {
        Edges e = edges_of(part, y, left);

        if (e.inner < e.outer)
            continue;
        *outer += e.outer;
        *inner += e.inner;
        n++;
    }
    *outer /= MAX(n, 1);
    *inner /= MAX(n, 1);
    return n > 0;
}

/* How thick is its stroke, if it is the left bracket of a pair (or the right one)? 0: it is not.
 * `footless`: the lower end of what is `height` high is cut away. */
static int
stroke_of(PIX *part, int height, gboolean left, gboolean footless)
{
    int rows = pixGetHeight(part), ends = MAX(1, (int)(ENDS * height));
    double outer, inner, out = MAX(1, OUTWARDS * height), foot = FOOT * height;
    Edges top = reach_of(part, 0, MIN(ends, rows), left);
    Edges bottom = footless ? top : reach_of(part, MAX(0, rows - ends), rows, left);

    if (!middle_of(part, left, &outer, &inner) || inner - outer + 1 > THICK * height ||
        MIN(top.inner, bottom.inner) - inner < foot || outer - MIN(top.outer, bottom.outer) > out)
        return 0;
    return (int)ceil(inner) + 1;
}

gboolean
rv_brackets_face(RvPx left, RvPx right)
{
    int h = MAX(left.h, right.h), gap = right.x - rv_px_right(left);
    int slack = MAX(ALIKE_PX, (int)(ALIKE * h));

    return gap >= NEAR * h && gap <= FAR * h && abs(left.h - right.h) <= slack &&
           abs(left.y - right.y) <= slack && abs(left.w - right.w) <= slack;
}

RvFrame
rv_brackets_frame(RvPx left, RvPx right, int stroke)
{
    RvPx box = rv_px_union(left, right);
    int wide = box.w - 2 * stroke;
    int high = (int)MIN((1 - 2 * TRIM) * box.h, MAX(INSIDE_WIDTHS * wide, INSIDE_LEAST * box.h));

    return (RvFrame){.box = box,
                     .inside = {box.x + stroke, rv_px_centre_y(box) - high / 2, wide, high},
                     .left = left,
                     .right = right,
                     .score = RV_BRACKETS_EMPTY};
}

gboolean
rv_brackets_is_blank(const RvFrame *frame, RvPx piece)
{
    return !rv_px_is_empty(frame->left) && piece.h <= BLANK_HIGH * frame->box.h &&
           piece.y >= rv_px_bottom(frame->box) - BLANK_LOW * frame->box.h;
}

gboolean
rv_brackets_hold_mark(const RvSheet *sheet, RvFrame *frame)
{
    int from = rv_px_right(frame->left), to = frame->right.x;
    RvPx marks = {0};

    for (guint i = 0; i < sheet->pieces->len; i++) {
        RvPx piece = g_array_index(sheet->pieces, RvSheetPiece, i).box;
        int x = rv_px_centre_x(piece);

        if (x < from || x >= to || piece.h < LETTER * frame->box.h ||
            (piece.x == frame->box.x && piece.w == frame->box.w) || /* "[_]" itself */
            2 * rv_px_overlap_y(piece, frame->box) < MIN(piece.h, frame->box.h))
            continue;
        if (!rv_px_is_empty(marks) && rv_px_overlap_x(marks, piece) <= 0)
            return FALSE;
        marks = rv_px_union(marks, piece);
        frame->score = MIN(frame->score, FILLED_SCORE);
    }
    return TRUE;
}

/* `score`: at most. */
static void
add_pair(const RvSheet *sheet, const Half *left, const Half *right, double score, GArray *frames)
{
    RvFrame frame = rv_brackets_frame(left->box, right->box, MAX(left->stroke, right->stroke));

    frame.score = score;
    if (rv_brackets_hold_mark(sheet, &frame))
        g_array_append_val(frames, frame);
}

/* Does a level line run along the bottom of a piece, from end to end? */
static gboolean
has_floor(PIX *print, RvPx piece)
{
    int low = (int)(JOINED_LOW * piece.h), n = 0;
    g_autoptr(PIX) part =
        rv_pix_crop(print, (RvPx){piece.x, rv_px_bottom(piece) - low, piece.w, low});

    for (int y = 0; part && y < pixGetHeight(part); y++)
        if (pixCountPixelsInRow(part, y, &n, NULL) == 0 && n >= FLOOR * piece.w)
            return TRUE;
    return FALSE;
}

/* "[_]" as one piece: cut above the blank it falls into the two, and a mark perhaps. */
static void
part_joined(const RvSheet *sheet, RvPx piece, GArray *frames)
{
    int high = piece.h - (int)(JOINED_LOW * piece.h);
    g_autoptr(PIX) cut = rv_pix_crop(sheet->print, (RvPx){piece.x, piece.y, piece.w, high});
    g_autoptr(PIXA) parts = NULL;
    g_autoptr(BOXA) boxes = cut ? pixConnComp(cut, &parts, 8) : NULL;
    Half half[2] = {{{0}, 0}};
    double score = RV_BRACKETS_EMPTY;

    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        g_autoptr(PIX) part = pixaGetPix(parts, i, L_CLONE);
        RvPx box;

        boxaGetBoxGeometry(boxes, i, &box.x, &box.y, &box.w, &box.h);
        if (box.x > 0 && rv_px_right(box) < piece.w && box.h >= LETTER * piece.h)
            score = FILLED_SCORE;
        for (int right = 0; right < 2 && box.h == high; right++)
            if (right ? rv_px_right(box) == piece.w : box.x == 0)
                half[right] = (Half){{piece.x + box.x, piece.y, box.w, piece.h},
                                     stroke_of(part, piece.h, !right, TRUE)};
    }
    if (half[0].stroke && half[1].stroke && rv_brackets_face(half[0].box, half[1].box))
        add_pair(sheet, &half[0], &half[1], score, frames);
}

static void
sort_piece(const RvSheet *sheet, RvPx box, GArray *halves[2], GArray *frames)
{
    g_autoptr(PIX) part = NULL;

    if (box.h < rv_sheet_px(sheet, MIN_PT) || box.h > rv_sheet_px(sheet, MAX_PT) ||
        box.w > (FAR + 2 * WIDE) * box.h)
        return;
    if (box.w > WIDE * box.h) {
        if (has_floor(sheet->print, box))
            part_joined(sheet, box, frames);
        return;
    }
    part = rv_pix_crop(sheet->print, box);
    for (int right = 0; part && right < 2; right++) {
        Half half = {box, stroke_of(part, box.h, !right, FALSE)};

        if (half.stroke)
            g_array_append_val(halves[right], half);
    }
}

/* The nearest right bracket that faces it makes a pair with a left one. */
static void
pair(const RvSheet *sheet, const Half *left, const GArray *rights, GArray *frames)
{
    const Half *nearest = NULL;

    for (guint i = 0; i < rights->len; i++) {
        const Half *right = &g_array_index(rights, Half, i);

        if (rv_brackets_face(left->box, right->box) && (!nearest || right->box.x < nearest->box.x))
            nearest = right;
    }
    if (nearest)
        add_pair(sheet, left, nearest, RV_BRACKETS_EMPTY, frames);
}

GArray *
rv_brackets_find(const RvSheet *sheet)
{
    GArray *frames = g_array_new(FALSE, FALSE, sizeof(RvFrame));
    g_autoptr(GArray) lefts = g_array_new(FALSE, FALSE, sizeof(Half));
    g_autoptr(GArray) rights = g_array_new(FALSE, FALSE, sizeof(Half));
    GArray *halves[2] = {lefts, rights};

    if (sheet->is_blank || !sheet->print || !sheet->pieces)
        return frames;
    for (guint i = 0; i < sheet->pieces->len; i++)
        sort_piece(sheet, g_array_index(sheet->pieces, RvSheetPiece, i).box, halves, frames);
    for (guint i = 0; i < lefts->len; i++)
        pair(sheet, &g_array_index(lefts, Half, i), rights, frames);
    return frames;
}
