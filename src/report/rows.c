/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats that are tables show of a result, and when. */
#include "rows.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <math.h>
#include <string.h>

/* As in results that are JSON. */
#define MOST_POINTS 1e6
/* The end of the year 9999: what dates can tell. */
#define LAST_SECOND G_GUINT64_CONSTANT(253402300799)

static const char *const verdict_words[] = {
    [RV_VERDICT_PASS] = N_("PASS"),
    [RV_VERDICT_REVIEW] = N_("REVIEW"),
    [RV_VERDICT_FAIL] = N_("FAIL"),
    [RV_VERDICT_ERROR] = N_("ERROR"),
};

static const char *const severity_words[] = {
    [RV_SEVERITY_BLOCKING] = N_("To correct"),
    [RV_SEVERITY_REVIEW] = N_("To look at"),
    [RV_SEVERITY_INFO] = N_("To know"),
};

const char *
rv_verdict_word(RvVerdict verdict)
{
    return _(verdict_words[verdict]);
}

const char *
rv_severity_word(RvSeverity severity)
{
    return _(severity_words[severity]);
}

RvDocumentRow
rv_document_row(const RvResult *result)
{
    return (RvDocumentRow){.file = result->file,
                           .verdict = result->verdict,
                           .template_id = result->template_id,
                           .pages = result->pages,
                           .score = result->readability ? result->readability->score : -1,
                           .reason = rv_result_reason(result),
                           .sha256 = result->sha256};
}

gboolean
rv_finding_row(const RvResult *result, guint i, RvFindingRow *row)
{
    guint n_errors = result->verdict == RV_VERDICT_ERROR;
    const RvFinding *finding;

    if (i < n_errors) {
        *row = (RvFindingRow){.severity = rv_verdict_name(RV_VERDICT_ERROR),
                              .word = rv_verdict_word(RV_VERDICT_ERROR),
                              .message = result->error_message};
        return TRUE;
    }
    if (i - n_errors >= result->findings->len)
        return FALSE;
    finding = g_ptr_array_index(result->findings, i - n_errors);
    *row = (RvFindingRow){.severity = rv_severity_name(finding->severity),
                          .word = rv_severity_word(finding->severity),
                          .item = finding->item,
                          .message = finding->message,
                          .place = finding->place.page > 0 ? &finding->place : NULL};
    return TRUE;
}

static double
rounded(double value)
{
    double tenths = isfinite(value) ? round(value * 10) : 0;

    return CLAMP(tenths, -MOST_POINTS * 10, MOST_POINTS * 10) / 10 + 0.0; /* no -0 */
}

void
rv_corners(const RvPlace *place, double at[RV_CORNERS])
{
    at[0] = rounded(place->pt.x0);
    at[1] = rounded(place->pt.y0);
    at[2] = rounded(place->pt.x1);
    at[3] = rounded(place->pt.y1);
}

char *
rv_raw_name(const char *file)
{
    g_autofree char *shown = rv_text_printable(file);

    return g_str_equal(shown, file) ? NULL : g_base64_encode((const guchar *)file, strlen(file));
}

gint64
rv_report_moment(void)
{
    const char *told = g_getenv("SOURCE_DATE_EPOCH");
    guint64 seconds;

    if (told && g_ascii_string_to_unsigned(told, 10, 0, LAST_SECOND, &seconds, NULL))
        return (gint64)seconds;
    return g_get_real_time() / G_USEC_PER_SEC;
}
