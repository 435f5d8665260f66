/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deadlines of the programme, where the day of submission was told. A paper that comes too late
 * lacks nothing, but is refused unless the deadline has moved again: that is for a person. */
#include "judge-private.h"

#include "recevable/i18n.h"

/* A deadline as near as this is worth knowing: a month, in which a paper can still be corrected and
 * signed again. Days. */
#define SOON 30

/* One deadline, as it stands on the day of submission. */
typedef struct {
    const RvDeadline *deadline;
    const RvLimit *limit;
    GDate end;
} Due;

/* NULL: none was known on that day. */
static const RvLimit *
limit_on(const RvDeadline *d, const GDate *on)
{
    const RvLimit *last = NULL;

    for (guint i = 0; i < d->limits->len; i++) {
        const RvLimit *limit = g_ptr_array_index(d->limits, i);

        if (g_date_compare(&limit->valid_from, on) <= 0)
            last = limit;
    }
    return last;
}

/* What hangs on a mention waits for the referencing of the solution. */
static gboolean
binds(const RvCase *c, const RvDeadline *d)
{
    const RvEvidence *mention = d->mention ? rv_case_evidence(c, d->mention) : NULL;

    if (d->mention && (!mention || mention->phrase.state != RV_PHRASE_PRESENT ||
                       g_date_valid(&c->result->given.referenced_on)))
        return FALSE;
    return !d->without || rv_case_is_empty(c, d->without);
}

/* FALSE: it is counted from a date that cannot be read, which is a finding of its own. */
static gboolean
end_of(const RvCase *c, const RvLimit *limit, GDate *end)
{
    *end = limit->date;
    if (!limit->after)
        return TRUE;
    if (!rv_case_date(c, limit->after, end))
        return FALSE;
    g_date_add_months(end, (guint)limit->months);
    g_date_add_days(end, (guint)limit->days);
    return TRUE;
}

static char *
end_in_words(const Due *due)
{
    g_autofree char *day = rv_i18n_date(&due->end);

    /* Translators: a day, then an hour of it. */
    return due->limit->time ? g_strdup_printf(_("%s at %s"), day, due->limit->time)
                            : g_steal_pointer(&day);
}

/* ---- the day of submission --------------------------------------------------------------- */

static char *
describe_late(const RvCase *c, const Due *due, const char *end)
{
    g_autofree char *on = rv_i18n_date(&c->result->given.on);

    if (due->deadline->mention)
        return g_strdup_printf(
            _("“%s” ended on %s, before the submission on %s: check that it was done in time. "
              "Source: %s."),
            due->deadline->text, end, on, due->limit->source);
    return g_strdup_printf(
        _("Too late: “%s” ended on %s, before the submission on %s. Ask the payer whether the "
          "deadline has moved. Source: %s."),
        due->deadline->text, end, on, due->limit->source);
}

static void
judge_submission(RvCase *c, const Due *due)
{
    int days = g_date_days_between(&c->result->given.on, &due->end);
    g_autofree char *end = end_in_words(due);

    if (days < 0)
        rv_result_add_finding(c->result, RV_SEVERITY_REVIEW, due->deadline->id, NULL,
                              describe_late(c, due, end));
    else if (days == 0)
        rv_result_add_finding(c->result, RV_SEVERITY_INFO, due->deadline->id, NULL,
                              g_strdup_printf(_("The day of submission is the last one: “%s” ends "
                                                "on %s. Source: %s."),
                                              due->deadline->text, end, due->limit->source));
    else if (days <= SOON)
        rv_result_add_finding(
            c->result, RV_SEVERITY_INFO, due->deadline->id, NULL,
            g_strdup_printf(P_("%d day is left: “%s” ends on %s. Source: %s.",
                               "%d days are left: “%s” ends on %s. Source: %s.", (gulong)days),
                            days, due->deadline->text, end, due->limit->source));
}

/* ---- a date of the form ------------------------------------------------------------------ */

/* What is planned or done has to be in time. A date that cannot be read could be too late only
 * where the deadline is over. */
static void
judge_date(RvCase *c, const Due *due)
{
    const RvEvidence *e = rv_case_evidence(c, due->deadline->field);
    g_autofree char *name = rv_item_name(c, e->item), *end = end_in_words(due), *day = NULL;
    char *message = NULL;
    GDate date;

    if (rv_case_date(c, due->deadline->field, &date)) {
        day = rv_i18n_date(&date);
        if (g_date_compare(&date, &due->end) > 0)
            message = g_strdup_printf(
                _("“%s”: %s is too late, “%s” ends on %s. Correct the date if it is wrong. Source: "
                  "%s."),
                name, day, due->deadline->text, end, due->limit->source);
    } else if (g_date_compare(&c->result->given.on, &due->end) > 0) {
        message = g_strdup_printf(
            _("“%s”: the date cannot be read, and “%s” ended on %s: check on the paper that it is "
              "not later. Source: %s."),
            name, due->deadline->text, end, due->limit->source);
    }
    if (message)
        rv_result_add_finding(c->result, RV_SEVERITY_REVIEW, due->deadline->id,
                              e->value.place.page ? &e->value.place : NULL, message);
}

/* ---- all of them ------------------------------------------------------------------------- */

void
rv_judge_deadlines(RvCase *c)
{
    const GDate *on = &c->result->given.on;
    gboolean known = FALSE;

    if (!g_date_valid(on))
        return;
    c->result->deadlines_sha256 = g_strdup(c->template_->deadlines_sha256);
    for (guint i = 0; i < c->template_->deadlines->len; i++) {
        const RvDeadline *d = g_ptr_array_index(c->template_->deadlines, i);
        Due due = {.deadline = d, .limit = limit_on(d, on)};

        if (!due.limit)
            continue;
        known |= !d->field && !d->mention;
        if (!binds(c, d) || !end_of(c, due.limit, &due.end))
            continue;
        if (d->field)
            judge_date(c, &due);
        else
            judge_submission(c, &due);
    }
    if (!known) {
        g_autofree char *day = rv_i18n_date(on);

        rv_result_add_finding(c->result, RV_SEVERITY_INFO, NULL, NULL,
                              g_strdup_printf(_("No deadline for the submission of this form was "
                                                "known on %s."),
                                              day));
    }
}
