/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sub-commands that read documents are given. */
#include "session.h"

#include "recevable/judge.h"

#include <sys/ioctl.h>
#include <unistd.h>

#define MAX_WIDTH 100 /* columns: longer lines are hard to read */

const char *const rv_cli_readers[] = {"fast", "tesseract", NULL};
const char *const rv_cli_colors[] = {"auto", "always", "never", NULL};

GPtrArray *
rv_session_files(const RvSessionOptions *options, int argc, char **argv)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

    for (int i = 0; i < argc; i++)
        g_ptr_array_add(files, g_strdup(argv[i]));
    if (options->files_from && !rv_cli_add_listed(files, options->files_from, options->nul))
        return NULL;
    if (!files->len && !options->files_from) {
        rv_cli_complain(_("no file to check; see 'recevable help check'"));
        return NULL;
    }
    return g_steal_pointer(&files);
}

/* no-color.org: NO_COLOR counts when it is not empty; the option outranks it. */
RvReportStyle
rv_cli_style(const char *color, const char *output)
{
    const char *no_color = g_getenv("NO_COLOR");
    gboolean terminal = !output && isatty(STDOUT_FILENO);
    RvReportStyle style = {.color = terminal && !(no_color && *no_color), .width = 0};
    struct winsize size;

    if (color && !g_str_equal(color, "auto"))
        style.color = g_str_equal(color, "always");
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        style.width = MIN(size.ws_col, MAX_WIDTH);
    return style;
}

gboolean
rv_cli_may_show(const char *format, const char *output)
{
    const RvReportFormat *known = format ? rv_report_format(format) : NULL;

    if (output || !known || !known->is_binary || !isatty(STDOUT_FILENO))
        return TRUE;
    rv_cli_complain(_("--format %s: nothing for a terminal; send it to a file"), format);
    return FALSE;
}

/* The worst verdict has the highest status. */
static const int status_of[] = {
    [RV_VERDICT_PASS] = RV_EXIT_PASS,
    [RV_VERDICT_REVIEW] = RV_EXIT_REVIEW,
    [RV_VERDICT_FAIL] = RV_EXIT_FAIL,
    [RV_VERDICT_ERROR] = RV_EXIT_ERROR,
};

int
rv_cli_status_of(RvVerdict verdict)
{
    return status_of[verdict];
}

gboolean
rv_cli_take_date(const char *option, const char *text, GDate *date)
{
    if (!text || rv_parse_whole_date(text, date))
        return TRUE;
    rv_cli_complain(_("%s: '%s' is not a date; write it like 21/05/2026 or 2026-05-21"), option,
                    text);
    return FALSE;
}
