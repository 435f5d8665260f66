/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result for people: verdict, reasons with their place, readability, what was checked. */
#include "report-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

#define RED "\033[31;1m"
#define GREEN "\033[32;1m"
#define AMBER "\033[33;1m"
#define PLAIN "\033[0m"

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
    [RV_SEVERITY_INFO] = {PLAIN, N_("To know:")},
};

static void
paint(GString *out, const RvReportStyle *style, const char *colour)
{
    if (style->color)
        g_string_append(out, colour);
}

/* Appends words, broken at the width; continuation lines start with `indent` spaces. */
static void
append_wrapped(GString *out, const char *text, guint start, guint indent, guint width)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    guint column = start;

    for (guint i = 0; words[i]; i++) {
        guint length = (guint)g_utf8_strlen(words[i], -1);

        if (i && width && column + 1 + length > width) {
            g_string_append_printf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (i) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append(out, words[i]);
        column += length;
    }
    g_string_append_c(out, '\n');
}

static void
append_bullet(GString *out, const RvReportStyle *style, const char *text)
{
    g_autofree char *clean = rv_text_printable(text);

    g_string_append(out, "  - ");
    append_wrapped(out, clean, 4, 4, style->width);
}

static void
append_findings(GString *out, const RvResult *result, const RvReportStyle *style,
                RvSeverity severity)
{
    gboolean any = FALSE;

    for (guint i = 0; i < result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(result->findings, i);
        g_autofree char *where = NULL;

        if (finding->severity != severity)
            continue;
        if (!any) {
            paint(out, style, severities[severity].colour);
            g_string_append(out, _(severities[severity].title));
            paint(out, style, PLAIN);
            g_string_append_c(out, '\n');
        }
        any = TRUE;
        where = finding->place.page > 0
                    /* Translators: a reason, then the page it stands on. */
                    ? g_strdup_printf(_("%s [page %d]"), finding->message, finding->place.page)
                    : g_strdup(finding->message);
        append_bullet(out, style, where);
    }
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
            g_autofree char *line = g_strdup_printf(_("page %d: %s"), page->page, defect->advice);

            append_bullet(out, style, line);
        }
    }
}

static gboolean
is_fine(RvStatus status)
{
    return status == RV_STATUS_PRESENT || status == RV_STATUS_FILLED ||
           status == RV_STATUS_SATISFIED || status == RV_STATUS_NOT_APPLICABLE;
}

static void
append_count(GString *out, const RvResult *result)
{
    guint fine = 0;

    for (guint i = 0; i < result->items->len; i++)
        fine += is_fine(((const RvItemResult *)g_ptr_array_index(result->items, i))->status);
    if (!result->items->len)
        return;
    g_string_append_printf(out,
                           P_("%u item checked, %u of them fine.",
                              "%u items checked, %u of them fine.", result->items->len),
                           result->items->len, fine);
    g_string_append_c(out, '\n');
}

void
rv_report_text(GString *out, const RvResult *result, const RvReportStyle *style, guint index)
{
    g_autofree char *file = rv_text_printable(result->file);

    if (index)
        g_string_append_c(out, '\n');
    g_string_append_printf(out, "%s\n", file);
    paint(out, style, verdicts[result->verdict].colour);
    g_string_append(out, _(verdicts[result->verdict].text));
    paint(out, style, PLAIN);
    g_string_append_c(out, '\n');
    if (result->verdict == RV_VERDICT_ERROR)
        append_bullet(out, style, result->error_message);
    for (RvSeverity severity = RV_SEVERITY_BLOCKING; severity <= RV_SEVERITY_INFO; severity++)
        append_findings(out, result, style, severity);
    if (result->template_id) {
        g_string_append_printf(out, _("Model: %s (%.0f %% sure)"), result->template_id,
                               100 * result->template_confidence);
        g_string_append_c(out, '\n');
    }
    if (result->readability)
        append_readability(out, result->readability, style);
    append_count(out, result);
}
