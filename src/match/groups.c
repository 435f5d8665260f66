/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All boxes of the document are asked for at once, beside their labels. */
#include "match-private.h"

static RvBoxQuery
query_of(const RvIndex *index, const GPtrArray *targets, const RvTarget *label, guint question)
{
    RvBoxQuery query = {.question = question};
    const RvSpot *spot = rv_target_spot(label);
    const RvSpot *asked = rv_target_spot(rv_targets_get(targets, label->item, RV_ROLE_PROMPT, -1));

    if (spot && asked && asked->page == spot->page)
        query.asked = asked->last_line;
    if (spot) {
        query.page = rv_index_sheet(index, spot->page)->page;
        rv_label_extent(index, targets, label, &query.first, &query.last);
    }
    return query;
}

static void
answer_all(RvIndex *index, GPtrArray *evidence, const GArray *queries)
{
    g_autoptr(GArray) answers = rv_boxes_answer(
        index->sheets, index->readings, (const RvBoxQuery *)(void *)queries->data, queries->len);
    guint at = 0;

    for (guint i = 0; i < evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(evidence, i);

        for (guint k = 0; k < e->boxes->len; k++)
            g_array_index(e->boxes, RvBox, k) = g_array_index(answers, RvBox, at++);
    }
}

static void
check_label(RvIndex *index, const GPtrArray *targets, const RvTarget *label, const GArray *used,
            RvPhrase *phrase)
{
    rv_wording_check(index, label->needles, rv_target_spot(label), FALSE, phrase);
    if (phrase->state == RV_PHRASE_MISSING && (!rv_gap_is_readable(index, targets, label) ||
                                               (rv_label_is_anybodys(index, targets, label, used) &&
                                                rv_label_left_over(index, label, used) > 0)))
        phrase->state = RV_PHRASE_UNREADABLE;
}

/* Groups whose question was not found come last: it may rightly not be printed, and labels like
 * theirs stand at others. */
static void
settle_all(RvIndex *index, const GPtrArray *targets, const GPtrArray *evidence, GArray *used)
{
    for (int lacking = 0; lacking < 2; lacking++)
        for (guint i = 0; i < evidence->len; i++) {
            const RvItem *item = ((const RvEvidence *)g_ptr_array_index(evidence, i))->item;

            if (item->boxes && rv_label_lacks_question(targets, item) == lacking)
                rv_labels_settle(index, targets, item, used);
        }
    rv_figures_settle(index, targets, used);
    rv_twins_settle(index, targets, used);
}

void
rv_groups_fill(RvIndex *index, const GPtrArray *targets, GPtrArray *evidence, GArray *used)
{
    g_autoptr(GArray) queries = g_array_new(FALSE, TRUE, sizeof(RvBoxQuery));

    settle_all(index, targets, evidence, used);
    for (guint i = 0; i < evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(evidence, i);

        if (!e->item->boxes)
            continue;
        for (guint k = 0; k < e->item->boxes->len; k++) {
            const RvTarget *label = rv_targets_get(targets, e->item, RV_ROLE_BOX, (int)k);
            RvBoxQuery query = query_of(index, targets, label, i);

            check_label(index, targets, label, used, &g_array_index(e->labels, RvPhrase, k));
            g_array_append_val(queries, query);
        }
    }
    answer_all(index, evidence, queries);
}
