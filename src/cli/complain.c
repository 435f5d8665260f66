/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "recevable/text.h"

#include <stdio.h>

void
rv_cli_complain(const char *format, ...)
{
    g_autofree char *message = NULL, *line = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    line = rv_text_printable(message);
    fprintf(stderr, "recevable: %s\n", line);
}
