/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A result that a worker told, or a journal held. */
#include "fuzz.h"

#include "recevable/report.h"

static GString *
write_result(const RvResult *result)
{
    GString *text = g_string_new(NULL);

    rv_result_to_json(result, text);
    return text;
}

/* What is taken can be written in every format, and is the same when it is read again. */
void
rv_fuzz_result(const guint8 *data, gsize size)
{
    g_autoptr(RvResult) result = rv_result_from_json((const char *)data, size, NULL), again = NULL;
    g_autoptr(GString) text = NULL, text_again = NULL;

    if (!result)
        return;
    text = write_result(result);
    again = rv_result_from_json(text->str, text->len, NULL);
    g_assert_nonnull(again);
    text_again = write_result(again);
    g_assert_cmpstr(text_again->str, ==, text->str);
    for (const RvReportFormat *format = rv_report_formats(); format->name; format++) {
        g_autoptr(GString) out = g_string_new(NULL);

        RvReport *report =
            rv_report_begin(format, &(RvReportStyle){.color = TRUE, .width = 40}, out);

        rv_report_add(report, result, out);
        g_assert_true(rv_report_end(report, out, NULL));
    }
}
