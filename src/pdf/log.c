/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Poppler complains of: counted, not kept and not shown. One file made it write 863 MB in
 * 20 s.
 *
 * It complains by its log domain, at INFO, and in a few places by fprintf(stderr): of a font that
 * cannot be loaded ("some font thing failed"), whose text is then missing from the page, it says
 * nothing else. So standard error is held back by a pipe while Poppler works. */
#include "pdf-private.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Poppler's word for what could be worked around, "output will probably be correct" (its Error.h):
 * odd font weights, broken ToUnicode maps. Many good PDFs have them: no damage. */
#define HARMLESS "Syntax warning"

static _Thread_local guint complaints;

static void
count_complaint(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
    (void)domain;
    (void)level;
    (void)data;
    if (complaints < G_MAXUINT && message && !g_str_has_prefix(message, HARMLESS))
        complaints++;
}

static void
install_handler(void)
{
    static gsize installed;

    if (g_once_init_enter(&installed)) {
        g_log_set_handler("Poppler", G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION,
                          count_complaint, NULL);
        g_once_init_leave(&installed, 1);
    }
}

/* The pipe is never read and never blocks: what does not fit is lost, which caps it. */
static void
hold_stderr(RvPopplerLog *log)
{
    int ends[2];

    log->stderr_copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (log->stderr_copy < 0)
        return; /* closed: nothing to hold */
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0) {
        close(log->stderr_copy);
        log->stderr_copy = -1;
        return;
    }
    log->pipe = ends[0];
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
}

void
rv_poppler_log_start(RvPopplerLog *log)
{
    install_handler();
    complaints = 0;
    log->pipe = -1;
    hold_stderr(log);
}

gboolean
rv_poppler_log_complains(const RvPopplerLog *log)
{
    int held = 0;

    return complaints > 0 || (log->pipe >= 0 && ioctl(log->pipe, FIONREAD, &held) == 0 && held > 0);
}

void
rv_poppler_log_end(RvPopplerLog *log)
{
    if (log->stderr_copy < 0)
        return;
    dup2(log->stderr_copy, STDERR_FILENO);
    close(log->stderr_copy);
    close(log->pipe);
    log->stderr_copy = -1;
}
