/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats share. */
#pragma once

#include "recevable/report.h"

void rv_report_text(GString *out, const RvResult *result, const RvReportStyle *style, guint index);
void rv_report_json(GString *out, const RvResult *result, const RvReportStyle *style, guint index);
void rv_report_jsonl(GString *out, const RvResult *result, const RvReportStyle *style, guint index);

/* Of `score`. */
void rv_score_text(GString *out, const RvResult *result, const RvReportStyle *style, guint index);
void rv_score_json(GString *out, const RvResult *result, const RvReportStyle *style, guint index);

/* words.c: for people. */

/* Appends text made printable, broken at blanks to `width` columns (0: never). The first line is
 * taken to start at column `indent`, the others get that many spaces. Ends with a newline. */
void rv_report_wrap(GString *out, const char *text, guint indent, guint width);
/* "page 2, upper left"; NULL for nowhere. Owned by the caller. */
char *rv_report_where(const RvResult *result, const RvPlace *place);
