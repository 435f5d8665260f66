/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cannot be in a model is left out of the draft: wordings that were read as signs only, which
 * nothing could be compared with, and what is empty without them. */
#include "learn-private.h"

#include "recevable/text.h"

/* Is there a word in it to look for? */
static gboolean
says_nothing(const char *text)
{
    g_autofree char *key = text ? rv_text_key(text) : NULL;

    return key && !*key;
}

static void
tidy_boxes(RvDraftItem *group)
{
    if (says_nothing(group->text))
        g_clear_pointer(&group->text, g_free);
    if (says_nothing(group->under))
        g_clear_pointer(&group->under, g_free);
    for (guint i = group->boxes->len; i-- > 0;)
        if (says_nothing(((const RvDraftBox *)g_ptr_array_index(group->boxes, i))->label))
            g_ptr_array_remove_index(group->boxes, i);
}

static gboolean
is_empty(RvDraftItem *item)
{
    switch (item->kind) {
    case RV_ITEM_GROUP:
        tidy_boxes(item);
        return item->boxes->len == 0;
    case RV_ITEM_TABLE:
        for (guint i = 0; i < item->columns->len; i++)
            if (says_nothing(g_ptr_array_index(item->columns, i)))
                return TRUE;
        return FALSE;
    default:
        return says_nothing(item->text);
    }
}

void
rv_draft_tidy(RvDraft *draft)
{
    for (guint s = draft->sections->len; s-- > 0;) {
        RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        if (says_nothing(section->anchor))
            g_clear_pointer(&section->anchor, g_free);
        for (guint i = section->items->len; i-- > 0;)
            if (is_empty(g_ptr_array_index(section->items, i)))
                g_ptr_array_remove_index(section->items, i);
        /* A heading with nothing below it tells nothing. */
        if (!section->items->len)
            g_ptr_array_remove_index(draft->sections, s);
    }
}
