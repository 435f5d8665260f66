/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is looked for: every wording of the template, as a target with its spots. */
#include "match-private.h"

#include <string.h>

/* Two wordings on one place share what is misread there: what is left between them are the words
 * in which they differ. Of the 33 pairs of questions alike (0.72) in the models, the closest two
 * differ in 0.026 of their letters. */
#define CLEARLY_BETTER 0.02

static RvTarget *
add_target(GPtrArray *targets, const RvItem *item, RvRole role, const char *section, double order,
           const char *text, const GStrv strict)
{
    RvTarget *target = g_new0(RvTarget, 1);

    target->item = item;
    target->box = -1;
    target->section = section;
    target->role = role;
    target->order = order;
    target->needles = rv_needles_new(text, strict, role != RV_ROLE_MENTION);
    target->chosen = -1;
    g_ptr_array_add(targets, target);
    return target;
}

static void
target_free(gpointer data)
{
    RvTarget *target = data;

    g_array_unref(target->needles);
    g_clear_pointer(&target->spots, g_array_unref);
    g_free(target);
}

/* The question above several prompts is one guide for all of them. */
static const RvTarget *
guide_above(GPtrArray *targets, const RvTemplate *template_, guint order)
{
    const RvItem *item = g_ptr_array_index(template_->items, order), *before;

    if (!item->under)
        return NULL;
    before = order ? g_ptr_array_index(template_->items, order - 1) : NULL;
    if (before && before->under && g_str_equal(before->under, item->under))
        return rv_targets_get(targets, before, RV_ROLE_PROMPT, -1)->under;
    return add_target(targets, NULL, RV_ROLE_GUIDE, item->section, order - 0.3, item->under, NULL);
}

static const RvRole role_of_kind[] = {
    [RV_ITEM_MENTION] = RV_ROLE_MENTION,     [RV_ITEM_FIELD] = RV_ROLE_LABEL,
    [RV_ITEM_GROUP] = RV_ROLE_PROMPT,        [RV_ITEM_TABLE] = RV_ROLE_GUIDE,
    [RV_ITEM_SIGNATURE] = RV_ROLE_SIGNATURE,
};

static void
add_item(GPtrArray *targets, const RvTemplate *template_, guint order)
{
    const RvItem *item = g_ptr_array_index(template_->items, order);

    if (item->kind != RV_ITEM_TABLE && item->text && *item->text) {
        const RvTarget *under = guide_above(targets, template_, order);

        add_target(targets, item, role_of_kind[item->kind], item->section, order, item->text,
                   item->strict)
            ->under = under;
    }
    for (guint i = 0; item->boxes && i < item->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(item->boxes, i);

        add_target(targets, item, RV_ROLE_BOX, item->section, order + 0.01 * (i + 1), box->label,
                   box->strict)
            ->box = (int)i;
    }
}

static double
first_order(const RvTemplate *template_, const char *section)
{
    for (guint i = 0; i < template_->items->len; i++) {
        const RvItem *item = g_ptr_array_index(template_->items, i);

        if (g_strcmp0(item->section, section) == 0)
            return i;
    }
    return 0;
}

GPtrArray *
rv_targets_new(const RvTemplate *template_)
{
    GPtrArray *targets = g_ptr_array_new_with_free_func(target_free);

    for (guint i = 0; i < template_->items->len; i++)
        add_item(targets, template_, i);
    for (guint i = 0; i < template_->sections->len; i++) {
        const RvSection *section = g_ptr_array_index(template_->sections, i);

        for (guint k = 0; section->anchors && section->anchors[k]; k++)
            add_target(targets, NULL, RV_ROLE_GUIDE, section->id,
                       first_order(template_, section->id) - 0.5, section->anchors[k], NULL);
    }
    return targets;
}

const RvTarget *
rv_targets_get(const GPtrArray *targets, const RvItem *item, RvRole role, int box)
{
    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);

        if (target->item == item && target->role == role && target->box == box)
            return target;
    }
    return NULL;
}

const char *
rv_target_class(const RvTarget *target)
{
    const char *key = "";

    for (guint i = 0; i < target->needles->len; i++) {
        const char *other = g_array_index(target->needles, RvNeedle, i).key;

        if (!*key || strlen(other) < strlen(key))
            key = other;
    }
    return key;
}

const RvSpot *
rv_target_spot(const RvTarget *target)
{
    return target && target->chosen >= 0 ? &g_array_index(target->spots, RvSpot, target->chosen)
                                         : NULL;
}

void
rv_targets_find(RvIndex *index, GPtrArray *targets)
{
    for (guint i = 0; i < targets->len; i++) {
        RvTarget *target = g_ptr_array_index(targets, i);

        target->spots = rv_find(index, target->needles, target->role == RV_ROLE_BOX);
    }
    rv_explained_find(index);
    rv_quotes_tell(index, targets);
}

gboolean
rv_target_fits_another(const GPtrArray *targets, const RvTarget *target, const RvSpot *spot)
{
    for (guint i = 0; target->role == RV_ROLE_PROMPT && i < targets->len; i++) {
        const RvTarget *other = g_ptr_array_index(targets, i);

        if ((other->role != RV_ROLE_PROMPT && other->role != RV_ROLE_BOX) ||
            g_str_equal(rv_target_class(other), rv_target_class(target)))
            continue;
        for (guint k = 0; k < other->spots->len; k++) {
            const RvSpot *place = &g_array_index(other->spots, RvSpot, k);

            if (place->first == spot->first && place->last + 1 >= spot->last &&
                place->similarity >= spot->similarity + CLEARLY_BETTER)
                return TRUE;
        }
    }
    return FALSE;
}
