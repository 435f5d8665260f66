/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/result.h"

#include "recevable/error.h"

static void
item_free(gpointer data)
{
    RvItemResult *item = data;

    g_free(item->id);
    g_free(item->wording);
    g_free(item->text);
    g_free(item->value);
    g_free(item->normalized);
    g_clear_pointer(&item->boxes, g_array_unref);
    g_clear_pointer(&item->lines, g_array_unref);
    g_free(item);
}

static void
rule_free(gpointer data)
{
    RvRuleResult *rule = data;

    g_free(rule->id);
    g_free(rule);
}

static void
finding_free(gpointer data)
{
    RvFinding *finding = data;

    g_free(finding->item);
    g_free(finding->message);
    g_free(finding);
}

RvResult *
rv_result_new(const char *file)
{
    RvResult *result = g_new0(RvResult, 1);

    result->file = g_strdup(file ? file : "");
    result->verdict = RV_VERDICT_REVIEW; /* until it is judged */
    result->signatures = rv_signatures_new();
    result->items = g_ptr_array_new_with_free_func(item_free);
    result->rules = g_ptr_array_new_with_free_func(rule_free);
    result->findings = g_ptr_array_new_with_free_func(finding_free);
    return result;
}

RvResult *
rv_result_new_error(const char *file, const GError *error)
{
    RvResult *result = rv_result_new(file);

    result->verdict = RV_VERDICT_ERROR;
    result->error_code = g_strdup(
        rv_error_name(error && error->domain == RV_ERROR ? error->code : (int)RV_ERROR_INTERNAL));
    result->error_message = g_strdup(error ? error->message : "");
    return result;
}

void
rv_result_free(RvResult *result)
{
    if (!result)
        return;
    g_free(result->file);
    g_free(result->sha256);
    g_free(result->template_id);
    g_free(result->template_title);
    g_free(result->template_edition);
    g_free(result->template_sha256);
    g_free(result->deadlines_sha256);
    g_free(result->forced_template);
    g_free(result->engine);
    rv_readability_free(result->readability);
    g_ptr_array_unref(result->signatures);
    g_ptr_array_unref(result->items);
    g_ptr_array_unref(result->rules);
    g_ptr_array_unref(result->findings);
    g_free(result->error_code);
    g_free(result->error_message);
    g_free(result);
}

void
rv_result_add_finding(RvResult *result, RvSeverity severity, const char *item, const RvPlace *place,
                      char *message)
{
    RvFinding *finding = g_new0(RvFinding, 1);

    finding->severity = severity;
    finding->item = g_strdup(item);
    finding->message = message;
    if (place)
        finding->place = *place;
    g_ptr_array_add(result->findings, finding);
}

static void
box_clear(gpointer data)
{
    g_free(((RvBoxResult *)data)->id);
    g_free(((RvBoxResult *)data)->wording);
}

const char *
rv_result_reason(const RvResult *result)
{
    const RvFinding *first = result->findings->len ? g_ptr_array_index(result->findings, 0) : NULL;

    if (result->verdict == RV_VERDICT_ERROR)
        return result->error_message;
    return first && first->severity != RV_SEVERITY_INFO ? first->message : NULL;
}

void
rv_line_result_clear(RvLineResult *line)
{
    g_free(line->label);
    g_free(line->ht);
    g_free(line->rate);
    g_free(line->vat);
    g_free(line->ttc);
}

GArray *
rv_box_results_new(void)
{
    GArray *boxes = g_array_new(FALSE, TRUE, sizeof(RvBoxResult));

    g_array_set_clear_func(boxes, box_clear);
    return boxes;
}

GArray *
rv_line_results_new(void)
{
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(RvLineResult));

    g_array_set_clear_func(lines, (GDestroyNotify)rv_line_result_clear);
    return lines;
}

static const char *const statuses[] = {
    [RV_STATUS_PRESENT] = "present",
    [RV_STATUS_ALTERED] = "altered",
    [RV_STATUS_MISSING] = "missing",
    [RV_STATUS_UNREADABLE] = "unreadable",
    [RV_STATUS_NOT_APPLICABLE] = "not-applicable",
    [RV_STATUS_FILLED] = "filled",
    [RV_STATUS_EMPTY] = "empty",
    [RV_STATUS_INVALID] = "invalid",
    [RV_STATUS_SATISFIED] = "satisfied",
    [RV_STATUS_VIOLATED] = "violated",
    [RV_STATUS_UNDETERMINED] = "undetermined",
    [RV_STATUS_ABSENT] = "absent",
    [RV_STATUS_UNCERTAIN] = "uncertain",
};

static const char *const verdicts[] = {
    [RV_VERDICT_PASS] = "pass",
    [RV_VERDICT_REVIEW] = "review",
    [RV_VERDICT_FAIL] = "fail",
    [RV_VERDICT_ERROR] = "error",
};

static const char *const severities[] = {
    [RV_SEVERITY_BLOCKING] = "blocking",
    [RV_SEVERITY_REVIEW] = "review",
    [RV_SEVERITY_INFO] = "info",
};

static const char *const isolations[] = {
    [RV_ISOLATION_NONE] = "none",
    [RV_ISOLATION_PARTIAL] = "partial",
    [RV_ISOLATION_FULL] = "full",
};

const char *
rv_isolation_name(RvIsolation isolation)
{
    g_return_val_if_fail((gsize)isolation < G_N_ELEMENTS(isolations), "none");
    return isolations[isolation];
}

const char *
rv_status_name(RvStatus status)
{
    g_return_val_if_fail((gsize)status < G_N_ELEMENTS(statuses), "undetermined");
    return statuses[status];
}

const char *
rv_verdict_name(RvVerdict verdict)
{
    g_return_val_if_fail((gsize)verdict < G_N_ELEMENTS(verdicts), "error");
    return verdicts[verdict];
}

const char *
rv_severity_name(RvSeverity severity)
{
    g_return_val_if_fail((gsize)severity < G_N_ELEMENTS(severities), "blocking");
    return severities[severity];
}
