/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that are none: what was strung apart from its line goes back to it, specks go. */
#include "find-private.h"

/* Pieces that may have been strung apart from the line they belong to. */
#define FEW 2
/* A lone piece smaller than this share of an x-height is a speck. */
#define NOTHING 0.6

/* Is the small line a part of the large one that was strung by itself: a dot, an accent, what stood
 * under a stroke? */
static gboolean
belongs_to(const RvFoundLine *small, const RvFoundLine *large)
{
    const RvStrip *strip = &large->strip;
    double x = rv_px_centre_x(small->box), y = rv_px_centre_y(small->box);
    double base = rv_strip_base(strip, x);

    return small->pieces->len <= FEW && large->pieces->len > small->pieces->len &&
           small->box.x >= large->box.x - large->x_height / 2 &&
           rv_px_right(small->box) <= rv_px_right(large->box) + large->x_height / 2 &&
           small->box.h < strip->above + strip->below && y > base - strip->above &&
           y < base + strip->below / 2;
}

static int
largest_around(const GArray *lines, guint small)
{
    const RvFoundLine *line = &g_array_index(lines, RvFoundLine, small);
    int best = -1;
    guint most = 0;

    for (guint i = 0; i < lines->len; i++) {
        const RvFoundLine *other = &g_array_index(lines, RvFoundLine, i);

        if (i == small || other->pieces->len <= most || !belongs_to(line, other))
            continue;
        best = (int)i;
        most = other->pieces->len;
    }
    return best;
}

/* Gives the pieces of line `from` to line `to`, in order. */
static void
move_pieces(const RvSheet *sheet, GArray *lines, guint from, guint to)
{
    GArray *source = g_array_index(lines, RvFoundLine, from).pieces;
    RvFoundLine *target = &g_array_index(lines, RvFoundLine, to), fitted;

    g_array_append_vals(target->pieces, source->data, source->len);
    g_array_sort_with_data(target->pieces, rv_piece_compare, sheet->pieces);
    g_array_set_size(source, 0);
    if (rv_fit_line(sheet, target->pieces, &fitted)) {
        g_array_unref(target->pieces);
        *target = fitted;
    }
}

/* A dot in the middle of nowhere says nothing; a dash may be an answer. */
static gboolean
is_nothing(const RvSheet *sheet, const RvFoundLine *line)
{
    double least = NOTHING * MAX(sheet->x_height, 1);

    return !line->pieces->len ||
           (line->pieces->len <= FEW && line->box.h < least && line->box.w < least);
}

void
rv_lines_tidy(const RvSheet *sheet, GArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        int around = largest_around(lines, i);

        if (around >= 0)
            move_pieces(sheet, lines, i, (guint)around);
    }
    for (guint i = lines->len; i-- > 0;)
        if (is_nothing(sheet, &g_array_index(lines, RvFoundLine, i)))
            g_array_remove_index_fast(lines, i);
}
