/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats of `check --format`, and reports in them. To add one: a file of its own in this
 * folder, its functions in report-private.h, a row here. */
#include "report-private.h"

#include "recevable/i18n.h"

static const RvReportFormat formats[] = {
    {.name = "text",
     .help = N_("for people: the verdict, its reasons, what to do"),
     .add = rv_report_text},
    {.name = "json",
     .help = N_("one JSON object a document (docs/result.schema.json)"),
     .add = rv_report_json},
    {.name = "jsonl", .help = N_("the same, one line a document"), .add = rv_report_jsonl},
    {.name = "html",
     .help = N_("one page for a browser, with pictures; needs nothing else"),
     .wants_pictures = TRUE,
     .begin = rv_report_html_begin,
     .add = rv_report_html,
     .end = rv_report_html_end},
    {.name = "csv",
     .help = N_("a table: a row a document"),
     .begin = rv_report_csv_begin,
     .add = rv_report_csv},
    {.name = "findings",
     .help = N_("a table: a row a finding"),
     .begin = rv_report_findings_begin,
     .add = rv_report_findings},
    {.name = "xlsx",
     .help = N_("a spreadsheet: the documents, and the findings"),
     .is_binary = TRUE,
     .begin = rv_report_xlsx_begin,
     .add = rv_report_xlsx,
     .end = rv_report_xlsx_end},
    {.name = "junit",
     .help = N_("JUnit XML, for pipelines"),
     .begin = rv_report_junit_begin,
     .add = rv_report_junit,
     .end = rv_report_junit_end},
    {.name = NULL},
};

/* What `score --format` knows. */
static const RvReportFormat score_formats[] = {
    {.name = "text",
     .help = N_("for people: the score, what is wrong, what to do"),
     .add = rv_score_text},
    {.name = "json",
     .help = N_("one JSON object a document (docs/result.schema.json)"),
     .add = rv_score_json},
    {.name = NULL},
};

static const RvReportFormat *
find(const RvReportFormat *table, const char *name)
{
    for (; table->name; table++)
        if (g_str_equal(table->name, name))
            return table;
    return NULL;
}

const RvReportFormat *
rv_score_format(const char *name)
{
    return find(score_formats, name);
}

const RvReportFormat *
rv_report_formats(void)
{
    return formats;
}

const RvReportFormat *
rv_report_format(const char *name)
{
    return find(formats, name);
}

/* ---- a report -------------------------------------------------------------------------------- */

RvReport *
rv_report_begin(const RvReportFormat *format, const RvReportStyle *style, GString *out)
{
    RvReport *report = g_new0(RvReport, 1);

    report->format = format;
    report->style = *style;
    if (format->begin)
        format->begin(report, out);
    return report;
}

void
rv_report_add(RvReport *report, const RvResult *result, GString *out)
{
    report->format->add(report, result, out);
    report->n++;
}

gboolean
rv_report_end(RvReport *report, GString *out, GError **error)
{
    gboolean done = !report->format->end || report->format->end(report, out, error);

    g_free(report);
    return done;
}

void
rv_report_write(const RvReportFormat *format, const RvResult *result, GString *out)
{
    RvReport *report = rv_report_begin(format, &(RvReportStyle){0}, out);

    rv_report_add(report, result, out);
    rv_report_end(report, out, NULL);
}
