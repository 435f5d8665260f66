/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions. */
#include "judge-private.h"

#include "recevable/i18n.h"

/* Below this confidence even a wording that was found is not taken as read. */
#define READ_SURE 0.4

static const RvStatus status_of[] = {
    [RV_PHRASE_NONE] = RV_STATUS_UNREADABLE, /* nobody looked: never a pass */
    [RV_PHRASE_PRESENT] = RV_STATUS_PRESENT, [RV_PHRASE_ALTERED] = RV_STATUS_ALTERED,
    [RV_PHRASE_MISSING] = RV_STATUS_MISSING, [RV_PHRASE_UNREADABLE] = RV_STATUS_UNREADABLE,
};

/* ---- is the mention demanded? ------------------------------------------------------------ */

/* Is the document older than the referencing of the solution? NO when nobody told its day. */
static RvTruth
is_before_referencing(const RvCase *c, const char *field)
{
    const GDate *referenced = &c->result->given.referenced_on;
    GDate date;

    if (!field || !g_date_valid(referenced))
        return RV_NO;
    if (!rv_case_date(c, field, &date))
        return RV_MAYBE;
    return g_date_compare(&date, referenced) < 0 ? RV_YES : RV_NO;
}

static RvTruth
is_demanded(const RvCase *c, const RvItem *item)
{
    if (!item->when || rv_case_is_empty(c, item->when_without))
        return RV_YES;
    return is_before_referencing(c, item->when_before);
}

/* ---- the mention ------------------------------------------------------------------------- */

static RvStatus
mention_status(const RvEvidence *e, RvTruth demanded)
{
    RvStatus status = status_of[e->phrase.state];
    gboolean nowhere = status == RV_STATUS_MISSING ||
                       (status == RV_STATUS_UNREADABLE && e->phrase.place.page == 0);

    if (status == RV_STATUS_PRESENT && e->phrase.confidence < READ_SURE)
        status = RV_STATUS_UNREADABLE;
    if (nowhere && demanded == RV_NO)
        status = RV_STATUS_NOT_APPLICABLE;
    return status;
}

/* A mention that lacks because of the day on which the solution was referenced. */
static char *
describe_lack(const RvCase *c, const RvItem *item, const char *name)
{
    g_autofree char *referenced = rv_i18n_date(&c->result->given.referenced_on), *day = NULL;
    GDate date;

    if (!rv_case_date(c, item->when_before, &date))
        return g_strdup_printf(
            _("The mention “%s” is missing. It has to be there if the document is older than the "
              "referencing of the solution on %s, but its date cannot be read: check it on the "
              "paper."),
            name, referenced);
    day = rv_i18n_date(&date);
    return g_strdup_printf(
        _("The mention “%s” is missing, and the document, of %s, is older than the referencing of "
          "the solution on %s: add it and have the document signed again."),
        name, day, referenced);
}

/* What to tell of a mention that is not simply there. */
static char *
describe(const RvCase *c, const RvEvidence *e, RvStatus status)
{
    g_autofree char *name = rv_item_name(c, e->item);
    const char *difference = e->phrase.difference ? e->phrase.difference : "";
    int astray = e->phrase.astray.page;

    if (status == RV_STATUS_MISSING && e->item->when && !rv_case_is_empty(c, e->item->when_without))
        return describe_lack(c, e->item, name);
    if (status == RV_STATUS_MISSING && *difference)
        return g_strdup_printf(_("The mention “%s” counts as missing: %s. Print it larger and have "
                                 "the document signed again."),
                               name, difference);
    if (status == RV_STATUS_MISSING && astray)
        return g_strdup_printf(_("The mention “%s” stands only on page %d, outside of the form, "
                                 "where it does not count: add it in its place and have the "
                                 "document signed again."),
                               name, astray);
    if (status == RV_STATUS_MISSING)
        return g_strdup_printf(
            _("The mention “%s” is missing: add it and have the document signed again."), name);
    if (status == RV_STATUS_ALTERED)
        return g_strdup_printf(_("The mention “%s” has been changed (%s): restore the official "
                                 "wording and have the document signed again."),
                               name, *difference ? difference : "?");
    if (astray)
        return g_strdup_printf(_("The mention “%s” was found on page %d only, out of its place: "
                                 "check on the paper that it stands where it belongs."),
                               name, astray);
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
    RvTruth demanded = is_demanded(c, e->item);
    RvSeverity severity = RV_SEVERITY_BLOCKING;

    out->status = mention_status(e, demanded);
    out->reading = e->phrase.confidence;
    out->confidence = rv_status_sure(out->status, out->reading);
    out->place = e->phrase.place;
    out->text = g_strdup(e->phrase.text);
    if (out->status == RV_STATUS_PRESENT || out->status == RV_STATUS_NOT_APPLICABLE)
        return;
    if (out->status == RV_STATUS_UNREADABLE ||
        (out->status == RV_STATUS_MISSING && demanded == RV_MAYBE))
        severity = RV_SEVERITY_REVIEW;
    rv_case_report(c, severity, e->item,
                   e->phrase.place.page ? &e->phrase.place : &e->phrase.astray,
                   describe(c, e, out->status));
}
