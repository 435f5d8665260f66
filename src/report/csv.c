/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RFC 4180, for spreadsheets that take some fields for formulas. */
#include "recevable/report.h"

#include "recevable/text.h"

#include <string.h>

/* What begins so is run, not shown. */
#define FORMULA "=+-@\t\r"

void
rv_csv_append(GString *out, const char *text, gboolean is_last)
{
    g_autofree char *printable = rv_text_printable(text ? text : "");

    g_string_append_c(out, '"');
    if (text && *text && strchr(FORMULA, *text))
        g_string_append_c(out, '\'');
    for (const char *p = printable; *p; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append(out, is_last ? "\"\r\n" : "\",");
}
