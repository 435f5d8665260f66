/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields: is the label there, and is something valid written for it? */
#include "judge-private.h"
#include "validate-private.h"

#include "recevable/i18n.h"

/* A value that does not hold is a mistake of the writer only when it was read with this confidence;
 * below, more likely one of the reader: a person has to look. (Of sound values that were misread,
 * seven in ten lie below; of typed ones read well, two in ten.) */
#define SURE_INVALID 0.90

/* Confidence from which a value that is hard to read is believed all the same because it has the
 * form of its type, and a check digit where it has one. Types without a form are never believed. */
#define NEVER 2.0
static const double believed_from[] = {
    [RV_FIELD_TEXT] = NEVER,     [RV_FIELD_ADDRESS] = NEVER,   [RV_FIELD_DATE] = 0.5,
    [RV_FIELD_SIRET] = 0.3,      [RV_FIELD_FINESS] = 0.4,      [RV_FIELD_PHONE] = 0.5,
    [RV_FIELD_EMAIL] = 0.5,      [RV_FIELD_REFERENCE] = NEVER, [RV_FIELD_NUMBER] = NEVER,
    [RV_FIELD_FREETEXT] = NEVER,
};

/* An identifier or a date that does not hold may have been misread; what was read is shown all the
 * same. */
static RvValidity
reread(RvFieldType type, const RvValue *value, char **canonical, gboolean *doubtful)
{
    const RvIdentifier *kind = rv_identifier(type);

    if (type == RV_FIELD_DATE && value->digits)
        *doubtful |= rv_digits_are_doubtful(value->text, value->digits);
    if (!kind || !value->digits)
        return RV_INVALID;
    *canonical = rv_identifier_reread(kind, value->text, value->digits, doubtful);
    return *canonical ? RV_VALID : RV_INVALID;
}

RvStatus
rv_value_status(RvFieldType type, const RvValue *value, char **normalized, const char **reason)
{
    g_autofree char *canonical = NULL;
    RvValidity validity;
    gboolean doubtful;

    if (value->state == RV_VALUE_NONE)
        return RV_STATUS_UNREADABLE;
    if (value->state == RV_VALUE_BLANK)
        return RV_STATUS_EMPTY;
    validity = rv_validate_reading(type, value->text, &canonical, reason, &doubtful);
    if (validity == RV_INVALID)
        validity = reread(type, value, &canonical, &doubtful);
    if (value->state == RV_VALUE_ILLEGIBLE &&
        (validity != RV_VALID || value->confidence < believed_from[type]))
        return RV_STATUS_UNREADABLE;
    if (validity == RV_VALUE_EMPTY)
        return RV_STATUS_EMPTY;
    if (validity == RV_INVALID)
        return doubtful || value->confidence < SURE_INVALID ? RV_STATUS_UNREADABLE
                                                            : RV_STATUS_INVALID;
    if (normalized)
        *normalized = g_steal_pointer(&canonical);
    return RV_STATUS_FILLED;
}

/* ---- is the value demanded? -------------------------------------------------------------- */

static RvTruth
unless_mention(const RvCase *c, const char *id)
{
    const RvEvidence *mention = rv_case_evidence(c, id);

    if (!mention)
        return RV_YES;
    if (mention->phrase.state == RV_PHRASE_PRESENT)
        return RV_NO;
    return mention->phrase.state == RV_PHRASE_UNREADABLE ? RV_MAYBE : RV_YES;
}

static RvTruth
is_demanded(const RvCase *c, const RvItem *item)
{
    RvTruth demanded = item->required ? RV_YES : RV_NO;

    if (item->required_when.group)
        demanded = MIN(demanded, rv_ref_truth(c, &item->required_when));
    if (item->required_unless)
        demanded = MIN(demanded, unless_mention(c, item->required_unless));
    return demanded;
}

/* ---- findings ---------------------------------------------------------------------------- */

static const RvSeverity weight[] = {
    [RV_NO] = RV_SEVERITY_INFO,
    [RV_MAYBE] = RV_SEVERITY_REVIEW,
    [RV_YES] = RV_SEVERITY_BLOCKING,
};

/* The label is not there, or is another one. Where it may be left out, a demanded value may stand
 * anywhere: that is for a person to find. */
static void
report_label(RvCase *c, const RvEvidence *e, RvTruth demanded)
{
    g_autofree char *name = rv_item_name(c, e->item);
    /* What is asked for with a box goes with it; any other label belongs to the form. */
    RvSeverity severity = weight[e->item->required_when.group ? demanded : RV_YES];

    if (!e->item->label_required) {
        if (demanded != RV_NO)
            rv_case_report(c, RV_SEVERITY_REVIEW, e->item, NULL,
                           g_strdup_printf(_("“%s” was not found: check on the paper that it is "
                                             "filled in."),
                                           name));
        return;
    }
    rv_case_report(
        c, severity, e->item, &e->phrase.place,
        e->phrase.state == RV_PHRASE_ALTERED
            ? g_strdup_printf(_("The label “%s” has been changed (%s): restore the official "
                                "wording."),
                              name, e->phrase.difference ? e->phrase.difference : "?")
            : g_strdup_printf(_("The label “%s” is missing: add it, with its value."), name));
}

static void
report_value(RvCase *c, const RvEvidence *e, RvStatus status, const char *reason, RvTruth demanded)
{
    g_autofree char *name = rv_item_name(c, e->item);
    g_autofree char *value = rv_shorten(e->value.text ? e->value.text : "");
    const RvPlace *place = e->value.place.page ? &e->value.place : &e->phrase.place;

    if (status == RV_STATUS_INVALID)
        rv_case_report(c, weight[demanded], e->item, place,
                       g_strdup_printf(_("“%s”: the value “%s” is not valid, %s. Correct it."),
                                       name, value, _(reason)));
    else if (demanded == RV_NO || status == RV_STATUS_FILLED)
        return;
    else if (status == RV_STATUS_EMPTY)
        rv_case_report(c, weight[demanded], e->item, place,
                       g_strdup_printf(_("“%s” is empty: fill it in."), name));
    else if (e->phrase.state != RV_PHRASE_PRESENT)
        rv_case_report(c, RV_SEVERITY_REVIEW, e->item, place,
                       g_strdup_printf(_("The label “%s” cannot be read: check it and its value "
                                         "on the paper, or scan the document again."),
                                       name));
    else
        rv_case_report(c, RV_SEVERITY_REVIEW, e->item, place,
                       g_strdup_printf(_("“%s”: what is written there cannot be read: check it on "
                                         "the paper."),
                                       name));
}

void
rv_judge_field(RvCase *c, const RvEvidence *e, RvItemResult *out)
{
    RvTruth demanded = is_demanded(c, e->item);
    const char *reason = NULL;

    out->confidence = e->phrase.confidence;
    out->place = e->value.place.page ? e->value.place : e->phrase.place;
    if (e->phrase.state == RV_PHRASE_MISSING || e->phrase.state == RV_PHRASE_ALTERED) {
        out->status = RV_STATUS_MISSING;
        report_label(c, e, demanded);
        return;
    }
    if (e->phrase.state == RV_PHRASE_PRESENT) {
        out->status = rv_value_status(e->item->type, &e->value, &out->normalized, &reason);
        out->value = g_strdup(e->value.text);
        if (out->status != RV_STATUS_EMPTY)
            out->confidence = e->value.confidence;
    } else {
        out->status = RV_STATUS_UNREADABLE;
    }
    report_value(c, e, out->status, reason, demanded);
}
