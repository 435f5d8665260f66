/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which sentences go through the lines: down a column, whatever stands beside it; from
 * its end to the head of the next column, or of the next page. */
#include "around-private.h"

#include <stdlib.h>

/* A sentence goes on in a line that starts within this many line heights below. Forms with airy
 * line spacing reach 1.0, heads of tables in letters without descenders 1.33; questions are further
 * apart. */
#define NEXT_LINE_HEIGHTS 1.5
/* What follows is no lower than this share of the line: specks and strokes are. */
#define MIN_HEIGHT 0.4
/* A line is a single letter when it is no wider than so many of its heights: a W is 1.2. */
#define LETTER_WIDTH 1.3
/* Share of the narrower line's width that two lines of one column have in common. */
#define COLUMN_SHARE 0.5
/* A column that goes on on the next page ends in this lowest part of its page's height. */
#define COLUMN_END 0.72
/* Fewer letters are no word. */
#define WORD_LETTERS 3
/* A second column starts right of this share of the page's width. */
#define COLUMN_START 0.3
/* A justified line may be parted in two by a gap of so many line heights. Its second part goes on
 * with a small letter and is so wide, in line heights; so near a line above or below runs as far as
 * both, and no other line begins there. */
#define PART_GAP 5
#define PART_WIDTH 4
#define NEAR_LINES 3

static gboolean
is_near_line(RvPx a, RvPx b)
{
    return abs(rv_px_centre_y(a) - rv_px_centre_y(b)) <= NEAR_LINES * a.h;
}

static gboolean
same_column(RvPx a, RvPx b)
{
    return rv_px_overlap_x(a, b) >= COLUMN_SHARE * MIN(a.w, b.w);
}

/* Narrower than it is high, or nearly: a single letter, or what a stamp leaves. */
gboolean
rv_line_is_letter(RvPx line)
{
    return line.w < LETTER_WIDTH * line.h;
}

/* A letter, or a box and its mark, which were read as a few signs ("xX ."), but no number: "vague
 * 2" may be parted there. */
static gboolean
is_mark(const RvIndex *index, guint line, RvPx place)
{
    const RvIndexLine *entry = rv_index_line(index, line);
    int letters = 0;

    for (guint w = entry->first; w < entry->first + entry->n; w++)
        for (const char *c = rv_index_word(index, w)->word->text; *c; c = g_utf8_next_char(c))
            letters += g_ascii_isdigit(*c) ? WORD_LETTERS : g_unichar_isalnum(g_utf8_get_char(c));
    return letters < WORD_LETTERS || rv_line_is_letter(place);
}

/* Is line j, at b, a better follower than line k, at c? The higher one; on one height the further
 * left. A letter by itself follows only where nothing else does. */
static gboolean
follows_better(const RvIndex *index, guint j, RvPx b, guint k, RvPx c)
{
    gboolean mark = is_mark(index, k, c);

    if (is_mark(index, j, b) != mark)
        return mark;
    if (rv_px_on_row(b, c))
        return b.x < c.x;
    return b.y < c.y;
}

/* The line below line i, which is `a`, alone or with its other part. */
static guint
find_next(const RvIndex *index, guint from, guint end, guint i, RvPx a)
{
    guint best = RV_NO_LINE;

    for (guint j = from; j < end; j++) {
        RvPx b = rv_index_line(index, j)->band;

        if (j == i || b.h < MIN_HEIGHT * a.h || rv_px_centre_y(b) <= rv_px_bottom(a) ||
            b.y - rv_px_bottom(a) > NEXT_LINE_HEIGHTS * a.h || !same_column(a, b))
            continue;
        if (best == RV_NO_LINE ||
            follows_better(index, j, b, best, rv_index_line(index, best)->band))
            best = j;
    }
    return best;
}

