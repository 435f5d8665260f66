/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result for people: the verdict, the document, the reasons with their place, what was checked.
 */
#include "report-private.h"

#include "recevable/i18n.h"

#define RED "\033[31;1m"
#define GREEN "\033[32;1m"
#define AMBER "\033[33;1m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

#define BULLET "  - "
#define BULLET_WIDTH 4

static const struct {
    const char *colour, *text;
} verdicts[] = {
    [RV_VERDICT_PASS] = {GREEN, N_("PASS: everything required is there")},
    [RV_VERDICT_REVIEW] = {AMBER, N_("REVIEW: a person has to look")},
    [RV_VERDICT_FAIL] = {RED, N_("FAIL: this document would be refused")},
    [RV_VERDICT_ERROR] = {RED, N_("ERROR: this file could not be checked")},
};

static const struct {
    const char *colour, *title;
} severities[] = {
    [RV_SEVERITY_BLOCKING] = {RED, N_("To correct:")},
    [RV_SEVERITY_REVIEW] = {AMBER, N_("To look at:")},
    [RV_SEVERITY_INFO] = {BOLD, N_("To know:")},
};

static void
append_painted(GString *out, const RvReportStyle *style, const char *colour, const char *text)
{
    if (style->color)
        g_string_append_printf(out, "%s%s%s\n", colour, text, PLAIN);
    else
        g_string_append_printf(out, "%s\n", text);
}

static void
append_bullet(GString *out, const RvReportStyle *style, const char *text)
{
    g_string_append(out, BULLET);
    rv_report_wrap(out, text, BULLET_WIDTH, style->width);
}

/* ---- the document ------------------------------------------------------------------------- */

static void
append_model(GString *out, const RvResult *result, const RvReportStyle *style)
{
    g_autofree char *name = NULL, *line = NULL;

    if (!result->template_id)
        return;
    name = result->template_title
               ? g_strdup_printf("%s (%s)", result->template_title, result->template_id)
               : g_strdup(result->template_id);
    line = g_strdup_printf(_("Model: %s, %.0f %% sure"), name, 100 * result->template_confidence);
    rv_report_wrap(out, line, 0, style->width);
}

static void
append_given(GString *out, const RvResult *result, const RvReportStyle *style)
{
    const struct {
        const GDate *date;
        const char *text;
    } days[] = {
        {&result->given.referenced_on, N_("Solution referenced:")},
        {&result->given.on, N_("Submission:")},
    };

    if (result->given.blank)
        rv_report_wrap(out,
                       _("Checked as an empty form: what is to be filled in, ticked or signed "
                         "does not count."),
                       0, style->width);
    for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
        g_autofree char *day = NULL, *line = NULL;

        if (!g_date_valid(days[i].date))
            continue;
        day = rv_i18n_date(days[i].date);
        line = g_strdup_printf("%s %s", _(days[i].text), day);
        rv_report_wrap(out, line, 0, style->width);
    }
}

/* The pages that have a defect, as a list; their number in *n. NULL when one before page `first`
 * (an index) has it: it was told there. */
static char *
pages_with(const RvReadability *readability, const char *type, guint first, guint *n)
{
    g_autoptr(GString) list = g_string_new(NULL);

    *n = 0;
    for (guint i = 0; i < readability->pages->len; i++) {
        const RvPageScore *page = &g_array_index(readability->pages, RvPageScore, i);

        for (guint k = 0; k < page->defects->len; k++) {
            if (!g_str_equal(g_array_index(page->defects, RvDefect, k).type, type))
                continue;
            if (i < first)
                return NULL;
            g_string_append_printf(list, "%s%d", *n ? ", " : "", page->page);
            (*n)++;
            break;
        }
    }
    return g_strdup(list->str);
}

static void
append_readability(GString *out, const RvReadability *readability, const RvReportStyle *style)
{
    g_string_append_printf(out, _("Readability: %d/100"), readability->score);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < readability->pages->len; i++) {
        const RvPageScore *page = &g_array_index(readability->pages, RvPageScore, i);

        for (guint k = 0; k < page->defects->len; k++) {
            const RvDefect *defect = &g_array_index(page->defects, RvDefect, k);
            guint n;
            g_autofree char *pages = pages_with(readability, defect->type, i, &n), *line = NULL;

            if (!pages)
                continue;
            /* Translators: a list of page numbers, then what is wrong there and what to do. */
            line = g_strdup_printf(P_("page %s: %s", "pages %s: %s", n), pages, defect->advice);
            append_bullet(out, style, line);
        }
    }
}

static const char *const integrities[] = {
    [RV_INTEGRITY_INTACT] = N_("intact"),
    [RV_INTEGRITY_CHANGED] = N_("changed afterwards"),
    [RV_INTEGRITY_UNCHECKED] = N_("cannot be checked"),
};

