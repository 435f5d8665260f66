/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signature: is the ink in its place one, and if not, what is to be done? */
#include "judge-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

/* A name has a first and a last one. */
#define NAME_WORDS 2

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

/* Are all words of the value, a name, among those? */
static gboolean
holds_name(const char *const *words, const char *value)
{
    g_autofree char *key = rv_text_key(value);
    g_auto(GStrv) parts = g_strsplit(key, " ", -1);

    for (char **part = parts; *part; part++)
        if (!g_strv_contains(words, *part))
            return FALSE;
    return g_strv_length(parts) >= NAME_WORDS;
}

/* Is what was typed in the place to sign a name that the form's fields hold? */
static gboolean
is_name(const RvCase *c, const char *typed)
{
    g_autofree char *key = rv_text_key(typed);
    g_auto(GStrv) words = g_strsplit(key, " ", -1);

    for (guint i = 0; i < c->evidence->len; i++) {
        const RvEvidence *e = g_ptr_array_index(c->evidence, i);

        if (e->item->kind == RV_ITEM_FIELD && e->item->type == RV_FIELD_TEXT &&
            e->value.state == RV_VALUE_READ &&
            holds_name((const char *const *)words, e->value.text))
            return TRUE;
    }
    return FALSE;
}

/* What to tell of ink that may be no signature, by what it is taken for. */
static const char *const doubts[RV_INK_KINDS] = {
    [RV_INK_NOTHING] = N_("it cannot be told whether it is signed; check it on the paper."),
    [RV_INK_PEN] = N_("something is written there, but it cannot be told whether it is a "
                      "signature; check it on the paper."),
    [RV_INK_STAMP] = N_("only a stamp was found, which is no signature; have it signed by hand "
                        "beside the stamp, or check it on the paper."),
    [RV_INK_TYPED] = N_("only a typed name was found, which is no signature; have it signed by "
                        "hand, or check it on the paper."),
    [RV_INK_SMUDGE] = N_("only a stain or a shadow was found; check on the paper that it is "
                         "signed, or scan the document again."),
    [RV_INK_INITIALS] = N_("only initials or a mark were found; have it signed in full, or check "
                           "it on the paper."),
};

void
rv_judge_signature(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    g_autofree char *name = rv_item_name(c, e->item);
    gboolean found = e->phrase.state == RV_PHRASE_PRESENT || e->phrase.state == RV_PHRASE_ALTERED;
    const RvPlace *place = e->ink.place.page ? &e->ink.place : &e->phrase.place;
    gboolean electronic = FALSE;

    out->status = found ? ink_status(&e->ink) : RV_STATUS_UNCERTAIN;
    out->confidence = found ? e->ink.confidence : e->phrase.confidence;
    out->place = *place;
    out->ink = found ? e->ink.kind : RV_INK_NOTHING;
    if (out->status == RV_STATUS_ABSENT && e->typed && is_name(c, e->typed))
        out->status = RV_STATUS_UNCERTAIN;
    else if (out->status == RV_STATUS_ABSENT && out->ink == RV_INK_TYPED)
        out->ink = RV_INK_NOTHING; /* the form's own print */
    if (found)
        out->status = rv_electronic_status(c, e, out->status, &electronic);
    if (electronic && out->status == RV_STATUS_PRESENT)
        out->confidence = 1; /* a matter of sums, not of sight */
    if (electronic)
        return;
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
                       /* Translators: the place to sign, and what is wrong there. */
                       g_strdup_printf(_("“%s”: %s"), name, _(doubts[out->ink])));
}
