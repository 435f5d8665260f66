/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All items, then the rules over several of them, then the deadlines, then the verdict. */
#include "judge-private.h"

#include "recevable/i18n.h"

static void (*const judges[])(RvCase *, const RvEvidence *, RvItemResult *) = {
    [RV_ITEM_MENTION] = rv_judge_mention,     [RV_ITEM_FIELD] = rv_judge_field,
    [RV_ITEM_GROUP] = rv_judge_group,         [RV_ITEM_TABLE] = rv_judge_table,
    [RV_ITEM_SIGNATURE] = rv_judge_signature,
};

/* The worst first; those of one severity stay in the order of the paper. */
static void
sort_findings(GPtrArray *findings)
{
    guint n = findings->len;
    g_autofree gpointer *all = g_memdup2(findings->pdata, n * sizeof(gpointer));
    guint at = 0;

    for (int severity = RV_SEVERITY_BLOCKING; severity <= RV_SEVERITY_INFO; severity++)
        for (guint i = 0; i < n; i++)
            if ((int)((RvFinding *)all[i])->severity == severity)
                findings->pdata[at++] = all[i];
}

static RvVerdict
verdict_of(const GPtrArray *findings)
{
    RvVerdict verdict = RV_VERDICT_PASS;

    for (guint i = 0; i < findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(findings, i);

        if (finding->severity == RV_SEVERITY_BLOCKING)
            return RV_VERDICT_FAIL;
        if (finding->severity == RV_SEVERITY_REVIEW)
            verdict = RV_VERDICT_REVIEW;
    }
    return verdict;
}

void
rv_judge_conclude(RvResult *result)
{
    sort_findings(result->findings);
    result->verdict = verdict_of(result->findings);
}

static void
evidence_free(gpointer evidence)
{
    rv_evidence_free(evidence);
}

/* Evidence by item. An item that the match said nothing of gets empty evidence, which no judge
 * takes for good: `made` owns those. */
static GPtrArray *
line_up(const RvTemplate *template_, const GPtrArray *evidence, GPtrArray *made)
{
    GPtrArray *all = g_ptr_array_new();

    for (guint i = 0; i < template_->items->len; i++) {
        const RvItem *item = g_ptr_array_index(template_->items, i);
        RvEvidence *found = NULL;

        for (guint k = 0; k < evidence->len && !found; k++) {
            RvEvidence *e = g_ptr_array_index(evidence, k);

            if (e->item == item)
                found = e;
        }
        if (!found) {
            found = rv_evidence_new(item);
            g_ptr_array_add(made, found);
        }
        g_ptr_array_add(all, found);
    }
    return all;
}

static void
judge_item(RvCase *c, const RvEvidence *e)
{
    RvItemResult *out = g_new0(RvItemResult, 1);

    out->id = g_strdup(e->item->id);
    out->kind = e->item->kind;
    out->wording = g_strdup(e->item->text);
    if (c->result->given.blank)
        rv_judge_blank(c, e, out);
    else
        judges[e->item->kind](c, e, out);
    g_ptr_array_add(c->result->items, out);
}

/* What is said of the document as such. */
static void
judge_whole(RvCase *c)
{
    rv_judge_electronic(c);
    for (guint i = 0; i < c->template_->rules->len; i++)
        rv_judge_rule(c, g_ptr_array_index(c->template_->rules, i));
    rv_judge_deadlines(c);
}

void
rv_judge(RvResult *result, const RvTemplate *template_, const GPtrArray *evidence)
{
    g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(evidence_free);
    g_autoptr(GPtrArray) all = NULL;
    RvCase c = {.result = result, .template_ = template_};

    g_return_if_fail(result && template_ && evidence);
    all = c.evidence = line_up(template_, evidence, made);
    for (guint i = 0; i < all->len; i++)
        judge_item(&c, g_ptr_array_index(all, i));
    if (!result->given.blank)
        judge_whole(&c);
    if (template_->status == RV_TEMPLATE_SCENARIO_ONLY)
        rv_result_add_finding(
            result, RV_SEVERITY_INFO, NULL, NULL,
            g_strdup(_("Only the installation scenario of this form is known and was checked.")));
    rv_judge_conclude(result);
}

void
rv_judge_unknown(RvResult *result)
{
    RvCase c = {.result = result};

    g_return_if_fail(result);
    rv_judge_electronic(&c);
    rv_result_add_finding(
        result, RV_SEVERITY_REVIEW, NULL, NULL,
        g_strdup(_("The document follows none of the known forms: check by hand that it is the "
                   "right document, or scan it again.")));
    sort_findings(result->findings);
    result->verdict = RV_VERDICT_REVIEW;
}
