/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that are JSON. */
#include "json-private.h"

#include <stdlib.h>

#define DIGITS 6 /* significant ones; all values are rounded before */

void
rv_json_append(GString *out, const json_t *object, size_t flags)
{
    char *text = json_dumps(object, flags | JSON_REAL_PRECISION(DIGITS));

    g_string_append(out, text);
    g_string_append_c(out, '\n');
    free(text);
}

static void
append_result(GString *out, const RvResult *result, size_t flags)
{
    json_auto_t *object = rv_json_result(result);

    rv_json_append(out, object, flags);
}

void
rv_report_json(GString *out, const RvResult *result, const RvReportStyle *style, guint index)
{
    (void)style;
    (void)index;
    append_result(out, result, JSON_INDENT(1));
}

void
rv_report_jsonl(GString *out, const RvResult *result, const RvReportStyle *style, guint index)
{
    (void)style;
    (void)index;
    append_result(out, result, JSON_COMPACT);
}
