/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules over several items. To add a kind: a function and a row in the table below. Each says
 * whether the rule holds: MAYBE when what it looks at is not known for sure. */
#include "judge-private.h"

#include "recevable/i18n.h"

/* How many boxes of a group are surely and perhaps ticked; a group that does not apply has none. */
static void
count_ticks(const RvCase *c, const char *id, guint *yes, guint *maybe)
{
    const RvEvidence *group = rv_case_evidence(c, id);
    RvStatus status;

    *yes = 0;
    *maybe = group ? 0 : 1;
    if (!group || (rv_case_status(c, id, &status) && status == RV_STATUS_NOT_APPLICABLE))
        return;
    for (guint i = 0; i < group->boxes->len; i++) {
        RvTruth truth = rv_box_truth(group, i);

        *yes += truth == RV_YES;
        *maybe += truth == RV_MAYBE;
    }
}

static RvTruth
none_of(const RvCase *c, const RvRule *rule)
{
    RvTruth holds = RV_YES;

    for (guint i = 0; rule->items && rule->items[i]; i++) {
        guint yes, maybe;

        count_ticks(c, rule->items[i], &yes, &maybe);
        holds = MIN(holds, yes ? RV_NO : maybe ? RV_MAYBE : RV_YES);
    }
    return holds;
}

static RvTruth
one_of_each(const RvCase *c, const RvRule *rule)
{
    RvTruth holds = RV_YES;

    for (guint i = 0; rule->items && rule->items[i]; i++) {
        guint yes, maybe;

        count_ticks(c, rule->items[i], &yes, &maybe);
        if (yes > 1 || yes + maybe == 0)
            holds = RV_NO;
        else if (yes + maybe > 1 || !yes)
            holds = MIN(holds, RV_MAYBE);
    }
    return holds;
}

/* What is written after a box that has this detail; NULL: no box has. */
static const RvValue *
find_detail(const RvCase *c, const char *id)
{
    for (guint i = 0; i < c->evidence->len; i++) {
        const RvEvidence *e = g_ptr_array_index(c->evidence, i);

        for (guint k = 0; k < e->details->len; k++) {
            const RvBoxSpec *spec = g_ptr_array_index(e->item->boxes, k);

            if (g_strcmp0(spec->detail, id) == 0)
                return &g_array_index(e->details, RvValue, k);
        }
    }
    return NULL;
}

static RvTruth
is_filled(const RvCase *c, const char *id)
{
    const RvValue *detail = find_detail(c, id);
    RvStatus status = RV_STATUS_UNREADABLE;

    if (!rv_case_status(c, id, &status) && detail)
        status = rv_value_status(RV_FIELD_FREETEXT, detail, NULL, NULL);
    if (status == RV_STATUS_FILLED)
        return RV_YES;
    return status == RV_STATUS_UNREADABLE ? RV_MAYBE : RV_NO;
}

static RvTruth
filled(const RvCase *c, const RvRule *rule)
{
    RvTruth holds = RV_YES;

    for (guint i = 0; rule->items && rule->items[i]; i++)
        holds = MIN(holds, is_filled(c, rule->items[i]));
    return holds;
}

/* The second date is at least that much after the first. Dates that are missing or invalid have
 * their own findings. */
static RvTruth
dates(const RvCase *c, const RvRule *rule)
{
    GDate first, second;

    if (!rule->items || g_strv_length(rule->items) != 2 ||
        !rv_case_date(c, rule->items[0], &first) || !rv_case_date(c, rule->items[1], &second))
        return RV_MAYBE;
    g_date_add_months(&first, (guint)MAX(rule->at_least_months, 0));
    g_date_add_days(&first, (guint)MAX(rule->at_least_days, 0));
    return g_date_compare(&second, &first) >= 0 ? RV_YES : RV_NO;
}

static RvTruth (*const kinds[])(const RvCase *, const RvRule *) = {
    [RV_RULE_NONE_OF] = none_of,
    [RV_RULE_ONE_OF_EACH] = one_of_each,
    [RV_RULE_FILLED] = filled,
    [RV_RULE_DATES] = dates,
};

static RvStatus
rule_status(const RvCase *c, const RvRule *rule)
{
    RvTruth condition = rule->condition.group ? rv_ref_truth(c, &rule->condition) : RV_YES;
    RvTruth holds;

    if (rule->unless)
        condition = RV_YES - condition;
    if (condition == RV_NO)
        return RV_STATUS_NOT_APPLICABLE;
    holds = kinds[rule->kind](c, rule);
    if (holds == RV_YES)
        return RV_STATUS_SATISFIED;
    return condition == RV_YES && holds == RV_NO ? RV_STATUS_VIOLATED : RV_STATUS_UNDETERMINED;
}

/* A rule over informative items only is informative itself. */
static gboolean
is_informative(const RvCase *c, const RvRule *rule)
{
    gboolean informative = rule->items && rule->items[0];

    for (guint i = 0; rule->items && rule->items[i]; i++) {
        const RvEvidence *e = rv_case_evidence(c, rule->items[i]);

        informative &= e && e->item->informative;
    }
    return informative;
}

void
rv_judge_rule(RvCase *c, const RvRule *rule)
{
    RvRuleResult *out = g_new0(RvRuleResult, 1);
    const char *text = rule->text && *rule->text ? rule->text : rule->id;
    RvSeverity severity;
    char *message;

    out->id = g_strdup(rule->id);
    out->status = rule_status(c, rule);
    g_ptr_array_add(c->result->rules, out);
    if (out->status == RV_STATUS_VIOLATED) {
        severity = RV_SEVERITY_BLOCKING;
        message = g_strdup_printf(_("This rule of the form is not kept: %s. Correct it."), text);
    } else if (out->status == RV_STATUS_UNDETERMINED) {
        severity = RV_SEVERITY_REVIEW;
        message = g_strdup_printf(_("It cannot be told whether this rule of the form is kept: %s. "
                                    "Check it on the paper."),
                                  text);
    } else {
        return;
    }
    if (is_informative(c, rule))
        severity = RV_SEVERITY_INFO;
    rv_result_add_finding(c->result, severity, rule->id, NULL, message);
}
