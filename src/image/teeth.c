/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Combs, with a cell for each figure. The strokes of open ones stand on a line, too short to be
 * rules; and so are the sides of a group of few cells. They would be read as 1, l or a comma. */
#include "image/image-private.h"

#include <math.h>
#include <stdlib.h>

/* Strokes of combs as printed: half a line of 6 points to a cell of 20 high, a hairline wide. */
#define MIN_HEIGHT_MM 1.0
#define MAX_HEIGHT_MM 7.0
#define MAX_WIDTH_MM 0.5
#define MIN_SHAPE 3 /* height over width */
/* They end on their line, and the sides of cells at one height, so near. */
#define FOOT_MM 0.35
/* Fewer are letters on a line ("ill"), or the columns of a table. */
#define MIN_TEETH 4
/* From one to the next: room for a figure of 6 to 20 points. */
#define MIN_PITCH_MM 2.0
#define MAX_PITCH_MM 10.0
/* Heights, and distances of most of them, are as near to the usual one as this share of it. */
#define HEIGHT_SLACK 0.2
#define PITCH_SLACK 0.15
/* A group whose lines are too short for rules is in one piece with them: of so many cells at most
 * (SIRET: 5), and so much more ink than its strokes have. */
#define MAX_GROUP 5
#define GROUP_INK 1.5

/* What the strokes of one row have in common. */
typedef struct {
    int top, bottom, width;
    double pitch;
    int lines; /* level ones of a cell: 1 when it is open, 2 */
} Comb;

static RvPx
piece_box(const RvPieces *pieces, guint i)
{
    return g_array_index(pieces->pieces, RvPiece, i).box;
}

/* ---- the strokes of open combs ------------------------------------------------------------ */

static gboolean
stands_on(RvPx box, RvPx line, double dpi)
{
    int slack = MAX(1, rv_pix_mm(dpi, FOOT_MM)), foot = rv_px_bottom(box);

    return foot >= line.y - slack && foot <= rv_px_bottom(line) + slack &&
           box.x >= line.x - slack && rv_px_right(box) <= rv_px_right(line) + slack;
}

static gboolean
is_stroke(RvPx box, double dpi)
{
    return box.h >= rv_pix_mm(dpi, MIN_HEIGHT_MM) && box.h <= rv_pix_mm(dpi, MAX_HEIGHT_MM) &&
           box.w <= MAX(1, rv_pix_mm(dpi, MAX_WIDTH_MM)) && box.h >= MIN_SHAPE * box.w;
}

/* The pieces that are strokes on the line, all about as high as most. */
static GArray *
strokes_on(const RvPieces *pieces, RvPx line, double dpi)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));
    int height;

    for (guint i = 0; i < pieces->pieces->len; i++) {
        RvPx box = piece_box(pieces, i);

        if (!is_stroke(box, dpi) || !stands_on(box, line, dpi))
            continue;
        g_array_append_val(found, i);
        g_array_append_val(heights, box.h);
    }
    height = rv_median(heights);
    for (guint i = found->len; i > 0; i--)
        if (abs(piece_box(pieces, g_array_index(found, guint, i - 1)).h - height) >
            HEIGHT_SLACK * height)
            g_array_remove_index(found, i - 1);
    return found;
}

/* ---- a row of strokes --------------------------------------------------------------------- */

static gint
by_x(gconstpointer a, gconstpointer b)
{
    return ((const RvPx *)a)->x - ((const RvPx *)b)->x;
}

/* Are the strokes (RvPx) at equal distances, but for what stands between groups? */
static gboolean
is_comb(GArray *strokes, double dpi, Comb *comb)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(int));
    RvPx all = {0};
    guint even = 0;

    g_array_sort(strokes, by_x);
    for (guint i = 0; i < strokes->len; i++) {
        RvPx box = g_array_index(strokes, RvPx, i);
        int step = i ? box.x - g_array_index(strokes, RvPx, i - 1).x : 0;

        all = rv_px_union(all, box);
        g_array_append_val(widths, box.w);
        if (step >= rv_pix_mm(dpi, MIN_PITCH_MM))
            g_array_append_val(steps, step);
    }
    *comb = (Comb){all.y, rv_px_bottom(all), rv_median(widths), rv_median(steps), comb->lines};
    for (guint i = 0; i < steps->len; i++)
        even += fabs(g_array_index(steps, int, i) - comb->pitch) <= PITCH_SLACK * comb->pitch;
    return strokes->len >= MIN_TEETH && even + 1 >= MIN_TEETH && 2 * even > steps->len &&
           comb->pitch <= rv_pix_mm(dpi, MAX_PITCH_MM);
}

