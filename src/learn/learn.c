/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An empty form -> a draft of its model: its print is cut into pieces, these are joined to
 * paragraphs and put in order, and items are made of them. */
#include "learn-private.h"

#include "recevable/rank.h"

/* The x-height of most letters. */
static double
usual_x_height(const GPtrArray *segments)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < segments->len; i++) {
        const RvSegment *segment = g_ptr_array_index(segments, i);

        for (guint k = 0; k < segment->words->len; k++)
            g_array_append_val(heights, segment->x_height);
    }
    return heights->len ? rv_rank_double(heights, 0.5) : 1;
}

static GPtrArray *
find_boxes(const GArray *pages)
{
    g_autoptr(GPtrArray) sheets = g_ptr_array_new(), readings = g_ptr_array_new();

    for (guint i = 0; i < pages->len; i++) {
        const RvLearnPage *page = &g_array_index(pages, RvLearnPage, i);

        g_ptr_array_add(sheets, (gpointer)page->sheet);
        g_ptr_array_add(readings, (gpointer)page->reading);
    }
    return rv_boxes_find(sheets, readings);
}

RvDraft *
rv_learn(const GArray *pages, const RvLearnHow *how)
{
    g_autoptr(GPtrArray) segments = g_ptr_array_new_with_free_func((GDestroyNotify)rv_segment_free);
    g_autoptr(GPtrArray) paragraphs =
        g_ptr_array_new_with_free_func((GDestroyNotify)rv_paragraph_free);
    g_autoptr(GPtrArray) boxes = find_boxes(pages);
    g_autoptr(GHashTable) vocabulary = rv_vocabulary_new(how->known);
    RvForm form = {.pages = pages,
                   .how = how,
                   .vocabulary = vocabulary,
                   .boxes = boxes,
                   .segments = segments,
                   .paragraphs = paragraphs,
                   .draft = rv_draft_new()};

    rv_form_segment(&form);
    rv_form_settle_names(&form);
    form.x_height = usual_x_height(segments);
    rv_form_mark(&form);
    rv_form_find_rooms(&form);
    rv_form_join(&form);
    rv_form_order(&form);
    rv_form_measure_gaps(&form);
    rv_form_make_head(&form);
    rv_form_make_items(&form);
    rv_draft_name(form.draft);
    rv_draft_link(form.draft);
    rv_draft_make_rules(form.draft);
    rv_draft_know(form.draft, how->known);
    rv_draft_doubt_rules(form.draft);
    return form.draft;
}
