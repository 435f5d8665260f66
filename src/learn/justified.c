/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Narrow columns that are justified: their lines have gaps as wide as those between columns, and
 * were read as several. */
#include "learn-private.h"

/* A line of the same paragraph is so near, and begins and ends where the other does, x-heights. */
#define NEXT_LINE 3.4
#define EVEN 0.8
/* The least of the blanks of a justified line is such a share of the widest. */
#define STRETCHED 0.4

/* Do lines below begin where both of them do? Then they are of two columns. */
static gboolean
are_columns(const RvForm *form, const RvSegment *a, const RvSegment *b)
{
    double u = a->x_height;
    gboolean left = FALSE, right = FALSE;

    for (guint i = 0; i < form->segments->len; i++) {
        const RvSegment *c = g_ptr_array_index(form->segments, i);
        double pitch = c->base - a->base;

        if (c->page != a->page || pitch < u || pitch > NEXT_LINE * u)
            continue;
        left |= ABS(c->box.x - a->box.x) <= EVEN * u && rv_px_right(c->box) < b->box.x;
        right |= ABS(c->box.x - b->box.x) <= EVEN * u;
    }
    return left && right;
}

/* Does a line right above or below begin where `a` does, and end where `b` does? */
static gboolean
is_one_line(const RvForm *form, const RvSegment *a, const RvSegment *b)
{
    double u = a->x_height;

    for (guint i = 0; i < form->segments->len; i++) {
        const RvSegment *c = g_ptr_array_index(form->segments, i);
        double pitch = ABS(c->base - a->base);

        if (c->page == a->page && pitch > u && pitch < NEXT_LINE * u &&
            ABS(c->box.x - a->box.x) <= EVEN * u &&
            ABS(rv_px_right(c->box) - rv_px_right(b->box)) <= EVEN * u)
            return TRUE;
    }
    return FALSE;
}

/* The segment that goes on the line of this one, behind white paper; NULL: none. */
static RvSegment *
next_on_line(const RvForm *form, const RvSegment *a)
{
    const RvLearnPage *page = rv_form_page(form, a->page);
    RvSegment *best = NULL;

    for (guint i = 0; i < form->segments->len; i++) {
        RvSegment *b = g_ptr_array_index(form->segments, i);

        if (b->page == a->page && b->box.x >= rv_px_right(a->box) &&
            ABS(b->base - a->base) <= EVEN * a->x_height / 2 && (!best || b->box.x < best->box.x))
            best = b;
    }
    return best && !rv_words_are_parted(page->sheet, rv_form_boxes(form, a->page), a->box,
                                        best->box)
               ? best
               : NULL;
}

static void
take_gaps(const RvSegment *segment, int *right, int *least, int *most)
{
    for (guint i = 0; i < segment->words->len; i++) {
        RvPx box = g_array_index(segment->words, RvInkWord, i).box;

        if (*right >= 0) {
            *least = MIN(*least, box.x - *right);
            *most = MAX(*most, box.x - *right);
        }
        *right = rv_px_right(box);
    }
}

/* Are the blanks from one segment to the other stretched alike, as justified ones are? */
static gboolean
are_even(const RvForm *form, const RvSegment *first, const RvSegment *last)
{
    int right = -1, least = G_MAXINT, most = 0;

    for (const RvSegment *a = first; a; a = a == last ? NULL : next_on_line(form, a))
        take_gaps(a, &right, &least, &most);
    return least >= STRETCHED * most;
}

/* Whether all that stands to the right belongs to the line shows where it ends. */
static gboolean
take_line(RvForm *form, RvSegment *a)
{
    for (RvSegment *last = next_on_line(form, a); last; last = next_on_line(form, last)) {
        if (!is_one_line(form, a, last) || !are_even(form, a, last) || are_columns(form, a, last))
            continue;
        for (RvSegment *b = NULL; b != last;) {
            b = next_on_line(form, a);
            g_array_append_vals(a->words, b->words->data, b->words->len);
            g_array_set_clear_func(b->words, NULL); /* their texts are a's now */
            a->box = rv_px_union(a->box, b->box);
            g_ptr_array_remove(form->segments, b);
        }
        return TRUE;
    }
    return FALSE;
}

/* Narrow columns that are justified have lines with gaps as wide as those between columns. */
void
rv_form_join_lines(RvForm *form)
{
    gboolean joined = TRUE;

    /* A line that was joined may show where its neighbour ends. */
    while (joined) {
        joined = FALSE;
        for (guint i = 0; i < form->segments->len; i++)
            joined |= take_line(form, g_ptr_array_index(form->segments, i));
    }
}
