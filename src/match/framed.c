/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values in the cells of a frame. A label that has a cell to itself finds its value in it, or in
 * the next cell that no other label has: right of it, or below it where labels make a row. */
#include "zone-private.h"

#include <stdlib.h>

/* Rules leave their edges: ink this near to one, in pixels, is not a value. */
#define RULE_EDGE 4
/* Room for a line of writing, in line heights. */
#define ROOM 1.0
/* A label with room below and so much less above leaves it for its value. */
#define LOW_ROOM 2.0
/* Floors and ceilings of one row, in line heights. */
#define ALIGNED 0.5
/* Rows of one value are no farther apart, in line heights. */
#define ROW_GAP 1.5
/* What follows a label without a colon within so many line heights goes on with it. */
#define WORD_GAP 0.9

/* What the cells around a label hold. */
typedef struct {
    RvPx box;
    gboolean is_there;
    guint used, free; /* words that serve the form, and others */
} Cell;

static gboolean
is_own(const RvZone *s, guint word)
{
    for (guint i = 0; i < s->own->len; i++)
        if (g_array_index(s->own, guint, i) == word)
            return TRUE;
    return FALSE;
}

static void
count_words(const RvZone *s, Cell *cell)
{
    for (guint w = 0; cell->is_there && w < s->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(s->index, w);

        if (word->page != s->page || !*word->key || is_own(s, w) ||
            !rv_px_is_inside(word->word->box, cell->box))
            continue;
        if (rv_zone_is_used(s, w))
            cell->used++;
        else
            cell->free++;
    }
}

typedef gboolean Step(const RvSheet *sheet, RvPx cell, RvPx row, RvPx *next);

static Cell
step(const RvZone *s, RvPx from, Step *to)
{
    Cell cell = {0};

    cell.is_there = to(s->sheet, from, s->label, &cell.box);
    count_words(s, &cell);
    return cell;
}

/* ---- what stands in an area ----------------------------------------------------------------- */

static gint
by_y(gconstpointer a, gconstpointer b)
{
    return rv_px_centre_y(((const RvWord *)a)->box) - rv_px_centre_y(((const RvWord *)b)->box);
}

/* Puts words in order row by row, and drops the rows after one that is too far from the next: a
 * large cell holds other things too. */
static void
sort_rows(const RvZone *s, GArray *words)
{
    int bottom = rv_px_bottom(s->label);

    g_array_sort(words, by_y);
    for (guint i = 0, n; i < words->len; i += n) {
        RvPx row = g_array_index(words, RvWord, i).box;

        for (n = 1;
             i + n < words->len && rv_px_on_row(g_array_index(words, RvWord, i + n).box, row); n++)
            ;
        if (i && row.y - bottom > ROW_GAP * s->label.h) {
            g_array_set_size(words, i);
            return;
        }
        bottom = rv_px_bottom(row);
        qsort(&g_array_index(words, RvWord, i), n, sizeof(RvWord), rv_zone_by_x);
    }
}

/* Does a word of the label's own cell stand where its value may be: behind it, or below it? */
static gboolean
is_after_label(const RvZone *s, RvPx box)
{
    return rv_px_on_row(box, s->label) ? rv_px_centre_x(box) >= s->from
                                       : rv_px_centre_y(box) > s->label.y;
}

/* Free words of an area, row by row. What stands in another cell than the label belongs to the
 * value wherever it is: the last line of a long label is often lower than it. */
static void
gather(RvZone *s, RvPx area)
{
    gboolean own = rv_px_is_inside(s->label, area);
    GArray *words = s->words;

    g_array_set_size(words, 0);
    for (guint w = 0; w < s->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(s->index, w);
        RvPx box = word->word->box;

        if (word->page == s->page && !rv_zone_is_used(s, w) && rv_px_is_inside(box, area) &&
            (!own || is_after_label(s, box)))
            g_array_append_vals(words, word->word, 1);
    }
    sort_rows(s, words);
}

