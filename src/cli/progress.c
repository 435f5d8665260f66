/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a batch is: one line that is written over on a terminal, else one now and then. */
#include "lot.h"

#include <stdio.h>
#include <unistd.h>

#define TERMINAL_USEC (200 * 1000)
#define OTHERS_USEC (30 * G_USEC_PER_SEC)
/* From so many seconds on a rate means something. */
#define SENSIBLE_SECONDS 2.0

void
rv_progress_init(RvProgress *progress)
{
    *progress =
        (RvProgress){.is_terminal = isatty(STDERR_FILENO) != 0, .started = g_get_monotonic_time()};
    progress->told = progress->started;
}

static void
append_time_left(GString *line, guint seconds)
{
    g_string_append(line, ", ");
    if (seconds >= 5400)
        g_string_append_printf(line, _("%u h left"), (seconds + 1800) / 3600);
    else if (seconds >= 90)
        g_string_append_printf(line, _("%u min left"), (seconds + 30) / 60);
    else
        g_string_append_printf(line, _("%u s left"), seconds);
}

static char *
line_of(const RvBatchCounts *c, double seconds)
{
    GString *line = g_string_new(NULL);
    guint fresh = c->done - c->reused;

    g_string_append_printf(line, "%u/%u", c->done, c->total);
    if (seconds >= SENSIBLE_SECONDS && fresh) {
        g_string_append(line, ", ");
        g_string_append_printf(line, _("%.1f pages/s"), (double)c->pages / seconds);
        append_time_left(line, (guint)(seconds * (c->total - c->done) / fresh));
    }
    g_string_append_printf(line, " · ");
    /* Translators: counts of the verdicts so far. */
    g_string_append_printf(line, _("%u pass, %u review, %u fail, %u errors"),
                           c->verdicts[RV_VERDICT_PASS], c->verdicts[RV_VERDICT_REVIEW],
                           c->verdicts[RV_VERDICT_FAIL], c->verdicts[RV_VERDICT_ERROR]);
    return g_string_free(line, FALSE);
}

/* FALSE: the last line is not old yet. */
static gboolean
is_time(RvProgress *progress)
{
    gint64 now = g_get_monotonic_time();

    if (now - progress->told < (progress->is_terminal ? TERMINAL_USEC : OTHERS_USEC))
        return FALSE;
    progress->told = now;
    return TRUE;
}

static void
show(RvProgress *progress, const char *line)
{
    guint width = (guint)g_utf8_strlen(line, -1);

    if (!progress->is_terminal) {
        rv_cli_complain("%s", line);
        return;
    }
    fprintf(stderr, "\r%s%*s", line, (int)(progress->width > width ? progress->width - width : 0),
            "");
    progress->width = width;
}

void
rv_progress_tell(const RvBatchCounts *counts, gpointer data)
{
    RvProgress *progress = data;
    g_autofree char *line = NULL;

    if (!is_time(progress))
        return;
    line = line_of(counts, (double)(progress->told - progress->started) / G_USEC_PER_SEC);
    show(progress, line);
}

void
rv_progress_count(RvProgress *progress, guint done, guint total)
{
    g_autofree char *line = NULL;

    if (!is_time(progress))
        return;
    line = g_strdup_printf(_("the reports are written: %u %%"),
                           (guint)(100 * (guint64)done / MAX(total, 1)));
    show(progress, line);
}

void
rv_progress_end(RvProgress *progress)
{
    if (progress->width)
        fprintf(stderr, "\r%*s\r", (int)progress->width, "");
    progress->width = 0;
}
