/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which sentences go through the lines: down a column, whatever stands beside it; from
 * its end to the head of the next column, or of the next page. */
#include "match-private.h"

/* A sentence goes on in a line that starts within this many line heights below. Forms with airy
 * line spacing reach 1.0; questions are further apart. */
#define NEXT_LINE_HEIGHTS 1.3
/* What follows is no lower than this share of the line: specks and strokes are. */
#define MIN_HEIGHT 0.4
/* A line is a single letter when it is no wider than so many of its heights: a W is 1.2. */
#define LETTER_WIDTH 1.3
/* Share of the narrower line's width that two lines of one column have in common. */
#define COLUMN_SHARE 0.5
/* A column that goes on on the next page ends in this lowest part of its page's height. */
#define COLUMN_END 0.72
/* A second column starts right of this share of the page's width. */
#define COLUMN_START 0.3
/* A page's header stands within this share of its height, above a gap of so many line heights. */
#define HEADER_SHARE 0.15
#define HEADER_GAP 1.6

static gboolean
same_column(RvPx a, RvPx b)
{
    return rv_px_overlap_x(a, b) >= COLUMN_SHARE * MIN(a.w, b.w);
}

/* Narrower than it is high, or nearly: a single letter, or what a stamp leaves. */
static gboolean
is_letter(RvPx line)
{
    return line.w < LETTER_WIDTH * line.h;
}

/* Is b a better follower than c? The higher one; on one height the further left. A letter by itself
 * follows only where nothing else does. */
static gboolean
follows_better(RvPx b, RvPx c)
{
    if (is_letter(b) != is_letter(c))
        return is_letter(c);
    if (2 * rv_px_overlap_y(b, c) > MIN(b.h, c.h))
        return b.x < c.x;
    return b.y < c.y;
}

static guint
find_next(const RvIndex *index, guint from, guint end, guint i)
{
    RvPx a = rv_index_line(index, i)->band;
    guint best = RV_NO_LINE;

    for (guint j = from; j < end; j++) {
        RvPx b = rv_index_line(index, j)->band;

        if (j == i || b.h < MIN_HEIGHT * a.h || rv_px_centre_y(b) <= rv_px_bottom(a) ||
            b.y - rv_px_bottom(a) > NEXT_LINE_HEIGHTS * a.h || !same_column(a, b))
            continue;
        if (best == RV_NO_LINE || follows_better(b, rv_index_line(index, best)->band))
            best = j;
    }
    return best;
}

/* The lines of a page, as [*from, *end). */
static void
lines_of_page(const RvIndex *index, guint page, guint *from, guint *end)
{
    for (*from = 0; *from < index->lines->len && rv_index_line(index, *from)->page != page;
         (*from)++)
        ;
    for (*end = *from; *end < index->lines->len && rv_index_line(index, *end)->page == page;
         (*end)++)
        ;
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

/* The head is the topmost line right of `line` that is below all lines which run across both
 * columns. */
guint
rv_index_next_column(const RvIndex *index, guint line)
{
    RvPx a = rv_index_line(index, line)->box;
    guint page = rv_index_line(index, line)->page, from, end;
    guint best = RV_NO_LINE;
    int across = 0, start = (int)(COLUMN_START * rv_index_sheet(index, page)->width);

    lines_of_page(index, page, &from, &end);
    if (from < end) /* the page's header heads no column */
        across = rv_index_line(index, first_of_page(index, page))->box.y - a.h;
    for (guint j = from; j < end; j++) {
        RvPx b = rv_index_line(index, j)->box;

        if (b.x < rv_px_right(a) - a.h && rv_px_right(b) > rv_px_right(a) + 2 * a.h && b.y < a.y)
            across = MAX(across, rv_px_bottom(b));
    }
    for (guint j = from; j < end; j++) {
        RvPx b = rv_index_line(index, j)->box;

        if (b.x >= MAX(rv_px_right(a), start) && b.y >= across && rv_px_bottom(b) < a.y &&
            (best == RV_NO_LINE || follows_better(b, rv_index_line(index, best)->box)))
            best = j;
    }
    return best;
}

static guint
find_jump(const RvIndex *index, guint i)
{
    const RvIndexLine *line = rv_index_line(index, i);
    guint column = rv_index_next_column(index, i);

    if (column != RV_NO_LINE || line->page + 1 >= index->sheets->len ||
        rv_px_bottom(line->box) < COLUMN_END * rv_index_sheet(index, line->page)->height)
        return column;
    return first_of_page(index, line->page + 1);
}

void
rv_index_link(RvIndex *index)
{
    for (guint page = 0; page < index->sheets->len; page++) {
        guint from, end;

        lines_of_page(index, page, &from, &end);
        for (guint i = from; i < end; i++) {
            RvIndexLine *line = rv_index_line(index, i);

            line->next = find_next(index, from, end, i);
            if (line->next == RV_NO_LINE)
                line->next = find_jump(index, i);
        }
    }
}