/* What is left of an area of a cell, without what the form itself says there. */
static gboolean
take(RvZone *s, RvPx area)
{
    s->zone = rv_px_grow(area, -RULE_EDGE, -RULE_EDGE);
    s->left = area.x;
    s->right = rv_px_right(area);
    gather(s, area);
    rv_written_clean(s->index, s->words);
    return s->words->len > 0;
}

/* Does the text on the label's row only go on with the label? */
static gboolean
goes_on(const RvZone *s)
{
    const RvWord *first = &g_array_index(s->words, RvWord, 0);

    if (s->has_colon || first->box.x - s->from > WORD_GAP * s->label.h ||
        rv_written_has_form(s->words, s->type) != (s->type == RV_FIELD_TEXT))
        return FALSE;
    for (guint i = 0; i < s->words->len; i++)
        if (!rv_px_on_row(g_array_index(s->words, RvWord, i).box, s->label))
            return FALSE;
    return TRUE;
}

/* ---- the cells around a label --------------------------------------------------------------- */

/* Where an empty value would stand in the label's own cell: below the label, or behind it. */
static RvPx
rest_of(const RvZone *s, RvPx cell)
{
    int bottom = rv_px_bottom(s->label), below = rv_px_bottom(cell) - bottom;

    if (below >= ROOM * s->label.h)
        return (RvPx){cell.x, bottom, cell.w, below};
    return (RvPx){s->from, cell.y, MAX(rv_px_right(cell) - s->from, 0), cell.h};
}

/* Do two cells of a table stand on one row? Boxes to write in stand beside their labels, but the
 * labels have no cell as high as those. */
static gboolean
is_aligned(const RvZone *s, RvPx a, RvPx b)
{
    int slack = (int)(ALIGNED * s->label.h);

    return abs(a.y - b.y) <= slack && abs(rv_px_bottom(a) - rv_px_bottom(b)) <= slack;
}

/* What explains the label takes the room below it. */
static gboolean
has_room_below(const RvZone *s, RvPx cell)
{
    int bottom = rv_px_bottom(s->label), below, above = s->top - cell.y;

    for (guint w = 0; w < s->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(s->index, w);

        if (word->page == s->page && *word->key && rv_px_is_inside(word->word->box, cell))
            bottom = MAX(bottom, rv_px_bottom(word->word->box));
    }
    below = rv_px_bottom(cell) - bottom;

    return below >= ROOM * s->label.h && below > LOW_ROOM * above;
}

gboolean
rv_zone_own_cell(const RvZone *s, RvPx *box)
{
    Cell own = {.is_there = rv_cell_around(s->sheet, s->label, &own.box)};

    count_words(s, &own);
    *box = own.box;
    return own.is_there && !own.used;
}

gboolean
rv_zone_look_in_cells(RvZone *s, gboolean stacked)
{
    RvPx own;
    Cell left, right, below;

    if (!rv_zone_own_cell(s, &own))
        return FALSE;
    left = step(s, own, rv_cell_left);
    right = step(s, own, rv_cell_right);
    below = step(s, own, rv_cell_below);
    s->in_cell = TRUE;
    if (take(s, own) && !(right.is_there && !right.used && goes_on(s)))
        return TRUE;
    if (right.is_there && !is_aligned(s, own, right.box))
        return s->in_cell = FALSE;
    if (right.used || (left.used && !left.free)) { /* a row of labels */
        if (below.is_there && !below.used)
            take(s, below.box);
        else if (has_room_below(s, own))
            take(s, rest_of(s, own));
        else
            return s->in_cell = FALSE;
    } else if (right.is_there && !(stacked && has_room_below(s, own))) {
        take(s, right.box);
    } else if (!right.is_there && below.is_there && !below.used && !has_room_below(s, own)) {
        take(s, below.box);
    } else {
        take(s, rest_of(s, own));
    }
    return TRUE;
}
