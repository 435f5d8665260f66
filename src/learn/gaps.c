/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room between boxes, which tells those of one question from those of the next. */
#include "learn-private.h"

#include "recevable/rank.h"

/* The share of the gaps that are surely within a question; those between two are wider by this, and
 * by so many x-heights. */
#define WITHIN 0.2
#define WIDER 1.6
#define WIDER_BY 0.6

static gboolean
is_box(const RvParagraph *p)
{
    return !rv_px_is_empty(p->tick);
}

/* From one box's label to the next below it; FALSE: they do not stand so. */
static gboolean
gap_between(const RvParagraph *a, const RvParagraph *b, double *gap)
{
    *gap = b->reach.y - rv_px_bottom(a->reach);
    return is_box(a) && is_box(b) && a->page == b->page && !rv_px_on_row(a->tick, b->tick) &&
           b->reach.y > a->reach.y;
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
