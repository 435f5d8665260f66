/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which sentences go through the lines: down a column, whatever stands beside it; from
 * its end to the head of the next column, or of the next page. */
#include "match-private.h"

/* A sentence goes on in a line that starts within this many line heights below. Forms with airy
 * line spacing reach 1.0; questions are further apart. */
#define NEXT_LINE_HEIGHTS 1.3
/* Share of the narrower line's width that two lines of one column have in common. */
#define COLUMN_SHARE 0.5
/* A column that goes on elsewhere ends in the lowest part of the page, as a share of its height. */
#define COLUMN_END 0.72
/* A page's header stands within this share of its height, above a gap of so many line heights. */
#define HEADER_SHARE 0.15
#define HEADER_GAP 1.6

static gboolean
same_column(RvPx a, RvPx b)
{
    return rv_px_overlap_x(a, b) >= COLUMN_SHARE * MIN(a.w, b.w);
}

/* Is b a better follower of a than c? The higher one; on one height the further left. */
static gboolean
follows_better(RvPx b, RvPx c)
{
    if (2 * rv_px_overlap_y(b, c) > MIN(b.h, c.h))
        return b.x < c.x;
    return b.y < c.y;
}

static guint
find_next(const RvIndex *index, guint from, guint end, guint i)
{
    RvPx a = rv_index_line(index, i)->box;
    guint best = RV_NO_LINE;

    for (guint j = from; j < end; j++) {
        RvPx b = rv_index_line(index, j)->box;

        if (j == i || rv_px_centre_y(b) <= rv_px_bottom(a) ||
            b.y - rv_px_bottom(a) > NEXT_LINE_HEIGHTS * a.h || !same_column(a, b))
            continue;
        if (best == RV_NO_LINE || follows_better(b, rv_index_line(index, best)->box))
            best = j;
    }
    return best;
}

/* The head of the column right of line `a`: the topmost line right of it that is below all lines
 * which run across both columns. */
static guint
next_column(const RvIndex *index, guint from, guint end, RvPx a)
{
    guint best = RV_NO_LINE;
    int across = 0;

    for (guint j = from; j < end; j++) {
        RvPx b = rv_index_line(index, j)->box;

        if (b.x < rv_px_right(a) - a.h && rv_px_right(b) > rv_px_right(a) + 2 * a.h && b.y < a.y)
            across = MAX(across, rv_px_bottom(b));
    }
    for (guint j = from; j < end; j++) {
        RvPx b = rv_index_line(index, j)->box;

        if (b.x >= rv_px_right(a) && b.y >= across && rv_px_bottom(b) < a.y &&
            (best == RV_NO_LINE || follows_better(b, rv_index_line(index, best)->box)))
            best = j;
    }
    return best;
}

/* The first line of a page below its header. */
static guint
first_of_page(const RvIndex *index, guint page)
{
    guint first = RV_NO_LINE;
    RvPx above = {0};

    for (guint i = 0; i < index->lines->len; i++) {
        const RvIndexLine *line = rv_index_line(index, i);

        if (line->page != page)
            continue;
        if (first == RV_NO_LINE ||
            (line->box.y - rv_px_bottom(above) > HEADER_GAP * line->box.h &&
             line->box.y < HEADER_SHARE * rv_index_sheet(index, page)->height))
            first = i;
        if (rv_px_bottom(line->box) > rv_px_bottom(above))
            above = line->box;
    }
    return first;
}

static guint
find_jump(const RvIndex *index, guint from, guint end, guint i)
{
    const RvIndexLine *line = rv_index_line(index, i);
    guint column;

    if (rv_px_bottom(line->box) < COLUMN_END * rv_index_sheet(index, line->page)->height)
        return RV_NO_LINE;
    column = next_column(index, from, end, line->box);
    if (column != RV_NO_LINE || line->page + 1 >= index->sheets->len)
        return column;
    return first_of_page(index, line->page + 1);
}

void
rv_index_link(RvIndex *index)
{
    for (guint from = 0, end; from < index->lines->len; from = end) {
        for (end = from; end < index->lines->len &&
                         rv_index_line(index, end)->page == rv_index_line(index, from)->page;)
            end++;
        for (guint i = from; i < end; i++) {
            RvIndexLine *line = rv_index_line(index, i);

            line->next = find_next(index, from, end, i);
            if (line->next == RV_NO_LINE)
                line->next = find_jump(index, from, end, i);
        }
    }
}
