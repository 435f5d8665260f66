/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats share. */
#pragma once

#include "recevable/report.h"

void rv_report_text(GString *out, const RvResult *result, const RvReportStyle *style, guint index);
void rv_report_json(GString *out, const RvResult *result, const RvReportStyle *style, guint index);
void rv_report_jsonl(GString *out, const RvResult *result, const RvReportStyle *style, guint index);
