/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other models know: a form of the programme asks much that others ask, too, and one of those
 * may say what this one does not. */
#include "learn-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* Questions that share fewer words ("Flux", of two systems) may be alike by chance. */
#define LEAST_WORDS 6

/* Rules that say all by themselves. "At most one" is one half of a condition, as a rule. */
static gboolean
is_whole(RvGroupRule rule)
{
    return rule == RV_GROUP_EXACTLY_ONE || rule == RV_GROUP_AT_LEAST_ONE || rule == RV_GROUP_ALL;
}

/* The words that both texts begin with, when one of them has no others; -1: they differ. A form may
 * say more of an answer than another one. */
static int
words_shared(const char *a, const char *b)
{
    g_autofree char *x = rv_text_key(a ? a : ""), *y = rv_text_key(b ? b : "");
    const char *shorter = strlen(x) < strlen(y) ? x : y, *longer = shorter == x ? y : x;
    gsize n = strlen(shorter);
    g_auto(GStrv) words = g_strsplit(shorter, " ", -1);

    if (!n)
        return *longer ? -1 : 0;
    return g_str_has_prefix(longer, shorter) && (!longer[n] || longer[n] == ' ')
               ? (int)g_strv_length(words)
               : -1;
}

static gboolean
asks_the_same(const RvItem *item, const RvDraftItem *group)
{
    int words = words_shared(item->text, group->text);
    int above = words_shared(item->under, group->under);

    if (!is_whole(item->rule) || item->guessed || item->informative || words < 0 || above < 0 ||
        item->boxes->len != group->boxes->len)
        return FALSE;
    for (guint i = 0; i < group->boxes->len; i++) {
        int own = words_shared(((const RvBoxSpec *)g_ptr_array_index(item->boxes, i))->label,
                               ((const RvDraftBox *)g_ptr_array_index(group->boxes, i))->label);
        if (own < 0)
            return FALSE;
        words += own;
    }
    return words + above >= LEAST_WORDS;
}

/* Models that do not agree know nothing. */
static void
know(RvDraftItem *group, const GPtrArray *known)
{
    const RvTemplate *from = NULL;
    RvGroupRule rule = RV_GROUP_ALL;

    for (guint t = 0; t < known->len; t++) {
        const RvTemplate *model = g_ptr_array_index(known, t);

        for (guint i = 0; i < model->items->len; i++) {
            const RvItem *item = g_ptr_array_index(model->items, i);

            if (item->kind != RV_ITEM_GROUP || !asks_the_same(item, group))
                continue;
            if (from && item->rule != rule)
                return;
            from = model;
            rule = item->rule;
        }
    }
    if (!from)
        return;
    group->rule = rule;
    group->guessed = FALSE;
    rv_draft_doubt(group->doubts,
                   g_strdup_printf(_("the form does not say how many are to be ticked: "
                                     "rule=\"%s\" is that of the same question in %s"),
                                   rv_group_rule_name(rule), from->id));
}

void
rv_draft_know(RvDraft *draft, const GPtrArray *known)
{
    for (guint s = 0; known && s < draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        for (guint i = 0; i < section->items->len; i++) {
            RvDraftItem *item = g_ptr_array_index(section->items, i);

            if (item->kind == RV_ITEM_GROUP && item->guessed)
                know(item, known);
        }
    }
}
