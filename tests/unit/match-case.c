/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "match-case.h"

RvItem *
add_item(RvTemplate *t, RvItemKind kind, const char *id, const char *section, const char *text)
{
    RvItem *item = g_new0(RvItem, 1);

    item->id = g_strdup(id);
    item->kind = kind;
    item->section = g_strdup(section);
    item->text = g_strdup(text);
    item->strict = g_new0(char *, 1);
    item->required = item->label_required = TRUE;
    g_ptr_array_add(t->items, item);
    return item;
}

static void
free_item(gpointer data)
{
    RvItem *item = data;

    g_free(item->id);
    g_free(item->section);
    g_free(item->text);
    g_strfreev(item->strict);
    g_free(item);
}

static RvTemplate *
template_new(void)
{
    RvTemplate *t = g_new0(RvTemplate, 1);

    t->items = g_ptr_array_new_with_free_func(free_item);
    t->sections = g_ptr_array_new();
    t->rules = g_ptr_array_new();
    return t;
}

static void
template_free(RvTemplate *t)
{
    g_ptr_array_unref(t->items);
    g_ptr_array_unref(t->sections);
    g_ptr_array_unref(t->rules);
    g_free(t);
}

Case
case_new(void)
{
    return (Case){template_new(), word_paper_new(), NULL, NULL};
}

void
case_settle(Case *c)
{
    c->index = index_of(c->paper);
    c->targets = rv_targets_new(c->t);
    rv_targets_find(c->index, c->targets);
    rv_settle(c->index, c->targets);
}

void
case_clear(Case *c)
{
    g_ptr_array_unref(c->targets);
    rv_index_free(c->index);
    word_paper_free(c->paper);
    template_free(c->t);
}

const RvSpot *
spot_of(const Case *c, guint item, RvRole role)
{
    return rv_target_spot(
        rv_targets_get(c->targets, g_ptr_array_index(c->t->items, item), role, -1));
}

RvPhrase
wording_of(Case *c, guint item, RvRole role)
{
    const RvTarget *target =
        rv_targets_get(c->targets, g_ptr_array_index(c->t->items, item), role, -1);
    RvPhrase phrase = {0};

    rv_wording_check(c->index, target->needles, rv_target_spot(target), role == RV_ROLE_MENTION,
                     &phrase);
    return phrase;
}
