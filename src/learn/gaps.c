/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room between boxes, which tells those of one question from those of the next. */
#include "learn-private.h"

#include "recevable/rank.h"

/* The share of the gaps that are surely within a question; those between two are wider by this, and
 * by so many x-heights. */
#define WITHIN 0.2
#define WIDER 1.6
#define WIDER_BY 0.9

static gboolean
is_box(const RvParagraph *p)
{
    return !rv_px_is_empty(p->tick);
}

/* Letters reach so far above their baseline, and below, x-heights. */
#define ASCENT 1.4
#define DESCENT 0.4

/* Where a label and its box begin and end, whatever letters it has. */
static double
top_of(const RvParagraph *p)
{
    const RvSegment *first = g_ptr_array_index(p->segments, 0);

    return MIN(first->base - ASCENT * p->x_height, p->tick.y);
}

static double
bottom_of(const RvParagraph *p)
{
    const RvSegment *last = g_ptr_array_index(p->segments, p->segments->len - 1);

    return MAX(last->base + DESCENT * p->x_height, rv_px_bottom(p->tick));
}

/* From one box's label to the next below it; FALSE: they do not stand so, but in two columns or on
 * two pages. */
static gboolean
gap_between(const RvParagraph *a, const RvParagraph *b, double *gap)
{
    *gap = top_of(b) - bottom_of(a);
    return is_box(a) && is_box(b) && a->page == b->page && !rv_px_on_row(a->tick, b->tick) &&
           *gap > 0;
}

void
rv_form_measure_gaps(RvForm *form)
{
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 1; i < form->paragraphs->len; i++) {
        double gap;

        if (gap_between(g_ptr_array_index(form->paragraphs, i - 1),
                        g_ptr_array_index(form->paragraphs, i), &gap))
            g_array_append_val(gaps, gap);
    }
    form->box_gap = rv_rank_double(gaps, WITHIN);
}

gboolean
rv_form_parts_boxes(const RvForm *form, const RvParagraph *before, const RvParagraph *next)
{
    double gap;

    return gap_between(before, next, &gap) && gap > WIDER * form->box_gap &&
           gap > form->box_gap + WIDER_BY * form->x_height;
}
