/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document before the judge: what was found of an item, what is known of a box, and how an item
 * is called before people. */
#include "judge-private.h"

#include <string.h>

/* Longer wordings are shortened in messages, at a blank. Characters. */
#define NAME_LENGTH 80

const RvEvidence *
rv_case_evidence(const RvCase *c, const char *id)
{
    for (guint i = 0; id && i < c->evidence->len; i++) {
        const RvEvidence *e = g_ptr_array_index(c->evidence, i);

        if (g_str_equal(e->item->id, id))
            return e;
    }
    return NULL;
}

gboolean
rv_case_status(const RvCase *c, const char *id, RvStatus *status)
{
    for (guint i = 0; i < c->result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(c->result->items, i);

        if (g_strcmp0(item->id, id) == 0) {
            *status = item->status;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
rv_case_is_empty(const RvCase *c, const char *id)
{
    const RvEvidence *e = rv_case_evidence(c, id);

    return !e || e->phrase.state != RV_PHRASE_PRESENT ||
           rv_value_status(e->item->type, &e->value, NULL, NULL) == RV_STATUS_EMPTY;
}

gboolean
rv_case_date(const RvCase *c, const char *id, GDate *date)
{
    const RvEvidence *e = rv_case_evidence(c, id);
    g_autofree char *normalized = NULL;

    return e && e->item->kind == RV_ITEM_FIELD && e->phrase.state == RV_PHRASE_PRESENT &&
           rv_value_status(RV_FIELD_DATE, &e->value, &normalized, NULL) == RV_STATUS_FILLED &&
           rv_parse_date(normalized, date);
}

RvTruth
rv_box_truth(const RvEvidence *group, guint i)
{
    const RvBox *box = &g_array_index(group->boxes, RvBox, i);

    if (box->confidence < RV_SURE_INK)
        return RV_MAYBE;
    if (box->state == RV_BOX_TICKED)
        return RV_YES;
    return box->state == RV_BOX_UNTICKED ? RV_NO : RV_MAYBE;
}

RvTruth
rv_ref_truth(const RvCase *c, const RvBoxRef *ref)
{
    const RvEvidence *group = rv_case_evidence(c, ref->group);
    RvTruth any = RV_NO;
    guint seen = 0;

    for (guint i = 0; group && i < group->boxes->len; i++) {
        const RvBoxSpec *spec = g_ptr_array_index(group->item->boxes, i);

        if (ref->box && !g_str_equal(spec->id, ref->box))
            continue;
        any = MAX(any, rv_box_truth(group, i));
        seen++;
    }
    return seen ? any : RV_MAYBE;
}

/* ---- what people read -------------------------------------------------------------------- */

char *
rv_shorten(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *head = NULL;
    char *blank;

    if (g_utf8_strlen(valid, -1) <= NAME_LENGTH)
        return g_steal_pointer(&valid);
    head = g_utf8_substring(valid, 0, NAME_LENGTH);
    blank = strrchr(head, ' ');
    if (blank)
        *blank = '\0';
    return g_strconcat(head, "…", NULL);
}

/* Labels up to this length say little by themselves ("A", "Le"). Characters. */
#define SHORT_LABEL 3

/* Does another item of the same kind bear the same wording ("Téléphone")? */
static gboolean
has_namesake(const RvCase *c, const RvItem *item)
{
    for (guint i = 0; i < c->template_->items->len; i++) {
        const RvItem *other = g_ptr_array_index(c->template_->items, i);

        if (other != item && other->kind == item->kind && g_strcmp0(other->text, item->text) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The heading of the item's section; NULL: it has none. */
static const char *
heading_of(const RvCase *c, const RvItem *item)
{
    for (guint i = 0; i < c->template_->sections->len; i++) {
        const RvSection *section = g_ptr_array_index(c->template_->sections, i);

        if (g_strcmp0(section->id, item->section) == 0)
            return section->anchors ? section->anchors[0] : NULL;
    }
    return NULL;
}

char *
rv_item_name(const RvCase *c, const RvItem *item)
{
    const char *above = item->under && *item->under ? item->under : NULL;
    g_autofree char *text = NULL, *heading = NULL;

    if (!item->text || !*item->text)
        return above ? rv_shorten(above) : g_strdup(item->id);
    if (!above && item->kind == RV_ITEM_FIELD && has_namesake(c, item))
        above = heading_of(c, item);
    text = rv_shorten(item->text);
    heading = above ? rv_shorten(above) : NULL;
    if (heading)
        return g_strdup_printf("%s › %s", heading, text);
    return g_utf8_strlen(text, -1) <= SHORT_LABEL ? g_strdup_printf("%s (%s)", text, item->id)
                                                  : g_steal_pointer(&text);
}

void
rv_case_report(RvCase *c, RvSeverity severity, const RvItem *item, const RvPlace *place,
               char *message)
{
    /* What a field demands depends on more than this; field.c weighs it itself. */
    gboolean demanded = item->required || item->kind == RV_ITEM_FIELD;

    if (item->informative || !demanded)
        severity = RV_SEVERITY_INFO;
    rv_result_add_finding(c->result, severity, item->id, place && place->page ? place : NULL,
                          message);
}
