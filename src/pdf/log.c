/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Poppler tells of errors only through its log domain, at INFO; one file made it write 863 MB in
 * 20 s. They are counted, not kept. */
#include "pdf-private.h"

/* Poppler's word for what could be worked around, "output will probably be correct" (its Error.h):
 * odd font weights, broken ToUnicode maps. Half the PDFs of the world have them: no damage. */
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

void
rv_poppler_log_start(void)
{
    static gsize installed;

    if (g_once_init_enter(&installed)) {
        g_log_set_handler("Poppler", G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION,
                          count_complaint, NULL);
        g_once_init_leave(&installed, 1);
    }
    complaints = 0;
}

guint
rv_poppler_log_complaints(void)
{
    return complaints;
}
