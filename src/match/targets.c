/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is looked for: every wording of the template, as a target with its spots; and which pages
 * belong to the form at all. */
#include "match-private.h"

#include <string.h>

/* A page of the form is covered by the template's wordings for 40 % and more of its words; general
 * terms and cover letters for less than 5 %, even when they quote a mention. */
#define FORM_COVERAGE 0.12
/* Only wordings of this length, this well found, tell a page of the form. */
#define TELLING_BYTES 10
#define TELLING_SIMILARITY 0.8
/* A page with fewer words than this is no general terms: the end of a form may be short. */
#define FEW_WORDS 60

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

const RvSpot *
rv_target_spot(const RvTarget *target)
{
    return target && target->chosen >= 0 ? &g_array_index(target->spots, RvSpot, target->chosen)
                                         : NULL;
}

static void
mark_words(const RvIndex *index, const RvTarget *target, GArray *marks)
{
    for (guint i = 0; i < target->spots->len; i++) {
        const RvSpot *spot = &g_array_index(target->spots, RvSpot, i);
        const RvNeedle *needle = &g_array_index(target->needles, RvNeedle, spot->needle);
        g_autoptr(GArray) words = NULL;

        if (strlen(needle->key) < TELLING_BYTES || spot->similarity < TELLING_SIMILARITY)
            continue;
        words = rv_spot_words(index, spot);
        for (guint w = 0; w < words->len; w++)
            g_array_index(marks, gboolean, g_array_index(words, guint, w)) = TRUE;
    }
}

GArray *
rv_targets_telling_words(const RvIndex *index, const GPtrArray *targets)
{
    GArray *marks = g_array_new(FALSE, TRUE, sizeof(gboolean));

    g_array_set_size(marks, index->words->len);
    for (guint i = 0; i < targets->len; i++)
        mark_words(index, g_ptr_array_index(targets, i), marks);
    return marks;
}

static void
tell_form_pages(RvIndex *index, const GPtrArray *targets)
{
    g_autoptr(GArray) marks = rv_targets_telling_words(index, targets);
    gboolean any = FALSE;

    for (guint page = 0; page < index->sheets->len; page++) {
        guint total = 0, covered = 0;
        gboolean form;

        for (guint w = 0; w < index->words->len; w++) {
            if (rv_index_word(index, w)->page != page || !*rv_index_word(index, w)->key)
                continue;
            total++;
            covered += g_array_index(marks, gboolean, w);
        }
        form = total && (covered >= FORM_COVERAGE * total || total < FEW_WORDS);
        g_array_index(index->form_pages, gboolean, page) = form;
        any |= form;
    }
    for (guint page = 0; !any && page < index->sheets->len; page++)
        g_array_index(index->form_pages, gboolean, page) = TRUE;
}

void
rv_targets_find(RvIndex *index, GPtrArray *targets)
{
    for (guint i = 0; i < targets->len; i++) {
        RvTarget *target = g_ptr_array_index(targets, i);

        target->spots = rv_find(index, target->needles, target->role == RV_ROLE_BOX);
    }
    tell_form_pages(index, targets);
}
