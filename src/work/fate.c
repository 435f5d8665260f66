/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a document has no result but an error. */
#include "pool.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <string.h>
#include <sys/wait.h>

static char *
cause_of(const RvEnd *end)
{
    if (end && WIFSIGNALED(end->status))
        return g_strdup(strsignal(WTERMSIG(end->status)));
    if (end && WIFEXITED(end->status))
        return g_strdup_printf(_("it ended with status %d"), WEXITSTATUS(end->status));
    return g_strdup(_("it was killed"));
}

RvResult *
rv_fate_result(RvFate fate, const RvEnd *end, const RvWorkLimits *limits)
{
    g_autofree char *cause = cause_of(end);
    g_autoptr(GError) error = NULL;

    switch (fate) {
    case RV_FATE_LATE:
        error = g_error_new(RV_ERROR, RV_ERROR_TOO_LONG,
                            _("it takes too long (more than %u s for a step): it may be made to; "
                              "print it to a new PDF, or scan it again"),
                            limits->step_seconds);
        break;
    case RV_FATE_HUNGRY:
        error = g_error_new(RV_ERROR, RV_ERROR_MEMORY,
                            _("it takes too much memory (limit: %u MB): scan at a lower "
                              "resolution or split it"),
                            (guint)(limits->memory / 1000000));
        break;
    case RV_FATE_LOST:
    case RV_FATE_UNFENCED:
        error = g_error_new(RV_ERROR, RV_ERROR_WORKER,
                            _("the process that works on it was lost: try again; 'recevable "
                              "doctor' tells what this system allows"));
        break;
    default:
        error = g_error_new(RV_ERROR, RV_ERROR_CRASHED,
                            /* Translators: what the system calls the signal. */
                            _("it makes the program that reads it fail (%s): print it to a new "
                              "PDF, or scan it again"),
                            cause);
    }
    return rv_result_new_error("", error);
}
