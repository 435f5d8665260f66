/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "match-private.h"

/* Of what may be there, unread. */
#define UNSURE 0.5

GArray *
rv_used_words(const RvIndex *index, const GPtrArray *targets)
{
    GArray *used = g_array_new(FALSE, TRUE, sizeof(gboolean));

    g_array_set_size(used, index->words->len);
    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);
        const RvSpot *spot = target->role == RV_ROLE_GUIDE ? NULL : rv_target_spot(target);
        g_autoptr(GArray) words = spot ? rv_spot_words(index, spot) : NULL;

        for (guint w = 0; words && w < words->len; w++)
            g_array_index(used, gboolean, g_array_index(words, guint, w)) = TRUE;
    }
    return used;
}

static void
check_phrase(RvIndex *index, const GPtrArray *targets, const RvTarget *target, RvPhrase *phrase)
{
    const RvSpot *spot = rv_target_spot(target), *astray = rv_target_astray(target);

    if (astray && rv_size_is_too_small(rv_spot_size(index, astray))) {
        spot = astray; /* not there, wherever it stands */
        astray = NULL;
    }
    rv_wording_check(index, target->needles, spot, target->role == RV_ROLE_MENTION, phrase);
    if (target->role == RV_ROLE_MENTION && phrase->state == RV_PHRASE_PRESENT)
        rv_stroke_check(index, spot, phrase);
    if (target->role == RV_ROLE_LABEL && phrase->state == RV_PHRASE_PRESENT &&
        rv_label_lacks_number(index, target, spot))
        phrase->state = RV_PHRASE_UNREADABLE;
    if (phrase->state == RV_PHRASE_MISSING && !spot &&
        !rv_gap_is_readable(index, targets, target)) {
        phrase->state = RV_PHRASE_UNREADABLE;
        phrase->confidence = UNSURE;
    }
    if (!astray)
        return;
    phrase->astray = rv_sheet_place(rv_index_sheet(index, astray->page), astray->box);
    if (astray->fit == RV_MISPLACED) /* whoever laid out this form may mean it so */
        phrase->state = RV_PHRASE_UNREADABLE;
}

/* The wordings of mentions, labels, prompts with the question above them, and the signature. */
static void
check_phrases(RvIndex *index, const GPtrArray *targets, GPtrArray *evidence)
{
    const RvTarget *above = NULL;

    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);

        if (!target->item || target->role == RV_ROLE_BOX)
            continue;
        for (guint k = 0; k < evidence->len; k++) {
            RvEvidence *e = g_ptr_array_index(evidence, k);

            if (e->item != target->item)
                continue;
            check_phrase(index, targets, target, &e->phrase);
            if (target->under && target->under != above)
                check_phrase(index, targets, target->under, &e->under);
            above = target->under;
        }
    }
}

/* When all else is settled: what else stands in the sentences of the mentions? */
static void
check_around(const RvIndex *index, const GPtrArray *targets, GPtrArray *evidence)
{
    g_autoptr(GArray) known = rv_around_known(index, targets, evidence);

    for (guint i = 0; i < evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(evidence, i);

        if (e->item->kind == RV_ITEM_MENTION)
            rv_around_check(index, targets, known,
                            rv_targets_get(targets, e->item, RV_ROLE_MENTION, -1), &e->phrase);
    }
}

/* The price tables, parallel to evidence; NULL for other items, and for one that was not found.
 * Their heads, and what the form says besides its items, end the place for a value too. */
static GPtrArray *
find_own_text(const RvIndex *index, const GPtrArray *targets, const GPtrArray *evidence,
              GArray *used)
{
    GPtrArray *tables = g_ptr_array_new_with_free_func((GDestroyNotify)rv_table_free);

    rv_explained_use(index, targets, used);
    for (guint i = 0; i < evidence->len; i++) {
        const RvItem *item = ((const RvEvidence *)g_ptr_array_index(evidence, i))->item;
        RvTable *table = item->kind == RV_ITEM_TABLE ? rv_table_find(index, item) : NULL;

        if (table)
            rv_table_use_head(table, used);
        g_ptr_array_add(tables, table);
    }
    return tables;
}

GPtrArray *
rv_match(const RvTemplate *template_, const GPtrArray *sheets, const GPtrArray *readings,
         RvReader *reader)
{
    g_autoptr(RvIndex) index = rv_index_new(sheets, readings, reader);
    g_autoptr(GPtrArray) targets = rv_targets_new(template_);
    g_autoptr(GPtrArray) tables = NULL;
    g_autoptr(GArray) used = NULL;
    GPtrArray *evidence = g_ptr_array_new_with_free_func((GDestroyNotify)rv_evidence_free);

    for (guint i = 0; i < template_->items->len; i++)
        g_ptr_array_add(evidence, rv_evidence_new(g_ptr_array_index(template_->items, i)));
    rv_targets_find(index, targets);
    rv_settle(index, targets);
    check_phrases(index, targets, evidence);
    used = rv_used_words(index, targets);
    rv_groups_fill(index, targets, evidence, used);
    tables = find_own_text(index, targets, evidence, used);
    rv_fields_fill(index, targets, evidence, used);
    for (guint i = 0; i < evidence->len; i++) {
        RvEvidence *e = g_ptr_array_index(evidence, i);

        if (e->item->kind == RV_ITEM_TABLE) {
            rv_table_fill(index, g_ptr_array_index(tables, i), used, e);
            rv_prices_find(index, used, evidence, e->prices);
        } else if (e->item->kind == RV_ITEM_SIGNATURE) {
            rv_signature_fill(index, targets, e);
            rv_signature_read(index, used, evidence, e);
        }
    }
    check_around(index, targets, evidence);
    return evidence;
}
