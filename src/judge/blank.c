/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form as it will be sent to clients, before anybody filled it in: is everything there that will
 * have to be read on it? Nobody ticked, signed or dated it yet, so rules and deadlines say nothing.
 */
#include "judge-private.h"

#include "recevable/i18n.h"

/* ---- wordings -------------------------------------------------------------------------------- */

/* Says what is wrong with a wording; FALSE: nothing is. `name` is what people know it by. */
static gboolean
report_wording(RvCase *c, const RvEvidence *e, const RvPhrase *phrase, const char *name)
{
    const RvPlace *place = phrase->place.page ? &phrase->place : &e->phrase.place;
    const char *difference = phrase->difference ? phrase->difference : "?";

    switch (phrase->state) {
    case RV_PHRASE_NONE:
    case RV_PHRASE_PRESENT:
        return FALSE;
    case RV_PHRASE_ALTERED:
        rv_case_report(c, RV_SEVERITY_BLOCKING, e->item, place,
                       g_strdup_printf(_("The form says “%s” otherwise (%s): restore the official "
                                         "wording."),
                                       name, difference));
        break;
    case RV_PHRASE_MISSING:
        rv_case_report(c, RV_SEVERITY_BLOCKING, e->item, place,
                       g_strdup_printf(_("The form lacks “%s”: add it."), name));
        break;
    case RV_PHRASE_UNREADABLE:
        rv_case_report(
            c, RV_SEVERITY_REVIEW, e->item, place,
            g_strdup_printf(_("“%s” cannot be read for sure on the form: print it larger "
                              "or darker, and apart from other things."),
                            name));
        break;
    }
    return TRUE;
}

/* The worse of both. */
static RvStatus
status_of(const RvPhrase *phrase, RvStatus good)
{
    switch (phrase->state) {
    case RV_PHRASE_ALTERED:
        return RV_STATUS_ALTERED;
    case RV_PHRASE_MISSING:
        return RV_STATUS_MISSING;
    case RV_PHRASE_UNREADABLE:
        return RV_STATUS_UNREADABLE;
    default:
        return good;
    }
}

