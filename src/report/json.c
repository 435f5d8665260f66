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

void
rv_json_append_string(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    json_auto_t *string = json_string(valid);
    char *dumped = json_dumps(string, JSON_ENCODE_ANY);

    g_string_append(out, dumped);
    free(dumped);
}

static void
append_result(GString *out, const RvResult *result, size_t flags)
{
    json_auto_t *object = rv_json_result(result);

    rv_json_append(out, object, flags);
}

void
rv_report_json(RvReport *report, const RvResult *result, GString *out)
{
    (void)report;
    append_result(out, result, JSON_INDENT(1));
}

void
rv_result_to_json(const RvResult *result, GString *out)
{
    append_result(out, result, JSON_COMPACT);
}

void
rv_report_jsonl(RvReport *report, const RvResult *result, GString *out)
{
    (void)report;
    rv_result_to_json(result, out);
}
