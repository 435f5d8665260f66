/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats share. */
#pragma once

#include "recevable/annotate.h"
#include "recevable/report.h"

struct _RvReport {
    const RvReportFormat *format;
    RvReportStyle style;
    guint n;       /* results that were added before */
    gpointer kept; /* the format's own, which its end frees */
};

void rv_report_text(RvReport *report, const RvResult *result, GString *out);
void rv_report_json(RvReport *report, const RvResult *result, GString *out);
void rv_report_jsonl(RvReport *report, const RvResult *result, GString *out);
void rv_report_html_begin(RvReport *report, GString *out);
void rv_report_html(RvReport *report, const RvResult *result, GString *out);
gboolean rv_report_html_end(RvReport *report, GString *out, GError **error);
void rv_report_csv_begin(RvReport *report, GString *out);
void rv_report_csv(RvReport *report, const RvResult *result, GString *out);
void rv_report_findings_begin(RvReport *report, GString *out);
void rv_report_findings(RvReport *report, const RvResult *result, GString *out);
void rv_report_xlsx_begin(RvReport *report, GString *out);
void rv_report_xlsx(RvReport *report, const RvResult *result, GString *out);
gboolean rv_report_xlsx_end(RvReport *report, GString *out, GError **error);
void rv_report_junit_begin(RvReport *report, GString *out);
void rv_report_junit(RvReport *report, const RvResult *result, GString *out);
gboolean rv_report_junit_end(RvReport *report, GString *out, GError **error);

/* Of `score`. */
void rv_score_text(RvReport *report, const RvResult *result, GString *out);
void rv_score_json(RvReport *report, const RvResult *result, GString *out);

/* words.c: for people. */

/* Appends text made printable, broken at blanks to `width` columns (0: never). The first line is
 * taken to start at column `indent`, the others get that many spaces. Ends with a newline. */
void rv_report_wrap(GString *out, const char *text, guint indent, guint width);
/* Does it reach over most of a page of that size? Then it has no side there. */
gboolean rv_report_spans(double from, double to, double size);
/* "page 2, upper left"; NULL for nowhere. Owned by the caller. */
char *rv_report_where(const RvResult *result, const RvPlace *place);

/* kinds.c: what an item or a rule of that status is, by the findings about it. */
RvMarkKind rv_report_kind(const RvResult *result, const char *id, RvStatus status);
RvMarkKind rv_report_kind_of(RvSeverity severity);
