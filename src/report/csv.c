/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that are CSV: RFC 4180, for spreadsheets that take some fields for formulas. */
#include "rows.h"

#include "recevable/text.h"

#include <string.h>

/* What begins so is run, not shown ... */
#define FORMULA "=+-@\t\r"
/* ... unless it is a number, which programs want as it is. */
#define NUMBER "0123456789."

static gboolean
is_formula(const char *text)
{
    gboolean is_negative = *text == '-' && text[1] && !text[1 + strspn(text + 1, NUMBER)];

    return *text && strchr(FORMULA, *text) && !is_negative;
}

void
rv_csv_append(GString *out, const char *text, gboolean is_last)
{
    g_autofree char *printable = rv_text_printable(text ? text : "");

    g_string_append_c(out, '"');
    if (text && is_formula(text))
        g_string_append_c(out, '\'');
    for (const char *p = printable; *p; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append(out, is_last ? "\"\r\n" : "\",");
}

static void
append_row(GString *out, const char *const *fields, gsize n)
{
    for (gsize i = 0; i < n; i++)
        rv_csv_append(out, fields[i], i + 1 == n);
}

/* The name's bytes where they are not what stands in the table. */
static char *
raw_name(const char *file)
{
    return is_formula(file) ? g_base64_encode((const guchar *)file, strlen(file))
                            : rv_raw_name(file);
}

/* ---- a row a document ------------------------------------------------------------------------ */

static const char *const document_columns[] = {"file",  "verdict", "template", "pages",
                                               "score", "reason",  "sha256",   "file_base64"};

void
rv_csv_document_head(GString *out)
{
    append_row(out, document_columns, G_N_ELEMENTS(document_columns));
}

void
rv_csv_document(GString *out, const RvDocumentRow *row)
{
    g_autofree char *pages = g_strdup_printf("%d", row->pages);
    g_autofree char *score = row->score < 0 ? NULL : g_strdup_printf("%d", row->score);
    g_autofree char *raw = raw_name(row->file);
    const char *const fields[G_N_ELEMENTS(document_columns)] = {row->file,
                                                                rv_verdict_name(row->verdict),
                                                                row->template_id,
                                                                pages,
                                                                score,
                                                                row->reason,
                                                                row->sha256,
                                                                raw};

    append_row(out, fields, G_N_ELEMENTS(fields));
}

void
rv_report_csv_begin(RvReport *report, GString *out)
{
    (void)report;
    rv_csv_document_head(out);
}

void
rv_report_csv(RvReport *report, const RvResult *result, GString *out)
{
    const RvDocumentRow row = rv_document_row(result);

    (void)report;
    rv_csv_document(out, &row);
}

/* ---- a row a finding ------------------------------------------------------------------------- */

static const char *const finding_columns[] = {"file", "verdict", "severity",   "item",
                                              "page", "x0",      "y0",         "x1",
                                              "y1",   "message", "file_base64"};

enum { NUMBER_SIZE = G_ASCII_DTOSTR_BUF_SIZE };

void
rv_report_findings_begin(RvReport *report, GString *out)
{
    (void)report;
    append_row(out, finding_columns, G_N_ELEMENTS(finding_columns));
}

void
rv_report_findings(RvReport *report, const RvResult *result, GString *out)
{
    g_autofree char *raw = raw_name(result->file);
    RvFindingRow row;

    (void)report;
    for (guint i = 0; rv_finding_row(result, i, &row); i++) {
        char page[NUMBER_SIZE] = "", points[RV_CORNERS][NUMBER_SIZE] = {"", "", "", ""};
        double at[RV_CORNERS];

        if (row.place) {
            rv_corners(row.place, at);
            g_snprintf(page, sizeof page, "%d", row.place->page);
            for (guint k = 0; k < RV_CORNERS; k++)
                g_snprintf(points[k], sizeof points[k], "%.1f", at[k]);
        }
        append_row(out,
                   (const char *const[G_N_ELEMENTS(finding_columns)]){
                       result->file, rv_verdict_name(result->verdict), row.severity, row.item, page,
                       points[0], points[1], points[2], points[3], row.message, raw},
                   G_N_ELEMENTS(finding_columns));
    }
}
