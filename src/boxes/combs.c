/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of cells, one for each figure of a number or a date: they look like boxes to tick, but their
 * sides go on beside them. */
#include "boxes/boxes-private.h"

#include <stdlib.h>

/* The sides of a cell for a figure go on beside it, for so much of its width, in so much ink; and
 * the next cell is no farther than that. */
#define GOES_ON 0.4
#define GOES_ON_INK 0.8
#define COMB_GAP 1.3
#define SIDE 3 /* how far the ink of a side lies from its line, pixels */
/* Cells are higher than capitals, x-heights; a row of them is that wide, in its height: a date has
 * eight. */
#define CELLS_HIGH 1.8
#define ROW_WIDE 3.0
/* Cells of a row differ by so much in height at the most. */
#define SAME_HEIGHT 0.3

/* Is there a line of ink in so many pixels from x on, about the row y? */
static gboolean
has_line(const RvSheet *sheet, int x, int width, int y)
{
    for (int at = y - SIDE; at <= y + SIDE; at++)
        if (rv_pix_share(sheet->ink, (RvPx){x, at, width, 1}) >= GOES_ON_INK)
            return TRUE;
    return FALSE;
}

/* Do top and bottom go on to the left or the right? */
static gboolean
is_cell(const RvSheet *sheet, const RvFrame *frame)
{
    int width = (int)(GOES_ON * frame->box.w);
    const int sides[] = {frame->box.x - width - SIDE, rv_px_right(frame->box) + SIDE};

    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++)
        if (sides[i] >= 0 && sides[i] + width < sheet->width &&
            has_line(sheet, sides[i], width, frame->box.y) &&
            has_line(sheet, sides[i], width, rv_px_bottom(frame->box) - 1))
            return TRUE;
    return FALSE;
}

/* Does the box stand right beside the row of cells, as high as that? */
static gboolean
belongs(RvPx row, RvPx box)
{
    int gap = MAX(box.x - rv_px_right(row), row.x - rv_px_right(box));

    return gap < COMB_GAP * box.w && abs(row.h - box.h) <= SAME_HEIGHT * box.h &&
           rv_px_overlap_y(row, box) > box.h / 2;
}

static RvPx *
row_of(GArray *combs, RvPx box)
{
    for (guint i = 0; i < combs->len; i++)
        if (belongs(g_array_index(combs, RvPx, i), box))
            return &g_array_index(combs, RvPx, i);
    return NULL;
}

/* Parts of one row that grew towards each other. */
static void
join_rows(GArray *combs)
{
    for (guint i = 0; i < combs->len; i++)
        for (guint k = combs->len; k-- > i + 1;) {
            RvPx *row = &g_array_index(combs, RvPx, i), other = g_array_index(combs, RvPx, k);
            int gap = MAX(other.x - rv_px_right(*row), row->x - rv_px_right(other));

            if (rv_px_overlap_y(*row, other) <= other.h / 2 || gap >= COMB_GAP * other.h)
                continue;
            *row = rv_px_union(*row, other);
            g_array_remove_index(combs, k);
            k = combs->len;
        }
}

void
rv_combs_take(const RvSheet *sheet, const RvReading *reading, GArray *outlines, GArray *combs)
{
    gboolean more = TRUE;

    for (int round = 0; more; round++) {
        more = FALSE;
        for (guint i = outlines->len; i-- > 0;) {
            const RvFrame *frame = &g_array_index(outlines, RvFrame, i);
            RvPx box = frame->box, *row = row_of(combs, box);

            if (!rv_frame_is_empty(sheet, reading, frame, RV_SHADED) ||
                rv_frame_word(reading, box) || (!row && (round || !is_cell(sheet, frame))))
                continue;
            if (row)
                *row = rv_px_union(*row, box);
            else
                g_array_append_val(combs, box);
            g_array_remove_index(outlines, i);
            more = TRUE;
        }
    }
    join_rows(combs);
    for (guint i = combs->len; i-- > 0;) {
        RvPx row = g_array_index(combs, RvPx, i);

        if (row.w < ROW_WIDE * row.h)
            g_array_remove_index(combs, i);
    }
}