static void
judge_mention(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    g_autofree char *name = rv_item_name(c, e->item);

    out->status = status_of(&e->phrase, RV_STATUS_PRESENT);
    out->reading = e->phrase.confidence;
    out->confidence = rv_status_sure(out->status, out->reading);
    out->text = g_strdup(e->phrase.text);
    report_wording(c, e, &e->phrase, name);
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* The issuer's own are often filled in before; wrong, they would be so on each form. */
static void
report_value(RvCase *c, const RvEvidence *e, const RvItemResult *out, const char *reason)
{
    g_autofree char *name = rv_item_name(c, e->item);
    g_autofree char *value = rv_shorten(e->value.text ? e->value.text : "");

    if (out->status == RV_STATUS_INVALID)
        rv_case_report(c, RV_SEVERITY_BLOCKING, e->item, &out->place,
                       g_strdup_printf(_("“%s” is filled in on the form, and “%s” is not valid, "
                                         "%s. Correct it."),
                                       name, value, _(reason)));
    else if (out->status == RV_STATUS_FILLED)
        rv_case_report(c, RV_SEVERITY_INFO, e->item, &out->place,
                       g_strdup_printf(_("“%s” is filled in on the form: “%s”."), name, value));
    else if (out->status == RV_STATUS_UNREADABLE)
        rv_case_report(c, RV_SEVERITY_REVIEW, e->item, &out->place,
                       g_strdup_printf(_("Something stands in the place of “%s” that cannot be "
                                         "read: leave it empty, or print it better."),
                                       name));
}

static void
judge_field(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    g_autofree char *name = rv_item_name(c, e->item);
    const char *reason = NULL;

    out->confidence = e->phrase.confidence;
    out->status = status_of(&e->phrase, RV_STATUS_EMPTY);
    if (out->status == RV_STATUS_MISSING && !e->item->label_required)
        out->status = RV_STATUS_NOT_APPLICABLE;
    else if (!report_wording(c, e, &e->phrase, name)) {
        if (e->value.place.page)
            out->place = e->value.place;
        out->status = rv_value_status(e->item->type, &e->value, &out->normalized, &reason);
        out->value = g_strdup(e->value.text);
        report_value(c, e, out, reason);
    }
}

/* ---- groups ---------------------------------------------------------------------------------- */

/* Whether the box of a label can be found, and nobody will take it for ticked. */
static RvStatus
judge_box(RvCase *c, const RvEvidence *e, guint i)
{
    const RvBox *box = &g_array_index(e->boxes, RvBox, i);
    const RvPhrase *label = &g_array_index(e->labels, RvPhrase, i);
    const RvBoxSpec *spec = g_ptr_array_index(e->item->boxes, i);
    const RvPlace *place = box->place.page ? &box->place : &label->place;
    g_autofree char *name = rv_shorten(spec->label), *question = rv_item_name(c, e->item);

    if (report_wording(c, e, label, name))
        return status_of(label, RV_STATUS_SATISFIED);
    if (box->state == RV_BOX_UNTICKED)
        return RV_STATUS_SATISFIED;
    if (box->state == RV_BOX_MISSING)
        rv_case_report(c, RV_SEVERITY_BLOCKING, e->item, place,
                       g_strdup_printf(_("The box of “%s” (“%s”) cannot be found: print an empty "
                                         "square of 3 to 4 mm beside its text."),
                                       name, question));
    else
        rv_case_report(
            c, RV_SEVERITY_REVIEW, e->item, place,
            g_strdup_printf(_("The box of “%s” (“%s”) looks ticked already: whoever signs "
                              "has to tick it."),
                            name, question));
    return box->state == RV_BOX_MISSING ? RV_STATUS_MISSING : RV_STATUS_UNDETERMINED;
}

static gboolean
is_left_out(const RvEvidence *e)
{
    for (guint i = 0; i < e->boxes->len; i++)
        if (g_array_index(e->boxes, RvBox, i).state != RV_BOX_MISSING ||
            g_array_index(e->labels, RvPhrase, i).state != RV_PHRASE_MISSING)
            return FALSE;
    return e->phrase.state == RV_PHRASE_MISSING || e->phrase.state == RV_PHRASE_NONE;
}

static void
judge_group(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    g_autofree char *name = rv_item_name(c, e->item);

    out->confidence = 1;
    out->boxes = rv_box_results_new();
    out->status = RV_STATUS_SATISFIED;
    for (guint i = 0; i < e->boxes->len; i++) {
        const RvBoxSpec *spec = g_ptr_array_index(e->item->boxes, i);
        RvBoxResult box = {g_strdup(spec->id), g_strdup(spec->label),
                           g_array_index(e->boxes, RvBox, i)};

        out->confidence = MIN(out->confidence, box.box.confidence);
        g_array_append_val(out->boxes, box);
    }
    if (is_left_out(e) && e->item->optional_when.group) {
        out->status = RV_STATUS_NOT_APPLICABLE;
        rv_case_report(c, RV_SEVERITY_INFO, e->item, NULL,
                       g_strdup_printf(_("The form leaves “%s” out: it then fits only clients for "
                                         "whom it may be left out."),
                                       name));
        return;
    }
    if (report_wording(c, e, &e->under, e->item->under) || report_wording(c, e, &e->phrase, name))
        out->status = RV_STATUS_VIOLATED;
    for (guint i = 0; i < e->boxes->len; i++)
        if (judge_box(c, e, i) != RV_STATUS_SATISFIED)
            out->status = RV_STATUS_VIOLATED;
}

/* ---- table and signature --------------------------------------------------------------------- */

static void
judge_table(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    g_autofree char *name = rv_item_name(c, e->item);

    out->confidence = e->phrase.confidence;
    out->status = status_of(&e->phrase, RV_STATUS_SATISFIED);
    report_wording(c, e, &e->phrase, name);
}

static void
judge_signature(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    g_autofree char *name = rv_item_name(c, e->item);
    const RvPlace *place = e->ink.place.page ? &e->ink.place : &e->phrase.place;

    out->confidence = e->phrase.confidence;
    out->status = status_of(&e->phrase, RV_STATUS_ABSENT);
    out->ink = e->ink.kind;
    if (report_wording(c, e, &e->phrase, name) || e->ink.state == RV_INK_ABSENT ||
        e->ink.kind == RV_INK_TYPED)
        return;
    out->status = RV_STATUS_UNCERTAIN;
    rv_case_report(
        c, RV_SEVERITY_REVIEW, e->item, place,
        g_strdup_printf(_("Something stands where “%s” is to be signed: leave it free."), name));
}

void
rv_judge_blank(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    static void (*const judges[])(RvCase *, const RvEvidence *, RvItemResult *) = {
        [RV_ITEM_MENTION] = judge_mention,     [RV_ITEM_FIELD] = judge_field,
        [RV_ITEM_GROUP] = judge_group,         [RV_ITEM_TABLE] = judge_table,
        [RV_ITEM_SIGNATURE] = judge_signature,
    };

    out->place = e->phrase.place;
    judges[e->item->kind](c, e, out);
}