static const char *const coverages[] = {
    [RV_COVERAGE_WHOLE] = N_("covers the whole file"),
    [RV_COVERAGE_PART] = N_("covers a part of the file"),
    [RV_COVERAGE_UNKNOWN] = N_("what it covers is not known"),
};

static const char *const trusts[] = {
    [RV_TRUST_TRUSTED] = N_("certificate trusted"),
    [RV_TRUST_UNKNOWN] = N_("trust in the certificate not looked up"),
    [RV_TRUST_UNTRUSTED] = N_("certificate not trusted"),
    [RV_TRUST_EXPIRED] = N_("certificate not valid on that day"),
    [RV_TRUST_REVOKED] = N_("certificate revoked"),
    [RV_TRUST_UNCHECKED] = NULL,
};

static void
append_signatures(GString *out, const RvResult *result, const RvReportStyle *style)
{
    for (guint i = 0; i < result->signatures->len; i++) {
        const RvSignature *signature = g_ptr_array_index(result->signatures, i);
        const char *trust = trusts[signature->trust];
        g_autofree char *moment =
            signature->signed_at ? rv_i18n_moment(signature->signed_at) : NULL;
        g_autofree char *line = NULL;

        /* Translators: who, when, then what is known of the signature. */
        line =
            g_strdup_printf(_("Electronic signature: %s, %s: %s, %s%s%s"),
                            signature->signer ? signature->signer : "?", moment ? moment : "?",
                            _(integrities[signature->integrity]), _(coverages[signature->coverage]),
                            trust ? ", " : "", trust ? _(trust) : "");
        rv_report_wrap(out, line, 0, style->width);
    }
}

/* ---- the findings ------------------------------------------------------------------------- */

static void
append_findings(GString *out, const RvResult *result, const RvReportStyle *style,
                RvSeverity severity)
{
    gboolean any = FALSE;

    for (guint i = 0; i < result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(result->findings, i);
        g_autofree char *where = NULL, *line = NULL;

        if (finding->severity != severity)
            continue;
        if (!any)
            append_painted(out, style, severities[severity].colour, _(severities[severity].title));
        any = TRUE;
        where = rv_report_where(result, &finding->place);
        line = where ? g_strdup_printf("%s [%s]", finding->message, where) : NULL;
        append_bullet(out, style, line ? line : finding->message);
    }
}

/* ---- what was checked --------------------------------------------------------------------- */

/* On an empty form nothing is, as long as it may be so. */
static gboolean
is_fine(const RvResult *result, const char *id, RvStatus status)
{
    RvMarkKind kind = rv_report_kind(result, id, status);

    if (result->given.blank)
        return kind != RV_MARK_LACKING && kind != RV_MARK_DOUBTFUL;
    return status == RV_STATUS_PRESENT || status == RV_STATUS_FILLED ||
           status == RV_STATUS_SATISFIED || status == RV_STATUS_NOT_APPLICABLE;
}

static void
append_count(GString *out, const RvResult *result)
{
    guint n = result->items->len + result->rules->len, fine = 0;

    for (guint i = 0; i < result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(result->items, i);

        fine += is_fine(result, item->id, item->status);
    }
    for (guint i = 0; i < result->rules->len; i++) {
        const RvRuleResult *rule = g_ptr_array_index(result->rules, i);

        fine += is_fine(result, rule->id, rule->status);
    }
    if (!n)
        return;
    g_string_append_printf(out, P_("%u point checked: %u fine", "%u points checked: %u fine", n), n,
                           fine);
    g_string_append_c(out, '\n');
}

static void
append_isolation(GString *out, const RvResult *result, const RvReportStyle *style)
{
    if (result->isolation == RV_ISOLATION_NONE)
        rv_report_wrap(out, _("Opened without isolation (--no-sandbox)."), 0, style->width);
}

void
rv_report_text(RvReport *report, const RvResult *result, GString *out)
{
    const RvReportStyle *style = &report->style;

    if (report->n)
        g_string_append_c(out, '\n');
    append_painted(out, style, verdicts[result->verdict].colour, _(verdicts[result->verdict].text));
    rv_report_wrap(out, result->file, 0, 0); /* whole: people copy it */
    append_model(out, result, style);
    append_given(out, result, style);
    append_isolation(out, result, style);
    if (result->readability)
        append_readability(out, result->readability, style);
    append_signatures(out, result, style);
    if (result->verdict == RV_VERDICT_ERROR)
        append_bullet(out, style, result->error_message);
    for (RvSeverity severity = RV_SEVERITY_BLOCKING; severity <= RV_SEVERITY_INFO; severity++)
        append_findings(out, result, style, severity);
    append_count(out, result);
}
