/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions, and the signature. */
#include "judge-private.h"

#include "recevable/i18n.h"

/* Below this confidence even a wording that was found is not taken as read. */
#define READ_SURE 0.4

static const RvStatus status_of[] = {
    [RV_PHRASE_NONE] = RV_STATUS_UNREADABLE, /* nobody looked: never a pass */
    [RV_PHRASE_PRESENT] = RV_STATUS_PRESENT, [RV_PHRASE_ALTERED] = RV_STATUS_ALTERED,
    [RV_PHRASE_MISSING] = RV_STATUS_MISSING, [RV_PHRASE_UNREADABLE] = RV_STATUS_UNREADABLE,
};

/* Does a field stand in for this mention? A mention with a condition is demanded where the field
 * that it may replace was left empty; where something is written there, even badly, the field
 * itself answers for it. */
static gboolean
is_stood_in_for(const RvCase *c, const RvItem *mention)
{
    for (guint i = 0; i < c->evidence->len; i++) {
        const RvEvidence *e = g_ptr_array_index(c->evidence, i);

        if (e->item->kind != RV_ITEM_FIELD ||
            g_strcmp0(e->item->required_unless, mention->id) != 0 ||
            e->phrase.state != RV_PHRASE_PRESENT)
            continue;
        if (rv_value_status(e->item->type, &e->value, NULL, NULL) != RV_STATUS_EMPTY)
            return TRUE;
    }
    return FALSE;
}

static RvStatus
mention_status(const RvCase *c, const RvEvidence *e)
{
    RvStatus status = status_of[e->phrase.state];
    gboolean nowhere = status == RV_STATUS_MISSING ||
                       (status == RV_STATUS_UNREADABLE && e->phrase.place.page == 0);

    if (status == RV_STATUS_PRESENT && e->phrase.confidence < READ_SURE)
        status = RV_STATUS_UNREADABLE;
    if (e->item->when && nowhere && is_stood_in_for(c, e->item))
        status = RV_STATUS_NOT_APPLICABLE;
    return status;
}

/* What to tell of a mention that is not simply there. */
static char *
describe(const RvCase *c, const RvEvidence *e, RvStatus status)
{
    g_autofree char *name = rv_item_name(c, e->item);
    const char *difference = e->phrase.difference ? e->phrase.difference : "";

    if (status == RV_STATUS_MISSING)
        return g_strdup_printf(
            _("The mention “%s” is missing: add it and have the document signed again."), name);
    if (status == RV_STATUS_ALTERED)
        return g_strdup_printf(_("The mention “%s” has been changed (%s): restore the official "
                                 "wording and have the document signed again."),
                               name, *difference ? difference : "?");
    if (*difference)
        return g_strdup_printf(_("The mention “%s” cannot be read for sure (%s): check it on the "
                                 "paper, or scan the document again."),
                               name, difference);
    return g_strdup_printf(
        _("The mention “%s” cannot be read: check it on the paper, or scan the document again."),
        name);
}

void
rv_judge_mention(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    RvSeverity severity = RV_SEVERITY_BLOCKING;

    out->status = mention_status(c, e);
    out->confidence = e->phrase.confidence;
    out->place = e->phrase.place;
    out->text = g_strdup(e->phrase.text);
    if (out->status == RV_STATUS_PRESENT || out->status == RV_STATUS_NOT_APPLICABLE)
        return;
    if (out->status == RV_STATUS_UNREADABLE)
        severity = RV_SEVERITY_REVIEW;
    rv_case_report(c, severity, e->item, &e->phrase.place, describe(c, e, out->status));
}

/* ---- signature --------------------------------------------------------------------------- */

/* A stamp, typed words or a smudge where the signature belongs are not one. */
static RvStatus
ink_status(const RvInk *ink)
{
    gboolean pen = ink->kind == RV_INK_PEN;

    if (ink->confidence < RV_SURE_INK)
        return RV_STATUS_UNCERTAIN;
    if (ink->state == RV_INK_PRESENT)
        return pen ? RV_STATUS_PRESENT : RV_STATUS_UNCERTAIN;
    return ink->state == RV_INK_ABSENT ? RV_STATUS_ABSENT : RV_STATUS_UNCERTAIN;
}

void
rv_judge_signature(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    g_autofree char *name = rv_item_name(c, e->item);
    gboolean found = e->phrase.state == RV_PHRASE_PRESENT || e->phrase.state == RV_PHRASE_ALTERED;
    const RvPlace *place = e->ink.place.page ? &e->ink.place : &e->phrase.place;

    out->status = found ? ink_status(&e->ink) : RV_STATUS_UNCERTAIN;
    out->confidence = found ? e->ink.confidence : e->phrase.confidence;
    out->place = *place;
    if (!found)
        rv_case_report(c, RV_SEVERITY_REVIEW, e->item, place,
                       g_strdup_printf(_("The place for the signature, “%s”, was not found: check "
                                         "on the paper that it is there and signed."),
                                       name));
    else if (out->status == RV_STATUS_ABSENT)
        rv_case_report(c, RV_SEVERITY_BLOCKING, e->item, place,
                       g_strdup_printf(_("The document is not signed: sign it at “%s”."), name));
    else if (out->status == RV_STATUS_UNCERTAIN)
        rv_case_report(c, RV_SEVERITY_REVIEW, e->item, place,
                       g_strdup_printf(_("It cannot be told whether “%s” is signed: check it on "
                                         "the paper."),
                                       name));
}
