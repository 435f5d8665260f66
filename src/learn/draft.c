/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft: what it is made of, and how that is given back. */
#include "learn-private.h"

static void
box_free(gpointer data)
{
    RvDraftBox *box = data;

    g_free(box->id);
    g_free(box->label);
    g_free(box->detail);
    g_free(box);
}

void
rv_draft_doubt(GPtrArray *doubts, char *sentence)
{
    g_ptr_array_add(doubts, sentence);
}

RvDraftBox *
rv_draft_box_new(char *label)
{
    RvDraftBox *box = g_new0(RvDraftBox, 1);

    box->label = label;
    return box;
}

RvDraftItem *
rv_draft_item_new(RvItemKind kind, char *text, RvPlace place)
{
    RvDraftItem *item = g_new0(RvDraftItem, 1);

    item->kind = kind;
    item->text = text;
    item->place = place;
    item->doubts = g_ptr_array_new_with_free_func(g_free);
    if (kind == RV_ITEM_GROUP)
        item->boxes = g_ptr_array_new_with_free_func(box_free);
    if (kind == RV_ITEM_TABLE) {
        item->columns = g_ptr_array_new_with_free_func(g_free);
        item->line_labels = g_ptr_array_new_with_free_func(g_free);
    }
    return item;
}

void
rv_draft_item_free(RvDraftItem *item)
{
    g_free(item->id);
    g_free(item->text);
    g_free(item->under);
    g_free(item->when);
    g_free(item->unless);
    g_free(item->without);
    g_free(item->before);
    g_clear_pointer(&item->boxes, g_ptr_array_unref);
    g_clear_pointer(&item->columns, g_ptr_array_unref);
    g_clear_pointer(&item->line_labels, g_ptr_array_unref);
    g_free(item->applies_when);
    g_free(item->optional_when);
    g_free(item->signatories);
    g_free(item->agrees_with);
    g_free(item->software);
    g_ptr_array_unref(item->doubts);
    g_free(item);
}

static void
section_free(gpointer data)
{
    RvDraftSection *section = data;

    g_free(section->id);
    g_free(section->anchor);
    g_ptr_array_unref(section->items);
    g_free(section);
}

RvDraftSection *
rv_draft_section_new(char *anchor)
{
    RvDraftSection *section = g_new0(RvDraftSection, 1);

    section->anchor = anchor;
    section->items = g_ptr_array_new_with_free_func((GDestroyNotify)rv_draft_item_free);
    return section;
}

static void
rule_free(gpointer data)
{
    RvDraftRule *rule = data;

    g_free(rule->id);
    g_free(rule->text);
    g_free(rule->condition);
    g_free(rule->items);
    g_free(rule->period);
    g_free(rule);
}

RvDraft *
rv_draft_new(void)
{
    RvDraft *draft = g_new0(RvDraft, 1);

    draft->sections = g_ptr_array_new_with_free_func(section_free);
    draft->rules = g_ptr_array_new_with_free_func(rule_free);
    draft->doubts = g_ptr_array_new_with_free_func(g_free);
    draft->left = g_ptr_array_new_with_free_func((GDestroyNotify)rv_draft_item_free);
    return draft;
}

void
rv_draft_free(RvDraft *draft)
{
    if (!draft)
        return;
    g_free(draft->id);
    g_free(draft->kind);
    g_free(draft->reference);
    g_free(draft->title);
    g_free(draft->source);
    g_ptr_array_unref(draft->sections);
    g_ptr_array_unref(draft->rules);
    g_ptr_array_unref(draft->doubts);
    g_ptr_array_unref(draft->left);
    g_free(draft);
}