static gboolean
is_level_with(RvPx box, const Comb *comb, double dpi)
{
    int slack = MAX(1, rv_pix_mm(dpi, FOOT_MM));

    return abs(box.y - comb->top) <= slack && abs(rv_px_bottom(box) - comb->bottom) <= slack;
}

/* How many of the comb's cells the piece is, lines and all; 0: it is none. */
static int
cells_of(const RvPiece *piece, const Comb *comb)
{
    double cells = round(piece->box.w / comb->pitch);
    double ink = comb->width * (comb->lines * (double)piece->box.w + (cells + 1) * piece->box.h);

    return cells >= 1 && cells <= MAX_GROUP && piece->area <= GROUP_INK * ink &&
                   fabs(piece->box.w - cells * comb->pitch) <= PITCH_SLACK * comb->pitch
               ? (int)cells
               : 0;
}

/* The groups of the comb that are in one piece, and its sides without lines; those of closed ones
 * are rules now. */
static void
take_groups(const RvPieces *pieces, const Comb *comb, double dpi, GArray *rules, guint8 *gone)
{
    for (guint i = 0; i < pieces->pieces->len; i++) {
        const RvPiece *piece = &g_array_index(pieces->pieces, RvPiece, i);
        int cells = cells_of(piece, comb);

        if (gone[i] || !is_level_with(piece->box, comb, dpi) ||
            (!cells && !is_stroke(piece->box, dpi)))
            continue;
        for (int k = 0; comb->lines > 1 && k <= cells; k++) {
            int x = piece->box.x + (cells ? k * (piece->box.w - comb->width) / cells : 0);
            RvSheetRule side = {{x, piece->box.y, comb->width, piece->box.h}, FALSE};

            g_array_append_val(rules, side);
        }
        gone[i] = TRUE;
    }
}

static void
take_open(const RvPieces *pieces, RvPx line, double dpi, GArray *rules, guint8 *gone)
{
    g_autoptr(GArray) teeth = strokes_on(pieces, line, dpi);
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(RvPx));
    Comb comb = {.lines = 1};

    for (guint i = 0; i < teeth->len; i++) {
        RvPx box = piece_box(pieces, g_array_index(teeth, guint, i));

        g_array_append_val(boxes, box);
    }
    if (!is_comb(boxes, dpi, &comb))
        return;
    for (guint i = 0; i < teeth->len; i++)
        gone[g_array_index(teeth, guint, i)] = TRUE;
    take_groups(pieces, &comb, dpi, rules, gone);
}

/* ... beside the sides that are rules, at the height of `first`, which none before it has. */
static void
take_closed(const RvPieces *pieces, guint first, double dpi, GArray *rules, guint8 *gone)
{
    g_autoptr(GArray) sides = g_array_new(FALSE, FALSE, sizeof(RvPx));
    RvPx box = g_array_index(rules, RvSheetRule, first).box;
    int slack = MAX(1, rv_pix_mm(dpi, FOOT_MM));
    Comb comb = {.lines = 2};

    for (guint i = 0; i < rules->len; i++) {
        const RvSheetRule *other = &g_array_index(rules, RvSheetRule, i);

        if (other->horizontal || abs(other->box.y - box.y) > slack ||
            abs(rv_px_bottom(other->box) - rv_px_bottom(box)) > slack)
            continue;
        if (i < first)
            return;
        g_array_append_val(sides, other->box);
    }
    if (is_comb(sides, dpi, &comb))
        take_groups(pieces, &comb, dpi, rules, gone);
}

void
rv_teeth_find(const RvPieces *pieces, double dpi, GArray *rules, guint8 *gone)
{
    guint n = rules->len;

    for (guint i = 0; i < n; i++) {
        RvSheetRule rule = g_array_index(rules, RvSheetRule, i);

        if (rule.horizontal)
            take_open(pieces, rule.box, dpi, rules, gone);
        else
            take_closed(pieces, i, dpi, rules, gone);
    }
    g_array_sort(rules, rv_rule_compare);
}