/* Is line j the second part of the justified line i? */
static gboolean
is_second_part(const RvIndex *index, guint from, guint end, guint i, guint j)
{
    RvPx a = rv_index_line(index, i)->band, b = rv_index_line(index, j)->band;
    gboolean covered = FALSE;

    if (!rv_px_on_row(a, b) || b.x < rv_px_right(a) || b.x - rv_px_right(a) > PART_GAP * a.h ||
        b.w < PART_WIDTH * a.h ||
        !rv_word_is_small(rv_index_word(index, rv_index_line(index, j)->first)->word->text))
        return FALSE;
    for (guint k = from; k < end; k++) {
        RvPx c = rv_index_line(index, k)->band;

        if (k == i || k == j || !is_near_line(a, c))
            continue;
        if (abs(c.x - b.x) <= a.h / 2)
            return FALSE; /* a column of its own */
        covered |= abs(c.x - a.x) <= a.h && abs(rv_px_right(c) - rv_px_right(b)) <= a.h;
    }
    return covered;
}

static guint
find_second_part(const RvIndex *index, guint from, guint end, guint i)
{
    for (guint j = from; j < end; j++)
        if (j != i && rv_index_line(index, j)->n && is_second_part(index, from, end, i, j))
            return j;
    return RV_NO_LINE;
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

/* Does line b run on into lines right of column a? */
static gboolean
runs_across(const RvIndex *index, guint from, guint end, RvPx a, RvPx b)
{
    for (guint j = from; j < end; j++) {
        RvPx c = rv_index_line(index, j)->box;

        if (c.x >= rv_px_right(a) && 2 * rv_px_overlap_x(b, c) > c.w && !rv_line_is_letter(c))
            return TRUE;
    }
    return FALSE;
}

/* The head is the topmost line right of `line` that is below all lines which run across both
 * columns. */
guint
rv_index_next_column(const RvIndex *index, guint line)
{
    RvPx a = rv_index_line(index, line)->box;
    guint page = rv_index_line(index, line)->page, from, end;
    guint best = RV_NO_LINE, first = rv_index_first_of_page(index, page);
    int across = 0, start = (int)(COLUMN_START * rv_index_sheet(index, page)->width);

    lines_of_page(index, page, &from, &end);
    if (first != RV_NO_LINE) /* the page's header heads no column */
        across = rv_index_line(index, first)->box.y - a.h;
    for (guint j = from; j < end; j++) {
        RvPx b = rv_index_line(index, j)->box;

        if (b.x < rv_px_right(a) - a.h && b.y < a.y && runs_across(index, from, end, a, b))
            across = MAX(across, rv_px_bottom(b));
    }
    for (guint j = from; j < end; j++) {
        RvPx b = rv_index_line(index, j)->box;

        if (b.x >= MAX(rv_px_right(a), start) && b.y >= across && rv_px_bottom(b) < a.y &&
            (best == RV_NO_LINE ||
             follows_better(index, j, b, best, rv_index_line(index, best)->box)))
            best = j;
    }
    return best;
}

/* The band of line i, with the one that it is the second part of. A cross over the box above
 * reaches into a line, too, but stands on another row. */
static RvPx
with_first_part(const RvIndex *index, guint from, guint end, guint i)
{
    RvPx band = rv_index_line(index, i)->band;

    for (guint k = from; k < end; k++)
        if (rv_index_line(index, k)->next == i && rv_px_on_row(rv_index_line(index, k)->band, band))
            return rv_px_union(band, rv_index_line(index, k)->band);
    return band;
}

static guint
find_jump(const RvIndex *index, guint i)
{
    const RvIndexLine *line = rv_index_line(index, i);
    guint column = rv_index_next_column(index, i);

    if (column != RV_NO_LINE || line->page + 1 >= index->sheets->len ||
        rv_px_bottom(line->box) < COLUMN_END * rv_index_sheet(index, line->page)->height)
        return column;
    return rv_index_first_of_page(index, line->page + 1);
}

void
rv_index_link(RvIndex *index)
{
    for (guint page = 0; page < index->sheets->len; page++) {
        guint from, end;

        lines_of_page(index, page, &from, &end);
        for (guint i = from; i < end; i++) {
            RvIndexLine *line = rv_index_line(index, i);

            line->next = find_second_part(index, from, end, i);
        }
        for (guint i = from; i < end; i++) {
            RvIndexLine *line = rv_index_line(index, i);

            if (line->next != RV_NO_LINE)
                continue;
            line->next = find_next(index, from, end, i, with_first_part(index, from, end, i));
            if (line->next == RV_NO_LINE)
                line->next = find_jump(index, i);
        }
    }
}
