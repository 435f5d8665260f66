/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms change: a document has to be of the edition that counted on its day. */
#include "judge-private.h"

#include "recevable/i18n.h"

gboolean
rv_judge_day(const RvTemplate *template_, const GPtrArray *evidence, const RvGiven *given,
             GDate *day)
{
    const RvCase c = {.template_ = template_, .evidence = (GPtrArray *)evidence};

    if (template_->dated_by && rv_case_date(&c, template_->dated_by, day))
        return TRUE;
    *day = given->on;
    return g_date_valid(&given->on);
}

static const char *
name_of(const RvTemplate *t)
{
    return t->edition ? t->edition : t->id;
}

static gboolean
is_over(const RvTemplate *t, const GDate *day)
{
    return g_date_valid(&t->valid_until) && g_date_compare(day, &t->valid_until) > 0;
}

static gboolean
is_to_come(const RvTemplate *t, const GDate *day)
{
    return g_date_valid(&t->valid_from) && g_date_compare(day, &t->valid_from) < 0;
}

/* No edition counts on that day. */
static char *
describe_none(const RvTemplate *t, const GDate *day)
{
    g_autofree char *when = rv_i18n_date(day), *limit = NULL;

    if (is_over(t, day)) {
        limit = rv_i18n_date(&t->valid_until);
        return g_strdup_printf(_("The form follows the edition “%s”, valid until %s; the document "
                                 "is of %s: ask for the form that is valid now."),
                               name_of(t), limit, when);
    }
    limit = rv_i18n_date(&t->valid_from);
    return g_strdup_printf(_("The form follows the edition “%s”, valid from %s; the document is of "
                             "%s: check the date."),
                           name_of(t), limit, when);
}

void
rv_judge_edition(RvResult *result, const RvTemplate *template_, const RvTemplate *followed,
                 const GDate *day)
{
    g_autofree char *when = rv_i18n_date(day);

    if (template_ == followed && (is_over(template_, day) || is_to_come(template_, day)))
        rv_result_add_finding(result, RV_SEVERITY_REVIEW, NULL, NULL,
                              describe_none(template_, day));
    /* What has all that this edition demands is good, whatever else it is like. */
    else if (template_ != followed && result->verdict != RV_VERDICT_PASS)
        rv_result_add_finding(
            result, RV_SEVERITY_REVIEW, NULL, NULL,
            g_strdup_printf(_("The form follows the edition “%s”, but the document is of %s, when "
                              "the edition “%s” was valid: use the form of that edition."),
                            name_of(followed), when, name_of(template_)));
    rv_judge_conclude(result);
}
